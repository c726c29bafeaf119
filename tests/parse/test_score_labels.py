"""Labels right before a score, and labels that count the items of a text."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes

NAMES = ("Lös matta", "Mörk gång", "Halt golv")
SCORES = ((3, 4), (2, 5), (4, 1))


def read(form: str, opening: str = "Riskanalys av skolan\n\n") -> tuple[Risk, ...]:
    lines = (form.format(n=n, name=NAMES[n - 1], s=s, k=k, r=s * k) for n, (s, k) in enumerate(SCORES, start=1))
    return parse_bytes((opening + "".join(lines)).encode(), "notes.txt", Options(language="sv")).risks


def numbers(risks: tuple[Risk, ...]) -> list[tuple[object, ...]]:
    return [(risk.description, risk.likelihood, risk.consequence, risk.score) for risk in risks]


TRUE = [(name, s, k, s * k) for name, (s, k) in zip(NAMES, SCORES, strict=True)]


@pytest.mark.parametrize("opening", ["Riskanalys av skolan\n\n", "Risker\n"])
@pytest.mark.parametrize(
    "form",
    [
        "Risk {n}: S {s}, K {k}\n  {name}\n",
        "Risk {n}. S {s} K {k}\n{name}\n\n",
        "R{n}: S {s} K {k} – {name}\n",
        "Risk: S {s}, K {k}\n{name}\n\n",
    ],
)
def test_no_risk_has_the_score_of_the_next_one(form: str, opening: str) -> None:
    """A name below its score is that score's; where only the order of the lines says so, it is asked."""
    for risk in read(form, opening):
        true = next((row for row in TRUE if str(row[0]) in risk.description), None)
        assert true is None or risk.needs_review or (risk.likelihood, risk.consequence) == true[1:3]


def test_names_below_their_scores_are_theirs_and_asked() -> None:
    for form in ("Risk {n}: S {s}, K {k}\n  {name}\n", "Risk: S {s}, K {k}\n  {name}\n"):
        found = read(form)
        assert numbers(found) == TRUE
        assert all(risk.needs_review for risk in found)


def test_names_on_both_sides_of_scores_are_asked() -> None:
    text = "Risker:\n\nLös matta\nRisk: S 3, K 4\nMörk gång\nRisk: S 2, K 2\nHalt golv\n"
    assert all(risk.needs_review for risk in parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks)


@pytest.mark.parametrize(
    "form",
    [
        "Risk {n}: {name}\nS {s}, K {k}, lim\n\n",
        "R{n}: {name}\nS {s}, K {k}\n\n",
        "Risk {n}. {name}\nK {k}, S {s}\nRestrisk: K 1, S 1\n\n",
        "**Risk {n}** – {name}\nS {s}\nK {k}\n\n",
    ],
)
def test_a_number_that_counts_the_risks_is_no_score(form: str) -> None:
    found = read(form)
    assert [(r.likelihood, r.consequence, r.score) for r in found] == [row[1:] for row in TRUE]
    assert all(name in risk.description for name, risk in zip(NAMES, found, strict=True))


def test_a_lone_number_behind_the_word_for_a_risk_is_a_score() -> None:
    text = "Riskanalys av skolan\n\nLös matta\nS 3\nK 4\nRisk 12. Lim\n\nMörk gång\nS 2\nK 2\nRisk 4. Lampor\n"
    found = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert [(r.description, r.printed.score) for r in found] == [("Lös matta", "12"), ("Mörk gång", "4")]


@pytest.mark.parametrize("opening", ["Riskanalys av skolan\n\n", "# Riskbedömning\n\n", "Risker\n"])
@pytest.mark.parametrize(
    "form",
    [
        "S {s}, K {k}\n{name}\n",
        "- S {s}, K {k}\n{name}, lim\n",
        "• Sannolikhet: {s} Konsekvens: {k}\n  {name}\n",
        "S {s}, K {k}\n{name}\n\n",
        "(S{s} K{k})\n{name}. Ring Bo, Eva eller Ali: 12345\n",
    ],
)
def test_names_below_scores_that_stand_alone_are_theirs(form: str, opening: str) -> None:
    found = read(form, opening)
    assert [(r.likelihood, r.consequence) for r in found] == [row[1:3] for row in TRUE]
    assert all(name in risk.description for name, risk in zip(NAMES, found, strict=True))


@pytest.mark.parametrize(
    "form", ["{name}\nS {s}, K {k}\n", "{name}\n- S {s}, K {k}\n- Åtgärd: lim\n", "{name}\nS {s}, K {k}\n\n"]
)
def test_names_above_scores_that_stand_alone_are_theirs(form: str) -> None:
    found = read(form)
    assert numbers(found) == TRUE
    assert not any(risk.needs_review for risk in found)


def test_words_above_the_first_score_and_behind_the_last_are_asked() -> None:
    text = "Risker i hamnen\n\nLös matta\nS 3, K 4\nMörk gång\nS 2, K 2\nHalt golv\n"
    assert all(risk.needs_review for risk in parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks)


def test_words_behind_a_score_that_opens_its_bullet_are_the_risk() -> None:
    found = read("- S {s} K {k}: {name}. Åtgärd: lim\n")
    assert [(r.description, r.treatment, r.needs_review) for r in found] == [(f"{n}.", "lim", False) for n in NAMES]


@pytest.mark.parametrize(
    "form",
    [
        "- {name} K3 (S {s}, K {k})\n",
        "- {name} K3, S: {s}, K: {k}\n",
        "- {name} S2 K {k}, S {s}\n",
        "- {name} K3\n  Sannolikhet {s}, konsekvens {k}\n",
    ],
)
def test_a_code_at_the_end_of_a_name_is_no_factor(form: str) -> None:
    found = read(form)
    assert [(r.likelihood, r.consequence) for r in found] == [row[1:3] for row in TRUE]
    assert all(risk.description.endswith(("K3", "S2")) for risk in found)


def test_three_factors_written_alike_are_asked() -> None:
    assert all(risk.needs_review for risk in read("- {name} K2 S{s} K{k}\n"))


def test_the_word_for_risks_above_a_list_names_none_of_them() -> None:
    found = read("* S {s} K {k} – {name}\n", "Risker\n")
    assert numbers(found) == TRUE


@pytest.mark.parametrize("sign", ["{}: {}", "**{}:** {}", "- {}: {}"])
@pytest.mark.parametrize("name", ["{}", "- {}", "Risk: {}", "R{n} {}"])
def test_the_word_for_a_risk_before_a_lone_number_is_the_products_label(name: str, sign: str) -> None:
    lines = [name.replace("{n}", "{{n}}").format("{name}"), *(sign.format(*field) for field in FIELDS)]
    for end in ("\n\n", "\n---\n"):
        found = read("\n".join(lines) + end, "Riskanalys: Skolan\n\n")
        assert [(r.likelihood, r.consequence, r.score, r.treatment) for r in found] == [
            (*row[1:], "lim") for row in TRUE
        ]
        assert all(str(row[0]) in risk.description for row, risk in zip(TRUE, found, strict=True))


FIELDS = (("Sannolikhet", "{s}"), ("Konsekvens", "{k}"), ("Risk", "{r}"), ("Åtgärd", "lim"), ("Ansvarig", "Eva"))


def test_the_word_for_a_risk_before_numbers_that_count_up_numbers_the_risks() -> None:
    found = read("Risk: {n}\nBeskrivning: {name}\nSannolikhet: {s}\nKonsekvens: {k}\n\n")
    assert [(r.likelihood, r.consequence, r.score) for r in found] == [row[1:] for row in TRUE]


def test_risks_numbered_without_a_sign_have_no_product_of_that() -> None:
    found = read("R{n} {name}\nKonsekvens {k}\nSannolikhet {s}\nKvarstående risk S 1, K 1\n")
    assert [(r.likelihood, r.consequence, r.score) for r in found] == [row[1:] for row in TRUE]


def test_factors_that_count_up_by_chance_are_factors() -> None:
    for form in ("{name}\nSannolikhet: {n}\nKonsekvens: {k}\n\n", "S{n} K{k} {name}\n", "S{n}: {name}, K{k}\n"):
        assert all(risk.likelihood in (1, 2, 3) for risk in read(form))


@pytest.mark.parametrize("opening", ["# Riskanalys av skolan\n\n", "Riskbedömning\n\n"])
def test_the_first_name_stands_above_its_fields(opening: str) -> None:
    found = read("{name}\nAnsvarig: Eva\nSannolikhet: {s}\nKonsekvens: {k}\nÅtgärd: lim\n\n", opening)
    assert numbers(found) == TRUE
    assert [(risk.owner, risk.needs_review) for risk in found] == [("Eva", False)] * 3


@pytest.mark.parametrize("form", ["{name}\n\nS {s}, K {k}\nLim\n\n", "{name}\n\nS {s}, K {k}\n\nLim dem.\n\n"])
def test_names_in_paragraphs_of_their_own_are_asked(form: str) -> None:
    assert all(risk.needs_review for risk in read(form))


@pytest.mark.parametrize(
    "form",
    [
        "- S {s}. K {k}. {name}\n",
        "{name}\nSannolikhet {s}. Det har hänt förr.\nKonsekvens {k}. Någon skadas.\n\n",
        "{name}\nSannolikhet {s} – det har hänt förr\nKonsekvens {k} – någon skadas\n\n",
    ],
)
def test_factors_that_count_up_by_chance_are_scores(form: str) -> None:
    scores = ((2, 3), (3, 4), (4, 5))
    lines = (form.format(name=name, s=s, k=k) for name, (s, k) in zip(NAMES, scores, strict=True))
    found = parse_bytes(f"Riskanalys av skolan\n\n{''.join(lines)}".encode(), "n.txt", Options(language="sv")).risks
    assert numbers(found) == [(name, s, k, s * k) for name, (s, k) in zip(NAMES, scores, strict=True)]


def test_steps_that_are_explained_line_by_line_are_no_scores() -> None:
    steps = "S1: Mycket osannolikt\nS2: Osannolikt\nS3: Möjligt\nK1: Lindrig\nK2: Kännbar\n\n"
    found = read("Risk {n}: {name}. S {s}, K {k}.\n", f"Riskanalys av skolan\n\n{steps}")
    assert [(risk.likelihood, risk.consequence, risk.score) for risk in found] == [row[1:] for row in TRUE]


@pytest.mark.parametrize("end", ["", "\n"])
def test_names_below_scores_stand_before_the_label_of_what_is_done(end: str) -> None:
    found = read("S {s}, K {k}\n{name}\nÅtgärd: lim\n" + end)
    assert numbers(found) == TRUE
    assert [risk.treatment for risk in found] == ["lim"] * len(TRUE)


def test_numbers_that_go_on_from_an_earlier_part_count_the_risks() -> None:
    form = "Risk: {number}\n{name}\nS: {s}\nK: {k}\nÅtgärd: lim\n"
    lines = (form.format(number=6 + n, name=name, s=s, k=k) for n, (name, s, k, _) in enumerate(TRUE))
    found = parse_bytes(f"Riskanalys av skolan\n\n{''.join(lines)}".encode(), "n.txt", Options(language="sv")).risks
    assert [(risk.likelihood, risk.consequence, risk.score, risk.treatment) for risk in found] == [
        (*row[1:], "lim") for row in TRUE
    ]


@pytest.mark.parametrize("label", ["Riskvärde {}. Hög", "Risk {}. Lim"])
def test_products_that_count_up_by_chance_are_products(label: str) -> None:
    text = f"Riskanalys av skolan\n\nMatta\nS 2\nK 5\n{label.format(8)}\n\nGång\nS 3\nK 3\n{label.format(9)}\n"
    found = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert [(risk.printed.score, risk.needs_review) for risk in found] == [("8", True), ("9", False)]
