"""A cell that spans rows holds for all of them; its words are placed once, in the first."""

import pytest

import risktool
from risktool.model import Register

HEAD = ["Område", "Risk", "S", "K", "R", "Åtgärd", "Ansvarig", "Klart"]
ROWS = [
    ["Kaj", "Båt sliter sig", "3", "4", "12", "Tampar", "Siv", "maj"],
    ["Kaj", "Halka", "4", "2", "8", "Sand", "Siv", "juni"],
    ["Kaj", "Oljespill", "1", "5", "5", "Länsar", "Bo", "juni"],
]


def read(rows: list[list[str]], merged: dict[int, tuple[int, int]]) -> Register:
    """A web page's table in which some columns have one cell for the rows from the first to the second number."""
    lines = []
    for r, row in enumerate(rows):
        cells = []
        for c, text in enumerate(row):
            first, last = merged.get(c, (r, r))
            if not first < r <= last:
                span = last - first + 1 if r == first else 1
                cells.append(f'<td rowspan="{span}">{text}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(f"<th>{name}</th>" for name in HEAD)
    return risktool.parse(f"<html><table><tr>{head}</tr>{''.join(lines)}</table></html>".encode(), name="a.html")


def test_what_is_done_by_whom_and_when_holds_for_each_row_of_its_cell() -> None:
    risks = read(ROWS, {0: (0, 2), 5: (0, 1), 6: (0, 2), 7: (1, 2)}).risks
    assert [(risk.treatment, risk.owner, risk.due, risk.other) for risk in risks] == [
        ("Tampar", "Siv", "maj", {"Område": "Kaj"}),
        ("Tampar", "Siv", "juni", {"Område": "Kaj"}),
        ("Länsar", "Siv", "juni", {"Område": "Kaj"}),
    ]


@pytest.mark.parametrize(("column", "field"), [(2, "likelihood"), (3, "consequence")])
def test_a_merged_factor_is_each_rows_own(column: int, field: str) -> None:
    rows = [[*row[:2], "3", "3", "9", *row[5:]] for row in ROWS]
    risks = read(rows, {column: (0, 1)}).risks
    assert [(getattr(risk, field), getattr(risk.printed, field), risk.status) for risk in risks] == [
        (3, "3", "read")
    ] * len(rows)


def test_a_merged_score_that_contradicts_a_rows_factors_is_asked() -> None:
    risks = read(ROWS, {4: (0, 1)}).risks
    assert [(risk.score, risk.status, risk.needs_review) for risk in risks] == [
        (12, "read", False),
        (12, "inconsistent", True),
        (5, "read", False),
    ]


def test_risks_under_one_merged_score_are_one_row() -> None:
    risks = read(ROWS, dict.fromkeys((2, 3, 4, 6), (0, 1))).risks
    assert [(risk.description, risk.score, risk.owner) for risk in risks] == [
        ("Båt sliter sig Halka", 12, "Siv"),
        ("Oljespill", 5, "Bo"),
    ]


def test_the_words_of_a_merged_cell_are_placed_once() -> None:
    register = read(ROWS, {0: (0, 2), 6: (0, 2)})
    assert register.coverage.unassigned == 0
    others = [HEAD, *(row[1:6] + row[7:] for row in ROWS)]
    assert register.coverage.words == len(["Kaj", "Siv"]) + sum(len(cell.split()) for row in others for cell in row)


def test_an_empty_cell_that_is_not_merged_stays_empty() -> None:
    rows = [ROWS[0], [*ROWS[1][:5], "", "", ""], ROWS[2]]
    assert [(risk.treatment, risk.owner, risk.due) for risk in read(rows, {}).risks][1] == (None, None, None)


def test_a_cell_over_columns_is_not_what_the_row_above_says() -> None:
    table = (
        "<table><tr><th>Risk</th><th>S</th><th>K</th><th>Åtgärd</th><th>Ansvarig</th></tr>"
        "<tr><td>Halka</td><td>3</td><td>4</td><td>Sand</td><td>Siv</td></tr>"
        "<tr><td>Spill</td><td>2</td><td>4</td><td colspan=2>Länsar läggs ut av hamnkaptenen</td></tr></table>"
    )
    risks = risktool.parse(table.encode(), name="a.html").risks
    assert [(risk.treatment, risk.owner) for risk in risks][1] == ("Länsar läggs ut av hamnkaptenen", None)
