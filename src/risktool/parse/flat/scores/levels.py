"""Levels behind scores: "3 4 12 Gul Ny matta", "2 3 6 (medel) Lås".

One word behind one score may open its treatment ("Låg fart på gården"). Words of which nearly every score of a document
has one are a column of levels.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from risktool.parse.flat.cutting.atoms import Cutter
from risktool.parse.flat.event import Event
from risktool.parse.flat.kinds import EventKind
from risktool.parse.flat.words import Word
from risktool.profiles import Profile, fold
from risktool.source import Span

FEWEST_LEVELS = 3
"""Scores with a level that are more than chance."""

MOST_SCORES = 0.8
"""Share of the scores that have one: a cell here and there is empty."""

MOST_WORDS = 3
"""Words of a level: "inte så allvarlig"."""

OF_ROWS: frozenset[EventKind] = frozenset({"triple", "pair", "single", "misfit", "partial", "range", "doubt"})
"""Scores that a level may stand behind; those of a block stand behind each other."""


def with_levels(stretches: Sequence[Sequence[Event]], cutters: Sequence[Cutter], profile: Profile) -> list[list[Event]]:
    """The scores of each stretch, with the levels that stand behind them."""
    pairs = list(zip(stretches, cutters, strict=True))
    found = [[_with_level(event, cutter, profile) for event in events] for events, cutter in pairs]
    whole = [event for events in found for event in events if event.kind in OF_ROWS]
    levelled = sum(bool(event.level) for event in whole)
    is_column = levelled >= FEWEST_LEVELS and levelled >= MOST_SCORES * len(whole)
    return found if is_column else [list(events) for events in stretches]


def _with_level(event: Event, cutter: Cutter, profile: Profile) -> Event:
    last = _level_end(event, cutter, profile) if event.kind in OF_ROWS else event.last
    if last == event.last:
        return event
    level = Span(cutter.words[event.last + 1].span.start, cutter.words[last].span.end)
    return replace(event, last=last, level=(level,))


def _level_end(event: Event, cutter: Cutter, profile: Profile) -> int:
    """The last word of the level behind a score; the score's own last one where there is none, or where a sentence
    goes on: "12 Hög och låg"."""
    first = event.last + 1
    for last in range(min(first + MOST_WORDS, len(cutter.words)) - 1, first - 1, -1):
        named = cutter.words[first : last + 1]
        if any(word.gap == "page" for word in named) or fold(_text(named)) not in _level_names(profile):
            continue
        is_end = last + 1 == len(cutter.words) or cutter.words[last + 1].gap != "space"
        return last if is_end or cutter.opening(last + 1) != "lower" else event.last
    return event.last


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


@lru_cache(maxsize=8)
def _level_names(profile: Profile) -> frozenset[str]:
    """What levels are called, folded."""
    scales = (*profile.likelihood_scales, *profile.consequence_scales)
    return frozenset(fold(name) for names in (profile.level_words.every, *scales) for name in names)
