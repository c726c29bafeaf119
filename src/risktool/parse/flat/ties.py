"""Ties: words that a description shares with what stands behind a score, its treatment by row and by block.

Descriptions are scored in order, so an atom that a reading takes into the n-th description has its treatment behind
the n-th score. A stem that stands behind one score alone ties the atom to that score; one that stands behind many
ties it to each of them, weakly.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from risktool.parse.flat.atoms import Atom
from risktool.parse.flat.scores import Event
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
    behind = _texts_behind(items, words)
    found: list[Ties] = []
    scores_before = 0
    for item in items:
        if isinstance(item, Event):
            scores_before += 1
            found.append({})
        else:
            found.append(_ties_of(item, words, behind, scores_before, most))
    return tuple(found)


def _texts_behind(items: Sequence[Atom | Event], words: Sequence[Word]) -> list[str]:
    """What stands between each score and the next one or the page's end, folded word by word."""
    texts: list[list[str]] = []
    is_off = True
    for item in items:
        if isinstance(item, Event):
            texts.append([])
            is_off = False
            continue
        is_off = is_off or item.edge.startswith("page")
        if not is_off:
            texts[-1] += (fold(word.text) for word in words[item.first : item.last + 1])
    return [" ".join(text) for text in texts]


def _ties_of(atom: Atom, words: Sequence[Word], behind: Sequence[str], scores_before: int, most: int) -> Ties:
    stems = {fold(word.text)[:STEM] for word in words[atom.first : atom.last + 1]}
    sums: dict[int, float] = {}
    for stem in stems:
        ahead = enumerate(behind[scores_before:], scores_before)
        places = [n for n, text in ahead if stem in text] if len(stem) == STEM else []
        for n in places:
            lag = n - scores_before + 1
            if 0 < lag <= most:
                sums[lag] = sums.get(lag, 0.0) + 1 / len(places)
    return {lag: sum(total > least for least in STRENGTHS) for lag, total in sums.items()}
