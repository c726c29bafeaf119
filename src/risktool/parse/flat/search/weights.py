"""The numbers of the flat reader: fitted on generated documents (training/fit.py), never by hand.

They are the mean (training/mean.py) of twelve fits on different documents, each begun (`--warm`) from earlier weights:
what one fit learnt by chance, the others make small. Four are older than the third wave of phrases and the ties back,
whose weights are the mean of the later ones, and ten older than the edges behind question marks, which began with what
full stops said. The last eight are `--rounds 1` with `--samples 800` from the `--seed` 420000 and 510000, `--samples
600` from 610000, 660000, 710000 and 760000, and `--samples 800` from 830000 and 850000. The ties' weights are younger;
all others were held while they were fitted (`--only "tie|"`): the mean of `--samples 500` from 891000 and 893000.

`weights.json` holds the feature weights of the lattice, and in log odds what sentences show by their signs (a word's
stem, two in a row, an opening, an ending): leanings, how much likelier such a sentence is a treatment than a
description; and beginnings, how much likelier it opens a description than goes on with one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from risktool.parse.flat.cutting.atoms import Atom
from risktool.parse.flat.words import Word
from risktool.profiles import fold

STEM_LENGTH = 5
"""Letters of a word that carry its meaning; endings differ by language and case."""

OPENING_LENGTH = 6
"""Letters of a sentence's second and third word, which say much about it."""

LONGEST_OPENING = 15
"""Letters of the longest beginning of a sentence: its first words say most, in all their forms, or their first letters
where the words were never seen."""

STEP = 1.0
"""Log odds to a step of `lean` and `begins`."""

MOST_LEAN = 3
"""Steps; what is surer than that is no surer."""

MOST_BEGINS = 2
"""Steps, likewise."""

LENGTH_STEP, LONGEST = 4, 4
"""Words to a step of a sentence's length, and the steps from which it is just long."""


@dataclass(frozen=True, slots=True)
class Model:
    """Feature weights, and log odds for what a sentence shows (`signs`): of a treatment against a description, and
    of a description's beginning against its middle."""

    features: dict[str, float]
    leanings: dict[str, float]
    beginnings: dict[str, float]

    def judged(self, atom: Atom, words: Sequence[Word]) -> Atom:
        """The atom with what its words show: where they are more at home, and whether they open a cell."""
        shown = signs([word.text for word in words[atom.first : atom.last + 1]])
        return replace(
            atom, lean=_steps(self.leanings, shown, MOST_LEAN), begins=_steps(self.beginnings, shown, MOST_BEGINS)
        )


def _steps(odds: Mapping[str, float], shown: Sequence[str], most: int) -> int:
    """The sum of these signs' log odds in steps, from -most to most."""
    total = sum(odds.get(sign, 0.0) for sign in shown)
    return max(-most, min(most, round(total / STEP)))


def signs(words: Sequence[str]) -> tuple[str, ...]:
    """What a sentence shows of its kind: its stems, alone and two in a row; how it begins, letter by letter; its second
    and third word; the first one's ending (mood, number); its last stem, its length, and whether it asks."""
    folded = [word for word in map(fold, words) if word]
    if not folded:
        return ()
    stems = [word[:STEM_LENGTH] for word in folded]
    pairs = {f"{one} {two}" for one, two in pairwise(stems)}
    opening = " ".join(folded)[:LONGEST_OPENING]
    asks = ("?",) if words[-1].endswith("?") else ()
    return (
        *sorted({*stems, *pairs}),
        *(f"^{opening[:end]}" for end in range(1, len(opening) + 1)),
        *(f"{mark}{word[:OPENING_LENGTH]}" for mark, word in zip("+#", folded[1:], strict=False)),
        f"~{folded[0][-2:]}",
        f"${stems[-1]}",
        f"<{min(LONGEST, len(folded) // LENGTH_STEP)}",
        *asks,
    )


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The packaged numbers."""
    text = resources.files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Model(**data)
