"""Risks that a numbered list names, and that are rated elsewhere by their numbers.

    Risker                      Bedömning                   Nr | S | K | SxK
    1. Hissen stannar           Risk 1: S 3, K 4      or    1  | 3 | 4 | 12
    2. Mögel i källaren         Risk 2: S 2, K 5            2  | 2 | 5 | 10

Rows that say no more of their risks than a number get the words of the list that counts the same numbers, and of a list
under a word for treatment what is done. Where two lists may be meant, or two tables may mean one, the rows stay as they
are, before a person. Joined rows are asked where the line above the list does not speak of risks: an agenda counts too;
where the line above the numbers speaks of what is left; and where a list has more items than there are numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import regex

from risktool.draft import Certainty, Doubt, DraftRow
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.reading import TableReading
from risktool.parse.tables.strength import STRONG
from risktool.parse.typed.counted import opens_risk
from risktool.parse.typed.ratings import rating_places
from risktool.profiles import Profile, fold
from risktool.source import Document, Paragraph, Span, Spans

FEWEST_ITEMS = 2
"""Items of a list, and rows that their numbers tell."""

_COUNT = r"(?:(?P<label>\p{L}+)\.?[ ]?)?(?P<number>\d{1,2})"
_NUMBERED = regex.compile(rf"[-–•*_ \t]*{_COUNT}[*_]*[ ]?[.):–—-]?[*_]*[ \t]+(?P<words>\S.*)", regex.DOTALL)
_KEY = regex.compile(rf"[*_ ]*{_COUNT}[*_ .):]*")
_WORD = regex.compile(r"\p{L}+")


class Numbered(NamedTuple):
    """A paragraph that begins with a number: the number, the whole of it, and where its words stand."""

    number: int
    whole: Span
    words: Span


class _List(NamedTuple):
    """A list that counts its items from one on, and the words of the line above it."""

    items: dict[int, Numbered]
    title: str


class Joined(NamedTuple):
    """The tables with the words of lists in their rows, and the items of lists that are used up by them."""

    tables: tuple[TableReading, ...]
    used: Spans = ()


def find_number(text: str, span: Span, lexicon: Lexicon) -> Numbered | None:
    """The number that a paragraph begins with, alone or behind a word that counts: "1.", "Risk 1:", "R1"."""
    match = _NUMBERED.fullmatch(text, *span)
    if match is None or not _counts(match["label"], lexicon):
        return None
    return Numbered(int(match["number"]), span, Span(*match.span("words")))


def _counts(label: str | None, lexicon: Lexicon) -> bool:
    if label is None or opens_risk(label, lexicon):
        return True
    is_number = any(match.role == "number" and match.strength >= STRONG for match in lexicon.match(label))
    return is_number or (len(label) == 1 and not lexicon.is_factor(label))


def join_numbered(
    document: Document,
    tables: Sequence[TableReading],
    lines: Sequence[TableReading],
    lexicon: Lexicon,
    profile: Profile,
) -> Joined:
    """The tables, with the words of numbered lists in rows that only have their numbers, and those of the `lines` (see
    `rated_lines`) that lists name.
    """
    every = sorted((*tables, *lines), key=lambda table: table.span)
    keys = [_keys_of(document, table, lexicon) for table in every]
    lists = _find_lists(document, every, lexicon) if any(keys) else []
    treatments = [found for found in lists if _heads_treatments(found.title, lexicon)]
    names = _meant([found for found in lists if found not in treatments], keys)
    untreated = [
        () if any(row.treatment for row in table.passage.rows) else numbers
        for table, numbers in zip(every, keys, strict=True)
    ]
    joined: list[TableReading] = []
    used: list[Span] = []
    for table, numbers, named, done in zip(every, keys, names, _meant(treatments, untreated), strict=True):
        if named is None:
            joined += () if table in lines else (table,)
            continue
        is_whole = all(len(each.items) == len(numbers) for each in (named, done) if each)
        is_left = _speaks_of_later(_line_above(document, table), lexicon)
        is_sure = is_whole and not is_left and _speaks_of_risks(named.title, lexicon, profile)
        joined.append(_join(table, numbers, named, done, is_sure=is_sure))
        used += [each.items[number].whole for each in (named, done) if each for number in numbers]
    return Joined(tuple(joined), tuple(sorted(used)))


def _meant(lists: Sequence[_List], keys: Sequence[tuple[int, ...]]) -> list[_List | None]:
    """For each of the `keys` the only list that has all its numbers, if no other keys mean that one too."""
    found = [[each for each in lists if numbers and set(numbers) <= set(each.items)] for numbers in keys]
    return [few[0] if len(few) == 1 and found.count(few) == 1 else None for few in found]


def _keys_of(document: Document, table: TableReading, lexicon: Lexicon) -> tuple[int, ...]:
    """The numbers that are all that a table's rows say of their risks; () where any says more, or the same again."""
    found = [_KEY.fullmatch(document.shown(row.description)) for row in table.passage.rows]
    keys = {int(key["number"]) for key in found if key and _counts(key["label"], lexicon)}
    in_order = tuple(int(key["number"]) for key in found if key)
    return in_order if FEWEST_ITEMS <= len(keys) == len(found) else ()


def _find_lists(document: Document, tables: Sequence[TableReading], lexicon: Lexicon) -> list[_List]:
    """The lists outside the tables that count up from one, of words that rate nothing and with nothing between them."""
    text = document.text
    lists: list[_List] = []
    items: dict[int, Numbered] = {}  # of the list that may go on
    above = Span(0, 0)
    for span in _paragraphs(document, tables):
        item = find_number(text, span, lexicon)
        if item is not None and item.number in (1, len(items) + 1) and _names(text, item, lexicon):
            if item.number == 1:
                items = {}
                lists.append(_List(items, text[slice(*above)]))
            items[item.number] = item
        elif items and text[span.start].islower() and text.count("\n", above.end, span.start) == 1:
            last = items[len(items)]
            whole, words = (Span(part.start, span.end) for part in (last.whole, last.words))
            items[len(items)] = Numbered(last.number, whole, words)
        else:
            items = {}
        above = span
    return [found for found in lists if len(found.items) >= FEWEST_ITEMS]


def _paragraphs(document: Document, tables: Sequence[TableReading]) -> Iterator[Span]:
    blocks = (block for page in document.pages for block in page.blocks if isinstance(block, Paragraph))
    spans = [table.span for table in tables]
    return (b.span for b in blocks if b.span.start < b.span.end and not any(b.span.start in range(*s) for s in spans))


def _names(text: str, item: Numbered, lexicon: Lexicon) -> bool:
    words = text[slice(*item.words)]
    return any(len(word) > 1 for word in _WORD.findall(words)) and not rating_places(words, lexicon)


def _heads_treatments(title: str, lexicon: Lexicon) -> bool:
    return any(match.role == "treatment" and match.strength >= STRONG for match in lexicon.match(title.strip("# *_:")))


def _speaks_of_risks(title: str, lexicon: Lexicon, profile: Profile) -> bool:
    """Whether a line says that risks follow: "Identifierade risker", "Riskanalys av flytten"."""
    known = lexicon.risk_words | lexicon.risk_headings | set(map(fold, profile.heading_words))
    return not known.isdisjoint(map(fold, _WORD.findall(title)))


def _line_above(document: Document, table: TableReading) -> str:
    """The last line with words before a table."""
    return document.text[: table.span.start].rstrip().rpartition("\n")[2]


def _speaks_of_later(title: str, lexicon: Lexicon) -> bool:
    """Whether a line says that what follows rates the risks once more: "Efter åtgärd", "Uppföljning"."""
    return not (lexicon.residual_words | lexicon.follow_up_words).isdisjoint(map(fold, _WORD.findall(title)))


def _join(
    table: TableReading, numbers: Sequence[int], names: _List, done: _List | None, *, is_sure: bool
) -> TableReading:
    """The table, with the words of the lists for its numbers."""
    rows = []
    signs = list(table.passage.furniture)
    for number, row in zip(numbers, table.passage.rows, strict=True):
        items = [each.items[number] for each in (names, done) if each]
        signs += [*row.description, *(Span(item.whole.start, item.words.start) for item in items)]
        rows.append(_named(row, *items, is_sure=is_sure))
    return replace(table, passage=replace(table.passage, rows=tuple(rows), furniture=tuple(sorted(signs))))


def _named(row: DraftRow, name: Numbered, done: Numbered | None = None, *, is_sure: bool) -> DraftRow:
    """The row with the words of the items of lists that have its number."""
    doubts = tuple(doubt for doubt in row.doubts if doubt.code != "description-bare")
    named = replace(
        row,
        description=(name.words,),
        treatment=(done.words,) if done else row.treatment,
        certainty=row.certainty if doubts else Certainty(),
        doubts=doubts,
    )
    return named if is_sure else named.doubted(Doubt("row-uncertain", part="description"))
