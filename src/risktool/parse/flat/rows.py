"""The rows of a stretch as they are handed on: what is printed in each, how sure that is, and why no more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from risktool.draft import HALF, Doubt, DraftRow, Passage, PrintedScore
from risktool.parse.flat.columns import Beside, Cell
from risktool.parse.flat.cutting.setting import runs_across
from risktool.parse.flat.doubts.cells import CUT_OFF, cell_doubts, is_cut_off, with_foot, with_moved
from risktool.parse.flat.doubts.hidden import find_hidden, find_noun_borders, find_totalled
from risktool.parse.flat.doubts.strays import holds_strays
from risktool.parse.flat.doubts.torn import find_torn
from risktool.parse.flat.event import Event
from risktool.parse.flat.scores.between import find_remarks, find_signs
from risktool.parse.flat.scores.form import Form
from risktool.parse.flat.search.judging import Judged, Rival, effort_for
from risktool.parse.flat.search.states import Item
from risktool.parse.flat.stretch import Stretch
from risktool.parse.flat.words import Word
from risktool.profiles import FACTORS
from risktool.source import Document, Span, Spans


def draft_passage(stretch: Stretch, judged: Sequence[Judged], document: Document, feet: Spans) -> Passage:
    """The stretch's rows, with every word that stands in none of them; `feet` are where pages end."""
    trust = _trust(stretch, judged)
    moved = _find_moved(stretch, judged)
    rows = tuple(
        with_moved(with_foot(_draft_row(row, stretch, document, trust), feet), moved.get(at), stretch.words)
        for at, row in enumerate(judged)
    )
    events = _events_of(stretch, judged)
    text = tuple(sorted(_join(stretch.words, _aside(stretch, judged)) + find_remarks(stretch.words, events)))
    signs = find_signs(stretch.words, events, document)
    return Passage(rows=rows, text=text, furniture=tuple(sorted(stretch.headers + signs)))


def _find_moved(stretch: Stretch, judged: Sequence[Judged]) -> Mapping[int, Sequence[int]]:
    """The rows (by number) some of whose words may belong to another cell, and these words, the likeliest of them."""
    rows, items, openings = [row.row for row in judged], stretch.items, stretch.openings
    return {
        **(find_noun_borders(rows, items) if openings.are_capitals_nouns else {}),
        **find_torn(rows, items, stretch.words),
        **find_totalled(rows, items, openings),
        **find_hidden(rows, items, openings),
    }


def _events_of(stretch: Stretch, judged: Sequence[Judged]) -> list[Event]:
    """The rows' scores, and what was left of them later."""
    found = [stretch.items[row.row.score] for row in judged if row.row.score is not None]
    events = [item for item in found if isinstance(item, Event)]
    return events + stretch.columns.residual_of({event.first for event in events})


def _aside(stretch: Stretch, judged: Sequence[Judged]) -> list[Item | Cell]:
    """What stands in no row: text, and the cells beside scores that are none."""
    rows = [row.row for row in judged]
    taken = {at for row in rows for at in (*row.description, *row.treatment, row.score)}
    items = [item for at, item in enumerate(stretch.items) if at not in taken]
    firsts = {stretch.items[row.score].first for row in rows if row.score is not None}
    return [*items, *(cell for cell in stretch.columns.cells if cell.score not in firsts)]


class _Trust(NamedTuple):
    """How much of the readings' agreement is believed, as nothing that all of them share can make them disagree, and
    why no more."""

    share: float
    doubts: tuple[Doubt, ...]


def _trust(stretch: Stretch, judged: Sequence[Judged]) -> _Trust:
    is_hidden = any(not row.row.description for row in judged)
    is_unclear = (
        not stretch.form.is_clear
        or stretch.is_open
        or stretch.columns.is_doubtful
        or runs_across(stretch.words)
        or _holds_strays(stretch, judged)
        or _rates_twice(judged, stretch.form)
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


def _holds_strays(stretch: Stretch, judged: Sequence[Judged]) -> bool:
    """Whether other columns' cells seem to be among the rows' words; headings that name none are believed."""
    return not stretch.form.is_named and holds_strays([row.row for row in judged], stretch.items, stretch.words)


def _draft_row(judged: Judged, stretch: Stretch, document: Document, trust: _Trust) -> DraftRow:
    row, items, words, form = judged.row, stretch.items, stretch.words, stretch.form
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
