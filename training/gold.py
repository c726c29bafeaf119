"""The truth of a made sample in the terms of the flat reader: items, and the path through the lattice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from risktool.extract import extract
from risktool.notation import Notation
from risktool.parse.flat.columns import Columns
from risktool.parse.flat.cutting.atoms import Atom, make_cutter
from risktool.parse.flat.cutting.copies import mark_copies
from risktool.parse.flat.event import Event
from risktool.parse.flat.scores.events import find_events
from risktool.parse.flat.search.states import STARTS, Action, Item, Order, site_of, steps_from
from risktool.parse.flat.search.weights import Model
from risktool.parse.flat.stretch import make_items
from risktool.parse.flat.words import Word, split_words
from risktool.profiles import load_profile
from risktool.source import Span
from training.sample import Piece, Sample

_OUTSIDE = ("heading_number", "heading_word", "subject", "page_number", "footer", "table_header")
_SCORES = ("likelihood", "consequence", "score")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One section's body: its words, its items, and for each item the (row, part) that most of its letters are."""

    words: tuple[Word, ...]
    items: tuple[Item, ...]
    tags: tuple[tuple[int | None, str], ...]


def stretches(sample: Sample, model: Model) -> Iterator[Stretch]:
    """The bodies of the sample's analyses, each with its truth."""
    found = list(_cut_up(sample, model))
    marked = mark_copies([(stretch.words, stretch.items) for stretch in found])
    for stretch, items in zip(found, marked, strict=True):
        yield replace(stretch, items=items)


def _cut_up(sample: Sample, model: Model) -> Iterator[Stretch]:
    document = extract(sample.text.encode(), "sample")
    scoring = sample.register.scoring
    notation = Notation(
        (1, scoring.likelihood), (1, scoring.consequence), frozenset(sample.lost), lost_words=sample.lost_words
    )
    for index, section in enumerate(sample.register.sections):
        pieces = [p for p in sample.pieces if p.section == index]
        if section.kind != "analysis" or not any(p.row is not None for p in pieces):
            continue
        body = [p for p in pieces if p.part not in _OUTSIDE]
        spans = _runs(body, sample)
        words = split_words(document, spans)
        cutter = make_cutter(words, load_profile(sample.register.language), notation)
        items = tuple(make_items(cutter, Columns(find_events(cutter, notation)), model))
        yield Stretch(words, items, tuple(_tag(item, words, body) for item in items))


def _runs(body: Sequence[Piece], sample: Sample) -> tuple[Span, ...]:
    """Neighbouring pieces joined, so that a hole is only where furniture was."""
    outside = [p.start for p in sample.pieces if p.part in _OUTSIDE]
    spans: list[Span] = []
    for piece in sorted(body, key=lambda p: p.start):
        if spans and not any(spans[-1].end <= start < piece.start for start in outside):
            spans[-1] = Span(spans[-1].start, piece.end)
        else:
            spans.append(Span(piece.start, piece.end))
    return tuple(spans)


def _tag(item: Item, words: Sequence[Word], body: Sequence[Piece]) -> tuple[int | None, str]:
    start, end = words[item.first].span.start, words[item.last].span.end
    if isinstance(item, Event):
        spans = item.score.spans
        start, end = spans[0].start, spans[0].end
    letters = Counter[tuple[int | None, str]]()
    for piece in body:
        overlap = min(end, piece.end) - max(start, piece.start)
        if overlap > 0:
            part = "score" if piece.part in _SCORES else piece.part
            letters[piece.row, part] += overlap
    return letters.most_common(1)[0][0] if letters else (None, "remark")


def gold_path(stretch: Stretch) -> tuple[Action, ...] | None:
    """The true path; None where the lattice has none (scores out of order)."""
    scored = {row for item, (row, part) in zip(stretch.items, stretch.tags, strict=True) if _is_score(item, part)}
    treated = {row for row, part in stretch.tags if part == "treatment"}
    walker = _Walker(scored=scored, treated=treated)
    actions = []
    for item, (row, part) in zip(stretch.items, stretch.tags, strict=True):
        action = walker.step(item, row, part)
        if action is None:
            return None
        actions.append(action)
    return tuple(actions)


def gold_order(stretch: Stretch, path: Sequence[Action]) -> Order | None:
    """The narrowest order that the true path keeps to; None where it keeps to none."""
    orders: tuple[Order, ...] = ("row", "block", "mixed", "loose", "column")
    return next((order for order in orders if _keeps_to(stretch, path, order)), None)


def _keeps_to(stretch: Stretch, path: Sequence[Action], order: Order) -> bool:
    """Whether the steps of this order allow the path; a treatment behind the next description is a loose one."""
    state = STARTS[order]
    for item, action in zip(stretch.items, path, strict=True):
        if action == "open_treatment_latest" and state.last == "D" and order != "loose":
            return False
        edges = (step.edge for step in steps_from(state, site_of(item)))
        edge = next((edge for edge in edges if edge.action == action), None)
        if edge is None:
            return False
        state = edge.target
    return True


def _is_score(item: Item, part: str) -> bool:
    return isinstance(item, Event) and part == "score"


class _Walker:
    """Follows the truth through the lattice's rules."""

    def __init__(self, scored: set[int | None], treated: set[int | None]) -> None:
        self.answered = scored | treated
        self.scored_once: set[int | None] = set()
        self.unscored: list[int | None] = []
        self.waiting: list[int | None] = []
        self.is_queued = False
        self.description: int | None = None
        self.treatment: int | None = None

    def step(self, item: Item, row: int | None, part: str) -> Action | None:
        """The action that the truth takes here; None: there is none."""
        if isinstance(item, Event):
            return self._score(row, part)
        assert isinstance(item, Atom)
        if part == "description":
            return self._describe(row)
        if part == "treatment":
            return self._treat(row)
        return "set_aside"

    def _score(self, row: int | None, part: str) -> Action | None:
        if part != "score" or row in self.scored_once:
            return "not_a_score"
        self.scored_once.add(row)
        place = self.unscored.index(row) if row in self.unscored else None
        if place is None and self.unscored:
            return None
        if place is not None and place > 1:
            return None
        del self.unscored[: 1 if place is None else place + 1]
        self.waiting.append(row)
        return "score_alone" if place is None else "score_second" if place else "score"

    def _describe(self, row: int | None) -> Action | None:
        if row == self.description:
            return "continue_description"
        self.description = row
        if row not in self.answered:
            return "open_description_alone"
        self.unscored.append(row)
        return "open_description"

    def _treat(self, row: int | None) -> Action | None:
        if row == self.treatment:
            return "continue_treatment"
        self.treatment = row
        if row in self.waiting:
            return self._treat_waiting(row)
        if self.unscored and row == self.unscored[0]:
            self.unscored.pop(0)
            return "open_treatment_unscored"
        return None

    def _treat_waiting(self, row: int | None) -> Action | None:
        place = self.waiting.index(row)
        if place == len(self.waiting) - 1 and not (place == 1 and self.is_queued):
            self.waiting.clear()
            return "open_treatment_latest"
        if place > 1:
            return None
        del self.waiting[: place + 1]
        self.is_queued = True
        return "open_treatment_second" if place else "open_treatment_queued"
