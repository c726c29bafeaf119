"""Risks in bullets, blocks and letters: text with labelled scores, or with "Risk: … Förslag: …", to rows.

    - Hal trappa S: 3, K: 2, S x K = 6. Åtgärd: Ny matta        one line: words, score, treatment

    Risk: Hal trappa                                            a block of lines
    S 3 K 2 SxK 6
    Åtgärd: Ny matta

    Risk: de hinner inte. Förslag: börja tidigare.              a letter: no score at all

Each score is one row. What stands before it, back to where its item opens (a label, a bullet, a blank line, its own
line), describes the risk; what stands behind it, up to the next item, is the treatment, unless labels say otherwise.
Labels, bullets and brackets are furniture; words outside all items stay text, and so does what closes a letter.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple, TypeAlias

import regex

from risktool.draft import Doubt, DraftRow, Passage, PrintedScore
from risktool.notation import Notation
from risktool.parse.header_run import find_header
from risktool.parse.lines import line_start
from risktool.parse.quoted import find_quotes
from risktool.parse.spans import uncovered
from risktool.parse.tables.letters import define_letters
from risktool.parse.tables.lexicon import Lexicon, build_lexicon
from risktool.parse.tables.told import tells_of_risks
from risktool.parse.typed import suspect
from risktool.parse.typed.endings import end_items
from risktool.parse.typed.flow import Flow, join_pieces
from risktool.parse.typed.items import (
    Item,
    Signs,
    cut_items,
    cut_letters,
    cut_partial,
    part_siblings,
)
from risktool.parse.typed.labelled import find_label_lines, find_labelled
from risktool.parse.typed.marks import OPENING, Mark, between, find_marks
from risktool.parse.typed.referred import deal_referred, end_above, find_referred
from risktool.parse.typed.score_labels import deal_labels
from risktool.parse.typed.scores import Score, find_scores
from risktool.parse.typed.sentences import take_openings, without_treated
from risktool.parse.typed.siblings import DOTTED, Opening, Scored, Siblings, find_openings, find_siblings
from risktool.parse.typed.trust import stands_alone, trust_alone
from risktool.parse.typed.unnamed import find_listed_products, find_triples, find_unnamed
from risktool.profiles import Profile, Role
from risktool.source import Document, Paragraph, Span, Spans

_REASON_BEHIND = regex.compile(r"[*_ \t]*(?!->)[.(–—,;-][^\n]*")
"""Behind a rating on a line of its own: why it is so."""
_GOES_ON_BEHIND = regex.compile(r"[*_ \t]*(?:[,(–—-][ ]?|(?=\p{Ll}))[^\n]*")
"""Behind a step that opens what is said of a risk: "Konsekvens: hög, för alla", "hög för den som drabbas"."""
_SEPARATORS = " \t\n.,;:|)]}>→⇒=*_–—-"

_Piece: TypeAlias = tuple[Role, str, int, int]
"""A role, the label that gives it, and where its words stand."""

FEWEST_KNOWN = 2
"""Known labels (scores count) that an item must have for its unknown ones to be labels too."""


class Setting(NamedTuple):
    """What stands around a text: a table that may hold its risks, a heading that may name its only one or be an
    analysis'.
    """

    is_beside_table: bool = False
    is_titled: bool = False
    is_analysis: bool = False


ALONE = Setting()
"""Nothing around it."""


def read_inline(
    document: Document, spans: Spans, notation: Notation, profile: Profile, setting: Setting = ALONE
) -> Passage | None:
    """The rows of a text with labelled scores or labelled risks; None when it has none."""
    lexicon = build_lexicon(profile)
    flow = join_pieces(document, spans, notation)
    letters = define_letters(document.text, lexicon)
    found = take_openings(flow.text, find_scores(flow.text, lexicon, letters, bool(notation.lost)), lexicon)
    labels, marks, whole = _deal(flow.text, found, lexicon)
    quotes = find_quotes(flow.text, lexicon)
    others = "" if setting.is_beside_table else document.text  # a table's scores are its risks', told again here
    is_alone = stands_alone(others, whole, lexicon, letters, bool(notation.lost))
    scores = trust_alone(flow.text, whole, marks) if is_alone else whole
    passing = suspect.find_passing(
        flow.text, scores, marks, document.text, lexicon, is_alone=is_alone, is_beside_table=setting.is_beside_table
    )
    listed = _listed(document, flow)
    if scores:
        unnamed = find_unnamed(flow.text, listed, found, marks)
        scores = tuple(sorted((*scores, *unnamed), key=lambda score: score.start))
    elif not found and (setting.is_analysis or tells_of_risks(document.text, lexicon)):
        scores = _scores_of_lines(flow.text, listed, marks, profile)
    openings = find_labelled(flow.text, scores, marks, find_openings(flow.text, listed))
    signs = Signs(marks, labels, openings, quotes)
    items = _cut(flow.text, scores, tuple(score for score in found if score.is_partial), signs, lexicon)
    if not items:
        return None
    items = end_items(flow.text, items, marks, openings, lexicon)
    scored_places = [Scored(i.start, i.scores[-1].end, i.end) for i in items if i.scores]
    siblings = find_siblings(_free(openings, marks), scored_places)
    items = part_siblings(items, siblings.rows)
    referred = find_referred(flow.text, items, openings, lexicon)
    items = end_above(items, referred)
    unread = suspect.find_unread(flow.text, items, lexicon)
    shared = suspect.find_shared_lines(flow.text, items, marks)
    bullets = {opening.start for opening in openings}
    odd, many = suspect.find_odd(flow.text, items, marks, bullets), _one_of_many(flow.text, items, bullets)
    rows = tuple(
        _read_item(
            document,
            flow,
            item,
            marks,
            is_one_of_many=item in many,
            is_titled=setting.is_titled and len(items) == 1 and item.start not in bullets,
        ).doubted(
            *suspect.find_doubts(flow.text, item.start, item.end, item.scores, marks, quotes),
            *((Doubt("row-uncertain"),) if item in odd or passing.intersection(item.scores) else ()),
            *((Doubt("row-uncertain", part="score"),) if item in unread else ()),
            *_list_doubts(item, siblings, marks),
            *suspect.find_reason_doubts(flow.text, item, marks, is_one_of_many=item in many),
            *((Doubt("row-uncertain"),) if line_start(flow.text, item.start) in shared else ()),
        )
        for item in items
    )
    rows = deal_referred(flow, items, rows, referred)
    places = [Span(item.start, item.end) for item in items]
    inside = sorted(s for place in (*places, referred.place) for s in flow.spans(*place))
    return _account_for(document.text, spans, inside, rows)


def _scores_of_lines(text: str, listed: frozenset[int], marks: tuple[Mark, ...], profile: Profile) -> tuple[Score, ...]:
    """The products on lines that labels or bullets open; three bare numbers only where no column headings stand, else
    they are a flattened table's."""
    lines = find_label_lines(text)
    scores = find_listed_products(text, listed | lines, marks)
    return scores if scores or find_header(text, profile) is not None else find_triples(text, lines)


def _cut(
    text: str, scores: tuple[Score, ...], partial: tuple[Score, ...], signs: Signs, lexicon: Lexicon
) -> tuple[Item, ...]:
    """The text cut into items by its scores, or by those of which a part is all there is."""
    scored = cut_items(text, scores, signs, lexicon)
    items = cut_letters(text, signs.marks, partial, signs.quotes, scored)
    if not items and any(mark.is_known and mark.role != "other" for mark in signs.marks):
        return cut_partial(text, partial, signs.openings)
    return items


def _deal(
    text: str, found: Sequence[Score], lexicon: Lexicon
) -> tuple[tuple[Mark, ...], tuple[Mark, ...], tuple[Score, ...]]:
    """The labels in a text, those of them that open risks and fields, and the whole scores, each with its own label."""
    whole = tuple(score for score in found if not score.is_partial)
    labels = tuple(mark for mark in find_marks(text, lexicon) if not _reaches_into(text, mark, whole))
    marks, whole = deal_labels(text, labels, whole)
    return labels, marks, without_treated(text, whole, marks, lexicon)


def _free(openings: Sequence[Opening], marks: Sequence[Mark]) -> tuple[Opening, ...]:
    """The openings of a list's items that are no field of a risk."""
    fields = {mark.start for mark in marks if mark.is_known and not mark.opens}
    return tuple(opening for opening in openings if opening.start not in fields and opening.kind != DOTTED)


def _account_for(text: str, spans: Spans, inside: Sequence[Span], rows: tuple[DraftRow, ...]) -> Passage:
    """These rows; what stands `inside` their items and in none of their cells is signs, the rest is text."""
    placed = sorted(span for row in rows for span in row.spans)
    signs = tuple(gap for span in inside for gap in uncovered(text, span, _within(placed, span)))
    outside = tuple(gap for piece in spans for gap in uncovered(text, piece, _within(inside, piece)))
    return Passage(rows, text=outside, furniture=signs)


def _reaches_into(text: str, mark: Mark, scores: Sequence[Score]) -> bool:
    """Whether what looks like a label is a description and its score's own label: "Hissen fastnar (S: 2"."""
    at = bisect_left(scores, mark.end, key=lambda score: score.start) - 1
    return at >= 0 and mark.start < scores[at].end and any(map(str.isalnum, text[scores[at].start : mark.end]))


def _listed(document: Document, flow: Flow) -> frozenset[int]:
    """Where in the flow the items of lists open."""
    blocks = (block for piece in flow.pieces for block in document.blocks_in(piece))
    places = (flow.place(b.span.start) for b in blocks if isinstance(b, Paragraph) and b.style == "item")
    return frozenset(place for place in places if place is not None)


def _within(spans: Sequence[Span], whole: Span) -> Spans:
    """Those of the (sorted) spans that lie in `whole`."""
    first = bisect_left(spans, whole.start, key=lambda span: span.start)
    last = bisect_left(spans, whole.end, key=lambda span: span.start)
    return tuple(s for s in spans[first:last] if s.end <= whole.end)


def _one_of_many(text: str, items: Sequence[Item], bullets: Set[int]) -> frozenset[Item]:
    """Items that have to say themselves what they are about: those of a list, and all where each opens with its score,
    so that no name stands above any of them.
    """
    if len(items) < 2:
        return frozenset()
    opens = all(item.scores and not any(map(str.isalpha, text[item.start : item.scores[0].start])) for item in items)
    return frozenset(item for item in items if opens or item.start in bullets)


def _list_doubts(item: Item, siblings: Siblings, marks: tuple[Mark, ...]) -> Iterator[Doubt]:
    """Whether only its place in the list makes an item a row, or another item of the list may be none of it."""
    last = item.scores[-1].end if item.scores else item.end
    is_bare = item.start in siblings.rows and not any(m.is_known for m in between(marks, item.start, item.end))
    if is_bare or bisect_left(siblings.unsure, last) < bisect_right(siblings.unsure, item.end):
        yield Doubt("row-uncertain")


def _read_item(
    document: Document, flow: Flow, item: Item, marks: tuple[Mark, ...], *, is_one_of_many: bool, is_titled: bool
) -> DraftRow:
    """The row of one item: its text cut at labels and scores, each piece with its role. `is_one_of_many`: of a list's
    items, of which each has to say itself what it is about; `is_titled`: the heading above says it.
    """
    pieces = _with_name(_cut_pieces(flow.text, item, marks, is_one_of_many), item, marks)
    fields: dict[Role, Spans] = {}
    other: list[tuple[str, Spans]] = []
    for role, label, start, end in pieces:
        spans = _trimmed(flow, start, end, " \t\n([{*_|→" + (":—–-,;" if role == "description" else ""))
        if role in ("other", "consequence_text", "number"):
            other.append((label, spans))
        elif spans:
            fields[role] = fields.get(role, ()) + spans
    if (done := fields.get("treatment")) and not any(map(str.isalnum, document.shown(done))):
        other.append(("", fields.pop("treatment")))
    doubts: tuple[Doubt, ...] = ()
    if not (fields.get("description") or any(m.role == "treatment" for m in _inside(marks, item))):
        if not (is_titled and item.scores):
            fields["description"] = fields.pop("treatment", ())
        elif fields.get("treatment"):
            doubts = (Doubt("row-uncertain", part="treatment"),)  # it may be what the risk is
    elif item.scores and not (is_titled or fields.get("description")):
        doubts = (Doubt("row-uncertain"),)  # only the heading above several risks could say what it is about
    for score in item.scores:
        other += [(label, _trimmed(flow, start, end, " \t\n([{*_|→")) for label, start, end in score.notes]
    scores = [_printed(flow, score) for score in item.scores]
    spans = flow.spans(item.start, item.end)
    return DraftRow(
        description=fields.get("description", ()),
        score=scores[0] if scores else PrintedScore(has_product=False),
        treatment=fields.get("treatment", ()),
        owner=fields.get("owner", ()),
        due=fields.get("due", ()),
        residual=scores[1] if len(scores) > 1 else _residual(fields.get("residual", ())),
        level_label=fields.get("level", ()),
        other=tuple((label, spans) for label, spans in other if spans),
        origin="inline",
        page=document.page_at(spans[0].start),
        box=document.box_of(spans),
    ).doubted(*doubts)


def _residual(spans: Spans) -> PrintedScore | None:
    """What is left of a risk, said in one word: "Kvarstående risk: låg"."""
    return PrintedScore(score=spans) if spans else None


def _with_name(pieces: list[_Piece], item: Item, marks: tuple[Mark, ...]) -> list[_Piece]:
    """The pieces; a label that nobody knows and that opens the item is what it is about, where nothing else says so:
    "DÖRR-1 (entrén): Låset fastnar".
    """
    opening = next((m for m in _inside(marks, item) if m.start == item.start and not m.is_known), None)
    if opening is None or any(role == "description" for role, *_ in pieces[1:]):
        return pieces
    if sum(mark.label == opening.label for mark in marks) > 1:
        return pieces  # a field of each item, as "Vad:" is
    return [
        ("description", "", opening.start, end) if start == opening.end else (role, label, start, end)
        for role, label, start, end in pieces
    ]


def _inside(marks: tuple[Mark, ...], item: Item) -> tuple[Mark, ...]:
    """The labels of an item."""
    found = between(marks, item.start, item.end)
    known = sum(m.is_known for m in found) + len(item.scores)
    return found if known >= FEWEST_KNOWN else tuple(m for m in found if m.is_known)


def _cut_pieces(text: str, item: Item, marks: tuple[Mark, ...], is_one_of_many: bool) -> list[_Piece]:
    """(role, label, start, end) of each stretch between scores and labels. Behind a score follows the treatment."""
    treated = [m.start for m in _inside(marks, item) if m.role == "treatment" and not _is_of_score(m, item.scores)]
    cuts: list[tuple[int, int, Role, str]] = [
        (s.start, s.end, "other", s.last_label)
        if any(t > s.end or s != item.scores[0] for t in treated)  # behind what is left stands why
        else (s.start, s.end, "treatment", "")
        for s in item.scores
    ]
    if is_one_of_many and cuts[:1] and not any(map(str.isalpha, text[item.start : cuts[0][0]])):
        cuts[0] = (*cuts[0][:2], "description", "")
    named_at = next((m.start for m in _inside(marks, item) if m.opens), item.end)
    cuts += [
        (mark.start, mark.end, "other" if _names_another(mark, named_at, item) else mark.role, mark.label)
        for mark in _inside(marks, item)
        if not _is_within_score(text, mark, item.scores)
    ]
    cuts.sort()
    named = not is_one_of_many or any(
        map(str.isalpha, text[item.start : min(s.start for s in item.scores)] if item.scores else "")
    )
    reasons = {
        s.end: (s.last_label, s.end, end)
        for s in item.scores
        if named
        and (end := _reason_end(text, item, s, min((c[0] for c in cuts if c[0] >= s.end), default=item.end)))
        is not None
    }
    opening = OPENING.match(text, item.start, item.end)
    at = opening.end() if opening else item.start
    role: Role = "description"
    label = ""
    pieces = []
    for start, end, following, name in cuts:
        pieces.append((role, label, at, start))
        label = name or label
        role = following if name or role == "description" else role
        at = end
        if reason := reasons.get(end):
            pieces.append(("other", *reason))
            at = reason[2]
    pieces.append((role, label, at, item.end))
    return pieces


def _is_of_score(mark: Mark, scores: Sequence[Score]) -> bool:
    """Whether a label is part of what a score says: "Efter åtgärd: S 1, K 4"."""
    return any(mark.start < score.end and score.start < mark.end for score in scores)


def _is_within_score(text: str, mark: Mark, scores: Sequence[Score]) -> bool:
    """Whether words of a label are a score's, or the words before them ran into its own label: "-> larm Efter åtgärd:"
    holds no words of a field.
    """
    return any(
        mark.start < score.end and any(map(str.isalnum, text[max(score.start, mark.start) : mark.end]))
        for score in scores
        if score.start < mark.end
    )


def _names_another(mark: Mark, named_at: int, item: Item) -> bool:
    """Whether a label behind a risk's scores describes what follows: the risk has its own label, at `named_at`."""
    is_behind = bool(item.scores) and mark.start > item.scores[-1].start
    return mark.role == "description" and not mark.opens and is_behind and named_at < item.scores[0].start


def _reason_end(text: str, item: Item, score: Score, limit: int) -> int | None:
    """Where that ends which says why a score is so, before `limit`; None where nothing does: the rest of its brackets
    behind a step in words, or of its line where it has that for itself. Behind a number stands what is done.
    """
    is_open = text.count("(", score.start, score.end) > text.count(")", score.start, score.end)
    if is_open and text[score.end - 1].isalpha():
        close = text.find(")", score.end, limit)
        return None if close < 0 or "\n" in text[score.end : close] else close + 1
    is_alone = score.is_partial or ("\n" in text[score.start : score.end] and not score.is_told)
    opens = score.has_words and text[score.end - 1].isalpha() and not text[item.start : score.start].strip("([*_ \n")
    behind = _REASON_BEHIND.match(text, score.end, limit) if is_alone else None
    if behind is None and (opens or score.is_partial):
        behind = _GOES_ON_BEHIND.match(text, score.end, limit)
    return behind.end() if behind else None


def _trimmed(flow: Flow, start: int, end: int, tail: str) -> Spans:
    """The stretch without the signs that part it from what stands before it, and those of `tail` behind it."""
    while start < end and flow.text[start] in _SEPARATORS:
        start += 1
    while end > start and flow.text[end - 1] in tail:
        end -= 1
    return flow.spans(start, end)


def _printed(flow: Flow, score: Score) -> PrintedScore:
    parts = {role: flow.spans(start, end) for role, start, end in score.parts}
    return PrintedScore(
        parts.get("likelihood", ()),
        parts.get("consequence", ()),
        parts.get("score", ()),
        has_product=score.part("score") is not None,
    )
