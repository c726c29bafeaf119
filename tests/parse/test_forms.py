"""Forms of one risk: names and values side by side, several a line."""

import pytest

from tests.parse.build import Merged, Row, read, seen, table_document, words

WIDE = 3


def form(risk: str, s: str, k: str, todo: str, who: str = "Bo") -> list[Row]:
    return [
        ["Risk", Merged(risk, columns=WIDE), None, None],
        ["Diarienummer", "2031-7", "Datum", "3 maj"],
        ["Sannolikhet", s, "Konsekvens", k],
        ["Åtgärd", Merged(todo, columns=WIDE), None, None],
        ["Ansvarig", who, "Klart", ""],
    ]


def test_a_form_with_two_names_a_line() -> None:
    document = table_document(
        ["Blankett 1", form("Isen brister under skotern", "2", "5", "Märk ut leden")],
        ["Blankett 2", form("Bensinen tar slut", "4", "2", "")],
    )
    rows = [row for reading in read(document) for row in reading.passage.rows]
    assert [seen(document, row) for row in rows] == [
        ("Isen brister under skotern", "2", "5", "", "Märk ut leden"),
        ("Bensinen tar slut", "4", "2", "", ""),
    ]
    assert [words(document, row.owner) for row in rows] == ["Bo", "Bo"]


@pytest.mark.parametrize(("s", "k"), [("Möjlig", "Allvarlig"), ("", ""), ("3 - Möjlig", "4 - Allvarlig")])
def test_values_may_be_words_or_missing(s: str, k: str) -> None:
    document = table_document([form("Isen brister under skotern", s, k, "Märk ut leden")])
    (row,) = read(document)[0].passage.rows
    assert seen(document, row) == ("Isen brister under skotern", s, k, "", "Märk ut leden")


@pytest.mark.parametrize(("language", "first", "second"), [("sv", "S", "K"), ("en", "L", "S")])
def test_three_names_a_line(language: str, first: str, second: str) -> None:
    lines: list[Row] = [
        ["Risk", Merged("Isen brister", columns=5), None, None, None, None],
        [first, "2", second, "5", "Risk score", "10"],
    ]
    document = table_document([lines])
    (row,) = read(document, language)[0].passage.rows
    assert seen(document, row) == ("Isen brister", "2", "5", "10", "")


@pytest.mark.parametrize(
    "lines",
    [
        [["Sannolikhet", "1", "Konsekvens", "1"], ["Sannolikhet", "2", "Konsekvens", "2"]],
        [["Namn", "Bo", "Telefon", "123"], ["Datum", "3 maj", "Plats", "Sjön"]],
    ],
    ids=["a scale", "no risk"],
)
def test_other_pairs_are_no_form(lines: list[list[str]]) -> None:
    assert not read(table_document([lines]))


def test_a_table_of_four_columns_is_no_form() -> None:
    document = table_document(
        [[["Risk", "Sannolikhet", "Konsekvens", "Åtgärd"], ["Isen brister", "2", "5", "Märk ut leden"]]]
    )
    (row,) = read(document)[0].passage.rows
    assert seen(document, row) == ("Isen brister", "2", "5", "", "Märk ut leden")
