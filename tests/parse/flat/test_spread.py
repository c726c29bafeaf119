"""Scores whose factors stand column by column, and whose products stand before their treatments."""

import pytest

from tests.parse.flat.test_scores import printed


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Brand. Fukt. 3 2 3 4 9 Larm. 8 Pump.", ["3 3 9", "2 4 8"]),
        ("Brand. Fukt. Stöld. 3 2 1 3 4 4 9 Larm. 8 Pump. 4 Lås.", ["3 3 9", "2 4 8", "1 4 4"]),
        ("Brand. Fukt. 3 Beror på huset. 2-4 3 4 9 Larm. 8-16 Pump.", ["3 3 9", "2-4 4 8-16"]),
    ],
)
def test_products_find_their_factors(text: str, scores: list[str]) -> None:
    assert printed(text) == scores


@pytest.mark.parametrize("text", ["Brand. Fukt. 3 2 3 4 9 Larm. 7 Pump.", "Brand. Fukt. 3 2 3 4 9 Larm. Pump."])
def test_factors_that_do_not_come_out_even_are_no_scores(text: str) -> None:
    assert "3 3 9" not in printed(text)


def test_scores_that_stand_in_rows_are_left_alone() -> None:
    assert printed("Brand. 3 3 9 Larm. Fukt. 2 4 8 Pump.") == ["3 3 9", "2 4 8"]
