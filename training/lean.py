"""What sentences show, by logistic regression on the banks: leanings, which of their signs are more at home in
treatments than in descriptions; beginnings, which are more at home in a description's first sentence than in its
later ones.

Cells are cut into sentences, as the reader meets them; each is taken with and without the word "Risk", which text
layers lose. Where documents are made for fitting, what sentences show comes from the other half of the topics (`Half`),
so that what it is worth is learnt on words never seen.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from risktool.parse.flat.search.weights import Model, signs
from risktool.profiles import load_profile
from training.banks import LANGUAGES, Half, load_topics

RARE = 3
"""A sign seen less often says nothing."""
STRENGTH = 1e-4
"""How much large leanings cost (L2), beside a mean error of about 0.5 a sentence. The more sentences, the less it has
to be: half and twice as much both do worse on the topics of the other half."""
RATE = 0.3
ROUNDS = 300
"""Steps of AdaGrad, which by then stands still."""
FAINT = 0.12
"""Log odds of a leaning that is not worth keeping."""

_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def fit_model(half: Half | None = None) -> Model:
    """A model without feature weights: what sentences show in all topics or in one half of them."""
    found = list(_sentences(half))
    leanings = _log_odds([(s.shown, s.is_treatment) for s in found])
    beginnings = _log_odds([(s.shown, s.is_first) for s in found if not s.is_treatment])
    return Model({}, leanings, beginnings)


class _Sentence(NamedTuple):
    """A sentence of a cell, and where it stood."""

    shown: tuple[str, ...]
    is_treatment: bool
    is_first: bool


def _log_odds(found: Sequence[tuple[Sequence[str], bool]]) -> dict[str, float]:
    """How much likelier each sign makes what is said of its sentence."""
    counts = Counter(chain.from_iterable(shown for shown, _ in found))
    names = sorted(name for name, count in counts.items() if count >= RARE)
    index = {name: i for i, name in enumerate(names, ALWAYS + 1)}
    width = max(len(shown) for shown, _ in found) + 1
    rows = np.zeros((len(found), width), int)
    for row, (shown, _) in zip(rows, found, strict=True):
        known = [ALWAYS, *(index[name] for name in shown if name in index)]
        row[: len(known)] = known
    labels = np.array([label for _, label in found], float)
    weights = _regress(rows, labels, len(names) + ALWAYS + 1)
    return {name: round(float(weights[i]), 2) for name, i in index.items() if abs(weights[i]) >= FAINT}


ALWAYS = 1
"""The weight of what is so whatever a sentence shows: most sentences are a cell's first. It is not kept, for the reader
has its own weights for that."""


def _regress(rows: np.ndarray, labels: np.ndarray, size: int) -> np.ndarray:
    """Weights by AdaGrad over all rows at once; weight 0 is padding."""
    weights, history = np.zeros(size), np.full(size, 1e-6)
    for _ in range(ROUNDS):
        wrong = labels - 1.0 / (1.0 + np.exp(-weights[rows].sum(1)))
        out = np.zeros(size)
        np.add.at(out, rows, wrong[:, None] / len(rows))
        out -= STRENGTH * weights
        history += out * out
        weights += RATE * out / np.sqrt(history)
        weights[0] = 0.0
    return weights


def _sentences(half: Half | None) -> Iterator[_Sentence]:
    for language in LANGUAGES:
        risk_words = load_profile(language).risk_words
        for topic in load_topics(language, half):
            for phrase in topic.phrases:
                for text, is_treatment in ((phrase.description, False), (phrase.treatment, True)):
                    for at, sentence in enumerate(_SENTENCE.split(text)):
                        for form in _forms(sentence, risk_words):
                            yield _Sentence(signs(form.split()), is_treatment, at == 0)


def _forms(sentence: str, risk_words: Sequence[str]) -> tuple[str, ...]:
    """The sentence as written, and as a text layer without "Risk" prints it ("en är att …", "för att …")."""
    rests = (sentence.removeprefix(word).strip() for word in risk_words)
    return tuple(filter(None, dict.fromkeys((sentence, *rests))))
