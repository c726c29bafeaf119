"""A person should look at the row before it is used.

Why: the row's numbers or words are not certain: several readings fit, the printed numbers disagree, or the print
doubts itself. The row's review_reasons say which.

Example:
    bad:  "4 20" where every "5" is lost and the words around could belong to the next row
    good: a row that reads in one way only

Limits: the confidence is an estimate; --review-below moves the line.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule, rows

RULE = Rule(
    "RW02",
    "needs-review",
    "warning",
    "compare the row with the document; its review_reasons say what is in doubt",
    __doc__,
)

SURE = 0.9
"""A confidence from here on is no reason to look: the doubt is in what the authors wrote, and the reasons say it."""


def check(register: Register) -> Iterator[Finding]:
    """One finding for a row."""
    for row in rows(register):
        if row.risk.needs_review:
            why = list(dict.fromkeys(reason.code for reason in row.risk.review_reasons))
            if not why or row.risk.confidence < SURE:
                why.append(f"confidence {row.risk.confidence:g}")
            yield RULE.at_row(row, f"needs review ({', '.join(why)})")
