"""All readings of a stretch at once: a lattice of states (see `states`) over its atoms and scores.

A reading's score is the sum of the weights of its features (a conditional random field), so probabilities are exact
up to the sampling of `sample`.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import exp, log
from random import Random
from typing import NamedTuple, TypeAlias

from risktool.parse.flat.event import Event
from risktool.parse.flat.search.features import (
    Tied,
    Weights,
    end_features,
    item_features,
    setting_of,
    tie_features,
    tied_by,
)
from risktool.parse.flat.search.states import (
    ORDERS,
    STARTS,
    Action,
    Edge,
    Item,
    Order,
    Site,
    State,
    site_of,
    steps_from,
)
from risktool.parse.flat.search.ties import Ties

BEAM = 9.0
"""Natural-log units: a state this much less likely than the best one of its order, at its place, is not followed."""

ORDER_BEAM = 15.0
"""Likewise for a whole order beside the best one."""

MAX_STATES = 24
"""States of one order followed at one place, whatever their likelihood: bounds the cost of a pathological stretch."""

OrderBias: TypeAlias = Mapping[Order, float]
"""What the other stretches of a document say about the order, in natural-log units."""


class Weighed(NamedTuple):
    """A step, the weight of its context, and the tie that would agree with it."""

    edge: Edge
    weight: float
    tied: Tied | None


MOST_KNOWN = 2000
"""States remembered over one site: a long run over many documents needs no more memory than a short one."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps from each state over each site, weighed once: the same few hundred come back in every stretch."""

    weights: Weights
    known: dict[Site, dict[State, tuple[Weighed, ...]]] = field(default_factory=dict)

    def over(self, site: Site, states: Iterable[State]) -> Iterator[tuple[State, tuple[Weighed, ...]]]:
        """All steps from each of these states over an item of this site."""
        known = self.known.setdefault(site, {})
        for state in states:
            found = known.get(state)
            if found is None:
                if len(known) >= MOST_KNOWN:
                    known.clear()
                found = known[state] = tuple(
                    Weighed(step.edge, self.weigh(step.context), tied_by(step.edge)) for step in steps_from(state, site)
                )
            yield state, found

    def weigh_ties(self, ties: Ties) -> Mapping[Tied, float]:
        """What each of an atom's ties is worth to a step that agrees with it."""
        return {tied: self.weigh((feature,)) for tied, feature in tie_features(ties).items()}

    def weigh(self, features: tuple[str, ...]) -> float:
        """The sum of these features' weights."""
        weights = self.weights
        return sum([weights.get(feature, 0.0) for feature in features])


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
    setting = setting_of(items)
    ahead = _scores_ahead(items)
    for at, item in enumerate(items):
        around = items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None
        own = {action: steps.weigh(features) for action, features in item_features(item, *around, setting).items()}
        worth = steps.weigh_ties(ties[at])
        arrivals: defaultdict[State, list[tuple[Edge, float]]] = defaultdict(list)
        for state, found in steps.over(site_of(item), forward):
            so_far = forward[state]
            for edge, weight, tied in found:
                tie = worth.get(tied, 0.0) if worth and tied else 0.0
                arrivals[edge.target].append((edge, so_far + weight + own[edge.action] + tie))
        sums = {state: _log_sum([value for _, value in edges]) for state, edges in arrivals.items()}
        forward = _prune(sums, beam, ahead[at])
        taken.append({state: tuple(arrivals[state]) for state in forward})
        sums_before.append(forward)
    finals = {state: value + steps.weigh(end_features(state, setting)) for state, value in forward.items()}
    return Lattice(tuple(taken), tuple(sums_before), finals, _log_sum(list(finals.values())))


def lean_towards(lattice: Lattice, bias: OrderBias) -> Lattice:
    """The same readings, those of each order as much likelier as `bias` says: a reading never changes its order."""
    finals = {state: value + bias[state.order] for state, value in lattice.finals.items()}
    return Lattice(lattice.steps, lattice.forward, finals, _log_sum(list(finals.values())))


def _scores_ahead(items: Sequence[Item]) -> list[int]:
    """For each item, how many scores follow it on its page."""
    found: list[int] = []
    ahead = 0
    for item in reversed(items):
        found.append(ahead)
        if isinstance(item, Event):
            ahead += 1
        elif item.edge.startswith("page"):
            ahead = 0
    return found[::-1]


HOPES: Mapping[Order, float] = {"row": 0.0, "block": 2.5, "mixed": 0.5, "column": 1.5, "loose": 0.5}
"""Natural-log units that a description which waits is worth for a score that is still ahead on its page.

States are compared by it where the lattice is pruned, and nowhere else: a reading that opens a whole page's
descriptions first pays for each before the scores reward it.
"""


def _prune(sums: dict[State, float], beam: float, ahead: int) -> dict[State, float]:
    """The likely states of each likely order, in a fixed order."""
    hoped: dict[Order, list[tuple[float, State]]] = {}
    for state, value in sums.items():
        hope = HOPES[state.order] * min(state.lag, ahead)
        hoped.setdefault(state.order, []).append((-value - hope, state))
    for own in hoped.values():
        own.sort()
    top = min(own[0][0] for own in hoped.values())
    return {
        state: sums[state]
        for own in hoped.values()
        if own[0][0] < top + ORDER_BEAM
        for cost, state in own[:MAX_STATES]
        if cost < own[0][0] + beam
    }


def _log_sum(values: list[float]) -> float:
    if len(values) == 1:
        return values[0]
    top = max(values)
    return top + log(sum([exp(value - top) for value in values]))


def order_shares(lattice: Lattice) -> dict[Order, float]:
    """The probability of each order."""
    shares = dict.fromkeys(ORDERS, 0.0)
    for state, value in lattice.finals.items():
        shares[state.order] += exp(value - lattice.total)
    return shares


Path: TypeAlias = tuple[Action, ...]


class _Urn(NamedTuple):
    """Edges that lead to a state, with their shares summed up one after the other."""

    edges: tuple[Edge, ...]
    sums: tuple[float, ...]


_Tail: TypeAlias = tuple[Action, "_Tail"] | None
"""The actions from some place to the end, the first one first."""


def sample(lattice: Lattice, count: int, random: Random) -> dict[Path, int]:
    """`count` readings by their probability: how often each came up.

    They are dealt out from the end, at each place in proportion to what leads there, and only what is less than one
    reading by chance: as many that are drawn one by one stray further from the probabilities.
    """
    ends = tuple(lattice.finals)
    dealt = deal_out(count, _running_sums([lattice.finals[end] for end in ends]), random)
    groups: list[tuple[State, int, _Tail]] = [(ends[at], n, None) for at, n in dealt]
    for arrivals in reversed(lattice.steps):
        urns = {state: _fill_urn(arrivals[state]) for state in {state for state, _, _ in groups}}
        groups = [
            (urns[state].edges[at].source, part, (urns[state].edges[at].action, tail))
            for state, n, tail in groups
            for at, part in deal_out(n, urns[state].sums, random)
        ]
    drawn: Counter[Path] = Counter()
    for _, n, tail in groups:
        drawn[tuple(_unwind(tail))] += n
    return drawn


def deal_out(count: int, sums: Sequence[float], random: Random) -> list[tuple[int, int]]:
    """The places that `count` readings go to and how many each gets, where `sums` are their shares summed up: within
    one of what is due to each, and by chance so that the mean is what is due.
    """
    start = random.random()
    if count == 1:
        return [(bisect_left(sums, (1 - start) * sums[-1]), 1)]
    dealt = [0, *(int(total / sums[-1] * count + start) for total in sums[:-1]), count]
    return [(at, upto - before) for at, (before, upto) in enumerate(pairwise(dealt)) if upto > before]


def _unwind(tail: _Tail) -> Iterator[Action]:
    while tail is not None:
        action, tail = tail
        yield action


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
