"""The scales of a document, as far as the arithmetic of lost digits needs them: by its words, else by its products.

    "Sannolikhet (1-4)"           the column heading says so
    4 6 24, 6 6 36, 3 6 18        products that only come out beyond the usual 1-5

Limits: one score beyond the scale is an author's slip and widens nothing. What a legend says in full is read by the
parser; this is the quick look before it.
"""

from functools import lru_cache

import regex

from risktool.notation import DEFAULT_SCALE, WIDEST_SCALE, Notation
from risktool.profiles import Profile

MIN_BEYOND = 3
"""Whole products beyond the usual scale that make it wider."""

WIDE_SCALES = (6, WIDEST_SCALE)
"""The wider scales in use."""

_TRIPLE = regex.compile(r"(?<!\S)(\d{1,2})\s+(\d{1,2})\s+(\d{1,3})(?!\S)")


def find_scales(text: str, profile: Profile, stated: tuple[int, int] | None) -> Notation:
    """The notation with this document's scales; `stated` is the user's word for both."""
    if stated is not None:
        return Notation(likelihood=stated, consequence=stated)
    inferred = (DEFAULT_SCALE[0], _widest(text))
    return Notation(
        likelihood=_printed(text, profile, "likelihood") or inferred,
        consequence=_printed(text, profile, "consequence") or inferred,
    )


def _printed(text: str, profile: Profile, role: str) -> tuple[int, int] | None:
    match = _pattern(profile, role).search(text)
    if match is None:
        return None
    low, high = int(match["low"]), int(match["high"])
    return (low, high) if low <= 1 < high <= WIDEST_SCALE else None


@lru_cache(maxsize=32)
def _pattern(profile: Profile, role: str) -> "regex.Pattern[str]":
    """A column heading of this role with its scale; a narrow column may have broken the word."""
    names = [a for r, aliases in profile.columns.items() if r == role for a in aliases]
    broken = ("\\s?".join(map(regex.escape, name.replace(" ", ""))) for name in names)
    return regex.compile(rf"(?i)(?<!\w)(?:{'|'.join(broken)})\s?\(?(?P<low>[01])\s?[-–]\s?(?P<high>\d{{1,2}})(?!\d)")


def _widest(text: str) -> int:
    """The highest factor that whole products need, to the next scale in use."""
    factors = [max(s, k) for s, k, p in (map(int, m.groups()) for m in _TRIPLE.finditer(text)) if s * k == p and p > 0]
    beyond = [f for f in factors if DEFAULT_SCALE[1] < f <= WIDEST_SCALE]
    if len(beyond) < MIN_BEYOND:
        return DEFAULT_SCALE[1]
    return next(top for top in WIDE_SCALES if top >= max(beyond))
