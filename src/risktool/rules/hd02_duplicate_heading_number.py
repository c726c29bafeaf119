"""A heading's number was used before.

Why: "risk 7.2" then means two risks, and notes that refer to it cannot be followed. The second one is called 7b here.

Example:
    bad:  headings 6, 7, 7, 8
    good: headings 6, 7, 8, 9

Limits: at least one of the headings with the number must be an analysis's; minutes number their paragraphs as they
like. Without any analysis nothing is said.
"""

from collections.abc import Iterator

from risktool.findings import Finding
from risktool.model import Register
from risktool.rules.base import Rule, quote

RULE = Rule(
    "HD02",
    "duplicate-heading-number",
    "warning",
    "give each analysis a number of its own",
    __doc__,
)


def check(register: Register) -> Iterator[Finding]:
    """One finding for each repeat."""
    analyses = {section.number for section in register.sections if section.kind == "analysis"} - {None}
    seen: set[int] = set()
    for section in register.sections:
        if section.number is None or section.number not in analyses:
            continue
        if section.number in seen:
            yield RULE.at_section(section, f"heading number {section.number} is used again: {quote(section.heading)}")
        seen.add(section.number)
