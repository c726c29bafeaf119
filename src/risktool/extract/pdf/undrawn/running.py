"""Lines that come again at the head or foot of the pages: no table without drawn cells takes them.

A running header over a table that goes on overleaf often leaves its gutters white by chance; the table then took it
for a row, in the middle of a row that the page end cut.

    Region Norr – Dnr 2024/277          Region Norr – Dnr 2024/277      <- the same place, the same words
                                                                        <- set apart
    3   Fall på   4   5   20                trappan
        den

Limits: what only one page has, or pages that are no neighbours, is not known; numbers alone ("3") are not either.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from risktool.extract.pdf.lines import Line, group_lines
from risktool.extract.pdf.raw import RawPage, RawWord
from risktool.extract.pdf.undrawn.columns import guess_by_heading

MARGIN_PT = 72.0
"""Headers and footers stand in the margin: one inch, as word processors have it."""

APART = 2.0
"""What is set apart from the text has so many type sizes to the next line; lines of a table stand closer."""

SAME_PT = 1.0
"""Places on two pages that differ by no more are one."""

_DIGITS = re.compile(r"\d+")


def beside_each(pages: Iterable[RawPage]) -> Iterator[tuple[RawPage, tuple[Line, ...]]]:
    """Each page with the outer lines of those right before and after it; pages are asked for one ahead."""
    before: tuple[Line, ...] = ()
    held: tuple[RawPage, tuple[Line, ...]] | None = None
    for page in pages:
        lines = outer_lines(page)
        if held is not None:
            yield held[0], (*before, *lines)
            before = held[1]
        held = page, lines
    if held is not None:
        yield held[0], before


def outer_lines(page: RawPage) -> tuple[Line, ...]:
    """The lines in the upper and the lower margin of a page that are set apart from what is between them."""
    lower = page.frame.reading_height - MARGIN_PT
    near = [w for w in page.words if w.turns == 0 and not 2 * MARGIN_PT < w.baseline < lower - MARGIN_PT]
    lines = group_lines(near)
    above = _until_apart([line for line in lines if line.baseline < MARGIN_PT], lines)
    below = _until_apart([line for line in lines if line.baseline > lower][::-1], lines[::-1])
    return tuple(line for line in (*above, *below) if _is_text(line) and guess_by_heading(line) is None)


def part_running(
    words: Sequence[RawWord], page: RawPage, beside: Sequence[Line]
) -> tuple[list[RawWord], list[RawWord]]:
    """Some words of a page without its running lines, and those of them; `beside` are its neighbours' outer lines."""
    lines = [line for line in outer_lines(page) if any(_is_same(line, other) for other in beside)] if beside else []
    running = {id(word) for line in lines for word in line.words}
    return [w for w in words if id(w) not in running], [w for w in words if id(w) in running]


def _until_apart(outer: Sequence[Line], lines: Sequence[Line]) -> Sequence[Line]:
    """The outer lines up to the last one that stands apart from its neighbour; `lines` begin with them."""
    for at in range(len(outer), 0, -1):
        if at < len(lines) and abs(lines[at].baseline - outer[at - 1].baseline) > APART * outer[at - 1].size:
            return outer[:at]
    return ()


def _is_text(line: Line) -> bool:
    """Whether a line has words, and no more than one number alone, of a page: a row of a table has its scores."""
    numbers = sum(word.text.isdecimal() for word in line.words)
    return any(char.isalpha() for char in line.text) and numbers <= 1


def _is_same(line: Line, other: Line) -> bool:
    """Whether two pages print a line at one place in the same words, whatever its numbers count."""
    return abs(line.baseline - other.baseline) <= SAME_PT and _said(line) == _said(other)


def _said(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
