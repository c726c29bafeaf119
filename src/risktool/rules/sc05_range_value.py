"""A cell prints a range: "2-4".

Why: the group did not agree on one number. The range is kept as it is, but a list by score has no place for it.

Example:
    bad:  S 3, K 1-3, product 3-9
    good: S 3, K 2, product 6

Limits: a product that is a range because a factor is one is not counted again. A day and month that a spreadsheet
made of "2-4" is not known for a range.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule, quote, rows
from risktool.rules.printed import range_cells

RULE = Rule(
    "SC05",
    "range-value",
    "info",
    "settle on one number",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a cell."""
    for row in rows(register):
        for cell in range_cells(row.risk):
            yield RULE.at_row(row, f"{quote(cell.text)} is a range", cell.field)
