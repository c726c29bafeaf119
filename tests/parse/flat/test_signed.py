"""Scores that show by signs, names or levels what they are; what looks like them is none."""

import pytest

import risktool
from risktool.model import Risk
from risktool.parse.flat.scores.form import forms_of

ROWS = (
    ("Ingen hittar reservnyckeln på natten", (3, 4), "Nyckelskåp vid entrén"),
    ("Kylrummet larmar inte när dörren står öppen", (2, 5), "Byt givare före sommaren"),
    ("Vikarier når inte schemat", (4, 3), "Läsplatta i personalrummet"),
    ("Lastbilar backar över gårdsplanen", (2, 4), "Stängsel mot lekytan"),
)
BOTH = "Risk Sannolikhet Konsekvens Åtgärd"
ALL = "Risk Sannolikhet Konsekvens Riskvärde Åtgärd"
STEPS = ("mycket låg", "låg", "medel", "hög", "mycket hög")


def text_of(scores: list[str], columns: str, *, is_block: bool = False) -> str:
    """A flattened table, by row or first all descriptions."""
    head = f"4. Riskanalys: Nytt kök\n{columns} "
    if is_block:
        rest = (f"{score} {treatment}" for score, (_, _, treatment) in zip(scores, ROWS, strict=True))
        return head + " ".join((*(risk for risk, _, _ in ROWS), *rest))
    rows = zip(scores, ROWS, strict=True)
    return head + " ".join(f"{risk} {score} {treatment}" for score, (risk, _, treatment) in rows)


def risks_of(text: str) -> list[Risk]:
    register = risktool.parse(text.encode(), name="notes.txt")
    assert register.coverage.unassigned == 0
    return [risk for section in register.sections for risk in section.risks]


def cells(risk: Risk) -> tuple[str, object, object, str]:
    return risk.description, risk.likelihood, risk.consequence, risk.treatment or ""


TRUTH = [(risk, s, k, treatment) for risk, (s, k), treatment in ROWS]

FORMS = {
    "3x4=12": ALL,
    "3 x 4 = 12": ALL,
    "3×4=12.": ALL,
    "3/4 12": ALL,
    "3 4 (12)": ALL,
    "3 4 =12": ALL,
    "3 4 12p": ALL,
    "3.0 4.0 12.0": ALL,
    "3 (medel) 4 (hög) 12": ALL,
    "3 Medel 4 Hög 12": ALL,
    "3 - medel 4 - hög": BOTH,
    "S3 K4": BOTH,
    "K4 S3": BOTH,
    "S:3, K:4, R:12": ALL,
    "S = 3 K = 4": BOTH,
    "3*4": BOTH,
    "(3/4)": BOTH,
}


def printed(form: str, s: int, k: int) -> str:
    """The form with another score's numbers and steps."""
    names = form.replace("medel", "{m}").replace("hög", "{h}").replace("Medel", "{M}").replace("Hög", "{H}")
    numbers = names.replace("12", "{p}").replace("3", "{s}").replace("4", "{k}")
    low, high = STEPS[s - 1], STEPS[k - 1]
    return numbers.format(s=s, k=k, p=s * k, m=low, h=high, M=low.capitalize(), H=high.capitalize())


@pytest.mark.parametrize("is_block", [False, True])
@pytest.mark.parametrize(("form", "columns"), FORMS.items())
def test_a_signed_score_is_read(form: str, columns: str, is_block: bool) -> None:
    text = text_of([printed(form, s, k) for _, (s, k), _ in ROWS], columns, is_block=is_block)
    assert [cells(risk) for risk in risks_of(text)] == TRUTH


def test_named_factors_keep_their_names_below_turned_headings() -> None:
    text = text_of([printed("S3 K4", s, k) for _, (s, k), _ in ROWS], "Risk Konsekvens Sannolikhet Åtgärd")
    assert [cells(risk) for risk in risks_of(text)] == TRUTH


def test_named_factors_beside_labels_are_typed_notes() -> None:
    rows = (f"{risk} S{s} K{k}. Åtgärd: {treatment}." for risk, (s, k), treatment in ROWS)
    text = "4. Riskanalys: Nytt kök\n" + " ".join(rows)
    assert [(risk.likelihood, risk.consequence) for risk in risks_of(text)] == [scores for _, scores, _ in ROWS]


@pytest.mark.parametrize("is_block", [False, True])
def test_steps_in_words_are_read(is_block: bool) -> None:
    names = [printed("Medel Hög", s, k) for _, (s, k), _ in ROWS]
    risks = risks_of(text_of(names, BOTH, is_block=is_block))
    assert [f"{risk.likelihood_label} {risk.consequence_label}" for risk in risks] == names
    assert [(risk.description, risk.treatment) for risk in risks] == [(risk, treatment) for risk, _, treatment in ROWS]


def test_a_decimal_score_among_whole_ones_is_read() -> None:
    text = text_of(["3 4 12", "2,5 4 10", "4 3 12", "2 4 8"], ALL)
    assert [(r.likelihood, r.consequence, r.score) for r in risks_of(text)][1] == (2.5, 4, 10)


@pytest.mark.parametrize("is_block", [False, True])
def test_a_number_that_ends_a_cell_is_none_of_a_score_beside_it(is_block: bool) -> None:
    """ "… etapp 1 | 2,5 4 10", "3*4 | 12 timmar": asked about where the numbers touch."""
    head = f"4. Riskanalys: Nytt kök\n{ALL} "
    scores = ["3,5 4 14", "2,5 4 10", "1,5 3 4,5", "2,5 2 5"]
    treatments = ["Byt givare kl 13", "Bygg etapp 1", "Larm", "Stängsel"]
    if is_block:
        text = " ".join([*(row[0] for row in ROWS), *(f"{s} {t}" for s, t in zip(scores, treatments, strict=True))])
    else:
        text = " ".join(f"{row[0]} {s} {t}" for row, s, t in zip(ROWS, scores, treatments, strict=True))
    risks = risks_of(head + text)
    assert [(risk.likelihood, risk.treatment) for risk in risks] == list(
        zip([3.5, 2.5, 1.5, 2.5], treatments, strict=True)
    )


def test_a_count_behind_two_factors_is_no_product() -> None:
    treatments = ["4 timmar för alla", "Byt givare", "Larm", "Stängsel"]
    factors = ["2*2", "3*4", "5*1", "4*5"]
    rows = (f"{row[0]} {s} {t}" for row, s, t in zip(ROWS, factors, treatments, strict=True))
    risks = risks_of(f"4. Riskanalys: Nytt kök\n{BOTH} " + "\n".join(rows))
    assert [risk.treatment for risk in risks] == treatments


def test_signs_are_furniture() -> None:
    register = risktool.parse(text_of(["3 x 4 = 12", "2 x 5 = 10", "4 x 3 = 12", "2 x 4 = 8"], ALL).encode())
    assert [part.text for part in register.furniture].count("x") == len(ROWS)


def test_a_product_that_does_not_come_out_is_asked_about() -> None:
    third = risks_of(text_of(["3x4=12", "2x5=10", "4x3=13", "2x4=8"], ALL))[2]
    assert third.needs_review
    assert third.status == "inconsistent"


def test_steps_printed_column_by_column_are_no_pairs() -> None:
    """Read as pairs they would be other risks' steps."""
    names = "Låg Hög Medel Låg Hög Medel Låg Hög"
    text = (
        f"4. Riskanalys: Nytt kök\n{BOTH} {' '.join(r for r, _, _ in ROWS)} {names} {' '.join(t for _, _, t in ROWS)}"
    )
    assert all(risk.likelihood is None or risk.needs_review for risk in risks_of(text))


@pytest.mark.parametrize(
    ("dated", "columns"),
    [("1/3", "Risk Sannolikhet Konsekvens Åtgärd Klart"), ("2x2", ALL)],
)
def test_a_date_or_a_measure_is_no_score(dated: str, columns: str) -> None:
    """Where a column holds dates, and where the scores are bare numbers."""
    scores = ["3 4 12", "2 5 10", "4 3 12", "2 4 8"] if columns == ALL else ["Hög Låg", "Låg Låg", "Hög Hög", "Låg Hög"]
    rows = zip(scores, ROWS, strict=True)
    body = " ".join(f"{risk} {score} {treatment} {dated}" for score, (risk, _, treatment) in rows)
    risks = risks_of(f"4. Riskanalys: Nytt kök\n{columns} {body}")
    assert len(risks) == len(ROWS)
    assert all(dated in f"{risk.description} {risk.treatment} {risk.due}" for risk in risks[:-1])


@pytest.mark.parametrize("levels", [("Gul", "Gul", "Röd", "Grön"), ("(medel)", "(medel)", "(hög)", "(låg)")])
def test_a_level_behind_every_score_is_its_level(levels: tuple[str, ...]) -> None:
    scores = [f"{s} {k} {s * k} {level}" for (_, (s, k), _), level in zip(ROWS, levels, strict=True)]
    risks = risks_of(text_of(scores, ALL))
    assert [cells(risk) for risk in risks] == TRUTH
    assert [risk.level_label for risk in risks] == [*levels]


def test_a_word_behind_one_score_opens_its_treatment() -> None:
    text = text_of(["3 4 12", "2 5 10 Låg", "4 3 12", "2 4 8"], ALL)
    assert risks_of(text)[1].treatment == "Låg Byt givare före sommaren"


def test_letters_are_the_steps_that_they_begin() -> None:
    letters = ["M H", "L M", "H L", "L H"]
    risks = risks_of(text_of(letters, BOTH))
    assert [(risk.likelihood, risk.consequence) for risk in risks] == [(2, 3), (1, 2), (3, 1), (1, 3)]
    assert [risk.treatment for risk in risks] == [treatment for _, _, treatment in ROWS]


def test_a_share_before_two_numbers_is_asked_about() -> None:
    """They are no two factors: "50 % 2 1" may be a likelihood, a consequence and a product."""
    text = text_of(["70 % 2 1", "50 % 2 1", "30 % 4 1", "50 % 4 2"], ALL)
    assert all(risk.needs_review for risk in risks_of(text))


def test_the_only_row_without_a_treatment_may_have_lost_it_to_the_next_one() -> None:
    """Behind "av" a capital is mostly a name's."""
    rows = [*ROWS, ("Personal slutar i sommar", (2, 2), "Erbjud kurser i vår")]
    printed_rows = [f"{risk} {s} {k} {s * k} {treatment}" for risk, (s, k), treatment in rows]
    printed_rows[1] = "Kylrummet larmar inte när dörren står öppen 2 5 10 Två personer läser av"
    risks = risks_of(f"4. Riskanalys: Nytt kök\n{ALL} " + " ".join(printed_rows))
    assert [risk.needs_review for risk in risks][:4] == [False, True, True, False]


@pytest.mark.parametrize("telephone", ["019-21 10 00", "070-123 45 67", "08/123 45 67"])
def test_a_telephone_number_is_no_score(telephone: str) -> None:
    head = f"4. Riskanalys: Nytt kök\n{ALL} Jouren {telephone} svarar inte på natten 2 2 4 Avtal med ett larmbolag "
    rest = text_of(["3 4 12", "2 5 10", "4 3 12", "2 4 8"], ALL).split(ALL)[1]
    assert [cells(risk) for risk in risks_of(head + rest)][1:] == TRUTH


def test_three_factors_are_asked_about() -> None:
    """Of "1 3 4 12" the last three come out even, and are no likelihood, consequence and product."""
    text = text_of(["1 3 4 12", "2 5 1 10", "1 2 5 10", "2 4 2 16"], "Risk Sannolikhet Konsekvens Åtgärd")
    assert all(risk.needs_review for risk in risks_of(text))


def test_what_is_left_of_each_risk_is_asked_about() -> None:
    """A second score behind the treatment makes that look like one more risk."""
    rows = ((risk, f"{s} {k} {s * k}", f"{treatment} 1 {k} {k}") for risk, (s, k), treatment in ROWS)
    text = f"4. Riskanalys: Nytt kök\n{ALL} " + " ".join(" ".join(row) for row in rows)
    assert all(risk.needs_review for risk in risks_of(text))


def test_sums_behind_the_last_row_are_asked_about() -> None:
    text = text_of(["3 4 12", "2 5 10", "4 3 12", "2 4 8"], ALL, is_block=True) + " Summa 42 Medel 10,5"
    last = risks_of(text)[-1]
    assert last.needs_review or "Summa" not in (last.treatment or "")


def test_german_capitals_part_no_cells() -> None:
    """Any noun may open the next cell."""
    text = (
        "4. Risikoanalyse: Umzug\nRisiko Eintrittswahrscheinlichkeit Auswirkung Risikowert Maßnahme "
        "Akten gehen nahe Transportern verloren Telefone sind tot Aufzug fällt aus "
        "3 4 12 Kisten nummerieren 2 5 10 Rufumleitung einrichten 4 3 12 Wartung vorziehen"
    )
    assert all(risk.needs_review for risk in risks_of(text))


DAMAGED = (
    *ROWS,
    ("Personal slutar i sommar", (5, 5), "Erbjud kurser i vår"),
    ("Grinden låses inte", (3, 5), "Nytt lås"),
    ("Bilen startar inte", (5, 4), "Ladda batteriet varje vecka"),
    ("Nycklar försvinner mellan passen", (5, 2), "Skåp med logg"),
    ("Brickor blandas ihop i disken", (5, 3), "Märk dem med namn"),
    ("Fläkten stannar", (5, 1), "Ring jouren"),
)


@pytest.mark.parametrize("form", ["3x4=12", "3 x 4 = 12", "S3 K4 R12", "S:3 K:4 R:12"])
def test_a_lost_digit_is_worked_out_between_signs(form: str) -> None:
    """The signs show which number is gone: "3x=1" is 3x5=15, and not 5x3."""
    rows = [f"{risk} {printed(form, s, k)} {treatment}" for risk, (s, k), treatment in DAMAGED]
    found = risks_of(f"15. Riskanalys: Nytt kök\n{ALL} {' '.join(rows)}\n".replace("5", ""))
    assert [(risk.likelihood, risk.consequence, risk.score) for risk in found] == [
        (s, k, s * k) for _, (s, k), _ in DAMAGED
    ]


@pytest.mark.parametrize(("product", "is_clear"), [((), False), (("score",), True), (("level",), True)])
def test_a_damaged_form_without_a_product_is_asked_about(product: tuple[str, ...], is_clear: bool) -> None:
    """Its two numbers may be the factors, or one of them and a product."""
    roles = ("description", "likelihood", "consequence", *product, "treatment")
    (form,) = forms_of([[roles]], ["pair", "triple"], is_damaged=True)
    assert form.is_clear is is_clear


def test_three_steps_in_words_are_a_score_in_small_letters_too() -> None:
    """The third is the level's; a word that ends as a step does ("Rengöringsmedel") is none."""
    scores = ["medel hög hög", "låg medel låg", "hög hög hög", "medel medel medel"]
    treatments = [*(treatment for _, _, treatment in ROWS[:3]), "Rengöringsmedel vid varje plats"]
    rows = zip(ROWS, scores, treatments, strict=True)
    body = " ".join(f"{risk} {score} {treatment}" for (risk, _, _), score, treatment in rows)
    risks = risks_of(f"4. Riskanalys: Nytt kök\nRisk Sannolikhet Konsekvens Risktal Åtgärd {body}")
    assert [(risk.description, risk.treatment) for risk in risks] == [
        (risk, treatment) for (risk, _, _), treatment in zip(ROWS, treatments, strict=True)
    ]
    printed = [(risk.printed.likelihood, risk.printed.consequence, risk.printed.score) for risk in risks]
    assert printed == [tuple(score.split()) for score in scores]
