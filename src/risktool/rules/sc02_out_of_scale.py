"""A likelihood or a consequence is outside its scale.

Why: the group left its own scale (a 0, a 6 of 5), so the score cannot be compared with the others and the level that
follows from it means nothing.

Example:
    bad:  S 6, K 2 on scales from 1 to 5
    good: S 5, K 2

Limits: the scale is the document's own where it states one, else the usual one. Where lost digits leave the order
of the factors open, what every possible pair has in common is counted. Words of a scale are always on it.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Criteria, Number, Range, Register, Risk
from risktool.rules.base import Rule, rows
from risktool.rules.printed import is_off_scale, show

RULE = Rule(
    "SC02",
    "out-of-scale",
    "error",
    "correct the number, or state the scale in the document (--scale for one without a legend)",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a factor."""
    if register.criteria is None:
        return
    for row in rows(register):
        if _has_open_order(row.risk):
            for _ in range(_always_outside(row.risk, register.criteria)):
                yield RULE.at_row(row, f"a factor of {_pairs(row.risk)} is outside its scale", "score")
            continue
        for field, value, scale in _outside(row.risk, register.criteria):
            yield RULE.at_row(row, f"{field} {_show(value)} is outside {_show(scale)}", field)


def _outside(risk: Risk, criteria: Criteria) -> Iterator[tuple[str, Number | Range, Range]]:
    factors = (
        ("likelihood", risk.likelihood_range or risk.likelihood, risk.likelihood_label, criteria.likelihood),
        ("consequence", risk.consequence_range or risk.consequence, risk.consequence_label, criteria.consequence),
    )
    for field, value, label, scale in factors:
        if value is not None and label is None and is_off_scale(value, scale):
            yield field, value, scale


def _has_open_order(risk: Risk) -> bool:
    return risk.status == "recovered" and risk.likelihood is None and risk.consequence is None


def _always_outside(risk: Risk, criteria: Criteria) -> int:
    """How many factors are outside whichever pair is the right one."""
    return min(
        (is_off_scale(s, criteria.likelihood) + is_off_scale(k, criteria.consequence) for s, k in risk.candidates),
        default=0,
    )


def _pairs(risk: Risk) -> str:
    return " or ".join(f"{show(s)} x {show(k)}" for s, k in risk.candidates)


def _show(value: Number | Range) -> str:
    return "–".join(map(show, value)) if isinstance(value, tuple) else show(value)
