"""A value is not the one that the expected result says.

Why: a team keeps NAME.expected.json beside a document; whoever changes the document, or upgrades this tool, sees at
once what else changed.

Example:
    bad:  the expected file says score 20 for risk 3.1, the document now says 15
    good: both say 20, or the expected file is renewed with validate --update-expected

Limits: only keys that the expected file holds are compared. Made by `validate` alone, once for each field; what follows
from another change (ids after a row that is gone, the level of another score) is left out. Once for an expected file
whose document is gone.
"""

from risktool.rules.base import Rule

RULE = Rule(
    "EX01",
    "changed-from-expected",
    "error",
    "correct the document, or accept the change with --update-expected (delete the file if the document is gone)",
    __doc__,
)
