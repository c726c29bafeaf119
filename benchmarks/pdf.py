"""Compare risktool's PDF reader with others: rows right first, time second.

    python benchmarks/pdf.py [--write docs/benchmarks-pdf.md]

Rows: the golden PDFs of the tests, whose rows are known; a row is right when every one of its cells is, white space
aside. Time: CPU time of a 33-page table, in this process (best of five) and as a whole process, each reader in the
same run. Memory: the peak of a process that reads 50 pages, and 500. Readers that are not installed are left out:
`pip install pdf-inspector pdfspine liteparse` adds three more (their OCR stays off).
"""

import argparse
import datetime
import io
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.extract.pdf.golden import register  # noqa: E402 - the repository's root has to be on the path first

GOLDEN = ROOT / "tests" / "extract" / "pdf" / "golden"
RULED, UNRULED = GOLDEN / "library-sideways.pdf", GOLDEN / "library-overleaf.pdf"
SAMPLE_PAGES = 33
FILE = "docs/benchmarks-pdf.md"
TIMES = {"writer-long": 3, "browser-repeated": 3, "library-overleaf": 5}

Rows = list[list[str]]
Reader = Callable[[bytes], Iterator[list[str | None]]]


def read_with_risktool(data: bytes) -> Iterator[list[str | None]]:
    """Cells of every row, in order."""
    from risktool.extract.pdf import read_pdf
    from risktool.source import Table

    document = read_pdf(data, "", "")
    for page in document.pages:
        for table in (block for block in page.blocks if isinstance(block, Table)):
            rows: list[list[str | None]] = [[""] * table.columns for _ in range(table.rows)]
            for cell in table.cells:
                rows[cell.row][cell.column] = document.text[cell.span.start : cell.span.end]
            yield from rows


def read_with_pdfplumber(data: bytes) -> Iterator[list[str | None]]:
    """As `extract_tables` gives them."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as file:
        for page in file.pages:
            for table in page.extract_tables():
                yield from table
            page.close()


def read_with_pdf_inspector(data: bytes) -> Iterator[list[str | None]]:
    """Pipe tables of its Markdown."""
    import pdf_inspector

    yield from pipe_rows(pdf_inspector.process_pdf_bytes(data).markdown or "")


def read_with_pdfspine(data: bytes) -> Iterator[list[str | None]]:
    """As `find_tables` gives them."""
    import pdfspine

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        document = pdfspine.open(file.name)
        for number in range(len(document)):
            for table in document[number].find_tables().tables:
                yield from table.extract()


def read_with_liteparse(data: bytes) -> Iterator[list[str | None]]:
    """Its text keeps columns apart by spaces only: cells are what two spaces part."""
    import liteparse

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        text = liteparse.LiteParse(ocr_enabled=False).parse(file.name).text
    yield from pipe_rows(text) if "|" in text else (line.split("  ") for line in text.splitlines())


def pipe_rows(text: str) -> Iterator[list[str | None]]:
    """Rows of Markdown tables."""
    for line in text.splitlines():
        if line.startswith("|") and not line.startswith("|---"):
            yield list(line.strip("|").split("|"))


READERS: dict[str, Reader] = {
    "risktool": read_with_risktool,
    "pdfplumber": read_with_pdfplumber,
    "pdf_inspector": read_with_pdf_inspector,
    "pdfspine": read_with_pdfspine,
    "liteparse": read_with_liteparse,
}
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
        found = [[squeezed(cell) for cell in row if squeezed(cell)] for row in read(path.read_bytes())]
    except Exception as error:  # a peer's failure is a result
        print(f"{path.stem}: {type(error).__name__}: {error}", file=sys.stderr)
        return 0, len(expected)
    right = 0
    for row in expected:
        cells = [squeezed(cell) for cell in row if cell]
        if cells in found:
            found.remove(cells)
            right += 1
    return right, len(expected)


def repeated(path: Path, pages: int) -> bytes:
    """A PDF's first page, so many times."""
    import pypdfium2

    source, target = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    for _ in range(pages):
        target.import_pages(source, [0])
    stream = io.BytesIO()
    target.save(stream)
    return stream.getvalue()


def cpu_ms_a_page(read: Reader, data: bytes, pages: int) -> float:
    """CPU time in this process, best of five."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _row in read(data):
            pass
        best = min(best, time.process_time() - start)
    return best * 1000 / pages


def whole_process(name: str, path: Path) -> tuple[float, float]:
    """CPU seconds and peak MB of a process that starts, reads a file's tables and ends."""
    command = [sys.executable, __file__, "--child", name, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def child(name: str, path: Path) -> None:
    """What `whole_process` runs."""
    for _row in READERS[name](path.read_bytes()):
        pass
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([usage.ru_utime + usage.ru_stime, peak_mb()]))


def peak_mb() -> float:
    """The most memory that this process held. Linux counts in `ru_maxrss` also what the starting process held."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
    """CPU time a page in process and of a whole process, and the ratio to pdfplumber."""
    lines = [
        "| reader | ruled, ms a page | no rules, ms a page | whole process, s | times as fast as pdfplumber |",
        "| --- | --: | --: | --: | --: |",
    ]
    ruled, unruled = repeated(RULED, SAMPLE_PAGES), repeated(UNRULED, SAMPLE_PAGES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.pdf"
        path.write_bytes(ruled)
        results = {
            name: (
                cpu_ms_a_page(read, ruled, SAMPLE_PAGES),
                cpu_ms_a_page(read, unruled, SAMPLE_PAGES),
                whole_process(name, path)[0],
            )
            for name, read in readers.items()
        }
    base = results["pdfplumber"]
    for name, (a, b, c) in results.items():
        ratios = f"{base[0] / a:.1f}, {base[1] / b:.1f}, {base[2] / c:.1f}"
        lines.append(f"| {name} | {a:.1f} | {b:.1f} | {c:.2f} | {ratios} |")
    return lines


def memory_line() -> str:
    """Peak memory for 50 and for 500 pages."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for name, source in (("ruled", RULED), ("no rules", UNRULED)):
            peaks = []
            for pages in (50, 500):
                path = Path(folder) / f"{pages}.pdf"
                path.write_bytes(repeated(source, pages))
                peaks.append(whole_process("risktool", path)[1])
            parts.append(
                f"{name}: {peaks[0]:.0f} MB for 50 pages, {peaks[1]:.0f} MB for 500 ({peaks[1] / peaks[0]:.2f}x)"
            )
    return f"Peak memory of risktool's reader: {'; '.join(parts)}."


def main() -> None:
    """Run all and print, or write, the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", type=Path)
    options.add_argument("--child", nargs=2)
    chosen = options.parse_args()
    if chosen.child:
        child(chosen.child[0], Path(chosen.child[1]))
        return
    readers = installed()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    when = datetime.date.today().isoformat()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    made = f"Made by `python benchmarks/pdf.py --write {FILE}` on {when}, commit {commit.stdout.strip()}, {machine}."
    about = (
        f"CPU time for a table of {SAMPLE_PAGES} pages. Compare within a column: all readers ran in the same minutes."
    )
    page = "\n".join(
        [
            "# Reading PDFs: risktool and others",
            "",
            made,
            "",
            "## Rows of PDF tables that are wholly right",
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
