"""Two rows for each risk, one before its treatment and one after it."""

import pytest

import risktool
from risktool.model import Register

HEAD = ["Risk", "Läge", "S", "K", "R", "Nivå", "Åtgärd"]
ROWS = [
    ["Fukt", "Före", "4", "3", "12", "Hög", "Fläkt i källaren"],
    ["", "Efter", "2", "3", "6", "Medel", ""],
    ["Brand", "Före", "5", "4", "20", "Hög", "Larm"],
    ["", "Efter", "1", "4", "4", "Låg", ""],
]


def read(rows: list[list[str]], head: list[str] = HEAD, merged: bool = False) -> Register:
    """A web page's table; `merged`: the first cell of every second row is one with the cell above."""
    lines = ["".join(f"<th>{text}</th>" for text in head)]
    for place, row in enumerate(rows):
        cells = "".join(f"<td>{text}</td>" for text in row[1:])
        first = f"<td{' rowspan=2' * merged}>{row[0]}</td>"
        lines.append(cells if merged and place % 2 else first + cells)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return risktool.parse(f"<html lang=sv><table>{table}</table></html>".encode(), name="a.html")


@pytest.mark.parametrize("told", ["merged", "empty", "again"])
@pytest.mark.parametrize(
    ("before", "after"), [("Före", "Efter"), ("Före åtgärd", "Efter åtgärd"), ("Nuläge", "Restrisk")]
)
@pytest.mark.parametrize("heading", ["", "Läge"])
def test_the_second_row_is_what_is_left_of_the_first(told: str, before: str, after: str, heading: str) -> None:
    names = {"Före": before, "Efter": after}
    rows = [[row[0], names[row[1]], *row[2:]] for row in ROWS]
    rows = [[rows[i - i % 2][0] if told == "again" else row[0], *row[1:]] for i, row in enumerate(rows)]
    register = read(rows, [HEAD[0], heading, *HEAD[2:]], merged=told == "merged")
    assert [(r.description, r.likelihood, r.consequence, r.score, r.level_label) for r in register.risks] == [
        ("Fukt", 4, 3, 12, "Hög"),
        ("Brand", 5, 4, 20, "Hög"),
    ]
    left = [risk.residual for risk in register.risks]
    assert [(r.likelihood, r.consequence, r.score) for r in left if r] == [(2, 3, 6), (1, 4, 4)]
    assert [risk.treatment for risk in register.risks] == ["Fläkt i källaren", "Larm"]
    assert register.coverage.unassigned == 0


def test_risks_before_an_event_and_after_it_are_risks_of_their_own() -> None:
    rows = [["Kö", "Före", "4", "3", "12", "Hög", "Vakt"], ["Skräp", "Efter", "2", "3", "6", "Medel", "Påsar"]]
    risks = read(rows).risks
    assert [(risk.description, risk.score, risk.residual) for risk in risks] == [("Kö", 12, None), ("Skräp", 6, None)]


def test_a_row_without_the_other_one_leaves_the_table_as_it_is() -> None:
    rows = [["Kö", "Före", "4", "3", "12", "Hög", "Vakt"], ["Skräp", "Före", "2", "3", "6", "Medel", "Påsar"]]
    assert [risk.score for risk in read([*rows, ROWS[1]]).risks][:2] == [12, 6]


@pytest.mark.parametrize(("before", "after"), [("Före jul", "Efter jul"), ("Före operation", "Efter operation")])
def test_rows_before_and_after_something_else_are_risks_each(before: str, after: str) -> None:
    names = {"Före": before, "Efter": after}
    rows = [[ROWS[i - i % 2][0], names[row[1]], *row[2:]] for i, row in enumerate(ROWS)]
    assert [(r.likelihood, r.consequence, r.residual) for r in read(rows).risks] == [
        (4, 3, None),
        (2, 3, None),
        (5, 4, None),
        (1, 4, None),
    ]
