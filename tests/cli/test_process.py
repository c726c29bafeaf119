"""What only a real process shows: pipes, encodings, imports."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "risktool")


def call(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **environment}
    return subprocess.run([*COMMAND, *map(str, arguments)], env=env, capture_output=True, check=False)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    rows = "| Skåpet går inte in genom dörren | 2 | 3 | 6 |\n" * 300  # more output than a pipe holds
    path.write_text(f"| Risk | S | K | S x K |\n| --- | --- | --- | --- |\n{rows}", encoding="utf-8")
    return path


def test_a_reader_that_leaves_is_no_error(notes: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "parse", str(notes), "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("closed", "code", "words"),
    [(">&-", 2, "cannot write to standard output: it is closed"), ("2>&-", 0, ""), ("<&-", 0, "")],
)
def test_a_stream_that_is_not_there_is_no_defect(notes: Path, closed: str, code: int, words: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m risktool parse {shlex.quote(str(notes))} --quiet {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert words in done.stderr
    assert "internal error" not in done.stderr


def test_the_output_is_utf8_whatever_the_console_says(notes: Path) -> None:
    plain = call("parse", notes, "--format", "json", PYTHONIOENCODING="cp1252")
    assert "Skåpet går inte" in plain.stdout.decode("utf-8")
    assert plain.stdout == call("parse", notes, "--format", "json", PYTHONUTF8="1", LC_ALL="C").stdout


def test_help_and_version_import_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['risktool', '--help']\n"
        "from risktool.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'rich', 'regex', 'pypdfium2', 'pdfplumber', 'docx', 'risktool.model'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("heavy: []\n")
    assert "parse" in done.stdout
