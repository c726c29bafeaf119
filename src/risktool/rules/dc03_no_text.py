"""The document holds no text.

Why: it is blank, or a scan: pictures of pages. There is nothing to read a risk from.

Example:
    bad:  a scanned form
    good: the form exported from the program that it was written in, or with a text layer

Limits: nothing is recognised in pictures.
"""

from risktool.rules.base import Rule

RULE = Rule(
    "DC03",
    "no-text",
    "error",
    "ask for the document that was scanned, or have its text recognised first",
    __doc__,
)
