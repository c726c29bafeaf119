"""Treatments that say by a label whose they are: below all typed risks, or in a table with what is left."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes

LABELS = ("R{}", "R-{}", "1.{}", "#{}", "IT-0{}", "Risk {}", "Risk nr {}")
DONE = ["Släckare", "Räcke och\nbelysning", "Lås"]


def risks(text: str, name: str = "notes.txt") -> tuple[Risk, ...]:
    return parse_bytes(text.encode(), name, Options(language="sv")).risks


def told(text: str) -> list[tuple[object, object, str | None, bool]]:
    return [(r.likelihood, r.consequence, r.treatment and r.treatment.replace(" ", ""), False) for r in risks(text)]


def listed(label: str, sign: str = ":") -> str:
    rows = ("Brand i köket. S 3, K 4", "Fall i trappan. S 2, K 2", "Stöld. S 1, K 4")
    lines = "".join(f"{label.format(n)}{sign} {row}\n" for n, row in enumerate(rows, 1))
    return f"Riskanalys av flytten\n\n{lines}\n"


WANTED = [(3, 4, "Släckare", False), (2, 2, "Räckeochbelysning", False), (1, 4, "Lås", False)]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("word", ["Åtgärd för", "Åtgärder till", "- Åtgärd mot"])
def test_a_treatment_goes_to_the_risk_that_it_names(label: str, word: str) -> None:
    lines = "".join(f"{word} {label.format(n)}: {done}\n" for n, done in enumerate(DONE, 1))
    assert told(listed(label) + lines) == WANTED


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("sign", ["", ":", " –"])
def test_a_list_below_the_word_for_treatment_names_its_risks(label: str, sign: str) -> None:
    lines = "".join(f"{label.format(n)}{sign} {done}\n" for n, done in enumerate(DONE, 1))
    assert told(f"{listed(label)}Åtgärder\n{lines}\nVi ses i maj.\n") == WANTED


def test_numbers_name_risks_behind_a_word_or_where_each_has_one() -> None:
    lines = "".join(f"Åtgärd för risk {n}: {done}\n" for n, done in enumerate(DONE, 1))
    assert told(listed("{}", ".") + lines) == WANTED
    below = "".join(f"{n}. {done}\n" for n, done in enumerate(DONE, 1))
    assert told(f"{listed('{}', '.')}Åtgärder:\n{below}") == WANTED


@pytest.mark.parametrize("below", ["Åtgärder\n1. Släckare\n2. Räcke\n", "Åtgärder\n1. A\n2. B\n3. C\n4. D\n"])
def test_numbers_that_may_count_treatments_name_no_risks(below: str) -> None:
    assert "Räcke" not in {r.treatment for r in risks(listed("{}", ".") + below)}
    assert "B" not in {r.treatment for r in risks(listed("{}", ".") + below)}


def test_a_treatment_in_the_risk_stays_alone() -> None:
    text = "Riskanalys: Flytt\n\nR1 Brand, S 3 K 4\nR2 Fall, S 2 K 2. Åtgärd: Räcke\nR3 Stöld, S 1 K 4\n\n"
    found = risks(f"{text}Åtgärder\nR1: Släckare\nR2: Belysning\nR3: Lås\nR1: Filt\n")
    assert [r.treatment for r in found] == ["Släckare Filt", "Räcke", "Lås"]


def test_a_table_of_treatments_and_what_is_left_joins_by_its_numbers() -> None:
    text = (
        "Nr;Risk;S;K;Riskvärde\n1.1;Fukt i arkivet;4;2;8\n1.2;Damm;3;4;12\n\n"
        "Nr;Åtgärd;S efter;K efter\n1.1;Dra om rören;3;2\n1.2;Städa;2;4\n"
    )
    found = [(r.score, r.treatment, r.residual and r.residual.likelihood) for r in risks(text, "a.csv")]
    assert found == [(8, "Dra om rören", 3), (12, "Städa", 2)]
