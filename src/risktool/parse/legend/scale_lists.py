"""Scales that stand in a table as lists, each below the name of its factor and with its numbers beside it.

Sannolikhet | Värde
Osannolik   | 1          likelihood: 1 Osannolik, 2 Möjlig
Möjlig      | 2
            |
Konsekvens  | Värde      several below each other in one sheet
…

Letters beside them say what the steps of the factors above are called too ("A | Osannolik | 1"). Forms count letters in
both directions, so that they say nothing without numbers.

The numbers are a scale's only where their heading says that they are values, or says nothing: what is counted or
ranked below "Konsekvens" ("Antal", "Prioritet") counts 1, 2, 3 as well.
"""

from collections.abc import Callable, Iterator, Set

from risktool.notation import LADDER
from risktool.parse.tables.grid import Grid
from risktool.profiles import FACTORS, Role, fold

Step = tuple[int, str]
"""A number and its word."""


def find_scale_lists(
    grid: Grid, named_factor: Callable[[str], Role | None], value_words: Set[str]
) -> Iterator[tuple[Role, tuple[Step, ...]]]:
    """The factor and the steps of each list, lowest first. `value_words` are folded."""
    for row in range(grid.height):
        for column in grid.filled(row):
            role = named_factor(grid.text(row, column))
            for beside in (column + 1, column - 1):
                if (
                    role is None
                    or not 0 <= beside < grid.width
                    or not _tells_values(grid.text(row, beside), value_words)
                ):
                    continue
                if steps := _steps_below(grid, row + 1, column, beside):
                    yield role, steps


def _tells_values(heading: str, value_words: Set[str]) -> bool:
    return not heading.strip() or any(fold(word) in value_words for word in heading.split())


def _steps_below(grid: Grid, row: int, column: int, beside: int) -> tuple[Step, ...]:
    """The words down a column, with the numbers beside them, up to the first row without either; () for no scale."""
    steps = []
    while row < grid.height and (name := grid.text(row, column)) and (number := grid.text(row, beside)).isdecimal():
        steps.append((int(number), name))
        row += 1
    steps.sort()
    counts = [number for number, _ in steps]
    is_scale = bool(counts) and counts[0] in (0, 1) and counts == list(range(counts[0], counts[0] + len(counts)))
    return tuple(steps) if is_scale and not any(map(str.isdecimal, "".join(name for _, name in steps))) else ()


FEWEST_LETTERS = 3
"""Steps of the shortest scale."""


def find_letters(
    grid: Grid, named_factor: Callable[[str], Role | None], value_words: Set[str]
) -> Iterator[tuple[Role, tuple[str, ...]]]:
    """The factors named above a column of letters, and the letter of each step from 1. `value_words` are folded.

    None where two lists side by side rank the letters in two ways: which factor has which is not told.
    """
    named: set[Role | None] = set()
    ranks: set[tuple[str, ...]] = set()
    for column in range(grid.width):
        rows = [row for row in range(grid.height) if grid.text(row, column) in {*LADDER}]
        letters = [grid.text(row, column) for row in rows]
        if len(rows) < FEWEST_LETTERS or "".join(sorted(letters)) != LADDER[: len(letters)] or not rows[0]:
            continue
        named |= {named_factor(grid.text(row, c)) for row in range(rows[0]) for c in grid.filled(row)}
        for beside in range(grid.width):
            steps = dict(zip((grid.text(row, beside) for row in rows), letters, strict=True))
            is_scale = sorted(steps) == [str(n) for n in range(1, len(rows) + 1)]
            if is_scale and _tells_values(grid.text(rows[0] - 1, beside), value_words):
                ranks.add(tuple(steps[n] for n in sorted(steps)))
    if len(ranks) == 1:
        yield from ((role, letters) for role in FACTORS if role in named for letters in ranks)
