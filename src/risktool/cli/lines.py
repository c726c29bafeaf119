"""On which line of a text file each row begins, so that an annotation can stand there.

A row's words are looked for from where the last row was found: rows stand in the document's order, and the same words
may stand in several. They are compared by their letters, for a row may go on over lines that the register joined; yet
a place on one line comes first, because a heading and the column below it can read as a row ("Brand" / "Risk"), and
words are whole ones: "Brand" is not the begin of "Brandlarm". Only files that are UTF-8 text have lines; a PDF's or a
spreadsheet's rows have a page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from risktool.model import Register

ENOUGH_LETTERS = 40
"""Letters that tell a row from the others."""

_LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line for editors and for GitHub; a form feed, as pdftotext puts between pages, does not."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Letters:
    """A text's letters and digits, the line of each, and where words begin or end."""

    text: str
    lines: tuple[int, ...]
    edges: frozenset[int]

    def find(self, wanted: str, start: int, *, is_whole: bool) -> int | None:
        """Where these letters stand from `start` on, best on one line; `is_whole`: no word goes on behind them."""
        first = None
        for at in self._places(wanted, start):
            end = at + len(wanted)
            if not is_whole or end in self.edges:
                if self.lines[at] == self.lines[end - 1]:
                    return at
                first = at if first is None else first
        return first

    def _places(self, wanted: str, start: int) -> Iterator[int]:
        at = self.text.find(wanted, start)
        while at >= 0:
            if at in self.edges:
                yield at
            at = self.text.find(wanted, at + 1)


def find_lines(data: bytes, register: Register) -> dict[str, int]:
    """Line numbers, from 1, by the row's id; rows that are not found are left out."""
    if not register.source.media_type.startswith("text/"):
        return {}
    try:
        letters = _read_letters(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return {}
    found: dict[str, int] = {}
    at = 0
    for risk in register.risks:
        whole = "".join(_WORD.findall(risk.description.casefold()))
        wanted = whole[:ENOUGH_LETTERS]
        place = letters.find(wanted, at, is_whole=wanted == whole) if wanted else None
        if place is not None:
            found[risk.id] = letters.lines[place]
            at = place + len(wanted)
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
