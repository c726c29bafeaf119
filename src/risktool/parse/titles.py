"""What heads a table: its own title row, or the short paragraph right above it."""

from collections.abc import Sequence

from risktool.parse.headings import Titled
from risktool.parse.quoted import QUOTED
from risktool.parse.tables import TableReading
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.marks import find_marks
from risktool.source import Document, Paragraph, Spans

LONGEST_TITLE = 120
"""Characters of a paragraph that may be the title of the table below it."""


def title_of(
    document: Document, table: TableReading, furniture: Spans, tables: Sequence[TableReading], lexicon: Lexicon
) -> Titled:
    """The table with its own title row, or the short paragraph right above it. A label and its words are no title of
    a table whose cells are such lines themselves: they are one more of them.
    """
    if table.above:
        return Titled(table.span, table.above[0])
    before = [block for block in document.pages[table.page - 1].blocks if block.span.end <= table.span.start]
    last = before.pop() if before else None
    if last and document.text[slice(*last.span)] == QUOTED:
        above = before.pop() if before else None
        last = above if above and document.text[slice(*above.span)].endswith(":") else None
    is_title = (
        isinstance(last, Paragraph)
        and last.span not in furniture
        and last.span.end - last.span.start <= LONGEST_TITLE
        and not any(other.span.start <= last.span.start < other.span.end for other in tables)
        and not (_is_field(document, last, lexicon) and _is_of_lines(document, table))
    )
    return Titled(table.span, last.span if last and is_title else None)


def _is_field(document: Document, line: Paragraph, lexicon: Lexicon) -> bool:
    """Whether a line is a label and its words: "Ansvarig: Bo", "K = konsekvens 1-5"."""
    text = document.text[slice(*line.span)]
    return any(mark.start == 0 and mark.end < len(text) for mark in find_marks(text, lexicon)[:1])


def _is_of_lines(document: Document, table: TableReading) -> bool:
    """Whether a table was read from lines, not from cells."""
    blocks = document.pages[table.page - 1].blocks
    return any(isinstance(block, Paragraph) and table.span.start in range(*block.span) for block in blocks)
