"""Words that the document shows as struck out, or hides in a table of a web page, were left out.

Why: whoever strikes a risk or a number out takes it back: "1" struck out before "2" is a 2 and no 12. But somebody may
have struck out what was done and meant it to stay, and a risk that is struck out or hidden is in no table.

Example:
    bad:  a register in which risks that are dealt with are struck out
    good: a register whose closed risks stand in a table of their own, or say so in a column

Limits: the first passages are quoted and the others counted. In a PDF, a line through the middle of
the words strikes them out; one that only touches them does not.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule

RULE = Rule(
    "DC07",
    "left-out",
    "warning",
    "see whether what was left out still holds; delete it, or show it as the rest",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for what is struck out, one for what is hidden."""
    return RULE.at_remarks(register)
