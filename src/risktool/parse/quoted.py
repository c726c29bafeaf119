"""The older letters inside a letter: lines that a mail program marked, and what stands under an older letter's head.

A row never reaches over the edge of one, nor over a signature; and what a person wrote earlier may be out of date.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import fold

_MARKED = regex.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", regex.MULTILINE)
_SIGNS = " \t\n>"
_HEAD = regex.compile(r"^[^\n:]{2,20}:[^\n]*(?=\n+[*_]*(?P<label>\p{L}+)[*_]*:)", regex.MULTILINE)
"""The second line of an older letter's head says when it was sent."""
_DIVIDER = regex.compile(r"^-{3,}[^\n-]{3,40}-{3,}[ \t]*$", regex.MULTILINE)
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

    def parts(self, start: int, end: int) -> bool:
        """Whether an edge lies in `[start, end)`."""
        return bisect_left(self.edges, start) < bisect_left(self.edges, end)


def find_quotes(text: str, lexicon: Lexicon) -> Quotes:
    """The older letters in a text. One that has no marks, or lost them (see `extract.mail`), goes to the end."""
    stretches = [
        (match.start(), match.end() if match[0].strip(_SIGNS) else len(text)) for match in _MARKED.finditer(text)
    ]
    heads = [match.start() for match in _HEAD.finditer(text) if fold(match["label"]) in lexicon.sent_words]
    heads += [match.start() for match in _DIVIDER.finditer(text)]
    stretches += [(start, len(text)) for start in heads if text[:start].strip()]
    signatures = (match.start() for match in _SIGNATURE.finditer(text))
    return Quotes(tuple(stretches), tuple(sorted({*signatures, *(place for ends in stretches for place in ends)})))
