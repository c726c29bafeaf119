"""What a test sees of a document: its blocks as plain values, after the laws that hold for every document."""

from typing import Any

from risktool.extract import extract
from risktool.source import Block, Document, Table

Shape = tuple[str, Any]


def read(data: bytes | str) -> Document:
    """Read some bytes (text: as UTF-8) and hold the result to the laws of source.py."""
    document = extract(data.encode() if isinstance(data, str) else data, "test")
    check_laws(document)
    return document


def shapes(data: bytes | str) -> list[Shape]:
    """The blocks of all pages: ("heading", words) or ("table", rows of cells; None where a merged cell covers)."""
    document = read(data)
    return [shape(document, block) for page in document.pages for block in page.blocks]


def shape(document: Document, block: Block) -> Shape:
    if not isinstance(block, Table):
        return block.style, document.text[block.span.start : block.span.end]
    rows: list[list[str | None]] = [[None] * block.columns for _ in range(block.rows)]
    for cell in block.cells:
        rows[cell.row][cell.column] = document.text[cell.span.start : cell.span.end]
    return "table", rows


def spans(data: bytes | str) -> list[tuple[int, int, int, int]]:
    """(row, column, row_span, column_span) of every merged cell of the first table."""
    document = read(data)
    table = next(block for page in document.pages for block in page.blocks if isinstance(block, Table))
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in table.cells
        if (cell.row_span, cell.column_span) != (1, 1)
    ]


def remarks(data: bytes | str) -> list[str]:
    """The names of what the reader noticed."""
    return [remark.name for remark in read(data).remarks]


def check_laws(document: Document) -> None:
    """Pages partition the text; blocks and cells lie in order, apart, on their page, and hold every word."""
    assert document.pages
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
    assert "".join(document.text[page.span.start : page.span.end] for page in document.pages) == document.text
    at = 0
    outside = []
    for page in document.pages:
        for block in page.blocks:
            assert page.span.start <= block.span.start
            assert block.span.end <= page.span.end
            for part in block.cells if isinstance(block, Table) else (block,):
                assert at <= part.span.start <= part.span.end
                outside.append(document.text[at : part.span.start])
                at = part.span.end
            if isinstance(block, Table):
                check_grid(block)
    outside.append(document.text[at:])
    assert not "".join(outside).strip()


def check_grid(table: Table) -> None:
    """Every place of the grid belongs to exactly one cell."""
    places = [
        (cell.row + down, cell.column + right)
        for cell in table.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    ]
    assert sorted(places) == [(r, c) for r in range(table.rows) for c in range(table.columns)]
