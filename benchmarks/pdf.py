"""Compare risktool's PDF reader with others: rows right first, time second.

    python benchmarks/pdf.py [--write docs/benchmarks-pdf.md]

Rows: the golden PDFs of the tests, whose rows are known; a row is right when every one of its cells is, white space
aside. One that a page break cuts is right when its two parts are, one after the other: these readers all tell tables
page by page (risktool joins such rows when it parses them).

Time: CPU time of 33-page tables, in this process and as a whole process (`readers.py`), the best of some runs, each
reader in the same run; and that of `risktool parse`, which judges each row as well. Pages are full, as a word processor
fills them, or hold a dozen rows. Whole processes find the bytecode of all
modules, as after an installation: the first run of each writes it and does not count.

Memory: the peak of a process that reads 50 pages, and 500.

Readers that are not installed are left out: `pip install pdf-inspector pdfspine liteparse` adds three more (their
OCR stays off).
"""

import argparse
import datetime
import io
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.readers import READERS, Reader  # noqa: E402 - the repository's root has to be on the path first
from tests.extract.pdf.golden import register  # noqa: E402 - as above

GOLDEN = ROOT / "tests" / "extract" / "pdf" / "golden"
RULED, UNRULED = GOLDEN / "library-sideways.pdf", GOLDEN / "library-overleaf.pdf"
SAMPLES = {"ruled, full pages": GOLDEN / "writer-full.pdf", "ruled, 12 rows": RULED, "no rules, 12 rows": UNRULED}
"""Each repeats its first page; signs a page: 1,900, 1,100, 1,100."""
WHOLE = tuple(SAMPLES)[:2]
"""Those that are read as a whole process too."""
SAMPLE_PAGES = 33
RUNS = 7
PARSE = "risktool parse --format json"
FILE = "docs/benchmarks-pdf.md"
TIMES = {"writer-full": 3, "writer-long": 3, "browser-repeated": 3, "library-overleaf": 5}

OPTIONAL = ("pdf_inspector", "pdfspine", "liteparse")


def installed() -> dict[str, Reader]:
    """The readers of this environment."""
    from importlib.util import find_spec

    return {name: read for name, read in READERS.items() if name not in OPTIONAL or find_spec(name)}


def squeezed(cell: str | None) -> str:
    """A cell without white space, of which readers have their own ideas."""
    return "".join((cell or "").split())


def count_right(read: Reader, path: Path) -> tuple[int, int]:
    """Rows of a golden PDF that a reader got wholly right, and all of them."""
    expected = register.ROWS * TIMES.get(path.stem, 1) + register.SECOND_ROWS
    try:
        rows = [[squeezed(cell) for cell in row] for row in read(path.read_bytes())]
    except Exception as error:  # a peer's failure is a result
        print(f"{path.stem}: {type(error).__name__}: {error}", file=sys.stderr)
        return 0, len(expected)
    found = Counter(filled(row) for row in (*rows, *joined_rows(rows)))
    wanted = Counter(filled(map(squeezed, row)) for row in expected)
    return (found & wanted).total(), len(expected)


def filled(row: Iterable[str]) -> tuple[str, ...]:
    """The cells of a row that hold anything: readers do not agree about empty columns."""
    return tuple(cell for cell in row if cell)


def joined_rows(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """What a row and the next one make together, or the one after it: the next may be a repeated heading."""
    for at, row in enumerate(rows):
        for other in rows[at + 1 : at + 3]:
            if len(row) == len(other):
                yield [one + rest for one, rest in zip(row, other, strict=True)]


def repeated(path: Path, pages: int) -> bytes:
    """A PDF's first page, so many times. The pages share their fonts, as those of any document do."""
    import pypdfium2

    source, target = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    target.import_pages(source, [0] * pages)
    stream = io.BytesIO()
    target.save(stream)
    return stream.getvalue()


def cpu_ms_a_page(read: Reader, data: bytes, pages: int) -> float:
    """CPU time in this process, the best of some runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        for _row in read(data):
            pass
        best = min(best, time.process_time() - start)
    return best * 1000 / pages


def reading(name: str, path: Path) -> list[str]:
    """The command that reads a file's tables with a reader, and says what it took."""
    return [sys.executable, str(ROOT / "benchmarks" / "readers.py"), name, str(path)]


def cpu_seconds(commands: Mapping[str, Sequence[str]], bytecode: str) -> dict[str, float]:
    """CPU time of whole processes, the best of some runs each after a first one, which leaves its bytecode in a folder.

    They run in turns, so that a slow minute of the machine is the same for all.
    """
    best = dict.fromkeys(commands, float("inf"))
    for run in range(RUNS + 1):
        for name, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run_with_bytecode(command, bytecode)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if run:
                took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                best[name] = min(best[name], took)
    return best


def run_with_bytecode(command: Sequence[str], bytecode: str) -> str:
    """What a command prints. Python keeps the bytecode of all modules in that folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**environment, "PYTHONPYCACHEPREFIX": bytecode}
    )
    return done.stdout


def row_table(readers: dict[str, Reader]) -> list[str]:
    """Rows right of all, by golden PDF and reader."""
    lines = ["| file | " + " | ".join(readers) + " |", "| --- |" + " --: |" * len(readers)]
    totals = dict.fromkeys(readers, 0)
    count = 0
    for path in sorted(GOLDEN.glob("*.pdf")):
        results = {name: count_right(read, path) for name, read in readers.items()}
        count += next(iter(results.values()))[1]
        for name, (right, _) in results.items():
            totals[name] += right
        lines.append(f"| {path.stem} | " + " | ".join(f"{right} of {all_}" for right, all_ in results.values()) + " |")
    return [*lines, "| **all** | " + " | ".join(f"**{total} of {count}**" for total in totals.values()) + " |"]


def time_table(readers: dict[str, Reader]) -> list[str]:
    """CPU time a page in process and of whole processes, the ratios to pdfplumber, and what `risktool parse` takes."""
    samples = {name: repeated(path, SAMPLE_PAGES) for name, path in SAMPLES.items()}
    with tempfile.TemporaryDirectory() as folder:
        whole = {kind: whole_processes(readers, samples[kind], folder) for kind in WHOLE}
    inside = {
        kind: {name: cpu_ms_a_page(read, data, SAMPLE_PAGES) for name, read in readers.items()}
        for kind, data in samples.items()
    }
    heads = (*(f"{kind}: ms a page" for kind in SAMPLES), *(f"whole process, {kind}: s" for kind in WHOLE))
    lines = [f"| reader | {' | '.join(heads)} |", "| --- |" + " --: |" * len(heads)]
    for name in readers:
        cells = (
            *(with_ratio(took[name], took["pdfplumber"], 1) for took in inside.values()),
            *(with_ratio(took[name], took["pdfplumber"], 3) for took in whole.values()),
        )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    said = ", ".join(f"{whole[kind][PARSE]:.2f} s ({kind})" for kind in WHOLE)
    return [*lines, "", f"`{PARSE}` of the same files, every row judged: {said}."]


def with_ratio(took: float, base: float, digits: int) -> str:
    """A time, and how many times as fast as pdfplumber that is."""
    return f"{took:.{digits}f} ({base / took:.1f}x)"


def whole_processes(readers: Iterable[str], data: bytes, folder: str) -> dict[str, float]:
    """CPU seconds of each reader's script on a file, and of `risktool parse`."""
    path = Path(folder) / "sample.pdf"
    path.write_bytes(data)
    commands = {name: reading(name, path) for name in readers}
    commands[PARSE] = [sys.executable, "-m", "risktool", "parse", "--format", "json", str(path)]
    return cpu_seconds(commands, folder)


def memory_line() -> str:
    """Peak memory for 50 and for 500 pages."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for name, source in (("ruled", RULED), ("no rules", UNRULED)):
            peaks = []
            for pages in (50, 500):
                path = Path(folder) / f"{pages}.pdf"
                path.write_bytes(repeated(source, pages))
                run_with_bytecode(reading("risktool", path), folder)  # compiling takes memory too
                peaks.append(float(run_with_bytecode(reading("risktool", path), folder).split()[1]))
            parts.append(
                f"{name}: {peaks[0]:.0f} MB for 50 pages, {peaks[1]:.0f} MB for 500 ({peaks[1] / peaks[0]:.2f}x)"
            )
    return f"Peak memory of risktool's reader: {'; '.join(parts)}."


def main() -> None:
    """Run all and print, or write, the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", type=Path)
    chosen = options.parse_args()
    readers = installed()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    when = datetime.date.today().isoformat()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    made = f"Made by `python benchmarks/pdf.py --write {FILE}` on {when}, commit {commit.stdout.strip()}, {machine}."
    about = (
        f"CPU time for tables of {SAMPLE_PAGES} pages, the best of {RUNS} runs, and in brackets how many times as fast "
        "as pdfplumber. Compare within a column: all readers ran in the same minutes. A whole process starts, reads "
        "the file's ruled tables and ends; as after an installation, it finds the bytecode of all its modules."
    )
    page = "\n".join(
        [
            "# Reading PDFs: risktool and others",
            "",
            made,
            "",
            "## Rows of PDF tables that are wholly right",
            "",
            "A row that a page break cuts is right when its two parts are (`risktool parse` makes them one row).",
            "",
            *row_table(readers),
            "",
            "## Time",
            "",
            about,
            "",
            *time_table(readers),
            "",
            memory_line(),
            "",
        ]
    )
    if chosen.write:
        chosen.write.write_text(page, encoding="utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
