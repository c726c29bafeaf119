"""OpenDocument text and sheets (.odt, .ods, and both as one flat XML file): one vocabulary, two kinds of body.

Text: paragraphs, headings and tables in the order of the page, with their automatic numbers; text boxes and footnotes
come after the paragraph they hang on. Tracked deletions stand outside the text in this format and are skipped, as are
comments. Sheets: each table is a page of its own, values as stored ("4", not "4,00"), hidden sheets said.

    <table:table-cell table:number-columns-repeated="1000"/>  fills up a row and is never unrolled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from risktool.errors import EncryptedError, UnreadableError
from risktool.extract.characters import is_struck, raise_digits, strike
from risktool.extract.flow import Flow, GridCell
from risktool.extract.limits import MAX_FILLED_REPEATS, MAX_SPAN
from risktool.extract.office.archive import Archive, Part
from risktool.extract.office.numbers import plain_number
from risktool.extract.office.odf_styles import Numbering, OdfStyles, Place, read_odf_styles
from risktool.extract.office.xml import Element, attribute, parse_part, read_tree
from risktool.extract.sheet import add_sheets, remark_hidden
from risktool.source import Document, ParagraphStyle

_LEFT_OUT = frozenset(
    ("annotation", "annotation-end", "tracked-changes", "note-citation", "title", "desc", "ruby-text")
)
_APART = frozenset(("text-box", "note-body"))
_INDEXES = frozenset(("table-of-content", "table-index", "illustration-index", "user-index", "alphabetical-index"))
_TRANSPARENT = _APART | _INDEXES | frozenset(("section", "frame", "g", "index-body", "index-title"))
_ROW_GROUPS = frozenset(("table-header-rows", "table-rows", "table-row-group"))
_SPACE = regex.compile(r"[ \t\r\n]+")

ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def read_odf(archive: Archive, part: str, flow: Flow) -> str:
    """Add an OpenDocument archive to the flow; its media type.

    Raises EncryptedError, and UnreadableError for other bodies and for content broken beyond reading.
    """
    tree = read_tree(archive, part)
    if tree is None:
        _refuse_encrypted(archive)
        raise UnreadableError("the document's content is missing or broken", hint="open it and save it anew")
    if tree.cut:
        flow.remark("partly-read", "the document is damaged: its text stops before the end")
    styles = read_tree(archive, "styles.xml")
    return _read_body(tree.root, read_odf_styles([*([styles.root] if styles else []), tree.root]), flow)


def read_flat_odf(data: bytes, name: str, sha256: str) -> Document:
    """Read an OpenDocument file that is one XML file (.fodt, .fods). Raises UnreadableError as `read_odf`."""
    tree = parse_part(Part(data))
    if tree is None:
        raise UnreadableError("the XML file is broken", hint="open it in an office program and save it anew")
    flow = Flow()
    if tree.cut:
        flow.remark("partly-read", "the document is damaged: its text stops before the end")
    media_type = _read_body(tree.root, read_odf_styles([tree.root]), flow)
    return flow.document(name, sha256, media_type, "odf")


def _refuse_encrypted(archive: Archive) -> None:
    manifest = read_tree(archive, "META-INF/manifest.xml")
    if manifest and any(True for _ in manifest.root.iter("encryption-data")):
        raise EncryptedError("the document is protected by a password", hint="save a copy without a password")


def _raise_marks(root: Element) -> None:
    """Write the digits that the tree's own styles raise as the raised ones that a page shows."""
    raised = {
        attribute(style, "name")
        for style in root.iter("style")
        for settings in style
        if attribute(settings, "text-position").startswith("super")
    }
    for span in root.iter("span") if raised else ():
        if attribute(span, "style-name") in raised:
            span.text = raise_digits(span.text or "")


def _strike_through(element: Element, struck: frozenset[str], *, inside: bool = False) -> None:
    """Mark the words that stand in something of a struck-out style: a span, a paragraph or a cell."""
    inside = inside or attribute(element, "style-name") in struck
    element.text = strike(element.text or "") if inside else element.text
    for child in element:
        _strike_through(child, struck, inside=inside)
        child.tail = strike(child.tail or "") if inside else child.tail


def _read_body(root: Element, styles: OdfStyles, flow: Flow) -> str:
    _raise_marks(root)
    body = next(root.iter("body"), None)
    if body is not None and styles.struck:
        _strike_through(body, styles.struck)
    for kind in body if body is not None else ():
        if kind.tag == "text":
            _TextReader(flow, Numbering(styles)).read(kind)
            return ODT
        if kind.tag == "spreadsheet":
            _read_sheets(kind, styles, flow)
            return ODS
    raise UnreadableError("this OpenDocument file holds neither text nor a sheet", hint="save it as PDF")


class _Block(NamedTuple):
    """A paragraph, heading or table; the number printed before it, and how deep in lists it is (0: in none)."""

    element: Element
    label: str = ""
    listed: int = 0


def _depth(place: Place | None) -> int:
    return 0 if place is None else place.level + 1


@dataclass(frozen=True, slots=True)
class _TextReader:
    """Walks a text and adds to the flow; numbers are counted on the way, so each paragraph is read once."""

    flow: Flow
    numbering: Numbering

    def read(self, container: Element) -> None:
        """Add the paragraphs and tables of a body, a text box or a cell."""
        for block in self.blocks(container):
            if block.element.tag == "table":
                self.read_table(block.element)
                continue
            self.flow.paragraph(_words(block), self.style_of(block), "  " * (block.listed - 1))
            for apart in _set_apart(block.element):
                self.read(apart)

    def blocks(self, container: Element, place: Place | None = None) -> Iterator[_Block]:
        """The paragraphs, headings and tables of a container, through sections and lists."""
        for child in container:
            if child.tag == "h":
                yield _Block(child, "" if place else self.numbering.heading_label(child), _depth(place))
            elif child.tag in ("p", "table"):
                yield _Block(child, listed=_depth(place))
            elif child.tag == "list":
                yield from self._list_blocks(child, place)
            elif child.tag in _TRANSPARENT:
                yield from self.blocks(child, place)

    def _list_blocks(self, element: Element, outer: Place | None) -> Iterator[_Block]:
        place = self.numbering.enter(element, outer)
        for item in element:
            if item.tag not in ("list-item", "list-header"):
                continue
            has_words = any(child.tag in ("p", "h") for child in item)
            label = self.numbering.item_label(item, place) if item.tag == "list-item" and has_words else ""
            for block in self.blocks(item, place):
                numbered = label and block.element.tag in ("p", "h")
                yield block._replace(label=label) if numbered else block
                label = "" if numbered else label

    def style_of(self, block: _Block) -> ParagraphStyle:
        """What kind of paragraph a block is."""
        if block.element.tag == "h" or attribute(block.element, "style-name") in self.numbering.styles.titles:
            return "heading"
        return "item" if block.listed else "body"

    def read_table(self, table: Element) -> None:
        """Add a table, and after it the tables in its cells. A table of one cell is a frame: what is in it is text."""
        cells = list(_grid(table))
        if len(cells) == 1:
            self.read(cells[0][2])
            return
        nested: list[Element] = []
        self.flow.table(
            [GridCell(row, column, self._cell_words(cell, nested), *_spans(cell)) for row, column, cell in cells]
        )
        for inner in nested:
            self.read_table(inner)

    def _cell_words(self, cell: Element, nested: list[Element]) -> str:
        lines: list[str] = []
        for block in self.blocks(cell):
            if block.element.tag == "table":
                nested.append(block.element)
                continue
            lines.append(_words(block))
            lines += [self._cell_words(apart, nested) for apart in _set_apart(block.element)]
        return "\n".join(line for line in lines if line)


def _words(block: _Block) -> str:
    """What a paragraph prints, its number in front. White space in the file is one space."""
    text = "".join(_printed(block.element)).strip()
    return f"{block.label} {text}" if block.label and text else text


def _printed(element: Element) -> Iterator[str]:
    yield _SPACE.sub(" ", element.text or "")
    for child in element:
        if child.tag == "s":
            yield " " * _number(child, "c", MAX_SPAN)
        elif child.tag == "tab":
            yield "\t"
        elif child.tag == "line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT and child.tag not in _APART:
            yield from _printed(child)
        yield _SPACE.sub(" ", child.tail or "")


def _set_apart(element: Element) -> Iterator[Element]:
    """Text boxes and footnotes in a paragraph."""
    for child in element:
        if child.tag in _APART:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _set_apart(child)


def _grid(table: Element) -> Iterator[tuple[int, int, Element]]:
    """The cells of a table with their rows and columns. Covered ones are left out, empty repeats only counted."""
    row_at = 0
    for row in _rows(table):
        cells = list(_row_cells(row))
        repeats = _number(row, "number-rows-repeated", MAX_FILLED_REPEATS if cells else MAX_SPAN)
        for again in range(repeats if cells else 0):
            yield from ((row_at + again, column, cell) for column, cell in cells)
        row_at += repeats


def _is_hidden(row: Element) -> bool:
    """Whether a row holds words that nobody sees: hidden by hand, or by a filter."""
    return attribute(row, "visibility") in ("collapse", "filter") and any(True for _ in _row_cells(row))


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


def _read_sheets(spreadsheet: Element, styles: OdfStyles, flow: Flow) -> None:
    sheets = []
    for table in spreadsheet.iter("table"):
        name = attribute(table, "name")
        is_hidden = attribute(table, "style-name") in styles.hidden_sheets
        remark_hidden(flow, name, sum(map(_is_hidden, _rows(table))), is_hidden=is_hidden)
        sheets.append(
            (name, [GridCell(row, column, _value(cell), *_spans(cell)) for row, column, cell in _grid(table)])
        )
    add_sheets(flow, sheets)


def _value(cell: Element) -> str:
    """A sheet cell's value as text: numbers bare, dates in ISO order, everything else as shown."""
    kind = attribute(cell, "value-type")
    shown = "\n".join(filter(None, (_words(_Block(child)) for child in cell if child.tag == "p")))
    if kind in ("float", "currency"):
        stored = plain_number(attribute(cell, "value"))
    elif kind == "date":
        stored = attribute(cell, "date-value").removesuffix("T00:00:00").replace("T", " ")
    else:
        stored = ""
    if stored and is_struck(shown):
        return strike(stored)
    return stored or shown
