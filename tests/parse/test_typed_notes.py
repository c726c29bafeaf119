"""Notes as groups type them: forms without colons, names above scores, ids, lone lines, arrows to what is left."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes
from tests.parse.build import reviewed


def risks(text: str, language: str = "sv") -> tuple[Risk, ...]:
    return parse_bytes(text.encode(), "notes.txt", Options(language=language)).risks


BARE = "Risk {}\nSannolikhet {}\nKonsekvens {}\nÅtgärd {}\nAnsvarig {}\n\n"


def test_labels_without_a_sign_are_labels_in_a_form_that_writes_none() -> None:
    text = BARE.format("Lös matta", 3, 4, "Lim", "Eva") + BARE.format("Mörk gång", 2, "5", "Nya lampor", "Bo")
    assert [(r.description, r.likelihood, r.consequence, r.treatment, r.owner) for r in risks(text)] == [
        ("Lös matta", 3, 4, "Lim", "Eva"),
        ("Mörk gång", 2, 5, "Nya lampor", "Bo"),
    ]
    assert not any(risk.needs_review for risk in risks(text))


def test_words_that_go_on_are_no_label_of_such_a_form() -> None:
    text = BARE.format("för brand", 3, 4, "lim", "Eva") + BARE.format("att någon faller", 2, 5, "nya lampor", "Bo")
    assert [(r.description, r.treatment) for r in risks(text)] == [
        ("Risk för brand", "lim"),
        ("Risk att någon faller", "nya lampor"),
    ]
    once = (
        "Lös matta\nSannolikhet 3\nKonsekvens 4\nÅtgärd krävs\n\nMörk gång\nSannolikhet 2\nKonsekvens 5\nNya lampor\n"
    )
    assert [r.treatment for r in risks(once)] == ["Åtgärd krävs", "Nya lampor"]


LED = "Lös matta\n\nS: 3, K: 4\n{}Lim\n\nMörk gång\n\nS: 2, K: 5\n{}Lampor\n"


@pytest.mark.parametrize(("label", "is_asked"), [("Åtgärd: ", False), ("", True)])
def test_names_in_paragraphs_of_their_own_lead_their_scores(label: str, is_asked: bool) -> None:
    """Unlabelled words below a score may be its name as well, below a heading for several risks."""
    assert reviewed(LED.format(label, label)) == [
        ("Lös matta", 3, 4, "Lim", is_asked),
        ("Mörk gång", 2, 5, "Lampor", is_asked),
    ]


@pytest.mark.parametrize(
    ("opening", "end", "is_asked"),
    [
        ("Lös matta\n\n", "", False),
        ("Vi sågs i sal 3.\nAlla kom.\n\nLös matta\n\n", "\nMvh\nEva\n", False),
        ("Vi sågs i sal 3.\n\n", "\nHalt golv\n", True),
    ],
)
def test_words_behind_the_last_score_may_be_its_name(opening: str, end: str, is_asked: bool) -> None:
    found = reviewed(f"{opening}S: 3, K: 4\n\nMörk gång\n\nS: 2, K: 5\n{end}")
    assert [row[4] for row in found] == [is_asked] * 2
    if not is_asked:
        assert [row[:3] for row in found] == [("Lös matta", 3, 4), ("Mörk gång", 2, 5)]


def test_a_line_of_letters_in_each_of_many_sections_is_a_score() -> None:
    text = "".join(
        f"### Risk {n}: {name}\n\nS {n}, K 4\n\n" for n, name in enumerate(("Lös matta", "Mörk gång"), start=1)
    )
    found = parse_bytes(text.encode(), "notes.md", Options(language="sv")).risks
    assert [(r.description, r.likelihood, r.consequence) for r in found] == [("Lös matta", 1, 4), ("Mörk gång", 2, 4)]
    lone = parse_bytes(text.partition("### Risk 2")[0].encode(), "notes.md", Options(language="sv"))
    assert not lone.risks


def test_letters_within_a_sentence_of_a_section_are_asked_about() -> None:
    text = "# Mål\n\nAlla ska ned till S 2 K 2\n\n# Risker\n\n- Lös matta S 3 K 4\n- Mörk gång S 2 K 5\n"
    found = parse_bytes(text.encode(), "notes.md", Options(language="sv")).risks
    assert [(r.consequence, r.needs_review) for r in found] == [(2, True), (4, False), (5, False)]


@pytest.mark.parametrize("size", ["Skala SxK: 5x5", "Matris: S x K = 5 x 5", "Högst är SxK 5x5 = 25"])
def test_what_may_be_how_large_the_matrix_is_is_asked_about(size: str) -> None:
    found = reviewed(f"Riskanalys\n{size}\n\n- Lös matta SxK: 3x4\n- Mörk gång SxK: 2x5\n")
    assert [row[4] for row in found if row[1:3] == (5, 5)] in ([], [True])
    assert [row for row in found if row[1] != 5] == [
        ("Lös matta", 3, 4, None, False),
        ("Mörk gång", 2, 5, None, False),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_that_count_risks_over_their_fields(gap: str) -> None:
    text = f"Risk 1{gap}Lös matta\nS: 3 K: 4\nÅtgärd: Lim\n\nRisk 2{gap}Mörk gång\nS: 2 K: 5\nÅtgärd: Lampor\n"
    assert reviewed(text) == [("Lös matta", 3, 4, "Lim", False), ("Mörk gång", 2, 5, "Lampor", False)]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_at_the_end_may_be_the_last_name_below_a_score(gap: str) -> None:
    text = f"Köket\n\nS: 3, K: 4{gap}Åtgärd: Lim\n\nLös matta\n\nS: 2, K: 5{gap}Åtgärd: Lampor\n\n"
    assert [row[4] for row in reviewed(f"{text}Mörk gång\n")] == [True, True]
    assert [row[4] for row in reviewed(text)] == [False, False]


def test_two_numbers_that_open_their_paragraphs_and_count_on_are_ids() -> None:
    text = "Risk: {}\nLös matta\nS: 3 K: 4\nÅtgärd: Lim\n\nRisk: {}\nMörk gång\nS: 2 K: 5\nÅtgärd: Lampor\n"
    assert [r.description for r in risks(text.format(5, 6))] == ["5\nLös matta", "6\nMörk gång"]
    products = "Lös matta\nS: 3 K: 4\nRisk: 12\n\nMörk gång\nS: 2 K: 5\nRisk: 10\n"
    assert [(r.description, r.score, r.status) for r in risks(products)] == [
        ("Lös matta", 12, "read"),
        ("Mörk gång", 10, "read"),
    ]


PRODUCTS = "{}\n\n- Lös matta (3x4=12)\n  Lim\n- Mörk gång (2x5=10)\n  Lampor\n- Halt golv (4x4=16)\n  Sand\n"


def test_products_in_a_list_are_asked_about_where_risks_are_spoken_of() -> None:
    found = risks(PRODUCTS.format("Riskanalys av skolan"))
    assert [(r.description, r.score, r.treatment, r.needs_review) for r in found] == [
        ("Lös matta", 12, "Lim", True),
        ("Mörk gång", 10, "Lampor", True),
        ("Halt golv", 16, "Sand", True),
    ]
    assert not risks(PRODUCTS.format("Inköp till festen"))


@pytest.mark.parametrize(
    "few", ["- Två rum (3x4=12)\n- Tre hus (2x5=10)\n", "- Bo (3x4=12)\n" * 3 + "- Eva\n- Kim\n- Li\n"]
)
def test_few_products_in_a_list_are_none(few: str) -> None:
    assert not risks(f"Riskanalys av skolan\n\n{few}")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("- Lös matta (S 3 K 4, 12 -> 6). Åtgärd: Lim", (None, None, 6)),
        ("- Lös matta S3 K4 = 12 → 6. Åtgärd: Lim", (None, None, 6)),
        ("- Lös matta S 3 K 4 -> S 1 K 4. Åtgärd: Lim", (1, 4, 4)),
        ("- Lös matta S3 K4 = 12 → 20. Åtgärd: Lim", None),
        ("- Lös matta S3 K4 = 12 → 6 mattor. Åtgärd: Lim", None),
    ],
)
def test_an_arrow_leads_down_to_what_is_left(line: str, left: tuple[int | None, ...] | None) -> None:
    (first, _) = risks(f"Riskanalys\n\n{line}\n- Mörk gång S 2 K 5 = 10. Åtgärd: Lampor\n")
    residual = first.residual and (first.residual.likelihood, first.residual.consequence, first.residual.score)
    assert (first.description, first.likelihood, first.consequence, first.score) == ("Lös matta", 3, 4, 12)
    assert residual == left


@pytest.mark.parametrize(
    ("after", "left"),
    [(("4", "5"), [(None, None, 4), (None, None, 5)]), (("S 1, K 4", "S 1, K 5"), [(1, 4, 4), (1, 5, 5)])],
)
def test_a_field_for_after_treatment_says_what_is_left(
    after: tuple[str, str], left: list[tuple[int | None, int | None, int | None]]
) -> None:
    form = "Risk: {}\nSannolikhet: {}\nKonsekvens: {}\nÅtgärd: {}\nEfter åtgärd: {}\n\n"
    found = risks(form.format("Lös matta", 3, 4, "Lim", after[0]) + form.format("Mörk gång", 2, 5, "Lampor", after[1]))
    assert [r.residual and (r.residual.likelihood, r.residual.consequence, r.residual.score) for r in found] == left


def test_words_under_after_treatment_are_no_score() -> None:
    form = "Risk: {}\nSannolikhet: {}\nKonsekvens: {}\nÅtgärd: {}\nEfter åtgärd: {}\n\n"
    found = risks(
        form.format("Lös matta", 3, 4, "Lim", "5 mattor ligger kvar") + form.format("Mörk", 2, 5, "Lim", "Ljust")
    )
    assert [r.residual for r in found] == [None, None]


def test_a_tab_that_sets_a_form_in_makes_no_table_of_it() -> None:
    form = "{}. {}\n\tSannolikhet:\t{}\n\tKonsekvens:\t{}\n\tÅtgärd:\t{}\n\n"
    text = form.format(1, "Lös matta", 3, 4, "Lim") + form.format(2, "Mörk gång", 2, 5, "Lampor")
    assert reviewed(text) == [("Lös matta", 3, 4, "Lim", False), ("Mörk gång", 2, 5, "Lampor", False)]


@pytest.mark.parametrize(
    "line",
    [
        "Risk: {} Sannolikhet: {} Konsekvens: {} Åtgärd: {}\n\n",
        "- {}, S {} K {}, åtgärd: {}\n",
        "- {} (SxK: {}x{}). Åtgärd: {}\n",
        "- {} (S/K {}/{}). Åtgärd: {}\n",
        "- {}. S*K = {} * {}. Åtgärd: {}\n",
    ],
)
def test_fields_in_one_line(line: str) -> None:
    text = "Riskanalys\n\n" + line.format("Lös matta", 3, 4, "Lim") + line.format("Mörk gång", 2, 5, "Lampor")
    found = [(description.rstrip("."), *rest) for description, *rest in reviewed(text)]
    assert found == [("Lös matta", 3, 4, "Lim", False), ("Mörk gång", 2, 5, "Lampor", False)]


def test_how_large_the_matrix_is_rates_nothing() -> None:
    others = "- Vi tog matrisen SxK 5x5 från förra året\n- Vi delar S/K 5/5 av kostnaden\n"
    text = f"Riskanalys\n\n- Lös matta S 3 K 4\n- Mörk gång S 2 K 5\n{others}"
    assert [row[:3] for row in reviewed(text)][:2] == [("Lös matta", 3, 4), ("Mörk gång", 2, 5)]
    assert not any((s, k) == (5, 5) for _, s, k, *_ in reviewed(text))


def test_a_name_that_begins_with_a_word_for_risks_is_no_label() -> None:
    text = "Riskanalys\n\n* Hot och våld vid ensamarbete på kvällstid: S=5, K=1. Larm\n* Lös matta: S=3, K=4. Lim\n"
    assert [(row[0], row[3]) for row in reviewed(text)] == [
        ("Hot och våld vid ensamarbete på kvällstid", "Larm"),
        ("Lös matta", "Lim"),
    ]


def test_what_is_done_behind_a_dash_is_no_step() -> None:
    """ "med" is short for medium in English."""
    text = "Riskanalys\n\nLös matta - S3 K4 - Byt med en reserv\nMörk gång - S2 K5 - Lampor\n"
    assert [row[:4] for row in reviewed(text)] == [
        ("Lös matta", 3, 4, "Byt med en reserv"),
        ("Mörk gång", 2, 5, "Lampor"),
    ]


def test_decimals_in_bullets_part_no_columns() -> None:
    text = "Riskanalys\n\n" + "".join(f"- Risken {n} (S: {n},5, K: 4). Åtgärd: Lim\n" for n in range(1, 5))
    assert [row[1:4] for row in reviewed(text)] == [(n + 0.5, 4, "Lim") for n in range(1, 5)]


def test_letters_are_scores_where_each_says_what_is_done() -> None:
    text = "- Hus S 3, K 4. {}Målas\n- Skola S 2, K 5. {}Rivs\n"
    assert [row[4] for row in reviewed(text.format("Åtgärd: ", "Åtgärd: "))] == [False, False]
    assert [row[4] for row in reviewed(text.format("", ""))] == [True, True]


def test_numbered_items_below_a_numbered_heading_do_not_hold_it() -> None:
    text = (
        "Riskanalys\n\n1. Köket\n1.1 Kylen stannar S 3 K 4\nÅtgärder:\n1. Logga\n2. Byt\n1.2 Spisen brinner S 2 K 5\n"
    )
    assert [(row[0], row[3]) for row in reviewed(text + "2. Hallen\n2.1 Halt golv S 3 K 3. Åtgärd: Sand\n")] == [
        ("1.1 Kylen stannar", "1. Logga\n2. Byt"),
        ("1.2 Spisen brinner", None),
        ("2.1 Halt golv", "Sand"),
    ]


def test_a_line_above_more_items_of_a_list_heads_them() -> None:
    text = (
        "Riskanalys\n\n{}\n- Lös matta S 3 K 4. Lim\n- Mörk gång S 2 K 5. {}Lampor\n\n{}\n- Halt golv S 4 K 4. Sand\n"
    )
    for first, second in (("Inne", "Ute"), ("A. Inne", "B. Ute"), ("Inne:", "Ute:")):
        assert [row[3:] for row in reviewed(text.format(first, "", second))] == [
            ("Lim", False),
            ("Lampor", False),
            ("Sand", False),
        ]
    assert reviewed(text.format("Inne", "Åtgärd: ", "Kommentar: ring Bo"))[1][3] == "Lampor"


def test_steps_behind_a_word_for_assessments_are_a_rating_and_no_heading() -> None:
    form = "Område: {}\nRisk: {}\nBedömning: {} sannolikhet, {} konsekvens\nÅtgärd: {}\n\n"
    text = form.format("Hallen", "Lös matta", "Hög", "låg", "Lim") + form.format("Köket", "Rök", "Låg", "hög", "Fläkt")
    found = risks(text)
    assert [(r.description, r.likelihood, r.consequence, r.treatment) for r in found] == [
        ("Lös matta", 3, 1, "Lim"),
        ("Rök", 1, 3, "Fläkt"),
    ]
    assert [dict(r.other) for r in found] == [{"Område": "Hallen"}, {"Område": "Köket"}]


def test_a_colon_within_a_word_ends_no_label() -> None:
    text = (
        "Risk 1 – Lös matta\nSannolikhet: 3\nKonsekvens: 4\nÅtgärder:\n• Lim\n• Avstämning var 14:e dag\nTidplan: Nu\n"
    )
    (risk,) = risks("Riskanalys\n\n" + text)
    assert (risk.treatment, risk.due) == ("Lim\nAvstämning var 14:e dag", "Nu")


@pytest.mark.parametrize("head", ["S K  Risk", "S K SxK Risk"])
def test_numbers_before_their_risks_are_asked_about(head: str) -> None:
    """Read as a stream of words, the numbers of a row stand behind the risk of the row above."""
    product = "SxK" in head
    rows = (("Strömavbrott", 4, 5), ("Fel journal", 2, 4), ("Sen ambulans", 3, 3))
    lines = (f"{s} {k} {s * k if product else ''} {name} i huset".replace("  ", " ") for name, s, k in rows)
    assert all(row[4] for row in reviewed(head + "\n" + "\n".join(lines)))


@pytest.mark.parametrize(
    ("s", "k", "read"),
    [("3/5", "4/5", (3, 4)), ("5/5", "1/5", (5, 1)), ("2/3", "2/3", None), ("4/2", "5/2", None), ("3/5", "4", None)],
)
def test_steps_out_of_the_same_number(s: str, k: str, read: tuple[int, int] | None) -> None:
    (first, _) = risks(
        f"Riskanalys\n\n- Lös matta, S: {s}, K: {k}. Åtgärd: Lim\n- Mörk gång, S: 2, K: 3. Åtgärd: Ljus\n"
    )
    assert ((first.likelihood, first.consequence) == read) if read else first.needs_review


def test_steps_in_words_between_dashes() -> None:
    form = "{} - sannolikhet: {} - konsekvens: {} - åtgärd: {}\n"
    text = (
        "Riskanalys\n\n" + form.format("Lös matta", "hög", "låg", "lim") + form.format("Rök", "medel", "hög", "fläkt")
    )
    assert [row[:4] for row in reviewed(text)] == [("Lös matta", 3, 1, "lim"), ("Rök", 2, 3, "fläkt")]


def test_two_fields_in_one_line() -> None:
    form = "{}. {}\nSannolikhet: {} Konsekvens: {}\nÅtgärd:\n{}\nAnsvarig: {} Klart: {}\n\n"
    text = form.format(1, "Lös matta", 3, 4, "Lim", "Eva", "2024-06-01") + form.format(
        2, "Rök", 2, 5, "Fläkt", "Bo", "maj"
    )
    assert [(r.treatment, r.owner, r.due) for r in risks("Riskanalys\n\n" + text)] == [
        ("Lim", "Eva", "2024-06-01"),
        ("Fläkt", "Bo", "maj"),
    ]


@pytest.mark.parametrize("name", ["{}\n", "Beskrivning: {}\n"])
def test_lines_that_only_count_the_risks_are_in_no_field(name: str) -> None:
    form = "Risk {}\n" + name + "S=3 K=4\nÅtgärd: {}\n\n"
    text = "Riskanalys\n\n" + form.format(1, "Lös matta", "Lim") + form.format(2, "Mörk gång", "Lampor")
    assert [(row[0], row[3], row[4]) for row in reviewed(text)] == [
        ("Lös matta", "Lim", False),
        ("Mörk gång", "Lampor", False),
    ]


def test_a_sentence_that_opens_with_the_word_for_a_date_is_a_risk() -> None:
    text = (
        "När Eva slutar\nSannolikhet 3\nKonsekvens 4\n\nNär Bo slutar\nSannolikhet 2\nKonsekvens 5\n\nIngen vikarie\n"
    )
    text += "Sannolikhet 1\nKonsekvens 1\n"
    assert [(r.description, r.due) for r in risks(text)][:2] == [("När Eva slutar", None), ("När Bo slutar", None)]


def test_a_score_of_a_table_told_again_in_prose_is_no_row() -> None:
    table = "| Risk | Bedömning |\n|---|---|\n| Lös matta | S3K4 |\n| Mörk gång | S2K5 |\n\n"
    text = f"# Riskanalys\n\n{table}## Efteråt\n\nVi talade om mattan igen (S3 K4).\n"
    assert [row[0] for row in reviewed(text, "notes.md")] == ["Lös matta", "Mörk gång"]


def test_bullets_with_semicolons_are_a_table() -> None:
    text = "- Lös matta; 3; 4; Lim\n- Mörk gång; 2; 5; Lampor\n- Rök; 4; 4; Fläkt\n"
    document = parse_bytes(f"- Risk; S; K; Åtgärd\n{text}".encode(), "notes.txt", Options(language="sv"))
    assert [(risk.likelihood, risk.consequence) for risk in document.risks] == [(3, 4), (2, 5), (4, 4)]


def test_a_label_within_a_sentence_of_its_own_field_is_none() -> None:
    line = "- {} Sannolikhet: {} Konsekvens: {} Åtgärd: {} Ansvarig: {}\n"
    text = line.format("Lös matta", 3, 4, "Se Handlingsplan: kapitel 3", "Bo") + line.format(
        "Rök", 2, 5, "Fläkt", "Eva"
    )
    assert [(r.description, r.treatment, r.owner) for r in risks("Riskanalys\n\n" + text)] == [
        ("Lös matta", "Se Handlingsplan: kapitel 3", "Bo"),
        ("Rök", "Fläkt", "Eva"),
    ]


def test_two_forms_beside_each_other_with_the_same_names_are_asked_about() -> None:
    table = "Risk;Brand;Risk;Fall\nSannolikhet;3;Sannolikhet;2\nKonsekvens;4;Konsekvens;2\nÅtgärd;Larm;Åtgärd;Matta\n"
    assert all(row[4] for row in reviewed(table, "forms.csv"))


def test_a_factor_named_again_outside_the_score_is_asked_about() -> None:
    text = "Riskanalys\n\nSannolikhet 3 Sannolikhet 2\nKonsekvens 2\nÅtgärd: Larm\n"
    assert all(row[4] for row in reviewed(text))


@pytest.mark.parametrize(("top", "is_asked"), [(5, False), (4, True)])
def test_steps_out_of_a_number_that_is_no_common_scale_are_asked_about(top: int, is_asked: bool) -> None:
    text = f"Riskanalys\n\n- Brand S: 1/{top}, K: 3/{top}. Åtgärd: Larm\n- Fall S: 3/{top}, K: 2/{top}. Åtgärd: Matta\n"
    assert [row[4] for row in reviewed(text)] == [is_asked, is_asked]


def test_a_table_that_lost_its_columns_is_no_sure_risk_of_its_names() -> None:
    """Broken names leave the first row's numbers behind "Sannolikhet" and "Konsekvens", as labels have theirs."""
    text = (
        "Beskrivning av risk Sannolikhet 3 Konsekvens 4 Risktal Åtgärd 12 Sanda trappan 2 4 8 Byt lampor 3 3 9 Ring Bo "
        "Halka på trappan Mörkt i förrådet Ingen vet vem som ansvarar"
    )
    assert [row[4] for row in reviewed(f"1. Riskanalys: Flytt\n{text}\n")] == [True]


def test_numbers_left_line_by_line_put_the_form_beside_them_before_a_person() -> None:
    """What a table without its columns prints: its names stand over the first row's cells, as labels over values."""
    form = "Risk\n{}\n\nS\n{}\n\nK\n{}\n\nSxK\n{}\n\nÅtgärd\n{}\n"
    flytt = f"1. Riskanalys: Flytt\n{form.format('Halka på trappan', 3, 4, 12, 'Sanda')}"
    bygge = f"2. Riskanalys: Bygge\n{form.format('Buller i salen', 2, 4, 8, 'Väggar')}"
    rest = "\n2\n\n4\n\n8\n\nLampor\n\n3\n\n3\n\n9\n\nProppar\n"
    assert [row[4] for row in reviewed(f"{flytt}\n{bygge}")] == [False, False]
    assert [row[4] for row in reviewed(f"{flytt}{rest}\n{bygge}")] == [True, False]
