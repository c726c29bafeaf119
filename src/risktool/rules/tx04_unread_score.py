"""A score stands in running text and was not read, because nothing says which number is which.

Why: "Brand 4 x 5 = 20" rates a risk, but names neither factor, so the line is no row: a register that is read by
machines has to say it in a table or with labels.

Example:
    bad:  - Brand i förrådet 4 x 5 = 20
    good: - Brand i förrådet S: 4, K: 5, S x K = 20

Limits: two factors up to ten and their right product, with a sign between them; dates, sizes and wrong sums are none.
"""

from collections.abc import Iterator

import regex

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule, quote

RULE = Rule(
    "TX04",
    "unread-score",
    "warning",
    "name the factors (S: 4, K: 5) or put the line in a table",
    __doc__,
)

WIDEST_FACTOR = 10
"""No real form has a longer scale; larger factors are counts and sizes."""

_SCORE = regex.compile(
    r"(?<![\d.,/])(?P<first>\d{1,2})\s*[xX×*·]\s*(?P<second>\d{1,2})\s*(?:=|→)\s*(?P<score>\d{1,3})(?![\d.,]?\d)"
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a line."""
    for section in register.sections:
        for line in section.text.splitlines():
            if any(map(_is_score, _SCORE.finditer(line))):
                yield RULE.at_section(section, f"a score was not read: {quote(line)}")


def _is_score(match: "regex.Match[str]") -> bool:
    first, second, score = (int(match[name]) for name in ("first", "second", "score"))
    return first * second == score and 0 < max(first, second) <= WIDEST_FACTOR
