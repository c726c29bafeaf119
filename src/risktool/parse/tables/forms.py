"""One risk in a form: names and values side by side, several a line, however wide each cell is.

| Risk        | Hal trappa                   |
| Sannolikhet | 3     | Konsekvens | 2       |        Risk       | Sannolikhet | Konsekvens | Åtgärd | Ansvarig
| Åtgärd      | Salta                        |   =    Hal trappa | 3           | 2          | Salta  | Bo
| Ansvarig    | Bo    |            |         |
"""

from risktool.parse.tables.grid import Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.stacked import FACTORS, KNOWN_SHARE, known_roles, unstack

PAIR = 2
"""A name and its value; a form with no more cells a line is a table with its headings in the first column."""


def unfold(grid: Grid, lexicon: Lexicon) -> Grid | None:
    """The names of a form in one row, and the values of each risk in one below; None for any other table."""
    return unstack(grid, lexicon) if grid.width == PAIR else _unfold_wide(grid, lexicon)


def _unfold_wide(grid: Grid, lexicon: Lexicon) -> Grid | None:
    """Names and values side by side: one risk, or form below form, each under a title that has its line alone."""
    lines = [[entry for c in range(grid.width) if (entry := grid.own(r, c)) is not None] for r in range(grid.height)]
    if max(map(len, lines), default=0) <= PAIR or any(len(line) % PAIR for line in lines if len(line) > 1):
        return None
    pairs = [pair for line in lines for pair in zip(line[::PAIR], [*line[1::PAIR], None][: len(line)], strict=False)]
    pairs = [(name, value) for name, value in pairs if name.text or (value and value.text)]
    roles = [known_roles(name.text, lexicon) for name, _ in pairs]
    known = sum(map(bool, roles))
    others = sum(bool(known_roles(value.text, lexicon)) for _, value in pairs if value)
    if known < KNOWN_SHARE * len(pairs) or others * PAIR > known or not all(name.text for name, _ in pairs):
        return None
    factors = [found & FACTORS for found in roles if found & FACTORS]
    if len(factors) != len(FACTORS) or not all(value for _, value in pairs):
        return unstack(Grid(tuple(pairs), tuple((True, value is not None) for _, value in pairs)), lexicon, fewest=1)
    if frozenset().union(*factors) != FACTORS:
        return None
    names, values = zip(*pairs, strict=True)
    return Grid((names, values), ((True,) * len(names),) * PAIR)
