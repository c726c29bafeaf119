"""Words outside tables to paragraphs.

Text in two columns is cut first: lines that all leave a strip white, with some words on both sides of it. Then each
line, cut at gaps that are no spaces, joins the paragraph right above it when type, place and leading fit.

    aaaa aaa aa     cccc ccc          Datum:     12 mars       labels and values are no columns of text:
    aaa aaaa aaa    ccc cccc          Plats:     Biblioteket   too few words on a side
"""

import re
from collections.abc import Sequence

from risktool.extract.pdf import limits
from risktool.extract.pdf.blocks import TextBlock
from risktool.extract.pdf.lines import Line, box_around, group_lines, split_segments
from risktool.extract.pdf.raw import RawWord

LEADING = 1.75
"""Lines of one paragraph follow each other within so many type sizes, baseline to baseline."""

SAME_SIZE = 0.08
"""Type sizes that differ by less than this share are one size."""

INDENT = 3.0
"""Lines of one paragraph start within so many type sizes of each other (first-line and hanging indents)."""

ITEM_START = re.compile(r"^(?:[•▪◦‣·–*\-\uf0b7]|\d{1,3}[.)]|[a-z][.)])$")
"""The first word of a list item or a numbered heading: always a paragraph of its own."""

COLUMN_GAP = 1.0
"""The strip between two columns of text is at least so many type sizes wide; no space is, even in justified text."""

COLUMN_LINES = 4
"""Fewer lines side by side are chance, or an address."""

COLUMN_WORDS = 2.5
"""Mean words of a line on each side, at least: less is a list of labels and values."""


def paragraphs(words: Sequence[RawWord]) -> list[TextBlock]:
    """Words outside tables as paragraphs: segments of lines, each joined to the one right above it if they belong."""
    return [block for part in text_columns(words) for block in _paragraphs(part)]


def _paragraphs(words: Sequence[RawWord]) -> list[TextBlock]:
    open_ones: list[list[Line]] = []
    for line in group_lines(words):
        for segment in split_segments(line):
            above = next((lines for lines in reversed(open_ones) if _continues(lines, segment)), None)
            if above is None:
                open_ones.append([segment])
            else:
                above.append(segment)
    return [TextBlock(tuple(lines), box_around([word for line in lines for word in line.words])) for lines in open_ones]


def _continues(lines: list[Line], segment: Line) -> bool:
    last = lines[-1]
    size = last.size
    return (
        0 < segment.baseline - last.baseline <= LEADING * size
        and abs(segment.size - size) <= SAME_SIZE * size
        and segment.bold == last.bold
        and not ITEM_START.match(segment.words[0].text)
        and abs(segment.box.x0 - lines[0].box.x0) <= INDENT * size
    )


def text_columns(words: Sequence[RawWord]) -> list[list[RawWord]]:
    """Words in the order in which their columns are read: what stands above two columns, left, right, what is below."""
    lines = group_lines(words)
    parts: list[list[Line]] = [[]]
    at = 0
    while at < len(lines):
        end, strip = _side_by_side(lines, at)
        if strip is None:
            parts[-1].append(lines[at])
            at += 1
            continue
        ahead = _ahead(parts[-1], lines[at], strip)
        both = [*parts[-1][len(parts[-1]) - ahead :], *lines[at:end]]
        del parts[-1][len(parts[-1]) - ahead :]
        left = [Line(tuple(words)) for line in both if (words := [w for w in line.words if w.box.x0 < strip])]
        right = [Line(tuple(words)) for line in both if (words := [w for w in line.words if w.box.x0 >= strip])]
        parts += [left, right, []]
        at = end
    return [[word for line in part for word in line.words] for part in parts if part]


def _ahead(lines: Sequence[Line], first: Line, strip: float) -> int:
    """How many lines right above two columns stand in the right one: it may begin a little higher."""
    count = 0
    for line, below in zip(reversed(lines), (first, *reversed(lines)), strict=False):
        if line.box.x0 < strip or below.baseline - line.baseline > LEADING * line.size:
            break
        count += 1
    return count


def _side_by_side(lines: Sequence[Line], start: int) -> tuple[int, float | None]:
    """The end of the lines from `start` on that stand in two columns, and where the right one begins."""
    if len(lines[start].words) > limits.MAX_WORDS_PER_LINE:
        return start, None
    for before, after in zip(lines[start].words, lines[start].words[1:], strict=False):
        left, right = before.box.x1, after.box.x0
        end, both, counts = start, 0, [0, 0]
        while end < len(lines):
            narrowed = _white(lines[end], left, right)
            if narrowed is None:
                break
            left, right = narrowed
            sides = [sum(w.box.x1 <= left for w in lines[end].words), sum(w.box.x0 >= right for w in lines[end].words)]
            counts = [counts[0] + sides[0], counts[1] + sides[1]]
            both += min(sides) > 0
            end += 1
        if both >= COLUMN_LINES and min(counts) >= COLUMN_WORDS * both:
            return end, right
    return start, None


def _white(line: Line, left: float, right: float) -> tuple[float, float] | None:
    """What of a strip a line leaves white; None when that is too narrow for columns."""
    for word in line.words:
        if word.box.x1 > left and word.box.x0 < right:
            if word.box.x0 - left > right - word.box.x1:
                right = word.box.x0
            else:
                left = word.box.x1
    return (left, right) if right - left >= COLUMN_GAP * line.size else None
