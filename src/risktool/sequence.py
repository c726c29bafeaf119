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

_UNIT = 1000
"""The weight of a sighting that is sure. Whole numbers, so that equally good sequences are equal."""

_GAP_COST = 60
"""What a number missing between two sightings costs; small, for sections do get deleted. A number printed twice costs a
sighting: that is likelier than a score of sections gone."""

_START_COST = 20
"""What each number below the first one costs: of equally good sequences the lowest is best."""

_REPAIR_COST = 300
"""What it costs to read a number as another than what it says: most numbers hold no lost digit."""


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


class _Link(NamedTuple):
    """The best sequence that ends with this sighting read as this number; `back` is the one before in it."""

    score: int
    sighting: int
    number: int
    back: "_Link | None"


def chain(sightings: Sequence[Sighting], print_number: Callable[[int], str]) -> tuple[int | None, ...]:
    """For each sighting the number it is in the best rising sequence, None for those outside of it.

    A sighting printed as "2" may be 2, 25 or 52 when fives are lost; the sequence decides. "" may be any number
    that prints as nothing. Of equally good ones the one that ends earliest is best.
    """
    readings = _readings(print_number)
    below: list[_Link | None] = [None] * (LARGEST + 1)  # for each number the best end of what comes before it
    best: _Link | None = None
    for at, sighting in enumerate(sightings):
        links = [
            _link(at, number, _worth(sighting, number), below[number]) for number in readings.get(sighting.printed, ())
        ]
        for link in links:
            best = link if best is None or link.score > best.score else best
            for number in range(link.number + 1, LARGEST + 1):
                if not _is_better(link, below[number]):
                    break  # it is no better for larger ones either
                below[number] = link
    return _trace(best, len(sightings))


def _worth(sighting: Sighting, number: int) -> int:
    """What it adds to a sequence to read this sighting as this number."""
    return round(sighting.weight * _UNIT) - (_REPAIR_COST if sighting.printed != str(number) else 0)


def _link(at: int, number: int, weight: int, before: _Link | None) -> _Link:
    alone = -_START_COST * number
    if before is not None and (score := before.score - _GAP_COST * (number - before.number - 1)) > alone:
        return _Link(score + weight, at, number, before)
    return _Link(alone + weight, at, number, None)


def _is_better(link: _Link, other: _Link | None) -> bool:
    """Whether a larger number better goes on from one link than from the other."""
    return other is None or link.score + _GAP_COST * link.number > other.score + _GAP_COST * other.number


def _trace(end: _Link | None, count: int) -> tuple[int | None, ...]:
    found: list[int | None] = [None] * count
    while end is not None:
        found[end.sighting] = end.number
        end = end.back
    return tuple(found)


def _readings(print_number: Callable[[int], str]) -> dict[str, list[int]]:
    table: dict[str, list[int]] = {}
    for number in range(1, LARGEST):
        table.setdefault(print_number(number), []).append(number)
    return table
