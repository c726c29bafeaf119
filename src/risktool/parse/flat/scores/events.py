"""Numbers first: which runs of numbers are scores, and how many rows each run holds.

A run is a stretch of words that are only numbers ("4 4 16 4 20"). It is cut into scores by a dynamic program over
what the document's notation can print; a column block ("3 3 4 | 2 3 2 | 6 9 8": all S, all K, all products) is an
alternative, and so is "this number is text". Numbers that come out even in two ways are read in the likelier one and
doubted; numbers before a question mark that do not come out even stay one doubtful score.

    >>> [e.spans for e in ...]  # "2 2 3 3 9" with fives lost: 25 | 25 | 3 3 9
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import regex

from risktool.draft import PrintedScore
from risktool.notation import Notation
from risktool.parse.flat.cutting.atoms import Cutter
from risktool.parse.flat.event import Event
from risktool.parse.flat.kinds import COSTS, UNFIT_KINDS, EventKind, is_number, kind_of
from risktool.parse.flat.scores.blocks import LARGEST_PART, SMALLEST_BLOCK, Block, read_block
from risktool.parse.flat.scores.remarks import join_around_remarks
from risktool.parse.flat.scores.signed import Signed, places_of
from risktool.parse.flat.scores.spread import Run, read_spread
from risktool.parse.flat.words import Word
from risktool.source import Spans

MAX_RUN = 60
"""Numbers in a row: a page's scores column by column. A longer run is a table of figures."""

MOST_RUNS = 16
"""Runs among which torn scores are looked for: the factors', and one for each product."""

MAX_ROWS_RUN = 24
"""Numbers of scores that stand one behind the other; a longer run that is no column block is read in parts."""


class _Cut(NamedTuple):
    cost: float
    pieces: tuple[tuple[int, int, EventKind], ...]


COLUMN_BLOCK_COST = 1.5
"""Column blocks are rarer than rows; one must explain what rows cannot."""


def find_events(cutter: Cutter, notation: Notation, signed: Sequence[Signed] = ()) -> tuple[Event, ...]:
    """All scores of a stretch, in reading order, with those that signs show."""
    words = cutter.words
    runs = tuple(_find_runs(cutter, notation, places_of(signed)))
    events = [_signed_event(score) for score in signed]
    at = 0
    while at < len(runs):
        spread = () if _is_even(runs[at], words, notation) else read_spread(words, runs[at : at + MOST_RUNS], notation)
        if spread:
            events += spread
            last = spread[-1].last
            at = next((n for n in range(at, len(runs)) if runs[n].start > last), len(runs))
            continue
        found = (event for event in _read_run(words, runs[at], notation) if not _is_text(event, cutter))
        events += [_doubted(event, cutter) for event in found]
        at += 1
    events.sort(key=lambda event: event.first)
    joined = _doubt_counts(tuple(join_around_remarks(events, words, notation)), words)
    return tuple(_with_question(event, words) for event in joined)


def _doubt_counts(events: Sequence[Event], words: Sequence[Word]) -> Iterator[Event]:
    """The events; damaged scores of one number less certain where they stand in a count: "1 Halka 2 Brand 3 Buller"."""
    alone = [event for event in events if event.first == event.last and words[event.first].text.isdecimal()]
    values = {event.first: int(words[event.first].text) for event in alone}
    places = list(values)
    counted = {
        at
        for before, at, behind in zip(places, places[1:], places[2:], strict=False)
        if values[before] + 1 == values[at] == values[behind] - 1
    }
    for event in events:
        is_counted = event.kind == "single" and event.first in counted
        yield replace(event, certainty=event.certainty * INSIDE_CERTAINTY) if is_counted else event


def _signed_event(signed: Signed) -> Event:
    certainty = TWO_WAYS_CERTAINTY if signed.is_open else 1.0
    is_named = signed.form == "names"
    return Event(signed.first, signed.last, signed.score, signed.kind, certainty, is_signed=True, is_named=is_named)


def _find_runs(cutter: Cutter, notation: Notation, signed: frozenset[int]) -> Iterator[Run]:
    """Numbers that stand side by side, in reading order."""
    at = 0
    while at < len(cutter.words):
        if skipped := 2 * _is_grouped(cutter.words, at, notation) or _telephone_length(cutter.words, at):
            at += skipped
            continue
        end = at if at in cutter.numbering.words else _run_end(cutter, at, notation, signed)
        if end > at:
            yield Run(at, end)
        at = max(end, at + 1)


def _is_even(run: Run, words: Sequence[Word], notation: Notation) -> bool:
    """Whether the run's numbers are scores as they stand."""
    return _cut_rows(_decoded(words, run, notation), notation).cost <= COLUMN_BLOCK_COST


def _decoded(words: Sequence[Word], run: Run, notation: Notation) -> tuple[str, ...]:
    return tuple(notation.decode(word.text) for word in words[run.start : run.end])


def _run_end(cutter: Cutter, start: int, notation: Notation, signed: frozenset[int]) -> int:
    """Behind the last of the numbers that stand side by side from `start` on, up to a `signed` score or what counts; no
    score goes on on the next page."""
    words, ending = cutter.words, cutter.numbering.words | signed
    end = start
    while end < len(words) and end - start < MAX_RUN and end not in ending and is_number(words[end].text, notation):
        if end > start and words[end].gap == "page" and not _goes_over(words, start, end, notation):
            break
        end += 1
    return end


def _is_grouped(words: Sequence[Word], at: int, notation: Notation) -> bool:
    """Whether a number stands here that is printed in two groups: "1 000", "12 500". No score is as large, and none
    begins with a zero. Behind another number it may be a product of three factors ("8 5 4 160"), and one that is a
    damaged score by itself may stand before a treatment ("2 120 nya stolar")."""
    if at + 1 >= len(words) or words[at + 1].gap != "space" or (at and words[at - 1].text.isdecimal()):
        return False
    if not words[at].text.isdecimal() or _GROUP.fullmatch(words[at + 1].text) is None:
        return False
    return words[at + 1].text[0] == "0" or kind_of((words[at].text,), notation) != "single"


def _telephone_length(words: Sequence[Word], at: int) -> int:
    """How many words print a telephone number that begins here, "019-21 10 00"; 0 for none."""
    if not _AREA.fullmatch(words[at].text):
        return 0
    end = at + 1
    while end < min(len(words), at + MOST_GROUPS) and words[end].gap == "space" and _PAIR.fullmatch(words[end].text):
        end += 1
    return end - at


_AREA = regex.compile(r"\(?(?:0\d{1,3}|\+\d{2,4})(?:[-–/)]\d{2,4})?")
_PAIR = regex.compile(r"\d\d[.,;)]*")
MOST_GROUPS = 4
"""Words of a telephone number: what stands before the first blank, and three pairs."""

_GROUP = regex.compile(r"(?:0\d\d|[1-9]\d\d(?<!100))\D*")
"""The last three digits of a large number; 100 may be a product on a scale of ten."""


def _goes_over(words: Sequence[Word], start: int, end: int, notation: Notation) -> bool:
    """Whether a page ends inside one whole score: only then do numbers before and behind it belong together."""
    tokens = tuple(notation.decode(word.text) for word in words[start : start + 3])
    return end < start + 3 and all(is_number(t, notation) for t in tokens) and kind_of(tokens, notation) == "triple"


TEXT_KINDS = ("single", "lone", "partial", "range")
"""Numbers that a sentence may hold as well ("i 15 timmar", "2-3 gånger")."""


def _is_text(event: Event, cutter: Cutter) -> bool:
    """Whether a sentence runs on around the number ("i 15 timmar", "25 %", "kl 16"): no treatment begins like that."""
    behind = event.last + 1
    if event.kind == "misfit":
        return _is_inside_sentence(event, cutter)
    if event.kind not in TEXT_KINDS or event.last > event.first:
        return False
    is_led = bool(event.first) and cutter.words[event.first - 1].text.lower() in cutter.leading
    if is_led and not _stands_between_cells(event, cutter):
        return True
    if behind >= len(cutter.words) or cutter.words[behind].gap != "space":
        return False
    return cutter.opening(behind) == "lower" or cutter.words[behind].text[0] in UNIT_SIGNS


UNIT_SIGNS = "%°€$£§/"
"""What makes the number before it a share, a sum or a paragraph."""


def _stands_between_cells(event: Event, cutter: Cutter) -> bool:
    """Whether a damaged score may stand where a page cut a sentence short: "… och vi står där och | 2 Byt pumpen"."""
    behind = event.last + 1
    return event.kind == "single" and behind < len(cutter.words) and cutter.opening(behind) == "upper"


def _doubted(event: Event, cutter: Cutter) -> Event:
    """The event, less certain where a sentence seems to run on around it: "följ punkterna 1 2 2 i planen"."""
    behind = event.last + 1
    before = cutter.words[event.first - 1].text if event.first else ""
    if event.kind in OPEN_KINDS and before and (before[-1] in UNIT_SIGNS or _BROKEN.fullmatch(before)):
        return replace(event, certainty=event.certainty * INSIDE_CERTAINTY)
    if not _is_inside_sentence(event, cutter) or cutter.words[behind].text not in cutter.leading:
        return event
    return replace(event, certainty=event.certainty * INSIDE_CERTAINTY)


OPEN_KINDS: frozenset[EventKind] = UNFIT_KINDS | {"pair", "single"}
"""Numbers of which a share before them may be the first: "70 % 2 1,4", or a fraction that lost a digit: "3, 4 14"."""

_BROKEN = regex.compile(r"\d*[.,]\d*")


def _with_question(event: Event, words: Sequence[Word]) -> Event:
    """The event with a question mark that stands alone beside it: what is left of "5?", or a second thought."""
    if event.kind == "column":
        return event
    score, first, last = event.score, event.first, event.last
    if first and words[first - 1].text == QUESTION and words[first].gap == "space":
        first -= 1
        at = words[first].span
        pooled = replace(score, score=(at, *score.score))
        score = pooled if score.pooled else replace(score, likelihood=(at, *score.likelihood))
    if last + 1 < len(words) and words[last + 1].text == QUESTION and words[last + 1].gap == "space":
        last += 1
        score = replace(score, score=(*score.score, words[last].span))
    return replace(event, first=first, last=last, score=score)


QUESTION = "?"


def _is_inside_sentence(event: Event, cutter: Cutter) -> bool:
    """Whether words in lower case stand right before and behind: "kapitel 2 3 4 i handboken"."""
    behind = event.last + 1
    if not event.first or behind >= len(cutter.words) or cutter.words[behind].gap != "space":
        return False
    before = cutter.words[event.first - 1].text
    return before[-1].isalpha() and cutter.opening(behind) == "lower"


def _read_run(words: Sequence[Word], run: Run, notation: Notation) -> Iterator[Event]:
    tokens = _decoded(words, run, notation)
    whole = _whole_block(tokens, notation)
    size = MAX_ROWS_RUN if whole is None else len(tokens)
    for at in range(0, len(tokens), size):
        part = tokens[at : at + size]
        cut = whole or _cut_part(part, notation)
        is_open = _reads_two_ways(part, cut, notation) or _has_loose_end(part, notation)
        trust = TWO_WAYS_CERTAINTY if is_open else 1.0
        for first, last, kind in cut.pieces:
            block = read_block(part[first : last + 1], notation) if kind == "column" else None
            found = _events(words, run.start + at + first, run.start + at + last, kind, block, notation)
            yield from (replace(event, certainty=event.certainty * trust) for event in found)


WHOLE_KINDS = ("triple", "pair", "single")
"""Scores whose arithmetic comes out, with lost digits or without."""


def _reads_two_ways(tokens: tuple[str, ...], cut: _Cut, notation: Notation) -> bool:
    """Whether scores that stand one behind the other would be others read column by column."""
    if len(cut.pieces) < 2 or len(tokens) > LARGEST_PART or any(kind not in WHOLE_KINDS for _, _, kind in cut.pieces):
        return False
    by_row = sorted(tokens[first : last + 1] for first, last, _ in cut.pieces)
    block = read_block(tokens, notation)
    return block is not None and sorted(tuple(tokens[at] for at in row) for row in block) != by_row


def _has_loose_end(tokens: tuple[str, ...], notation: Notation) -> bool:
    """Whether the numbers are whole scores and one more, which may stand at either end: in "… fas 1 5 5 25" the
    score is 5 5 25, or 1 5 5."""
    if len(tokens) % 3 != 1 or len(tokens) == 1:
        return False
    cuts = (_cut_rows(part, notation) for part in (tokens[1:], tokens[:-1]))
    return all(kind == "triple" for cut in cuts for _, _, kind in cut.pieces)


def _whole_block(tokens: tuple[str, ...], notation: Notation) -> _Cut | None:
    """A long run as one column block, unless it reads better as rows."""
    by_row = _cut_rows(tokens, notation).cost if len(tokens) > LARGEST_PART else 0.0
    block = read_block(tokens, notation) if by_row > COLUMN_BLOCK_COST else None
    if block is None:
        return None
    cost = COLUMN_BLOCK_COST + COSTS["column"] * len(block)
    return _Cut(cost, ((0, len(tokens) - 1, "column"),)) if cost < by_row else None


def _cut_part(tokens: tuple[str, ...], notation: Notation) -> _Cut:
    """A run, or a part of a long one, as scores one behind the other and small blocks."""
    cut = _cut_rows(tokens, notation)
    if cut.cost > COLUMN_BLOCK_COST and len(tokens) >= SMALLEST_BLOCK:
        cut = _cut_blocks(tokens, notation)
    return _with_open_end(cut, tokens)


def _events(
    words: Sequence[Word], first: int, last: int, kind: EventKind, block: Block | None, notation: Notation
) -> Iterator[Event]:
    """The events of the words first..last (inclusive): one, or one for each row of a column block."""
    if block is None:
        yield _event(words, first, last, kind)
        return
    yield from (_column_event(words, first, last, row, notation) for row in block)


def _with_open_end(cut: _Cut, tokens: tuple[str, ...]) -> _Cut:
    """The cut with its end as one doubtful score, where that does not come out even and a question mark closes it."""
    if not tokens[-1].endswith("?"):
        return cut
    at = next((n for n, (_, _, kind) in enumerate(cut.pieces) if kind in UNFIT_KINDS), None)
    if at is None or len(tokens) - cut.pieces[at][0] > MOST_DOUBTED:
        return cut
    return _Cut(cut.cost, (*cut.pieces[:at], (cut.pieces[at][0], len(tokens) - 1, "doubt")))


MOST_DOUBTED = 6
"""Numbers of two answers to one question."""


def _cut_blocks(tokens: tuple[str, ...], notation: Notation) -> _Cut:
    """The cheapest way to cut a run into scores one after the other and column blocks."""
    best: list[_Cut] = [_Cut(0.0, ())]
    for end in range(1, len(tokens) + 1):
        options = list(_row_cuts(tokens, end, best, notation))
        for start in range(max(0, end - LARGEST_PART) if notation.lost else 0, end - SMALLEST_BLOCK + 1):
            block = read_block(tokens[start:end], notation)
            if block is not None:
                cost = best[start].cost + COLUMN_BLOCK_COST + COSTS["column"] * len(block)
                options.append(_Cut(cost, (*best[start].pieces, (start, end - 1, "column"))))
        best.append(min(options, key=lambda cut: cut.cost))
    return best[-1]


def _event(words: Sequence[Word], first: int, last: int, kind: EventKind) -> Event:
    """An event of the words first..last (inclusive)."""
    spans = [word.span for word in words[first : last + 1]]
    apart = len(spans) == 3
    score = (
        PrintedScore((spans[0],), (spans[1],), (spans[2],)) if apart else PrintedScore(score=tuple(spans), pooled=True)
    )
    return Event(first, last, score, kind)


BLOCK_CERTAINTY = 0.7
"""Which number of a column block belongs to which row rests on their order alone where digits are lost."""

TWO_WAYS_CERTAINTY = 0.5
"""Numbers that come out even row by row and, as other scores, column by column."""

INSIDE_CERTAINTY = 0.5
"""Three numbers that a sentence may run on around: no treatment begins with a preposition."""


def _column_event(words: Sequence[Word], first: int, last: int, row: tuple[int, ...], notation: Notation) -> Event:
    """One row of the column block first..last (inclusive)."""
    spans: Spans = tuple(words[first + i].span for i in row)
    apart = len(spans) == 3
    score = PrintedScore((spans[0],), (spans[1],), (spans[2],)) if apart else PrintedScore(score=spans, pooled=True)
    return Event(first, last, score, "column", certainty=BLOCK_CERTAINTY if notation.lost else 1.0)


@lru_cache(maxsize=4096)
def _cut_rows(tokens: tuple[str, ...], notation: Notation) -> _Cut:
    """The cheapest way to cut a run into scores printed one after the other."""
    best: list[_Cut] = [_Cut(0.0, ())]
    for end in range(1, len(tokens) + 1):
        best.append(min(_row_cuts(tokens, end, best, notation), key=lambda cut: cut.cost))
    return best[-1]


def _row_cuts(tokens: tuple[str, ...], end: int, best: Sequence[_Cut], notation: Notation) -> Iterator[_Cut]:
    """The cuts of tokens[:end] whose last piece is one score of one to three tokens.

    The longest is first: of cuts as good, the one that leaves a number over at the left is the likelier one, for a
    cell more often ends in a number ("plan 4") than it begins with one.
    """
    for length in range(min(3, end), 0, -1):
        kind = kind_of(tokens[end - length : end], notation)
        if kind is not None:
            before = best[end - length]
            yield _Cut(before.cost + COSTS[kind], (*before.pieces, (end - length, end - 1, kind)))
