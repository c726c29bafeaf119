"""Arithmetic of printed scores: how (S, K, product) looks when the text layer lost a digit, and what a form can mean.

A text layer that lost every "5" prints 5 5 25 as `2`, 4 5 20 as `4 20`, 3 5 15 as `3 1`. Given the lost digits and
the scale, a printed form has a finite set of readings; nothing here prefers one of them. Two situations:

    cells   each number stands in its own column, so an empty cell says *which* number is gone
    run     only the numbers that are left stand in a row ("4 20"); any of the three may be gone

    >>> Notation(lost=frozenset("5")).read_run(("2",))
    (Reading(likelihood=5, consequence=5, score=25),)
    >>> [(r.likelihood, r.consequence) for r in Notation(lost=frozenset("5")).read_run(("4", "20"))]
    [(4, 5), (5, 4)]

Off the scale is tried only when nothing on it fits ("6 30" is 5 x 6: a product that came out right by accident is
less likely than a group that left its scale).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from risktool.model import Number

WIDEST_SCALE = 10
"""Real forms go to 10 (FMEA); a factor beyond that is a count, a size or a price."""

LADDER = "ABCDEF"
"""Letters that count steps, on some forms upwards and on others downwards."""

DEFAULT_SCALE = (1, 5)
"""Most Swedish and Norwegian forms; used until the document says otherwise."""


class Reading(NamedTuple):
    """What a printed form can stand for. `score` is always the product."""

    likelihood: int
    consequence: int
    score: int


class RangeReading(NamedTuple):
    """A score of which at least one factor is a range: (lowest, highest) of each; one number is a range of itself."""

    likelihood: tuple[int, int]
    consequence: tuple[int, int]

    @property
    def score(self) -> tuple[int, int]:
        """From the product of the lowest to that of the highest."""
        return self.likelihood[0] * self.consequence[0], self.likelihood[1] * self.consequence[1]


@lru_cache(maxsize=4096)
def _print(number: int, lost: frozenset[str]) -> str:
    """Sequences of pages and headings ask for the same few hundred numbers with each digit that may be lost."""
    return "".join(digit for digit in str(number) if digit not in lost)


@dataclass(frozen=True, slots=True)
class Notation:
    """How scores are printed in one document: its scales and what the text layer lost.

    `lost` are digits that are printed as nothing. `unknown` pairs private-use characters (`source.Glyph`) with
    the digit that each one stands for, as far as deciphered.
    """

    likelihood: tuple[int, int] = DEFAULT_SCALE
    consequence: tuple[int, int] = DEFAULT_SCALE
    lost: frozenset[str] = frozenset()
    unknown: tuple[tuple[str, str], ...] = ()
    lost_words: tuple[str, ...] = ()

    def print_number(self, number: int) -> str:
        """The number as this document prints it: "" when all its digits are lost."""
        return _print(number, self.lost) if self.lost else str(number)

    def decode(self, text: str) -> str:
        """`text` with every deciphered sign replaced by its digit."""
        for sign, digit in self.unknown:
            text = text.replace(sign, digit)
        return text

    def is_on_scale(self, likelihood: int, consequence: int) -> bool:
        """Whether both factors are on their scales."""
        return (
            self.likelihood[0] <= likelihood <= self.likelihood[1]
            and self.consequence[0] <= consequence <= self.consequence[1]
        )

    def read_run(self, numbers: tuple[str, ...]) -> tuple[Reading, ...]:
        """Every (S, K, product) that prints as exactly this run, on the scale if any, else off it."""
        return _prefer_scale(self, _runs(self.lost).get(numbers, ()))

    def read_cells(self, likelihood: str, consequence: str, score: str | None) -> tuple[Reading, ...]:
        """Every (S, K, product) that prints as these cells; `score` None: the form has no product column.

        An empty cell that lost nothing (an undamaged document) fits nothing: what an author left out is not ours
        to fill in. `Notation.fit_cells` lists what would fit.
        """
        return _prefer_scale(self, _cells(self.lost).get((likelihood, consequence, score), ()))

    def fit_cells(self, likelihood: str, consequence: str, score: str) -> tuple[Reading, ...]:
        """Every on-scale (S, K, product) that agrees with the cells that are *not* empty."""
        return tuple(
            reading
            for reading in _all_readings()
            if self.is_on_scale(reading.likelihood, reading.consequence)
            and likelihood in ("", self.print_number(reading.likelihood))
            and consequence in ("", self.print_number(reading.consequence))
            and score in ("", self.print_number(reading.score))
        )

    def read_ranges(self, likelihood: str, consequence: str, score: str) -> tuple["RangeReading", ...]:
        """Every score of ranges on the scale that prints as these cells: "3", "3-", "9-1" is 3, 3-5, 9-15."""
        found = _ranges(self.lost).get((likelihood, consequence, score), ())
        return tuple(r for r in found if self.is_on_scale(r.likelihood[1], r.consequence[1]))

    def read_range_run(self, numbers: tuple[str, ...]) -> tuple["RangeReading", ...]:
        """The same for what is left of the three cells in a row: "2-4", "10-20"."""
        found = _ranges(self.lost).items()
        return tuple(
            r
            for form, readings in found
            if tuple(filter(None, form)) == numbers
            for r in readings
            if self.is_on_scale(r.likelihood[1], r.consequence[1])
        )


STEPS_TO_CHOOSE = regex.compile(r"[(\[*]*\d{1,2}[)\]*]*(?:[ \t|/]{1,3}[(\[*]*\d{1,2}[)\]*]*){2,}")
"""The steps of a scale side by side, of which somebody marks one: "1 2 [3] 4 5"."""


def lists_all(steps: str) -> bool:
    """Whether the numbers of `STEPS_TO_CHOOSE` count up one by one."""
    numbers = [int(number) for number in regex.findall(r"\d+", steps)]
    return all(after == before + 1 for before, after in pairwise(numbers))


def is_product(likelihood: Number, consequence: Number, score: Number) -> bool:
    """Whether the printed score is the product; a fraction to half of its last decimal ("0,35 x 9" is 3.15 or 3.2)."""
    decimals = 0 if float(score).is_integer() else len(str(score).partition(".")[2])
    tolerance = 0.5 * 10**-decimals if decimals else 0.0
    return round(abs(likelihood * consequence - score), 6) <= tolerance


def _prefer_scale(notation: Notation, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    on_scale = tuple(r for r in readings if notation.is_on_scale(r.likelihood, r.consequence))
    return on_scale or readings


@lru_cache(maxsize=1)
def _all_readings() -> tuple[Reading, ...]:
    values = range(WIDEST_SCALE + 1)
    return tuple(Reading(s, k, s * k) for s in values for k in values)


@lru_cache(maxsize=64)
def _cells(lost: frozenset[str]) -> dict[tuple[str, str, str | None], tuple[Reading, ...]]:
    """Printed cells -> everything that prints so; a score of None stands for a form without the column."""
    notation = Notation(lost=lost)
    table: dict[tuple[str, str, str | None], tuple[Reading, ...]] = {}
    for reading in _all_readings():
        likelihood, consequence, score = (notation.print_number(number) for number in reading)
        for form in ((likelihood, consequence, score), (likelihood, consequence, None)):
            table[form] = (*table.get(form, ()), reading)
    return table


@lru_cache(maxsize=64)
def _runs(lost: frozenset[str]) -> dict[tuple[str, ...], tuple[Reading, ...]]:
    """Printed run -> everything that prints so."""
    notation = Notation(lost=lost)
    table: dict[tuple[str, ...], tuple[Reading, ...]] = {}
    for reading in _all_readings():
        run = tuple(filter(None, (notation.print_number(number) for number in reading)))
        table[run] = (*table.get(run, ()), reading)
    return table


@lru_cache(maxsize=64)
def _ranges(lost: frozenset[str]) -> dict[tuple[str, str, str], tuple[RangeReading, ...]]:
    """Printed cells -> every score of ranges that prints so."""
    notation = Notation(lost=lost)
    bounds = [(low, high) for low in range(1, WIDEST_SCALE + 1) for high in range(low, WIDEST_SCALE + 1)]
    table: dict[tuple[str, str, str], tuple[RangeReading, ...]] = {}
    for likelihood in bounds:
        for consequence in bounds:
            reading = RangeReading(likelihood, consequence)
            if reading.score[0] == reading.score[1]:
                continue
            form = (
                _print_range(notation, likelihood),
                _print_range(notation, consequence),
                _print_range(notation, reading.score),
            )
            table[form] = (*table.get(form, ()), reading)
    return table


def _print_range(notation: Notation, bounds: tuple[int, int]) -> str:
    low, high = map(notation.print_number, bounds)
    return low if bounds[0] == bounds[1] else f"{low}-{high}"


FEWEST_ROWS = 3
"""Rows of numbers that multiply to each other before they are a table: two do by accident."""

_SIDE_BY_SIDE = regex.compile(r"(?<!\S)(\d{1,2})\s(\d{1,2})\s(\d{1,3})(?!\S)")


def printed_products(text: str) -> tuple[tuple[int, int, int], ...]:
    """Three numbers with nothing but a blank between them of which the third is the product: scores as words print
    them where a table lost its columns."""
    found = ((int(m[1]), int(m[2]), int(m[3])) for m in _SIDE_BY_SIDE.finditer(text, overlapped=True))
    return tuple(row for row in found if multiplies(*row))


def is_telling(rows: Sequence[tuple[int, int, int]]) -> bool:
    """Whether so many rows multiply, and so few of them by one only, that they are no accident."""
    return len(rows) >= FEWEST_ROWS and 2 * sum(min(a, b) > 1 for a, b, _ in rows) > len(rows)


def multiplies(first: int, second: int, score: int) -> bool:
    """Whether the third number is the product of two factors on a scale as wide as real ones are."""
    return first * second == score and 0 < min(first, second) <= max(first, second) <= WIDEST_SCALE
