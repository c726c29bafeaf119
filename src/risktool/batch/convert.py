"""One command's work: a dump to a destination, from where an earlier run stopped.

sources ─discover─▶ items ─run─▶ SQLite register ─export─▶ folder, .jsonl, .csv, .parquet
"""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from risktool.batch.destination import Destination
from risktool.batch.executor import Limits, LocalProcesses
from risktool.batch.export import export_register
from risktool.batch.progress import Watcher
from risktool.batch.report import Tally
from risktool.batch.run import Plan, run_batch
from risktool.batch.sources import discover, find_gone
from risktool.batch.store import Store
from risktool.errors import OutputError
from risktool.pipeline import Options
from risktool.render.csv_text import Dialect

__all__ = ["MEMORY_LIMIT", "TIME_LIMIT", "Request", "Summary", "convert", "count_cores"]

TIME_LIMIT = 120.0
"""Seconds a document; a report of a thousand pages takes some 20."""

MEMORY_LIMIT = 2 * 2**30
"""Bytes a worker; ordinary documents need a tenth."""

UNDER_WAY_PER_JOB = 4
"""Enough that no worker waits while the driver stores, few enough that little is lost with it."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for."""

    sources: Sequence[str]
    destination: Destination
    options: Options = field(default_factory=Options)
    jobs: int = 1
    limits: Limits = field(default_factory=lambda: Limits(TIME_LIMIT, MEMORY_LIMIT))
    fresh: bool = False
    retry_failed: bool = False
    force: bool = False
    dialect: Dialect = "plain"


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of it, and the seconds it took."""

    tally: Tally
    seconds: float


def convert(
    request: Request,
    watch: Callable[[int], AbstractContextManager[Watcher]],
    start_executor: Callable[[int, Limits], Executor] = LocalProcesses,
) -> Summary:
    """Bring every document of the sources into the destination.

    `watch` gets the number of documents. Raises UsageError for sources that are not there and OutputError for a
    destination that cannot be written; what was stored before stays, and the same request goes on from there.
    """
    start = time.monotonic()
    destination = request.destination
    _check_replaceable(request)
    items = [item for item in discover(request.sources) if not destination.owns(Path(item.path).absolute())]
    if destination.kind == "folder":
        _make_folder(destination.path)
    plan = Plan(request.options, request.retry_failed, request.jobs * UNDER_WAY_PER_JOB)
    with Store.open(destination.register, fresh=request.fresh) as store:
        executor = start_executor(request.jobs, request.limits)
        try:
            with watch(len(items)) as watcher:
                tally = run_batch(items, store, executor, plan, watcher)
        finally:
            executor.shutdown(cancel_futures=True)
        tally.gone = find_gone(store.names(), items, request.sources, [result.document for result in tally.lacking])
        store.remove(tally.gone)
        if destination.kind != "sqlite":
            export_register(store, destination, dialect=request.dialect, gone=tally.gone)
    return Summary(tally, time.monotonic() - start)


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check_replaceable(request: Request) -> None:
    """A file that no run of ours made is not ours to replace; one with a register beside it is."""
    destination = request.destination
    if destination.kind in {"sqlite", "folder"} or request.force:
        return
    if destination.path.exists() and not destination.register.exists():
        hint = "use --force to replace it"
        raise OutputError("exists already", path=str(destination.path), hint=hint)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be made: {(error.strerror or '').lower()}", path=str(folder)) from error
