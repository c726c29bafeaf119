"""Register to Markdown: a table an analysis, for a wiki, an issue or a pull request."""

from risktool.model import Register, Risk, Section
from risktool.render import marks
from risktool.render.restored import Lost, find_lost, restore
from risktool.render.visible import show_markdown

HEAD = "| Id | Risk | S | K | S×K | Level | Treatment |\n| --- | --- | --- | --- | --- | --- | --- |\n"

LEGEND = "`*` not printed but worked out, `?` look at this row.\n"


def render_markdown(register: Register) -> str:
    """All analyses that hold rows."""
    lost = find_lost(register)
    parts = [_section(section, lost) for section in register.sections if section.risks]
    return "\n".join([*parts, LEGEND if parts else "No risks were found.\n"])


def _section(section: Section, lost: Lost | None) -> str:
    number = "" if section.number is None else f"{section.number}. "
    title = show_markdown(number + (section.subject or section.heading))
    rows = "".join(f"| {' | '.join(map(show_markdown, _cells(risk, lost)))} |\n" for risk in section.risks)
    notes = [
        f"- {show_markdown(f'{risk.id}: {reason.text}')}\n"
        for risk in section.risks
        for reason in (risk.review_reasons if risk.needs_review else ())
    ]
    return (f"## {title}\n\n" if title else "") + HEAD + rows + ("\n" + "".join(notes) if notes else "")


def _cells(risk: Risk, lost: Lost | None) -> tuple[str, ...]:
    return (
        risk.id + (f" {marks.REVIEW}" if risk.needs_review else ""),
        restore(risk.description, lost),
        marks.show_likelihood(risk),
        marks.show_consequence(risk),
        marks.show_score(risk),
        risk.level_label or risk.level or "",
        "\n".join(filter(None, (risk.treatment, *marks.show_asides(risk)))),
    )
