"""A printed sheet's further columns, which stand on later pages beside nothing.

    page 1   Risk        S   K        page 3   Åtgärd
             Halt golv   4   2                 Matta vid dörren
             Stöld       3   3                 Lås och larm

Words without a score make no table by themselves. Here they are one when a column heading stands at the height of the
headings of an earlier page's table, and (nearly) all lines below it at the heights of its rows. The rows are then those
of that table, so that the two can be put side by side (`parse.tables.sheets`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from risktool.extract.pdf.blocks import TableBlock, TableCell
from risktool.extract.pdf.grid import full_grid
from risktool.extract.pdf.lines import Line, group_lines
from risktool.extract.pdf.raw import RawWord
from risktool.extract.pdf.undrawn.columns import Columns, guess_by_gaps, is_heading, split_cells

SAME_PT = 0.6
"""Lines of one row of a sheet stand at one height on all its pages, give or take rounding."""

NEAR = (-1, 0, 1)
"""Heights that round to neighbours may still be one."""

ALIKE = 0.8
"""The share of lines that must: a cell of several lines may have some of its own."""

FEWEST_LINES = 3
"""A heading and two rows: fewer agree by chance."""

MOST_SHEETS = 40
"""Tables that are remembered: a sheet prints all rows first, then the next columns."""


class Sheet(NamedTuple):
    """The rows of a table: its level edges, and the baselines in it, those of the first row apart."""

    ys: tuple[float, ...]
    heads: frozenset[float]
    baselines: tuple[float, ...]


@dataclass(slots=True)
class Sheets:
    """The tables of the pages before."""

    _known: list[Sheet] = field(default_factory=list)

    def remember(self, tables: Sequence[TableBlock]) -> None:
        """Look at the tables of a page."""
        self._known += (_sheet(table) for table in tables if table.rows >= FEWEST_LINES)
        del self._known[:-MOST_SHEETS]

    def beside(self, words: Sequence[RawWord]) -> tuple[TableBlock | None, Sequence[RawWord]]:
        """The table that words of a page without any are by their heights, and the words left over."""
        places = {round(word.baseline) for word in words}
        near = [
            sheet for sheet in self._known if any(round(head) + by in places for head in sheet.heads for by in NEAR)
        ]
        lines = group_lines([word for word in words if word.turns == 0]) if near else []
        for sheet in near:
            inside = [line for line in lines if sheet.ys[0] <= line.baseline - line.size / 3 <= sheet.ys[-1]]
            table = _table(inside, sheet)
            if table is not None:
                taken = {id(word) for line in inside for word in line.words}
                return table, [word for word in words if id(word) not in taken]
        return None, words


def _sheet(table: TableBlock) -> Sheet:
    tops = {cell.place.row: cell.box.top for cell in table.cells}
    lines = [(cell.place.row, line.baseline) for cell in table.cells for line in cell.lines]
    heads = frozenset(baseline for row, baseline in lines if row == 0)
    return Sheet((*(tops[row] for row in sorted(tops)), table.box.bottom), heads, tuple(sorted({b for _, b in lines})))


def _is_at(baseline: float, others: frozenset[float] | tuple[float, ...]) -> bool:
    return any(abs(baseline - other) <= SAME_PT for other in others)


def _table(lines: Sequence[Line], sheet: Sheet) -> TableBlock | None:
    """Lines in the rows of a sheet; None when they do not stand there."""
    if len(lines) < FEWEST_LINES or not _is_at(lines[0].baseline, sheet.heads):
        return None
    heads = split_cells(lines[0])
    if not any(is_heading(head.text) for head in heads):
        return None
    if sum(_is_at(line.baseline, sheet.baselines) for line in lines) < ALIKE * len(lines):
        return None
    guess = guess_by_gaps(heads)
    for line in lines[1:]:
        narrowed = guess.narrowed(line)
        if narrowed is None:
            return None
        guess = narrowed
    return _filled(lines, guess.settled_among(lines), sheet)


def _filled(lines: Sequence[Line], columns: Columns, sheet: Sheet) -> TableBlock:
    words = [word for line in lines for word in line.words]
    left, right = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    grid = full_grid((left, *((start + end) / 2 for start, end in columns.gutters), right), sheet.ys)
    rows = len(sheet.ys) - 1
    cells: dict[tuple[int, int], list[RawWord]] = {}
    for word in words:
        row = sum(y <= word.baseline - word.size / 3 for y in sheet.ys[1:-1])
        cells.setdefault((row, columns.of(word)), []).append(word)
    filled = tuple(
        TableCell(cell, tuple(group_lines(cells.get((cell.row, cell.column), []))), grid.cell_box(cell))
        for cell in grid.cells
    )
    return TableBlock(filled, rows, columns.count, "aligned", grid.box)
