"""Web pages saved as files (also what some programs save as ".xls" or ".doc"): headings, paragraphs, lists, tables.

Read with the standard library's html.parser, which runs nothing and fetches nothing. Scripts, styles, forms' choices
and what the page itself hides are left out; struck-out and deleted passages too, which is said. A table with a table
in a cell, or of a single cell, is the page's layout: what is in it is read as it stands.

    <tr><td rowspan=2>Stress</td><td>4<br>5</td></tr>  ->  GridCell(0, 0, "Stress", row_span=2), GridCell(0, 1, "4\\n5")
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import accumulate, groupby, islice
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element, SubElement

import regex

from risktool.extract.characters import raise_digits, strike, unstrike
from risktool.extract.encodings import Decoded, decode, decode_as
from risktool.extract.flow import Flow, GridCell
from risktool.extract.limits import MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES
from risktool.source import Document, ParagraphStyle

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEFT_OUT = frozenset(("script", "style", "template", "noscript", "select", "svg", "title"))
_LINES = frozenset(
    ("address", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "ul")
)
_AREAS = frozenset(
    (
        "article",
        "aside",
        "body",
        "details",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "main",
        "nav",
        "section",
        "summary",
    )
)
_CELLS = frozenset(("td", "th"))
_TABLE_PARTS = frozenset(("tbody", "td", "tfoot", "th", "thead", "tr"))
_BLOCKS = _HEADINGS | _LINES | _AREAS | _TABLE_PARTS
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "col", "base", "area", "source", "embed"))
_TABLE_LIMIT = frozenset(("table",))
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "tr": (frozenset(("tr", "td", "th")), _TABLE_LIMIT),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "tbody": (frozenset(("tr", "td", "th", "thead", "tbody", "tfoot")), _TABLE_LIMIT),
    "tfoot": (frozenset(("tr", "td", "th", "thead", "tbody", "tfoot")), _TABLE_LIMIT),
    "li": (frozenset(("li", "p")), frozenset(("ul", "ol", "td", "th"))),
    "dt": (frozenset(("dt", "dd", "p")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd", "p")), frozenset(("dl",))),
}
_END_LIMITS = {"li": frozenset(("ul", "ol", "table"))}
"""What an end tag does not look beyond for its element, where that is more than a table."""
_BLOCK_ENDS = (frozenset(("p",)), frozenset(("table", "td", "th", "li")))
"""Open elements that a start tag ends, as HTML lets authors leave end tags out; and what it does not look beyond."""

_MAX_OPEN = 120
"""Elements that may be open in each other; pages that people write stay under 50."""

_UNSURE = "has hidden cells, and not as many others as the headings; which is which is unsure"

_SPACE = regex.compile(r"[ \t\r\n\f]+")
_CHARSET = regex.compile(rb"(?i)<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)")
_STRUCK = frozenset(("del", "s", "strike"))
_STRUCK_CLASS = regex.compile(r"(?i)\.([\w-]+)\s*\{[^{}]*\bline-through\b")
"""A class by which an exported page strikes words out."""
_HIDDEN = regex.compile(r"(?i)\b(?:display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*collapse)")
_UNSEEN = regex.compile(r"(?i)\bvisibility\s*:\s*hidden")


def read_html(data: bytes, name: str, sha256: str) -> Document:
    """A web page as a document of one page. Raises UnreadableError for bytes that are no text."""
    flow = Flow()
    decoded = _decode(data[:MAX_TEXT_BYTES])
    if decoded.remark:
        flow.remark("partly-read", decoded.remark)
    if len(data) > MAX_TEXT_BYTES:
        flow.remark("partly-read", f"the file is larger than {MAX_TEXT_BYTES // 1_000_000} MB; the rest was not read")
    add_html(decoded.text, flow)
    return flow.document(name, sha256, "text/html", "html")


def add_html(text: str, flow: Flow) -> None:
    """Add a page's blocks to the flow."""
    builder = _TreeBuilder()
    builder.feed(text)
    builder.close()
    _read_blocks(builder.root, flow)
    hidden = (flow.unstruck("".join(element.itertext())) for element in builder.hidden)
    flow.leave_out("hidden text of tables", (" ".join(text.split()) for text in hidden))


def _decode(data: bytes) -> Decoded:
    """The page's text: as it says itself, if that works, else as any text file."""
    said = _CHARSET.search(data[:4096])
    return decode_as(data, said[1].decode("ascii", "replace")) if said else decode(data)


class _TreeBuilder(HTMLParser):
    """A page as a tree of elements; end tags that authors may leave out are put in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self.hidden: list[Element] = []
        """Tables and parts of them that the page does not show."""
        self._open = [self.root]
        self._counts: Counter[str] = Counter()
        self._struck_at = _MAX_OPEN
        """How deep the outermost open element that is struck out stands."""
        self._unseen_at = _MAX_OPEN
        """The same of one that keeps its place and shows nothing."""
        self._struck_classes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ends = _ENDS.get(tag) or (_BLOCK_ENDS if tag in _BLOCKS else None)
        if ends:
            self._end(*ends)
        settings = {name: value or "" for name, value in attrs}
        is_hidden = _is_hidden(settings)
        if tag in _LEFT_OUT or (is_hidden and tag not in _CELLS):
            element = Element(tag, settings)  # outside the tree, with all that it will hold
        else:
            element = SubElement(self._open[-1], tag, settings)
        if is_hidden and (tag in _TABLE_PARTS or tag == "table"):
            self.hidden.append(element)
        if tag not in _VOID and len(self._open) < _MAX_OPEN:
            if self._is_struck(element):
                self._struck_at = min(self._struck_at, len(self._open))
            if _UNSEEN.search(settings.get("style", "")):
                self._unseen_at = min(self._unseen_at, len(self._open))
            self._open.append(element)
            self._counts[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of this name; in a table nothing around it, in a list no item around it."""
        if not self._counts[tag]:
            return
        beyond = _END_LIMITS.get(tag, _TABLE_LIMIT)
        places = range(len(self._open) - 1, 0, -1)
        at = next((i for i in places if self._open[i].tag == tag or self._open[i].tag in beyond), 0)
        if at and self._open[at].tag == tag:
            self._close(at)

    def handle_data(self, data: str) -> None:
        inside = self._open[-1]
        if inside.tag == "style":
            self._struck_classes.update(_STRUCK_CLASS.findall(data))
        if self._unseen_at < len(self._open):
            return
        if self._struck_at < len(self._open):
            data = strike(data)
        if len(inside):
            inside[-1].tail = (inside[-1].tail or "") + data
        else:
            inside.text = (inside.text or "") + data

    def _end(self, tags: frozenset[str], beyond: frozenset[str]) -> None:
        """Close the outermost open element with one of these tags, not looking past an element named in `beyond`."""
        if not any(self._counts[tag] for tag in tags):
            return
        cut = None
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in tags:
                cut = at
            elif self._open[at].tag in beyond:
                break
        if cut is not None:
            self._close(cut)

    def _close(self, at: int) -> None:
        """Close the open element at this depth and all in it."""
        self._counts.subtract(element.tag for element in self._open[at:])
        del self._open[at:]
        if at <= self._struck_at:
            self._struck_at = _MAX_OPEN
        if at <= self._unseen_at:
            self._unseen_at = _MAX_OPEN

    def _is_struck(self, element: Element) -> bool:
        """Struck out by its tag, by its own style, or by that of its class."""
        if element.tag in _STRUCK or "line-through" in element.get("style", "").lower():
            return True
        return bool(self._struck_classes) and not self._struck_classes.isdisjoint(element.get("class", "").split())


class _Edge(NamedTuple):
    """The end of a paragraph; what follows is of this style, so deep in lists."""

    style: ParagraphStyle
    depth: int = 0

    @property
    def indent(self) -> str:
        """What sets an item under the one that it belongs to."""
        return "  " * (self.depth - 1) if self.style == "item" else ""


_Piece: TypeAlias = str | _Edge | Element
"""A part of a page in reading order: words, the end of a paragraph, or a table."""


def _read_blocks(element: Element, flow: Flow, style: ParagraphStyle = "body") -> None:
    words: list[str] = []
    edge = _Edge(style)
    for piece in _pieces(element, edge):
        if isinstance(piece, str):
            words.append(piece)
            continue
        flow.paragraph(_joined(words), edge.style, edge.indent)
        words.clear()
        if isinstance(piece, _Edge):
            edge = piece
        else:
            _read_table(piece, flow)
    flow.paragraph(_joined(words), edge.style, edge.indent)


def _pieces(element: Element, outer: _Edge) -> Iterator[_Piece]:
    yield _text(element.text, element)
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag == "table":
            yield child
        else:
            inner = _Edge(_style_of(child, outer.style), outer.depth + (child.tag in ("ul", "ol")))
            edges = child.tag in _BLOCKS
            yield from (inner,) if edges else ()
            pieces = _pieces(child, inner)
            yield from map(_raised, pieces) if child.tag == "sup" else pieces
            yield from (outer,) if edges else ()
        yield _text(child.tail, element)


def _raised(piece: _Piece) -> _Piece:
    return raise_digits(piece) if isinstance(piece, str) else piece


def _text(text: str | None, inside: Element) -> str:
    """Words of an element; white space is one space except where it is kept."""
    return text or "" if inside.tag == "pre" else _SPACE.sub(" ", text or "")


def _style_of(element: Element, outer: ParagraphStyle) -> ParagraphStyle:
    if element.tag in _HEADINGS:
        return "heading"
    if element.tag in ("caption", "figcaption"):
        return "caption"
    return "item" if element.tag == "li" else outer


def _is_hidden(settings: Mapping[str, str]) -> bool:
    """Whether a page with these attributes on an element is laid out as if it were not there."""
    return "hidden" in settings or bool(_HIDDEN.search(settings.get("style", "")))


def _joined(words: list[str]) -> str:
    lines = "".join(words).split("\n")
    return "\n".join(_SPACE.sub(" ", line).strip() for line in lines).strip()


class _Place(NamedTuple):
    """A cell that shows, its place in the grid, and how many rows and columns it covers."""

    row: int
    column: int
    element: Element
    down: int
    right: int

    @property
    def cell(self) -> GridCell:
        """The cell with its words."""
        return GridCell(self.row, self.column, _cell_words(self.element), self.down, self.right)


def _read_table(table: Element, flow: Flow) -> None:
    """Add a table, or what is in it where it only lays the page out."""
    for caption in table.iter("caption"):
        _read_blocks(caption, flow, "caption")
        break
    cells = list(_grid(table))
    if len(cells) == 1 or any(True for place in cells for _ in place.element.iter("table")):
        for place in cells:
            _read_blocks(place.element, flow)
        return
    hidden = _hidden_columns(table)
    flow.table(_settled(cells, hidden, flow) if any(hidden) else [place.cell for place in cells])


def _hidden_columns(table: Element) -> list[int]:
    """How many columns each row lacks because they are hidden, in it or in a cell from above."""
    rows = list(islice(_rows(table), MAX_ROWS))
    changes = [0] * (len(rows) + 1)
    for at, row in enumerate(rows):
        for cell in row:
            if cell.tag in _CELLS and _is_hidden(cell.attrib):
                width = _span(cell, "colspan") or 1
                changes[at] += width
                changes[min(at + (_span(cell, "rowspan") or MAX_ROWS), len(rows))] -= width
    return list(accumulate(changes))


def _settled(cells: Sequence[_Place], hidden: Sequence[int], flow: Flow) -> Iterator[GridCell]:
    """The cells of a table of which some are hidden. A row that lacks more or fewer columns for that than the headings,
    and is not as wide as they are, stays one cell and is told: on the page its numbers stand below other headings than
    their own. A short row with nothing hidden only ends early.
    """
    rows = [list(row) for _, row in groupby(cells, key=lambda place: place.row)]
    head = next((row for row in rows if len(row) > 1), None)
    for row in rows:
        shown = [place.cell for place in row]
        if head is None or len(row) == 1 or _width(row) == _width(head) or hidden[row[0].row] == hidden[head[0].row]:
            yield from shown
            continue
        words = " | ".join(cell.text for cell in shown)
        flow.remark("partly-read", f"“{unstrike(words).text}” {_UNSURE}")
        yield GridCell(shown[0].row, shown[0].column, words)


def _cell_words(cell: Element) -> str:
    pieces = (piece if isinstance(piece, str) else "\n" for piece in _pieces(cell, _Edge("body")))
    return "\n".join(line for line in _joined(list(pieces)).split("\n") if line)


def _width(row: Sequence[_Place]) -> int:
    """The columns up to the end of a row's last cell."""
    return row[-1].column + row[-1].right


def _grid(table: Element) -> Iterator[_Place]:
    """The cells that show; one over several rows pushes those beside it to the right.

    A hidden one leaves no gap: those behind it move to its place, as they do on the page.
    """
    rows = list(islice(_rows(table), MAX_ROWS + 1))  # one more, so that the rest is missed
    reach: dict[int, int] = {}  # of each column: the row below the cell that stands in it
    for row_at, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in _CELLS or _is_hidden(cell.attrib):
                continue
            while reach.get(column, 0) > row_at:
                column += 1
            down, right = min(_span(cell, "rowspan") or MAX_ROWS, len(rows) - row_at), _span(cell, "colspan") or 1
            yield _Place(row_at, column, cell, down, right)
            # columns beyond the most that are read need no count: one cell may claim thousands
            reach |= dict.fromkeys(range(column, min(column + right, MAX_COLUMNS)), row_at + down)
            column += right


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot", "form"):
            yield from _rows(child)


def _span(cell: Element, name: str) -> int:
    """How many rows or columns a cell says it covers: 1 where it says nothing or nonsense, 0 for "to the end"."""
    value = cell.get(name, "1").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1
