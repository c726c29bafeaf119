"""One stretch of flat text to a passage: the reading whose rows most readings agree with, and how many do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from typing import NamedTuple

from risktool.draft import HALF, Doubt, DraftRow, Passage, PrintedScore
from risktool.notation import Notation
from risktool.parse.flat.atoms import Atom, Cutter, EdgeKind, Numbered, make_cutter
from risktool.parse.flat.between import find_remarks, find_signs
from risktool.parse.flat.columns import Beside, Cell, Columns, find_columns, find_counted_rows
from risktool.parse.flat.copies import mark_copies
from risktool.parse.flat.doubts import CUT_OFF, cell_doubts, find_feet, is_cut_off, with_foot, with_moved
from risktool.parse.flat.event import Event
from risktool.parse.flat.form import Form, Roles, forms_of, multiply_three
from risktool.parse.flat.hidden import Openings, find_hidden, find_noun_borders, find_openings, find_totalled
from risktool.parse.flat.judging import Judged, Rival, effort_for, judge_rows
from risktool.parse.flat.lattice import (
    Lattice,
    OrderBias,
    Steps,
    build_lattice,
    lean_towards,
    order_shares,
)
from risktool.parse.flat.levels import with_levels
from risktool.parse.flat.numbering import Numbering, find_row_starts, leaves_open
from risktool.parse.flat.scores import find_events
from risktool.parse.flat.setting import runs_across
from risktool.parse.flat.signed import find_signed
from risktool.parse.flat.states import MAX_LAG, ORDERS, Item, Order
from risktool.parse.flat.strays import holds_strays
from risktool.parse.flat.ties import find_ties
from risktool.parse.flat.torn import find_torn
from risktool.parse.flat.weights import Model, load_model
from risktool.parse.flat.words import Word, split_words
from risktool.parse.header_run import find_header, header_roles
from risktool.parse.spans import subtract
from risktool.profiles import FACTORS, Profile
from risktool.source import Document, Span, Spans


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One section's text, cut up. `openings` are places where cells may begin though nothing is cut there."""

    words: tuple[Word, ...]
    items: tuple[Item, ...]
    headers: Spans
    openings: Openings
    columns: Columns
    is_open: bool
    """Labels number its rows, but not which score is whose."""


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
    scored = [
        _with_events(make_cutter(each, profile, notation, scores), notation)
        for each, scores in zip(words, signed, strict=True)
    ]
    cutters = [cutter for cutter, _ in scored]
    events = with_levels([found for _, found in scored], cutters, profile)
    vocabulary = frozenset(document.text.split())
    columns = [
        find_columns(cutter, own, named, profile, notation)
        for cutter, own, named in zip(cutters, events, _named(roles), strict=True)
    ]
    openings = [find_openings(each, vocabulary, profile, notation) for each in words]
    cut = _with_copies(list(map(_cut_up, cutters, columns, headers, openings)))
    kinds = [item.kind for stretch in cut for item in stretch.items if isinstance(item, Event)]
    is_fourfold = multiply_three(" ".join(word.text for each in words for word in each))
    unread = [[stretch.columns.unread(named) for named in found] for stretch, found in zip(cut, roles, strict=True)]
    forms = forms_of(unread, kinds, is_damaged=bool(notation.lost), has_three_factors=is_fourfold)
    cut = [replace(stretch, columns=stretch.columns.beside(found)) for stretch, found in _beside(cut, roles)]
    steps = _load_steps()
    lattices = [
        build_lattice(s.items, find_ties(s.items, s.words, MAX_LAG), steps, effort_for(s.items).beam) for s in cut
    ]
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


def _named(roles: Sequence[Sequence[Roles]]) -> Iterator[Roles]:
    """The columns of each stretch by its last headings, or by those of the stretches before."""
    last: Roles = ()
    for found in roles:
        last = found[-1] if found else last
        yield last


def _beside(
    stretches: Sequence[_Stretch], roles: Sequence[Sequence[Roles]]
) -> Iterator[tuple[_Stretch, frozenset[str]]]:
    """Each stretch with the columns that any stretch of the document has, none where it has headings of its own."""
    found = frozenset(cell.role for stretch in stretches for cell in stretch.columns.cells)
    for stretch, named in zip(stretches, roles, strict=True):
        yield stretch, frozenset() if named else found


def _without(spans: Spans, headers: Spans) -> Spans:
    return tuple(part for span in spans for part in subtract(span, headers))


def _with_events(cutter: Cutter, notation: Notation) -> tuple[Cutter, tuple[Event, ...]]:
    """The cutter and the scores of its words; without the numbers that count as many rows as there are scores."""
    events = find_events(cutter, notation)
    counted = find_counted_rows(events, cutter.words)
    if not counted:
        return cutter, events
    counting = cutter.counting(counted)
    return counting, find_events(counting, notation)


def _cut_up(cutter: Cutter, columns: Columns, headers: Spans, openings: Openings) -> _Stretch:
    items = tuple(make_items(cutter, columns.events, load_model(), columns))
    is_open = leaves_open(cutter.numbering, [event.first for event in columns.events])
    return _Stretch(tuple(cutter.words), items, headers, openings, columns, is_open)


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
    judged = judge_rows(stretch.items, lattice)
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
    aside: list[Item | Cell] = [item for at, item in enumerate(stretch.items) if at not in taken and at not in scored]
    firsts = {stretch.items[at].first for at in scored if at is not None}
    aside += [cell for cell in stretch.columns.cells if cell.score not in firsts]
    events = [item for at, item in enumerate(stretch.items) if at in scored and isinstance(item, Event)]
    events += stretch.columns.residual_of(firsts)
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


def make_items(cutter: Cutter, events: Sequence[Event], model: Model, beside: Columns | None = None) -> list[Item]:
    """Atoms and scores in reading order, without the cells of columns beside. Scores of one column block stand one
    behind the other."""
    columns = beside or Columns(tuple(events))
    items: list[Item] = []
    at = 0
    edge: EdgeKind = "start"
    for piece in columns.pieces:
        if piece.first >= at:
            items += cutter.cut(at, piece.first - 1, edge)
        if isinstance(piece, Event):
            items.append(piece)
        at, edge = piece.last + 1, columns.edge_behind(piece)
    items += cutter.cut(at, len(cutter.words) - 1, edge)
    mark = _marking(cutter.numbering, columns)
    return [
        model.judged(replace(item, numbered=mark(item)), cutter.words) if isinstance(item, Atom) else item
        for item in items
    ]


def _marking(numbering: Numbering, columns: Columns) -> Callable[[Atom], Numbered]:
    """Whether an atom opens a row, or heads some, where numbers open them all, or other columns end before them."""
    starts = find_row_starts(numbering, [event.first for event in columns.events])
    first = 0 if starts else columns.events[0].first if columns.starts else -1
    titles = numbering.titles if starts else frozenset[int]()
    opening = starts or columns.starts

    def mark(atom: Atom) -> Numbered:
        if not opening or atom.first < first:
            return ""
        return "opens" if atom.first in opening else "heads" if atom.first in titles else "inside"

    return mark


class _Trust(NamedTuple):
    """How much of the readings' agreement is believed, as nothing that all of them share can make them disagree, and
    why no more."""

    share: float
    doubts: tuple[Doubt, ...]


def _trust(stretch: _Stretch, judged: Sequence[Judged], form: Form) -> _Trust:
    is_hidden = any(not row.row.description for row in judged)
    is_unclear = (
        not form.is_clear
        or stretch.is_open
        or stretch.columns.is_doubtful
        or runs_across(stretch.words)
        or _holds_strays(stretch, judged, form)
        or _rates_twice(judged, form)
    )
    codes = [*(["rows-shifted"] if is_hidden else []), *(["form-unclear"] if is_unclear else [])]
    return _Trust(effort_for(stretch.items).trust * (SHIFTED if codes else 1.0), tuple(map(Doubt, codes)))


def _rates_twice(judged: Sequence[Judged], form: Form) -> bool:
    """Whether rows may be risks and, in turn, what is done about them with the score that is left: hardly one has a
    treatment, though they have a column."""
    scored = [row.row for row in judged if row.row.score is not None]
    untreated = sum(not row.treatment for row in scored)
    return form.names_treatment and len(scored) >= FEWEST_UNTREATED and untreated >= MOST_UNTREATED * len(scored)


FEWEST_UNTREATED = 4
MOST_UNTREATED = 0.75
"""Rows, and the share of them without a treatment, that a column for treatments contradicts."""

SHIFTED = 0.5
"""Where a score has no description, that one hides in another and shifts the rows around it; where the form is not
clear, any number may be another one. All rows are put before a person then."""


def _holds_strays(stretch: _Stretch, judged: Sequence[Judged], form: Form) -> bool:
    """Whether other columns' cells seem to be among the rows' words; headings that name none are believed."""
    return not form.is_named and holds_strays([row.row for row in judged], stretch.items, stretch.words)


def _draft_row(judged: Judged, stretch: _Stretch, form: Form, document: Document, trust: _Trust) -> DraftRow:
    row, items, words = judged.row, stretch.items, stretch.words
    event = items[row.score] if row.score is not None else None
    score = _printed_score(event, form) if isinstance(event, Event) else PrintedScore(pooled=True)
    beside = stretch.columns.of(event.first) if isinstance(event, Event) else ()
    left = next((stretch.columns.score_of(cell) for cell in beside if cell.role == "residual"), None)
    odd = [Doubt("score-placed", score.spans)] if isinstance(event, Event) and form.is_odd(event.kind) else []
    certainty = judged.certainty.times(
        score=trust.share * (event.certainty if isinstance(event, Event) else 1.0) * (HALF if odd else 1.0),
        description=CUT_OFF if is_cut_off(items, row.description) else 1.0,
        treatment=CUT_OFF if is_cut_off(items, row.treatment) else 1.0,
    )
    description = _join(words, [items[at] for at in row.description])
    treatment = _join(words, [items[at] for at in row.treatment])
    first = (description or score.spans or treatment)[0].start
    return DraftRow(
        description=description,
        score=score if isinstance(event, Event) and event.is_named else _turned(score, form),
        treatment=treatment,
        owner=_words_of(words, beside, "owner"),
        due=_words_of(words, beside, "due"),
        residual=None if left is None else _turned(left, form),
        level_label=event.level if isinstance(event, Event) else (),
        origin="flat",
        certainty=certainty,
        doubts=(
            *(Doubt(r.code, _join(words, [items[at] for at in r.atoms]), odds=r.odds) for r in _told(judged.rivals)),
            *cell_doubts(row, items, words),
            *odd,
            *trust.doubts,
        ),
        page=document.page_at(first),
        box=document.box_of((*description, *score.spans, *treatment)),
    )


def _words_of(words: Sequence[Word], cells: Sequence[Cell], role: Beside) -> Spans:
    """The words of the row's cell of this column."""
    return _join(words, [cell for cell in cells if cell.role == role])


def _turned(score: PrintedScore, form: Form) -> PrintedScore:
    """The score as its form orders the factors."""
    if score.pooled or not form.is_turned:
        return score
    return replace(score, likelihood=score.consequence, consequence=score.likelihood)


def _told(rivals: Sequence[Rival]) -> Iterator[Rival]:
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


def _join(words: Sequence[Word], items: Sequence[Item | Cell]) -> Spans:
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
