"""Register to findings: each rule is one file, checks one thing and registers itself."""

from risktool.findings import Finding
from risktool.model import Register

__all__ = ["check"]


def check(register: Register) -> tuple[Finding, ...]:
    """All findings of all rules, in the document's order."""
    return ()
