"""What a person should look at in a table's row: numbers that may be others', a bare name, a guessed treatment."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from risktool.draft import Certainty, Doubt
from risktool.parse.label_counts import OPENING_LABEL
from risktool.parse.tables.lexicon import is_whole_scale
from risktool.parse.tables.row_reader import RowReader
from risktool.parse.tables.totals import may_be_total
from risktool.profiles import FACTORS, Role
from risktool.source import Spans

DOUBTFUL = 0.5
"""How sure a part is that is in doubt: S and K may be the other way round, the row a sum, a name elsewhere."""

ANY_WORD = regex.compile(r"\p{L}{2}")
"""What a cell with more than numbers and codes has."""
_LABEL = regex.compile(OPENING_LABEL)
_NUMBER = regex.compile(rf"{OPENING_LABEL}|\d{{1,4}}[.)]?")


@dataclass(frozen=True, slots=True)
class RowDoubts:
    """The doubts about each part of a row."""

    score: tuple[Doubt, ...]
    description: tuple[Doubt, ...]
    treatment: tuple[Doubt, ...]

    @property
    def all(self) -> tuple[Doubt, ...]:
        """Those of the whole row."""
        return self.score + self.description + self.treatment

    @property
    def certainty(self) -> Certainty:
        """How sure each part is."""
        parts = (self.score, self.description, self.treatment)
        return Certainty(*(DOUBTFUL if doubts else 1.0 for doubts in parts))


def find_doubts(reader: RowReader, r: int, cells: Mapping[Role, Spans]) -> RowDoubts:
    """The doubts about row `r`, whose words each column's role holds."""
    return RowDoubts(
        _doubt_score(reader, r, cells["level"]),
        _doubt_description(reader, r, cells["description"]),
        _doubt_treatment(reader, cells["treatment"]),
    )


def holds_scales(reader: RowReader, r: int) -> bool:
    """Whether both factors of a row are all steps there are."""
    return sum(map(is_whole_scale, reader.texts(r, *FACTORS, "score"))) > 1


def _doubt_score(reader: RowReader, r: int, level: Spans) -> tuple[Doubt, ...]:
    """Why a row's numbers may be others', or the row none."""
    is_marked_twice = any(reader.grid.text(r, place) for place in reader.marked)  # else its step is a heading's cell
    is_unclear = reader.columns.doubtful or is_marked_twice or _may_be_a_factor(reader, level)
    column = (Doubt("column-unclear", part="score"),) if is_unclear else ()
    is_no_row = may_be_total(reader, r) or holds_scales(reader, r) or _holds_rows(reader, r)
    return (*column, Doubt("row-uncertain")) if is_no_row else column


def _holds_rows(reader: RowReader, r: int) -> bool:
    """Whether a row that nothing rates has several numbers in the cell of its own: rows that were never parted."""
    numbers = [number for cell in reader.texts(r, "number") for number in cell.split()]
    is_rated = reader.has(r, *FACTORS, "score")
    return len(numbers) > 1 and not is_rated and all(map(_NUMBER.fullmatch, numbers))


def _may_be_a_factor(reader: RowReader, level: Spans) -> bool:
    """Whether a bare number stands for the level where only one factor has a column: it may be the other."""
    lacks_one = reader.columns.has("likelihood") != reader.columns.has("consequence")
    return lacks_one and bool(level) and all(reader.document.text[s.start : s.end].isdecimal() for s in level)


def _doubt_description(reader: RowReader, r: int, description: Spans) -> tuple[Doubt, ...]:
    """A description without a word is a number or a code; what it stands for is told elsewhere: "1", "R2". So is a name
    with a number beside words of a column that nothing heads: "Fara 3".
    """
    text = reader.document.text
    is_bare = description and not any(ANY_WORD.search(text, *span) for span in description)
    is_label = len(description) == 1 and _LABEL.fullmatch(text, *description[0]) is not None
    is_bare = is_bare or (is_label and _has_loose_words(reader, r))
    return (Doubt("description-bare", description, part="description"),) if is_bare else ()


def _has_loose_words(reader: RowReader, r: int) -> bool:
    columns = enumerate(reader.columns.columns)
    free = (c for c, column in columns if column.role is None and not column.heading)
    return any(ANY_WORD.search(reader.grid.text(r, c)) for c in free)


def _doubt_treatment(reader: RowReader, treatment: Spans) -> tuple[Doubt, ...]:
    """A treatment is asked where only the place of its column, under a heading that nobody knows, makes it one."""
    place = reader.columns.place("treatment")
    column = None if place is None else reader.columns.columns[place]
    is_guessed = treatment and column is not None and column.heading and not column.strength
    return (Doubt("treatment-unnamed", treatment, part="treatment"),) if is_guessed else ()
