"""Headings that narrow columns break into pieces, on lines that the other headings do not share."""

import pytest

from risktool import parse
from risktool.extract.pdf.blocks import TableBlock
from risktool.extract.pdf.glyphs import GlyphBook
from risktool.extract.pdf.layout import Layout
from risktool.extract.pdf.readers.pdfium import PdfiumFile
from risktool.model import Residual
from tests.extract.pdf.tiny import TinyPage, write_pdf

XS = (50, 250, 290, 330, 380)
ROWS = (
    ("Vattnet stiger över kajen", "2", "4", "8", "Sandsäckar"),
    ("Gäster halkar på bryggan", "3", "3", "9", "Grus"),
    ("Masten knäcks i stormen", "1", "5", "5", "Ny mast"),
)
LOW = ("Repet nöts av mot stenkajen", "2", "2", "4", "Byt rep")
Heading = tuple[tuple[float, float, str], ...]
"""Left side, baseline, words."""
SYLLABLES: Heading = (
    *((50, 112, "Risk"), (330, 112, "RV"), (380, 112, "Åtgärd")),
    *((250, 100, "Sann-"), (250, 108, "olik-"), (250, 116, "het"), (290, 104, "Konse-"), (290, 116, "kvens")),
    *((250, 126, "(1-5)"), (290, 126, "(1-5)")),
)


def tables(*pages: TinyPage) -> list[list[list[str]]]:
    """The cells of each table, row by row."""
    found = []
    with PdfiumFile(write_pdf(list(pages))) as file:
        layout = Layout()
        for raw in file.pages(GlyphBook()):
            for block in layout.lay_out(raw) if raw else ():
                if isinstance(block, TableBlock):
                    rows: list[list[str]] = [[] for _ in range(block.rows)]
                    for cell in block.cells:
                        rows[cell.place.row].append(" ".join(line.text for line in cell.lines))
                    found.append(rows)
    return found


def register(headings: Heading, rows: tuple[tuple[str, ...], ...] = ROWS, top: float = 145) -> TinyPage:
    page = TinyPage()
    for x, y, text in headings:
        page.text(x, y, text, font="B")
    for number, row in enumerate(rows):
        for x, text in zip(XS, row, strict=True):
            page.text(x, top + 20 * number, text)
    return page


def test_syllables_above_and_below_the_line_of_the_other_headings() -> None:
    (table,) = tables(register(SYLLABLES))
    assert table[0] == ["Risk", "Sann- olik- het (1-5)", "Konse- kvens (1-5)", "RV", "Åtgärd"]
    assert [tuple(row) for row in table[1:]] == list(ROWS)


def test_the_same_headings_overleaf() -> None:
    first, second = tables(register(SYLLABLES), register(SYLLABLES, (LOW,)))
    assert first[0] == second[0]
    assert tuple(second[1]) == LOW


def test_a_row_may_follow_its_heading_as_closely_as_lines_follow_each_other() -> None:
    """The rest of a row overleaf, below headings that are printed again."""
    headings: Heading = tuple((x, 100, text) for x, text in zip(XS, ("Risk", "S", "K", "S x K", "Åtgärd"), strict=True))
    rest = register(headings, ROWS[1:], 160)
    for number, text in enumerate(("och rinner in i magasinet", "där mjölet ligger")):
        rest.text(XS[0], 112 + 12 * number, text)
    _, second = tables(register(headings), rest)
    assert second[0] == ["Risk", "S", "K", "S x K", "Åtgärd"]
    assert second[1] == ["och rinner in i magasinet där mjölet ligger", "", "", "", ""]


def test_a_word_that_stands_alone_in_white_is_no_column() -> None:
    page = register(tuple((x, 100, text) for x, text in zip(XS, ("Risk", "S", "K", "RV", "Åtgärd"), strict=True)))
    for x, y, text in ((470, 145, "extra"), (520, 145, "40"), (520, 165, "15"), (520, 185, "40")):
        page.text(x, y, text)
    (table,) = tables(page)
    assert table[1][4:] == ["Sandsäckar extra", "40"]


def test_a_line_of_groups_above_the_headings_of_the_factors() -> None:
    xs = (50, 200, 230, 260, 300, 430, 460, 490)
    page = TinyPage()
    for x, text in ((50, "Risk"), (200, "Före åtgärd"), (300, "Åtgärd"), (430, "Efter åtgärd")):
        page.text(x, 100, text, font="B")
    for x in (200, 430):
        for step, text in enumerate(("S", "K", "RV")):
            page.text(x + 30 * step, 113, text, font="B")
    for number, row in enumerate(ROWS):
        for x, text in zip(xs, (*row, "1", "2", "2"), strict=True):
            page.text(x, 135 + 20 * number, text)
    (table,) = tables(page)
    assert [table[0][0], table[0][4]] == ["Risk", "Åtgärd"]
    assert table[1] == ["", "S", "K", "RV", "", "S", "K", "RV"]
    assert tuple(table[2]) == (*ROWS[0], "1", "2", "2")


def test_a_group_that_breaks_over_lines_is_no_part_of_the_heading_below() -> None:
    page = TinyPage()
    for x, y, text in ((200, 88, "Före åtgärd"), (430, 88, "Efter"), (430, 99, "åtgärd")):
        page.text(x, y, text, font="B")
    xs = (50, 200, 230, 260, 300, 430, 457)
    for x, text in zip(xs, ("Risk", "S", "K", "RV", "Åtgärd", "S", "K"), strict=True):
        page.text(x, 113, text, font="B")
    for number, row in enumerate(ROWS):
        for x, text in zip(xs, (*row, "1", "2"), strict=True):
            page.text(x, 135 + 20 * number, text)
    (table,) = tables(page)
    assert [" ".join(table[0][1:4]).split(), " ".join(table[0][5:]).split()] == [
        ["Före", "åtgärd"],
        ["Efter", "åtgärd"],
    ]
    assert table[1] == ["Risk", "S", "K", "RV", "Åtgärd", "S", "K"]
    assert tuple(table[2]) == (*ROWS[0], "1", "2")


def test_headings_in_the_middle_of_their_columns_reach_close_to_the_text_beside_them() -> None:
    page = TinyPage()
    for x, text in ((120, "Risk"), (250, "S"), (260, "K"), (275, "Riskvärde"), (400, "Åtgärd")):
        page.text(x, 100, text, font="B")
    texts = (("Vattnet stiger över kajen", "Sandsäckar ligger redo"), ("när det blåser", "i boden"))
    for top, factors in ((120, ("2", "4", "8")), (160, ("3", "3", "9")), (200, ("1", "5", "5"))):
        for line, (risk, treatment) in enumerate(texts):
            page.text(50, top + 12 * line, risk)
            page.text(326, top + 12 * line, treatment)
        for x, text in zip((250, 260, 275), factors, strict=True):
            page.text(x, top + 6, text)
    (table,) = tables(page)
    assert table[0] == ["Risk", "S", "K", "Riskvärde", "Åtgärd"]
    assert table[1] == [" ".join(side) for side in (("Vattnet stiger över kajen", "när det blåser"),)] + [
        *("2", "4", "8"),
        "Sandsäckar ligger redo i boden",
    ]
    assert len(table) == 4


GROUPED = (("Risk", 50), ("S", 200), ("K", 230), ("RV", 260), ("Åtgärd", 300), ("S", 430), ("K", 460), ("RV", 490))


def grouped(*above: tuple[float, str]) -> TinyPage:
    """A register of factors before and after, under a line of words."""
    page = TinyPage()
    for x, text in above:
        page.text(x, 98, text, font="B")
    for text, x in GROUPED:
        page.text(x, 113, text, font="B")
    for number, row in enumerate(ROWS):
        for (_, x), text in zip(GROUPED, (*row, "1", "2", "2"), strict=True):
            page.text(x, 135 + 20 * number, text)
    return page


def test_a_line_of_groups_alone_is_of_the_table_and_no_heading_over_it() -> None:
    (table,) = tables(grouped((215, "Nuläge"), (445, "Mål")))
    assert table[0] == ["", "Nuläge", "", "", "", "Mål", "", ""]
    assert table[1] == [text for text, _ in GROUPED]


def test_words_above_a_table_that_stand_over_other_columns_are_no_groups() -> None:
    (table,) = tables(grouped((50, "Kontoret"), (300, "Vecka 12")))
    assert table[0] == [text for text, _ in GROUPED]


def test_groups_may_all_break_over_lines() -> None:
    page = grouped((215, "åtgärd"), (445, "åtgärd"))
    for x, text in ((220, "Före"), (448, "Efter")):
        page.text(x, 87, text, font="B")
    (table,) = tables(page)
    assert table[:2] == [["", "Före åtgärd", "", "", "", "Efter åtgärd", "", ""], [text for text, _ in GROUPED]]
    assert tuple(table[-1]) == (*ROWS[-1], "1", "2", "2")


FACTORS = ((200, "S"), (230, "K"), (260, "RV"), (430, "S"), (460, "K"), (490, "RV"))


@pytest.mark.parametrize(
    "above",
    [
        {80: ((50, "Risk"), (200, "Före"), (300, "Åtgärd"), (430, "Efter")), 92: ((200, "åtgärd"), (430, "åtgärd"))},
        {80: ((200, "Före"), (430, "Efter")), 92: ((50, "Risk"), (200, "åtgärd"), (300, "Åtgärd"), (430, "åtgärd"))},
        {80: ((50, "Risk"), (200, "Före åtgärd"), (300, "Åtgärd"), (430, "Efter åtgärd"))},
    ],
    ids=["at the head", "at the foot", "far above"],
)
def test_groups_and_headings_of_other_columns_above_the_factors(above: dict[int, tuple[tuple[int, str], ...]]) -> None:
    page = TinyPage()
    for y, texts in (*above.items(), (107, FACTORS)):
        for x, text in texts:
            page.text(x, y, text, font="B")
    for number, row in enumerate(ROWS):
        for (_, x), text in zip(GROUPED, (*row, "1", "2", "2"), strict=True):
            page.text(x, 130 + 20 * number, text)
    (risks,) = (section.risks for section in parse(write_pdf([page])).sections)
    read = [(r.description, r.likelihood, r.consequence, r.score, r.treatment, r.residual) for r in risks]
    after = Residual(likelihood=1, consequence=2, score=2)
    assert read == [(text, int(s), int(k), int(rv), todo, after) for text, s, k, rv, todo in ROWS]


def test_a_title_above_the_groups_is_not_of_them() -> None:
    page = grouped((215, "Nuläge"), (445, "Mål"))
    page.text(50, 84, "Tremastade skepp", font="B")
    (table,) = tables(page)
    assert table[0] == ["", "Nuläge", "", "", "", "Mål", "", ""]
