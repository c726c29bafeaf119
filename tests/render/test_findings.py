"""Findings as text, JSON, SARIF, JUnit and workflow commands."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from risktool.findings import Severity
from risktool.render.checked import Checked
from risktool.render.findings_github import render_findings_github
from risktool.render.findings_json import render_findings_json
from risktool.render.findings_junit import render_findings_junit
from risktool.render.findings_sarif import FINGERPRINT, render_findings_sarif
from risktool.render.findings_text import render_findings_text
from risktool.render.look import Look
from risktool.rules import all_rules, check
from tests.rules.build import build_register

SCHEMA = json.loads((Path(__file__).parent.parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))

STAFF = {"description": "Key staff leave", "likelihood": 5, "consequence": 4, "score": 15, "treatment": "Handbook"}
CASE: dict[str, Any] = {
    "sections": [
        {"number": 3, "heading": "3. Archive", "page": 2, "rows": [{**STAFF, "page": 2}, {"page": 2}]},
        {"number": 3, "heading": "3. Again", "page": 4},
    ]
}


def checked(case: dict[str, Any] = CASE, path: str = "docs/notes, å.md") -> Checked:
    register = build_register(case)
    return Checked(path, register, check(register), {"3.1": 12})


def clean() -> Checked:
    return Checked("b.pdf", build_register({}), ())


def sarif(*documents: Checked) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render_findings_sarif(documents, all_rules(), "0.1.0"))
    return data


def test_text_shows_the_row_a_caret_and_what_to_do() -> None:
    text = render_findings_text((checked(), clean()), all_rules(), Look())
    assert text.splitlines()[:6] == [
        "docs/notes, å.md",
        "  error SC01 product-mismatch, line 12, page 2, risk 3.1",
        '    5 x 4 = 20, but 15 is printed: "Key staff leave"',
        "    Key staff leave | S 5 | K 4 | SxK 15 | Handbook",
        "                                      ^^",
        "    hint: ask the authors which of the three numbers they meant, and correct the",
    ]
    assert "    3. Again\n    ^^^^^^^^\n" in text
    assert text.endswith("\n2 documents, 3 findings: 1 error, 2 warnings, 0 info\n")
    assert "b.pdf" not in text


def test_text_puts_the_caret_under_wide_characters_cells() -> None:
    row = {**STAFF, "description": "鍵の紛失"}
    lines = render_findings_text((checked({"rows": [row]}),), all_rules(), Look()).splitlines()
    assert lines[3] == "    鍵の紛失 | S 5 | K 4 | SxK 15 | Handbook"
    assert lines[4] == " " * 31 + "^^"


def test_hostile_characters_never_reach_a_terminal() -> None:
    document = checked({"rows": [{**STAFF, "description": "a\x1b[31m\u202eb"}]}, path="x\x1b.md")
    outputs = [
        render_findings_text((document,), all_rules(), Look()),
        render_findings_github((document,)),
        render_findings_junit((document,), "error"),
        render_findings_sarif((document,), all_rules(), "0.1.0"),
        render_findings_json((document,)),
    ]
    assert not [output for output in outputs if "\x1b" in output or "\u202e" in output]


def test_json_names_documents_findings_and_counts() -> None:
    data = json.loads(render_findings_json((checked(), clean())))
    assert [document["path"] for document in data["documents"]] == ["docs/notes, å.md", "b.pdf"]
    first = data["documents"][0]["findings"][0]
    assert (first["code"], first["line"], first["page"], first["field"]) == ("SC01", 12, 2, "score")
    assert data["counts"] == {"error": 1, "warning": 2, "info": 0}


def test_sarif_is_what_the_schema_says() -> None:
    log = sarif(checked(), clean())
    jsonschema.validate(log, SCHEMA, format_checker=jsonschema.FormatChecker())
    run = log["runs"][0]
    assert [run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in run["results"]] == [
        r["ruleId"] for r in run["results"]
    ]


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = sarif(checked())
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, SCHEMA)


def test_sarif_has_a_rule_for_every_result_and_relative_paths() -> None:
    run = sarif(checked())["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "docs/notes%2C%20%C3%A5.md"
    assert [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in run["results"]] == [12, 1, 1]


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("a b.md", {"uri": "a%20b.md", "uriBaseId": "%SRCROOT%"}),
        ("/else/a b.md", {"uri": "file:///else/a%20b.md"}),
    ],
)
def test_sarif_says_where_a_document_outside_of_the_folder_is(path: str, artifact: dict[str, str]) -> None:
    (first, *_) = sarif(checked(path=path))["runs"][0]["results"]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def fingerprints(case: dict[str, Any]) -> list[str]:
    return [result["partialFingerprints"][FINGERPRINT] for result in sarif(checked(case))["runs"][0]["results"]]


def test_fingerprints_stay_when_rows_move_and_pages_change() -> None:
    other = {"description": "The archive burns", "likelihood": 2, "consequence": 2, "score": 5}
    moved = fingerprints({"rows": [{**other, "page": 7}, {**STAFF, "page": 8}]})
    assert set(moved) == set(fingerprints({"rows": [STAFF, other]}))
    assert len(set(moved)) == 2


def test_findings_that_say_the_same_have_fingerprints_of_their_own() -> None:
    assert len(set(fingerprints({"rows": [STAFF, STAFF]}))) == 3  # two products, one duplicate


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 1), ("warning", 3)])
def test_junit_fails_what_fails_the_run(fail_on: Severity, failures: int) -> None:
    root = ET.fromstring(render_findings_junit((checked(), clean()), fail_on))
    assert (root.get("tests"), root.get("failures")) == ("4", str(failures))
    assert len(root.findall(".//failure")) == failures
    assert [suite.get("name") for suite in root] == ["docs/notes, å.md", "b.pdf"]
    assert root[1][0].get("name") == "no findings"


def test_workflow_commands_escape_what_ends_them() -> None:
    lines = render_findings_github((checked(path="50%, a:b.md"),)).splitlines()
    assert lines[0] == (
        "::error file=50%25%2C a%3Ab.md,line=12,title=SC01 product-mismatch"
        '::5 x 4 = 20, but 15 is printed: "Key staff leave" (line 12, page 2, risk 3.1)'
    )
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::warning"]


@pytest.mark.parametrize(("rows", "shown"), [(3, 3), (4, 1)])
def test_mild_findings_that_many_rows_share_are_shown_once(rows: int, shown: int) -> None:
    row = {"likelihood": 2, "consequence": 3, "printed": {"likelihood": "2", "consequence": "3"}}
    case = {"sections": [{"number": 1, "heading": "1. Archive", "rows": [row] * rows}]}
    text = render_findings_text((checked(case),), all_rules(), Look())
    assert text.count("SC04") == shown
    assert ("    and 3 rows more: 1.2, 1.3, 1.4\n" in text) is (shown == 1)
    assert f"{rows} info\n" in text


def test_what_stands_on_several_lines_is_one_line_in_every_report() -> None:
    row = {**STAFF, "description": "Key\nstaff leave"}
    document = checked({"sections": [{"number": 1, "heading": "1. Move\nof the archive", "rows": [row]}]})
    told = document.findings[0].model_copy(update={"message": "one\ntwo"})
    document = replace(document, findings=(told, *document.findings))
    outputs = {
        "text": render_findings_text((document,), all_rules(), Look()),
        "github": render_findings_github((document,)),
        "junit": render_findings_junit((document,), "error"),
        "sarif": render_findings_sarif((document,), all_rules(), "0.1.0").partition('"results"')[2],
    }
    for name, output in outputs.items():
        assert "one two" in output, name
        assert not [code for code in ("\\x0a", "\\n", "%0A", "&#10;") if code in output], name
    assert "1. Move of the archive / 1.1" in outputs["sarif"]


def test_of_sections_with_one_number_the_one_that_the_message_quotes_is_shown() -> None:
    document = checked()
    (again,) = [finding for finding in document.findings if finding.code == "HD02"]
    about = {"page": None, "message": "about a heading"}
    assert [document.section_of(finding) for finding in (again, again.model_copy(update=about))] == [
        document.register.sections[1],
        document.register.sections[0],
    ]


def test_text_says_once_for_each_document_what_to_do() -> None:
    document = checked({"rows": [STAFF, {**STAFF, "description": "The archive burns"}]})
    text = render_findings_text((document, document), all_rules(), Look())
    assert text.count("SC01 product-mismatch") == 4
    assert text.count("hint: ask the authors which of the three numbers") == 2
