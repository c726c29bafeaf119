"""Rows that a page break cut: the first row of the next page's table goes on with the last one of this page's.

A row that is cut leaves its scores on the first page, so the rest of it has none. A row of its own without a score
looks the same; words tell them apart (a rest begins in the middle of a sentence, or lacks a description).
"""

from dataclasses import replace

from risktool.draft import Passage
from risktool.parse.tables.aligned import halved
from risktool.parse.tables.columns import Columns
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.reading import TableReading
from risktool.parse.tables.rows import join_rows
from risktool.parse.tables.strength import CLEAR
from risktool.profiles import FACTORS, Role
from risktool.source import Document, Spans

MOST_LINES_BETWEEN = 6
"""A footer, a header and the rest of a cell; more lines between two tables are a text of their own."""


def carry_columns(document: Document, before: TableReading, start: int, lexicon: Lexicon) -> Columns:
    """The columns of the table before, for one without headings that begins at `start`: in doubt where the heading of a
    factor or the score stands alone between them, for then the table had headings of its own.
    """
    lines = map(str.strip, document.text[max(before.span.end, start - LONGEST_HEAD) : start].split("\n"))
    lost = any(m.role in _RATED and m.strength >= CLEAR for line in lines for m in lexicon.match(line)[:1])
    return replace(before.columns, doubtful=before.columns.doubtful or lost)


_RATED: frozenset[Role] = frozenset({*FACTORS, "score"})


LONGEST_HEAD = 400
"""Letters above a table in which a heading of its own may stand alone."""


def begins_in_a_row(document: Document, before: Passage, after: Passage) -> bool:
    """Whether the first row of `after` is the rest of the last row of `before`."""
    if not before.rows or not after.rows:
        return False
    last, first = before.rows[-1], after.rows[0]
    if first.score.spans or first.residual or not last.score.spans:
        return False
    if any(_is_number(document, spans) for _, spans in first.other[:1]):
        return False
    if not first.description:
        return True
    if all(row.score.spans for row in (*before.rows, *after.rows[1:])):
        return True
    return _is_open(document, last.description) or _starts_low(document, first.description)


def continue_rows(before: Passage, after: Passage) -> tuple[Passage, Passage]:
    """The two passages with the cut row whole in the first one."""
    rest = after.rows[0]
    joined = join_rows(before.rows[-1], rest)
    return replace(before, rows=(*before.rows[:-1], joined)), replace(after, rows=after.rows[1:])


def doubt_break(document: Document, before: TableReading, after: TableReading) -> tuple[TableReading, TableReading]:
    """The readings, with the rows beside the page break less sure where a sentence seems to run over it.

    Where rows stand as close as lines, the rest of a cut row is read with the next row, which has a score.
    """
    if not before.passage.rows or not after.passage.rows:
        return before, after
    last, first = before.passage.rows[-1], after.passage.rows[0]
    parts = ((last.description, first.description), (last.treatment, first.treatment))
    is_torn = any(one and other and _is_open(document, one) and _starts_low(document, other) for one, other in parts)
    if not is_torn and not _leaves_rest(document, before, after):
        return before, after
    next_row = halved(first) if is_torn else first
    rows = (*before.passage.rows[:-1], halved(last)), (next_row, *after.passage.rows[1:])
    one, other = (
        replace(reading, passage=replace(reading.passage, rows=found))
        for reading, found in zip((before, after), rows, strict=True)
    )
    return one, other


def _leaves_rest(document: Document, before: TableReading, after: TableReading) -> bool:
    """Whether the line right above the table of the later page goes on with a sentence: the end of a cell of the row
    above, which no column holds there.
    """
    last = before.passage.rows[-1]
    lines = document.text[before.span.end : after.span.start].split("\n")
    words = [line.strip() for line in lines if line.strip()]
    is_open = _is_open(document, last.description) or _is_open(document, last.treatment)
    return is_open and 0 < len(words) <= MOST_LINES_BETWEEN and words[-1][0].islower()


def _is_number(document: Document, spans: Spans) -> bool:
    return bool(spans) and document.text[spans[0].start : spans[0].end].strip().rstrip(".").isdecimal()


def _is_open(document: Document, spans: Spans) -> bool:
    """Whether the words stop without an end of sentence."""
    return bool(spans) and document.text[spans[-1].start : spans[-1].end].rstrip()[-1:] not in ".!?…"


def _starts_low(document: Document, spans: Spans) -> bool:
    return document.text[spans[0].start : spans[0].end].lstrip()[:1].islower()
