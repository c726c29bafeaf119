"""docs/validate.md holds what it says: its commands run, its settings are settings, its hook exists."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

from risktool.compare import read_expected
from risktool.config import Settings
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "validate.md").read_text(encoding="utf-8")

COMMANDS = [
    *re.findall(r"^\$ risktool (.+)$", PAGE, re.MULTILINE),
    *re.findall(r"^ *- run: risktool (.+)$", PAGE, re.MULTILINE),
]


@pytest.fixture
def registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two versions of a register, and nothing else."""
    folder = tmp_path / "registers"
    folder.mkdir()
    for version in ("old.docx", "new.docx"):
        shutil.copy(ROOT / "samples" / "kommunhuset.docx", folder / version)
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 6


@pytest.mark.usefixtures("registers")
def test_the_commands_of_the_page_run_one_after_the_other(run: Run) -> None:
    ended = {command: run(*shlex.split(command)) for command in COMMANDS}
    failed = {command: outcome.err for command, outcome in ended.items() if outcome.code == 2}
    assert failed == {}
    assert {o.code for command, o in ended.items() if command.startswith("validate")} == {0}


def test_a_sample_broken_on_purpose_is_stopped_at_its_page_and_row(run: Run, registers: Path) -> None:
    document = registers / "kommunhuset.pdf"
    shutil.copy(ROOT / "samples" / document.name, document)
    assert run("validate", document, "--update-expected").code == 0
    expected = document.with_name("kommunhuset.pdf.expected.json")
    text = expected.read_text(encoding="utf-8")
    number = re.search(r'"score": (\d+)', text)
    assert number is not None
    expected.write_text(text.replace(number[0], f'"score": {int(number[1]) + 1}', 1), encoding="utf-8")
    outcome = run("validate", document)
    assert outcome.code == 1
    assert re.search(r"error EX01 changed-from-expected, page \d+, risk \d+\.\d+", outcome.out)
    assert f"score was {int(number[1]) + 1}, is {number[1]}" in outcome.out


def test_the_settings_of_the_page_are_settings() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    settings = Settings.model_validate(tomllib.loads(block))
    named = set(tomllib.loads(block))
    assert named == {field.alias for field in Settings.model_fields.values()}
    assert settings.forbid


def test_the_expected_result_of_the_page_is_one(tmp_path: Path) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "notes.md.expected.json"
    path.write_text(block, encoding="utf-8")
    assert read_expected(path)["sections"][0]["risks"]


def test_the_hook_of_the_page_is_shipped() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (wanted,) = re.findall(r"- id: (\S+)", PAGE)
    assert re.findall(r"- id: (\S+)", hooks) == [wanted]
    (pattern,) = re.findall(r"^  files: (.+)$", hooks, re.MULTILINE)
    matched = [name for name in ("notes.pdf", "a/b.md.expected.json", "code.py", "b.json") if re.search(pattern, name)]
    assert matched == ["notes.pdf", "a/b.md.expected.json"]
