"""A document's stretches of flat text, cut up: which words are scores, which other columns' cells, and atoms else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from risktool.notation import Notation
from risktool.parse.flat.columns import Columns, find_columns, find_counted_rows
from risktool.parse.flat.cutting.atoms import Atom, Cutter, EdgeKind, Numbered, make_cutter
from risktool.parse.flat.cutting.copies import mark_copies
from risktool.parse.flat.cutting.numbering import Numbering, find_row_starts, leaves_open
from risktool.parse.flat.doubts.hidden import Openings, find_openings
from risktool.parse.flat.event import Event
from risktool.parse.flat.scores.events import find_events
from risktool.parse.flat.scores.form import UNKNOWN_FORM, Form, Roles, forms_of, multiply_three
from risktool.parse.flat.scores.levels import with_levels
from risktool.parse.flat.scores.signed import Signed, find_signed, places_of
from risktool.parse.flat.search.states import Item
from risktool.parse.flat.search.weights import Model
from risktool.parse.flat.words import Word, split_words
from risktool.parse.header_run import find_header, header_roles
from risktool.parse.spans import subtract
from risktool.profiles import Profile
from risktool.source import Document, Span, Spans


@dataclass(frozen=True, slots=True)
class Stretch:
    """One section's text, cut up: the words of its items, and the form that was flattened."""

    words: tuple[Word, ...]
    items: tuple[Item, ...]
    headers: Spans
    """Where column headings stand."""
    columns: Columns
    openings: Openings
    """Places where cells may begin though nothing is cut there."""
    is_open: bool
    """Labels number its rows, but not which score is whose."""
    form: Form = UNKNOWN_FORM


class _Body(NamedTuple):
    """One section's text without its column headings, and what each row of these names."""

    words: tuple[Word, ...]
    headers: Spans
    roles: Sequence[Roles]


class _Scored(NamedTuple):
    """A cutter for one section's words, and the scores among them."""

    cutter: Cutter
    events: tuple[Event, ...]


def cut_stretches(
    document: Document, stretches: Sequence[Spans], notation: Notation, profile: Profile, model: Model
) -> list[Stretch]:
    """The stretches of a document cut up. They tell each other what its scores and its columns look like."""
    bodies = [_find_body(document, spans, profile) for spans in stretches]
    vocabulary = frozenset(document.text.split())
    cut = []
    named = _named([body.roles for body in bodies])
    for body, (cutter, events), roles in zip(bodies, _find_scores(bodies, profile, notation), named, strict=True):
        columns = find_columns(cutter, events, roles, profile, notation)
        items = tuple(make_items(cutter, columns, model))
        openings = find_openings(body.words, vocabulary, profile, notation)
        is_open = leaves_open(cutter.numbering, [event.first for event in columns.events])
        cut.append(Stretch(body.words, items, body.headers, columns, openings, is_open))
    return _in_forms(_with_copies(cut), [body.roles for body in bodies], notation)


def _find_body(document: Document, spans: Spans, profile: Profile) -> _Body:
    headers = _find_headers(document, spans, profile)
    words = split_words(document, tuple(part for span in spans for part in subtract(span, headers)))
    return _Body(words, headers, [header_roles(document.text, header, profile) for header in headers])


def _find_headers(document: Document, spans: Spans, profile: Profile) -> Spans:
    headers: list[Span] = []
    for span in spans:
        part = document.text[span.start : span.end]
        at = 0
        while (found := find_header(part, profile, at)) is not None:
            headers.append(Span(span.start + found.start, span.start + found.end))
            at = found.end
    return tuple(headers)


def _find_scores(bodies: Sequence[_Body], profile: Profile, notation: Notation) -> list[_Scored]:
    """The scores of each section; which signs are scores and where levels stand, the whole document says."""
    has_dates = any("due" in named for body in bodies for named in body.roles)
    signed = find_signed([body.words for body in bodies], profile, notation, has_dates=has_dates)
    scored = [_find_own(body.words, own, profile, notation) for body, own in zip(bodies, signed, strict=True)]
    cutters = [own.cutter for own in scored]
    levelled = with_levels([own.events for own in scored], cutters, profile)
    return [_Scored(cutter, tuple(events)) for cutter, events in zip(cutters, levelled, strict=True)]


def _find_own(words: Sequence[Word], signed: Sequence[Signed], profile: Profile, notation: Notation) -> _Scored:
    """The scores among these words, without the numbers that count as many rows as there are scores."""
    cutter = make_cutter(words, profile, notation, places_of(signed))
    events = find_events(cutter, notation, signed)
    counted = find_counted_rows(events, words)
    if not counted:
        return _Scored(cutter, events)
    counting = cutter.counting(counted)
    return _Scored(counting, find_events(counting, notation, signed))


def _named(roles: Iterable[Sequence[Roles]]) -> Iterator[Roles]:
    """The columns of each stretch by its last headings, or by those of the stretches before."""
    last: Roles = ()
    for found in roles:
        last = found[-1] if found else last
        yield last


def make_items(cutter: Cutter, columns: Columns, model: Model) -> list[Item]:
    """Atoms and scores in reading order, without the cells of columns beside. Scores of one column block stand one
    behind the other."""
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


def _with_copies(stretches: Sequence[Stretch]) -> list[Stretch]:
    marked = mark_copies([(stretch.words, stretch.items) for stretch in stretches])
    return [replace(stretch, items=items) for stretch, items in zip(stretches, marked, strict=True)]


def _in_forms(stretches: Sequence[Stretch], roles: Sequence[Sequence[Roles]], notation: Notation) -> list[Stretch]:
    """Each stretch with its form, and with the columns that any stretch has, none where it has headings of its own."""
    kinds = [item.kind for stretch in stretches for item in stretch.items if isinstance(item, Event)]
    is_fourfold = multiply_three(" ".join(word.text for stretch in stretches for word in stretch.words))
    unread = [[stretch.columns.unread(named) for named in own] for stretch, own in zip(stretches, roles, strict=True)]
    forms = forms_of(unread, kinds, is_damaged=bool(notation.lost), has_three_factors=is_fourfold)
    found = frozenset(cell.role for stretch in stretches for cell in stretch.columns.cells)
    return [
        replace(stretch, form=form, columns=stretch.columns.beside(frozenset() if own else found))
        for stretch, form, own in zip(stretches, forms, roles, strict=True)
    ]
