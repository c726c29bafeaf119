"""What stands beside a register in the same grid, behind an empty column: the legend of its scale, sums, a matrix.

    Risk         | S | K | SxK | Åtgärd |   | Skala | Sannolikhet | Konsekvens
    Halt golv    | 3 | 2 |  6  | Matta  |   |   1   | Osannolik   | Liten
    Buller       | 4 | 2 |  8  | Skärm  |   |   2   | Möjlig      | Måttlig

The legend is told before the roles are dealt: its headings are whole words and would win over S and K.
"""

from collections.abc import Sequence

import regex

from risktool.parse.tables.columns import NUMERIC_BY_NATURE, Columns, Heading, assign
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.shape import Shape
from risktool.profiles import Role

FEWEST_STEPS = 3
"""Steps of the shortest scale."""

_STEP = regex.compile(r"(?P<first>\d{1,2})\s*[=:.)–—-]?\s*\p{L}\D*|\p{L}\D*?[\s(=:–—-]+(?P<last>\d{1,2})\)?")
"""A step of a scale and what it means: "1 = Osannolik", "Osannolik (1)"."""


def mask_legends(headings: Sequence[Heading], body: Grid, shapes: Sequence[Shape]) -> tuple[Heading, ...]:
    """The headings, blank over a legend beside the register: numbers that count, and what each of them means."""
    masked = list(headings)
    for first, end in _stretches([not h.text and not s.filled for h, s in zip(headings, shapes, strict=True)])[1:]:
        counts = [text for row in range(body.height) if (text := body.text(row, first))]
        if (_are_steps(counts) and end > first + 1) or _are_explained(counts):
            masked[first:end] = [Heading("")] * (end - first)
    return tuple(masked)


def _stretches(empty: Sequence[bool]) -> list[tuple[int, int]]:
    """The columns between empty ones, as [first, end)."""
    found = []
    first: int | None = None
    for place, is_empty in enumerate((*empty, True)):
        if is_empty and first is not None:
            found.append((first, place))
            first = None
        elif not is_empty and first is None:
            first = place
    return found


def _are_steps(cells: Sequence[str]) -> bool:
    """Whether cells count a scale from 0 or 1 up, or down to it."""
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) <= 2]
    if len(numbers) < max(FEWEST_STEPS, len(cells)):
        return False
    steps = sorted(numbers)
    return numbers in (steps, steps[::-1]) and steps[0] in (0, 1) and steps == list(range(steps[0], steps[-1] + 1))


def _are_explained(cells: Sequence[str]) -> bool:
    """Whether cells count one scale after the other, each step with its meaning, and each scale below its name:
    "1 = Osannolik", "2 = Möjlig", "3 = Sannolik", "Konsekvens", "1 = Liten" …
    """
    scales: list[list[str]] = [[]]
    for cell in cells:
        step = _STEP.fullmatch(cell)
        if step is None and any(map(str.isdecimal, cell)):
            return False
        if step is None or step["first"] in scales[-1] or step["last"] in scales[-1]:
            scales.append([])
        if step is not None:
            scales[-1].append(step["first"] or step["last"])
    counted = [scale for scale in scales if scale]
    return bool(counted) and all(map(_are_steps, counted))


def drop_sides(columns: Columns, shapes: Sequence[Shape]) -> Columns:
    """The columns without the roles of a legend that stands beside the register, behind an empty column.

    What belongs to the register behind a gap rates the risk again, or says what is done about it; a legend does
    neither (a column of levels alone may be either, and stays).
    """
    empty = [not column.heading and not shape.filled for column, shape in zip(columns.columns, shapes, strict=True)]
    first = columns.place("description")
    gap = next((i for i, is_empty in enumerate(empty) if is_empty and first is not None and i > first), None)
    while gap is not None:
        end = next((i for i in range(gap + 1, len(empty)) if empty[i]), len(empty))
        if _is_side({columns.columns[i].role for i in range(gap + 1, end)}):
            for i in range(gap + 1, end):
                columns = assign(columns, i, "other")
        gap = end if end < len(empty) else None
    return columns


def _is_side(roles: set[Role | None]) -> bool:
    rated = {"likelihood", "consequence"} <= roles or {"residual_likelihood", "residual_consequence"} <= roles
    known = roles & {"treatment", "owner", "due", "residual_score", "residual"}
    return not rated and not known and roles != {"level"} and bool(roles & {*NUMERIC_BY_NATURE, "level"})
