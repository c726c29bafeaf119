"""A register as read, before anything is judged: which words of the source are what.

Comes from `parse`, goes to `recover`. A draft holds spans of the document's text, never copies of it, so that a
reading can be checked against its source: every word is in exactly one field of exactly one part. Numbers are
not numbers yet; `recover` decides what a printed "2" means.
"""

from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from risktool.source import Box, Spans

RowOrigin: TypeAlias = Literal["table", "inline", "flat"]
"""A row of a table, a score written into running text ("S: 4, K: 5"), or a row found in a stream of words."""


@dataclass(frozen=True, slots=True)
class PrintedScore:
    """The words that print a row's score.

    `pooled`: the parts cannot be told apart (flat text with a lost digit), all of them stand under `score` in
    reading order. Otherwise each part is its own cell, empty where the cell is empty. `has_product`: there is a
    place for a product, so that an empty one is a missing product and not a form without the column.
    """

    likelihood: Spans = ()
    consequence: Spans = ()
    score: Spans = ()
    pooled: bool = False
    has_product: bool = True
    formula: str | None = None
    """How the form says that it makes the score, where that is no plain product of the two."""

    @property
    def spans(self) -> Spans:
        """All parts, in the order likelihood, consequence, score."""
        return self.likelihood + self.consequence + self.score


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to ask a person: a stable code, and the words and the reading that compete with the one given.

    `moves` are the words that would move and `to` where to (a row's place in the section, from 0; None: out of
    the table). `odds` is how much likelier the given reading is than the other (1: as likely).
    """

    code: str
    moves: Spans = ()
    to: int | None = None
    part: Literal["score", "description", "treatment", "row"] = "row"
    odds: float = 1.0
    other: str | None = None
    """What stands there by another reading, where that is not made of the same words."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """The reading's own probability that each part holds exactly these words (1.0: nothing was left to choose)."""

    score: float = 1.0
    description: float = 1.0
    treatment: float = 1.0
    whole: float | None = None
    """The probability that all three are right together; None: they are independent of each other."""

    @property
    def together(self) -> float:
        """The probability that the whole row is right."""
        return self.score * self.description * self.treatment if self.whole is None else self.whole

    def times(self, *, score: float = 1.0, description: float = 1.0, treatment: float = 1.0) -> "Certainty":
        """The same reading with parts that are only so certain themselves; the whole is less certain with each."""
        whole = None if self.whole is None else self.whole * score * description * treatment
        return Certainty(self.score * score, self.description * description, self.treatment * treatment, whole)


HALF = 0.5
"""How sure a part of a row is whose words allow another reading."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that another row places (a merged cell belongs to the first of its rows), or a heading, and that hold for
    this row too, by field.
    """

    description: Spans = ()
    score: PrintedScore = PrintedScore()
    residual: PrintedScore = PrintedScore()
    treatment: Spans = ()
    owner: Spans = ()
    due: Spans = ()
    level_label: Spans = ()
    other: tuple[tuple[str, Spans], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row. `treatment` None: no cell or nothing printed. `other`: (column heading, words) pairs."""

    description: Spans
    score: PrintedScore
    treatment: Spans = ()
    owner: Spans = ()
    due: Spans = ()
    residual: PrintedScore | None = None
    level_label: Spans = ()
    other: tuple[tuple[str, Spans], ...] = ()
    origin: RowOrigin = "table"
    certainty: Certainty = Certainty()
    doubts: tuple[Doubt, ...] = ()
    page: int | None = None
    box: Box | None = None
    marked_level: str | None = None
    """The heading of the column of levels that the row marks with a cross; its words are the heading's."""
    shared: Shared = Shared()
    """What the row says with others, in the fields for which it has no words of its own."""

    @property
    def spans(self) -> Spans:
        """All words that the row places, by field."""
        residual = self.residual.spans if self.residual else ()
        other = tuple(span for _, spans in self.other for span in spans)
        fields = self.treatment + self.owner + self.due + residual + self.level_label + other
        return self.description + self.score.spans + fields

    @property
    def completed(self) -> "DraftRow":
        """The row with what it shares. The words of several completed rows may be the same."""
        shared = self.shared
        residual = _completed(self.residual or PrintedScore(has_product=False), shared.residual)
        return replace(
            self,
            description=self.description or shared.description,
            score=_completed(self.score, shared.score),
            residual=residual if residual.spans else None,
            treatment=self.treatment or shared.treatment,
            owner=self.owner or shared.owner,
            due=self.due or shared.due,
            level_label=self.level_label or shared.level_label,
            other=self.other + shared.other,
        )

    def doubted(self, *doubts: Doubt) -> "DraftRow":
        """The row before a person, if there are doubts: its words allow another reading as well."""
        sure = self.certainty
        certainty = Certainty(min(sure.score, HALF), min(sure.description, HALF), sure.treatment)
        return replace(self, doubts=self.doubts + doubts, certainty=certainty) if doubts else self


def _completed(score: PrintedScore, shared: PrintedScore) -> PrintedScore:
    return replace(
        score,
        likelihood=score.likelihood or shared.likelihood,
        consequence=score.consequence or shared.consequence,
        score=score.score or shared.score,
        has_product=score.has_product or bool(shared.score),
    )


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A stretch of the document under one heading (or before the first: number None, heading empty)."""

    number: int | None
    printed_number: str
    heading: Spans
    subject: Spans
    is_analysis: bool
    rows: tuple[DraftRow, ...] = ()
    text: Spans = ()

    @property
    def spans(self) -> Spans:
        """All words that the section places: heading, rows, text."""
        return self.heading + tuple(span for row in self.rows for span in row.spans) + self.text


@dataclass(frozen=True, slots=True)
class DraftLevel:
    """A band of a legend as stated: "8–14 Hög", or one that binds the factors too."""

    label: str
    low: float
    high: float
    likelihood: tuple[float, ...] | None = None
    consequence: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class DraftCriteria:
    """What the document's own legend and column headings say of its scales. None and () where they are silent."""

    likelihood: tuple[float, float] | None = None
    consequence: tuple[float, float] | None = None
    likelihood_labels: tuple[str, ...] = ()
    consequence_labels: tuple[str, ...] = ()
    likelihood_letters: tuple[str, ...] = ()
    """What rows may say for the same steps, lowest first: "E" to "A" where A is the gravest."""
    consequence_letters: tuple[str, ...] = ()
    levels: tuple[DraftLevel, ...] = ()
    formula: str | None = None
    origin: Literal["legend", "headings", "option"] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as read: its sections in order, and the words that belong to none of them."""

    sections: tuple[DraftSection, ...]
    furniture: Spans = ()
    unassigned: Spans = ()
    criteria: DraftCriteria = field(default_factory=DraftCriteria)

    @property
    def placed(self) -> Spans:
        """The words that have a place, in the order of the source."""
        return tuple(sorted((*self.furniture, *(span for section in self.sections for span in section.spans))))


@dataclass(frozen=True, slots=True)
class Passage:
    """What one reader (table, inline, flat) made of one stretch: the rows, and the words that are in none."""

    rows: tuple[DraftRow, ...] = ()
    text: Spans = ()
    furniture: Spans = ()
    criteria: DraftCriteria = field(default_factory=DraftCriteria)
