"""A number is missing between the first and the last heading.

Why: an analysis may have been left out of the document, or its heading was not recognised and its risks stand under
the one before.

Example:
    bad:  headings 3, 4, 6
    good: headings 3, 4, 5, 6

Limits: a comment with the number fills the gap. Several numbers missing in a row are one gap. What is missing before
the first or after the last heading cannot be known.
"""

from collections.abc import Iterator
from itertools import pairwise

from risktool.findings import Finding
from risktool.model import Register, Section
from risktool.rules.base import Rule

RULE = Rule(
    "HD01",
    "heading-gap",
    "warning",
    "look for the analysis that is missing; number the headings through",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for a gap."""
    numbered = _by_number(register)
    analyses = [number for number, section in numbered.items() if section.kind == "analysis"]
    if not analyses:
        return
    within = sorted(number for number in numbered if min(analyses) <= number <= max(analyses))
    for before, after in pairwise(within):
        if after - before > 1:
            yield RULE.at_section(numbered[after], f"heading {before} is followed by {after}: {_gap(before, after)}")


def _by_number(register: Register) -> dict[int, Section]:
    """The section of each number; of two with the same number the analysis."""
    by_kind = sorted(register.sections, key=lambda section: section.kind == "analysis")
    return {section.number: section for section in by_kind if section.number is not None}


def _gap(before: int, after: int) -> str:
    first, last = before + 1, after - 1
    return f"{first} is missing" if first == last else f"{first}–{last} are missing"
