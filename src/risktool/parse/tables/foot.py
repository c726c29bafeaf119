"""Headings that a page break parts from their table: they stand alone at a page's foot, and all rows overleaf.

    page 1   | Risk       | S | K | S x K |
    page 2   | Halt golv  | 4 | 2 | 8     |        columns at the same places: one table

Only drawn or stated places tell that the two belong together, so tables without boxes are left alone.
"""

from collections.abc import Iterator
from dataclasses import replace

from risktool.parse.spans import uncovered
from risktool.parse.tables.reading import TableReading
from risktool.parse.tables.sheets import Part, inside
from risktool.source import Document

HEADING_ROWS = 4
"""A title, a group's name, the names and their scales: more rows than these are not headings alone."""

LINES_BETWEEN = 8
"""A running footer and a running header have four lines each at most; more than both is text, and another table."""


def follows(document: Document, head: Part, last: Part) -> bool:
    """Whether a table is on the next page, with nothing but the pages' own lines between it and one before it."""
    between = document.text[head.table.span.end : last.table.span.start].split("\n")
    return head.goes_on(last.table, last.page.number) and sum(bool(b.strip()) for b in between) <= LINES_BETWEEN


def may_be_foot(document: Document, head: Part, last: Part) -> bool:
    """Whether a table follows a few rows, which may be its headings."""
    return head.table.rows <= HEADING_ROWS and follows(document, head, last)


def part_reading(document: Document, reading: TableReading, head: Part, last: Part) -> Iterator[TableReading]:
    """A reading of both tables as one of the headings, with no rows, and one of the table below, with all of them."""
    passage = reading.passage
    placed = (*reading.above, *(s for row in passage.rows for s in row.spans), *passage.text, *passage.furniture)
    upper, lower = head.table.span, last.table.span
    gaps = tuple(gap for span in (upper, lower) for gap in uncovered(document.text, span, inside(placed, span)))
    furniture = sorted((*passage.furniture, *gaps))
    printed = replace(passage, rows=(), text=(), furniture=inside(furniture, upper))
    rows = replace(passage, furniture=inside(furniture, lower))
    yield replace(reading, span=upper, page=head.page.number, passage=printed)
    yield replace(reading, span=lower, page=last.page.number, above=(), passage=rows)
