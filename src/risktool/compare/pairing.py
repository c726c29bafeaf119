"""Which text of one list is which text of another: by content, never by position.

A register that was edited has rows moved, inserted and reworded, so a position says nothing. Equal letters pair
first; then the likeliest of the rest, as long as they share half of their letter triples:

    old   "Key staff leave", "The key is lost"
    new   "The key gets lost", "Key staff leave", "Fire"       ->  {0: 1, 1: 0}

Among equals the same group (the analysis it stands in) and then the order decide. Only texts that share triples are
compared, so a thousand rows take no million comparisons.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from risktool.profiles import fold

SIMILAR = 0.5
"""Share of common letter triples from which two texts are versions of one: a sentence with a few words changed has
more, two risks about one subject have less."""

TRIPLE = 3
SAME_GROUP = 0.05
"""Breaks ties between rows that say the same in two analyses; never makes a pair."""


class Keyed(NamedTuple):
    """A text to pair, and the group it is in."""

    text: str
    group: str = ""


def pair_by_content(old: Sequence[Keyed], new: Sequence[Keyed]) -> dict[int, int]:
    """Positions in `old` to positions in `new`, one to one."""
    before, after = ([Keyed(fold(key.text), fold(key.group)) for key in side] for side in (old, new))
    pairs: dict[int, int] = {}
    _take(_equal(before, after, in_group=True), pairs)
    _take(_equal(before, after, in_group=False), pairs)
    _take(_similar(before, after, pairs), pairs)
    return pairs


def _take(found: Iterator[tuple[int, int]], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    for i, j in found:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _equal(old: list[Keyed], new: list[Keyed], *, in_group: bool) -> Iterator[tuple[int, int]]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, key in enumerate(new):
        places[key.text, key.group if in_group else ""].append(j)
    for i, key in enumerate(old):
        for j in places[key.text, key.group if in_group else ""]:
            yield i, j


def _similar(old: list[Keyed], new: list[Keyed], pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Pairs of what is left, the likeliest first."""
    taken = set(pairs.values())
    bags_old = {i: _triples(key.text) for i, key in enumerate(old) if i not in pairs}
    bags_new = {j: _triples(key.text) for j, key in enumerate(new) if j not in taken}
    holders: dict[str, list[int]] = defaultdict(list)
    for j, bag in bags_new.items():
        for triple in bag:
            holders[triple].append(j)
    ranked = []
    for i, bag in bags_old.items():
        shared: Counter[int] = Counter()
        for triple, times in bag.items():
            for j in holders.get(triple, ()):
                shared[j] += min(times, bags_new[j][triple])
        for j, common in shared.items():
            likeness = 2 * common / (bag.total() + bags_new[j].total())
            if likeness >= SIMILAR:
                bonus = SAME_GROUP * (old[i].group == new[j].group)
                ranked.append((-likeness - bonus, i, j))
    for _, i, j in sorted(ranked):
        yield i, j


def _triples(text: str) -> Counter[str]:
    return Counter(text[at : at + TRIPLE] for at in range(len(text) - TRIPLE + 1))
