"""Tables without drawn cells: hairlines, zebra stripes, or nothing but alignment.

`regions` says which lines are a table and what its columns are. Here level rules and the edges of stripes part its
rows; what is between two of them, and tables without any, is parted by its scores (`rows`). Column headings that
are turned on their side come on top.

Limits: a table that stands beside running text is read with it; words that hang over into the next column end the
table there.
"""

from collections.abc import Sequence

from risktool.extract.pdf.blocks import TableBlock, TableCell
from risktool.extract.pdf.grid import cuts_through, full_grid, separators
from risktool.extract.pdf.lines import Line, group_lines
from risktool.extract.pdf.raw import RawWord, Rule
from risktool.extract.pdf.readers.words import ASKEW
from risktool.extract.pdf.undrawn.columns import Columns
from risktool.extract.pdf.undrawn.headings import join_headings, part_groups
from risktool.extract.pdf.undrawn.overleaf import Overleaf, Region, overleaf
from risktool.extract.pdf.undrawn.regions import find_regions
from risktool.extract.pdf.undrawn.rows import Row, row_edges, rows_between
from risktool.source import Box

TURNED_REACH = 3.0
"""A turned heading ends at most so many of its type sizes above the table's first line; or beside or below it,
down to the first score."""


def find_aligned(
    words: Sequence[RawWord], rules: Sequence[Rule], fills: Sequence[Box], before: Overleaf | None
) -> tuple[list[TableBlock], list[RawWord], Overleaf | None]:
    """Tables among words that no grid took; the words left over; and the table that may go on overleaf."""
    regions = find_regions(group_lines([word for word in words if word.turns == 0]), before)
    if not regions:
        return [], list(words), None
    taken = {id(word) for region in regions for line in region.lines for word in line.words}
    taken |= {id(word) for region in regions for word, _ in region.heads}
    level = separators(rules, fills)
    tables = []
    for region in regions:
        free = [word for word in words if id(word) not in taken]
        turned = _turned_heads([word for word in free if 0 < word.turns < ASKEW], region)
        turned += _beside_turned(turned, free, region)
        taken |= {id(word) for word in turned}
        tables.append(_build(region, turned, level))
    left = [word for word in words if id(word) not in taken]
    goes_on = not any(word.baseline > regions[-1].lines[-1].baseline and len(word.text) > 3 for word in left)
    return tables, left, overleaf(regions[-1]) if goes_on else None


def _turned_heads(words: Sequence[RawWord], region: Region) -> list[RawWord]:
    """The turned column headings of a table: those near its first line, and those beside them."""
    found = [word for word in words if _heads(word, region)]
    if not found:
        return []
    left, right = _sides(region)
    top, bottom = min(word.box.top for word in found), max(word.box.bottom for word in found)
    return [
        word
        for word in words
        if word.box.top < bottom
        and word.box.bottom > top
        and left - TURNED_REACH * word.size <= (word.box.x0 + word.box.x1) / 2 <= right + TURNED_REACH * word.size
    ]


def _heads(word: RawWord, region: Region) -> bool:
    """Whether a turned word is a column heading of a table."""
    left, right = _sides(region)
    scored = (line.box.top for line in region.lines if region.columns.numbers(line))
    top = region.lines[0].box.top
    middle = (word.box.x0 + word.box.x1) / 2
    reach = TURNED_REACH * word.size
    below = max(top + reach, next(scored, top))
    return left - reach <= middle <= right + reach and word.box.top < below and word.box.bottom > top - reach


def _beside_turned(turned: Sequence[RawWord], free: Sequence[RawWord], region: Region) -> list[RawWord]:
    """Level headings that stand beside turned ones, far above the table's first line."""
    if not turned:
        return []
    left, right = _sides(region)
    top = min(word.box.top for word in turned)
    return [
        word
        for word in free
        if word.turns == 0
        and left <= (word.box.x0 + word.box.x1) / 2 <= right
        and top < word.baseline < region.lines[0].box.top
    ]


def _sides(region: Region) -> tuple[float, float]:
    words = [word for line in region.lines for word in line.words]
    return min(word.box.x0 for word in words), max(word.box.x1 for word in words)


def _build(region: Region, turned: Sequence[RawWord], level: Sequence[Rule]) -> TableBlock:
    """The table of a region: its rows, and a grid around them."""
    left, right = _sides(region)
    box = Box(left, region.lines[0].box.top, right, region.lines[-1].box.bottom)
    cuts = cuts_through(box, level)
    columns = region.columns
    rows = rows_between(region.lines, columns, cuts)
    heads = [*region.heads, *((word, columns.of(word)) for word in turned)]
    if heads:
        rows = _with_headings(rows, heads, columns)
    rows = join_headings(rows, columns)
    return _table(rows, region.columns, (left, right))


def _with_headings(rows: list[Row], heads: Sequence[tuple[RawWord, int]], columns: Columns) -> list[Row]:
    """Headings that are no lines of the table in its first row, or in one of their own where that holds scores."""
    has_scores = any(columns.numbers(Line(tuple(words))) for words in rows[0].words.values())
    groups, heads = part_groups(heads, None if has_scores else rows[0])
    head = Row(rows[0].first, rows[0].first) if has_scores else rows[0]
    for word, column in heads:
        head.words[column].append(word)
    joined = [head, *rows] if has_scores else rows
    return [_row_of(groups), *joined] if groups else joined


def _row_of(heads: Sequence[tuple[RawWord, int]]) -> Row:
    row = Row(heads[0][0].baseline, heads[0][0].baseline)
    for word, column in heads:
        row.words[column].append(word)
    return row


def _table(rows: Sequence[Row], columns: Columns, sides: tuple[float, float]) -> TableBlock:
    xs = (sides[0], *((start + end) / 2 for start, end in columns.gutters), sides[1])
    grid = full_grid(xs, row_edges(rows))
    cells = tuple(
        TableCell(cell, tuple(group_lines(rows[cell.row].words.get(cell.column, ()))), grid.cell_box(cell))
        for cell in grid.cells
    )
    return TableBlock(cells, len(rows), columns.count, "aligned", grid.box)
