"""Tables that a text sets in columns of blanks, as `pdftotext -layout` prints them and as people type them.

    Risk                          S   K   SxK   Åtgärd
    Hal trappa vid entrén,        3   4    12   Salta, och lägg ut
    mest på morgonen                            mattor

A typewriter's signs are all equally wide, so a page of text is a page with places; the tables that nothing but
alignment shows are then those of a PDF, and found as they are there (`extract.pdf.undrawn`). Lines with bars or tabs
show their columns otherwise.

Limits: a table is taken only if it has all words of all its lines, and no row just outside; what stands beside it would
be torn apart. Pages of more than `MOST_LINES` lines are left as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile

import regex

from risktool.extract.flow import GridCell
from risktool.extract.pdf.blocks import TableBlock, TableCell
from risktool.extract.pdf.lines import Line
from risktool.extract.pdf.raw import RawWord
from risktool.extract.pdf.undrawn.aligned import find_aligned
from risktool.extract.pdf.undrawn.columns import NUMBER, is_heading, names_columns
from risktool.extract.pdf.undrawn.overleaf import Overleaf
from risktool.extract.pdf.undrawn.regions import HEADING_LINES
from risktool.extract.plain.blanks import FEWEST_LINES, GAP, OTHER_COLUMNS, AlignedTable, has_columns
from risktool.extract.plain.markdown import is_rule
from risktool.page_counts import names_page
from risktool.source import Box, TableOrigin

TYPE_PT, SIGN_PT, LINE_PT = 12.0, 6.0, 14.4
"""A typewriter's page: signs are half the type size wide, for a lone blank must be narrower than the gap between two
cells (`CELL_GAP` of the type size), and lines stand a fifth of it apart."""

ASCENT_PT, DESCENT_PT = 9.6, 2.4
"""What a line of type takes above and below its baseline."""

MOST_LINES = 1_500
"""A longer page is no printed page, and looking for tables in it would take more than some seconds."""

FEWEST_COVERED = 2
"""Gaps of a table that a line without any covers when it is none of its own: a long cell hangs over one."""

_DIGIT = regex.compile(r"\d")
_WORD = regex.compile(r"\S+")
_SCORE = regex.compile(r"(?<!\S)\d{1,2}\??\s+(?:[xX×*]\s+)?\d{1,2}\??(?!\S)")
"""Two bare numbers side by side; in "Sida 2 av 3" and "kl 10.30 - 12.00" something stands between them."""


@dataclass(slots=True)
class AlignedTables:
    """Finds the tables of one text page by page; remembers one that may go on overleaf."""

    _overleaf: Overleaf | None = None

    def find(self, lines: Sequence[str]) -> dict[int, AlignedTable]:
        """The tables of the next page by the number of their first line."""
        fewest = FEWEST_LINES if self._overleaf is None else 1
        if len(lines) > MOST_LINES or sum(map(has_columns, lines)) < fewest:
            self._overleaf = None
            return {}
        placed = [[] if is_rule(line) else _place_words(line, number) for number, line in enumerate(lines)]
        titles = {at for at, (one, two) in enumerate(pairwise(placed)) if _is_title(lines[at], one, two)}
        across = _lines_across(lines) | {at for at, line in enumerate(lines) if names_page(line)}
        parts = [list(found) for is_text, found in groupby(range(len(lines)), across.__contains__) if not is_text]
        tables: list[AlignedTable] = []
        for part in parts:
            words = [word for at in part if at not in titles for word in placed[at]]
            blocks, left, self._overleaf = find_aligned(words, (), (), self._overleaf)
            outside = {_line_of(word) for word in left} | titles
            tables += [table for block in blocks if (table := _table(block, outside)) is not None]
        known = [table for table in tables if not _is_named_otherwise(lines, table.start)]
        return {table.start: table for table in _with_all_rows(lines, known)}


def _lines_across(lines: Sequence[str]) -> set[int]:
    """The lines of running text below a line with columns: a legend, a note, the title of a group. They leave no wide
    gap where that line has two or more (or one, below an empty line), and would tear its columns.
    """
    found: set[int] = set()
    gaps: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if has_columns(line):
            gaps = [gap.span() for gap in GAP.finditer(line)]
        elif line.strip() and not (is_rule(line) or GAP.search(line.strip()) or _is_row(line)):
            start, end = len(line) - len(line.lstrip()), len(line.rstrip())
            covered = sum(start < left and right < end for left, right in gaps)
            if covered >= FEWEST_COVERED or (covered and not lines[at - 1].strip()):
                found.add(at)
    return found


def _is_title(line: str, words: Sequence[RawWord], below: Sequence[RawWord]) -> bool:
    """Whether a line without gaps stands right above a line of headings; the table above would take it for its last."""
    return bool(words and below) and not GAP.search(line) and names_columns(Line(tuple(below)))


def _is_named_otherwise(lines: Sequence[str], start: int) -> bool:
    """Whether the lines above a table head its columns in words that nobody knows: then its numbers are no scores."""
    above = [line for line in reversed(lines[:start]) if line.strip()]
    wordy = takewhile(lambda line: has_columns(line) and not _DIGIT.search(line), above[:HEADING_LINES])
    heads = list(wordy) or list(filter(has_columns, above[:1]))
    return bool(heads) and not any(is_heading(head) for line in heads for head in GAP.split(line.strip()))


def _with_all_rows(lines: Sequence[str], tables: Sequence[AlignedTable]) -> Sequence[AlignedTable]:
    """The tables with no score on the line above or below them that is in none of the tables itself.

    Such a line is a row too long for its columns, which ended the table, and would be lost beside it. Where cells go on
    below their first line, more would be lost without the table than beside it, since flat text has no columns.
    """
    inside = {number for table in tables for number in range(table.start, table.end)}
    whole = [
        table
        for table in tables
        if _is_wrapped(table) or not any(_is_row(lines[at]) for at in _beside(lines, table) if at not in inside)
    ]
    return whole if len(whole) == len(tables) else _with_all_rows(lines, whole)


def _is_wrapped(table: AlignedTable) -> bool:
    return any("\n" in cell.text for cell in table.cells if cell.row)


def _beside(lines: Sequence[str], table: AlignedTable) -> list[int]:
    """The numbers of the lines above and below a table, without blank ones."""
    ways = (range(table.start - 1, -1, -1), range(table.end, len(lines)))
    return [at for way in ways if (at := next((at for at in way if lines[at].strip()), None)) is not None]


def _is_row(text: str) -> bool:
    return _SCORE.search(text) is not None


def _place_words(line: str, number: int) -> list[RawWord]:
    """The words of a line where a typewriter sets them; none of a line that shows its columns by other signs."""
    if OTHER_COLUMNS & set(line):
        return []
    baseline = (number + 1) * LINE_PT
    return [_place(match[0], match.start() * SIGN_PT, baseline) for match in _WORD.finditer(line)]


def _place(text: str, left: float, baseline: float) -> RawWord:
    edges = [left + SIGN_PT * i for i in range(len(text) + 1)]
    box = Box(left, baseline - ASCENT_PT, edges[-1], baseline + DESCENT_PT)
    return RawWord(text, box, baseline, TYPE_PT, bold=False, signs=tuple(pairwise(edges)))


def _line_of(word: RawWord) -> int:
    return round(word.baseline / LINE_PT) - 1


def _lines_of(cell: TableCell) -> list[int]:
    return [_line_of(line.words[0]) for line in cell.lines]


def _table(block: TableBlock, outside: set[int]) -> AlignedTable | None:
    """The table of a block; None where words among its lines are not in it, or a cell has swallowed a row."""
    numbers = [number for cell in block.cells for number in _lines_of(cell)]
    start, end = min(numbers), max(numbers) + 1
    if any(start <= number < end for number in outside) or _swallows_row(block.cells):
        return None
    cells = _without_rest(block.cells)
    origin: TableOrigin = "spaced" if _is_clear(cells) else "blurred"
    return AlignedTable(tuple(map(_grid_cell, cells)), origin, start, end)


def _swallows_row(cells: Sequence[TableCell]) -> bool:
    """Whether a line with no number in a cell of its own has a score among the words of a cell, below a row's first.

    It was typed with single blanks, and would go on the description of the row above. A row that begins with such a
    line lacks its numbers, and is put before a person for that.
    """
    rows: dict[int, dict[int, list[str]]] = {}
    for cell in cells:
        for line in cell.lines:
            rows.setdefault(cell.place.row, {}).setdefault(_line_of(line.words[0]), []).append(line.text)
    below = (texts for lines in rows.values() for at, texts in lines.items() if at > min(lines))
    return any(any(map(_is_row, texts)) and not any(map(NUMBER.match, texts)) for texts in below)


def _grid_cell(cell: TableCell) -> GridCell:
    text = "\n".join(line.text for line in cell.lines)
    return GridCell(cell.place.row, cell.place.column, text, cell.place.row_span, cell.place.column_span)


def _without_rest(cells: Sequence[TableCell]) -> list[TableCell]:
    """The cells, with the lines above the first numbers as a row of their own: a page before began that row.

    Headings have no number below them in their own row, and lines above a number that stands in the middle of its row
    make the table unclear anyway.
    """
    first = [_lines_of(cell)[0] for cell in cells if cell.place.row == 0 and _is_number(cell)]
    if not first:
        return list(cells)
    parted = []
    for cell in cells:
        down = cell._replace(place=cell.place._replace(row=cell.place.row + 1))
        if cell.place.row == 0:
            above = tuple(line for line in cell.lines if _line_of(line.words[0]) < min(first))
            parted.append(cell._replace(lines=above))
            down = down._replace(lines=cell.lines[len(above) :])
        parted.append(down)
    return parted


def _is_number(cell: TableCell) -> bool:
    return len(cell.lines) == 1 and NUMBER.match(cell.lines[0].text) is not None


def _is_clear(cells: Sequence[TableCell]) -> bool:
    """Whether every row below the first begins on one line in all its cells, and no cell leaves a line out.

    Cells that are set in the middle of their rows begin on lines of their own, and then no blank line or number says
    which row a line of words belongs to.
    """
    rows: dict[int, list[list[int]]] = {}
    for cell in cells:
        if cell.lines:
            rows.setdefault(cell.place.row, []).append(_lines_of(cell))
    whole = all(lines == list(range(lines[0], lines[-1] + 1)) for found in rows.values() for lines in found)
    return whole and all(len({lines[0] for lines in found}) == 1 for row, found in rows.items() if row)
