"""`risktool parse`: formats, filters, files."""

import json
import os
import stat
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import SimpleNamespace

import pytest

from risktool.cli import options
from risktool.model import Register
from risktool.notation import WIDEST_SCALE
from risktool.pipeline import REVIEW_BELOW
from risktool.render.csv_text import read_csv
from tests.cli.conftest import Run
from tests.render.build import build_register, build_risk, build_scored, build_section

REGISTER = build_register(
    build_section(build_scored("1.1", 2, 3), build_scored("1.2", 5, 5)),
    build_section(
        build_risk("2.1", candidates=((2, 4), (4, 4))), build_risk("2.2", status="missing"), number=2, subject="Bygge"
    ),
    build_section(number=2, kind="comment", heading="2. Synpunkter", subject="", text="Bra möte."),
)


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file whose register is REGISTER, whatever is in it."""
    path = tmp_path / "notes.txt"
    path.write_text("whatever")
    monkeypatch.setattr("risktool.cli.reading.trace", lambda *_, **__: SimpleNamespace(register=REGISTER))
    return path


def ids(text: str) -> list[str]:
    return [risk.id for risk in Register.model_validate_json(text).risks]


def test_each_format_prints_all_rows(run: Run, notes: Path) -> None:
    assert ids(run("parse", notes, "--format", "json").out) == ["1.1", "1.2", "2.1", "2.2"]
    assert [row.id for row in read_csv(run("parse", notes, "--format", "csv").out)] == ["1.1", "1.2", "2.1", "2.2"]
    table = run("parse", notes)
    assert all(f"\n{risk_id} " in table.out for risk_id in ("1.1", "1.2", "2.1", "2.2"))
    assert table.err == ""
    assert "\x1b" not in table.out


def test_quiet_leaves_the_summary_out(run: Run, notes: Path) -> None:
    assert "2 analyses, 1 comment section, 4 risks, 0 recovered, 0 to review." in run("parse", notes).out
    assert "analyses" not in run("parse", notes, "--quiet").out


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (["--section", "1"], ["1.1", "1.2"]),
        (["--section", "2"], ["2.1", "2.2"]),
        (["--min-score", "7"], ["1.2", "2.1", "2.2"]),
        (["--min-score", "17"], ["1.2", "2.2"]),
        (["--section", "1", "--min-score", "7"], ["1.2"]),
    ],
)
def test_filters_keep_rows_that_may_match(run: Run, notes: Path, filters: list[str], left: list[str]) -> None:
    assert ids(run("parse", notes, "--format", "json", *filters).out) == left


def test_hidden_rows_are_counted_aloud(run: Run, notes: Path) -> None:
    assert run("parse", notes, "--min-score", "7").err == "risktool: 1 of 4 risks left out: the score is below 7\n"
    assert run("parse", notes, "--section", "1", "--min-score", "7").err.startswith("risktool: 1 of 2 risks left out")
    assert run("parse", notes, "--min-score", "1").err == ""
    assert run("parse", notes, "--min-score", "7", "--quiet").err == ""


@pytest.mark.parametrize(
    ("name", "begin"),
    [("o.json", "{"), ("o.CSV", "document,section"), ("o.md", "## "), ("o.txt", "1. Flytt"), ("o", "1. Flytt")],
)
def test_the_suffix_of_the_output_names_the_format(
    run: Run, notes: Path, tmp_path: Path, name: str, begin: str
) -> None:
    assert run("parse", notes, "--output", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)


def test_a_format_that_is_asked_for_wins_over_the_suffix(run: Run, notes: Path, tmp_path: Path) -> None:
    run("parse", notes, "--format", "json", "--output", tmp_path / "o.csv")
    assert ids((tmp_path / "o.csv").read_text(encoding="utf-8")) == ["1.1", "1.2", "2.1", "2.2"]


def test_columns_that_csv_lacks_are_named(run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = build_register(build_section(build_risk(other={"Kommentar": "x"}), build_risk("1.2")))
    monkeypatch.setattr("risktool.cli.reading.trace", lambda *_, **__: SimpleNamespace(register=register))
    assert run("parse", notes, "-f", "csv").err == (
        "risktool: CSV has no column for 'Kommentar'; tables, Markdown and JSON show what stands there\n"
    )


def test_an_unknown_section_is_refused_with_those_there_are(run: Run, notes: Path) -> None:
    outcome = run("parse", notes, "--section", "9")
    assert outcome.code == 2
    assert outcome.err == "risktool: notes.pdf: no section '9' (there are: 1, 2)\n"


def test_output_is_written_whole_with_the_users_mode(run: Run, notes: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    umask = os.umask(0o027)
    try:
        outcome = run("parse", notes, "--format", "json", "--output", target)
    finally:
        os.umask(umask)
    assert ids(target.read_text(encoding="utf-8")) == ["1.1", "1.2", "2.1", "2.2"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"risktool: {target}: 4 risks, 0 to review\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notes.txt", "out.json"]


def test_an_existing_output_is_replaced_only_by_force(run: Run, notes: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before")
    refused = run("parse", notes, "--format", "csv", "--output", target)
    assert refused.code == 2
    assert refused.err == f"risktool: {target}: exists already (use --force to replace it)\n"
    assert target.read_text() == "before"
    assert run("parse", notes, "--format", "csv", "--output", target, "--force", "--quiet").err == ""
    assert len(read_csv(target.read_text(encoding="utf-8"))) == 4


def test_an_output_that_fails_leaves_the_old_file_and_nothing_else(
    run: Run, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "out.csv"
    target.write_text("before")
    monkeypatch.setattr("os.fsync", fail)
    outcome = run("parse", notes, "--format", "csv", "--output", target, "--force")
    assert (outcome.code, outcome.err) == (2, f"risktool: {target}: cannot be written: No space left on device\n")
    assert target.read_text() == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notes.txt", "out.csv"]


@pytest.mark.parametrize("target", ["folder", "missing/out.csv"])
def test_an_impossible_output_is_refused_before_the_work(run: Run, notes: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    outcome = run("parse", notes, "--output", tmp_path / target)
    assert outcome.code == 2
    assert outcome.err.startswith(f"risktool: {tmp_path / target}: ")


def test_a_device_is_written_to_and_not_replaced(run: Run, notes: Path) -> None:
    assert run("parse", notes, "--output", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_standard_input_is_read_as_bytes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO("Åtgärder från mötet".encode())))
    outcome = run("parse", "-", "--format", "json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["source"]["name"] == "<stdin>"


def test_defaults_shown_in_help_are_those_of_the_pipeline() -> None:
    assert options.REVIEW_BELOW == REVIEW_BELOW
    assert options.WIDEST_SCALE == WIDEST_SCALE


def test_scores_that_were_not_read_are_said_below_the_table(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Brand i skåpet 4 x 5 = 20\n\nStöld ur bilen 2 x 5 = 10\n", encoding="utf-8")
    said = " ".join(run("parse", note).out.split())
    assert 'warning: a score was not read: "Brand i skåpet 4 x 5 = 20" (2 such passages; `risktool validate`' in said
    assert "Stöld" not in said


@pytest.mark.parametrize("form", ["csv", "json", "markdown", "table"])
def test_an_analysis_without_a_row_is_said_beside_every_format(run: Run, tmp_path: Path, form: str) -> None:
    note = tmp_path / "note.md"
    note.write_text(
        "# 1. Riskanalys: Lager\n\n- Brand S: 2, K: 5\n- Is S: 1, K: 2\n\n# 2. Riskanalys: Butik\n\nHalka i kassan\n",
        encoding="utf-8",
    )
    outcome = run("parse", note, "--format", form)
    said = " ".join((outcome.out if form == "table" else outcome.err).split())
    assert 'no risk was read under "2. Riskanalys: Butik"' in said
