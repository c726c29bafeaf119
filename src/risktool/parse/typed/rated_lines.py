"""Lines that rate risks by their numbers and say nothing else: "Risk 1: S 3, K 4", "2. Sannolikhet 2, konsekvens 5".

They are read like the rows of a table that has only a number for its risks, for a list elsewhere to name (`numbered`).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from risktool.draft import DraftRow, Passage
from risktool.parse.spans import uncovered
from risktool.parse.tables.columns import Columns
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.reading import TableReading
from risktool.parse.typed.numbered import FEWEST_ITEMS, Numbered, find_number, free_paragraphs
from risktool.parse.typed.scores import Score, find_scores
from risktool.parse.typed.told_scores import print_score
from risktool.profiles import FACTORS, Role, fold
from risktool.source import Document, Page, Span

LONGEST_LINE = 80
"""Characters of a line that only rates: "Risk 12: sannolikhet 3 av 5, konsekvens 4 av 5, alltså 12"."""


class _Rated(NamedTuple):
    """A line with its number, its score, and the words that are neither."""

    numbered: Numbered
    score: Score
    rest: str


def read_rated_lines(
    document: Document, tables: Sequence[TableReading], lexicon: Lexicon, letters: dict[str, Role]
) -> Iterator[TableReading]:
    """The runs of such lines outside the tables, with the same words besides their numbers and scores."""
    for page in document.pages:
        lines = (_read_line(document.text, span, lexicon, letters) for span in free_paragraphs(page, tables))
        for is_rated, run in groupby(lines, key=lambda line: line and line.rest):
            rated = [line for line in run if line]
            if is_rated is not None and len({line.numbered.number for line in rated}) >= FEWEST_ITEMS:
                yield _read_run(document, page, rated)


def _read_line(text: str, span: Span, lexicon: Lexicon, letters: dict[str, Role]) -> _Rated | None:
    """A line with a number and one whole score, and at most the words that join the two."""
    numbered = find_number(text, span, lexicon) if span.end - span.start <= LONGEST_LINE else None
    if numbered is None:
        return None
    words = text[slice(*numbered.words)]
    scores = find_scores(words, lexicon, letters, is_damaged=False)
    if len(scores) != 1 or scores[0].is_questioned or not all(scores[0].part(role) for role in FACTORS):
        return None
    rest = words[: scores[0].start] + words[scores[0].end :]
    return None if any(map(str.isdecimal, rest)) else _Rated(numbered, scores[0], fold(rest))


def _read_run(document: Document, page: Page, lines: Sequence[_Rated]) -> TableReading:
    """The rows of these lines, each described by its number."""
    whole = Span(lines[0].numbered.whole.start, lines[-1].numbered.whole.end)
    rows = tuple(
        DraftRow(
            description=(Span(line.numbered.whole.start, line.numbered.words.start),),
            score=print_score(line.score, line.numbered.words.start),
            origin="inline",
            page=page.number,
            box=document.box_of((line.numbered.whole,)),
        )
        for line in lines
    )
    signs = uncovered(document.text, whole, [span for row in rows for span in row.spans])
    return TableReading(whole, page.number, (), Passage(rows, furniture=signs), Columns.bare(1))
