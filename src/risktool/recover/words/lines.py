"""Line ends inside a cell: did the line break because it was full, or because somebody meant it to?

    │ Otydliga roller och   │   "ansvar" would not have fitted: the sentence goes on
    │ ansvar                │
    │ Stress                │   "Oro" would have fitted: another item begins
    │ Oro                   │

With geometry the widths tell; without, a small letter after no full stop goes on. In doubt the line end stays.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from risktool.source import Block, Cell, Document, Span, Table, Words

_ITEM = regex.compile(r"(?:[-–—•·▪‣*]|\d{1,3}[.)]|\p{L}[.)])(?:$|\s)|[•▪‣]")
_STOP = (".", "!", "?", ":", ";")

PADDING_PT = 10.0
"""No form leaves more between a cell's rule and its words; more than that is centred text."""

SETTLED_LINES = 8
"""So many lines and one of them came close to the edge; fewer leave the edge of an undrawn column open."""

LETTER, SPACE = 0.5, 0.5
"""A letter is about half as wide as a word's box is high, and a space half as wide as a letter."""

SPARE = 2.0
"""Letters' widths that must be left over before a word is said to have fitted; kerning and trailing space cost that."""


class Edge(NamedTuple):
    """Right edges of a column in points: lines got as far as `reached`; nothing fits beyond `limit` (None: unknown)."""

    reached: float
    limit: float | None


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of each block may end. Empty without geometry."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    edges: tuple[Edge, ...]
    words: Words

    def goes_on(self, before: int, after: int) -> bool | None:
        """Whether the line was full; None when that cannot be told. The two words by where they start in the text."""
        left, right = self.words.at(before), self.words.at(after)
        edge = self._edge_at(after)
        if left is None or right is None or edge is None or self._edge_at(before) != edge:
            return None
        letter = LETTER * (right.box.bottom - right.box.top)
        needed = left.box.x1 + SPACE * letter + right.box.x1 - right.box.x0
        if needed + SPARE * letter <= edge.reached:
            return False
        return True if edge.limit is not None and needed > edge.limit else None

    def _edge_at(self, offset: int) -> Edge | None:
        at = bisect_right(self.starts, offset) - 1
        return self.edges[at] if at >= 0 and offset < self.ends[at] else None


def find_margins(document: Document) -> Margins:
    """The right edges of a document's paragraphs and columns."""
    if not document.words:
        return Margins((), (), (), document.words)
    found = [place for page in document.pages for block in page.blocks for place in _edges_of(block, document)]
    found.sort()
    return Margins(
        starts=tuple(span.start for span, _ in found),
        ends=tuple(span.end for span, _ in found),
        edges=tuple(edge for _, edge in found),
        words=document.words,
    )


def _edges_of(block: Block, document: Document) -> Iterator[tuple[Span, Edge]]:
    if isinstance(block, Table):
        columns: dict[int, list[Cell]] = {}
        for cell in block.cells:
            if cell.span.end > cell.span.start and cell.box is not None and cell.column_span == 1:
                columns.setdefault(cell.column, []).append(cell)
        for cells in columns.values():
            yield from _column_edges(cells, document, is_drawn=block.origin != "aligned")
    elif block.box is not None:
        lines = document.text.count("\n", *block.span) + 1
        yield block.span, Edge(block.box.x1, block.box.x1 if lines >= SETTLED_LINES else None)


def _column_edges(cells: Iterable[Cell], document: Document, *, is_drawn: bool) -> Iterator[tuple[Span, Edge]]:
    boxes = [(cell, document.box_of((cell.span,))) for cell in cells]
    reached = max((box.x1 for _, box in boxes if box), default=0.0)
    lines = sum(document.text.count("\n", *cell.span) + 1 for cell, _ in boxes)
    for cell, box in boxes:
        if box is None or cell.box is None:
            continue
        if is_drawn:
            yield cell.span, Edge(min(reached, cell.box.x1), cell.box.x1 - min(box.x0 - cell.box.x0, PADDING_PT))
        else:
            yield cell.span, Edge(reached, reached if lines >= SETTLED_LINES else None)


def is_wrapped(before: str, after: str, was_full: bool | None) -> bool:
    """Whether a line end between two words is only the end of the line, so that a space may stand for it.

    `after` is the rest of the next line, `was_full` what the geometry says.
    """
    if _ITEM.match(after):
        return False
    if was_full is not None:
        return was_full
    return after[:1].islower() and not before.endswith(_STOP)
