"""All readings of a stretch at once: a lattice of states over its atoms and scores.

A reading labels each atom: it opens or continues a description (D), opens or continues a treatment (T), or is
neither (X). Scores bind rows in order. The state is all that the future depends on:

    lag      descriptions opened and not yet scored     (by row: at most 1; by column: as many as the block has)
    waiting  rows scored since the last treatment       (0: that row has its treatment)
    last     what the last item was
    resume   a page break has cut a treatment whose tail may still come
    order    how the stretch is printed, chosen at its beginning

Orders:

    "row"      D S T D S T              lag is never over 1
    "block"    D D D S T S T S T        after a score, only a new page opens descriptions
    "mixed"    D D S T S T D S T        blocks of any size
    "column"   D D D S S S T T T        treatments wait in a queue; elsewhere each belongs to the score before it

Every step has features, a reading's score is the sum of their weights (a conditional random field), so
probabilities are exact up to the sampling of `sample`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from random import Random
from typing import Literal, NamedTuple, TypeAlias

from risktool.parse.flat.atoms import Atom
from risktool.parse.flat.scores import Event

Item: TypeAlias = Atom | Event
Action: TypeAlias = Literal[
    "open_description",
    "open_description_unscored",
    "continue_description",
    "open_treatment_latest",
    "open_treatment_queued",
    "open_treatment_second",
    "open_treatment_unscored",
    "continue_treatment",
    "set_aside",
    "score",
    "score_second",
    "not_a_score",
    "score_alone",
]
Last: TypeAlias = Literal["D", "T", "S", "0"]
Order: TypeAlias = Literal["row", "block", "mixed", "column"]
ORDERS: tuple[Order, ...] = ("row", "block", "mixed", "column")

MAX_LAG = 16
"""Descriptions that wait for a score: a page holds no more rows than this in a narrow column."""

MAX_WAITING = 16
"""Rows that wait for a treatment, likewise."""

UNSCORED_SLACK = 3
"""Descriptions at the end that may have lost their scores."""

BEAM = 12.0
"""Natural-log units: a state this much less likely than the best one at its place is not followed further."""

MAX_STATES = 60
"""States followed at one place, whatever their likelihood: bounds the cost of a pathological stretch."""


class State(NamedTuple):
    """See the module. `last` "0" is the beginning."""

    lag: int
    waiting: int
    last: Last
    resume: bool
    order: Order


class Edge(NamedTuple):
    """A step from one state to the next by one item.

    Its features are `context`, and for an atom what the atom looks like (`look_features`) under the step's `label`.
    """

    source: State
    target: State
    action: Action
    label: str
    context: tuple[str, ...]


Weights: TypeAlias = Mapping[str, float]

STARTS = {order: State(0, 0, "0", resume=False, order=order) for order in ORDERS}

OrderBias: TypeAlias = Mapping[Order, float]
"""What the other stretches of a document say about the order, in natural-log units."""

NO_BIAS: OrderBias = {}


@dataclass(frozen=True, slots=True)
class Lattice:
    """The likely readings of a stretch, summed up.

    `steps[i]` maps each state behind item i to the edges that lead there, each with the log of the sum over all
    readings that come through it; `forward[i]` has each state's own sum before item i. `ends` has each final state's
    features, `finals` its share, `total` their sum.
    """

    steps: tuple[dict[State, tuple[tuple[Edge, float], ...]], ...]
    forward: tuple[dict[State, float], ...]
    ends: dict[State, tuple[str, ...]]
    finals: dict[State, float]
    total: float


def build_lattice(items: Sequence[Item], weights: Weights, beam: float = BEAM, bias: OrderBias = NO_BIAS) -> Lattice:
    """Sum over all readings of a stretch (the forward algorithm), following likely states only."""
    left = _events_left(items)
    forward = {start: weights.get(f"o|{order}", 0.0) + bias.get(order, 0.0) for order, start in STARTS.items()}
    steps: list[dict[State, tuple[tuple[Edge, float], ...]]] = []
    sums_before = [forward]
    for at, item in enumerate(items):
        follower = items[at + 1] if at + 1 < len(items) else None
        looks = {label: _weigh(look_features(label, item, follower), weights) for label in LABELS}
        arrivals: dict[State, list[tuple[Edge, float]]] = {}
        for state, so_far in forward.items():
            for edge in _moves(state, item):
                weight = looks[edge.label] + _weigh(edge.context, weights)
                arrivals.setdefault(edge.target, []).append((edge, so_far + weight))
        sums = {state: _log_sum([value for _, value in found]) for state, found in arrivals.items()}
        forward = _prune(sums, min(MAX_LAG, left[at + 1] + UNSCORED_SLACK), beam)
        steps.append({state: tuple(arrivals[state]) for state in forward})
        sums_before.append(forward)
    ends = {state: _end_features(state) for state in forward}
    finals = {state: value + _weigh(ends[state], weights) for state, value in forward.items()}
    return Lattice(tuple(steps), tuple(sums_before), ends, finals, _log_sum(list(finals.values())))


def _weigh(features: tuple[str, ...], weights: Weights) -> float:
    return sum(weights.get(feature, 0.0) for feature in features)


def _prune(sums: dict[State, float], max_lag: int, beam: float) -> dict[State, float]:
    """The likely states, in a fixed order. States that cannot score their descriptions any more go first."""
    able = {state: value for state, value in sums.items() if state.lag <= max_lag} or sums
    top = max(able.values())
    kept = sorted((state for state, value in able.items() if value > top - beam), key=lambda s: (-able[s], s))
    return {state: able[state] for state in kept[:MAX_STATES]}


def _log_sum(values: list[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))


def _events_left(items: Sequence[Item]) -> list[int]:
    left = [0] * (len(items) + 1)
    for at in range(len(items) - 1, -1, -1):
        left[at] = left[at + 1] + isinstance(items[at], Event)
    if not left[0]:
        return [MAX_LAG] * len(left)
    return left


LABELS = ("description", "more description", "treatment", "more treatment", "aside", "score", "number")
"""What an item may be. The first five are for atoms; "number" is a number that belongs to the text."""


def look_features(label: str, item: Item, follower: Item | None) -> tuple[str, ...]:
    """What an item itself says about being `label`: its length, its end, its words, and what comes behind it."""
    if isinstance(item, Event):
        return (f"{label}|{item.kind}|{_behind(follower)}",) if label in LABELS[5:] else ()
    size = 0 if item.words == 1 else 1 if item.words < 4 else 2 if item.words < 8 else 3 if item.words < 16 else 4
    return (
        f"{label}|{size}",
        f"{label}|?{item.is_question:d}",
        f"{label}|.{item.is_closed:d}|{_behind(follower)}",
        f"{label}|{item.opening}",
        f"{label}|={item.first_word}",
        f"{label}|lean{item.lean}",
    )


def _behind(follower: Item | None) -> str:
    if follower is None:
        return "end"
    if isinstance(follower, Event):
        return "score"
    return f"{follower.edge}|{follower.opening}"


def _moves(state: State, item: Item) -> Iterator[Edge]:
    if isinstance(item, Event):
        return _score_moves(state, item)
    return _text_moves(state, item)


CERTAIN_KINDS = ("triple", "pair", "single", "column")
"""Numbers whose arithmetic comes out: under an analysis they are scores, whatever the text around them."""


def _score_moves(state: State, event: Event) -> Iterator[Edge]:
    lag = min(state.lag, 3)
    scored = state._replace(waiting=min(state.waiting + 1, MAX_WAITING), last="S", resume=False)
    waiting = f"s|w{min(state.waiting, 2)}|{state.last}"
    if state.lag:
        context = (f"s|{state.last}|{lag}", waiting, f"{state.order}|s|{lag}")
        yield Edge(state, scored._replace(lag=state.lag - 1), "score", "score", context)
    else:
        yield Edge(state, scored, "score_alone", "score", (f"s0|{event.kind}", f"s0|{state.last}", waiting))
    if state.lag > 1:
        skipping = (f"s2|{state.last}|{lag}", waiting)
        yield Edge(state, scored._replace(lag=state.lag - 2), "score_second", "score", skipping)
    if event.kind not in CERTAIN_KINDS:
        yield Edge(state, state, "not_a_score", "number", (f"n|{state.last}", f"n|lag{min(state.lag, 1)}"))


def _text_moves(state: State, atom: Atom) -> Iterator[Edge]:
    now = state._replace(resume=state.resume or (atom.edge.startswith("page") and state.last == "T"))
    moves = (
        *_description_moves(now, atom),
        *_treatment_moves(now, atom),
        Edge(now, now, "set_aside", "aside", (f"x|{now.last}|{atom.edge}",)),
    )
    return (move._replace(source=state) for move in moves)


def _description_moves(state: State, atom: Atom) -> Iterator[Edge]:
    last, lag = state.last, min(state.lag, 2)
    target = state._replace(last="D")
    if _may_open(state, atom):
        opening = (
            f"d|{last}|{atom.edge}",
            f"d|{last}|lag{lag}|w{min(state.waiting, 2)}",
            f"{state.order}|{last}|{lag}",
        )
        more = target._replace(lag=min(state.lag + 1, MAX_LAG))
        yield Edge(state, more, "open_description", "description", opening)
    if last == "D" and state.lag == 1:
        yield Edge(state, target, "open_description_unscored", "description", (f"du|{atom.edge}",))
    if last != "0" and (last in ("D", "S") or atom.edge.startswith("page")):
        context = (f"dd|{last}|{atom.edge}", f"dd|lag{lag}")
        yield Edge(state, target, "continue_description", "more description", context)


def _may_open(state: State, atom: Atom) -> bool:
    """Whether the stretch's order lets a description open here."""
    match state.order:
        case "row":
            return state.lag == 0
        case "block":
            return state.last in ("0", "D") or atom.edge.startswith("page")
        case _:
            return True


def _treatment_moves(state: State, atom: Atom) -> Iterator[Edge]:
    last, lag, waiting = state.last, min(state.lag, 2), min(state.waiting, 3)
    target = state._replace(last="T", resume=False)
    opening = (f"t|{last}|{atom.edge}", f"t|lag{lag}")
    if waiting == 1 or (waiting and state.order != "column"):
        latest = target._replace(waiting=0)
        yield Edge(state, latest, "open_treatment_latest", "treatment", (*opening, f"tl|{last}|{waiting}"))
    if waiting > 1 and state.order == "column":
        queued = target._replace(waiting=state.waiting - 1)
        yield Edge(state, queued, "open_treatment_queued", "treatment", (*opening, f"tq|{last}|{waiting}"))
        second = target._replace(waiting=state.waiting - 2)
        yield Edge(state, second, "open_treatment_second", "treatment", (*opening, f"t2|{last}|{waiting}"))
    if state.lag:
        unscored = target._replace(lag=state.lag - 1)
        yield Edge(state, unscored, "open_treatment_unscored", "treatment", (f"tu|{last}|{atom.edge}|lag{lag}",))
    if last == "T" or state.resume:
        going_on = (f"tt|{last}|{atom.edge}", f"tt|lag{lag}")
        yield Edge(state, target, "continue_treatment", "more treatment", going_on)


def order_shares(lattice: Lattice) -> dict[Order, float]:
    """The probability of each order."""
    shares = dict.fromkeys(ORDERS, 0.0)
    for state, value in lattice.finals.items():
        shares[state.order] += exp(value - lattice.total)
    return shares


def _end_features(state: State) -> tuple[str, ...]:
    return (f"E|lag{min(state.lag, 4)}", f"E|w{min(state.waiting, 4)}", f"E|{state.last}")


Path: TypeAlias = tuple[Action, ...]


def sample(lattice: Lattice, count: int, random: Random) -> dict[Path, int]:
    """`count` readings drawn by their probability: how often each came up."""
    drawn: dict[Path, int] = {}
    for _ in range(count):
        path = _draw(lattice, random)
        drawn[path] = drawn.get(path, 0) + 1
    return drawn


def _draw(lattice: Lattice, random: Random) -> Path:
    state = _pick([(state, value) for state, value in lattice.finals.items()], random)
    actions: list[Action] = []
    for arrivals in reversed(lattice.steps):
        edge = _pick(arrivals[state], random)
        actions.append(edge.action)
        state = edge.source
    return tuple(reversed(actions))


def _pick(options: Sequence[tuple], random: Random):  # type: ignore[no-untyped-def,type-arg]
    top = max(value for _, value in options)
    shares = [exp(value - top) for _, value in options]
    at = random.random() * sum(shares)
    for (choice, _), share in zip(options, shares, strict=True):
        at -= share
        if at <= 0:
            return choice
    return options[-1][0]


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
