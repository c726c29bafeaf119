"""Findings for people: grouped by document, each with its row as printed, a caret under what it is about, and advice.

    docs/notes.md
      error SC01 product-mismatch, line 12, page 1, risk 3.2
        5 x 4 = 20, but 15 is printed: "Key staff leave before the handover"
        Key staff leave before the han… | S 5 | K 4 | SxK 15 | Write a handbook
                                                      ^^
        hint: ask the authors which of the three numbers they meant, and correct the document

    2 documents, 1 finding: 1 error, 0 warnings, 0 info

Colours only mark the severity; every word is there without them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from risktool.findings import Finding, RuleCard, Severity, count
from risktool.model import Risk
from risktool.render.checked import Checked, count_severities, describe_place
from risktool.render.look import Look, Sheet
from risktool.render.visible import show, show_line

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}

INDENT = "    "
BETWEEN = " | "
LONGEST_CELL = 32
"""Of a description or a treatment: with three numbers beside it a row fits on a line."""

MOST_ALIKE = 3
"""Mild findings of one rule that are shown one by one; more of them say something of the form and not of each row."""


class _Cell(NamedTuple):
    """A part of the row line; the caret stands under `value`, not under its `label`."""

    field: str
    label: str
    value: str


def render_findings_text(documents: tuple[Checked, ...], rules: tuple[RuleCard, ...], look: Look) -> str:
    """All documents that have findings, then the count of all. What to do is said once for each rule and document."""
    advice = {rule.code: rule.advice for rule in rules}
    sheet = Sheet(look)
    for checked in documents:
        if checked.findings:
            sheet.write(show(checked.path), style="bold")
            left = dict(advice)
            for finding, more in _gathered(checked.findings):
                _write_finding(sheet, checked, finding, left.pop(finding.code, ""))
                if more:
                    also = ", ".join(one.risk or "" for one in more)
                    sheet.write(f"and {count(len(more), 'row')} more: {show(also)}", first=INDENT)
            sheet.write()
    sheet.write(_closing(documents))
    return sheet.text()


def _gathered(findings: Sequence[Finding]) -> Iterator[tuple[Finding, list[Finding]]]:
    """The findings; mild ones that many rows share (a form without a column) once, with those of the other rows."""
    rows: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "info" and finding.risk is not None:
            rows.setdefault(finding.code, []).append(finding)
    many = {code: found for code, found in rows.items() if len(found) > MOST_ALIKE}
    for finding in findings:
        alike = many.get(finding.code, []) if finding.severity == "info" else []
        if not alike or finding is alike[0]:
            yield finding, alike[1:]


def _write_finding(sheet: Sheet, checked: Checked, finding: Finding, advice: str) -> None:
    head = Text("  ")
    head.append(finding.severity, style=STYLES[finding.severity])
    head.append(f" {finding.code} {finding.name}", style="bold")
    place = describe_place(checked, finding)
    head.append(f", {place}" if place else "")
    sheet.draw(head)
    sheet.write(show_line(finding.message), first=INDENT)
    for line in _source(checked, finding):
        sheet.draw(Text(INDENT + line, style="dim"))
    if advice:
        sheet.write(advice, first=f"{INDENT}hint: ")


def _source(checked: Checked, finding: Finding) -> Iterator[str]:
    """The row or the heading as printed, and a line of carets."""
    risk = checked.risk_of(finding)
    section = checked.section_of(finding)
    if risk is not None:
        yield from _point(_row(risk, finding.field), finding.field)
    elif section is not None and section.heading:
        heading = _fit(show_line(section.heading))
        yield heading
        yield "^" * cell_len(heading)


def _row(risk: Risk, field: str | None) -> list[_Cell]:
    printed = risk.printed
    cells = [
        _Cell("description", "", risk.description),
        _Cell("likelihood", "S ", printed.likelihood),
        _Cell("consequence", "K ", printed.consequence),
        _Cell("score", "SxK ", printed.score),
        _Cell("level_label", "level ", risk.level_label or ""),
        _Cell("treatment", "", risk.treatment or ""),
        _Cell("owner", "owner ", risk.owner or ""),
        _Cell("due", "due ", risk.due or ""),
    ]
    wanted = {"description", "likelihood", "consequence", "score", "treatment", field}
    return [cell for cell in cells if cell.field in wanted]


def _point(cells: list[_Cell], field: str | None) -> Iterator[str]:
    line, carets = "", ""
    for cell in cells:
        value = _fit(show_line(cell.value)) or "–"
        lead = (BETWEEN if line else "") + cell.label
        if cell.field == (field or "description").removeprefix("printed."):
            carets = " " * cell_len(line + lead) + "^" * cell_len(value)
        line += lead + value
    yield line
    if carets:
        yield carets


def _fit(text: str) -> str:
    return text if cell_len(text) <= LONGEST_CELL else set_cell_size(text, LONGEST_CELL - 1).rstrip() + "…"


def _closing(documents: tuple[Checked, ...]) -> str:
    counts = count_severities(documents)
    total = sum(counts.values())
    return (
        f"{count(len(documents), 'document')}, {count(total, 'finding')}: "
        f"{count(counts['error'], 'error')}, {count(counts['warning'], 'warning')}, {counts['info']} info"
    )
