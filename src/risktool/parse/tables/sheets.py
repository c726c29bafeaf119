"""Sheets that were printed: the columns that did not fit on a page stand on a later one, row beside row.

    page 1   Risk             page 2   S | K | S x K
             Halt golv                 4 | 2 | 8          the same heights down the page: one table
             Stöld                     3 | 3 | 9

Two tables are taken for one only when the later one is no register alone (or has words for a risk that only a column of
the earlier one calls so), their rows begin at the same heights, and their columns do not; a third one, or a fourth, may
go on with both. The earlier ones may be a register that lacks what the later one says (treatments). Nothing but the
place says that the rows belong together, so each row with words on a later page is put before a person.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from risktool.draft import Doubt, DraftRow
from risktool.parse.spans import uncovered
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.reading import TableReading
from risktool.profiles import Role
from risktool.source import Document, Page, Span, Spans, Table

SAME_PT = 1.5
"""Rows of one sheet begin at the same height on all its pages, give or take rounding."""

FEWEST_ROWS = 3
"""A heading and two rows: one height alone may agree by chance."""

MOST_PAGES = 40
"""A sheet's right columns are looked for on so many pages; it prints down first, then over."""

JOINED = 0.7
"""How sure the scores of a row are whose columns stand on different pages."""


class Part(NamedTuple):
    """A table of a sheet, and its page."""

    page: Page
    table: Table

    def goes_on(self, table: Table, page: int) -> bool:
        """Whether a table of the next page may be the rest of this one."""
        return page - self.page.number == 1 and table.columns == self.table.columns


Parts: TypeAlias = tuple[Part, ...]
"""What stands side by side in one sheet, left to right."""


@dataclass(frozen=True, slots=True)
class _Edges:
    """The upper edges of a table's rows; the left edges of its columns, and the right one of the last."""

    tops: tuple[float, ...]
    sides: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The tables of one document, each measured once: a long one compares every table with those of 40 pages."""

    document: Document
    _edges: dict[int, _Edges] = field(default_factory=dict)

    def left_parts(self, page: Page, table: Table, joined: Sequence[Parts]) -> Iterator[Parts]:
        """Tables of earlier pages whose rows lie at the same heights and whose columns do not, first page first.

        Each comes with what was found to stand beside it (`joined`).
        """
        if table.rows < FEWEST_ROWS or table.box is None:
            return
        pages = self.document.pages
        at = pages.index(page)
        for earlier in pages[max(at - MOST_PAGES, 0) : at]:
            for other in (block for block in earlier.blocks if isinstance(block, Table)):
                if other.box is None or other.rows != table.rows or abs(other.box.top - table.box.top) > SAME_PT:
                    continue
                parts = next((parts for parts in joined if any(part.table is other for part in parts)), None)
                parts = parts or (Part(earlier, other),)
                if parts[0].table is other and self._are_beside(parts, table):
                    yield parts

    def same_columns(self, table: Table, other: Table) -> bool:
        """Whether two tables have their columns at the same places; not where places are unknown."""
        are_placed = table.box is not None and other.box is not None
        return are_placed and _agree(self._edges_of(table).sides, self._edges_of(other).sides)

    def _are_beside(self, parts: Parts, table: Table) -> bool:
        """Whether a table has the rows of some parts of a sheet, and other columns than each of them."""
        edges, others = self._edges_of(table), [self._edges_of(part.table) for part in parts]
        return _agree(edges.tops, others[0].tops) and not any(_agree(edges.sides, other.sides) for other in others)

    def _edges_of(self, table: Table) -> _Edges:
        """By the table's identity: it lives as long as the document."""
        if id(table) not in self._edges:
            boxes = [(cell.row, cell.column, cell.box) for cell in table.cells if cell.box is not None]
            tops = {row: box.top for row, _, box in boxes}
            lefts = {column: box.x0 for _, column, box in boxes}
            right = max((box.x1 for *_, box in boxes), default=0.0)
            self._edges[id(table)] = _Edges(
                tuple(tops[row] for row in sorted(tops)), (*(lefts[column] for column in sorted(lefts)), right)
            )
        return self._edges[id(table)]


def _agree(some: Sequence[float], others: Sequence[float]) -> bool:
    return len(some) == len(others) and all(abs(a - b) <= SAME_PT for a, b in zip(some, others, strict=True))


def calls_risks(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether a column is called a risk's; where one is, words under any other heading ("Orsak") are no risks."""
    return any(lexicon.is_risk_heading(grid.text(0, column)) for column in range(grid.width))


def side_by_side(left: Grid, right: Grid) -> Grid:
    """Two grids of the same rows as one."""
    return Grid(
        tuple(a + b for a, b in zip(left.lines, right.lines, strict=True)),
        tuple(a + b for a, b in zip(left.tops, right.tops, strict=True)),
    )


def spread_reading(document: Document, reading: TableReading, parts: Parts) -> Iterator[TableReading]:
    """A reading of all parts as one of the first part, with all rows, and one of each other part, with none."""
    passage = reading.passage
    placed = (*reading.above, *(s for row in passage.rows for s in row.spans), *passage.text, *passage.furniture)
    spans = [part.table.span for part in parts]
    gaps = tuple(gap for span in spans for gap in uncovered(document.text, span, inside(placed, span)))
    rows = tuple(_marked(row, spans[1:]) for row in passage.rows)
    whole = replace(passage, rows=rows, furniture=tuple(sorted((*passage.furniture, *gaps))))
    yield replace(reading, span=spans[0], page=parts[0].page.number, passage=whole)
    for part in parts[1:]:
        nothing = replace(passage, rows=(), text=(), furniture=())
        yield replace(reading, span=part.table.span, page=part.page.number, above=(), passage=nothing)


def holds(parts: Parts, reading: TableReading) -> bool:
    """Whether a reading is one of these tables."""
    return any(part.table.span.start <= reading.span.start < part.table.span.end for part in parts)


def adds(reading: TableReading, before: TableReading) -> bool:
    """Whether a register, read with more columns, has the same rows and says more about them."""
    roles, known = ({c.role for c in r.columns.columns} - _UNTELLING for r in (reading, before))
    return len(reading.passage.rows) == len(before.passage.rows) and known < roles


_UNTELLING: frozenset[Role | None] = frozenset({None, "number", "other"})
"""What no risk is described, rated or treated by."""


def inside(spans: Iterable[Span], whole: Span) -> Spans:
    """Those of the spans that lie in a whole one."""
    return tuple(span for span in spans if whole.start <= span.start and span.end <= whole.end)


def _marked(row: DraftRow, later: Sequence[Span]) -> DraftRow:
    """The row, less sure and with the words that stand on later pages named, where there are some."""
    words = tuple(sorted(span for whole in later for span in inside(row.spans, whole)))
    if not words:
        return row
    is_scored = any(span in words for span in row.score.spans)
    doubt = Doubt("row-joined", words, part="score" if is_scored else "treatment")
    certainty = row.certainty
    less = certainty.times(score=JOINED) if is_scored else certainty.times(treatment=JOINED)
    return replace(row, certainty=less, doubts=(*row.doubts, doubt))
