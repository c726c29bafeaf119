"""Cells that were drawn close together are words of their own; a word drawn in parts is one."""

import pytest

from risktool.extract.pdf.glyphs import GlyphBook
from risktool.extract.pdf.readers.pdfium import PdfiumFile
from tests.extract.pdf.tiny import HEIGHT, TinyPage, write_pdf

TOP = 100
EM = 10


def words(page: TinyPage) -> list[str]:
    with PdfiumFile(write_pdf([page])) as file:
        return [word.text for raw in file.pages(GlyphBook()) if raw for word in raw.words]


def clipped(page: TinyPage, text: str, x: float, right: float) -> None:
    """Text that the right side of its cell cuts off."""
    page.ops.append(f"q 0 0 {right} {HEIGHT} re W n")
    page.text(x, TOP, text)
    page.ops.append("Q")


def test_a_cell_ends_where_its_clip_does() -> None:
    page = TinyPage()
    clipped(page, "samord", 50, 82)
    page.text(83, TOP, "klart")
    assert words(page) == ["samord", "klart"]


@pytest.mark.parametrize(
    ("first", "second", "jump"), [("ning", "Park", 0.6), ("avtalet", "3", 1.2), ("15", "Boka", 1.2)]
)
def test_a_jump_of_the_pen_before_a_capital_or_a_figure_begins_a_cell(first: str, second: str, jump: float) -> None:
    page = TinyPage()
    page.text(50, TOP, first)
    page.text(50 + width(first) + jump, TOP, second)
    assert words(page) == [first, second]


@pytest.mark.parametrize(("first", "second", "jump"), [("spr", "icker", -0.4), ("R", "isk", 0.0), ("Mc", "Lean", 0.0)])
def test_a_word_in_two_objects_is_one(first: str, second: str, jump: float) -> None:
    page = TinyPage()
    page.text(50, TOP, first)
    page.text(50 + width(first) + jump, TOP, second)
    assert words(page) == [first + second]


WIDTHS = {**dict.fromkeys("ijl", 222), **dict.fromkeys("ft", 278), **dict.fromkeys("kcsvyz", 500), "r": 333, "m": 833}
WIDTHS |= {**dict.fromkeys("RNCHUD", 722), **dict.fromkeys("BPSEKAVYX", 667), "M": 833}


def width(text: str) -> float:
    """How wide Helvetica sets a word."""
    return sum(WIDTHS.get(sign, 556) for sign in text) * EM / 1000
