"""Rules to grids of cells.

Positions that differ by rounding or by a border's thickness are snapped together, rules on one line joined, and
rules that touch make one grid. A grid's lines cut it into units; units without a line between them are one cell,
and units that are open to the outside are no cell at all.

    +-----+-----+        units   a b     no rule between c and d: one cell over two columns
    |  a  |  b  |                c d
    +-----+-----+
    |  c     d  |        cells   a, b, cd (column_span 2)
    +-----------+

Tables without outer borders at their sides get them: where the level rules end, there is the edge.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from risktool.extract.pdf.raw import Rule
from risktool.source import Box

SNAP_PT = 3.6
"""Rules closer than this are one: a border drawn from both of its cells, or with spacing between the cells."""

SNAP_SPREAD_PT = 7.0
"""But never over more than this in a chain: the lowest row of type is higher."""

JOIN_PT = 3.0
"""A gap in a rule that is no gap: cells that draw their own borders leave corners open."""

COVERED = 0.6
"""A side of a unit is ruled when this share of it is drawn."""

OPEN_SIDE_PT = 6.0
"""Level rules that run on this far past the last upright one say that the table is open at its side."""


RULE_SHARE = 0.5
"""A level rule that spans this share of a table's width parts its rows."""

FEWEST_BARS = 3
"""So many upright rules of one height have two columns between them."""


class GridCell(NamedTuple):
    """A cell: rows and columns from 0, both ends included in the spans."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


class Grid(NamedTuple):
    """Lines of a table, top to bottom and left to right, and the cells between them.

    `only_bars`: no level rule is drawn, so that these may as well be lines between columns of text.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    only_bars: bool = False

    @property
    def box(self) -> Box:
        """The rectangle around all cells."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, cell: GridCell) -> Box:
        """The rectangle of one cell."""
        row, column, row_span, column_span = cell
        return Box(self.xs[column], self.ys[row], self.xs[column + column_span], self.ys[row + row_span])


def full_grid(xs: tuple[float, ...], ys: tuple[float, ...]) -> Grid:
    """A grid without merged cells."""
    cells = tuple(GridCell(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1))
    return Grid(xs, ys, cells)


def find_grids(horizontals: Iterable[Rule], verticals: Iterable[Rule]) -> tuple[tuple[Grid, ...], tuple[Rule, ...]]:
    """The grids of a page, top to bottom, and the level rules that are in none (hairlines, underlines)."""
    level, upright = snap_apart(horizontals), snap_apart(verticals)
    grids, loose = [], []
    bars: list[Rule] = []
    for some_level, some_upright in _touching(level, upright):
        grid = _grid(some_level, some_upright)
        if grid is None:
            loose += some_level
            bars += some_upright if not some_level else ()
        else:
            grids += _sections(grid)
    grids += _barred(bars)
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return tuple(grids), tuple(sorted(loose))


def _barred(bars: Iterable[Rule]) -> list[Grid]:
    """Grids of one row between upright rules that begin and end at the same height."""
    groups: list[list[Rule]] = []
    for bar in sorted(bars, key=lambda bar: (bar.start, bar.end, bar.at)):
        beside = (g for g in groups if max(abs(g[0].start - bar.start), abs(g[0].end - bar.end)) <= SNAP_PT)
        group = next(beside, None)
        if group is None:
            groups.append([bar])
        else:
            group.append(bar)
    grids = []
    for group in (_with_longer(group, groups) for group in groups if len(group) > 1):
        xs = tuple(sorted(bar.at for bar in group))
        if len(xs) >= FEWEST_BARS:
            grids.append(full_grid(xs, (group[0].start, group[0].end))._replace(only_bars=True))
    return grids


def _with_longer(group: Sequence[Rule], groups: Sequence[Sequence[Rule]]) -> list[Rule]:
    """The bars of a group, and those that run past it above (beside a title over all columns)."""
    first = group[0]
    longer = [
        bar for other in groups for bar in other if bar.start < first.start - SNAP_PT <= first.end <= bar.end + SNAP_PT
    ]
    return [*group, *longer]


def snap_apart(rules: Iterable[Rule]) -> list[Rule]:
    """As `snap`, but only rules that lie along each other: those of another table below would bridge its columns."""
    parts: list[list[Rule]] = []
    end = float("-inf")
    for rule in sorted(rules, key=lambda rule: rule.start):
        if rule.start <= end + JOIN_PT:
            parts[-1].append(rule)
        else:
            parts.append([rule])
        end = max(end, rule.end)
    return sorted(rule for part in parts for rule in snap(part))


def snap(rules: Iterable[Rule]) -> list[Rule]:
    """Rules at nearly the same place moved to one place, and joined where they overlap or nearly touch."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        last = groups[-1] if groups else None
        if last and rule.at - last[-1].at <= SNAP_PT and rule.at - last[0].at <= SNAP_SPREAD_PT:
            last.append(rule)
        else:
            groups.append([rule])
    return [joined for group in groups for joined in _join(group)]


def _join(group: list[Rule]) -> list[Rule]:
    if len(group) == 1:
        return group
    at = sum(rule.at for rule in group) / len(group)
    joined: list[Rule] = []
    for rule in sorted(group, key=lambda rule: rule.start):
        if joined and rule.start <= joined[-1].end + JOIN_PT:
            joined[-1] = Rule(at, joined[-1].start, max(joined[-1].end, rule.end))
        else:
            joined.append(Rule(at, rule.start, rule.end))
    return joined


def _touching(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Level and upright rules in groups that cross or meet."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(level)), key=lambda index: level[index].at)
    places = [level[index].at for index in order]
    for number, line in enumerate(upright):
        first = bisect_right(places, line.start - JOIN_PT)
        last = bisect_right(places, line.end + JOIN_PT)
        for index in order[first:last]:
            if level[index].start - JOIN_PT <= line.at <= level[index].end + JOIN_PT:
                parent[root(index)] = root(len(level) + number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, line in enumerate(level):
        groups[root(index)][0].append(line)
    for number, line in enumerate(upright):
        groups[root(len(level) + number)][1].append(line)
    return list(groups.values())


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    """The grid that these rules draw; None when they enclose nothing."""
    if not level or not upright:
        return None
    level, upright = _closed(snap(level), snap(upright))
    xs, ys = tuple(sorted({line.at for line in upright})), tuple(sorted({line.at for line in level}))
    if len(xs) < 2 or len(ys) < 2:
        return None
    cells = _cells(xs, ys, _ruled(level, ys, xs), _ruled(upright, xs, ys))
    return _without_empty_lines(xs, ys, cells) if cells else None


def _closed(level: list[Rule], upright: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The rules, with the sides that the table leaves open added."""
    left, right = min(r.start for r in level), max(r.end for r in level)
    top, bottom = min(r.start for r in upright), max(r.end for r in upright)
    xs, ys = [r.at for r in upright], [r.at for r in level]
    left, right, top, bottom = min(left, *xs), max(right, *xs), min(top, *ys), max(bottom, *ys)
    sides = [Rule(x, top, bottom) for x in (left, right) if min(abs(x - at) for at in xs) > OPEN_SIDE_PT]
    ends = [Rule(y, left, right) for y in (top, bottom) if min(abs(y - at) for at in ys) > OPEN_SIDE_PT]
    return level + ends, upright + sides


def _ruled(lines: list[Rule], places: tuple[float, ...], marks: tuple[float, ...]) -> list[list[bool]]:
    """For each place and each stretch between two marks: whether a rule covers it."""
    covered = {place: [0.0] * (len(marks) - 1) for place in places}
    for at, start, end in lines:
        row = covered[at]
        for stretch in range(max(bisect_right(marks, start) - 1, 0), len(marks) - 1):
            if marks[stretch] > end:
                break
            row[stretch] += min(end, marks[stretch + 1]) - max(start, marks[stretch])
    enough = [COVERED * (right - left) for left, right in pairwise(marks)]
    return [[part >= least for part, least in zip(row, enough, strict=True)] for row in covered.values()]


def _cells(
    xs: tuple[float, ...], ys: tuple[float, ...], level: list[list[bool]], upright: list[list[bool]]
) -> list[GridCell]:
    """Units joined where no rule parts them; what is open to the outside is dropped."""
    rows, columns = len(ys) - 1, len(xs) - 1
    outside = rows * columns
    parent = list(range(outside + 1))

    def root(unit: int) -> int:
        while parent[unit] != unit:
            parent[unit] = parent[parent[unit]]
            unit = parent[unit]
        return unit

    for row in range(rows):
        for column in range(columns):
            unit = row * columns + column
            if not level[row][column]:
                parent[root(unit)] = root(unit - columns if row else outside)
            if not upright[column][row]:
                parent[root(unit)] = root(unit - 1 if column else outside)
            if row == rows - 1 and not level[rows][column]:
                parent[root(unit)] = root(outside)
            if column == columns - 1 and not upright[columns][row]:
                parent[root(unit)] = root(outside)
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for unit in range(outside):
        if root(unit) != root(outside):
            groups[root(unit)].append(divmod(unit, columns))
    return sorted((cell for units in groups.values() for cell in _rectangles(units)), key=lambda c: (c.row, c.column))


def _sections(grid: Grid) -> list[Grid]:
    """The grid cut where tables of different columns stand on each other without a gap.

    Rows may have fewer column lines than their neighbours (a title over all columns); two rows of which each has
    a line that the other lacks are of two tables.
    """
    lines: list[set[int]] = [set() for _ in range(len(grid.ys) - 1)]
    crossed = set()
    for cell in grid.cells:
        if cell.row_span > 1:
            crossed |= set(range(cell.row + 1, cell.row + cell.row_span))
        for row in range(cell.row, cell.row + cell.row_span):
            lines[row] |= {cell.column, cell.column + cell.column_span}
    starts, met = [0], set(lines[0])
    for row in range(1, len(lines)):
        if row not in crossed and not (met <= lines[row] or lines[row] <= met):
            starts.append(row)
            met = set()
        met |= lines[row]
    if len(starts) == 1:
        return [grid]
    return [_part(grid, first, last) for first, last in pairwise((*starts, len(lines)))]


def _part(grid: Grid, first: int, last: int) -> Grid:
    """The rows from `first` to before `last` as a grid of their own."""
    cells = [cell._replace(row=cell.row - first) for cell in grid.cells if first <= cell.row < last]
    return _without_empty_lines(grid.xs, grid.ys[first : last + 1], cells)


def _rectangles(units: list[tuple[int, int]]) -> list[GridCell]:
    """One cell when the units fill a rectangle, else one cell for each row of them."""
    if len(units) == 1:
        return [GridCell(*units[0])]
    rows, columns = [row for row, _ in units], [column for _, column in units]
    row, column = min(rows), min(columns)
    height, width = max(rows) - row + 1, max(columns) - column + 1
    if len(units) == height * width:
        return [GridCell(row, column, height, width)]
    by_row: dict[int, list[int]] = defaultdict(list)
    for unit_row, unit_column in units:
        by_row[unit_row].append(unit_column)
    return [GridCell(r, min(cs), 1, max(cs) - min(cs) + 1) for r, cs in by_row.items()]


def _without_empty_lines(xs: tuple[float, ...], ys: tuple[float, ...], cells: list[GridCell]) -> Grid:
    """The grid without lines at which no cell begins or ends (a rule that stops short of every cell)."""
    used_columns = sorted({c.column for c in cells} | {c.column + c.column_span for c in cells})
    used_rows = sorted({c.row for c in cells} | {c.row + c.row_span for c in cells})
    if len(used_columns) == len(xs) and len(used_rows) == len(ys):
        return Grid(xs, ys, tuple(cells))
    column_at = {column: number for number, column in enumerate(used_columns)}
    row_at = {row: number for number, row in enumerate(used_rows)}
    kept = tuple(
        GridCell(
            row_at[c.row],
            column_at[c.column],
            row_at[c.row + c.row_span] - row_at[c.row],
            column_at[c.column + c.column_span] - column_at[c.column],
        )
        for c in cells
    )
    return Grid(tuple(xs[c] for c in used_columns), tuple(ys[r] for r in used_rows), kept)


def separators(rules: Sequence[Rule], fills: Sequence[Box]) -> list[Rule]:
    """Level lines that can part rows: rules, and the upper and lower edges of stripes."""
    edges = [Rule(y, box.x0, box.x1) for box in fills for y in (box.top, box.bottom)]
    return snap([*rules, *edges])


def cuts_through(box: Box, level: Sequence[Rule]) -> list[float]:
    """Where level lines cut a table into rows: those inside it that span enough of its width."""
    return [
        rule.at
        for rule in level
        if min(rule.end, box.x1) - max(rule.start, box.x0) >= RULE_SHARE * (box.x1 - box.x0)
        and box.top < rule.at < box.bottom
    ]
