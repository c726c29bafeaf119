"""Register to the risk matrix: likelihood upwards, consequence to the right, the rows' ids in the cells.

          K 1         K 2
     ───────────────────────────
    S 2   !           2 !!         the count and the level of every cell
                      1.2 1.5?     the ids of the rows in it; a person should look at 1.5
    S 1               !

A row whose factors are not certain stands in no cell; it is listed below with what is known. A cell's level comes
from the document's criteria.
"""

from collections import defaultdict

from rich.table import Table
from rich.text import Text

from risktool.model import LEVELS, Criteria, Level, Number, Range, Register, Risk, fitting_levels
from risktool.render import marks
from risktool.render.look import Look, Sheet
from risktool.render.visible import show_line
from risktool.render.wrap import widest_piece, wrap

MOST_STEPS = 10
"""Scales in use have 3 to 10 steps; a scale of shares (0.35) is not a grid."""

NARROWEST_CELL = 8
"""Two short ids side by side."""

LEGEND = "S likelihood, K consequence, level: ! medium, !! high, !!! critical"
REVIEW_LEGEND = ", ? look at this row"

Cells = dict[tuple[Number, Number], list[Risk]]
"""(likelihood, consequence) -> the rows there."""


def render_matrix(register: Register, look: Look) -> str:
    """The grid, the rows that are in no cell, and a legend."""
    sheet = Sheet(look)
    if register.criteria is None or not register.risks:
        sheet.write("No risks to place in a matrix.")
        return sheet.text()
    criteria = register.criteria
    cells, outside = _place(register.risks, criteria)
    sheet.draw(_grid(cells, criteria, look))
    sheet.write()
    sheet.write(LEGEND + (REVIEW_LEGEND if any(risk.needs_review for risk in register.risks) else ""), style="dim")
    if outside:
        sheet.write()
        sheet.write("In no cell, because a factor is not certain or not on the scale:", style="bold")
        for risk in outside:
            sheet.write(_what_is_known(risk), first=f"  {_name(risk)}  ")
    return sheet.text()


def level_of(criteria: Criteria, likelihood: Number, consequence: Number) -> Level | None:
    """The level the criteria give this pair; the gravest where bands overlap, None in a gap."""
    fitting = fitting_levels(criteria.levels, likelihood, consequence, likelihood * consequence)
    return max((rule.name for rule in fitting), key=LEVELS.index, default=None)


def _place(risks: tuple[Risk, ...], criteria: Criteria) -> tuple[Cells, list[Risk]]:
    rows, columns = _steps(criteria.likelihood), _steps(criteria.consequence)
    cells: Cells = defaultdict(list)
    outside = []
    for risk in risks:
        if risk.likelihood in rows and risk.consequence in columns:
            cells[risk.likelihood, risk.consequence].append(risk)
        else:
            outside.append(risk)
    return cells, outside


def _steps(scale: Range) -> tuple[int, ...]:
    """The whole numbers of a scale, () if it is not a scale of steps."""
    low, high = scale
    if low != int(low) or high != int(high) or high - low >= MOST_STEPS + 1:
        return ()
    return tuple(range(int(low), int(high) + 1))


def _grid(cells: Cells, criteria: Criteria, look: Look) -> Table:
    columns = _steps(criteria.consequence)
    width = _cell_width(cells, len(columns), look)
    table = Table(box=look.box, show_edge=False, show_lines=True, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", width=4, no_wrap=True)
    for consequence in columns:
        table.add_column(f"K {consequence}", width=width, no_wrap=True, overflow="ignore")
    for likelihood in reversed(_steps(criteria.likelihood)):
        row = [_cell(cells.get((likelihood, k), []), level_of(criteria, likelihood, k), width) for k in columns]
        table.add_row(Text(f"S {likelihood}", style="bold"), *row)
    return table


def _cell_width(cells: Cells, columns: int, look: Look) -> int:
    longest = max((widest_piece(_name(risk)) for risks in cells.values() for risk in risks), default=0)
    return max((look.width - 6) // max(columns, 1) - 2, longest, NARROWEST_CELL if look.grow else 0)


def _cell(risks: list[Risk], level: Level | None, width: int) -> Text:
    """Count and level mark, then the ids."""
    head = marks.mark_level(str(len(risks)) if risks else "", level).strip()
    ids = wrap(" ".join(map(_name, risks)), width) if risks else []
    style = marks.LEVEL_STYLES[level] if level else ""
    return Text("\n").join([Text(head, style=style if risks else "dim"), *map(Text, ids)])


def _name(risk: Risk) -> str:
    """The id, marked where the row's numbers or words are in doubt: a cell of the grid does not show that."""
    return risk.id + (marks.REVIEW if risk.needs_review else "")


def _what_is_known(risk: Risk) -> str:
    """S, K and S×K as the table shows them, and the beginning of what the row says."""
    pairs = " or ".join(map(marks.show_pair, risk.candidates)) if len(risk.candidates) <= marks.MOST_CANDIDATES else ""
    known = pairs or f"S {marks.show_likelihood(risk)}, K {marks.show_consequence(risk)}"
    score = marks.mark_level(f"S×K {marks.show_score(risk)}", risk.level)
    return f"{known}; {score}; {show_line(risk.description)}"
