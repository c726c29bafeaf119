"""A table without drawn cells before its rows are known, and what of it goes on overleaf."""

from typing import NamedTuple

from risktool.extract.pdf.lines import Line
from risktool.extract.pdf.raw import RawWord
from risktool.extract.pdf.undrawn.columns import Columns, is_part_of_heading, split_cells

ALIGNED_PT = 1.5
"""Words of one column begin within so many points of each other."""


class Region(NamedTuple):
    """A table before its rows are known: lines `start` to `end` (not included) of the page.

    `heads` are headings that are not among its `lines`, with the columns they stand over.
    """

    start: int
    end: int
    lines: tuple[Line, ...]
    columns: Columns
    heads: tuple[tuple[RawWord, int], ...] = ()

    @property
    def scores(self) -> int:
        """How many numbers stand in score columns."""
        return sum(self.columns.numbers(line) for line in self.lines)

    @property
    def rows(self) -> int:
        """How many lines have such a number."""
        return sum(self.columns.numbers(line) > 0 for line in self.lines)

    def is_finer(self, other: "Region") -> bool:
        """Whether this one, by its headings, has all rows of another one and no fewer columns.

        The other may count more numbers: those under a heading that nobody knows, or that is cut off.
        """
        return self.end >= other.end and self.rows >= other.rows and self.columns.count >= other.columns.count


class Overleaf(NamedTuple):
    """What is known of a table that reached the foot of a page: its columns, where each begins, its type size."""

    columns: Columns
    lefts: tuple[float, ...]
    size: float

    def goes_on(self, region: Region) -> bool:
        """Whether a region at the top of the next page is the rest of the table: scores, or the rest of a row."""
        if region.scores:
            return True
        cells = [cell for line in region.lines for cell in split_cells(line)]
        is_aligned = all(abs(c.box.x0 - self.lefts[self.columns.at(c.box.x0)]) <= ALIGNED_PT for c in cells)
        is_alike = all(abs(cell.size - self.size) < 0.1 for cell in cells)
        is_named = all(is_part_of_heading(cell.text) for cell in cells)
        return not is_named and is_aligned and is_alike and cells[0].text[0].islower()


def overleaf(region: Region) -> Overleaf:
    """What to remember of a table for the next page."""
    lefts = [float("inf")] * region.columns.count
    for line in region.lines:
        for word in line.words:
            column = region.columns.of(word)
            lefts[column] = min(lefts[column], word.box.x0)
    return Overleaf(region.columns, tuple(lefts), region.lines[-1].size)
