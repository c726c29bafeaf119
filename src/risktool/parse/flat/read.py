"""Stretches of flat text to passages: the readings whose rows most readings agree with, and how many do."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log

from risktool.draft import Passage
from risktool.notation import Notation
from risktool.parse.flat.doubts.cells import find_feet
from risktool.parse.flat.rows import draft_passage
from risktool.parse.flat.search.judging import effort_for, judge_rows
from risktool.parse.flat.search.lattice import Lattice, OrderBias, Steps, build_lattice, lean_towards, order_shares
from risktool.parse.flat.search.states import MAX_LAG, ORDERS, Order
from risktool.parse.flat.search.ties import find_ties
from risktool.parse.flat.search.weights import load_model
from risktool.parse.flat.stretch import Stretch, cut_stretches
from risktool.profiles import Profile
from risktool.source import Document, Spans


def read_flat(
    document: Document, stretches: Sequence[Spans], notation: Notation, profile: Profile
) -> tuple[Passage, ...]:
    """The rows of each stretch of flat text. The stretches of a document tell each other in which order they are."""
    cut = cut_stretches(document, stretches, notation, profile, load_model())
    lattices = [_spread_out(stretch) for stretch in cut]
    shares = [order_shares(lattice) for lattice in lattices]
    feet = find_feet(document)
    passages = []
    for at, (stretch, lattice) in enumerate(zip(cut, lattices, strict=True)):
        judged = judge_rows(stretch.items, lean_towards(lattice, _bias(shares, at)))
        passages.append(draft_passage(stretch, judged, document, feet))
    return tuple(passages)


def _spread_out(stretch: Stretch) -> Lattice:
    """All readings of the stretch, as far as it is worth following them."""
    ties = find_ties(stretch.items, stretch.words, MAX_LAG)
    return build_lattice(stretch.items, ties, _load_steps(), effort_for(stretch.items).beam)


@lru_cache(maxsize=1)
def _load_steps() -> Steps:
    """The steps that any document's stretches share: most of them come back in the next document too."""
    return Steps(load_model().features)


def _bias(shares: Sequence[Mapping[Order, float]], at: int) -> OrderBias:
    """What the other stretches say about the order of this one: the log of how often each order is theirs."""
    others = [share for n, share in enumerate(shares) if n != at]
    total = len(others) + PRIOR_STRETCHES * len(ORDERS)
    return {order: log((sum(s[order] for s in others) + PRIOR_STRETCHES) / total) for order in ORDERS}


PRIOR_STRETCHES = 0.5
"""How many stretches of each order are taken as seen before the first: documents do change their order."""
