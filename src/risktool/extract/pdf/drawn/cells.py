"""A grid and the words inside it to a table: which word stands in which cell.

A word belongs to the cell that it begins in. Narrow columns make words hang over their rules, and print columns so
close that two numbers read as one word; both are told from where the rules run through the ink.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from risktool.extract.pdf.blocks import TableBlock, TableCell
from risktool.extract.pdf.grid import Grid
from risktool.extract.pdf.lines import group_lines
from risktool.extract.pdf.raw import RawWord
from risktool.extract.pdf.undrawn.columns import NUMBER
from risktool.source import Box, TableOrigin

APART_DIGITS, APART_LETTERS = 0.8, 1.15
"""Middles of signs that are further apart than these shares of the type size have more than a space between them."""

ON_RULE_PT = 0.8
"""Ink may touch the rule it stands beside."""

Units: TypeAlias = dict[tuple[int, int], int]
"""(row, column) of the grid to the number of the cell that covers it."""

Contents: TypeAlias = defaultdict[int, list[RawWord]]
"""The words of each cell by its number."""


def fill_grid(grid: Grid, words: Sequence[RawWord], origin: TableOrigin) -> TableBlock:
    """The table of a grid: each word in the cell it stands in."""
    units = {
        (row, column): number
        for number, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    contents: Contents = defaultdict(list)
    xs, ys = grid.xs[1:-1], grid.ys[1:-1]
    for whole in words:
        for word in _split_at(whole, grid.xs):
            contents[_cell_at(word, xs, ys, units)].append(word)
    _part_crammed(grid, units, contents)
    cells = tuple(
        TableCell(cell, tuple(group_lines(contents[number])), grid.cell_box(cell))
        for number, cell in enumerate(grid.cells)
    )
    return TableBlock(cells, len(grid.ys) - 1, len(grid.xs) - 1, origin, grid.box)


def _part_crammed(grid: Grid, units: Units, contents: Contents) -> None:
    """Part numbers that run into each other because one hangs over into the next column ("2-3" and "4": "2-34").

    Only where the next cell is empty and its column holds numbers otherwise: "8-12" may as well hang over alone.
    """
    for (row, column), number in list(units.items()):
        neighbour = units.get((row, column + 1), number)
        if len(contents[number]) != 1 or contents[neighbour] or not _is_numeric(column + 1, units, contents):
            continue
        word, rule = contents[number][0], grid.xs[column + 1]
        at = sum(start < rule - ON_RULE_PT for start, _ in word.signs)
        if 0 < at < len(word.text) and NUMBER.match(word.text[:at]) and NUMBER.match(word.text[at:]):
            contents[number], contents[neighbour] = [_part(word, 0, at)], [_part(word, at, len(word.text))]


def _is_numeric(column: int, units: Units, contents: Contents) -> bool:
    """Whether most cells of a column that hold anything hold one number."""
    filled = [contents[number] for (_, at), number in units.items() if at == column and contents[number]]
    return 2 * sum(len(words) == 1 and NUMBER.match(words[0].text) is not None for words in filled) > len(filled)


def _cell_at(word: RawWord, xs: Sequence[float], ys: Sequence[float], units: Units) -> int:
    """The cell between these lines a word stands in; the nearest one when it stands in a hole of the grid."""
    x0, _, x1, _ = word.box
    row = bisect_right(ys, word.baseline - word.size * 0.3)
    column = bisect_right(xs, x0 + min((x1 - x0) / 2, word.size / 2))
    number = units.get((row, column))
    return units[min(units, key=lambda at: (abs(at[0] - row), abs(at[1] - column)))] if number is None else number


def _split_at(word: RawWord, xs: Sequence[float]) -> list[RawWord]:
    """A word cut at the rules that run through a gap in it: two columns that were printed close together."""
    x0, _, x1, _ = word.box
    first, last = bisect_right(xs, x0), bisect_right(xs, x1)
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
    before, after = word.text[at - 1], word.text[at]
    if (before.isdigit() and after.isalpha()) or (before.isalpha() and after.isdigit()):
        return at  # a number and a word: two columns meet here
    apart = APART_LETTERS if before.isalpha() or after.isalpha() else APART_DIGITS
    return at if distance > apart * word.size else 0


def _part(word: RawWord, start: int, end: int) -> RawWord:
    signs = word.signs[start:end]
    box = Box(signs[0][0], word.box.top, signs[-1][1], word.box.bottom)
    return word._replace(text=word.text[start:end], box=box, signs=signs)
