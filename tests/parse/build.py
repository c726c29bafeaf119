"""Documents made of tables, for tests: rows of cell texts in, a `Document` out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from risktool.draft import DraftRow, Passage
from risktool.extract.building import TextBuilder
from risktool.notation import Notation
from risktool.parse.tables import TableReading, read_tables
from risktool.parse.typed.inline import read_inline
from risktool.pipeline import Options, parse_bytes
from risktool.profiles import load_profile
from risktool.source import Cell, Document, Page, Paragraph, Span, Spans, Table, TableOrigin


@dataclass(frozen=True)
class Merged:
    """A cell that covers its neighbours."""

    text: str
    rows: int = 1
    columns: int = 1


Row = Sequence[str | Merged | None]
"""Cells of one row; None where a merged cell covers the place."""


def pipe(text: str) -> list[list[str]]:
    """Rows written with pipes: "Risk | S | K"."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def table_document(*pages: Sequence[Sequence[Row] | str], sheets: bool = False) -> Document:
    """A document with these pages, each a list of tables and paragraphs."""
    builder = TextBuilder()
    made = []
    for number, content in enumerate(pages, start=1):
        start = builder.length
        blocks = tuple(
            Paragraph(builder.add(part)) if isinstance(part, str) else _table(builder, part) for part in content
        )
        name = f"Sheet {number}" if sheets else None
        made.append(Page(number=number, span=Span(start, builder.length), blocks=blocks, name=name))
    return Document("test", "0" * 64, "text/plain", "test", builder.text(), tuple(made))


def _table(builder: TextBuilder, rows: Sequence[Row]) -> Table:
    width = max(len(row) for row in rows)
    cells = []
    for r, row in enumerate(rows):
        for c, part in enumerate(row):
            if part is None:
                continue
            cell = part if isinstance(part, Merged) else Merged(part)
            span = builder.add(cell.text, "\t" if c < width - 1 else "\n")
            cells.append(Cell(r, c, span, cell.rows, cell.columns))
    return Table(tuple(cells), len(rows), width)


def with_origin(document: Document, origin: TableOrigin) -> Document:
    """A document of one page, its tables found in this way."""
    (page,) = document.pages
    blocks = (replace(block, origin=origin) if isinstance(block, Table) else block for block in page.blocks)
    return replace(document, pages=(replace(page, blocks=tuple(blocks)),))


def read(document: Document, language: str = "sv", lost: str = "") -> tuple[TableReading, ...]:
    return read_tables(document, Notation(lost=frozenset(lost)), load_profile(language))


def words(document: Document, spans: Spans) -> str:
    return " ".join(document.text[s.start : s.end] for s in spans)


def seen(document: Document, row: DraftRow) -> tuple[str, str, str, str, str]:
    """Description, S, K, product and treatment of a row, as printed."""
    score = row.score
    return (
        words(document, row.description),
        words(document, score.likelihood),
        words(document, score.consequence),
        words(document, score.score),
        words(document, row.treatment),
    )


def rows_of(text: str, language: str = "sv", lost: str = "") -> list[tuple[str, str, str, str, str]]:
    """The rows read from one table written with pipes."""
    document = table_document([pipe(text)])
    return [seen(document, row) for reading in read(document, language, lost) for row in reading.passage.rows]


def reviewed(text: str, name: str = "mail.txt") -> list[tuple[str, object, object, str | None, bool]]:
    """Description, S, K, treatment and whether a person is asked, of each row of a text or mail."""
    risks = parse_bytes(text.encode(), name, Options(language="sv")).risks
    return [(r.description, r.likelihood, r.consequence, r.treatment, r.needs_review) for r in risks]


def read_lines(text: str, language: str = "sv", lost: str = "") -> tuple[Document, Passage | None]:
    """Lines of notes, and what is read of the scores written into them."""
    document = table_document(text.splitlines())
    spans = tuple(block.span for block in document.pages[0].blocks if block.span.end > block.span.start)
    return document, read_inline(document, spans, Notation(lost=frozenset(lost)), load_profile(language))


def inline_rows(text: str, language: str = "sv", lost: str = "") -> list[tuple[str, str, str, str, str]]:
    """The rows of such lines, as `seen` shows them."""
    document, passage = read_lines(text, language, lost)
    return [] if passage is None else [seen(document, row) for row in passage.rows]


def all_seen(document: Document, readings: tuple[TableReading, ...]) -> list[tuple[str, str, str, str, str]]:
    """All rows of several readings, as `seen` shows them."""
    return [seen(document, row) for reading in readings for row in reading.passage.rows]
