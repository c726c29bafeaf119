"""Drawn lines to grids of cells."""

from risktool.extract.pdf.grid import find_grids
from risktool.extract.pdf.raw import Rule

ABOVE = ((35, 35), (170, 172), (188, 190), (384, 384))
BELOW = ((35, 35), (175, 177.4), (179, 181.2), (384, 384))
"""Right edge of one column and left edge of the next: cells with spacing between them, as browsers draw."""


def rules(columns: tuple[tuple[float, float], ...], top: float) -> tuple[list[Rule], list[Rule]]:
    """A table of two rows, 20 points high."""
    level = [Rule(top + 20 * row, 35, 384) for row in range(3)]
    return level, [Rule(x, top, top + 40) for pair in columns for x in pair]


def test_columns_of_one_table_do_not_bridge_those_of_another() -> None:
    above, below = rules(ABOVE, 100), rules(BELOW, 200)
    grids, _ = find_grids([*above[0], *below[0]], [*above[1], *below[1]])
    alone, _ = find_grids(*above)
    assert grids[0] == alone[0]
    assert [len(grid.xs) for grid in alone] == [4]


def test_a_gap_in_the_uprights_does_not_double_them() -> None:
    level = [Rule(y, 35, 384) for y in (100, 120, 140, 160)]
    upright = [Rule(x, *stretch) for x in (35, 200, 384) for stretch in ((100, 120), (140, 160))]
    shifted = [Rule(rule.at + (1.0 if rule.start > 120 else 0.0), rule.start, rule.end) for rule in upright]
    grids, _ = find_grids(level, [*shifted, Rule(35, 100, 160), Rule(384, 100, 160)])
    assert [len(grid.xs) for grid in grids] == [3]
