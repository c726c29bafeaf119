"""One page as a reader hands it over: words, rules and fills, all in the page's *reading frame*.

The reading frame has its origin at the top left of the page as its text runs: x grows along the lines, y down. A
page that is turned (by /Rotate, or because its text is drawn sideways) is turned back first, so that no later step
has to think about it; `Frame.shown` turns boxes into the page as a viewer shows it.

    page space (PDF)      reading frame             shown page
    y up, any origin  ->  y down, lines level   ->  y down, /Rotate applied
"""

from collections.abc import Sequence
from typing import NamedTuple

from risktool.source import Box


class Rule(NamedTuple):
    """A drawn line, or the long edge of a thin filled rectangle: `at` across, `start` to `end` along (points)."""

    at: float
    start: float
    end: float


class RawWord(NamedTuple):
    """Signs that stand together. `box` has the height of the line of type, not of the ink.

    `signs` are the left and right edges of each sign, empty where they are not known. `turns` are the quarter turns
    clockwise that would level it: 0 for all but a heading that was turned on its side (1: it runs upwards), 4 for
    text at another angle. `opens_cell`: it was drawn as the begin of another cell, however close the word before.
    """

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    signs: tuple[tuple[float, float], ...]
    turns: int = 0
    opens_cell: bool = False


class Outline(NamedTuple):
    """A small filled shape that may be a letter drawn without a font; `shape` is the same for the same letter."""

    box: Box
    shape: str


class Frame(NamedTuple):
    """How the reading frame lies in the page: quarter turns clockwise, and the page's box in PDF coordinates."""

    left: float
    bottom: float
    right: float
    top: float
    page_turns: int = 0
    text_turns: int = 0

    def reading(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of page space (y up) in the reading frame."""
        return self._turned(x0, y0, x1, y1, self.text_turns)

    def shown(self, boxes: Sequence[Box]) -> Sequence[Box]:
        """Boxes of the reading frame on the page as shown."""
        turns = (self.page_turns - self.text_turns) % 4
        width, height = self._size(self.text_turns)
        if turns == 1:
            return [Box(height - bottom, x0, height - top, x1) for x0, top, x1, bottom in boxes]
        if turns == 2:
            return [Box(width - x1, height - bottom, width - x0, height - top) for x0, top, x1, bottom in boxes]
        if turns == 3:
            return [Box(top, width - x1, bottom, width - x0) for x0, top, x1, bottom in boxes]
        return boxes

    @property
    def shown_size(self) -> tuple[float, float]:
        """Width and height of the page as shown."""
        return self._size(self.page_turns)

    @property
    def reading_height(self) -> float:
        """How far down the page its lines may stand."""
        return self._size(self.text_turns)[1]

    def _size(self, turns: int) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if turns % 2 else (width, height)

    def _turned(self, x0: float, y0: float, x1: float, y1: float, turns: int) -> Box:
        if turns == 0:
            return Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        if turns == 1:
            return Box(y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left)
        if turns == 2:
            return Box(self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom)
        return Box(self.top - y1, self.right - x1, self.top - y0, self.right - x0)


class RawPage(NamedTuple):
    """What a reader found on one page; `partly` says that a limit cut it short, `has_image` that there is one.

    `overprints` are the boxes of words that are printed over other words.
    """

    number: int
    frame: Frame
    words: tuple[RawWord, ...]
    horizontals: tuple[Rule, ...] = ()
    verticals: tuple[Rule, ...] = ()
    fills: tuple[Box, ...] = ()
    outlines: tuple[Outline, ...] = ()
    partly: bool = False
    has_image: bool = False
    overprints: tuple[Box, ...] = ()
