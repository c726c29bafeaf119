"""OpenDocument text and sheets (.odt, .ods): one XML vocabulary, two kinds of body.

Text: paragraphs, headings and tables in the order of the page; list items are items, text boxes and footnotes come
after the paragraph they hang on. Tracked deletions stand outside the text in this format and are skipped, as are
comments. Sheets: each table is a page of its own, values as stored ("4", not "4,00"), hidden sheets said.

    <table:table-cell table:number-columns-repeated="1000"/>  fills up a row and is never unrolled.
"""

from collections.abc import Iterator

import regex

from risktool.errors import EncryptedError, UnreadableError
from risktool.extract.flow import Flow, GridCell
from risktool.extract.limits import MAX_FILLED_REPEATS, MAX_SPAN
from risktool.extract.office.archive import Archive
from risktool.extract.office.numbers import plain_number
from risktool.extract.office.xml import Element, attribute, read_tree
from risktool.extract.sheet import add_sheet

_LEFT_OUT = frozenset(
    [
        "annotation",
        "annotation-end",
        "tracked-changes",
        "note-citation",
        "title",
        "desc",
        "ruby-text",
    ]
)
_APART = frozenset(("text-box", "note-body"))
_LISTS = frozenset(("list", "numbered-paragraph"))
_TRANSPARENT = _LISTS | frozenset(
    [
        "section",
        "list-item",
        "list-header",
        "frame",
        "text-box",
        "note-body",
        "g",
        "index-body",
        "index-title",
        "table-of-content",
        "table-index",
        "illustration-index",
        "user-index",
        "alphabetical-index",
    ]
)
_ROW_GROUPS = frozenset(("table-header-rows", "table-rows", "table-row-group"))
_SPACE = regex.compile(r"[ \t\r\n]+")


def read_odf(archive: Archive, part: str, flow: Flow) -> str:
    """Add an OpenDocument file to the flow; which body it has ("text" or "spreadsheet").

    Raises EncryptedError, and UnreadableError for other bodies and for content broken beyond reading.
    """
    tree = read_tree(archive, part)
    if tree is None:
        _refuse_encrypted(archive)
        raise UnreadableError("the document's content is missing or broken", hint="open it and save it anew")
    if tree.cut:
        flow.remark("partly-read", "the document is damaged: its text stops before the end")
    return read_body(tree.root, flow)


def read_body(root: Element, flow: Flow) -> str:
    """Add the body below an OpenDocument root element to the flow; which body it is."""
    body = next(root.iter("body"), None)
    for kind in body if body is not None else ():
        if kind.tag == "text":
            _read_blocks(kind, flow, in_list=False)
            return "text"
        if kind.tag == "spreadsheet":
            _read_sheets(kind, _hidden_styles(root), flow)
            return "spreadsheet"
    raise UnreadableError("this OpenDocument file holds neither text nor a sheet", hint="save it as PDF")


def _refuse_encrypted(archive: Archive) -> None:
    manifest = read_tree(archive, "META-INF/manifest.xml")
    if manifest and any(True for _ in manifest.root.iter("encryption-data")):
        raise EncryptedError("the document is protected by a password", hint="save a copy without a password")


def _read_blocks(container: Element, flow: Flow, *, in_list: bool) -> None:
    for child in container:
        if child.tag == "h":
            _read_paragraph(child, flow, heading=True, in_list=in_list)
        elif child.tag == "p":
            _read_paragraph(child, flow, heading=False, in_list=in_list)
        elif child.tag == "table":
            _read_table(child, flow)
        elif child.tag in _TRANSPARENT:
            _read_blocks(child, flow, in_list=in_list or child.tag in _LISTS)


def _read_paragraph(paragraph: Element, flow: Flow, *, heading: bool, in_list: bool) -> None:
    flow.paragraph(_text(paragraph), "heading" if heading else "item" if in_list else "body")
    for apart in _set_apart(paragraph):
        _read_blocks(apart, flow, in_list=False)


def _text(element: Element) -> str:
    """What a paragraph prints. White space in the file is one space; spaces, tabs and breaks are elements."""
    return "".join(_words(element)).strip()


def _words(element: Element) -> Iterator[str]:
    yield _SPACE.sub(" ", element.text or "")
    for child in element:
        if child.tag == "s":
            count = attribute(child, "c", "1")
            yield " " * (min(int(count), MAX_SPAN) if count.isdecimal() else 1)
        elif child.tag == "tab":
            yield "\t"
        elif child.tag == "line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT and child.tag not in _APART:
            yield from _words(child)
        yield _SPACE.sub(" ", child.tail or "")


def _set_apart(element: Element) -> Iterator[Element]:
    """Text boxes and footnotes in a paragraph."""
    for child in element:
        if child.tag in _APART:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _set_apart(child)


def _read_table(table: Element, flow: Flow) -> None:
    cells = list(_grid(table))
    if len(cells) == 1:  # a frame
        _read_blocks(cells[0][2], flow, in_list=False)
        return
    flow.table(GridCell(row, column, _cell_text(cell), *_spans(cell)) for row, column, cell in cells)
    for _, _, cell in cells:
        for inner in _nested_tables(cell):
            _read_table(inner, flow)


def _nested_tables(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "table":
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _nested_tables(child)


def _cell_text(cell: Element) -> str:
    """The lines of a cell, without the tables in it."""
    return "\n".join(line for line in _lines(cell) if line)


def _lines(container: Element) -> Iterator[str]:
    for child in container:
        if child.tag in ("p", "h"):
            yield _text(child)
            for apart in _set_apart(child):
                yield from _lines(apart)
        elif child.tag in _TRANSPARENT:
            yield from _lines(child)


def _grid(table: Element) -> Iterator[tuple[int, int, Element]]:
    """The cells of a table with their rows and columns. Covered ones are left out, empty repeats only counted."""
    row_at = 0
    for row in _rows(table):
        cells = list(_row_cells(row))
        repeats = _number(row, "number-rows-repeated", MAX_SPAN if not cells else MAX_FILLED_REPEATS)
        for again in range(repeats if cells else 0):
            yield from ((row_at + again, column, cell) for column, cell in cells)
        row_at += repeats


def _row_cells(row: Element) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in row:
        if cell.tag in ("table-cell", "covered-table-cell"):
            filled = cell.tag == "table-cell" and len(cell) > 0
            repeats = _number(cell, "number-columns-repeated", MAX_FILLED_REPEATS if filled else MAX_SPAN)
            yield from ((column + again, cell) for again in range(repeats if filled else 0))
            column += repeats


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _spans(cell: Element) -> tuple[int, int]:
    return _number(cell, "number-rows-spanned", MAX_SPAN), _number(cell, "number-columns-spanned", MAX_SPAN)


def _number(element: Element, name: str, most: int) -> int:
    """A count given as an attribute: 1 where it is missing or senseless, `most` where it is more."""
    value = attribute(element, name)
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 12 else 1


def _read_sheets(spreadsheet: Element, hidden_styles: frozenset[str], flow: Flow) -> None:
    for table in spreadsheet.iter("table"):
        name = attribute(table, "name")
        if attribute(table, "style-name") in hidden_styles:
            flow.remark("hidden-sheet", f'sheet "{name}" is hidden; it was read like the others')
        cells = (GridCell(row, column, _value(cell), *_spans(cell)) for row, column, cell in _grid(table))
        add_sheet(flow, cells)
        flow.end_page(name)


def _hidden_styles(root: Element) -> frozenset[str]:
    """Names of the table styles that hide a sheet."""
    return frozenset(
        attribute(style, "name")
        for style in root.iter("style")
        for settings in style.iter("table-properties")
        if attribute(settings, "display") == "false"
    )


def _value(cell: Element) -> str:
    """A sheet cell's value as text: numbers bare, dates in ISO order, everything else as shown."""
    kind = attribute(cell, "value-type")
    if kind in ("float", "currency"):
        return plain_number(attribute(cell, "value")) or _cell_text(cell)
    if kind == "date":
        return attribute(cell, "date-value").removesuffix("T00:00:00").replace("T", " ") or _cell_text(cell)
    return _cell_text(cell)
