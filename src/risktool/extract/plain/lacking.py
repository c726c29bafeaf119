"""Rows of a text's table that have fewer fields than its headings, or more: which ones is often unsure.

    Risk;S;K;SxK;Åtgärd
    Is;4;4;16;Salta
    Buller;2;5;Skärmar      lacks a field in its middle: its numbers fit better when its fields move right
    Brand;3;4;2;12;Larm     has a number too many: nobody knows which

None of the numbers of such a row has a sure column. It stays one field, and is told. A row whose numbers fit best where
they stand keeps its fields; it is told too where a word of it may belong to another column.
"""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import regex

FEWEST_FACTORS = 2
"""Numbers that make a row one of a register, if shorter than its head."""

LONGEST_QUOTE = 60
"""Characters of a row that a remark quotes."""

MOST_QUOTED = 5
"""Rows that a remark quotes: enough to find them all in a register with slips, and no page of a broken one."""

NUMBER = regex.compile(r"\s*[-+]?\d+(?:[.,]\d+)?\s*")
_RATING = regex.compile(rf"{NUMBER.pattern}|\W*\d{{1,2}}(?:\W{{1,3}}\d{{1,2}})?\W*")
"""A number, a range of numbers or a doubted one: "4", "2-3", "3?". No date."""

_LETTER = regex.compile(r"\p{L}")
_WORDS = regex.compile(r"[^\p{L}\p{N}]*\p{L}.*", regex.DOTALL)
"""What an unquoted delimiter may part: it opens with a letter."""

Row: TypeAlias = tuple[str, ...]


class Placed(NamedTuple):
    """Rows of which each field stands in its column, and what to say of those where that is unsure ("" for none)."""

    rows: list[Row]
    remark: str


def place(rows: Sequence[Row], delimiter: str) -> Placed:
    """The rows of a table, its headings first, with each shifted one as a single field."""
    width = len(rows[0])
    numeric = number_columns(rows)
    shifted = {row for row in rows if _is_shifted(row, width, numeric)}
    is_measure = any(_is_full(row, width) for row in rows[1:])  # a title or a group of headings says no row's length
    unsure = [
        row
        for row in rows
        if row in shifted or _is_open(row, width, numeric) or (is_measure and _is_too_long(row, width))
    ]
    return Placed(
        [(delimiter.join(row),) if row in shifted else row for row in rows], _remark(unsure, width, delimiter)
    )


def fit(row: Row, width: int, numeric: frozenset[int], delimiter: str) -> Row:
    """A row with too many fields as its author meant it: words joined, where each column of numbers then has its number
    and no other words could be. Any other row as it is: a number or a blank is a field of its own.
    """
    surplus = len(row) - width
    has_words = any(at < len(row) and _WORDS.fullmatch(row[at]) for at in numeric)
    if surplus < 1 or not numeric or not (has_words or _is_too_long(row, width)):
        return row
    ends = [(at, at + surplus + 1) for at in range(width)]
    joined = [
        (*row[:start], delimiter.join(row[start:end]), *row[end:])
        for start, end in ends
        if all(map(_WORDS.fullmatch, row[start:end]))
    ]
    fitting = [r for r in joined if all(NUMBER.fullmatch(r[at]) for at in numeric)]
    return fitting[0] if len(fitting) == 1 else row


def number_columns(rows: Sequence[Row]) -> frozenset[int]:
    """The columns that mostly hold numbers in the rows behind the head that have all its fields."""
    width = len(rows[0])
    full = [row[:width] for row in rows[1:] if _is_full(row, width)]
    numbers = Counter(at for row in full for at in number_places(row))
    words = Counter(at for row in full for at, field in enumerate(row) if field.strip())
    return frozenset(at for at, times in numbers.items() if times * 2 > words[at])


def number_places(row: Sequence[str]) -> list[int]:
    """Where a row has numbers."""
    return [at for at, field in enumerate(row) if NUMBER.fullmatch(field)]


def has_too_many_numbers(row: Row, width: int, numeric: frozenset[int]) -> bool:
    """Whether a row that is too long has a number for each column of numbers: it is one of a register all the same."""
    return bool(numeric) and _is_too_long(row, width) and len(number_places(row)) >= max(len(numeric), FEWEST_FACTORS)


def _is_full(row: Row, width: int) -> bool:
    """Whether a row has all fields of the head, and no others but empty ones."""
    return len(row) >= width and not _is_too_long(row, width)


def _is_too_long(row: Row, width: int) -> bool:
    return any(field.strip() for field in row[width:])


def _is_shifted(row: Row, width: int, numeric: frozenset[int]) -> bool:
    """Whether the numbers of a row may stand in other columns than they do: because they fit better where its fields
    move, or as well where it has one too many and another than the last is left out.
    """
    if not numeric or len(row) == width:
        return False
    stands = _fitness(row, numeric)
    if len(row) < width:
        return _best_fitness(row, width, numeric) > stands
    least = stands if _is_too_long(row, width) else stands + 1
    columns = sorted(numeric)
    others = (other for other in _shortened(row, width) if any(other[at] != row[at] for at in columns))
    return any(_fitness(other, numeric) >= least for other in others)


def _fitness(row: Sequence[str], numeric: frozenset[int]) -> int:
    """How well numbers and words stand in their columns: numbers in columns of numbers less words there."""
    return sum(_gain(row[at]) for at in numeric if at < len(row))


def _gain(field: str) -> int:
    """What a field adds in a column of numbers; a blank, a dash and "?" say nothing."""
    return 1 if _RATING.fullmatch(field) else -1 if _LETTER.search(field) else 0


def _best_fitness(row: Row, width: int, numeric: frozenset[int]) -> int:
    """How well a short row fits at best, wherever it lacks its fields."""
    best = [0] * (width + 1)  # of the fields so far in the first so many columns
    for count, field in enumerate(row, start=1):
        gain = _gain(field)
        longer = [best[at - 1] + (gain if at - 1 in numeric else 0) for at in range(count, width + 1)]
        best = [0] * count + [max(longer[: end + 1]) for end in range(len(longer))]
    return best[width]


def _shortened(row: Row, width: int) -> Iterator[Row]:
    """A row that is too long without the fields that it has too many, wherever they stand."""
    surplus = len(row) - width
    return ((*row[:at], *row[at + surplus :]) for at in range(width + 1))


def _is_open(row: Row, width: int, numeric: frozenset[int]) -> bool:
    """Whether words at the end of a row that leaves out fields may be those of a later column."""
    return bool(numeric) and max(numeric) < len(row) - 1 < width - 1 and bool(row[-1].strip())


def _remark(unsure: Sequence[Row], width: int, delimiter: str) -> str:
    if not unsure:
        return ""
    first, *others = (textwrap.shorten(delimiter.join(row), LONGEST_QUOTE, placeholder="…") for row in unsure)
    also = "".join(f", also “{quoted}”" for quoted in others[: MOST_QUOTED - 1])
    more = f", and {len(unsure) - MOST_QUOTED} more such rows" if len(unsure) > MOST_QUOTED else ""
    return (
        f"“{first}” has {len(unsure[0])} fields where the headings have {width}; which is which is unsure{also}{more}"
    )
