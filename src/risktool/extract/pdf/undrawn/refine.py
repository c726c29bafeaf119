"""Columns that the opening line of a table did not show: strips that stay white all the way down.

A row without a treatment opens a table with one column too few; the other rows have a gap there that is wider than
any space, and words behind it that begin at one place. A river of white through running text has neither: its
spaces are as wide as all spaces, and the words behind them begin anywhere.

    Halt golv                  Sand vid dörren       white through all lines, and "Sand", "Skyltar" begin at one x
    Besökare hittar inte fram  Skyltar
    Vikarie saknas             Lista
"""

from collections.abc import Sequence
from itertools import pairwise

from risktool.extract.pdf.lines import Line
from risktool.extract.pdf.raw import RawWord
from risktool.extract.pdf.undrawn.columns import NARROWEST_GUTTER_PT, NUMBER, PACKED, Columns, Stretch

ALIGNED_PT = 1.6
"""Words that begin (or end) within so many points of each other begin at one place."""

ALIGNED_SHARE = 0.6
"""So many of the words right of a strip stand at one place; the rest is indented, centred, or a heading."""

NUMBERS_SHARE = 0.8
"""So many of the words before a strip are numbers where a column of numbers ends there."""

OPERATORS = frozenset("=*xX×·+/→")
"""Signs between the numbers of one score."""

NARROWEST_STRIP_PT = 1.5
"""A strip that no heading speaks for is at least so wide."""

FEWEST_LINES = 2
"""Lines with words behind a strip: one line shows no alignment."""

USUAL_SPACE = 0.28
"""Width of a space as a share of the type size, where a page has too few words to measure."""

WIDEST_SPACE = 0.8
"""Gaps from here on are between columns, not between words."""

FEWEST_GAPS = 8
"""So many gaps tell what a space is on a page."""


def usual_space(lines: Sequence[Line]) -> float:
    """The width of the spaces on a page as a share of the type size: 0.25 in most faces, 0.6 in a typewriter's."""
    gaps = [(word.box.x0 - before.box.x1) / word.size for line in lines for before, word in pairwise(line.words)]
    spaces = sorted(gap for gap in gaps if 0 < gap < WIDEST_SPACE)
    return spaces[len(spaces) // 3] if len(spaces) >= FEWEST_GAPS else USUAL_SPACE


def refined(columns: Columns, lines: Sequence[Line], gap: float) -> Columns:
    """The columns, each cut at the strips inside it. `gap`: share of the type size that is more than a space."""
    gutters: list[Stretch] = []
    scores: set[int] = set()
    rows = [_by_column(line, columns) for line in lines]
    for column in range(columns.count):
        cells = [row[column] for row in rows if column in row]
        inner = [] if column in columns.scores and _is_packed(cells) else _strips(cells, gap)
        if column in columns.scores and not inner:
            scores.add(len(gutters))
        gutters += inner
        if column < columns.count - 1:
            gutters.append(columns.gutters[column])
    return Columns(tuple(gutters), frozenset(scores)) if len(gutters) > len(columns.gutters) else columns


def _by_column(line: Line, columns: Columns) -> dict[int, list[RawWord]]:
    """The words of a line in each column that has some."""
    found: dict[int, list[RawWord]] = {}
    for word in line.words:
        found.setdefault(columns.of(word), []).append(word)
    return found


def _is_packed(cells: Sequence[Sequence[RawWord]]) -> bool:
    """Whether the cells of a column hold whole scores: "3 * 5 = 15"."""
    return 2 * sum(PACKED.match(" ".join(word.text for word in cell)) is not None for cell in cells) >= len(cells)


def _strips(lines: Sequence[Sequence[RawWord]], gap: float) -> list[Stretch]:
    """The white strips in one column that part two columns."""
    covered: list[tuple[float, float]] = []
    for start, end, opens in sorted((w.box.x0, w.box.x1, w.opens_cell) for words in lines for w in words):
        if covered and start <= covered[-1][1] + (NARROWEST_GUTTER_PT if opens else NARROWEST_STRIP_PT):
            covered[-1] = (covered[-1][0], max(covered[-1][1], end))
        else:
            covered.append((start, end))
    strips = [((before[1], after[0]), after[1]) for before, after in pairwise(covered)]
    return [strip for strip, end in strips if _parts(strip, end, lines, gap)]


def _parts(strip: Stretch, end: float, lines: Sequence[Sequence[RawWord]], gap: float) -> bool:
    """Whether a strip parts columns: words are aligned behind it, and before it is a wide gap or aligned numbers.

    `end`: where the next strip begins; words behind that tell about that one.
    """
    middle = (strip[0] + strip[1]) / 2
    right = [next((word for word in words if middle < word.box.x0 < end), None) for words in lines]
    left = [next((word for word in reversed(words) if word.box.x0 < middle), None) for words in lines]
    both = [(one, other) for one, other in zip(left, right, strict=True) if one and other]
    is_wide = any(other.opens_cell or other.box.x0 - one.box.x1 > gap * other.size for one, other in both)
    starts = [word.box.x0 for word in right if word]
    if len(starts) < FEWEST_LINES or _is_sum(both):
        return False
    if not _agree(starts):
        centres = [(one.box.x0 + words[-1].box.x1) / 2 for one, words in zip(right, lines, strict=True) if one]
        return is_wide and _agree(centres)
    return is_wide or _is_number_column([word for word in left if word])


def _is_sum(both: Sequence[tuple[RawWord, RawWord]]) -> bool:
    """Whether a strip stands beside the signs of a sum: "3 * 5 = 15" is one cell."""
    return 2 * sum(one.text in OPERATORS or other.text in OPERATORS for one, other in both) > len(both)


def _is_number_column(words: Sequence[RawWord]) -> bool:
    """Whether words are numbers that end at one place: a sheet prints them close to the words of the next column."""
    numbers = sum(NUMBER.match(word.text) is not None for word in words)
    return len(words) >= FEWEST_LINES and numbers >= NUMBERS_SHARE * len(words) and _agree([w.box.x1 for w in words])


def _agree(places: Sequence[float]) -> bool:
    """Whether most places are one place."""
    most = max(sum(abs(place - other) <= ALIGNED_PT for other in places) for place in places)
    return most >= max(FEWEST_LINES, ALIGNED_SHARE * len(places))
