"""Where a table's headings stand: one row or two, after a title, once or again, or nowhere.

    | Riskanalys: Flytt av arkivet          |     title row: one cell
    | Risk | Före åtgärd | Efter åtgärd     |     two rows of headings, the first one in groups
    |      | S | K | SxK | S | K | SxK      |
    | …                                     |

    | Scenario | S | Konsekvens       | R |         merged cells say so, whatever the words are
    |          |   | Liv | Miljö | Kr |   |

A sheet may hold several such blocks under each other; `cut_blocks` finds each one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from risktool.notation import LADDER
from risktool.parse.tables.columns import Heading
from risktool.parse.tables.grid import Entry, Grid
from risktool.parse.tables.heading_text import read_scale, strip_heading
from risktool.parse.tables.lexicon import LONGEST_HEADING, RESIDUAL_OF, Lexicon
from risktool.parse.tables.shape import kind_of
from risktool.parse.tables.strength import STRONG
from risktool.profiles import Role, fold

FEWEST_ROLES = 2
"""Headings that must be known for a row to be a row of headings."""

FEWEST_STEPS = 3
"""Steps that a scale has; fewer numbers in a row count by chance."""

_RATING: frozenset[Role] = frozenset({"likelihood", "consequence", "score"})
_ANNEXED: frozenset[Role] = frozenset(
    {"number", "treatment", "other", "owner", "due", *RESIDUAL_OF.values(), "residual"}
)
"""What a table says of risks that another one rates: what is done, and what is left then."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together: those above the headings, the headings, and the rows below them.

    Row numbers of the grid: `[start, header)` above, `[header, body)` headings, `[body, end)` data. Without
    headings (`headings` empty) all is data.
    """

    start: int
    header: int
    body: int
    end: int
    headings: tuple[Heading, ...] = ()


def cut_blocks(grid: Grid, lexicon: Lexicon) -> tuple[Block, ...]:
    """The blocks of a grid, in order. A repeated row of headings without a title above it cuts nothing."""
    headers: list[Block] = []
    row = 0
    while row < grid.height:
        found = _read_headings(grid, row, lexicon)
        if found is None:
            row += 1
            continue
        body, headings = found
        if headers and _is_data(grid, row, headings, headers[-1], lexicon):
            row += 1
            continue
        start = _first_row_above(grid, row, headers[-1].body if headers else 0) if headers else 0
        if not headers or start < row or not same_headings(headings, headers[-1].headings):
            headers.append(Block(start, row, body, grid.height, headings))
        row = body
    if not headers:
        return (Block(0, 0, 0, grid.height),)
    ends = [*(block.start for block in headers[1:]), grid.height]
    return tuple(
        Block(block.start, block.header, block.body, end, block.headings)
        for block, end in zip(headers, ends, strict=True)
    )


def _is_data(grid: Grid, row: int, headings: tuple[Heading, ...], above: Block, lexicon: Lexicon) -> bool:
    """Whether what looks like headings is a row of the table above: most of its words are none, or it has a step from
    A to F below the name of a rating, which may name a column as well ("A" for Ausmaß); not below numbers.
    """
    is_rated = any(
        grid.text(row, c) in {*LADDER} and len(heading.text) > 1 and _roles(heading, lexicon) & _RATING
        for c, heading in enumerate(above.headings)
        if not any(grid.text(r, c).isdecimal() for r in range(above.body, row))
    )
    return is_rated or _known(headings, lexicon) * 2 < len(grid.filled(row))


def same_headings(first: Iterable[Heading], second: Iterable[Heading]) -> bool:
    """Whether two rows of headings say the same."""
    return [fold(h.printed) for h in first] == [fold(h.printed) for h in second]


def is_repeated(grid: Grid, row: int, headings: tuple[Heading, ...]) -> bool:
    """Whether a row below the headings prints them again."""
    filled = grid.filled(row)
    if len(filled) < FEWEST_ROLES:
        return False
    wanted = [(fold(h.text), fold(h.group)) for h in headings]
    return all(fold(grid.text(row, c)) in wanted[c] for c in filled)


def _first_row_above(grid: Grid, header: int, lowest: int) -> int:
    """Where the rows above a later header begin: the title rows (one cell) and blank rows right above it."""
    start = header
    while start > lowest and len(grid.filled(start - 1)) <= 1:
        start -= 1
    while start < header and not grid.filled(start):
        start += 1
    return start


def _own_columns(grid: Grid, row: int) -> tuple[int, ...]:
    """The filled columns of a row, without a matrix that stands beside the register: numbers behind an empty column."""
    filled = grid.filled(row)
    for place in range(1, len(filled)):
        is_apart = any(not any(grid.text(r, c) for r in range(grid.height)) for c in _between(filled, place))
        if is_apart and all(grid.text(row, c).isdecimal() for c in filled[place:]):
            return filled[:place]
    return filled


def _between(filled: tuple[int, ...], place: int) -> range:
    return range(filled[place - 1] + 1, filled[place])


def _read_headings(grid: Grid, row: int, lexicon: Lexicon) -> tuple[int, tuple[Heading, ...]] | None:
    """The headings that begin at this row, and the first row below them."""
    if not _can_be_headings(grid, row, lexicon):
        return None
    columns = _own_columns(grid, row)
    single = tuple(Heading(_cover(grid, row, c)) for c in range(grid.width))
    is_one = _is_merged_over(grid, row, lexicon) or _counts_steps(grid, row)
    if row + 1 < grid.height and (is_one or _is_second_row(grid, row, lexicon)):
        double = _compose(grid, row, lexicon)
        if _is_header(double, lexicon) and (is_one or _known(double, lexicon) >= _known(single, lexicon)):
            return row + 2, double
    own = tuple(Heading(grid.text(row, c) if c in columns else "") for c in range(grid.width))
    return (row + 1, own) if _is_header(own, lexicon) else None


def _can_be_headings(grid: Grid, row: int, lexicon: Lexicon) -> bool:
    """Several cells, none of them a number or a long text."""
    texts = [grid.text(row, c) for c in _own_columns(grid, row)]
    if len(texts) < FEWEST_ROLES or any(len(t) > LONGEST_HEADING or t.isdecimal() for t in texts):
        return False
    return not any(kind_of(t, lexicon) in ("number", "packed", "date") for t in texts)


def _is_header(headings: tuple[Heading, ...], lexicon: Lexicon) -> bool:
    roles = [_roles(h, lexicon) for h in headings if h.text]
    known = [r for r in roles if r]
    distinct = {role for found in known for role in found}
    if len(known) < FEWEST_ROLES or len(distinct) < FEWEST_ROLES:
        return False
    if distinct & _RATING:
        return True
    if distinct <= _ANNEXED:
        return {"number", "treatment"} <= distinct  # an annex, if its ids are known elsewhere
    named = any(lexicon.is_risk_heading(h.text) for h in headings if h.text)
    return named and bool(distinct & {"treatment", "level", "owner", "residual_score", "number"})


def _roles(heading: Heading, lexicon: Lexicon) -> frozenset[Role]:
    return frozenset(m.role for m in lexicon.match_under(heading.text, heading.group) if m.strength >= STRONG)


def _known(headings: tuple[Heading, ...], lexicon: Lexicon) -> int:
    return sum(bool(_roles(h, lexicon)) for h in headings if h.text)


def _is_second_row(grid: Grid, row: int, lexicon: Lexicon) -> bool:
    """Whether the next row goes on with headings: names below a group, or the scales of the names above."""
    texts = [grid.text(row + 1, c) for c in grid.filled(row + 1)]
    if not texts:
        return False
    if all(read_scale(t) and not fold(strip_heading(t)).isalpha() for t in texts):
        return True
    if not _can_be_headings(grid, row + 1, lexicon):
        return False
    named = sum(bool(_roles(Heading(t), lexicon)) for t in texts)
    return named >= FEWEST_ROLES and named * 3 >= len(texts) * 2


def _is_merged_over(grid: Grid, row: int, lexicon: Lexicon) -> bool:
    """Whether merged cells make one row of headings of two: some reach down over the next row, and all that it says
    stands below others that reach over several columns.
    """
    if row + 1 >= grid.height:
        return False
    above = [grid.cover(row, c) for c in grid.filled(row + 1)]
    if not (_can_be_headings(grid, row + 1, lexicon) or _counts_steps(grid, row)):
        return False
    reaches_down = any((entry := grid.own(row, c)) and entry.cell.row_span > 1 for c in grid.filled(row))
    return reaches_down and all(entry and entry.text and entry.cell.column_span > 1 for entry in above)


def _counts_steps(grid: Grid, row: int) -> bool:
    """Whether the row below counts 1, 2, 3 … below names, and the places behind them that name nothing: the steps of
    scales, of which each risk marks one.
    """
    steps: dict[Entry | None, list[str]] = {}
    name: Entry | None = None
    for column in range(grid.width if row + 1 < grid.height else 0):
        above = grid.cover(row, column)
        name = above if above and above.text else name
        if step := grid.text(row + 1, column):
            steps.setdefault(name, []).append(step)
    counts = (len(s) >= FEWEST_STEPS and s == [str(n) for n in range(1, len(s) + 1)] for s in steps.values())
    return bool(steps) and all(counts)


def _compose(grid: Grid, row: int, lexicon: Lexicon) -> tuple[Heading, ...]:
    """Two rows of headings as one: each name with its group, or each name with its scale."""
    headings = []
    group = ""
    for c in range(grid.width):
        top, leaf = _cover(grid, row, c), grid.text(row + 1, c)
        if top:
            group = top
        if not leaf:
            headings.append(Heading(top))
        elif _roles(Heading(leaf), lexicon):
            headings.append(Heading(leaf, top or group))
        elif leaf.isdecimal():
            headings.append(Heading(f"{top or group} {leaf}"))
        else:
            headings.append(Heading(f"{top} {leaf}".strip()))
    return tuple(headings)


def _cover(grid: Grid, row: int, column: int) -> str:
    entry = grid.cover(row, column)
    return entry.text if entry else ""
