"""Fit the flat reader's weights on made samples: a conditional random field, by stochastic gradient.

    python -m training.fit --samples 1500 --seed 0 --out src/risktool/parse/flat/weights.json

Needs numpy. Word leanings are counted on the phrase banks; while fitting, each atom's own words are taken out of
the counts, so that the weight of a lean is what it is worth on words never seen.
"""

import argparse
import json
import pickle
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np

from risktool.parse.flat.atoms import Atom
from risktool.parse.flat.lattice import LABELS, ORDERS, STARTS, Item, Lattice, Order, build_lattice, look_features
from risktool.parse.flat.weights import LEAN_STEP, Model, stem
from training.gold import Stretch, gold_order, gold_path, stretches
from training.samples import make_sample

RARE = 4
"""A stem seen less often says nothing."""
SMOOTHING = 1.5
STRONGEST = 1.5
L2 = 1e-3
RATE = 0.15
EMPTY = Model({}, {})


@dataclass(frozen=True, slots=True)
class Example:
    """A lattice as arrays: for each step the source, target and features of its edges, and which edge is true."""

    steps: tuple[tuple[np.ndarray, np.ndarray, np.ndarray, int, int], ...]
    ends: np.ndarray
    true_end: int


def count_leanings(training: Iterable[Stretch]) -> tuple[Counter[str], Counter[str]]:
    """How often each stem stands in descriptions and in treatments."""
    descriptions, treatments = Counter[str](), Counter[str]()
    for stretch in training:
        for item, (_, part) in zip(stretch.items, stretch.tags, strict=True):
            if isinstance(item, Atom) and part in ("description", "treatment"):
                into = descriptions if part == "description" else treatments
                into.update({stem(w.text) for w in stretch.words[item.first : item.last + 1]} - {""})
    return descriptions, treatments


def leaning(d: float, t: float, d_total: float, t_total: float) -> float:
    """Log odds of treatment against description; 0 for a rare stem."""
    if d + t < RARE:
        return 0.0
    odds = log((t + SMOOTHING) / t_total) - log((d + SMOOTHING) / d_total)
    return max(-STRONGEST, min(STRONGEST, odds))


def relean(stretch: Stretch, d: Counter[str], t: Counter[str]) -> Stretch:
    """The stretch with each atom's lean counted without the phrase it stands in."""
    d_total, t_total = float(d.total()), float(t.total())
    seen = phrase_counts(stretch)
    items = []
    for item, (row, part) in zip(stretch.items, stretch.tags, strict=True):
        if isinstance(item, Atom):
            own = seen.get((row, part), Counter())
            total = 0.0
            for word in stretch.words[item.first : item.last + 1]:
                key = stem(word.text)
                out_d = COPIES * own[key] if part == "description" else 0
                out_t = COPIES * own[key] if part == "treatment" else 0
                total += leaning(max(0, d[key] - out_d), max(0, t[key] - out_t), d_total, t_total)
            item = replace(item, lean=max(-2, min(2, round(total / LEAN_STEP))))  # noqa: PLW2901
        items.append(item)
    return replace(stretch, items=tuple(items))


COPIES = 1
"""Leanings are counted on phrases once each, so an atom's own words count once."""


def phrase_counts(stretch: Stretch) -> dict[tuple[int | None, str], Counter[str]]:
    """For each cell its stems."""
    found: dict[tuple[int | None, str], Counter[str]] = {}
    for item, tag in zip(stretch.items, stretch.tags, strict=True):
        if isinstance(item, Atom):
            words = stretch.words[item.first : item.last + 1]
            found.setdefault(tag, Counter()).update({stem(w.text) for w in words})
    return found


class Alphabet:
    """Feature names to column numbers; 0 is padding."""

    def __init__(self) -> None:
        """Empty but for the padding."""
        self.index: dict[str, int] = {"": 0}

    def row(self, features: Sequence[str], width: int) -> list[int]:
        """The numbers of these features, padded."""
        found = [self.index.setdefault(f, len(self.index)) for f in features]
        return found + [0] * (width - len(found))


WIDTH = 10


def encode(
    items: Sequence[Item], lattice: Lattice, path: Sequence[str], order: Order, alphabet: Alphabet
) -> Example | None:
    """A lattice and its true path as arrays; None when the path is not in the lattice.

    The choice of the order is a first step of its own, from one state to the three beginnings.
    """
    state = STARTS[order]
    numbers = {start: i for i, start in enumerate(STARTS.values())}
    rows = np.array([alphabet.row((f"o|{o}",), WIDTH) for o in ORDERS])
    steps = [(np.zeros(len(ORDERS), int), np.arange(len(ORDERS)), rows, len(ORDERS), numbers[state])]
    followers = [*items[1:], None]
    for step, action, item, follower in zip(lattice.steps, path, items, followers, strict=True):
        looks = {label: look_features(label, item, follower) for label in LABELS}
        targets = {s: i for i, s in enumerate(step)}
        edges = [edge for arrivals in step.values() for edge, _ in arrivals]
        true = next((i for i, e in enumerate(edges) if e.source == state and e.action == action), None)
        if true is None:
            return None
        steps.append(
            (
                np.array([numbers[e.source] for e in edges]),
                np.array([targets[e.target] for e in edges]),
                np.array([alphabet.row((*e.context, *looks[e.label]), WIDTH) for e in edges]),
                len(targets),
                true,
            )
        )
        state = edges[true].target
        numbers = targets
    ends = np.array([alphabet.row(lattice.ends[s], WIDTH) for s in numbers])
    return Example(tuple(steps), ends, numbers[state])


def log_sum(values: np.ndarray, into: np.ndarray, size: int) -> np.ndarray:
    """log of the sums of exp(values), grouped by `into`."""
    top = np.full(size, -np.inf)
    np.maximum.at(top, into, values)
    base = np.where(np.isfinite(top), top, 0.0)
    sums = np.zeros(size)
    np.add.at(sums, into, np.exp(values - base[into]))
    with np.errstate(divide="ignore"):  # a state that was pruned further on has no way out: log 0
        return base + np.log(sums)


def gradient(example: Example, weights: np.ndarray, out: np.ndarray) -> float:
    """Add the gradient of this example's log likelihood to `out`; return the log likelihood."""
    alphas = [np.zeros(1)]
    scores = []
    for source, target, features, size, _ in example.steps:
        score = weights[features].sum(1)
        scores.append(score)
        alphas.append(log_sum(alphas[-1][source] + score, target, size))
    end_scores = weights[example.ends].sum(1)
    final = alphas[-1] + end_scores
    total = final.max() + np.log(np.exp(final - final.max()).sum())
    marginal = np.exp(final - total)
    np.subtract.at(out, example.ends, marginal[:, None])
    np.add.at(out, example.ends[example.true_end], 1.0)
    likelihood = end_scores[example.true_end] - total
    beta = end_scores
    for (source, target, features, _, true), score, alpha in zip(
        reversed(example.steps), reversed(scores), reversed(alphas[:-1]), strict=True
    ):
        through = score + beta[target]
        marginal = np.exp(alpha[source] + through - total)
        np.subtract.at(out, features, marginal[:, None])
        np.add.at(out, features[true], 1.0)
        likelihood += score[true]
        beta = log_sum(through, source, len(alpha))
    out[0] = 0.0
    return float(likelihood)


def train(examples: list[Example], start: np.ndarray, epochs: int, seed: int) -> np.ndarray:
    """AdaGrad over shuffled minibatches."""
    rng = np.random.default_rng(seed)
    size = len(start)
    weights, history = start.copy(), np.full(size, 1e-6)
    for epoch in range(epochs):
        begun, total, steps = time.time(), 0.0, 0
        order = rng.permutation(len(examples))
        for batch in np.array_split(order, max(1, len(order) // 8)):
            out = np.zeros(size)
            for i in batch:
                total += gradient(examples[i], weights, out)
                steps += len(examples[i].steps)
            out = out / len(batch) - L2 * weights
            history += out * out
            weights += RATE * out / np.sqrt(history)
            weights[0] = 0.0
        print(f"epoch {epoch}: log likelihood {total / steps:.4f} an item, {time.time() - begun:.0f} s", flush=True)
    return weights


def main() -> None:
    """Make samples, count leanings, fit, write.

    The lattice is pruned by the weights of the round before, so the first round takes short stretches only.
    """
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--samples", type=int, default=600)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--warm", type=Path)
    options.add_argument("--real", type=Path, help="samples of training.real, pickled")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    d, t = bank_counts()
    made = [make_sample(given.seed + i) for i in range(given.samples)]
    if given.real:
        made += pickle.loads(given.real.read_bytes())
    found = [relean(stretch, d, t) for sample in made for stretch in stretches(sample, EMPTY)]
    features: dict[str, float] = json.loads(given.warm.read_text())["features"] if given.warm else {}
    for _ in range(given.rounds):
        short = [s for s in found if len(s.items) <= SHORT][: len(found) // 3] if not features else found
        features = fit_round(short, features, given.epochs, given.seed)
    leanings = {
        key: round(value, 2)
        for key in sorted({*d, *t})
        if (value := leaning(d[key], t[key], d.total(), t.total())) and abs(value) >= FAINT
    }
    text = json.dumps({"features": features, "leanings": leanings}, ensure_ascii=False, indent=0)
    given.out.write_text(text + "\n", encoding="utf-8")


SHORT = 24
"""Items of a stretch that can be searched without weights to prune by."""
FAINT = 0.3
"""Log odds of a leaning that is not worth keeping."""


def fit_round(found: Sequence[Stretch], features: dict[str, float], epochs: int, seed: int) -> dict[str, float]:
    """New weights, from lattices pruned by the old ones."""
    alphabet = Alphabet()
    examples = []
    for stretch in found:
        path = gold_path(stretch)
        lattice = build_lattice(stretch.items, features, TRAINING_BEAM) if path is not None else None
        example = (
            encode(stretch.items, lattice, path, gold_order(stretch, path), alphabet) if lattice and path else None
        )
        if example is not None:
            examples.append(example)
    print(f"{len(examples)} of {len(found)} stretches, {len(alphabet.index)} features", flush=True)
    start = np.array([features.get(name, 0.0) for name in alphabet.index])
    weights = train(examples, start, epochs, seed)
    return {n: round(float(weights[i]), 3) for n, i in sorted(alphabet.index.items()) if abs(weights[i]) > 0.01}


TRAINING_BEAM = 10.0
"""Narrower than the reader's: what is far from likely teaches nothing."""


def bank_counts() -> tuple[Counter[str], Counter[str]]:
    """Stems of the phrase banks, each cell once."""
    from training.banks import LANGUAGES, load_topics

    d, t = Counter[str](), Counter[str]()
    for language in LANGUAGES:
        for topic in load_topics(language):
            for phrase in topic.phrases:
                d.update({stem(w) for w in phrase.description.split()} - {""})
                t.update({stem(w) for w in phrase.treatment.split()} - {""})
    return d, t


if __name__ == "__main__":
    main()
