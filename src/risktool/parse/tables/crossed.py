"""Scores as crosses below the steps of two scales: each factor gets a column of its own behind the others.

    Risk   | Sannolikhet | Konsekvens  |            Risk   | 1 | 2 | 3 | 1 | 2 | 3 | Sannolikhet | Konsekvens
           | 1 | 2 | 3   | 1 | 2 | 3   |      =     Brand  |   | X |   |   |   | X | 2           | 3
    Brand  |   | X |     |   |   | X   |            Stöld  | X |   |   |   | X |   | 1           | 2
    Stöld  | X |   |     |   | X |     |

The steps are words of the headings, which all rows share. Where a row marks two steps of a scale, the second cross
stands for them: no number, so that a person is asked.
"""

from collections.abc import Sequence, Set
from typing import NamedTuple

import regex

from risktool.parse.tables.columns import Columns, Heading
from risktool.parse.tables.grid import Entry, Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.shape import MARKS
from risktool.parse.tables.stacked import known_roles
from risktool.profiles import FACTORS
from risktool.source import Document, Span

FEWEST_STEPS = 3
"""Steps of the shortest scale."""

OPEN = "?"
"""What two crosses on one scale come to."""

_STEP = regex.compile(r"(?P<name>\p{L}.*?)\s*(?P<step>\d{1,2})")


class Crossed(NamedTuple):
    """A table with a column for each factor behind its own ones; where these are, and those with the crosses."""

    body: Grid
    headings: tuple[Heading, ...]
    places: frozenset[int] = frozenset()
    crosses: frozenset[int] = frozenset()


def read_crosses(
    document: Document, heads: Grid, body: Grid, headings: tuple[Heading, ...], lexicon: Lexicon
) -> Crossed:
    """The table below `heads` with the steps that its rows mark, where both factors have a scale; else as it is."""
    scales = [(name, columns) for name, columns in _find_scales(headings) if _are_marked(body, columns)]
    roles = [known_roles(name, lexicon).intersection(FACTORS) for name, _ in scales]
    if len(scales) != len(FACTORS) or not all(roles) or frozenset().union(*roles) != set(FACTORS):
        return Crossed(body, headings)
    steps = [{c: _read_step(document, heads, c, str(n)) for n, c in enumerate(found, start=1)} for _, found in scales]
    lines, tops = zip(*(_add_steps(body, row, steps) for row in range(body.height)), strict=True)
    places = frozenset(range(body.width, body.width + len(scales)))
    crosses = frozenset(c for _, columns in scales for c in columns)
    return Crossed(Grid(lines, tops), (*headings, *(Heading(name) for name, _ in scales)), places, crosses)


def carried_on(columns: Columns, places: Set[int]) -> Columns:
    """The columns that a table overleaf may go on with: the factors' own ones are made with the headings, so that its
    crosses are in doubt.
    """
    own = tuple(column for c, column in enumerate(columns.columns) if c not in places)
    return Columns(own, doubtful=columns.doubtful or bool(places))


def _find_scales(headings: Sequence[Heading]) -> list[tuple[str, list[int]]]:
    """The names whose headings count 1, 2, 3 … side by side, and the columns of these."""
    scales: list[tuple[str, list[int]]] = []
    for column, heading in enumerate(headings):
        if (match := _STEP.fullmatch(heading.printed)) is None:
            continue
        name, step = match["name"], int(match["step"])
        if step == 1:
            scales.append((name, [column]))
        elif scales and scales[-1] == (name, list(range(column - step + 1, column))):
            scales[-1][1].append(column)
    return [(name, columns) for name, columns in scales if len(columns) >= FEWEST_STEPS]


def _are_marked(body: Grid, columns: Sequence[int]) -> bool:
    """Whether nothing but crosses stands in these columns."""
    cells = {text for row in range(body.height) for c in columns if (text := body.text(row, c))}
    return bool(cells) and cells <= MARKS


def _read_step(document: Document, heads: Grid, column: int, step: str) -> Entry:
    """The step that the lowest heading of a column ends in."""
    (*_, cell) = (entry.cell for row in range(heads.height) if (entry := heads.own(row, column)) and entry.text)
    end = cell.span.start + len(document.text[slice(*cell.span)].rstrip())
    return Entry(cell._replace(span=Span(end - len(step), end)), step)


def _add_steps(
    body: Grid, row: int, scales: Sequence[dict[int, Entry]]
) -> tuple[tuple[Entry | None, ...], tuple[bool, ...]]:
    """A row with the step that it marks on each scale behind it; the last cross itself where it marks several."""
    line, tops = list(body.lines[row]), list(body.tops[row])
    for steps in scales:
        marked = [c for c in steps if body.text(row, c)]
        is_open = len(marked) > 1
        line.append(steps[marked[0]] if marked else None)
        tops.append(is_open)
        if is_open and (cross := body.own(row, marked[-1])):
            line[-1] = Entry(cross.cell, OPEN)
            tops[marked[-1]] = False
    return tuple(line), tuple(tops)
