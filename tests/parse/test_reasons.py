"""Why a rating is so: what stands behind it, between two of them, or in the brackets around them."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes


def risks(text: str, language: str = "sv", name: str = "notes.md") -> tuple[Risk, ...]:
    return parse_bytes(text.encode(), name, Options(language=language)).risks


def rated(risk: Risk) -> tuple[object, ...]:
    return (risk.description, risk.likelihood_label, risk.consequence_label, risk.treatment)


SECTIONS = "## Takras\n\n{first}\n\n## Stöld\n\nSannolikhet: hög. Konsekvens: medel.\n"


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Sannolikhet: låg. Konsekvens: hög, både för hus och folk.", {"Konsekvens": "både för hus och folk."}),
        ("Sannolikhet: låg. Konsekvens: hög för den som står där.", {"Konsekvens": "för den som står där."}),
        ("Sannolikhet: låg i mars. Konsekvens: hög.", {"Sannolikhet": "i mars"}),
        ("Sannolikhet: låg, hittills. Konsekvens: hög.", {"Sannolikhet": "hittills"}),
    ],
)
def test_a_rating_that_goes_on_leaves_the_risk_to_its_heading(first: str, other: dict[str, str]) -> None:
    risk = risks(SECTIONS.format(first=first))[0]
    assert rated(risk) == ("Takras", "låg", "hög", None)
    assert risk.other == other


def test_a_clause_between_that_names_another_step_is_a_question() -> None:
    risk = risks(SECTIONS.format(first="Sannolikhet: låg i mars, hög i maj. Konsekvens: hög."))[0]
    assert risk.needs_review


def test_the_rest_of_the_brackets_around_a_score_treats_nothing() -> None:
    text = "- Takras (Sannolikhet: låg, Konsekvens: hög, Insats: liten). Åtgärd: Skotta\n"
    text += "- Stöld (Sannolikhet: hög, Konsekvens: medel — mest verktyg): åtgärd: Lås\n"
    first, second = risks(text)
    assert rated(first) == ("Takras", "låg", "hög", "Skotta")
    assert rated(second) == ("Stöld", "hög", "medel", "Lås")
    assert second.other == {"Konsekvens": "mest verktyg)"}


def test_a_scale_with_what_its_steps_mean_rates_nothing() -> None:
    text = (
        "## Skala\n\n**Sannolikhet:** Låg (< 5 %), Medel (5–25 %), Hög (> 25 %).\n**Konsekvens:** Låg (ingen), Hög.\n"
    )
    assert risks(text) == ()


def test_the_same_word_with_two_reasons_is_one_step_of_a_scale() -> None:
    table = "| Risk | Sannolikhet | Konsekvens |\n|---|---|---|\n| Takras | Låg | Kritisk (hus) |\n"
    table += "| Stöld | Hög | Kritisk (verktyg) |\n| Buller | Medel | Hög |\n"
    assert [risk.consequence for risk in risks(table)] == [4, 4, 3]


@pytest.mark.parametrize("boxes", ["☐ Låg ☐ Medel ☐ Hög", "☐ Låg ☒ Medel ☐ Hög"])
def test_boxes_to_be_ticked_are_a_question(boxes: str) -> None:
    table = (
        f"| Risk | Sannolikhet | Konsekvens |\n|---|---|---|\n| Takras | {boxes} | Hög |\n| Stöld | {boxes} | Låg |\n"
    )
    assert [(risk.likelihood, risk.needs_review) for risk in risks(table)] == [(None, True)] * 2


def test_what_a_colon_brings_behind_the_brackets_may_explain_or_treat() -> None:
    text = "- **Takras** (Sannolikhet: låg, Konsekvens: hög){}\n- **Stöld** (Sannolikhet: hög, Konsekvens: låg){}\n"
    assert [risk.needs_review for risk in risks(text.format(": Folk står under taket", ": Låset är gammalt"))] == [
        True
    ] * 2
    assert [risk.needs_review for risk in risks(text.format(". Skotta", ". Byt lås"))] == [False] * 2
    assert not any(risk.needs_review for risk in risks(text.format(": kallt. Åtgärd: Skotta", ": Åtgärd: Byt lås")))


def test_a_score_that_a_sentence_beside_a_table_tells_is_a_question() -> None:
    table = "| Risk | S | K | Riskvärde |\n|---|---|---|---|\n| Takras | 4 | 5 | 20 |\n| Stöld | 2 | 2 | 4 |\n"
    first, second, told = risks(
        f"{table}\n## Kommentar\n\nVi satte den till S=4, K=5, riskvärde 20, för att det snöar.\n"
    )
    assert (first.needs_review, second.needs_review, told.needs_review) == (False, False, True)


def test_a_coloured_step_is_a_step() -> None:
    text = "## Takras\n\n**Sannolikhet:** 🔴 Hög\n**Konsekvens:** 🟢 Låg\n**Åtgärd:** Skotta\n"
    assert rated(risks(text)[0])[1:] == ("Hög", "Låg", "Skotta")


@pytest.mark.parametrize("said", ["4, efter åtgärd 2", "4, på vintern 5", "4, var 3 i fjol", "låg, men 3 i mars"])
def test_a_clause_between_that_names_another_number_is_no_sure_score(said: str) -> None:
    found = risks(f"# Riskbedömning\n\nLäcka. Sannolikhet: {said}. Konsekvens: 3. Åtgärd: byt rör.\n")
    assert all(risk.needs_review for risk in found)


def test_a_year_or_a_share_in_a_clause_between_is_no_other_step() -> None:
    for said in ("låg, sedan 2019", "låg, i 20 % av fallen"):
        risk = risks(SECTIONS.format(first=f"Sannolikhet: {said}. Konsekvens: hög."))[0]
        assert (rated(risk)[1:3], risk.needs_review) == (("låg", "hög"), False)


@pytest.mark.parametrize(
    "said",
    [
        "🔴 hög / 🟡 medel",
        "🔴 hög / 🟡 medel vid storm",
        "🔴 hög eller 🟡 medel",
        "🔴 hög 🟡 medel",
        "🟢 låg (🔴 hög vintertid)",
        "🟢 låg (före: 🔴 hög)",
        "**🟢 låg**, 🔴 på vintern",
    ],
)
def test_a_coloured_step_with_another_colour_behind_it_is_a_question(said: str) -> None:
    found = risks(f"# Risker\n\nTakras\nSannolikhet: 🟢 låg\nKonsekvens: {said}\n")
    assert [risk.needs_review for risk in found] == [True]


def test_a_list_of_coloured_steps_rates_nothing() -> None:
    steps = "🟢 låg / 🟡 medel / 🔴 hög"
    assert risks(f"# Risker\n\nSkala\nSannolikhet: {steps}\nKonsekvens: {steps}\n") == ()


def test_a_colour_behind_the_next_label_is_of_another_step() -> None:
    found = risks("# Risker\n\n- Takras (i mars). Sannolikhet: 🟢 låg (inne), Konsekvens: 🔴 hög\n")
    assert [rated(risk)[1:3] for risk in found] == [("låg", "hög")]


def test_what_goes_on_in_the_brackets_behind_numbers_treats() -> None:
    first, second = risks("Hal trappa (S: 3, K: 4, salta)\nBuller (S: 2, K: 5, byt fläkt)\n", name="notes.txt")
    assert [(risk.treatment or "").strip(")") for risk in (first, second)] == ["salta", "byt fläkt"]
