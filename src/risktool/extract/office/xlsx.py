"""Excel workbooks (.xlsx, .xlsm): one page a sheet, cells as stored.

Numbers come bare ("4", not "4.0"), shares as percentages, dates in ISO order, formulas with the result that the
program stored (a product of two cells is worked out where there is none). Hidden sheets are read and said, struck-out
text is left out and said. Sheets are read row by row, so that a sheet of a million rows costs what is read of it;
macros, pictures and links are never opened.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from risktool.errors import UnreadableError
from risktool.extract.characters import raise_digits, strike
from risktool.extract.flow import Flow, GridCell
from risktool.extract.limits import MAX_COLUMNS, MAX_ROWS, MAX_SHEET_BYTES
from risktool.extract.office.archive import Archive, Part
from risktool.extract.office.formulas import CELL, Place, column_of, find_factors, multiply
from risktool.extract.office.numbers import NumberKind, iso_date, number_kind, percentage, plain_number
from risktool.extract.office.xml import Element, attribute, events, read_tree
from risktool.extract.sheet import add_sheets, remark_hidden

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ESCAPED = regex.compile(r"_x([0-9A-Fa-f]{4})_")
_SHEET_PART = regex.compile(r"xl/worksheets/[^/]+\.xml")


@dataclass(frozen=True, slots=True)
class _SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


class _Text(NamedTuple):
    """A cell's text; one in several fonts says of each part itself whether it is struck out."""

    text: str
    is_rich: bool = False


@dataclass(frozen=True, slots=True)
class _Workbook:
    """What all sheets share: strings by number, what each cell style shows, how days are counted."""

    strings: tuple[_Text, ...]
    kinds: tuple[NumberKind, ...]
    struck: frozenset[str]
    """The numbers of the cell styles whose font is struck out."""
    from_1904: bool


@dataclass(slots=True)
class _Sheet:
    """A sheet's cells with something in them, by place; and what was noticed on the way."""

    cells: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    formulas_without_result: int = 0
    hidden_rows: int = 0
    """By hand or by a filter."""
    products: dict[tuple[int, int], tuple[Place, Place]] = field(default_factory=dict)
    """Formulas without a result that multiply two cells."""
    too_wide: bool = False
    too_long: bool = False


def read_xlsx(archive: Archive, part: str, flow: Flow) -> str:
    """Add a workbook to the flow, a page a sheet; its media type. Raises UnreadableError when no sheet can be read."""
    tree = read_tree(archive, part)
    entries = _entries(archive, part, tree.root) if tree else []
    if not entries:
        entries = [_SheetEntry("", name, hidden=False) for name in sorted(archive.names) if _SHEET_PART.fullmatch(name)]
        flow.remark("partly-read", "the workbook's list of sheets is damaged; the sheets were read without their names")
    settings = next(tree.root.iter("workbookPr"), None) if tree else None
    from_1904 = settings is not None and attribute(settings, "date1904") in ("1", "true")
    workbook = _Workbook(_read_strings(archive, flow), *_read_styles(archive), from_1904)
    read = [(entry, _read_entry(archive, entry, workbook, flow)) for entry in entries]
    sheets = [(entry.name, tuple(sheet.cells.values())) for entry, sheet in read if sheet]
    if not sheets:
        raise UnreadableError("no sheet of the workbook can be read", hint="open it in Excel and save it anew")
    add_sheets(flow, sheets)
    return XLSX


def _entries(archive: Archive, part: str, workbook: Element) -> list[_SheetEntry]:
    """The workbook's sheets in its order; charts on sheets of their own are left out."""
    folder = posixpath.dirname(part)
    links = read_tree(archive, f"{folder}/_rels/{posixpath.basename(part)}.rels")
    targets = {
        attribute(link, "Id"): posixpath.normpath(posixpath.join("/" + folder, attribute(link, "Target"))).lstrip("/")
        for link in (links.root.iter("Relationship") if links else ())
        if attribute(link, "Type").endswith("/worksheet")
    }
    return [
        _SheetEntry(attribute(sheet, "name"), targets[link], attribute(sheet, "state", "visible") != "visible")
        for sheet in workbook.iter("sheet")
        if (link := attribute(sheet, "id")) in targets
    ]


def _read_entry(archive: Archive, entry: _SheetEntry, workbook: _Workbook, flow: Flow) -> _Sheet | None:
    """A sheet's cells, with remarks on what was noticed; None when it cannot be opened."""
    part = archive.read(entry.part, MAX_SHEET_BYTES)
    where = f'sheet "{entry.name}"'
    if part is None:
        flow.remark("partly-read", f"{where} is missing or broken")
        return None
    sheet = _read_sheet(part, workbook)
    remark_hidden(flow, entry.name, sheet.hidden_rows, is_hidden=entry.hidden)
    if sheet.too_long:
        flow.remark("partly-read", f"{where} has more than {MAX_ROWS} rows; the rest was not read")
    elif part.cut:
        flow.remark("partly-read", f"{where} is damaged or too large; what stands before that was read")
    if sheet.too_wide:
        flow.remark("partly-read", f"{where} has more than {MAX_COLUMNS} columns; the rest was not read")
    if sheet.formulas_without_result:
        count = sheet.formulas_without_result
        flow.remark("partly-read", f"{where}: {count} formulas hold no result; open the file in Excel and save it")
    return sheet


def _read_sheet(part: Part, workbook: _Workbook) -> _Sheet:
    sheet = _Sheet()
    filled = row_at = 0
    body: Element | None = None
    for kind, element in events(part, ends=True):
        if kind == "start":
            body = element if element.tag == "sheetData" else body
        elif element.tag == "row":
            number = attribute(element, "r")
            row_at = int(number) if number.isdecimal() and len(number) < 9 else row_at + 1
            is_filled = _read_row(element, row_at - 1, workbook, sheet)
            filled += is_filled
            sheet.hidden_rows += is_filled and attribute(element, "hidden") in ("1", "true")
            if body is not None:
                body.clear()  # rows that were read are not kept
            if filled > MAX_ROWS:
                sheet.too_long = True
                break
        elif element.tag == "mergeCell":
            _merge(sheet, attribute(element, "ref"))
    _fill_products(sheet)
    return sheet


def _read_row(row: Element, row_at: int, workbook: _Workbook, sheet: _Sheet) -> bool:
    """Keep a row's cells; whether there were any."""
    column = -1
    filled = False
    for cell in row:
        place = CELL.fullmatch(attribute(cell, "r"))
        column = column_of(place[1]) if place else column + 1
        text = _cell_text(cell, workbook)
        if not text and _lacks_result(cell):
            _note_formula(sheet, row_at, column, cell.findtext("f") or "")
        elif not text:
            continue
        elif column >= MAX_COLUMNS:
            sheet.too_wide = True
            break
        else:
            filled = True
            sheet.cells[row_at, column] = GridCell(row_at, column, text)
    return filled


def _note_formula(sheet: _Sheet, row_at: int, column: int, formula: str) -> None:
    factors = find_factors(formula)
    if factors is not None and column < MAX_COLUMNS:
        sheet.products[row_at, column] = factors
    else:
        sheet.formulas_without_result += 1


def _fill_products(sheet: _Sheet) -> None:
    """Work out the formulas that only multiply two cells of the sheet."""
    for (row, column), places in sheet.products.items():
        first, second = (sheet.cells[place].text if place in sheet.cells else "" for place in places)
        product = multiply(first, second)
        if product:
            sheet.cells[row, column] = GridCell(row, column, product)
        elif first or second:
            sheet.formulas_without_result += 1


def _lacks_result(cell: Element) -> bool:
    """A formula that no program has computed yet. One that gave an empty text has its (empty) result."""
    return cell.find("f") is not None and not cell.findtext("v") and attribute(cell, "t") != "str"


def _cell_text(cell: Element, workbook: _Workbook) -> str:
    """A cell's text; as its style says, struck out."""
    text = _stored_text(cell, workbook)
    is_struck = attribute(cell, "s", "0") in workbook.struck and not text.is_rich
    return strike(text.text) if is_struck else text.text


def _stored_text(cell: Element, workbook: _Workbook) -> _Text:
    kind = attribute(cell, "t", "n")
    if kind == "inlineStr":
        return _string(cell)
    value = cell.findtext("v") or ""
    if kind == "s":
        number = int(value) if value.isdecimal() else -1
        return workbook.strings[number] if 0 <= number < len(workbook.strings) else _Text("")
    if kind == "b":
        return _Text({"0": "FALSE", "1": "TRUE"}.get(value, value))
    if kind == "d":
        return _Text(value.removesuffix("T00:00:00").replace("T", " "))
    return _Text(_number_text(value, attribute(cell, "s", "0"), workbook) if kind == "n" else _unescape(value))


def _number_text(value: str, style: str, workbook: _Workbook) -> str:
    at = int(style) if style.isdecimal() else 0
    shows = workbook.kinds[at] if at < len(workbook.kinds) else "number"
    if shows == "date":
        return iso_date(value, from_1904=workbook.from_1904) or plain_number(value)
    return percentage(value) if shows == "percent" else plain_number(value) or value


def _merge(sheet: _Sheet, area: str) -> None:
    """Widen the cell at the top left of a merged area; what the area covers is empty in any program."""
    first, _, last = area.partition(":")
    start, end = CELL.fullmatch(first), CELL.fullmatch(last)
    if not start or not end:
        return
    top, left = int(start[2]) - 1, column_of(start[1])
    cell = sheet.cells.get((top, left))
    if cell is not None:
        down, right = int(end[2]) - top, column_of(end[1]) - left + 1
        sheet.cells[top, left] = cell._replace(
            row_span=max(1, min(down, MAX_ROWS)), column_span=max(1, min(right, MAX_COLUMNS - left))
        )


def _read_strings(archive: Archive, flow: Flow) -> tuple[_Text, ...]:
    """The texts that cells refer to by number."""
    tree = read_tree(archive, "xl/sharedStrings.xml")
    if tree is None:
        return ()
    if tree.cut:
        flow.remark("partly-read", "the workbook's texts are damaged: cells that used the missing ones are empty")
    return tuple(_string(item) for item in tree.root.iter("si"))


def _string(element: Element) -> _Text:
    return _Text(_unescape("".join(_runs(element))), next(element.iter("rPr"), None) is not None)


def _runs(element: Element) -> Iterator[str]:
    """The runs of a text, without the reading aids of East Asian words."""
    for child in element:
        if child.tag == "t":
            yield child.text or ""
        elif child.tag in ("r", "is"):
            runs = map(raise_digits, _runs(child)) if _is_raised(child) else _runs(child)
            yield strike("".join(runs)) if _is_struck(child.find("rPr")) else "".join(runs)


def _is_struck(font: Element | None) -> bool:
    setting = None if font is None else font.find("strike")
    return setting is not None and attribute(setting, "val", "1") not in ("0", "false")


def _is_raised(run: Element) -> bool:
    place = run.find("rPr/vertAlign")
    return place is not None and attribute(place, "val") == "superscript"


def _unescape(text: str) -> str:
    """Characters that XML cannot hold are written _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _read_styles(archive: Archive) -> tuple[tuple[NumberKind, ...], frozenset[str]]:
    """What each cell style shows, by the style's number; the numbers of those that are struck out."""
    tree = read_tree(archive, "xl/styles.xml")
    if tree is None:
        return (), frozenset()
    own = {attribute(code, "numFmtId"): attribute(code, "formatCode") for code in tree.root.iter("numFmt")}
    fonts = next(tree.root.iter("fonts"), ())
    struck = {str(at) for at, font in enumerate(fonts) if _is_struck(font)}
    styles = list(next(tree.root.iter("cellXfs"), ()))
    ids = [attribute(style, "numFmtId", "0") for style in styles]
    kinds = tuple(number_kind(int(name) if name.isdecimal() else 0, own.get(name, "")) for name in ids)
    return kinds, frozenset(str(at) for at, style in enumerate(styles) if attribute(style, "fontId", "0") in struck)
