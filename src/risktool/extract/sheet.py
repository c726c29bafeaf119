"""A sheet's cells to blocks: titles, tables, and tables beside and under each other.

    A1  Riskregister 2024                          -> Paragraph (caption)
    A2  Risk    S  K                H2  Legend     -> Table A2:C4, Table H2:I4
    A3  Stress  4  5                H3  1  low
    A4  Brand   2  5                H4  2  high
    A5
    A6  Contact: the safety officer                -> Paragraph

Empty rows part tables. An empty row inside a register (before more rows of the same columns) does not: its
next row has numbers where the rows above had numbers, where a new table would have a header. Columns are parted
only where what stands at the right keeps other rows than what stands at the left, so that a register with an empty
column stays whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from risktool.extract.flow import Flow, GridCell

_NUMBER = regex.compile(r"[-+]?\d+(?:[.,]\d+)?")
_GIVEN_BY_PROGRAM = regex.compile(r"(?i)(?:(?:work)?sheet|blad|ark|tabelle|taul|feuil|data|export)\s*\d*|")
"""Names that spreadsheet programs and exports give by themselves, in the languages that they speak."""

_STEP = regex.compile(r"\p{L}{0,2}[ ]?(\d{1,2})")
"""What heads a column or a row of a matrix: "3", "K3"."""

_FEWEST_STEPS = 3
"""Columns of the smallest matrix."""

_MIN_SHARED_ROWS = 0.5
"""Of the shorter side's rows, those the other side has too: more, and both sides are one table."""


@dataclass(frozen=True, slots=True)
class _Region:
    """Cells with words, in order, that belong together."""

    cells: tuple[GridCell, ...]

    @property
    def rows(self) -> dict[int, list[GridCell]]:
        """The cells by row, in order."""
        rows: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows


def add_sheets(flow: Flow, sheets: Sequence[tuple[str, Sequence[GridCell]]]) -> None:
    """Add (name, cells) of a workbook's sheets, a page each.

    A name is the heading of a table that has none: of a sheet that begins with its table, when its author gave the
    name or there are other such sheets to tell it from.
    """
    filled = [(name, [cell for cell in flow.unstruck_cells(cells) if cell.text.strip()]) for name, cells in sheets]
    bare = sum(_begins_with_table(cells) for _, cells in filled)
    for name, cells in filled:
        if _begins_with_table(cells) and (bare > 1 or not _GIVEN_BY_PROGRAM.fullmatch(name)):
            flow.paragraph(name, "heading")
        add_sheet(flow, cells)
        flow.end_page(name or None)


def remark_hidden(flow: Flow, name: str, rows: int, *, is_hidden: bool) -> None:
    """Tell that a sheet, or so many filled rows of it, are not shown when the workbook is opened."""
    if is_hidden:
        flow.remark("hidden-sheet", f'sheet "{name}" is hidden; it was read like the others')
    elif rows:
        flow.remark("hidden-sheet", f'sheet "{name}": hidden rows ({rows}) were read like the others')


def _begins_with_table(cells: Sequence[GridCell]) -> bool:
    top = min((cell.row for cell in cells), default=0)
    return sum(cell.row == top for cell in cells) > 1


def add_sheet(flow: Flow, cells: Iterable[GridCell]) -> None:
    """Add a sheet's cells (any order, blank ones are ignored) as captions, paragraphs and tables."""
    for region in _regions(sorted(cell for cell in cells if cell.text.strip())):
        for part in _split_at_headers(region):
            _add_region(flow, part)


def _regions(cells: Sequence[GridCell]) -> list[_Region]:
    """Parts of the sheet in reading order."""
    regions: list[_Region] = []
    for band in _bands(cells):
        for side in _sides(band):
            if regions and _continues(regions[-1], side):
                regions[-1] = _Region(regions[-1].cells + side.cells)
            else:
                regions.append(side)
    return regions


def _bands(cells: Sequence[GridCell]) -> list[_Region]:
    """Part the sheet at its empty rows. A cell merged over several rows fills them all."""
    bands: list[list[GridCell]] = []
    bottom = -1
    for cell in cells:
        if not bands or cell.row > bottom + 1:
            bands.append([])
        bands[-1].append(cell)
        bottom = max(bottom, cell.row + cell.row_span - 1)
    return [_Region(tuple(band)) for band in bands]


def _sides(band: _Region) -> list[_Region]:
    """Part a band at its empty columns, where the two sides are not rows of one table."""
    sides = [_Region(tuple(sorted(part))) for part in _column_groups(band.cells)]
    joined = sides[:1]
    for side in sides[1:]:
        if _share_rows(joined[-1], side) and not (_is_matrix(joined[-1]) or _is_matrix(side)):
            joined[-1] = _Region(tuple(sorted(joined[-1].cells + side.cells)))
        else:
            joined.append(side)
    return joined


def _column_groups(cells: Iterable[GridCell]) -> list[list[GridCell]]:
    groups: list[list[GridCell]] = []
    right = -1
    for cell in sorted(cells, key=lambda c: c.column):
        if not groups or cell.column > right + 1:
            groups.append([])
        groups[-1].append(cell)
        right = max(right, cell.column + cell.column_span - 1)
    return groups


def _is_matrix(side: _Region) -> bool:
    """Whether this is the grid of a risk matrix: steps that count up over its columns, or products in its rows.

    Over years ("Åtgärd | År 1 | År 2 | År 3") they do too; but there they stand beside another heading, and what it
    heads does not count.
    """
    rows = [[cell.text.strip() for cell in row] for row in side.rows.values()]
    steps = [_STEP.fullmatch(text) for text in rows[0][-_FEWEST_STEPS:]]
    counted = [int(step[1]) for step in steps if step]
    is_named = _STEP.fullmatch(rows[0][0]) is None
    if len(counted) == _FEWEST_STEPS and counted == list(range(counted[0], counted[0] + _FEWEST_STEPS)):
        return not is_named or all(_STEP.fullmatch(row[0]) for row in rows[1:])
    numbers = [[int(text) for text in row[1:] if text.isdecimal()] for row in rows[1:]]
    return len(numbers) >= _FEWEST_STEPS - 1 and all(map(_is_times, numbers))


def _is_times(numbers: Sequence[int]) -> bool:
    """Whether these are one factor times 1, 2, 3 …"""
    return len(numbers) >= _FEWEST_STEPS and list(numbers) == [numbers[0] * by for by in range(1, len(numbers) + 1)]


def _share_rows(left: _Region, right: _Region) -> bool:
    both = left.rows.keys() & right.rows.keys()
    longer = max(len(left.rows), len(right.rows))
    return len(both) >= _MIN_SHARED_ROWS * longer


def _continues(above: _Region, below: _Region) -> bool:
    """Whether `below` goes on with the rows of `above` after an empty row: numbers under numbers, no header."""
    top = next(iter(below.rows.values()))
    numeric = {cell.column for cell in above.cells if _is_number(cell)}
    return len(above.rows) > 1 and any(cell.column in numeric and _is_number(cell) for cell in top)


def _is_number(cell: GridCell) -> bool:
    return bool(_NUMBER.fullmatch(cell.text.strip()))


def _split_at_headers(region: _Region) -> list[_Region]:
    """Part a region where its header comes again; titles right above the header go with it."""
    rows = list(region.rows.values())
    header = next((row for row in rows if len(row) > 1), [])
    if any(_is_number(cell) for cell in header):  # equal rows of data
        return [region]
    starts = [at for at, row in enumerate(rows) if header and _words(row) == _words(header)]
    cuts = [_first_title(rows, at) for at in starts[1:]]
    edges = [0, *cuts, len(rows)]
    parts = (rows[start:end] for start, end in pairwise(edges) if start < end)
    return [_Region(tuple(cell for row in part for cell in row)) for part in parts]


def _words(row: Iterable[GridCell]) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, cell.text.strip().casefold()) for cell in row)


def _first_title(rows: Sequence[Sequence[GridCell]], header: int) -> int:
    while header > 0 and len(rows[header - 1]) == 1:
        header -= 1
    return header


def _add_region(flow: Flow, region: _Region) -> None:
    """Add a region: rows of a single cell above the table are titles, the rest is the table."""
    rows = list(region.rows.values())
    first = next((at for at, row in enumerate(rows) if len(row) > 1), len(rows))
    for row in rows[:first]:
        flow.paragraph(row[0].text, "caption" if first < len(rows) else "body")
    body = [cell for row in rows[first:] for cell in row]
    if body:
        left = min(cell.column for cell in body)
        rank = {row: at for at, row in enumerate(_filled_rows(body))}
        flow.table(cell._replace(row=rank[cell.row], column=cell.column - left) for cell in body)


def _filled_rows(cells: Iterable[GridCell]) -> list[int]:
    """The rows with something in them, in order: empty rows inside a register are its author's spacing."""
    return sorted({cell.row + down for cell in cells for down in range(cell.row_span)})
