"""Ties: words that a description shares with its treatment, which takes them up.

Descriptions are scored in order, so an atom that a reading takes into the n-th description has its treatment behind
the n-th score, by row and by block. A stem that stands behind one score alone ties the atom to that score; one that
stands behind many ties it to each of them, weakly. By row a treatment also has its description right before the last
score, so that the same words tie it to what stands there.
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
"""Lag behind the atom's step -> strength (1 to 3) of the tie to the score that such a description gets; BACK -> that of
the tie to what stands before the last score."""

BACK = -1
"""No lag is below 0."""

STEM = 6
"""Letters that two words must share; shorter words are function words or common verbs."""

STRENGTHS = (0.0, 0.7, 1.5)
"""Sums of rarities from which a tie is of strength 1, 2, 3; a stem behind one score only has rarity 1."""


def find_ties(items: Sequence[Atom | Event], words: Sequence[Word], most: int) -> tuple[Ties, ...]:
    """For each item the ties to the next `most` scores and back; none for scores and where no stem is shared."""
    runs = [set() if isinstance(item, Event) else _runs(words[item.first : item.last + 1]) for item in items]
    places, gaps = _places(items, runs), _gaps(items, runs)
    counts = Counter(run for gap in gaps for run in gap)
    found: list[Ties] = []
    gap = 0
    for item in items:
        if isinstance(item, Event):
            gap += 1
            found.append({})
            continue
        stems = {fold(word.text)[:STEM] for word in words[item.first : item.last + 1]}
        sums = _sums_ahead(stems, places, gap, most)
        if gap:
            sums[BACK] = sum(1 / (counts[stem] - 1) for stem in stems & gaps[gap - 1])
        found.append({lag: _strength(total) for lag, total in sums.items() if total})
    return tuple(found)


def _gaps(items: Sequence[Atom | Event], runs: Sequence[set[str]]) -> list[set[str]]:
    """The runs of letters before the first score, between each and the next, and behind the last."""
    gaps: list[set[str]] = [set()]
    for item, own in zip(items, runs, strict=True):
        if isinstance(item, Event):
            gaps.append(set())
        else:
            gaps[-1] |= own
    return gaps


def _strength(total: float) -> int:
    return sum(total > least for least in STRENGTHS)


def _places(items: Sequence[Atom | Event], runs: Sequence[set[str]]) -> Mapping[str, Sequence[int]]:
    """For each run of STEM letters the scores (by number) behind which it stands, before the page's end."""
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
    """All runs of STEM letters: a stem may stand in the middle of a compound."""
    folded = [fold(word.text) for word in words]
    return {word[at : at + STEM] for word in folded for at in range(len(word) - STEM + 1)}


def _sums_ahead(
    stems: set[str], places: Mapping[str, Sequence[int]], scores_before: int, most: int
) -> dict[int, float]:
    """For each lag how rare the stems are, in all, that stand behind its score too."""
    sums: dict[int, float] = {}
    for stem in stems:
        known = places.get(stem, ())
        ahead = bisect_left(known, scores_before)
        for n in known[ahead : ahead + most]:
            lag = n - scores_before + 1
            if lag <= most:
                sums[lag] = sums.get(lag, 0.0) + 1 / (len(known) - ahead)
    return sums
