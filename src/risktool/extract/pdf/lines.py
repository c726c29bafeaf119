"""Words to lines of type, and lines to the text of a cell or a paragraph.

A line is what stands on one baseline. Words of a line stand from left to right with a space between them, lines
with a line break; words that a narrow column broke stay broken here ("Sannolikhe\\nt"), joining them is recover's.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, starmap
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from risktool.extract.pdf.raw import RawWord
from risktool.source import Box

SAME_LINE = 0.35
"""Baselines that differ by less than this share of the type size are one line (superscripts, mixed fonts)."""

OVER = 0.65
"""Lines whose baselines are closer than this share of the type size run into each other; the tightest type is set
on 0.9 of its size."""

SAME_PT = 0.25
"""Baselines as close as this are one: bold type beside other, or rounding."""

ALIKE = 1.5
"""Type that many times larger is a watermark or a stamp, and smaller a mark on a word."""

INTO = 0.25
"""Words that share this much of a type size lie on each other; italics lean over the next word by less."""

SEGMENT_GAP = 2.0
"""A gap of so many type sizes is no space between words: another column begins."""


Place: TypeAlias = Callable[[RawWord], float]
"""Where a word lies, along or across the reading direction."""

BASELINE: Place = attrgetter("baseline")
LEFT: Place = attrgetter("box.x0")


class Line(NamedTuple):
    """Words on one baseline, left to right."""

    words: tuple[RawWord, ...]

    @property
    def box(self) -> Box:
        """The rectangle around the words."""
        return box_around(self.words)

    @property
    def baseline(self) -> float:
        """Where the line stands."""
        return self.words[0].baseline

    @property
    def size(self) -> float:
        """The type size of most of its words."""
        return median([word.size for word in self.words])

    @property
    def bold(self) -> bool:
        """Whether all its words are."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


def median(values: Iterable[float]) -> float:
    """The middle one of some values, or the mean of the two in the middle (`statistics` takes 5 ms to import)."""
    ordered = sorted(values)
    half, is_odd = divmod(len(ordered), 2)
    return ordered[half] if is_odd else (ordered[half - 1] + ordered[half]) / 2


def box_around(words: Sequence[RawWord]) -> Box:
    """The rectangle around some words."""
    if len(words) == 1:
        return words[0].box
    lefts, tops, rights, bottoms = zip(*[word.box for word in words], strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def group_lines(words: Sequence[RawWord]) -> list[Line]:
    """Words as lines, top to bottom; lines of turned text come last."""
    if len(words) < 2:
        return [Line((word,)) for word in words]
    level = [word for word in words if word.turns == 0]
    lines = [line for group in _group(sorted(level, key=BASELINE), BASELINE) for line in _lines_of(group)]
    return lines if len(level) == len(words) else [*lines, *_turned_lines(words)]


def _lines_of(group: list[RawWord]) -> list[Line]:
    """The words of nearly one baseline, left to right; by their baselines where they would lie on each other."""
    words = sorted(group, key=LEFT)
    if group[-1].baseline - group[0].baseline <= SAME_PT or not any(starmap(lie_on_each_other, pairwise(words))):
        return [Line(tuple(words))]
    cuts = [at for at, (a, b) in enumerate(pairwise(group), start=1) if b.baseline - a.baseline > SAME_PT]
    return [Line(tuple(sorted(group[a:b], key=LEFT))) for a, b in pairwise((0, *cuts, len(group)))]


def lie_on_each_other(word: RawWord, other: RawWord) -> bool:
    """Whether the ink of level words of two lines, of about one size, shares a place."""
    shared = min(word.box.x1, other.box.x1) - max(word.box.x0, other.box.x0)
    small, large = sorted((word.size, other.size))
    return (
        shared > INTO * small
        and large < ALIKE * small
        and SAME_PT < abs(word.baseline - other.baseline) < OVER * small
        and word.turns == other.turns == 0
        and word.text != other.text
        and any(map(str.isalnum, word.text))
        and any(map(str.isalnum, other.text))
    )


def _turned_lines(words: Sequence[RawWord]) -> list[Line]:
    """Lines of text turned on its side: for each turn, where they lie across it and along it."""
    ways: tuple[tuple[int, Place, Place], ...] = (
        (1, lambda word: word.box.x1, lambda word: -word.box.bottom),
        (2, lambda word: -word.box.top, lambda word: -word.box.x1),
        (3, lambda word: -word.box.x0, lambda word: word.box.top),
    )
    lines = [
        Line(tuple(sorted(group, key=along)))
        for turns, across, along in ways
        for group in _group(sorted((word for word in words if word.turns == turns), key=across), across)
    ]
    return [*lines, *(Line((word,)) for word in words if word.turns > 3)]


def _group(words: Sequence[RawWord], across: Place) -> list[list[RawWord]]:
    """Sorted words in groups whose places across the reading direction agree."""
    groups: list[list[RawWord]] = []
    start = limit = float("-inf")
    for word in words:
        place = across(word)
        if place == start or place - start <= min(limit, SAME_LINE * word.size):
            groups[-1].append(word)
        else:
            start, limit = place, SAME_LINE * word.size
            groups.append([word])
    return groups


def split_segments(line: Line) -> list[Line]:
    """A line cut where the gap between two words is wider than any space."""
    parts: list[list[RawWord]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.box.x0 - before.box.x1 > SEGMENT_GAP * max(word.size, before.size):
            parts.append([word])
        else:
            parts[-1].append(word)
    return [Line(tuple(part)) for part in parts]


def is_bold_above(taken: Sequence[Line], line: Line) -> bool:
    """Whether the nearest words above a line are bold too (a first column may be, and headings are)."""
    left, right = line.box.x0, line.box.x1
    for above in reversed(taken):
        words = [word for word in above.words if word.box.x0 < right and word.box.x1 > left]
        if words:
            return words[0].bold
    return False
