"""Tables without drawn cells: hairlines, zebra stripes, or nothing but alignment.

`regions` says which lines are a table and what its columns are. Here level rules and the edges of stripes part its
rows; what is between two of them, and tables without any, is parted by its scores (`rows`). Column headings that
are turned on their side come on top.

Limits: a table that stands beside running text is read with it; words that hang over into the next column end the
table there.
"""

from collections.abc import Sequence

from risktool.extract.pdf.blocks import TableBlock, TableCell
from risktool.extract.pdf.columns import Columns
from risktool.extract.pdf.grid import full_grid, snap
from risktool.extract.pdf.lines import Line, group_lines
from risktool.extract.pdf.raw import RawWord, Rule
from risktool.extract.pdf.regions import Overleaf, Region, find_regions, overleaf
from risktool.extract.pdf.rows import Row, line_step, lines_by_column, split_rows
from risktool.extract.pdf.words import ASKEW
from risktool.source import Box

RULE_SHARE = 0.5
"""A level rule that spans this share of a table's width parts its rows."""

TURNED_REACH = 3.0
"""A turned heading ends at most so many of its type sizes above the table's first line, or beside it."""


def find_aligned(
    words: Sequence[RawWord], rules: Sequence[Rule], fills: Sequence[Box], before: Overleaf | None
) -> tuple[list[TableBlock], list[RawWord], Overleaf | None]:
    """Tables among words that no grid took; the words left over; and the table that may go on overleaf."""
    regions = find_regions(group_lines([word for word in words if word.turns == 0]), before)
    if not regions:
        return [], list(words), None
    taken = {id(word) for region in regions for line in region.lines for word in line.words}
    taken |= {id(word) for region in regions for word, _ in region.heads}
    separators = _separators(rules, fills)
    tables = []
    for region in regions:
        free = [word for word in words if id(word) not in taken]
        turned = [word for word in free if 0 < word.turns < ASKEW and _heads(word, region)]
        turned += _beside_turned(turned, free, region)
        taken |= {id(word) for word in turned}
        tables.append(_build(region, turned, separators))
    left = [word for word in words if id(word) not in taken]
    goes_on = not any(word.baseline > regions[-1].lines[-1].baseline and len(word.text) > 3 for word in left)
    return tables, left, overleaf(regions[-1]) if goes_on else None


def _heads(word: RawWord, region: Region) -> bool:
    """Whether a turned word is a column heading of a table."""
    left, right = _sides(region)
    top = region.lines[0].box.top
    middle = (word.box.x0 + word.box.x1) / 2
    reach = TURNED_REACH * word.size
    return left <= middle <= right and word.box.top < top + reach and word.box.bottom > top - reach


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
        and top - word.size < word.baseline < region.lines[0].box.top
    ]


def _sides(region: Region) -> tuple[float, float]:
    words = [word for line in region.lines for word in line.words]
    return min(word.box.x0 for word in words), max(word.box.x1 for word in words)


def _separators(rules: Sequence[Rule], fills: Sequence[Box]) -> list[Rule]:
    """Level lines that can part rows: rules, and the upper and lower edges of stripes."""
    edges = [Rule(y, box.x0, box.x1) for box in fills for y in (box.top, box.bottom)]
    return snap([*rules, *edges])


def _build(region: Region, turned: Sequence[RawWord], separators: Sequence[Rule]) -> TableBlock:
    """The table of a region: its rows, and a grid around them."""
    left, right = _sides(region)
    cuts = [
        rule.at
        for rule in separators
        if min(rule.end, right) - max(rule.start, left) >= RULE_SHARE * (right - left)
        and region.lines[0].box.top < rule.at < region.lines[-1].box.bottom
    ]
    columns = region.columns
    cells = lines_by_column(region.lines, columns)
    step = line_step(region.lines, cells, columns)
    bands = [lines_by_column(band, columns) for band in _bands(region.lines, cuts)] if cuts else [cells]
    rows = [row for band in bands for row in split_rows(band, columns, step, is_ruled=len(bands) > 1)]
    heads = [*region.heads, *((word, columns.of(word)) for word in turned)]
    if heads:
        rows = _with_headings(rows, heads, columns)
    return _table(rows, region.columns, (left, right))


def _with_headings(rows: list[Row], heads: Sequence[tuple[RawWord, int]], columns: Columns) -> list[Row]:
    """Headings that are no lines of the table in its first row, or in one of their own where that holds scores."""
    has_scores = any(columns.numbers(Line(tuple(words))) for words in rows[0].words.values())
    head = Row(rows[0].first, rows[0].first) if has_scores else rows[0]
    for word, column in heads:
        head.words[column].append(word)
    return [head, *rows] if has_scores else rows


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
