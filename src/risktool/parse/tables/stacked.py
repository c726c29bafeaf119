"""Forms below each other in one table of two columns: names and values, as a table with a row for each risk.

    | Entrén                   |
    | Risk        | Hal trappa |                  | Risk       | Sannolikhet | Konsekvens
    | Sannolikhet | 3          |         Entrén   | Hal trappa | 3           | 2
    | Konsekvens  | 2          |    =    Källaren | Fukt       | 4           | 1
    | Källaren                 |
    | Risk        | Fukt       |
    | …

Each form begins where the first name comes again, behind its title if it has one. A form may lack a name; one that says
the same name twice, or a value without a name, is left to the readers that ask.
"""

from collections.abc import Sequence

from risktool.parse.tables.grid import Entry, Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.strength import STRONG
from risktool.profiles import FACTORS, Role, fold

KNOWN_SHARE = 0.6
"""So many of a form's names are known; it asks for its number and its date as well."""

_NAME, _VALUE = 0, 1


def unstack(grid: Grid, lexicon: Lexicon) -> Grid | None:
    """One row of names and one of values for each form, their titles in front; None for any other table."""
    names = [fold(grid.text(row, _NAME)) for row in range(grid.height)]
    filled = [row for row in range(grid.height) if grid.filled(row)]
    first = next((names[row] for row in filled if grid.filled(row) == (_NAME, _VALUE)), None)
    starts = [row for row in filled if names[row] == first]
    if not starts or "" in (names[row] for row in filled):
        return None
    titles = [_title_above(grid, names, row) for row in starts]
    tops = [start if title is None else title for start, title in zip(starts, titles, strict=True)]
    spans = zip(starts, (*tops[1:], grid.height), strict=True)
    forms = [{names[row]: row for row in filled if start <= row < end} for start, end in spans]
    told = sum(map(len, forms)) + sum(title is not None for title in titles)
    if told != len(filled) or not all(_is_form(grid, form, lexicon) for form in forms):
        return None
    order = list(dict.fromkeys(name for form in forms for name in form))
    heads = (None, *(grid.own(names.index(name), _NAME) for name in order))
    values = [
        (None if title is None else grid.own(title, _NAME), *_values(grid, form, order))
        for title, form in zip(titles, forms, strict=True)
    ]
    return Grid((heads, *values), tuple(tuple(entry is not None for entry in line) for line in (heads, *values)))


def _title_above(grid: Grid, names: Sequence[str], start: int) -> int | None:
    """The row right above the first name of a form that says what no other row says, and holds no value."""
    row = next((row for row in range(start - 1, -1, -1) if grid.filled(row)), None)
    is_title = row is not None and grid.filled(row) == (_NAME,) and names.count(names[row]) == 1
    return row if is_title else None


def _is_form(grid: Grid, form: dict[str, int], lexicon: Lexicon) -> bool:
    """Whether most names are known, and both factors among them."""
    roles = [known_roles(grid.text(row, _NAME), lexicon) for row in form.values()]
    return sum(map(bool, roles)) >= KNOWN_SHARE * len(form) and frozenset().union(*roles) >= set(FACTORS)


def _values(grid: Grid, form: dict[str, int], order: Sequence[str]) -> list[Entry | None]:
    return [grid.own(form[name], _VALUE) if name in form else None for name in order]


def known_roles(name: str, lexicon: Lexicon) -> frozenset[Role]:
    """What a name surely says."""
    return frozenset(match.role for match in lexicon.match(name) if match.strength >= STRONG)
