"""Sheets: Excel's and OpenDocument's values, and the blocks of a sheet."""

import datetime
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.errors import UnreadableError
from risktool.extract import extract
from risktool.extract.flow import Flow, GridCell
from risktool.extract.office.numbers import iso_date, number_kind, percentage, plain_number
from risktool.extract.sheet import add_sheet
from tests.extract.formats import files
from tests.extract.formats.files import odf, odf_table, rows_xml, sheet_xml, xlsx
from tests.extract.formats.reading import check_laws, read, remarks, shape, shapes, spans

ROWS = [["Risk", "S", "K"], ["Stress", "4", "5"], ["Brand", "", "2"]]
ODS_ROWS = (
    '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Title</text:p></table:table-cell>'
    "<table:covered-table-cell/></table:table-row>"
    '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="4.0">'
    '<text:p>4,00</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>a</text:p>'
    '</table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)


def test_a_workbook_written_by_openpyxl() -> None:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    sheet = workbook.create_sheet("Register")
    for row in (["Riskregister"], [], ["Risk", "S", "K", "Datum", "Andel", "Klar"]):
        sheet.append(row)
    sheet.append(["Stress", 4.0, 0.1 + 0.2, datetime.date(2024, 3, 1), 0.35, True])
    sheet["E4"].number_format = "0%"
    sheet.merge_cells("A1:F1")
    workbook.create_sheet("Gömd").append(["dold text"])
    workbook["Gömd"].sheet_state = "hidden"
    buffer = io.BytesIO()
    workbook.save(buffer)
    assert shapes(buffer.getvalue()) == [
        ("body", "Riskregister"),
        ("table", [["Risk", "S", "K", "Datum", "Andel", "Klar"], ["Stress", "4", "0.3", "2024-03-01", "35%", "TRUE"]]),
        ("body", "dold text"),
    ]
    document = read(buffer.getvalue())
    assert [page.name for page in document.pages] == ["Register", "Gömd"]
    assert [remark.name for remark in document.remarks] == ["hidden-sheet"]
    assert document.media_type.endswith("spreadsheetml.sheet")


def test_formulas_give_their_stored_result() -> None:
    cells = '<row r="1"><c r="A1"><v>4</v></c><c r="B1"><f>A1*5</f><v>20</v></c><c r="C1"><f>A1&amp;""</f></c></row>'
    data = xlsx({"Sheet1": sheet_xml(cells + rows_xml([["b", 1, 2]], first=2))})
    assert shapes(data) == [("table", [["4", "20", ""], ["b", "1", "2"]])]
    assert remarks(data) == ["partly-read"]


def test_shared_strings_styles_errors_and_escapes() -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>Str</t></r><r><t>ess</t></r>'
        "<rPh><t>no</t></rPh></si><si><t>two_x000D_\nlines</t></si></sst>"
    )
    texts = "".join(f'<c t="s"><v>{at}</v></c>' for at in (0, 1, 9))
    row = f'<row>{texts}<c t="e"><v>#REF!</v></c><c><v>1</v></c></row>'
    data = xlsx({"Sheet1": sheet_xml(row + row)}, sharedStrings=strings)
    assert shapes(data) == [("table", [["Stress", "two\nlines", "", "#REF!", "1"]] * 2)]


def test_merged_cells_of_a_workbook() -> None:
    data = xlsx(
        {"x": sheet_xml(rows_xml([["a", 1, 2], [None, 3, 4]]), '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>')}
    )
    assert spans(data) == [(0, 0, 2, 1)]


def test_sheets_of_one_workbook_are_pages_in_its_order() -> None:
    data = xlsx({"Två": sheet_xml(rows_xml(ROWS)), "Ett": sheet_xml(""), "Tre": sheet_xml(rows_xml([["x"]]))})
    assert [(page.number, page.name, len(page.blocks)) for page in read(data).pages] == [
        (1, "Två", 2),
        (2, "Ett", 0),
        (3, "Tre", 1),
    ]


def test_a_sheet_s_name_heads_its_bare_table() -> None:
    rows, titled = sheet_xml(rows_xml(ROWS)), sheet_xml(rows_xml([["Title"], *ROWS]))
    assert shapes(xlsx({"Arbetsgrupp 3": rows})) == [("heading", "Arbetsgrupp 3"), ("table", ROWS)]
    assert shapes(xlsx({"Blad1": rows})) == [("table", ROWS)]
    assert shapes(xlsx({"Flytt": titled})) == [("caption", "Title"), ("table", ROWS)]
    both = [("heading", "Blad1"), ("table", ROWS), ("heading", "Blad2"), ("table", ROWS)]
    assert shapes(xlsx({"Blad1": rows, "Blad2": rows})) == both


def test_a_torn_sheet_gives_its_first_rows() -> None:
    whole = sheet_xml(rows_xml([*ROWS, ["lost", 1, 2]]))
    data = xlsx({"Sheet1": whole[: whole.index("lost")], "y": sheet_xml(rows_xml([["whole"]]))})
    assert shapes(data) == [("table", ROWS), ("body", "whole")]
    assert remarks(data) == ["partly-read"]


def test_a_workbook_without_its_list_of_sheets() -> None:
    data = files.archive({"xl/workbook.xml": "<workbook", "xl/worksheets/sheet1.xml": sheet_xml(rows_xml(ROWS))})
    assert shapes(data) == [("table", ROWS)]
    assert remarks(data) == ["partly-read"]


def test_no_sheet_at_all_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        extract(files.archive({"xl/workbook.xml": "<workbook"}), "test")


def test_opendocument_sheets() -> None:
    hidden = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    body = f'<table:table table:name="A">{ODS_ROWS}</table:table><table:table table:name="B" table:style-name="h"/>'
    data = odf(body, "spreadsheet", hidden)
    assert shapes(data) == [("caption", "Title"), ("table", [["4", "a", "a"]] * 2)]
    assert [page.name for page in read(data).pages] == ["A", "B"]
    assert remarks(data) == ["hidden-sheet"]


@pytest.mark.parametrize(
    ("value", "text"), [("4.0", "4"), ("4", "4"), ("0.30000000000000004", "0.3"), ("-2.50", "-2.5"), ("x", "")]
)
def test_plain_numbers(value: str, text: str) -> None:
    assert plain_number(value) == text


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_stay_themselves(number: int) -> None:
    assert plain_number(f"{number}.0") == str(number)


@pytest.mark.parametrize(
    ("format_id", "pattern", "kind"),
    [
        (0, "", "number"),
        (14, "", "date"),
        (164, "yyyy-mm-dd;@", "date"),
        (165, '0" st"', "number"),
        (166, "[Red]0.00", "number"),
        (167, "[h]:mm", "date"),
        (168, "0.0%", "percent"),
        (169, "General", "number"),
        (170, '#,##0 "dagar"', "number"),
        (171, "[$-41D]d mmmm yyyy", "date"),
    ],
)
def test_what_a_number_format_shows(format_id: int, pattern: str, kind: str) -> None:
    assert number_kind(format_id, pattern) == kind


def test_dates_and_shares() -> None:
    assert iso_date("45292") == "2024-01-01"
    assert iso_date("45292.5") == "2024-01-01 12:00"
    assert iso_date("0.25") == "06:00"
    assert iso_date("43830", from_1904=True) == "2024-01-01"
    assert iso_date("-1") == iso_date("1e9") == iso_date("nan") == ""
    assert percentage("0.07") == "7%"


def blocks_of(*rows: str) -> list[tuple[str, object]]:
    """A sheet drawn with one character a cell, "." for none, and the blocks that come of it."""
    flow = Flow()
    add_sheet(flow, (GridCell(r, c, t) for r, row in enumerate(rows) for c, t in enumerate(row) if t != "."))
    document = flow.document("x", "", "", "")
    check_laws(document)
    return [shape(document, block) for block in document.pages[0].blocks]


def table(*rows: str) -> tuple[str, object]:
    return "table", [[t.replace(".", "") for t in row] for row in rows]


def test_titles_tables_and_notes_of_a_sheet() -> None:
    assert blocks_of("T...", "abc.", "x12.", "....", "N...") == [("caption", "T"), table("abc", "x12"), ("body", "N")]


def test_an_empty_row_inside_a_register_parts_nothing() -> None:
    assert blocks_of("abc", "x12", "...", "y34") == [table("abc", "x12", "y34")]


def test_a_new_header_after_an_empty_row_begins_a_table() -> None:
    assert blocks_of("abc", "x12", "...", "def", "y34") == [table("abc", "x12"), table("def", "y34")]


def test_a_repeated_header_begins_a_table_with_its_title() -> None:
    assert blocks_of("T..", "abc", "x12", "U..", "abc", "y34") == [
        ("caption", "T"),
        table("abc", "x12"),
        ("caption", "U"),
        table("abc", "y34"),
    ]


def test_a_legend_beside_a_register_is_a_table_of_its_own() -> None:
    assert blocks_of("abc.L1", "x12.M2", "y34..", "z56..", "w78..") == [
        table("abc", "x12", "y34", "z56", "w78"),
        table("L1", "M2"),
    ]


def test_an_empty_column_inside_a_register_parts_nothing() -> None:
    assert blocks_of("abc.d", "x12.u", "y34.v") == [table("abc.d", "x12.u", "y34.v")]


GRID = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 6)), st.sampled_from(["a", "b", "4", "12"]), max_size=40
)


@given(GRID, st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), max_size=5))
def test_every_cell_of_a_sheet_is_placed_once(cells: dict[tuple[int, int], str], sizes: list[tuple[int, int]]) -> None:
    flow = Flow()
    grid = [GridCell(row, column, text) for (row, column), text in cells.items()]
    taken = set(cells)
    for at, (down, right) in enumerate(sizes[: len(grid)]):
        cell = grid[at]
        area = {(cell.row + d, cell.column + r) for d in range(down) for r in range(right)}
        if area & taken == {(cell.row, cell.column)}:
            grid[at] = cell._replace(row_span=down, column_span=right)
            taken |= area
    add_sheet(flow, grid)
    document = flow.document("x", "", "", "")
    check_laws(document)
    assert sorted(document.text.split()) == sorted(cells.values())


@pytest.mark.parametrize("formula", ["B2*C2", "$B2*$C2", "PRODUCT(B2:C2)", "PRODUCT(B2,C2)", "(B2*C2)"])
def test_a_product_without_a_result_is_worked_out(formula: str) -> None:
    score = f'<c r="D2"><f>{formula}</f><v></v></c>'
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>Is</t></is></c><c r="B2"><v>3</v></c><c r="C2"><v>4</v></c>'
    data = xlsx({"Sheet1": sheet_xml(rows_xml([["Risk", "S", "K", "R"]]) + row + score + "</row>")})
    assert shapes(data)[-1] == ("table", [["Risk", "S", "K", "R"], ["Is", "3", "4", "12"]])
    assert remarks(data) == []


@pytest.mark.parametrize("formula", ["B2+C2", "PRODUCT(A2:C2)", "B2*C2*D2", "IF(B2=1,1,B2*C2)", "A2*B2"])
def test_other_formulas_without_a_result_are_told_of(formula: str) -> None:
    score = f'<c r="D2"><f>{formula}</f><v/></c>'
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>Is</t></is></c><c r="B2"><v>3</v></c><c r="C2"><v>4</v></c>'
    data = xlsx({"Sheet1": sheet_xml(rows_xml([["Risk", "S", "K", "R"]]) + row + score + "</row>")})
    assert shapes(data)[-1] == ("table", [["Risk", "S", "K", "R"], ["Is", "3", "4", ""]])
    assert remarks(data) == ["partly-read"]


MATRICES = [
    [["", 1, 2, 3], [3, 3, 6, 9], [2, 2, 4, 6], [1, 1, 2, 3]],
    [["", "K1", "K2", "K3"], ["S3", "R1", "", ""], ["S2", "", "R2", ""], ["S1", "", "", "R3"]],
    [["S/K", "liten", "stor", "svår"], ["ofta", 3, 6, 9], ["ibland", 2, 4, 6], ["sällan", 1, 2, 3]],
]


@pytest.mark.parametrize("matrix", MATRICES)
def test_a_matrix_beside_a_register_is_no_part_of_it(matrix: list[list[str | int]]) -> None:
    register: list[list[str | int]] = [["Risk", "S", "K"], ["Is", 3, 1], ["Damm", 2, 2], ["Buller", 1, 3]]
    rows = [[*left, None, *right] for left, right in zip(register, matrix, strict=True)]
    found = shapes(xlsx({"Sheet1": sheet_xml(rows_xml(rows))}))
    assert [content[0] for kind, content in found if kind == "table"] == [register[0], [str(c) for c in matrix[0]]]


def test_years_beside_a_treatment_make_no_matrix() -> None:
    rows: list[list[str | int | None]] = [
        ["Risk", "S", "K", None, "Åtgärd", "År 1", "År 2", "År 3"],
        ["Is", 3, 1, None, "Salta", 10, 20, 40],
        ["Damm", 2, 2, None, "Fläkt", "", 5, 5],
    ]
    ((_, (heads, *_)),) = shapes(xlsx({"Sheet1": sheet_xml(rows_xml(rows))}))
    assert heads == ["Risk", "S", "K", "", "Åtgärd", "År 1", "År 2", "År 3"]


def test_hidden_rows_are_said() -> None:
    rows = rows_xml([["Risk", "S", "K"], ["Is", 3, 4], ["Damm", 1, 2]]).replace('<row r="3"', '<row r="3" hidden="1"')
    document = read(xlsx({"Blad1": sheet_xml(rows)}))
    (remark,) = document.remarks
    assert remark.message == 'sheet "Blad1": hidden rows (1) were read like the others'
    assert "Damm" in document.text


@pytest.mark.parametrize("why", ["collapse", "filter"])
def test_hidden_rows_of_an_opendocument_sheet_are_said(why: str) -> None:
    table = odf_table([["Risk", "S", "K"], ["Is", "3", "4"], ["Damm", "1", "2"]])
    first, rows = table.split("<table:table-row>", 1)
    table = f'{first}<table:table-row table:visibility="{why}">{rows}'
    empty = '<table:table-row table:visibility="collapse"><table:table-cell/></table:table-row>'
    document = read(odf(table.replace("</table:table>", f"{empty}</table:table>"), kind="spreadsheet"))
    assert [remark.message.partition(": ")[2] for remark in document.remarks] == [
        "hidden rows (1) were read like the others"
    ]
