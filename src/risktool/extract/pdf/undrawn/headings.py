"""Column headings that lines do not show as they are: those that run over the edges of their columns,

    Sannsynlighet Konsekvens Risiko           "Sannsynlighet" is wider than its column and hangs into the next one
    3             4          Hal trapp

and headings of different heights that share one row:

              Sann-                               centred or at the foot of their cells, so that
    Risk      olik-   K    Åtgärd                 their lines stand on different baselines
              het

Headings and numbers are set the same way, so the headings lie over their columns by their left edges, their middles
or their right edges; of the ways that give each heading a column of its own, the one that leaves them closest to the
columns' words is taken.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from risktool.extract.pdf.lines import Line, box_around, median
from risktool.extract.pdf.raw import RawWord
from risktool.extract.pdf.undrawn.columns import (
    Columns,
    begins_heading,
    is_heading,
    is_part_of_heading,
    is_rating,
    names_columns,
    split_by_name,
    split_cells,
    split_names,
)
from risktool.extract.pdf.undrawn.rows import Row
from risktool.source import Box

NEAR = 1.8
"""Lines of one heading are at most so many type sizes apart."""

APART = 2.0
"""Words so many type sizes apart are not one heading ("Risk" and "S", though "Risk score" is one)."""

FAR = 6.0
"""Headings of one row may stand so far apart when some are centred in a high row and others are at its foot."""

GROUP_LINES = 3
"""Names of groups are broken over so many lines at most."""

FEWEST_GROUPED = 2
"""A group has so many columns at least."""

Anchor: TypeAlias = Callable[[Box], float]
"""Where a box is held against a column."""

ANCHORS: tuple[Anchor, ...] = (lambda box: box.x0, lambda box: (box.x0 + box.x1) / 2, lambda box: box.x1)


@dataclass(slots=True)
class Heads:
    """The headings of a table, gathered line by line from its first row upwards."""

    words: list[tuple[RawWord, int]] = field(default_factory=list)

    def takes(self, placed: Sequence[tuple[RawWord, int]], line: Line, below: float) -> bool:
        """Whether a line above is part of them: it heads other columns, or begins headings that go on below.

        `below`: the baseline of the line under it. A line that names columns may stand far above the others.
        """
        names = names_columns(line)
        if below - line.baseline > (FAR if names else NEAR) * line.size or not (names or line.bold or self.words):
            return False
        columns = {column for _, column in placed}
        return all(self._begins(column, placed) for column in columns)

    def continues(self, placed: Sequence[tuple[RawWord, int]]) -> bool:
        """Whether a line right above begins headings that go on below, each of its words one."""
        known = {column for _, column in self.words}
        return all(column in known for _, column in placed) and all(
            self._begins(column, placed) for _, column in placed
        )

    def goes_on(self, placed: Sequence[tuple[RawWord, int]]) -> bool:
        """Whether a line below goes on with these headings, each of its words with one."""
        known = {column: [word for word, at in self.words if at == column] for _, column in placed}
        return not self.words or all(
            is_broken(words, [word for word, at in placed if at == column]) for column, words in known.items()
        )

    def _begins(self, column: int, placed: Sequence[tuple[RawWord, int]]) -> bool:
        """Whether words head a column, or begin its heading: what reaches over that of the next one groups both."""
        known = [word for word, at in self.words if at == column]
        begin = [word for word, at in placed if at == column]
        if not known:
            return True
        left, _, right, _ = box_around(begin)
        others = [word.box for word, at in self.words if at != column]
        return is_broken(begin, known) and not any(box.x0 < right and box.x1 > left for box in others)

    def add_groups(self, above: Sequence[Line], below: Line, columns: Columns, body: Sequence[Line]) -> int:
        """Take the lines above them that group them ("Före åtgärd" over S and K) and head the other columns.

        How many lines these are: narrow groups break over several.
        """
        known: dict[int, str] = {}
        for word, column in self.words:
            known[column] = f"{known[column]} {word.text}" if column in known else word.text
        boxes = _cells(columns, body) if known else []
        for count in range(1, min(len(above), GROUP_LINES) + 1 if known else 0):
            lines = above[-count:]
            if not is_close(lines[0], (*lines[1:], below)[0].baseline, far=count == 1):
                break
            groups = _place_groups(_stacked(lines), boxes, known)
            if groups is not None:
                self.add(groups)
                return count
        return 0

    def add(self, placed: Sequence[tuple[RawWord, int]]) -> None:
        """Take a line; it stands above all others."""
        self.words[:0] = placed


def may_head(line: Line) -> bool:
    """Whether a line may be of headings at all: each of its words is part of one, or one of its cells is one."""
    return all(is_part_of_heading(word.text) for word in line.words if word.text.isalpha()) or any(
        is_heading(cell.text) for cell in split_cells(line)
    )


def is_close(line: Line, below: float, *, far: bool = False) -> bool:
    """Whether a line and the one under it (its baseline) may be of one heading, or (`far`) of one row of headings."""
    return below - line.baseline <= (FAR if far and names_columns(line) else NEAR) * line.size


def _stacked(lines: Sequence[Line]) -> list[Line]:
    """The cells of a line; of several lines, those that stand over each other as one."""
    stacks: list[list[Line]] = []
    for line in lines:
        for cell in split_cells(line):
            over = next((stack for stack in stacks if _is_over(cell.box, [part.box for part in stack])), None)
            if over is None:
                stacks.append([cell])
            else:
                over.append(cell)
    cells = [Line(tuple(word for cell in stack for word in cell.words)) for stack in stacks]
    return sorted(cells, key=lambda cell: cell.box.x0)


def rated_columns(heads: Sequence[tuple[RawWord, int]]) -> frozenset[int]:
    """The columns that headings in several pieces call a factor or a score, and nothing else."""
    texts: dict[int, list[str]] = {}
    for word, column in heads:
        texts.setdefault(column, []).append(word.text)
    return frozenset(column for column, words in texts.items() if len(words) > 1 and is_rating(" ".join(words)))


def place_headings(heading: Line, columns: Columns, body: Sequence[Line]) -> list[tuple[RawWord, int]] | None:
    """Each word of a line of headings with its column; None when two headings would share one."""
    names = split_names(heading.words)
    boxes = [box_around(name) for name in names]
    cells = _cells(columns, body)
    found = (_nearest(boxes, cells, anchor) for anchor in ANCHORS)
    apart = [(far, places) for far, places in found if all(a < b for a, b in pairwise(places))]
    if not apart:
        return _in_order(heading, cells)
    return [(word, column) for name, column in zip(names, min(apart)[1], strict=True) for word in name]


def _place_groups(
    heads: Sequence[Line], cells: Sequence[Sequence[Box]], known: Mapping[int, str]
) -> list[tuple[RawWord, int]] | None:
    """Groups over columns whose headings are known, and the headings of other columns, beside them; else None.

    Risk   Före åtgärd   Åtgärd   Efter åtgärd             Före åtgärd            Efter åtgärd
           S   K   RV             S   K   RV        Risk   S   K   RV    Åtgärd   S   K   RV

    Without such headings it is one only where each group has columns of the same names: a title tells nothing apart.
    """
    placed: list[tuple[RawWord, int]] = []
    groups: list[Line] = []
    for cell in heads:
        over = [c for c, column in enumerate(cells) if c not in known and _is_over(cell.box, column)]
        if len(over) == 1 and is_heading(cell.text):
            placed += [(word, over[0]) for word in cell.words]
        else:
            groups.append(cell)
    if not placed:
        known = _repeated(known)
    if not groups or not known:
        return None
    middles = [(cell.box.x0 + cell.box.x1) / 2 for cell in groups]
    under: list[list[int]] = [[] for _ in groups]
    for column in sorted(known):
        places = [(box.x0 + box.x1) / 2 for box in cells[column]]
        if places:
            under[min(range(len(groups)), key=lambda n: abs(middles[n] - median(places)))].append(column)
    if any(len(found) < FEWEST_GROUPED for found in under):
        return None
    if len({cell.text for cell in groups}) < len(groups):
        return None
    if not placed and not _tell_apart(middles, under, cells, known):
        return None
    firsts = [(word, found[0]) for cell, found in zip(groups, under, strict=True) for word in cell.words]
    return sorted((*placed, *firsts), key=lambda pair: pair[0].box.x0)


def _repeated(names: Mapping[int, str]) -> dict[int, str]:
    """The columns whose names others have too."""
    counts = Counter(names.values())
    return {column: name for column, name in names.items() if counts[name] > 1}


def _tell_apart(
    middles: Sequence[float], under: Sequence[Sequence[int]], cells: Sequence[Sequence[Box]], names: Mapping[int, str]
) -> bool:
    """Whether groups (their middles, and the columns under each) stand over columns that bear the same names."""
    for middle, columns in zip(middles, under, strict=True):
        boxes = [box for column in columns for box in cells[column]]
        if not min(box.x0 for box in boxes) <= middle <= max(box.x1 for box in boxes):
            return False
    shared = set.intersection(*({names[column] for column in columns} for columns in under))
    return len(under) > 1 and len(shared) >= FEWEST_GROUPED


def _is_over(box: Box, cells: Sequence[Box]) -> bool:
    """Whether a heading stands above the cells of a column."""
    return bool(cells) and box.x0 <= max(cell.x1 for cell in cells) and box.x1 >= min(cell.x0 for cell in cells)


def part_groups(
    heads: Sequence[tuple[RawWord, int]], below: Row | None
) -> tuple[list[tuple[RawWord, int]], list[tuple[RawWord, int]]]:
    """The first lines of headings, if they name groups of those below (and in the row `below`), and the others."""
    ends = sorted({word.baseline for word, _ in heads})[:GROUP_LINES]
    end = max(ends, key=lambda end: _grouped(heads, below, end))
    if not _grouped(heads, below, end):
        return [], [*heads]
    return [head for head in heads if head[0].baseline <= end], [head for head in heads if head[0].baseline > end]


def _grouped(heads: Sequence[tuple[RawWord, int]], below: Row | None, end: float) -> int:
    """In how many columns the words down to a baseline stand over a heading, and make none with it."""
    above: dict[int, list[RawWord]] = {}
    under: dict[int, list[RawWord]] = {}
    for word, column in heads:
        (above if word.baseline <= end else under).setdefault(column, []).append(word)
    count = 0
    for column, words in above.items():
        rest = under.get(column, []) + (below.words.get(column, []) if below else [])
        count += bool(rest) and is_heading(" ".join(word.text for word in rest)) and not is_broken(words, rest)
    return count


def _in_order(heading: Line, cells: Sequence[Sequence[Box]]) -> list[tuple[RawWord, int]] | None:
    """As many headings as columns, each near its own: one after the other, however numbers and headings are set."""
    names = [part.words for cell in split_cells(heading) for part in split_by_name(cell)]
    if len(names) != len(cells):
        return None
    middles = [median([(box.x0 + box.x1) / 2 for box in column] or [-1]) for column in cells]
    sides = (float("-inf"), *middles, float("inf"))
    for name, before, after in zip(names, sides, sides[2:], strict=False):
        if not before < (name[0].box.x0 + name[-1].box.x1) / 2 < after:
            return None
    return [(word, column) for column, name in enumerate(names) for word in name]


def join_headings(rows: list[Row], columns: Columns) -> list[Row]:
    """The rows of a table with the lines of its headings as one row."""
    count = next((n for n, row in enumerate(rows) if _scores(row, columns)), 0)
    joined: list[Row] = []
    for row in rows[:count]:
        _spread(row, columns)
        if joined and _is_one(joined[-1], row):
            joined[-1] = _with(joined[-1], row)
        else:
            joined.append(row)
    return [*joined, *rows[count:]]


def _spread(row: Row, columns: Columns) -> None:
    """Give headings that share a column each its own: one of the two columns beside each other has none."""
    for column in sorted(columns.scores):
        both = row.words.get(column, [])
        if column > 0 and column - 1 not in row.words and len(both) > 1 and _are_apart(both):
            row.words[column - 1], row.words[column] = both[:-1], both[-1:]
        words = row.words.get(column - 1, [])
        if column in row.words or len(words) < 2 or not is_heading(words[-1].text):
            continue
        if _are_apart(words) or not begins_heading(" ".join(word.text for word in words)):
            row.words[column - 1], row.words[column] = words[:-1], words[-1:]


def _are_apart(words: Sequence[RawWord]) -> bool:
    """Whether the last of some words is a heading of its own by its distance."""
    *_, before, last = words
    return is_heading(last.text) and last.box.x0 - before.box.x1 > APART * last.size


def _scores(row: Row, columns: Columns) -> bool:
    return any(columns.numbers(Line(tuple(words))) for words in row.words.values())


def _is_one(above: Row, below: Row) -> bool:
    """Whether two rows are one: where both have words, these make one heading."""
    shared = above.words.keys() & below.words.keys()
    size = next(iter(above.words.values()))[0].size
    is_near = below.first - above.last <= NEAR * size
    return is_near and all(is_broken(above.words[column], below.words[column]) for column in shared)


def is_broken(above: Sequence[RawWord], below: Sequence[RawWord]) -> bool:
    """Whether words make a heading together, or a part of one, with or without hyphens where they break."""
    return is_part_of_heading(" ".join(word.text for word in (*above, *below)))


def _with(above: Row, below: Row) -> Row:
    joined = Row(above.first, max(above.last, below.last))
    for row in (above, below):
        for column, words in row.words.items():
            joined.words[column] += words
    return joined


def _nearest(boxes: Sequence[Box], cells: Sequence[Sequence[Box]], anchor: Anchor) -> tuple[float, list[int]]:
    """How far the headings lie from their nearest columns, all together, and which those are."""
    places = [median(map(anchor, column)) if column else float("inf") for column in cells]
    nearest = [min(range(len(places)), key=lambda c: abs(places[c] - anchor(box))) for box in boxes]
    return sum(abs(places[c] - anchor(box)) for c, box in zip(nearest, boxes, strict=True)), nearest


def _cells(columns: Columns, body: Sequence[Line]) -> list[list[Box]]:
    """The rectangle around the words of each line in each column, by column."""
    cells: list[list[Box]] = [[] for _ in range(columns.count)]
    for line in body:
        words: dict[int, list[RawWord]] = {}
        for word in line.words:
            words.setdefault(columns.of(word), []).append(word)
        for column, found in words.items():
            cells[column].append(box_around(found))
    return cells
