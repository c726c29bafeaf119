"""Sheets that were printed: the columns that did not fit on a page stand on a later one, row beside row.

    page 1   Risk             page 2   S | K | S x K
             Halt golv                 4 | 2 | 8          the same heights down the page: one table
             Stöld                     3 | 3 | 9

Two tables are taken for one only when neither is a register alone, their rows begin at the same heights, and their
columns do not. Nothing but the place says that the rows belong together, so each of them is put before a person.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from risktool.draft import Doubt, DraftRow
from risktool.parse.spans import uncovered
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.reading import TableReading
from risktool.source import Document, Page, Span, Spans, Table

SAME_PT = 1.5
"""Rows of one sheet begin at the same height on all its pages, give or take rounding."""

FEWEST_ROWS = 3
"""A heading and two rows: one height alone may agree by chance."""

MOST_PAGES = 40
"""A sheet's right columns are looked for on so many pages; it prints down first, then over."""

JOINED = 0.7
"""How sure the scores of a row are whose columns stand on different pages."""


@dataclass(frozen=True, slots=True)
class _Edges:
    """The upper edges of a table's rows and the left edges of its columns."""

    tops: tuple[float, ...]
    lefts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The tables of one document, each measured once: a long one compares every table with those of 40 pages."""

    document: Document
    _edges: dict[int, _Edges] = field(default_factory=dict)

    def left_parts(self, page: Page, table: Table) -> Iterator[tuple[Page, Table]]:
        """Tables of earlier pages whose rows lie at the same heights and whose columns do not, nearest first."""
        if table.rows < FEWEST_ROWS or table.box is None:
            return
        pages = self.document.pages
        at = pages.index(page)
        edges = self._edges_of(table)
        for earlier in reversed(pages[max(at - MOST_PAGES, 0) : at]):
            for other in (block for block in earlier.blocks if isinstance(block, Table)):
                if other.box is None or other.rows != table.rows or abs(other.box.top - table.box.top) > SAME_PT:
                    continue
                others = self._edges_of(other)
                if _agree(edges.tops, others.tops) and not _agree(edges.lefts, others.lefts):
                    yield earlier, other

    def _edges_of(self, table: Table) -> _Edges:
        """By the table's identity: it lives as long as the document."""
        if id(table) not in self._edges:
            boxes = [(cell.row, cell.column, cell.box) for cell in table.cells if cell.box is not None]
            tops = {row: box.top for row, _, box in boxes}
            lefts = {column: box.x0 for _, column, box in boxes}
            self._edges[id(table)] = _Edges(
                tuple(tops[row] for row in sorted(tops)), tuple(lefts[column] for column in sorted(lefts))
            )
        return self._edges[id(table)]


def _agree(some: Sequence[float], others: Sequence[float]) -> bool:
    return len(some) == len(others) and all(abs(a - b) <= SAME_PT for a, b in zip(some, others, strict=True))


def side_by_side(left: Grid, right: Grid) -> Grid:
    """Two grids of the same rows as one."""
    return Grid(
        tuple(a + b for a, b in zip(left.lines, right.lines, strict=True)),
        tuple(a + b for a, b in zip(left.tops, right.tops, strict=True)),
    )


def spread_reading(document: Document, reading: TableReading, left: Table, right: Table) -> Iterator[TableReading]:
    """A reading of both parts as one of the left part, with all rows, and one of the right part, with none."""
    passage = reading.passage
    placed = (*reading.above, *(s for row in passage.rows for s in row.spans), *passage.text, *passage.furniture)
    gaps = tuple(
        gap for table in (left, right) for gap in uncovered(document.text, table.span, _inside(placed, table.span))
    )
    rows = tuple(_marked(row, right.span) for row in passage.rows)
    whole = replace(passage, rows=rows, furniture=tuple(sorted((*passage.furniture, *gaps))))
    yield replace(reading, span=left.span, passage=whole)
    yield replace(reading, span=right.span, above=(), passage=replace(passage, rows=(), text=(), furniture=()))


def _inside(spans: Iterable[Span], whole: Span) -> Spans:
    return tuple(span for span in spans if whole.start <= span.start and span.end <= whole.end)


def _marked(row: DraftRow, right: Span) -> DraftRow:
    """The row, less sure, with the words that stand on the other page named."""
    doubt = Doubt("row-joined", _inside(sorted(row.spans), right), part="score")
    return replace(row, certainty=replace(row.certainty, score=JOINED), doubts=(*row.doubts, doubt))
