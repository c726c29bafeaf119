"""The numbers of the flat reader: fitted on generated documents (training/fit.py), never by hand.

They are the mean (training/mean.py) of two fits on different documents (`--samples 600 --rounds 1`, `--seed` 140000
and 210000), each begun (`--warm`) from the mean of two earlier ones (`--samples 600 --rounds 3`, `--seed` 300 and
70000): what one fit learnt by chance, the others make small.

`weights.json` holds the feature weights of the lattice, and leanings: how much likelier a sentence that shows a sign
(a word's stem, a first word, its ending) is a treatment than a description, in log odds.
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

OPENING_LENGTH = 6
"""Letters of a cell's first words, which say most about it."""

LEAN_STEP = 1.0
"""Log odds to a step of `lean`."""

MOST_LEAN = 3
"""Steps; what is surer than that is no surer."""


@dataclass(frozen=True, slots=True)
class Model:
    """Feature weights, and log odds of a treatment against a description for what a sentence shows (`signs`)."""

    features: dict[str, float]
    leanings: dict[str, float]

    def lean(self, words: Sequence[str]) -> int:
        """Where these words are more at home: -3 description … 3 treatment."""
        total = sum(self.leanings.get(sign, 0.0) for sign in signs(words))
        return max(-MOST_LEAN, min(MOST_LEAN, round(total / LEAN_STEP)))

    def leaned(self, atom: Atom, words: Sequence[Word]) -> Atom:
        """The atom with the lean of its words."""
        return replace(atom, lean=self.lean([word.text for word in words[atom.first : atom.last + 1]]))


def signs(words: Sequence[str]) -> tuple[str, ...]:
    """What a sentence shows of its kind: its stems, its first two words, and the first one's ending (mood, number)."""
    folded = [word for word in map(fold, words) if word]
    opening = [f"^{folded[0][:OPENING_LENGTH]}", f"~{folded[0][-2:]}"] if folded else []
    second = [f"+{folded[1][:OPENING_LENGTH]}"] if len(folded) > 1 else []
    return (*sorted({word[:STEM_LENGTH] for word in folded}), *opening, *second)


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The packaged numbers."""
    text = resources.files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Model(features=data["features"], leanings=data["leanings"])
