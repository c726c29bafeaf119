"""`risktool profiles`, and reading with a profile of one's own."""

import json
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


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("language = ", "not TOML"),
        ('language = "sv"\nnmae = "x"', "profile key"),
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
