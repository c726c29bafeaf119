"""Scores written into bullets, blocks and letters."""

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from risktool.pipeline import Options, parse_bytes
from tests.parse.build import inline_rows, read_lines, reviewed, seen, words


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sv", "- Hal trappa vid entrén S: 3, K: 2, S x K = 6. Åtgärd: Ny matta"),
        ("sv", "- Hal trappa vid entrén (S3 K2 = 6) -> Ny matta"),
        ("sv", "- Hal trappa vid entrén (K2 x S3 = 6). Ny matta"),
        ("da", "- Hal trappa vid entrén [S=3 K=2 R=6] Handling: Ny matta"),
        ("nb", "• Hal trappa vid entrén – sannsynlighet 3, konsekvens 2, risikoverdi 6. Tiltak: Ny matta"),
        ("en", "Hal trappa vid entrén: Likelihood 3, impact 2, score 6. Mitigation: Ny matta"),
        ("en", "* Hal trappa vid entrén (L=3, S=2, RPN=6). Action: Ny matta"),
        (
            "de",
            "- Hal trappa vid entrén (Wahrscheinlichkeit: 3, Auswirkung: 2, Risikowert: 6) Maßnahme: Ny matta",
        ),
        ("sv", "Hal trappa vid entrén, Sannolikhet (1-5): 3, Konsekvens (1-5): 2, Riskvärde: 6. Förslag: Ny matta"),
        (
            "sv",
            "**Risk**: Hal trappa vid entrén\n**Sannolikhet:** 3\n**Konsekvens:** 2\n**RT:** 6\n**Åtgärd:** Ny matta",
        ),
        ("sv", "Risk: Hal trappa vid entrén\nS 3 K 2 SxK 6\nÅtgärd: Ny matta"),
        ("sv", "Risk: Hal trappa vid entrén, S3 K2, alltså 6. Förslag: Ny matta\nMed vänlig hälsning\nSiw"),
        ("en", "Risk: Hal trappa vid entrén, likelihood 3, impact 2, i.e. 6; action: Ny matta\nRegards, Siw"),
        ("sv", "Risk 1: Hal trappa vid entrén\nÅtgärd: Ny matta\nS=3, K=2, SxK=6"),
    ],
)
def test_one_risk_in_many_ways(language: str, line: str) -> None:
    assert inline_rows(line, language) == [("Hal trappa vid entrén", "3", "2", "6", "Ny matta")]


def test_a_number_behind_the_factors_is_their_product_only_if_it_is() -> None:
    assert inline_rows("- Hal trappa S3 K2, alltså 7. Åtgärd: Ny matta\n- Buller S2 K2")[0][3] == ""
    assert inline_rows("- Hal trappa S3 K2, inom 6 veckor. Åtgärd: Ny matta\n- Buller S2 K2")[0][3] == ""


@pytest.mark.parametrize("end", ["S3 K2 8", "S: 3, K: 2, 8", "(S3 K2) 8"])
def test_a_bare_number_at_the_end_that_is_not_the_product_contradicts_the_factors(end: str) -> None:
    (risk, _) = parse_bytes(f"- Hal trappa {end}\n- Buller S2 K2\n".encode(), "notes.txt", Options(language="sv")).risks
    assert (risk.status, risk.printed.score, risk.treatment) == ("inconsistent", "8", None)


@pytest.mark.parametrize(("behind", "is_asked"), [("8 Salta", True), ("8 kr", False), ("8 mattor", False)])
def test_a_bare_number_before_a_word_may_contradict_the_factors(behind: str, is_asked: bool) -> None:
    (first, _) = reviewed(f"Risker\n\n- Hal trappa S3 K2 {behind}\n- Buller S2 K2\n", "notes.txt")
    assert first == ("Hal trappa", 3, 2, behind, is_asked)


def test_what_closes_a_letter_is_in_no_row() -> None:
    document, passage = read_lines("Risk: Hal trappa. Förslag: Ny matta\nMvh Siw\nEnhetschef")
    assert passage
    assert words(document, passage.rows[0].treatment) == "Ny matta"
    assert words(document, passage.text) == "Mvh Siw Enhetschef"


def test_bullets_one_after_another() -> None:
    text = "- Hal trappa (S3 K2 = 6) -> Ny matta\n- Buller (S5 K2 = 10) -> Skärmar\n  och hörselskydd"
    assert inline_rows(text)[1] == ("Buller", "5", "2", "10", "Skärmar och hörselskydd")


def test_blocks_with_a_residual_score_and_other_fields() -> None:
    text = (
        "Risk: Hal trappa\nOrsak: Sliten matta\nS 3 K 2 SxK 6\nÅtgärd: Ny matta\nAnsvarig: Eva\nKlart: maj\n"
        "Efter: S 1 K 2 SxK 2\n\nRisk: Buller\nS 5 K 2 SxK 10\nÅtgärd: Skärmar"
    )
    document, passage = read_lines(text)
    assert passage is not None
    first, second = passage.rows
    assert seen(document, first) == ("Hal trappa", "3", "2", "6", "Ny matta")
    assert first.residual is not None
    assert words(document, first.residual.spans) == "1 2 2"
    assert (words(document, first.owner), words(document, first.due)) == ("Eva", "maj")
    assert [(name, words(document, spans)) for name, spans in first.other] == [("Orsak", "Sliten matta")]
    assert seen(document, second)[0] == "Buller"


def test_words_as_ratings() -> None:
    assert inline_rows("- Hal trappa. Sannolikhet: hög, konsekvens: medel. Åtgärd: Ny matta") == [
        ("Hal trappa.", "hög", "medel", "", "Ny matta")
    ]


def test_letters_without_scores() -> None:
    text = "Hej! Här kommer tankar.\nRisk: vi hinner inte. Förslag: börja tidigare.\nRisk: ingen svarar. Förslag: jour."
    document, passage = read_lines(text)
    assert passage is not None
    assert [seen(document, row)[0::4] for row in passage.rows] == [
        ("vi hinner inte.", "börja tidigare."),
        ("ingen svarar.", "jour."),
    ]
    assert all(not row.score.spans and not row.score.has_product for row in passage.rows)
    assert words(document, passage.text) == "Hej! Här kommer tankar."


def test_a_lost_digit_leaves_its_label() -> None:
    assert inline_rows("- Hal trappa S: , K: 4, S x K = 20. Åtgärd: Ny matta", lost="5")[0][1:4] == ("", "4", "20")


@pytest.mark.parametrize(
    "text",
    [
        "Vi sågs 4 gånger, 5 kom, totalt 20 personer.",
        "Rum S3 och K2 är bokade.",
        "Risken är att vi nöjer oss. Åtgärd enligt bilaga 5.",
        "Tempo 4, lokal 5, mat 20.",
        "Sannolikhet 3 av 5 på förra mötet.",
        "Lag S3 K2 vann.",
    ],
)
def test_prose_that_is_no_risk(text: str) -> None:
    assert inline_rows(text) == []


PIECES = [
    "- Hal trappa", "S: 3, K: 2, S x K = 6.", "(S3 K2 = 6)", "Åtgärd: Ny matta", "Risk: Buller", "-> Skärmar", "\n",
    "\n\n", "Förslag: jour", "Efter: S 1 K 2", "Ansvarig: Eva", "två ord", "K: 4", "1. Att", "*", "Orsak:",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
@example(["K: 4", "\n", "S: 3, K: 2, S x K = 6.", "Efter: S 1 K 2"])  # a reason that ran into the residual score
@example(["K: 4", "\n", "S: 3, K: 2, S x K = 6.", "Åtgärd: Ny matta", "\n", "S: 3, K: 2, S x K = 6."])
@settings(max_examples=150, deadline=None)
def test_every_sign_is_placed_once(pieces: list[str]) -> None:
    document, passage = read_lines(" ".join(pieces))
    if passage is None:
        return
    spans = [*(s for row in passage.rows for s in row.spans), *passage.text, *passage.furniture]
    count = Counter(offset for span in spans for offset in range(*span))
    signs = {i for i, sign in enumerate(document.text) if not sign.isspace()}
    assert {i: n for i, n in count.items() if i in signs} == dict.fromkeys(signs, 1)


def test_a_rating_alone_on_its_line_takes_no_factor_from_the_next_line() -> None:
    assert inline_rows("K: 4\nS: 3, K: 2, S x K = 6. Åtgärd: Ny matta\nS: 3, K: 2, S x K = 6.") == [
        ("K: 4", "3", "2", "6", "Ny matta"),
        ("", "3", "2", "6", ""),
    ]


BLOCK = """Beskrivning: Golvet blir halt när det regnar in.

**Sannolikhet:** Låg (taket är nytt)
**Konsekvens:** Hög – någon kan slå sig

**Skyddsåtgärder:**
- En matta läggs in
"""


def test_ratings_on_lines_of_their_own_are_one_score_with_their_reasons() -> None:
    document, passage = read_lines(BLOCK)
    assert passage is not None
    (row,) = passage.rows
    assert seen(document, row) == ("Golvet blir halt när det regnar in.", "Låg", "Hög", "", "En matta läggs in")
    assert {(name, words(document, spans)) for name, spans in row.other} == {
        ("Sannolikhet", "(taket är nytt)"),
        ("Konsekvens", "någon kan slå sig"),
    }


def test_a_number_beside_its_word() -> None:
    text = "- Risiko: Das Tor klemmt\n- Wahrscheinlichkeit: Hoch (4/5)\n- Auswirkung: 3 (mittel)\n- Maßnahme: Fetten"
    assert inline_rows(text, "de") == [("Das Tor klemmt", "Hoch (4/5)", "3 (mittel)", "", "Fetten")]


def test_half_a_score_belongs_to_the_risk_it_stands_in() -> None:
    text = "Risk: The gate sticks\nImpact: Nobody gets in until it is freed\nLikelihood: Medium\nMitigation: Grease"
    document, passage = read_lines(text, "en")
    assert passage is not None
    assert seen(document, passage.rows[0]) == ("The gate sticks", "Medium", "", "", "Grease")


@pytest.mark.parametrize(
    "legend",
    [
        "Sannolikhet: 1 (Osannolik) – 2 (Möjlig) – 3 (Sannolik)\nKonsekvens: 1 (Liten) – 2 (Måttlig) – 3 (Stor)",
        "Sannolikhet: Låg / Medel / Hög\nKonsekvens: Låg / Medel / Hög",
        "Sannolikhet: ☐ Låg ☐ Medel ☐ Hög\nKonsekvens: ☐ Låg ☐ Medel ☐ Hög",
    ],
)
def test_lines_that_list_the_steps_rate_nothing(legend: str) -> None:
    assert inline_rows(legend) == []


def test_the_risk_that_is_left_is_no_risk_of_its_own() -> None:
    assert inline_rows("Residual risk: Likelihood 2, Impact 5, Score 10", "en") == []
    text = "Risk: Halt golv\nSannolikhet: Hög\nKonsekvens: Låg\nÅtgärd: Matta\nKvarstående risk: Låg"
    document, passage = read_lines(text)
    assert passage is not None
    assert passage.rows[0].residual is not None
    assert words(document, passage.rows[0].residual.spans) == "Låg"


def test_a_preposition_in_a_description_makes_no_residual_score() -> None:
    text = "- Nycklar efter stängning (S: 3, K: 4)\n- Fall efter regn (S: 2, K: 3)"
    assert [row[1:3] for row in inline_rows(text)] == [("3", "4"), ("2", "3")]


def test_a_factor_that_nobody_knew_is_asked_for() -> None:
    text = "- Buller S: ? K: 5\n- Damm S: 3 K: 2\n"
    first, second = parse_bytes(text.encode(), "mail.txt", Options(language="sv")).risks
    assert (first.likelihood, first.consequence, first.needs_review) == (None, 5, True)
    assert (second.likelihood, second.consequence, second.needs_review) == (3, 2, False)


def test_a_rating_out_of_the_highest_is_that_rating() -> None:
    text = "- Brand: S 2 av 5, K 4 av 5\n- Theft: likelihood 3 of 5, impact 2 of 5\n"
    risks = parse_bytes(text.encode(), "mail.txt", Options(language="sv")).risks
    assert [(risk.likelihood, risk.consequence) for risk in risks] == [(2, 4), (3, 2)]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nb", "1) Glatt trapp. Sannsynlighet middels, konsekvens svært høy. Tiltak: Sand"),
        ("sv", "- Glatt trapp. Sannolikhet medel och konsekvens mycket hög. Åtgärd: Sand"),
        ("sv", "- Glatt trapp. Medel sannolikhet, hög konsekvens. Åtgärd: Sand"),
    ],
)
def test_steps_in_words_right_behind_both_factors(language: str, line: str) -> None:
    ((description, likelihood, consequence, _, treatment),) = inline_rows(line, language)
    assert (description, treatment) == ("Glatt trapp.", "Sand")
    assert (likelihood.lower()[:3], consequence.split()[-1][0]) in {("mid", "h"), ("med", "h"), ("med", "k")}


@pytest.mark.parametrize("text", ["Sannolikhet medel är vad vi tror.", "Konsekvens hög. Åtgärd: Sand."])
def test_one_step_in_words_without_a_sign_is_a_sentence(text: str) -> None:
    assert inline_rows(text) == []


def test_a_letter_whose_number_nobody_knew() -> None:
    text = "- Glatt trapp S3 K? Åtgärd: Sand\n- Buller S3 K2 Åtgärd: Skärm\n"
    assert inline_rows(text)[0] == ("Glatt trapp", "3", "?", "", "Sand")


def test_a_label_for_before_is_no_part_of_the_risk() -> None:
    text = "1. Fukt\nFöre åtgärd: S 4, K 4 = 16\nÅtgärd: Mät\nEfter åtgärd: S 2, K 4 = 8\n"
    text += "2. Nuvarande lokaler (S 2, K 2 = 4)"
    assert [row[0] for row in inline_rows(text)] == ["Fukt", "Nuvarande lokaler"]


def test_a_label_behind_a_dash_takes_nothing_of_the_risk() -> None:
    assert inline_rows("- Hal trappa – Åtgärd: Sand. S: 3, K: 4 = 12")[0][::4] == ("Hal trappa", "Sand.")
    assert inline_rows("• Hal trappa (S 3, K 4, Risktal 12) – Åtgärd: Sand")[0][::4] == ("Hal trappa", "Sand")


def test_a_remark_between_the_numbers_is_no_part_of_them() -> None:
    plain = "- Hal trappa S: 3 (efter samtal), K: 2 (osäkert) = 6. Åtgärd: Sand\n- Is S2 K2\n"
    assert reviewed(plain)[0] == ("Hal trappa", 3, 2, "Sand", False)
    assert reviewed(plain.replace("efter samtal", "4 enligt Bo"))[0] == ("Hal trappa", 3, 2, "Sand", True)
    assert reviewed(plain.replace("osäkert", "1-5"))[0] == ("Hal trappa", 3, 2, "Sand", False)


@pytest.mark.parametrize("score", ["S3/K4/R12", "S – 3, K – 4, R – 12", "S 3 / K 4 / R 12"])
def test_strokes_and_dashes_between_labels_and_numbers(score: str) -> None:
    assert inline_rows(f"- Hal trappa {score}. Åtgärd: Sand\n- Is {score}. Åtgärd: Sand")[0] == (
        "Hal trappa",
        "3",
        "4",
        "12",
        "Sand",
    )


@pytest.mark.parametrize(("heading", "asks"), [("Städschema", True), ("Riskanalys", False)])
def test_letters_before_numbers_are_asked_for_where_nothing_tells_of_risks(heading: str, asks: bool) -> None:
    text = f"{heading}\n\nHus S 3, K 2: måndag\nHus S 1, K 4: tisdag\n"
    assert [row[4] for row in reviewed(text)] == [asks, asks]


def test_steps_in_words_in_a_sentence_that_goes_on_are_put_before_a_person() -> None:
    told = "Sannolikhet låg och konsekvens hög innebär att vi följer upp.\nSannolikhet hög, konsekvens hög ger stopp.\n"
    assert all(row[4] for row in reviewed(told))


def test_a_product_right_behind_its_factors() -> None:
    text = "S3 K5 15 Fukt i källaren\nS2 K2 4 Stöld\nS1 K2 2 gånger om året\n"
    assert [row[0] for row in inline_rows(text)] == ["Fukt i källaren", "Stöld", "2 gånger om året"]


def test_both_letters_behind_what_is_left_are_residual() -> None:
    text = "1. Hal trappa: S2 K5. Efter åtgärd S1 K5\n2. Stöld: S3 K4. Efter åtgärd S2 K4\n"
    found = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    left = [(risk.residual.likelihood, risk.residual.consequence) for risk in found if risk.residual]
    assert [(risk.likelihood, risk.consequence) for risk in found] == [(2, 5), (3, 4)]
    assert left == [(1, 5), (2, 4)]


def test_what_is_remarked_behind_a_step_is_in_one_place() -> None:
    text = "**Risk 1: Takras**\n- **Sannolikhet:** Låg (bara i mars)\n- **Konsekvens:** Hög\n- **Åtgärd:** Skotta\n"
    (risk,) = parse_bytes(text.encode(), "notes.md", Options(language="sv")).risks
    assert risk.other == {"Sannolikhet": "(bara i mars)"}
