"""A likelihood or a consequence, or both, are not printed.

Why: a risk that nobody scored cannot be ranked, and falls out of every list by score. Often the group ran out of
time; someone has to go back to it.

Example:
    bad:  S 4, K (empty), product (empty)
    good: S 4, K 3, product 12

Limits: a number that the text layer lost is not missing, if it can be told that it was there (see lost-digit). In
running text without columns one number alone may be either factor; it is one missing score all the same.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule, rows
from risktool.rules.printed import is_run, unprinted_factors

RULE = Rule(
    "SC03",
    "missing-score",
    "warning",
    "score the risk, or take the row out",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a row."""
    for row in rows(register):
        if row.risk.status != "missing":
            continue
        missing = unprinted_factors(row.risk)
        if is_run(row.risk) and row.risk.score is None:
            yield RULE.at_row(row, "a factor is not printed", "score")
        elif missing:
            verb = "are" if len(missing) > 1 else "is"
            yield RULE.at_row(row, f"{' and '.join(missing)} {verb} not printed", missing[0])
