"""Blocks in reading order while a document is being read: what every reader but the PDF one builds on.

`Flow` keeps the three things together that must agree: the text, the spans of it that are blocks, and the remarks.
A table's text is its cells from left to right and from top to bottom, so that a reader of the bare text sees rows:

    "Risk\\tS\\tK\\nStress\\t4\\t5\\n"
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from risktool.extract.building import TextBuilder
from risktool.extract.characters import tidy, unstrike
from risktool.extract.limits import MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS
from risktool.extract.quoting import quote_passages
from risktool.source import (
    Block,
    Cell,
    Document,
    Page,
    Paragraph,
    ParagraphStyle,
    Remark,
    RemarkName,
    Span,
    Table,
    TableOrigin,
)

_LABEL = regex.compile(r"\(?\w{1,3}[.)]")
"""A list's number that is left of an item of which the words are struck out."""

_ROW_NUMBER = regex.compile(r"\p{L}{0,3}[-. ]?\d{1,4}(?:\.\d{1,3})*[.)]?")
"""What is left of a table's row of which the words are struck out: "7", "R-12", "1.2"."""

_STRUCK = "struck-out text"


class GridCell(NamedTuple):
    """The words of one cell, its place (from 0) and how many rows and columns it covers."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Flow:
    """Collects pages of blocks. Used by extractors only; `pages()` closes it."""

    _builder: TextBuilder = field(default_factory=TextBuilder)
    _blocks: list[Block] = field(default_factory=list)
    _pages: list[Page] = field(default_factory=list)
    _remarks: dict[Remark, None] = field(default_factory=dict)
    _left_out: dict[str, list[str]] = field(default_factory=dict)
    _page_start: int = 0

    def paragraph(self, text: str, style: ParagraphStyle = "body", indent: str = "") -> None:
        """Add running text (nothing, if it is blank). `indent` goes before it and is no part of the paragraph."""
        shown = self.unstruck(text)
        words = tidy(shown).strip()
        if shown != text and _LABEL.fullmatch(words):
            return
        if words and self._fits(len(words)):
            if indent:
                self._builder.add("", then=indent)
            self._blocks.append(Paragraph(self._builder.add(words), style))

    def blank_line(self) -> None:
        """What stood before and what comes next are apart: a line left blank on this page."""
        if self._blocks:
            self._builder.add("")

    def table(self, cells: Iterable[GridCell], origin: TableOrigin = "stated") -> None:
        """Add a table (nothing, if all its cells are blank). Places that no cell covers get an empty one."""
        shown = self.unstruck_cells(cells)
        kept = self._within_limits([cell._replace(text=tidy(cell.text).strip()) for cell in shown])
        if any(cell.text for cell in kept) and self._fits(sum(len(cell.text) for cell in kept)):
            self._blocks.append(_add_table(self._builder, kept, origin))

    def unstruck(self, text: str) -> str:
        """A text without what is struck out in it, which the document's remarks will tell."""
        kept, struck = unstrike(text)
        self.leave_out(_STRUCK, struck)
        return kept

    def unstruck_cells(self, cells: Iterable[GridCell]) -> list[GridCell]:
        """A table's cells without what is struck out; where that leaves a row nothing but its number, that goes too."""
        given = list(cells)
        shown = [cell._replace(text=self.unstruck(cell.text)) for cell in given]
        touched = {old.row for old, new in zip(given, shown, strict=True) if old.text != new.text}
        left = Counter(cell.row for cell in shown if cell.row in touched and cell.text.strip())
        bare = [cell for cell in shown if left[cell.row] == 1 and _ROW_NUMBER.fullmatch(cell.text.strip())]
        self.leave_out(_STRUCK, (cell.text for cell in bare))
        gone = {cell.row for cell in bare}
        return [cell._replace(text="") if cell.row in gone else cell for cell in shown]

    def leave_out(self, what: str, passages: Iterable[str]) -> None:
        """Tell in the remarks that these passages, which are `what`, are not here; blank ones are nothing."""
        self._left_out.setdefault(what, []).extend(filter(None, map(str.strip, passages)))

    def remark(self, name: RemarkName, message: str) -> None:
        """Note something about the document; the same note is kept once."""
        self._remarks[Remark(name, message)] = None

    def end_page(self, name: str | None = None, break_text: str = "") -> None:
        """Close the page (or sheet `name`); what comes next stands on another. `break_text` is white space."""
        if break_text:
            self._builder.add("", then=break_text)
        span = Span(self._page_start, self._builder.length)
        self._pages.append(Page(len(self._pages) + 1, span, tuple(self._blocks), name))
        self._page_start = span.end
        self._blocks.clear()

    @property
    def is_blank(self) -> bool:
        """Nothing was added yet, on any page."""
        return not self._blocks and not any(page.blocks for page in self._pages)

    def document(self, name: str, sha256: str, media_type: str, reader: str) -> Document:
        """All that was read. An open page is closed."""
        if self._blocks or not self._pages:
            self.end_page()
        for what, passages in self._left_out.items():
            if passages:
                self.remark("left-out", f"{what} was left out: {quote_passages(passages)}")
        return Document(
            name=name,
            sha256=sha256,
            media_type=media_type,
            reader=reader,
            text=self._builder.text(),
            pages=tuple(self._pages),
            remarks=tuple(self._remarks),
        )

    def _fits(self, length: int) -> bool:
        if self._builder.length + length <= MAX_CHARACTERS:
            return True
        self.remark("partly-read", f"the document has more than {MAX_CHARACTERS} characters; the rest was not read")
        return False

    def _within_limits(self, cells: Sequence[GridCell]) -> list[GridCell]:
        kept = [cell for cell in cells if cell.row < MAX_ROWS and cell.column < MAX_COLUMNS]
        if any(cell.text for cell in cells if cell.row >= MAX_ROWS):
            self.remark("partly-read", f"a table has more than {MAX_ROWS} rows; the rest was not read")
        if any(cell.text for cell in cells if cell.column >= MAX_COLUMNS):
            self.remark("partly-read", f"a table has more than {MAX_COLUMNS} columns; the rest was not read")
        return [
            cell._replace(
                row_span=min(cell.row_span, MAX_ROWS - cell.row),
                column_span=min(cell.column_span, MAX_COLUMNS - cell.column),
            )
            for cell in kept
        ]


def _add_table(builder: TextBuilder, cells: Sequence[GridCell], origin: TableOrigin) -> Table:
    """Write the cells in reading order; trailing rows and columns without words are left out."""
    rows = 1 + max(cell.row for cell in cells if cell.text)
    columns = 1 + max(cell.column for cell in cells if cell.text)
    placed: list[Cell] = []
    for cell in _filled(cells, rows, columns):
        if placed and placed[-1].row != cell.row:
            builder.add("", then="\n")
        elif placed:
            builder.add("", then="\t")
        span = builder.add(cell.text, then="")
        placed.append(Cell(cell.row, cell.column, span, cell.row_span, cell.column_span))
    builder.add("", then="\n")
    return Table(tuple(placed), rows, columns, origin)


def _filled(cells: Sequence[GridCell], rows: int, columns: int) -> list[GridCell]:
    """The cells inside rows x columns, cut to it, in order; with empty ones where there were none.

    Where cells overlap (only a broken file does that) each still stands at its own place, once.
    """
    inside: dict[tuple[int, int], GridCell] = {}
    for cell in cells:
        if cell.row < rows and cell.column < columns:
            fit = cell._replace(
                row_span=min(cell.row_span, rows - cell.row), column_span=min(cell.column_span, columns - cell.column)
            )
            before = inside.get(cell[:2])
            both = [part.text for part in (before, fit) if part and part.text]
            inside[cell[:2]] = fit._replace(text="\n".join(both))
    covered = {
        (cell.row + down, cell.column + right)
        for cell in inside.values()
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    empty = (GridCell(r, c, "") for r in range(rows) for c in range(columns) if (r, c) not in covered)
    return sorted([*inside.values(), *empty], key=lambda cell: cell[:2])
