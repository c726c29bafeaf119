"""Ties: words that a description shares with what stands behind a score, its treatment by row and by block.

Descriptions are scored in order, so an atom that a reading takes into the n-th description has its treatment behind
the n-th score. A stem that stands behind one score alone ties the atom to that score; one that stands behind many
ties it to each of them, weakly.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from risktool.parse.flat.atoms import Atom
from risktool.parse.flat.event import Event
from risktool.parse.flat.words import Word
from risktool.profiles import fold

Ties: TypeAlias = Mapping[int, int]
"""Lag behind the atom's step -> strength (1 to 3) of the tie to the score that such a description gets."""

STEM = 6
"""Letters that two words must share; shorter words are function words or common verbs."""

STRENGTHS = (0.0, 0.7, 1.5)
"""Sums of rarities from which a tie is of strength 1, 2, 3; a stem behind one score only has rarity 1."""


def find_ties(items: Sequence[Atom | Event], words: Sequence[Word], most: int) -> tuple[Ties, ...]:
    """For each item the ties to the next `most` scores; none for scores and where no stem is shared."""
    places = _places(items, words)
    found: list[Ties] = []
    scores_before = 0
    for item in items:
        if isinstance(item, Event):
            scores_before += 1
            found.append({})
        else:
            found.append(_ties_of(item, words, places, scores_before, most))
    return tuple(found)


def _places(items: Sequence[Atom | Event], words: Sequence[Word]) -> Mapping[str, Sequence[int]]:
    """For each run of STEM letters the scores (by number) behind which it stands, before the page's end."""
    places: dict[str, list[int]] = {}
    scores = 0
    is_off = True
    for item in items:
        if isinstance(item, Event):
            scores += 1
            is_off = False
            continue
        is_off = is_off or item.edge.startswith("page")
        for run in set() if is_off else _runs(words[item.first : item.last + 1]):
            if places.setdefault(run, [])[-1:] != [scores - 1]:
                places[run].append(scores - 1)
    return places


def _runs(words: Sequence[Word]) -> set[str]:
    """All runs of STEM letters: a stem may stand in the middle of a compound."""
    folded = [fold(word.text) for word in words]
    return {word[at : at + STEM] for word in folded for at in range(len(word) - STEM + 1)}


def _ties_of(
    atom: Atom, words: Sequence[Word], places: Mapping[str, Sequence[int]], scores_before: int, most: int
) -> Ties:
    stems = {fold(word.text)[:STEM] for word in words[atom.first : atom.last + 1]}
    sums: dict[int, float] = {}
    for stem in stems:
        known = places.get(stem, ())
        ahead = bisect_left(known, scores_before)
        for n in known[ahead : ahead + most]:
            lag = n - scores_before + 1
            if lag <= most:
                sums[lag] = sums.get(lag, 0.0) + 1 / (len(known) - ahead)
    return {lag: sum(total > least for least in STRENGTHS) for lag, total in sums.items()}
