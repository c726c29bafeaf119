"""Cells of a reading that look like pieces of other cells, though nothing that is likelier says so.

    Två ringer. | Listan uppdateras Kort saknas 4 4 16 Beställ i mars   a lone sentence beside cells without stop
    Avtal skrivs utanför | EU 3 4 12 Ny bilaga                            a lone acronym
    Nya lås 3 3 9 | - 4 2 8 Byt batterier                                 a sign where a risk should stand

Where descriptions of one piece (a score behind them shows where they end) have no full stop, people close a sentence
only because another one follows in the same cell. So a treatment of one closed sentence has lost the other one, which
the next row took. The rows that hold the pieces are put before a person; which of them is right no word says.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from risktool.parse.flat.cutting.atoms import Atom
from risktool.parse.flat.search.replay import Row
from risktool.parse.flat.search.states import Item
from risktool.parse.flat.words import Word

FEWEST_CELLS = 4
"""Descriptions of one piece, all but one without a full stop, that are a habit."""

SELDOM = 0.4
"""Share of treatments of one piece up to which a full stop at their end is none: some close treatments alone."""


class _Tear(NamedTuple):
    """An atom that may belong to the row which has the atom `beside` it; if that is itself, to any other."""

    atom: int
    beside: int


def find_torn(rows: Sequence[Row], items: Sequence[Item], words: Sequence[Word]) -> Mapping[int, Sequence[int]]:
    """The rows (by number) that may hold another's words or lack their own, and the words that may belong elsewhere."""
    owners = {atom: at for at, row in enumerate(rows) for atom in row.description + row.treatment}
    found: dict[int, Sequence[int]] = {}
    for tear in (*_lone_signs(rows, items, words), *_lone_sentences(rows, items)):
        sides = {owners[atom] for atom in tear if atom in owners}
        if len(sides) > 1 or tear.atom == tear.beside:
            found |= dict.fromkeys(sides, range(items[tear.atom].first, items[tear.atom].last + 1))
    return found


def _lone_sentences(rows: Sequence[Row], items: Sequence[Item]) -> Iterator[_Tear]:
    """What stands behind a treatment of one closed sentence, and the only such description, if it stands behind a
    sentence; none where people close such cells."""
    described = _lone_pieces([row.description for row in rows], items)
    treated = _lone_pieces([row.treatment for row in rows], items)
    closed = [at for at, piece in described if piece.is_closed]
    if len(described) < FEWEST_CELLS or len(closed) > 1:
        return
    yield from (_Tear(at, at - 1) for at in closed if at and _is_closed(items[at - 1]))
    torn = [at for at, piece in treated if piece.is_closed and not closed]
    yield from (_Tear(at + 1, at) for at in torn if len(torn) <= SELDOM * len(treated))


def _lone_pieces(cells: Sequence[Sequence[int]], items: Sequence[Item]) -> list[tuple[int, Atom]]:
    """The cells of one piece."""
    return [(cell[0], piece) for cell in cells if (piece := _lone_piece(cell, items)) is not None]


def _is_closed(item: Item) -> bool:
    return isinstance(item, Atom) and item.is_closed


def _lone_piece(cell: Sequence[int], items: Sequence[Item]) -> Atom | None:
    """What a cell of one piece holds; None for a question, which its own sign closes."""
    item = items[cell[0]] if len(cell) == 1 else None
    return item if isinstance(item, Atom) and not item.is_question else None


def _lone_signs(rows: Sequence[Row], items: Sequence[Item], words: Sequence[Word]) -> Iterator[_Tear]:
    """What is all that describes a row: a sign, or an acronym that the words before it may lead to."""
    for row in rows:
        item = _lone_piece(row.description, items)
        if item is None:
            continue
        is_sign = not any(c.isalnum() for word in words[item.first : item.last + 1] for c in word.text)
        before = items[row.description[0] - 1] if row.description[0] else None
        is_led = item.words == 1 and item.opening == "acronym" and isinstance(before, Atom) and not before.is_closed
        if is_sign or is_led:
            yield _Tear(row.description[0], row.description[0] - is_led)
