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
one above has; a line without a label goes on with the words above it, unless a heading, a blank line or a list that
ends parts them. Several labels may share a line where a profile lists all but the first.

Limits: where a rated record does not say what the risk is, or no labels that come again name likelihood and
consequence, nothing is read here, and the labels are read one by one (`inline`).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

import regex

from risktool.notation import STEPS_TO_CHOOSE, Notation
from risktool.page_counts import is_page_count
from risktool.parse.label_counts import OPENING_LABEL, find_chains
from risktool.parse.tables.lexicon import Lexicon, build_lexicon
from risktool.parse.tables.strength import STRONG
from risktool.profiles import FACTORS, Profile, Role, fold
from risktool.source import Block, Cell, Document, Page, Paragraph, Span, Table

FEWEST_RECORDS = 2
"""One record alone repeats no label."""

_COUNT = "\t"
"""Stands for the label of a line that only numbers the record below it ("R1", "1.1"); no label is a tab."""
_COUNTED = regex.compile(rf"(?P<label>\d{{1,3}}[.)]|{OPENING_LABEL})[.:]?")

_TITLE = "\n"
"""Stands for the label of a heading over the lines of one risk; no label is a line end."""

SURE = 0.9
"""A label that a profile lists as it stands."""

CLOSE = 0.1
"""Meanings of a label less sure than its best by more do not count: what is left of a risk describes none."""

_RATINGS: frozenset[Role] = frozenset({"likelihood", "consequence", "score"})


_ANYONES: frozenset[Role] = frozenset({"treatment", "owner", "due", "other"})
"""What a decision or a next meeting has as well as a risk."""

FEWEST_SHARED = 2
"""Labels that a heading without a rating has with rated ones, and one of them is a risk's alone."""

FEWEST_FIELDS = 2
"""A label that comes again at once tells two things of one risk."""

LONGEST_LABEL = 6
"""Words of a label: "När ska det vara klart"."""

_NAME = r"(?P<label>(?:\p{L}(?:[^:=?\n\t()]|\([^()\n]{0,30}\)){0,50}?|#)\??)"
_LABEL = regex.compile(
    rf"(?:[-–•*]\s+)?[*_]*{_NAME}[*_]*"
    r"(?:(?P<sign>\s*[:=])[*_]*(?:\s+|\Z)|(?<=\?)\s+|[ ]{2,}|\t|\s*\Z|[ ]+[–—-][ ]+|"
    rf"(?P<count>\s(?=(?:\d{{1,2}}\s*(?:\([^()]*\))?|{STEPS_TO_CHOOSE.pattern})\Z)))"
)
"""A label with its sign; without one, what the whole line, a gap, a dash, a question mark or a lone number parts from
words.
"""
_NEXT = regex.compile(rf"(?<=\S)(?:[ ]{{2,}}|\s*\t\s*|\s*[,;|]\s+){_NAME}\s*[:=](?:\s+|\Z)")
"""Another label in the same line: "Ansvarig: Bo   Klart: maj", "S: 3, K: 2"."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, cut behind its label: `key` folds the label, "" for none. `is_apart`: a blank line stands above."""

    label: Span
    words: Span
    key: str
    roles: frozenset[Role]
    is_apart: bool
    is_bare: bool = False
    """No sign parts the label from its words: it counts only where it comes again."""
    is_heading: bool = False
    """It is set as a heading: it fills in no field above it."""

    @property
    def opens(self) -> bool:
        """Whether the label stands alone: its words may follow."""
        return self.words.start == self.words.end


_Record: TypeAlias = dict[str, tuple[Span, Span]]
"""The fields of one risk in order, by the letters of the label: the label, and the words behind it."""


@dataclass(frozen=True, slots=True)
class _Form:
    """The labels of a document: all that count, those that come again, and what each may mean."""

    labels: frozenset[str]
    again: frozenset[str]
    roles: Mapping[str, frozenset[Role]]

    def has(self, line: _Line) -> bool:
        """Whether the line begins with a label."""
        return line.key in (self.again if line.is_bare else self.labels)

    def is_told(self, record: _Record) -> bool:
        """Whether a record says what its risk is."""
        return any("description" in self.roles[key] for key in record)


def record_tables(document: Document, notation: Notation, profile: Profile) -> dict[int, tuple[Table, ...]]:
    """The tables whose rows are written as labelled lines, by page number; none where a record has another form."""
    lexicon = build_lexicon(profile)
    titles = frozenset(fold(word) for word in profile.heading_words if fold(word) not in lexicon.exact)
    pages = {page.number: _cut_lines(document, page, notation, lexicon, titles) for page in document.pages}
    pages = {number: _settle_counts(document.text, _settle_titles(lines)) for number, lines in pages.items()}
    often = Counter(line.key for lines in pages.values() for line in lines if line.key)
    lines = [line for found in pages.values() for line in found]
    alone = {line.key for line in lines if _ALONE.fullmatch(document.text, *line.words)}
    worded = {line.key for line in lines if not _ALONE.fullmatch(document.text, *line.words)}
    roles = {line.key: line.roles - ({"description"} if line.key not in worded else set()) for line in lines}
    if any("description" in roles[key] for key in alone):
        return {}  # the word for a risk opens some lines, and a product others
    again = {key for key, times in often.items() if times >= FEWEST_RECORDS}
    factors = [{key for key in again if role in roles[key]} for role in FACTORS]
    if not all(factors) or len(set.union(*factors)) < len(factors):  # S alone may be either
        return {}
    if any(_tells_product(document, line) for lines in pages.values() for line in lines):
        return {}
    form = _Form(frozenset(key for key in often if roles[key] or key in again), frozenset(again), roles)
    runs = {number: [_part(run, form) for run in _find_runs(lines, form)] for number, lines in pages.items()}
    every = [run for found in runs.values() for run in found]
    if not all(run is not None and all(map(form.is_told, run)) for run in every):
        return {}
    if sum(len(run or ()) for run in every) < FEWEST_RECORDS:
        return {}
    return {number: tuple(_table(run) for run in found if run) for number, found in runs.items()}


_ALONE = regex.compile(r"\d{1,3}\s*(?:\([^()\n]*\))?\s*")
"""A number, or one with what it stands for: "12 (hög)"."""


def _tells_product(document: Document, line: _Line) -> bool:
    """Whether a factor's words hold the product as well, which has no label: "konsekvens: 3 = 12"."""
    return not line.roles.isdisjoint(FACTORS) and _WITH_PRODUCT.match(document.text, *line.words) is not None


_WITH_PRODUCT = regex.compile(
    r"\d{1,2}\s?=\s?\d{1,3}\b|(?<=[:=][ ]?\d{1,2}[ ]?[,;|/]?[ ]+\p{L}+[:=][ ]?)\d{1,2}\s?\(\d{1,3}\)\s*\Z"
)
"""A number in brackets is the product only behind both factors: "S: 2, K: 5 (10)", but not "S: 3 (4)"."""


def _cut_lines(document: Document, page: Page, notation: Notation, lexicon: Lexicon, titles: Set[str]) -> list[_Line]:
    """The paragraphs of a page, cut behind their labels; a table parts them as a heading does, also one that only its
    word tells: "Riskanalys: Flytt" is no field, though it comes again.
    """
    lines: list[_Line] = []
    end = page.span.start
    before: Block | None = None
    for block in page.blocks:
        is_apart = document.text.count("\n", end, block.span.start) > 1
        if isinstance(block, Paragraph) and is_page_count(document.text[slice(*block.span)]):
            end = end if is_apart else block.span.end  # a page that ends parts no records
            continue
        is_new = is_apart or _is_new(document, before, block)
        before, end = block, block.span.end
        text = notation.decode(document.text[slice(*block.span)])
        first = None if isinstance(block, Table) else _LABEL.match(text)
        if isinstance(block, Table) or (is_new and first is not None and fold(first["label"]) in titles):
            lines.append(_Line(block.span, block.span, "", frozenset(), is_apart=True))
        elif block.style == "heading":
            lines.append(_cut_title(text, block.span, lexicon))
        else:
            cut = list(_cut_line(text, block.span.start, lexicon, is_apart))
            lines += cut if cut[0].key else [replace(cut[0], is_apart=is_new)]
    return lines


def _is_new(document: Document, before: Block | None, block: Block) -> bool:
    """Whether a line goes on with nothing: set to the left with a capital, below an item of a list."""
    if not isinstance(before, Paragraph) or not isinstance(block, Paragraph):
        return False
    if before.style != "item" or block.style != "body":
        return False
    return document.text[block.span.start - 1] == "\n" and document.text[block.span.start].isupper()


def _settle_titles(lines: Sequence[_Line]) -> list[_Line]:
    """The lines; a heading describes a risk only over a rating, or over labels of such, not all of them anyone's."""
    ends = [at for at, line in enumerate(lines) if "description" in line.roles or not line.key]
    titles = [at for at, line in enumerate(lines) if line.key == _TITLE]
    below = {at: lines[at + 1 : next(iter(ends[bisect_right(ends, at) :]), len(lines))] for at in titles}
    rated = {at for at in titles if any(line.roles & _RATINGS for line in below[at])}
    labels = {line.key for at in rated for line in below[at]} - {""}
    settled = list(lines)
    for at in titles:
        shared = [line.roles for line in below[at] if line.key in labels]
        if at not in rated and (len(shared) < FEWEST_SHARED or all(roles <= _ANYONES for roles in shared)):
            settled[at] = replace(lines[at], key="", roles=frozenset())
    return settled


def _settle_counts(text: str, lines: Sequence[_Line]) -> list[_Line]:
    """The lines; those that only number what is below them begin records, and go on with no words above."""
    found = [
        (at, match)
        for at, line in enumerate(lines)
        if not line.key and (match := _COUNTED.fullmatch(text, *line.words))
    ]
    counted = {
        at for chain in find_chains([(at, match["label"]) for at, match in found], are_lines=True) for at in chain
    }
    return [replace(line, key=_COUNT) if at in counted else line for at, line in enumerate(lines)]


def _cut_title(text: str, span: Span, lexicon: Lexicon) -> _Line:
    """A heading, which may be what describes the risk below it; one with a number is one of the document's own."""
    match = _LABEL.match(text)
    is_label = match is not None and match["sign"] and fold(match["label"]).rstrip("0123456789") in lexicon.risk_words
    start = span.start + match.end() if match and is_label else span.start
    says = start < span.end and text[:1].isalpha() and fold(text).rstrip("0123456789") not in lexicon.risk_words
    return _Line(
        Span(start, start),
        Span(start, span.end),
        _TITLE if says else "",
        frozenset(["description"]),
        True,
        is_heading=True,
    )


def _cut_line(text: str, start: int, lexicon: Lexicon, is_apart: bool) -> Iterator[_Line]:
    """A line of text, and one more for each further label in it. `start` is its place in the document."""
    first = _LABEL.match(text)
    roles = _roles(first["label"], lexicon, is_sure=not first["sign"]) if first else frozenset[Role]()
    if first is None or not (roles or first["sign"]) or len(first["label"].split()) > LONGEST_LABEL:
        yield _Line(Span(start, start), Span(start, start + len(text)), "", frozenset(), is_apart)
        return
    others = [m for m in _NEXT.finditer(text, first.end("label")) if _roles(m["label"], lexicon, is_sure=True)]
    for match, end in zip((first, *others), (*(m.start() for m in others), len(text)), strict=True):
        label = Span(start + match.start("label"), start + match.end("label"))
        name = match["label"]
        is_number = match is first and first["count"] and fold(name) in lexicon.risk_words  # "Risk 2", over its words
        words = Span(start + (end if is_number else min(match.end(), end)), start + end)
        known = roles if match is first else _roles(name, lexicon, is_sure=True)
        is_bare = match is first and not first["sign"]
        yield _Line(label, words, fold(name) or name, known, is_apart and match is first, is_bare)


def _roles(label: str, lexicon: Lexicon, *, is_sure: bool) -> frozenset[Role]:
    """What a label may mean; `is_sure`: only if some profile lists it as it stands."""
    meanings = lexicon.match(label)
    least = max(SURE if is_sure else STRONG, meanings[0].strength - CLOSE) if meanings else SURE
    return frozenset(m.role for m in meanings if m.strength >= least)


def _find_runs(lines: Sequence[_Line], form: _Form) -> list[list[_Line]]:
    """The labelled lines that no heading and no paragraph of its own parts, with what goes on with their words."""
    runs: list[list[_Line]] = [[]]
    for line in lines:
        goes_on = bool(runs[-1]) and (not line.is_apart or (runs[-1][-1].opens and not line.is_heading))
        if goes_on or line.key in form.again:
            runs[-1].append(line)
        else:
            runs.append([])
    return [run for run in runs if run]


def _part(lines: Sequence[_Line], form: _Form) -> list[_Record] | None:
    """The records of a run; None where a label comes again and begins none. What stands apart above the first risk or
    below the last and tells of none is no record.
    """
    records: list[_Record] = []
    last = ""
    for at, line in enumerate(lines):
        if not form.has(line):
            label, words = records[-1][last]
            records[-1][last] = (
                label,
                Span(words.start if words.end > words.start else line.label.start, line.words.end),
            )
            continue
        if not records or line.key == _TITLE or _begins(lines, at, records):
            if records and not line.is_apart and len(records[-1]) < FEWEST_FIELDS:
                return None
            records.append({})
        elif line.key in records[-1]:
            return None
        last = line.key
        records[-1][last] = (line.label, line.words)
    if any(first.is_bare and first.opens and form.has(second) for first, second in pairwise(lines)):
        return None  # headings below each other, or a field that nobody filled in
    if any(not form.is_told(r) and any(form.roles[k] & _RATINGS for k in r) for r in (records[:1] + records[-1:])):
        return None  # a rating whose risk stands elsewhere
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
