"""What differs between two registers, as values: made by `compare`, shown by renderers."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from risktool.model import Number, Range, Risk

Value: TypeAlias = str | Number | Range | None
Direction: TypeAlias = Literal["up", "down"]
Kind: TypeAlias = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, and the subject of the analysis that it stands in."""

    subject: str
    risk: Risk


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row, by its name in the contract. `subject` is the analysis that the row stands in."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class RiskChange:
    """A row that is new (`old` None), gone (`new` None) or different. `rescored` is where its score went."""

    old: Placed | None
    new: Placed | None
    fields: tuple[FieldChange, ...] = ()
    rescored: Direction | None = None

    @property
    def kind(self) -> Kind:
        """Added, removed or changed."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"

    @property
    def row(self) -> Placed:
        """The row as it is now; as it was, if it is gone."""
        row = self.new or self.old
        assert row is not None
        return row


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents' registers. `same` counts the rows that say the same in both."""

    old: str
    new: str
    changes: tuple[RiskChange, ...]
    same: int

    def count(self, kind: Kind) -> int:
        """How many rows are added, removed or changed."""
        return sum(change.kind == kind for change in self.changes)
