"""Words with a line through them."""

import pytest

from risktool import parse
from risktool.extract.pdf import read_pdf
from tests.extract.pdf.tiny import TinyPage, write_pdf

XS = (50.0, 250.0, 290.0, 330.0, 380.0, 540.0)
HEAD = ["Risk", "S", "K", "S x K", "Åtgärd"]


def typed(*struck: tuple[float, float, float], text: str = "3 2") -> tuple[str, tuple[str, ...]]:
    """The text of a page with one line, and what was left out of it; `struck` are rules (from, to, above its foot)."""
    page = TinyPage()
    page.text(50, 100, text)
    for start, end, height in struck:
        page.line(start, 100 - height, end, 100 - height)
    document = read_pdf(write_pdf([page]), "tiny.pdf", "")
    return document.text.strip(), tuple(remark.message for remark in document.remarks)


@pytest.mark.parametrize(
    ("text", "start", "end", "left"),
    [
        ("3 2", 50, 55.6, "2"),
        ("3 2", 50, 58.3, "2"),
        ("32", 50, 55.6, "2"),
        ("32", 55.6, 61.1, "3"),
        ("3 2 5", 50, 63.9, "5"),
    ],
    ids=["a word", "a word and its space", "the begin of a word", "the end of a word", "two words"],
)
def test_struck_words_are_left_out_and_told(text: str, start: float, end: float, left: str) -> None:
    found, remarks = typed((start, end, 2.9), text=text)
    assert found == left
    assert len(remarks) == 1
    assert "struck-out" in remarks[0]


@pytest.mark.parametrize(
    "rule",
    [(50, 55.6, -1.0), (50, 55.6, 9.0), (30, 90, 2.9), (50, 90, 2.9), (30, 55.6, 2.9)],
    ids=["an underline", "a rule above", "a rule of a table", "longer at its end", "longer at its begin"],
)
def test_other_rules_strike_nothing(rule: tuple[float, float, float]) -> None:
    assert typed(rule) == ("3 2", ())


@pytest.mark.parametrize("ruled", [True, False])
def test_the_number_in_the_place_of_another_is_the_score(ruled: bool) -> None:
    rows = [["Tältet blåser bort", "3 2", "4", "12 8", "Linor"], ["Regn i tre dagar", "4", "2", "8", "Presenning"]]
    page = TinyPage()
    page.table(XS, (100, 124, 148, 172), [HEAD, *rows], ruled=ruled)
    for x, width in ((253, 5.6), (333, 11.1)):
        page.line(x, 133.1, x + width, 133.1)
    (section,) = parse(write_pdf([page])).sections
    assert [(r.likelihood, r.consequence, r.score, r.needs_review) for r in section.risks] == [
        (2, 4, 8, False),
        (4, 2, 8, False),
    ]


def test_a_number_below_a_struck_one_is_not_passed_over_in_silence() -> None:
    """Without rules it stands on the line below its row, where it may be of a row of its own."""
    rows = [["Tältet blåser", "3", "4", "8", "Linor"], ["Regn i tre dagar", "4", "2", "8", "Tak"], HEAD[:0]]
    page = TinyPage()
    page.table(XS, (100, 124, 160), [HEAD, *rows[:2]], ruled=False)
    page.text(53, 148, "bort i natt")
    page.text(253, 148, "2")
    page.line(253, 133.1, 258.6, 133.1)
    (section,) = parse(write_pdf([page])).sections
    assert all(r.needs_review or r.likelihood == 2 for r in section.risks if "blåser" in r.description)
