"""What happens to the words of a table that is no register."""

import pytest

from risktool import parse
from tests.extract.pdf.tiny import TinyPage, write_pdf
from tests.parse.build import all_seen, pipe, read, rows_of, table_document


@pytest.mark.parametrize(
    "table",
    [
        [["ID", "Titel", "Allvar", "Prio"], ["F-1", "Knappen hoppar", "Låg", "3"], ["F-2", "Allt stannar", "Hög", "1"]],
        [["Sannolikhet", "Konsekvens", "Risk"], ["Låg", "Hög", "Godtas"], ["Hög", "Hög", "Åtgärdas"]],
        [["Risk-ID", "Sannolikhet", "Konsekvens", "Riskvärde"]],
    ],
)
def test_a_drawn_table_that_is_no_register_gives_no_rows(table: list[list[str]]) -> None:
    page = TinyPage()
    page.text(40, 60, "Riskanalys: Nytt system", 14)
    page.table((40.0, 160.0, 300.0, 400.0, 500.0), tuple(80.0 + 20 * line for line in range(len(table) + 1)), table)
    register = parse(write_pdf([page]), name="notes.pdf")
    assert [risk.description for section in register.sections for risk in section.risks] == []
    assert register.coverage.unassigned == 0


NO_REGISTERS = {
    "attendance": "Namn | Grupp | Möte 1 | Möte 2\nAlva | 4 | x | x\nBo | 5 | | x",
    "votes with products": "Förslag | Ja | Nej | Avstår\nGrind | 4 | 5 | 20\nSkylt | 3 | 3 | 9",
    "budget": "Konto | Antal | Pris | Summa | Anmärkning\nStolar | 4 | 5 | 20 | slitna\nBord | 2 | 5 | 10 | nya",
    "evaluation": "Fråga | Helt | Delvis | Inte alls | Kommentar\nTempo? | 4 | 5 | 20 | snabbt",
    "decision matrix": "Kriterium | Vikt | Poäng | Summa\nPris | 3 | 4 | 12\nKvalitet | 5 | 4 | 20",
    "backlog": "Story | Priority | Points | Score\nLogin | 3 | 5 | 15\nSearch | 2 | 3 | 6",
    "value and effort": "Feature | Impact | Effort | Score\nLogin | 3 | 5 | 15\nSearch | 2 | 3 | 6",
    "stakeholders": "Intressent | Påverkan | Intresse | Strategi\nStyrelsen | 5 | 4 | Informera",
    "legend": "Nivå | Sannolikhet | Konsekvens\n1 | Osannolikt | Lätt\n2 | Möjligt | Kännbar\n3 | Säkert | Svår",
    "legend of levels": "Riskvärde | Risknivå | Åtgärd\n1–4 | Låg | Ingen åtgärd krävs\n5–9 | Medel | Planera åtgärd",
    "matrix": "S / K | 1 | 2 | 3\n3 | 3 | 6 | 9\n2 | 2 | 4 | 6\n1 | 1 | 2 | 3",
    "matrix of words": "Sannolikhet / Konsekvens | Obetydlig | Kännbar\nLåg | Grön | Gul\nHög | Gul | Röd",
}


@pytest.mark.parametrize("text", NO_REGISTERS.values(), ids=NO_REGISTERS.keys())
def test_tables_that_are_no_registers(text: str) -> None:
    assert rows_of(text) == []


RESULTS = "Namn | S | K | Poäng\nAnna | 3 | 4 | 12\nBo | 5 | 2 | 10\nCia | 4 | 4 | 16"


@pytest.mark.parametrize(
    ("above", "table", "is_asked"),
    [
        ("Finalen", RESULTS, True),
        ("Finalen", RESULTS.partition("\n")[2], True),
        ("Våra risker", RESULTS, False),
        ("Finalen", RESULTS.replace("Poäng", "Riskpoäng"), False),
        ("Finalen", RESULTS.replace("S | K", "Sannolikhet | Konsekvens"), False),
    ],
)
def test_numbers_that_multiply_are_a_question_where_no_word_speaks_of_risks(
    above: str, table: str, is_asked: bool
) -> None:
    (reading,) = read(table_document([above, pipe(table)]))
    assert [bool(row.doubts) for row in reading.passage.rows] == [is_asked] * 3


def test_a_word_that_is_a_number_in_another_language_is_a_risk() -> None:
    text = "Risk | Likelihood | Impact | Action\nFire | 2 | 5 | Alarm"
    assert rows_of(text, "en") == [("Fire", "2", "5", "", "Alarm")]


def test_the_next_page_of_a_refused_table_is_refused_too() -> None:
    document = table_document(
        [pipe(NO_REGISTERS["budget"])], [pipe("Lampor | 4 | 5 | 20 | nya\nMattor | 2 | 5 | 10 | gamla")]
    )
    assert read(document) == ()


def test_a_count_of_risks_by_level_is_no_register() -> None:
    assert rows_of("Risknivå | Antal | Risker\nHög | 2 | R-01, R-07\nMedel | 1 | R-04\nLåg | 0 | –") == []
    assert len(rows_of("Risknivå | Antal | Risker\nHög | 2 | Takras\nMedel | 1 | Buller")) == 2


def test_a_risk_may_be_told_in_two_letters() -> None:
    assert [row[0] for row in rows_of("Risk | Nivå | Åtgärd\nIT | Hög | Kopiera\n3D | Låg | Lås")] == ["IT", "3D"]
    assert rows_of("Nivå | Risker\nHög | 4 och 7\nLåg | 3") == []


def test_ids_under_the_heading_of_risks_stand_for_them() -> None:
    plan = "Risk | Åtgärd | Ansvarig\nR1 | Kopiera | Siw\nR2 | Lås | Ole"
    register = "Id | Risk | S | K\nR1 | Servern stannar | 2 | 3\nR2 | Dörren står öppen | 3 | 3"
    both = table_document([pipe(register), pipe(plan)])
    assert [(r[0], r[4]) for r in all_seen(both, read(both))] == [
        ("Servern stannar", "Kopiera"),
        ("Dörren står öppen", "Lås"),
    ]
    (alone,) = read(table_document([pipe(plan)]))
    assert [bool(row.doubts) for row in alone.passage.rows] == [True, True]


def test_a_list_of_names_does_not_go_on_with_what_is_said_of_risks() -> None:
    text = "| Risk area | Inherent risk | Residual risk |\n|---|---|---|\n| Doors | High | Low |\n"
    text += "| Roof | Medium | Low |\n"
    text += "\n## Approval\n\n| Role | Name | Signature |\n|---|---|---|\n| Head | Siw | |\n"
    assert [risk.description for risk in parse(text.encode(), name="a.md").risks] == ["Doors", "Roof"]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Risk area | Description | Likelihood | Impact\nCoast | Pier gives way | 2 | 5", "en", ["Pier gives way"]),
        ("Risk area | Likelihood | Impact\nCoast | 2 | 5", "en", ["Coast"]),
        ("Risk area | Number of risks | Owner\nCoast | 4 | Siw", "en", []),
        ("Riskområde | Kommentar | Ansvarig\nKusten | Se kapitel 3 | Siw", "sv", []),
        ("Riskområde | Sannolikhet | Konsekvens\nKusten | 2 | 5", "sv", ["Kusten"]),
        ("Riskområde | Beskrivning | S | K\nKusten | Bryggan viker sig | 2 | 5", "sv", ["Bryggan viker sig"]),
        ("Elev | Riskgrupp | S | K\nMaja Ek | nej | 2 | 5", "sv", []),
        ("Riskområde | Antal | Risknivå\nKusten | 4 | Hög", "sv", []),
    ],
)
def test_an_area_of_risks_is_a_risk_only_where_it_is_rated_and_nothing_else_is_told(
    text: str, language: str, wanted: list[str]
) -> None:
    assert [row[0] for row in rows_of(text, language)] == wanted
