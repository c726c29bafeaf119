"""On which lines of a text file rows and headings stand, so that an annotation can stand there.

A row's words are looked for from where the last row was found: rows stand in the document's order, and the same words
may stand in several. They are compared by their letters, for a row may go on over lines that the register joined; yet
a place on one line comes first, because a heading and the column below it can read as a row ("Brand" / "Risk"), and
words are whole ones: "Brand" is not the begin of "Brandlarm". A heading is the last such line before its first row; a
table of contents has it too. Only files that are UTF-8 text have lines; a PDF's or a spreadsheet's rows have a page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from risktool.model import Register

ENOUGH_LETTERS = 40
"""Letters that tell a row from the others."""

_LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line for editors and for GitHub; a form feed, as pdftotext puts between pages, does not."""

_WORD = re.compile(r"[^\W_]+")


class Lines(NamedTuple):
    """Line numbers, from 1: of rows by their id, of headings by their section's place in the register."""

    risks: dict[str, int]
    headings: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Letters:
    """A text's letters and digits, the line of each, and where words begin or end."""

    text: str
    lines: tuple[int, ...]
    edges: frozenset[int]

    def find_row(self, words: str, start: int) -> tuple[int, int] | None:
        """Where a row begins and ends, from `start` on; best on one line."""
        first = None
        for at, end in self._places(words, start):
            if self._is_line(at, end):
                return at, end
            first = first or (at, end)
        return first

    def find_heading(self, words: str, start: int, row: int | None) -> int | None:
        """Where a heading stands: the last place before its first row; the first one if it has none."""
        places = (at for at, end in self._places(words, start) if self._is_line(at, end))
        if row is None:
            return next(places, None)
        return max((at for at in places if at < row), default=None)

    def _places(self, words: str, start: int) -> Iterator[tuple[int, int]]:
        whole = "".join(_WORD.findall(words.casefold()))
        wanted = whole[:ENOUGH_LETTERS]
        at = self.text.find(wanted, start) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            if at in self.edges and (end in self.edges or wanted != whole):
                yield at, end
            at = self.text.find(wanted, at + 1)

    def _is_line(self, at: int, end: int) -> bool:
        return self.lines[at] == self.lines[end - 1]


def find_lines(data: bytes, register: Register) -> Lines:
    """The lines of a text file's rows and headings, as far as they are found."""
    found = Lines({}, {})
    if not register.source.media_type.startswith("text/"):
        return found
    try:
        letters = _read_letters(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return found
    end = 0
    for place, section in enumerate(register.sections):
        start, first = end, None
        for risk in section.risks:
            row = letters.find_row(risk.description, end)
            if row is not None:
                found.risks[risk.id] = letters.lines[row[0]]
                first, end = row[0] if first is None else first, row[1]
        heading = letters.find_heading(section.heading, start, first)
        if heading is not None:
            found.headings[place] = letters.lines[heading]
    return found


def _read_letters(text: str) -> _Letters:
    words: list[str] = []
    lines: list[int] = []
    edges = {0}
    for number, line in enumerate(_LINE_END.split(text), start=1):
        for word in _WORD.findall(line.casefold()):
            words.append(word)
            lines += [number] * len(word)
            edges.add(len(lines))
    return _Letters("".join(words), tuple(lines), frozenset(edges))
