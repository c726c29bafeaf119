"""What a page is laid out into: paragraphs and tables, still made of words with boxes."""

from typing import NamedTuple, TypeAlias

from risktool.extract.pdf.grid import GridCell
from risktool.extract.pdf.lines import Line
from risktool.source import Box, TableOrigin


class TextBlock(NamedTuple):
    """A paragraph: its lines, top to bottom."""

    lines: tuple[Line, ...]
    box: Box


class TableCell(NamedTuple):
    """A cell of a table block and the lines in it."""

    place: GridCell
    lines: tuple[Line, ...]
    box: Box


class TableBlock(NamedTuple):
    """A table: its cells by row, then column."""

    cells: tuple[TableCell, ...]
    rows: int
    columns: int
    origin: TableOrigin
    box: Box


PageBlock: TypeAlias = TextBlock | TableBlock
