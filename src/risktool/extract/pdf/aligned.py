"""Tables without drawn cells: hairlines, zebra stripes, or nothing but alignment.

Lines of the page are read downwards. A line of column headings (or, without any, a line with numbers that stand
alone, or the columns of the page before) opens a table; it takes every following line that keeps its gutters white,
until a line closes one, another heading comes, or a gap is wider than any in the table. Level rules and the edges
of stripes then part rows; what is between two of them, and tables without any, is parted by its scores.

Limits: a table that stands beside running text is read with it; words that hang over into the next column end the
table there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from risktool.extract.pdf.blocks import TableBlock, TableCell
from risktool.extract.pdf.columns import NUMBER, Columns, heading_columns
from risktool.extract.pdf.grid import full_grid, snap
from risktool.extract.pdf.lines import Line, group_lines
from risktool.extract.pdf.raw import RawWord, Rule
from risktool.extract.pdf.rows import Row, split_rows
from risktool.source import Box

LARGER = 1.12
"""A line in type that much larger than the table's is a heading outside it."""

WIDEST_GAP = 4.5
"""Baselines of a table are at most so many type sizes apart, before the table has shown its own distances."""

GAP_GROWTH = 1.8
"""And at most so many times the widest distance met in it."""

RULE_SHARE = 0.5
"""A level rule that spans this share of a table's width parts its rows."""

NUMBERED = regex.compile(r"^\d{1,3}[.):]?$")
"""The first word of a numbered heading."""


@dataclass(frozen=True, slots=True)
class Region:
    """A table before its rows are known."""

    lines: tuple[Line, ...]
    columns: Columns


def find_aligned(
    words: Sequence[RawWord], rules: Sequence[Rule], fills: Sequence[Box], before: Columns | None
) -> tuple[list[TableBlock], list[RawWord], Columns | None]:
    """Tables among words that no grid took; the words left over; the columns of a table that may go on overleaf."""
    lines = group_lines([word for word in words if word.turns == 0])
    regions = _regions(lines, before)
    taken = {id(word) for region in regions for line in region.lines for word in line.words}
    separators = _separators(rules, fills)
    tables = [_build(region, separators) for region in regions]
    left = [word for word in words if id(word) not in taken]
    is_last = bool(regions) and not any(word.baseline > regions[-1].lines[-1].baseline for word in left)
    return tables, left, regions[-1].columns if is_last else None


def _regions(lines: Sequence[Line], before: Columns | None) -> list[Region]:
    regions: list[Region] = []
    start = 0
    if before is not None:
        region = _grow(lines, 0, before)
        if region is not None and _holds_scores(region):
            regions.append(region)
            start = len(region.lines)
    while start < len(lines):
        columns = heading_columns(lines[start])
        region = _grow(lines, start, columns) if columns else None
        if region is None or len(region.lines) < 2:
            start += 1
            continue
        regions.append(region)
        start += len(region.lines)
    return regions


def _holds_scores(region: Region) -> bool:
    """Whether a number stands in a score column."""
    return any(
        NUMBER.match(word.text) and region.columns.at((word.box.x0 + word.box.x1) / 2) in region.columns.scores
        for line in region.lines
        for word in line.words
    )


def _grow(lines: Sequence[Line], start: int, columns: Columns) -> Region | None:
    """The lines from `start` on that keep the gutters white."""
    taken: list[Line] = []
    widest = 0.0
    is_bold = lines[start].bold
    for line in lines[start:]:
        narrowed = columns.narrowed(line)
        if narrowed is None or (taken and _leaves(line, taken, widest, is_bold)):
            break
        if taken:
            widest = max(widest, line.baseline - taken[-1].baseline)
        is_bold = is_bold and line.bold
        columns = narrowed
        taken.append(line)
    return Region(tuple(taken), columns.checked(taken)) if taken else None


def _leaves(line: Line, taken: Sequence[Line], widest: float, is_bold: bool) -> bool:
    """Whether a line that would fit the columns is outside the table all the same."""
    size = taken[-1].size
    gap = line.baseline - taken[-1].baseline
    limit = GAP_GROWTH * widest if len(taken) > 3 else WIDEST_GAP * size
    return (
        gap > max(limit, 2.5 * size)
        or line.size > LARGER * size
        or (line.bold and not is_bold)
        or heading_columns(line) is not None
    )


def _separators(rules: Sequence[Rule], fills: Sequence[Box]) -> list[Rule]:
    """Level lines that can part rows: rules, and the upper and lower edges of stripes."""
    edges = [Rule(y, box.x0, box.x1) for box in fills for y in (box.top, box.bottom)]
    return snap([*rules, *edges])


def _build(region: Region, separators: Sequence[Rule]) -> TableBlock:
    """The table of a region: its rows, and a grid around them."""
    words = [word for line in region.lines for word in line.words]
    left, right = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    cuts = [
        rule.at
        for rule in separators
        if min(rule.end, right) - max(rule.start, left) >= RULE_SHARE * (right - left)
        and region.lines[0].box.top < rule.at < region.lines[-1].box.bottom
    ]
    rows = [row for band in _bands(region.lines, cuts) for row in split_rows(band, region.columns)]
    return _table(rows, region.columns, (left, right))


def _bands(lines: Sequence[Line], cuts: Sequence[float]) -> list[list[Line]]:
    """Lines in groups between the cuts."""
    bands: dict[int, list[Line]] = {}
    for line in lines:
        middle = line.baseline - 0.3 * line.size
        bands.setdefault(sum(cut < middle for cut in cuts), []).append(line)
    return [bands[number] for number in sorted(bands)]


def _table(rows: Sequence[Row], columns: Columns, sides: tuple[float, float]) -> TableBlock:
    xs = (sides[0], *((start + end) / 2 for start, end in columns.gutters), sides[1])
    grid = full_grid(xs, _row_edges(rows))
    cells = tuple(
        TableCell(cell, tuple(group_lines(rows[cell.row].words.get(cell.column, ()))), grid.cell_box(cell))
        for cell in grid.cells
    )
    return TableBlock(cells, len(rows), columns.count, "aligned", grid.box)


def _row_edges(rows: Sequence[Row]) -> tuple[float, ...]:
    """Level lines halfway between the rows, and above and below them."""
    tops = [min(word.box.top for words in row.words.values() for word in words) for row in rows]
    bottoms = [max(word.box.bottom for words in row.words.values() for word in words) for row in rows]
    middles = ((bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False))
    return (tops[0], *middles, bottoms[-1])
