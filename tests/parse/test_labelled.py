"""Labels of their own ("R1", "1.1", "Risk nr 4") that number typed risks."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes

ROWS = (("Arkivet blir fuktigt", 2, 5, "Flytta"), ("Larmet tystnar", 2, 4, "Provkör"), ("Hal trappa", 3, 1, "Salta"))
LABELS = ("R{}", "R-{}", "3.{}", "1.1.{}", "A{}", "#{}", "Risk {}", "ID 2024-{}", "Fara {}", "[R{}]", "2{}")
COUNTS = {"2{}": "abc"}


def risks(text: str) -> tuple[Risk, ...]:
    return parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks


def labels_of(label: str) -> list[str]:
    return [label.format(count) for count in COUNTS.get(label, "123")]


def told(text: str, labels: list[str]) -> list[tuple[str, object, object, str | None, bool]]:
    """Each row without its own label."""
    return [
        (risk.description.removeprefix(own).lstrip(" .:\n"), risk.likelihood, risk.consequence, risk.treatment, False)
        for risk, own in zip(risks(text), labels, strict=True)
        if not risk.needs_review
    ]


WANTED = [(*row, False) for row in ROWS]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("form", ["{} Risk: {}\nS: {} K: {}\nÅtgärd: {}", "{} {}, S {} K {}. Åtgärd: {}"])
def test_a_label_opens_a_risk_and_ends_the_treatment_above_it(label: str, between: str, form: str) -> None:
    labels = labels_of(label)
    body = between.join(form.format(own, *row) for own, row in zip(labels, ROWS, strict=True))
    assert told(f"1. Riskanalys: Flytt\n\n{body}\n", labels) == WANTED


@pytest.mark.parametrize("label", [*LABELS, "{}."])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("scores", ["Sannolikhet: {}\nKonsekvens: {}", "S={}, K={}"])
def test_a_label_on_a_line_of_its_own_opens_a_risk(label: str, between: str, scores: str) -> None:
    labels = labels_of(label)
    form = "{}\nRisk: {}\n" + scores + "\nÅtgärd: {}"
    body = between.join(form.format(own, *row) for own, row in zip(labels, ROWS, strict=True))
    found = risks(f"Riskanalys av flytten\n\n{body}\n")
    assert [(r.likelihood, r.consequence, r.treatment) for r in found] == [row[1:] for row in ROWS]
    assert [row[0] in r.description for row, r in zip(ROWS, found, strict=True)] == [True] * 3


def test_a_line_over_labelled_risks_heads_a_group() -> None:
    text = (
        "Riskanalys: Flytt\n\nPersonal\nR1 Stress, S 2 K 3. Åtgärd: Vikarier\nR2 Hot, S 1 K 3. Åtgärd: Larm\n\n"
        "Lokaler\nR3 Damm, S 4 K 2. Åtgärd: Dammsugare\n"
    )
    assert [(r.description, r.treatment) for r in risks(text)] == [
        ("R1 Stress", "Vikarier"),
        ("R2 Hot", "Larm"),
        ("R3 Damm", "Dammsugare"),
    ]


def test_labels_of_treatments_open_no_risks() -> None:
    text = "Riskanalys: Flytt\n\nBrand\nS 3, K 4\nÅ1 Släckare\nFall\nS 2, K 2\nÅ2 Räcke\nStöld\nS 2, K 1\nÅ3 Lås\n"
    assert [(r.description, r.likelihood) for r in risks(text)] == [("Brand", 3), ("Fall", 2), ("Stöld", 2)]


def test_a_label_before_the_cause_names_no_risk() -> None:
    text = "Riskanalys: Flytt\n\nBrand i köket\n1.1 Orsak: glöd\nS 3, K 4\n\nFall i trappan\n1.2 Orsak: is\nS 2, K 2\n"
    assert all(risk.needs_review for risk in risks(text))


def test_an_unscored_label_among_scored_ones_is_a_row() -> None:
    text = "Riskanalys: Flytt\n\nR1 Brand\nS 3, K 4\nÅtgärd: Filt\nR2 Fall\nÅtgärd: Räcke\nR3 Stöld\nS 2, K 2\n"
    assert [(r.description, r.likelihood, r.treatment) for r in risks(text)] == [
        ("R1 Brand", 3, "Filt"),
        ("R2 Fall", None, "Räcke"),
        ("R3 Stöld", 2, None),
    ]


def test_the_first_risk_has_all_lines_of_its_sentence() -> None:
    text = "Riskanalys: Flytt\n\nBrand eftersom\ndet glöder\nSannolikhet 3\nKonsekvens: 4\n\nFall på\nisen\nS 2, K 2\n"
    assert [r.description for r in risks(text)] == ["Brand eftersom det glöder", "Fall på isen"]


@pytest.mark.parametrize("label", [*LABELS, "{}."])
@pytest.mark.parametrize("score", ["{} {} {}", "{}x{}={}"])
@pytest.mark.parametrize("heading", ["Riskanalys av flytten", "1. Analys: Flytt"])
def test_products_on_lines_that_labels_open_are_asked_about(label: str, score: str, heading: str) -> None:
    rows = zip(labels_of(label), ROWS, strict=True)
    lines = [f"{own} {d} {score.format(s, k, s * k)} {t}\n" for own, (d, s, k, t) in rows]
    found = risks(f"{heading}\n\n{''.join(lines)}")
    assert [(r.score, r.treatment, r.needs_review) for r in found] == [
        (10, "Flytta", True),
        (8, "Provkör", True),
        (3, "Salta", True),
    ]
    assert [row[0] in r.description for row, r in zip(ROWS, found, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    "lines",
    [
        "A1 Stolar 4 5 20 Ek\nA2 Bord 2 5 10 Furu\nA3 Hyllor 1 5 5 Bok\n",
        "Risker\nR1 Brand 4 5 21 Larm\nR2 Fall 2 5 10 Räcke\n",
        "Risker\nR1 Brand 4 5 20 Larm\nR2 Fall\n",
        "Risker\nR1 Brand 4 5 20 4 5 20 Larm\nR2 Fall 2 5 10 2 5 10 Räcke\n",
    ],
)
def test_other_numbers_on_such_lines_are_no_scores(lines: str) -> None:
    assert risks(f"Möte om köket\n\n{lines}") == ()


def test_the_column_headings_of_a_flattened_table_say_more_than_its_labels() -> None:
    text = "Riskanalys\n\nNr Risk S K SxK Åtgärd\nR1 Brand i köket 3 4 12 Larm\nR2 Fall i trappan 2 5 10 Räcke\n"
    assert [(r.likelihood, r.consequence, r.needs_review) for r in risks(text)] == [(3, 4, False), (2, 5, False)]
