"""In which order the cells of a table reach the text layer.

    by_row       D S K P T  D S K P T …
    interleaved  D D D …    S K P T  S K P T …      (per page: a cut treatment's tail comes after the descriptions)
    mixed        groups of one to four rows, mostly interleaved, the size changing within a table
    columns      D D D …    S S … K K … P P …  (or row by row)   T T T …
    chaos        one of the above, or some columns taken together ("D S  D S … K K … P T  P T …"), with cells slipping
                 past their neighbours and columns alternating line by line

All take the bands of one table on one page and return its words.
"""

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from training.layout import Band, Line, Token
from training.sample import Order, Style

Column: TypeAlias = Literal["description", "numbers", "treatment"]

SLIP = 0.1
"""How often a cell of a chaotic table comes before the one that should precede it."""

ALTERNATE = 0.06
"""How often a row of a chaotic table is read line by line across its columns."""


class Block(NamedTuple):
    """The words of one cell (numbers: of the score cells of a row, or of one column of them)."""

    column: Column
    words: Line


def order_table(bands: Sequence[Band], order: Order, style: Style, rng: random.Random) -> list[Token]:
    """The words of one table's rows on one page."""
    blocks: list[Block] = []
    if order == "mixed":
        blocks = _mixed(bands, rng)
    elif order == "chaos":
        blocks = _slip(_chaotic(bands, rng), rng)
    elif order == "columns":
        blocks = _columns(bands, style.scores_by_column)
    elif order == "interleaved":
        blocks = _tail_first(bands) if style.tail_first else _interleaved(bands)
    else:
        blocks = [block for band in bands for block in _row(band)]
    return [word for block in blocks for word in block.words]


def _flat(lines: Sequence[Line]) -> Line:
    return tuple(word for line in lines for word in line)


def _row(band: Band) -> list[Block]:
    return [Block("description", _flat(band.left)), *_numbers_and_treatment(band)]


def _numbers_and_treatment(band: Band) -> list[Block]:
    return [Block("numbers", _flat(band.cells)), Block("treatment", _flat(band.right))]


def _interleaved(bands: Sequence[Band]) -> list[Block]:
    return [
        *(Block("description", _flat(band.left)) for band in bands),
        *(block for band in bands for block in _numbers_and_treatment(band)),
    ]


def _tail_first(bands: Sequence[Band]) -> list[Block]:
    """Interleaved, but what a page break cut off the row above is read whole before the rows of this page."""
    tail, rows = (bands[:1], bands[1:]) if bands and not bands[0].cells else ((), bands)
    return [*(block for band in tail for block in _row(band)), *_interleaved(rows)]


def _columns(bands: Sequence[Band], scores_by_column: bool) -> list[Block]:
    if scores_by_column:
        columns = max((len(band.cells) for band in bands), default=0)
        numbers = [band.cells[i] for i in range(columns) for band in bands if band.cells]
    else:
        numbers = [_flat(band.cells) for band in bands]
    return [
        *(Block("description", _flat(band.left)) for band in bands),
        *(Block("numbers", words) for words in numbers),
        *(Block("treatment", _flat(band.right)) for band in bands),
    ]


def _mixed(bands: Sequence[Band], rng: random.Random) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    while at < len(bands):
        size = rng.randint(1, 4)
        group = bands[at : at + size]
        blocks += _columns(group, rng.random() < 0.5) if rng.random() < 0.15 else _interleaved(group)
        at += size
    return blocks


def _chaotic(bands: Sequence[Band], rng: random.Random) -> list[Block]:
    kind = rng.choice(["mixed", "interleaved", "by_row", "flows"])
    if kind == "flows":
        return _flows(bands, rng)
    if kind == "mixed":
        return _mixed(bands, rng)
    if kind == "interleaved":
        return _interleaved(bands)
    return [block for band in bands for block in (_alternate(band) if rng.random() < ALTERNATE else _row(band))]


def _flows(bands: Sequence[Band], rng: random.Random) -> list[Block]:
    """Columns that stand close are read together row by row, the others by themselves, a few rows at a time."""
    blocks: list[Block] = []
    at = 0
    while at < len(bands):
        group = bands[at : at + rng.randint(2, 8)]
        columns = max(len(band.cells) for band in group)
        rows = [_cells(band, columns) for band in group]
        width = columns + 2
        cuts = [0, *(i for i in range(1, width) if rng.random() < 0.5), width]
        blocks += [block for i, j in pairwise(cuts) for row in rows for block in row[i:j]]
        at += len(group)
    return blocks


def _cells(band: Band, columns: int) -> list[Block]:
    """The row's cells, one block each, with empty ones where it has no numbers (the tail of a cut row)."""
    cells = band.cells or ((),) * columns
    return [
        Block("description", _flat(band.left)),
        *(Block("numbers", cell) for cell in cells),
        Block("treatment", _flat(band.right)),
    ]


def _alternate(band: Band) -> list[Block]:
    """A row read line by line: its columns take turns."""
    blocks: list[Block] = []
    for i in range(band.height):
        blocks += (Block("description", line) for line in band.left[i : i + 1])
        blocks += (Block("numbers", cell) for cell in band.cells if i == band.cells_at)
        blocks += (Block("treatment", line) for line in band.right[i : i + 1])
    return blocks


def _slip(blocks: list[Block], rng: random.Random) -> list[Block]:
    """Let a cell now and then come before its neighbour of another column; no column changes its own order."""
    slipped = [block for block in blocks if block.words]
    for i in range(len(slipped) - 1):
        if slipped[i].column != slipped[i + 1].column and rng.random() < SLIP:
            slipped[i], slipped[i + 1] = slipped[i + 1], slipped[i]
    return slipped
