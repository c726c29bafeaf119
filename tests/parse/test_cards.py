"""Forms that say all of a risk but what it is: the heading above does."""

import pytest

import risktool
from risktool.model import Register

UPRIGHT = "| Sannolikhet | {} |\n|---|---|\n| Konsekvens | {} |\n| Åtgärd | {} |\n| Ansvarig | {} |\n"
LEVEL = "| Sannolikhet | Konsekvens | Åtgärd | Ansvarig |\n|---|---|---|---|\n| {} | {} | {} | {} |\n"


def read(form: str, between: str = "") -> Register:
    cards = {"Fukt i arkivet": (3, 4, "Avfuktare", "Siv"), "Stöld av datorer": (2, 3, "Lås", "Bo")}
    text = "\n".join(f"## {name}\n\n{between}{form.format(*values)}" for name, values in cards.items())
    return risktool.parse(f"# Våra risker\n\n{text}".encode(), name="a.md")


@pytest.mark.parametrize("form", [UPRIGHT, LEVEL])
def test_the_heading_above_a_form_describes_its_risk(form: str) -> None:
    register = read(form)
    assert [(r.description, r.likelihood, r.consequence, r.treatment, r.owner) for r in register.risks] == [
        ("Fukt i arkivet", 3, 4, "Avfuktare", "Siv"),
        ("Stöld av datorer", 2, 3, "Lås", "Bo"),
    ]
    assert not any(risk.needs_review for risk in register.risks)
    assert register.coverage.unassigned == 0


def test_words_between_the_heading_and_its_form_may_be_the_risk() -> None:
    assert [risk.needs_review for risk in read(UPRIGHT, "Vatten tränger in\n\n").risks] == [True, True]


def test_a_form_in_words_is_one_too() -> None:
    text = "## Fukt i arkivet\n\n" + UPRIGHT.format("hög", "låg", "Avfuktare", "Siv")
    (risk,) = risktool.parse(text.encode(), name="a.md").risks
    assert (risk.description, risk.likelihood_label, risk.consequence_label) == ("Fukt i arkivet", "hög", "låg")


def test_a_form_that_only_shows_the_scale_is_none() -> None:
    text = "## Fukt i arkivet\n\n" + UPRIGHT.format("1-5", "1-5", "Vad som görs", "Namn")
    assert not risktool.parse(text.encode(), name="a.md").risks


def test_a_form_in_a_document_that_speaks_of_no_risks_is_asked() -> None:
    form = "| Frekvens | Effekt | Åtgärd | Ansvarig |\n|---|---|---|---|\n| 2 | 5 | Kalibrera | Siv |\n"
    (row,) = risktool.parse(f"# Provresultat\n\n{form}".encode(), name="a.md").risks
    assert row.needs_review
