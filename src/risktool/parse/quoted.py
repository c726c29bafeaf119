"""The older letters inside a letter: lines that a mail program marked, and what stands under an older letter's head.

A row never reaches over the edge of one, nor over a signature or into the next point of minutes ("§ 5"); and what a
person wrote earlier may be out of date.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import fold
from risktool.source import Document, Paragraph, Span, Spans

_MARKED = regex.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", regex.MULTILINE)
QUOTED = ">"
"""What stands alone on the line above an older letter whose own marks are left out, so that its tables are tables."""

_SIGNS = " \t\n>"
_HEAD = regex.compile(r"^[*_]*(?P<writer>\p{L}+)[*_]*:[^\n]*(?=\n+[*_]*(?P<sent>\p{L}+)[*_]*:)", regex.MULTILINE)
"""An older letter's head says who wrote it and, on the next line, when."""
_DIVIDER = regex.compile(r"^-{3,}(?P<words>[^\n-]{3,40})-{3,}[ \t]*$", regex.MULTILINE)
_PARAGRAPH = regex.compile(r"(?<=\A|\n[ \t]*\n|[.!?:][ \t]*\n)§+[ \t]?(?P<number>\d{1,4})", regex.MULTILINE)
"""What numbers the points of minutes, behind an empty line or a full stop; a law's may begin a line too."""
_SIGNATURE = regex.compile(r"^(?:/[ \t]?\p{Lu}\p{L}*|--)[ \t]*$", regex.MULTILINE)


@dataclass(frozen=True, slots=True)
class Quotes:
    """Where older letters stand, `(start, end)` each, and the sorted places that no row reaches over."""

    stretches: tuple[tuple[int, int], ...]
    edges: tuple[int, ...]

    def holds(self, at: int) -> bool:
        """Whether this place is in an older letter."""
        return any(start <= at < end for start, end in self.stretches)

    def last_edge(self, at: int) -> int:
        """The last edge at or before this place; 0 for none."""
        place = bisect_right(self.edges, at)
        return self.edges[place - 1] if place else 0

    def next_edge(self, at: int, end: int) -> int:
        """The first edge at or behind this place; `end` for none."""
        place = bisect_left(self.edges, at)
        return self.edges[place] if place < len(self.edges) else end

    def parts(self, start: int, end: int) -> bool:
        """Whether an edge lies in `[start, end)`."""
        return bisect_left(self.edges, start) < bisect_left(self.edges, end)


def find_quotes(text: str, lexicon: Lexicon) -> Quotes:
    """The older letters in a text. One that has no marks, or lost them (see `extract.mail`), goes to the end."""
    stretches = [
        (match.start(), match.end() if match[0].strip(_SIGNS) else len(text)) for match in _MARKED.finditer(text)
    ]
    stretches += [(start, len(text)) for start in _heads(text, lexicon) if text[:start].strip()]
    edges = {match.start() for match in _SIGNATURE.finditer(text)} | set(_points(text))
    return Quotes(tuple(stretches), tuple(sorted({*edges, *(place for ends in stretches for place in ends)})))


def _points(text: str) -> Iterator[int]:
    """Where the points of minutes begin: they count up, as the laws that a line happens to begin with do not."""
    found = [(match.start(), int(match["number"])) for match in _PARAGRAPH.finditer(text)]
    for (at, number), (follower, next_number) in pairwise(found):
        if next_number == number + 1:
            yield from (at, follower)


def _heads(text: str, lexicon: Lexicon) -> Iterator[int]:
    """Where the heads of older letters begin, and the lines of dashes that say the same."""
    for match in _HEAD.finditer(text):
        if fold(match["writer"]) in lexicon.from_words and fold(match["sent"]) in lexicon.sent_words:
            yield match.start()
    for match in _DIVIDER.finditer(text):
        if any(fold(word) in lexicon.message_words for word in match["words"].split()):
            yield match.start()


def find_older(document: Document, lexicon: Lexicon) -> Spans:
    """Where a document's older letters stand. Its own heading (a mail's subject) is no letter before them."""
    blocks = document.pages[0].blocks if document.pages else ()
    first = blocks[0] if blocks else None
    begin = first.span.end if isinstance(first, Paragraph) and first.style == "heading" else 0
    return tuple(Span(begin + s, begin + e) for s, e in find_quotes(document.text[begin:], lexicon).stretches)
