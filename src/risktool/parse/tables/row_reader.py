"""What is needed to read the rows of one table."""

from dataclasses import dataclass
from functools import cached_property

import regex

from risktool.parse.tables.columns import Columns, Heading
from risktool.parse.tables.grid import Grid
from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import Role, fold
from risktool.source import Document

_FIRST = regex.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class RowReader:
    """One table: its cells, what its columns are, and what its document says of them."""

    document: Document
    grid: Grid
    columns: Columns
    headings: tuple[Heading, ...]
    lexicon: Lexicon
    is_damaged: bool
    formula: str | None = None
    marked: frozenset[int] = frozenset()
    """Columns in which each row has a step of the headings, which it shares with others that mark it."""
    crosses: frozenset[int] = frozenset()
    """Columns of the crosses that mark these steps, which say nothing else."""

    def has(self, r: int, *roles: Role) -> bool:
        """Whether row `r` has words in the column of any of these roles."""
        places = (self.columns.place(role) for role in roles)
        return any(place is not None and self.grid.text(r, place) for place in places)

    def texts(self, r: int, *roles: Role) -> list[str]:
        """What row `r` prints in the columns of these roles, as many as there are."""
        return [self.grid.text(r, place) for role in roles if (place := self.columns.place(role)) is not None]

    def first_words(self, r: int) -> list[str]:
        """The words of a row's first filled cell."""
        return next((self.grid.text(r, column).split() for column in self.grid.filled(r)), [])

    def opens_total(self, r: int) -> bool:
        """Whether a row's first word is one that sums and means begin with."""
        return any(fold(word) in self.lexicon.total_words for word in self.first_words(r)[:1])

    def product(self, r: int) -> str | None:
        """The first number of a row's product, with a point before its decimals."""
        place = self.columns.place("score")
        found = None if place is None else _FIRST.match(self.grid.text(r, place))
        return found[0].replace(",", ".") if found else None

    @cached_property
    def beginnings(self) -> frozenset[tuple[int, int]]:
        """The entries that begin in the grid, each by its identity and its first column."""
        grid = self.grid
        places = ((r, c) for r in range(grid.height) for c in range(grid.width))
        return frozenset((id(entry), c) for r, c in places if (entry := grid.own(r, c)) is not None)

    @cached_property
    def summed(self) -> tuple[tuple[int, float], ...]:
        """For each row: how many products stand above it, and their sum; those of other sums do not count."""
        count, total, found = 0, 0.0, []
        for r in range(self.grid.height):
            found.append((count, total))
            product = None if self.opens_total(r) else self.product(r)
            if product is not None:
                count, total = count + 1, total + float(product)
        return tuple(found)
