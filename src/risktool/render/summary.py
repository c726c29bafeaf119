"""The closing lines of a table: what was found, what was restored, what a person should look at, what was lost."""

from collections.abc import Iterator

from risktool.findings import count
from risktool.model import Register
from risktool.render.look import Sheet
from risktool.render.marks import show_share
from risktool.render.visible import show, show_line

LEGEND = "* worked out, not printed; ? look at this row; ! medium, !! high, !!! critical"


DOCUMENT_FINDINGS = frozenset({"partly-read", "hidden-sheet", "left-out", "no-risks"})
"""What a reader of the table must know although no row shows it."""

UNREAD = ("unread-analysis", "unread-score")
"""What is in no row: a register of few rows or none looks complete without it. All of a kind are said on one line."""


def write_summary(register: Register, sheet: Sheet) -> None:
    """Everything below the last table."""
    sheet.write(_counts(register), style="bold")
    if register.risks:
        sheet.write(LEGEND, style="dim")
    for damage in register.damage:
        what = f"the {damage.kind} “{show(damage.lost)}”"
        sheet.write(f"The text layer lost {what} ({show_share(damage.confidence)} sure):")
        for witness in damage.evidence:
            sheet.write(show_line(witness), first="  - ")
    if register.coverage.unassigned:
        words = count(register.coverage.unassigned, "word")
        sheet.write(f"{words} of {register.coverage.words} found no place; see `unassigned` in the JSON output.")
    for finding in register.findings:
        if finding.severity == "error" or finding.name in DOCUMENT_FINDINGS:
            place = f"page {finding.page}: " if finding.page else ""
            sheet.write(show_line(f"{place}{finding.message}"), first=f"{finding.severity}: ")
    for message in say_unread(register):
        sheet.write(show_line(message), first="warning: ")


def say_unread(register: Register) -> Iterator[str]:
    """What looks like risks and was not read: a line for each kind."""
    for name in UNREAD:
        unread = [finding for finding in register.findings if finding.name == name]
        more = f" ({count(len(unread), 'such passage')}; `risktool validate` lists them)" if len(unread) > 1 else ""
        yield from (finding.message + more for finding in unread[:1])


def _counts(register: Register) -> str:
    risks = register.risks
    comments = sum(section.kind == "comment" for section in register.sections)
    judged = (
        f"{sum(risk.status == 'recovered' for risk in risks)} recovered",
        f"{sum(risk.needs_review for risk in risks)} to review",
    )
    parts = [
        count(len(register.sections) - comments, "analysis", "analyses"),
        count(comments, "comment section") if comments else "",
        count(len(risks), "risk"),
        *(judged if risks else ()),
    ]
    return ", ".join(filter(None, parts)) + "."
