"""Scores with a sentence typed into their cells: "3 3. Osäkert underlag. 9"."""

from collections.abc import Iterator, Sequence

import regex

from risktool.draft import PrintedScore
from risktool.notation import Notation
from risktool.parse.flat.event import Event
from risktool.parse.flat.kinds import UNFIT_KINDS, kind_of
from risktool.parse.flat.words import Word


def join_around_remarks(events: Sequence[Event], words: Sequence[Word], notation: Notation) -> Iterator[Event]:
    """The events, two that are one score with a sentence typed into its cells joined: "3 3. Osäkert underlag. 9"."""
    held: Event | None = None
    for event in events:
        joined = None if held is None else _join_around_remark(held, event, words, notation)
        if held is not None and joined is None:
            yield held
        held = joined or event
    if held is not None:
        yield held


def _join_around_remark(left: Event, right: Event, words: Sequence[Word], notation: Notation) -> Event | None:
    """One score from the factors on the left and the product on the right; None where their arithmetic is not even."""
    is_apart = 1 < right.first - left.last <= LONGEST_REMARK and right.first == right.last
    if left.kind not in UNFIT_KINDS | {"single"} or not is_apart or words[right.first - 1].text[-1] not in ".!?":
        return None
    if any(word.gap != "space" for word in words[left.last + 1 : right.first + 1]):
        return None
    number = _NUMBERED.fullmatch(words[left.last + 1].text) if left.first == left.last else None
    places = [*range(left.first, left.last + 1), *([left.last + 1] if number else []), right.first]
    tokens = tuple(notation.decode(words[at].text.rstrip(".)")) for at in places)
    if len(places) != 3 or kind_of(tokens, notation) != "triple":
        return None
    likelihood, consequence, product = ((words[at].span,) for at in places)
    return Event(left.first, right.last, PrintedScore(likelihood, consequence, product), "triple", REMARK_CERTAINTY)


REMARK_CERTAINTY = 0.6
"""A measure that ends in a number ("Flytta till rum 4.") may come out even by chance."""

LONGEST_REMARK = 25
"""Words; a cell for one digit holds no more, and a treatment is seldom longer."""

_NUMBERED = regex.compile(r"\d{1,2}[.)]")
"""A factor that a remark stands right behind."""
