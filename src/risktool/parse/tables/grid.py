"""A table's cells by place, with their words deciphered: `source.Table` to `Grid`.

A merged cell stands at its top left and covers its other places: `own` is None there and `cover` gives the cell.
A grid can be a window on some rows of its table, and it can be turned (a form whose headings stand in the first
column), so that what reads rows and columns needs to know neither.
"""

from dataclasses import dataclass
from typing import NamedTuple

from risktool.notation import Notation
from risktool.source import Cell, Document, Spans, Table


class Entry(NamedTuple):
    """A cell and its words, white space folded."""

    cell: Cell
    text: str

    @property
    def spans(self) -> Spans:
        """Where the words stand; () for an empty cell."""
        return (self.cell.span,) if self.text else ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of entries. `lines[r][c]` is what stands or is covered there; None where the table has no cell."""

    lines: tuple[tuple[Entry | None, ...], ...]
    tops: tuple[tuple[bool, ...], ...]
    """Whether `lines[r][c]` begins here and is not merely covered."""

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.lines[0]) if self.lines else 0

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.lines)

    def own(self, row: int, column: int) -> Entry | None:
        """The entry that begins at this place."""
        return self.lines[row][column] if self.tops[row][column] else None

    def cover(self, row: int, column: int) -> Entry | None:
        """The entry that begins or is covered at this place."""
        return self.lines[row][column]

    def text(self, row: int, column: int) -> str:
        """The words that begin at this place, "" for none."""
        entry = self.own(row, column)
        return entry.text if entry else ""

    def spans(self, row: int, column: int) -> Spans:
        """Where the words that begin at this place stand."""
        entry = self.own(row, column)
        return entry.spans if entry else ()

    def filled(self, row: int) -> tuple[int, ...]:
        """The columns in which words begin in this row."""
        return tuple(c for c in range(self.width) if self.text(row, c))

    def row_spans(self, row: int) -> Spans:
        """Where all words that begin in this row stand."""
        return tuple(s for c in range(self.width) for s in self.spans(row, c))

    def window(self, start: int, end: int) -> "Grid":
        """Rows `start` to `end` (exclusive) as a grid of their own."""
        return Grid(self.lines[start:end], self.tops[start:end])

    def turned(self) -> "Grid":
        """Rows as columns."""
        return Grid(tuple(zip(*self.lines, strict=True)), tuple(zip(*self.tops, strict=True)))


def build_grid(document: Document, table: Table, notation: Notation) -> Grid:
    """The cells of `table` by place. Cells that lie outside the stated size are left out (see `outside`)."""
    lines: list[list[Entry | None]] = [[None] * table.columns for _ in range(table.rows)]
    tops = [[False] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        if not (0 <= cell.row < table.rows and 0 <= cell.column < table.columns):
            continue
        entry = Entry(cell, " ".join(notation.decode(document.text[cell.span.start : cell.span.end]).split()))
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                lines[row][column] = entry
        tops[cell.row][cell.column] = True
    return Grid(tuple(map(tuple, lines)), tuple(map(tuple, tops)))


def on_top(upper: Grid, lower: Grid) -> Grid:
    """Two grids of the same columns as one."""
    return Grid(upper.lines + lower.lines, upper.tops + lower.tops)
