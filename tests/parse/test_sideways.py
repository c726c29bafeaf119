"""Registers on their side: a column for each risk, the headings down the first one."""

from collections.abc import Sequence

import pytest

from risktool.pipeline import Options, parse_bytes
from risktool.source import TableOrigin
from tests.extract.pdf.tiny import TinyPage, write_pdf
from tests.parse.build import Merged, Row, all_seen, pipe, read, rows_of, table_document, with_origin

SIDEWAYS = """
Risk        | Hot mot personal | Brist på sand | Stöld
Sannolikhet | 3                | 2             | 4
Konsekvens  | 4                | 5             | 2
S x K       | 12               | 10            | 8
Åtgärd      | Larm i entrén    | Avtal         |
"""
UPRIGHT = [
    ("Hot mot personal", "3", "4", "12", "Larm i entrén"),
    ("Brist på sand", "2", "5", "10", "Avtal"),
    ("Stöld", "4", "2", "8", ""),
]
ORIGINS: tuple[TableOrigin, ...] = ("ruled", "aligned")


def test_each_column_is_a_risk_whatever_its_name() -> None:
    assert rows_of(SIDEWAYS) == UPRIGHT


@pytest.mark.parametrize(
    ("above", "behind"),
    [
        ("Risk nr | 1 | 2 | 3\n", ""),
        (" | Risk 1 | Risk 2 | Risk 3\n", ""),
        ("", "Ansvarig | Bo | Siv | Eva\nKlart | maj | 2031-07-01 | höst\n"),
        ("Område | Hot | Brand | Risk\n", "S efter | 1 | 1 | 2\nK efter | 4 | 5 | 2\n"),
    ],
)
def test_other_names_down_the_side_change_nothing(above: str, behind: str) -> None:
    assert rows_of(above + SIDEWAYS.lstrip() + behind) == UPRIGHT


def test_the_names_may_stand_in_a_later_column_below_a_title() -> None:
    lines: list[Row] = [[Merged("Risker 2031", columns=5), None, None, None, None]]
    lines += [["", *line] for line in pipe(SIDEWAYS)]
    document = table_document([lines])
    (reading,) = read(document)
    assert all_seen(document, (reading,)) == UPRIGHT
    assert [document.text[slice(*span)] for span in reading.above] == ["Risker 2031"]


def test_more_risks_follow_below_under_the_same_names() -> None:
    below = (
        "Risk | Fukt | Ras | \nSannolikhet | 1 | 1 | \nKonsekvens | 2 | 3 | \nS x K | 2 | 3 | \nÅtgärd | Fläkt | | \n"
    )
    assert rows_of(SIDEWAYS.lstrip() + below) == [
        *UPRIGHT,
        ("Fukt", "1", "2", "2", "Fläkt"),
        ("Ras", "1", "3", "3", ""),
    ]


def test_a_cell_for_all_risks_is_shared() -> None:
    lines: list[Row] = [*pipe(SIDEWAYS)[:4], ["Åtgärd", Merged("Väktare", columns=3), None, None]]
    document = table_document([lines])
    rows = [row.completed for row in read(document)[0].passage.rows]
    assert [[document.text[slice(*span)] for span in row.treatment] for row in rows] == [["Väktare"]] * 3


def test_every_word_has_one_place() -> None:
    document = table_document([pipe(SIDEWAYS)])
    (reading,) = read(document)
    placed = [*reading.passage.text, *reading.passage.furniture, *(s for r in reading.passage.rows for s in r.spans)]
    assert " ".join(document.text.split()) == " ".join(document.shown(tuple(sorted(placed))).split())


@pytest.mark.parametrize(
    "lines",
    [
        ["Nivå | 1 | 2 | 3", "Sannolikhet | Osannolik | Möjlig | Sannolik", "Konsekvens | Liten | Måttlig | Stor"],
        ["Skola | Norr | Söder | Väster", "Elever | 3 | 2 | 4", "Lärare | 4 | 5 | 2", "Summa | 12 | 10 | 8"],
        ["Bedömning | Före | Efter", "Sannolikhet | 3 | 1", "Konsekvens | 4 | 2", "Riskvärde | 12 | 2"],
    ],
    ids=["a legend", "no risks", "one risk before and after"],
)
def test_other_tables_with_names_down_the_side_hold_no_risks(lines: Sequence[str]) -> None:
    assert not rows_of("\n".join(lines))


def test_a_form_of_two_names_a_line_is_one_risk() -> None:
    form = ["Risk | Brand | Nr | 7", "Sannolikhet | 2 | Ansvarig | Bo", "Konsekvens | 5 | Åtgärd | Larm"]
    assert rows_of("\n".join(form)) == [("Brand", "2", "5", "", "Larm")]


def test_a_register_that_stands_is_not_turned() -> None:
    lines = ["Risk | Sannolikhet | Konsekvens", "Sannolikhet av brand | 2 | 5", "Konsekvens | 3 | 1"]
    assert rows_of("\n".join(lines)) == [("Sannolikhet av brand", "2", "5", "", ""), ("Konsekvens", "3", "1", "", "")]


@pytest.mark.parametrize(("name", "is_asked"), [("Plats", True), ("Händelse", False)])
def test_columns_that_nothing_calls_risks_are_asked(name: str, is_asked: bool) -> None:
    lines = [[name, "Norra skolan", "Södra skolan"], *(line[:3] for line in pipe(SIDEWAYS)[1:])]
    document = table_document([lines])
    assert [bool(row.doubts) for row in read(document)[0].passage.rows] == [is_asked] * 2


@pytest.mark.parametrize(
    ("names", "is_asked"),
    [
        ("Nuläge | Målläge", True),
        ("Bruttorisk | Nettorisk", True),
        ("Brand | Stress efter flytt", False),
    ],
)
def test_one_risk_at_several_times_is_asked(names: str, is_asked: bool) -> None:
    (reading,) = read(table_document([pipe(f"Risk | {names}\nSannolikhet | 4 | 2\nKonsekvens | 5 | 3")]))
    assert {bool(row.doubts) for row in reading.passage.rows} == {is_asked}


def test_rows_that_only_the_places_of_words_part_are_asked() -> None:
    document = table_document([pipe(SIDEWAYS)])
    asked = {
        origin: [bool(row.doubts) for r in read(with_origin(document, origin)) for row in r.passage.rows]
        for origin in ORIGINS
    }
    assert asked == {"ruled": [False] * 3, "aligned": [True] * 3}


XS = (50.0, 150.0, 270.0, 390.0, 500.0)


def pages_of(*parts: Sequence[Sequence[str]]) -> list[tuple[str, object, str | None, bool]]:
    """The rows of a PDF with a ruled table on each page: description, product, treatment, whether they are asked."""
    pages = []
    for rows in parts:
        page = TinyPage()
        page.table(XS, tuple(700.0 + 20 * n for n in range(len(rows) + 1)), [[*row] for row in rows])
        pages.append(page)
    risks = parse_bytes(write_pdf(pages), "notes.pdf", Options(language="sv")).risks
    return [(risk.description, risk.score, risk.treatment, risk.needs_review) for risk in risks]


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_names_overleaf_go_on_with_the_register(at: int) -> None:
    lines = pipe(SIDEWAYS)
    rows = [(row[0], int(row[3]), row[4] or None, bool(at < 4 or row[4])) for row in UPRIGHT]
    assert pages_of(lines[:at], lines[at:]) == rows


def test_columns_that_nothing_calls_risks_are_asked_overleaf_as_well() -> None:
    lines = [["Plats", "Norra skolan", "Södra skolan", "Västra skolan"], *pipe(SIDEWAYS)[1:]]
    assert [row[2:] for row in pages_of(lines[:4], lines[4:])] == [
        ("Larm i entrén", True),
        ("Avtal", True),
        (None, True),
    ]


def test_a_register_overleaf_with_the_same_names_is_another() -> None:
    lines = pipe(SIDEWAYS)
    again = [[cell.replace("Hot", "Larm").replace("Brist", "Tillgång") for cell in line] for line in lines]
    assert [row[3] for row in pages_of(lines, again)] == [False] * 6


def test_a_table_overleaf_with_other_words_is_not_part_of_it() -> None:
    other = [["Bilaga", "Sida", "Version", "Filnamn"], ["Karta", "2", "3", "k.pdf"], ["Ritning", "4", "1", "r.pdf"]]
    assert [row[3] for row in pages_of(pipe(SIDEWAYS), other)] == [False] * 3
