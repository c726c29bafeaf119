"""Items without a score in a list whose others are scored: each is a risk of its own, and no part of the one above.

    1. Sen leverans (S4 K4 = 16). Beställ i tid.
    2. Fel nycklar delas ut.                        <- nobody scored it
    3. Hissen fastnar (S2 K5 = 10). Serva hissen.

It says so where fewer such items stand between and behind the scored ones than have a score, and its number fills the
gap between theirs or counts on from the last of them; those whose numbers lead up to the first scored item then say so
too, however many they are. Otherwise it may as well open a treatment, and the item above it is doubted; so is one above
a bullet, which no number ties to the list.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from string import ascii_lowercase
from typing import NamedTuple

import regex

from risktool.parse.typed.marks import OPENING

FEWEST_SCORED = 2
"""Scored items that make a list one of risks: one alone may be any point of an agenda."""

_COUNTED = regex.compile(r"\d{1,3}|\p{L}(?=[.)])")
"""What counts the items of a list: "3.", "c)", "C."."""


_DOTTED = regex.compile(r"^[ \t]*(?P<above>\d{1,2})\.(?P<number>\d{1,2})[.)]?[ \t]+(?=\p{L})", regex.MULTILINE)
DOTTED = "1.1"
"""The kind of items that count within another one, "2.1 Brand" below "2. Köket"."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an item of a list opens: the start of its line and of its words, its kind (indent and sign), its number,
    and the number of the item that it counts within.
    """

    start: int
    words: int
    kind: str
    number: int | None
    within: int | None = None
    is_label: bool = False
    """It is a label of a risk, "R1" (see `labelled`)."""


@dataclass(frozen=True, slots=True)
class Siblings:
    """Where unscored items open: those that are rows of their own, and those that may belong to the item above."""

    rows: tuple[int, ...] = ()
    unsure: tuple[int, ...] = ()


class Scored(NamedTuple):
    """A scored item: where it begins, where its scores end, and where it ends itself."""

    start: int
    after: int
    end: int


def find_openings(text: str, listed: Collection[int]) -> tuple[Opening, ...]:
    """Where the items of lists open, in order. `listed` are the places of those whose bullets are no text."""
    found = {}
    for place in listed:
        line = text.rfind("\n", 0, place) + 1
        if not text[line:place].strip():
            found[line] = Opening(line, place, text[line:place], None)
    for match in OPENING.finditer(text):
        counted = _COUNTED.search(match[0])
        kind = _COUNTED.sub(lambda sign: "1" if sign[0].isdecimal() else "a", match[0].rstrip())
        found[match.start()] = Opening(match.start(), match.end(), kind, _number(counted[0]) if counted else None)
    found |= {dotted.start: dotted for dotted in _find_dotted(text)}
    return tuple(found[start] for start in sorted(found))


def _find_dotted(text: str) -> Iterator[Opening]:
    """The items with two numbers, of which the second one counts up from 1: a date does so by chance."""
    counted: set[tuple[str, int]] = set()
    for match in _DOTTED.finditer(text):
        above, number = match["above"], int(match["number"])
        if number == 1 or (above, number - 1) in counted:
            counted.add((above, number))
            yield Opening(match.start(), match.end(), DOTTED, None, int(above))


def openings_between(openings: Sequence[Opening], start: int, end: int) -> Sequence[Opening]:
    """The items of lists that open in `[start, end)`."""
    first, last = (bisect_left(openings, at, key=lambda opening: opening.start) for at in (start, end))
    return openings[first:last]


def _number(sign: str) -> int | None:
    """What a sign counts: its digits, or the place of a letter of a-z; None for other letters."""
    return int(sign) if sign.isdecimal() else ascii_lowercase.find(sign.lower()) + 1 or None


def find_siblings(openings: Sequence[Opening], items: Sequence[Scored]) -> Siblings:
    """The siblings of scored items. `openings` are those of items, without those of labelled fields."""
    rows: list[int] = []
    unsure: list[int] = []
    at = {item.start: item for item in items}
    for kind in {o.kind for o in openings if o.start in at}:
        members = [o for o in openings if o.kind == kind]
        own = [at[o.start] for o in members if o.start in at]
        behind = list(_behind(members, own))
        is_list = FEWEST_SCORED <= len(own) > len(behind)
        rows += (*behind, *_before(members, own[0])) if is_list else ()
        unsure += () if is_list and members[0].number is not None else behind
    return Siblings(tuple(sorted(rows)), tuple(sorted(unsure)))


def _behind(members: Sequence[Opening], own: Sequence[Scored]) -> Iterator[int]:
    """Where items open between the scored ones, and in what the last of these would hold."""
    numbers = {o.start: o.number for o in members}
    starts = [o.start for o in members]
    for item, following in zip_longest(own, own[1:]):
        end = following.start if following else item.end
        inside = members[bisect_left(starts, item.after) : bisect_left(starts, end)]
        first = numbers[item.start]
        if first is not None:
            inside = _counted(inside, first, numbers[following.start] if following else None)
        yield from (o.start for o in inside)


def _counted(inside: Sequence[Opening], first: int, last: int | None) -> list[Opening]:
    """Those that count on from `first`, one by one, up to the scored item with number `last` if there is one."""
    if last is not None:
        return _count_down(inside, last, first)
    ends = (i for i, o in enumerate(inside) if o.number != first + 1 + i)
    return list(inside[: next(ends, len(inside))])


def _count_down(members: Sequence[Opening], last: int, first: int) -> list[Opening]:
    """The nearest member before that has the number before `last`, and so on down to `first`, exclusive."""
    found: list[Opening] = []
    for member in reversed(members):
        if member.number == last - 1 - len(found) > first:
            found.append(member)
    return found[::-1]


def _before(members: Sequence[Opening], top: Scored) -> Iterator[int]:
    """Where items open right before the first scored one whose numbers lead up to its own."""
    above = [o for o in members if o.start < top.start]
    number = next(o.number for o in members if o.start == top.start)
    for back, member in enumerate(reversed(above), start=1):
        if number is None or member.number != number - back:
            return
        yield member.start
