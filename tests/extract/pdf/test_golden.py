"""One register in nineteen layouts by four producers: each gives the same rows.

The PDFs are made by `golden/build.py`. Rows that a page break cut come as two; so columns are compared as wholes,
and rows one by one as many as are not cut.
"""

from pathlib import Path

import pytest

from risktool.extract.pdf import read_pdf
from risktool.source import Document, Paragraph, Table
from tests.extract.pdf.golden import register

GOLDEN = Path(__file__).parent / "golden"
TIMES = {"writer-full": 3, "writer-long": 3, "browser-repeated": 3, "library-overleaf": 5}
"""How often the first table's rows are repeated, to fill pages."""

DRAWN = {
    *("browser-beside", "browser-stacked", "library-open", "library-sideways"),
    *("writer-full", "writer-long", "writer-turned"),
}
"""Layouts whose cells are drawn; all others have to be found by alignment."""


def read(name: str) -> Document:
    return read_pdf((GOLDEN / f"{name}.pdf").read_bytes(), name, "")


def squeezed(text: str) -> str:
    return "".join(text.split())


def rows_of(document: Document) -> list[list[str]]:
    rows = []
    for page in document.pages:
        for table in (block for block in page.blocks if isinstance(block, Table)):
            found = [[""] * table.columns for _ in range(table.rows)]
            for cell in table.cells:
                found[cell.row][cell.column] = squeezed(document.text[cell.span.start : cell.span.end])
            rows += found
    return rows


def expected_rows(name: str) -> list[list[str]]:
    rows = register.ROWS * TIMES.get(name, 1) + register.SECOND_ROWS
    return [[squeezed(cell) for cell in row] for row in rows]


def is_heading(row: list[str]) -> bool:
    heads = (register.HEAD, register.LONG_HEAD, [register.TITLE, "", "", "", ""])
    return row in [[squeezed(cell) for cell in head] for head in heads]


NAMES = sorted(path.stem for path in GOLDEN.glob("*.pdf"))


def test_there_are_four_producers() -> None:
    assert {name.split("-")[0] for name in NAMES} == {"browser", "writer", "typst", "library"}


@pytest.mark.parametrize("name", NAMES)
def test_rows_and_columns(name: str) -> None:
    document = read(name)
    rows = [row for row in rows_of(document) if not is_heading(row)]
    expected = expected_rows(name)
    assert {len(row) for row in rows} == {5}
    assert ["".join(column) for column in zip(*rows, strict=True)] == [
        "".join(column) for column in zip(*expected, strict=True)
    ]
    cut = len(document.pages) - 1
    assert sum(row in rows for row in expected) >= len(expected) - cut
    assert len(rows) <= len(expected) + cut


@pytest.mark.parametrize("name", NAMES)
def test_text_around_the_tables(name: str) -> None:
    document = read(name)
    blocks = [block for page in document.pages for block in page.blocks if isinstance(block, Paragraph)]
    texts = [squeezed(document.text[block.span.start : block.span.end]) for block in blocks]
    assert squeezed(register.HEADING) in texts
    assert squeezed(register.CLOSING) in "".join(texts)
    headings = {text for text, block in zip(texts, blocks, strict=True) if block.style == "heading"}
    assert squeezed(register.HEADING) in headings


@pytest.mark.parametrize("name", NAMES)
def test_how_the_table_was_found(name: str) -> None:
    tables = [block for page in read(name).pages for block in page.blocks if isinstance(block, Table)]
    assert {table.origin for table in tables} == {"ruled" if name in DRAWN else "aligned"}
