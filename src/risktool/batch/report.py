"""What a run came to: counts by outcome for the closing table, and the documents that the register lacks."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field

from rich.table import Table

from risktool.batch.work import FAILURES, OUTCOMES, Outcome

__all__ = ["Result", "Tally"]


@dataclass(frozen=True, slots=True)
class Result:
    """One document's outcome in this run. `kept`: it stood in the register from an earlier run."""

    document: str
    outcome: Outcome
    reason: str = ""
    pages: int = 0
    risks: int = 0
    kept: bool = False
    same_as: str = ""


@dataclass(slots=True)
class Tally:
    """Counts of one run. `pages` and `risks` are those of documents parsed in this run."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    kept: int = 0
    copies: int = 0
    pages: int = 0
    risks: int = 0
    lacking: list[Result] = field(default_factory=list)
    """Documents that were to be in the register and are not; by name when the run is over."""

    def add(self, result: Result) -> None:
        """Count one document."""
        self.outcomes[result.outcome] += 1
        self.kept += result.kept
        self.copies += bool(result.same_as)
        self.pages += result.pages
        self.risks += result.risks
        if result.outcome in FAILURES:
            self.lacking.append(result)

    @property
    def documents(self) -> int:
        """All that have an outcome."""
        return self.outcomes.total()

    @property
    def failures(self) -> int:
        """How many documents the register lacks."""
        return len(self.lacking)

    def to_json(self, *, seconds: float, jobs: int, destination: str) -> str:
        """The report for machines; times are here and not in the register, which depends on the dump alone."""
        report = {
            "destination": destination,
            "documents": self.documents,
            "outcomes": {outcome: self.outcomes[outcome] for outcome in OUTCOMES},
            "kept": self.kept,
            "copies": self.copies,
            "pages": self.pages,
            "risks": self.risks,
            "seconds": round(seconds, 3),
            "pages_per_second": round(self.pages / seconds, 1) if seconds else None,
            "jobs": jobs,
            "lacking": [asdict(result) for result in sorted(self.lacking, key=lambda result: result.document)],
        }
        return json.dumps(report, ensure_ascii=False, indent=2) + "\n"

    def to_table(self) -> Table:
        """The closing table of outcomes."""
        table = Table("outcome", "documents", title_justify="left", box=None, pad_edge=False)
        table.columns[1].justify = "right"
        for outcome in OUTCOMES:
            if count := self.outcomes[outcome]:
                table.add_row(outcome, f"{count:,}")
        table.add_row("in all", f"{self.documents:,}", style="bold")
        return table
