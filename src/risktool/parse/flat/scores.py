"""Numbers first: which runs of numbers are scores, and how many rows each run holds.

A run is a stretch of words that are only numbers ("4 4 16 4 20"). It is cut into scores by a dynamic program over
what the document's notation can print; a column block ("3 3 4 | 2 3 2 | 6 9 8": all S, all K, all products) is an
alternative, and so is "this number is text". What cannot be cut stays one doubtful score, never several guesses.

    >>> [e.spans for e in ...]  # "2 2 3 3 9" with fives lost: 25 | 25 | 3 3 9
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

import regex

from risktool.draft import PrintedScore
from risktool.notation import Notation
from risktool.parse.flat.atoms import Cutter
from risktool.parse.flat.words import Word
from risktool.source import Spans

EventKind: TypeAlias = Literal["triple", "pair", "single", "misfit", "partial", "lone", "range", "doubt", "column"]
"""triple S K P; pair/single a damaged score of two or one number; misfit three numbers that disagree, or a factor and
what may be its product; partial two numbers without a product; lone one number that fits nothing; range, doubt as
printed; column from a column block."""

MAX_RUN = 24
"""Numbers in a row; a longer run is a table of figures, not scores."""


@dataclass(frozen=True, slots=True)
class Event:
    """One printed score: its words (indices into the stretch) and what is printed in each part."""

    first: int
    last: int
    score: PrintedScore
    kind: EventKind
    certainty: float = 1.0

    @property
    def is_surely_score(self) -> bool:
        """Whether no words can hold these numbers: three of them, or two whose arithmetic comes out, or ranges."""
        count = self.last - self.first + 1
        return self.kind in ("pair", "column") or count > 2 or (count > 1 and self.kind in ("range", "doubt"))


class _Cut(NamedTuple):
    cost: float
    pieces: tuple[tuple[int, int, EventKind], ...]


COSTS: dict[EventKind, float] = {
    "triple": 0.0,
    "pair": 0.3,
    "single": 0.7,
    "range": 0.5,
    "doubt": 0.8,
    "misfit": 4.0,
    "partial": 4.5,
    "lone": 5.0,
    "column": 0.4,
}
"""In natural-log units, about: how unlikely each kind is among real scores."""

COLUMN_BLOCK_COST = 1.5
"""Column blocks are rarer than rows; one must explain what rows cannot."""

SHAPE = regex.compile(r"\d{1,3}\??|\d{1,2}[-–]\d{1,3}(?:[-–]\d{1,3})?\??")
HALF_RANGE = regex.compile(r"\d{1,2}[-–]\??|[-–]\d{1,3}\??")
"""A range that lost a digit and with it one of its ends."""


def find_events(cutter: Cutter, notation: Notation) -> tuple[Event, ...]:
    """All scores of a stretch, in reading order."""
    words = cutter.words
    events: list[Event] = []
    at = 0
    while at < len(words):
        end = at if at in cutter.list_numbers else _run_end(words, at, notation)
        if end > at:
            events += [event for event in _read_run(words, at, end, notation) if not _is_text(event, cutter)]
        at = max(end, at + 1)
    return tuple(_join_around_remarks(events, words, notation))


def _run_end(words: Sequence[Word], start: int, notation: Notation) -> int:
    """Behind the last of the numbers that stand side by side from `start` on; no score goes on on the next page."""
    end = start
    while end < len(words) and end - start < MAX_RUN and _is_number(words[end].text, notation):
        if end > start and words[end].gap == "page" and not _goes_over(words, start, end, notation):
            break
        end += 1
    return end


def _goes_over(words: Sequence[Word], start: int, end: int, notation: Notation) -> bool:
    """Whether a page ends inside one whole score: only then do numbers before and behind it belong together."""
    tokens = tuple(notation.decode(word.text) for word in words[start : start + 3])
    return end < start + 3 and all(_is_number(t, notation) for t in tokens) and _kind(tokens, notation) == "triple"


def _join_around_remarks(events: Sequence[Event], words: Sequence[Word], notation: Notation) -> Iterator[Event]:
    """The events, two that are one score with a sentence typed into its cells joined: "3 3. Osäkert underlag. 9"."""
    held: Event | None = None
    for event in events:
        joined = None if held is None else _join_around_remark(held, event, words, notation)
        if held is not None and joined is None:
            yield held
        held = joined or event
    if held is not None:
        yield held


def _join_around_remark(left: Event, right: Event, words: Sequence[Word], notation: Notation) -> Event | None:
    """One score from the factors on the left and the product on the right; None where their arithmetic is not even."""
    is_apart = 1 < right.first - left.last <= LONGEST_REMARK and right.first == right.last
    if left.kind not in UNFIT_KINDS | {"single"} or not is_apart or words[right.first - 1].text[-1] not in ".!?":
        return None
    if any(word.gap != "space" for word in words[left.last + 1 : right.first + 1]):
        return None
    number = _NUMBERED.fullmatch(words[left.last + 1].text) if left.first == left.last else None
    places = [*range(left.first, left.last + 1), *([left.last + 1] if number else []), right.first]
    tokens = tuple(notation.decode(words[at].text.rstrip(".)")) for at in places)
    if len(places) != 3 or _kind(tokens, notation) != "triple":
        return None
    likelihood, consequence, product = ((words[at].span,) for at in places)
    return Event(left.first, right.last, PrintedScore(likelihood, consequence, product), "triple", REMARK_CERTAINTY)


REMARK_CERTAINTY = 0.6
"""A measure that ends in a number ("Flytta till rum 4.") may come out even by chance."""

LONGEST_REMARK = 25
"""Words; a cell for one digit holds no more, and a treatment is seldom longer."""

_NUMBERED = regex.compile(r"\d{1,2}[.)]")
"""A factor that a remark stands right behind."""


def _is_number(text: str, notation: Notation) -> bool:
    decoded = notation.decode(text)
    return bool(SHAPE.fullmatch(decoded) or (notation.lost and HALF_RANGE.fullmatch(decoded)))


TEXT_KINDS = ("single", "lone", "partial", "range")
"""Numbers that a sentence may hold as well ("i 15 timmar", "2-3 gånger")."""


def _is_text(event: Event, cutter: Cutter) -> bool:
    """Whether a sentence runs on around the number ("i 15 timmar", "25 %", "kl 16"): no treatment begins like that."""
    behind = event.last + 1
    if event.kind == "misfit":
        return _is_inside_sentence(event, cutter)
    if event.kind not in TEXT_KINDS or event.last > event.first:
        return False
    if event.first and cutter.words[event.first - 1].text.lower() in cutter.leading:
        return True
    if behind >= len(cutter.words) or cutter.words[behind].gap != "space":
        return False
    return cutter.opening(behind) == "lower" or cutter.words[behind].text[0] in "%°€/"


def _is_inside_sentence(event: Event, cutter: Cutter) -> bool:
    """Whether words in lower case stand right before and behind: "kapitel 2 3 4 i handboken"."""
    behind = event.last + 1
    if not event.first or behind >= len(cutter.words) or cutter.words[behind].gap != "space":
        return False
    before = cutter.words[event.first - 1].text
    return before[-1].isalpha() and cutter.opening(behind) == "lower"


def _read_run(words: Sequence[Word], start: int, end: int, notation: Notation) -> list[Event]:
    tokens = tuple(notation.decode(word.text) for word in words[start:end])
    cut = _cut_rows(tokens, notation)
    if cut.cost > COLUMN_BLOCK_COST and len(tokens) > SMALLEST_BLOCK:
        cut = _cut_blocks(tokens, notation)
    cut = _with_open_end(cut, tokens)
    events: list[Event] = []
    for first, last, kind in cut.pieces:
        block = _read_block(tokens[first : last + 1], notation) if kind == "column" else None
        if block is None:
            events.append(_event(words, start + first, start + last, kind))
        else:
            events += [_column_event(words, start + first, start + last, row) for row in block]
    return events


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

UNFIT_KINDS: frozenset[EventKind] = frozenset({"misfit", "partial", "lone"})
"""What is left over when numbers do not come out even. Before a question mark it is two answers to one question:
"3 3 4 3 12 9?" is one doubtful score."""

SMALLEST_BLOCK = 3
LARGEST_BLOCK = 18
"""Numbers of a column block: at least two rows with a lost digit, at most six whole ones."""


def _cut_blocks(tokens: tuple[str, ...], notation: Notation) -> _Cut:
    """The cheapest way to cut a run into scores one after the other and column blocks."""
    best: list[_Cut] = [_Cut(0.0, ())]
    for end in range(1, len(tokens) + 1):
        options = list(_row_cuts(tokens, end, best, notation))
        for start in range(max(0, end - LARGEST_BLOCK), end - SMALLEST_BLOCK):
            block = _read_block(tokens[start:end], notation)
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


BLOCK_CERTAINTY = 0.8
"""Which number of a column block belongs to which row rests on their order alone."""


def _column_event(words: Sequence[Word], start: int, end: int, row: tuple[int, ...]) -> Event:
    spans: Spans = tuple(words[start + i].span for i in row)
    apart = len(spans) == 3
    score = PrintedScore((spans[0],), (spans[1],), (spans[2],)) if apart else PrintedScore(score=spans, pooled=True)
    return Event(start, end, score, "column", certainty=BLOCK_CERTAINTY)


@lru_cache(maxsize=4096)
def _cut_rows(tokens: tuple[str, ...], notation: Notation) -> _Cut:
    """The cheapest way to cut a run into scores printed one after the other."""
    best: list[_Cut] = [_Cut(0.0, ())]
    for end in range(1, len(tokens) + 1):
        best.append(min(_row_cuts(tokens, end, best, notation), key=lambda cut: cut.cost))
    return best[-1]


def _row_cuts(tokens: tuple[str, ...], end: int, best: Sequence[_Cut], notation: Notation) -> Iterator[_Cut]:
    """The cuts of tokens[:end] whose last piece is one score of one to three tokens."""
    for length in range(1, min(3, end) + 1):
        kind = _kind(tokens[end - length : end], notation)
        if kind is not None:
            before = best[end - length]
            yield _Cut(before.cost + COSTS[kind], (*before.pieces, (end - length, end - 1, kind)))


def _kind(tokens: tuple[str, ...], notation: Notation) -> EventKind | None:
    """What these one to three tokens are as one score; None: they are none."""
    bare = tuple(token.rstrip("?") for token in tokens)
    if not all(token.isdecimal() for token in bare):
        return _range_kind(bare, notation)
    fits = any(notation.is_on_scale(r.likelihood, r.consequence) for r in notation.read_run(bare))
    if not fits:
        return _unfit_kind(bare, notation)
    if bare != tokens:
        return "doubt"
    if len(tokens) == 3:
        return "triple"
    return "pair" if len(tokens) == 2 else "single"


def _unfit_kind(tokens: tuple[str, ...], notation: Notation) -> EventKind | None:
    values = [int(token) for token in tokens]
    if notation.read_run(tokens):
        return "pair" if len(tokens) == 2 else "triple" if len(tokens) == 3 else "lone"
    top = max(notation.likelihood[1], notation.consequence[1])
    if len(values) == 3:
        on_scale = all(0 < v <= top for v in values[:2]) and values[2] <= top * top
        return "misfit" if on_scale else None
    if len(values) == 2:
        is_product = 0 < values[0] <= top < values[1] <= top * top and values[1] % values[0] == 0
        return "partial" if all(0 < v <= top for v in values) else "misfit" if is_product else None
    return "lone"


def _range_kind(tokens: tuple[str, ...], notation: Notation) -> EventKind | None:
    """A score of which some part is a range: "2-4 4 8-16"."""
    bounds = [tuple(int(n) for n in regex.split("[-–]", token) if n) for token in tokens]
    is_broken = any(HALF_RANGE.fullmatch(token) for token in tokens)
    if is_broken:
        return "range" if len(tokens) > 1 else "lone"
    top = max(notation.likelihood[1], notation.consequence[1])
    if any(number > top for bound in bounds[:-1] for number in bound):
        return None
    is_whole = len(tokens) == 3 and _may_be_product(bounds, notation)
    return "range" if is_whole or len(tokens) == 1 or (notation.lost and len(tokens) == 2) else None


def _may_be_product(bounds: Sequence[tuple[int, ...]], notation: Notation) -> bool:
    """Whether the third range can hold the products of the first two; with lost digits it may say anything."""
    (s_low, *_, s_high), (k_low, *_, k_high), (p_low, *_, p_high) = [(b[0], *b, b[-1]) for b in bounds]
    return bool(notation.lost) or (s_low * k_low <= p_high and s_high * k_high >= p_low)


@lru_cache(maxsize=1024)
def _read_block(tokens: tuple[str, ...], notation: Notation) -> tuple[tuple[int, ...], ...] | None:
    """A run as a column block: for each row the positions of its tokens; None if it is none.

    The run is cut into three columns, and every row takes from each column what the notation prints for it. Of
    several ways the one with the fewest rows is taken; which factor lost its digit may stay open.
    """
    if not all(token.isdecimal() for token in tokens):
        return None
    prints = _prints(notation)
    fewest = -(-len(tokens) // 3)
    most = len(tokens) if notation.lost else fewest
    for rows in range(max(2, fewest), most + 1):
        for first in range(min(rows, len(tokens)) + 1):
            for second in range(max(first, len(tokens) - rows), min(first + rows, len(tokens) - 1) + 1):
                ends = (first, second, len(tokens))
                found = _match_rows(tokens, (0, first, second), ends, rows, prints, set())
                if found is not None:
                    return found
    return None


_Form: TypeAlias = tuple[str, str, str]


@lru_cache(maxsize=64)
def _prints(notation: Notation) -> frozenset[_Form]:
    """Every on-scale row as printed in its three columns."""
    low_s, high_s = notation.likelihood
    low_k, high_k = notation.consequence
    return frozenset(
        (notation.print_number(s), notation.print_number(k), notation.print_number(s * k))
        for s in range(low_s, high_s + 1)
        for k in range(low_k, high_k + 1)
    )


_Place: TypeAlias = tuple[int, int, int]


def _match_rows(
    tokens: tuple[str, ...],
    at: _Place,
    ends: _Place,
    rows: int,
    prints: frozenset[_Form],
    dead: set[tuple[_Place, int]],
) -> tuple[tuple[int, ...], ...] | None:
    """Take `rows` rows from three columns of tokens that begin at `at`; None if they do not come out even.

    `dead` collects the places and rows left from where it does not; without it the search doubles with every row.
    """
    if rows == 0:
        return () if at == ends else None
    if (at, rows) in dead or any(end - start > rows for start, end in zip(at, ends, strict=True)):
        return None
    heads = (("", tokens[start]) if start < end else ("",) for start, end in zip(at, ends, strict=True))
    for form in sorted(form for form in product(*heads) if form in prints):
        taken = (at[0] + bool(form[0]), at[1] + bool(form[1]), at[2] + bool(form[2]))
        rest = _match_rows(tokens, taken, ends, rows - 1, prints, dead)
        if rest is not None:
            return (tuple(a for a, b in zip(at, taken, strict=True) if b > a), *rest)
    dead.add((at, rows))
    return None
