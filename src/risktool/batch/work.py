"""One document's work: what it is known by, how it is done, and what comes of it.

`do_work` is a plain function of picklable values, so that any `concurrent.futures.Executor` can carry it out. It
raises nothing about the document: what a document does to the parser becomes its outcome. What the executor raises
(a lost worker, no time, no memory) is about the machine, and `describe_loss` makes it the outcome.
"""

import hashlib
import json
import os
import traceback
from concurrent.futures import BrokenExecutor
from dataclasses import asdict, dataclass, field
from typing import Literal, TypeAlias

from risktool import __version__
from risktool.batch.reading import read_item
from risktool.batch.rows import Rows, tabulate
from risktool.batch.sources import Item
from risktool.errors import RisktoolError
from risktool.pipeline import Options, parse_bytes, refuse

__all__ = [
    "FAILURES",
    "OUTCOMES",
    "Outcome",
    "Record",
    "Work",
    "WorkKey",
    "WorkerLost",
    "describe_defect",
    "describe_loss",
    "do_work",
]

Outcome: TypeAlias = Literal["parsed", "no-risks", "skipped", "refused", "failed", "timed-out"]

OUTCOMES: tuple[Outcome, ...] = ("parsed", "no-risks", "skipped", "refused", "failed", "timed-out")

FAILURES: frozenset[Outcome] = frozenset({"refused", "failed", "timed-out"})
"""Documents that the register lacks."""


class WorkerLost(BrokenExecutor):
    """The process that did the work died. `exit_code` is negative for a signal, as in `multiprocessing`."""

    def __init__(self, exit_code: int | None) -> None:
        """Keep the code, also through pickling."""
        super().__init__(exit_code)
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class WorkKey:
    """What a result depends on, and nothing else: the bytes, the program, the options."""

    sha256: str
    tool_version: str
    options: str

    @classmethod
    def of(cls, sha256: str, options: Options) -> "WorkKey":
        """The key of one document under these options. A password opens a document; it never changes its content."""
        shown = {name: value for name, value in asdict(options).items() if name != "password"}
        if options.profile is not None:  # pages of text, for each document of the dump
            shown["profile"] = hashlib.sha256(options.profile.encode()).hexdigest()
        return cls(sha256, __version__, json.dumps(shown, sort_keys=True, default=str))


@dataclass(frozen=True, slots=True)
class Work:
    """A document to parse."""

    item: Item
    sha256: str
    options: Options


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a document: the outcome, for all but parsed ones a stable code and the reason, and its rows."""

    outcome: Outcome
    code: str = ""
    reason: str = ""
    rows: Rows = field(default_factory=Rows)


def do_work(work: Work) -> Record:
    """Parse one document. MemoryError passes through: the worker is spent, and the document may fit when alone."""
    name, data = work.item.name, b""
    try:
        data = read_item(work.item)
        register = parse_bytes(data, name, work.options)
        rows = tabulate(register)
    except RisktoolError as error:
        return Record("refused", error.finding or "refused", _without_path(error), tabulate(refuse(error, data, name)))
    except MemoryError:
        raise
    except Exception as error:
        return describe_defect(error)
    if register.source.sha256 != work.sha256:
        return Record("failed", "changed", "the file changed while it was read; run again with --retry-failed")
    return Record("parsed" if register.risks else "no-risks", rows=rows)


def describe_defect(error: Exception) -> Record:
    """The outcome of a document that something of ours broke on: it costs that document, never the run."""
    return Record("failed", "internal", f"{type(error).__name__}: {error} ({_place(error)})")


def describe_loss(error: BaseException) -> Record:
    """The outcome of a document whose work came to nothing twice. The texts say the same at every run."""
    if isinstance(error, TimeoutError):
        return Record("timed-out", "time", "took longer than the time limit (--timeout)")
    if isinstance(error, MemoryError):
        return Record("failed", "memory", "took more memory than the limit (--memory)")
    if isinstance(error, WorkerLost):
        return Record("failed", "crash", f"its worker died ({_exit_text(error.exit_code)})")
    return Record("failed", "internal", f"{type(error).__name__}: {error}")


def _exit_text(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"


def _without_path(error: RisktoolError) -> str:
    return str(type(error)(error.message, hint=error.hint, page=error.page)).lstrip(":")


def _place(error: BaseException) -> str:
    """File and line where it was raised: what a bug report needs, without a traceback."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - a name from a frame, maybe "<string>"
