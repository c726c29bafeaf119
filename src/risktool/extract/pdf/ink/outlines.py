"""Letters drawn as paths become words: the page shows a digit there, whatever the text layer says.

A small filled shape is taken for a letter when it stands on the baseline of a line of type and is as tall as that
line's digits and capitals. A shape that was taken once is taken anywhere.

Limits: letters with descenders, commas and dots drawn as paths are not found; text that is all outlines has no
lines to compare with, and is a scan to us.
"""

from collections import Counter
from collections.abc import Sequence

from risktool.extract.pdf.glyphs import FIRST_SIGN, GlyphBook
from risktool.extract.pdf.lines import group_lines
from risktool.extract.pdf.raw import Outline, RawPage, RawWord
from risktool.extract.pdf.readers.words import ASCENT, DESCENT
from risktool.source import Box

HEIGHTS = (0.55, 0.85)
"""Height of digits and capitals as shares of the type size, over all text faces."""

WIDEST = 1.1
"""A digit is no wider than this share of its height; an arrow or an icon is."""

TOUCHING = 0.28
"""Ink closer than this share of the type size is one word: a 1 has much white beside it, a space has more."""

ON_BASELINE = 0.06
"""A shape whose foot is this share of the type size off a baseline does not stand on it."""


def outlines_to_words(page: RawPage, book: GlyphBook) -> RawPage:
    """The page with its outline letters among its words."""
    if not page.outlines or not page.words:
        return page
    shapes = [outline for outline in page.outlines if _width(outline) <= WIDEST * _height(outline)]
    found = {id(outline): size for outline in shapes if (size := _size_on_line(outline, page.words))}
    known = {outline.shape for outline in shapes if id(outline) in found}
    body = _body_size(page.words)
    words = [
        _word(outline, found.get(id(outline), body), book)
        for outline in shapes
        if id(outline) in found or (outline.shape in known and _fits(outline, body))
    ]
    return page._replace(words=tuple(_join_touching([*page.words, *words], words)), outlines=())


def _join_touching(words: Sequence[RawWord], outlines: Sequence[RawWord]) -> list[RawWord]:
    """Words with the outlines that touch them made part of them: "1" and a drawn 5 are one number."""
    baselines = {round(word.baseline, 1) for word in outlines}
    near = [word for word in words if any(abs(word.baseline - y) <= ON_BASELINE * word.size for y in baselines)]
    elsewhere = {id(word) for word in words} - {id(word) for word in near}
    joined: list[RawWord] = []
    for line in group_lines(near):
        parts = [line.words[0]]
        for word in line.words[1:]:
            if _touches(parts[-1], word):
                parts[-1] = _concatenated(parts[-1], word)
            else:
                parts.append(word)
        joined += parts
    return [*(word for word in words if id(word) in elsewhere), *joined]


def _touches(before: RawWord, word: RawWord) -> bool:
    """Whether two words are one: a sign meets at their seam, and the gap is no space."""
    has_sign = before.text[-1] >= chr(FIRST_SIGN) or word.text[0] >= chr(FIRST_SIGN)
    return has_sign and word.box.x0 - before.box.x1 < TOUCHING * min(word.size, before.size)


def _concatenated(before: RawWord, word: RawWord) -> RawWord:
    box = Box(before.box.x0, min(before.box.top, word.box.top), word.box.x1, max(before.box.bottom, word.box.bottom))
    return before._replace(text=before.text + word.text, box=box, signs=before.signs + word.signs)


def _size_on_line(outline: Outline, words: Sequence[RawWord]) -> float | None:
    """The type size of a line that the outline stands on, if it is as tall as that line's digits."""
    for word in words:
        off = abs(word.baseline - outline.box.bottom)
        if off <= ON_BASELINE * word.size and _fits(outline, word.size):
            return word.size
    return None


def _fits(outline: Outline, size: float) -> bool:
    return HEIGHTS[0] * size <= _height(outline) <= HEIGHTS[1] * size


def _height(outline: Outline) -> float:
    return outline.box.bottom - outline.box.top


def _width(outline: Outline) -> float:
    return outline.box.x1 - outline.box.x0


def _body_size(words: Sequence[RawWord]) -> float:
    return Counter(word.size for word in words).most_common(1)[0][0]


def _word(outline: Outline, size: float, book: GlyphBook) -> RawWord:
    box = outline.box
    line = Box(box.x0, box.bottom - ASCENT * size, box.x1, box.bottom + DESCENT * size)
    return RawWord(book.add_outline(outline.shape), line, box.bottom, size, bold=False, signs=((box.x0, box.x1),))
