"""What the numbers of a table say by themselves: a column that is the product of two others, or of three.

Hal trappa | 3 | 2 |  6         without headings, the third number names the other two
Mörkt      | 4 | 4 | 16

S | O | D | RPN                 and with headings, every row may show that there is a third factor
8 | 3 | 2 |  48
"""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from itertools import combinations
from math import prod
from typing import TypeAlias

import regex

from risktool.notation import WIDEST_SCALE
from risktool.parse.tables.columns import Columns
from risktool.parse.tables.grid import Grid

SHARE_OF_PRODUCTS = 0.75
"""Authors multiply wrongly now and then; a column that fits less often is no product."""
FEWEST_TRIPLES = 2
"""Rows that must agree on a third factor."""
LONGEST_PIECE = 3
"""Letters that are left of a broken heading ("het"); "Effort" says something else."""
LONGEST_NUMBER = 4
"""Digits of the largest product: 10 x 10 x 10."""

_FACTOR = regex.compile(r"(?:.*\()?(?P<number>\d{1,2})(?:\s?/\s?\d{1,3})?\)?", regex.DOTALL)

_Numbers: TypeAlias = list[int | None]


def find_products(grid: Grid, among: Container[int] | None = None) -> tuple[int, int, int] | None:
    """Three numeric columns of which the last is the product of the others in (nearly) every row.

    The factors come in their order in the table; which is which only a heading or custom can say. Of several such
    threes the closest to each other, because the numbers 1, 2 of the rows may be factors by chance. `among`: the
    columns that are looked at, all for None.
    """
    numbers = _columns(grid)
    asked = [c for c in range(grid.width) if among is None or c in among]
    numeric = [c for c in asked if sum(n is not None for n in numbers[c]) >= max(1, grid.height * 0.5)]
    found = [
        (first, second, score)
        for first, second in combinations(numeric, 2)
        if second - first < WIDEST_GROUP
        for score in numeric[bisect_left(numeric, second - WIDEST_GROUP) : bisect_left(numeric, first + WIDEST_GROUP)]
        if score not in (first, second) and _is_product(numbers[first], numbers[second], numbers[score])
    ]
    return min(found, key=lambda places: max(places) - min(places), default=None)


WIDEST_GROUP = 8
"""Columns over which a row's numbers may be spread; without a limit a sheet of figures takes the cube of its width."""


def agree(grid: Grid, first: int, second: int, score: int, share: float = SHARE_OF_PRODUCTS) -> bool:
    """Whether one column is the product of two others in so many of the rows (1: in every one)."""
    numbers = _columns(grid)
    return _is_product(numbers[first], numbers[second], numbers[score], share)


def find_lost_factor(grid: Grid, columns: Columns) -> int | None:
    """The column of a factor whose heading said nothing, where the score is its product with the named one."""
    score, factors = columns.place("score"), [columns.place(role) for role in ("likelihood", "consequence")]
    named = [place for place in factors if place is not None]
    if score is None or len(named) != 1:
        return None
    numbers = _columns(grid)
    for place, column in enumerate(columns.columns):
        says_something = column.role is not None or len(column.heading) > LONGEST_PIECE
        if says_something or place == score or sum(n is not None for n in numbers[place]) < FEWEST_TRIPLES:
            continue
        if _is_product(numbers[named[0]], numbers[place], numbers[score]):
            return place
    return None


def find_third_factor(grid: Grid, columns: Columns) -> str | None:
    """The heading of a column that the score is multiplied by besides S and K, as every complete row shows."""
    places = [p for role in ("score", "likelihood", "consequence") if (p := columns.place(role)) is not None]
    if len(places) < 3:
        return None
    numbers = _columns(grid)
    for place, column in enumerate(columns.columns):
        if place in places or not column.heading:
            continue
        full = list(_complete(*(numbers[p] for p in (*places, place))))
        is_threefold = all(score == prod(factors) for score, *factors in full)
        is_twofold = all(score == first * second for score, first, second, _ in full)
        if len(full) >= FEWEST_TRIPLES and is_threefold and not is_twofold:
            return column.heading
    return None


def multiplies(grid: Grid, factors: Sequence[int]) -> bool:
    """Whether some other column is the product of all these in most rows, and in one of them needs every factor."""
    numbers = _columns(grid)
    for place in set(range(grid.width)) - set(factors):
        full = list(_complete(numbers[place], *(numbers[factor] for factor in factors)))
        fitting = [row for row in full if row[0] == prod(row[1:])]
        if any(min(row) > 1 for row in fitting) and len(fitting) >= SHARE_OF_PRODUCTS * len(full):
            return True
    return False


def find_score(grid: Grid, columns: Columns) -> int | None:
    """The column that holds the product of likelihood and consequence in every row, whatever its heading says."""
    places = [place for role in ("likelihood", "consequence") if (place := columns.place(role)) is not None]
    if len(places) < 2 or columns.has("score"):
        return None
    factors = [[_factor(grid.text(row, place)) for row in range(grid.height)] for place in places]
    for place, numbers in enumerate(_columns(grid)):
        full = list(_complete(factors[0], factors[1], numbers))
        telling = any(min(a, b) > 1 for a, b, _ in full)
        if place not in places and telling and all(a * b == c for a, b, c in full) and len(full) * 2 > grid.height:
            return place
    return None


def _factor(text: str) -> int | None:
    """The number of a factor's cell, alone or as a part of its scale: "4", "(4/5)"."""
    match = _FACTOR.fullmatch(text)
    return int(match["number"]) if match else None


def _is_product(first: _Numbers, second: _Numbers, score: _Numbers, share: float = SHARE_OF_PRODUCTS) -> bool:
    full = list(_complete(first, second, score))
    if not full or any(max(a, b) > WIDEST_SCALE for a, b, _ in full):
        return False
    fitting = [(a, b, c) for a, b, c in full if a * b == c]
    telling = any(min(a, b) > 1 for a, b, _ in fitting)
    return telling and len(fitting) >= share * len(full)


def _complete(*columns: _Numbers) -> Iterator[tuple[int, ...]]:
    """The rows in which each of these columns has a number."""
    for row in zip(*columns, strict=True):
        numbers = tuple(number for number in row if number is not None)
        if len(numbers) == len(row):
            yield numbers


def _columns(grid: Grid) -> list[_Numbers]:
    return [[_whole_number(grid.text(row, column)) for row in range(grid.height)] for column in range(grid.width)]


def _whole_number(text: str) -> int | None:
    text = text.removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
