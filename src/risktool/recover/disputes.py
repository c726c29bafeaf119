"""Rows about which two readers of a document disagree (`--verify`): less sure, and the other reading named."""

from dataclasses import replace

from risktool.draft import Doubt, DraftRow
from risktool.source import Dispute, Document, Span

DISPUTED = 0.5
"""How sure a part is of which one of two readers is wrong, and nobody knows which."""


def with_disputes(row: DraftRow, document: Document) -> DraftRow:
    """The row, with a doubt for each of its places that a second reader reads differently."""
    if not document.disputes:
        return row
    spans = (*row.score.spans, *row.description, *row.treatment, *row.owner, *row.due, *row.level_label)
    if row.residual is not None:
        spans += row.residual.spans
    met = [dispute for dispute in document.disputes if any(_overlaps(dispute, span) for span in spans)]
    if not met:
        return row
    doubts = tuple(Doubt("readers-differ", (dispute.span,), part="score", other=dispute.other) for dispute in met)
    return replace(row, doubts=(*row.doubts, *doubts), certainty=row.certainty.times(score=DISPUTED))


def _overlaps(dispute: Dispute, span: Span) -> bool:
    """Whether two stretches share something; an empty cell that the other reader fills has no words to share."""
    return dispute.span.start < span.end and span.start < dispute.span.end
