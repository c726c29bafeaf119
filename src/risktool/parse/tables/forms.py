"""Risks in forms: names and values side by side, several a line, however wide each cell is, or below each other.

| Risk        | Hal trappa                   |
| Sannolikhet | 3     | Konsekvens | 2       |        Risk       | Sannolikhet | Konsekvens | Åtgärd | Ansvarig
| Åtgärd      | Salta                        |   =    Hal trappa | 3           | 2          | Salta  | Bo
| Ansvarig    | Bo    |            |         |

| Risk                     |
| Hal trappa               |        Risk       | Sannolikhet | Konsekvens
| Sannolikhet | Konsekvens |   =    Hal trappa | 3           | 2
| 3           | 2          |
"""

from collections.abc import Sequence

from risktool.parse.tables.grid import Entry, Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.stacked import KNOWN_SHARE, known_roles, unstack
from risktool.parse.tables.strength import CLEAR
from risktool.profiles import FACTORS

PAIR = 2
"""A name and its value, and the lines of which the second one holds the values of the first."""

_Pairs = list[tuple[Entry, Entry | None]]


def unfold(grid: Grid, lexicon: Lexicon) -> Grid | None:
    """The names of a form in one row, and the values of each risk in one below; None for any other table."""
    used = sorted({c for r in range(grid.height) for c in grid.filled(r)})
    if len(used) < PAIR or (len(used) == PAIR and _is_headed(grid, used, lexicon)):
        return None
    columns = used if len(used) == PAIR else range(grid.width)
    lines = [[entry for c in columns if (entry := grid.own(r, c)) is not None] for r in range(grid.height)]
    is_wide_enough = len(used) == PAIR or max(map(len, lines)) > PAIR
    return (_form(_beside(lines), lexicon) if is_wide_enough else None) or _form(_below(grid), lexicon)


def _is_headed(grid: Grid, used: Sequence[int], lexicon: Lexicon) -> bool:
    """Whether two columns have a heading each: "Risk | Riskvärde"."""
    return any(match.strength >= CLEAR for match in lexicon.match(grid.text(0, used[1])))


def _beside(lines: Sequence[Sequence[Entry]]) -> _Pairs:
    """Each name with the value behind it; what has its line alone has none, or is a title."""
    if any(len(line) % PAIR for line in lines if len(line) > 1):
        return []
    alone = [(line[0], None) if len(line) == 1 else None for line in lines]
    return [
        pair
        for line, lone in zip(lines, alone, strict=True)
        for pair in ([lone] if lone else zip(line[::PAIR], line[1::PAIR], strict=True))
    ]


def _below(grid: Grid) -> _Pairs:
    """Each name with the value in the cell below it, of lines cut in several ways; [] where the cells differ, or each
    line has the same ones, as those of a register do.
    """
    rows = [r for r in range(grid.height) if grid.filled(r)]
    places = [[(c, e.cell.column_span) for c in range(grid.width) if (e := grid.own(r, c))] for r in rows]
    if len(rows) % PAIR or places[::PAIR] != places[1::PAIR] or all(places[0] == line for line in places):
        return []
    return [
        (name, grid.own(below, c))
        for row, below in zip(rows[::PAIR], rows[1::PAIR], strict=True)
        for c in range(grid.width)
        if (name := grid.own(row, c)) is not None
    ]


def _form(pairs: _Pairs, lexicon: Lexicon) -> Grid | None:
    """The names and values of one risk in a row each, or of several below each other."""
    pairs = [(name, value) for name, value in pairs if name.text or (value and value.text)]
    roles = [known_roles(name.text, lexicon) for name, _ in pairs]
    known = sum(map(bool, roles))
    others = sum(bool(known_roles(value.text, lexicon)) for _, value in pairs if value)
    if not pairs or known < KNOWN_SHARE * len(pairs) or others * PAIR > known or not all(n.text for n, _ in pairs):
        return None
    factors = [rated for found in roles if (rated := found.intersection(FACTORS))]
    if len(factors) != len(FACTORS) or not all(value for _, value in pairs):
        return unstack(Grid(tuple(pairs), tuple((True, value is not None) for _, value in pairs)), lexicon)
    if frozenset().union(*factors) != set(FACTORS):
        return None
    names, values = zip(*pairs, strict=True)
    return Grid((names, values), ((True,) * len(names),) * PAIR)
