"""A heading announces an analysis, words stand under it, and no risk of it was read.

Why: beside analyses that were read, one that was not is overlooked: the register looks complete.

Example:
    bad:  "2. Risk analysis: Store", and under it "Leaking roof, probable and serious (3 and 4)"
    good: the same risks in a table, or with labels ("Risk: …", "Action: …")

Limits: a heading that says "analysis" or "risk"; running text without a number (method, conclusions) and a title over a
whole document's preface are none. Where no risk at all was read, no-risks says so.
"""

from collections.abc import Iterator
from functools import lru_cache

import regex

from risktool.findings import Finding
from risktool.model import Register, Section
from risktool.profiles import languages, load_profile
from risktool.rules.base import Rule, quote

RULE = Rule(
    "TX05",
    "unread-analysis",
    "warning",
    "see whether risks stand there; if so put them in a table or label them",
    __doc__,
)

FEWEST_OF_PREFACE = 8
"""Words on an average line of running text: the lines of a list or of a table without its rules hold fewer."""


def check(register: Register) -> Iterator[Finding]:
    """One finding for a section."""
    if not register.risks:
        return
    title = next((section for section in register.sections if section.heading), None)
    for section in register.sections:
        is_preface = section is title and section.number is None
        is_story = _is_running(section.text) and (is_preface or not any(map(str.isdecimal, section.text)))
        if _is_unread(section) and not is_story:
            yield RULE.at_section(section, f"no risk was read under {quote(section.heading)}")


def _is_unread(section: Section) -> bool:
    is_bare = section.kind == "analysis" and not section.risks
    return is_bare and bool(section.text.strip()) and _announcing().search(section.heading) is not None


def _is_running(text: str) -> bool:
    return len(text.split()) >= FEWEST_OF_PREFACE * len(text.strip().splitlines())


@lru_cache(maxsize=1)
def _announcing() -> "regex.Pattern[str]":
    """What a heading of an analysis says in any language, also inside a compound."""
    profiles = map(load_profile, languages())
    words = {word for profile in profiles for word in (*profile.heading_words, *profile.risk_words)}
    return regex.compile("(?i)" + "|".join(map(regex.escape, sorted(words))))
