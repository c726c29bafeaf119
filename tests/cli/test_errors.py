"""What bad input gets: one line that says what and what to do, exit 2, nothing half written, never a traceback."""

import json
import os
import threading
from pathlib import Path

import pytest

from risktool import pipeline
from risktool.errors import EncryptedError, UsageError
from tests.cli.conftest import Run


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    return tmp_path


BAD = [
    ("missing.pdf", "unreadable", "no such file"),
    ("folder", "unreadable", "is a folder (`risktool batch` reads folders)"),
    ("empty.txt", "unreadable", "the file is empty"),
    ("blank.txt", "no-text", "no text"),
    ("cut.pdf", "unreadable", ""),
]


@pytest.mark.parametrize(("name", "finding", "message"), BAD)
def test_bad_input_is_one_line_and_exit_2_and_as_json_the_contract_with_one_finding(
    run: Run, inputs: Path, name: str, finding: str, message: str
) -> None:
    outcome = run("parse", inputs / name)
    as_json = run("parse", inputs / name, "--format", "json")
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith(f"risktool: {inputs / name}: ")
    assert message in outcome.err
    assert (as_json.code, as_json.err) == (2, outcome.err)
    output = json.loads(as_json.out)
    assert output["sections"] == []
    assert [f["name"] for f in output["findings"]] == [finding]
    assert output["source"]["name"] == name


def test_bad_input_leaves_an_existing_output_alone(run: Run, inputs: Path) -> None:
    kept = inputs / "kept.json"
    kept.write_text("before")
    outcome = run("parse", inputs / "cut.pdf", "--format", "json", "--output", kept, "--force")
    assert outcome.code == 2
    assert kept.read_text() == "before"
    assert sorted(p.name for p in inputs.iterdir()) == ["blank.txt", "cut.pdf", "empty.txt", "folder", "kept.json"]


def test_an_error_that_nobody_foresaw_is_one_line_and_asks_for_a_report(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("1. Riskanalys: Flytt")
    monkeypatch.setattr("risktool.cli.reading.trace", _fail)
    outcome = run("parse", notes)
    assert outcome.code == 2
    assert outcome.err == (
        "risktool: internal error: ValueError: bad \\x1b[31m luck"
        " (please report it; RISKTOOL_DEBUG=1 shows where it happened)\n"
    )


def test_debugging_shows_where_it_happened(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("1. Riskanalys: Flytt")
    monkeypatch.setattr("risktool.cli.reading.trace", _fail)
    monkeypatch.setenv("RISKTOOL_DEBUG", "1")
    with pytest.raises(ValueError, match="luck"):
        run("parse", notes)


def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("1. Riskanalys: Flytt")
    monkeypatch.setattr("risktool.cli.reading.trace", _interrupt)
    outcome = run("parse", notes)
    assert (outcome.code, outcome.err) == (130, "risktool: interrupted\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["parse"], "Missing argument 'PATH'. (try `risktool parse --help`)"),
        (["prase", "x"], "No such command 'prase'"),
        (["parse", "x", "--bogus"], "No such option: --bogus"),
        (["parse", "x", "--format", "xml"], "'xml' is not one of 'table', 'json', 'csv', 'markdown'"),
        (["parse", "x", "--scale", "5"], "--scale 5: not a scale (write it like 1-5; the highest step is 10)"),
        (["parse", "x", "--scale", "1-11"], "not a scale"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(run: Run, arguments: list[str], message: str) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_hostile_file_name_is_shown_as_codes(run: Run, tmp_path: Path) -> None:
    outcome = run("parse", tmp_path / "a\x1b[31mb\nc.pdf")
    assert "a\\x1b[31mb\\x0ac.pdf: no such file" in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_terminal_is_asked_for_a_password_and_may_try_again(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tried = []

    def refuse(path: Path, *, options: object, **_: object) -> None:
        tried.append(getattr(options, "password", None))
        raise EncryptedError("is encrypted", hint="give --password", path=str(path))

    answers = iter(["first", "second"])
    monkeypatch.setattr("risktool.cli.reading.trace", refuse)
    monkeypatch.setattr("risktool.cli.reading._can_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    outcome = run("parse", tmp_path / "x.pdf")
    assert tried == [None, "first", "second"]
    assert outcome.code == 2
    assert outcome.err == f"risktool: {tmp_path / 'x.pdf'}: is encrypted (give --password)\n"


def test_no_password_is_asked_for_where_nobody_can_answer(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(path: Path, **_: object) -> None:
        raise EncryptedError("is encrypted", path=str(path))

    monkeypatch.setattr("risktool.cli.reading.trace", refuse)
    outcome = run("parse", tmp_path / "x.pdf", "--format", "json")
    assert outcome.code == 2
    assert json.loads(outcome.out)["findings"][0]["name"] == "encrypted"


def test_wrong_use_is_no_finding_about_the_document(run: Run, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("1. Riskanalys: Flytt")
    outcome = run("parse", notes, "--lang", "xx", "--format", "json")
    assert (outcome.code, outcome.out) == (2, "")
    assert "no profile for language 'xx'" in outcome.err
    assert not UsageError.finding


def _fail(*_: object, **__: object) -> None:
    raise ValueError("bad \x1b[31m luck\nsecond line")


def _interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_pipe_to_which_nobody_writes_is_not_waited_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    monkeypatch.setattr(pipeline, "WRITER_SECONDS", 0)
    for command in (("parse", pipe), ("diff", pipe, pipe)):
        outcome = run(*command)
        assert (outcome.code, outcome.err) == (2, f"risktool: {pipe}: nothing came through this pipe\n")


def test_a_pipe_is_read_to_its_end_however_late_its_writer(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("# 1. Analys\n\nEtt stycke text.\n",))
    writer.start()
    outcome = run("parse", pipe, "--format", "json")
    writer.join()
    assert outcome.code == 0
    assert json.loads(outcome.out)["coverage"]["words"] > 0
