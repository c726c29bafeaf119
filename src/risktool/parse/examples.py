"""Rows that only show how a form is filled in: "Exempel: Brand | 3 | 4". They look like others and are asked.

What tells them is a word of the profile that labels the description, that fills a cell of its own, or that names the
sheet. "Exempel på otydlig ledning" is a risk: there the word is part of a sentence.
"""

from collections.abc import Iterator
from dataclasses import replace

import regex

from risktool.draft import Doubt, DraftRow
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.reading import TableReading
from risktool.profiles import fold
from risktool.source import Document

_LABEL = regex.compile(r"\W*(?P<label>\p{L}[\p{L} .]{2,20}?) ?\d{0,2} ?(?:[:)–—]|-(?=\s)|\Z)")


def doubt_examples(document: Document, table: TableReading, lexicon: Lexicon) -> TableReading:
    """The table, its examples before a person."""
    page = next(page for page in document.pages if page.number == table.page)
    is_shown = fold(page.name or "") in lexicon.example_words
    rows = tuple(
        row.doubted(Doubt("row-uncertain")) if is_shown or _is_example(document, row, lexicon) else row
        for row in table.passage.rows
    )
    return replace(table, passage=replace(table.passage, rows=rows))


def _is_example(document: Document, row: DraftRow, lexicon: Lexicon) -> bool:
    labels = (_LABEL.match(text) for text in _texts(document, row))
    return any(label is not None and fold(label["label"]) in lexicon.example_words for label in labels)


def _texts(document: Document, row: DraftRow) -> Iterator[str]:
    yield document.shown(row.description)
    for _, spans in row.other:
        yield document.shown(spans)
