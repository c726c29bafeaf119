"""Columns beside risk, score and treatment that a stream of words still shows, once in every row behind its score.

    R1 … 3 4 12 Byt pump Drifttekniker 2024-10-01 1 4 4 R2 …

A date, a second score that is nowhere higher than the first: what comes so in
every row is no treatment's. The last row has no other behind it, so that where nothing stands behind its last such
cell, behind each of the others a row opens. A column that comes in some rows only is no sure one.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

import regex

from risktool.draft import PrintedScore
from risktool.notation import Notation, Reading
from risktool.parse.flat.cutting.atoms import Atom, Cutter, EdgeKind
from risktool.parse.flat.event import Event
from risktool.parse.flat.words import Word
from risktool.profiles import Profile, fold

Beside: TypeAlias = Literal["owner", "due", "residual"]

_DATE = regex.compile(
    r"(?:\d{4}-\d\d(?:-\d\d)?|\d\d[01]\d[0-3]\d|\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4})|\d{1,2}/\d{1,2}(?:[-/ ]\d{2,4})?"
    r"|[QK][1-4](?:[-/ ]?20\d\d)?|\p{L}{2,9}\.?(?:-\d\d| 20\d\d))[.,;]?"
)
"""A date, a quarter or a month as its own cell prints it, in one word or two; no month need be known by name."""

_SPAN_OF_TIME = regex.compile(r"(?:\p{Ll}{1,3}\.? ?\d{1,2}|\d{1,2}\.? \p{Ll}{3,10})[.,;]?")
"""A week, or a day and its month: "v. 24", "12 juni". "rum 4" and "3 veckor" look alike; not in every row of many."""

_LOSSY_DATE = regex.compile(r"\d{2,4}-\d{0,2}(?:-\d{0,2})?|\p{L}{3,9}\.? 20\d?|[QK]\d? 20\d?")
"""The same where digits may be lost."""

_OPENS = regex.compile(r"[\"'”(\[#]*[\p{Lu}\d]|\p{L}\)")
"""What a cell behind a date or a level begins with."""


class Cell(NamedTuple):
    """The words first..last (inclusive) of another column's cell; `score` is the first word of its row's score."""

    first: int
    last: int
    role: Beside
    score: int


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands beside; `starts` are the words that open a row because another column ended before them."""

    events: tuple[Event, ...]
    """The rows' own scores."""
    residual: tuple[Event, ...] = ()
    cells: tuple[Cell, ...] = ()
    starts: frozenset[int] = frozenset()
    is_doubtful: bool = False
    """What stands beside says no more than that there are such columns."""

    @property
    def pieces(self) -> list[Event | Cell]:
        """The rows' scores and the cells beside, in reading order."""
        pieces: list[Event | Cell] = [*self.events, *self.cells]
        return sorted(pieces, key=lambda piece: piece.first)

    def of(self, score: int) -> tuple[Cell, ...]:
        """The cells of the row whose score begins with this word."""
        return tuple(cell for cell in self.cells if cell.score == score)

    def residual_of(self, scores: Collection[int]) -> list[Event]:
        """The residual scores of the rows whose scores begin with these words; a level behind one is no row's."""
        firsts = {cell.first for cell in self.cells if cell.role == "residual" and cell.score in scores}
        return [replace(event, level=()) for event in self.residual if event.first in firsts]

    def score_of(self, cell: Cell) -> PrintedScore:
        """The score that a residual's cell prints."""
        return next(event.score for event in self.residual if event.first == cell.first)

    def unread(self, named: Sequence[str]) -> tuple[str, ...]:
        """These headings' roles but for those whose cells were found."""
        found = {cell.role for cell in self.cells}
        return tuple(role for role in named if role.partition("_")[0] not in found)

    def beside(self, found: frozenset[str]) -> "Columns":
        """The same, in doubt where these columns were found beside it in the document and not here."""
        return replace(self, is_doubtful=self.is_doubtful or not found <= {cell.role for cell in self.cells})

    def edge_behind(self, piece: Event | Cell) -> EdgeKind:
        """What a score, or another column's cell, is to the text behind it."""
        return "event" if isinstance(piece, Event) else "line"


class _Slot(NamedTuple):
    """The words first..end (exclusive) behind a score, up to the next row's."""

    score: Event
    first: int
    end: int


def find_columns(
    cutter: Cutter, events: Sequence[Event], named: Sequence[str], profile: Profile, notation: Notation
) -> Columns:
    """The columns beside; `named` are the roles that headings name, none where there are no headings.

    Headings are believed: a column that they do not name is not looked for.
    """
    apart = [event for event in events if not _is_in_date(event, cutter.words)]
    own, second = _part_residual(apart, named, cutter.words, notation)
    slots = list(_slots(own, len(cutter.words)))
    if len(slots) < FEWEST_ROWS or any(slot.end <= slot.first for slot in slots):
        return Columns(tuple(events))
    dates = _find_dates(cutter, slots, named, profile, is_lossy=bool(notation.lost))
    owners = _find_owners(cutter, slots, dates, named)
    left = [Cell(event.first, event.last, "residual", of.score.first) for event, of in zip(second, slots, strict=False)]
    if not (dates or left) and len(apart) < len(events):
        return Columns(tuple(events))
    ends = [max(cell.last + 1 for cell in found) for found in zip(*filter(None, (dates, left)), strict=True)]
    is_behind = bool(ends) and ends[-1] == slots[-1].end
    return Columns(
        own,
        second,
        cells=tuple(sorted((*dates, *owners, *left))),
        starts=_starts(ends, slots) if is_behind else frozenset(),
        is_doubtful=(bool(ends) and not is_behind) or (bool(second) and not named),
    )


FEWEST_ROWS = 3
"""Rows that show a column."""


def find_counted_rows(events: Sequence[Event], words: Sequence[Word]) -> tuple[int, ...]:
    """The places of lone numbers that count as many rows as there are scores: "1 Halka 4 4 16 … 2 Brand 3 5 15 …".

    A row may have two scores, the second for what is left.
    """
    apart = [event for event in events if not _is_in_date(event, words)]
    return _counted(events, words) or _counted(apart, words)


def _counted(events: Sequence[Event], words: Sequence[Word]) -> tuple[int, ...]:
    lone = [event.first for event in events if event.kind == "lone" and event.last == event.first]
    is_count = [words[at].text for at in lone] == [str(n + 1) for n in range(len(lone))]
    opens = all(at + 1 < len(words) and _OPENS.match(words[at + 1].text) for at in lone)
    scores = len(events) - len(lone)
    return tuple(lone) if is_count and opens and scores in (len(lone), 2 * len(lone)) else ()


def _slots(events: Sequence[Event], end: int) -> Iterator[_Slot]:
    for at, event in enumerate(events):
        yield _Slot(event, event.last + 1, events[at + 1].first if at + 1 < len(events) else end)


def _starts(ends: Sequence[int], slots: Sequence[_Slot]) -> frozenset[int]:
    """Where rows open, if one does behind each row but the last."""
    is_by_row = all(end < slot.end for end, slot in zip(ends[:-1], slots[:-1], strict=True))
    return frozenset(ends[:-1]) if is_by_row else frozenset()


def _part_residual(
    events: Sequence[Event], named: Sequence[str], words: Sequence[Word], notation: Notation
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """The rows' scores and what is left of them: every second score, where it is nowhere higher than the one before."""
    own, second = tuple(events[::2]), tuple(events[1::2])
    is_named = any(role.startswith("residual") for role in named)
    is_even = len(own) == len(second) >= (FEWEST_ROWS if is_named else FEWEST_UNNAMED)
    if not is_even or (named and not is_named) or len({event.kind == "column" for event in events}) > 1:
        return tuple(events), ()
    read = [_readings(event, words, notation) for event in events]
    is_lower = all(read) and all(map(_is_lower, read[1::2], read[::2]))
    is_told = is_named or (_mostly_rise(read[1::2], read[2::2]) and _mostly_rise(read[1::2], read[::2]))
    return (own, second) if is_lower and is_told else (tuple(events), ())


FEWEST_UNNAMED = 4
"""Rows whose second scores no heading names; so many are seldom lower by chance."""


def _readings(event: Event, words: Sequence[Word], notation: Notation) -> tuple[Reading, ...]:
    own = words[event.first : event.last + 1]
    return notation.read_run(tuple(notation.decode(word.text) for word in own if word.span in event.score.spans))


def _is_lower(second: Sequence[Reading], first: Sequence[Reading]) -> bool:
    """Whether neither factor need be higher."""
    return any(b.likelihood <= a.likelihood and b.consequence <= a.consequence for a in first for b in second)


def _mostly_rise(scores: Sequence[Sequence[Reading]], others: Sequence[Sequence[Reading]]) -> bool:
    """Whether the others are higher more often than lower, each beside its score; a sorted register only falls."""
    pairs = list(zip(scores, others, strict=False))
    rises = sum(not _is_lower(other, score) for score, other in pairs)
    return rises > sum(not _is_lower(score, other) for score, other in pairs if _is_lower(other, score))


def _find_dates(
    cutter: Cutter, slots: Sequence[_Slot], named: Sequence[str], profile: Profile, *, is_lossy: bool
) -> list[Cell]:
    """The dates that stand in every row once, none of them inside a sentence."""
    if named and "due" not in named:
        return []
    labels = frozenset(fold(name) for name in profile.columns.get("due", ()))
    found: list[Cell] = []
    for slot in slots:
        dates = list(_dates_in(cutter, slot, is_lossy=is_lossy))
        if len(dates) != 1 or not _is_own_cell(cutter, dates[0], slot, labels):
            return []
        found.append(dates[0])
    is_few = len(slots) < FEWEST_SPANS
    return [] if is_few and any(_is_span(cutter.words, cell) for cell in found) else found


FEWEST_SPANS = 5
"""Rows that each hold what looks like a week or a day by more than chance."""


def _is_span(words: Sequence[Word], cell: Cell) -> bool:
    return bool(_SPAN_OF_TIME.fullmatch(" ".join(word.text for word in words[cell.first : cell.last + 1])))


def _dates_in(cutter: Cutter, slot: _Slot, *, is_lossy: bool) -> Iterator[Cell]:
    at = slot.first
    while at < slot.end:
        ends = (end for end in (at + 1, at) if end < slot.end and _is_date(cutter.words, at, end, is_lossy=is_lossy))
        last = next(ends, None)
        if last is not None:
            yield Cell(at, last, "due", slot.score.first)
        at = at + 1 if last is None else last + 1


def _is_date(words: Sequence[Word], first: int, last: int, *, is_lossy: bool) -> bool:
    text = " ".join(word.text for word in words[first : last + 1])
    return bool(_DATE.fullmatch(text) or _SPAN_OF_TIME.fullmatch(text) or (is_lossy and _LOSSY_DATE.fullmatch(text)))


def _is_in_date(event: Event, words: Sequence[Word]) -> bool:
    """Whether the number belongs to a week: "v. 24"."""
    at = event.first
    return event.last == at > 0 and words[at].gap == "space" and _is_date(words, at - 1, at, is_lossy=False)


def _is_own_cell(cutter: Cutter, date: Cell, slot: _Slot, labels: frozenset[str]) -> bool:
    """Whether neither a word that leads to the date ("före", "senast") nor a sentence that goes on stands beside it."""
    before = cutter.words[date.first - 1].text.lower() if date.first > slot.first else ""
    behind = date.last + 1
    is_led = before in cutter.leading or fold(before) in labels
    return not is_led and (behind == slot.end or bool(_OPENS.match(cutter.words[behind].text)))


def _find_owners(cutter: Cutter, slots: Sequence[_Slot], dates: Sequence[Cell], named: Sequence[str]) -> list[Cell]:
    """What stands between a treatment and its date in every row: one short piece, or a first name and a last.

    Headings name it, or some of them come again.
    """
    if named and "owner" not in named:
        return []
    cells = [cutter.cut(slot.first, date.first - 1, "event") for slot, date in zip(slots, dates, strict=False)]
    pairs = [len(cell) > 2 and all(map(_is_lone_name, cell[-2:])) and not cell[-2].is_closed for cell in cells]
    size = 2 if all(pairs) else 1
    is_sure = all(pairs) or not any(pairs)
    if not cells or not is_sure or not all(len(cell) > size and _is_owner(cell[-1]) for cell in cells):
        return []
    return [
        Cell(cell[-size].first, cell[-1].last, "owner", date.score) for cell, date in zip(cells, dates, strict=True)
    ]


def _is_lone_name(atom: Atom) -> bool:
    return atom.words == 1 and atom.opening in ("upper", "acronym")


def _is_owner(atom: Atom) -> bool:
    return atom.words <= LONGEST_OWNER and not atom.is_closed and atom.opening in ("upper", "acronym")


LONGEST_OWNER = 2
"""Words of a role: "Enhetschef", "Chef IT"; of more words nobody can say that they are no measure."""
