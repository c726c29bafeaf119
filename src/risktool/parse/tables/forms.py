"""One risk in a form: names and values side by side, several a line, however wide each cell is.

| Risk        | Hal trappa                   |
| Sannolikhet | 3     | Konsekvens | 2       |        Risk       | Sannolikhet | Konsekvens | Åtgärd | Ansvarig
| Åtgärd      | Salta                        |   =    Hal trappa | 3           | 2          | Salta  | Bo
| Ansvarig    | Bo    |            |         |
"""

from itertools import chain

from risktool.parse.tables.columns import STRONG
from risktool.parse.tables.grid import Entry, Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import Role

PAIR = 2
"""A name and its value; a form with no more cells a line is a table with its headings in the first column."""

KNOWN_SHARE = 0.6
"""So many of a form's names are known; it asks for its number and its date as well."""

_FACTORS: frozenset[Role] = frozenset({"likelihood", "consequence"})


def unfold(grid: Grid, lexicon: Lexicon) -> Grid | None:
    """The names of a form in one row, and their values in the next one; None for any other table."""
    lines = [[entry for c in range(grid.width) if (entry := grid.own(r, c)) is not None] for r in range(grid.height)]
    if grid.width <= PAIR or max(map(len, lines), default=0) <= PAIR or any(len(line) % PAIR for line in lines):
        return None
    cells = list(chain.from_iterable(lines))
    pairs = [
        (name, value) for name, value in zip(cells[::PAIR], cells[1::PAIR], strict=True) if name.text or value.text
    ]
    roles = [_roles(name, lexicon) for name, _ in pairs]
    known, others = sum(map(bool, roles)), sum(bool(_roles(value, lexicon)) for _, value in pairs)
    if known < KNOWN_SHARE * len(pairs) or others * PAIR > known or not all(name.text for name, _ in pairs):
        return None
    factors = [found & _FACTORS for found in roles if found & _FACTORS]
    if len(factors) != len(_FACTORS) or frozenset().union(*factors) != _FACTORS:
        return None
    names, values = zip(*pairs, strict=True)
    return Grid((names, values), ((True,) * len(names),) * PAIR)


def _roles(entry: Entry, lexicon: Lexicon) -> frozenset[Role]:
    return frozenset(match.role for match in lexicon.match(entry.text) if match.strength >= STRONG)
