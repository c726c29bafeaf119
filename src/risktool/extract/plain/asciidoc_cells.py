"""Where the cells of an AsciiDoc table stand, which nothing says but their order.

|Gate sticks |3 |4 |Grease it      a cell's column is its number in the row
2+|Light fails |5 |Spare lamp      this one is two columns wide; .2+| is two rows high, 2*| two equal cells

One cell too few would so move all that follow. A table is therefore refused whose cells do not fill its rows, or whose
lines, or runs of lines between blank ones, do not end where its rows end although others of them do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import regex

from risktool.extract.flow import GridCell
from risktool.extract.limits import MAX_COLUMNS
from risktool.extract.plain.markdown import strip_marks

_BAR = regex.compile(
    r"(?:(?<=^|\s)"
    r"(?:(?:(?P<columns>\d{1,4})(?:\.(?P<rows>\d{1,4}))?|\.(?P<rows>\d{1,4}))(?P<does>[+*]))?"
    r"[.<>^]*[adehlmsv]?)?(?<!\\)\|"
)
"""A cell's bar, with what may be said before it of its width, height, place and style: "2.3+^a|"."""


_BREAK = regex.compile(r"(?:^|\s)\+(?=\n)")
"""A line is broken here, and the cell goes on in the next."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A cell as its author wrote it: how many it stands for, and the line, and the run of lines, that it opens in. A
    line that opens with the rest of a cell goes on with the line above.
    """

    text: str
    times: int
    row_span: int
    column_span: int
    line: int
    run: int


def place_cells(lines: Sequence[str], width: int) -> tuple[GridCell, ...] | None:
    """The cells of a table of this width (0: that of its first line) where they stand; None where that is unsure."""
    if not any(lines):
        return ()
    written = _read(lines)
    if not written or not all(map(_is_possible, written)):
        return None
    first = sum(cell.times * cell.column_span for cell in written if cell.line == written[0].line)
    cells = [cell for cell in written for _ in range(cell.times)]
    grid = _place(cells, width or first)
    if grid is None or not _is_sound(cells, [cell.row for cell in grid]):
        return None
    return tuple(grid)


def _read(lines: Sequence[str]) -> list[_Written]:
    """The cells of these lines; what stands before a line's first bar goes on with the cell above. Nothing for words
    above all cells: their bar is forgotten, or they are no cells.
    """
    cells: list[_Written] = []
    run = opened = 0
    for number, line in enumerate(lines):
        bars = list(_BAR.finditer(line))
        ends = [*(bar.start() for bar in bars), len(line)]
        before = line[: ends[0]]
        if before and not cells:
            return []
        if before:
            cells[-1] = replace(cells[-1], text=f"{cells[-1].text}\n{_words(before)}".strip("\n"))
        run += number > 0 and not lines[number - 1]
        opened = opened if before else number
        cells += (_written(bar, line[bar.end() : end], opened, run) for bar, end in zip(bars, ends[1:], strict=True))
    return cells


def _written(bar: regex.Match[str], text: str, line: int, run: int) -> _Written:
    columns, rows = int(bar["columns"] or 1), int(bar["rows"] or 1)
    if bar["does"] == "*":
        return _Written(_words(text), columns * rows, 1, 1, line, run)
    return _Written(_words(text), 1, rows, columns, line, run)


def _words(text: str) -> str:
    return text.strip().replace("\\|", "|")


def _is_possible(cell: _Written) -> bool:
    return 1 <= cell.times <= MAX_COLUMNS and cell.row_span > 0 and cell.column_span > 0


def _place(cells: Sequence[_Written], width: int) -> list[GridCell] | None:
    """Each cell at the first place that is free; None where they do not fill rows of this width."""
    if width > MAX_COLUMNS:
        return None
    free = [0] * width  # the first free row of each column
    grid: list[GridCell] = []
    for cell in cells:
        row = min(free)
        column = free.index(row)
        end = column + cell.column_span
        if free[column:end] != [row] * cell.column_span:
            return None
        free[column:end] = [row + cell.row_span] * cell.column_span
        grid.append(GridCell(row, column, strip_marks(_BREAK.sub("", cell.text)), cell.row_span, cell.column_span))
    return grid if len(set(free)) == 1 else None


def _is_sound(cells: Sequence[_Written], rows: Sequence[int]) -> bool:
    """Whether each line is a row, or each run of lines, or neither: where some are and some are not, one lacks a cell
    or has one too many. A first line that is the first row, the headings, says nothing of the others.
    """
    is_head = all((cell.line == cells[0].line) == (row == 0) for cell, row in zip(cells, rows, strict=True))
    pairs = [(cell, row) for cell, row in zip(cells, rows, strict=True) if row or not is_head]
    runs = [[row for _, row in run] for _, run in groupby(pairs, lambda pair: pair[0].run)]
    parts = (runs, _each_whole(_line_rows(pairs)))
    return all(len(set(line)) == 1 for line in parts[1]) and all(_end_with_rows(part, is_head) for part in parts)


def _each_whole(lines: Sequence[list[int]]) -> list[list[int]]:
    """The rows that each line holds; several whole rows on one line count as lines of their own."""
    parts: list[list[int]] = []
    for at, line in enumerate(lines):
        begins = at == 0 or lines[at - 1][-1] != line[0]
        ends = at + 1 == len(lines) or lines[at + 1][0] != line[-1]
        parts += [list(row) for _, row in groupby(line)] if begins and ends else [line]
    return parts


def _line_rows(pairs: Sequence[tuple[_Written, int]]) -> list[list[int]]:
    """The rows of the cells that each line opens. A row that is a run of its own may be broken into any lines, and
    each behind a cell that is higher than itself: they count as one line.
    """
    of_run: dict[int, set[int]] = {}
    for cell, row in pairs:
        of_run.setdefault(cell.run, set()).add(row)
    parts = [[row] for _, row in pairs[:1]]
    for (above, last), (cell, row) in pairwise(pairs):
        alone = above.run == cell.run and len(of_run[cell.run]) == 1
        if above.line == cell.line or alone or (above.row_span > 1 and row == last):
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def _end_with_rows(parts: Sequence[Sequence[int]], from_first: bool) -> bool:
    """Whether each part (the first counts if it is asked for) ends where a row ends and begins where one does, or none
    of them does and each holds cells of one row only.
    """
    goes_on = [below[0] == above[-1] for above, below in pairwise(parts)]
    if not any(goes_on):
        return True
    ends = [*([False] if from_first else []), *goes_on, False]
    return not any(not on and not off for on, off in pairwise(ends)) and all(len(set(part)) == 1 for part in parts)
