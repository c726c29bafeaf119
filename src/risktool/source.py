"""A document as read: one string of text, and where on its pages each part of it stands.

Everything that later stages say about a document they say with `Span`s of `Document.text`, so that no word can be
lost or doubled on the way: a reading is a *partition* of the text, which a test can check, and `explain` can show
the source of every value. Geometry (boxes in points, origin top left) is there for formats that have it.

    Document.text   "1. Riskanalys: Flytt\nRisk\tS\tK\n…"
    Page            the span of the text that stands on it, and its blocks in reading order
    Block           a Paragraph (a line of running text) or a Table (cells, each with its own span)

Extractors build documents with `TextBuilder`, which keeps the spans right.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import sub
from struct import Struct
from typing import Literal, NamedTuple, TypeAlias


@lru_cache(maxsize=4096)
def _hundredths(coordinate: float) -> float:
    """A rounded coordinate. Those of a table's cells and lines repeat, and remembering is five times as fast."""
    return round(coordinate, 2)


class Box(NamedTuple):
    """A rectangle on a page, in points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @classmethod
    def rounded(cls, x0: float, top: float, x1: float, bottom: float) -> "Box":
        """With sides in hundredths of a point."""
        return cls(_hundredths(x0), _hundredths(top), _hundredths(x1), _hundredths(bottom))


class Span(NamedTuple):
    """`text[start:end]` of a document."""

    start: int
    end: int


Spans: TypeAlias = tuple[Span, ...]
"""A piece of text that may have been printed in several places, in reading order."""


class Word(NamedTuple):
    """A word with its place on the page; `span` is its part of the document's text."""

    span: Span
    page: int
    box: Box


class Place(NamedTuple):
    """Where something stands: on which page, in which rectangle of it."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document in text order, as arrays: hundreds of thousands, in a tenth of the memory of objects.

    `starts` and `lengths` are the words' spans, `firsts` says of each page (by its number) how many words stand before
    it, `edges` are the four sides of their boxes (single precision, which holds hundredths of a point on any page;
    they come out rounded to these).
    """

    starts: "array[int]" = field(default_factory=lambda: array("I"))
    lengths: "array[int]" = field(default_factory=lambda: array("H"))
    firsts: "array[int]" = field(default_factory=lambda: array("I"))
    edges: "array[float]" = field(default_factory=lambda: array("f"))

    @classmethod
    def of(cls, words: Iterable[Word]) -> "Words":
        """Words, in text order."""
        packed = cls()
        for word in words:
            packed.add(word.page, [word.span.start], [word.span.end], [word.box])
        return packed

    def add(self, page: int, starts: Collection[int], ends: Collection[int], boxes: Iterable[Box]) -> None:
        """The document's next words, all of one page. Used by extractors only."""
        while len(self.firsts) <= page:
            self.firsts.append(len(self.starts))
        self.starts.extend(starts)
        self.lengths.extend(map(sub, ends, starts))
        self.edges.extend(chain.from_iterable(boxes))

    def __len__(self) -> int:
        """How many."""
        return len(self.starts)

    def __iter__(self) -> Iterator[Word]:
        """Each of them, in text order."""
        return map(self._word, range(len(self)))

    def at(self, offset: int) -> Word | None:
        """The word that the character at this offset of the text is part of."""
        at = bisect_right(self.starts, offset) - 1
        return self._word(at) if at >= 0 and offset < self._end(at) else None

    def within(self, span: Span) -> Iterator[Word]:
        """The words that have a letter in `span`."""
        return map(self._word, self._places(span))

    def place(self, spans: Spans) -> Place | None:
        """The page of the first word that has a letter in `spans`, and the rectangle around those on it."""
        found = [places for span in spans if (places := self._places(span))]
        if not found:
            return None
        page = self._page(found[0].start)
        first, end = self.firsts[page], self.firsts[page + 1] if page + 1 < len(self.firsts) else len(self)
        sides = array("f")
        for places in found:
            sides += self.edges[4 * max(first, places.start) : 4 * min(end, places.stop)]
        return Place(page, Box.rounded(min(sides[::4]), min(sides[1::4]), max(sides[2::4]), max(sides[3::4])))

    def _places(self, span: Span) -> range:
        """The words that have a letter in `span`, by their number."""
        first = bisect_right(self.starts, span.start)
        reaches_in = first > 0 and span.start < self._end(first - 1)
        return range(first - reaches_in, bisect_left(self.starts, span.end))

    def _page(self, at: int) -> int:
        return bisect_right(self.firsts, at) - 1

    def _end(self, at: int) -> int:
        return self.starts[at] + self.lengths[at]

    def _word(self, at: int) -> Word:
        return Word(Span(self.starts[at], self._end(at)), self._page(at), _box_of(self.edges, at))


class Likeness(NamedTuple):
    """What an unnamed sign looks like, drawn at so many places and laid on the digits of its own font.

    `same` are the digits it cannot be told from, `unlike` those that look different, `unfit` those that the font
    never shows and that are never drawn like this.
    """

    places: int
    same: str = ""
    unlike: str = ""
    unfit: str = ""


class Glyph(NamedTuple):
    """A sign that the page shows but the text layer cannot name.

    `char` is the private-use character that stands for it in `Document.text` (one for each font and code), `shown`
    what the text layer says in its place ("" for nothing, "\\ufffd", "(cid:22)" …), `code` names it for people.
    `likeness` is there after a close look (`Opening.closely`), if the sign looks like a digit at all.
    """

    char: str
    shown: str
    code: str
    likeness: Likeness | None = None


ParagraphStyle: TypeAlias = Literal["body", "heading", "item", "caption", "metadata"]
"""`metadata` is about the file and not of its text: the front matter of a Markdown file."""


class Paragraph(NamedTuple):
    """Running text: a paragraph of a word processor, a line of a text file or of a page."""

    span: Span
    style: ParagraphStyle = "body"
    box: Box | None = None


class Cell(NamedTuple):
    """One cell of a table. Rows and columns count from 0; a merged cell stands once, at its top left."""

    row: int
    column: int
    span: Span
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


_CELL = Struct("<4H2I4f")
"""A cell with a box: row, column, how many of each it spans, where its text starts and ends, the sides of its box."""


@dataclass(frozen=True, slots=True)
class Cells(Collection[Cell]):
    """Cells with boxes, packed one behind the other: as `Words`, for the tables of long documents."""

    packed: bytes

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Cells":
        """Cells, each with a box; one without raises ValueError."""
        packed, pack = bytearray(), _CELL.pack
        for row, column, span, row_span, column_span, box in cells:
            if box is None:
                raise ValueError("a cell without a box cannot be packed")
            packed += pack(row, column, row_span, column_span, *span, *box)
        return cls(bytes(packed))

    def __len__(self) -> int:
        """How many."""
        return len(self.packed) // _CELL.size

    def __iter__(self) -> Iterator[Cell]:
        """Each of them, in order."""
        for row, column, row_span, column_span, start, end, *box in _CELL.iter_unpack(self.packed):
            yield Cell(row, column, Span(start, end), row_span, column_span, Box.rounded(*box))

    def __contains__(self, cell: object) -> bool:
        """Whether an equal cell is among them."""
        return any(cell == one for one in self)

    @property
    def span(self) -> Span:
        """From where the first cell's text starts to where the last one's ends."""
        cells = list(_CELL.iter_unpack(self.packed))
        return Span(min([cell[4] for cell in cells], default=0), max([cell[5] for cell in cells], default=0))


def _box_of(edges: "array[float]", at: int) -> Box:
    return Box.rounded(*edges[4 * at : 4 * at + 4])


def _around(spans: Sequence[Span]) -> Span:
    """From where the first one starts to where the last one ends; at 0 for none."""
    return Span(min((span.start for span in spans), default=0), max((span.end for span in spans), default=0))


TableOrigin: TypeAlias = Literal["stated", "ruled", "aligned", "spaced", "blurred"]
"""How the table was found: the format says so, drawn lines, or only the alignment of its words; in a text, columns of
blanks, and such columns whose cells do not show where a row begins."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells, ordered by row then column. Empty cells are there, with an empty span.

    `span` goes from the first cell's start to the last one's end.
    """

    cells: Collection[Cell]
    rows: int
    columns: int
    origin: TableOrigin = "stated"
    box: Box | None = None
    span: Span = field(init=False)

    def __post_init__(self) -> None:
        """Look at the cells once: the span is asked for as often as there are rows."""
        span = self.cells.span if isinstance(self.cells, Cells) else _around([cell.span for cell in self.cells])
        object.__setattr__(self, "span", span)


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or a sheet (then `name` is its name). Numbers count from 1."""

    number: int
    span: Span
    blocks: tuple[Block, ...] = ()
    name: str | None = None
    width: float = 0.0
    height: float = 0.0


RemarkName: TypeAlias = Literal["partly-read", "hidden-sheet", "left-out"]
"""Each has a rule of the same name, so that no remark is kept from the reader."""


class Remark(NamedTuple):
    """Something an extractor noticed: the contract's finding name, what to say, and the page."""

    name: RemarkName
    message: str
    page: int | None = None


class Dispute(NamedTuple):
    """A place that two readers read differently, and what the second one says there."""

    span: Span
    other: str


class Opening(NamedTuple):
    """How to open a document: with which password, how much of it, how long (seconds), and whether to read it twice.

    `max_pages`, `timeout` and `verify` are about PDFs; None: the limits that always hold (docs/usage.md). `closely`:
    draw the signs that the text layer of a PDF cannot name, and see which digits they look like.
    """

    password: str | None = None
    max_pages: int | None = None
    timeout: float | None = None
    verify: bool = False
    closely: bool = False


PLAIN_OPENING = Opening()
"""No password, all pages, no hurry, one reader."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. `pages` partition `text`; `words` are empty without geometry.

    `overprints` are words that the page shows printed over others, in text order.
    """

    name: str
    sha256: str
    media_type: str
    reader: str
    text: str
    pages: tuple[Page, ...]
    words: Words = field(default_factory=Words)
    glyphs: tuple[Glyph, ...] = ()
    remarks: tuple[Remark, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    overprints: Spans = ()

    def shown(self, spans: Spans) -> str:
        """What the text layer says in these places: parts joined by a space, unnamed signs as `Glyph.shown`."""
        return self.shown_text(" ".join(self.text[s.start : s.end] for s in spans))

    def shown_text(self, text: str) -> str:
        """A piece of `text` with its unnamed signs as the text layer shows them."""
        for glyph in self.glyphs:
            text = text.replace(glyph.char, glyph.shown)
        return text

    def count_words(self, *parts: Spans) -> tuple[int, ...]:
        """How many words each part holds. A word that lies in several parts counts in the first of them only."""
        if not any(parts):
            return (0,) * len(parts)
        words = [match.span() for match in _WORD.finditer(self.text)]
        left = [True] * len(words)
        counts = []
        for part in parts:
            held = {at for span in part for at in _words_at(words, span) if left[at]}
            for at in held:
                left[at] = False
            counts.append(len(held))
        return tuple(counts)

    def blocks_in(self, span: Span) -> Iterator[Block]:
        """The blocks that begin in a span, in order."""
        at = max(bisect_right(self.pages, span.start, key=lambda page: page.span.start) - 1, 0)
        while at < len(self.pages) and self.pages[at].span.start < span.end:
            blocks = self.pages[at].blocks
            first, last = (bisect_left(blocks, edge, key=lambda block: block.span.start) for edge in span)
            yield from blocks[first:last]
            at += 1

    def page_at(self, offset: int) -> int:
        """The number of the page that `text[offset]` stands on."""
        at = bisect_right(self.pages, offset, key=lambda page: page.span.start) - 1
        return self.pages[max(at, 0)].number

    def box_of(self, spans: Spans) -> Box | None:
        """The rectangle around these words on the page of the first of them; None without geometry."""
        place = self.place_of(spans)
        return place.box if place else None

    def place_of(self, spans: Spans) -> Place | None:
        """The page of the first of these words, and the rectangle around those on it; None without geometry."""
        return self.words.place(spans)


_WORD = re.compile(r"\S+")


def _words_at(words: Sequence[tuple[int, int]], span: Span) -> range:
    """The places of the words, in text order, that have a letter in `span`."""
    if span.start >= span.end:
        return range(0)
    first = bisect_right(words, span.start, key=lambda word: word[1])
    return range(first, bisect_left(words, span.end, key=lambda word: word[0]))
