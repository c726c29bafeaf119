"""What the column headings and the scores of flat text say about the form that was flattened."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import regex

from risktool.parse.flat.kinds import EventKind
from risktool.parse.header_run import puts_consequence_first
from risktool.profiles import FACTORS

Roles: TypeAlias = tuple[str, ...]
"""The columns that one run of headings names, in their order."""


WITH_PRODUCT: tuple[EventKind, ...] = ("triple", "pair", "misfit", "column", "range", "doubt")
"""Kinds of scores that hold a product, or may."""


class Form(NamedTuple):
    """The form of one stretch."""

    is_turned: bool = False
    """The consequence stands before the likelihood."""
    has_product: bool = True
    """There is a column for the product; else two numbers are the two factors."""
    is_named: bool = False
    """Headings name all its columns."""
    names_treatment: bool = False
    """There is a column for treatments."""
    is_clear: bool = True
    """All that is said of it is printed, and nothing in the document says otherwise."""

    def is_odd(self, kind: EventKind) -> bool:
        """Whether a score has a product where the form has none: its first number may end the cell before, "plan 2"."""
        return not self.has_product and kind in WITH_PRODUCT


UNKNOWN_FORM = Form()
"""Of a stretch before anything is said of it."""


def forms_of(
    headings: Sequence[Sequence[Roles]],
    kinds: Iterable[EventKind],
    *,
    is_damaged: bool,
    has_three_factors: bool = False,
) -> tuple[Form, ...]:
    """The form of each stretch, from its own headings, else the last ones before it; `kinds` are all scores' kinds.

    Headings that disagree about the factors' order leave a stretch without its own in doubt. So do columns for a
    second score: which of two scores is a row's nobody can tell in a stream of words. Where treatments stand before the
    scores, or risks behind them, the reader, who looks for them on the other side, is on the wrong form; and where
    owners or dates have a column, theirs are among the words of the treatments. Of four numbers, where detection is
    rated as well, three may come out even and not be a risk's.
    """
    every = [roles for found in headings for roles in found]
    strange = (_names_more, _detects, _treats_before_scoring, _scores_before_naming)
    is_strange = has_three_factors or any(is_so(roles) for is_so in strange for roles in every)
    has_product, is_said = _product(every, Counter(kinds), is_damaged=is_damaged)
    orders = _orders(every)
    names_treatment = any("treatment" in roles for roles in every)
    last = orders if len(orders) == 1 else set[bool]()
    forms: list[Form] = []
    for found in headings:
        own = _orders(found)
        last = own or last
        is_ordered = len(orders) < 2 or len(own) == 1
        is_clear = is_said and is_ordered and not is_strange
        forms.append(Form(True in last, has_product, bool(last), names_treatment, is_clear))
    return tuple(forms)


def _names_more(roles: Roles) -> bool:
    """Whether there is a column whose words would be read as the description's or the treatment's."""
    return not BESIDE.isdisjoint(roles)


BESIDE = frozenset(
    (
        "owner",
        "due",
        "residual",
        "residual_likelihood",
        "residual_consequence",
        "residual_score",
        "consequence_text",
        "other",
    )
)
"""Who, when, what is left, causes, consequences in words, comments."""


def _detects(roles: Roles) -> bool:
    return "detection" in roles


def multiply_three(text: str) -> bool:
    """Whether four numbers in a row, of which the last is the product of the others, come time and again."""
    rows = (tuple(map(int, match.groups())) for match in _FOUR.finditer(text))
    return sum(a * b * c == product for a, b, c, product in rows) >= FEWEST_OF_THREE


_FOUR = regex.compile(r"(?<!\S)(?<!\d )(\d{1,2}) (\d{1,2}) (\d{1,2}) (\d{1,4})(?! \d)(?!\S)")

FEWEST_OF_THREE = 3
"""Products of three factors that are no accident."""


def _treats_before_scoring(roles: Roles) -> bool:
    """Whether the treatment's column stands before both factors'."""
    return set(roles) >= {"treatment", *FACTORS} and roles.index("treatment") < min(map(roles.index, FACTORS))


def _scores_before_naming(roles: Roles) -> bool:
    """Whether the risk's column stands behind both factors': a row's numbers are taken for those of the one above."""
    return set(roles) >= {"description", *FACTORS} and roles.index("description") > max(map(roles.index, FACTORS))


def _orders(headings: Sequence[Roles]) -> set[bool]:
    """Whether the headings that name both factors turn them; empty: none does, both: they disagree."""
    return {puts_consequence_first(roles) for roles in headings if set(roles) >= set(FACTORS)}


def _product(every: Sequence[Roles], kinds: Counter[EventKind], *, is_damaged: bool) -> tuple[bool, bool]:
    """Whether there is a column for the product, and whether that is printed.

    Where digits are lost, a product may be what is missing, so two numbers alone prove nothing, nor do headings that
    name both factors and no product.
    """
    is_named = any(set(roles) >= set(FACTORS) for roles in every)
    has_score = any("score" in roles for roles in every)
    if is_damaged or has_score:
        return True, not is_named or any(not {"score", "level"}.isdisjoint(roles) for roles in every)
    whole = sum(kinds[kind] for kind in WITH_PRODUCT)
    if is_named:
        return kinds["partial"] <= whole, True
    is_pairs = kinds["partial"] >= FEWEST_PAIRS and kinds["partial"] > whole
    return not is_pairs or whole + kinds["lone"] > 0, not is_pairs


FEWEST_PAIRS = 3
"""Scores of two numbers that are no accident."""
