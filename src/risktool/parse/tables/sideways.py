"""Registers on their side: a column for each risk, and the headings down the first one.

    Risker 2031                                Risker 2031
    Risk        | Hal trappa | Fukt            Risk       | Sannolikhet | Konsekvens | Åtgärd
    Sannolikhet | 3          | 4         =     Hal trappa | 3           | 2          | Salta
    Konsekvens  | 2          | 1               Fukt       | 4           | 1          | Fläkt
    Åtgärd      | Salta      | Fläkt

The first row does not tell: what a risk is called may be the name of a column too ("Hot", "Brist"). The first column
does, if it names both factors and nothing but steps of a scale stands behind them, risk by risk. Other risks may follow
below under the same names.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise

import regex

from risktool.parse.tables.aligned import doubt_all
from risktool.parse.tables.grid import Grid, on_top
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.reading import TableReading
from risktool.parse.tables.shape import kind_of
from risktool.parse.tables.stacked import KNOWN_SHARE, known_roles
from risktool.profiles import FACTORS, fold
from risktool.source import Document, TableOrigin

_WORD = regex.compile(r"\p{L}+")

FEWEST_RISKS = 2
"""One value behind a name is a line of a form."""


def stand_up(grid: Grid, lexicon: Lexicon) -> Grid | None:
    """The register upright, below its titles; None for any other table."""
    rows = [row for row in range(grid.height) if grid.filled(row)]
    first = next((at for at, row in enumerate(rows) if len(grid.filled(row)) > 1), len(rows))
    titles, rows = rows[:first], rows[first:]
    side = min((grid.filled(row)[0] for row in rows), default=0)
    names = [fold(grid.text(row, side)) for row in rows]
    cuts = [at for at, name in enumerate(names) if name == names[0]] + [len(rows)]
    if len({tuple(names[start:end]) for start, end in pairwise(cuts)}) != 1:
        return None
    parts = [_turn(grid, rows[start:end], side) for start, end in pairwise(cuts)]
    if not all(_is_headed(part, lexicon) for part in parts):
        return None
    if _is_headed(_turn(grid, rows, side).turned(), lexicon):
        return None  # it stands already
    others = (part.window(1, part.height) for part in parts[1:])
    return reduce(on_top, others, on_top(_alone(grid, titles, parts[0].width), parts[0]))


def names_on(top: Grid, rest: Grid, lexicon: Lexicon) -> bool:
    """Whether a table may be the lower part of a register on its side: behind the rest of a row that a page break cut,
    at most, its first column holds other names.
    """
    above, below = ([grid.text(row, 0) for row in range(grid.height) if grid.filled(row)] for grid in (top, rest))
    names = below if below[:1] != [""] else below[1:]
    known = sum(bool(known_roles(name, lexicon)) for name in names)
    return known >= KNOWN_SHARE * len(names) and not {*map(fold, above)} & {*map(fold, names)}


def doubt_guesses(document: Document, reading: TableReading, origin: TableOrigin, lexicon: Lexicon) -> TableReading:
    """The reading of a register on its side, before a person where only the places of words show its rows, or where no
    name says that its columns are risks: groups, years and alternatives are rated side by side as well, and so is one
    risk at several times ("Nuläge | Målläge").
    """
    place = reading.columns.place("description")
    name = "" if place is None else reading.columns.columns[place].heading
    is_named = any(match.role == "description" for match in lexicon.match(name))
    is_one = any(_names_stage(document.shown(row.description), lexicon) for row in reading.passage.rows)
    is_sure = is_named and not is_one and origin != "aligned"
    return reading if is_sure else replace(reading, passage=doubt_all(reading.passage))


def _names_stage(name: str, lexicon: Lexicon) -> bool:
    """Whether what should be a risk says no more than when it is rated: "Nuläge", "Efter åtgärd", "Bruttorisk"."""
    stages = lexicon.before_words | lexicon.residual_words
    staged = stages | {stage + risk for stage in stages for risk in lexicon.risk_words}
    words = {*map(fold, _WORD.findall(name))}
    return not words.isdisjoint(staged) and words <= staged | lexicon.treatment_words | lexicon.risk_words


def _turn(grid: Grid, rows: Sequence[int], side: int) -> Grid:
    """These rows as columns, from this column on."""
    return Grid(tuple(grid.lines[row][side:] for row in rows), tuple(grid.tops[row][side:] for row in rows)).turned()


def _alone(grid: Grid, rows: Sequence[int], width: int) -> Grid:
    """Rows of one cell each, in front of so many places."""
    rest = width - 1
    cells = [grid.own(row, grid.filled(row)[0]) for row in rows]
    return Grid(tuple((cell, *(None,) * rest) for cell in cells), tuple((True, *(False,) * rest) for _ in cells))


def _is_headed(register: Grid, lexicon: Lexicon) -> bool:
    """Whether the first row names both factors, over the steps of several risks."""
    rated = {
        c: roles
        for c in range(register.width)
        if _rates(register, c, lexicon) and (roles := known_roles(register.text(0, c), lexicon).intersection(FACTORS))
    }
    risks = {r for c in rated for r in range(1, register.height) if register.text(r, c)}
    is_whole = len(rated) >= len(FACTORS) and frozenset().union(*rated.values()) == set(FACTORS)
    return is_whole and len(risks) >= FEWEST_RISKS


def _rates(register: Grid, column: int, lexicon: Lexicon) -> bool:
    """Whether all cells below a heading are steps of a scale, and none is a name of its own, as a form's may be."""
    cells = [text for row in range(1, register.height) if (text := register.text(row, column))]
    return all(kind_of(cell, lexicon) in ("number", "word") and not known_roles(cell, lexicon) for cell in cells)
