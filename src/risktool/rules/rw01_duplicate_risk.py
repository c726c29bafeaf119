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


FEWEST_LETTERS = 4
"""What has fewer is an id or a short name, whose number tells it from others."""


def check(register: Register) -> Iterator[Finding]:
    """One finding for each repeat."""
    first: dict[str, Risk] = {}
    for row in rows(register):
        letters = _letters(row.risk.description)
        if not letters:
            continue
        if letters in first:
            before = first[letters]
            is_same = fold(before.description) == fold(row.risk.description)
            limit = "" if is_same else " but for its numbers"
            yield RULE.at_row(row, f"says the same as risk {before.id}{limit}", "description")
        first.setdefault(letters, row.risk)


def _letters(text: str) -> str:
    """The text's letters; all of it where there are hardly any ("R2" is another risk than "R3")."""
    folded = fold(text)
    letters = "".join(filter(str.isalpha, folded))
    return letters if len(letters) >= FEWEST_LETTERS else folded
