"""Lines of type that are printed over each other: rows too low for their texts."""

import pytest

from risktool import parse
from risktool.extract.pdf import read_pdf
from risktool.model import Risk
from risktool.source import Document
from tests.extract.pdf.tiny import TinyPage, write_pdf

XS = (50.0, 200.0, 240.0, 280.0, 320.0, 520.0)
HEAD = (("Risk",), ("S",), ("K",), ("S x K",), ("Åtgärd",))
ROWS = (
    (("Kylen stannar natten", "mot midsommar"), ("2",), ("4",), ("8",), ("Larm till vakten",)),
    (("Frysen dränks i vatten",), ("3",), ("3",), ("9",), ("Lyft upp kompressorn", "på en pall")),
    (("Personalen kan inte", "läsa skyltarna", "på dörren"), ("1",), ("5",), ("5",), ("Nya skyltar",)),
    (("Dörren fryser fast",), ("5",), ("2",), ("10",), ("Olja låset",)),
)
TIGHT = ("Taket över lastkajen ger", "vika av all snö", "i februari")
Cell = tuple[str, ...]


def sheet(pitch: float, *, ruled: bool = False, foot: bool = False) -> TinyPage:
    """Rows of 10 points of type with a leading of 11, however low they are; `foot`: texts stand on their last line."""
    page = TinyPage()
    for number, row in enumerate((HEAD, *ROWS)):
        for x, lines in zip(XS, row, strict=False):
            first = 100 + pitch * number - (11 * (len(lines) - 1) if foot else 0)
            for at, text in enumerate(lines):
                page.text(x + 3, first + 11 * at, text)
    if ruled:
        tops = [100 + pitch * number - 0.8 * pitch for number in range(len(ROWS) + 2)]
        for y in tops:
            page.line(XS[0], y, XS[-1], y)
        for x in XS:
            page.line(x, tops[0], x, tops[-1])
    return page


def numbers(risk: Risk) -> tuple[float | None, float | None, float | None]:
    return risk.likelihood, risk.consequence, risk.score


def read(page: TinyPage) -> list[Risk]:
    return [risk for section in parse(write_pdf([page])).sections for risk in section.risks]


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("pitch", [13.0, 14.0, 15.5])
def test_a_cell_that_hangs_into_the_next_row_stays_whole(pitch: float, ruled: bool) -> None:
    risks = read(sheet(pitch, ruled=ruled))
    assert [numbers(risk) for risk in risks] == [(2, 4, 8), (3, 3, 9), (1, 5, 5), (5, 2, 10)]
    assert [risk.description.split() for risk in risks] == [" ".join(row[0]).split() for row in ROWS]
    assert [(risk.treatment or "").split() for risk in risks] == [" ".join(row[4]).split() for row in ROWS]


@pytest.mark.parametrize("pitch", [13.0, 14.0, 15.5])
def test_a_cell_that_hangs_into_the_row_above_is_right_or_asked(pitch: float) -> None:
    whole = {" ".join(row[0]) for row in ROWS}
    risks = read(sheet(pitch, foot=True))
    assert len(risks) == len(ROWS)
    assert all(risk.needs_review or " ".join(risk.description.split()) in whole for risk in risks)


def test_rows_with_words_over_others_are_asked() -> None:
    risks = read(sheet(14.0))
    assert [risk.needs_review for risk in risks] == [True, True, True, True]
    assert {reason.code for reason in risks[0].review_reasons} == {"boundary-uncertain"}


def test_rows_that_are_high_enough_are_not() -> None:
    assert not any(risk.needs_review for risk in read(sheet(38.0)))


def test_a_cell_set_too_tight_is_read_line_by_line() -> None:
    page = sheet(38.0)
    for at, text in enumerate(TIGHT):
        page.text(XS[0] + 3, 290 + 3 * at, text)
    for x, text in zip(XS[1:], ("2", "5", "10", "Skotta"), strict=False):
        page.text(x + 3, 290, text)
    (last,) = read(page)[4:]
    assert last.description.split() == " ".join(TIGHT).split()


def document(*texts: tuple[float, float, str, float]) -> Document:
    page = TinyPage()
    for x, y, text, size in texts:
        page.text(x, y, text, size)
    return read_pdf(write_pdf([page]), "tiny.pdf", "")


@pytest.mark.parametrize(
    ("y", "size", "is_over"),
    [(104, 10, True), (100, 10, False), (109, 10, False), (104, 30, False), (96.5, 5, False)],
    ids=["over", "the same line", "tight type", "a watermark", "a small mark"],
)
def test_what_lies_on_other_words(y: float, size: float, is_over: bool) -> None:
    over = document((50, 100, "Kylen stannar natten", 10), (60 if y != 100 else 160, y, "Frysen", size))
    assert bool(over.overprints) == is_over


def test_the_words_that_lie_on_each_other_are_named() -> None:
    over = document((50, 100, "Kylen stannar", 10), (52, 104, "Is", 10), (50, 120, "Dörren", 10))
    assert [over.text[span.start : span.end] for span in over.overprints] == ["Kylen", "Is"]
