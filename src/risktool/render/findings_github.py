"""Findings as workflow commands: GitHub shows each as an annotation on the changed file.

    ::error file=docs/notes.md,line=12,title=SC01 product-mismatch::5 x 4 = 20, but 15 is printed (page 3, risk 3.2)

Source: GitHub's documentation, "Workflow commands for GitHub Actions". A PDF has no lines, so its annotation stands
at the file, and the place is said in the text.
"""

from risktool.findings import Finding, Severity
from risktool.render.checked import Checked, describe_place
from risktool.render.visible import show, show_line

COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render_findings_github(documents: tuple[Checked, ...]) -> str:
    """One line for each finding."""
    return "".join(_command(checked, finding) for checked in documents for finding in checked.findings)


def _command(checked: Checked, finding: Finding) -> str:
    line = checked.line_of(finding)
    properties = {
        "file": show(checked.path),
        **({"line": str(line)} if line is not None else {}),
        "title": f"{finding.code} {finding.name}",
    }
    place = describe_place(checked, finding)
    message = show_line(finding.message) + (f" ({place})" if place else "")
    stated = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {stated}::{_escape(message)}\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
