"""The text layer lost a word everywhere.

Why: sentences begin in the middle, and where one risk ends and the next begins is harder to tell. The words are not
put back into the text: what was printed is never changed.

Example:
    bad:  "att nyckeln kommer bort" where the page shows "Risk att nyckeln kommer bort"
    good: "Risk att nyckeln kommer bort"

Limits: said of the whole document, once. The evidence is under `damage`.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule, quote

RULE = Rule(
    "TX02",
    "lost-word",
    "warning",
    "ask for another export of the document",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a document."""
    lost = [damage.lost for damage in register.damage if damage.kind == "word"]
    if lost:
        yield RULE.at_document(f"the text layer lost the word {' and '.join(quote(word) for word in lost)}")
