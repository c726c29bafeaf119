"""Each rule against its cases in <code>.toml, and the parts that every rule's documentation has."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_args

import pytest

from risktool.errors import EncryptedError, NoTextError, RisktoolError, UnreadableError
from risktool.findings import Finding
from risktool.model import Register
from risktool.rules import Rule, all_rules, check, find_rule, finding_of
from risktool.rules import sc01_product_mismatch as sc01
from risktool.source import RemarkName
from tests.rules.build import HERE, build_register, load_cases

RULES = all_rules()
MADE_ELSEWHERE = {
    *("unreadable", "encrypted", "no-text"),
    *("changed-from-expected", "forbidden-text", "unreadable-expected", "rule-failed"),
}
ABOUT_REGISTERS = [rule for rule in RULES if rule.name not in MADE_ELSEWHERE]
CASES = [
    pytest.param(rule, case, id=f"{rule.code}-{case['name']}")
    for rule in ABOUT_REGISTERS
    for case in load_cases(rule.code)
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_rule_finds_exactly_what_its_case_says(rule: Rule, case: dict[str, Any]) -> None:
    found = [finding for finding in check(build_register(case)) if finding.code == rule.code]
    assert len(found) == len(case["findings"]), found
    for finding, wanted in zip(found, case["findings"], strict=True):
        assert _selected(finding, wanted) == wanted


def _selected(finding: Finding, wanted: dict[str, Any]) -> dict[str, Any]:
    """Those of a finding's fields that the case speaks of; a message may be given by its beginning."""
    fields = {name: getattr(finding, name) for name in wanted}
    if "message" in wanted and finding.message.startswith(wanted["message"]):
        fields["message"] = wanted["message"]
    return fields


@pytest.mark.parametrize("rule", ABOUT_REGISTERS, ids=lambda rule: rule.code)
def test_rule_has_a_case_that_finds_and_one_that_does_not(rule: Rule) -> None:
    cases = load_cases(rule.code)
    assert any(case["findings"] for case in cases)
    assert any(not case["findings"] for case in cases)


def test_every_remark_of_a_reader_has_its_rule() -> None:
    assert set(get_args(RemarkName)) <= {rule.name for rule in ABOUT_REGISTERS}


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert {path.stem for path in HERE.glob("*.toml")} == {rule.code.lower() for rule in ABOUT_REGISTERS}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_docstring_has_its_parts_in_order(rule: Rule) -> None:
    assert rule.doc is not None
    parts = ["\nWhy: ", "\nExample:\n", "\n    bad:  ", "\n    good: ", "\nLimits: "]
    places = [rule.doc.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert rule.summary.endswith(".")
    assert rule.advice
    assert all(len(line) <= 120 for line in rule.doc.splitlines())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_module_is_named_by_code_and_name(rule: Rule) -> None:
    module = import_module(f"risktool.rules.{rule.code.lower()}_{rule.name.replace('-', '_')}")
    assert module.RULE is rule


def test_codes_and_names_are_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_messages_are_one_line_whatever_the_row_says() -> None:
    case = {
        "rows": [{"description": "first\nsecond " * 30, "likelihood": 9, "consequence": 4, "score": 7}],
        "unassigned": ["a\nb"],
        "remarks": [{"name": "partly-read", "message": "page 3\nis gone"}],
    }
    messages = [finding.message for finding in check(build_register(case))]
    assert len(messages) >= 4
    assert not [message for message in messages if "\n" in message or len(message) > 160]


def test_findings_stand_in_the_documents_order() -> None:
    case = {
        "unassigned": ["left over"],
        "sections": [
            {"number": 2, "rows": [{"likelihood": 2, "consequence": 2, "score": 5}, {"likelihood": 9}]},
            {"number": 1, "rows": [{"likelihood": 2, "consequence": 2, "score": 5}]},
        ],
    }
    found = check(build_register(case))
    assert [(f.risk, f.name) for f in found] == [
        (None, "unassigned-text"),
        ("2.1", "product-mismatch"),
        ("2.2", "out-of-scale"),
        ("2.2", "missing-score"),
        ("1.1", "product-mismatch"),
    ]


def test_a_rule_that_raises_becomes_a_finding_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Register) -> Iterator[Finding]:
        raise ZeroDivisionError("no rows\nat all")
        yield

    monkeypatch.setattr(sc01, "check", broken)
    found = check(build_register({"rows": [{"likelihood": 9, "consequence": 2, "score": 5}]}))
    assert [f.name for f in found] == ["rule-failed", "out-of-scale"]
    assert found[0].message == "the check product-mismatch (SC01) stopped: ZeroDivisionError: no rows at all"


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (UnreadableError("no document"), "unreadable"),
        (EncryptedError("wants a password"), "encrypted"),
        (NoTextError("blank"), "no-text"),
        (RisktoolError("something else"), "unreadable"),
    ],
)
def test_an_error_that_stops_a_document_has_its_finding(error: RisktoolError, name: str) -> None:
    finding = finding_of(error)
    assert (finding.name, finding.severity, finding.message) == (name, "error", error.message)


@pytest.mark.parametrize("wanted", ["SC01", "sc01", "product-mismatch", " Product-Mismatch "])
def test_a_rule_is_found_by_code_or_name(wanted: str) -> None:
    assert find_rule(wanted) is sc01.RULE


def test_an_unknown_rule_is_not_found() -> None:
    assert find_rule("SC99") is None
