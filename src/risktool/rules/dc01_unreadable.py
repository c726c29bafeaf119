"""The document could not be read.

Why: it is missing, broken beyond repair, or no kind of document that is known here. Nothing is guessed about it.

Example:
    bad:  an empty file named notes.pdf
    good: a file that its own program opens

Limits: told from the file's content, not from its name. What could be read of a damaged file is given with
partly-read instead.
"""

from risktool.rules.base import Rule

RULE = Rule(
    "DC01",
    "unreadable",
    "error",
    "open the file in its own program and export it again",
    __doc__,
)
