"""Tables whose columns were pasted one below the other: each heading stands over all cells of its column.

    Risk
    Hal trappa            Risk       | S | K | Åtgärd
    Brand i köket         Hal trappa | 3 | 2 | Salta
    S                =    Brand i köket | 2 | 5 | Larm
    3
    2
    K
    …

Nothing but their order says which cells belong together, so that every column must have as many: one that lacks a cell,
or has one in two lines, moves all below it, and then nothing is read here. The last column ends with its paragraph, or
what follows could be its cells.

Limits: cells are lines without blank ones between them. A cell in two lines beside an empty one would balance, so that
a table with treatments is put before a person: only the order pairs them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from risktool.notation import Notation
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.listed import (
    FEWEST_HEADINGS,
    FEWEST_ROWS,
    LONGEST_HEADING,
    MOST_HEADINGS,
    count_headings,
    is_number_heading,
    roles_of,
)
from risktool.parse.tables.shape import kind_of
from risktool.profiles import Role, fold
from risktool.source import Cell, Document, Paragraph, Span, Table

_IN_SENTENCES: frozenset[Role] = frozenset({"description", "treatment"})
"""What people write in sentences."""

MOST_ROWS = 60
"""Lines of the longest column that is looked at."""


def pasted_tables(document: Document, notation: Notation, lexicon: Lexicon) -> dict[int, tuple[Table, ...]]:
    """The tables whose columns stand below each other, by page number."""
    found: dict[int, tuple[Table, ...]] = {}
    for page in document.pages:
        lines = [block.span for block in page.blocks if isinstance(block, Paragraph)]
        if len(lines) == len(page.blocks):
            texts = [notation.decode(document.text[line.start : line.end]) for line in lines]
            found[page.number] = tuple(_find(document, lines, texts, lexicon))
    return found if any(found.values()) else {}


def _find(document: Document, lines: Sequence[Span], texts: Sequence[str], lexicon: Lexicon) -> Iterator[Table]:
    heads = [len(text) <= LONGEST_HEADING and bool(roles_of(text, lexicon)) for text in texts]
    numbers = [kind_of(text, lexicon) in ("number", "packed") for text in texts]
    at = 0
    while at < len(lines):
        for step in _steps(heads, at):
            width = _count_columns(texts, heads, numbers, at, step, lexicon)
            end = at + width * step
            if width >= FEWEST_HEADINGS and _are_columns(document, lines[at : end + 1], step):
                yield _table(lines[at:end], texts[at:end], step, lexicon)
                at = end
                break
        else:
            at += 1


def _steps(heads: Sequence[bool], at: int) -> Iterator[int]:
    """How many lines on the next column may begin, from a heading on; a cell may look like a heading as well."""
    if heads[at]:
        last = min(at + MOST_ROWS + 2, len(heads))
        yield from (place - at for place in range(at + FEWEST_ROWS + 1, last) if heads[place])


def _count_columns(
    texts: Sequence[str], heads: Sequence[bool], numbers: Sequence[bool], at: int, step: int, lexicon: Lexicon
) -> int:
    """How many columns of as many cells stand from here on, each under another heading; 0 if they rate no risks."""
    if not all(heads[at : at + FEWEST_HEADINGS * step : step]):
        return 0
    names: list[str] = []
    while len(names) < MOST_HEADINGS and at + (len(names) + 1) * step <= len(texts):
        top = at + len(names) * step
        is_named = heads[top] and fold(texts[top]) not in map(fold, names)
        if not is_named or not _fits(texts[top], numbers[top + 1 : top + step], lexicon):
            break
        names.append(texts[top])
    return len(names) if count_headings(names, lexicon) == len(names) else 0


def _fits(head: str, are_numbers: Sequence[bool], lexicon: Lexicon) -> bool:
    """Whether numbers stand under a heading of numbers, and none under one of sentences; a date may look like one."""
    if is_number_heading(head, lexicon):
        return all(are_numbers)
    return not (any(are_numbers) and roles_of(head, lexicon) & _IN_SENTENCES)


def _are_columns(document: Document, lines: Sequence[Span], step: int) -> bool:
    """Whether no blank line parts the cells of a column, and one ends the last; `lines` with the one behind them."""
    gaps = [document.text.count("\n", one.end, two.start) for one, two in pairwise(lines)]
    inner = (gap for place, gap in enumerate(gaps, start=1) if place % step)
    is_ended = len(lines) % step == 0 or gaps[-1] > 1
    return is_ended and all(gap == 1 for gap in inner)


def _table(lines: Sequence[Span], texts: Sequence[str], step: int, lexicon: Lexicon) -> Table:
    columns = [texts[top : top + step] for top in range(0, len(texts), step)]
    is_paired = any("treatment" in roles_of(head, lexicon) for head, *_ in columns)
    cells = sorted((Cell(at % step, at // step, span) for at, span in enumerate(lines)), key=lambda cell: cell.row)
    return Table(tuple(cells), step, len(columns), "blurred" if is_paired else "spaced")
