"""Descriptions that a lost "Risk" may hide: "Lås dörren för att nycklar saknas" was "Lås dörren | Risk för att …".

What it leaves are words such as "för" and "att", which stand in the middle of cells far more often than they open one,
so nothing is cut there (see `atoms`). But where a row has no treatment, and the next description holds such a word,
the beginning of that description may be the treatment.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from risktool.notation import Notation
from risktool.parse.flat.replay import Row
from risktool.parse.flat.states import Item
from risktool.parse.flat.words import Word
from risktool.profiles import Profile


def find_links(words: Sequence[Word], profile: Profile, notation: Notation) -> frozenset[int]:
    """The places of words that a lost "Risk" may have stood before; none where no word is lost."""
    if not notation.lost_words:
        return frozenset()
    links, leading = frozenset(profile.risk_links), frozenset(profile.leading_words)
    return frozenset(
        at for at, word in enumerate(words) if at and word.text in links and words[at - 1].text.lower() not in leading
    )


def find_hidden(rows: Sequence[Row], items: Sequence[Item], links: frozenset[int]) -> Mapping[int, range]:
    """The rows (by number) whose cells may hold each other's words, and these words: the treatment of the first."""
    found: dict[int, range] = {}
    for at, (row, after) in enumerate(pairwise(rows)):
        lacks_one = row.score is not None and not row.treatment and bool(after.treatment)
        if lacks_one and (moved := _before_link(after.description, items, links)):
            found |= {at: moved, at + 1: moved}
    return found


def _before_link(cell: Sequence[int], items: Sequence[Item], links: frozenset[int]) -> range:
    """The words of a cell before the first link in it; none where it has none, or begins with one."""
    start = items[cell[0]].first if cell else 0
    inside = (at for item in cell for at in range(items[item].first, items[item].last + 1))
    return range(start, next((at for at in inside if at > start and at in links), start))
