"""Register to findings: each rule is one file, checks one thing and is found by being there.

A rule's module holds `RULE` (code, name, severity) and, for rules about a register, `check(register)`. Its docstring
is its documentation: a summary, Why, Example, Limits. What cannot be seen in a register (a document that could not
be read, a result that is not the expected one) has a module without `check`; whoever sees it makes the finding.

    >>> [rule.name for rule in all_rules()][:2]
    ['unreadable', 'encrypted']
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from risktool.errors import RisktoolError
from risktool.findings import Finding
from risktool.model import Register
from risktool.rules import ex02_forbidden_text
from risktool.rules.base import Check, Rule
from risktool.rules.order import in_document_order
from risktool.rules.rt01_rule_failed import RULE as RULE_FAILED

__all__ = ["Rule", "all_rules", "check", "check_forbidden", "find_rule", "finding_of", "in_document_order"]


@lru_cache(maxsize=1)
def _modules() -> tuple[ModuleType, ...]:
    """The rules' modules are named by their code, `sc01_…`; the others here only help."""
    names = sorted(m.name for m in iter_modules(__path__) if m.name[:2].isalpha() and m.name[2:4].isdigit())
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return tuple(module.RULE for module in _modules())


def find_rule(name: str) -> Rule | None:
    """The rule with this code or name, whatever its case; None for none."""
    wanted = name.strip().lower()
    return next((rule for rule in all_rules() if wanted in (rule.code.lower(), rule.name)), None)


def check(register: Register) -> tuple[Finding, ...]:
    """All findings of all rules, in the document's order. A rule that raises becomes a finding of its own."""
    found = [finding for module in _modules() for finding in _run(module, register)]
    return in_document_order(register, found)


def check_forbidden(register: Register, patterns: Iterable[str]) -> tuple[Finding, ...]:
    """Findings for the patterns that the settings forbid; one that runs wild becomes a finding of its own."""
    found = [finding for pattern in patterns for finding in _search(register, pattern)]
    return in_document_order(register, found)


def _search(register: Register, pattern: str) -> Iterator[Finding]:
    try:
        yield from ex02_forbidden_text.search(register, pattern)
    except TimeoutError:
        error = TimeoutError(f"the pattern {pattern!r} takes too long")
        yield _failed(ex02_forbidden_text.RULE, error)


def _run(module: ModuleType, register: Register) -> Iterator[Finding]:
    run: Check | None = getattr(module, "check", None)
    if run is None:
        return
    try:
        yield from run(register)
    except Exception as error:  # one broken rule must not cost the others' findings, or the document
        yield _failed(module.RULE, error)


def _failed(rule: Rule, error: Exception) -> Finding:
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return RULE_FAILED.at_document(f"the check {rule.name} ({rule.code}) stopped: {what}")


def finding_of(error: RisktoolError) -> Finding:
    """The finding for a document that could not be read: what its own output says instead of sections."""
    rule = find_rule(error.finding) or find_rule("unreadable")
    assert rule is not None
    return rule.at_document(error.message, error.page)
