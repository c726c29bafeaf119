"""Only a part of the document could be read.

Why: the file is damaged, or a record of it has too few fields or too many. What is given is what its readable part
says; risks on the rest are missing without a trace.

Example:
    bad:  a download that broke off
    good: the whole file

Limits: said once, with everything that the reader remarked.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule

RULE = Rule(
    "DC04",
    "partly-read",
    "warning",
    "ask for an undamaged copy; compare the number of pages and risks",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a document."""
    found = list(RULE.at_remarks(register))
    if found:
        yield RULE.at_document("; ".join(dict.fromkeys(finding.message for finding in found)), found[0].page)
