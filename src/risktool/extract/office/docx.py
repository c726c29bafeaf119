"""Word documents (.docx): paragraphs and tables in the order of the page.

What a reader of the finished page sees is kept: inserted text, the results of fields, text boxes (after the paragraph
they hang on), content controls, automatic numbers of headings and lists, footnotes (at the end). Tracked deletions,
the source side of moves, hidden text, field codes and comments are left out, struck-out text too, which is said.
Headers and footers are furniture and only read when there is nothing else.

A merged cell stands once with its spans. A table in a cell follows after the table around it; a table of a single
cell is only a frame, so what is in it is running text. Everything is on page 1: Word lays pages out when it prints.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from risktool.errors import UnreadableError
from risktool.extract.characters import raise_digits, strike
from risktool.extract.flow import Flow, GridCell
from risktool.extract.limits import MAX_SPAN
from risktool.extract.office.archive import Archive
from risktool.extract.office.docx_styles import Numbering, Style, Styles, read_numbering, read_styles
from risktool.extract.office.xml import Element, attribute, read_tree

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_LEFT_OUT = frozenset(
    [
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "pPr",
        "rPr",
        "sdtPr",
        "Fallback",
        "txbxContent",
        "annotationRef",
        "rt",
    ]
)
_PRINTED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TRANSPARENT = frozenset(("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "AlternateContent", "Choice"))
_OFF = frozenset(("0", "false", "off"))
_PRIVATE_USE = range(0xE000, 0xF900)


def read_docx(archive: Archive, part: str, flow: Flow) -> str:
    """Add a Word document to the flow; its media type. Raises UnreadableError when nothing of its text can be read."""
    tree = read_tree(archive, part)
    body = None if tree is None else next(iter(tree.root.iter("body")), None)
    if tree is None or body is None:
        raise UnreadableError("the Word document's text is missing or broken", hint="open it in Word and save it anew")
    if tree.cut:
        flow.remark("partly-read", "the document is damaged: its text stops before the end")
    reader = _Reader(flow, read_styles(archive), read_numbering(archive))
    reader.read_blocks(body)
    _read_notes(archive, reader)
    if flow.is_blank:
        for name in archive.names:
            if name.startswith(("word/header", "word/footer")) and (extra := read_tree(archive, name)):
                reader.read_blocks(extra.root)
    return DOCX


def _read_notes(archive: Archive, reader: "_Reader") -> None:
    for name, element in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        tree = read_tree(archive, name)
        for note in tree.root.iter(element) if tree else ():
            if not attribute(note, "type"):  # the typed ones are the separators' lines
                reader.read_blocks(note)


FEWEST_COLUMNS = 3
"""Of the narrowest register: a risk and two factors."""


@dataclass(slots=True)
class _Grid:
    """A table under construction: its cells, which of them ends each column so far, and the tables inside them."""

    cells: list[GridCell] = field(default_factory=list)
    lowest: dict[int, int] = field(default_factory=dict)
    nested: list[Element] = field(default_factory=list)

    def add(self, cell: GridCell) -> None:
        """Put a new cell in its place."""
        self.lowest[cell.column] = len(self.cells)
        self.cells.append(cell)

    def extend(self, row: int, column: int) -> bool:
        """Let the cell above go on into this row; False when there is none."""
        at = self.lowest.get(column)
        if at is not None:
            self.cells[at] = self.cells[at]._replace(row_span=row - self.cells[at].row + 1)
        return at is not None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks the tree and adds to the flow; `numbering` counts as it goes, so each paragraph is read once."""

    flow: Flow
    styles: Styles
    numbering: Numbering

    def read_blocks(self, container: Element) -> None:
        """Add the paragraphs and tables in a body, a text box or a cell."""
        for block in _blocks(container):
            if block.tag == "p":
                self.read_paragraph(block)
            else:
                self.read_table(block)

    def read_paragraph(self, paragraph: Element) -> None:
        """Add a paragraph, and after it the text boxes that hang on it."""
        text, style = self.paragraph_words(paragraph)
        self.flow.paragraph(text, style.kind, style.indent)
        for box in _text_boxes(paragraph):
            self.read_blocks(box)

    def paragraph_words(self, paragraph: Element) -> tuple[str, Style]:
        """A paragraph's words with its automatic number in front, and its style."""
        style = self.styles.style_of(paragraph)
        text = "".join(_words(paragraph)).strip()
        label = self.numbering.next_label(style) if text else ""
        return (f"{label} {text}" if label else text), style

    def read_table(self, table: Element) -> None:
        """Add a table, and after it the tables in its cells."""
        rows = list(_rows(table))
        all_cells = [cell for row in rows for cell in _cells(row)]
        if len(all_cells) == 1:
            self.read_blocks(all_cells[0])
            return
        grid = _Grid()
        for number, row in enumerate(rows):
            self._read_row(row, number, grid)
        self.flow.table(grid.cells)
        for inner in grid.nested:
            self.read_table(inner)

    def _read_row(self, row: Element, number: int, grid: _Grid) -> None:
        column = _number(row, "trPr/gridBefore")
        for cell in _cells(row):
            width = max(_number(cell, "tcPr/gridSpan"), 1)
            merge = cell.find("tcPr/vMerge")
            goes_on = merge is not None and attribute(merge, "val", "continue") == "continue"
            if not (goes_on and grid.extend(number, column)):
                grid.add(GridCell(number, column, self._cell_words(cell, grid.nested), column_span=width))
            column += width

    def _cell_words(self, cell: Element, nested: list[Element]) -> str:
        lines: list[str] = []
        for block in _blocks(cell):
            if block.tag == "tbl":
                if _is_list(block):
                    lines += (" ".join(self._cell_words(c, nested) for c in _cells(row)) for row in _rows(block))
                else:
                    nested.append(block)
                continue
            lines.append(self.paragraph_words(block)[0])
            lines += [self._cell_words(box, nested) for box in _text_boxes(block)]
        return "\n".join(line for line in lines if line.strip())


def _is_list(table: Element) -> bool:
    """Whether a table in a cell is narrower than any register: "Matta | Siw" says what its cell says."""
    return all(len(list(_cells(row))) < FEWEST_COLUMNS for row in _rows(table))


def _blocks(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a container, through content controls and insertions."""
    for child in container:
        if child.tag in ("p", "tbl"):
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _blocks(child)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr" and child.find("trPr/del") is None:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == "tc":
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _cells(child)


def _words(element: Element) -> Iterator[str]:
    """What an element of a paragraph prints."""
    for child in element:
        if child.tag in _LEFT_OUT or (child.tag == "r" and _is_set(child, "vanish")):
            continue
        if child.tag == "t":
            yield child.text or ""
        elif child.tag in _PRINTED:
            yield _PRINTED[child.tag]
        elif child.tag == "sym":
            yield _symbol(attribute(child, "char"))
        elif child.tag == "r" and (_is_set(child, "strike") or _is_set(child, "dstrike")):
            yield strike("".join(_words(child)))
        elif child.tag == "r" and _is_raised(child):
            yield from map(raise_digits, _words(child))
        else:
            yield from _words(child)


def _is_raised(run: Element) -> bool:
    place = run.find("rPr/vertAlign")
    return place is not None and attribute(place, "val") == "superscript"


def _is_set(run: Element, name: str) -> bool:
    setting = run.find(f"rPr/{name}")
    return setting is not None and attribute(setting, "val") not in _OFF


def _symbol(code: str) -> str:
    """A character from a symbol font; those fonts' own codes (private use) name no character, and print as nothing."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if number in _PRIVATE_USE or number > 0x10FFFF else chr(number)


def _text_boxes(element: Element) -> Iterator[Element]:
    """The text boxes in a paragraph, outermost ones only, each once (old and new form stand side by side)."""
    for child in element:
        if child.tag == "txbxContent":
            yield child
        elif child.tag not in ("Fallback", "del", "moveFrom"):
            yield from _text_boxes(child)


def _number(element: Element, path: str) -> int:
    found = element.find(path)
    value = "" if found is None else attribute(found, "val")
    return min(int(value), MAX_SPAN) if value.isdecimal() else 0
