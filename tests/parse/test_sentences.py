"""Scores that sentences tell: "Vi bedömer sannolikheten till 3 och konsekvensen till 4, alltså 12.\""""

import pytest

from risktool.pipeline import Options, parse_bytes
from tests.parse.build import reviewed

TOLD = [
    ("sv", "Vi bedömer sannolikheten till {} och konsekvensen till {}."),
    ("sv", "Vi bedömer att sannolikheten är {} av 5 och att konsekvensen är {} av 5."),
    ("sv", "Sannolikheten (S) är hög ({}), konsekvensen (K) måttlig ({})."),
    ("sv", "Sannolikheten för detta är {}, men konsekvensen blir {}."),
    ("sv", "Vi landade på {} för sannolikhet och {} för konsekvens."),
    ("sv", "Vi enades om sannolikhet {} och konsekvens {}."),
    ("sv", "Bedömning: sannolikhet {} av 5, konsekvens {} av 5."),
    ("nb", "Vi vurderer sannsynligheten til {} og konsekvensen til {}."),
    ("da", "Sandsynligheden sættes til {} og konsekvensen til {}."),
    ("en", "We rate the likelihood as {} and the impact as {}."),
    ("de", "Wir schätzen die Wahrscheinlichkeit auf {} und die Auswirkung auf {}."),
]
NAMES = ("Hissen stannar mellan våningarna.", "Mögel i källaren.")


def told(language: str, text: str) -> list[tuple[str, object, object, str | None, bool]]:
    risks = parse_bytes(text.encode(), "notes.txt", Options(language=language)).risks
    return [(r.description, r.likelihood, r.consequence, r.treatment, r.needs_review) for r in risks]


@pytest.mark.parametrize("layout", ["{} {} {}\n\n", "{}\n{}\n{}\n\n", "- {} {} {}\n", "{}\n\n{} {}\n\n"])
@pytest.mark.parametrize(("language", "sentence"), TOLD)
def test_a_sentence_tells_both_factors(language: str, sentence: str, layout: str) -> None:
    parts = [(NAMES[0], sentence.format(3, 4), "Serva den."), (NAMES[1], sentence.format(2, 5), "Sätt in en fläkt.")]
    text = "Riskanalys\n\n" + "".join(layout.format(*part) for part in parts)
    assert told(language, text) == [
        (NAMES[0], 3, 4, "Serva den.", False),
        (NAMES[1], 2, 5, "Sätt in en fläkt.", False),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi bedömer sannolikheten till 3 och konsekvensen till 4, det vill säga 12.",
        "Sannolikheten är hög (3) och konsekvensen stor (4), vilket ger ett riskvärde på 12.",
        "Riskvärdet blir 12 (sannolikhet 3, konsekvens 4).",
        "Vi landade på 3 för sannolikhet\noch 4 för konsekvens, alltså 12.",
    ],
)
def test_a_sentence_tells_the_product_too(sentence: str) -> None:
    text = f"Riskanalys\n\n{NAMES[0]} {sentence} Serva den.\n\n{NAMES[1]} {sentence} Sätt in en fläkt.\n"
    risks = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert [(r.description, r.printed.score, r.status, r.needs_review) for r in risks] == [
        (NAMES[0], "12", "read", False),
        (NAMES[1], "12", "read", False),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Förra året var sannolikheten 3 och konsekvensen 4.",
        "Vi enades om sannolikhet 3 och konsekvens 4.",
        "Riskvärdet blir 12 (sannolikhet 3, konsekvens 4).",
        "Sannolikheten är 3 och konsekvensen 4, alltså 15.",
        "Sannolikheten är 3, konsekvensen för personal 4 och för ekonomi 2.",
        "Sannolikheten är 3 och konsekvensen 4, eller kanske 5.",
        "Sannolikheten att hissen stannar bedöms till 3 och konsekvensen till 4.",
        "Anna säger att sannolikheten är 3 och konsekvensen 4. Bo säger att sannolikheten är 2 och konsekvensen 4.",
    ],
)
def test_a_sentence_that_may_tell_something_else_is_asked_about(sentence: str) -> None:
    found = reviewed(f"Riskanalys\n\n{NAMES[0]} {sentence}\n\n{NAMES[1]} Sannolikheten är 2 och konsekvensen 5.\n")
    assert all(row[4] for row in found[:-1])
    assert found[0][1:3] == (3, 4)
    assert found[-1] == (NAMES[1], 2, 5, None, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Om sannolikheten är 4 och konsekvensen är 3 blir riskvärdet gult.",
        "Ta upp risker med sannolikhet över 3 och konsekvens över 4.",
        "Sannolikheten att det är klart i vecka 12 är stor och konsekvensen blir 3 veckor.",
        "Sannolikheten minskade från 4 till 2 och konsekvensen från 5 till 4.",
        "Konsekvensen blir att 2 skolor slås ihop, sannolikheten är 50 %.",
        "Sannolikheten bedöms från 1 till 5 och konsekvensen från 1 till 5.",
        "Sannolikheten är 3, 4 eller 5 och konsekvensen är 2.",
        "Sannolikheten diskuterades kl 3 och konsekvensen kl 4.",
        "Sannolikheten tas upp den 3 och konsekvensen den 4.",
    ],
)
def test_a_sentence_that_counts_something_or_sets_a_bound_tells_no_score(sentence: str) -> None:
    assert reviewed(f"Riskanalys\n\n{sentence}\n") == []


def test_what_is_left_after_treatment_is_told_in_a_sentence_too() -> None:
    text = f"{NAMES[0]} Sannolikheten är 4 och konsekvensen 5. Efter åtgärd är sannolikheten 1 och konsekvensen 2.\n"
    (risk,) = parse_bytes(f"Riskanalys\n\n{text}".encode(), "notes.txt", Options(language="sv")).risks
    assert (risk.likelihood, risk.consequence) == (4, 5)
    assert risk.residual is not None
    assert (risk.residual.likelihood, risk.residual.consequence) == (1, 2)


def test_the_level_of_a_told_product_is_its_own() -> None:
    (risk,) = parse_bytes(
        f"Riskanalys\n\n{NAMES[0]} Sannolikheten är 3 och konsekvensen 4, alltså 12 (gul). Serva den.\n".encode(),
        "notes.txt",
        Options(language="sv"),
    ).risks
    assert (risk.printed.score, risk.treatment, risk.other, risk.needs_review) == ("12 (gul)", "Serva den.", {}, False)


def test_words_between_a_factor_and_its_number_are_kept() -> None:
    text = "Sannolikheten att hissen stannar bedöms till 3 och konsekvensen till 4."
    (risk,) = parse_bytes(f"Riskanalys\n\n{NAMES[0]} {text}\n".encode(), "notes.txt", Options(language="sv")).risks
    assert "att hissen stannar bedöms till" in risk.other.values()


@pytest.mark.parametrize("score", ["S {} K {}", "sannolikhet {} konsekvens {}", "(sannolikhet {}, konsekvens {})"])
@pytest.mark.parametrize("name", ["Köket{} halt golv", "Köket{} plan 2"])
@pytest.mark.parametrize("sign", [",", ".", ":"])
def test_words_that_two_risks_share_are_theirs(name: str, sign: str, score: str) -> None:
    whole = name.format(sign)
    text = f"- {whole} {score.format(3, 4)}\n- {whole} {score.format(2, 5)}\n"
    assert [row[0] for row in reviewed(f"Riskanalys\n\n{text}")] == [whole, whole]


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("I fjol var", " sannolikheten 3 och konsekvensen 4."),
        ("I fjol blev", " sannolikheten satt till 3 och konsekvensen 4."),
    ],
)
def test_words_that_open_only_one_sentence_are_kept(words: str, rest: str) -> None:
    text = f"Riskanalys\n\n{NAMES[0]} {words}{rest} Serva den.\n"
    (risk,) = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert (risk.likelihood, risk.consequence, risk.treatment, risk.needs_review) == (3, 4, "Serva den.", True)
    assert words in (risk.description.removeprefix(f"{NAMES[0]} "), *risk.other.values())


@pytest.mark.parametrize(
    ("language", "steps"),
    [
        ("sv", "Sannolikhet: osannolik (3). Konsekvens: lindrig (4)."),
        ("en", "Rating: likely (3), major (4)."),
        ("sv", "Mycket sannolik (3), kännbar (4)."),
        ("de", "Selten (3), katastrophal (4)."),
    ],
)
def test_steps_of_one_factor_only_name_it(language: str, steps: str) -> None:
    assert told(language, f"Risk\n\n- {NAMES[0]} {steps} Serva den.\n") == [(NAMES[0], 3, 4, "Serva den.", False)]


@pytest.mark.parametrize(
    "words",
    ["Skala: möjlig (3), sannolik (4), lindrig (2), kännbar (3)", "Hög (4), låg (2)", "Möjlig (3)\nKännbar (3)"],
)
def test_steps_of_a_scale_and_of_both_factors_tell_no_score(words: str) -> None:
    assert reviewed(f"Riskanalys\n\n{words}\n") == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Sannolikheten beskrivs i bilaga 1 och konsekvensen i bilaga 2."),
        ("sv", "Sannolikheten behandlas på sida 3 och konsekvensen på sida 4."),
        ("sv", "Sannolikheten bedömdes av grupp 1 och konsekvensen av grupp 2."),
        ("en", "The likelihood follows in section 3 and the impact in section 4."),
    ],
)
def test_numbers_of_something_else_are_asked_about(language: str, sentence: str) -> None:
    assert all(row[4] for row in told(language, f"Risk of the move\n\n{sentence}\n"))


def test_a_step_behind_a_preposition_is_sure() -> None:
    sentence = "Sannolikheten ligger på en {} och konsekvensen landar på en {}."
    text = f"Riskanalys\n\n{NAMES[0]} {sentence.format(3, 4)}\n\n{NAMES[1]} {sentence.format(2, 5)}\n"
    assert reviewed(text) == [(NAMES[0], 3, 4, None, False), (NAMES[1], 2, 5, None, False)]


def test_many_words_that_open_two_sentences_are_kept_and_asked_about() -> None:
    sentence = "Risken att personal slutar har sannolikheten {} och konsekvensen {}."
    text = f"Riskanalys\n\nEnhet Norr\n{sentence.format(3, 4)}\n\nEnhet Syd\n{sentence.format(2, 5)}\n"
    risks = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert [(r.likelihood, r.consequence, r.needs_review) for r in risks] == [(3, 4, True), (2, 5, True)]
    assert all("Risken att personal slutar har" in (risk.description, *risk.other.values()) for risk in risks)


@pytest.mark.parametrize("words", ["Fläkt sänker", "Vi sänker", "Arbetsledaren ser till att fläkten sänker"])
def test_a_treatment_that_tells_what_it_does_is_no_risk(words: str) -> None:
    done = f"{words} sannolikheten till 1 och konsekvensen till 2."
    rated = "Sannolikhet: {}\nKonsekvens: {}\nÅtgärd: " + done
    text = f"Riskanalys\n\n{NAMES[0]}\n{rated.format(3, 4)}\n\n{NAMES[1]}\n{rated.format(2, 5)}\n"
    assert [row[:4] for row in reviewed(text)] == [(NAMES[0], 3, 4, done), (NAMES[1], 2, 5, done)]


def test_a_score_told_behind_a_treatment_is_its_risks() -> None:
    text = f"Riskanalys\n\nRisk: {NAMES[0]}\nÅtgärd: Serva den. Sannolikheten bedöms till 3 och konsekvensen till 4.\n"
    assert reviewed(text) == [(NAMES[0], 3, 4, "Serva den.", False)]
