"""What a rule is made of: its identity, and findings at the places that a register has.

RULE = Rule("SC01", "product-mismatch", "error", "ask the authors which number they meant", __doc__)

def check(register: Register) -> Iterator[Finding]:
    for row in rows(register):
        if ...:
            yield RULE.at_row(row, "…")
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from risktool.findings import Finding, RuleCard, one_line
from risktool.model import Register, Risk, Section

Check: TypeAlias = Callable[[Register], Iterator[Finding]]

QUOTE_LENGTH = 48
"""Characters of a row's words in a message: enough to find the row by, and the message stays one line."""


class Row(NamedTuple):
    """A row with the section it stands in."""

    section: Section
    risk: Risk


@dataclass(frozen=True, slots=True)
class Rule(RuleCard):
    """A rule's card, and findings that carry its code, name and severity."""

    def at_row(self, row: Row, message: str, field: str | None = None) -> Finding:
        """A finding about one row; `message` is followed by the row's first words."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity,
            message=f"{message}: {quote(row.risk.description)}",
            section=row.section.number,
            risk=row.risk.id,
            page=row.risk.page,
            bbox=row.risk.bbox,
            field=field,
        )

    def at_section(self, section: Section, message: str, field: str | None = None) -> Finding:
        """A finding about a section's heading."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity,
            message=message,
            section=section.number,
            page=section.pages[0] if section.pages else None,
            field=field,
        )

    def at_document(self, message: str, page: int | None = None, field: str | None = None) -> Finding:
        """A finding about the whole document, or about a page of it."""
        return Finding(code=self.code, name=self.name, severity=self.severity, message=message, page=page, field=field)

    def at_remarks(self, register: Register) -> Iterator[Finding]:
        """A finding for each of the reader's remarks that has this rule's name, on one line."""
        for remark in register.source.remarks:
            if remark.name == self.name:
                yield self.at_document(one_line(remark.message), remark.page)


def rows(register: Register) -> Iterator[Row]:
    """Every row with its section, in the document's order."""
    return (Row(section, risk) for section in register.sections for risk in section.risks)


def quote(words: str) -> str:
    """The first words in quotation marks, on one line."""
    line = one_line(words)
    return f'"{line}"' if len(line) <= QUOTE_LENGTH else f'"{line[: QUOTE_LENGTH - 1].rstrip()}…"'
