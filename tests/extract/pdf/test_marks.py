"""Marks of notes: small raised digits behind a word."""

import pytest

from risktool import parse
from risktool.extract.pdf import read_pdf
from tests.extract.pdf.tiny import TinyPage, write_pdf

XS = (50.0, 250.0, 290.0, 330.0, 380.0, 540.0)
ROWS = [
    ["Risk", "S", "K", "S x K", "Åtgärd"],
    ["Stegen glider på isen", "3", "4", "12", "Broddar"],
    ["Taket rasar in", "2", "5", "10", "Skotta"],
    ["Grannen blir arg", "4", "2", "8", "Bjud på kaffe"],
]
MARKS = {("3", 1): "1", ("5", 2): "2", ("10", 2): "12"}


@pytest.mark.parametrize("ruled", [True, False])
def test_a_mark_on_a_score_is_no_number_of_its_own(ruled: bool) -> None:
    page = TinyPage()
    for number, row in enumerate(ROWS):
        for x, text in zip(XS, row, strict=False):
            page.text(x + 3, 112 + 20 * number, text)
            if (text, number) in MARKS:
                page.text(x + 3 + 5.6 * len(text), 108 + 20 * number, MARKS[text, number], 6)
    page.table(XS, (100, 120, 140, 160, 180), [], ruled=ruled)
    for line, note in enumerate(("1", "2", "12")):
        page.text(50, 230 + 15 * line, note, 6)
        page.text(54 + 3 * len(note), 234 + 15 * line, "Enligt skyddsombudet")
    risks = [risk for section in parse(write_pdf([page])).sections for risk in section.risks]
    assert [(r.likelihood, r.consequence, r.score, r.needs_review) for r in risks] == [
        (3, 4, 12, False),
        (2, 5, 10, False),
        (4, 2, 8, False),
    ]
    assert risks[0].printed.likelihood == "3¹"


@pytest.mark.parametrize(
    ("mark", "x", "y", "size", "is_mark"),
    [
        ("1", 55.6, 96, 6, True),
        ("1", 62, 96, 6, False),
        ("1", 55.6, 96, 10, False),
        ("*", 55.6, 96, 6, False),
        ("1", 55.6, 102, 6, False),
        ("301", 55.6, 96, 6, False),
    ],
    ids=["a mark", "further away", "as large", "no digit", "below", "too long"],
)
def test_what_is_a_mark(mark: str, x: float, y: float, size: float, is_mark: bool) -> None:
    page = TinyPage()
    page.text(50, 100, "3")
    page.text(x, y, mark, size)
    page.text(50, 200, f"{mark} Enligt skyddsombudet", 8)
    found = read_pdf(write_pdf([page]), "tiny.pdf", "").text
    assert ("3¹" in found) == is_mark


@pytest.mark.parametrize(
    ("note", "x", "y", "size", "is_mark"),
    [
        ("1 Ritat av Siw", 50, 200, 8, True),
        ("1) Ritat av Siw", 50, 200, 8, True),
        ("2 Ritat av Siw", 50, 200, 8, False),
        ("1 Ritat av Siw", 50, 60, 8, False),
        ("1 Ritat av Siw", 50, 200, 10, False),
        ("Rum 1 ritat av Siw", 50, 200, 8, False),
        ("1 2 3", 50, 200, 8, False),
    ],
    ids=["a note", "closed", "another", "above", "as large", "in a line", "no words"],
)
def test_a_number_without_its_note_is_no_mark(note: str, x: float, y: float, size: float, is_mark: bool) -> None:
    page = TinyPage()
    page.text(50, 100, "3")
    page.text(55.6, 96, "1", 6)
    page.text(x, y, note, size)
    assert ("3¹" in read_pdf(write_pdf([page]), "tiny.pdf", "").text) == is_mark


@pytest.mark.parametrize("ruled", [True, False])
def test_what_a_score_was_before_is_asked(ruled: bool) -> None:
    page = TinyPage()
    for number, row in enumerate(ROWS):
        for x, text in zip(XS, row, strict=False):
            page.text(x + 3, 112 + 20 * number, text)
            if (text, number) == ("3", 1):
                page.text(x + 8.6, 108 + 20, "4", 6)
    page.table(XS, (100, 120, 140, 160, 180), [], ruled=ruled)
    risks = parse(write_pdf([page])).risks
    assert [risk.needs_review for risk in risks] == [True, False, False]
