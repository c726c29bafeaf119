"""Register to tables for people: one table an analysis, then what needs a look, then a summary.

    15*. Nytt passersystem
    Id      Risk                          S    K    S×K     Treatment
     ──────────────────────────────────────────────────────────────────
    15.1    [Risk] för att kort …         4/5* 5/4* 20 !!!  Prova på …
    ? 15.2  …                                               (the reason, below its table)

Widths are the same in all tables of a document. Numbers and ids keep their width, the two text columns share what is
left in proportion to what they hold; on a pipe they grow until no word has to be folded.
"""

from dataclasses import dataclass

import regex
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from risktool.model import Register, Risk, Section
from risktool.render import marks
from risktool.render.look import Look, Sheet
from risktool.render.restored import Lost, find_lost, restore
from risktool.render.summary import write_summary
from risktool.render.visible import show_line, show_lines
from risktool.render.wrap import widest_piece, wrap

TITLES = ("Id", "Risk", "S", "K", "S×K", "Treatment")
TEXTS = (1, 5)
"""The columns of `TITLES` that hold sentences and share the room that is left."""

NARROWEST_TEXT = 12
"""A text column is never thinner: below that a terminal should be widened."""

LEAST_SHARE = 0.35
"""A column of few words still gets this much of the room, so that it does not become a strip."""

SPACE = 2
"""Between two columns: one blank, and the place where the table style would draw a line."""

_SOFT_BREAK = regex.compile(r"\n(?=\p{Ll})")
"""The end of a line where the cell's sentence goes on: a table of another width breaks it elsewhere."""

Widths = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A risk's six cells, safe to show, and the styles that go with its level."""

    cells: tuple[str, ...]
    style: str


def render_table(register: Register, look: Look, *, summary: bool = True) -> str:
    """All analyses as tables. Comment sections are named with their length; their prose is in the JSON."""
    lost = find_lost(register)
    tables = [tuple(_row(risk, lost) for risk in section.risks) for section in register.sections]
    widths = _widths([row for rows in tables for row in rows], look)
    sheet = Sheet(look)
    for section, rows in zip(register.sections, tables, strict=True):
        if section.heading or rows:
            sheet.write(_title(section), style="bold")
        if rows:
            sheet.draw(_table(rows, widths, look))
        _write_notes(section, sheet)
        sheet.write()
    if summary:
        write_summary(register, sheet)
    return sheet.text()


def _title(section: Section) -> str:
    """Number and subject; a number that the text layer prints otherwise carries the mark of a recovered one."""
    if section.number is None:
        return show_line(section.heading) or "(no heading)"
    mark = "" if section.printed_number == str(section.number) else marks.RECOVERED
    name = section.subject or section.heading.removeprefix(section.printed_number).lstrip(" .:")
    return show_line(f"{section.number}{mark}. {name}")


def _row(risk: Risk, lost: Lost | None) -> Row:
    cells = (
        risk.id + (f" {marks.REVIEW}" if risk.needs_review else ""),
        restore(_SOFT_BREAK.sub(" ", risk.description), lost),
        _labelled(marks.show_likelihood(risk), risk.likelihood_label),
        _labelled(marks.show_consequence(risk), risk.consequence_label),
        _labelled(marks.mark_level(marks.show_score(risk), risk.level), risk.level_label),
        "\n".join(filter(None, (_SOFT_BREAK.sub(" ", risk.treatment or ""), *marks.show_asides(risk)))),
    )
    return Row(
        tuple(map(show_lines, cells)),
        marks.LEVEL_STYLES[risk.level] if risk.level else "",
    )


def _labelled(number: str, label: str | None) -> str:
    return f"{number}\n{label}" if label else number


def _widths(rows: list[Row], look: Look) -> Widths:
    columns = [[title, *(row.cells[at] for row in rows)] for at, title in enumerate(TITLES)]
    needs = [max(_need(cell, at) for cell in column) for at, column in enumerate(columns)]
    first, second = TEXTS
    taken = sum(need for at, need in enumerate(needs) if at not in TEXTS) + SPACE * (len(TITLES) - 1)
    room = max(look.width - taken, len(TEXTS) * NARROWEST_TEXT, needs[first] + needs[second] if look.grow else 0)
    letters = [sum(map(cell_len, columns[at])) for at in TEXTS]
    needs[first] = _share(room, needs[first], needs[second], letters[0] / sum(letters))
    needs[second] = room - needs[first]
    return tuple(needs)


def _share(room: int, first: int, second: int, share: float) -> int:
    """The first text column's part of the room: by content, but no word is folded that need not be."""
    least = min(first, max(room - second, room // 2))
    most = room - min(second, room - least)
    wanted = round(room * min(max(share, LEAST_SHARE), 1 - LEAST_SHARE))
    return min(max(wanted, least), most)


def _need(cell: str, column: int) -> int:
    """A text column needs its longest word, any other column its longest line."""
    if column in TEXTS:
        return widest_piece(cell)
    return max(map(cell_len, cell.split("\n")))


def _table(rows: tuple[Row, ...], widths: Widths, look: Look) -> Table:
    table = Table(box=look.box, show_edge=False, show_lines=True, pad_edge=False, padding=(0, SPACE - 1, 0, 0))
    for title, width in zip(TITLES, widths, strict=True):
        table.add_column(title, width=width, no_wrap=True, overflow="ignore")
    for row in rows:
        lines = ("\n".join(wrap(cell, width)) for cell, width in zip(row.cells, widths, strict=True))
        cells = [Text(cell) for cell in lines]
        cells[4].stylize(row.style)
        table.add_row(*cells)
    return table


def _write_notes(section: Section, sheet: Sheet) -> None:
    """What stands below a section's table: reasons for review, and prose that is not shown."""
    for risk in section.risks:
        for reason in risk.review_reasons if risk.needs_review else ():
            other = f" ({reason.alternative})" if reason.alternative else ""
            sheet.write(show_line(reason.text + other), style="italic", first=f"{marks.REVIEW} {risk.id}  ")
    words = len(section.text.split())
    if words:
        place = "of text" if section.heading or section.risks else "of text under no heading"
        sheet.write(f"({words} {'word' if words == 1 else 'words'} {place})", style="dim")
    elif not section.risks:
        sheet.write("(no rows)", style="dim")
