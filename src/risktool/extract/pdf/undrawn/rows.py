"""Lines of an undrawn table to its rows.

What is known: each row has one score (an *anchor*: the lines of its score columns), and the lines of one cell
follow each other closely, while rows stand further apart (a cell's lines make a *chunk*). A chunk belongs to the
anchor beside it, however the cells are aligned:

    top        aaaaaa  5 4     bbbb        middle    aaaaaa
               aaa             bbbb                  aaa     5 4   bbbb
                                                     aaaa
    ...................................
               aaaa    2 3     bb          a chunk beside no anchor is a row without a score

Where rows stand no further apart than lines, a chunk covers several anchors. It is cut where they begin, which
depends on how the cells are set; the way that leaves the table's scores closest to their texts is taken.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from risktool.extract.pdf.lines import Line, group_lines, median
from risktool.extract.pdf.raw import RawWord
from risktool.extract.pdf.undrawn.columns import Columns, is_heading, is_part_of_heading, is_score

LEADING = 1.2
"""Usual distance of baselines as a share of the type size, for tables whose cells all have one line."""

LEADINGS = (0.95, 2.2)
"""A distance outside these is not the leading of anything: less is a superscript, more a new paragraph (libraries set
small type on lines of 6 mm)."""

MANY = 0.25
"""Where more than this share of a table's lines are without a score, cells have several lines."""

SAME_PT = 0.3
"""Distances that differ by less are equal."""

HALFWAY_PT = 1.0
"""A score so close to the middle between two lines stands in the middle of a cell with both of them."""

EXTRA_PT = 1.5
"""Lines that are so much further apart than the leading are not in one cell."""

HEADING_LINES = 4
"""Lines of the longest heading that is looked for at the head of a column of words."""

BESIDE = 0.6
"""A chunk and an anchor this share of the type size apart are still side by side."""


Alignment: TypeAlias = Literal["top", "middle", "bottom"]
"""Where the score stands beside a text of several lines."""

ALIGNMENTS: tuple[Alignment, ...] = ("top", "middle", "bottom")
"""In order of how common they are: where nothing tells, the first counts."""

Cells: TypeAlias = dict[int, list[Line]]
"""The lines of each column, top to bottom."""


@dataclass(slots=True)
class Row:
    """A row in the making: where its scores stand (first and last baseline), and the words of each column."""

    first: float
    last: float
    words: dict[int, list[RawWord]] = field(default_factory=lambda: defaultdict(list))

    def add(self, column: int, lines: Sequence[Line]) -> None:
        """Take lines of one column."""
        for line in lines:
            self.words[column] += line.words

    @property
    def top(self) -> float:
        """The highest baseline of all its words."""
        return min(word.baseline for words in self.words.values() for word in words)


def split_rows(cells: Cells, columns: Columns, step: float, *, is_ruled: bool = False) -> list[Row]:
    """The rows of a table, top to bottom; each word of `cells` is in one of them.

    `is_ruled`: rules stand above and below these lines, so that they are one row when they hold one score.
    """
    lines = sorted((line for found in cells.values() for line in found), key=lambda line: line.baseline)
    near = BESIDE * lines[0].size
    rows = _anchor_rows(cells, columns, step, near)
    parted = {
        column: [*_below_heading(first), *rest]
        for column in sorted(cells.keys() - columns.scores)
        for first, *rest in [_chunks(cells[column], step)]
    }
    if is_ruled and len(rows) < 2 and not any(_goes_on_below(chunks) for chunks in parted.values()):
        rows = rows or [Row(lines[0].baseline, lines[-1].baseline)]
        near = float("inf")
    chunks = [(column, chunk) for column, found in parted.items() for chunk in found]
    place = _alignment([chunk for _, chunk in chunks], rows, near)
    orphans = [(column, chunk) for column, chunk in chunks if not _place(chunk, column, rows, near, place)]
    return sorted([*rows, *_orphan_rows(orphans, near)], key=lambda row: row.top)


def rows_between(lines: Sequence[Line], columns: Columns, cuts: Sequence[float]) -> list[Row]:
    """The rows of some lines, parted where something is drawn (`cuts`), and between those by their scores."""
    cells = lines_by_column(lines, columns)
    step = line_step(lines, cells, columns)
    bands = [lines_by_column(band, columns) for band in _bands(lines, cuts)] if cuts else [cells]
    return [row for band in bands for row in split_rows(band, columns, step, is_ruled=len(bands) > 1)]


def _bands(lines: Sequence[Line], cuts: Sequence[float]) -> list[list[Line]]:
    """Lines in groups between the cuts."""
    bands: dict[int, list[Line]] = {}
    for line in lines:
        middle = line.baseline - 0.3 * line.size
        bands.setdefault(sum(cut < middle for cut in cuts), []).append(line)
    return [bands[number] for number in sorted(bands)]


def lines_by_column(lines: Sequence[Line], columns: Columns) -> Cells:
    """The lines of a table cut at its columns."""
    words: dict[int, list[RawWord]] = defaultdict(list)
    for line in lines:
        for word in line.words:
            words[columns.of(word)].append(word)
    return {column: group_lines(found) for column, found in words.items()}


def line_step(lines: Sequence[Line], cells: Cells, columns: Columns) -> float:
    """How far apart lines of one cell may be.

    That is the smallest distance between two lines that have not both a score, if it is smaller than any distance
    between scores; if not, either rows stand as close as lines (then many lines have no score, or a score stands
    halfway between two lines of its row), or all cells have one line (then few have none).
    """
    size = lines[0].size
    scored = sorted(line.baseline for line in lines if columns.numbers(line))
    pitch = min((b - a for a, b in pairwise(scored) if b - a > LEADINGS[0] * size), default=float("inf"))
    pairs = [
        (above.baseline, below.baseline)
        for column, found in cells.items()
        if column not in columns.scores
        for above, below in pairwise(found)
        if LEADINGS[0] * size <= below.baseline - above.baseline <= LEADINGS[1] * size
    ]
    gaps = [b - a for a, b in pairs if not (_is_near(a, scored, SAME_PT) and _is_near(b, scored, SAME_PT))]
    found_leading = min(gaps, default=LEADING * size)
    has_many = len(lines) - len(scored) >= MANY * len(lines)
    is_centred = any(_is_near((a + b) / 2, scored, HALFWAY_PT) for a, b in pairs)
    if found_leading > pitch - EXTRA_PT and not (has_many or is_centred):
        found_leading = min(LEADING * size, pitch - 2 * EXTRA_PT)
    return found_leading + EXTRA_PT


def _is_near(y: float, places: Sequence[float], reach: float) -> bool:
    """Whether one of some places, in order, is less than `reach` away."""
    at = bisect_right(places, y - reach)
    return at < len(places) and places[at] - y < reach


def _chunks(lines: Sequence[Line], step: float) -> list[list[Line]]:
    """Lines that follow each other within `step`."""
    chunks: list[list[Line]] = []
    for line in lines:
        if chunks and line.baseline - chunks[-1][-1].baseline <= step:
            chunks[-1].append(line)
        else:
            chunks.append([line])
    return chunks


def _below_heading(chunk: list[Line]) -> list[list[Line]]:
    """A column's first chunk, cut below its heading: rows may follow that as closely as lines follow each other."""
    for count in range(1, min(len(chunk), HEADING_LINES + 1)):
        above = " ".join(line.text for line in chunk[:count])
        if is_heading(above) and not is_part_of_heading(f"{above} {chunk[count].text}"):
            return [chunk[:count], chunk[count:]]
    return [chunk]


def _goes_on_below(chunks: Sequence[list[Line]]) -> bool:
    """Whether a column holds its heading and, below it, the rest of a row of the page before."""
    return len(chunks) > 1 and is_heading(" ".join(line.text for line in chunks[0]))


def _anchor_rows(cells: Cells, columns: Columns, step: float, near: float) -> list[Row]:
    """A row for each score: numbers line by line, words (the headings) chunk by chunk."""
    anchors: list[tuple[int, list[Line]]] = []
    for column in sorted(columns.scores & cells.keys()):
        for chunk in _chunks(cells[column], step):
            anchors += [(column, lines) for lines in _scores(chunk)]
    rows: list[Row] = []
    for column, lines in sorted(anchors, key=lambda anchor: (anchor[1][0].baseline, anchor[0])):
        first, last = lines[0].baseline, lines[-1].baseline
        if not rows or first > rows[-1].last + near:
            rows.append(Row(first, last))
        rows[-1].add(column, lines)
        rows[-1].last = max(rows[-1].last, last)
    return rows


def _scores(chunk: Sequence[Line]) -> list[list[Line]]:
    """A chunk of a score column cut to scores: each number alone, words (the headings) and broken ranges together."""
    scores: list[list[Line]] = []
    for line in chunk:
        last = scores[-1][-1].text if scores else ""
        is_broken = last.endswith(("-", "–"))
        if scores and (is_broken or not (is_score(line.text) or is_score(last) or line.text.endswith(("-", "–")))):
            scores[-1].append(line)
        else:
            scores.append([line])
    return scores


def _place(chunk: list[Line], column: int, rows: list[Row], near: float, place: Alignment) -> bool:
    """Give a chunk to the rows beside it, cut where each row begins; False when there is none."""
    beside = _beside(chunk, rows, near)
    for row, part in zip(beside, _cut(chunk, beside, near, place), strict=True):
        row.add(column, part)
    return bool(beside)


def _cut(chunk: Sequence[Line], beside: Sequence[Row], near: float, place: Alignment) -> list[list[Line]]:
    """The lines of a chunk for each row beside it."""
    if not beside:
        return []
    starts = _starts(chunk, beside, near, place)
    return [[line for line in chunk if start <= line.baseline < end] for start, end in pairwise(starts)]


def _beside(chunk: Sequence[Line], rows: Sequence[Row], near: float) -> list[Row]:
    first, last = chunk[0].baseline, chunk[-1].baseline
    return [row for row in rows if row.last >= first - near and row.first <= last + near]


def _starts(chunk: Sequence[Line], beside: Sequence[Row], near: float, place: Alignment) -> list[float]:
    """Where the rows beside a chunk begin and the last one ends; the first and last limits are open.

    Each row's lines lie evenly around its score where cells are centred, so that one row's end follows from its
    start, line by line down the chunk.
    """
    if place == "top":
        inner = [row.first - near for row in beside[1:]]
    elif place == "bottom":
        inner = [row.last + near for row in beside[:-1]]
    else:
        half = median([b.baseline - a.baseline for a, b in pairwise(chunk)] or [0.0]) / 2
        edge, inner = chunk[0].baseline - half, []
        for row in beside[:-1]:
            edge = max(row.first + row.last - edge, row.last + half / 2)
            inner.append(edge)
    return [float("-inf"), *inner, float("inf")]


def _alignment(chunks: Sequence[list[Line]], rows: Sequence[Row], near: float) -> Alignment:
    """How a table's scores stand beside texts of several lines: the way that leaves them closest to their texts."""
    tall = [(chunk, beside) for chunk in chunks if len(chunk) > 1 and (beside := _beside(chunk, rows, near))]

    def distance(place: Alignment) -> float:
        return sum(
            abs(_anchor(place, part[0].baseline, part[-1].baseline) - _anchor(place, row.first, row.last))
            for chunk, beside in tall
            for row, part in zip(beside, _cut(chunk, beside, near, place), strict=True)
            if part
        )

    return min(ALIGNMENTS, key=lambda place: round(distance(place), 1))


def _anchor(place: Alignment, first: float, last: float) -> float:
    """Where text from one baseline to another is held."""
    return {"top": first, "middle": (first + last) / 2, "bottom": last}[place]


def _orphan_rows(orphans: Sequence[tuple[int, list[Line]]], near: float) -> list[Row]:
    """Rows without a score: chunks side by side are one."""
    rows: list[Row] = []
    for column, chunk in sorted(orphans, key=lambda orphan: orphan[1][0].baseline):
        first, last = chunk[0].baseline, chunk[-1].baseline
        if not rows or first > rows[-1].last + near:
            rows.append(Row(first, last))
        rows[-1].add(column, chunk)
        rows[-1].last = max(rows[-1].last, last)
    return rows


def row_edges(rows: Sequence[Row]) -> tuple[float, ...]:
    """Level lines halfway between the rows, and above and below them."""
    tops = [min(word.box.top for words in row.words.values() for word in words) for row in rows]
    bottoms = [max(word.box.bottom for words in row.words.values() for word in words) for row in rows]
    middles = ((bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False))
    return (tops[0], *middles, bottoms[-1])
