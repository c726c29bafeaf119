"""The document was read, and holds no risk matrix.

Why: most often it is another kind of document, and that is fine; if it should hold risks, their form is not known
here.

Example:
    bad:  a folder of registers with the canteen's menu in it
    good: documents with a table or list of scored risks

Limits: a document whose every risk was missed looks the same.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule

RULE = Rule(
    "DC05",
    "no-risks",
    "info",
    "nothing, if the document is no register; else report its form",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a document."""
    if not register.risks:
        yield RULE.at_document("no risks were found")
