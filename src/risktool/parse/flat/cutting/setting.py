"""Whether lines end where cells' lines did: text taken off a page keeps a cell's own line breaks.

Halka på trappan när          A cell begins at a line's start or behind a number. Text that was
det regnar                    wrapped later, or has a page a line, begins cells anywhere.
3 4 12 Sanda. Ring vakten
"""

from collections.abc import Sequence
from itertools import pairwise

from risktool.parse.flat.words import Word


def is_set_in_columns(words: Sequence[Word]) -> bool:
    """Whether lines are as columns were set, and cells begin with capitals, so that a small letter goes on with one."""
    lines = _lines(words)
    if len(lines) < FEWEST_LINES:
        return False
    widths = [_width(line) for line in lines]
    near = (max(widths[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]) for at in range(len(lines)))
    early = sum(
        _width(line) + 1 + len(behind[0].text) <= width
        for (line, behind), width in zip(pairwise(lines), near, strict=False)
    )
    return early > SHARE_OF_EARLY * (len(lines) - 1) and _begins_in_capitals(words)


FEWEST_LINES = 6
"""Lines that say how a text was set."""

NEIGHBOURS = 2
"""Lines on either side that show how much room there was: one long line elsewhere (an address) gives none."""

SHARE_OF_EARLY = 0.4
"""Lines whose next word still had room: next to none where a text was wrapped as a whole, most where columns were."""


def runs_across(words: Sequence[Word]) -> bool:
    """Whether lines may run across the columns: a row's first lines side by side with its numbers between them, and the
    rest of both cells below. Where a cell ends before its numbers' line begins, some line begins with a number.
    """
    numbers = [[word.text.isdecimal() for word in line] for line in _lines(words)]
    across = sum(any(line) and not line[0] and not line[-1] and not any(behind) for line, behind in pairwise(numbers))
    return across >= FEWEST_ACROSS and not any(line[0] for line in numbers)


FEWEST_ACROSS = 2
"""Rows whose last cell goes on below them."""


def _lines(words: Sequence[Word]) -> list[Sequence[Word]]:
    starts = [0, *(at for at, word in enumerate(words) if at and word.gap != "space"), len(words)]
    return [words[start:end] for start, end in pairwise(starts) if end > start]


def _width(line: Sequence[Word]) -> int:
    """Characters from the first word to the last."""
    return line[-1].span.end - line[0].span.start


def _begins_in_capitals(words: Sequence[Word]) -> bool:
    """Whether most words behind a number begin with a capital: they begin cells."""
    behind = [word.text for before, word in pairwise(words) if before.text.isdecimal()]
    letters = [text[0] for text in behind if text[0].isalpha()]
    return sum(letter.isupper() for letter in letters) > SHARE_OF_CAPITALS * len(letters)


SHARE_OF_CAPITALS = 0.7
"""Words behind a number that begin with a capital where cells do; sentences hold numbers too."""
