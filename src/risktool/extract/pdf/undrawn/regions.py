"""Where undrawn tables begin and end, and what their columns are.

Three ways open a table: the columns of the page before, a line of column headings, and a line with two or more
numbers that stand alone. A table opened so takes the lines after it (and, opened by numbers, those before it) as
long as they leave its gutters white and look like its own. Where several lines could open one, the reading that
takes the most scores wins.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from risktool.extract.pdf import limits
from risktool.extract.pdf.lines import Line, is_bold_above
from risktool.extract.pdf.raw import RawWord
from risktool.extract.pdf.undrawn.columns import (
    CELL_GAP,
    NUMBER,
    Columns,
    Guess,
    Stretch,
    guess_again,
    guess_by_heading,
    guess_by_numbers,
    names_columns,
    rates_down,
    split_cells,
)
from risktool.extract.pdf.undrawn.headings import Heads, is_close, may_head, place_headings, rated_columns
from risktool.extract.pdf.undrawn.overleaf import ALIGNED_PT, Overleaf, Region
from risktool.extract.pdf.undrawn.refine import refined, usual_space

LARGER = 1.12
"""A line in type that much larger than the table's is a heading outside it."""

WIDEST_GAP = 4.5
"""Baselines of a table are at most so many type sizes apart, before the table has shown its own distances."""

GAP_GROWTH = 1.8
"""And at most so many times the widest distance met in it."""

LEAST_GAP = 2.5
"""So many type sizes apart is never too far."""

HEADING_GAP = 1.6
"""A line alone in the first column, this many type sizes above the next one, is a heading over the table."""

HEADER_LINES = 4
"""A running header has at most so many lines; a table that goes on overleaf begins below it."""

HEADING_LINES = 12
"""Column headings have at most so many lines: narrow columns break them into syllables."""

SPELLED = 3
"""A heading of shorter words only ("S", "K") is one when numbers stand below it; letters of a broken word are not."""

MOST_OPENINGS = 12
"""So many lines are tried as openings by numbers; a table is found by any of its own."""


SPACES_A_GAP = 1.6
"""A gap of so many spaces is none: justified text stretches its spaces by less."""

SPACES_A_GUTTER = 1.2
"""A line whose words reach into a gutter from both sides, and leave no more than so many spaces, runs through it."""


def find_regions(lines: Sequence[Line], before: Overleaf | None) -> list[Region]:
    """The tables of a page, top to bottom."""
    if any(len(line.words) > limits.MAX_WORDS_PER_LINE for line in lines):
        return []
    finder = Finder(lines, usual_space(lines))
    regions: list[Region] = []
    start = 0
    if before is not None:
        rest = (finder.grow(at, guess_again(before.columns), 0) for at in finder.tops())
        goes_on = next((region for region in rest if before.goes_on(region)), None)
        if goes_on is not None:
            regions.append(goes_on)
            start = goes_on.end
    while start < len(lines):
        region = finder.next_region(start)
        if region is None:
            break
        regions.append(region)
        start = region.end
    return regions


@dataclass(slots=True)
class Finder:
    """Looks for tables among the lines of a page; `space` is the width of its spaces (see `usual_space`)."""

    lines: Sequence[Line]
    space: float
    _headings: dict[int, Guess | None] = field(default_factory=dict)
    _numbers: dict[int, Guess | None] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """From how many type sizes on a gap is more than a space."""
        return max(CELL_GAP, SPACES_A_GAP * self.space)

    def by_heading(self, at: int) -> Guess | None:
        """The columns that a line opens as column headings."""
        if at not in self._headings:
            self._headings[at] = guess_by_heading(self.lines[at], self.gap)
        return self._headings[at]

    def by_numbers(self, at: int) -> Guess | None:
        """The columns that a line opens by its numbers."""
        if at not in self._numbers:
            self._numbers[at] = guess_by_numbers(self.lines[at], self.gap)
        return self._numbers[at]

    def tops(self) -> Iterator[int]:
        """Lines where the table of the page before may go on: column headings open one of their own."""
        return takewhile(lambda at: self.by_heading(at) is None, range(min(HEADER_LINES, len(self.lines))))

    def next_region(self, start: int) -> Region | None:
        """The first table from a line on: the best reading of the stretch that its first opening gives."""
        headed = next((r for i in range(start, len(self.lines)) if (r := self._headed(i, start)) is not None), None)
        stop = headed.start if headed is not None and self._is_complete(headed) else len(self.lines)
        counted = _best(self._counted(start, stop))
        if headed is None or counted is None:
            return headed or counted
        if counted.start >= headed.end:
            return headed
        if headed.start >= counted.end:
            return counted
        return headed if headed.is_finer(counted) else _best((headed, counted))

    def _is_complete(self, region: Region) -> bool:
        """Whether there are numbers under a heading, all of them in its score columns."""
        guesses = (self.by_numbers(at) for at in range(region.start, region.end))
        return region.scores >= max(1, sum(len(guess.scores) for guess in guesses if guess))

    def _headed(self, at: int, first: int) -> Region | None:
        guess = self.by_heading(at)
        if guess is None:
            return None
        region = self.grow(at, guess, first)
        spells = any(len(word.text) >= SPELLED for word in self.lines[at].words)
        return region if region.end - region.start > 1 and (spells or region.scores) else None

    def _counted(self, start: int, stop: int) -> list[Region]:
        """Tables that lines with numbers open, without the ones that hold a single score and no headings."""
        regions: list[Region] = []
        tried = 0
        for at in range(start, stop):
            guess = self.by_numbers(at)
            if guess is None or (regions and at >= regions[0].end):
                continue
            if tried >= MOST_OPENINGS:
                break
            tried += 1
            region = self.grow(at, guess, start, upwards=True)
            if region.rows > 1 or region.heads:
                regions.append(region)
        return regions

    def grow(self, at: int, guess: Guess, first: int, *, upwards: bool = False) -> Region:
        """The lines from `at` on that keep the gutters white, and, `upwards`, those above it down to `first`."""
        guess, end = self._grow_down(at, guess)
        guess, start = self._grow_up(at, first, guess) if upwards else (guess, at)
        columns, end = self._refined(start, end, guess)
        if upwards:
            heads, top, start = self._heads(start, first, end, columns)
        else:
            heads, top, known = self._above_headings(start, first, end, columns)
            columns = Columns(columns.gutters, columns.scores | rated_columns((*heads, *known)))
        while upwards and top < at and not heads and self._is_heading(top, columns):
            top = start = top + 1
        end = self._without_tail(at, end, columns)
        taken = tuple(self.lines[start:end])
        body = taken if upwards and heads else taken[1:]
        checked = columns.checked(body, guess.doubtful)
        checked = checked if checked.scores or not rates_down(taken, columns) else columns.all_scores()
        return Region(top, end, taken, checked, tuple(heads))

    def _grow_down(self, at: int, guess: Guess) -> tuple[Guess, int]:
        """The guess and the end after all lines from `at` on that keep the gutters white."""
        end = at
        widest = 0.0
        while end < len(self.lines):
            narrowed = guess.narrowed(self.lines[end])
            if narrowed is None or (end > at and self._leaves(end, at, widest, guess, narrowed)):
                break
            if end > at:
                widest = max(widest, self.lines[end].baseline - self.lines[end - 1].baseline)
            guess = narrowed
            end += 1
        return guess, end

    def _grow_up(self, start: int, first: int, guess: Guess) -> tuple[Guess, int]:
        """The guess and the start after all lines above `start` that keep the gutters white."""
        while start > first:
            narrowed = guess.narrowed(self.lines[start - 1])
            if narrowed is None or self._is_above(start - 1, guess, narrowed):
                break
            guess = narrowed
            start -= 1
        return guess, start

    def _heads(self, start: int, first: int, end: int, columns: Columns) -> tuple[list[tuple[RawWord, int]], int, int]:
        """The words of a table's headings with their columns, where the headings start, and the first line after."""
        lines = self.lines
        scored = next((i for i in range(start, end) if columns.numbers(lines[i])), start)
        below = next((i + 1 for i in range(scored - 1, start - 1, -1) if names_columns(lines[i])), start)
        at, heads = below, Heads()
        while at > first and below - at < HEADING_LINES:
            line = lines[at - 1]
            placed = place_headings(line, columns, lines[scored:end])
            if placed is None and at > start:
                placed = [(word, columns.of(word)) for word in line.words]
            if not (placed and heads.takes(placed, line, lines[at].baseline if at < end else line.baseline)):
                at -= heads.add_groups(lines[first:at], lines[at], columns, lines[scored:end]) if at < end else 0
                break
            heads.add(placed)
            at -= 1
        return (heads.words, at, max(start, below)) if heads.words else ([], start, start)

    def _above_headings(
        self, start: int, first: int, end: int, columns: Columns
    ) -> tuple[list[tuple[RawWord, int]], int, list[tuple[RawWord, int]]]:
        """The first lines of headings that go on in the line that opened the table, where they start; and the rest."""
        known = self._headings_below(start, end, columns)
        heads, at = Heads(list(known)), start
        while at > first and start - at < HEADING_LINES:
            line, below = self.lines[at - 1], self.lines[at]
            may_go_on = is_close(line, below.baseline) and may_head(line)
            placed = place_headings(line, columns, self.lines[start:end]) if may_go_on else None
            if not (placed and heads.continues(placed)):
                at -= heads.add_groups(self.lines[first:at], below, columns, self.lines[start + 1 : end])
                break
            heads.add(placed)
            at -= 1
        return heads.words[: len(heads.words) - len(known)], at, known

    def _headings_below(self, start: int, end: int, columns: Columns) -> list[tuple[RawWord, int]]:
        """The words of the line that opened the table, and of those below it in which its headings go on."""
        heads = Heads([])
        for line in self.lines[start:end]:
            placed = [(word, columns.of(word)) for word in line.words]
            if columns.numbers(line) or not heads.goes_on(placed):
                break
            heads.words += placed
        return heads.words

    def _refined(self, start: int, end: int, guess: Guess) -> tuple[Columns, int]:
        """The columns with those that the opening line did not show, and the end of the lines that keep to them."""
        columns = guess.settled_among(self.lines[start:end])
        scored = [i for i in range(start, end) if columns.numbers(self.lines[i])]
        if not scored:
            return columns, end
        finer = refined(columns, self.lines[scored[0] : scored[-1] + 1], self.gap)
        if finer is columns:
            return columns, end
        kept = guess_again(finer)
        for i in range(scored[-1] + 1, end):
            narrowed = kept.narrowed(self.lines[i])
            if narrowed is None or self._runs_through(self.lines[i], kept, narrowed):
                return finer, i
            kept = narrowed
        return finer, end

    def _leaves(self, at: int, start: int, widest: float, guess: Guess, narrowed: Guess) -> bool:
        """Whether a line that would fit the columns, and narrows them to these, is outside the table all the same."""
        line, last = self.lines[at], self.lines[at - 1]
        size = last.size
        limit = GAP_GROWTH * widest if at - start > 3 else WIDEST_GAP * size
        return (
            line.baseline - last.baseline > max(limit, LEAST_GAP * size)
            or line.size > LARGER * size
            or (line.bold and not last.bold and not is_bold_above(self.lines[start:at], line))
            or self._opens_another(at, start, narrowed)
            or self._is_prose(line, guess, narrowed)
        )

    def _opens_another(self, at: int, start: int, guess: Guess) -> bool:
        """Whether a line is column headings again.

        Where rows were seen, words of one column that only their names part are its text ("nummer i"): headings stand
        over columns of their own.
        """
        heading = self.by_heading(at)
        if heading is None:
            return False
        columns = guess.settled()
        gap = self.gap * self.lines[at].size
        parted_by_name = (white[0] for white in heading.strips if _widest(white) <= gap)
        is_text = any(columns.at(left) == columns.at(right) for left, right in parted_by_name)
        return not (is_text and any(columns.numbers(line) for line in self.lines[start:at]))

    def _without_tail(self, at: int, end: int, columns: Columns) -> int:
        """Where the table ends when a paragraph below it happens to fit into the first column, or a page number."""
        lines = self.lines
        if end == len(lines) and end > at + 1 and self._is_page_number(end - 1):
            end -= 1
        tail = end
        while tail > at + 1 and {columns.of(w) for w in lines[tail - 1].words} == {0}:
            tail -= 1
        inside = [
            lines[i].baseline - lines[i - 1].baseline for i in range(at + 1, tail) if not columns.numbers(lines[i])
        ]
        widest = max(HEADING_GAP * lines[at].size, min(inside, default=0.0) + ALIGNED_PT)
        return next((i for i in range(tail, end) if lines[i].baseline - lines[i - 1].baseline > widest), end)

    def _is_page_number(self, at: int) -> bool:
        """Whether a page's last line is nothing but a number, set apart."""
        line, last = self.lines[at], self.lines[at - 1]
        is_apart = line.baseline - last.baseline > HEADING_GAP * line.size
        return is_apart and len(line.words) == 1 and NUMBER.match(line.text) is not None

    def _is_above(self, at: int, guess: Guess, narrowed: Guess) -> bool:
        """Whether a line right above the table's first is outside it."""
        line, first = self.lines[at], self.lines[at + 1]
        return (
            first.baseline - line.baseline > LEAST_GAP * first.size
            or line.size > LARGER * first.size
            or self._is_prose(line, guess, narrowed)
        )

    def _is_prose(self, line: Line, guess: Guess, narrowed: Guess) -> bool:
        """Whether a line runs through the columns like a sentence: no score, and no gap where a gutter is."""
        columns = guess.settled()
        numbers = columns.numbers(line)
        if numbers > 1 or (numbers and Columns(columns.gutters, guess.scores - guess.doubtful).numbers(line)):
            return False
        if len(split_cells(line, self.gap)) == 1 and len({columns.of(w) for w in line.words}) > 2:
            return True
        return self._runs_through(line, guess, narrowed)

    def _runs_through(self, line: Line, guess: Guess, narrowed: Guess) -> bool:
        """Whether a line leaves of a gutter only spaces as it has them elsewhere, and has words on both sides."""
        limit = SPACES_A_GUTTER * self.space * line.size
        return any(
            _widest(after) <= limit < _widest(before) and not _is_white(line, after, limit)
            for before, after in zip(guess.strips, narrowed.strips, strict=True)
        )

    def _is_heading(self, at: int, columns: Columns) -> bool:
        """Whether the table's first line is a heading over it: alone in the first column, and set apart."""
        line, below = self.lines[at], self.lines[at + 1]
        is_alone = {columns.at(cell.box.x0) for cell in split_cells(line, self.gap)} == {0}
        is_apart = line.bold != below.bold or below.baseline - line.baseline > HEADING_GAP * line.size
        return is_alone and (is_apart or self.by_heading(at + 1) is not None)


def _widest(white: Sequence[Stretch]) -> float:
    return max(end - start for start, end in white)


def _is_white(line: Line, strips: Sequence[Stretch], limit: float) -> bool:
    """Whether a line has a gap there that is wider: then other lines have made the strips narrow."""
    gaps = [(a.box.x1, b.box.x0) for a, b in pairwise(line.words) if b.box.x0 - a.box.x1 > limit]
    return any(left <= start and end <= right for left, right in gaps for start, end in strips)


def _best(regions: Iterable[Region]) -> Region | None:
    return max(regions, key=lambda r: (r.scores, len(r.lines), -r.columns.count), default=None)
