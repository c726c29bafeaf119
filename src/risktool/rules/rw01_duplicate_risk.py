"""The same risk stands in another row of the document.

Why: it is counted twice, its scores may differ, and two people may treat it without knowing of each other.

Example:
    bad:  "Key staff leave" in analysis 3, "key staff leave." in analysis 8
    good: the risk once, or worded for what differs

Limits: the same letters, whatever case, spaces, digits and punctuation; other words for the same risk are not seen.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register, Risk
from risktool.profiles import fold
from risktool.rules.base import Rule, rows

RULE = Rule(
    "RW01",
    "duplicate-risk",
    "warning",
    "keep one of the rows, or say what differs",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for each repeat."""
    first: dict[str, Risk] = {}
    for row in rows(register):
        letters = "".join(filter(str.isalpha, fold(row.risk.description)))
        if not letters:
            continue
        if letters in first:
            before = first[letters]
            is_same = fold(before.description) == fold(row.risk.description)
            limit = "" if is_same else " but for its numbers"
            yield RULE.at_row(row, f"says the same as risk {before.id}{limit}", "description")
        first.setdefault(letters, row.risk)
