"""What the findings' renderers are given: documents with their findings, and where in them each finding is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from risktool.findings import SEVERITIES, Finding, Severity
from risktool.model import Register, Risk, Section


@dataclass(frozen=True, slots=True)
class Checked:
    """One document. `path` is relative, with "/"; `lines` are the lines of rows in a text file, by the row's id."""

    path: str
    register: Register
    findings: tuple[Finding, ...]
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, finding: Finding) -> int | None:
        """The finding's line, where the document has lines and the row was found in them."""
        return self.lines.get(finding.risk) if finding.risk is not None else None

    def section_of(self, finding: Finding) -> Section | None:
        """The section that a finding is about; of two with one number the one on the finding's page."""
        same = [s for s in self.register.sections if finding.section is not None and s.number == finding.section]
        if finding.risk is not None:
            same = [s for s in self.register.sections if any(risk.id == finding.risk for risk in s.risks)]
        on_page = [s for s in same if finding.page in s.pages]
        candidates = on_page or same
        return candidates[-1] if candidates else None

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
