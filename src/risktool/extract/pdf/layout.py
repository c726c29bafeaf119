"""A raw page to its blocks in reading order: tables first taken out, the rest gathered to paragraphs.

RawPage  ->  grids (drawn)  ->  cells take the words inside them
         ->  words left     ->  aligned tables (hairlines, stripes, columns without rules)
         ->  words left     ->  lines, segments, paragraphs
         ->  all blocks in reading order, by cutting the page along white space, bands first, then columns
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from risktool.extract.pdf.aligned import find_aligned
from risktool.extract.pdf.blocks import PageBlock, TableBlock, TableCell
from risktool.extract.pdf.columns import guess_by_numbers
from risktool.extract.pdf.grid import Grid, find_grids
from risktool.extract.pdf.lines import group_lines
from risktool.extract.pdf.prose import paragraphs
from risktool.extract.pdf.raw import RawPage, RawWord, Rule
from risktool.extract.pdf.regions import Overleaf
from risktool.extract.pdf.words import ASKEW
from risktool.source import Box, TableOrigin

FRAMED_ROWS = 2
"""So many lines with numbers that stand alone, inside one cell, are rows of a table without rules."""

OVERLAP_PT = 2.0
"""Lines of type are a little higher than their leading; so much overlap is none."""

APART_DIGITS, APART_LETTERS = 0.8, 1.15
"""Middles of signs that are further apart than these shares of the type size have more than a space between them."""

ON_RULE_PT = 0.8
"""Ink may touch the rule it stands beside."""


@dataclass(slots=True)
class Layout:
    """Lays out the pages of one document in order; remembers a table that may go on overleaf."""

    _overleaf: Overleaf | None = None

    def lay_out(self, page: RawPage) -> tuple[PageBlock, ...]:
        """The page's blocks in reading order. Every word of the page is in exactly one of them."""
        grids, loose = find_grids(page.horizontals, page.verticals)
        words: Sequence[RawWord] = page.words
        tables: list[PageBlock] = []
        frames: list[Rule] = []
        for grid in grids:
            inside, outside = _take_inside(grid, words)
            table = fill_grid(grid, inside, "ruled") if inside and len(grid.cells) > 1 else None
            if table is None or holds_undrawn(table):
                frames += (Rule(y, grid.xs[0], grid.xs[-1]) for y in grid.ys)
            else:
                tables.append(table)
                words = outside
        aligned, words, self._overleaf = find_aligned(words, (*loose, *frames), page.fills, self._overleaf)
        return tuple(reading_order([*tables, *aligned, *paragraphs(words)]))


def holds_undrawn(table: TableBlock) -> bool:
    """Whether a cell over the table's whole width holds rows of numbers: then only a frame and some rules are drawn."""
    return any(
        sum(guess_by_numbers(line) is not None for line in cell.lines) >= FRAMED_ROWS
        for cell in table.cells
        if cell.place.column_span == table.columns and len(cell.lines) >= FRAMED_ROWS
    )


def _take_inside(grid: Grid, words: Sequence[RawWord]) -> tuple[list[RawWord], list[RawWord]]:
    """Words whose middle is inside the grid, and the others."""
    box = grid.box
    inside: list[RawWord] = []
    outside: list[RawWord] = []
    for word in words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        is_inside = box.x0 <= x <= box.x1 and box.top <= y <= box.bottom and word.turns != ASKEW
        (inside if is_inside else outside).append(word)
    return inside, outside


def fill_grid(grid: Grid, words: Sequence[RawWord], origin: TableOrigin) -> TableBlock:
    """The table of a grid: each word in the cell it stands in."""
    units = {
        (row, column): number
        for number, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    contents: dict[int, list[RawWord]] = defaultdict(list)
    for whole in words:
        for word in _split_at(whole, grid.xs):
            unit = _unit_at(grid, word, units)
            contents[units[unit]].append(word)
    cells = tuple(
        TableCell(cell, tuple(group_lines(contents[number])), grid.cell_box(cell))
        for number, cell in enumerate(grid.cells)
    )
    return TableBlock(cells, len(grid.ys) - 1, len(grid.xs) - 1, origin, grid.box)


def _unit_at(grid: Grid, word: RawWord, units: dict[tuple[int, int], int]) -> tuple[int, int]:
    """The unit a word stands in; the nearest one when it stands in a hole of the grid."""
    x = word.box.x0 + min((word.box.x1 - word.box.x0) / 2, word.size / 2)
    y = word.baseline - word.size * 0.3
    row = min(max(bisect_right(grid.ys, y) - 1, 0), len(grid.ys) - 2)
    column = min(max(bisect_right(grid.xs, x) - 1, 0), len(grid.xs) - 2)
    if (row, column) in units:
        return row, column
    return min(units, key=lambda unit: (abs(unit[0] - row), abs(unit[1] - column)))


def _split_at(word: RawWord, xs: Sequence[float]) -> list[RawWord]:
    """A word cut at the rules that run through a gap in it: two columns that were printed close together."""
    first, last = bisect_right(xs, word.box.x0), bisect_right(xs, word.box.x1)
    if first == last or len(word.signs) != len(word.text):
        return [word]
    cuts = sorted({at for x in xs[first:last] if (at := _cut_at(word, x))})
    ends = (0, *cuts, len(word.text))
    return [_part(word, a, b) for a, b in pairwise(ends)] if cuts else [word]


def _cut_at(word: RawWord, x: float) -> int:
    """Before which sign a rule cuts a word; 0 for not at all, as in a word that hangs over its column."""
    at = sum(start < x - ON_RULE_PT for start, _ in word.signs)
    if not 0 < at < len(word.text) or word.signs[at - 1][1] > x + ON_RULE_PT:
        return 0
    distance = (sum(word.signs[at]) - sum(word.signs[at - 1])) / 2
    is_text = word.text[at - 1].isalpha() or word.text[at].isalpha()
    return at if distance > (APART_LETTERS if is_text else APART_DIGITS) * word.size else 0


def _part(word: RawWord, start: int, end: int) -> RawWord:
    signs = word.signs[start:end]
    box = Box(signs[0][0], word.box.top, signs[-1][1], word.box.bottom)
    return word._replace(text=word.text[start:end], box=box, signs=signs)


def reading_order(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Blocks cut into bands by level white space; a band with several blocks into columns; and again inside."""
    if len(blocks) < 2:
        return list(blocks)
    for axis in (1, 0):
        parts = _cut(blocks, axis)
        if len(parts) > 1:
            return [block for part in parts for block in reading_order(part)]
    return sorted(blocks, key=lambda block: (block.box.top, block.box.x0))


def _cut(blocks: Sequence[PageBlock], axis: int) -> list[list[PageBlock]]:
    """Blocks in groups that do not overlap along an axis (0: x, 1: y), in order."""
    parts: list[list[PageBlock]] = []
    end = float("-inf")
    for block in sorted(blocks, key=lambda block: (block.box[axis], block.box[1 - axis])):
        if parts and block.box[axis] < end - OVERLAP_PT:
            parts[-1].append(block)
        else:
            parts.append([block])
        end = max(end, block.box[axis + 2])
    return parts
