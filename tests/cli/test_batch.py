"""`risktool batch` and `risktool export` as a person meets them."""

import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from risktool.batch.convert import MEMORY_LIMIT, TIME_LIMIT
from risktool.batch.progress import Lines, watch
from risktool.batch.report import Result
from tests.batch.dumps import content_of, make_dump
from tests.cli.conftest import Run


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_dump(Path("dump"), 3)


def test_the_default_is_a_register_here_and_nothing_on_standard_output(run: Run, dump: Path) -> None:
    outcome = run("batch", dump)
    assert (outcome.code, outcome.out) == (0, "")
    assert re.search(r"in all +3\n", outcome.err)
    assert outcome.err.endswith("written: register.sqlite\n")
    assert len(content_of(Path("register.sqlite"))["documents"]) == 3


def test_documents_that_the_register_lacks_are_named_and_the_exit_code_is_1(run: Run, dump: Path) -> None:
    (dump / "empty\x1b[31m.txt").touch()
    outcome = run("batch", dump, "--report", "report.json")
    assert outcome.code == 1
    assert "refused: dump/empty\\x1b[31m.txt: the file is empty" in outcome.err
    report = json.loads(Path("report.json").read_text())
    assert report["documents"] == 4
    assert report["outcomes"]["refused"] == 1
    assert report["lacking"][0]["document"] == "dump/empty\x1b[31m.txt"


def test_a_csv_keeps_its_register_beside_it_and_is_made_anew(run: Run, dump: Path) -> None:
    assert run("batch", dump, "--output", "risks.csv", "--quiet").err == ""
    first = Path("risks.csv").read_bytes()
    make_dump(dump, 5)
    again = run("batch", dump, "--output", "risks.csv")
    assert "3 documents kept from before" in again.err
    assert "written: risks.csv, from risks.csv.sqlite, which knows what is done" in again.err
    assert Path("risks.csv.sqlite").exists()
    assert Path("risks.csv").read_bytes().startswith(first[:20])


def test_a_file_that_no_batch_made_is_not_replaced(run: Run, dump: Path) -> None:
    Path("risks.csv").write_text("precious")
    outcome = run("batch", dump, "--output", "risks.csv")
    assert outcome.code == 2
    assert "exists already (use --force to replace it)" in outcome.err
    assert run("batch", dump, "--output", "risks.csv", "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["dump", "--output", "risks.docx"], "no output of that kind"),
        (["dump", "--output", "none/r.sqlite"], "is its folder there?"),
        (["dump", "--scale", "5"], "not a scale"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_2(run: Run, dump: Path, arguments: list[str], words: str) -> None:
    assert dump.is_dir()
    outcome = run("batch", *arguments)
    assert outcome.code == 2
    assert words in outcome.err
    assert outcome.err.count("\n") == 1


def test_export_and_batch_write_the_same_bytes(run: Run, dump: Path) -> None:
    run("batch", dump)
    run("batch", dump, "--output", "one.csv", "--jobs", "1", "--csv-dialect", "excel-sv")
    assert run("export", "register.sqlite", "--output", "two.csv", "--csv-dialect", "excel-sv").code == 0
    assert Path("one.csv").read_bytes() == Path("two.csv").read_bytes()
    assert run("export", "register.sqlite", "--output", "two.csv").code == 2
    assert run("export", "register.sqlite", "--output", "two.csv", "--force").code == 0


def test_a_folders_register_is_exported_by_the_folders_name(run: Run, dump: Path) -> None:
    run("batch", dump, "--output", "all/")
    assert run("export", "all", "--output", "risks.csv").code == 0
    assert Path("risks.csv").read_text(encoding="utf-8").count("\n") > 3


def test_the_defaults_in_the_help_are_those_of_the_library() -> None:
    command = import_module("risktool.cli.batch")
    assert TIME_LIMIT == command.DEFAULT_TIMEOUT
    assert command.DEFAULT_MEMORY_MB * command.MEGABYTE == MEMORY_LIMIT


def test_a_log_gets_plain_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    now = 0.0
    monkeypatch.setattr("risktool.batch.progress.time.monotonic", lambda: now)
    with watch(Console(stderr=True), 100, quiet=False) as watcher:
        assert isinstance(watcher, Lines)
        for now in (1.0, 5.0, 6.0, 10.0):
            watcher.advance(Result(f"{now}.txt", "timed-out" if now == 6.0 else "parsed", pages=10))
    assert capsys.readouterr().err.splitlines() == [
        "2 of 100 documents, 20 pages, 4.0 pages/s, 0 failed, 4 min 05 s left",
        "4 of 100 documents, 40 pages, 4.0 pages/s, 1 timed-out, 4 min 00 s left",
    ]
