"""One stretch of flat text to a passage: the reading whose rows most readings agree with, and how many do."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from random import Random
from typing import NamedTuple, TypeAlias

from risktool.draft import Certainty, Doubt, DraftRow, Passage, PrintedScore
from risktool.notation import Notation
from risktool.parse.flat.atoms import Atom, Cutter, EdgeKind, make_cutter
from risktool.parse.flat.between import find_remarks, find_signs
from risktool.parse.flat.copies import mark_copies
from risktool.parse.flat.doubts import CUT_OFF, cell_doubts, find_feet, is_cut_off, with_foot, with_moved
from risktool.parse.flat.event import Event
from risktool.parse.flat.form import FEWEST_PAIRS, Form, forms_of, multiply_three
from risktool.parse.flat.hidden import Openings, find_hidden, find_noun_borders, find_openings, find_totalled
from risktool.parse.flat.lattice import (
    BEAM,
    Lattice,
    OrderBias,
    Steps,
    best_path,
    build_lattice,
    lean_towards,
    order_shares,
    sample,
)
from risktool.parse.flat.levels import with_levels
from risktool.parse.flat.numbering import find_row_starts
from risktool.parse.flat.replay import Reading, Row, replay
from risktool.parse.flat.scores import find_events
from risktool.parse.flat.signed import find_signed
from risktool.parse.flat.states import MAX_LAG, ORDERS, Item, Order
from risktool.parse.flat.ties import find_ties
from risktool.parse.flat.torn import find_torn
from risktool.parse.flat.weights import Model, load_model
from risktool.parse.flat.words import Word, split_words
from risktool.parse.header_run import find_header, header_roles
from risktool.parse.spans import subtract
from risktool.profiles import FACTORS, Profile
from risktool.source import Document, Span, Spans

SEED = 31000
"""The same input gives the same bytes."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One section's text, cut up. `openings` are places where cells may begin though nothing is cut there."""

    words: tuple[Word, ...]
    items: tuple[Item, ...]
    headers: Spans
    openings: Openings


class _Effort(NamedTuple):
    """How thoroughly a stretch is searched: the lattice's beam, the readings drawn to judge a row, and how much of
    their agreement is believed."""

    beam: float
    samples: int
    trust: float


THOROUGH = _Effort(BEAM, samples=400, trust=1.0)
"""Drawn one by one, as many give a probability of 0.9 a standard error of 0.015; dealt out, less."""

CHEAP = _Effort(4.0, samples=20, trust=0.5)
"""For a stretch beyond all measure: its rows are read, and all put before a person."""

LONGEST_STRETCH = 5000
"""Items (pieces of text and scores) under one heading; the longest real analysis seen has 31."""


def read_flat(
    document: Document, stretches: Sequence[Spans], notation: Notation, profile: Profile
) -> tuple[Passage, ...]:
    """The rows of each stretch of flat text. The stretches of a document tell each other in which order they are."""
    headers = [_find_headers(document, spans, profile) for spans in stretches]
    bodies = [_without(spans, found) for spans, found in zip(stretches, headers, strict=True)]
    words = [split_words(document, body) for body in bodies]
    roles = [[header_roles(document.text, header, profile) for header in found] for found in headers]
    has_dates = any("due" in named for found in roles for named in found)
    signed = find_signed(words, profile, notation, has_dates=has_dates)
    cutters = [make_cutter(each, profile, notation, scores) for each, scores in zip(words, signed, strict=True)]
    events = with_levels([find_events(cutter, notation) for cutter in cutters], cutters, profile)
    vocabulary = frozenset(document.text.split())
    cut = _with_copies(
        [
            _cut_up(cutter, scores, found, find_openings(cutter.words, vocabulary, profile, notation))
            for cutter, scores, found in zip(cutters, events, headers, strict=True)
        ]
    )
    kinds = [item.kind for stretch in cut for item in stretch.items if isinstance(item, Event)]
    is_fourfold = multiply_three(" ".join(word.text for each in words for word in each))
    forms = forms_of(roles, kinds, is_damaged=bool(notation.lost), has_three_factors=is_fourfold)
    steps = _load_steps()
    lattices = [build_lattice(s.items, find_ties(s.items, s.words, MAX_LAG), steps, _effort(s.items).beam) for s in cut]
    shares = [order_shares(lattice) for lattice in lattices]
    feet = find_feet(document)
    return tuple(
        _read_stretch(stretch, lean_towards(lattice, _bias(shares, at)), form, document, feet)
        for at, (stretch, lattice, form) in enumerate(zip(cut, lattices, forms, strict=True))
    )


@lru_cache(maxsize=1)
def _load_steps() -> Steps:
    """The steps that any document's stretches share: most of them come back in the next document too."""
    return Steps(load_model().features)


def _effort(items: Sequence[Item]) -> _Effort:
    return CHEAP if len(items) > LONGEST_STRETCH else THOROUGH


def _without(spans: Spans, headers: Spans) -> Spans:
    return tuple(part for span in spans for part in subtract(span, headers))


def _cut_up(cutter: Cutter, events: Sequence[Event], headers: Spans, openings: Openings) -> _Stretch:
    return _Stretch(tuple(cutter.words), tuple(make_items(cutter, events, load_model())), headers, openings)


def _with_copies(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    marked = mark_copies([(stretch.words, stretch.items) for stretch in stretches])
    return [replace(stretch, items=items) for stretch, items in zip(stretches, marked, strict=True)]


def _bias(shares: Sequence[Mapping[Order, float]], at: int) -> OrderBias:
    """What the other stretches say about the order of this one: the log of how often each order is theirs."""
    others = [share for n, share in enumerate(shares) if n != at]
    total = len(others) + PRIOR_STRETCHES * len(ORDERS)
    return {order: log((sum(s[order] for s in others) + PRIOR_STRETCHES) / total) for order in ORDERS}


PRIOR_STRETCHES = 0.5
"""How many stretches of each order are taken as seen before the first: documents do change their order."""


def _read_stretch(stretch: _Stretch, lattice: Lattice, form: Form, document: Document, feet: Spans) -> Passage:
    judged = _judge(stretch.items, lattice)
    trust = _trust(stretch, judged, form)
    read = [row.row for row in judged]
    moved = {
        **(find_noun_borders(read, stretch.items) if stretch.openings.are_capitals_nouns else {}),
        **find_torn(read, stretch.items, stretch.words),
        **find_totalled(read, stretch.items, stretch.openings),
        **find_hidden(read, stretch.items, stretch.openings),
    }
    rows = tuple(
        with_moved(with_foot(_draft_row(row, stretch, form, document, trust), feet), moved.get(at), stretch.words)
        for at, row in enumerate(judged)
    )
    taken = {index for row in judged for index in row.row.description + row.row.treatment}
    scored = {row.row.score for row in judged}
    aside = [item for at, item in enumerate(stretch.items) if at not in taken and at not in scored]
    events = [item for at, item in enumerate(stretch.items) if at in scored and isinstance(item, Event)]
    remarks = find_remarks(stretch.words, events)
    text = tuple(sorted(_join(stretch.words, aside) + remarks))
    signs = find_signs(stretch.words, events, document)
    return Passage(rows=rows, text=text, furniture=tuple(sorted(stretch.headers + signs)))


def _find_headers(document: Document, spans: Spans, profile: Profile) -> Spans:
    headers: list[Span] = []
    for span in spans:
        part = document.text[span.start : span.end]
        at = 0
        while (found := find_header(part, profile, at)) is not None:
            headers.append(Span(span.start + found.start, span.start + found.end))
            at = found.end
    return tuple(headers)


def make_items(cutter: Cutter, events: Sequence[Event], model: Model) -> list[Item]:
    """Atoms and scores in reading order. Scores of one column block stand one behind the other."""
    items: list[Item] = []
    at = 0
    edge: EdgeKind = "start"
    for event in events:
        if event.first >= at:
            items += cutter.cut(at, event.first - 1, edge)
        items.append(event)
        at, edge = event.last + 1, "event"
    items += cutter.cut(at, len(cutter.words) - 1, edge)
    starts = find_row_starts(cutter.numbering, [event.first for event in events])
    titles = cutter.numbering.titles if starts else frozenset[int]()
    return [
        model.judged(_numbered(item, starts, titles), cutter.words) if isinstance(item, Atom) else item
        for item in items
    ]


def _numbered(atom: Atom, starts: frozenset[int], titles: frozenset[int]) -> Atom:
    """The atom, and whether it opens a row, or heads some, where numbers open them all."""
    if not starts:
        return atom
    return replace(atom, numbered="opens" if atom.first in starts else "heads" if atom.first in titles else "inside")


class _Rival(NamedTuple):
    """What another reading of a cell would move, and how much less likely it is."""

    code: str
    atoms: tuple[int, ...]
    odds: float


@dataclass(frozen=True, slots=True)
class _Judged:
    """A row of the chosen reading, with the share of readings that have each of its parts just so."""

    row: Row
    certainty: Certainty
    rivals: tuple[_Rival, ...] = ()


_RowKey: TypeAlias = tuple[int | None, tuple[int, ...]]


def _judge(items: Sequence[Item], lattice: Lattice) -> tuple[_Judged, ...]:
    drawn = sample(lattice, _effort(items).samples, Random(SEED))
    likeliest = best_path(lattice)
    drawn[likeliest] = drawn.get(likeliest, 0) + 1
    readings, rows, aside = Counter[Reading](), Counter[Row](), Counter[int]()
    for path, count in sorted(drawn.items()):
        reading = replay(items, path)
        readings[reading] += count
        rows.update(dict.fromkeys(reading.rows, count))
        aside.update(dict.fromkeys(reading.aside, count))
    total = readings.total()
    best = max(readings, key=lambda reading: _agreement(reading, rows, aside, total))
    alike: defaultdict[_RowKey, list[Row]] = defaultdict(list)
    for row in rows:
        alike[_row_key(row)].append(row)
    return tuple(_judge_row(row, alike[_row_key(row)], rows, total) for row in best.rows)


def _agreement(reading: Reading, rows: Counter[Row], aside: Counter[int], total: int) -> float:
    """How many rows of this reading other readings have too; what most others lack counts against it: a row, or words
    that are in none.
    """
    agreed = sum(_worth(row, rows[row] / total) for row in reading.rows)
    return agreed + sum(aside[at] / total - LOST_WORDS for at in reading.aside)


def _worth(row: Row, share: float) -> float:
    """What a row adds that this share of the readings have. Each score needs its row; one without may be left out."""
    return share - INVENTED_ROW if row.score is not None or share > INVENTED_ROW else -1.0


INVENTED_ROW = 0.1
"""A row that fewer readings than this have is better left out than invented."""

LOST_WORDS = 0.5
"""Words that fewer readings than this have outside the table are better left in it."""


class _Trust(NamedTuple):
    """How much of the readings' agreement is believed, as nothing that all of them share can make them disagree, and
    why no more."""

    share: float
    doubts: tuple[Doubt, ...]


def _trust(stretch: _Stretch, judged: Sequence[_Judged], form: Form) -> _Trust:
    is_hidden = any(not row.row.description for row in judged)
    is_clear = form.is_clear and not _rates_twice(judged, stretch, form)
    codes = [*(["rows-shifted"] if is_hidden else []), *([] if is_clear else ["form-unclear"])]
    return _Trust(_effort(stretch.items).trust * (SHIFTED if codes else 1.0), tuple(map(Doubt, codes)))


def _rates_twice(judged: Sequence[_Judged], stretch: _Stretch, form: Form) -> bool:
    """Whether rows may be risks and, in turn, what is done about them with the score that is left: hardly one has a
    treatment, though they have a column, or every second score is no higher than the one before."""
    scored = [row.row for row in judged if row.row.score is not None]
    if len(scored) < FEWEST_UNTREATED or sum(not row.treatment for row in scored) < MOST_UNTREATED * len(scored):
        return False
    events = [stretch.items[row.score] for row in scored if row.score is not None]
    factors = [[word.text for word in stretch.words[e.first : e.first + len(FACTORS)]] for e in events]
    pairs = list(zip(factors[::2], factors[1::2], strict=False))
    falls = all(left <= first for before, after in pairs for first, left in zip(before, after, strict=True))
    return form.names_treatment or (len(factors) % 2 == 0 and len(pairs) >= FEWEST_PAIRS and falls)


FEWEST_UNTREATED = 4
MOST_UNTREATED = 0.75
"""Rows, and the share of them without a treatment, that a column for treatments contradicts."""

SHIFTED = 0.5
"""Where a score has no description, that one hides in another and shifts the rows around it; where the form is not
clear, any number may be another one. All rows are put before a person then."""


def _judge_row(row: Row, alike: Sequence[Row], counts: Mapping[Row, int], total: int) -> _Judged:
    """The row, with what the readings make of it: `alike` is it and all that they have in its place."""
    descriptions, treatments = Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
    for other in alike:
        descriptions[other.description] += counts[other]
        treatments[other.treatment] += counts[other]
    certainty = Certainty(
        score=descriptions.total() / total,
        description=descriptions[row.description] / total,
        treatment=treatments[row.treatment] / total,
        whole=counts[row] / total,
    )
    rivals = (
        _rival("boundary-uncertain", row.description, descriptions),
        _rival("treatment-uncertain", row.treatment, treatments),
    )
    return _Judged(row, certainty, tuple(rival for rival in rivals if rival is not None))


def _rival(code: str, chosen: tuple[int, ...], counts: Counter[tuple[int, ...]]) -> _Rival | None:
    """The atoms in which the next best reading of a cell differs, where that reading is nearly as good."""
    others = [(count, cell) for cell, count in counts.items() if cell != chosen]
    if not others:
        return None
    count, cell = max(others)
    odds = counts[chosen] / count
    return _Rival(code, tuple(sorted(set(chosen) ^ set(cell))), odds) if odds < NEARLY_AS_GOOD else None


NEARLY_AS_GOOD = 9.0
"""Another reading is told to a person when the chosen one is less than this much likelier."""


def _row_key(row: Row) -> _RowKey:
    """By what a row is found in another reading: its score, or (unscored) its first atom."""
    return row.score, () if row.score is not None else row.description[:1]


def _draft_row(judged: _Judged, stretch: _Stretch, form: Form, document: Document, trust: _Trust) -> DraftRow:
    row, items, words = judged.row, stretch.items, stretch.words
    event = items[row.score] if row.score is not None else None
    score = _printed_score(event, form) if isinstance(event, Event) else PrintedScore(pooled=True)
    if form.is_turned and not score.pooled and not (isinstance(event, Event) and event.is_named):
        score = replace(score, likelihood=score.consequence, consequence=score.likelihood)
    certainty = judged.certainty.times(
        score=trust.share * (event.certainty if isinstance(event, Event) else 1.0),
        description=CUT_OFF if is_cut_off(items, row.description) else 1.0,
        treatment=CUT_OFF if is_cut_off(items, row.treatment) else 1.0,
    )
    description = _join(words, [items[at] for at in row.description])
    treatment = _join(words, [items[at] for at in row.treatment])
    first = (description or score.spans or treatment)[0].start
    return DraftRow(
        description=description,
        score=score,
        treatment=treatment,
        level_label=event.level if isinstance(event, Event) else (),
        origin="flat",
        certainty=certainty,
        doubts=(
            *(Doubt(r.code, _join(words, [items[at] for at in r.atoms]), odds=r.odds) for r in _told(judged.rivals)),
            *cell_doubts(row, items, words),
            *trust.doubts,
        ),
        page=document.page_at(first),
        box=document.box_of((*description, *score.spans, *treatment)),
    )


def _told(rivals: Sequence[_Rival]) -> Iterator[_Rival]:
    """The rivals, each set of words once: a description and a treatment may contend for the same."""
    return (rival for at, rival in enumerate(rivals) if rival.atoms not in [other.atoms for other in rivals[:at]])


def _printed_score(event: Event, form: Form) -> PrintedScore:
    """The score as printed; on a form without a product two numbers are the two factors.

    Two numbers beside a lone question mark stay as they are: nobody says which of them it doubts.
    """
    if form.has_product or event.kind != "partial" or len(event.score.spans) != len(FACTORS):
        return event.score
    likelihood, consequence = event.score.spans
    return PrintedScore((likelihood,), (consequence,), has_product=False)


def _join(words: Sequence[Word], items: Sequence[Item]) -> Spans:
    """The spans of these items; neighbours with only white space between become one, also words of one item."""
    spans: list[Span] = []
    previous = -2
    for item in items:
        for at in range(item.first, item.last + 1):
            span, inside = words[at].span, at > item.first or words[at].gap == "space"
            if at == previous + 1 and inside and words[at].is_adjacent:
                span = Span(spans.pop().start, span.end)
            spans.append(span)
            previous = at
    return tuple(spans)
