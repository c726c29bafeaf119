"""Rows that a page break cuts: where their rests are read."""

from risktool import pipeline
from risktool.model import Risk
from tests.extract.pdf.tiny import TinyPage, write_pdf

XS = (50.0, 250.0, 290.0, 330.0, 380.0)
HEAD = ("Risk", "S", "K", "S x K", "Åtgärd")
Cells = tuple[str, ...]


def put(page: TinyPage, y: float, cells: Cells, *, bold: bool = False) -> None:
    """One line of a table, cell by cell."""
    for x, text in zip(XS, cells, strict=False):
        if text:
            page.text(x, y, text, 9, font="B" if bold else "F")


def table(lines: dict[float, Cells], head: float = 100) -> TinyPage:
    page = TinyPage()
    put(page, head, HEAD, bold=True)
    for y, cells in lines.items():
        put(page, y, cells)
    return page


def risks(*pages: TinyPage) -> tuple[Risk, ...]:
    return pipeline.parse(write_pdf(list(pages)), name="x.pdf").risks


def described(found: tuple[Risk, ...]) -> list[str]:
    return [" ".join(risk.description.split()) for risk in found]


def test_the_last_row_keeps_its_lines_where_all_lines_are_wide() -> None:
    page = table(
        {
            120: ("Vattnet stiger över kajen när", "2", "4", "8", "Sandsäckar"),
            137: ("det blåser från väster",),
            160: ("Gäster halkar på bryggan", "3", "3", "9", "Grus"),
            183: ("Masten knäcks i stormen så", "1", "5", "5", "Ny mast"),
            200: ("att båten inte kan segla",),
            217: ("hem från skären",),
        }
    )
    assert described(risks(page)) == [
        "Vattnet stiger över kajen när det blåser från väster",
        "Gäster halkar på bryggan",
        "Masten knäcks i stormen så att båten inte kan segla hem från skären",
    ]


def test_a_paragraph_below_a_table_of_wide_lines_is_none_of_it() -> None:
    page = table(
        {
            120: ("Vattnet stiger över kajen när", "2", "4", "8", "Sandsäckar"),
            137: ("det blåser från väster",),
            160: ("Gäster halkar på bryggan", "3", "3", "9", "Grus"),
        }
    )
    put(page, 195, ("Skrivet vid mötet i mars",))
    assert described(risks(page))[-1] == "Gäster halkar på bryggan"


STRIPES = ((112.0, 130.0), (148.0, 166.0))


def test_a_rest_below_headings_that_are_printed_again_on_a_striped_page() -> None:
    first = table(
        {123: ("Gäster halkar på bryggan", "3", "3", "9", "Grus"), 141: ("Repet nöts av mot", "2", "2", "4", "")}
    )
    second = table(
        {
            123: ("stenkajen och lossnar",),
            141: ("Vattnet stiger över kajen", "2", "4", "8", "Sandsäckar"),
            159: ("Masten knäcks i stormen", "1", "5", "5", "Ny mast"),
        }
    )
    for page in (first, second):
        for top, bottom in STRIPES:
            page.fill(XS[0] - 3, top, 500, bottom)
    assert described(risks(first, second)) == [
        *("Gäster halkar på bryggan", "Repet nöts av mot stenkajen och lossnar"),
        *("Vattnet stiger över kajen", "Masten knäcks i stormen"),
    ]


def test_a_rest_whose_upright_rules_are_left_out_is_no_single_cell() -> None:
    sides = (47.0, 247.0, 287.0, 327.0, 377.0, 500.0)
    first, second = TinyPage(), TinyPage()
    first.table(
        sides,
        (100, 120, 140, 160),
        [list(HEAD), ["Gäster halkar", "3", "3", "9", "Grus"], ["Repet nöts", "2", "2", "4", "Byt"]],
    )
    rows = [
        ["", "", "", "", ""],
        ["Vattnet stiger", "2", "4", "8", "Säckar"],
        ["Masten knäcks", "1", "5", "5", "Ny mast"],
    ]
    second.table(sides, (100, 130, 150, 170), rows, ruled=False)
    put(second, 112, ("av mot stenkajen", "", "", "", "repet före"))
    put(second, 123, ("", "", "", "", "midsommar"))
    for y in (100.0, 130.0, 150.0, 170.0):
        second.line(sides[0], y, sides[-1], y)
    for x in sides:
        second.line(x, 100 if x in (sides[0], sides[-1]) else 130, x, 170)
    found = risks(first, second)
    assert described(found)[1] == "Repet nöts av mot stenkajen"
    assert " ".join((found[1].treatment or "").split()) == "Byt repet före midsommar"


def test_a_sentence_over_the_break_puts_both_rows_before_a_person() -> None:
    first = table(
        {120: ("Gäster halkar på bryggan.", "3", "3", "9", "Grus"), 131: ("Repet nöts av mot", "2", "2", "4", "")}
    )
    second = TinyPage()
    put(second, 60, ("stenkajen och lossnar.",))
    put(second, 71, ("Vattnet stiger över kajen", "2", "4", "8", "Sandsäckar"))
    put(second, 82, ("när det blåser",))
    put(second, 93, ("Masten knäcks i stormen", "1", "5", "5", "Ny mast"))
    found = risks(first, second)
    assert [risk.score for risk in found if risk.score] == [9, 4, 8, 5]
    broken = described(found)[1] != "Repet nöts av mot stenkajen och lossnar."
    assert not broken or all(risk.needs_review for risk in found[1:3])


def test_words_of_a_cell_that_name_columns_do_not_open_another_table() -> None:
    page = TinyPage()
    lines = {
        100: ("Risk", "Sannolikhet", "Konsekvens", "Åtgärd"),
        120: ("Gästerna ringer fel", "3", "4", "Ring tillbaka från det"),
        133: ("nummer i", "", "", "nya numret."),
        146: ("katalogen", "", "", ""),
        170: ("Båten driver bort", "2", "5", "Dubbla linor"),
    }
    for y, cells in lines.items():
        for x, text in zip((50.0, 200.0, 290.0, 380.0), cells, strict=True):
            page.text(x, y, text, 9)
    found = risks(page)
    assert described(found) == ["Gästerna ringer fel nummer i katalogen", "Båten driver bort"]
    assert [risk.treatment for risk in found] == ["Ring tillbaka från det nya numret.", "Dubbla linor"]
