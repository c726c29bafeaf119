"""How fast `risktool batch` is, whether a second core helps, and whether the driver's memory stays flat.

    python -m benchmarks.batch                    all sizes, one job and two; the table goes to docs/batch-benchmark.md
    python -m benchmarks.batch --sizes 100,1000   only to standard output

Each measurement is a process of its own. The time is of the whole run: start, parsing, storing. "Warm" leaves out the
first documents of the run, in which the workers start.
"""

import argparse
import datetime
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.batch_dump import PAGES, ROWS, write_dump
from risktool.batch.convert import Request, convert
from risktool.batch.destination import destination_of
from risktool.batch.report import Result

SIZES = (100, 1000, 10_000)
JOBS = (1, 2)
WARM_UP = 50
"""Documents before the clock of the warm rate starts."""

PAGE = Path(__file__).parent.parent / "docs" / "batch-benchmark.md"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run. `driver_mb` is the most memory that the driver held."""

    documents: int
    jobs: int
    seconds: float
    warm_rate: float
    driver_mb: float
    risks: int


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

    with tempfile.TemporaryDirectory() as folder:
        sources = [str(path) for path in sorted(dump.iterdir())[: max(documents // 100, 1)]]
        summary = convert(Request(sources, destination_of(f"{folder}/register.sqlite"), jobs=jobs), watching)
    if summary.tally.pages != documents * PAGES or summary.tally.risks != documents * PAGES * ROWS:
        sys.exit(f"{summary.tally.pages} pages and {summary.tally.risks} risks: this measures something else")
    driver_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    warm_rate = watch.pages / (watch.end - watch.start)
    return Measurement(documents, jobs, summary.seconds, warm_rate, driver_mb, summary.tally.risks)


def measure_apart(dump: Path, documents: int, jobs: int) -> Measurement:
    """Run once, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.batch", "--one", str(dump), str(documents), str(jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measurement(**json.loads(done.stdout))


def report(measurements: list[Measurement], load: float) -> str:
    """The page for the docs."""
    single = {m.documents: m for m in measurements if m.jobs == 1}
    lines = [
        "# How fast a dump is\n",
        f"PDFs of {PAGES} pages, each with a ruled table of {ROWS} risks, made by `benchmarks/batch_dump.py`; measured",
        f"by `python -m benchmarks.batch` on {datetime.date.today()} at commit {_commit()}, with Python",
        f"{platform.python_version()} on {os.cpu_count()} cores, load before the run {load:.1f}.\n",
        "| documents | jobs | seconds | pages/s, warm | pages/s a core | against one job | driver, MB |",
        "| --: | --: | --: | --: | --: | --: | --: |",
    ]
    for m in measurements:
        gain = m.warm_rate / single[m.documents].warm_rate
        lines.append(
            f"| {m.documents:,} | {m.jobs} | {m.seconds:.1f} | {m.warm_rate:.0f} | {m.warm_rate / m.jobs:.0f}"
            f" | {gain:.2f} | {m.driver_mb:.0f} |"
        )
    return "\n".join(lines) + "\n"


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--dump", type=Path, default=Path(tempfile.gettempdir()) / "risktool-dump")
    parser.add_argument("--one", nargs=3)
    asked = parser.parse_args()
    if asked.one:
        one = measure(Path(asked.one[0]), int(asked.one[1]), int(asked.one[2]))
        sys.stdout.write(json.dumps({name: getattr(one, name) for name in one.__slots__}))
        return
    sizes = asked.sizes or SIZES
    write_dump(asked.dump, max(sizes))
    load = os.getloadavg()[0]
    text = report([measure_apart(asked.dump, size, jobs) for size in sizes for jobs in JOBS], load)
    sys.stdout.write(text)
    if not asked.sizes:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
