"""A cell doubts its own number ("9?") or gives alternatives ("3/4").

Why: the authors asked a question that nobody answered. The number is reported, and the row asks for review.

Example:
    bad:  S 3, K 3, product 9?
    good: S 3, K 3, product 9

Limits: doubts in words beside the number ("ca 9", "preliminary") are not seen. "4/5" counts only where it was not
read as "4 of 5".
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule, quote, rows
from risktool.rules.printed import doubtful_cells

RULE = Rule(
    "SC06",
    "uncertain-value",
    "warning",
    "settle the question and take the mark away",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a cell."""
    for row in rows(register):
        for cell in doubtful_cells(row.risk):
            yield RULE.at_row(row, f"{quote(cell.text)} is not settled", cell.field)
