"""Forms of one risk: names and values side by side, several a line."""

from collections.abc import Sequence

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


RISKS = [
    ("Isen brister", "2", "5", "Märk ut leden"),
    ("Bensinen tar slut", "4", "2", "Dunk"),
    ("Dimma", "3", "1", "Kompass"),
]


def narrow(risk: str, s: str, k: str, todo: str) -> list[Row]:
    return [
        ["Nr", f"R{s}"],
        ["Beskrivning", risk],
        ["Sannolikhet", s],
        ["Konsekvens", k],
        ["Åtgärd", todo],
        ["Vem", ""],
    ]


def rows_of(lines: Sequence[Row]) -> list[tuple[str, ...]]:
    """The rows, and that each word of the table is placed."""
    document = table_document([lines])
    (reading,) = read(document)
    placed = sorted(
        (*reading.passage.text, *reading.passage.furniture, *(s for row in reading.passage.rows for s in row.spans))
    )
    assert " ".join(document.text.split()) == " ".join(document.shown(tuple(placed)).split())
    return [seen(document, row) for row in reading.passage.rows]


EXPECTED = [(risk, s, k, "", todo) for risk, s, k, todo in RISKS]


def test_forms_below_each_other_are_a_row_each() -> None:
    assert rows_of([line for risk in RISKS for line in narrow(*risk)]) == EXPECTED
    assert rows_of([line for risk in RISKS for line in (*narrow(*risk), ["", ""])]) == EXPECTED
    wide = [line for risk in RISKS for line in form(*risk)]
    assert rows_of(wide) == EXPECTED


def test_a_form_may_lack_a_name() -> None:
    lines = [line for risk in RISKS for line in narrow(*risk)]
    del lines[10]  # of the second one, what is done
    assert rows_of(lines) == [EXPECTED[0], (*EXPECTED[1][:4], ""), EXPECTED[2]]


@pytest.mark.parametrize("titles", [["Risk 1", "Risk 2", "Risk 3"], ["Sjön", "Skogen", "Byn"]])
def test_titles_between_forms_are_no_words_of_them(titles: list[str]) -> None:
    both = list(zip(titles, RISKS, strict=True))
    assert rows_of([line for t, risk in both for line in ([Merged(t, columns=2), None], *narrow(*risk))]) == EXPECTED
    over = (Merged(titles[0], columns=4), None, None, None)
    assert rows_of([over, *form(*RISKS[0])]) == EXPECTED[:1]
    assert rows_of([line for t, risk in both for line in ([Merged(t, columns=4), *over[1:]], *form(*risk))]) == EXPECTED


def test_a_title_tells_the_risk_of_a_form_that_has_no_name_for_it() -> None:
    lines = [
        line
        for risk, s, k, todo in RISKS
        for line in ([Merged(risk, columns=2), None], ["Sannolikhet", s], ["Konsekvens", k], ["Åtgärd", todo])
    ]
    assert rows_of(lines) == EXPECTED


def test_a_name_said_twice_in_one_form_is_none_of_another() -> None:
    lines = [line for risk in RISKS for line in (*narrow(*risk), ["Åtgärd", "Mer"])]
    assert len(read(table_document([lines]))[0].passage.rows) == 1


def test_a_value_that_reads_like_a_heading_is_the_risk() -> None:
    lines: list[Row] = [
        ["Risk", "Hot och våld mot personal"],
        ["Sannolikhet", "5"],
        ["Konsekvens", "3"],
        ["Åtgärd", "Larm"],
    ]
    assert rows_of(lines) == [("Hot och våld mot personal", "5", "3", "", "Larm")]


def test_an_empty_column_between_names_and_values_is_none() -> None:
    lines = [[name, "", value] for risk in RISKS for name, value in narrow(*risk)]
    assert rows_of(lines) == EXPECTED


def over(risk: str, s: str, k: str, todo: str, width: int) -> list[Row]:
    rest = [None] * (width - 1)
    return [
        [Merged("Risk", columns=width), *rest],
        [Merged(risk, columns=width), *rest],
        ["Sannolikhet", "Konsekvens", "Nivå"][:width],
        [s, k, "Låg"][:width],
        [Merged("Åtgärd", columns=width), *rest],
        [Merged(todo, columns=width), *rest],
    ]


@pytest.mark.parametrize("width", [2, 3])
def test_names_may_stand_above_their_values(width: int) -> None:
    assert rows_of(over(*RISKS[0], width)) == EXPECTED[:1]
    assert rows_of([line for risk in RISKS for line in over(*risk, width)]) == EXPECTED
