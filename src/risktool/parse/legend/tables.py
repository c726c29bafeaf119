"""Risk criteria in tables that are no registers: bands or steps, a row each, or a lookup matrix."""

from collections.abc import Iterable
from dataclasses import replace

import regex

from risktool.draft import DraftCriteria, DraftLevel
from risktool.notation import WIDEST_SCALE
from risktool.parse.legend.found import Legend, join
from risktool.parse.legend.scale_lists import find_letters, find_scale_lists
from risktool.parse.legend.stated import (
    FEWEST_STEPS,
    OPEN,
    find_bands,
    level_label,
    named_factor,
    with_letters,
    with_scales,
    with_steps,
)
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import Role

_COUNT = regex.compile(r"\W*(?:\p{L}+\.?\s+)?(\d{1,2})\b")
"""The number of a step: "3", "Nivå 3", but not "BUG-3"."""


def read_table(grid: Grid, lexicon: Lexicon) -> Legend:
    """What a table states that is no register: bands or steps, a row each, or a matrix."""
    spans = tuple(s for r in range(grid.height) for s in grid.row_spans(r))
    if matrix := _read_matrix(grid, lexicon):
        return Legend(DraftCriteria(levels=matrix, formula="lookup", origin="legend"), spans)
    bands = find_bands("\n".join(_line(grid, r) for r in range(grid.height)), lexicon)
    if bands:
        return Legend(DraftCriteria(levels=bands, origin="legend"), spans)
    found = Legend()
    for row in range(grid.height):
        stated = with_scales(DraftCriteria(), _line(grid, row), lexicon)
        if stated != DraftCriteria():
            found = join(found, Legend(replace(stated, origin="legend")))
    columns = ((role, _column_steps(grid, column)) for column, role in _factor_columns(grid, lexicon))
    lists = find_scale_lists(grid, lambda cell: named_factor(cell, lexicon), lexicon.value_words)
    for role, steps in (*columns, *lists):
        if len(steps) >= FEWEST_STEPS:
            found = join(found, Legend(replace(with_steps(DraftCriteria(), steps, role), origin="legend")))
    for role, letters in find_letters(grid, lambda cell: named_factor(cell, lexicon), lexicon.value_words):
        found = join(found, Legend(replace(with_letters(DraftCriteria(), letters, role), origin="legend")))
    stated = found.criteria
    is_legend = (
        stated.likelihood_labels or stated.consequence_labels or stated.likelihood_letters or stated.consequence_letters
    )
    return replace(found, spans=spans) if is_legend else found


def _line(grid: Grid, row: int) -> str:
    return "\t".join(grid.text(row, c) for c in grid.filled(row))


def _factor_columns(grid: Grid, lexicon: Lexicon) -> Iterable[tuple[int, Role]]:
    """Columns of words under the name of a factor; in a table about one factor alone, its words."""
    if not grid.height:
        return
    for column in range(grid.width):
        role = named_factor(grid.text(0, column), lexicon)
        if role:
            yield column, role


def _column_steps(grid: Grid, column: int) -> tuple[tuple[int, str], ...]:
    """The steps down a column: numbers of the first column with the words of this one (or in the same cell)."""
    steps = []
    for row in range(1, grid.height):
        name = grid.text(row, column)
        number = grid.text(row, 0) if column else name
        match = _COUNT.match(number)
        if column and any(c.isdigit() for c in name):
            return ()  # cells of a matrix, not the words of steps
        if match and any(c.isalpha() for c in name):
            bare = regex.sub(r"^\s*\d{1,2}\s*[.:=)–—-]?\s*|\s*\(?\d{1,2}\)?\s*$", "", name)
            words = bare or (grid.text(row, column + 1) if column + 1 < grid.width else "")
            steps.append((int(match[1]), words))
    steps.sort()
    numbers = [n for n, _ in steps]
    is_list = numbers == sorted(set(numbers)) and bool(numbers) and numbers[0] in (0, 1) and numbers[-1] <= WIDEST_SCALE
    return tuple(steps) if is_list else ()


def _read_matrix(grid: Grid, lexicon: Lexicon) -> tuple[DraftLevel, ...]:
    """A lookup matrix: one factor across, one down, a level's name in every cell; () for none.

    Only where the corner or the headings name the factor on each side: a matrix read the wrong way round is worse
    than none.
    """
    if min(grid.height, grid.width) <= FEWEST_STEPS:
        return ()
    down = _first_named(grid.text(0, 0), lexicon)
    if down is None:
        return ()
    across = _numbers(grid.text(0, c) for c in range(1, grid.width))
    rows = _numbers(grid.text(r, 0) for r in range(1, grid.height))
    cells = [[level_label(grid.text(r, c), lexicon) for c in range(1, grid.width)] for r in range(1, grid.height)]
    if across is None or rows is None or any(label is None for line in cells for label in line):
        return ()
    rules = []
    for row, line in zip(rows, cells, strict=True):
        for label in dict.fromkeys(line):
            columns = tuple(float(n) for n, cell in zip(across, line, strict=True) if cell == label)
            pair = ((float(row),), columns) if down == "likelihood" else (columns, (float(row),))
            rules.append(DraftLevel(label or "", 0.0, OPEN, likelihood=pair[0], consequence=pair[1]))
    return tuple(rules)


def _first_named(corner: str, lexicon: Lexicon) -> Role | None:
    """The factor that goes down: of "Sannolikhet / Konsekvens" the first, if both are named."""
    named = [role for word in regex.findall(r"\p{L}{3,}", corner) if (role := named_factor(word, lexicon))]
    return named[0] if len(set(named)) == 2 else None


def _numbers(texts: Iterable[str]) -> tuple[int, ...] | None:
    """The number of each heading of a matrix ("3", "Möjligt (3)"); None when one has none."""
    found = []
    for text in texts:
        match = regex.search(r"\d{1,2}", text)
        if match is None:
            return None
        found.append(int(match[0]))
    return tuple(found)
