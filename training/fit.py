"""Fit the flat reader's weights on made samples: a conditional random field, by stochastic gradient.

    python -m training.fit --samples 1500 --seed 0 --out src/risktool/parse/flat/search/weights.json

Needs numpy. The lattice is pruned by the weights of the round before, so the first round takes short stretches only.
"""

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from risktool.parse.flat.cutting.atoms import Atom
from risktool.parse.flat.search.features import end_features, item_features, setting_of, tie_features, tied_by
from risktool.parse.flat.search.lattice import Lattice, Steps, build_lattice
from risktool.parse.flat.search.states import MAX_LAG, ORDERS, STARTS, Action, Edge, Item, Order, site_of, steps_from
from risktool.parse.flat.search.ties import Ties, find_ties
from risktool.parse.flat.search.weights import Model
from training.banks import HALVES
from training.gold import Stretch, gold_order, gold_path, stretches
from training.lean import fit_model
from training.samples import make_sample

L2 = 1e-3
RATE = 0.15
EMPTY = Model({}, {}, {})


@dataclass(frozen=True, slots=True)
class Example:
    """A lattice as arrays: for each step the source, target and features of its edges, and which edge is true."""

    steps: tuple[tuple[np.ndarray, np.ndarray, np.ndarray, int, int], ...]
    ends: np.ndarray
    true_end: int


class Alphabet:
    """Feature names to column numbers; 0 is padding."""

    def __init__(self) -> None:
        """Empty but for the padding."""
        self.index: dict[str, int] = {"": 0}

    def row(self, features: Sequence[str], width: int) -> list[int]:
        """The numbers of these features, padded."""
        found = [self.index.setdefault(f, len(self.index)) for f in features]
        return found + [0] * (width - len(found))


WIDTH = 20


def encode(stretch: Stretch, lattice: Lattice, path: Sequence[str], order: Order, alphabet: Alphabet) -> Example | None:
    """A lattice and its true path as arrays; None when the path is not in the lattice.

    The choice of the order is a first step of its own, from one state to each order's beginning.
    """
    state = STARTS[order]
    numbers = {start: i for i, start in enumerate(STARTS.values())}
    rows = np.array([alphabet.row((f"o|{o}",), WIDTH) for o in ORDERS])
    steps = [(np.zeros(len(ORDERS), int), np.arange(len(ORDERS)), rows, len(ORDERS), numbers[state])]
    items, ties = stretch.items, find_ties(stretch.items, stretch.words, MAX_LAG)
    setting = setting_of(items)
    around = zip([None, *items[:-1]], [*items[1:], None], strict=True)
    for step, action, item, (before, follower), tied in zip(lattice.steps, path, items, around, ties, strict=True):
        own = item_features(item, before, follower, setting)
        targets = {s: i for i, s in enumerate(step)}
        edges = [edge for arrivals in step.values() for edge, _ in arrivals]
        contexts = _contexts(edges, item)
        true = next((i for i, e in enumerate(edges) if e.source == state and e.action == action), None)
        if true is None:
            return None
        steps.append(
            (
                np.array([numbers[e.source] for e in edges]),
                np.array([targets[e.target] for e in edges]),
                np.array([alphabet.row((*contexts[e], *_own_features(e, own, tied)), WIDTH) for e in edges]),
                len(targets),
                true,
            )
        )
        state = edges[true].target
        numbers = targets
    ends = np.array([alphabet.row(end_features(s, setting), WIDTH) for s in numbers])
    return Example(tuple(steps), ends, numbers[state])


def _contexts(edges: Sequence[Edge], item: Item) -> Mapping[Edge, tuple[str, ...]]:
    """The features of each edge over this item: the lattice keeps only their weight."""
    site = site_of(item)
    sources = {edge.source for edge in edges}
    return {step.edge: step.context for source in sources for step in steps_from(source, site)}


def _own_features(edge: Edge, own: Mapping[Action, tuple[str, ...]], ties: Ties) -> tuple[str, ...]:
    tied = tied_by(edge)
    feature = tie_features(ties).get(tied) if tied else None
    return (*own[edge.action], feature) if feature else own[edge.action]


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


def train(examples: list[Example], start: np.ndarray, is_free: np.ndarray, epochs: int, seed: int) -> np.ndarray:
    """AdaGrad over shuffled minibatches; weights that are not free stay as they are."""
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
            out = np.where(is_free, out / len(batch) - L2 * weights, 0.0)
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
    options.add_argument("--only", default="", help="fit the features whose names begin so, hold all others")
    options.add_argument("--real", type=Path, help="samples of training.real, pickled")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    found = list(_made(given.samples, given.seed))
    if given.real:
        found += [stretch for sample in pickle.loads(given.real.read_bytes()) for stretch in stretches(sample, EMPTY)]
    features: dict[str, float] = json.loads(given.warm.read_text())["features"] if given.warm else {}
    for _ in range(given.rounds):
        short = [s for s in found if len(s.items) <= SHORT][: len(found) // 3] if not features else found
        held = {name: weight for name, weight in features.items() if not name.startswith(given.only)}
        features = held | fit_round(short, features, given.only, given.epochs, given.seed)
    text = json.dumps(asdict(replace(fit_model(), features=features)), ensure_ascii=False, indent=0)
    given.out.write_text(text + "\n", encoding="utf-8")


def _made(samples: int, seed: int) -> Iterator[Stretch]:
    """Stretches of made documents; the leanings of each come from the topics that it is not about."""
    for half, other in HALVES:
        model = fit_model(other)
        for n in range(samples // 2):
            sample_seed = seed + n + (half == "odd") * samples // 2
            for stretch in stretches(make_sample(sample_seed, half=half), model):
                yield _strange(stretch, random.Random(sample_seed))


def _strange(stretch: Stretch, rng: random.Random) -> Stretch:
    """At times a stretch whose words say nothing: groups differ from the banks in how they put things."""
    if rng.random() > STRANGE:
        return stretch
    shown = [(item.lean, item.begins) for item in stretch.items if isinstance(item, Atom)]
    rng.shuffle(shown)
    left = iter(shown)
    items = (_showing(item, *next(left)) if isinstance(item, Atom) else item for item in stretch.items)
    return replace(stretch, items=tuple(items))


def _showing(atom: Atom, lean: int, begins: int) -> Atom:
    return replace(atom, lean=lean, begins=begins)


STRANGE = 0.3
"""How many stretches have what their words show shuffled."""


SHORT = 24
"""Items of a stretch that can be searched without weights to prune by."""


def fit_round(
    found: Sequence[Stretch], features: dict[str, float], only: str, epochs: int, seed: int
) -> dict[str, float]:
    """New weights of the features that begin with `only`, from lattices pruned by the old ones."""
    alphabet = Alphabet()
    steps = Steps(features)
    examples = []
    for stretch in found:
        path = gold_path(stretch)
        order = gold_order(stretch, path) if path is not None else None
        if path is None or order is None:
            continue
        ties = find_ties(stretch.items, stretch.words, MAX_LAG)
        lattice = build_lattice(stretch.items, ties, steps, TRAINING_BEAM)
        example = encode(stretch, lattice, path, order, alphabet)
        if example is not None:
            examples.append(example)
    print(f"{len(examples)} of {len(found)} stretches, {len(alphabet.index)} features", flush=True)
    start = np.array([features.get(name, 0.0) for name in alphabet.index])
    is_free = np.array([name.startswith(only) for name in alphabet.index])
    weights = train(examples, start, is_free, epochs, seed)
    fitted = {name: round(float(weights[i]), 3) for name, i in sorted(alphabet.index.items()) if is_free[i]}
    return {name: weight for name, weight in fitted.items() if abs(weight) > FAINT}


FAINT = 0.01
"""A weight that changes nothing."""

TRAINING_BEAM = 10.0
"""Narrower than the reader's: what is far from likely teaches nothing."""


if __name__ == "__main__":
    main()
