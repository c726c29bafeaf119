"""Rows that may be read in another way: two readers disagree (`--verify`), or words lie on each other."""

from collections.abc import Iterable
from dataclasses import replace

from risktool.draft import Doubt, DraftRow
from risktool.source import Document, Span

DISPUTED = 0.5
"""How sure a part is of which one of two readers is wrong, and nobody knows which."""


def with_disputes(row: DraftRow, document: Document) -> DraftRow:
    """The row, with a doubt for each of its places that a second reader reads differently, or that was printed over."""
    if not (document.disputes or document.overprints):
        return row
    spans = (*row.score.spans, *row.description, *row.treatment, *row.owner, *row.due, *row.level_label)
    if row.residual is not None:
        spans += row.residual.spans
    met = [dispute for dispute in document.disputes if _is_met(dispute.span, spans)]
    over = tuple(span for span in document.overprints if _is_met(span, spans))
    doubts = [Doubt("readers-differ", (dispute.span,), part="score", other=dispute.other) for dispute in met]
    doubts += [Doubt("boundary-uncertain", over)] if over else []
    if not doubts:
        return row
    return replace(row, doubts=(*row.doubts, *doubts), certainty=row.certainty.times(score=DISPUTED))


def _is_met(place: Span, spans: Iterable[Span]) -> bool:
    """Whether a stretch shares something with others; an empty cell has no words to share."""
    return any(place.start < span.end and span.start < place.end for span in spans)
