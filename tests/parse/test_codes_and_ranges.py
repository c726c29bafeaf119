"""Letters with numbers that are no scores, and ranges that are."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes


def risks(text: str, name: str = "notes.md", language: str = "sv") -> tuple[Risk, ...]:
    return parse_bytes(text.encode(), name, Options(language=language)).risks


def table(heading: str, *cells: str) -> str:
    rows = "".join(f"| {name} | {cell} | Lim |\n" for name, cell in zip(("Lös matta", "Mörk gång"), cells, strict=True))
    return f"# Riskanalys\n\n| Risk | {heading} | Åtgärd |\n|---|---|---|\n{rows}"


@pytest.mark.parametrize("heading", ["P x I", "Risktal"])
def test_two_letters_say_together_which_factor_comes_first(heading: str) -> None:
    assert [(r.likelihood, r.consequence) for r in risks(table(heading, "P2I4", "P1I5"))] == [(2, 4), (1, 5)]
    assert [(r.likelihood, r.consequence) for r in risks(table("Risktal", "K2S4", "K1S5"))] == [(4, 2), (5, 1)]


@pytest.mark.parametrize("heading", ["Kontroll", "Krav", "Risktal"])
@pytest.mark.parametrize("codes", [("K1, K2", "K2, K3"), ("C1, C2", "C2, C3")])
def test_a_letter_twice_is_a_list_of_codes(heading: str, codes: tuple[str, str]) -> None:
    assert all(r.likelihood is r.consequence is None for r in risks(table(heading, *codes)))


@pytest.mark.parametrize(
    "names", [("Ont efter ingrepp L5S1", "Feber"), ("Sal K2S3 läcker", "Sal K1S2 svämmar över"), ("Ont L4/S1", "Feber")]
)
def test_a_place_in_a_description_stays_in_it(names: tuple[str, str]) -> None:
    rows = "".join(f"| {name} | Prov | Bo |\n" for name in names)
    found = risks(f"# Riskanalys\n\n| Risk | Åtgärd | Ansvarig |\n|---|---|---|\n{rows}")
    assert [(r.description, r.likelihood) for r in found] == [(name, None) for name in names]


@pytest.mark.parametrize(
    "line",
    ["Ont i ryggen L5S1, röntgas i maj.", "Ont (L5S1)", "Kabel S1K2 dras om av Bo.", "Sal K2S3 målas och städas."],
)
def test_a_place_in_a_sentence_is_no_risk(line: str) -> None:
    found = risks(f"Riskbedömning\n\n{line}\nHalka. S 2, K 4. Sanda.\nBrand. S 1, K 5. Larm.\n", "notes.txt")
    assert [(r.likelihood, r.consequence) for r in found] == [(2, 4), (1, 5)]


def test_letters_without_a_product_are_asked() -> None:
    found = risks("# Riskanalys\n\n- Lös matta (S3K4)\n- Mörk gång S2K2R4\n")
    assert [r.needs_review for r in found] == [True, False]


@pytest.mark.parametrize("rating", ["S: 2-3, K: 4-5", "S 2-3 / K 4-5", "sannolikhet 2-3 och konsekvens 4-5"])
def test_a_range_before_the_next_factor_is_no_band(rating: str) -> None:
    found = risks(f"# Riskanalys\n\n- Lös matta ({rating})\n- Mörk gång (S: 2, K: 3)\n")
    assert [(r.likelihood_range, r.consequence_range) for r in found][:1] == [((2, 3), (4, 5))]


def test_a_short_range_from_one_is_a_doubt_between_steps() -> None:
    found = risks("# Riskanalys\n\n- Lös matta (S: 1-2, K: 1-3)\n- Mörk gång (S: 2, K: 3)\n")
    assert [(r.likelihood_range, r.consequence_range) for r in found][:1] == [((1, 2), (1, 3))]


def test_a_row_over_whole_scales_with_a_treatment_is_asked() -> None:
    text = "| Risk | S | K | Åtgärd |\n|---|---|---|---|\n| Lös matta | 1-4 | 1-5 | Lim |\n| Mörk gång | 2 | 4 | |\n"
    assert [(r.description, r.needs_review) for r in risks(text)] == [("Lös matta", True), ("Mörk gång", False)]


@pytest.mark.parametrize("arrow", ["→", "->"])
def test_an_arrow_in_a_form_leads_to_what_is_left(arrow: str) -> None:
    form = "Risk: {}\nSannolikhet: {} {a} 1\nKonsekvens: {} {a} 2\nÅtgärd: Lim\n\n"
    found = risks(form.format("Lös matta", 3, 4, a=arrow) + form.format("Mörk gång", 2, 5, a=arrow), "notes.txt")
    assert [(r.likelihood, r.consequence, r.residual and r.residual.score) for r in found] == [(3, 4, 2), (2, 5, 2)]


@pytest.mark.parametrize("product", ["= 10, hög", "(10)"])
def test_a_product_behind_the_second_factor_of_a_form(product: str) -> None:
    form = "Risk: {}\nS: 2, K: 5 {}\nÅtgärd: Lim.\n\n"
    found = risks(form.format("Lös matta", product) + form.format("Mörk gång", product), "notes.txt")
    assert [(r.consequence, r.score, r.treatment) for r in found] == [(5, 10, "Lim.")] * 2


def test_a_summary_by_level_with_a_word_for_none_holds_no_risks() -> None:
    rows = "| Hög | 2 | R-01, R-02 |\n| Medel | 0 | NA |\n| Låg | 1 | R-03 |\n"
    assert risks(f"# Sammanfattning\n\n| Nivå | Antal | Risk |\n|---|---|---|\n{rows}") == ()


def test_another_number_in_brackets_behind_a_first_factor_is_asked() -> None:
    form = "Risk: {}\nSannolikhet: 3 (4)\nKonsekvens: 2\n\n"
    assert all(r.needs_review for r in risks(form.format("Lös matta") + form.format("Mörk gång"), "notes.txt"))
