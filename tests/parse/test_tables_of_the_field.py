"""Tables as projects keep them in repositories and sheets: ids, titles, decisions, data files' headings."""

import pytest

from risktool.draft import DraftRow
from risktool.pipeline import Options, parse_bytes
from risktool.source import Document
from tests.parse.build import pipe, read, rows_of, seen, table_document, words


def one_row(text: str, language: str = "en") -> tuple[Document, DraftRow]:
    document = table_document([pipe(text)])
    return document, read(document, language)[0].passage.rows[0]


@pytest.mark.parametrize(
    "heading",
    [
        "risk_id | risk_title | L_1to5 | I_1to5 | risk_score | mitigation_plan",
        "RiskID | RiskTitle | LikelihoodScore | ImpactScore | RiskScore | MitigationPlan",
    ],
)
def test_headings_of_data_files(heading: str) -> None:
    rows = rows_of(
        f"{heading}\nR1 | The gate sticks | 4 | 2 | 8 | Grease it\nR2 | The roof leaks | 2 | 5 | 10 | Tar", "en"
    )
    assert rows[0] == ("The gate sticks", "4", "2", "8", "Grease it")


def test_ids_of_other_things_describe_nothing() -> None:
    text = """
        Risk ID | Risk scenario description | Threat ref | Likelihood | Impact | Score | Treatment ref
        R-1 | Thieves take the copper from the yard | TH-001 | 4 | 3 | 12 | TR-001
        R-2 | Frost cracks the water main | TH-002 | 2 | 4 | 8 | TR-002
    """
    document, row = one_row(text)
    assert words(document, row.description) == "Thieves take the copper from the yard"
    assert row.treatment == ()


def test_a_decision_yields_to_what_is_done() -> None:
    text = """
        Risk | Likelihood | Impact | Response strategy | Mitigation action plan | Target status | Target date
        Thieves take the copper | 4 | 3 | Mitigate | Fence the yard and light it | Open | May 2027
        Frost cracks the main | 2 | 4 | Mitigate | Insulate the pipes | Open | June 2027
    """
    document, row = one_row(text)
    assert words(document, row.treatment) == "Fence the yard and light it"
    assert words(document, row.due) == "May 2027"


def test_a_title_is_no_level_and_a_cost_is_no_treatment() -> None:
    text = """
        ID | Risk title | Risk description | Likelihood | Impact | Rating | Cost of measures
        R1 | Copper thefts | Thieves take the copper from the yard | 4 | 3 | | 30,000 CHF
        R2 | Frost damage | Frost cracks the water main | 2 | 4 | | 5 000 kr
    """
    _, row = one_row(text)
    assert row.level_label == ()
    assert row.treatment == ()


def test_a_heading_that_nobody_knows_behind_the_ratings_is_the_treatment() -> None:
    rows = rows_of("Risk | Sannolikhet | Konsekvens | Så möter vi den\nHalt golv | 3 | 2 | En ny matta läggs in")
    assert rows == [("Halt golv", "3", "2", "", "En ny matta läggs in")]


def test_the_revised_rating_is_the_residual_one() -> None:
    text = """
        Risiko | Sandsynlighed | Konsekvens | Prioritet | Revideret sandsynlighed | Revideret konsekvens
        Isen bærer ikke | 5/10 | Nogen falder i (8/10) | 40 | 2/10 | Nogen bliver våd (4/10)
        Lampen går ud | 3/10 | Det bliver mørkt (2/10) | 6 | 1/10 | Det bliver mørkt (2/10)
    """
    document, row = one_row(text, "da")
    assert seen(document, row)[1:4] == ("5/10", "Nogen falder i (8/10)", "40")
    assert row.residual is not None
    assert words(document, row.residual.consequence) == "Nogen bliver våd (4/10)"


def test_a_falling_arrow_leads_from_before_to_after() -> None:
    document, row = one_row("Risk | S | K | SxK | Åtgärd\nHalt golv | 4 → 2 | 3 -> 1 | 12 → 2 | Matta", "sv")
    assert seen(document, row) == ("Halt golv", "4", "3", "12", "Matta")
    assert row.residual is not None
    assert [words(document, s) for s in (row.residual.likelihood, row.residual.consequence, row.residual.score)] == [
        "2",
        "1",
        "2",
    ]


def test_a_rising_arrow_stays_as_it_is() -> None:
    document, row = one_row("Risk | S | K | Åtgärd\nHalt golv | 2 → 4 | 3 | Matta", "sv")
    assert words(document, row.score.likelihood) == "2 → 4"


def test_a_cross_under_a_level_marks_it() -> None:
    text = "Fara | Låg risk | Medelrisk | Hög risk | Åtgärd\nTunga lyft | | X | | Lyfthjälp\nDamm | x | | | Våtmoppning"
    document = table_document([pipe(text)])
    rows = [row for reading in read(document) for row in reading.passage.rows]
    assert [row.marked_level for row in rows] == ["Medelrisk", "Låg risk"]


@pytest.mark.parametrize("blank", ["[Beskriv risken]", "<risk>", "…", "{Risk}"])
def test_rows_to_be_filled_in_are_no_risks(blank: str) -> None:
    assert rows_of(f"Risk | S | K | Åtgärd\n{blank} | [1-5] | [1-5] | [åtgärd]") == []


def test_a_list_of_risks_is_a_register_where_another_table_rates_it() -> None:
    listed = pipe("ID | Threat | Part\nT-1 | Forged key opens the gate | Gate\nT-2 | Fire in the shed | Shed")
    rated = pipe("ID | L | I | Score\nT-1 | 4 | 5 | 20\nT-2 | 2 | 5 | 10")
    document = table_document([listed, rated])
    rows = [seen(document, row) for reading in read(document, "en") for row in reading.passage.rows]
    assert rows == [("Forged key opens the gate", "4", "5", "20", ""), ("Fire in the shed", "2", "5", "10", "")]
    assert read(table_document([listed]), "en") == ()


def test_three_risks_that_are_rated_differently_are_no_legend() -> None:
    text = (
        "Gefährdung | Eintrittswahrscheinlichkeit | Schadenshöhe | Risiko\nFehlbedienung | selten | begrenzt | mittel"
    )
    text += "\nStromausfall | mittel | beträchtlich | hoch\nDiebstahl | häufig | vernachlässigbar | gering"
    assert len(rows_of(text, "de")) == 3


@pytest.mark.parametrize(
    "table",
    [
        "Feature | Priority | Story points | Status\nLogin | P0 | 8 | Ready\nExport | P1 | 5 | Ready",
        "ID | User story | Priority | Points | Total\nU1 | Log in | 3 | 5 | 15\nU2 | Log out | 2 | 8 | 16",
        "Criterion | Weight | Score | Weighted score\nPrice | 4 | 5 | 20\nRisk | 3 | 4 | 12",
        "Intressent | Inflytande (1-5) | Intresse (1-5) | Poäng\nPressen | 2 | 3 | 6\nBoende | 3 | 4 | 12",
        "Action | Impact | Effort | Priority\nCache the pages | High | Low | P0\nSplit the file | Low | High | P2",
        "Maßnahme | Nutzen | Aufwand | Priorität\nSchulung | 4 | 2 | 8\nSicherung | 5 | 3 | 15",
        "Sannsynlighet | Konsekvens | Risiko\nLav | Lav | Akseptabel\nLav | Høy | Moderat\nHøy | Høy | Uakseptabel",
        "Risiko | Wahrscheinlichkeit | Auswirkung | Stufe\nHoch | Hoch | Hoch | Hoch\n"
        "Mittel | Hoch | Niedrig | Mittel\nNiedrig | Niedrig | Hoch | Mittel",
    ],
)
def test_what_only_looks_like_a_register(table: str) -> None:
    assert rows_of(table, "en") == []


def test_a_legend_beside_the_register_rates_nothing() -> None:
    text = """
        ID | Risk | S | K | RV | Tiltak | | Skala | Sannsynlighet | Konsekvens
        R1 | Kranen velter | 2 | 5 | 10 | Stans i vind | | 1 | Lite sannsynlig | Ubetydelig
        R2 | Olje lekker ut | 3 | 4 | 12 | Oppsamlingskar | | 2 | Sannsynlig | Alvorlig
        | | | | | | | 3 | Meget sannsynlig | Katastrofal
    """
    assert rows_of(text, "nb") == [
        ("Kranen velter", "2", "5", "10", "Stans i vind"),
        ("Olje lekker ut", "3", "4", "12", "Oppsamlingskar"),
    ]


@pytest.mark.parametrize("step", ["{n} = {word}", "{word} ({n})", "{n} {word}"])
def test_a_legend_in_one_column_beside_the_register_rates_nothing(step: str) -> None:
    names = ["Osannolik", "Möjlig", "Säker", "Konsekvens", "Liten", "Måttlig", "Stor"]
    numbers = [1, 2, 3, 0, 1, 2, 3]
    cells = [step.format(n=n, word=word) if n else word for n, word in zip(numbers, names, strict=True)]
    rows = [f"Risk nummer {at} | 2 | 3 | Salta varje dag | | {cell}" for at, cell in enumerate(cells)]
    document = table_document([pipe("\n".join(["Risk | K 1–5 | S 1–5 | Åtgärd | | Sannolikhet", *rows]))])
    (reading,) = read(document)
    assert seen(document, reading.passage.rows[0]) == ("Risk nummer 0", "3", "2", "", "Salta varje dag")
    assert not any(row.residual for row in reading.passage.rows)


def test_a_form_s_risk_may_open_like_a_level() -> None:
    text = "Risk | Hög frånvaro\nSannolikhet | 3\nKonsekvens | 4\nÅtgärd | Ring in vikarier"
    assert rows_of(text) == [("Hög frånvaro", "3", "4", "", "Ring in vikarier")]


def test_a_register_that_comes_again_for_what_is_left_is_the_residual_of_the_first() -> None:
    document = table_document(
        [
            pipe("ID | Risk | L | I | Score\nR1 | The roof leaks | 4 | 3 | 12\nR2 | The gate sticks | 2 | 2 | 4"),
            "Residual risk after treatment",
            pipe("ID | Risk | L | I | Score\nR1 | The roof leaks | 2 | 3 | 6\nR2 | The gate sticks | 1 | 2 | 2"),
        ]
    )
    rows = [row for reading in read(document, "en") for row in reading.passage.rows]
    assert [seen(document, row)[1:4] for row in rows] == [("4", "3", "12"), ("2", "2", "4")]
    assert [words(document, row.residual.spans) for row in rows if row.residual] == ["2 3 6", "1 2 2"]


def test_a_text_about_harm_leaves_the_letter_for_severity() -> None:
    text = "Gefährdung | Schaden | S | P | RPZ | Maßnahme\nDas Tor klemmt | Finger gequetscht | 4 | 2 | 8 | Fetten"
    assert rows_of(text, "de") == [("Das Tor klemmt", "2", "4", "8", "Fetten")]


def test_headings_broken_in_every_word() -> None:
    text = "Risk | Inhe rent Like liho od | Inhe rent Imp act | Resi dual Like liho od | Resi dual Imp act"
    document, row = one_row(f"{text}\nThe roof leaks | 4 | 3 | 2 | 3")
    assert seen(document, row)[:3] == ("The roof leaks", "4", "3")
    assert row.residual is not None
    assert words(document, row.residual.spans) == "2 3"


def test_a_row_that_holds_a_word_of_headings_is_no_new_header() -> None:
    text = """
        Risk | Likelihood | Impact | Decision | Comment
        The roof leaks | 4 | 3 | Mitigate | Before winter
        Weak locks | 2 | 3 | Control | No
        The gate sticks | 2 | 2 | Accept | Oil it
    """
    assert [row[:3] for row in rows_of(text, "en")] == [
        ("The roof leaks", "4", "3"),
        ("Weak locks", "2", "3"),
        ("The gate sticks", "2", "2"),
    ]


def test_the_two_tables_of_an_impact_assessment_are_one_register() -> None:
    rated = """
        Describe the source of risk and its effect on people | Likelihood of harm | Severity of harm | Overall risk
        Staff open records of other people's patients | Possible | Significant | Medium
        A tape is lost on its way to the archive | Remote | Severe | Medium
        The letters reach the wrong address | Probable | Minimal | Low
    """
    treated = """
        Risk | Options to reduce or eliminate risk | Effect on risk | Residual risk | Measure approved
        Staff open records of other people's patients | Log and review | Reduced | Low | Yes
        A tape is lost on its way to the archive | Encrypt | Eliminated | Low | Yes
    """
    document = table_document([pipe(rated), "What is done about them", pipe(treated)])
    found = [seen(document, row) for reading in read(document, "en") for row in reading.passage.rows]
    assert [(row[1], row[2], row[4]) for row in found] == [
        ("Possible", "Significant", "Log and review"),
        ("Remote", "Severe", "Encrypt"),
        ("Probable", "Minimal", ""),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Risk | S 2023 | K 2023 | R 2023 | S 2024 | K 2024 | R 2024 | Åtgärd\n"
        "Is | 1 | 4 | 4 | 3 | 4 | 12 | Salt\nDamm | 1 | 5 | 5 | 2 | 5 | 10 | Fläkt\nMögel | 1 | 3 | 3 | 3 | 3 | 9 | El",
        "Risk | S | K | SxK | Åtgärd | S ef | K ef | SxK ef\n"
        "Is | 3 | 4 | 12 | Salt | 1 | 4 | 4\nDamm | 2 | 5 | 10 | Fläkt | 2 | 3 | 6",
    ],
)
def test_ratings_that_the_headings_do_not_tell_are_put_before_a_person(table: str) -> None:
    lines = [[cell.strip() for cell in line.split("|")] for line in table.splitlines()]
    text = "\n".join("\t".join(line) for line in lines)
    risks = parse_bytes(text.encode(), "a.txt", Options(language="sv")).risks
    assert {risk.description for risk in risks} >= {"Is", "Damm"}
    assert all(risk.needs_review for risk in risks)


def test_a_number_with_its_reason_in_brackets_is_a_rating() -> None:
    table = "Risk | S | K | R | Åtgärd\nIs | 3 (erfarenhet) | 4 | 12 | Salt\nDamm | 2 (gissning) | 5 | 10 | Fläkt"
    assert [row[1] for row in rows_of(table)] == ["3 (erfarenhet)", "2 (gissning)"]


def test_a_factor_whose_cells_were_not_read_is_put_before_a_person() -> None:
    text = "Risk\tS\tK\tR\tÅtgärd\nIs\tvi tror på 3 efter mötet\t4\t12\tSalt\nDamm\tkanske blir det 2 här\t5\t10\tEl\n"
    risks = parse_bytes(text.encode(), "a.txt", Options(language="sv")).risks
    assert [(risk.likelihood, risk.needs_review) for risk in risks] == [(None, True), (None, True)]


ASPECTS = "Risk | S | Konsekvens person | Konsekvens miljö | Riskvärde | Åtgärd\n"


def test_of_two_consequences_the_one_that_the_score_is_made_of_counts() -> None:
    rows = "Is | 3 | 1 | 4 | 12 | Salt\nDamm | 2 | 1 | 5 | 10 | Fläkt\nBuller | 4 | 2 | 3 | 12 | Mur"
    assert [row[1:4] for row in rows_of(ASPECTS + rows)] == [("3", "4", "12"), ("2", "5", "10"), ("4", "3", "12")]


def reviewed_cells(table: str) -> list[tuple[object, object, bool]]:
    text = "\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in table.splitlines())
    risks = parse_bytes(text.encode(), "a.txt", Options(language="sv")).risks
    return [(risk.likelihood, risk.consequence, risk.needs_review) for risk in risks]


def test_two_consequences_of_which_the_score_tells_neither_are_put_before_a_person() -> None:
    rows = "Is | 3 | 1 | 4 | 15 | Salt\nDamm | 2 | 1 | 5 | 12 | Fläkt\nBuller | 4 | 2 | 3 | 20 | Mur"
    assert all(row[2] for row in reviewed_cells(ASPECTS + rows))


def test_factors_without_known_headings_are_read_from_the_score_and_put_before_a_person() -> None:
    table = "Risk | Första | Andra | Riskvärde | Åtgärd\nIs | 3 | 4 | 12 | Salt\nDamm | 2 | 5 | 10 | Fläkt"
    assert reviewed_cells(table) == [(3, 4, True), (2, 5, True)]


@pytest.mark.parametrize(
    "headings",
    [
        "Risk | Hur troligt? (1-5) | Hur allvarligt är det? | Summa | Vad gör vi?",
        "Risk | How likely? | How bad? | Score | What will we do?",
    ],
)
def test_headings_that_ask(headings: str) -> None:
    assert rows_of(f"{headings}\nIs | 3 | 4 | 12 | Salt\nDamm | 2 | 5 | 10 | Fläkt")[0] == (
        "Is",
        "3",
        "4",
        "12",
        "Salt",
    )


def test_what_is_done_already_is_no_treatment_beside_one_that_is_planned() -> None:
    text = "Risk | Nuvarande kontroller | S | K | Planerad åtgärd\nHal trappa | Skylt vid dörren | 3 | 4 | Salta"
    assert rows_of(text) == [("Hal trappa", "3", "4", "", "Salta")]
    alone = "Risk | S | K | Nuvarande kontroller\nHal trappa | 3 | 4 | Skylt"
    assert rows_of(alone) == [("Hal trappa", "3", "4", "", "Skylt")]


@pytest.mark.parametrize("letter", ["A", "B", "C", "D", "E"])
def test_a_letter_in_a_form_is_no_heading(letter: str) -> None:
    text = f"Hva kan gå galt? | Kranen velter\nSannsynlighet | 2\nKonsekvens | {letter}\nTiltak | Stans i vind"
    assert rows_of(text, "nb") == [("Kranen velter", "2", letter, "", "Stans i vind")]


def test_a_risk_may_open_like_a_heading_in_a_register_of_two_columns() -> None:
    found = rows_of("Risk | Riskvärde\nHal trappa | 12\nSannolikhet för regn | 4\nKonsekvenser för barnen | 6", "sv")
    assert [row[0] for row in found] == ["Hal trappa", "Sannolikhet för regn", "Konsekvenser för barnen"]


@pytest.mark.parametrize("order", ["ABE", "BAE", "EBA"])
def test_the_three_letters_of_a_german_fmea(order: str) -> None:
    numbers = {"A": "2", "B": "7", "E": "5"}
    text = f"Fehler | {' | '.join(order)} | RPZ\nDichtung reißt | {' | '.join(numbers[c] for c in order)} | 70"
    assert rows_of(text, "de") == [("Dichtung reißt", "2", "7", "70", "")]


def test_the_three_letters_may_come_again_after_treatment() -> None:
    text = "Fehler | A | B | E | RPZ | Maßnahme | A | B | E | RPZ\nRiss | 2 | 7 | 5 | 70 | Tausch | 1 | 7 | 5 | 35"
    assert rows_of(text, "de") == [("Riss", "2", "7", "70", "Tausch")]


@pytest.mark.parametrize(
    ("text", "language", "row"),
    [
        ("Gefährdung | E | A | B\nSturz | 3 | 4 | 12\nLärm | 2 | 3 | 6", "de", ("Sturz", "3", "4", "12", "")),
        ("Risk | A | B | E\nDelay of the ferry | 3 | 4 | 2\nOverrun | 2 | 5 | 4", "en", None),
        ("Risk | A | B | E | RPN\nDelay of the ferry | 3 | 4 | 2 | 24\nOverrun | 2 | 5 | 4 | 40", "en", None),
        ("Fehler | A | B | E | RPZ\nDichtung reißt | 3 | 4 | 2 | 8\nPumpe steht | 3 | 5 | 2 | 10", "de", None),
    ],
)
def test_the_three_letters_are_no_fmea_without_their_product_or_in_another_language(
    text: str, language: str, row: tuple[str, ...] | None
) -> None:
    first = next(iter(rows_of(text, language)), None)
    assert first == row if row else first is None or first[1:3] != ("3", "4")


def test_two_of_the_three_letters_are_likelihood_and_consequence_as_before() -> None:
    assert rows_of("Risiko | E | A | Risikowert\nDichtung reißt | 2 | 4 | 8\nPumpe steht | 3 | 3 | 9", "de")[0] == (
        "Dichtung reißt",
        "2",
        "4",
        "8",
        "",
    )


def test_ids_with_words_behind_them_describe() -> None:
    rows = rows_of("Nr | S | K | Riskvärde\nR3 Taket läcker | 2 | 4 | 8\nR1 Olåst skåp | 3 | 3 | 9")
    assert rows[0] == ("R3 Taket läcker", "2", "4", "8", "")


def test_what_a_risk_is_before_and_after_treatment_makes_a_register() -> None:
    rows = rows_of("ID | Title | Inherent risk | Residual risk\nR1 | Gate sticks | 12 (high) | 6 (medium)", "en")
    assert rows == [("Gate sticks", "", "", "12 (high)", "")]


@pytest.mark.parametrize(
    ("cells", "label"), [("3 (40 %) | 4 (2 MSEK)", "40 %"), ("3 (0,2 per år) | 4 (två dagar, 50 tkr)", "0,2 per år")]
)
def test_a_step_with_what_it_stands_for_in_figures(cells: str, label: str) -> None:
    text = (
        f"Risk | Sannolikhet | Konsekvens | Riskvärde\n--|--|--|--\nTakras | {cells} | 12\nBuller | 1 (5 %) | 2 | 2\n"
    )
    first, _ = parse_bytes(text.encode(), "a.md", Options(language="sv")).risks
    assert (first.likelihood, first.consequence, first.likelihood_label) == (3, 4, label)
    assert not first.needs_review


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("Likelihood 3 x Impact 5 = 15 (High)", (3, 5, 15, "High")),
        ("Impact 5 x Likelihood 3 = 15 - High", (3, 5, 15, "High")),
        ("Likelihood: 3 × Impact: 5 = 15", (3, 5, 15, None)),
    ],
)
def test_named_factors_and_a_level_in_one_cell(cell: str, numbers: tuple[object, ...]) -> None:
    text = f"Risk | Inherent risk | Treatment\n--|--|--\nThe gate sticks | {cell} | Grease\nDamp | {cell} | Heat\n"
    first, _ = parse_bytes(text.encode(), "a.md", Options(language="en")).risks
    assert (first.likelihood, first.consequence, first.score, first.level_label) == numbers


@pytest.mark.parametrize(
    "cell",
    [
        "3 (eller 4)",
        "2 (tidigare 3)",
        "4 (2 efter åtgärd)",
        "3 (4 vintertid)",
        "2 (ev. 3)",
        "3 (2 fall i år)",
        "3 (före: 4)",
        "2 (nu 1)",
        "2 (eller 3 %)",
        "3 (20 % före, 4 nu)",
        "3 (snitt 2,5)",
        "3 (VAR 4)",
    ],
)
def test_another_number_in_the_brackets_behind_a_step_is_a_question(cell: str) -> None:
    text = f"Risk | Sannolikhet | Konsekvens\n--|--|--\nTakras | {cell} | 4\nBuller | 1 | 2\n"
    first, _ = parse_bytes(text.encode(), "a.md", Options(language="sv")).risks
    assert (first.likelihood, first.score, first.needs_review) == (None, None, True)


@pytest.mark.parametrize(
    "cell",
    ["4 ($3M delay)", "4 (2 M kr)", "4 (EUR 3 förlust)", "4 (5–10 % av budget)", "4 (0,2 per år)", "4 (30 dagar)"],
)
def test_an_amount_in_the_brackets_behind_a_step_is_no_other_one(cell: str) -> None:
    text = f"Risk | Sannolikhet | Konsekvens\n--|--|--\nTakras | 3 | {cell}\nBuller | 1 | 2\n"
    first, _ = parse_bytes(text.encode(), "a.md", Options(language="sv")).risks
    assert (first.consequence, first.needs_review) == (4, False)
