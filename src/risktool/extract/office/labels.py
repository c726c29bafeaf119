"""Numbers that an office program prints before headings and list items: "1.", "2.1", "b)", "iv".

A list has levels, each with a format, a start and a pattern in which `%1` stands for the number of level 1. Counting
on one level restarts the levels below it.

    levels {0: "%1.", 1: "%1.%2"}: level 0, level 1, level 1, level 0  ->  "1." "1.1" "1.2" "2."
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

MAX_LEVELS = 10
"""OpenDocument has ten levels, Word nine."""

_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_SIGNS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_MAX_LETTERS = 26 * 5
"""Programs print aa after z, then bbb…; a count beyond that is no list that a person numbered."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, its number format (Word's name for it) and its pattern."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class Count:
    """How far a list has counted, on each level."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * MAX_LEVELS)

    def next_label(self, levels: Mapping[int, Level], at: int, start: int | None = None) -> str:
        """Count on at level `at` (from 0, or set it to `start`); the label to print, "" for none or a bullet."""
        level = levels.get(at)
        if level is None or not 0 <= at < MAX_LEVELS:
            return ""
        before = self.numbers[at]
        self.numbers[at] = start if start is not None else level.start if before is None else before + 1
        self.numbers[at + 1 :] = [None] * (MAX_LEVELS - at - 1)
        if level.number_format in ("bullet", "none"):
            return ""
        return regex.sub(r"%(\d+)", lambda match: self._shown(levels, int(match[1]) - 1), level.pattern).strip()

    def _shown(self, levels: Mapping[int, Level], at: int) -> str:
        if not 0 <= at < MAX_LEVELS:
            return ""
        level = levels.get(at, Level())
        count = self.numbers[at]
        return _formatted(level.start if count is None else count, level.number_format)


def _formatted(number: int, number_format: str) -> str:
    if number_format in ("lowerLetter", "upperLetter") and 0 < number <= _MAX_LETTERS:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif number_format in ("lowerRoman", "upperRoman"):
        letters = _roman(number)
    else:
        return f"{number:02d}" if number_format == "decimalZero" else str(number)
    return letters.upper() if number_format.startswith("upper") else letters


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    letters = ""
    for value, sign in zip(_ROMAN_VALUES, _ROMAN_SIGNS, strict=True):
        letters += sign * (number // value)
        number %= value
    return letters
