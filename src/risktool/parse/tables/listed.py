"""Tables whose cells became lines: what copying out of a viewer, or saving as plain text, leaves of one.

    Risk            Risk
                    S
    S               K           the headings, a cell each,
                    SxK
    K               Åtgärd
                    Hal trappa
    SxK             3           and then the rows: as many cells as there are headings, again and again, with
                    4           numbers where the headings say numbers
    Åtgärd          12
                    Salta
    Hal trappa      …
    …

The cells are lines, or what blank lines part. Only a list in which every row has all its cells is read: one empty cell
moves all that follow, and then the numbers stand under words and nothing is read here. The last row may be cut short;
what it lacks is not known, so it is a table of its own that puts its row before a person.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from risktool.notation import Notation
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.shape import kind_of
from risktool.parse.tables.strength import STRONG
from risktool.profiles import Role, fold
from risktool.source import Cell, Document, Paragraph, Span, Table, TableOrigin

FEWEST_HEADINGS, FEWEST_ROWS = 4, 2
"""A risk, two factors and something else; and two rows, for one may be a sentence."""

MOST_HEADINGS = 20
"""Columns of the widest form that people copy."""

LONGEST_HEADING = 40
"""Characters of a heading; a longer line is a cell."""

MOST_LEFT = 1
"""Lone numbers of a page outside of its tables: its own number."""

_NUMBERS: frozenset[Role] = frozenset({"likelihood", "consequence", "score"})


def listed_tables(document: Document, notation: Notation, lexicon: Lexicon) -> dict[int, tuple[Table, ...]]:
    """The tables whose cells are lines or stand between blank lines, by page number; none where numbers are left over.

    What is left over would be rows of another table that this reading tears apart.
    """
    found: dict[int, tuple[Table, ...]] = {}
    for page in document.pages:
        lines = [block.span for block in page.blocks if isinstance(block, Paragraph)]
        if len(lines) < len(page.blocks):
            return {}
        tables, left = _read_page(document, lines, notation, lexicon)
        if left > MOST_LEFT:
            return {}
        found[page.number] = tables
    return found if any(found.values()) else {}


def _read_page(
    document: Document, lines: Sequence[Span], notation: Notation, lexicon: Lexicon
) -> tuple[tuple[Table, ...], int]:
    """The tables of one page, and how many numbers stand alone outside of them."""
    numbers = sum(document.text[line.start : line.end].strip().isdecimal() for line in lines)
    if numbers < 2 * FEWEST_ROWS:
        return (), numbers
    for cells in (lines, _between_blank_lines(document, lines, lexicon)):
        texts = [notation.decode(document.text[cell.start : cell.end]) for cell in cells]
        if tables := tuple(_find(cells, texts, lexicon)):
            spans = [table.span for table in tables]
            outside = (
                t for c, t in zip(cells, texts, strict=True) if not any(s.start <= c.start < s.end for s in spans)
            )
            return tables, sum(text.strip().isdecimal() for text in outside)
    return (), numbers


def _between_blank_lines(document: Document, lines: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """The lines, joined where no blank one parts them; the first heading is no last line of what stands above it."""
    names = [roles_of(document.text[line.start : line.end], lexicon) for line in lines]
    is_apart = [document.text.count("\n", one.end, two.start) != 1 for one, two in pairwise(lines)]
    cells = list(lines[:1])
    for at, line in enumerate(lines[1:], start=1):
        opens = bool(names[at]) and at + 1 < len(lines) and is_apart[at] and bool(names[at + 1])
        if is_apart[at - 1] or opens:
            cells.append(line)
        else:
            cells[-1] = Span(cells[-1].start, line.end)
    return cells


def _find(cells: Sequence[Span], texts: Sequence[str], lexicon: Lexicon) -> Iterator[Table]:
    at = 0
    while at < len(cells):
        width = count_headings(texts[at : at + MOST_HEADINGS], lexicon)
        rows = _count_rows(texts, at, width, lexicon) if width else 0
        end = at + width * (1 + rows)
        if rows < FEWEST_ROWS:
            at += 1
            continue
        yield _table(cells[at:end], width, "spaced")
        rest = _short_row(texts[end : end + width], texts[at : at + width], lexicon)
        if rest:
            yield _table(cells[end : end + rest], width, "blurred")
        at = end + rest


def count_headings(texts: Sequence[str], lexicon: Lexicon) -> int:
    """How many cells from here on are the headings of a risk table, each another one; 0 if they are none."""
    roles: list[frozenset[Role]] = []
    for text in texts:
        known = roles_of(text, lexicon) if len(text) <= LONGEST_HEADING else frozenset[Role]()
        if not known or fold(text) in {fold(other) for other in texts[: len(roles)]}:
            break
        roles.append(known)
    rated = {role for known in roles for role in known & _NUMBERS}
    is_told = any("description" in known for known in roles)
    return len(roles) if len(roles) >= FEWEST_HEADINGS and is_told and len(rated) > 1 else 0


def roles_of(text: str, lexicon: Lexicon) -> frozenset[Role]:
    """What a heading surely may mean."""
    return frozenset(match.role for match in lexicon.match(text) if match.strength >= STRONG)


def _count_rows(texts: Sequence[str], at: int, width: int, lexicon: Lexicon) -> int:
    """How many whole rows follow the headings; 0 if numbers are left behind them, for then a cell was empty."""
    heads = texts[at : at + width]
    rows = 0
    while _fits(texts[at + width * (1 + rows) : at + width * (2 + rows)], heads, lexicon, width):
        rows += 1
    left = texts[at + width * (1 + rows) :][:width]
    is_cut = _short_row(left, heads, lexicon) == 0 and sum(kind_of(text, lexicon) == "number" for text in left) > 1
    return 0 if is_cut else rows


def _short_row(texts: Sequence[str], heads: Sequence[str], lexicon: Lexicon) -> int:
    """How many cells the last row has, if all that it lacks stands behind its numbers; 0 if there is none."""
    numbers = [place for place, head in enumerate(heads) if is_number_heading(head, lexicon)]
    is_last = numbers and numbers[-1] < len(texts) < len(heads)
    return len(texts) if is_last and _fits(texts, heads, lexicon, len(texts)) else 0


def _fits(texts: Sequence[str], heads: Sequence[str], lexicon: Lexicon, width: int) -> bool:
    """Whether there are so many cells, with numbers under the headings of numbers and words under the others."""
    if len(texts) != width:
        return False
    for head, text in zip(heads, texts, strict=False):
        is_number = kind_of(text, lexicon) in ("number", "packed")
        if is_number != is_number_heading(head, lexicon) and "number" not in roles_of(head, lexicon):
            return False
    return True


def is_number_heading(head: str, lexicon: Lexicon) -> bool:
    """Whether numbers, and no words, stand under a heading."""
    roles = roles_of(head, lexicon)
    return bool(roles & _NUMBERS) and "description" not in roles


def _table(cells: Sequence[Span], width: int, origin: TableOrigin) -> Table:
    placed = [Cell(at // width, at % width, span) for at, span in enumerate(cells)]
    end = cells[-1].end
    missing = range(len(cells), -(-len(cells) // width) * width)
    placed += [Cell(at // width, at % width, Span(end, end)) for at in missing]
    return Table(tuple(placed), -(-len(cells) // width), width, origin)
