"""Rows of bars without one in front: what the bar at their end means."""

from tests.parse.build import reviewed


def test_a_bar_at_the_end_of_a_row_without_one_in_front_opens_an_empty_cell() -> None:
    text = "Riskanalys\n\nHändelse | S | K | Åtgärd\nBrand | 5 | 5 | \nFall | 4 | 3 | \nFukt | 4 | 2 | \n"
    assert [row[:4] for row in reviewed(text)] == [("Brand", 5, 5, None), ("Fall", 4, 3, None), ("Fukt", 4, 2, None)]


def test_a_bar_at_the_end_of_all_rows_closes_them() -> None:
    text = "Riskanalys\n\nHändelse | S | K | Åtgärd |\nBrand | 5 | 5 | Larm |\nFall | 4 | 3 | Räcke |\n"
    assert [row[:4] for row in reviewed(text)] == [("Brand", 5, 5, "Larm"), ("Fall", 4, 3, "Räcke")]
