"""From a path through the lattice to rows: which atoms and which score each row holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from risktool.parse.flat.search.states import Action, Item


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a reading, as indices of items: its atoms, its score (None: none printed), its treatment's atoms."""

    description: tuple[int, ...]
    score: int | None
    treatment: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of a stretch in order, and the items that are in none."""

    rows: tuple[Row, ...]
    aside: tuple[int, ...]


@dataclass(slots=True)
class _Open:
    description: list[int] = field(default_factory=list)
    score: int | None = None
    treatment: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """The rows so far, and the queues that the lattice's state only counts."""

    rows: list[_Open] = field(default_factory=list)
    unscored: list[_Open] = field(default_factory=list)
    waiting: list[_Open] = field(default_factory=list)
    aside: list[int] = field(default_factory=list)
    treated: _Open = field(default_factory=_Open)
    cell: list[int] | None = None
    """The cell that the last atom went to; None before the first and behind a score."""

    def read_on(self, at: int) -> None:
        """A number that belongs to the text goes to the cell that it stands in."""
        (self.aside if self.cell is None else self.cell).append(at)

    def describe(self, at: int, action: Action) -> None:
        """Open a row, or go on with the last one."""
        if action == "continue_description":
            self.rows[-1].description.append(at)
            self.cell = self.rows[-1].description
            return
        self.rows.append(_Open([at]))
        if action == "open_description":
            self.unscored.append(self.rows[-1])
        self.cell = self.rows[-1].description

    def score(self, at: int, action: Action) -> None:
        """Give a score to the first row that has none, to the second one, or to a row of its own.

        A row of its own only if none waits: the lattice counts those that wait up to a limit, and forgets the rest.
        """
        if action == "score_alone" and not self.unscored:
            self.rows.append(_Open())
            self.unscored.append(self.rows[-1])
        if action == "score_second":
            self.unscored.pop(0)
        row = self.unscored.pop(0)
        row.score = at
        self.cell = None
        self.waiting.append(row)

    def treat(self, at: int, action: Action) -> None:
        """Open the treatment of a row, or go on with the last one."""
        if action == "open_treatment_latest":
            self.treated = self.waiting[-1]
            self.waiting.clear()
        elif action == "open_treatment_unscored":
            self.treated = self.unscored.pop(0)
        elif action != "continue_treatment":
            del self.waiting[: action == "open_treatment_second"]
            self.treated = self.waiting.pop(0)
        self.treated.treatment.append(at)
        self.cell = self.treated.treatment


def replay(items: Sequence[Item], path: Sequence[Action]) -> Reading:
    """Follow a path and collect its rows."""
    walk = _Walk()
    for at, action in zip(range(len(items)), path, strict=True):
        if action == "set_aside":
            walk.aside.append(at)
        elif action == "not_a_score":
            walk.read_on(at)
        elif "description" in action:
            walk.describe(at, action)
        elif "treatment" in action:
            walk.treat(at, action)
        else:
            walk.score(at, action)
    rows = [Row(tuple(row.description), row.score, tuple(row.treatment)) for row in walk.rows]
    return Reading(tuple(rows), tuple(walk.aside))
