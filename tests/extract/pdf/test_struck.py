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


def test_a_number_below_a_struck_one_is_of_its_row() -> None:
    """The cell was too narrow for both, and nothing is drawn that would tell where the row ends."""
    rows = [["Tältet blåser", "3", "4", "8", "Linor"], ["Regn i tre dagar", "4", "2", "8", "Tak"]]
    page = TinyPage()
    page.table(XS, (100, 124, 160), [HEAD, *rows], ruled=False)
    page.text(53, 145, "bort i natt")
    page.text(253, 145, "2")
    page.line(253, 133.1, 258.6, 133.1)
    (section,) = parse(write_pdf([page])).sections
    assert [(r.description, r.likelihood, r.consequence, r.score, r.needs_review) for r in section.risks] == [
        ("Tältet blåser bort i natt", 2, 4, 8, False),
        ("Regn i tre dagar", 4, 2, 8, False),
    ]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    ("columns", "upper"),
    [((1,), (None, 4, 8)), ((1, 3), (None, 4, None))],
    ids=["a factor", "a factor and the product"],
)
def test_the_next_row_keeps_its_numbers_below_struck_ones(
    columns: tuple[int, ...], upper: tuple[int | None, ...], ruled: bool
) -> None:
    """Rows set close, as most sheets print them: nothing was put in the place of what is struck out."""
    rows = [["Regn", "2", "4", "8", "Linor"], ["Storm", "5", "1", "5", "Tak"], ["Snö", "3", "3", "9", "Skotta"]]
    page = TinyPage()
    page.table(XS, (100, 114, 128, 142, 156), [HEAD, *rows], ruled=ruled)
    for column in columns:
        page.line(XS[column] + 3, 123.1, XS[column] + 8.6, 123.1)
    (section,) = parse(write_pdf([page])).sections
    assert [(r.description, r.likelihood, r.consequence, r.score) for r in section.risks] == [
        ("Regn", *upper),
        ("Storm", 5, 1, 5),
        ("Snö", 3, 3, 9),
    ]


def test_a_rule_parts_a_number_from_the_struck_one_above() -> None:
    rows = [["Regn", "2", "4", "8", "Linor"], ["Storm", "5", "", "10", "Tak"], ["Snö", "3", "3", "9", "Skotta"]]
    page = TinyPage()
    page.table(XS, (100, 114, 128, 142, 156), [HEAD, *rows])
    for column in (1, 3):
        page.line(XS[column] + 3, 123.1, XS[column] + 8.6, 123.1)
    (section,) = parse(write_pdf([page])).sections
    assert [(r.description, r.likelihood, r.consequence, r.score) for r in section.risks] == [
        ("Regn", None, 4, None),
        ("Storm", 5, None, 10),
        ("Snö", 3, 3, 9),
    ]


@pytest.mark.parametrize("columns", [(1, 2, 3), (0, 1, 2, 3, 4)], ids=["all numbers", "the whole row"])
def test_no_numbers_move_to_a_row_that_has_none_left(columns: tuple[int, ...]) -> None:
    rows = [["Storm", "5", "1", "5", "Tak"], ["Regn", "2", "4", "8", "Linor"], ["Snö", "3", "3", "9", "Skotta"]]
    widths = (27.8, 5.6, 5.6, 5.6, 17.2)
    page = TinyPage()
    page.table(XS, (100, 114, 128, 142, 156), [HEAD, *rows])
    for column in columns:
        page.line(XS[column] + 3, 123.1, XS[column] + 3 + widths[column], 123.1)
    (section,) = parse(write_pdf([page])).sections
    assert [(r.description, r.score) for r in section.risks if r.score] == [("Regn", 8), ("Snö", 9)]


def test_numbers_behind_struck_ones_make_no_column() -> None:
    rows = [[f"Tältet {n} blåser bort", f"{n % 4 + 1}", "4", f"{(n % 4 + 1) * 4}", "Linor"] for n in range(8)]
    rows[2][1], rows[6][1] = "5 3", "5 3"
    page = TinyPage()
    page.table(XS, tuple(100.0 + 24 * n for n in range(10)), [HEAD, *rows], ruled=False)
    for row in (2, 6):
        page.line(253, 133.1 + 24 * row, 258.6, 133.1 + 24 * row)
    (section,) = parse(write_pdf([page])).sections
    assert [(risk.likelihood, risk.consequence, risk.score) for risk in section.risks] == [
        (n % 4 + 1, 4, (n % 4 + 1) * 4) for n in range(8)
    ]
