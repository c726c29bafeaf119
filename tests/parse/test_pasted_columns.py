"""Tables whose columns were pasted one below the other."""

from collections.abc import Sequence

import pytest

from tests.parse.build import reviewed

COLUMNS = (
    ("Riskbeskrivning", "Hal trappa", "Brand i köket", "Fukt"),
    ("S", "3", "2", "4"),
    ("K", "2", "5", "4"),
    ("Riskvärde", "6", "10", "16"),
    ("Åtgärd", "Salta", "Larm", "Fläkt"),
    ("Ansvarig", "Eva", "vaktmästare", "Bo"),
    ("Klart", "31/8", "v. 20", "maj"),
)
ROWS = [("Hal trappa", 3, 2, "Salta"), ("Brand i köket", 2, 5, "Larm"), ("Fukt", 4, 4, "Fläkt")]


def below(columns: Sequence[Sequence[str]], gap: str = "") -> str:
    return "Riskanalys: Flytt\n\n" + gap.join("\n".join(column) + "\n" for column in columns)


@pytest.mark.parametrize("gap", ["", "\n"])
def test_columns_below_each_other_are_a_table(gap: str) -> None:
    text = below(COLUMNS, gap)
    assert reviewed(text) == [(*row, True) for row in ROWS]
    twice = f"{text}\n\n{text.replace('Flytt', 'Bygge')}\nMvh\nEva\n"
    assert [row[:4] for row in reviewed(twice)] == ROWS * 2


@pytest.mark.parametrize("column", range(len(COLUMNS) - 1))
def test_a_column_that_lacks_a_cell_moves_nothing_unasked(column: int) -> None:
    columns = [list(cells) for cells in COLUMNS]
    del columns[column][2]
    assert not any(row[1] is not None and not row[4] for row in reviewed(below(columns)))


def test_lines_that_follow_the_last_column_may_be_its_cells() -> None:
    assert [row[:4] for row in reviewed(below(COLUMNS) + "och lampor\n")] != ROWS


def test_a_cell_that_begins_as_a_sentence_goes_on_puts_all_rows_before_a_person() -> None:
    columns = [list(cells) for cells in COLUMNS]
    columns[4][2] = "på trappan"
    assert [row[4] for row in reviewed(below(columns))] == [True] * 3


def test_columns_of_anything_else_hold_no_risks() -> None:
    text = "Namn\nEva\nBo\nRum\n3\n4\nVåning\n1\n2\nTelefon\n12\n13\nAnsvarig\nEva\nBo\n"
    assert not reviewed(text)
