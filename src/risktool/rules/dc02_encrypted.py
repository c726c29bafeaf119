"""The document wants a password.

Why: none was given, or another one than the document's. It cannot be read without.

Example:
    bad:  a protected PDF, and no password
    good: the same with --password

Limits: a document that may be read but not printed or changed is read without a word.
"""

from risktool.rules.base import Rule

RULE = Rule(
    "DC02",
    "encrypted",
    "error",
    "give the password with --password",
    __doc__,
)
