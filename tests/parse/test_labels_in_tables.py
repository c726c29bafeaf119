"""Tables whose rows have labels of their own: in a column, within another row's label, alone above their risk."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes

ROWS = (
    ("Hissen fastnar mellan två plan", 3, 4, "Serva hissen"),
    ("Larmet tystnar vid strömavbrott", 2, 5, "Provkör varje månad"),
    ("Golvet i entrén blir halt", 1, 3, "Sanda tidigt"),
)
LABELS = ("R{}", "Fara {}", "Risk nr {}", "ID 2024-0{}", "IT-0{}", "[R{}]", "#{}", "1.{}")
WANTED = [(*row, False) for row in ROWS]


def risks(text: str, name: str = "notes.txt") -> tuple[Risk, ...]:
    return parse_bytes(text.encode(), name, Options(language="sv")).risks


def told(text: str, name: str = "notes.txt") -> list[tuple[str, object, object, str | None, bool]]:
    found = risks(text, name)
    return [(r.description, r.likelihood, r.consequence, r.treatment, r.needs_review) for r in found]


def lines(form: str) -> str:
    return "".join(form.format(n, d, s, k, s * k, t) for n, (d, s, k, t) in enumerate(ROWS, 1))


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("heading", ["Beskrivning", "Händelse", ""])
def test_labels_under_risk_leave_the_words_to_the_column_beside(label: str, heading: str) -> None:
    body = lines(label + ";{};{};{};{};{}\n")
    assert told(f"Risk;{heading};S;K;S*K;Åtgärd\n{body}", "a.csv") == WANTED


@pytest.mark.parametrize("label", LABELS)
def test_labels_before_the_words_of_a_table_without_headings_describe_nothing(label: str) -> None:
    assert told("Riskanalys: Köket\n\n" + lines(label + "\t{}\t{}\t{}\t{}\t{}\n")) == WANTED


@pytest.mark.parametrize("label", ["Risk {}", "Fara {}"])
def test_labels_alone_still_name_the_risks(label: str) -> None:
    body = "".join(f"{label.format(n)}\t{s}\t{k}\t{s * k}\t{t}\n" for n, (_, s, k, t) in enumerate(ROWS, 1))
    found = told(f"Risk\tS\tK\tSxK\tÅtgärd\n{body}")
    assert found == [(label.format(n), *row[1:], False) for n, row in enumerate(ROWS, 1)]


def test_a_label_beside_words_that_nothing_heads_is_asked_about() -> None:
    text = "Risk;S;K;S*K;\nFara 1;2;3;6;Hissen fastnar\nFara 2;3;1;3;Larmet tystnar\nFara 3;2;2;4;Golvet halkar\n"
    assert [r.needs_review for r in risks(text, "a.csv")] == [True] * 3


@pytest.mark.parametrize("below", ["R{}a", "R{}.1", "R{}-2"])
def test_a_row_within_the_label_above_says_more_of_its_risk(below: str) -> None:
    parts = [f"R{n};{d};{s};{k};{s * k};\n{below.format(n)};;;;;{t}\n" for n, (d, s, k, t) in enumerate(ROWS, 1)]
    body = "".join(parts)
    assert told(f"Nr;Risk;S;K;S*K;Åtgärd\n{body}", "a.csv") == WANTED


def test_a_row_that_is_rated_is_no_part_of_the_one_above() -> None:
    text = "Nr;Risk;S;K;S*K;Åtgärd\n1;Fukt;2;3;6;Fläkt\n1a;Mögel;3;3;9;Sanera\n10;Damm;1;2;2;Städa\n"
    assert [(r.description, r.score) for r in risks(text, "a.csv")] == [("Fukt", 6), ("Mögel", 9), ("Damm", 2)]


def test_a_label_on_a_row_of_its_own_ends_no_sentence() -> None:
    text = "Risk;S;K;S*K;Åtgärd\n2.1;;;;\nFukt i arkivet;2;3;6;Fläkt\n2.2;;;;\nDamm från rivningen;1;2;2;Städa\n"
    assert [r.description for r in risks(text, "a.csv")] == ["Fukt i arkivet", "Damm från rivningen"]


@pytest.mark.parametrize(
    ("numbers", "asks"), [("1.1<br>1.2<br>1.3", True), ("R1<br>R2", True), ("1.1", False), ("Del 1<br>norr", False)]
)
def test_numbers_below_each_other_in_a_row_that_nothing_rates_are_asked_about(numbers: str, asks: bool) -> None:
    head = "<tr><th>Nr</th><th>Risk</th><th>S</th><th>K</th><th>Åtgärd</th></tr>"
    rows = f"<tr><td>{numbers}</td><td>Fukt<br>Damm</td><td></td><td></td><td>Fläkt<br>Städa</td></tr>"
    rated = "<tr><td>7<br>8</td><td>Halka<br>Fall</td><td>2</td><td>3</td><td>Sanda</td></tr>"
    found = risks(f"<html><body><h1>Riskanalys</h1><table>{head}{rows}{rated}</table></body></html>", "a.html")
    assert [r.needs_review for r in found] == [asks, False]
