"""What columns of blanks look like, so that texts without any need not load what reads them."""

from dataclasses import dataclass

import regex

from risktool.extract.flow import GridCell
from risktool.source import TableOrigin

FEWEST_COLUMNS, FEWEST_LINES = 3, 2
"""Parts between wide gaps that a line of a table has, and such lines that a page has with one."""

GAP = regex.compile(r"(?<=\S) {2,}(?=\S)")
OTHER_COLUMNS = frozenset("|│\t")
"""Signs that part columns themselves."""


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table of a page: its cells, how it shows them, the number of its first line, and of the line after it."""

    cells: tuple[GridCell, ...]
    origin: TableOrigin
    start: int
    end: int


def has_columns(line: str) -> bool:
    """Whether wide gaps part a line into columns."""
    return not OTHER_COLUMNS & set(line) and len(GAP.findall(line)) >= FEWEST_COLUMNS - 1
