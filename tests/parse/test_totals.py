"""Rows that sum up the rows above them, and risks that begin like one."""

import pytest

from tests.parse.build import pipe, read, rows_of, table_document


@pytest.mark.parametrize(
    ("last", "is_row"),
    [
        ("| Totalt för köket | | | 12", False),
        ("| Totalt för köket | | | 12 poäng", False),
        ("| Snitt i köket | | | 6,0", False),
        ("Totalt | 2 st | | | 12", False),
        ("Medel | 2 risker | | | 6", False),
        ("Medel | Läckage i taket | | | 9", True),
        ("Medel | Läckage i taket | 3 | 3 | 9", True),
    ],
)
def test_a_product_without_its_factors_is_a_sum_unless_it_stands_beside_a_risk(last: str, is_row: bool) -> None:
    rows = rows_of(f"Nivå | Risk | S | K | SxK\nHög | Brand | 2 | 4 | 8\nLåg | Stöld | 2 | 2 | 4\n{last}")
    assert len(rows) == 2 + is_row


@pytest.mark.parametrize(
    ("last", "is_row"),
    [
        ("Total utslagning av hallen | 25 | Bo", True),
        ("Summan betalas ut två gånger | 16 | Bo", True),
        ("Medel saknas i budgeten | 12 |", True),
        ("Summa | 21 |", False),
        ("Totalt riskvärde | 40 |", False),
        ("Totalt för hela enheten | 21 |", False),
        ("Medel av alla | 10,5 |", False),
    ],
)
def test_a_sum_says_no_more_than_that_or_adds_up(last: str, is_row: bool) -> None:
    rows = rows_of(f"Risk | Riskvärde | Ansvarig\nHal trappa vid entrén | 12 | Ada\nMörkt på gården | 9 | Ada\n{last}")
    assert len(rows) == 2 + is_row


def test_what_opens_like_a_sum_and_is_none_is_asked() -> None:
    text = "Risk | S | K | SxK\nBrand | 2 | 4 | 8\nTotal utslagning av hallen | | | 25\nIs | 2,5 | 2 | 5,0"
    document = table_document([pipe(text)])
    rows = read(document)[0].passage.rows
    assert [[doubt.code for doubt in row.doubts] for row in rows] == [[], ["row-uncertain"], []]


def test_numbered_rows_that_nobody_filled_in_are_none() -> None:
    rows = rows_of("Nr | Risk | S | K | Åtgärd\n1 | Hal trappa | 2 | 4 | Sand\n2 | | | |\n3 | | | |")
    assert [row[0] for row in rows] == ["Hal trappa"]
