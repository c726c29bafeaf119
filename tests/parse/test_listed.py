"""Tables whose cells became lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risktool.model import Register
from risktool.pipeline import Options, parse_bytes

HEADINGS = ["Risk", "S", "K", "SxK", "Åtgärd", "Ansvarig"]
ROWS = [
    ["Hal trappa vid entrén", "3", "4", "12", "Salta varje morgon", "Siw"],
    ["Nycklar kommer bort", "2", "5", "10", "Kvittens i pärm", "Bo"],
    ["Buller från kylen", "4", "1", "4", "-", "Siw"],
]


def read(text: str) -> Register:
    return parse_bytes(text.encode(), "notes.txt", Options(language="sv"))


def listed(rows: list[list[str]], joint: str) -> str:
    return joint.join(cell for row in rows for cell in row)


def scores(register: Register) -> list[tuple[str, object, str | None, bool]]:
    return [(risk.description, risk.score, risk.treatment, risk.needs_review) for risk in register.risks]


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
def test_a_table_with_a_cell_a_line_is_read(joint: str) -> None:
    register = read(f"1. Riskanalys: Flytt\n\n{listed([HEADINGS, *ROWS], joint)}\n")
    assert scores(register) == [(row[0], int(row[3]), row[4], False) for row in ROWS]
    assert [risk.owner for risk in register.risks] == ["Siw", "Bo", "Siw"]
    assert register.coverage.unassigned == 0


def test_cells_between_blank_lines_may_have_several() -> None:
    rows = [["Hal trappa vid\nentrén", *ROWS[0][1:]], *ROWS[1:]]
    assert scores(read(listed([HEADINGS, *rows], "\n\n")))[0] == (
        "Hal trappa vid entrén",
        12,
        "Salta varje morgon",
        False,
    )


def test_a_last_row_cut_short_is_put_before_a_person() -> None:
    found = scores(read(listed([HEADINGS, *ROWS[:2], ROWS[2][:5]], "\n")))
    assert [row[3] for row in found] == [False, False, True]


def test_an_empty_cell_leaves_the_table_to_a_reading_that_asks() -> None:
    rows = [ROWS[0], ["Nycklar kommer bort", "2", "5", "10", "Bo"], ROWS[2]]
    found = scores(read(listed([HEADINGS, *rows], "\n")))
    assert [row[1] for row in found] == [12, 10, 4]
    assert [row[3] for row in found[:2]] == [True, True]


def test_a_list_of_things_is_no_register() -> None:
    text = listed([["Sak", "Antal", "Pris", "Summa"], ["Stol", "4", "5", "20"], ["Bord", "2", "3", "6"]], "\n")
    assert not read(text).risks


CELLS = st.sampled_from([*HEADINGS, *ROWS[0], "3", "", "1. Riskanalys: Kök"])


@settings(max_examples=40)
@given(st.lists(CELLS, max_size=24))
def test_every_line_of_a_listed_table_is_placed(cells: list[str]) -> None:
    text = listed([HEADINGS, *ROWS, cells], "\n")
    coverage = read(text).coverage
    assert (coverage.words, coverage.unassigned) == (len(text.split()), 0)
