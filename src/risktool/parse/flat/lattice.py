"""All readings of a stretch at once: a lattice of states (see `states`) over its atoms and scores.

A reading's score is the sum of the weights of its features (a conditional random field), so probabilities are exact
up to the sampling of `sample`.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, log
from random import Random
from typing import NamedTuple, TypeAlias

from risktool.parse.flat.states import (
    DESCRIBING,
    LABELS,
    ORDERS,
    STARTS,
    Action,
    Edge,
    Item,
    Order,
    Site,
    State,
    Weights,
    end_features,
    look_features,
    setting_of,
    sites_of,
    steps_from,
    tie_feature,
)
from risktool.parse.flat.ties import Ties

BEAM = 12.0
"""Natural-log units: a state this much less likely than the best one at its place is not followed further."""

MAX_STATES = 80
"""States followed at one place, whatever their likelihood: bounds the cost of a pathological stretch."""

OrderBias: TypeAlias = Mapping[Order, float]
"""What the other stretches of a document say about the order, in natural-log units."""


class Weighed(NamedTuple):
    """A step, and the weight of its context."""

    edge: Edge
    weight: float


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps from each state over each site, weighed once: the same few hundred come back in every stretch."""

    weights: Weights
    known: dict[tuple[Site, State], tuple[Weighed, ...]] = field(default_factory=dict)

    def over(self, site: Site, state: State) -> tuple[Weighed, ...]:
        """All steps from a state over an item of this site."""
        found = self.known.get((site, state))
        if found is None:
            edges = steps_from(state, site)
            found = tuple(Weighed(edge, self.weigh(edge.context)) for edge in edges)
            self.known[site, state] = found
        return found

    def tie(self, edge: Edge, strength: int) -> float:
        """What a tie of this strength is worth on a step."""
        if not strength or edge.label not in DESCRIBING:
            return 0.0
        return self.weigh(tie_feature(edge.label, strength, edge.source.order))

    def weigh(self, features: tuple[str, ...]) -> float:
        """The sum of these features' weights."""
        return sum(self.weights.get(feature, 0.0) for feature in features)


@dataclass(frozen=True, slots=True)
class Lattice:
    """The likely readings of a stretch, summed up.

    `steps[i]` maps each state behind item i to the edges that lead there, each with the log of the sum over all
    readings that come through it; `forward[i]` has each state's own sum before item i. `finals` has each final
    state's share, `total` their sum.
    """

    steps: tuple[dict[State, tuple[tuple[Edge, float], ...]], ...]
    forward: tuple[dict[State, float], ...]
    finals: dict[State, float]
    total: float


def build_lattice(items: Sequence[Item], ties: Sequence[Ties], steps: Steps, beam: float) -> Lattice:
    """Sum over all readings of a stretch (the forward algorithm), following likely states only."""
    forward = {start: steps.weigh((f"o|{order}",)) for order, start in STARTS.items()}
    taken: list[dict[State, tuple[tuple[Edge, float], ...]]] = []
    sums_before = [forward]
    sites = sites_of(items)
    for at, item in enumerate(items):
        around = items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
        looks = {label: steps.weigh(look_features(label, item, *around)) for label in LABELS}
        tied = ties[at]
        arrivals: dict[State, list[tuple[Edge, float]]] = {}
        for state, so_far in forward.items():
            for edge, weight in steps.over(sites[at], state):
                tie = steps.tie(edge, tied.get(edge.target.lag, 0)) if tied else 0.0
                arrivals.setdefault(edge.target, []).append((edge, so_far + weight + tie + looks[edge.label]))
        sums = {state: _log_sum([value for _, value in found]) for state, found in arrivals.items()}
        forward = _prune(sums, beam)
        taken.append({state: tuple(arrivals[state]) for state in forward})
        sums_before.append(forward)
    setting = setting_of(items)
    finals = {state: value + steps.weigh(end_features(state, setting)) for state, value in forward.items()}
    return Lattice(tuple(taken), tuple(sums_before), finals, _log_sum(list(finals.values())))


def lean_towards(lattice: Lattice, bias: OrderBias) -> Lattice:
    """The same readings, those of each order as much likelier as `bias` says: a reading never changes its order."""
    finals = {state: value + bias[state.order] for state, value in lattice.finals.items()}
    return Lattice(lattice.steps, lattice.forward, finals, _log_sum(list(finals.values())))


def _prune(sums: dict[State, float], beam: float) -> dict[State, float]:
    """The likely states, in a fixed order."""
    top = max(sums.values())
    kept = sorted((state for state, value in sums.items() if value > top - beam), key=lambda s: (-sums[s], s))
    return {state: sums[state] for state in kept[:MAX_STATES]}


def _log_sum(values: list[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))


def order_shares(lattice: Lattice) -> dict[Order, float]:
    """The probability of each order."""
    shares = dict.fromkeys(ORDERS, 0.0)
    for state, value in lattice.finals.items():
        shares[state.order] += exp(value - lattice.total)
    return shares


Path: TypeAlias = tuple[Action, ...]


class _Urn(NamedTuple):
    """Edges to draw from, with their shares summed up one after the other."""

    edges: tuple[Edge, ...]
    sums: tuple[float, ...]

    def draw(self, random: Random) -> Edge:
        return self.edges[min(bisect_left(self.sums, random.random() * self.sums[-1]), len(self.edges) - 1)]


def sample(lattice: Lattice, count: int, random: Random) -> dict[Path, int]:
    """`count` readings drawn by their probability: how often each came up."""
    ends = list(lattice.finals)
    end_sums = _running_sums([lattice.finals[end] for end in ends])
    urns: list[dict[State, _Urn]] = [{} for _ in lattice.steps]
    drawn: dict[Path, int] = {}
    for _ in range(count):
        state = ends[min(bisect_left(end_sums, random.random() * end_sums[-1]), len(ends) - 1)]
        actions: list[Action] = []
        for arrivals, known in zip(reversed(lattice.steps), reversed(urns), strict=True):
            urn = known.get(state)
            if urn is None:
                urn = known[state] = _fill_urn(arrivals[state])
            edge = urn.draw(random)
            actions.append(edge.action)
            state = edge.source
        path = tuple(reversed(actions))
        drawn[path] = drawn.get(path, 0) + 1
    return drawn


def _fill_urn(arrivals: Sequence[tuple[Edge, float]]) -> _Urn:
    return _Urn(tuple(edge for edge, _ in arrivals), _running_sums([value for _, value in arrivals]))


def _running_sums(logs: Sequence[float]) -> tuple[float, ...]:
    top = max(logs)
    return tuple(accumulate(exp(value - top) for value in logs))


def best_path(lattice: Lattice) -> Path:
    """The likeliest reading (Viterbi)."""
    best = dict(lattice.forward[0])
    arrived: list[dict[State, Edge]] = []
    for before, step in zip(lattice.forward, lattice.steps, strict=False):
        here: dict[State, float] = {}
        through: dict[State, Edge] = {}
        for state, arrivals in step.items():
            options = [(best[e.source] + value - before[e.source], e) for e, value in arrivals if e.source in best]
            here[state], through[state] = max(options, key=lambda option: option[0])
        best = here
        arrived.append(through)
    last = lattice.forward[-1]
    state = max(best, key=lambda end: best[end] + lattice.finals[end] - last[end])
    actions: list[Action] = []
    for through in reversed(arrived):
        actions.append(through[state].action)
        state = through[state].source
    return tuple(reversed(actions))
