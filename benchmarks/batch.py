"""How fast `risktool batch` is, whether a second core helps, and whether the driver's memory stays flat.

    python -m benchmarks.batch                     all runs; the tables go to docs/batch-benchmark.md
    python -m benchmarks.batch --runs 100x1,100x2  these (documents x jobs); without 10,000 reports an hour is saved

Each run is a process of its own. Wall time is of the whole run: start, parsing, storing; "warm" leaves out the first
documents, in which the workers start. CPU time is measured around each document in its worker, and for the driver as
a whole: it says what a document costs also on a machine that has other things to do.
"""

import argparse
import dataclasses
import datetime
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from benchmarks.batch_dump import PAGES, ROWS, write_dump, write_small_dump
from risktool.batch.convert import Request, convert
from risktool.batch.destination import destination_of
from risktool.batch.executor import LocalProcesses
from risktool.batch.report import Result

RUNS = ((100, 1), (100, 2), (1000, 1), (1000, 2), (10_000, 1), (10_000, 2))
"""(documents, jobs) of reports, which tell what a document costs."""

SMALL_RUNS = ((100, 2), (1000, 2), (10_000, 2))
"""The same of small text files, which tell what the driver does with many."""

WARM_UP = 50
"""Documents before the clock of the warm rate starts."""

PAGE = Path(__file__).parent.parent / "docs" / "batch-benchmark.md"

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run. `warm_rate` is pages a second of wall time; `worker_ms` the median CPU time of a document in its worker.

    `driver_ms` is the driver's CPU time a document, `driver_mb` the most memory that it held.
    """

    documents: int
    jobs: int
    seconds: float
    warm_rate: float
    worker_ms: float
    driver_ms: float
    driver_mb: float


class Timed(LocalProcesses):
    """Workers that write down the CPU time of each call, in seconds, a file for each worker in the working folder."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """As any executor."""
        return super().submit(_timed, fn, *args, **kwargs)  # type: ignore[arg-type]  # a call as an argument of a call


def _timed(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    start = time.process_time()
    result = function(*args, **kwargs)
    with Path(f"cpu-{os.getpid()}").open("a", encoding="ascii") as file:
        file.write(f"{time.process_time() - start}\n")
    return result


@dataclass(slots=True)
class Stopwatch:
    """A watcher that times the documents after the warm-up."""

    seen: int = 0
    start: float = 0.0
    pages: int = 0
    end: float = field(default=0.0)

    def advance(self, result: Result) -> None:
        """Count a document."""
        self.seen += 1
        if self.seen == WARM_UP:
            self.start = time.perf_counter()
        elif self.seen > WARM_UP:
            self.pages += result.pages
            self.end = time.perf_counter()


def measure(dump: Path, documents: int, jobs: int) -> Measurement:
    """Run once, in this process."""
    watch = Stopwatch()

    @contextmanager
    def watching(_total: int) -> Iterator[Stopwatch]:
        yield watch

    sources = [str(path) for path in sorted(dump.absolute().iterdir())[: max(documents // 100, 1)]]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # the workers inherit it
        summary = convert(Request(sources, destination_of("register.sqlite"), jobs=jobs), watching, Timed)
        calls = [float(line) for path in Path().glob("cpu-*") for line in path.read_text().split()]
        os.chdir("/")
    if summary.tally.risks not in (documents * ROWS, documents * PAGES * ROWS):
        sys.exit(f"{summary.tally.risks} risks: this measures something else")
    driver = resource.getrusage(resource.RUSAGE_SELF)
    return Measurement(
        documents,
        jobs,
        summary.seconds,
        warm_rate=watch.pages / (watch.end - watch.start),
        worker_ms=statistics.median(calls) * 1000,
        driver_ms=(driver.ru_utime + driver.ru_stime) / documents * 1000,
        driver_mb=driver.ru_maxrss / 1024,
    )


def measure_apart(dump: Path, documents: int, jobs: int) -> Measurement:
    """Run once, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.batch", "--one", str(dump), str(documents), str(jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measurement(**json.loads(done.stdout))


def report(reports: list[Measurement], small: list[Measurement], load: float) -> str:
    """The page for the docs."""
    single = {m.documents: m.warm_rate for m in reports if m.jobs == 1}
    lines = [
        "# How fast a dump is\n",
        f"Measured by `python -m benchmarks.batch` on {datetime.date.today()} at commit {_commit()}, with Python",
        f"{platform.python_version()} on {os.cpu_count()} cores. The load before the first run was {load:.1f}: where",
        "it is not near 0 the machine had other work; CPU time then says what a document costs, wall time little.\n",
        f"## Reports: PDFs of {PAGES} pages, each with a ruled table of {ROWS} risks\n",
        "| documents | jobs | seconds | pages/s, warm | against one job | CPU ms a document, in its worker"
        " | pages a CPU second | CPU ms a document, in the driver |",
        "| --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    for m in reports:
        gain = f"{m.warm_rate / single[m.documents]:.2f}" if m.documents in single else "–"
        lines.append(
            f"| {m.documents:,} | {m.jobs} | {m.seconds:.0f} | {m.warm_rate:.0f} | {gain} | {m.worker_ms:.0f}"
            f" | {PAGES / m.worker_ms * 1000:.0f} | {m.driver_ms:.1f} |"
        )
    lines += [
        f"\n## The driver's memory: text files of {ROWS} risks\n",
        "| documents | jobs | seconds | the driver's most memory, MB |",
        "| --: | --: | --: | --: |",
        *(f"| {m.documents:,} | {m.jobs} | {m.seconds:.0f} | {m.driver_mb:.0f} |" for m in small),
    ]
    return "\n".join(lines) + "\n"


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _runs(text: str) -> list[tuple[int, int]]:
    return [(int(documents), int(jobs)) for documents, _, jobs in (run.partition("x") for run in text.split(","))]


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=_runs)
    parser.add_argument("--dump", type=Path, default=Path(tempfile.gettempdir()) / "risktool-dump")
    parser.add_argument("--one", nargs=3)
    asked = parser.parse_args()
    if asked.one:
        one = measure(Path(asked.one[0]), int(asked.one[1]), int(asked.one[2]))
        sys.stdout.write(json.dumps(dataclasses.asdict(one)))
        return
    runs = asked.runs or RUNS
    reports, small = asked.dump / "reports", asked.dump / "small"
    write_dump(reports, max(documents for documents, _ in runs))
    write_small_dump(small, max(documents for documents, _ in SMALL_RUNS))
    load = os.getloadavg()[0]
    measured = [measure_apart(reports, *run) for run in runs]
    PAGE.write_text(report(measured, [measure_apart(small, *run) for run in SMALL_RUNS], load), encoding="utf-8")


if __name__ == "__main__":
    main()
