"""Two rows for each risk, before and after its treatment, as one row with columns for what is left.

    Risk  |       | S | K | R  | Åtgärd            Risk | S | K | R  | Åtgärd | Efter S | Efter K | Efter R
    Fukt  | Före  | 4 | 3 | 12 | Fläkt       =     Fukt | 4 | 3 | 12 | Fläkt  | 2       | 3       | 6
          | Efter | 2 | 3 | 6  |

A column that says so in every rated row, and nothing else, tells it, and the second row must say nothing of its own:
rows of risks that happen before an event and after it ("Före jul", "Efter jul") tell a risk each.
"""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from risktool.parse.tables.columns import Heading
from risktool.parse.tables.grid import Entry, Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.shape import kind_of
from risktool.parse.tables.strength import STRONG
from risktool.parse.tables.told import says_after_treatment
from risktool.profiles import fold
from risktool.source import Spans

_Line = tuple[tuple[Entry | None, ...], tuple[bool, ...]]


class Staged(NamedTuple):
    """The table with one row a risk, and where the words stand that said which row was which, or said it again."""

    body: Grid
    headings: tuple[Heading, ...]
    said: Spans


def join_stages(body: Grid, headings: Sequence[Heading], lexicon: Lexicon) -> Staged | None:
    """The rows of `body` in pairs; None where no column parts them into those before and after treatment."""
    for place in range(body.width if headings else 0):
        pairs = _pairs(body, place, lexicon)
        if pairs and all(_says_the_same(body, first, place, headings, lexicon) for first in pairs):
            return _join(body, headings, place, pairs, lexicon)
    return None


def _pairs(body: Grid, place: int, lexicon: Lexicon) -> list[int]:
    """The first rows of the pairs that a column tells; [] where it says anything else, or one row lacks the other."""
    named = [row for row in range(body.height) if body.text(row, place)]
    first, second = named[::2], named[1::2]
    are_beside = len(first) == len(second) and all(b == a + 1 for a, b in zip(first, second, strict=True))
    is_told = are_beside and all(_is_before(body.text(row, place), lexicon) for row in first)
    return first if is_told and all(_is_after(body.text(row, place), lexicon) for row in second) else []


def _is_before(cell: str, lexicon: Lexicon) -> bool:
    words = {fold(word) for word in regex.findall(r"\p{L}+", cell)}
    known = lexicon.before_words | lexicon.treatment_words | lexicon.risk_words
    return words <= known and not words.isdisjoint(lexicon.before_words)


def _is_after(cell: str, lexicon: Lexicon) -> bool:
    return says_after_treatment(cell, lexicon)


def _says_the_same(body: Grid, first: int, stage: int, headings: Sequence[Heading], lexicon: Lexicon) -> bool:
    """Whether the row below tells no risk of its own: beside numbers, steps and dates only what is done."""
    own = (c for c in body.filled(first + 1) if c != stage and body.text(first + 1, c) != body.text(first, c))
    return all(
        kind_of(body.text(first + 1, c), lexicon) != "text"
        or any(m.role == "treatment" and m.strength >= STRONG for m in lexicon.match(headings[c].text))
        for c in own
    )


def _join(body: Grid, headings: Sequence[Heading], stage: int, pairs: Sequence[int], lexicon: Lexicon) -> Staged:
    after = body.text(pairs[0] + 1, stage)
    kept = [c for c in range(body.width) if c != stage]
    below = [c for c in kept if any(body.text(row + 1, c) for row in pairs)]
    added = [c for c in below if not all(_is_again(body, row, c, lexicon) for row in pairs)]
    lines = [
        _line(body, row, kept, row + 1 if row in pairs else None, added)
        for row in range(body.height)
        if row - 1 not in pairs
    ]
    names = (*(headings[c] for c in kept), *(Heading(headings[c].text, after) for c in added))
    places = [(row, stage) for row in range(body.height)] + [(row + 1, c) for row in pairs for c in {*below} - {*added}]
    said = tuple(sorted(span for row, column in places for span in body.spans(row, column)))
    return Staged(Grid(tuple(entries for entries, _ in lines), tuple(tops for _, tops in lines)), names, said)


def _is_again(body: Grid, first: int, column: int, lexicon: Lexicon) -> bool:
    """Whether the row below says in words what its first row says, or nothing."""
    text = body.text(first + 1, column)
    return not text or (text == body.text(first, column) and kind_of(text, lexicon) == "text")


def _line(body: Grid, row: int, kept: Sequence[int], below: int | None, added: Sequence[int]) -> _Line:
    """A row without the column of stages, and the cells of the one below it behind."""
    behind = [None if below is None else body.own(below, c) for c in added]
    entries = (*(body.cover(row, c) for c in kept), *behind)
    return entries, (*(body.tops[row][c] for c in kept), *(entry is not None for entry in behind))
