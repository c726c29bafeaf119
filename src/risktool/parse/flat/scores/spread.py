"""Scores that columns tore apart: the factors column by column, then each product before its own treatment.

3 2 | 3 4 | 9 treatment 8 treatment      for 3 3 9 and 2 4 8; words may stand among the factors, as in a cell
"""

from collections.abc import Sequence
from typing import NamedTuple

from risktool.draft import PrintedScore
from risktool.notation import Notation
from risktool.parse.flat.event import Event
from risktool.parse.flat.kinds import kind_of
from risktool.parse.flat.words import Word

MOST_ROWS = 12
"""Rows of one page whose scores are torn apart."""

CERTAINTY = 0.5
"""Which number belongs to which row rests on their order and their products: a person looks at them all."""


class Run(NamedTuple):
    """Words start..end (exclusive) of a stretch, all numbers."""

    start: int
    end: int


def read_spread(words: Sequence[Word], runs: Sequence[Run], notation: Notation) -> tuple[Event, ...]:
    """The torn scores that begin with the first of these runs; none where no number of rows comes out even.

    The first score holds all factors and what stands among them; the others are their products' places.
    """
    for rows in range(2, MOST_ROWS + 1):
        found = _read_rows(words, runs, rows, notation)
        if found:
            return found
    return ()


def _read_rows(words: Sequence[Word], runs: Sequence[Run], rows: int, notation: Notation) -> tuple[Event, ...]:
    factors, used = _gather(words, runs, rows)
    rest = runs[used : used + rows - 1]
    if len(factors) != 2 * rows + 1 or len(rest) < rows - 1 or any(run.end - run.start > 1 for run in rest):
        return ()
    products = (factors[-1], *(run.start for run in rest))
    scores = tuple(zip(factors[:rows], factors[rows:-1], products, strict=True))
    if not all(_is_whole(words, score, notation) for score in scores):
        return ()
    return tuple(_event(words, score, factors[0] if row == 0 else score[2]) for row, score in enumerate(scores))


def _event(words: Sequence[Word], score: tuple[int, int, int], first: int) -> Event:
    likelihood, consequence, product = ((words[at].span,) for at in score)
    printed = PrintedScore(likelihood, consequence, product)
    return Event(first, score[2], printed, "column", certainty=CERTAINTY)


def _gather(words: Sequence[Word], runs: Sequence[Run], rows: int) -> tuple[list[int], int]:
    """The places of the factors and the first product, or of fewer numbers, and in how many runs they stand.

    One remark may stand among them, inside a column: between whole columns it could be a row's treatment as well.
    """
    places = list(range(*runs[0]))
    is_torn = len(places) not in (rows, 2 * rows, 2 * rows + 1)
    if len(runs) > 1 and is_torn and _is_remark(words[runs[0].end : runs[1].start]):
        return [*places, *range(*runs[1])], 2
    return places, 1


def _is_remark(words: Sequence[Word]) -> bool:
    """Whether these words are one short sentence on one page."""
    ends = [word.text[-1] in ".!?" for word in words]
    is_sentence = 0 < len(words) <= LONGEST_REMARK and ends[-1] and not any(ends[:-1])
    return is_sentence and not any(word.gap == "page" for word in words)


LONGEST_REMARK = 8
"""Words; what explains a number in a narrow cell is short."""


def _is_whole(words: Sequence[Word], score: tuple[int, int, int], notation: Notation) -> bool:
    """Whether a likelihood, a consequence and a product come out even, with no digit lost."""
    tokens = tuple(notation.decode(words[at].text) for at in score)
    return kind_of(tokens, notation) in ("triple", "range")
