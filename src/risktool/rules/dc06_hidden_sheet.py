"""A sheet of the workbook, or rows of one, are hidden and were read like the others.

Why: nobody who opens the file sees it. It may be last year's register or somebody's draft, and its risks are counted
with the rest.

Example:
    bad:  sheets "2024" and, hidden, "2023", both with the same risks
    good: one register in one sheet that everybody sees

Limits: rows that a filter hides are hidden too. Hidden columns, and rows of an OpenDocument sheet, are not reported.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule

RULE = Rule(
    "DC06",
    "hidden-sheet",
    "warning",
    "look at what is hidden; delete it, or show it",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a sheet, or for all hidden rows of it."""
    return RULE.at_remarks(register)
