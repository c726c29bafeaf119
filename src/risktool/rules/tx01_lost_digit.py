"""The text layer lost a digit everywhere.

Why: every number with that digit is printed without it. What could be recovered is marked so; what could not is left
empty. A better copy of the document (another export, the word processor's file) is worth asking for.

Example:
    bad:  "4 20" where the page shows 4 5 20
    good: "4 5 20"

Limits: said of the whole document, once, whether everything was recovered or not. The evidence is under `damage`.
"""

from collections.abc import Iterator

from risktool.findings import Finding, count
from risktool.model import Register
from risktool.rules.base import Rule, quote

RULE = Rule(
    "TX01",
    "lost-digit",
    "warning",
    "ask for another export of the document; compare the recovered rows with it",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a document."""
    lost = [damage.lost for damage in register.damage if damage.kind == "digit"]
    if lost:
        recovered = sum(risk.status == "recovered" for risk in register.risks)
        known = [quote(digit) for digit in lost if digit.isdecimal()]
        unnamed = len(lost) - len(known)
        what = [f"every {' and '.join(known)}"] if known else []
        what += [count(unnamed, "digit that nobody can name", "digits that nobody can name")] if unnamed else []
        yield RULE.at_document(f"the text layer lost {' and '.join(what)}; {count(recovered, 'row')} recovered")
