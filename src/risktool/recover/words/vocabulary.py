"""The words of one document: what it says elsewhere decides whether two pieces are one word.

    "… handläggningstiden växer … handläggnings tiden …"    the whole is a word here, its first piece is none

A piece that a narrow column broke off occurs nowhere but beside the other piece. So words are counted, and pairs
of neighbours, and a word is *free* as often as it stands without that neighbour.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

_RUN = regex.compile(r"\p{L}+")
_HYPHENATED = regex.compile(r"\p{L}+(?:-\p{L}+)+")
_TOUCHING = (" ", "\n")
"""What may stand between the pieces of a broken word: a tab or an empty line ends a cell or a paragraph."""

EDGE = 2
"""So many letters on a side of a break tell whether words of the language end, begin or run on so."""

OFTEN = 30
"""Letters met so often inside words and never at their end are no end: a word has some eight places for two letters,
so that chance alone would have brought them there four times."""


@dataclass(frozen=True)
class Vocabulary:
    """Runs of letters in small letters: how often each occurs, and each pair of neighbours."""

    counts: Counter[str]
    pairs: Counter[tuple[str, str]]
    hyphenated: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether the document prints this word unbroken."""
        return word in self.counts

    def free_left(self, left: str, right: str) -> int:
        """How often `left` stands without `right` after it."""
        return self.counts.get(left, 0) - self.pairs.get((left, right), 0)

    def free_right(self, left: str, right: str) -> int:
        """How often `right` stands without `left` before it."""
        return self.counts.get(right, 0) - self.pairs.get((left, right), 0)

    def never_ends(self, word: str) -> bool:
        """Whether words here do not end as this one does, though they often hold these letters further in."""
        tail = word[-EDGE:]
        others = self._ends[tail] - self.has(word)
        return others <= 0 and self._inside[tail] >= OFTEN

    def never_begins(self, word: str) -> bool:
        """Whether words here do not begin as this one does, though they often hold these letters further on."""
        head = word[:EDGE]
        others = self._starts[head] - self.has(word)
        return others <= 0 and self._inside[head] >= OFTEN

    def ends_oddly(self, word: str) -> bool:
        """Whether no other word ends so, in a document of any length."""
        return self._ends[word[-EDGE:]] - self.has(word) <= 0

    def runs_across(self, left: str, right: str) -> bool:
        """Whether a word holds the letters on both sides of the break side by side."""
        return left[-EDGE:] + right[:EDGE] in self._crossings

    @cached_property
    def _ends(self) -> Counter[str]:
        return Counter(word[-EDGE:] for word in self.counts if len(word) > EDGE)

    @cached_property
    def _starts(self) -> Counter[str]:
        return Counter(word[:EDGE] for word in self.counts if len(word) > EDGE)

    @cached_property
    def _inside(self) -> Counter[str]:
        return Counter(self._runs_of(EDGE))

    @cached_property
    def _crossings(self) -> frozenset[str]:
        return frozenset(self._runs_of(EDGE + 1)) | frozenset(self._runs_of(EDGE + EDGE))

    def _runs_of(self, size: int) -> Iterator[str]:
        """So many signs in a row, of all words; those over a line end are of two words and match nothing."""
        words = "\n".join(self.counts)
        return map("".join, zip(*(words[i:] for i in range(size)), strict=False))


def build_vocabulary(text: str) -> Vocabulary:
    """The vocabulary of a document's text."""
    lower = text.lower()
    runs = list(_RUN.finditer(lower))
    return Vocabulary(
        counts=Counter(run[0] for run in runs),
        pairs=Counter(
            (before[0], after[0])
            for before, after in pairwise(runs)
            if lower[before.end() : after.start()] in _TOUCHING
        ),
        hyphenated=frozenset(_HYPHENATED.findall(lower)),
    )
