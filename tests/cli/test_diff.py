"""`risktool diff`: documents or their JSON, exit 0 when they say the same."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.rules.build import build_register

KEYS = {"description": "The key of the archive is lost", "likelihood": 3, "consequence": 4, "score": 12}


def save(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text(build_register({"rows": list(rows)}).model_dump_json(), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_registers_that_say_the_same(run: Run, tmp_path: Path, form: str) -> None:
    old, new = save(tmp_path / "old.json", KEYS), save(tmp_path / "new.json", KEYS)
    assert run("diff", old, new, "--format", form).code == 0


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_registers_that_differ(run: Run, tmp_path: Path, form: str) -> None:
    old, new = save(tmp_path / "old.json", KEYS), save(tmp_path / "new.json", {**KEYS, "score": 9})
    outcome = run("diff", old, new, "--format", form)
    assert outcome.code == 1
    assert "score" in outcome.out
    assert outcome.err == ""


def test_documents_are_read(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    table = "| Risk | S | K | SxK |\n| --- | --- | --- | --- |\n| Nyckeln till arkivet kommer bort | 3 | 4 | 12 |\n"
    old.write_text(table, encoding="utf-8")
    new.write_text(table + "| Servern brinner upp | 1 | 5 | 5 |\n", encoding="utf-8")
    outcome = run("diff", old, new, "--format", "json")
    assert outcome.code == 1
    assert [row["description"] for row in json.loads(outcome.out)["added"]] == ["Servern brinner upp"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"schema_version": "2.0"}', "schema version '2.0' (this risktool knows '1.0'; read the document again)"),
        ("{", "not JSON: "),
        ("[" * 100_000, "not JSON: "),
        ("[]", "no register (`risktool parse --format json` makes one)"),
        ('{"schema_version": "1.0"}', "no register: key 'source' is missing (`risktool parse"),
    ],
)
def test_json_that_is_no_register_is_refused(run: Run, tmp_path: Path, text: str, complaint: str) -> None:
    old, new = save(tmp_path / "old.json", KEYS), tmp_path / "new.json"
    new.write_text(text, encoding="utf-8")
    outcome = run("diff", old, new)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"risktool: {new}: ")
    assert complaint in outcome.err


def test_a_register_with_a_misspelt_key_names_the_right_one(run: Run, tmp_path: Path) -> None:
    old, new = save(tmp_path / "old.json", KEYS), tmp_path / "new.json"
    new.write_text(old.read_text(encoding="utf-8").replace('"score":12', '"scor":12'), encoding="utf-8")
    assert "key 'sections.risks.scor' is not known (did you mean 'score'?)" in run("diff", old, new).err


def test_an_expected_result_is_no_register(run: Run, tmp_path: Path) -> None:
    old, new = save(tmp_path / "old.json", KEYS), save(tmp_path / "old.md.expected.json", KEYS)
    outcome = run("diff", old, new)
    assert outcome.code == 2
    assert "an expected result, and no register (`risktool validate` compares" in outcome.err


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    assert run("diff", tmp_path / "none.json", tmp_path / "none.pdf").code == 2


def test_only_one_of_the_two_can_be_standard_input(run: Run) -> None:
    outcome = run("diff", "-", "-")
    assert outcome.code == 2
    assert "cannot both be standard input" in outcome.err
