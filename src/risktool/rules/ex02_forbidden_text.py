"""A text holds what the settings forbid.

Why: a team has words that must not stand in a finished register: "to be decided", a name, an old project's title.

Example:
    bad:  treatment "TBD", with forbid = ["\\bTBD\\b"] in the settings
    good: treatment "Decided: two people on every night shift"

Limits: searched in description, treatment, owner and due, one finding for each row and pattern. A pattern that takes
too long is given up, and that is a finding (rule-failed). Made by `validate` alone.
"""

from risktool.rules.base import Rule

RULE = Rule(
    "EX02",
    "forbidden-text",
    "error",
    "take the text out of the document, or the pattern out of the settings",
    __doc__,
)
