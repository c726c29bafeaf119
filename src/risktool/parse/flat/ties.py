"""Ties: words that a description shares with its treatment, which takes them up.

Descriptions are scored in order, so an atom that a reading takes into the n-th description has its treatment behind
the n-th score, by row and by block. Letters that stand behind one score alone tie the atom to that score; such as
stand behind many tie it to each of them, weakly. By row a treatment also has its description right before the last
score, so that the same words tie it to what stands there.

Words are compared by runs of letters, for a word comes back in another form or as a part of a compound: two that share
a long stem share many runs.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from risktool.parse.flat.atoms import Atom
from risktool.parse.flat.event import Event
from risktool.parse.flat.words import Word
from risktool.profiles import fold

Ties: TypeAlias = Mapping[int, int]
"""Lag behind the atom's step -> strength (from 1) of the tie to the score that such a description gets; BACK -> that of
the tie to what stands before the last score."""

BACK = -1
"""No lag is below 0."""

RUN = 5
"""Letters of a run, its word's beginning counted as one."""

SHORTEST = 4
"""Letters of a word that says anything, but for names in capitals ("HR"); shorter ones are function words."""

STRENGTHS = (0.0, 0.5, 1.0, 2.0, 4.0, 7.0)
"""Sums of rarities above which a tie is of strength 1 to 6; a run behind one score only has rarity 1. In made documents
each is likelier, by twice at most, to be a row's own than the one below it."""


def find_ties(items: Sequence[Atom | Event], words: Sequence[Word], most: int) -> tuple[Ties, ...]:
    """For each item the ties to the next `most` scores and back; none for scores and where no run is shared."""
    runs = [set() if isinstance(item, Event) else _runs(words[item.first : item.last + 1]) for item in items]
    gaps, places = _gaps(items, runs), _places(items, runs)
    counts = Counter(run for gap in gaps for run in gap)
    found: list[Ties] = []
    scores = 0
    for item, own in zip(items, runs, strict=True):
        if isinstance(item, Event):
            scores += 1
            found.append({})
            continue
        sums = _sums_ahead(own, places, scores, most)
        if scores:
            sums[BACK] = sum(1 / (counts[run] - 1) for run in own & gaps[scores - 1])
        found.append({lag: _strength(total) for lag, total in sums.items() if total})
    return tuple(found)


def _strength(total: float) -> int:
    return sum(total > least for least in STRENGTHS)


def _gaps(items: Sequence[Atom | Event], runs: Sequence[set[str]]) -> list[set[str]]:
    """The runs of letters before the first score, between each and the next, and behind the last."""
    gaps: list[set[str]] = [set()]
    for item, own in zip(items, runs, strict=True):
        if isinstance(item, Event):
            gaps.append(set())
        else:
            gaps[-1] |= own
    return gaps


def _places(items: Sequence[Atom | Event], runs: Sequence[set[str]]) -> Mapping[str, Sequence[int]]:
    """For each run the scores (by number) behind which it stands, before the page's end."""
    places: dict[str, list[int]] = {}
    scores = 0
    is_off = True
    for item, own in zip(items, runs, strict=True):
        if isinstance(item, Event):
            scores += 1
            is_off = False
            continue
        is_off = is_off or item.edge.startswith("page")
        for run in set() if is_off else own:
            if places.setdefault(run, [])[-1:] != [scores - 1]:
                places[run].append(scores - 1)
    return places


def _runs(words: Sequence[Word]) -> set[str]:
    """All runs of letters, for a stem may stand in the middle of a compound; beginnings are told from middles."""
    marked = [f"^{fold(word.text)}" for word in words if len(word.text) >= SHORTEST or word.text.isupper()]
    return {word[at : at + RUN] for word in marked for at in range(max(1, len(word) - RUN + 1))}


def _sums_ahead(runs: set[str], places: Mapping[str, Sequence[int]], scores_before: int, most: int) -> dict[int, float]:
    """For each lag how rare the runs are, in all, that stand behind its score too."""
    sums: dict[int, float] = {}
    for run in runs:
        known = places.get(run, ())
        ahead = bisect_left(known, scores_before)
        for n in known[ahead : ahead + most]:
            lag = n - scores_before + 1
            if lag <= most:
                sums[lag] = sums.get(lag, 0.0) + 1 / (len(known) - ahead)
    return sums
