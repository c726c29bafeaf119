"""Flat text to rows, end to end: what a form without products prints, and what stands among a score's numbers."""

import importlib
import re
from collections.abc import Sequence

import pytest

import risktool
from risktool.model import Risk
from risktool.parse.flat.cutting.atoms import Atom
from risktool.parse.flat.search.replay import replay

PAIRS = (
    "1. Riskanalys: Flytt av arkivet till nya lokaler\n"
    "Risk för brand i arkivet 3 4 Larm sätts in i alla rum innan flytten. Risk för fukt i källaren 2 4 Mät fukten varje"
    " vecka. Nycklar tappas bort av vikarier 3 3 Numrera nycklarna. Besökare hittar inte in 4 1 Skyltar vid torget.\n"
)


def rows(text: str) -> list[tuple[str, object, object, object, str]]:
    (section,) = risktool.parse(text.encode(), name="notes.txt").sections
    return [(r.description, r.likelihood, r.consequence, r.score, r.status) for r in section.risks]


TRIPLES = re.sub(r"([234]) ([134]) ", lambda m: f"{m[0]}{int(m[1]) * int(m[2])} ", PAIRS)
HEADED = PAIRS.replace("lokaler\n", "lokaler\nRisk S K Åtgärd ")


@pytest.mark.parametrize("text", [PAIRS, HEADED])
def test_on_a_form_without_products_two_numbers_are_the_factors(text: str) -> None:
    assert rows(text) == [
        ("Risk för brand i arkivet", 3, 4, 12, "recovered"),
        ("Risk för fukt i källaren", 2, 4, 8, "recovered"),
        ("Nycklar tappas bort av vikarier", 3, 3, 9, "recovered"),
        ("Besökare hittar inte in", 4, 1, 4, "recovered"),
    ]


@pytest.mark.parametrize(("heading", "asks"), [("Åtgärd", False), ("Åtgärd Ansvarig", True), ("Åtgärd Klart", True)])
def test_where_others_have_a_column_behind_the_treatments_every_row_is_asked_about(heading: str, asks: bool) -> None:
    (section,) = risktool.parse(HEADED.replace("Åtgärd", heading, 1).encode(), name="notes.txt").sections
    assert all(risk.needs_review for risk in section.risks) == asks


@pytest.mark.parametrize("doubted", ["? 3 3", "3 3 ?"])
def test_two_factors_beside_a_lone_question_mark_are_asked_about(doubted: str) -> None:
    (section,) = risktool.parse(HEADED.replace("3 3", doubted).encode(), name="notes.txt").sections
    risk = section.risks[2]
    assert (risk.likelihood, risk.score, risk.printed.score) == (None, None, doubted)
    assert risk.review_reasons[0].code == "score-doubt"


def test_beside_a_whole_score_two_numbers_are_no_answer() -> None:
    register = risktool.parse(PAIRS.replace("4 1 Skyltar", "4 1 4 Skyltar").encode(), name="notes.txt")
    *pairs, whole = register.sections[0].risks
    assert (whole.likelihood, whole.consequence, whole.score) == (4, 1, 4)
    assert [(r.likelihood, r.score, r.status, r.needs_review) for r in pairs] == [(None, None, "missing", True)] * 3
    assert [r.review_reasons[0].code for r in pairs] == ["score-unfit"] * 3


def test_a_factor_and_a_product_stay_together_where_no_loss_is_known() -> None:
    register = risktool.parse(PAIRS.replace("3 4 Larm", "4 20 Larm").encode(), name="notes.txt")
    assert register.sections[0].risks[0].printed.score == "4 20"


def test_a_remark_among_a_scores_numbers_is_kept_as_text() -> None:
    text = PAIRS.replace("3 4 Larm", "3 4 12 Larm").replace("2 4 Mät", "2 4. Osäkert underlag. 8 Mät")
    (section,) = risktool.parse(text.encode(), name="notes.txt").sections
    assert "Osäkert underlag." in section.text
    assert [(r.likelihood, r.consequence, r.score) for r in section.risks][:2] == [(3, 4, 12), (2, 4, 8)]


def test_a_stretch_beyond_all_measure_is_read_and_put_before_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TRIPLES.encode()
    (usual,) = risktool.parse(text, name="notes.txt").sections
    monkeypatch.setattr(importlib.import_module("risktool.parse.flat.search.judging"), "LONGEST_STRETCH", 5)
    (cheap,) = risktool.parse(text, name="notes.txt").sections
    assert [r.description for r in cheap.risks] == [r.description for r in usual.risks]
    assert not usual.risks[0].needs_review
    assert all(r.needs_review for r in cheap.risks)


def test_where_a_score_has_no_description_every_row_is_put_before_a_person() -> None:
    """Two descriptions without a sign between them are one to any reader: the scores behind them are shifted."""
    descriptions = "Risk för brand i arkivet risk för fukt i källaren Nycklar tappas bort av vikarier "
    scores = "3 4 12 Larm sätts in i alla rum innan flytten. 2 4 8 Mät fukten varje vecka. 3 3 9 Numrera nycklarna."
    text = f"1. Riskanalys: Flytt av arkivet\nRisk S K SxK Åtgärd {descriptions}{scores}\n"
    (section,) = risktool.parse(text.encode(), name="notes.txt").sections
    assert [r.score for r in section.risks] == [12, 8, 9]
    assert all(r.needs_review for r in section.risks)


def test_a_row_whose_cell_breaks_off_is_put_before_a_person() -> None:
    """What must follow "när" is printed somewhere else."""
    whole = rows_of("Risk för brand i arkivet 3 4 12 Larm sätts in i alla rum. Fukt i källaren 2 4 8 Mät fukten.")
    cut = rows_of("Risk för brand i arkivet när 3 4 12 Larm sätts in i alla rum. Fukt i källaren 2 4 8 Mät fukten.")
    assert [risk.needs_review for risk in whole] == [False, False]
    assert [risk.needs_review for risk in cut] == [True, False]


def rows_of(text: str) -> Sequence[Risk]:
    return risktool.parse(f"1. Riskanalys: Arkivet\nRisk S K SxK Åtgärd {text}\n".encode(), name="notes.txt").risks


def test_where_rows_print_a_second_score_every_row_is_put_before_a_person() -> None:
    text = PAIRS.replace("3 4 Larm", "3 4 12 Larm").replace(
        "lokaler\n", "lokaler\nRisk S K SxK Åtgärd S efter K efter "
    )
    (section,) = risktool.parse(text.encode(), name="notes.txt").sections
    assert section.risks
    assert all(r.needs_review for r in section.risks)


def test_that_two_numbers_are_the_factors_is_sure_only_where_headings_say_so() -> None:
    flags = [
        [r.needs_review for r in risktool.parse(text.encode(), name="notes.txt").sections[0].risks]
        for text in (PAIRS, HEADED)
    ]
    assert flags == [[True] * 4, [False] * 4]


def test_a_number_beyond_the_scale_beside_another_refutes_a_form_of_two_factors() -> None:
    assert {row[4] for row in rows(PAIRS.replace("4 1 Skyltar", "12 1 Skyltar"))} == {"missing"}


TURNED = """1. Riskanalys: Flytt av växel
Risk S K Riskvärde Åtgärd Samtal tappas. 5 1 5 Provdrift. Personal slutar. 2 4 8 Samtal.
2. Riskanalys: Flytt av arkiv
Risk K S Riskvärde Åtgärd Arkivet brinner. 5 1 5 Sprinkler. Böcker försvinner. 2 4 8 Inventering.
3. Riskanalys: Ny skola
Elever mobbas. 3 4 12 Kompisval. Skolan blir försenad och dyrare än vad någon tänkt sig. 4 5 20 Paviljonger i ett år.
"""


def test_the_order_of_the_factors_is_each_analysis_own() -> None:
    first, second, *_ = risktool.parse(TURNED.encode(), name="notes.txt").sections
    assert [(r.likelihood, r.consequence) for r in first.risks] == [(5, 1), (2, 4)]
    assert [(r.likelihood, r.consequence) for r in second.risks] == [(1, 5), (4, 2)]


def test_the_first_word_of_a_row_is_no_heading() -> None:
    text = TURNED.replace("Åtgärd Samtal tappas", "Åtgärd Risk för att samtal tappas")
    assert risktool.parse(text.encode(), name="notes.txt").sections[0].risks[0].description.startswith("Risk för att")


def test_numbers_that_count_the_lines_open_rows() -> None:
    lines = [
        "Arkivet brinner. 1 5 5 Sprinkler.",
        "Böcker försvinner. 4 2 8 Inventering.",
        "Källaren svämmar. 3 3 9 Pump.",
    ]
    numbered = "".join(f"{n} {line}\n" for n, line in enumerate(lines, 1))
    found = rows(f"1. Riskanalys: Flytt\nNr Risk S K Riskvärde Åtgärd\n{numbered}")
    assert [row[:4] for row in found] == [
        ("1 Arkivet brinner.", 1, 5, 5),
        ("2 Böcker försvinner.", 4, 2, 8),
        ("3 Källaren svämmar.", 3, 3, 9),
    ]


def test_a_floor_at_a_sentences_end_opens_no_list() -> None:
    text = HEADED.replace("Nycklar tappas bort av vikarier", "Larmet hörs inte på plan 2. Medarbetare tappar nycklar")
    (section,) = risktool.parse(text.encode(), name="notes.txt").sections
    cells = [cell or "" for r in section.risks for cell in (r.description, r.treatment)]
    assert any("Larmet hörs inte på plan 2." in cell for cell in cells)


def test_where_treatments_stand_before_the_scores_every_row_is_put_before_a_person() -> None:
    text = HEADED.replace("Risk S K Åtgärd", "Risk Åtgärd S K")
    assert all(r.needs_review for r in risktool.parse(text.encode(), name="notes.txt").sections[0].risks)


def test_column_headings_on_the_headings_own_line_are_no_subject() -> None:
    text = "1. Riskanalys: Buller Risk S K S x K Åtgärd Damm från gatan. 2 4 8 Nya fönster. Drag. 3 3 9 Täta."
    (section,) = risktool.parse(text.encode(), name="notes.txt").sections
    assert (section.subject, [r.score for r in section.risks]) == ("Buller", [8, 9])


def test_more_descriptions_than_any_page_holds_lose_no_score() -> None:
    """Beyond the limit of the queue a reading forgets how many wait."""
    atom = Atom(0, 1, "start", 2, is_question=False, is_closed=False, is_hanging=False, opening="upper", first_word="")
    replayed = replay([atom] * 3, ("open_description", "score_alone", "open_treatment_latest"))
    assert [(row.description, row.score, row.treatment) for row in replayed.rows] == [((0,), 1, (2,))]


def test_where_numbers_open_the_rows_nothing_else_does() -> None:
    text = (
        "1. Riskanalys: Flytt av arkivet till nya lokaler\nRisk S K SxK Åtgärd "
        "1. Brand i arkivet 3 4 12 Larm i alla rum. Ny dörr 2. Fukt i källaren. Pumpen slocknar 2 4 8 Mät fukten."
        " 3. Nycklar tappas 4. Besökare hittar inte in 4 1 4 Skyltar vid torget\n"
    )
    assert [(description, score) for description, _, _, score, _ in rows(text)] == [
        ("1. Brand i arkivet", 12),
        ("2. Fukt i källaren. Pumpen slocknar", 8),
        ("3. Nycklar tappas", None),
        ("4. Besökare hittar inte in", 4),
    ]


def test_where_a_lost_risk_may_hide_a_description_its_row_and_the_one_above_are_asked() -> None:
    rows = (
        "Is på trappan vid entrén 3 4 12 Salta varje morgon. Förseningar i bygget 4 1 4 Vite i avtalet att fel dörrar"
        " levereras av nya leverantören. 2 3 6 Kontroll vid leverans. Larmet är avstängt nattetid 2 4 8 Prova larmet"
        " varje vecka. Mörkt på gården vid infarten 3 3 9 Nya lampor sätts upp. "
    )
    titles = ("Nya låskort i porten", "Stängd kaj i hamnen", "Byte av journalsystem", "Flytt av arkivet")
    others = "Ljudet bär genom väggen 2 2 4 Matta i hallen. Hissen stannar ofta 3 3 9 Byt motor. "
    text = "".join(f"{n}. {{}}: {title} {rows if n == 2 else others}" for n, title in enumerate(titles, 1))
    lost, whole = (
        risktool.parse(text.format(*[word] * 4).encode(), name="notes.txt", options=risktool.Options(language="sv"))
        for word in ("analys", "Riskanalys")
    )
    assert [risk.needs_review for risk in lost.sections[1].risks] == [False, True, True, False, False]
    for risk in lost.sections[1].risks[1:3]:
        assert ("boundary-uncertain", "Vite i avtalet") in [(r.code, r.alternative) for r in risk.review_reasons]
    assert [risk.needs_review for risk in whole.sections[1].risks] == [False] * 5


BARE = (
    "Gruppen träffades två gånger. S = sannolikhet 1-5, K = konsekvens 1-5. Flytt av arkivet Risk för brand i arkivet"
    " 3 4 12 Larm sätts in i alla rum innan flytten. Risk för fukt i källaren 2 4 8 Mät fukten varje vecka. Nycklar"
    " tappas bort av vikarier 3 3 9 Numrera nycklarna. Besökare hittar inte in 4 1 4 Skyltar vid torget.\n"
)


def test_a_page_that_names_the_factors_and_multiplies_is_read_without_a_heading_and_asked_about() -> None:
    risks = risktool.parse(BARE.encode(), name="notes.txt").risks
    assert [risk.score for risk in risks if risk.score is not None] == [12, 8, 9, 4]
    assert all(risk.needs_review for risk in risks)


@pytest.mark.parametrize(
    ("old", "new"),
    [("K = konsekvens", "M = kostnad"), ("3 4 12", "3 4 11"), ("3 4 12", "1 4 4")],
    ids=["one factor", "two products", "mostly by one"],
)
def test_a_page_of_numbers_without_a_heading_is_text(old: str, new: str) -> None:
    text = BARE.replace(old, new).replace("4 1 4", "7").replace("3 3 9", "3 3 9" if old[0] == "K" else "1 9 9")
    assert not risktool.parse(text.encode(), name="notes.txt").risks


@pytest.mark.parametrize(
    "heading", [".analys: Flytt av arkivet", "Riskanalys: Flytt av arkivet", "5. Riskanalys: Flytt"]
)
def test_criteria_on_the_line_of_a_whole_page_leave_its_analysis_whatever_its_number_and_scores(heading: str) -> None:
    rows = PAIRS.partition("\n")[2]
    page = f"Skala: 1–4 låg, 5–9 medel, 10–25 hög. {heading} Risk S K Åtgärd {rows}"
    register = risktool.parse(page.encode(), name="notes.txt")
    assert not any("Risk för brand" in placed.text for placed in register.furniture)


@pytest.mark.parametrize("criteria", ["Skala: 1–4 låg, 5–9 medel, 10–25 hög.", "1–4 låg, 5–9 medel, 10–25 hög."])
def test_criteria_on_the_line_of_a_whole_page_do_not_take_it_with_them(criteria: str) -> None:
    page = f"{criteria} {PAIRS.replace('3 4 Larm', '3 4 12 Larm').replace(chr(10), ' ')}"
    sections = risktool.parse(page.encode(), name="notes.txt").sections
    assert [section.number for section in sections if section.risks] == [1]
    assert sections[-1].risks[0].score == 12


def test_flattened_numbers_that_do_not_multiply_make_no_other_formula() -> None:
    """Cut at the wrong place, "4 2 4" was a sure score by a matrix that nobody stated."""
    text = (
        "1. Riskanalys: Flytt Risk S K Produkt Åtgärd Risk för brand i arkivet 3 4 2 Larm i alla rum. Risk för fukt i"
        " källaren 2 4 3 Mät fukten. Nycklar tappas bort 3 3 2 Numrera dem. Besökare hittar inte in 4 1 3 Skyltar vid"
        " torget. Hissen står still 2 2 3 Avtal om service. Ingen svarar i telefon 4 2 4 Växel under flytten."
    )
    risks = risktool.parse(text.encode(), name="notes.txt").risks
    assert [risk.formula for risk in risks if risk.formula] == []
    assert all(risk.needs_review for risk in risks)


@pytest.mark.parametrize(
    ("subject", "asks"), [("Storgatan byggs om", False), ("Storgatan Handlarna tappar kunder.", True)]
)
def test_a_heading_that_ends_as_a_sentence_may_have_taken_the_first_row(subject: str, asks: bool) -> None:
    rows = PAIRS.partition("\n")[2].replace("3 4 Larm", "3 4 12 Larm").replace("2 4 Mät", "2 4 8 Mät").strip()
    pages = [f"{n}. Riskanalys: {s}\nRisk S K Produkt Åtgärd {rows}" for n, s in ((1, "Arkivet flyttar"), (2, subject))]
    first, second = risktool.parse("\n".join(pages).encode(), name="notes.txt").sections
    codes = [{reason.code for reason in risk.review_reasons} for risk in second.risks]
    assert [("heading-uncertain" in found) for found in codes] == [asks] * len(codes)
    assert not any(reason.code == "heading-uncertain" for risk in first.risks for reason in risk.review_reasons)


@pytest.mark.parametrize(
    "unscored", [("Pumpen stannar", "Larm, jour, reservpump"), ("Vattnet smakar illa", "Spolning, provtagning")]
)
def test_words_that_most_readings_have_in_the_table_are_not_left_outside(unscored: tuple[str, str]) -> None:
    found = rows_of(
        "1. Riskanalys: Vattenverket Dataintrång i driften 5 3 15 Skilda nät, tvåfaktor på fjärrstyrning "
        f"{' '.join(unscored)} Brott på huvudledning under vägen 3 4 12 Reservledning projekteras. "
        "Brist på nyckelpersoner under semestern 2 4 8 Samarbete med grannkommunen "
        "UV-aggregat faller ut vid strömavbrott 2 5 10 Nödström provas varje månad"
    )
    row = found[1]
    assert (row.description, row.score, row.treatment, row.needs_review) == (unscored[0], None, unscored[1], True)


def test_two_ways_to_one_reading_count_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = {
        ("open_description", "score", "open_treatment_latest"): 30,
        ("open_description", "score", "open_treatment_queued"): 30,
        ("open_description", "score", "set_aside"): 40,
    }
    monkeypatch.setattr(importlib.import_module("risktool.parse.flat.search.judging"), "sample", lambda *_: dict(ways))
    (row,) = rows_of("Larmet tystnar 3 4 12 Ring vakten")
    assert row.treatment == "Ring vakten"
    assert row.confidence_parts.treatment == pytest.approx(0.6, abs=0.01)


def test_a_register_sorted_by_its_scores_is_no_register_rated_twice() -> None:
    """Every second score is lower than the one before, as what is left would be; a form without treatments has none."""
    risks = ("Halka på trappan", "Mörkt i förrådet", "Buller i salen", "Fukt på vinden", "Lös matta", "Trasig grind")
    scores = ("4 5 20", "4 4 16", "3 4 12", "3 3 9", "2 3 6", "2 2 4")
    body = " ".join(f"{risk} {score}" for risk, score in zip(risks, scores, strict=True))
    register = risktool.parse(f"1. Riskanalys: Nytt kök\nRisk S K SxK {body}\n".encode(), name="notes.txt")
    assert [(risk.description, risk.needs_review) for risk in register.risks] == [(risk, False) for risk in risks]
