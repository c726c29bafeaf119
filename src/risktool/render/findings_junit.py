"""Findings as JUnit XML: a suite for each document, a case for each finding, one passing case for a clean document.

Only findings at or above the severity that fails the run are failures; the others pass and say so in `system-out`.
"""

from xml.etree import ElementTree as ET

from risktool.findings import SEVERITIES, Finding, Severity
from risktool.render.checked import Checked, describe_place
from risktool.render.visible import show, show_line


def render_findings_junit(documents: tuple[Checked, ...], fail_on: Severity) -> str:
    """One `testsuites` element."""
    failing = frozenset(SEVERITIES[: SEVERITIES.index(fail_on) + 1])
    root = ET.Element("testsuites", name="risktool")
    for checked in documents:
        root.append(_suite(checked, failing))
    for total in ("tests", "failures"):
        root.set(total, str(sum(int(suite.get(total, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(checked: Checked, failing: frozenset[Severity]) -> ET.Element:
    failures = sum(finding.severity in failing for finding in checked.findings)
    suite = ET.Element(
        "testsuite", name=show(checked.path), tests=str(len(checked.findings) or 1), failures=str(failures), errors="0"
    )
    for finding in checked.findings:
        suite.append(_case(checked, finding, finding.severity in failing))
    if not checked.findings:
        ET.SubElement(suite, "testcase", classname=show(checked.path), name="no findings")
    return suite


def _case(checked: Checked, finding: Finding, is_failure: bool) -> ET.Element:
    place = describe_place(checked, finding)
    name = f"{finding.code} {finding.name}{f', {place}' if place else ''}"
    case = ET.Element("testcase", classname=show(checked.path), name=name)
    message = show_line(finding.message)
    if is_failure:
        failure = ET.SubElement(case, "failure", type=finding.severity, message=message)
        failure.text = f"{show(checked.path)}: {place + ': ' if place else ''}{message}"
    else:
        ET.SubElement(case, "system-out").text = f"{finding.severity}: {message}"
    return case
