"""A comparison for people: a list for the terminal, a table for a pull request.

+ 4.2   Fire in the server room (5)
- 2.1   Key staff leave before the handover (10)
~ 1.1   The key of the archive is lost
        score 12 -> 15 (up)
        treatment "Tag" -> "Tag and alarm"

1 added, 1 removed, 1 changed (1 rescored up, 0 down); 17 the same
"""

from rich.text import Text

from risktool.changes import Comparison, FieldChange, Kind, Placed, RiskChange, Value
from risktool.render.look import Look, Sheet
from risktool.render.visible import show_line, show_markdown

SIGNS: dict[Kind, str] = {"added": "+", "removed": "-", "changed": "~"}
STYLES: dict[Kind, str] = {"added": "green", "removed": "red", "changed": "yellow"}
NOTHING = "(nothing)"


def render_diff_text(comparison: Comparison, look: Look) -> str:
    """A line for each row, and below a changed one a line for each field."""
    sheet = Sheet(look)
    for change in comparison.changes:
        row = change.row
        sheet.write(
            _title(row, with_score=change.kind != "changed"),
            first=f"{SIGNS[change.kind]} {row.risk.id:<5} ",
            style=STYLES[change.kind],
        )
        for field in change.fields:
            sheet.write(_line(change, field), first=" " * 8)
    if comparison.changes:
        sheet.draw(Text())
    sheet.write(summarise(comparison))
    return sheet.text()


def render_diff_markdown(comparison: Comparison) -> str:
    """A table that GitHub and GitLab show."""
    lines = [f"**{show_markdown(comparison.old)} → {show_markdown(comparison.new)}**: {summarise(comparison)}", ""]
    if comparison.changes:
        lines += ["| | risk | description | change |", "| --- | --- | --- | --- |"]
    for change in comparison.changes:
        what = "<br>".join(show_markdown(_line(change, field, "→")) for field in change.fields) or change.kind
        cells = (change.kind, change.row.risk.id, _title(change.row, with_score=change.kind != "changed"))
        lines.append(f"| {' | '.join(map(show_markdown, cells))} | {what} |")
    return "\n".join(lines).rstrip("\n") + "\n"


def summarise(comparison: Comparison) -> str:
    """ "1 added, 0 removed, 2 changed (1 rescored up, 0 down); 17 the same"."""
    up, down = (sum(change.rescored == way for change in comparison.changes) for way in ("up", "down"))
    return (
        f"{comparison.count('added')} added, {comparison.count('removed')} removed, "
        f"{comparison.count('changed')} changed ({up} rescored up, {down} down); {comparison.same} the same"
    )


def _title(row: Placed, *, with_score: bool) -> str:
    words = show_line(row.risk.description)
    score = row.risk.score if row.risk.score is not None else row.risk.score_range
    return f"{words} ({_value(score)})" if with_score and score is not None else words


def _line(change: RiskChange, field: FieldChange, arrow: str = "->") -> str:
    way = f" ({change.rescored})" if field.field == "score" and change.rescored else ""
    return f"{field.field} {_value(field.old)} {arrow} {_value(field.new)}{way}"


def _value(value: Value) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return f'"{show_line(value)}"'
    return "–".join(f"{end:g}" for end in value) if isinstance(value, tuple) else f"{value:g}"
