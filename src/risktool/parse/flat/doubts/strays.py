"""Whether cells of other columns were read as parts of risks and treatments: what looks alike in every row.

    Personal Vikarier saknas 3 4 12 … Lokal Taket läcker 2 4 8 …              a capital goes on in every cell
    … Byt pump. Anna R2 … Provkör. Eva R3 …                                  a short piece ends every treatment
    … Byt pump 15 maj R2 … Provkör v. 30 R3 …                                every treatment ends in a number
    Vikarier … 3 4 12 … Drifttekniker 2 4 8 … Fastighetschef 3 3 9 …         one word describes a row, time and again

One such cell is nothing; nobody writes all of them so. Which words are the other column's nobody can tell for sure.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from risktool.parse.flat.cutting.atoms import Atom
from risktool.parse.flat.search.replay import Row
from risktool.parse.flat.search.states import Item
from risktool.parse.flat.words import Word

_Cell: TypeAlias = Sequence[Item]

FEWEST_CELLS = 3
"""Cells that show a habit."""

NEARLY_ALL = 0.75
"""The share of the cells from which it is one: a cell may be empty now and then."""

HALF = 0.5
"""The share from which descriptions of one word, and ends that come again, are no chance."""


def holds_strays(rows: Sequence[Row], items: Sequence[Item], words: Sequence[Word]) -> bool:
    """Whether nearly all rows look as if another column's cell stood at an end of theirs."""
    described = [[items[at] for at in row.description] for row in rows if row.description]
    treated = [[items[at] for at in row.treatment] for row in rows if row.treatment]
    return (
        _is_habit([_is_joined(cell) for cell in described])
        or _is_habit([_is_joined(cell) for cell in treated])
        or _is_habit([_ends_short(cell) for cell in treated])
        or _is_habit([_ends_in_number(cell, words) for cell in treated])
        or _is_habit([len(cell) == 1 and cell[0].first == cell[0].last for cell in described], HALF)
        or _come_again([_last_words(cell, words) for cell in treated])
    )


def _is_habit(shown: Sequence[bool], share: float = NEARLY_ALL) -> bool:
    return len(shown) >= FEWEST_CELLS and sum(shown) >= share * len(shown)


def _is_joined(cell: _Cell) -> bool:
    """Whether a capital behind no full stop goes on in the cell."""
    return any(isinstance(item, Atom) and item.edge == "capital" for item in cell[1:])


def _ends_short(cell: _Cell) -> bool:
    """Whether a short piece without a full stop ends the cell, behind another."""
    last = cell[-1]
    if len(cell) == 1 or not isinstance(last, Atom) or last.words > LONGEST_END:
        return False
    return not last.is_closed and last.opening in ("upper", "acronym")


LONGEST_END = 3
"""Words of a role, a status or a short remark."""


def _ends_in_number(cell: _Cell, words: Sequence[Word]) -> bool:
    """Whether one of the cell's last two words has a digit, behind other words."""
    places = range(max(cell[-1].first, cell[-1].last - 1), cell[-1].last + 1)
    is_only = len(cell) == 1 and cell[0].first == places[0]
    return not is_only and any(any(map(str.isdigit, words[at].text)) for at in places)


def _last_words(cell: _Cell, words: Sequence[Word]) -> str:
    """The short piece that ends the cell behind another; "" for none."""
    if not _ends_short(cell):
        return ""
    return " ".join(words[at].text for at in range(cell[-1].first, cell[-1].last + 1))


def _come_again(ends: Sequence[str]) -> bool:
    """Whether half of the cells end with what another ends with too."""
    counts = Counter(filter(None, ends))
    return len(ends) >= FEWEST_CELLS and sum(count for count in counts.values() if count > 1) >= HALF * len(ends)
