"""What a run came to: counts by outcome for the closing table, and the documents that the register lacks."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field

from risktool.batch.work import FAILURES, OUTCOMES, Outcome
from risktool.findings import count
from risktool.render.json_text import escape_hostile
from risktool.render.visible import show

__all__ = ["Result", "Tally"]

SHOWN_LACKING = 10
"""Documents named at the end of a run; a longer list would push the counts off the screen."""


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
    gone: list[str] = field(default_factory=list)
    """Documents of an earlier run that are in the dump no more, and no more in the register; by name."""

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
            "gone": self.gone,
            "copies": self.copies,
            "pages": self.pages,
            "risks": self.risks,
            "seconds": round(seconds, 3),
            "pages_per_second": round(self.pages / seconds, 1) if seconds else None,
            "jobs": jobs,
            "lacking": [asdict(result) for result in sorted(self.lacking, key=lambda result: result.document)],
        }
        return escape_hostile(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"

    def to_text(self, seconds: float) -> str:
        """The closing words: outcomes, the first of what is lacking, and how fast it went."""
        lines = [f"{outcome:<10}{self.outcomes[outcome]:>9,}" for outcome in OUTCOMES if self.outcomes[outcome]]
        lines.append(f"{'in all':<10}{self.documents:>9,}")
        lacking = sorted(self.lacking, key=lambda result: result.document)
        lines += [f"{result.outcome}: {result.document}: {result.reason}" for result in lacking[:SHOWN_LACKING]]
        if len(lacking) > SHOWN_LACKING:
            lines.append(f"… and {len(lacking) - SHOWN_LACKING:,} more (--report has them all)")
        if self.gone:
            first = f"{self.gone[0]}" + (f" and {len(self.gone) - 1:,} more" if len(self.gone) > 1 else "")
            lines.append(f"taken out of the register, because it is in the dump no more: {first}")
        lines.append(
            f"{count(self.pages, 'page')} and {count(self.risks, 'risk')} read in {seconds:.1f} s"
            f" ({self.pages / max(seconds, 0.001):.1f} pages/s); {count(self.kept, 'document')} kept from before"
        )
        return "".join(f"{show(line)}\n" for line in lines)
