"""Forms whose risks a line counts, labels before a dash, labelled cells between bars, codes that end a line."""

import pytest

from risktool.pipeline import Options, parse_bytes
from tests.parse.build import reviewed

COUNTED = "Risk {0}\nHändelse: {1}\nSannolikhet: {2}\nKonsekvens: {3}\n\n"


def test_the_number_that_counts_the_next_risk_is_no_product() -> None:
    text = "Riskanalys: Flytt\n\n" + COUNTED.format(1, "Hal trappa", 1, 4) + COUNTED.format(2, "Brand", 3, 4)
    assert reviewed(text) == [("Hal trappa", 1, 4, None, False), ("Brand", 3, 4, None, False)]


def test_a_number_below_the_first_factors_may_be_their_product() -> None:
    text = "Riskanalys: Flytt\n\nHal trappa\nSannolikhet: 1\nKonsekvens: 4\n\nRisk 4\n\nBrand\n"
    text += "Sannolikhet: 1\nKonsekvens: 5\n\nRisk 5\n\nLäget är gott\n"
    assert not any(row[0] == "Risk 4" for row in reviewed(text))
    assert [row[1:3] for row in reviewed(text)] == [(1, 4), (1, 5)]


DASHED = "{0}Risk - {1}\nSannolikhet - {2}\nKonsekvens - {3}\nFörslag till åtgärd - {4}\n\n"


@pytest.mark.parametrize("counts", [("", ""), ("Risk 1\n", "Risk 2\n")])
def test_a_dash_parts_the_labels_of_a_form_from_what_they_name(counts: tuple[str, str]) -> None:
    first = DASHED.format(counts[0], "hal trappa", 1, 4, "Ny matta")
    second = DASHED.format(counts[1], "Brand - och rök", 4, 5, "3 larm")
    assert reviewed("Riskanalys: Flytt\n\n" + first + second) == [
        ("hal trappa", 1, 4, "Ny matta", False),
        ("Brand - och rök", 4, 5, "3 larm", False),
    ]


def test_a_dash_within_a_name_parts_no_label() -> None:
    text = "Brand - i köket\nSannolikhet: 1\nKonsekvens: 4\n\nBrand - i skolan\nSannolikhet: 3\nKonsekvens: 4\n"
    assert [row[0] for row in reviewed(text)] == ["Brand - i köket", "Brand - i skolan"]


BARRED = "* Riskbeskrivning: {} | Sannolikhet: {} | Konsekvens: {} | Åtgärder: {}\n"


def test_bars_between_labelled_fields_make_no_table() -> None:
    rows = [("Hal trappa", 1, 4, "Lim"), ("Brand", 4, 2, "Larm"), ("Fukt", 1, 3, "Fläkt")]
    text = "1) Flytt\n\n" + "".join(BARRED.format(*row) for row in rows)
    text += "\n2) Bygge\n\n" + "".join(BARRED.format(*row) for row in rows[:2])  # too few lines for a table
    assert [row[:4] for row in reviewed(text)] == [*rows, *rows[:2]]


def test_cells_with_a_colon_of_their_own_stay_a_table() -> None:
    text = "Risk | S | K | Åtgärd\nBrand: kök | 3 | 4 | Larm: nytt\nFukt: källare | 2 | 2 | Fläkt: stor\n"
    assert [row[:4] for row in reviewed("Riskanalys\n\n" + text)] == [
        ("Brand: kök", 3, 4, "Larm: nytt"),
        ("Fukt: källare", 2, 2, "Fläkt: stor"),
    ]


def test_a_code_at_the_end_of_the_text_or_before_an_arrow_is_a_score() -> None:
    text = "Riskanalys\n\n1. Ensamarbete S4K1 → Fler bilar\n2. Mögel S1K4 -> Fläkt\n3. Fall S2K3"
    assert reviewed(text) == [
        ("Ensamarbete", 4, 1, "Fler bilar", True),
        ("Mögel", 1, 4, "Fläkt", True),
        ("Fall", 2, 3, None, True),
    ]


def test_a_code_before_an_arrow_whose_letters_are_of_no_score_is_none() -> None:
    assert not reviewed("Ryggen\n\n1. Nerv vid L5S1 → remiss\n2. Disk vid L4S1 → röntgen\n")


NUMBERED = "Riskanalys\n\n{1}Nr\tSannolikhet\tKonsekvens\tÅtgärd\n{0}1\t3\t4\tLarm\n{0}2\t2\t2\tFläkt\n"


@pytest.mark.parametrize("letter", ["", "R"])
def test_a_table_of_numbers_is_named_by_the_list_above_it_or_asked_about(letter: str) -> None:
    assert reviewed(NUMBERED.format(letter, "1. Brand\n2. Fukt\n\n")) == [
        ("Brand", 3, 4, "Larm", False),
        ("Fukt", 2, 2, "Fläkt", False),
    ]
    assert reviewed(NUMBERED.format(letter, "")) == [
        (f"{letter}1", 3, 4, "Larm", True),
        (f"{letter}2", 2, 2, "Fläkt", True),
    ]


def test_a_description_without_a_word_is_asked_about() -> None:
    text = "Riskanalys\n\nRisk\tS\tK\tÅtgärd\nR2\t3\t4\tMatta\nIT\t2\t4\tLim\nRök\t2\t2\tVakt\n"
    assert [row[4] for row in reviewed(text)] == [True, False, False]


TORN = (
    "Riskanalys: Flytt\n\n"
    "Risk                S   K   Åtgärd\n\n"
    "Brand i soprummet   3   4   Larm\n\n"
    "Hot från            2   4   Vakt\n\n"
    "Sida 1 av 2\n\fVadköping\n\n"
    "{}\n\n"
    "Fukt i källaren     2   2   Fläkt\n\n"
    "Rök i köket         1   2   Lucka\n\n"
    "Sida 2 av 2\n"
)


@pytest.mark.parametrize(("line", "is_asked"), [("besökare i receptionen", True), ("Källaren", False)])
def test_a_line_that_goes_on_with_a_row_of_the_page_before_has_it_asked_about(line: str, is_asked: bool) -> None:
    rows = reviewed(TORN.format(line))
    assert [(row[0], row[4]) for row in rows][1] == ("Hot från", is_asked)
    assert not rows[0][4]


NAMED_ABOVE = (
    "{0}: {1}\n\n### {2}\nSannolikhet 3\nKonsekvens 4\nÅtgärd: Lim\n\n### {3}\nSannolikhet 2\nKonsekvens 2\n\n"
)


@pytest.mark.parametrize("word", ["Riskanalys", "Risk- och konsekvensanalys", "RISKANALYS"])
def test_the_heading_of_an_analysis_that_comes_again_is_no_field_of_its_risks(word: str) -> None:
    text = NAMED_ABOVE.format(word, "Flytt", "Fall", "Brand") + NAMED_ABOVE.format(word, "Bygge", "Damm", "Buller")
    register = parse_bytes(text.encode(), "notes.md", Options(language="sv"))
    assert [[risk.description for risk in section.risks] for section in register.sections if section.risks] == [
        ["Fall", "Brand"],
        ["Damm", "Buller"],
    ]


BULLETS = "- {} (sannolikhet: hög, konsekvens: låg)\n- {} (sannolikhet: låg, konsekvens: låg)\n"


def test_a_line_between_two_lists_is_no_treatment_of_the_last_item() -> None:
    text = (
        "Grupp 1: Flytt\n\n" + BULLETS.format("Fall", "Brand") + "\nGrupp 2: Bygge\n\n" + BULLETS.format("Damm", "Rök")
    )
    assert [(row[0], row[3]) for row in reviewed(text)] == [
        ("Fall", None),
        ("Brand", None),
        ("Damm", None),
        ("Rök", None),
    ]


def test_a_line_behind_most_items_of_a_list_is_their_treatment() -> None:
    text = "Riskanalys\n\n- Fall (S3, K4)\n\nSanda gården\n\n- Brand (S2, K4)\n\nNya larm\n\n- Rök (S2, K2)\n"
    assert [row[3] for row in reviewed(text)] == ["Sanda gården", "Nya larm", None]


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("Kriterium     Vikt   Poäng   Summa   Kommentar", "sv"),
        ("Criterion     Weight Rating  Score   Comment", "en"),
    ],
)
def test_tenders_compared_in_columns_of_blanks_hold_no_risks(head: str, language: str) -> None:
    rows = (
        "Pris          4      2       8",
        "Kvalitet      4      3       12      ok",
        "Miljö         3      5       15",
    )
    document = "\n".join(("Utvärdering", "", head, *rows))
    assert not parse_bytes(document.encode(), "notes.txt", Options(language=language)).risks


def test_a_code_before_a_label_is_a_score() -> None:
    text = "Riskanalys\n\n1. Ensamarbete S4K1. Åtgärd: Fler bilar\n2. Mögel S1K4. Förslag till åtgärd: Fläkt\n"
    assert [row[1:] for row in reviewed(text)] == [(4, 1, "Fler bilar", True), (1, 4, "Fläkt", True)]


def test_a_heading_fills_in_no_field_that_nobody_filled_in() -> None:
    answer = "<h3>Svar {}</h3><p>Risk</p><p>{}</p><p>Sannolikhet</p><p>3</p><p>Konsekvens</p><p>3</p><p>Åtgärd</p>{}"
    text = f"<h1>Riskanalys</h1>{answer.format(1, 'Brand', '')}{answer.format(2, 'Fukt', '<p>Lim</p>')}"
    risks = parse_bytes(text.encode(), "form.html", Options(language="sv")).risks
    assert [(risk.description, risk.treatment) for risk in risks] == [("Brand", None), ("Fukt", "Lim")]


def test_counts_that_begin_again_in_each_group_are_no_products() -> None:
    first = COUNTED.format(1, "Hal trappa", 1, 4) + COUNTED.format(2, "Brand", 3, 4)
    second = COUNTED.format(1, "Damm", 2, 2) + COUNTED.format(2, "Buller", 5, 4)
    text = f"Grupp 1: Flytt\n\n{first}\nGrupp 2: Bygge\n\n{second}"
    assert [row[:3] for row in reviewed(text)] == [
        ("Hal trappa", 1, 4),
        ("Brand", 3, 4),
        ("Damm", 2, 2),
        ("Buller", 5, 4),
    ]
    register = parse_bytes(text.encode(), "notes.txt", Options(language="sv"))
    assert all(risk.printed.score == "" for risk in register.risks)
