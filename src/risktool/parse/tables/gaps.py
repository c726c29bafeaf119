"""Readings of one table that hold every word of it between them."""

from dataclasses import replace

from risktool.parse.spans import trim, uncovered
from risktool.parse.tables.reading import TableReading
from risktool.source import Document, Span, Spans


def close_gaps(document: Document, whole: Span, readings: list[TableReading], *, is_form: bool) -> list[TableReading]:
    """Words between the cells (a format's own signs) are furniture of the reading they stand in.

    The first reading takes what stands before it and each one what stands up to the next, so that the readings
    together hold the whole table; words of blocks that were refused stay outside. All names of forms are furniture.
    """
    closed = []
    for reading in readings:
        is_whole = len(readings) == 1 and (is_form or _is_whole(document, whole, reading))
        span = whole if is_whole else reading.span
        span = trim(document.text, span)
        gaps = uncovered(document.text, span, _placed(reading))
        passage = replace(reading.passage, furniture=tuple(sorted(reading.passage.furniture + gaps)))
        closed.append(replace(reading, span=span, passage=passage))
    return closed


def _is_whole(document: Document, whole: Span, reading: TableReading) -> bool:
    """Whether the words of the table outside the reading's span are no letters or digits."""
    outside = document.text[whole.start : reading.span.start] + document.text[reading.span.end : whole.end]
    return not any(c.isalnum() for c in outside)


def _placed(reading: TableReading) -> Spans:
    rows = tuple(s for row in reading.passage.rows for s in row.spans)
    return reading.above + rows + reading.passage.text + reading.passage.furniture
