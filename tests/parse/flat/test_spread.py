"""Scores whose factors stand column by column, and whose products stand before their treatments."""

import pytest

from tests.parse.flat.test_scores import events_of, printed


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


@pytest.mark.parametrize(
    "text",
    [
        "Brand i arkivet. 2 3 Packa ett arkiv i taget. Fukt i källaren. 2 3 Mät fukten. 4 Stöld. 9 Lås.",
        "Brand i arkivet. 3 2 Packa ett arkiv i taget. 3 4 9 Fukt i källaren. 8 Mät fukten.",
        "Brand i arkivet. 2 3 Sex lådor behövs. 2 3 4 Fukt i källaren. 9 Mät fukten.",
    ],
)
def test_whole_cells_are_no_remarks(text: str) -> None:
    assert not [event for event in events_of(text)[1] if event.kind == "column"]


def test_torn_scores_are_put_before_a_person() -> None:
    assert all(event.certainty < 0.8 for event in events_of("Brand. Fukt. 3 2 3 4 9 Larm. 8 Pump.")[1])
