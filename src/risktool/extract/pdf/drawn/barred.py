"""Drawn tables that leave some of their rules out: rows that only their numbers part, cells that only white parts.

    | Risk            | S | K |        no rule between rows: two columns hold several numbers that stand
    | Halt golv       | 4 | 2 |        beside each other, so each of them is a row
    | Stöld av        | 3 | 3 |
    | datorer         |   |   |

    +-----------------+---+---+
    | Halt golv         4   2 |        no rules across every second row: its words keep to the columns of the others
    +-----------------+---+---+
    | Stöld           | 3 | 3 |
    +-----------------+---+---+

What stands in one cell because its author put it there stays there: a title over all columns runs through them, and
a list of risks beside one score has one number.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from risktool.extract.pdf.blocks import TableBlock, TableCell
from risktool.extract.pdf.grid import Grid, GridCell, cuts_through, full_grid
from risktool.extract.pdf.lines import Line, group_lines
from risktool.extract.pdf.raw import RawWord, Rule
from risktool.extract.pdf.undrawn.columns import (
    CELL_GAP,
    PACKED,
    Columns,
    is_heading,
    is_score,
    is_telling,
    split_cells,
)
from risktool.extract.pdf.undrawn.rows import Row, row_edges, rows_between
from risktool.source import Box

SAME_LINE_PT = 2.5
"""Numbers of one row stand on one line, give or take what their type sizes differ by."""

PADDING_PT = 12.0
"""Words of a column begin (or end) so close to its rule; a text beside the table stands further off."""

ON_RULE_PT = 1.0
"""A word may touch the place where a rule would be."""

OPEN_TOP = 2.0
"""The foot of headings is at most so many type sizes above the first rule below them, and each line above the next."""

FEWEST_HEADINGS = 3
"""So many names of columns above a table are its headings, if one is a rating's or a treatment's; two words there may
be anything, and "Project  Version  Date" opens a page."""

LABEL = re.compile(r"[^\W\d]+(?=\s?[:=])")
"""What a number is said to be: "S: 2"."""

FEWEST_CELLS = 3
"""A cell over several columns is a row without rules when its words stand in so many of them; in two, when it goes on
with a row of the page before."""


def with_open_sides(grid: Grid, words: Sequence[RawWord]) -> Grid:
    """A grid of upright rules with the columns before the first and behind the last one, where words stand there."""
    left, *_, right = grid.xs
    beside = [word.box for word in words if grid.ys[0] <= (word.box.top + word.box.bottom) / 2 <= grid.ys[-1]]
    before = [box for box in beside if box.x1 <= left]
    behind = [box for box in beside if box.x0 >= right]
    xs = grid.xs
    if before and left - max(box.x1 for box in before) <= PADDING_PT:
        xs = (min(box.x0 for box in before) - ON_RULE_PT, *xs)
    if behind and min(box.x0 for box in behind) - right <= PADDING_PT:
        xs = (*xs, max(box.x1 for box in behind) + ON_RULE_PT)
    return full_grid(xs, grid.ys)._replace(only_bars=True)


def with_open_top(grid: Grid, words: Sequence[RawWord]) -> Grid:
    """A grid with one more row for headings that stand right above it without rules of their own, as on a dark band."""
    names: dict[int, list[RawWord]] = {}
    top = grid.ys[0]
    for line in reversed(group_lines([word for word in words if not word.turns and word.baseline < top])):
        columns = [_column(word, grid.xs) for word in line.words]
        if top - line.baseline > OPEN_TOP * line.size or None in columns:
            break
        for word, column in zip(line.words, columns, strict=True):
            names.setdefault(column or 0, []).append(word)
        top = line.box.top
    said = [" ".join(line.text for line in group_lines(found)) for found in names.values()]
    headings = sum(map(is_heading, said))
    if headings < FEWEST_HEADINGS or 2 * headings <= len(names) or not any(map(is_telling, said)):
        return grid
    if _opens_with_headings(grid, words):
        return grid
    below = tuple(cell._replace(row=cell.row + 1) for cell in grid.cells)
    first = tuple(GridCell(0, column) for column in range(len(grid.xs) - 1))
    return grid._replace(ys=(top, *grid.ys), cells=(*first, *below))


def _opens_with_headings(grid: Grid, words: Sequence[RawWord]) -> bool:
    """Whether the first drawn row has headings: then what stands above it names groups of columns, or the table."""
    inside = [
        word for word in words if grid.ys[0] < word.baseline < grid.ys[1] and grid.xs[0] < word.box.x0 < grid.xs[-1]
    ]
    return any(is_heading(cell.text) for line in group_lines(inside) for cell in split_cells(line))


def part_merged(table: TableBlock, grid: Grid) -> TableBlock:
    """The table with each merged cell that is a row without upright rules cut at the columns of the other rows."""
    cells = [part for cell in table.cells for part in (_parted(cell, grid) or [cell])]
    return table._replace(cells=tuple(cells)) if len(cells) > len(table.cells) else table


def _parted(cell: TableCell, grid: Grid) -> list[TableCell] | None:
    """The cells of a row without upright rules; None for a cell that is one."""
    place = cell.place
    if place.column_span < FEWEST_CELLS or place.row_span > 1:
        return None
    xs = grid.xs[place.column : place.column + place.column_span + 1]
    words: list[list[RawWord]] = [[] for _ in xs[1:]]
    for line in cell.lines:
        columns = [_column(word, xs) for word in line.words]
        if None in columns or any(
            one != other and b.box.x0 - a.box.x1 <= CELL_GAP * b.size
            for (a, one), (b, other) in pairwise(zip(line.words, columns, strict=True))
        ):
            return None
        for word, column in zip(line.words, columns, strict=True):
            words[column or 0].append(word)
    filled = sum(bool(found) for found in words)
    if filled < FEWEST_CELLS and not (filled > 1 and place.row == 0 and cell.lines[0].text[0].islower()):
        return None
    return [
        TableCell(
            GridCell(place.row, place.column + number),
            tuple(group_lines(found)),
            Box(xs[number], cell.box.top, xs[number + 1], cell.box.bottom),
        )
        for number, found in enumerate(words)
    ]


def _column(word: RawWord, xs: Sequence[float]) -> int | None:
    """Between which two lines a word stands; None for one that crosses a line."""
    inside = (
        n for n, (a, b) in enumerate(pairwise(xs)) if word.box.x0 >= a - ON_RULE_PT and word.box.x1 <= b + ON_RULE_PT
    )
    return next(inside, None)


def part_rows(table: TableBlock, level: Sequence[Rule]) -> TableBlock | None:
    """The table with undrawn rows parted by their numbers and stripes (`level`); None when all its rows are drawn."""
    stacked = [_stacked(_row(table, number)) for number in range(table.rows)]
    if not any(stacked):
        return None
    cells: list[TableCell] = []
    at = 0
    for number, scores in enumerate(stacked):
        row = _row(table, number)
        parts = _split(row, scores, level) if scores else [row]
        for part in parts:
            cells += (cell._replace(place=cell.place._replace(row=at)) for cell in part)
            at += 1
    return table._replace(cells=tuple(cells), rows=at, origin="aligned")


def _row(table: TableBlock, number: int) -> list[TableCell]:
    return [cell for cell in table.cells if cell.place.row == number]


def _stacked(row: Sequence[TableCell]) -> frozenset[int]:
    """The columns of a drawn row that hold numbers under each other, beside those of another column."""
    if any(cell.place.row_span > 1 or cell.place.column_span > 1 for cell in row):
        return frozenset()
    scores = {cell.place.column: _baselines_of_scores(cell.lines) for cell in row if len(cell.lines) > 1}
    places = {column: found for column, found in scores.items() if len(found) > 1}
    return frozenset(
        column
        for column, found in places.items()
        if any(_beside(found, other) > 1 for place, other in places.items() if place != column)
        or any(PACKED.match(line.text) for cell in row if cell.place.column == column for line in cell.lines)
    )


def _baselines_of_scores(lines: Sequence[Line]) -> list[float]:
    """Where the scores of a cell stand. Lines that have other labels ("S: 2, K: 5", "Riskvärde: 10") tell one score."""
    by_labels: dict[tuple[str, ...], list[float]] = {}
    for line in lines:
        if is_score(line.text):
            by_labels.setdefault(tuple(LABEL.findall(line.text)), []).append(line.baseline)
    return max(by_labels.values(), key=len, default=[])


def _beside(some: Sequence[float], others: Sequence[float]) -> int:
    """How many of some lines stand beside one of the others."""
    return sum(any(abs(y - other) <= SAME_LINE_PT for other in others) for y in some)


def _split(row: Sequence[TableCell], scores: frozenset[int], level: Sequence[Rule]) -> list[list[TableCell]]:
    """A drawn row as the rows that its numbers, and what else is drawn in it, say it holds."""
    edges = sorted(cell.box.x1 for cell in row)[:-1]
    columns = Columns(tuple((x, x) for x in edges), scores)
    lines = group_lines([word for cell in row for line in cell.lines for word in line.words])
    box = Box(row[0].box.x0, lines[0].box.top, row[-1].box.x1, lines[-1].box.bottom)
    rows = rows_between(lines, columns, cuts_through(box, level))
    tops = row_edges(rows)
    return [
        [_cell(part, cell, top, bottom) for cell in row]
        for part, (top, bottom) in zip(rows, pairwise((row[0].box.top, *tops[1:-1], row[0].box.bottom)), strict=True)
    ]


def _cell(part: Row, cell: TableCell, top: float, bottom: float) -> TableCell:
    words = part.words.get(cell.place.column, [])
    lines: tuple[Line, ...] = tuple(group_lines(words))
    return TableCell(cell.place, lines, Box(cell.box.x0, top, cell.box.x1, bottom))
