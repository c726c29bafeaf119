"""A text holds what the settings forbid.

Why: a team has words that must not stand in a finished register: "to be decided", a name, an old project's title.

Example:
    bad:  treatment "TBD", with forbid = ["\\bTBD\\b"] in the settings
    good: treatment "Decided: two people on every night shift"

Limits: searched in description, treatment, owner and due, one finding for each row and pattern. A pattern that takes
too long is given up, and that is a finding (rule-failed). Made by `validate` alone.
"""

from collections.abc import Iterator

import regex

from risktool.findings import Finding
from risktool.model import Register, Risk
from risktool.rules.base import Rule, quote, rows

RULE = Rule(
    "EX02",
    "forbidden-text",
    "error",
    "take the text out of the document, or the pattern out of the settings",
    __doc__,
)

MOST_SECONDS = 0.5
"""For one pattern and one text. A cell is some hundred characters; an honest pattern takes microseconds."""


def search(register: Register, pattern: str) -> Iterator[Finding]:
    """One finding for each row that holds the pattern. Raises TimeoutError for one that runs wild."""
    compiled = regex.compile(pattern)
    for row in rows(register):
        for field, text in _texts(row.risk):
            found = compiled.search(text, timeout=MOST_SECONDS)
            if found is not None:
                yield RULE.at_row(row, f"{field} holds {quote(found[0])}, which {quote(pattern)} forbids", field)
                break


def _texts(risk: Risk) -> Iterator[tuple[str, str]]:
    for field in ("description", "treatment", "owner", "due"):
        text = getattr(risk, field)
        if text:
            yield field, text
