"""Signs with boxes to words in the reading frame.

A reader hands over *fragments*: signs in the file's order with one font, size and direction, broken at white space
and wherever the pen jumped. Here the page's direction is chosen (the way most of its text runs) and fragments
become `RawWord`s. Text that runs across that direction (a column heading turned by 90 degrees) comes as fragments
of one sign each; they are put together again.

Text at any other angle (a watermark) is kept as words that no line and no cell takes.
"""

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from risktool.extract.pdf.glyphs import Ink, Sign
from risktool.extract.pdf.raw import Frame, RawWord
from risktool.source import Box

ASKEW = 4
"""In place of quarter turns: text at another angle, as watermarks have."""

ASCENT, DESCENT = 0.78, 0.22
"""Height of a line of type above and below its baseline, as a share of the font size."""

WORD_GAP = 0.6
"""A gap wider than this share of the type size separates words even without a space (columns without rules)."""

LIFTED = 0.15
"""Digits rest on the baseline or reach below it; one that begins this share of the type size above it is a mark."""

SLIGHT_TURN = 0.1
"""So many quarter turns (nine degrees) off is level all the same: a crooked scan."""

TURNED_GAP = 0.35
"""The same for turned text, whose signs come one by one: a space is at least 0.2 wide, letters touch."""


BOLD_WORDS = ("bold", "black", "heavy", "demi")
"""Parts of font names; the weight that a font states is often missing."""

SLIVER_PT = 0.05
"""What a sign keeps of its width that a clip hides: no sign has none."""

SMALLEST_PT = 0.1
"""Invisible text has size 0; sizes divide later."""


def is_bold_name(font: str) -> bool:
    """Whether a font's name says that it is bold."""
    return any(word in font.lower() for word in BOLD_WORDS)


def quarter_turns(a: float, b: float) -> int:
    """How many quarter turns clockwise would level text whose baseline runs along (a, b); ASKEW for no number."""
    if b == 0 < a:
        return 0
    turns = math.atan2(b, a) / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < SLIGHT_TURN else ASKEW


class Style(NamedTuple):
    """What the signs of a fragment have in common. `turns`: quarter turns that would level them, clockwise."""

    font: str
    size: float
    bold: bool
    turns: int


@dataclass(slots=True)
class Fragment:
    """Signs that follow each other, in page space (y up).

    `x`, `y`: where the pen started. `after_blank`: a space stands before it, so that it begins a word for certain.
    `opens_cell`: none does, and yet it begins another cell.
    """

    style: Style
    x: float
    y: float
    after_blank: bool = False
    opens_cell: bool = False
    text: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def add(self, sign: str, x0: float, y0: float, x1: float, y1: float) -> None:
        """The next sign and its ink."""
        self.text.append(sign)
        self.boxes.append((x0, y0, x1, y1))

    def end_at(self, x: float) -> None:
        """Let level ink end where a clip cuts it off; what lies behind that is not shown and takes no room."""
        if self.style.turns == 0 and self.boxes[-1][2] > x:
            self.boxes = [(min(x0, x - SLIVER_PT), y0, min(x1, x), y1) for x0, y0, x1, y1 in self.boxes]

    def sign(self, code: int, x0: float, y0: float, x1: float, y1: float) -> Sign:
        """A glyph of this fragment, by its ink."""
        return Sign(self.style.font, code, self.ink(x0, y0, x1, y1))

    def ink(self, x0: float, y0: float, x1: float, y1: float) -> Ink:
        """The extent of a sign's ink, whatever its place and size."""
        size = self.style.size
        return Ink(round((x1 - x0) / size, 3), round((y0 - self.y) / size, 3), round((y1 - self.y) / size, 3))

    def is_marked(self, sign: str, y0: float) -> bool:
        """Whether the next sign is a small digit above the line: the mark of a note."""
        return sign.isdecimal() and self.style.turns == 0 and y0 - self.y > LIFTED * self.style.size

    def continues(self, x0: float, y0: float, y1: float) -> bool:
        """Whether a sign there is the next one of this word (level text; turned text is joined later)."""
        last = self.boxes[-1]
        gap = WORD_GAP * self.style.size
        return (
            self.style.turns == 0
            and last[0] - gap < x0 < last[2] + gap
            and y0 < self.y + self.style.size
            and y1 > self.y - self.style.size * 0.5
        )


def dominant_turn(fragments: list[Fragment], page_turns: int) -> int:
    """The quarter turns that level most of the page's signs; the page's own when it holds none."""
    counts: Counter[int] = Counter()
    for fragment in fragments:
        if fragment.style.turns != ASKEW:
            counts[fragment.style.turns] += len(fragment.text)
    return max(counts, key=lambda turns: (counts[turns], turns == page_turns), default=page_turns)


def build_words(fragments: list[Fragment], frame: Frame) -> tuple[RawWord, ...]:
    """Words in the reading frame, in the file's order."""
    words = []
    run: list[Fragment] = []
    is_level = frame.text_turns == 0
    for fragment in fragments:
        if is_level and fragment.style.turns == 0:
            words.append(_level_word(fragment, frame))
            continue
        if run and not _follows(run[-1], fragment):
            words.append(_joined(run, frame))
            run = []
        run.append(fragment)
    if run:
        words.append(_joined(run, frame))
    return tuple(words)


def _level_word(fragment: Fragment, frame: Frame) -> RawWord:
    """The common case, without detours: level text on a level page."""
    text, boxes, style = fragment.text, fragment.boxes, fragment.style
    baseline, left, size = frame.top - fragment.y, frame.left, style.size
    top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
    if len(text) == 1:
        x0, _, x1, _ = boxes[0]
        one = ((x0 - left, x1 - left),)
        box = Box(x0 - left, top, x1 - left, bottom)
        return RawWord(text[0], box, baseline, size, style.bold, one, 0, fragment.opens_cell)
    signs = tuple([(box[0] - left, box[2] - left) for box in boxes])
    right = max([end for _, end in signs])
    box = Box(signs[0][0], top, right, bottom)
    return RawWord("".join(text), box, baseline, size, style.bold, signs, 0, fragment.opens_cell)


def _follows(before: Fragment, after: Fragment) -> bool:
    """Whether the next fragment of turned text goes on with the word: behind it, or before it.

    pdfium tells the letters backwards that stand upside down on the page as shown.
    """
    if before.style.turns != after.style.turns or after.after_blank:
        return False
    if before.style.turns == ASKEW:
        return True
    gap = TURNED_GAP * before.style.size
    drift = 0.3 * before.style.size
    start, end = _pen(before, last=False), _pen(before, last=True)
    next_start, next_end = _pen(after, last=False), _pen(after, last=True)
    is_beside = abs(next_start[0] - end[0]) < gap or abs(start[0] - next_end[0]) < gap
    return abs(next_start[1] - end[1]) < drift and is_beside


def _pen(fragment: Fragment, *, last: bool) -> tuple[float, float]:
    """Where the fragment ends (or starts) along its own direction, and where its baseline lies across it."""
    x0, y0, x1, y1 = fragment.boxes[-1 if last else 0]
    turns = fragment.style.turns
    if turns == 0:
        return (x1 if last else x0), fragment.y
    if turns == 1:
        return (y1 if last else y0), -fragment.x
    if turns == 2:
        return -(x0 if last else x1), -fragment.y
    return -(y0 if last else y1), fragment.x


def _joined(run: list[Fragment], frame: Frame) -> RawWord:
    style = run[0].style
    if style.turns != ASKEW:
        run = sorted(run, key=lambda fragment: _pen(fragment, last=False)[0])
    text = "".join(sign for fragment in run for sign in fragment.text)
    boxes = [frame.reading(*box) for fragment in run for box in fragment.boxes]
    ink = Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )
    turns = ASKEW if style.turns == ASKEW else (style.turns - frame.text_turns) % 4
    if turns:
        return RawWord(text, ink, ink.bottom, style.size, style.bold, (), turns)
    pen = frame.reading(run[0].x, run[0].y, run[0].x, run[0].y)
    box = Box(ink.x0, pen.top - ASCENT * style.size, ink.x1, pen.top + DESCENT * style.size)
    return RawWord(text, box, pen.top, style.size, style.bold, tuple((b.x0, b.x1) for b in boxes))
