"""Ties: words that a description shares with its treatment, which takes them up.

Descriptions are scored in order, so an atom that a reading takes into the n-th description has its treatment behind
the n-th score, by row and by block. Letters that stand behind one score alone tie the atom to that score; such as
stand behind many tie it to each of them, weakly. By row a treatment also has its description right before the last
score, so that its words tie it back to what stands there.

Words are compared by runs of letters, for a word comes back in another form or as a part of a compound: two that share
a long stem share many runs.
"""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from risktool.parse.flat.cutting.atoms import Atom
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

NEAR = 2
"""Pieces before a score that may be its description; further back mostly stands the treatment of the row before."""

STRENGTHS = (0.0, 0.5, 1.0, 2.0, 4.0, 7.0)
"""Sums of rarities above which a tie is of strength 1 to 6; a run behind one score only has rarity 1. What each says
is fitted: the least next to nothing."""


def find_ties(items: Sequence[Atom | Event], words: Sequence[Word], most: int) -> tuple[Ties, ...]:
    """For each item the ties to the next `most` scores and back; none for scores and where no run is shared.

    People copy treatments from row to row, so what stands word by word in two places is tied to neither.
    """
    runs = [frozenset[str]() if isinstance(item, Event) else _runs(words[item.first : item.last + 1]) for item in items]
    places, before = _places(items, runs), _before_scores(items, runs)
    counts, copies = Counter(run for found in before for run in found), Counter(runs)
    ties: list[Ties] = []
    scores = 0
    for item, own in zip(items, runs, strict=True):
        scores += isinstance(item, Event)
        if copies[own] > 1:
            ties.append({})
            continue
        sums = _sums_ahead(own, places, scores, most)
        if scores:
            sums[BACK] = sum(1 / counts[run] for run in own & before[scores - 1])
        ties.append({lag: _strength(total) for lag, total in sums.items() if total})
    return tuple(ties)


def _strength(total: float) -> int:
    return sum(total > least for least in STRENGTHS)


def _before_scores(items: Sequence[Atom | Event], runs: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """For each score the runs of the pieces right before it."""
    before: list[frozenset[str]] = []
    near = deque[frozenset[str]](maxlen=NEAR)
    for item, own in zip(items, runs, strict=True):
        if isinstance(item, Event):
            before.append(frozenset().union(*near))
            near.clear()
        else:
            near.append(own)
    return before


def _places(items: Sequence[Atom | Event], runs: Sequence[frozenset[str]]) -> Mapping[str, Sequence[int]]:
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


def _runs(words: Sequence[Word]) -> frozenset[str]:
    """All runs of letters, for a stem may stand in the middle of a compound; beginnings are told from middles."""
    marked = [f"^{fold(word.text)}" for word in words if len(word.text) >= SHORTEST or word.text.isupper()]
    return frozenset(word[at : at + RUN] for word in marked for at in range(max(1, len(word) - RUN + 1)))


def _sums_ahead(
    runs: frozenset[str], places: Mapping[str, Sequence[int]], scores_before: int, most: int
) -> dict[int, float]:
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
