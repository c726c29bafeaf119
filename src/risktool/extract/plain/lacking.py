"""Rows of a text's table that have fewer fields than its headings, or more: which ones is often unsure.

    Risk;S;K;SxK;Åtgärd
    Is;4;4;16;Salta
    Buller;2;5;Skärmar      lacks a field in its middle: words stand in a column of numbers

None of the numbers of such a row has a sure column. It stays one field, and is told.
"""

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import regex

FEWEST_FACTORS = 2
"""Numbers that make a row one of a register, if shorter than its head."""

LONGEST_QUOTE = 60
"""Characters of a row that a remark quotes."""

NUMBER = regex.compile(r"\s*[-+]?\d+(?:[.,]\d+)?\s*")

Row: TypeAlias = tuple[str, ...]


class Placed(NamedTuple):
    """Rows of which each field stands in its column, and what to say of those that lack some ("" for none)."""

    rows: list[Row]
    remark: str


def place(rows: Sequence[Row], delimiter: str) -> Placed:
    """The rows of a table, its headings first, with each shifted one as a single field."""
    width = len(rows[0])
    numeric = number_columns(rows)
    shifted = {row for row in rows if _is_shifted(row, width, numeric)}
    lacking = [row for row in rows if row in shifted or _is_open(row, width, numeric)]
    return Placed(
        [(delimiter.join(row),) if row in shifted else row for row in rows], _remark(lacking, width, delimiter)
    )


def fit(row: Row, width: int, numeric: frozenset[int], delimiter: str) -> Row:
    """A row with too many fields as its author meant it: some joined, where all numbers then stand in their columns and
    no other fields could be. Any other row as it is.
    """
    size = len(row) - width + 1
    if size < 2 or not numeric or not any(field.strip() for field in row[width:]):
        return row
    joined = [(*row[:at], delimiter.join(row[at : at + size]), *row[at + size :]) for at in range(width)]
    fitting = [r for r in joined if all(not r[at].strip() or NUMBER.fullmatch(r[at]) for at in numeric)]
    return fitting[0] if len(fitting) == 1 else row


def number_columns(rows: Sequence[Row]) -> frozenset[int]:
    """The columns that mostly hold numbers in the rows behind the head that have all its fields."""
    full = [row for row in rows[1:] if len(row) == len(rows[0])]
    numbers = Counter(at for row in full for at in number_places(row))
    words = Counter(at for row in full for at, field in enumerate(row) if field.strip())
    return frozenset(at for at, times in numbers.items() if times * 2 > words[at])


def number_places(row: Sequence[str]) -> list[int]:
    """Where a row has numbers."""
    return [at for at, field in enumerate(row) if NUMBER.fullmatch(field)]


def _is_shifted(row: Row, width: int, numeric: frozenset[int]) -> bool:
    """Whether a row has too few fields or too many in its middle: numbers outside their columns, or words in one."""
    places = number_places(row)
    has_words = any(at < len(row) and row[at].strip() and at not in places for at in numeric)
    has_numbers = len(places) >= FEWEST_FACTORS and not numeric.issuperset(places)
    return bool(numeric) and (has_words if len(row) > width else len(row) < width and (has_words or has_numbers))


def _is_open(row: Row, width: int, numeric: frozenset[int]) -> bool:
    """Whether words at the end of a row that leaves out fields may be those of a later column."""
    return bool(numeric) and max(numeric) < len(row) - 1 < width - 1 and bool(row[-1].strip())


def _remark(lacking: Sequence[Row], width: int, delimiter: str) -> str:
    if not lacking:
        return ""
    more = f", and {len(lacking) - 1} more such rows" if len(lacking) > 1 else ""
    quoted = textwrap.shorten(delimiter.join(lacking[0]), LONGEST_QUOTE, placeholder="…")
    return f"“{quoted}” has {len(lacking[0])} fields where the headings have {width}; which is which is unsure{more}"
