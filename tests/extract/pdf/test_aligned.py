"""Tables without cells drawn: bare, with hairlines, with stripes, aligned to the top or the middle, over pages."""

import pytest

from risktool.extract.pdf import read_pdf
from risktool.source import Document, Paragraph, Table
from tests.extract.pdf.tiny import TinyPage, write_pdf

XS = (50.0, 250.0, 280.0, 310.0, 360.0)
HEAD = ["Risk", "S", "K", "S x K", "Åtgärd"]
ROWS: list[list[str]] = [
    ["Taket läcker när snön\nsmälter på våren", "2", "4", "8", "Lägg om"],
    ["Buller", "5", "2", "10", "Nya fönster i\nsalen mot gatan,\nmattor i korridoren"],
    ["Trånga lokaler", "1-3", "4", "4-12", ""],
    ["Brist på vikarier under\nsommaren", "", "9?", "", "Rekrytera redan i mars"],
]
LEADING, PADDING = 12.0, 8.0


def draw(
    page: TinyPage,
    rows: list[list[str]],
    top: float,
    *,
    middle: bool = False,
    padding: float = PADDING,
    xs: tuple[float, ...] = XS,
) -> float:
    """Rows of several lines; the y below the last one. Returns where each row began through the page's fills."""
    for row in rows:
        lines = max(cell.count("\n") + 1 for cell in row)
        for x, cell in zip(xs, row, strict=True):
            parts = cell.split("\n")
            shift = (lines - len(parts)) * LEADING / 2 if middle else 0.0
            for number, part in enumerate(parts):
                page.text(x, top + 10 + shift + number * LEADING, part)
        top += lines * LEADING + padding
    return top


def read(*pages: TinyPage) -> Document:
    return read_pdf(write_pdf(list(pages)), "tiny.pdf", "")


def grids(document: Document) -> list[list[list[str]]]:
    found = []
    for page in document.pages:
        for table in (block for block in page.blocks if isinstance(block, Table)):
            rows = [[""] * table.columns for _ in range(table.rows)]
            for cell in table.cells:
                rows[cell.row][cell.column] = document.text[cell.span.start : cell.span.end]
            found.append(rows)
    return found


@pytest.mark.parametrize("middle", [False, True])
def test_columns_come_from_headings_and_rows_from_scores(middle: bool) -> None:
    page = TinyPage()
    page.text(50, 60, "2. Riskanalys: Skolan", 14)
    bottom = draw(page, [HEAD, *ROWS], 100, middle=middle)
    page.text(50, bottom + 60, "Anteckningar från mötet, som fortsätter över hela raden utan lucka.")
    document = read(page)
    assert grids(document) == [[HEAD, *ROWS]]
    assert [isinstance(block, Paragraph) for block in document.pages[0].blocks] == [True, False, True]


def test_rows_without_space_between_them_begin_at_their_scores() -> None:
    page = TinyPage()
    draw(page, [HEAD, *ROWS[:3]], 100, padding=0)
    assert grids(read(page)) == [[HEAD, *ROWS[:3]]]


def test_hairlines_part_rows_that_have_no_score() -> None:
    page = TinyPage()
    rows = [ROWS[0], ["Mögel", "", "", "", ""], ["Damm", "", "", "", "Städa"]]
    top = 100.0
    for row in [HEAD, *rows]:
        page.line(48, top, 540, top)
        top = draw(page, [row], top, padding=2)
    page.line(48, top, 540, top)
    assert grids(read(page)) == [[HEAD, *rows]]


def test_stripes_part_rows() -> None:
    page = TinyPage()
    top = 100.0
    for number, row in enumerate([HEAD, *ROWS]):
        below = top + (max(cell.count("\n") for cell in row) + 1) * LEADING + 1
        if number % 2 == 0:
            page.fill(48, top, 540, below)
        top = draw(page, [row], top, padding=1)
    assert grids(read(page)) == [[HEAD, *ROWS]]


def test_a_table_goes_on_overleaf_without_its_heading() -> None:
    first, second = TinyPage(), TinyPage()
    draw(first, [HEAD, *ROWS[:2]], 100)
    draw(second, [ROWS[2], ROWS[0]], 50)
    assert grids(read(first, second)) == [[HEAD, *ROWS[:2]], [ROWS[2], ROWS[0]]]


def test_a_running_line_is_no_row_of_the_table_that_goes_on_below_it() -> None:
    """The header leaves the gutters white."""
    pages = TinyPage(), TinyPage()
    rows = [HEAD, *ROWS[:2]], [ROWS[2], ROWS[0]]
    for number, (page, top, part) in enumerate(zip(pages, (100, 60), rows, strict=True), start=1):
        page.text(XS[0], 40, "Region Norr")
        page.text(XS[4], 40, f"Dnr 2024/{number}")
        draw(page, part, top)
    assert grids(read(*pages)) == list(rows)


def test_rows_that_differ_in_their_scores_only_are_no_running_lines() -> None:
    first, *others = TinyPage(), TinyPage(), TinyPage()
    draw(first, [HEAD, *ROWS], 100)
    tops = ["Brand", "4", "5", "20", "Larm"], ["Brand", "1", "5", "5", "Larm"]
    for page, top in zip(others, tops, strict=True):
        draw(page, [top], 40)
        draw(page, ROWS, 75)
    assert [grid[0] for grid in grids(read(first, *others))[1:]] == list(tops)


def test_a_row_goes_on_overleaf_past_a_running_footer() -> None:
    first, second = TinyPage(), TinyPage()
    draw(first, [HEAD, ROWS[0], ["Buller från", "5", "2", "10", "Mattor"]], 100)
    draw(second, [["gatan", "", "", "", "och fönster"], ROWS[0]], 60)
    for number, page in enumerate((first, second), start=1):
        page.text(50, 800, f"Sida {number} av 2, fastställd av nämnden")
    assert grids(read(first, second))[1] == [["gatan", "", "", "", "och fönster"], ROWS[0]]


def test_another_table_at_the_top_of_the_next_page_is_read_by_its_own_headings() -> None:
    """Its first row breaks the gutters of the table before; the second one fits them."""
    first, second = TinyPage(), TinyPage()
    draw(first, [HEAD, *ROWS[:2]], 100)
    second.text(50, 50, "3. Riskanalys: Badet", 14)
    rows = [
        ["Risk", "K", "S", "S x K", "Åtgärd"],
        ["Halka på våta golv vid bassängen och i duschen om\nkvällen", "2", "3", "6", "Mattor"],
        ["Buller", "5", "1", "5", "Skivor"],
    ]
    draw(second, rows, 80, xs=(50.0, 310.0, 340.0, 370.0, 420.0))
    assert grids(read(first, second))[1:] == [rows]


def test_a_row_in_the_margin_of_both_pages_that_is_not_set_apart_stays() -> None:
    """Same place, same words but for the numbers: still no running line."""
    first, second = TinyPage(), TinyPage()
    draw(first, [HEAD, *ROWS[:1]], 50)
    draw(second, [HEAD, *ROWS[:1]], 50)
    assert grids(read(first, second)) == [[HEAD, *ROWS[:1]]] * 2


def test_prose_with_numbers_is_no_table() -> None:
    page = TinyPage()
    for number in range(6):
        page.text(
            50,
            100 + number * LEADING,
            f"Vi var {number + 3} stycken och talade om risk, konsekvens och åtgärd i 20 min.",
        )
    assert grids(read(page)) == []
