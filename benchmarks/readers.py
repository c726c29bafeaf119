"""PDF readers, each as a function from a file's bytes to the rows of its tables; what `pdf.py` compares.

    python benchmarks/readers.py NAME FILE

reads one file with one reader, and prints the CPU seconds of the process and its peak memory in MB. It imports
nothing but what that reader needs: what is measured is a script that somebody would write.
"""

import io
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

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
    import tempfile

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
    import tempfile

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


def main(name: str, path: Path) -> None:
    """Read a file and say what it took."""
    for _row in READERS[name](path.read_bytes()):
        pass
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(usage.ru_utime + usage.ru_stime, peak_mb())


def peak_mb() -> float:
    """The most memory that this process held. Linux counts in `ru_maxrss` also what the starting process held."""
    status = Path("/proc/self/status")
    if status.exists():
        found = next((line for line in status.read_text().splitlines() if line.startswith("VmHWM:")), None)
        if found:
            return int(found.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
