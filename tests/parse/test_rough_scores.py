"""Scores as people write them in a hurry: without blanks, about, with another one beside."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes


def risks(text: str, name: str = "notes.md", language: str = "sv") -> tuple[Risk, ...]:
    return parse_bytes(text.encode(), name, Options(language=language)).risks


@pytest.mark.parametrize(
    ("compact", "score"), [("S3K4R12", 12), ("(S3K4)", 12), ("S3xK4=12", 12), ("S3/K4", 12), ("(S3 K4=11)", 11)]
)
def test_letters_and_numbers_without_blanks(compact: str, score: int) -> None:
    text = f"# Riskanalys\n\n- Lös matta {compact}\n- Mörk gång S2K2R4\n"
    first, second = risks(text)
    assert (first.description, first.likelihood, first.consequence, first.score) == ("Lös matta", 3, 4, score)
    assert (second.description, second.score) == ("Mörk gång", 4)
    table = f"| Risk | Bedömning |\n|---|---|\n| Lös matta | {compact} |\n| Mörk gång | S2K2R4 |\n"
    assert [(r.likelihood, r.consequence, r.score) for r in risks(table)] == [(3, 4, score), (2, 2, 4)]


def test_codes_of_rooms_are_no_scores() -> None:
    assert risks("# Rum\n\nVi bokar B3C4 och A2H1.\n") == ()


@pytest.mark.parametrize(("about", "language"), [("ca 2", "sv"), ("~2", "sv"), ("2?", "sv"), ("kanske 2", "sv")])
def test_a_number_that_is_not_sure_is_read_and_asked_about(about: str, language: str) -> None:
    form = f"Risk: Lös matta\nSannolikhet: {about}\nKonsekvens: 4\nÅtgärd: Lim\n"
    line = f"- Lös matta S: {about}, K: 4. Åtgärd: Lim\n- Mörk gång S: 2, K: 3\n"
    table = f"| Risk | S | K | Åtgärd |\n|---|---|---|---|\n| Lös matta | {about} | 4 | Lim |\n"
    for text in (form, line, table):
        risk = risks(text, language=language)[0]
        assert (risk.likelihood, risk.consequence, risk.score, risk.treatment) == (2, 4, 8, "Lim")
        assert risk.printed.likelihood == about
        assert risk.needs_review


@pytest.mark.parametrize(
    "rating",
    [
        "Sannolikhet: 3, men fyra om våren. Konsekvens: 2.",
        "Sannolikhet: 3. Konsekvens: 2, men 4 om våren.",
        "Sannolikhet: 3. Konsekvens: 2 (tre om våren).",
        "Sannolikhet: hög. Konsekvens: medel, men låg om våren.",
        "Sannolikhet: hög / 🟡 medel\nKonsekvens: låg",
    ],
)
def test_another_step_beside_a_rating_is_a_question(rating: str) -> None:
    assert all(risk.needs_review for risk in risks(f"## Lös matta\n\n{rating}\n"))
    assert risks(f"## Lös matta\n\n{rating}\n")


def test_an_article_beside_a_rating_is_no_step() -> None:
    risk = risks("## Lös matta\n\nSannolikhet: hög, i ett rum. Konsekvens: medel.\n")[0]
    assert not risk.needs_review


def test_bare_products_on_the_lines_below_are_a_question() -> None:
    text = "Riskmöte\n\nlös matta - hög sannolikhet, stor konsekvens\nmörk gång 2x4 fler lampor\nbrand 3x3 larm\n"
    assert all(risk.needs_review for risk in risks(text, "notes.txt"))
    field = "Riskmöte\n\nlös matta - hög sannolikhet, stor konsekvens\nÅtgärd: lim 2x4 cm\n"
    assert not any(risk.needs_review for risk in risks(field, "notes.txt"))


@pytest.mark.parametrize(
    "pattern", [", konsekvens: {k} – {name}", "; konsekvens: {k} ({name})", ", konsekvens: {k}, {name}"]
)
def test_bullets_that_open_with_their_score_keep_their_words(pattern: str) -> None:
    lines = (("hög", "låg", "hela mattan glider"), ("låg", "hög", "lampan slocknar"))
    text = "".join(f"- Sannolikhet: {s}{pattern.format(k=k, name=name)}\n" for s, k, name in lines)
    first, second = risks(f"# Riskanalys\n\n{text}")
    assert "mattan glider" in first.description
    assert "lampan slocknar" in second.description
    assert [risk.needs_review for risk in (first, second)] == [False, False]


def test_a_level_alone_describes_nothing() -> None:
    found = risks("Riskanalys\n\n- S: 3 K: 4 = 12. hög\n- S: 2 K: 3 = 6. låg\n", "notes.txt")
    assert all(risk.needs_review for risk in found)


def test_a_word_for_an_analysis_before_a_score_heads_nothing() -> None:
    text = "Riskanalys\n\nRisk: Lös matta\nBedömning: S 3, K 4\nÅtgärd: Lim\n\n"
    text += "Risk: Mörk gång\nBedömning: S 2, K 4\nÅtgärd: Lampor\n\nBedömning: 1–4 acceptabel, 5–9 åtgärdas\n"
    found = risks(text, "notes.txt")
    assert [(r.description, r.score, r.treatment) for r in found] == [
        ("Lös matta", 12, "Lim"),
        ("Mörk gång", 8, "Lampor"),
    ]


def test_who_and_when_on_one_line() -> None:
    text = "- Lös matta S 2 K 4 = 8. Åtgärd: lim. Ansvarig: Eva, klart 1 juni\n- Mörk gång S 2 K 3 = 6. Ansvarig: Bo\n"
    assert [(r.owner, r.due) for r in risks(text)] == [("Eva", "1 juni"), ("Bo", None)]


@pytest.mark.parametrize(
    ("behind", "wanted"),
    [
        ("Eva, klart v. 12", ("Eva", "v. 12")),
        ("Eva, senast 2026-05-01.", ("Eva", "2026-05-01.")),
        ("Eva. Senast 2021 rann det in.", ("Eva. Senast 2021 rann det in.", None)),
        ("Eva, när 2 vakter är sjuka Bo", ("Eva, när 2 vakter är sjuka Bo", None)),
    ],
)
def test_a_date_ends_its_clause(behind: str, wanted: tuple[str, str | None]) -> None:
    text = f"Riskanalys\n\nRisk: Lös matta\nS 2, K 4\nAnsvarig: {behind}\n\nRisk: Mörk gång\nS 2, K 3\nAnsvarig: Bo\n"
    assert next((risk.owner, risk.due) for risk in risks(text, "notes.txt")) == wanted


def test_new_factors_are_what_is_left_and_the_highest_is_no_risk() -> None:
    text = "Risk;S;K;R;Ny S;Ny K\nLös matta;2;4;8;1;4\nMörk gång;3;3;9;1;3\nMax;3;4;12;;\n"
    found = risks(text, "notes.csv")
    assert [(r.description, r.residual and r.residual.likelihood) for r in found] == [
        ("Lös matta", 1),
        ("Mörk gång", 1),
    ]


def test_letters_before_numbers_are_no_english_articles() -> None:
    text = "Risiken (Stand 1.4.)\n- Matte lose (E=3, A=4, R=12) -> kleben, bis Mai\n- Brand: E 1 x A 5 = 5\n"
    assert parse_bytes(text.encode(), "notes.txt", Options()).language == "de"


@pytest.mark.parametrize(("cell", "score"), [("Lös matta S3K4R12", 12), ("Lös matta (S: 3, K: 4)", 12)])
def test_a_score_in_a_cell_of_a_table_without_columns_for_it(cell: str, score: int) -> None:
    table = f"| Nr | Risk | Åtgärd |\n|---|---|---|\n| 1 | {cell} | Lim |\n| 2 | Mörk gång (S2K2) | Lampor |\n"
    found = risks(f"# Riskanalys\n\n{table}")
    assert [(r.description, r.score, r.treatment) for r in found] == [
        ("Lös matta", score, "Lim"),
        ("Mörk gång", 4, "Lampor"),
    ]


def test_a_dash_before_a_number_that_is_the_product_is_a_question() -> None:
    first, second = risks("- Lös matta S: 2, K: 4 – 8\n- Mörk gång S: 2, K: 3 - 5\n")
    assert (first.score, first.needs_review) == (8, True)
    assert second.consequence_range == (3, 5)


def test_what_follows_a_score_below_a_heading_of_its_own_is_done() -> None:
    text = "# Riskanalys\n\n## Lös matta\n\nSannolikhet: 3, konsekvens: 4, limma fast den.\n\n"
    text += "## Mörk gång\n\nSannolikhet: hög. Konsekvens: medel, sätt upp fler lampor.\n"
    first, second = risks(text)
    assert (first.description, first.treatment) == ("Lös matta", "limma fast den.")
    assert (second.description, second.needs_review) == ("Mörk gång", True)


def test_a_table_of_who_was_there_makes_no_score_a_question() -> None:
    text = "# Riskanalys\n\n| Deltagare | Roll |\n|---|---|\n| Anna | Chef |\n\nLös matta S=3, K=4, 12, limma den.\n"
    assert [(r.description, r.needs_review) for r in risks(text)] == [("Lös matta", False)]


@pytest.mark.parametrize("sign", ["", ":"])
def test_a_marked_step_of_all_is_read_and_asked_about(sign: str) -> None:
    text = f"Risk: Lös matta\nSannolikhet{sign} 1 2 [3] 4 5\nKonsekvens{sign} 1 2 3 [4] 5\nÅtgärd: Lim\n\n"
    other = f"Risk: Mörk gång\nSannolikhet{sign} 1 2 3 [4] 5\nKonsekvens{sign} 1 [2] 3 4 5\nÅtgärd: Lampor\n"
    found = risks(text + other, "notes.txt")
    assert [(r.likelihood, r.consequence, r.needs_review) for r in found] == [(3, 4, True), (4, 2, True)]
    assert [(r.likelihood, r.score) for r in risks(text.replace("[", "").replace("]", ""), "notes.txt")] == [
        (None, None)
    ]


def test_a_scale_in_brackets_rates_nothing() -> None:
    found = risks("Risklista (skala S 1-4, K 1-4)\nLös matta S 3 K 4\nMörk gång S 2 K 3\n", "notes.txt")
    assert [(r.description, r.score) for r in found] == [("Lös matta", 12), ("Mörk gång", 6)]


def test_a_number_before_the_factors_is_no_factor() -> None:
    text = "Risk 1 – Lös matta\nS 4, K 4, RV 16. Lim.\n\nRisk 2. Mörk gång\nS 2, K 5, RV 10. Lampor.\n"
    found = risks(text, "notes.txt")
    assert [(r.description, r.score, r.treatment) for r in found] == [
        ("Lös matta", 16, "Lim."),
        ("Mörk gång", 10, "Lampor."),
    ]


def test_small_letters_count_items() -> None:
    text = "Vi vägde risker:\na. Lös matta. Sannolikhet: 3. Konsekvens: 5. Åtgärd: lim\n"
    text += "b. Mörk gång. Sannolikhet: 2. Konsekvens: 5. Åtgärd: lampor\n"
    assert [r.description for r in risks(text, "notes.txt")] == ["Lös matta.", "Mörk gång."]
