"""What a reading of a stretch may do next: the states, the steps between them, and what each step looks like.

A reading labels each atom: it opens or continues a description (D), opens or continues a treatment (T), or is
neither (X). Scores bind rows in order. The state is all that the future depends on:

    lag      descriptions opened and not yet scored     (by row: at most 1; by column: as many as the block has)
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

Every step has features, named by what they see; their weights are fitted (training/fit.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from risktool.parse.flat.atoms import Atom, EdgeKind
from risktool.parse.flat.scores import Event, EventKind

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
Last: TypeAlias = Literal["D", "T", "t", "S", "0"]
Order: TypeAlias = Literal["row", "block", "mixed", "column", "loose"]
ORDERS: tuple[Order, ...] = ("row", "block", "mixed", "column", "loose")

MAX_LAG = 16
"""Descriptions that wait for a score: a page holds no more rows than this in a narrow column."""

MAX_WAITING = 16
"""Rows that wait for a treatment, likewise."""


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
    """A step from one state to the next by one item.

    Its features are `context`, and for an atom what the atom looks like (`look_features`) under the step's `label`.
    """

    source: State
    target: State
    action: Action
    label: str
    context: tuple[str, ...]


class Setting(NamedTuple):
    """What a whole stretch is like: how many its scores are beside its pieces of text, and whether these end in
    "stops", mostly without ("bare"), or as it happens ("mixed")."""

    scores: Literal["none", "few", "some", "many", "most"]
    ends: Literal["stops", "mixed", "bare"]


MOST_SCORES, MANY_SCORES, SOME_SCORES = 0.38, 0.27, 0.15
"""Scores to a piece of text: a row of one sentence and one measure has two pieces, so 0.5 is as many as can be."""

MOSTLY = 0.7
"""The share from which one way of ending is the stretch's own."""


def setting_of(items: Sequence[Item]) -> Setting:
    """The setting of a stretch."""
    atoms = [item for item in items if isinstance(item, Atom)]
    share = (len(items) - len(atoms)) / max(1, len(atoms))
    stops = sum(atom.edge == "stop_upper" for atom in atoms)
    capitals = sum(atom.edge == "capital" for atom in atoms)
    return Setting(
        _how_many(share),
        _own_way(stops, capitals),
    )


def _how_many(share: float) -> Literal["none", "few", "some", "many", "most"]:
    if share < SOME_SCORES:
        return "few" if share else "none"
    return "some" if share < MANY_SCORES else "many" if share < MOST_SCORES else "most"


def _own_way(stops: int, capitals: int) -> Literal["stops", "mixed", "bare"]:
    if stops > MOSTLY * (stops + capitals):
        return "stops"
    return "bare" if capitals > MOSTLY * (stops + capitals) else "mixed"


class Site(NamedTuple):
    """All that a step needs to know of an item: a score's kind, or an atom's left edge and whether it is closed; and
    the setting of its stretch."""

    kind: EventKind | None
    edge: EdgeKind
    is_closed: bool
    setting: Setting
    is_surely_score: bool = False


def sites_of(items: Sequence[Item]) -> tuple[Site, ...]:
    """What decides the steps over each item; two items of one site have the same steps."""
    setting = setting_of(items)
    return tuple(
        Site(item.kind, "event", is_closed=False, setting=setting, is_surely_score=item.is_surely_score)
        if isinstance(item, Event)
        else Site(None, item.edge, item.is_closed, setting)
        for item in items
    )


Weights: TypeAlias = Mapping[str, float]

LABELS = ("description", "more description", "treatment", "more treatment", "aside", "score", "number")
"""What an item may be. The first five are for atoms; "number" is a number that belongs to the text."""


def look_features(label: str, item: Item, before: Item | None, follower: Item | None) -> tuple[str, ...]:
    """What an item itself says about being `label`: its length, its end, its words, and what stands around it."""
    if isinstance(item, Event):
        if label not in LABELS[5:]:
            return ()
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
        f"{label}|{item.edge}|{item.opening}",
        f"{label}|copy {item.copied}",
    )


DESCRIBING = LABELS[:2]


def tie_feature(label: str, strength: int, order: Order) -> tuple[str, ...]:
    """What it is worth that a description's words come back behind the score that it would get."""
    way = {"row": "row", "block": "block", "mixed": "block"}.get(order)
    return (f"tie|{strength}|{way}",) if strength and way and label in DESCRIBING else ()


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


def steps_from(state: State, site: Site) -> Sequence[Edge]:
    """All that a reading may do with an item of this site."""
    if site.kind is None:
        return _text_steps(state, site)
    return tuple(_score_steps(state, site.kind, site.is_surely_score))


def _score_steps(state: State, kind: EventKind, is_surely_score: bool) -> Iterator[Edge]:
    lag = min(state.lag, 3)
    scored = state._replace(waiting=min(state.waiting + 1, MAX_WAITING), last="S", resume=False)
    waiting = f"s|w{min(state.waiting, 2)}|{state.last}"
    if state.lag:
        context = (f"s|{state.last}|{lag}", waiting, f"{state.order}|s|{lag}", f"{state.order}|s|{state.last}")
        yield Edge(state, scored._replace(lag=state.lag - 1), "score", "score", context)
    else:
        yield Edge(state, scored, "score_alone", "score", (f"s0|{kind}", f"s0|{state.last}", waiting))
    if state.lag > 1:
        skipping = (f"s2|{state.last}|{lag}", waiting, f"{state.order}|s2")
        yield Edge(state, scored._replace(lag=state.lag - 2), "score_second", "score", skipping)
    if not is_surely_score:
        yield Edge(state, state, "not_a_score", "number", (f"n|{kind}|{state.last}", f"n|lag{min(state.lag, 1)}"))


def _text_steps(state: State, site: Site) -> Sequence[Edge]:
    is_page = site.edge.startswith("page")
    now = state._replace(resume=state.resume or (is_page and state.last in ("T", "t")))
    where = f"{state.order}|{state.last}|{'page' if is_page else 'on'}"
    aside = Edge(now, now, "set_aside", "aside", (f"x|{now.last}|{site.edge}", f"x|{where}"))
    moves = (*_description_steps(now, site, where), *_treatment_steps(now, site, where), aside)
    return moves if now == state else tuple(move._replace(source=state) for move in moves)


def _description_steps(state: State, site: Site, where: str) -> Iterator[Edge]:
    last, lag, edge = state.last, min(state.lag, 2), site.edge
    target = state._replace(last="D", is_open=not site.is_closed)
    if _may_open(state, edge):
        opening = (
            f"d|{last}|{edge}",
            f"d|{last}|lag{lag}|w{min(state.waiting, 2)}",
            f"{state.order}|{last}|{lag}",
            f"d|{where}",
            f"d|{site.setting.scores}|{edge}",
            f"d|{site.setting.ends}|{edge}",
        )
        more = target._replace(lag=min(state.lag + 1, MAX_LAG))
        yield Edge(state, more, "open_description", "description", opening)
    if last == "D" and state.lag == 1:
        unscored = (f"du|{edge}", f"du|{state.order}", f"du|{site.setting.scores}")
        yield Edge(state, target, "open_description_unscored", "description", unscored)
    if last in ("D", "S") or (last != "0" and edge.startswith("page")):
        context = (
            f"dd|{last}|{edge}",
            f"dd|lag{lag}",
            f"dd|{where}",
            f"dd|{edge}|open{state.is_open:d}",
            f"dd|{site.setting.scores}|{edge}",
            f"dd|{site.setting.ends}|{edge}",
        )
        yield Edge(state, target, "continue_description", "more description", context)


def _may_open(state: State, edge: EdgeKind) -> bool:
    """Whether the stretch's order lets a description open here."""
    match state.order:
        case "row":
            return state.lag == 0
        case "block":
            return state.last in ("0", "D", "t") or edge.startswith("page")
        case _:
            return True


def _treatment_steps(state: State, site: Site, where: str) -> Iterator[Edge]:
    last, lag, waiting, edge = state.last, min(state.lag, 2), min(state.waiting, 3), site.edge
    target = state._replace(last="T", resume=False)
    own = site.setting
    opening = (f"t|{last}|{edge}", f"t|lag{lag}", f"t|{where}", f"t|{own.ends}|{edge}", f"t|{own.scores}|{edge}")
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
        context = (f"tu|{last}|{edge}|lag{lag}", f"tu|{where}", f"tu|{own.scores}")
        yield Edge(state, unscored, "open_treatment_unscored", "treatment", context)
    if last in ("T", "t") or state.resume:
        is_tail = last != "T" or edge.startswith("page")
        tail = state._replace(last="t") if is_tail else target
        habits = (f"tt|{own.ends}|{edge}", f"tt|{own.scores}|{edge}")
        going_on = (f"tt|{last}|{edge}", f"tt|lag{lag}", f"tt|{where}", *habits)
        yield Edge(state, tail, "continue_treatment", "more treatment", going_on)
