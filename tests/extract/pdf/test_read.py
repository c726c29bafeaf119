"""What read_pdf makes of small files: grids, rotation, merged cells, and what it refuses."""

import pytest

from risktool.errors import NoTextError, UnreadableError
from risktool.extract.pdf import read_pdf
from risktool.source import Document, Paragraph, Table
from tests.extract.pdf.tiny import HEIGHT, TinyPage, write_pdf

XS, YS = (50.0, 200.0, 240.0, 280.0), (100.0, 120.0, 140.0)
ROWS = [["Risk", "S", "K"], ["Taket läcker", "2", "4"]]


def read(*pages: TinyPage, to_unicode: str = "") -> Document:
    return read_pdf(write_pdf(list(pages), to_unicode), "tiny.pdf", "")


def grid(document: Document, page: int = 0) -> list[list[str]]:
    table = next(block for block in document.pages[page].blocks if isinstance(block, Table))
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = document.text[cell.span.start : cell.span.end]
    return rows


def page_with_table(rotate: int = 0) -> TinyPage:
    page = TinyPage(rotate=rotate)
    page.text(50, 60, "1. Riskanalys: Taket", 14)
    page.text(50, 80, "Gruppen gick igenom huset.")
    page.table(XS, YS, ROWS)
    page.text(280, 800, "Sida 1 (1)")
    return page


def test_a_ruled_table_stands_between_its_paragraphs() -> None:
    document = read(page_with_table())
    assert grid(document) == ROWS
    texts = [document.text[b.span.start : b.span.end] for b in document.pages[0].blocks if isinstance(b, Paragraph)]
    assert texts == ["1. Riskanalys: Taket", "Gruppen gick igenom huset.", "Sida 1 (1)"]
    assert [isinstance(block, Table) for block in document.pages[0].blocks] == [False, False, True, False]
    heading = document.pages[0].blocks[0]
    assert isinstance(heading, Paragraph)
    assert heading.style == "heading"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same_and_its_boxes_are_on_the_page_as_shown(rotate: int) -> None:
    document = read(page_with_table(rotate))
    assert grid(document) == ROWS
    page = document.pages[0]
    assert (page.width, page.height) == ((595, HEIGHT) if rotate % 180 == 0 else (HEIGHT, 595))
    box = next(iter(document.words)).box
    assert 0 <= box.x0 < box.x1 <= page.width
    assert 0 <= box.top < box.bottom <= page.height
    near_top_left = {0: (box.x0, box.top), 90: (page.width - box.x1, box.top)}
    near_top_left |= {180: (page.width - box.x1, page.height - box.bottom), 270: (box.x0, page.height - box.bottom)}
    assert max(near_top_left[rotate]) < 65


def test_a_merged_cell_stands_once_with_its_spans() -> None:
    page = TinyPage()
    page.text(53, 112, "Riskanalys av taket")
    page.table(XS, (120.0, 140.0, 160.0), ROWS)
    page.line(50, 100, 280, 100)
    page.line(50, 100, 50, 120)
    page.line(280, 100, 280, 120)
    document = read(page)
    table = document.pages[0].blocks[0]
    assert isinstance(table, Table)
    title = next(iter(table.cells))
    assert (title.row, title.column, title.row_span, title.column_span) == (0, 0, 1, 3)
    assert len(table.cells) == 7


def test_an_empty_cell_has_an_empty_span_in_its_place() -> None:
    page = TinyPage()
    page.table(XS, YS, [["Risk", "S", "K"], ["Taket läcker", "", "4"]])
    document = read(page)
    assert grid(document)[1] == ["Taket läcker", "", "4"]


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    page = TinyPage()
    page.table(XS, YS, ROWS, ruled=False)
    for y in YS:
        page.line(50, y, 280, y)
    for x in XS[1:-1]:
        page.line(x, YS[0], x, YS[-1])
    assert grid(read(page)) == ROWS


def test_text_drawn_sideways_on_an_upright_page_reads_as_on_a_turned_one() -> None:
    page = TinyPage()
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            page.text(100 + 20 * row, 600 - (XS[column] - XS[0]) * 2, text, turned=True)
    assert read(page).text.split() == ["Risk", "S", "K", "Taket", "läcker", "2", "4"]


def test_a_watermark_is_in_no_cell() -> None:
    page = page_with_table()
    page.ops.append("BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 700 Tm (UTKAST) Tj ET")
    document = read(page)
    assert grid(document) == ROWS
    assert "UTKAST" in document.text


def test_what_was_typed_into_a_form_is_read() -> None:
    page = TinyPage()
    page.table(XS, YS, [["Risk", "S", "K"], ["", "2", "4"]])
    page.typed.append((52.0, 132.0, "Taket rasar"))
    assert grid(read(page))[1] == ["Taket rasar", "2", "4"]


def test_text_in_two_columns_is_read_column_by_column() -> None:
    page = TinyPage()
    left = [f"vänster rad nummer {number} av flera" for number in range(6)]
    right = [f"höger rad nummer {number} av flera" for number in range(6)]
    page.text(50, 80, "Protokoll", 14)
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        page.text(50, 110 + 12 * number, one)
        page.text(300, 110 + 12 * number, other)
    assert read(page).text.split() == " ".join(["Protokoll", *left, *right]).split()


def test_labels_and_values_are_read_line_by_line() -> None:
    page = TinyPage()
    pairs = ["Datum: måndag", "Plats: kajen", "Ordförande: Eva", "Sekreterare: Bo", "Tid: morgon"]
    for number, pair in enumerate(pairs):
        for column, text in enumerate(pair.split()):
            page.text(50 + 200 * column, 110 + 12 * number, text)
    blocks = read(page).pages[0].blocks
    assert [block.box.top for block in blocks if block.box] == sorted(block.box.top for block in blocks if block.box)


def test_every_word_has_a_place_and_spans_go_up() -> None:
    document = read(page_with_table(), page_with_table())
    assert "".join(document.text[w.span.start : w.span.end] for w in document.words) == "".join(document.text.split())
    starts = [w.span.start for w in document.words]
    assert starts == sorted(starts)
    assert document.pages[0].span.end == document.pages[1].span.start


def test_a_blank_page_is_no_text() -> None:
    with pytest.raises(NoTextError, match="OCR"):
        read(TinyPage())


def test_rubbish_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        read_pdf(b"%PDF-1.7 and then nothing of the kind", "x.pdf", "")


def test_numbers_that_run_into_each_other_are_parted_at_the_rule() -> None:
    xs = (50.0, 200.0, 214.0, 228.0, 300.0)
    page = TinyPage()
    page.table(
        xs,
        (100.0, 120.0, 140.0, 160.0, 180.0),
        [["Risk", "S", "K", "Åtgärd"], ["Taket", "1", "4", "Laga"], ["Golv", "1", "2", ""], ["Dörr", "", "", ""]],
    )
    page.text(203, 172, "2-34")  # 2-3 hangs over, 4 follows at once
    assert grid(read(page))[3] == ["Dörr", "2-3", "4", ""]


def test_a_number_that_hangs_over_into_a_column_of_text_stays_whole() -> None:
    xs = (50.0, 200.0, 214.0, 300.0)
    page = TinyPage()
    page.table(
        xs, (100.0, 120.0, 140.0, 160.0), [["Risk", "SK", "Åtgärd"], ["Taket", "4", "Laga"], ["Dörr", "8-12", ""]]
    )
    assert grid(read(page))[2] == ["Dörr", "8-12", ""]
