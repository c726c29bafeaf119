"""A raw page to its blocks in reading order: tables first taken out, the rest gathered to paragraphs.

RawPage  ->  grids (drawn)  ->  cells take the words inside them
         ->  words left     ->  aligned tables (hairlines, stripes, columns without rules)
         ->  words left     ->  lines, segments, paragraphs
         ->  all blocks in reading order, by cutting the page along white space, bands first, then columns
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from risktool.extract.pdf.blocks import PageBlock, TableBlock
from risktool.extract.pdf.drawn.barred import part_merged, part_rows, with_open_sides, with_open_top
from risktool.extract.pdf.drawn.cells import fill_grid
from risktool.extract.pdf.grid import Grid, find_grids, separators
from risktool.extract.pdf.lines import Line
from risktool.extract.pdf.prose import paragraphs
from risktool.extract.pdf.raw import RawPage, RawWord, Rule
from risktool.extract.pdf.readers.words import ASKEW
from risktool.extract.pdf.sheets import Sheets
from risktool.extract.pdf.undrawn.aligned import find_aligned
from risktool.extract.pdf.undrawn.columns import guess_by_numbers
from risktool.extract.pdf.undrawn.overleaf import Overleaf
from risktool.extract.pdf.undrawn.running import beside_each, part_running

FRAMED_ROWS = 2
"""So many lines with numbers that stand alone, inside one cell, are rows of a table without rules."""

OVERLAP_PT = 2.0
"""Lines of type are a little higher than their leading; so much overlap is none."""

STAMP = 4.0
"""Words in type so many times larger than most of the page's are printed behind it or over it; numbers may be large."""

MIDDLE = 0.3
"""So much of the type size above its baseline is the middle of a line."""


@dataclass(slots=True)
class Layout:
    """Lays out the pages of one document in order; remembers tables that may go on overleaf, or beside themselves."""

    _overleaf: Overleaf | None = None
    _sheets: Sheets = field(default_factory=Sheets)

    def lay_out_all(self, pages: Iterable[RawPage]) -> Iterator[tuple[RawPage, tuple[PageBlock, ...]]]:
        """Pages with their blocks. Each is held back until the next one is laid out: that may have what goes on it."""
        held: tuple[RawPage, tuple[PageBlock, ...]] | None = None
        for page, outer in beside_each(pages):
            blocks = self.lay_out(page, outer)
            if held is not None:
                yield held[0], _looked_back(*held, blocks)
            held = page, blocks
        if held is not None:
            yield held

    def lay_out(self, page: RawPage, outer: Sequence[Line] = ()) -> tuple[PageBlock, ...]:
        """The page's blocks in reading order. Every word of the page is in exactly one of them.

        `outer` are the outer lines of the pages before and after it: a table without drawn cells takes none of them.
        """
        grids, loose = find_grids(page.horizontals, page.verticals)
        level = separators((), page.fills)
        words: Sequence[RawWord] = page.words
        largest = STAMP * (sorted([word.size for word in words])[len(words) // 2] if grids and words else 0.0)
        tables: list[TableBlock] = []
        frames: list[Rule] = []
        for found in grids:
            grid = with_open_top(with_open_sides(found, words) if found.only_bars else found, words)
            inside, outside = _take_inside(grid, words, largest)
            table = _table(grid, inside, level) if inside and len(grid.cells) > 1 else None
            if table is None:
                frames += (Rule(y, grid.xs[0], grid.xs[-1]) for y in grid.ys)
            else:
                tables.append(table)
                words = outside
        words, running = part_running(words, page, outer)
        aligned, words, self._overleaf = find_aligned(words, (*loose, *frames), page.fills, self._overleaf)
        words = [*words, *running]
        if not (tables or aligned):
            beside, words = self._sheets.beside(words)
            tables += [beside] if beside else []
        self._sheets.remember((*tables, *aligned))
        return tuple(reading_order([*tables, *aligned, *paragraphs(words)]))


def _looked_back(page: RawPage, blocks: tuple[PageBlock, ...], after: Sequence[PageBlock]) -> tuple[PageBlock, ...]:
    """The blocks of a page without tables, with the one that its words are beside a table of the next page."""
    tables = [block for block in after if isinstance(block, TableBlock)]
    if not tables or any(isinstance(block, TableBlock) for block in blocks):
        return blocks
    sheets = Sheets()
    sheets.remember(tables)
    beside, words = sheets.beside(page.words)
    return tuple(reading_order([beside, *paragraphs(words)])) if beside else blocks


def _table(grid: Grid, words: Sequence[RawWord], level: Sequence[Rule]) -> TableBlock | None:
    """The table of a grid; None where too few of its rules are drawn to tell its cells."""
    table = part_merged(fill_grid(grid, words, "ruled"), grid)
    if holds_undrawn(table):
        return None
    return part_rows(table, level) or (None if grid.only_bars else table)


def holds_undrawn(table: TableBlock) -> bool:
    """Whether a cell holds rows of numbers: then only a frame and some rules are drawn."""
    return any(
        sum(guess_by_numbers(line) is not None for line in cell.lines) >= FRAMED_ROWS
        for cell in table.cells
        if len(cell.lines) >= FRAMED_ROWS
    )


def _take_inside(grid: Grid, words: Sequence[RawWord], largest: float) -> tuple[list[RawWord], list[RawWord]]:
    """Words whose middle is inside the grid, and the others; a watermark (words from `largest` on) is in no cell."""
    left, upper, right, lower = grid.box
    inside: list[RawWord] = []
    outside: list[RawWord] = []
    for word in words:
        x0, top, x1, bottom = word.box
        middle = (top + bottom) / 2 if word.turns else word.baseline - MIDDLE * word.size
        is_inside = left <= (x0 + x1) / 2 <= right and upper <= middle <= lower
        is_behind = word.turns == ASKEW or (word.size >= largest and word.text.isalpha())
        (inside if is_inside and not is_behind else outside).append(word)
    return inside, outside


def reading_order(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Blocks cut into bands by level white space; a band with several blocks into columns; and again inside."""
    if len(blocks) < 2:
        return list(blocks)
    for axis in (1, 0):
        parts = _cut(blocks, axis)
        if len(parts) > 1:
            return [block for part in parts for block in reading_order(part)]
    return sorted(blocks, key=lambda block: (block.box.top, block.box.x0))


def _cut(blocks: Sequence[PageBlock], axis: int) -> list[list[PageBlock]]:
    """Blocks in groups that do not overlap along an axis (0: x, 1: y), in order."""
    parts: list[list[PageBlock]] = []
    end = float("-inf")
    for block in sorted(blocks, key=lambda block: (block.box[axis], block.box[1 - axis])):
        if parts and block.box[axis] < end - OVERLAP_PT:
            parts[-1].append(block)
        else:
            parts.append([block])
        end = max(end, block.box[axis + 2])
    return parts
