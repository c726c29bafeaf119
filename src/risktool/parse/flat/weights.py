"""The numbers of the flat reader: fitted on generated documents (training/fit.py), never by hand.

They are the mean of two fits on different documents (seeds from 300 and from 70000, 750 documents in all): what one
fit learnt by chance the other one halves.

`weights.json` holds the feature weights of the lattice, and word leanings: how much likelier a word's stem is in
a treatment than in a description (log odds), for words that say something about it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from risktool.parse.flat.atoms import Atom
from risktool.parse.flat.words import Word
from risktool.profiles import fold

STEM_LENGTH = 5
"""Letters of a word that carry its meaning; endings differ by language and case."""

LEAN_STEP = 1.0
"""Log odds to a step of `lean`, which goes from -2 (description) to 2 (treatment)."""


@dataclass(frozen=True, slots=True)
class Model:
    """Feature weights, and word leanings by stem."""

    features: dict[str, float]
    leanings: dict[str, float]

    def lean(self, words: list[str]) -> int:
        """Where these words are more at home: -2 description … 2 treatment."""
        total = sum(self.leanings.get(stem(word), 0.0) for word in words)
        return max(-2, min(2, round(total / LEAN_STEP)))

    def leaned(self, atom: Atom, words: Sequence[Word]) -> Atom:
        """The atom with the lean of its words."""
        return replace(atom, lean=self.lean([word.text for word in words[atom.first : atom.last + 1]]))


def stem(word: str) -> str:
    """The first letters of a word, folded."""
    return fold(word)[:STEM_LENGTH]


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The packaged numbers."""
    text = resources.files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Model(features=data["features"], leanings=data["leanings"])
