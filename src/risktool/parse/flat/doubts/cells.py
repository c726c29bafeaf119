"""What a person is asked about a row of flat text where the readings agree: why its cells or numbers may be another
row's all the same.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import regex

from risktool.draft import Doubt, DraftRow
from risktool.page_counts import is_page_word
from risktool.parse.flat.cutting.atoms import Atom
from risktool.parse.flat.event import Event
from risktool.parse.flat.search.replay import Row
from risktool.parse.flat.search.states import Item
from risktool.parse.flat.words import Word
from risktool.sequence import page_tails
from risktool.source import Document, Span, Spans

CUT_OFF = 0.5
"""How much of the readings' agreement is believed where a cell's end is missing: what came between may hide it."""


def cell_doubts(row: Row, items: Sequence[Item], words: Sequence[Word]) -> Iterator[Doubt]:
    """Why a row's own cells are doubted: its numbers stand apart or among words or do not multiply, or a cell ends too
    early."""
    event = items[row.score] if row.score is not None else None
    if isinstance(event, Event) and (event.certainty < 1 or event.kind == "misfit"):
        yield Doubt("score-placed", event.score.spans)
    for cell in (row.description, row.treatment):
        if is_cut_off(items, cell):
            yield Doubt("cell-cut-off", (words[items[cell[-1]].last].span,))


def is_cut_off(items: Sequence[Item], cell: Sequence[int]) -> bool:
    """Whether a cell ends with a word that another one must follow."""
    last = items[cell[-1]] if cell else None
    return isinstance(last, Atom) and last.is_hanging


def with_moved(row: DraftRow, moved: Sequence[int] | None, words: Sequence[Word]) -> DraftRow:
    """The row, put before a person where these words may belong to its neighbour or it to them."""
    return row if moved is None else _doubted(row, Doubt("boundary-uncertain", tuple(words[at].span for at in moved)))


def with_foot(row: DraftRow, feet: Spans) -> DraftRow:
    """The row, put before a person where it holds what may be the foot of a page."""
    cells = row.description + row.treatment
    held = [foot for foot in feet if any(cell.start <= foot.start and foot.end <= cell.end for cell in cells)]
    return _doubted(row, Doubt("footer-uncertain", tuple(held))) if held else row


def _doubted(row: DraftRow, doubt: Doubt) -> DraftRow:
    return replace(row, certainty=row.certainty.times(description=CUT_OFF), doubts=(*row.doubts, doubt))


def find_feet(document: Document) -> Spans:
    """What may be the name in a page's foot: words before the page's number that two pages share, or that stand before
    the word for a page ("… Ring vaktmästaren Ekbro kommun sid 1")."""
    ends = [_end_of_name(document.text, tail.span.start) for tail in page_tails(document) if tail.printed]
    found = [end for end in ends if end is not None]
    counts = Counter(document.text[slice(*end.span)] for end in found)
    return tuple(end.span for end in found if end.is_named or counts[document.text[slice(*end.span)]] > 1)


class _End(NamedTuple):
    """The last words before a page's number; `is_named`: the word for a page stands between."""

    span: Span
    is_named: bool


def _end_of_name(text: str, number: int) -> _End | None:
    """None where a sentence or a score ends there."""
    start = max(text.rfind("\n", 0, number) + 1, number - LONGEST_NAME)
    words = list(_WORD.finditer(text, start, number))
    is_named = bool(words) and is_page_word(words[-1][0])
    name = words[:-1][-NAME_WORDS:] if is_named else words[-NAME_WORDS:]
    if len(name) < NAME_WORDS or not name[-1][0][-1].isalnum() or not any(c.isalpha() for w in name for c in w[0]):
        return None
    return _End(Span(name[0].start(), name[-1].end()), is_named)


_WORD = regex.compile(r"\S+")
NAME_WORDS = 2
"""Words that two pages end with by less than chance."""
LONGEST_NAME = 80
"""Characters before a page's number in which these words stand."""
