"""Scores that rate again what is rated above them."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes


def risks(text: str, name: str = "notes.txt", language: str = "sv") -> tuple[Risk, ...]:
    return parse_bytes(text.encode(), name, Options(language=language)).risks


def rated(risk: Risk) -> tuple[object, ...]:
    left = risk.residual
    return (risk.description, risk.score, left and left.score, risk.treatment)


FORM = "Risk {n}: {name}\nSannolikhet: {s}\nKonsekvens: {k}\nRiskvärde: {r}\nÅtgärd: {do}\n"
FORM += "{again}: S {s2}, K {k} = {r2}\n\n"


def form(again: str) -> str:
    first = FORM.format(n=1, name="Lös matta", s=3, k=4, r=12, do="Lim", again=again, s2=1, r2=4)
    return first + FORM.format(n=2, name="Mörk gång", s=2, k=3, r=6, do="Lampor", again=again, s2=1, r2=3)


@pytest.mark.parametrize(("again", "is_sure"), [("Uppföljning", True), ("Ny bedömning", True), ("Klart", False)])
def test_a_field_with_a_score_rates_the_risk_above_again(again: str, is_sure: bool) -> None:
    found = risks(form(again))
    assert [rated(risk) for risk in found] == [("Lös matta", 12, 4, "Lim"), ("Mörk gång", 6, 3, "Lampor")]
    assert [risk.needs_review for risk in found] == [not is_sure] * 2


def test_an_unknown_label_before_a_score_is_a_risk_that_is_asked_about() -> None:
    first, second = risks("Risk: Lös matta\nS 3, K 4\nÅtgärd: Lim\nHallen: S 2, K 5. Åtgärd: Lampor\n")
    assert [rated(first), rated(second)] == [("Lös matta", 12, None, "Lim"), ("Hallen", 10, None, "Lampor")]
    assert [first.needs_review, second.needs_review] == [False, True]


@pytest.mark.parametrize(("again", "is_asked"), [("S 1, K 4 = 4", True), ("3 maj", False)])
def test_a_score_in_the_column_for_a_date_is_asked_about(again: str, is_asked: bool) -> None:
    form = f"Risk: {{}}\nSannolikhet: 3\nKonsekvens: 4\nUppföljning: {again}\nÅtgärd: {{}}\n\n"
    found = risks("Riskanalys\n\n" + form.format("Lös matta", "Lim") + form.format("Mörk gång", "Lampor"))
    assert [risk.needs_review for risk in found] == [is_asked] * 2


def test_a_bullet_may_be_rated_again() -> None:
    text = "- Lös matta S: 3 K: 4 = 12. Åtgärd: Lim. Uppföljning: S: 1 K: 4 = 4\n- Mörk gång S: 2 K: 3 = 6\n"
    assert [(r.description, r.score, r.residual and r.residual.score) for r in risks(text)] == [
        ("Lös matta", 12, 4),
        ("Mörk gång", 6, None),
    ]


@pytest.mark.parametrize("title", ["Risker:", "Risk: It-säkerhet", "Intrång: S 4 K 4"])
def test_names_before_scores_are_risks_of_their_own(title: str) -> None:
    found = risks(f"{title}\nStöld: S 3 K 4\nVirus: S 2 K 3\n")
    assert [risk.score for risk in found][-2:] == [12, 6]


def test_a_third_score_of_a_risk_is_a_question() -> None:
    text = "Risk: Lös matta\nS: 3 K: 4 = 12\nEfter lim: S: 2 K: 4 = 8\nEfter byte: S: 1 K: 4 = 4\n\n"
    first, second = risks(text + "Risk: Mörk gång\nS: 2 K: 3 = 6\n")
    assert first.needs_review
    assert (second.description, second.needs_review) == ("Mörk gång", False)


@pytest.mark.parametrize("title", ["Restrisk", "Restrisk:", "Efter åtgärder"])
@pytest.mark.parametrize("line", ["- {name} S: {s} K: 3 = {r}\n", "- S: {s} K: 3 = {r}, {name}\n"])
def test_a_list_of_what_is_left_is_asked_about(title: str, line: str) -> None:
    def lines(likelihood: int) -> str:
        return "".join(line.format(name=n, s=likelihood, r=3 * likelihood) for n in ("lös matta", "mörk gång"))

    found = risks(f"Riskanalys\n\n{lines(4)}\n{title}\n{lines(1)}")
    assert [risk.description for risk in found] == ["lös matta", "mörk gång"] * 2
    assert [risk.needs_review for risk in found] == [False, False, True, True]


def test_a_list_below_a_title_for_after_without_one_before_is_what_it_is_about() -> None:
    found = risks("Kvarstående risker\n\n- lös matta S: 4 K: 3 = 12\n- mörk gång S: 2 K: 3 = 6\n")
    assert [risk.needs_review for risk in found] == [False, False]


def test_scores_above_the_label_of_their_risk_are_its_own() -> None:
    text = "".join(
        f"Före: S 4 K {k} = {4 * k}\nEfter: S 2 K {k} = {2 * k}\nRisk: {name}\nÅtgärd: {do}\n\n"
        for k, name, do in ((4, "Lös matta", "Lim"), (3, "Mörk gång", "Lampor"))
    )
    assert [rated(risk) for risk in risks(text)] == [("Lös matta", 16, 8, "Lim"), ("Mörk gång", 12, 6, "Lampor")]


@pytest.mark.parametrize("first", ["Mattan är lös S 3, K 4", "S 3, K 4: mattan är lös. Åtgärd: lim."])
def test_a_label_below_a_risk_that_is_told_is_the_next_ones(first: str) -> None:
    _, second, third = risks(f"Protokoll\n\n{first}\nRisk: Mörk gång\n\nS 2, K 5\nRisk: Hal ramp\n\nS 2, K 1\n")
    assert [(second.description, second.score), (third.description, third.score)] == [
        ("Mörk gång", 10),
        ("Hal ramp", 2),
    ]


def test_a_treatment_behind_what_is_left_is_kept() -> None:
    found = risks("Risker\n\n- Lös matta. S 3, K 4. Efter åtgärd: S 1, K 4. Lim.\n- Mörk gång. S 2, K 5. Lampor.\n")
    assert [rated(risk) for risk in found] == [("Lös matta.", 12, 4, "Lim."), ("Mörk gång.", 10, None, "Lampor.")]
    assert not any(risk.needs_review for risk in found)


def test_words_behind_a_score_below_a_heading_are_asked_about() -> None:
    text = "# Skolan\n\n## Hallen\n\nSannolikhet: 2, konsekvens: 4 Mattan glider på golvet\n"
    (risk,) = risks(text, "notes.md")
    assert (risk.score, risk.needs_review) == (8, True)


@pytest.mark.parametrize("line", ["Max antal: 12", "Total kostnad: 5000"])
def test_a_number_of_something_is_no_sum(line: str) -> None:
    form = "Risk: {}\nS 3, K 4\nÅtgärd: Lim\n{}\nAnsvarig: Eva\n\n"
    found = risks(form.format("Lös matta", line) + form.format("Mörk gång", line))
    assert [risk.owner for risk in found] == ["Eva", "Eva"]


@pytest.mark.parametrize("form", ["{}\nRisk: S 3, K 4\nÅtgärd: {}\n\n", "- {}\n  Risk: S 3, K 4\n  Åtgärd: {}\n"])
def test_the_word_for_a_risk_right_before_a_score_opens_none(form: str) -> None:
    found = risks("Riskanalys: Skolan\n\n" + form.format("Lös matta", "Lim") + form.format("Mörk gång", "Lampor"))
    assert [rated(risk) for risk in found] == [("Lös matta", 12, None, "Lim"), ("Mörk gång", 12, None, "Lampor")]


def test_risks_without_a_name_are_asked_about() -> None:
    form = "Risk: S 3, K 4\n{}\nÅtgärd: {}\n\n"
    found = risks("Riskanalys: Skolan\n\n" + form.format("Lös matta", "Lim") + form.format("Mörk gång", "Lampor"))
    assert [risk.needs_review for risk in found] == [True, True]


def test_a_product_behind_the_second_factor_of_a_form_is_read() -> None:
    text = "".join(
        f"Risk: {name}\nSannolikhet: {s}, konsekvens: 3 = {3 * s}\nKommentar: ny\n\n"
        for name, s in (("Lös matta", 4), ("Mörk gång", 2))
    )
    assert [(r.likelihood, r.consequence, r.score) for r in risks(text)] == [(4, 3, 12), (2, 3, 6)]


def test_a_sum_below_the_last_risk_is_no_treatment() -> None:
    text = "Risker\nLös matta: S=2 K=5 = 10. Lim.\nMörk gång: S=2 K=4 = 8. Lampor.\nSumma: 18\n"
    assert [r.treatment for r in risks(text)] == ["Lim.", "Lampor."]


def test_the_list_around_a_list_of_risks_goes_on() -> None:
    text = "Dagordning\n1. Val\n2. Risker\n   a) Lös matta: S 3, K 3\n   b) Mörk gång: S 2, K 4\n3. Ekonomi\n"
    assert [(r.description, r.treatment) for r in risks(text)] == [("Lös matta", None), ("Mörk gång", None)]


def test_an_area_behind_a_risk_is_not_what_it_is_about() -> None:
    text = "Riskområde: Hus\nRisk: Lös matta S3 K4\nRisk: Mörk gång S4 K3\nRiskområde: Folk\nRisk: Frånvaro S5 K3\n"
    assert [r.description for r in risks(text)] == ["Lös matta", "Mörk gång", "Frånvaro"]


@pytest.mark.parametrize("before", ["-> lim ", "– lim på golvet ", "Lim. ", "Åtgärd: lim "])
def test_a_label_for_what_is_left_may_stand_within_a_line(before: str) -> None:
    text = "".join(f"- {name}, S 3, K 4 {before}Efter åtgärd: S 1, K 2\n" for name in ("Lös matta", "Mörk gång"))
    found = risks("Riskanalys: Skolan\n\n" + text)
    assert [(r.description, r.score, r.residual and r.residual.score) for r in found] == [
        ("Lös matta", 12, 2),
        ("Mörk gång", 12, 2),
    ]
    assert all("lim" in (risk.treatment or "").lower() for risk in found)


@pytest.mark.parametrize("form", ["R{}: S 3, K 4\n  {}\n", "# Riskbedömning\n\nS 3, K {}\n\nVi limmar {}.\n\n"])
def test_an_id_and_the_word_for_an_analysis_name_no_risk(form: str) -> None:
    text = form.format(1, "lös matta") + form.format(2, "mörk gång")
    assert all(risk.needs_review for risk in risks(text))


@pytest.mark.parametrize("opening", ["R{n}: ", "", "• ", "* ", "{n}. ", "Risk {n}: "])
def test_a_follow_up_below_a_score_is_no_risk(opening: str) -> None:
    form = opening + "{name}, L: 3, I: 4\n  Action: {do}\n  Follow-up: L: 1, I: 2\n"
    text = "".join(form.format(n=n, name=name, do="glue") for n, name in ((1, "Loose mat"), (2, "Dark hall")))
    found = risks("Risk assessment of the school\n\n" + text, language="en")
    assert [(r.likelihood, r.residual and r.residual.likelihood, r.treatment) for r in found] == [(3, 1, "glue")] * 2


def test_the_words_before_a_label_are_the_risks() -> None:
    for label in ("Likelihood: 3 Impact: 4", "likelihood 3, impact 4"):
        text = "".join(f"- {name} {label}\n" for name in ("Fire in the kitchen", "Theft of bikes"))
        found = risks("Risk assessment of the school\n\n" + text, language="en")
        assert [risk.description for risk in found] == ["Fire in the kitchen", "Theft of bikes"]


def test_no_words_are_lost_before_a_label_within_a_line() -> None:
    text = "".join(f"* S: 3, K: 4 – {name} Åtgärd: lim\n" for name in ("Lös matta", "Mörk gång"))
    found = risks("Riskanalys: Skolan\n\n" + text)
    assert [(r.description, r.treatment) for r in found] == [("Lös matta", "lim"), ("Mörk gång", "lim")]
    (done, _) = risks("Riskanalys: Skolan\n\n- Matta (S3 K4). Föreslagna Åtgärder: lim\n- Gång (S2 K4). Lampor\n")
    assert (done.description, done.treatment) == ("Matta", "lim")


def test_a_follow_up_among_risks_that_labels_name_may_be_one_of_them() -> None:
    found = risks("Riskanalys av skolan\n\nBemanning: S 3, K 4\nUppföljning: S 2, K 3\nLokaler: S 1, K 2\n")
    assert [(risk.likelihood, risk.residual, risk.needs_review) for risk in found] == [
        (3, None, False),
        (2, None, True),
        (1, None, False),
    ]


def test_a_follow_up_below_each_risk_that_a_label_names_is_none_of_them() -> None:
    form = "{}: S 3, K 4\nUppföljning: S 1, K 2\n"
    found = risks("Riskanalys av skolan\n\n" + "".join(map(form.format, ("Brand", "Stöld"))))
    assert [(risk.description, risk.residual and risk.residual.likelihood) for risk in found] == [
        ("Brand", 1),
        ("Stöld", 1),
    ]


def test_words_on_a_line_of_their_own_that_run_into_a_label_for_what_is_left_are_asked() -> None:
    found = risks("Riskanalys\n\nBrand S 3 K 4 larm\nStöld kan ske Efter åtgärd: S 2 K 2\nHalka S 2 K 3 sand\n")
    assert [risk.needs_review for risk in found] == [True, False]
