"""Tables to rows: headings, orders, forms and pages as public registers have them."""

import pytest

from risktool.pipeline import Options, parse, parse_bytes
from tests.parse.build import Merged, Row, all_seen, pipe, read, rows_of, seen, table_document, words


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("sv", "Risk | Sannolikhet | Konsekvens | Riskvärde | Åtgärd"),
        ("sv", "Beskrivning av risk | S (1–5) | K (1–5) | S x K | Förslag till åtgärd"),
        ("sv", "Oönskad händelse | Sannolikhe t | Konse- kvens | R/V | förebygga/minska"),
        ("sv", "Identifierad risk | SAN | KON | RV | Gardering"),
        ("sv", "Risk | S | P | RV | Åtgärder"),
        ("sv", "Risk | Sannolikhet | Allvarlighetsgrad | Riskpoäng | Åtgärdsförslag"),
        ("nb", "Uønsket hendelse | Sannsynlighet | Konsekvens | Risiko (S x K) | Tiltak"),
        ("nb", "Fare | S | K | Risikoverdi | Foreslåtte tiltak"),
        ("da", "Risiko | Sandsynlighed | Konsekvens | Risikotal | Foranstaltninger"),
        ("de", "Risiko | Eintrittswahrscheinlichkeit | Schadensausmaß | Risikowert | Maßnahmen"),
        ("de", "Gefährdung | W | A | Risikozahl | Gegenmaßnahmen"),
        ("en", "Risk description | Likelihood | Impact | Risk score | Mitigation"),
        ("en", "Hazard | L | S | RR | Control measures"),
        ("en", "Risk | P | I | P × I | Response"),
        ("sv", "Risk | Probability | Severity | Risk rating | Recommended action"),
    ],
)
def test_headings_of_many_forms_name_the_same_columns(language: str, heading: str) -> None:
    row = "Kylan i lagret slås ut när strömmen går | 4 | 2 | 8 | Reservkraft provas varje kvartal"
    expected = [("Kylan i lagret slås ut när strömmen går", "4", "2", "8", "Reservkraft provas varje kvartal")]
    assert rows_of(f"{heading}\n{row}", language) == expected


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("sv", "Risk | K | S | K x S | Åtgärd"),
        ("sv", "Risk | Konsekvens | Sannolikhet | Riskvärde | Åtgärd"),
        ("en", "Failure mode | S | O | RPN | Recommended action"),
        ("en", "Risk | Severity | Probability | Score | Mitigation"),
        ("en", "Hazard | S | P | Risk | Controls"),
        ("sv", "Hazard description | Impact | L | Risk score | Mitigation plan"),
    ],
)
def test_consequence_before_likelihood(language: str, heading: str) -> None:
    rows = rows_of(f"{heading}\nDörren går inte att låsa | 4 | 2 | 8 | Nytt lås", language)
    assert rows == [("Dörren går inte att låsa", "2", "4", "8", "Nytt lås")]


def test_a_text_called_consequence_stands_beside_the_number() -> None:
    document = table_document(
        [
            pipe("""
                Risk-ID | Risk | Konsekvens | S | Konsekvensnivå | Riskvärde | Befintliga kontroller | Åtgärd
                R1 | Taket läcker i arkivet | Handlingar förstörs och måste återskapas | 2 | 4 | 8 | Tillsyn | Ny papp
                R2 | Hissen stannar | Besökare blir sittande i en timme eller mer | 3 | 2 | 6 | Avtal | Nödtelefon
            """)
        ]
    )
    (reading,) = read(document)
    assert all_seen(document, (reading,))[0] == ("Taket läcker i arkivet", "2", "4", "8", "Ny papp")
    assert [(name, words(document, spans)) for name, spans in reading.passage.rows[0].other] == [
        ("Risk-ID", "R1"),
        ("Konsekvens", "Handlingar förstörs och måste återskapas"),
        ("Befintliga kontroller", "Tillsyn"),
    ]


def test_form_without_a_product_column() -> None:
    document = table_document([pipe("Risk | S | K | Åtgärd\nHal trappa | 3 | 2 | Ny matta")])
    (reading,) = read(document)
    assert reading.passage.rows[0].score.has_product is False


def test_form_with_only_a_product() -> None:
    text = "Risk | Riskvärde | Åtgärd\nHal trappa | 6 | Ny matta"
    assert rows_of(text) == [("Hal trappa", "", "", "6", "Ny matta")]


def test_owner_due_and_level_have_their_fields() -> None:
    document = table_document(
        [
            pipe("""
                Risk | S | K | SxK | Risknivå | Åtgärd | Ansvarig | Klart datum
                Hal trappa | 3 | 2 | 6 | Medel | Ny matta | Vaktmästaren | 2026-03-01
            """)
        ]
    )
    row = read(document)[0].passage.rows[0]
    fields = [words(document, spans) for spans in (row.level_label, row.owner, row.due)]
    assert fields == ["Medel", "Vaktmästaren", "2026-03-01"]


@pytest.mark.parametrize(
    "text",
    [
        "Risk | S | K | SxK | Åtgärd | S efter | K efter | SxK efter\nHal trappa | 3 | 2 | 6 | Matta | 1 | 2 | 2",
        "Risk | S | K | SxK | Åtgärd | S | K | SxK\nHal trappa | 3 | 2 | 6 | Matta | 1 | 2 | 2",
        "Risk | L | S | Risk score | Controls | L' | S' | Residual risk\nHal trappa | 3 | 2 | 6 | Matta | 1 | 2 | 2",
    ],
)
def test_residual_columns(text: str) -> None:
    document = table_document([pipe(text)])
    row = read(document)[0].passage.rows[0]
    assert seen(document, row)[1:4] == ("3", "2", "6")
    assert row.residual is not None
    residual = row.residual.likelihood, row.residual.consequence, row.residual.score
    assert [words(document, spans) for spans in residual] == ["1", "2", "2"]


def test_two_rows_of_headings_with_groups() -> None:
    document = table_document(
        [
            [
                [
                    Merged("Risk", 2),
                    Merged("Före åtgärd", 1, 3),
                    None,
                    None,
                    Merged("Åtgärd", 2),
                    Merged("Efter åtgärd", 1, 3),
                    None,
                    None,
                ],
                [None, "S", "K", "R", None, "S", "K", "R"],
                ["Hal trappa", "3", "2", "6", "Matta", "1", "2", "2"],
            ]
        ]
    )
    row = read(document)[0].passage.rows[0]
    assert seen(document, row) == ("Hal trappa", "3", "2", "6", "Matta")
    assert row.residual is not None
    assert words(document, row.residual.spans) == "1 2 2"


def test_a_table_without_headings_is_read_by_its_products() -> None:
    text = "Hal trappa vid entrén | 3 | 2 | 6 | Lägg ny matta\nMörkt på gården | 4 | 4 | 16 | Fler lampor"
    assert rows_of(text)[1] == ("Mörkt på gården", "4", "4", "16", "Fler lampor")


def test_a_table_on_the_next_page_goes_on_with_the_columns_and_the_cut_row() -> None:
    document = table_document(
        [
            pipe(
                "Risk | K | S | SxK | Åtgärd\nHal trappa | 2 | 3 | 6 | Ny matta\nMörkt på gården där | 4 | 1 | 4 | Fler"
            )
        ],
        [pipe(" barnen leker | | | | lampor\nBuller | 5 | 2 | 10 | Skärmar")],
    )
    assert all_seen(document, read(document)) == [
        ("Hal trappa", "3", "2", "6", "Ny matta"),
        ("Mörkt på gården där barnen leker", "1", "4", "4", "Fler lampor"),
        ("Buller", "2", "5", "10", "Skärmar"),
    ]


@pytest.mark.parametrize(("level", "is_asked"), [("3", True), ("Hög", False)])
def test_a_number_for_the_level_beside_one_factor_is_asked(level: str, is_asked: bool) -> None:
    document = table_document([pipe(f"Risk | Nivå | K | SxK\nHal trappa | {level} | 4 | 12\nBrand | {level} | 2 | 6")])
    rows = read(document)[0].passage.rows
    assert [[doubt.code for doubt in row.doubts] for row in rows] == [["column-unclear"] * is_asked] * 2


@pytest.mark.parametrize(
    ("cell", "is_asked"), [("barnen leker", False), ("barnen leker, 2 av 3", False), ("brand;3;4;5", True)]
)
def test_a_lone_cell_that_may_be_a_row_of_its_own_is_asked(cell: str, is_asked: bool) -> None:
    document = table_document([pipe(f"Risk | S | K\nHal trappa | 2 | 3\nMörkt på gården | 4 | 1\n{cell} | | ")])
    rows = read(document)[0].passage.rows
    assert words(document, rows[1].description) == f"Mörkt på gården {cell}"
    assert [[doubt.code for doubt in row.doubts] for row in rows] == [[], ["boundary-uncertain"] * is_asked]


def test_repeated_headings_are_furniture() -> None:
    document = table_document(
        [pipe("Risk | S | K | SxK | Åtgärd\nHal trappa | 3 | 2 | 6 | Matta")],
        [pipe("Risk | S | K | SxK | Åtgärd\nBuller | 5 | 2 | 10 | Skärmar")],
    )
    readings = read(document)
    assert len(all_seen(document, readings)) == 2
    assert words(document, readings[1].passage.furniture) == "Risk S K SxK Åtgärd"


def test_a_heading_over_a_number_and_the_words_is_no_score() -> None:
    document = table_document(
        [
            [
                [Merged("Risk", 1, 2), None, "S", "K", "Åtgärd"],
                ["1", "Hal trappa vid entrén", "3", "2", "Matta"],
                ["2", "Buller i salen", "5", "2", "Skärmar"],
                ["3", "Stöld ur förrådet", "4", "4", "Lås"],
            ]
        ]
    )
    (reading,) = read(document)
    assert all_seen(document, (reading,))[1] == ("Buller i salen", "5", "2", "", "Skärmar")
    assert reading.passage.rows[0].score.has_product is False


def test_a_sheet_does_not_go_on_with_the_columns_of_another() -> None:
    pages = [pipe("Risk | S | K | SxK\nHal trappa | 3 | 2 | 6")], [pipe("Stolar | 4 | 2 | 9\nBord | 1 | 1 | 3")]
    assert len(read(table_document(*pages, sheets=True))) == 1


def test_a_third_factor_shows_in_the_numbers() -> None:
    text = "Risk | S | K | Exponering | Riskvärde\nHal trappa | 3 | 2 | 2 | 12\nBuller | 5 | 2 | 3 | 30"
    document = table_document([pipe(text)])
    assert read(document)[0].passage.rows[0].score.formula == "likelihood * consequence * Exponering"


def test_registers_under_each_other_in_one_sheet() -> None:
    document = table_document(
        [
            pipe("""
                Riskanalys: Flytt av arkivet | | | |
                 | | | |
                Risk | S | K | SxK | Åtgärd
                Hal trappa | 3 | 2 | 6 | Matta
                 | | | |
                Riskanalys: Ny växel | | | |
                Risk | K | S | SxK | Åtgärd
                Ingen svarar | 2 | 4 | 8 | Bemanna
            """)
        ],
        sheets=True,
    )
    first, second = read(document)
    assert words(document, first.above) == "Riskanalys: Flytt av arkivet"
    assert words(document, second.above) == "Riskanalys: Ny växel"
    assert all_seen(document, (second,)) == [("Ingen svarar", "4", "2", "8", "Bemanna")]


def test_subheadings_and_sums_inside_a_table_are_no_risks() -> None:
    document = table_document(
        [
            [
                ["Risk", "S", "K", "SxK", "Åtgärd"],
                [Merged("Arbetsmiljö", 1, 5), None, None, None, None],
                ["Hal trappa", "3", "2", "6", "Matta"],
                ["Summa", "", "", "6", ""],
            ]
        ]
    )
    (reading,) = read(document)
    assert all_seen(document, (reading,)) == [("Hal trappa", "3", "2", "6", "Matta")]
    assert words(document, reading.passage.text) == "Arbetsmiljö Summa 6"


def test_several_lines_under_one_score_are_one_row() -> None:
    document = table_document(
        [
            [
                ["Risk", "S", "K", "SxK", "Åtgärd"],
                ["Hal trappa", Merged("3", 2), Merged("2", 2), Merged("6", 2), "Matta"],
                ["Trasigt räcke", None, None, None, "Nytt räcke"],
                ["Buller", "1", "2", "2", "Skärmar"],
                ["", "", "", "", "Hörselskydd"],
            ]
        ]
    )
    assert all_seen(document, read(document)) == [
        ("Hal trappa Trasigt räcke", "3", "2", "6", "Matta Nytt räcke"),
        ("Buller", "1", "2", "2", "Skärmar Hörselskydd"),
    ]


def test_two_scores_under_one_description_are_two_rows() -> None:
    document = table_document(
        [
            [
                ["Risk", "S", "K", "SxK", "Åtgärd"],
                [Merged("Hal trappa", 2), "3", "2", "6", "Matta"],
                [None, "1", "2", "2", "Räcke"],
            ]
        ]
    )
    first, second = read(document)[0].passage.rows
    assert words(document, second.description) == ""
    assert words(document, second.completed.description) == words(document, first.description) == "Hal trappa"


@pytest.mark.parametrize(
    ("heading", "cell", "parts"),
    [
        ("Risk (S x K)", "3 * 5 = 15", ("3", "5", "15")),
        ("Risk (K x S)", "3 * 5 = 15", ("5", "3", "15")),
        ("Riskvärde", "S4 K5 = 20", ("4", "5", "20")),
        ("Riskvärde", "K5 x S4 = 20", ("4", "5", "20")),
        ("S x K", "4x5=20", ("4", "5", "20")),
        ("SxK", "4x5", ("4", "5", "")),
    ],
)
def test_all_numbers_in_one_cell(heading: str, cell: str, parts: tuple[str, str, str]) -> None:
    text = f"Risk | {heading} | Åtgärd\nHal trappa | {cell} | Matta"
    assert rows_of(text) == [("Hal trappa", *parts, "Matta")]


def test_a_register_without_any_score_still_has_rows() -> None:
    text = "Risk | Åtgärd | Ansvarig\nHal trappa | Matta | Eva\nBuller | | Eva"
    assert [row[0] for row in rows_of(text)] == ["Hal trappa", "Buller"]


def test_a_form_with_its_headings_in_the_first_column() -> None:
    document = table_document(
        [
            pipe("Risk | Hal trappa vid entrén\nSannolikhet | 3\nKonsekvens | 2\nRiskvärde | 6\nÅtgärd | Ny matta"),
            pipe("Risk: | Buller\nSannolikhet (1-5): | 5\nKonsekvens (1-5): | 2\nRiskvärde: | 10\nÅtgärd: | Skärmar"),
        ]
    )
    assert all_seen(document, read(document)) == [
        ("Hal trappa vid entrén", "3", "2", "6", "Ny matta"),
        ("Buller", "5", "2", "10", "Skärmar"),
    ]


def test_a_letter_behind_the_words_for_after_says_which_residual_number_it_is() -> None:
    risk = parse(
        b"| Risk | S | K | Atgard | Risk efter S | Risk efter K |\n|-|-|-|-|-|-|\n| Brand | 3 | 5 | Larm | 1 | 4 |\n",
        name="notes.md",
    ).risks[0]
    assert risk.residual is not None
    assert (risk.residual.likelihood, risk.residual.consequence) == (1, 4)


def test_two_groups_of_ratings_without_a_word_for_after_are_a_question() -> None:
    for second, is_asked in (("Grupp 2", True), ("Efter", False)):
        top: Row = ["", "", Merged("Grupp 1", columns=2), None, Merged(second, columns=2), None]
        below = pipe("Nr | Risk | S | K | S | K\n1 | Brand | 2 | 5 | 1 | 5\n2 | Stöld | 3 | 2 | 3 | 1")
        (reading,) = read(table_document([[top, *below]]))
        assert [bool(row.doubts) for row in reading.passage.rows] == [is_asked] * 2


def test_a_second_group_behind_the_treatment_is_what_is_left() -> None:
    top: Row = ["", Merged("Nuläge", columns=2), None, "", Merged("Målläge", columns=2), None]
    below = pipe("Risk | S | K | Åtgärd | S | K\nBrand | 2 | 5 | Larm | 1 | 5\nStöld | 3 | 2 | Lås | 3 | 1")
    (reading,) = read(table_document([[top, *below]]))
    assert [bool(row.doubts) for row in reading.passage.rows] == [False, False]


def test_a_risk_that_begins_like_a_sum_is_a_risk() -> None:
    text = "Risk | S | K | R | Åtgärd\nTotal brist | 3 | 5 | 15 | \nIs | 2 | 2 | 4 | Sand\nMedel | | | 9 | "
    assert [row[0] for row in rows_of(text)] == ["Total brist", "Is"]


def test_a_level_that_is_also_the_word_for_a_mean_opens_a_row_that_another_cell_describes() -> None:
    text = "Nivå | Risk | S | K | SxK\nHög | Is | 4 | 4 | 16\nMedel | Buller | 3 | 3 | 9\nMedel | | | | 12"
    (reading,) = read(table_document([pipe(text)]))
    assert len(reading.passage.rows) == 2


def test_a_form_of_labels_with_values_is_no_table() -> None:
    forms = [pipe(f"Risk: {words} | | \nS: 2 | K: 5 | SxK: 10\nÅtgärd: Salta | | ") for words in ("Is", "Damm")]
    assert read(table_document(forms)) == ()


def test_a_lone_number_below_scores_is_their_sum() -> None:
    text = "Risk | S | K | R\nBrand | 2 | 5 | 10\nStöld | 3 | 2 | 6\n | | | {}"
    assert [len(rows_of(text.format(last))) for last in ("16", "15")] == [2, 3]


def test_a_column_of_whole_scores_below_another_heading_is_read_and_asked_about() -> None:
    text = "Risk | Före | Åtgärd | Efter\nLäcka | 4 x 3 = 12 | Täta | 2 x 3 = 6\nRöta | 2 x 2 = 4 | Måla | 1 x 2 = 2"
    assert rows_of(text)[0] == ("Läcka", "4", "3", "12", "Täta")
    (reading,) = read(table_document([pipe(text)]))
    assert all(row.doubts for row in reading.passage.rows)


def test_inflected_steps_of_german() -> None:
    text = (
        "Risiko;Eintrittswahrscheinlichkeit;Auswirkung;Maßnahme\nBrand;hohe;mittlere;Melder\nFrost;geringe;hohe;Sand\n"
    )
    risks = parse_bytes(text.encode(), "a.csv", Options(language="de")).risks
    assert [(risk.likelihood, risk.consequence) for risk in risks] == [(3, 2), (1, 3)]


def test_two_factors_in_one_narrow_column_are_a_question() -> None:
    text = "Risk | S K | Poäng | Åtgärd | S | K\nBrand | 4 3 | 12 | Larm | 2 | 3\nStöld | 2 5 | 10 | Lås | 1 | 5"
    (reading,) = read(table_document([pipe(text)]))
    assert all(row.doubts for row in reading.passage.rows)


@pytest.mark.parametrize(("between", "is_asked"), [("Ekonomi", False), ("K", True), ("Riskpoäng", True)])
def test_columns_of_the_table_before_are_doubted_where_headings_stand_alone(between: str, is_asked: bool) -> None:
    document = table_document(
        [pipe("Risk | K | S | SxK | Åtgärd\nHal trappa | 3 | 2 | 6 | Matta\nBuller | 5 | 2 | 10 | Skärmar")],
        ["3. Stängning av reception", between, pipe("Kyla | 4 | 1 | 4 | Element\nRök | 4 | 5 | 20 | Larm")],
    )
    first, second = read(document)
    assert not any(row.doubts for row in first.passage.rows)
    assert [bool(row.doubts) for row in second.passage.rows] == [is_asked, is_asked]
