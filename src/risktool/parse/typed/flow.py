"""Pieces of a document as one running text, with the way back to their places.

Patterns want one string; readings want spans. A `Flow` joins pieces (paragraphs, lines) by a line break, or by two
where the document leaves a line blank, and turns any part of the joined text into the spans it came from.
"""

from bisect import bisect_right
from dataclasses import dataclass

from risktool.notation import Notation
from risktool.source import Document, Span, Spans


@dataclass(frozen=True, slots=True)
class Flow:
    """`text` is made of `pieces`; `starts[i]` is where the i-th begins in it."""

    text: str
    pieces: Spans
    starts: tuple[int, ...]

    def spans(self, start: int, end: int) -> Spans:
        """Where `text[start:end]` stands in the document, without white space at the ends of each part."""
        found = []
        first = max(bisect_right(self.starts, start) - 1, 0)
        for place in range(first, len(self.pieces)):
            piece, begin = self.pieces[place], self.starts[place]
            if begin >= end:
                break
            low, high = max(start, begin), min(end, begin + piece.end - piece.start)
            part = self.text[low:high]
            low += len(part) - len(part.lstrip())
            high = low + len(part.strip())
            if high > low:
                found.append(Span(piece.start + low - begin, piece.start + high - begin))
        return tuple(found)

    def place(self, offset: int) -> int | None:
        """Where a place of the document is in `text`; None for one outside the pieces."""
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        inside = at >= 0 and offset < self.pieces[at].end
        return self.starts[at] + offset - self.pieces[at].start if inside else None


def join_pieces(document: Document, pieces: Spans, notation: Notation) -> Flow:
    """The flow of these pieces; deciphered signs stand as digits (one for one, so that places agree)."""
    parts: list[str] = []
    starts = []
    length = 0
    for i, piece in enumerate(pieces):
        if i:
            gap = document.text[pieces[i - 1].end : piece.start]
            joint = "\n\n" if gap.count("\n") > 1 else "\n"
            parts.append(joint)
            length += len(joint)
        text = notation.decode(document.text[piece.start : piece.end])
        starts.append(length)
        parts.append(text)
        length += len(text)
    return Flow("".join(parts), pieces, tuple(starts))
