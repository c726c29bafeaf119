"""The document was read, and holds no risk matrix.

Why: most often it is another kind of document, and that is fine; if it should hold risks, their form is not known
here.

Example:
    bad:  a folder of registers with the canteen's menu in it
    good: documents with a table or list of scored risks

Limits: a document whose every risk was missed looks the same. Column headings without a row below them are told.
"""

from collections.abc import Iterator

import regex

from risktool.findings import Finding
from risktool.model import Register
from risktool.profiles import fold, languages, load_profile
from risktool.rules.base import Rule

RULE = Rule(
    "DC05",
    "no-risks",
    "info",
    "nothing, if the document is no register; else report its form",
    __doc__,
)

MOST_HEADINGS = 40
"""Columns of the widest register; a longer text is no row of headings."""

_BETWEEN = regex.compile(r"[\t\n;,|]")


def check(register: Register) -> Iterator[Finding]:
    """One finding for a document."""
    if not register.risks:
        texts = [*(section.text for section in register.sections), *(place.text for place in register.furniture)]
        is_empty = _is_empty_register("\n".join(texts))
        yield RULE.at_document("the register has column headings and no rows" if is_empty else "no risks were found")


def _is_empty_register(text: str) -> bool:
    """Whether a text is nothing but the headings of a risk table."""
    names = [fold(name) for name in _BETWEEN.split(text) if name.strip()][: MOST_HEADINGS + 1]
    known = [_roles(name) for name in names]
    rated = {role for roles in known for role in roles & {"likelihood", "consequence", "score"}}
    return len(rated) > 1 and len(names) <= MOST_HEADINGS and 2 * sum(map(bool, known)) > len(names)


def _roles(name: str) -> frozenset[str]:
    columns = (pair for language in languages() for pair in load_profile(language).columns.items())
    return frozenset(role for role, names in columns if name in map(fold, names))
