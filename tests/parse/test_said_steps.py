"""Steps said in words beside their factors, and amounts behind them."""

import pytest

from tests.parse.build import inline_rows, reviewed


@pytest.mark.parametrize(
    "said",
    [
        "inte hög sannolikhet, stor konsekvens",
        "inte **mycket hög sannolikhet**, stor konsekvens",
        "låg till medel sannolikhet, stor konsekvens",
        "låg-medel sannolikhet, stor konsekvens",
        "låg – medel sannolikhet, stor konsekvens",
        "låg/medel sannolikhet, stor konsekvens",
        "ganska låg sannolikhet och stor konsekvens",
        "låg sannolikhet, men inte\n  stor konsekvens",
        "knappast\n  låg sannolikhet, stor konsekvens",
        "sannolikhet låg (eller medel), konsekvens hög",
        "sannolikhet låg, konsekvens hög, eller mycket hög",
        "low to medium likelihood, high impact",
        "not low likelihood, high impact",
    ],
)
def test_a_step_that_words_beside_it_change_is_put_before_a_person(said: str) -> None:
    assert [row[4] for row in reviewed(f"Risker\n\n- Glatt golv: {said}\n")] == [True]


@pytest.mark.parametrize(
    "said", ["sannolikhet låg eller medel, konsekvens hög", "sannolikhet låg till medel, hög konsekvens"]
)
def test_a_step_with_another_one_right_behind_is_no_rating(said: str) -> None:
    assert reviewed(f"Risker\n\n- Glatt golv: {said}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "Glatt golv: hög sannolikhet, mycket stor konsekvens",
        "Glatt golv, hög sannolikhet och mycket stor konsekvens",
        "Glatt golv – hög sannolikhet – mycket stor konsekvens",
        "Glatt golv (*hög sannolikhet*, mycket stor konsekvens)",
        "Glatt golv\n  Hög sannolikhet, mycket stor konsekvens",
        "Glatt golv: sannolikhet hög, konsekvens mycket stor",
    ],
)
def test_a_step_that_opens_its_clause_needs_nobody(line: str) -> None:
    assert [row[1:3] + row[4:] for row in reviewed(f"Risker\n\n- {line}\n")] == [(3, 4, False)]


@pytest.mark.parametrize(
    "amount",
    ["000 kr", "%", "‰", "€ mer", "SEK", "Mkr", "-15 st", "– 15 st", ":30 Möte", ".30 Möte", "/5", "2024", "May 2030"],
)
def test_an_amount_behind_the_factors_is_no_product(amount: str) -> None:
    begin = "12" if amount[0] in "-:./" else "12 "
    assert inline_rows(f"- Glatt golv sannolikhet 3, konsekvens 4 {begin}{amount}\n- Buller S2 K2 4")[0][3:] == (
        "",
        f"{begin}{amount}",
    )


@pytest.mark.parametrize(("heading", "asks"), [("Weather report", True), ("Risk list", False)])
def test_said_steps_are_asked_for_where_nothing_tells_of_risks(heading: str, asks: bool) -> None:
    text = f"{heading}\n\n- Storm: low likelihood, high impact.\n\n- Rain: likelihood high, impact low.\n"
    assert [row[4] for row in reviewed(text)] == [asks, asks]
