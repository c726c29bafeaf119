"""Tables that no line shows: what their numbers say against their headings, and rows that may be pieces of rows.

          S x                     the upper line of a broken heading was left outside, so that "K" heads the product
Risk  S   K    Åtgärd
Halt  2   6    Sanda

Such a table is a guess from the places of words. Where its own numbers contradict the guess, the numbers win and the
row is put before a person; where a row is only half there, it may be half of its neighbour.

Columns of blanks in a text are exact to a sign at best. A number that stands one sign too far to the left is a word of
the cell before it, so a row that lacks one is put before a person, and so are all where no heading is known.
"""

from dataclasses import replace
from itertools import pairwise

from risktool.draft import Doubt, DraftRow, Passage
from risktool.parse.tables.columns import Column, Columns, assign
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.products import LONGEST_PIECE, agree, find_products
from risktool.profiles import FACTORS, Role, fold
from risktool.source import TableOrigin

ALIGNED: frozenset[TableOrigin] = frozenset({"aligned", "spaced", "blurred"})
"""Tables that no line shows."""

TYPED: frozenset[TableOrigin] = frozenset({"spaced", "blurred"})
"""Those of them that a text sets in columns of blanks."""

_SCORE: Role = "score"


def columns_by_numbers(columns: Columns, body: Grid, lexicon: Lexicon) -> Columns:
    """The columns with S, K and product where the numbers show them, if the headings contradict that.

    A factor that a heading names stays; which is which of two unnamed ones is in doubt, and so are all such columns.
    """
    found = find_products(body)
    if found is None or not _contradicts(columns, found, body) or _are_named_otherwise(columns, found, lexicon):
        return columns
    factors = list(found[:2])
    named = {role: place for role in FACTORS if (place := columns.place(role)) in factors}
    free = [place for place in factors if place not in named.values()]
    for role in ("likelihood", "consequence", "score"):
        if (place := columns.place(role)) is not None:
            columns = assign(columns, place, None)
    for role in FACTORS:
        columns = assign(columns, named[role] if role in named else free.pop(0), role)
    return replace(assign(columns, found[2], "score"), doubtful=True)


def _are_named_otherwise(columns: Columns, found: tuple[int, int, int], lexicon: Lexicon) -> bool:
    """Whether both factors have a heading of whole words that name neither: "Antal | Pris | Summa" is a bill.

    One such factor is enough where no product is named either, or where the other one's heading is a product's and no
    column is called a risk's: "Weight | Rating | Score" compares tenders.
    """
    factors = [columns.columns[place] for place in found[:2]]
    says = [_says_otherwise(column, lexicon) for column in factors]
    scores = [column.role == _SCORE and len(fold(column.heading)) > LONGEST_PIECE for column in factors]
    is_risk = any(lexicon.is_risk_heading(column.heading) for column in columns.columns)
    is_other = all(says) or (not is_risk and all(map(any, zip(says, scores, strict=True)))) or not columns.has("score")
    return any(says) and is_other


def _says_otherwise(column: Column, lexicon: Lexicon) -> bool:
    """Whether a heading names something else; a piece of one, or one that is cut off ("Eint"), names nothing."""
    heading = fold(column.heading)
    is_cut = any(name.startswith(heading) for name in lexicon.exact)
    return len(heading) > LONGEST_PIECE and not is_cut and column.role not in (*FACTORS, _SCORE)


def _contradicts(columns: Columns, found: tuple[int, int, int], body: Grid) -> bool:
    """Whether a named factor is the product, the named score a factor, or no factor has a name ("Eint" is cut off)."""
    likelihood, consequence, score = (columns.place(role) for role in (*FACTORS, _SCORE))
    if likelihood is None and consequence is None:
        return True
    is_denied = found[2] in (likelihood, consequence) or score in found[:2]
    if likelihood is None or consequence is None or score is None:
        return is_denied
    return is_denied and not agree(body, likelihood, consequence, score)


def doubt_undrawn(passage: Passage, columns: Columns, origin: TableOrigin, *, is_known: bool) -> Passage:
    """The rows, with those less sure whose places no line shows. `is_known`: what the columns are is told."""
    passage = _doubt_halves(passage) if origin in ALIGNED else passage
    return _doubt_typed(passage, columns, is_known=is_known and origin == "spaced") if origin in TYPED else passage


def _doubt_halves(passage: Passage) -> Passage:
    """The rows, with those less sure that may be a part of the row beside them.

    That is a row without a description, the rows beside such a one, and one without a score where most have both; and
    two rows of which one has the numbers that the other lacks.
    """
    rows = passage.rows
    nameless = {at for at, row in enumerate(rows) if not row.completed.description}
    unrated = {at for at, row in enumerate(rows) if not row.score.spans}
    halves = nameless | {at + step for at in nameless for step in (-1, 1)}
    halves |= unrated if len(nameless | unrated) * 2 < len(rows) else set()
    rated = [_rated(row) for row in rows]
    whole = max(rated, key=len, default=frozenset())
    pairs = ((at, at + 1) for at, (a, b) in enumerate(pairwise(rated)) if a and b and not a & b and a | b == whole)
    halves |= {at for pair in pairs for at in pair}
    return replace(passage, rows=tuple(halved(row) if at in halves else row for at, row in enumerate(rows)))


def _rated(row: DraftRow) -> frozenset[Role]:
    """Which of its numbers a row has."""
    return frozenset(role for role in (*FACTORS, _SCORE) if _printed(row, role))


def _doubt_typed(passage: Passage, columns: Columns, *, is_known: bool) -> Passage:
    """The rows of a table set in blanks, with those less sure that lack a number.

    All of them, unless it `is_known` what its columns are and where its rows begin.
    """
    roles = [role for role in (*FACTORS, _SCORE) if columns.place(role) is not None]
    rows = (row if is_known and all(_printed(row, role) for role in roles) else halved(row) for row in passage.rows)
    return replace(passage, rows=tuple(rows))


def _printed(row: DraftRow, role: Role) -> bool:
    parts = {"likelihood": row.score.likelihood, "consequence": row.score.consequence, "score": row.score.score}
    return bool(parts[role])


def doubt_all(passage: Passage) -> Passage:
    """All rows less sure: what no line shows may have parted them elsewhere."""
    return replace(passage, rows=tuple(map(halved, passage.rows)))


def halved(row: DraftRow) -> DraftRow:
    """The row, less sure because it may be a part of the one beside it."""
    doubt = Doubt("boundary-uncertain", row.spans)
    return row.doubted(doubt)
