"""Lines of type that are printed over each other: a sheet whose rows are too low, a box too small for its text.

    Nobody knows the way to the     2  5  10         the second line of a cell hangs into the row below, and
    m̶u̶s̶t̶e̶r̶t̶i̶n̶d̶o̶w̶s̶ stand open         3  3   9         its words stand among that row's

Where such a line stands does not tell whose it is, but programs write a cell to its end before they begin the next
one. So words that follow each other in the file, line below line, are one *piece*; a piece that lies on another one
is read as if all its lines stood where its row stands. That is likely and not certain: the words are named
(`RawPage.overprints`), and a person is asked.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from risktool.extract.pdf.lines import LEFT, OVER, SAME_PT, lie_on_each_other
from risktool.extract.pdf.marks import with_marks
from risktool.extract.pdf.raw import RawPage, RawWord
from risktool.extract.pdf.undrawn.columns import NUMBER
from risktool.source import Box

SPACE = 1.0
"""Words of a line that are so many type sizes apart are of two cells."""

LEADINGS = (OVER, 1.8)
"""Lines of a cell follow each other at a distance between these shares of the type size."""

EVEN_PT = 0.5
"""They follow each other evenly, but for rounding."""

LOOK_BACK = 8
"""pdfium tells words that are nearly on one line from left to right, so that those of other pieces come between."""

SQUEEZED = 0.3
"""All lines of a piece end up within this share of the type size, which is one line for any reader of tables."""

Anchor: TypeAlias = Callable[["Piece"], float]
"""The baseline of its row, as a piece tells it."""

ANCHORS: tuple[Anchor, ...] = (
    lambda piece: piece.baselines[0],
    lambda piece: (piece.baselines[0] + piece.baselines[-1]) / 2,
    lambda piece: piece.baselines[-1],
)
"""At the head of their cells, in the middle, at the foot; where nothing tells, the first counts."""


def with_overprints(page: RawPage) -> RawPage:
    """The page, with the words that lie on each other named and read as the file writes them, and marks joined."""
    lines = _crowded(page.words)
    if not lines:
        return page
    page = page._replace(words=with_marks(page.words))
    boxes = tuple(box for pair in lines for box in _met([*pair[0], *pair[1]]))
    if not boxes:
        return page
    crowded = {words[0].baseline for pair in lines for words in pair}
    return page._replace(words=_settled(page.words, crowded), overprints=boxes)


def _crowded(words: Sequence[RawWord]) -> list[tuple[list[RawWord], list[RawWord]]]:
    """The words of each two baselines that are closer than any lines are set."""
    sizes = {word.baseline: word.size for word in words}
    order, most = sorted(sizes), OVER * max(sizes.values(), default=0.0)
    close = [
        (a, b)
        for n, a in enumerate(order)
        for b in order[n + 1 : bisect_left(order, a + most, n)]
        if SAME_PT < b - a < OVER * max(sizes[a], sizes[b])
    ]
    lines: dict[float, list[RawWord]] = {baseline: [] for pair in close for baseline in pair}
    for word in words if close else ():
        if word.baseline in lines:
            lines[word.baseline].append(word)
    return [(lines[upper], lines[lower]) for upper, lower in close]


def _met(words: Sequence[RawWord]) -> Iterator[Box]:
    """The boxes of the words of two lines that lie on each other."""
    reach, *rest = sorted(words, key=LEFT)
    for word in rest:
        if word.box.x0 < reach.box.x1 and lie_on_each_other(reach, word):
            yield from (reach.box, word.box)
        if word.box.x1 > reach.box.x1:
            reach = word


@dataclass(slots=True)
class Piece:
    """Words that follow each other in the file and on the page, as those of a cell do."""

    words: list[RawWord]
    baselines: list[float] = field(default_factory=list)

    def takes(self, word: RawWord) -> bool:
        """Whether the file's next word goes on with the line, or with the next one below it."""
        last, down = self.words[-1], word.baseline - self.baselines[-1]
        if abs(down) <= SAME_PT:
            return not word.opens_cell and last.box.x1 < word.box.x1 and self._is_beside(word)
        even = self.baselines[1] - self.baselines[0] if len(self.baselines) > 1 else down
        least, most = (share * last.size for share in LEADINGS)
        left, right = min(w.box.x0 for w in self.words), max(w.box.x1 for w in self.words)
        return least <= down <= most and abs(down - even) < EVEN_PT and word.box.x0 < right and word.box.x1 > left

    def _is_beside(self, word: RawWord) -> bool:
        return word.box.x0 - self.words[-1].box.x1 < SPACE * word.size

    def add(self, word: RawWord) -> None:
        """The next word."""
        if word.baseline - self.baselines[-1] > SAME_PT:
            self.baselines.append(word.baseline)
        self.words.append(word)


def _settled(words: Sequence[RawWord], crowded: set[float]) -> tuple[RawWord, ...]:
    """The words, the lines of each piece that comes too close to others moved to its row."""
    pieces = _pieces(words)
    anchor = _anchor(pieces)
    return tuple(word for piece in pieces for word in _squeezed(piece, anchor, crowded))


def _pieces(words: Sequence[RawWord]) -> list[Piece]:
    """The words of a page in pieces. What stands beside a number begins one: so does its row."""
    rows = {word.baseline for word in words if NUMBER.match(word.text)}
    pieces: list[Piece] = []
    for word in words:
        near = pieces[-1:] if word.baseline in rows else pieces[: -1 - LOOK_BACK : -1]
        piece = next((piece for piece in near if piece.takes(word)), None)
        if piece is None:
            pieces.append(Piece([word], [word.baseline]))
        else:
            piece.add(word)
    return pieces


def _anchor(pieces: Sequence[Piece]) -> Anchor:
    """How the page's cells are set: so that most texts of several lines stand beside one of a single line."""
    rows = {round(piece.baselines[0]) for piece in pieces if len(piece.baselines) == 1}
    tall = [piece for piece in pieces if len(piece.baselines) > 1]
    return max(ANCHORS, key=lambda anchor: sum(round(anchor(piece)) in rows for piece in tall))


def _squeezed(piece: Piece, anchor: Anchor, crowded: set[float]) -> Iterator[RawWord]:
    """The words of a piece, near the baseline of its row if one of its lines is too close to others."""
    if len(piece.baselines) < 2 or crowded.isdisjoint(piece.baselines):
        yield from piece.words
        return
    step = SQUEEZED * piece.words[0].size / len(piece.baselines)
    row, line, before = anchor(piece), 0, piece.words[0].baseline
    for word in piece.words:
        line += word.baseline - before > SAME_PT
        before = word.baseline
        yield word._replace(baseline=row + line * step)
