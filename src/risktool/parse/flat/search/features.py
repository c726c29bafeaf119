"""What a reading sees of an item, whatever the state it is in: the item's looks, and the habits of its stretch.

Together with a step's own context (`states`) these are the features whose weights are fitted (training/fit.py).
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from risktool.parse.flat.cutting.atoms import Atom, EdgeKind
from risktool.parse.flat.event import Event
from risktool.parse.flat.search.states import Action, Edge, Item, Order, State
from risktool.parse.flat.search.ties import BACK, Ties

Weights: TypeAlias = Mapping[str, float]
"""Feature name -> weight, in natural-log units."""


HowMany: TypeAlias = Literal["none", "few", "some", "many", "most"]


class Setting(NamedTuple):
    """What a whole stretch is like: how many its scores are beside its pieces of text, and whether these end in
    "stops", mostly without ("bare"), or as it happens ("mixed")."""

    scores: HowMany
    ends: Literal["stops", "mixed", "bare"]


MOST_SCORES, MANY_SCORES, SOME_SCORES = 0.38, 0.27, 0.15
"""Scores to a piece of text: a row of one sentence and one measure has two pieces, so 0.5 is as many as can be."""

MOSTLY = 0.7
"""The share from which one way of ending is the stretch's own."""


def setting_of(items: Sequence[Item]) -> Setting:
    """The setting of a stretch."""
    atoms = [item for item in items if isinstance(item, Atom)]
    share = (len(items) - len(atoms)) / max(1, len(atoms))
    stops = sum(atom.edge in ("stop_upper", "asked_upper") for atom in atoms)
    capitals = sum(atom.edge == "capital" for atom in atoms)
    return Setting(_how_many(share), _own_way(stops, capitals))


def _how_many(share: float) -> HowMany:
    if share < SOME_SCORES:
        return "few" if share else "none"
    return "some" if share < MANY_SCORES else "many" if share < MOST_SCORES else "most"


def _own_way(stops: int, capitals: int) -> Literal["stops", "mixed", "bare"]:
    if stops > MOSTLY * (stops + capitals):
        return "stops"
    return "bare" if capitals > MOSTLY * (stops + capitals) else "mixed"


LABELS: Mapping[Action, str] = {
    "open_description": "description",
    "open_description_alone": "description",
    "continue_description": "more description",
    "open_treatment_latest": "treatment",
    "open_treatment_queued": "treatment",
    "open_treatment_second": "treatment",
    "open_treatment_unscored": "treatment",
    "continue_treatment": "more treatment",
    "set_aside": "aside",
    "score": "score",
    "score_second": "score",
    "score_alone": "score",
    "not_a_score": "number",
}
"""What an item is by each action; "number" is a number that belongs to the text."""

SCORE_ACTIONS: Sequence[Action] = ("score", "score_second", "score_alone", "not_a_score")
TEXT_ACTIONS: Sequence[Action] = tuple(action for action in LABELS if action not in SCORE_ACTIONS)


def item_features(
    item: Item, before: Item | None, follower: Item | None, setting: Setting
) -> Mapping[Action, tuple[str, ...]]:
    """What an item says about each action that is open to it: its looks, and the habits of its stretch."""
    if isinstance(item, Event):
        return {action: _look_features(LABELS[action], item, before, follower) for action in SCORE_ACTIONS}
    looks = {label: _look_features(label, item, before, follower) for label in {LABELS[a] for a in TEXT_ACTIONS}}
    return {action: looks[LABELS[action]] + _habit_features(action, item.edge, setting) for action in TEXT_ACTIONS}


def _habit_features(action: Action, edge: EdgeKind, setting: Setting) -> tuple[str, ...]:
    """How cells begin and end in a stretch of this setting."""
    scores, ends = setting
    if action == "set_aside":
        return ()
    if action == "open_treatment_unscored":
        return (f"tu|{scores}",)
    alone = (f"da|{scores}",) if action == "open_description_alone" else ()
    kind = _CELL_KINDS[action]
    return f"{kind}|{scores}|{edge}", f"{kind}|{ends}|{edge}", *alone


_CELL_KINDS: Mapping[Action, str] = {
    "open_description": "d",
    "open_description_alone": "d",
    "continue_description": "dd",
    "open_treatment_latest": "t",
    "open_treatment_queued": "t",
    "open_treatment_second": "t",
    "continue_treatment": "tt",
}


def _look_features(label: str, item: Item, before: Item | None, follower: Item | None) -> tuple[str, ...]:
    """What an item itself says about being `label`: its length, its end, its words, and what stands around it."""
    if isinstance(item, Event):
        return (f"{label}|{item.kind}|{_behind(follower)}", f"{label}|{item.kind}|{_ahead(before)}")
    size = 0 if item.words == 1 else 1 if item.words < 4 else 2 if item.words < 8 else 3 if item.words < 16 else 4
    return (
        f"{label}|{size}",
        f"{label}|{size}|{_behind(follower)}",
        f"{label}|?{item.is_question:d}",
        f"{label}|.{item.is_closed:d}|{_behind(follower)}",
        f"{label}|{item.opening}",
        f"{label}|={item.first_word}",
        f"{label}|lean{item.lean}",
        f"{label}|begins{item.begins}",
        f"{label}|{item.edge}|begins{item.begins}",
        f"{label}|{item.edge}|{item.opening}",
        f"{label}|copy {item.copied}",
    )


_Way: TypeAlias = Literal["row", "block", "back"]


class Tied(NamedTuple):
    """What a step asks of an atom's ties: the lag, and which way the reading's order lets them count."""

    way: _Way
    lag: int


def tied_by(edge: Edge) -> Tied | None:
    """The tie that agrees with this step: of a description's words with what stands behind the score that it would get,
    and by row of a treatment's with what stands before its score; None where a tie says nothing.
    """
    way = _WAYS.get(edge.action, {}).get(edge.source.order)
    if way is None:
        return None
    return Tied(way, BACK if way == "back" else edge.target.lag)


def tie_features(ties: Ties) -> Mapping[Tied, str]:
    """The feature of each tie that an atom has, by the steps that it counts for."""
    return {tied: f"tie|{strength}|{tied.way}" for lag, strength in ties.items() for tied in _asked_of(lag)}


def _asked_of(lag: int) -> tuple[Tied, ...]:
    return (Tied("back", lag),) if lag == BACK else (Tied("row", lag), Tied("block", lag))


_FORTH: Mapping[Order, _Way] = {"row": "row", "block": "block", "mixed": "block"}
_BACK: Mapping[Order, _Way] = {"row": "back", "loose": "back"}

_WAYS: Mapping[Action, Mapping[Order, _Way]] = {
    "open_description": _FORTH,
    "continue_description": _FORTH,
    "open_treatment_latest": _BACK,
    "continue_treatment": _BACK,
}
"""Which ties count for an action: those of a description that waits for a score, and those of the treatment of the row
with the last score, where the order says which rows stand before it."""


def _behind(follower: Item | None) -> str:
    if follower is None:
        return "end"
    if isinstance(follower, Event):
        return "score"
    return f"{follower.edge}|{follower.opening}"


def _ahead(before: Item | None) -> str:
    if before is None:
        return "start"
    if isinstance(before, Event):
        return "score"
    return "stop" if before.is_closed else "open"


def end_features(state: State, setting: Setting) -> tuple[str, ...]:
    """What is left over at the end of a stretch."""
    return (
        f"E|lag{min(state.lag, 4)}|{setting.scores}",
        f"E|w{min(state.waiting, 4)}",
        f"E|{state.last}",
        f"E|{state.order}",
    )
