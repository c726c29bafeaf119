"""The printed level is not the one that the document's own criteria give.

Why: the legend and the row disagree, so either the score or the level is wrong, and the priority with it.

Example:
    bad:  legend "1-7 low, 8-14 medium, 15-25 high"; score 16, level "medium"
    good: score 16, level "high"

Limits: only for documents that state their bands, rows with one score, and levels in the legend's own words. Where
bands overlap any of them will do; a score in a gap between bands is not judged.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register, fitting_levels
from risktool.profiles import fold
from risktool.rules.base import Rule, quote, rows
from risktool.rules.printed import show

RULE = Rule(
    "LV02",
    "level-contradicts-criteria",
    "error",
    "correct the level or the score, or the legend",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a row."""
    if register.criteria is None or register.criteria.levels_origin != "legend":
        return
    levels = register.criteria.levels
    known = {fold(level.label) for level in levels}
    for row in rows(register):
        label, score = row.risk.level_label, row.risk.score
        if label is None or score is None or fold(label) not in known:
            continue
        fitting = fitting_levels(levels, row.risk.likelihood, row.risk.consequence, score)
        if fitting and fold(label) not in {fold(level.label) for level in fitting}:
            stated = " or ".join(quote(level.label) for level in fitting)
            yield RULE.at_row(
                row, f"{quote(label)} is printed, but {show(score)} is {stated} by the legend", "level_label"
            )
