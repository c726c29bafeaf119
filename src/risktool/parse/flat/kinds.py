"""What one to three numbers are as a score: whole, damaged, doubtful, or none."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import regex

from risktool.notation import Notation

EventKind: TypeAlias = Literal["triple", "pair", "single", "misfit", "partial", "lone", "range", "doubt", "column"]
"""triple S K P; pair/single a damaged score of two or one number; misfit three numbers that disagree, or a factor and
what may be its product; partial two numbers without a product; lone one number that fits nothing; range, doubt as
printed; column from a column block."""

COSTS: dict[EventKind, float] = {
    "triple": 0.0,
    "pair": 0.3,
    "single": 0.7,
    "range": 0.5,
    "doubt": 0.8,
    "misfit": 4.0,
    "partial": 4.5,
    "lone": 5.0,
    "column": 0.4,
}
"""In natural-log units, about: how unlikely each kind is among real scores."""

UNFIT_KINDS: frozenset[EventKind] = frozenset({"misfit", "partial", "lone"})
"""What is left over when numbers do not come out even. Before a question mark it is two answers to one question:
"3 3 4 3 12 9?" is one doubtful score."""


SHAPE = regex.compile(r"\d{1,3}\??|\d{1,2}[-–]\d{1,3}(?:[-–]\d{1,3})?\??")
HALF_RANGE = regex.compile(r"\d{1,2}[-–]\??|[-–]\d{1,3}\??")
"""A range that lost a digit and with it one of its ends."""


def is_number(text: str, notation: Notation) -> bool:
    """Whether a word is a number, or a range of numbers, as a score's cell prints it."""
    decoded = notation.decode(text)
    return bool(SHAPE.fullmatch(decoded) or (notation.lost and HALF_RANGE.fullmatch(decoded)))


def kind_of(tokens: tuple[str, ...], notation: Notation) -> EventKind | None:
    """What these one to three tokens are as one score; None: they are none."""
    bare = tuple(token.rstrip("?") for token in tokens)
    if not all(token.isdecimal() for token in bare):
        return _range_kind(bare, notation)
    fits = any(notation.is_on_scale(r.likelihood, r.consequence) for r in notation.read_run(bare))
    if not fits:
        return _unfit_kind(bare, notation)
    if bare != tokens:
        return "doubt"
    if len(tokens) == 3:
        return "triple"
    return "pair" if len(tokens) == 2 else "single"


def _unfit_kind(tokens: tuple[str, ...], notation: Notation) -> EventKind | None:
    values = [int(token) for token in tokens]
    if notation.read_run(tokens):
        return "pair" if len(tokens) == 2 else "triple" if len(tokens) == 3 else "lone"
    top = max(notation.likelihood[1], notation.consequence[1])
    if len(values) == 3:
        on_scale = all(0 < v <= top for v in values[:2]) and values[2] <= top * top
        return "misfit" if on_scale else None
    if len(values) == 2:
        is_product = 0 < values[0] <= top < values[1] <= top * top and values[1] % values[0] == 0
        return "partial" if all(0 < v <= top for v in values) else "misfit" if is_product else None
    return "lone"


def _range_kind(tokens: tuple[str, ...], notation: Notation) -> EventKind | None:
    """A score of which some part is a range: "2-4 4 8-16"."""
    bounds = [tuple(int(n) for n in regex.split("[-–]", token) if n) for token in tokens]
    is_broken = any(HALF_RANGE.fullmatch(token) for token in tokens)
    if is_broken:
        return "range" if len(tokens) > 1 else "lone"
    top = max(notation.likelihood[1], notation.consequence[1])
    if any(number > top for bound in bounds[:-1] for number in bound):
        return None
    is_whole = len(tokens) == 3 and _may_be_product(bounds, notation)
    return "range" if is_whole or len(tokens) == 1 or (notation.lost and len(tokens) == 2) else None


def _may_be_product(bounds: Sequence[tuple[int, ...]], notation: Notation) -> bool:
    """Whether the third range can hold the products of the first two; with lost digits it may say anything."""
    (s_low, *_, s_high), (k_low, *_, k_high), (p_low, *_, p_high) = [(b[0], *b, b[-1]) for b in bounds]
    return bool(notation.lost) or (s_low * k_low <= p_high and s_high * k_high >= p_low)
