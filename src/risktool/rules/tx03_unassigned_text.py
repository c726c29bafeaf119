"""Some words of the document found no place.

Why: every word belongs to a heading, a risk, a section's text or the furniture of the pages. Words left over may be
a part of a risk that was not read.

Example:
    bad:  a fragment between two tables that belongs to neither
    good: coverage.unassigned is 0

Limits: said once, with the first of them; all are listed under `unassigned`.
"""

from collections.abc import Iterator

from risktool.findings import Finding, count
from risktool.model import Register
from risktool.rules.base import Rule, quote

RULE = Rule(
    "TX03",
    "unassigned-text",
    "warning",
    "see whether the words belong to a risk",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a document."""
    if register.unassigned:
        first = register.unassigned[0]
        words = sum(len(place.text.split()) for place in register.unassigned)
        yield RULE.at_document(f"{count(words, 'word')} found no place: {quote(first.text)}", first.page)
