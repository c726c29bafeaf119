"""Tables of which something is missing: rules, a gap, a treatment in the first row, a heading's place."""

import pytest

from risktool import parse
from risktool.extract.pdf import read_pdf
from risktool.source import Table
from tests.extract.pdf.tiny import TinyPage, write_pdf

Rows = list[list[str]]

XS = (50.0, 290.0, 320.0, 350.0, 390.0)
HEAD = ["Risk", "S", "K", "S x K", "Åtgärd"]
BODY = [
    ["Halt golv", "4", "2", "8", ""],
    ["Besökare hittar inte fram", "3", "3", "9", "Skyltar vid vägen"],
    ["Vikarie saknas", "2", "5", "10", "Lista"],
]


def tables(*pages: TinyPage) -> list[Rows]:
    document = read_pdf(write_pdf(list(pages)), "tiny.pdf", "")
    found = []
    for page in document.pages:
        for table in (block for block in page.blocks if isinstance(block, Table)):
            rows = [[""] * table.columns for _ in range(table.rows)]
            for cell in table.cells:
                rows[cell.row][cell.column] = " ".join(document.text[cell.span.start : cell.span.end].split())
            found.append(rows)
    return found


def page_of(rows: Rows, xs: tuple[float, ...] = XS, leading: float = 20, top: float = 100) -> TinyPage:
    page = TinyPage()
    page.table(xs, tuple(top + leading * n for n in range(len(rows) + 1)), rows, ruled=False)
    return page


def test_a_first_row_without_a_treatment_hides_no_column() -> None:
    assert tables(page_of(BODY)) == [BODY]


def test_the_paragraph_below_is_no_row() -> None:
    page = page_of([HEAD, *BODY])
    page.text(53, 195, "Nästa möte hålls i mars när alla har läst planen och frågat det de undrar om den.")
    assert tables(page) == [[HEAD, *BODY]]


def test_a_page_number_is_no_row() -> None:
    page = page_of([HEAD, *BODY])
    page.text(320, 205, "7")
    assert tables(page) == [[HEAD, *BODY]]


def test_upright_rules_alone() -> None:
    page = page_of([HEAD, *BODY])
    for x in (*XS, 540.0):
        page.line(x, 100, x, 180)
    assert tables(page) == [[HEAD, *BODY]]


def test_every_second_row_without_upright_rules() -> None:
    page = page_of([HEAD, *BODY])
    for y in (100, 120, 140, 160, 180):
        page.line(50, y, 540, y)
    for x in (50.0, 540.0):
        page.line(x, 100, x, 180)
    for x in XS[1:]:
        page.line(x, 100, x, 120)
        page.line(x, 140, x, 160)
    assert tables(page) == [[HEAD, *BODY]]


def test_a_title_over_all_columns_stays_whole() -> None:
    page = TinyPage()
    page.table(XS, (100, 120, 140, 160, 180), [HEAD, *BODY], ruled=False)
    page.text(53, 92, "Bedömning av hela huset, våning för våning, av alla som arbetar i det nu")
    for y in (80, 100, 120, 140, 160, 180):
        page.line(50, y, 540, y)
    for x in (50.0, 540.0):
        page.line(x, 80, x, 180)
    for x in XS[1:]:
        page.line(x, 100, x, 180)
    assert tables(page)[0][0][0].startswith("Bedömning av hela huset, våning för våning")


@pytest.mark.parametrize("packed", ["3 * 4 = 12", "3x4=12", "S3 K4 = 12", "3 x 4"])
def test_whole_scores_in_one_cell(packed: str) -> None:
    rows = [["Halt golv", packed, "Sand"], ["Stöld av cyklar", packed, "Lås"], ["Buller", packed, "Dörr"]]
    assert tables(page_of(rows, (50.0, 200.0, 300.0))) == [rows]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_rows_as_close_as_lines(place: int) -> None:
    """Cells set at the top, in the middle or at the foot; three lines of text beside each score."""
    page = TinyPage()
    for row in range(3):
        for line in range(3):
            page.text(53, 100 + 12 * (3 * row + line), f"{'abc'[row]}{line} ord ord")
        for x, number in ((200, 2), (230, 3), (260, 6)):
            page.text(x, 100 + 12 * (3 * row + place), str(number))
    assert [row[0][0] + row[0][-10:-8] for row in tables(page)[0]] == ["aa2", "bb2", "cc2"]


def test_a_heading_broken_on_three_lines_in_the_middle_of_others() -> None:
    page = page_of(BODY, top=130)
    for x, name in zip((53, 323, 353, 393), ("Risk", "K", "S x K", "Åtgärd"), strict=True):
        page.text(x, 112, name)
    for line, piece in enumerate(("San", "nolik", "het")):
        page.text(291, 104 + 8 * line, piece, 7)
    assert tables(page)[0][0] == ["Risk", "San nolik het", "K", "S x K", "Åtgärd"]


@pytest.mark.parametrize(("behind", "is_apart"), [("KLADD", True), ("25", False)])
def test_a_watermark_is_in_no_cell(behind: str, is_apart: bool) -> None:
    """A number in large type may be what a form wants to show."""
    page = TinyPage()
    page.table((*XS, 540.0), (100, 120, 140, 160, 180), [HEAD, *BODY])
    page.text(60, 150, behind, 60)
    (table,) = tables(page)
    assert (behind not in " ".join(cell for row in table for cell in row)) == is_apart


DRAWN = (50.0, 250.0, 290.0, 330.0, 380.0, 540.0)
RISKS = [["Tältet blåser bort", "3", "4", "12", "Linor"], ["Regn i tre dagar", "4", "2", "8", "Presenning"]]


def found_rows(page: TinyPage) -> list[tuple[object, ...]]:
    return [
        (risk.description, risk.likelihood, risk.consequence, risk.treatment)
        for section in parse(write_pdf([page])).sections
        for risk in section.risks
    ]


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize(
    "lines", [["Risk", "S", "K", "S x K", "Åtgärd"], ["Beskrivning av/risk", "S", "K", "Risk-/tal", "Åtgärd"]]
)
def test_headings_above_the_first_rule_are_the_tables(lines: list[str], filled: bool) -> None:
    """On a dark band, or in white type on nothing at all: their cells are not drawn."""
    page = TinyPage()
    page.text(50, 60, "Riskanalys: Sommarlägret", 14)
    if filled:
        page.fill(50, 78, 540, 110, 0.6)
    for x, name in zip(DRAWN, lines, strict=False):
        *above, last = name.split("/")
        for text in above:
            page.text(x + 3, 94, text)
        page.text(x + 3, 106, last)
    page.table(DRAWN, (110, 134, 158), RISKS)
    assert found_rows(page) == [("Tältet blåser bort", 3, 4, "Linor"), ("Regn i tre dagar", 4, 2, "Presenning")]


def test_a_line_of_prose_above_a_table_is_no_heading() -> None:
    page = TinyPage()
    page.text(50, 60, "Riskanalys: Sommarlägret", 14)
    page.text(53, 106, "Risk och åtgärd enligt mötet; S och K på skalan 1-5")
    page.table(DRAWN, (110, 134, 158, 182), [["Risk", "S", "K", "S x K", "Åtgärd"], *RISKS])
    assert found_rows(page) == [("Tältet blåser bort", 3, 4, "Linor"), ("Regn i tre dagar", 4, 2, "Presenning")]


def test_what_opens_a_page_heads_no_table_that_goes_on() -> None:
    """Names that columns have too, right above the rest of the table of the page before."""
    first, second = TinyPage(), TinyPage()
    first.table(DRAWN, (100, 124, 148), [["Risk", "S", "K", "S x K", "Åtgärd"], RISKS[0]])
    for x, name in ((53, "Riskanalys"), (253, "Datum"), (293, "Version"), (383, "Ansvarig")):
        second.text(x, 95, name)
    second.table(DRAWN, (100, 124), RISKS[1:])
    risks = parse(write_pdf([first, second])).risks
    assert [(r.description, r.likelihood, r.consequence) for r in risks] == [
        ("Tältet blåser bort", 3, 4),
        ("Regn i tre dagar", 4, 2),
    ]


SIDEWAYS = [
    ["Risk", "Halt golv vid entrén", "Vikarie saknas om vintern"],
    ["Sannolikhet", "4", "2"],
    ["Konsekvens", "2", "5"],
    ["Åtgärd", "Sand och nya mattor", "Lista med pensionärer"],
]


def test_a_register_on_its_side_is_a_table_and_asked_about() -> None:
    page = page_of(SIDEWAYS, (50.0, 150.0, 350.0))
    page.text(153, 124, "för personal och besökare")
    first = [SIDEWAYS[0][0], "Halt golv vid entrén för personal och besökare", SIDEWAYS[0][2]]
    assert tables(page) == [[first, *SIDEWAYS[1:]]]
    risks = parse(write_pdf([page]), name="notes.pdf").risks
    assert [(r.likelihood, r.consequence, r.treatment, r.needs_review) for r in risks] == [
        (4, 2, "Sand och nya mattor", True),
        (2, 5, "Lista med pensionärer", True),
    ]


def test_numbers_behind_other_names_are_no_register_on_its_side() -> None:
    rows = [["Plats", "Entrén till biblioteket", "Källaren under skolan"], ["Bredd", "4", "2"], ["Längd", "2", "5"]]
    assert not tables(page_of([*rows, ["Golv", *SIDEWAYS[3][1:]]], (50.0, 150.0, 350.0)))
