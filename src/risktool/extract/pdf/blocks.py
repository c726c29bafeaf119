"""What a page is laid out into: paragraphs and tables, still made of words with boxes."""

from dataclasses import dataclass
from typing import TypeAlias

from risktool.extract.pdf.grid import GridCell
from risktool.extract.pdf.lines import Line
from risktool.source import Box, TableOrigin


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph: its lines, top to bottom."""

    lines: tuple[Line, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table block and the lines in it."""

    place: GridCell
    lines: tuple[Line, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its cells by row, then column."""

    cells: tuple[TableCell, ...]
    rows: int
    columns: int
    origin: TableOrigin
    box: Box


PageBlock: TypeAlias = TextBlock | TableBlock
