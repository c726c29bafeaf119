"""Headings in two rows that merged cells hold together, whatever the words of the second row are."""

import pytest

import risktool
from risktool.model import Register
from risktool.pipeline import Options, parse_bytes
from tests.parse.build import rows_of

RATED = [
    ["Takras", "4", "2", "1", "2", "3", "12", "Skotta"],
    ["Brand", "3", "4", "1", "3", "4", "12", "Larm"],
    ["Stöld", "2", "3", "2", "1", "3", "6", "Lås"],
    ["Halka", "5", "2", "1", "1", "2", "10", "Sand"],
    ["Läcka", "2", "1", "2", "1", "2", "4", "Kran"],
]
"""The gravest of three consequences is multiplied; the first one fits most rows as well."""


def read(top: str, leaves: list[str], rows: list[list[str]]) -> Register:
    """A web page's table with these two rows of headings."""
    cells = ["".join(f"<td>{text}</td>" for text in row) for row in (leaves, *rows)]
    lines = "".join(f"<tr>{row}</tr>" for row in cells)
    return risktool.parse(f"<html><table><tr>{top}</tr>{lines}</table></html>".encode(), name="a.html")


def down(text: str) -> str:
    return f"<th rowspan=2>{text}</th>"


def test_several_consequences_below_one_heading_are_headings_and_no_risk() -> None:
    top = (
        down("Scenario")
        + down("Sannolikhet")
        + "<th colspan=3>Konsekvens</th>"
        + "".join(map(down, ("Samlad konsekvens", "Riskvärde", "Åtgärd")))
    )
    risks = read(top, ["Liv och hälsa", "Ekonomi", "Miljö"], RATED).risks
    assert [(r.description, r.likelihood, r.consequence, r.score) for r in risks] == [
        (row[0], int(row[1]), int(row[5]), int(row[6])) for row in RATED
    ]
    assert not any(risk.needs_review for risk in risks)
    assert risks[0].other == {"Konsekvens Liv och hälsa": "2", "Konsekvens Ekonomi": "1", "Konsekvens Miljö": "2"}


def test_several_consequences_of_which_no_product_tells_are_asked() -> None:
    top = down("Scenario") + down("Sannolikhet") + "<th colspan=3>Konsekvens</th>" + down("Åtgärd")
    rows = [[*row[:5], row[7]] for row in RATED]
    risks = read(top, ["Liv och hälsa", "Ekonomi", "Miljö"], rows).risks
    assert [risk.description for risk in risks] == [row[0] for row in RATED]
    assert all(risk.needs_review for risk in risks)


def test_crosses_below_the_steps_of_a_factor_are_asked() -> None:
    top = down("Risk") + "<th colspan=3>Sannolikhet</th>" + "<th colspan=3>Konsekvens</th>" + down("Åtgärd")
    rows = [["Takras", "x", "", "", "", "x", "", "Skotta"], ["Brand", "", "", "x", "x", "", "", "Larm"]]
    risks = read(top, ["Låg", "Medel", "Hög", "Liten", "Måttlig", "Stor"], rows).risks
    assert [(r.description, r.needs_review, r.treatment) for r in risks] == [
        ("Takras", True, "Skotta"),
        ("Brand", True, "Larm"),
    ]


def test_crosses_beside_factors_that_were_read_are_not_asked() -> None:
    top = down("Risk") + down("S") + down("K") + down("R") + "<th colspan=2>Konsekvens för</th>" + down("Åtgärd")
    rows = [["Takras", "2", "3", "6", "x", "", "Skotta"], ["Brand", "4", "5", "20", "x", "x", "Larm"]]
    risks = read(top, ["Person", "Miljö"], rows).risks
    assert [(r.consequence, r.needs_review) for r in risks] == [(3, False), (5, False)]


def test_of_several_raters_those_whose_product_is_printed_count() -> None:
    top = (
        down("Risk") + "<th colspan=2>Sannolikhet</th><th colspan=2>Konsekvens</th>" + down("Risktal") + down("Åtgärd")
    )
    rows = [
        ["Takras", "1", "4", "5", "3", "12", "Skotta"],
        ["Brand", "2", "5", "1", "4", "20", "Larm"],
        ["Stöld", "3", "2", "4", "3", "6", "Lås"],
    ]
    risks = read(top, ["Chef", "Vägt", "Chef", "Vägt"], rows).risks
    assert [(r.likelihood, r.consequence, r.score, r.needs_review) for r in risks] == [
        (4, 3, 12, False),
        (5, 4, 20, False),
        (2, 3, 6, False),
    ]
    rows[0][5] = rows[1][5] = rows[2][5] = "7"
    assert all(risk.needs_review for risk in read(top, ["Chef", "Vägt", "Chef", "Vägt"], rows).risks)


def test_steps_in_words_beside_their_numbers_are_not_asked() -> None:
    top = "".join(map(down, ("Risk", "Sannolikhet", "S-värde", "Konsekvens", "K-värde", "Riskvärde", "Åtgärd")))
    rows = [
        ["Takras", "Möjlig", "3", "Allvarlig", "4", "12", "Skotta"],
        ["Brand", "Sannolik", "4", "Lindrig", "2", "8", "Larm"],
        ["Stöld", "Möjlig", "3", "Kännbar", "3", "9", "Lås"],
    ]
    risks = read(top.replace(" rowspan=2", ""), rows[0], rows[1:]).risks
    assert [(r.likelihood, r.consequence, r.score, r.needs_review) for r in risks] == [
        (3, 4, 12, False),
        (4, 2, 8, False),
        (3, 3, 9, False),
    ]


def test_numbers_that_count_no_steps_are_a_row() -> None:
    top = down("Risk") + "".join(f"<th colspan=2>{name}</th>" for name in ("Sannolikhet", "Konsekvens"))
    register = read(top + down("Åtgärd"), ["3", "2", "4", "1"], [["Halka", "2", "2", "3", "1", "Sand"]])
    assert "3" not in {name.split()[-1] for risk in register.risks for name in risk.other}


@pytest.mark.parametrize("risk", ["Hot mot personal", "Brist på sand"])
def test_a_risk_called_as_a_column_is_with_letters_for_its_steps_is_a_row(risk: str) -> None:
    lines = ["Risk | Sannolikhet | Konsekvens | Åtgärd", "Halka | B | C | Sand", f"{risk} | C | E | Larm"]
    assert rows_of("\n".join(lines)) == [("Halka", "B", "C", "", "Sand"), (risk, "C", "E", "", "Larm")]


def test_letters_below_numbers_are_headings_of_their_own() -> None:
    """German forms call their columns "A" and "E", in either order."""
    lines = [
        "| Gefahr | Eintrittswahrscheinlichkeit | Schadensausmaß | Risiko |",
        "|---|---|---|---|",
        "| Brand im Keller | 2 | 4 | 8 |",
        "| Gefahr | A | E | R |",
        "| Sturz | 3 | 5 | 15 |",
    ]
    text = "# Risikoanalyse\n\nA = Schadensausmaß, E = Eintrittswahrscheinlichkeit\n\n" + "\n".join(lines)
    risks = parse_bytes(text.encode(), "notes.md", Options(language="de")).risks
    assert [(risk.description, risk.likelihood, risk.consequence) for risk in risks] == [
        ("Brand im Keller", 2, 4),
        ("Sturz", 5, 3),
    ]


@pytest.mark.parametrize("above", ["# Kommunhuset", "Riskanalys Kommunhuset"])
def test_one_title_heads_both_parts_of_a_table_once(above: str) -> None:
    lines = [
        "| Risk | Sannolikhet | Konsekvens | Riskvärde |",
        "|---|---|---|---|",
        "| Takras | 2 | 4 | 8 |",
        "| Hot | Risktal | S | K |",
        "| Halka | 15 | 3 | 5 |",
    ]
    register = parse_bytes(f"{above}\n\n{chr(10).join(lines)}\n".encode(), "notes.md", Options(language="sv"))
    assert [len(section.risks) for section in register.sections] == [2]
    assert [(risk.likelihood, risk.consequence) for risk in register.risks] == [(2, 4), (3, 5)]
