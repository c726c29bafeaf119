"""One printed score, as found among a stretch's words."""

from dataclasses import dataclass

from risktool.draft import PrintedScore
from risktool.parse.flat.kinds import EventKind
from risktool.source import Spans


@dataclass(frozen=True, slots=True)
class Event:
    """One printed score: its words (indices into the stretch) and what is printed in each part."""

    first: int
    last: int
    score: PrintedScore
    kind: EventKind
    certainty: float = 1.0
    is_signed: bool = False
    """Signs say what it is: words among the numbers are these."""
    is_named: bool = False
    """Names say which factor is which."""
    level: Spans = ()
    """The level that is printed behind it; `last` is that one's."""

    @property
    def is_surely_score(self) -> bool:
        """Whether the reader need not ask if these numbers are text: three of them, or two whose arithmetic comes out,
        or ranges. Sentences that hold such numbers all the same ("punkterna 1 2 2 i planen") were doubted before."""
        if self.is_signed:
            return True
        count = self.last - self.first + 1
        return self.kind in ("pair", "column") or count > 2 or (count > 1 and self.kind in ("range", "doubt"))
