"""The columns of a table that has none drawn: headings and white space say where they are.

A heading line names columns ("Risk  S  K  S x K  Åtgärd"), so between two headings must be a *gutter*: a strip
that stays white in every line of the table. Going through the lines, each gutter shrinks to what is still white
(it may fall apart into several strips for a while: a line of justified text has wide spaces); a line that closes
one is not part of the table.

    Risk                  S    K    S x K   Åtgärd
         |--------------|  |--|  |--|     |-|            gutters after the heading
    Schakt nära ledningen 5    2    10      Grävs för hand
                         |-|  |-|  |-|    |--|           and one line later

Without a heading, a line with two numbers that stand alone serves as one ("5", "2", "10" above).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, product
from math import prod
from typing import NamedTuple, TypeAlias

from risktool.extract.pdf.glyphs import FIRST_SIGN
from risktool.extract.pdf.lines import Line
from risktool.extract.pdf.marks import UNEXPLAINED
from risktool.extract.pdf.raw import RawWord

CELL_GAP = 0.55
"""Headings further apart than this share of the type size are two columns; a space is at most half as wide."""

NARROWEST_GUTTER_PT = 0.3
"""White space between columns that is left when the longest words reach into it from both sides: the borders of two
cells of a sheet."""

SCORE_ROLES = frozenset(
    ("likelihood", "consequence", "score", "residual_likelihood", "residual_consequence", "residual_score")
)
"""Columns that hold one number (or one word of a scale) a row, so that they tell where rows are."""

TEXT_ROLES = frozenset(("description", "treatment", "consequence_text"))
"""What else such a heading may name."""

_DIGITS = rf"[\d{chr(FIRST_SIGN)}-\U000ffffd]"
_NOTE = rf"(?:[⁰¹²³⁴-⁹]*|{UNEXPLAINED}\d{{1,2}})"
NUMBER = re.compile(rf"^(?![(\[][01][-–]\d{{1,2}}[)\]]$)[(\[]?{_DIGITS}{{1,3}}(?:[-–.,/][\d]{{1,3}})?[?)\].]?{_NOTE}$")
"""What stands in a score cell: "4", "2-4", "9?", "12", "3¹" noted, or a small 1 beside it; not the scale that a heading
names: "(1-5)"."""

_LETTER = r"[^\W\d_]{0,2}\s?[=:]?\s?"
PACKED = re.compile(
    rf"^{_LETTER}{_DIGITS}{{1,2}}\s?(?:[xX×*·]\s?{_LETTER}|[,;/]?\s?[^\W\d_]{{1,2}}\s?[=:]?\s?){_DIGITS}{{1,2}}"
    rf"(?:\s?(?:=|→|->)\s?{_LETTER}{_DIGITS}{{1,3}})?\??$"
)
"""A whole score in one cell: "3 * 5 = 15", "S4 K5 = 20", "4x5=20"."""

_SCALE = re.compile(r"[(\[]?\b\d{1,2}\s?[-–]\s?\d{1,2}\b[)\]]?")

WORDS_A_SCORE = 1.5
"""A score column has no more words a line than this, its heading ("S x K") and word scales ("mycket hög") included."""

LONGEST_NAME = 4
"""Words of the longest heading that is looked for ("Förslag till åtgärd i")."""

FEWEST_NAMED = 2
"""Headings that a line of headings holds at least: one is a word."""

MOST_CHOICES, RATED_LINES = 256, 12
"""So many ways to choose strips are compared, on so many lines with numbers; more tell nothing new."""

Stretch: TypeAlias = tuple[float, float]
"""From and to, along a line (points)."""


@lru_cache(maxsize=8192)
def is_score(text: str) -> bool:
    """Whether a word, or all words of a cell, are a number or a whole score."""
    return NUMBER.match(text) is not None or PACKED.match(text) is not None


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns as settled: the gutters between them left to right, and which of them hold scores."""

    gutters: tuple[Stretch, ...]
    scores: frozenset[int]
    middles: tuple[float, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """The middles of the gutters, at which columns meet."""
        object.__setattr__(self, "middles", tuple((start + end) / 2 for start, end in self.gutters))

    @property
    def count(self) -> int:
        """How many columns: one more than gutters."""
        return len(self.gutters) + 1

    @property
    def white(self) -> float:
        """How wide all gutters are together."""
        return sum(end - start for start, end in self.gutters)

    def of(self, word: RawWord) -> int:
        """The column of a word, by its middle."""
        return bisect_left(self.middles, (word.box[0] + word.box[2]) / 2)

    def at(self, x: float) -> int:
        """The column of a place; a gutter belongs to the nearer side."""
        return bisect_left(self.middles, x)

    def numbers(self, line: Line) -> int:
        """How many numbers of a line stand in score columns."""
        return len([word for word in line.words if is_score(word.text) and self.of(word) in self.scores])

    def single_numbers(self, line: Line) -> int:
        """How many cells of a line are one number, less the score cells that hold several."""
        words, numbers = Counter(map(self.of, line.words)), Counter(self.of(w) for w in line.words if is_score(w.text))
        alone = sum(count == words[column] == 1 for column, count in numbers.items())
        return alone - sum(count > 1 for column, count in numbers.items() if column in self.scores)

    def all_scores(self) -> "Columns":
        """All columns but the first as those that hold the scores: of a register on its side each is a risk."""
        return Columns(self.gutters, frozenset(range(1, self.count)))

    def checked(self, lines: Sequence[Line], doubtful: frozenset[int]) -> "Columns":
        """Only those scores whose words are few, and numbers where the heading may name a text ("Risk")."""
        words, numbers, rows = [0] * self.count, [0] * self.count, [0] * self.count
        for line in lines:
            cells: dict[int, list[str]] = {}
            for word in line.words:
                cells.setdefault(self.of(word), []).append(word.text)
            for column, texts in cells.items():
                is_packed = len(texts) > 1 and PACKED.match(" ".join(texts)) is not None
                words[column] += 1 if is_packed else len(texts)
                numbers[column] += 1 if is_packed else sum(map(is_score, texts))
                rows[column] += 1
        short = frozenset(
            column
            for column in self.scores
            if words[column] <= WORDS_A_SCORE * max(rows[column], 1)
            and (column not in doubtful or 2 * numbers[column] >= words[column])
        )
        return Columns(self.gutters, short)


class Guess(NamedTuple):
    """Columns in the making: for each gutter the strips that were white in every line so far.

    `doubtful` are score columns whose heading may as well name a text.
    """

    strips: tuple[tuple[Stretch, ...], ...]
    scores: frozenset[int]
    doubtful: frozenset[int] = frozenset()

    def narrowed(self, line: Line) -> "Guess | None":
        """The guess when `line` belongs to the table too; None when it closes a gutter."""
        strips = []
        for white in self.strips:
            left = tuple([part for strip in white for part in _white(line, strip)])
            if not left:
                return None
            strips.append(left)
        return Guess(tuple(strips), self.scores, self.doubtful)

    def settled(self) -> Columns:
        """The widest strip of each gutter; of equal ones the right one, before which the text may be ragged."""
        return Columns(
            tuple([white[0] if len(white) == 1 else max(white, key=_width) for white in self.strips]), self.scores
        )

    def settled_among(self, lines: Sequence[Line]) -> Columns:
        """As `settled`; but of several strips of one gutter those that give each number a cell of its own.

        A heading at the left of its column and numbers at the right leave two: "S" | | 4 | "K" | | 2 |.
        """
        widest = self.settled()
        if not 1 < prod(map(len, self.strips)) <= MOST_CHOICES:
            return widest
        rated = [line for line in lines if any(is_score(word.text) for word in line.words)][:RATED_LINES]
        every = (widest, *(Columns(gutters, self.scores) for gutters in product(*self.strips)))
        return max(every, key=lambda columns: (sum(map(columns.single_numbers, rated)), columns.white))


def _width(strip: Stretch) -> tuple[float, float]:
    """How wide a strip is, and of equal ones how far to the right."""
    return round(strip[1] - strip[0], 1), strip[0]


def guess_again(columns: Columns) -> Guess:
    """Settled columns as a guess for more lines (the table goes on overleaf)."""
    return Guess(tuple((gutter,) for gutter in columns.gutters), columns.scores)


def _white(line: Line, strip: Stretch) -> list[Stretch]:
    """The parts of a strip that a line leaves white, without those too narrow for a gutter."""
    left, end = strip
    parts = []
    for word in line.words:
        x0, _, x1, _ = word.box
        if x1 <= left:
            continue
        if x0 >= end:
            break
        parts.append((left, x0))
        left = x1
    parts.append((left, end))
    return [part for part in parts if part[1] - part[0] >= NARROWEST_GUTTER_PT]


def guess_by_heading(line: Line, gap: float = CELL_GAP) -> Guess | None:
    """The columns that a line of column headings opens; None when it is no such line."""
    if len(line.words) < 3 or sum(bool(NUMBER.match(word.text)) for word in line.words) > 1:
        return None
    wide = split_cells(line, gap)
    if len(wide) < 2:
        return None
    cells = [part for cell in wide for part in split_by_name(cell)]
    roles = [_roles(cell.text) for cell in cells]
    named = sum(bool(found) for found in roles)
    scores = frozenset(number for number, found in enumerate(roles) if found & SCORE_ROLES)
    if len(cells) < 3 or named < 2 or not scores or 2 * named < len(cells):
        return None
    doubtful = frozenset(number for number in scores if roles[number] & TEXT_ROLES)
    return Guess(_gaps(cells), scores, doubtful)


def is_heading(text: str) -> bool:
    """Whether some language knows a column by this name."""
    return bool(_roles(text))


def begins_heading(text: str) -> bool:
    """Whether some language knows a column whose name is this, or begins so."""
    from risktool.profiles import fold

    start = fold(text)
    names = _sorted_names()
    at = bisect_left(names, start)
    return at < len(names) and names[at].startswith(start)


def is_part_of_heading(text: str) -> bool:
    """Whether some language knows a column in whose name this occurs, whatever scale ("(1-5)") stands behind it."""
    from risktool.profiles import fold

    return fold(_SCALE.sub("", text)) in _all_names()


def is_rating(text: str) -> bool:
    """Whether a column of this name holds factors or scores, and no words."""
    roles = _roles(_SCALE.sub("", text))
    return bool(roles & SCORE_ROLES) and not roles & TEXT_ROLES


def is_telling(text: str) -> bool:
    """Whether a column of this name may hold factors, scores or treatments: only tables of risks have these."""
    return bool(_roles(_SCALE.sub("", text)) & {*SCORE_ROLES, "treatment"})


def names_columns(line: Line) -> bool:
    """Whether most words of a line are column headings, some of scores, however close they stand."""
    roles = [_roles(word.text) for word in line.words]
    named = sum(bool(found) for found in roles)
    return named >= FEWEST_NAMED and 2 * named >= len(roles) and any(found & SCORE_ROLES for found in roles)


def rates_down(lines: Sequence[Line], columns: Columns) -> bool:
    """Whether a register lies on its side: lines that begin with the names of factors or scores have numbers alone in
    all other columns.
    """
    named = set()
    for line in lines:
        cells: dict[int, list[str]] = {}
        for word in line.words:
            cells.setdefault(columns.of(word), []).append(word.text)
        name = " ".join(cells.pop(0, ()))
        is_rated = len(cells) > 1 and all(is_score(texts[0]) for texts in cells.values())
        if is_rated and _roles(_SCALE.sub("", name)) & SCORE_ROLES:
            named.add(name)
    return len(named) >= FEWEST_NAMED


def guess_by_numbers(line: Line, gap: float = CELL_GAP) -> Guess | None:
    """The columns of a line that holds two or more numbers, each on its own, or a whole score, and some words."""
    if sum(is_score(word.text) for word in line.words) < 1:
        return None
    cells = split_cells(line, gap)
    packed = frozenset(i for i, cell in enumerate(cells) if PACKED.match(cell.text))
    numbers = packed.union(i for i, cell in enumerate(cells) if len(cell.words) == 1 and NUMBER.match(cell.text))
    if len(numbers) + len(packed) < 2 or len(numbers) == len(cells):
        return None
    return Guess(_gaps(cells), numbers)


def guess_by_gaps(cells: Sequence[Line]) -> Guess:
    """The columns that a line of cells opens, whatever stands in them."""
    return Guess(_gaps(cells), frozenset())


def _gaps(cells: Sequence[Line]) -> tuple[tuple[Stretch, ...], ...]:
    return tuple(((a.box.x1, b.box.x0),) for a, b in pairwise(cells))


def split_cells(line: Line, gap: float = CELL_GAP) -> list[Line]:
    """A line cut where the gap is wider than a space between words."""
    parts = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.opens_cell or word.box.x0 - before.box.x1 > gap * max(word.size, before.size):
            parts.append([word])
        else:
            parts[-1].append(word)
    return [Line(tuple(part)) for part in parts]


def split_by_name(cell: Line) -> list[Line]:
    """Headings that stand so close that only their words part them: "Sannolikhet Konsekvens"."""
    if len(cell.words) == 1 or is_heading(cell.text):
        return [cell]
    names = [Line(tuple(name)) for name in split_names(cell.words)]
    return names if all(is_heading(name.text) for name in names) else [cell]


def split_names(words: Sequence[RawWord]) -> list[Sequence[RawWord]]:
    """Words that make one known heading together, the longest first; any other word alone."""
    names: list[Sequence[RawWord]] = []
    at = 0
    while at < len(words):
        sizes = range(min(LONGEST_NAME, len(words) - at), 1, -1)
        size = next((size for size in sizes if is_heading(" ".join(w.text for w in words[at : at + size]))), 1)
        names.append(words[at : at + size])
        at += size
    return names


@lru_cache(maxsize=4096)
def _roles(text: str) -> frozenset[str]:
    from risktool.profiles import fold  # models that most ruled PDFs are read without

    return _aliases().get(fold(text), frozenset())


@lru_cache(maxsize=1)
def _aliases() -> dict[str, frozenset[str]]:
    """Every column heading of every language, and the roles it can have."""
    from risktool.profiles import fold, languages, load_profile

    found: dict[str, set[str]] = {}
    for language in languages():
        for role, names in load_profile(language).columns.items():
            for name in names:
                found.setdefault(fold(name), set()).add(role)
    return {name: frozenset(roles) for name, roles in found.items()}


@lru_cache(maxsize=1)
def _sorted_names() -> tuple[str, ...]:
    return tuple(sorted(_aliases()))


@lru_cache(maxsize=1)
def _all_names() -> str:
    return "\n".join(_sorted_names())
