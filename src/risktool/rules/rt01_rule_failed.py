"""A check stopped with an error; the others went on.

Why: what this check would have found is not known. That is a fault of the tool, or of a pattern in the settings.

Example:
    bad:  a forbidden pattern like "(a+)+$" that takes hours
    good: a pattern that cannot run wild: "a+$"

Limits: the message names the check; please report the document that made it stop.
"""

from risktool.rules.base import Rule

RULE = Rule(
    "RT01",
    "rule-failed",
    "error",
    "report it, with the document; a pattern of your own: make it simpler",
    __doc__,
)
