"""How a score is made, and what its rows then mean."""

import pytest

from risktool.model import Register
from risktool.notation import Notation
from risktool.parse import parse
from risktool.pipeline import Options, parse_bytes
from risktool.profiles import load_profile
from risktool.recover import recover
from risktool.source import Document
from tests.parse.build import pipe, table_document


def register(text: str, language: str = "sv") -> Register:
    document: Document = table_document([pipe(text)])
    profile = load_profile(language)
    return recover(parse(document, Notation(), profile), document, Notation(), profile, 0.9)


def test_a_form_that_adds_is_not_wrong_in_every_row() -> None:
    rows = "\n".join(
        f"Risk nummer {i} i listan | {s} | {k} | {s + k}"
        for i, (s, k) in enumerate([(1, 2), (3, 5), (4, 4), (2, 5), (5, 1)])
    )
    risks = register(f"Risk | S | K | Riskvärde\n{rows}").risks
    assert [r.status for r in risks] == ["read"] * 5
    assert [r.score for r in risks] == [3, 8, 8, 7, 6]


def test_an_fmea_has_three_factors() -> None:
    rows = "\n".join(
        f"Pump stops {i} | {s} | {o} | {d} | {s * o * d} | Check it"
        for i, (s, o, d) in enumerate([(7, 2, 3), (5, 4, 2)])
    )
    result = register(f"Failure mode | S | O | D | RPN | Recommended action\n{rows}", "en")
    assert [(r.likelihood, r.consequence, r.score, r.status) for r in result.risks] == [
        (2, 7, 42, "read"),
        (4, 5, 40, "read"),
    ]
    assert result.risks[0].other == {"D": "3"}
    assert result.criteria is not None
    assert "detection" in result.criteria.formula


def test_one_slip_among_products_is_inconsistent() -> None:
    risks = register("Risk | S | K | SxK\nHal trappa | 3 | 2 | 5\nBuller | 2 | 2 | 4\nStöld | 4 | 4 | 16").risks
    assert [r.status for r in risks] == ["inconsistent", "read", "read"]


def test_words_have_ranks_and_a_looked_up_level() -> None:
    (risk, _) = register(
        "Risk | Sannolikhet | Konsekvens | Riskvärde\nHal trappa | hög | medel | medel\nBuller | låg | låg | låg"
    ).risks
    assert (risk.likelihood, risk.likelihood_label, risk.consequence, risk.consequence_label) == (3, "hög", 2, "medel")
    assert (risk.score, risk.level_label, risk.level, risk.status) == (None, "medel", "medium", "read")


def test_numbers_with_words_multiply() -> None:
    (risk,) = register(
        "Risk | Sannsynlighet | Konsekvens | Risiko\nGlatt trapp | 3 (middels) | Høy (5) | 15 — Høy", "nb"
    ).risks
    assert (risk.likelihood, risk.consequence, risk.score, risk.level_label, risk.status) == (3, 5, 15, "Høy", "read")


def test_numbers_with_words_multiply_where_no_column_prints_the_product() -> None:
    text = "Risk | Sannolikhet | Konsekvens\nHal trappa | 3 - Möjlig | Allvarlig (4)\nBuller | 2 - Låg | Lindrig"
    assert [risk.score for risk in register(text).risks] == [12, None]


def test_numbers_with_words_can_be_wrong_too() -> None:
    (risk,) = register(
        "Risk | Likelihood | Impact | Risk score\nIcy stairs | 3 (Possible) | 5 (Severe) | 12", "en"
    ).risks
    assert risk.status == "inconsistent"
    assert risk.needs_review


def test_a_heading_that_states_the_product_holds_against_all_rows() -> None:
    text = "Risk\tS\tK\tS x K\n" + "".join(f"Buller {n}\t3{n}\t4\t12\n" for n in range(1, 7))
    risks = parse_bytes(text.encode(), "a.txt", Options(language="sv")).risks
    assert {(risk.status, risk.needs_review) for risk in risks} == {("inconsistent", True)}


def test_what_is_left_is_kept_as_printed_where_no_number_says_it() -> None:
    (first, second) = register(
        "Risk | S | K | Åtgärd | S efter | K efter\nHal trappa | 3 | 2 | Salta | 1-2 | 2\nBuller | 2 | 2 | Mur | 1 | 2"
    ).risks
    assert first.residual is not None
    assert second.residual is not None
    assert first.residual.label == "1-2 2"
    assert (second.residual.likelihood, second.residual.consequence, second.residual.label) == (1, 2, None)


def test_a_form_with_three_factors_does_not_widen_the_scale_of_the_others() -> None:
    plain = "Risk;S;K;SxK\nBrand i köket;4;5;20\nHal trappa;3;4;12\nStöld;2;2;4\n"
    three = "Felsätt;S;O;D;RPN\nPumpen stannar;9;2;3;54\nVentilen läcker;8;4;2;64\nGivaren fastnar;10;3;3;90\n"
    alone, beside = (parse_bytes(text.encode(), "a.csv", Options()) for text in (plain, f"{plain}\n\n{three}"))
    assert [risk.level for risk in beside.risks[:3]] == [risk.level for risk in alone.risks]
    assert len(beside.risks) == 6


def test_a_product_that_nobody_printed_is_worked_out() -> None:
    text = "- Brand S: 4, K: 5. Åtgärd: Larm\n- Is S: 2,5, K: 4. Åtgärd: Sand\n- Fukt S: 3-4, K: 4. Åtgärd: Ut\n"
    risks = parse_bytes(text.encode(), "a.md", Options(language="sv")).risks
    assert [(risk.status, risk.score, risk.score_range) for risk in risks] == [
        ("recovered", 20, None),
        ("recovered", 10, None),
        ("recovered", None, (12, 16)),
    ]


def test_sections_of_one_number_have_ids_of_their_own() -> None:
    text = "".join(f"# 1. Riskanalys: Flytt {at}\n\n- Brand S: 4, K: 5\n- Is S: 2, K: 2\n\n" for at in range(60))
    ids = [risk.id for risk in parse_bytes(text.encode(), "a.md", Options(language="sv")).risks]
    assert len(set(ids)) == len(ids) == 120


@pytest.mark.parametrize(
    ("legend", "level"), [("", "high"), ("Nivåer: 1-4 låg, 5-9 medel, 10-14 hög, 15-25 kritisk\n\n", None)]
)
def test_a_fraction_between_two_bands_is_of_the_lower_one_unless_the_document_states_them(
    legend: str, level: str | None
) -> None:
    text = f"{legend}| Risk | S | K | SxK |\n|---|---|---|---|\n| Brand | 4,9 | 3 | 14,7 |\n| Is | 4 | 5 | 20 |\n"
    first, second = parse_bytes(text.encode(), "a.md", Options(language="sv")).risks
    assert (first.level, second.level) == (level, "critical")


def test_a_dash_where_nothing_is_left_is_no_label() -> None:
    text = "Risk | S | K | SxK | S efter | K efter\nBrand | 4 | 4 | 16 | 1 | 2\nStöld | 2 | 3 | 6 | - | –"
    first, second = register(text).risks
    assert first.residual is not None
    assert second.residual is None or second.residual.label is None
