"""Blocks of pages to the document's text, with a span for every paragraph, cell and word.

The text is written in reading order: a paragraph's lines and a cell's lines end with a line break, cells of a row
are parted by a tab, rows by a line break, blocks by an empty line. Words are NFC without ligatures and soft
hyphens before they are written, so that no later normalisation can move a span.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat

from risktool.extract.building import TextBuilder
from risktool.extract.pdf.blocks import PageBlock, TableCell, TextBlock
from risktool.extract.pdf.lines import Line
from risktool.extract.pdf.raw import Frame, RawPage, RawWord
from risktool.source import Block, Box, Cell, Cells, Page, Paragraph, ParagraphStyle, Span, Table, Words

LARGER = 1.1
"""A heading's type is at least this much larger than that of the running text."""

LONGEST_HEADING = 250
"""More signs than this are a paragraph in bold, not a heading."""

LIGATURES = {chr(0xFB00 + number): text for number, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
REWRITE = str.maketrans({**LIGATURES, "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None})

CLEAN = re.compile("[\x21-\xac\xae-\u017f]*")
"""Letters that are NFC and need no rewriting: most of what European documents hold."""


def clean_word(text: str) -> str:
    """A word as the document writes it: NFC, ligatures apart, no invisible signs."""
    return text if text.isascii() or CLEAN.fullmatch(text) else unicodedata.normalize("NFC", text.translate(REWRITE))


@dataclass(slots=True)
class DocumentBuilder:
    """Takes pages one by one; `pages`, `words` and `overprints` are what a `Document` wants, in text order."""

    pages: list[Page] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    overprints: list[Span] = field(default_factory=list)
    _text: TextBuilder = field(default_factory=TextBuilder)
    _placed: list[tuple[int, int, Box]] = field(default_factory=list)
    """The words of the page that is being written: where they start and end in the text, and their boxes."""

    def text(self) -> str:
        """The text of all pages so far."""
        return self._text.text()

    def add_page(self, page: RawPage, blocks: Sequence[PageBlock]) -> None:
        """Write one page."""
        start = self._text.length
        body = _body_size(page.words)
        boxes = page.frame.shown([block.box for block in blocks])
        written = tuple(
            self._add_block(block, Box.rounded(*box), page.frame, body)
            for block, box in zip(blocks, boxes, strict=True)
        )
        self._text.add("", "\n")
        self._add_words(page)
        width, height = page.frame.shown_size
        self.pages.append(
            Page(
                number=page.number,
                span=Span(start, self._text.length),
                blocks=written,
                width=round(width, 2),
                height=round(height, 2),
            )
        )

    def _add_block(self, block: PageBlock, box: Box, frame: Frame, body: float) -> Block:
        if isinstance(block, TextBlock):
            return Paragraph(self._add_lines(block.lines, "\n\n"), _style(block, body), box)
        boxes = frame.shown([cell.box for cell in block.cells])
        cells = Cells.of(map(self._add_cell, block.cells, boxes, repeat(block.columns)))
        return Table(cells, block.rows, block.columns, block.origin, box)

    def _add_cell(self, cell: TableCell, box: Box, columns: int) -> Cell:
        row, column, row_span, column_span = cell.place
        is_last = column + column_span >= columns
        span = self._add_lines(cell.lines, "\n" if is_last else "\t")
        return Cell(row, column, span, row_span, column_span, box)

    def _add_lines(self, lines: Sequence[Line], then: str) -> Span:
        """Write lines of words; the span of all of them."""
        parts: list[str] = []
        at = start = self._text.length
        for line in lines:
            gap = "\n" if parts else ""
            for word in line.words:
                text = clean_word(word.text)
                if not text:
                    continue
                at += len(gap)
                end = at + len(text)
                self._placed.append((at, end, word.box))
                parts += gap, text
                at, gap = end, " "
        self._text.add("".join(parts), then)
        return Span(start, at)

    def _add_words(self, page: RawPage) -> None:
        """Keep where the words of a written page stand."""
        if page.overprints:
            over = set(page.overprints)
            self.overprints += [Span(start, end) for start, end, box in self._placed if box in over]
        starts, ends, boxes = zip(*self._placed, strict=True) if self._placed else ((), (), ())
        self.words.add(page.number, starts, ends, page.frame.shown(boxes))
        self._placed.clear()


def _body_size(words: Sequence[RawWord]) -> float:
    """The type size of most of the page's signs."""
    exact: dict[float, int] = {}
    for word in words:
        exact[word.size] = exact.get(word.size, 0) + len(word.text)
    sizes: Counter[float] = Counter()
    for size, count in exact.items():
        sizes[round(size, 1)] += count
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _style(block: TextBlock, body: float) -> ParagraphStyle:
    length = sum(len(line.text) for line in block.lines)
    size = max(line.size for line in block.lines)
    is_bold = all(line.bold for line in block.lines)
    return "heading" if length <= LONGEST_HEADING and (size >= LARGER * body or is_bold) else "body"
