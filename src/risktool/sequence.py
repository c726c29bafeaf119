"""Numbers that count up through a document - pages, headings - printed with digits lost.

Both `damage` (as a witness) and `parse` (as furniture and section numbers) read such sequences; what they share is
here. `print_number` is how the document prints a number (`Notation.print_number`); "" when every digit is lost.

    >>> count_up(["1", "2", "3"], str)
    Match(start=1, hits=3)
    >>> chain([Sighting("4"), Sighting(""), Sighting("6")], lambda n: str(n).replace("5", ""))
    (4, 5, 6)
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import regex

from risktool.source import Document, Span

LONG_LINE = 200
"""Characters. A longer line is a page flattened into one line, not a line as printed."""

LARGEST = 400
"""Pages and headings beyond this number are not looked for."""

_TRAILING = regex.compile(r"(?:(?<=\s)|^)(?:\p{L}+ ?)?(?P<number>\d{1,3})(?: ?(?:\(\d+\)|/ ?\d+|av \d+|of \d+))?$")

GAP_COST = 0.02
"""What a number missing between two sightings costs; small, for sections do get deleted."""


class Match(NamedTuple):
    """A sequence that begins at `start`, of which `hits` numbers were really printed."""

    start: int
    hits: int


class Tail(NamedTuple):
    """The end of a page: where its last number stands (an empty span: no number) and what it says."""

    span: Span
    printed: str


class Sighting(NamedTuple):
    """A printed number that may be part of a sequence; `weight` is how sure that is, 0 to 1."""

    printed: str
    weight: float = 1.0


def count_up(printed: Sequence[str], print_number: Callable[[int], str]) -> Match:
    """The start at which most of `printed` count up by one. Numbers printed as nothing are no hits."""

    def hits(start: int) -> int:
        return sum(p != "" and p == print_number(start + i) for i, p in enumerate(printed))

    best = max(range(LARGEST), key=lambda start: (hits(start), -start))
    return Match(best, hits(best))


def page_tails(document: Document) -> tuple[Tail, ...]:
    """The last word of each page: of a real page, or of a line so long that it must have been one."""
    units = [page.span for page in document.pages]
    if len(units) == 1:
        units = [b.span for b in document.pages[0].blocks if b.span.end - b.span.start > LONG_LINE] and [
            b.span for b in document.pages[0].blocks
        ]
    return tuple(_tail(document.text, span) for span in units)


def _tail(text: str, span: Span) -> Tail:
    end = span.start + len(text[span.start : span.end].rstrip())
    start = max(span.start, text.rfind("\n", span.start, end) + 1, end - 30)
    match = _TRAILING.search(text[start:end])
    if match is None:
        return Tail(Span(end, end), "")
    lone = start + match.start() == text.rfind("\n", 0, end) + 1
    begin = match.start() if lone or match.start() == match.start("number") else match.start("number")
    return Tail(Span(start + begin, end), match["number"])


def chain(sightings: Sequence[Sighting], print_number: Callable[[int], str]) -> tuple[int | None, ...]:
    """For each sighting the number it is in the best rising sequence, None for those outside of it.

    A sighting printed as "2" may be 2, 25 or 52 when fives are lost; the sequence decides. "" may be any number
    that prints as nothing.
    """
    readings = _readings(print_number)
    best: list[dict[int, tuple[float, tuple[int, int] | None]]] = []
    for i, sighting in enumerate(sightings):
        here: dict[int, tuple[float, tuple[int, int] | None]] = {}
        for number in readings.get(sighting.printed, ()):
            options: list[tuple[float, tuple[int, int] | None]] = [(-GAP_COST * number, None)]
            for j in range(i):
                options += [
                    (score - GAP_COST * (number - m - 1), (j, m)) for m, (score, _) in best[j].items() if m < number
                ]
            score, back = max(options, key=lambda option: option[0])
            here[number] = (score + sighting.weight, back)
        best.append(here)
    return _trace(best)


def _trace(best: list[dict[int, tuple[float, tuple[int, int] | None]]]) -> tuple[int | None, ...]:
    found: list[int | None] = [None] * len(best)
    ends = [(score, i, number) for i, here in enumerate(best) for number, (score, _) in here.items()]
    if not ends:
        return tuple(found)
    _, i, number = max(ends, key=lambda end: (end[0], -end[1]))
    back: tuple[int, int] | None = (i, number)
    while back is not None:
        i, number = back
        found[i] = number
        back = best[i][number][1]
    return tuple(found)


def _readings(print_number: Callable[[int], str]) -> dict[str, list[int]]:
    table: dict[str, list[int]] = {}
    for number in range(1, LARGEST):
        table.setdefault(print_number(number), []).append(number)
    return table
