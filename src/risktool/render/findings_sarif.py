"""Findings as SARIF 2.1.0, as code scanning takes it.

Paths are relative to where the command ran (`%SRCROOT%`). GitHub makes fingerprints from lines of text; a PDF has
none, so every result carries its own, from what the row says: it stays the same when rows move or pages change.
Source: OASIS, Static Analysis Results Interchange Format 2.1.0, and GitHub's "SARIF support for code scanning".
"""

import hashlib
import json
from collections import Counter
from typing import TypeAlias
from urllib.parse import quote

from risktool.findings import Finding, RuleCard, Severity
from risktool.profiles import fold
from risktool.render.checked import Checked, describe_place
from risktool.render.json_text import escape_hostile
from risktool.render.visible import show_line

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HELP = "https://github.com/risktool/risktool/blob/main/docs/rules.md"
FINGERPRINT = "risktoolFinding/v1"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
"""SARIF's word for each severity."""

Json: TypeAlias = dict[str, object]


def render_findings_sarif(documents: tuple[Checked, ...], rules: tuple[RuleCard, ...], version: str) -> str:
    """One run with all rules and results."""
    order = {rule.code: at for at, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    results = [_result(checked, finding, order, seen) for checked in documents for finding in checked.findings]
    driver = {"name": "risktool", "semanticVersion": version, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "the folder that the command ran in"}}},
        "results": results,
    }
    return (
        escape_hostile(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2))
        + "\n"
    )


def _rule(rule: RuleCard) -> Json:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": (rule.doc or "").strip()},
        "help": {"text": f"What to do: {rule.advice}."},
        "helpUri": f"{HELP}#{rule.code.lower()}-{rule.name}",
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.name]},
    }


def _result(checked: Checked, finding: Finding, order: dict[str, int], seen: Counter[str]) -> Json:
    place = describe_place(checked, finding)
    fingerprint = _fingerprint(checked, finding)
    seen[fingerprint] += 1
    return {
        "ruleId": finding.code,
        **({"ruleIndex": order[finding.code]} if finding.code in order else {}),
        "level": LEVELS[finding.severity],
        "message": {"text": show_line(finding.message) + (f" ({place})" if place else "")},
        "locations": [_location(checked, finding)],
        "partialFingerprints": {FINGERPRINT: f"{fingerprint}:{seen[fingerprint]}"},
        "properties": {"page": finding.page, "bbox": finding.bbox, "field": finding.field},
    }


def _location(checked: Checked, finding: Finding) -> Json:
    """Code scanning wants a line; a document without lines is shown at its first."""
    physical = {
        "artifactLocation": _artifact(checked.path),
        "region": {"startLine": checked.line_of(finding) or 1},
    }
    section = checked.section_of(finding)
    names = [name for name in (section.heading if section else "", finding.risk) if name]
    if not names:
        return {"physicalLocation": physical}
    logical = {"name": names[-1], "fullyQualifiedName": " / ".join(map(show_line, names)), "kind": "element"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _artifact(path: str) -> Json:
    """Below the working folder a relative reference, elsewhere a file URI."""
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _fingerprint(checked: Checked, finding: Finding) -> str:
    """What the finding is about, without where it stands."""
    risk, section = checked.risk_of(finding), checked.section_of(finding)
    words = (risk.description if risk else "") or (section.heading if section else "")
    parts = (finding.code, finding.field or "", checked.path, fold(words))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
