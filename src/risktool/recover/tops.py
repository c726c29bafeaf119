"""The highest step that a cell itself names, "4 av 10" or "4/10": ratings out of different tops cannot be compared."""

from collections.abc import Iterable

import regex

from risktool.profiles import fold
from risktool.recover.steps import Scales
from risktool.recover.values import SHARES_OF

_OUT_OF = regex.compile(r"\s*(?P<part>\d{1,3})(?:\s*/\s*|\s+(?P<word>\p{L}{2,5})\s+)(?P<top>\d{1,3})(?!\d)")
_OUT_OF_ALONE = regex.compile(r"(?P<part>\d{1,3})\s*/\s*(?P<top>\d{1,3})\D*")


def find_top(cell: str, scales: Scales) -> int | None:
    """What the cell's number is out of; None where it does not say so ("4/5" may be two alternatives)."""
    match = _OUT_OF.match(cell)
    if match is None or int(match["part"]) > int(match["top"]):
        return None
    top = int(match["top"])
    is_said = fold(match["word"]) in scales.of_words if match["word"] else top in (*SHARES_OF, scales.top)
    return top if is_said else None


def find_tops(cells: Iterable[str], scales: Scales) -> frozenset[int]:
    """All tops that a factor's cells name."""
    return frozenset(top for cell in cells if (top := find_top(cell, scales)) is not None)


def shared_top(cells: Iterable[str]) -> int | None:
    """The step that all ratings are out of: "3/5" and "4/5" in every cell with a number; None for none.

    Where others are bare numbers or go higher, the stroke may part two alternatives ("3/4"). Words may follow.
    """
    rated = [cell.strip() for cell in cells if any(map(str.isdecimal, cell))]
    found = [(int(m["part"]), int(m["top"])) for cell in rated if (m := _OUT_OF_ALONE.fullmatch(cell))]
    tops = {top for _, top in found}
    is_shared = len(rated) == len(found) >= FEWEST_SHARED and len(tops) == 1 and all(part <= top for part, top in found)
    return tops.pop() if is_shared else None


FEWEST_SHARED = 4
"""Cells with one number behind the stroke: two alternatives ("3/4") are not the same two time and again."""
