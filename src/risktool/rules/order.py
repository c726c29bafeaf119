"""The order of findings: as one reads the document, the document's own first; at one place the gravest first."""

from collections.abc import Iterable

from risktool.findings import SEVERITIES, Finding
from risktool.model import Register


def in_document_order(register: Register, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings sorted by place, severity and code; those of one rule at one place keep their order."""
    risks: dict[str, tuple[int, int]] = {}
    sections: dict[int, int] = {}
    for at, section in enumerate(register.sections, start=1):
        if section.number is not None:
            sections[section.number] = at
        for below, risk in enumerate(section.risks, start=1):
            risks[risk.id] = (at, below)

    def place(finding: Finding) -> tuple[tuple[int, int], int, str]:
        where = (sections.get(finding.section, 0) if finding.section is not None else 0, 0)
        if finding.risk is not None:
            where = risks.get(finding.risk, (0, 0))
        return where, SEVERITIES.index(finding.severity), finding.code

    return tuple(sorted(findings, key=place))
