"""Records written as labelled lines: each record is a row, and its labels are the headings of one table.

    Nr: 1
    Risk: Hal trappa          Nr | Risk       | Sannolikhet | Konsekvens | Åtgärd
    Sannolikhet: 3 (möjlig)    1 | Hal trappa | 3 (möjlig)  | 2          | Salta
    Konsekvens: 2              2 | Stöld      | 2           | 4          |
    Åtgärd: Salta

    Nr: 2
    …

A label that comes again in record after record says more than one alone: all of them together are read like the
headings of a table. A record begins where its first label comes again, or behind a blank line with any label that the
one above has; a line without a label goes on with the words above it.

Limits: one label a line. Where a record does not say what the risk is, or no label names likelihood or consequence,
nothing is read here, and the labels are read one by one (`inline`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import regex

from risktool.notation import Notation
from risktool.parse.tables.columns import STRONG
from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import Role, fold
from risktool.source import Cell, Document, Page, Paragraph, Span, Table

FEWEST_RECORDS = 2
"""One record alone repeats no label."""

CLOSE = 0.1
"""Meanings of a label less sure than its best by more do not count: what is left of a risk describes none."""

_FACTORS: tuple[Role, ...] = ("likelihood", "consequence")

FEWEST_FIELDS = 2
"""A label that comes again at once tells two things of one risk."""

LONGEST_LABEL = 6
"""Words of a label: "När ska det vara klart"."""

_LABEL = regex.compile(
    r"(?:[-–•*]\s+)?[*_]*(?P<label>(?:\p{L}(?:[^:=?\n()]|\([^()\n]{0,30}\)){0,50}|#)\??)[*_]*\s*[:=][*_]*(?:\s+|\Z)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, cut behind its label: `key` folds the label, "" for none. `is_apart`: a blank line stands above."""

    label: Span
    words: Span
    key: str
    roles: frozenset[Role]
    is_apart: bool


_Record: TypeAlias = dict[str, tuple[Span, Span]]
"""The fields of one risk in order, by the letters of the label: the label, and the words behind it."""


@dataclass(frozen=True, slots=True)
class _Form:
    """The labels of a document: all that count, those that come again, and what each may mean."""

    labels: frozenset[str]
    again: frozenset[str]
    roles: Mapping[str, frozenset[Role]]

    def is_told(self, record: _Record) -> bool:
        """Whether a record says what its risk is."""
        return any("description" in self.roles[key] for key in record)


def record_tables(document: Document, notation: Notation, lexicon: Lexicon) -> dict[int, tuple[Table, ...]]:
    """The tables whose rows are written as labelled lines, by page number; none where a record has another form."""
    pages = {page.number: _cut_lines(document, page, notation, lexicon) for page in document.pages}
    often = Counter(line.key for lines in pages.values() for line in lines if line.key)
    roles = {line.key: line.roles for lines in pages.values() for line in lines}
    again = {key for key, times in often.items() if times >= FEWEST_RECORDS}
    factors = [{key for key in again if role in roles[key]} for role in _FACTORS]
    if not all(factors) or len(set.union(*factors)) < len(factors):  # S alone may be either
        return {}
    form = _Form(frozenset(key for key in often if roles[key] or key in again), frozenset(again), roles)
    runs = {number: [_part(run, form) for run in _find_runs(lines, form)] for number, lines in pages.items()}
    every = [run for found in runs.values() for run in found]
    if not all(run is not None and all(map(form.is_told, run)) for run in every):
        return {}
    if sum(len(run or ()) for run in every) < FEWEST_RECORDS:
        return {}
    return {number: tuple(_table(run) for run in found if run) for number, found in runs.items()}


def _cut_lines(document: Document, page: Page, notation: Notation, lexicon: Lexicon) -> list[_Line]:
    """The paragraphs of a page, cut behind their labels; a table parts them as a heading does."""
    lines = []
    end = page.span.start
    for block in page.blocks:
        is_text = isinstance(block, Paragraph) and block.style != "heading"
        is_apart = document.text.count("\n", end, block.span.start) > 1
        lines.append(_cut_line(document, block.span, notation, lexicon, is_apart) if is_text else None)
        end = block.span.end
    return [line or _Line(Span(0, 0), Span(0, 0), "", frozenset(), is_apart=True) for line in lines]


def _cut_line(document: Document, span: Span, notation: Notation, lexicon: Lexicon, is_apart: bool) -> _Line:
    match = _LABEL.match(notation.decode(document.text[span.start : span.end]))
    if match is None or len(match["label"].split()) > LONGEST_LABEL:
        return _Line(Span(span.start, span.start), span, "", frozenset(), is_apart)
    name = match["label"]
    label = Span(span.start + match.start("label"), span.start + match.end("label"))
    meanings = lexicon.match(name)
    roles = frozenset(m.role for m in meanings if m.strength >= max(STRONG, meanings[0].strength - CLOSE))
    return _Line(label, Span(span.start + match.end(), span.end), fold(name) or name, roles, is_apart)


def _find_runs(lines: Sequence[_Line], form: _Form) -> list[list[_Line]]:
    """The labelled lines that no heading and no paragraph of its own parts, with what goes on with their words."""
    runs: list[list[_Line]] = [[]]
    for line in lines:
        if line.key in form.again or (line.key in form.labels and runs[-1] and not line.is_apart):
            runs[-1].append(line)
        elif line.is_apart:
            runs.append([])
        elif runs[-1]:
            runs[-1].append(line)
    return [run for run in runs if run]


def _part(lines: Sequence[_Line], form: _Form) -> list[_Record] | None:
    """The records of a run; None where a label comes again and begins none. What stands apart above the first risk or
    below the last and tells of none is no record.
    """
    records: list[_Record] = []
    last = ""
    for at, line in enumerate(lines):
        if line.key not in form.labels:
            label, words = records[-1][last]
            records[-1][last] = (label, Span(words.start, line.words.end))
            continue
        if not records or _begins(lines, at, records):
            if records and not line.is_apart and len(records[-1]) < FEWEST_FIELDS:
                return None
            records.append({})
        elif line.key in records[-1]:
            return None
        last = line.key
        records[-1][last] = (line.label, line.words)
    while records and not form.is_told(records[0]):
        del records[0]
    while records and not form.is_told(records[-1]):
        del records[-1]
    return records


def _begins(lines: Sequence[_Line], at: int, records: Sequence[_Record]) -> bool:
    """Whether a record begins with this line: the first label again, or a block that repeats any."""
    if not lines[at].is_apart:
        return lines[at].key in records[-1] and lines[at].key == next(iter(records[0]))
    end = next((i for i in range(at + 1, len(lines)) if lines[i].is_apart), len(lines))
    return any(line.key in records[-1] for line in lines[at:end])


def _table(records: Sequence[_Record]) -> Table:
    """Records as rows, below the labels of the first that has each; a label stands behind the one it follows."""
    order: list[str] = []
    for record in records:
        place = 0
        for key in record:
            if key not in order:
                order.insert(place, key)
            place = order.index(key) + 1
    heads = [next(record[key][0] for record in records if key in record) for key in order]
    cells = [Cell(0, column, head) for column, head in enumerate(heads)]
    for row, record in enumerate(records, start=1):
        at = next(iter(record.values()))[0].start
        nothing = (Span(at, at),) * 2
        cells += [Cell(row, column, record.get(key, nothing)[1]) for column, key in enumerate(order)]
    return Table(tuple(cells), len(records) + 1, len(order))
