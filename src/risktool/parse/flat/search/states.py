"""What a reading of a stretch may do next: the states, the steps between them, and what each step looks like.

A reading labels each atom: it opens or continues a description (D), opens or continues a treatment (T), or is
neither (X). Scores bind rows in order. The state is all that the future depends on:

    lag      descriptions that wait for a score         (by row: at most 1; by column: as many as the block has)
    waiting  rows scored since the last treatment       (0: that row has its treatment)
    last     what the last item was; "t" is the tail of a treatment that a page break cut
    resume   a page break has cut a treatment, and more of its tail may come
    is_open  the last description did not end with a full stop: its tail may come on the next page
    order    how the stretch is printed, chosen at its beginning

Orders:

    "row"      D S T D S T              lag is never over 1
    "block"    D D D S T S T S T        after a score, only a new page opens descriptions
    "mixed"    D D S T S T D S T        blocks of any size
    "column"   D D D S S S T T T        treatments wait in a queue; elsewhere each belongs to the score before it
    "loose"    D S D T S T              a treatment may come behind the next row's description

Every step has features, named by what they see; `features` has those that do not depend on the state.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from risktool.parse.flat.cutting.atoms import Atom, EdgeKind, Numbered
from risktool.parse.flat.event import Event
from risktool.parse.flat.kinds import EventKind

Item: TypeAlias = Atom | Event
Action: TypeAlias = Literal[
    "open_description",
    "open_description_alone",
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
Last: TypeAlias = Literal["D", "T", "t", "S", "0"]
Order: TypeAlias = Literal["row", "block", "mixed", "column", "loose"]
ORDERS: tuple[Order, ...] = ("row", "block", "mixed", "column", "loose")

MAX_LAG = 16
"""Descriptions that wait for a score: a page holds no more rows than this in a narrow column."""

MAX_WAITING = 16
"""Rows that wait for a treatment, likewise."""

MANY_WAITING = 3
"""Where a treatment belongs to the score before it, more rows that wait are just as many."""


class State(NamedTuple):
    """See the module. `last` "0" is the beginning."""

    lag: int
    waiting: int
    last: Last
    resume: bool
    is_open: bool
    order: Order


STARTS = {order: State(0, 0, "0", resume=False, is_open=False, order=order) for order in ORDERS}


class Edge(NamedTuple):
    """A step from one state to the next by one item."""

    source: State
    target: State
    action: Action


class Step(NamedTuple):
    """An edge with the features of its context; what the item itself says of the action is in `features`."""

    edge: Edge
    context: tuple[str, ...]


class Site(NamedTuple):
    """All that a step needs to know of an item: a score's kind, or an atom's left edge, whether it is closed, and
    whether a row's number opens it."""

    kind: EventKind | None
    edge: EdgeKind
    is_closed: bool
    is_surely_score: bool = False
    numbered: Numbered = ""


def site_of(item: Item) -> Site:
    """What decides the steps over an item; two items of one site have the same steps."""
    if isinstance(item, Event):
        return Site(item.kind, "event", is_closed=False, is_surely_score=item.is_surely_score)
    return Site(None, item.edge, item.is_closed, numbered=item.numbered)


def steps_from(state: State, site: Site) -> tuple[Step, ...]:
    """All that a reading may do with an item of this site."""
    moves = _text_moves(state, site) if site.kind is None else _score_moves(state, site.kind, site.is_surely_score)
    return tuple(Step(Edge(state, target, action), context) for target, action, context in moves)


_Move: TypeAlias = tuple[State, Action, tuple[str, ...]]
"""The state that a step leads to, its action, and the features of its context."""


def _score_moves(state: State, kind: EventKind, is_surely_score: bool) -> Iterator[_Move]:
    lag = min(state.lag, 3)
    most = MAX_WAITING if state.order == "column" else MANY_WAITING
    scored = state._replace(waiting=min(state.waiting + 1, most), last="S", resume=False)
    waiting = f"s|w{min(state.waiting, 2)}|{state.last}"
    if state.lag:
        context = (f"s|{state.last}|{lag}", waiting, f"{state.order}|s|{lag}", f"{state.order}|s|{state.last}")
        yield scored._replace(lag=state.lag - 1), "score", context
    else:
        yield scored, "score_alone", (f"s0|{kind}", f"s0|{state.last}", waiting)
    if state.lag > 1:
        skipping = (f"s2|{state.last}|{lag}", waiting, f"{state.order}|s2")
        yield scored._replace(lag=state.lag - 2), "score_second", skipping
    if not is_surely_score:
        yield state, "not_a_score", (f"n|{kind}|{state.last}", f"n|lag{min(state.lag, 1)}")


def _text_moves(state: State, site: Site) -> Iterator[_Move]:
    is_page = site.edge.startswith("page")
    now = state._replace(resume=state.resume or (is_page and state.last in ("T", "t")))
    where = f"{state.order}|{state.last}|{'page' if is_page else 'on'}"
    if site.numbered != "inside":
        moves = _opening_moves(now, site, where)
        yield from (move for move in moves if site.numbered != "heads" or move[1] == "open_description_alone")
    if site.numbered not in ("opens", "heads"):
        yield from _continuing_moves(now, site, where)
        yield from _treatment_moves(now, site, where)
    if site.numbered != "opens":
        yield now, "set_aside", (f"x|{now.last}|{site.edge}", f"x|{where}")


def _opening_moves(state: State, site: Site, where: str) -> Iterator[_Move]:
    last, lag, edge = state.last, min(state.lag, 2), site.edge
    if not _may_open(state, site):
        return
    target = state._replace(last="D", is_open=not site.is_closed)
    opening = (
        f"d|{last}|{edge}",
        f"d|{last}|lag{lag}|w{min(state.waiting, 2)}",
        f"{state.order}|{last}|{lag}",
        f"d|{where}",
    )
    yield target._replace(lag=min(state.lag + 1, MAX_LAG)), "open_description", opening
    yield target, "open_description_alone", (f"da|{last}|{edge}", f"da|{state.order}|{last}|{lag}", f"d|{where}")


def _continuing_moves(state: State, site: Site, where: str) -> Iterator[_Move]:
    last, lag, edge = state.last, min(state.lag, 2), site.edge
    if last in ("D", "S") or (last != "0" and edge.startswith("page")):
        target = state._replace(last="D", is_open=not site.is_closed)
        context = (f"dd|{last}|{edge}", f"dd|lag{lag}", f"dd|{where}", f"dd|{edge}|open{state.is_open:d}")
        yield target, "continue_description", context


def _may_open(state: State, site: Site) -> bool:
    """Whether the stretch's order lets a description open here."""
    match state.order:
        case "row":
            return state.lag == 0
        case "block":
            return state.last in ("0", "D", "t") or site.edge.startswith("page")
        case _:
            return True


def _treatment_moves(state: State, site: Site, where: str) -> Iterator[_Move]:
    last, lag, waiting, edge = state.last, min(state.lag, 2), min(state.waiting, 3), site.edge
    target = state._replace(last="T", resume=False)
    opening = (f"t|{last}|{edge}", f"t|lag{lag}", f"t|{where}")
    if waiting == 1 or (waiting and state.order != "column"):
        latest = target._replace(waiting=0)
        yield latest, "open_treatment_latest", (*opening, f"tl|{last}|{waiting}")
    if waiting > 1 and state.order == "column":
        queued = target._replace(waiting=state.waiting - 1)
        yield queued, "open_treatment_queued", (*opening, f"tq|{last}|{waiting}")
        second = target._replace(waiting=state.waiting - 2)
        yield second, "open_treatment_second", (*opening, f"t2|{last}|{waiting}")
    if state.lag:
        unscored = target._replace(lag=state.lag - 1)
        context = (f"tu|{last}|{edge}|lag{lag}", f"tu|{where}")
        yield unscored, "open_treatment_unscored", context
    if last in ("T", "t") or state.resume:
        is_tail = last != "T" or edge.startswith("page")
        tail = state._replace(last="t") if is_tail else target
        going_on = (f"tt|{last}|{edge}", f"tt|lag{lag}", f"tt|{where}")
        yield tail, "continue_treatment", going_on
