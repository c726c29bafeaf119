"""A risk of a high level has no treatment.

Why: the risks that most need a decision are those that nobody may overlook; an empty cell there is either work not
done or a row that was read wrongly.

Example:
    bad:  score 20, level high, treatment (empty)
    good: score 20, level high, treatment "Two people on every night shift"

Limits: a stated none ("-", "ingen") is an answer and is left alone. A document in which no row has a treatment has no
place for them, and is passed over.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Level, Register
from risktool.rules.base import Rule, rows

RULE = Rule(
    "LV01",
    "missing-treatment",
    "warning",
    'decide on a treatment, or state that there is none ("-")',
    __doc__,
)

HIGH: frozenset[Level] = frozenset(("high", "critical"))


def check(register: Register) -> Iterator[Finding]:
    """One finding for a row."""
    if all(risk.treatment is None for risk in register.risks):
        return
    for row in rows(register):
        if row.risk.level in HIGH and row.risk.treatment is None:
            yield RULE.at_row(row, f"level {row.risk.level}, but no treatment", "treatment")
