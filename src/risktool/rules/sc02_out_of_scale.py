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
from risktool.model import Criteria, Register, Risk
from risktool.rules.base import Rule, rows
from risktool.rules.printed import is_off_scale, show

RULE = Rule("SC02", "out-of-scale", "error", __doc__)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a factor."""
    if register.criteria is None:
        return
    for row in rows(register):
        for message in _complaints(row.risk, register.criteria):
            yield RULE.at_row(row, message)


def _complaints(risk: Risk, criteria: Criteria) -> list[str]:
    if risk.likelihood is None and risk.consequence is None and risk.status == "recovered" and risk.candidates:
        return _in_every_pair(risk, criteria)
    factors = (
        ("likelihood", risk.likelihood_range or risk.likelihood, risk.likelihood_label, criteria.likelihood),
        ("consequence", risk.consequence_range or risk.consequence, risk.consequence_label, criteria.consequence),
    )
    return [
        f"{name} {_show(value)} is outside {_show(scale)}"
        for name, value, label, scale in factors
        if label is None and is_off_scale(value, scale)
    ]


def _in_every_pair(risk: Risk, criteria: Criteria) -> list[str]:
    outside = [
        is_off_scale(pair[0], criteria.likelihood) + is_off_scale(pair[1], criteria.consequence)
        for pair in risk.candidates
    ]
    pairs = " or ".join(f"{show(s)} x {show(k)}" for s, k in risk.candidates)
    return [f"{pairs}: a factor is outside {_show(criteria.likelihood)}"] * min(outside)


def _show(value: object) -> str:
    if isinstance(value, tuple):
        return f"{value[0]:g}–{value[1]:g}"
    return f"{value:g}" if isinstance(value, int | float) else ""
