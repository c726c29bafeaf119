"""Dumps to convert, and what a register holds, for the tests of this folder."""

import sqlite3
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import Any

from risktool.batch.convert import Request, Summary, convert
from risktool.batch.destination import destination_of
from risktool.batch.progress import Silent, Watcher

TABLES = ("meta", "documents", "registers", "sections", "risks", "findings")


def write_notes(path: Path, subject: str, rows: int = 3) -> Path:
    """A document in the plainest form there is."""
    lines = [f"1. Riskanalys: {subject}", "Risk\tS\tK\tSxK\tÅtgärd"]
    lines += [f"Risk {n} vid {subject}.\t{n % 5 + 1}\t2\t{(n % 5 + 1) * 2}\tÅtgärd {n}." for n in range(rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def make_dump(folder: Path, documents: int) -> Path:
    """A folder with this many documents, all different."""
    for number in range(documents):
        write_notes(folder / f"{number % 3}" / f"notes-{number:03}.txt", f"ärende {number}")
    return folder


def request(source: Path, output: Path, **more: Any) -> Request:
    """What the command line would ask for."""
    return Request([str(source)], destination_of(str(output)), **more)


def convert_quietly(wanted: Request, executor: type[Executor] | None = None) -> Summary:
    """Without a word; in this process, if no executor is named."""
    return convert(wanted, silent, lambda jobs, limits: executor(jobs, limits) if executor else Inline())  # type: ignore[call-arg]


def silent(_total: int) -> AbstractContextManager[Watcher]:
    """No progress."""
    return nullcontext(Silent())


def content_of(register: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that a register holds, table by table."""
    with closing(sqlite3.connect(register)) as connection:
        return {table: list(connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")) for table in TABLES}


def outcomes_of(register: Path) -> dict[str, str]:
    """Each document's outcome."""
    with closing(sqlite3.connect(register)) as connection:
        return dict(connection.execute("SELECT document, outcome FROM documents"))


class Inline(Executor):
    """The executor that does the work on the spot."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future
