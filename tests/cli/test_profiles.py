"""`risktool profiles`, and reading with a profile of one's own."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from risktool.profiles import languages, load_profile
from tests.cli.conftest import Run


def test_every_language_is_listed_with_all_its_codes(run: Run) -> None:
    listed = run("profiles", "list").out
    assert [line.split(",")[0].split()[0] for line in listed.splitlines()] == list(languages())
    assert "nb, no, nn" in listed


@pytest.mark.parametrize("code", ["no", "nn", "nb-NO", "NB"])
def test_other_codes_find_the_language_that_they_mean(code: str) -> None:
    assert load_profile(code) is load_profile("nb")


def test_a_profile_that_was_shown_is_in_order_and_reads_a_document(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    shown = run("profiles", "show", "sv").out
    own.write_text(shown.replace('"Riskanalys"', '"Faroläge"').replace('language = "sv"', 'language = "sv-x-own"'))
    assert run("profiles", "check", own).out == f"{own}: in order, Svenska (sv-x-own)\n"
    notes = tmp_path / "notes.md"
    notes.write_text(
        "## Faroläge: Flytt\n\n| Risk | S | K | S x K |\n| --- | --- | --- | --- |\n| Damm | 2 | 3 | 6 |\n"
    )
    register = json.loads(run("parse", notes, "--format", "json", "--profile", own).out)
    assert register["language"] == "sv-x-own"
    assert register["sections"][-1]["risks"][0]["score"] == 6


def test_every_command_that_reads_documents_takes_a_profile(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(run("profiles", "show", "sv").out.replace('"Risk",', '"Risk", "Glosan",', 1))
    notes = tmp_path / "notes.md"
    notes.write_text("| Risk | Styrka | Vidd | S x K |\n| - | - | - | - |\n| Damm i salen | 2 | 3 | 6 |\n")
    styled = own.read_text().replace("likelihood = [", 'likelihood = [\n  "Styrka",', 1)
    own.write_text(styled.replace("consequence = [", 'consequence = [\n  "Vidd",', 1))
    with_own = ("--profile", own)
    assert run("validate", notes, "--ignore", "ALL", *with_own).code == 0
    assert run("diff", notes, notes, *with_own).code == 0
    assert run("batch", notes, "-o", tmp_path / "r.sqlite", *with_own).code == 0
    with closing(sqlite3.connect(tmp_path / "r.sqlite")) as register:
        assert register.execute("SELECT likelihood, consequence, score FROM risks").fetchall() == [(2, 3, 6)]
        ((options,),) = register.execute("SELECT options FROM documents").fetchall()
        assert len(options) < 300  # a digest, and not the profile's text for each document


@pytest.mark.parametrize("command", ["validate", "diff", "batch"])
def test_a_profile_that_is_not_there_is_said_first(run: Run, tmp_path: Path, command: str) -> None:
    outcome = run(command, *[tmp_path / "a.md"] * (2 if command == "diff" else 1), "--profile", tmp_path / "no.toml")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("language = ", "not TOML"),
        ('language = "sv"\nnmae = "x"', "profile key 'nmae' is not known (did you mean 'name'?)"),
    ],
)
def test_a_profile_that_is_not_in_order_is_refused_with_its_key(
    run: Run, tmp_path: Path, text: str, complaint: str
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text)
    for arguments in (["profiles", "check", own], ["parse", own, "--profile", own]):
        outcome = run(*arguments)
        assert outcome.code == 2
        assert outcome.err.startswith(f"risktool: {own}: {complaint}")


@pytest.mark.parametrize(
    ("name", "text"),
    [("risktool.toml", 'profile = "own.toml"\n'), ("pyproject.toml", '[tool.risktool]\nprofile = "own.toml"\n')],
)
def test_the_settings_name_a_profile(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    shown = run("profiles", "show", "sv").out
    (tmp_path / "own.toml").write_text(
        shown.replace('likelihood = ["', 'likelihood = ["Chansen", "', 1), encoding="utf-8"
    )
    (tmp_path / name).write_text(text, encoding="utf-8")
    notes = tmp_path / "notes.md"
    notes.write_text("| Risk | Chansen | Konsekvens |\n|---|---|---|\n| Halt golv | 3 | 2 |\n", encoding="utf-8")
    below = tmp_path / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    assert _likelihood(run("parse", notes, "--format", "json").out) == 3
    assert _likelihood(run("parse", notes, "--format", "json", "--lang", "sv").out) is None
    assert run("validate", notes, "--select", "missing-score").code == 0
    (tmp_path / "own.toml").unlink()
    assert "own.toml" in run("parse", notes).err


def _likelihood(out: str) -> object:
    return json.loads(out)["sections"][0]["risks"][0]["likelihood"]
