"""The expected result beside a document cannot be read.

Why: nothing was compared, and a change of the document would pass unseen. The command ends with exit code 2.

Example:
    bad:  {"sections": [{"risks": [{"scor": 12}]}]} in notes.md.expected.json
    good: {"sections": [{"risks": [{"score": 12}]}]}

Limits: no JSON, a key that does not exist, another schema version, no file. A value of another kind (12 as text) is a
change, changed-from-expected. Made by `validate` alone; the document is held to all other rules.
"""

from risktool.rules.base import Rule

RULE = Rule(
    "EX03",
    "unreadable-expected",
    "error",
    "correct the file, or write it anew with --update-expected",
    __doc__,
)
