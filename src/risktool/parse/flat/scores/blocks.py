"""Column blocks: the scores of several rows printed column by column, "3 3 4 | 2 3 2 | 6 9 8" for three rows."""

from functools import lru_cache
from itertools import product
from typing import TypeAlias

from risktool.notation import Notation

Block: TypeAlias = tuple[tuple[int, ...], ...]
"""For each row the positions of its tokens in the run."""

SMALLEST_BLOCK = 4
"""Numbers of a column block: at least two rows with a lost digit."""

LARGEST_PART = 18
"""Numbers of a block with lost digits that stands among other scores: six whole rows. Beyond it, where a whole run is
tried, no more than two thirds of the rows may have lost a number."""


@lru_cache(maxsize=1024)
def read_block(tokens: tuple[str, ...], notation: Notation) -> Block | None:
    """A run as a column block: for each row the positions of its tokens; None if it is none.

    The run is cut into three columns, and every row takes from each column what the notation prints for it. Where no
    digit is lost the columns are thirds. Else of several ways the one with the fewest rows is taken; which factor lost
    its digit may stay open.
    """
    if not all(token.isdecimal() for token in tokens):
        return None
    return _search(tokens, notation) if notation.lost else _read_thirds(tokens, notation)


def _read_thirds(tokens: tuple[str, ...], notation: Notation) -> Block | None:
    """A run of three whole columns."""
    rows, rest = divmod(len(tokens), 3)
    columns = tokens[:rows], tokens[rows : 2 * rows], tokens[2 * rows :]
    prints = _prints(notation)
    if rest or not all(form in prints for form in zip(*columns, strict=True)):
        return None
    return tuple((at, rows + at, 2 * rows + at) for at in range(rows))


def _search(tokens: tuple[str, ...], notation: Notation) -> Block | None:
    """A run of three columns of which some lost digits, so that they differ in length."""
    prints = _prints(notation)
    fewest = -(-len(tokens) // 3)
    most = len(tokens) if len(tokens) <= LARGEST_PART else 2 * fewest
    for rows in range(max(2, fewest), most + 1):
        for first in range(min(rows, len(tokens)) + 1):
            for second in range(max(first, len(tokens) - rows), min(first + rows, len(tokens) - 1) + 1):
                ends = (first, second, len(tokens))
                found = _match_rows(tokens, (0, first, second), ends, rows, prints, set())
                if found is not None:
                    return found
    return None


_Form: TypeAlias = tuple[str, str, str]


@lru_cache(maxsize=64)
def _prints(notation: Notation) -> frozenset[_Form]:
    """Every on-scale row as printed in its three columns."""
    low_s, high_s = notation.likelihood
    low_k, high_k = notation.consequence
    return frozenset(
        (notation.print_number(s), notation.print_number(k), notation.print_number(s * k))
        for s in range(low_s, high_s + 1)
        for k in range(low_k, high_k + 1)
    )


_Place: TypeAlias = tuple[int, int, int]


def _match_rows(
    tokens: tuple[str, ...],
    at: _Place,
    ends: _Place,
    rows: int,
    prints: frozenset[_Form],
    dead: set[tuple[_Place, int]],
) -> tuple[tuple[int, ...], ...] | None:
    """Take `rows` rows from three columns of tokens that begin at `at`; None if they do not come out even.

    `dead` collects the places and rows left from where it does not; without it the search doubles with every row.
    """
    if rows == 0:
        return () if at == ends else None
    if (at, rows) in dead or any(end - start > rows for start, end in zip(at, ends, strict=True)):
        return None
    heads = (("", tokens[start]) if start < end else ("",) for start, end in zip(at, ends, strict=True))
    for form in sorted(form for form in product(*heads) if form in prints):
        taken = (at[0] + bool(form[0]), at[1] + bool(form[1]), at[2] + bool(form[2]))
        rest = _match_rows(tokens, taken, ends, rows - 1, prints, dead)
        if rest is not None:
            return (tuple(a for a, b in zip(at, taken, strict=True) if b > a), *rest)
    dead.add((at, rows))
    return None
