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
    remarks = [remark for remark in register.source.remarks if remark.name == RULE.name]
    if remarks:
        messages = dict.fromkeys(" ".join(remark.message.split()) for remark in remarks)
        yield RULE.at_document("; ".join(messages), remarks[0].page)
