"""What a terminal gets: colours, its own width, and nothing that the document says to it."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import regex

HOSTILE = "Dörren\x1b]0;ägd\x07 \x1b[2J[bold red]går[/] \x9b31m \u202eupp"
COLOR = regex.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    table = f"| Risk | S | K | S x K |\n| --- | --- | --- | --- |\n| {HOSTILE} | 5 | 5 | 25 |\n"
    path.write_text(f"# 1. Riskanalys: {HOSTILE}\n\n{table}", encoding="utf-8")
    return path


def on_terminal(*arguments: object, **environment: str) -> str:
    """What a command writes to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": "80", "TERM": "xterm", "NO_COLOR": "", **environment}
    command = [sys.executable, "-m", "risktool", *map(str, arguments)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        written = b""
        try:
            while piece := os.read(ours, 65536):
                written += piece
        except OSError:  # Linux says so when the other side is closed
            pass
    os.close(ours)
    assert process.returncode == 0
    return written.decode("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [("parse",), ("parse", "--format", "csv"), ("parse", "--format", "json"), ("matrix",), ("explain",)],
    ids=" ".join,
)
def test_a_document_cannot_talk_to_the_terminal(notes: Path, arguments: tuple[str, ...]) -> None:
    written = on_terminal(arguments[0], notes, *arguments[1:])
    assert not regex.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", COLOR.sub("", written))
    assert arguments[0] != "parse" or "[bold red]går[/]" in written.replace("\r\n", "")


def test_colours_are_for_terminals_that_want_them(notes: Path) -> None:
    assert COLOR.search(on_terminal("parse", notes))
    assert not COLOR.search(on_terminal("parse", notes, NO_COLOR="1"))
    assert not COLOR.search(on_terminal("parse", notes, TERM="dumb"))
