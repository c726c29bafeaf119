"""A column whose cells tell a whole score each: "S: 3", "K: 4", "R: 12" on lines of one cell."""

from collections.abc import Callable

import pytest

import risktool
from risktool.model import Risk

RISKS = [("Halt golv", 2, 4, "Matta läggs ut"), ("Brand i köket", 3, 5, "Larm monteras"), ("Stöld", 1, 3, "Nytt lås")]

Cell = Callable[[int, int], str]


def read(heading: str, cell: Cell, extra: str = "") -> tuple[Risk, ...]:
    """A web page's table with a risk, one cell that rates it, and a treatment in each row."""
    head = "".join(f"<th>{name}</th>" for name in ("Risk", heading, "Åtgärd"))
    rows = "".join(f"<tr><td>{d}</td><td>{cell(s, k)}</td><td>{t}</td></tr>" for d, s, k, t in RISKS)
    return risktool.parse(
        f"<html lang=sv><table><tr>{head}</tr>{rows}{extra}</table></html>".encode(), name="a.html"
    ).risks


@pytest.mark.parametrize("heading", ["Bedömning", "Riskbedömning", "Värdering", "Kommentar"])
@pytest.mark.parametrize(
    "cell",
    [
        lambda s, k: f"S: {s}<br>K: {k}<br>R: {s * k}",
        lambda s, k: f"Sannolikhet: {s}<br>Konsekvens: {k}<br>Riskvärde: {s * k}",
        lambda s, k: f"S={s}, K={k}, R={s * k}",
        lambda s, k: f"S: {s} K: {k}",
    ],
)
def test_a_score_in_one_cell_is_the_row_s(heading: str, cell: Cell) -> None:
    risks = read(heading, cell)
    assert [(r.description, r.likelihood, r.consequence, r.treatment) for r in risks] == RISKS
    assert [r.printed.score for r in risks] == [str(s * k) if "R" in cell(2, 4) else "" for _, s, k, _ in RISKS]
    assert not any(r.needs_review or r.other or r.level_label for r in risks)


def test_more_words_than_the_score_stay_and_are_asked() -> None:
    risks = read("Kommentar", lambda s, k: f"Förra året S: {s} K: {k}")
    assert [(r.likelihood, r.consequence, r.needs_review) for r in risks] == [(s, k, True) for _, s, k, _ in RISKS]
    assert risks[0].other == {"Kommentar": "Förra året"}


def test_one_cell_of_several_rates_nothing() -> None:
    risks = read("Kommentar", lambda s, k: f"S: {s} K: {k}" if s == 3 else "nytt")
    assert [(r.likelihood, r.other.get("Kommentar")) for r in risks] == [
        (None, "nytt"),
        (None, "S: 3 K: 5"),
        (None, "nytt"),
    ]


def test_what_is_left_is_no_rating_of_the_risk() -> None:
    assert not any(r.likelihood for r in read("Kommentar efter åtgärd", lambda s, k: f"S: {s} K: {k}"))


@pytest.mark.parametrize("sign", ["{} x {} = {} (medel)", "{}*{}={} – mycket hög", "S{} K{} = {} (hög)"])
def test_a_product_with_its_level_is_read(sign: str) -> None:
    risks = read("Riskvärdering", lambda s, k: sign.format(s, k, s * k))
    assert [(r.likelihood, r.consequence, r.score, r.needs_review) for r in risks] == [
        (s, k, s * k, False) for _, s, k, _ in RISKS
    ]
