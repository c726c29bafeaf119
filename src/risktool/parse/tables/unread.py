"""Ratings that the headings alone do not tell, settled by the products of the rows, or put before a person.

Risk | Hur troligt? | Hur illa? | Summa            no heading names a factor, and 3 x 4 = 12 in every row does
Risk | Före | Åtgärd | Efter                     no heading says score, and 3 x 4 = 12 stands in every cell of one
Risk | S | Konsekvens person | Konsekvens miljö    two for one factor: the one that the score is made of
Risk | S 2024 | K 2024 | S 2025 | K 2025           nothing tells which of them hold: a person does
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, product

from risktool.notation import WIDEST_SCALE
from risktool.parse.tables.columns import Columns, assign
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.products import agree, find_products
from risktool.parse.tables.shape import Shape
from risktool.parse.tables.strength import CLEAR, WEAKEST
from risktool.profiles import FACTORS, Role, fold


def settle_factors(columns: Columns, body: Grid, shapes: Sequence[Shape], lexicon: Lexicon) -> Columns:
    """The columns with their factors settled, or in doubt."""
    columns = _settle_rivals(columns, body, lexicon)
    columns = _settle_packed(columns, shapes, lexicon)
    score = columns.place("score")
    if score is not None and not any(map(columns.has, FACTORS)):
        products = find_products(body)
        if products is not None and products[2] == score:
            for place, role in zip(products, FACTORS, strict=False):
                columns = replace(assign(columns, place, role), doubtful=True)
    return replace(columns, doubtful=True) if _is_unread(columns, body, shapes, lexicon) else columns


def _settle_rivals(columns: Columns, body: Grid, lexicon: Lexicon) -> Columns:
    """The columns where several are named for one factor: the score's products say which ones count."""
    named = [_candidates(columns, body, lexicon, role) for role in FACTORS]
    if all(len(places) <= 1 for places in named):
        return columns
    score = columns.place("score")
    if score is None or not all(named):
        return replace(columns, doubtful=True)
    fitting = [(a, b) for a, b in product(*named) if agree(body, a, b, score)]
    if len(fitting) > 1:  # the gravest of several is often one and the same, so that it nearly fits as well
        fitting = [(a, b) for a, b in fitting if agree(body, a, b, score, share=1)]
    if len(fitting) != 1:
        return replace(columns, doubtful=True)
    for role, (place, *_), counted in zip(FACTORS, named, fitting[0], strict=True):
        columns = columns if counted == place else assign(assign(columns, place, None), counted, role)
    return columns


def _candidates(columns: Columns, body: Grid, lexicon: Lexicon, role: Role) -> list[int]:
    """The column of a factor, and behind it others without a role that are named for it and hold numbers."""
    place = columns.place(role)
    rivals = (c for c in _named(columns, lexicon, role, WEAKEST) if c != place and columns.columns[c].role is None)
    letters = (c for c in rivals if len(fold(columns.columns[c].heading)) > 1)  # single ones are told apart together
    return [] if place is None else [place, *(c for c in letters if _rates(body, c))]


def _settle_packed(columns: Columns, shapes: Sequence[Shape], lexicon: Lexicon) -> Columns:
    """The columns where nothing is rated but a column of whole scores, whatever its heading; a person has to agree."""
    packed = [
        place
        for place, (column, shape) in enumerate(zip(columns.columns, shapes, strict=True))
        if shape.packed * 2 > shape.filled and not lexicon.is_residual(column.heading)
    ]
    if len(packed) != 1 or any(map(columns.has, (*FACTORS, "score"))):
        return columns
    return replace(assign(columns, packed[0], "score"), doubtful=True)


def _rates(body: Grid, column: int) -> bool:
    """Whether most cells of a column hold a number that can be a step of a scale."""
    cells = [text for row in range(body.height) if (text := body.text(row, column))]
    return sum(text.isdecimal() and int(text) <= WIDEST_SCALE for text in cells) * 2 > len(cells)


def _named(columns: Columns, lexicon: Lexicon, role: Role, least: float) -> Iterator[int]:
    """The columns whose headings name this role at least so surely."""
    for place, column in enumerate(columns.columns):
        if any(match.role == role and match.strength >= least for match in lexicon.match(column.heading)):
            yield place


def _is_unread(columns: Columns, body: Grid, shapes: Sequence[Shape], lexicon: Lexicon) -> bool:
    """Whether rows are rated in a way that was not read: numbers that multiply under names such as "S 2024", also
    beside others that were read (a second rating whose headings are cut off), crosses below the steps of a scale, or
    digits among many words below the heading of a factor.
    """
    rated = [place for role in (*FACTORS, "score") if (place := columns.place(role)) is not None]
    if any(_holds_both(columns, body, place, lexicon) for place in range(len(columns.columns))):
        return True
    if find_products(body, [place for place, column in enumerate(columns.columns) if column.role is None]) is not None:
        return True
    if not rated and find_products(body) is not None:
        return True
    lost = [role for role in FACTORS if columns.has("score") and not columns.has(role)]
    wordy = (place for role in lost for place in _named(columns, lexicon, role, CLEAR))
    unread = (role for role in FACTORS if (place := columns.place(role)) is None or not shapes[place].filled)
    crossed = chain(rated, *(_named(columns, lexicon, role, WEAKEST) for role in unread))
    return any(shapes[c].marks for c in crossed) or any(shapes[c].digits * 2 > shapes[c].filled for c in wordy)


def _holds_both(columns: Columns, body: Grid, place: int, lexicon: Lexicon) -> bool:
    """Whether a column without a role is both factors', side by side as narrow ones are printed: "S K" over "4 3"."""
    column = columns.columns[place]
    named = [{match.role for match in lexicon.match(word)} & set(FACTORS) for word in column.heading.split()]
    if column.role is not None or len(named) < len(FACTORS) or not all(named):
        return False
    cells = [text.split() for row in range(body.height) if (text := body.text(row, place))]
    return sum(len(cell) > 1 and all(map(str.isdecimal, cell)) for cell in cells) * 2 > len(cells)
