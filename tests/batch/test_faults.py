"""What goes wrong in a night: every fault is a real one, and after it the same command makes the register whole.

"Whole" is always the same: row for row what a run makes that nothing disturbed.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from risktool.batch.convert import convert
from risktool.batch.destination import destination_of
from risktool.batch.export import export_register
from risktool.batch.rows import tabulate
from risktool.batch.store import Store
from risktool.batch.work import Record, Work
from risktool.errors import OutputError
from tests.batch.dumps import Inline, content_of, convert_quietly, make_dump, outcomes_of, request, silent, write_notes
from tests.batch.mischief import DELAY, LIMITS, LOG, SECONDS, Mischief, parses, workers
from tests.batch.registers import make_register, make_risk
from tests.batch.test_executor import is_alive

DOCUMENTS = 12
PATIENCE = 30.0
"""Seconds until a test gives up waiting; nothing here takes a tenth of it."""

Environment = dict[str, str]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return make_dump(tmp_path / "dump", DOCUMENTS)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where parses are written down. The workers of this process's own fork server would not see a change of it."""
    path = tmp_path / "log"
    path.touch()
    monkeypatch.setenv(LOG, str(path))
    monkeypatch.setenv(DELAY, "0.05")
    return path


def undisturbed(dump: Path, tmp_path: Path) -> dict[str, list[tuple[object, ...]]]:
    convert_quietly(request(dump, tmp_path / "undisturbed.sqlite"))
    return content_of(tmp_path / "undisturbed.sqlite")


@contextmanager
def driver(dump: Path, register: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.batch.mischief", str(dump), str(register)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


def test_the_driver_killed_again_and_again(dump: Path, tmp_path: Path, log: Path) -> None:
    register = tmp_path / "register.sqlite"
    done: set[str] = set()
    for moment in (1, 3, 5):
        before = len(parses(log))
        with driver(dump, register) as process:
            wait_until(lambda: len(parses(log)) >= before + moment)  # noqa: B023 - called before the next turn
            process.send_signal(signal.SIGKILL)
        wait_until(lambda: not any(map(is_alive, workers(log))))
        assert not done & set(parses(log)[before:]), "what was done is not done again"
        done = set(outcomes_of(register)) if register.stat().st_size else set()
    before = len(parses(log))
    with driver(dump, register) as process:
        assert process.wait(PATIENCE) == 0
    assert sorted(parses(log)[before:]) == sorted(set(map(str, dump.rglob("*.txt"))) - done)
    assert content_of(register) == undisturbed(dump, tmp_path)


def test_the_driver_told_to_end(dump: Path, tmp_path: Path, log: Path) -> None:
    register = tmp_path / "register.sqlite"
    with driver(dump, register) as process:
        wait_until(lambda: len(parses(log)) >= DOCUMENTS // 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 130
    wait_until(lambda: not any(map(is_alive, workers(log))))
    done = outcomes_of(register)
    assert 0 < len(done) < DOCUMENTS
    convert_quietly(request(dump, register))
    assert content_of(register) == undisturbed(dump, tmp_path)


def test_a_worker_killed_from_outside(dump: Path, tmp_path: Path, log: Path) -> None:
    register = tmp_path / "register.sqlite"
    with driver(dump, register) as process:
        wait_until(lambda: len(parses(log)) >= DOCUMENTS // 2)
        os.kill(next(iter(workers(log))), signal.SIGKILL)
        assert process.wait(PATIENCE) == 0
    assert content_of(register) == undisturbed(dump, tmp_path)


def test_documents_that_take_their_worker_with_them(
    dump: Path, tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisons = {
        "HANG": ("timed-out", "took longer than the time limit (--timeout)"),
        "DIE": ("failed", "its worker died (signal 9)"),
        "EAT": ("failed", "took more memory than the limit (--memory)"),
    }
    for word in poisons:
        (dump / "0" / f"{word}.txt").write_text(f"{word} of it\n")
    monkeypatch.setenv(SECONDS, "4")  # a busy machine takes a second for an honest document
    register = tmp_path / "register.sqlite"
    with driver(dump, register) as process:
        assert process.wait(PATIENCE) == 0
    tried = [Path(name).stem for name in parses(log)]
    assert sorted(tried[-3:]) == sorted(poisons), "once more, after all others"
    assert [tried.count(word) for word in poisons] == [2, 2, 2]
    documents = {Path(row[0]).stem: row for row in content_of(register)["documents"]}
    assert {word: (documents[word][1], documents[word][3]) for word in poisons} == poisons

    for word in poisons:
        (dump / "0" / f"{word}.txt").unlink()
    rest = undisturbed(dump, tmp_path)
    assert [row for stem, row in documents.items() if stem not in poisons] == rest["documents"]
    assert content_of(register)["registers"] == rest["registers"]


def test_a_second_run_is_refused_and_the_first_goes_on(dump: Path, tmp_path: Path, log: Path) -> None:
    register = tmp_path / "register.sqlite"
    with driver(dump, register) as process:
        wait_until(lambda: len(parses(log)) >= 1)
        with pytest.raises(OutputError, match="another run is writing to it"):
            convert_quietly(request(dump, register))
        assert process.wait(PATIENCE) == 0
    assert content_of(register) == undisturbed(dump, tmp_path)


def test_the_register_removed_under_the_run(dump: Path, tmp_path: Path, log: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with driver(dump, folder / "register.sqlite") as process:
        wait_until(lambda: len(parses(log)) >= DOCUMENTS // 2)
        shutil.rmtree(folder)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "the register is gone" in said
    folder.mkdir()
    convert_quietly(request(dump, folder / "register.sqlite"))
    assert content_of(folder / "register.sqlite") == undisturbed(dump, tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that is soon full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("a small disk to fill needs the right to mount one")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


class Large(Inline):
    """Every document comes out as a register of some 20 kB."""

    def submit(self, _fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        return super().submit(make_large, *args, **kwargs)


def make_large(work: Work) -> Record:
    risk = make_risk(1, 20, "high", description="ord " * 3000)
    return Record("parsed", rows=tabulate(make_register(work.item.name, risk)))


def convert_large(dump: Path, register: Path) -> None:
    convert(request(dump, register), silent, lambda *_: Large())


def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    dump = make_dump(tmp_path / "dump", 100)
    register = small_disk / "register.sqlite"
    with pytest.raises(OutputError, match="the disk is full"):
        convert_large(dump, register)
    assert 0 < len(outcomes_of(register)) < 100
    roomy = tmp_path / "moved.sqlite"
    shutil.copy(register, roomy)
    convert_large(dump, roomy)
    convert_large(dump, tmp_path / "undisturbed.sqlite")
    assert content_of(roomy) == content_of(tmp_path / "undisturbed.sqlite")


def test_a_full_disk_leaves_the_export_of_before(small_disk: Path, tmp_path: Path) -> None:
    convert_large(make_dump(tmp_path / "dump", 100), tmp_path / "register.sqlite")
    old = small_disk / "risks.jsonl"
    old.write_text("of before")
    with Store.read(tmp_path / "register.sqlite") as store, pytest.raises(OutputError, match="no space left"):
        export_register(store, destination_of(str(old)))
    assert [path.name for path in small_disk.iterdir()] == [old.name]
    assert old.read_text() == "of before"


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_content_does_not_depend_on_the_jobs(dump: Path, tmp_path: Path, jobs: int) -> None:
    write_notes(dump / "2" / "a copy.txt", "ärende 0")
    convert_quietly(request(dump, tmp_path / "register.sqlite", jobs=jobs, limits=LIMITS), Mischief)
    assert content_of(tmp_path / "register.sqlite") == undisturbed(dump, tmp_path)
