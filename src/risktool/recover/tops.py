"""The highest step that a cell itself names, "4 av 10" or "4/10": ratings out of different tops cannot be compared."""

from collections.abc import Iterable

import regex

from risktool.profiles import fold
from risktool.recover.scales import SHARES_OF, Scales

_OUT_OF = regex.compile(r"\s*(?P<part>\d{1,3})(?:\s*/\s*|\s+(?P<word>\p{L}{2,5})\s+)(?P<top>\d{1,3})(?!\d)")


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
