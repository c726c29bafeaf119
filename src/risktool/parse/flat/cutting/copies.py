"""Copies: passages that a document prints more than once.

People copy whole cells. So where a copy begins or ends in the middle of running text, a cell most likely does. Where it
fills the room between two scores a cell begins and ends anyway; then it may be one cell, or the end of a row and the
beginning of the next.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple, TypeAlias

from risktool.parse.flat.cutting.atoms import Atom, Copied
from risktool.parse.flat.event import Event
from risktool.parse.flat.words import Word
from risktool.profiles import fold

Text: TypeAlias = tuple[Sequence[Word], Sequence[Atom | Event]]
"""A stretch's words and its items."""

LEAST = 6
"""Words of a copy; what is shorter may come twice by chance."""

MOST_PLACES = 8
"""Places at which one passage is compared: what stands more often is a form's sentence."""

MOST_OF_A_CELL = 45
"""Words; a longer copy is of several rows or of a whole form, and says nothing of where its cells end inside it."""

SLACK = 3
"""Words by which a copy may seem longer than it is, because its neighbours happen to begin or end alike."""


class _Copy(NamedTuple):
    """The words first..end (exclusive) of all texts put together stand somewhere else too."""

    first: int
    end: int
    fills_room: bool = False
    """Between two scores there is nothing else."""


def mark_copies(texts: Sequence[Text]) -> tuple[tuple[Atom | Event, ...], ...]:
    """The items of each stretch, with what the copies say about each atom."""
    tokens = _tokens(texts)
    copies = sorted(set(_find_copies(tokens)))
    marked = []
    start = 0
    for words, items in texts:
        marked.append(_mark(items, _within(copies, start, start + len(words), tokens)))
        start += len(words) + 1
    return tuple(marked)


def _tokens(texts: Sequence[Text]) -> list[int]:
    """All words as numbers, equal ones alike; a word of a score, and the end of a text, is like no other."""
    known: dict[str, int] = {}
    tokens: list[int] = []
    for words, items in texts:
        here = [known.setdefault(fold(word.text), len(known)) for word in words]
        for item in items:
            if isinstance(item, Event):
                here[item.first : item.last + 1] = (-len(tokens) - at - 1 for at in range(item.first, item.last + 1))
        tokens += [*here, -len(tokens) - len(here) - 1]
    return tokens


def _find_copies(tokens: Sequence[int]) -> Iterator[_Copy]:
    """Every passage of at least LEAST words that stands twice, as long as it is alike."""
    places: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for at in range(len(tokens) - LEAST):
        window = tuple(tokens[at : at + LEAST])
        if min(window) >= 0:
            places[window].append(at)
    for found in places.values():
        for one, other in combinations(found[:MOST_PLACES], 2):
            if one and tokens[one - 1] == tokens[other - 1]:
                continue
            length = LEAST
            while tokens[one + length] == tokens[other + length]:
                length += 1
            yield _Copy(one, one + length)
            yield _Copy(other, other + length)


def _within(copies: Sequence[_Copy], start: int, end: int, tokens: Sequence[int]) -> list[_Copy]:
    """The copies inside one text, counted from its beginning."""
    return [
        _Copy(copy.first - start, copy.end - start, _fills_room(copy, start, tokens))
        for copy in copies[bisect_left(copies, (start,)) : bisect_left(copies, (end,))]
    ]


def _fills_room(copy: _Copy, start: int, tokens: Sequence[int]) -> bool:
    """Whether nothing but scores, or the text's ends, stands around the copy."""
    return (copy.first == start or tokens[copy.first - 1] < 0) and tokens[copy.end] < 0


_PRECEDENCE: tuple[Copied, ...] = ("begins", "ended", "goes on", "fills")
"""What says most comes first: that a cell begins is surer than that one ended, and either than that one goes on."""


def _mark(items: Sequence[Atom | Event], copies: Sequence[_Copy]) -> tuple[Atom | Event, ...]:
    """The items; where copies disagree about an atom, the mark that says most stands."""
    firsts = [item.first for item in items]
    marks: dict[int, Copied] = {}
    for copy in copies:
        start, end = bisect_left(firsts, copy.first), bisect_left(firsts, copy.end)
        for at, mark in _marks_of(copy, items, start, end):
            marks[at] = min(mark, marks.get(at, mark), key=_PRECEDENCE.index)
    return tuple(
        replace(item, copied=marks.get(at, "")) if isinstance(item, Atom) else item for at, item in enumerate(items)
    )


def _marks_of(copy: _Copy, items: Sequence[Atom | Event], start: int, end: int) -> Iterator[tuple[int, Copied]]:
    """What one copy says of the items start..end (exclusive) that begin in it, and of the one behind it."""
    is_cell = copy.end - copy.first <= MOST_OF_A_CELL
    if copy.fills_room:
        yield from ((at, "fills") for at in range(start + 1, end) if is_cell)
        return
    if end > start and items[end - 1].last >= copy.end:
        end -= 1
    if end <= start:
        return
    yield from ((at, "goes on") for at in range(start + 1, end) if is_cell)
    if items[start].first - copy.first <= SLACK:
        yield start, "begins"
    if copy.end - 1 - items[end - 1].last <= SLACK and end < len(items):
        yield end, "ended"
