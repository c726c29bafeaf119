"""Risks that a numbered list names, and that are rated elsewhere by their numbers.

    Risker                      Bedömning                   Nr | S | K | SxK
    1. Hissen stannar           Risk 1: S 3, K 4      or    1  | 3 | 4 | 12
    2. Mögel i källaren         Risk 2: S 2, K 5            2  | 2 | 5 | 10

Rows that say no more of their risks than a number get the words of the list that counts the same numbers, and of a list
under a word for treatment what is done. Where two lists may be meant, or two tables may mean one, the rows stay as they
are, before a person. Joined rows are asked where the line above the list does not speak of risks: an agenda counts too;
where the line above the numbers, or a letter before them, says more than that they rate: what is left, a goal, whose
opinion they are; where a list has more items than there are numbers; and where treatments are told that none of them
joins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import regex

from risktool.draft import Certainty, Doubt, DraftRow
from risktool.parse.spans import is_inside
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.reading import TableReading
from risktool.parse.tables.strength import STRONG
from risktool.parse.typed.counted import opens_risk
from risktool.parse.typed.ratings import rating_places
from risktool.profiles import Profile, fold
from risktool.source import Document, Page, Paragraph, Span, Spans

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


class _Keys(NamedTuple):
    """The numbers that are all that a table's rows say of their risks, and whether they count nothing but risks."""

    numbers: tuple[int, ...] = ()
    are_risks: bool = True


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
    if not any(own.numbers for own in keys):
        return Joined(tuple(tables))
    spans = [span for page in document.pages for span in free_paragraphs(page, every)]
    lists = _find_lists(document.text, spans, lexicon)
    tells_treatments = any(_heads_treatments(document.text[slice(*span)], lexicon) for span in spans)
    treatments = [found for found in lists if _heads_treatments(found.title, lexicon)]
    names = _meant([found for found in lists if found not in treatments], [own.numbers for own in keys])
    untreated = [
        () if any(row.treatment for row in table.passage.rows) else own.numbers
        for table, own in zip(every, keys, strict=True)
    ]
    joined: list[TableReading] = []
    used: list[Span] = []
    for table, (numbers, are_risks), named, done in zip(every, keys, names, _meant(treatments, untreated), strict=True):
        if named is None:
            joined += () if table in lines else (table,)
            continue
        is_whole = all(len(each.items) == len(numbers) for each in (named, done) if each)
        is_told = done is not None or not tells_treatments
        is_plain = are_risks and _only_rates(_title_of(document, table, named), lexicon, profile)
        is_sure = is_whole and is_told and is_plain and _speaks_of_risks(named.title, lexicon, profile)
        joined.append(_join(table, numbers, named, done, is_sure=is_sure))
        used += [each.items[number].whole for each in (named, done) if each for number in numbers]
    return Joined(tuple(joined), tuple(sorted(used)))


def _meant(lists: Sequence[_List], keys: Sequence[tuple[int, ...]]) -> list[_List | None]:
    """For each of the `keys` the only list that has all its numbers, if no other keys mean that one too."""
    found = [[each for each in lists if numbers and set(numbers) <= set(each.items)] for numbers in keys]
    return [few[0] if len(few) == 1 and found.count(few) == 1 else None for few in found]


def _keys_of(document: Document, table: TableReading, lexicon: Lexicon) -> _Keys:
    """The keys of a table; none where any of its rows says more, or the same again."""
    found = [_KEY.fullmatch(document.shown(row.description)) for row in table.passage.rows]
    keys = [key for key in found if key and _counts(key["label"], lexicon)]
    numbers = tuple(int(key["number"]) for key in keys)
    if not FEWEST_ITEMS <= len({*numbers}) == len(found):
        return _Keys()
    letters = [fold(key["label"]) for key in keys if key["label"] and len(key["label"]) == 1]
    return _Keys(numbers, all(any(word.startswith(own) for word in lexicon.risk_words) for own in letters))


def _find_lists(text: str, spans: Sequence[Span], lexicon: Lexicon) -> list[_List]:
    """The lists among these paragraphs that count up from one, of words that rate nothing, with nothing in between."""
    lists: list[_List] = []
    items: dict[int, Numbered] = {}  # of the list that may go on
    above = Span(0, 0)
    for span in spans:
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


def free_paragraphs(page: Page, tables: Sequence[TableReading]) -> Iterator[Span]:
    """The paragraphs of a page that are in no table."""
    whole = [table.span for table in tables if table.page == page.number]
    spans = (block.span for block in page.blocks if isinstance(block, Paragraph))
    return (span for span in spans if span.start < span.end and not is_inside(span.start, whole))


def _names(text: str, item: Numbered, lexicon: Lexicon) -> bool:
    """Whether an item has words that are no rating, nor a step of a scale: a legend counts its steps too."""
    words = text[slice(*item.words)]
    is_step = fold(words) in lexicon.words
    return any(len(word) > 1 for word in _WORD.findall(words)) and not (is_step or rating_places(words, lexicon))


def _heads_treatments(title: str, lexicon: Lexicon) -> bool:
    return any(match.role == "treatment" and match.strength >= STRONG for match in lexicon.match(title.strip("# *_:")))


def _speaks_of_risks(title: str, lexicon: Lexicon, profile: Profile) -> bool:
    """Whether a line says that risks follow: "Identifierade risker", "Riskanalys av flytten"."""
    known = lexicon.risk_words | lexicon.risk_headings | set(map(fold, profile.heading_words))
    return not known.isdisjoint(map(fold, _WORD.findall(title)))


def _title_of(document: Document, table: TableReading, named: _List) -> str:
    """The last line with words before a table; "" where that is the list itself."""
    before = document.text[: table.span.start].rstrip()
    is_list = is_inside(len(before) - 1, [item.whole for item in named.items.values()])
    return "" if is_list else before.rpartition("\n")[2]


def _only_rates(title: str, lexicon: Lexicon, profile: Profile) -> bool:
    """Whether a line says no more than that ratings follow: "Bedömning", "Sannolikhet och konsekvens"."""
    words = set(map(fold, _WORD.findall(title)))
    risks = {fold(word + ending) for word in profile.risk_words for ending in ("", *profile.risk_endings)}
    known = lexicon.value_words | lexicon.leading_words | risks | set(map(fold, profile.heading_words))
    later = lexicon.residual_words | lexicon.follow_up_words
    return words.isdisjoint(later) and all(word in known or lexicon.is_factor(word) for word in words)


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
