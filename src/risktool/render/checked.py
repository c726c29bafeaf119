"""What the findings' renderers are given: documents with their findings, and where in them each finding is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from risktool.findings import SEVERITIES, Finding, Severity, one_line
from risktool.model import Register, Risk, Section

ENOUGH = 40
"""Letters of a heading that a message quotes at least."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One document. `path` is relative, with "/". In a text file rows and headings have lines, from 1: `lines` by the
    row's id, `heading_lines` by the section's place in the register.
    """

    path: str
    register: Register
    findings: tuple[Finding, ...]
    lines: Mapping[str, int] = field(default_factory=dict)
    heading_lines: Mapping[int, int] = field(default_factory=dict)

    def line_of(self, finding: Finding) -> int | None:
        """The finding's line, where the document has lines and the row or the heading was found in them."""
        if finding.risk is not None:
            return self.lines.get(finding.risk)
        place = self._place_of(finding)
        return None if place is None else self.heading_lines.get(place)

    def section_of(self, finding: Finding) -> Section | None:
        """The section that a finding is about."""
        place = self._place_of(finding)
        return None if place is None else self.register.sections[place]

    def _place_of(self, finding: Finding) -> int | None:
        """Where that section stands. Of several with one number it is one on the finding's page, and best the one
        whose heading the message quotes; else the first.
        """
        sections = tuple(enumerate(self.register.sections))
        if finding.risk is not None:
            return next((at for at, s in sections if any(risk.id == finding.risk for risk in s.risks)), None)
        same = [(at, s) for at, s in sections if finding.section is not None and s.number == finding.section]
        same = [(at, s) for at, s in same if finding.page in s.pages] or same
        quoted = [(at, s) for at, s in same if one_line(s.heading)[:ENOUGH] in finding.message]
        return next((at for at, _ in (*quoted, *same)), None)

    def risk_of(self, finding: Finding) -> Risk | None:
        """The row that a finding is about."""
        if finding.risk is None:
            return None
        return next((risk for risk in self.register.risks if risk.id == finding.risk), None)


def describe_place(checked: Checked, finding: Finding) -> str:
    """ "line 12, page 3, risk 34.2"; "" for a finding about the whole document."""
    line = checked.line_of(finding)
    parts = [
        f"line {line}" if line is not None else "",
        f"page {finding.page}" if finding.page is not None else "",
        f"risk {finding.risk}" if finding.risk is not None else "",
        f"section {finding.section}" if finding.section is not None and finding.risk is None else "",
    ]
    return ", ".join(filter(None, parts))


def count_severities(documents: tuple[Checked, ...]) -> dict[Severity, int]:
    """How many findings of each severity there are, the gravest first."""
    found = [finding.severity for checked in documents for finding in checked.findings]
    return {severity: found.count(severity) for severity in SEVERITIES}
