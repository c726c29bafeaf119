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

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from risktool.draft import Doubt, DraftRow, Passage, PrintedScore
from risktool.notation import Notation
from risktool.parse import suspect
from risktool.parse.flow import Flow, join_pieces
from risktool.parse.marks import OPENING, Mark, between, find_marks
from risktool.parse.quoted import Quotes, find_quotes
from risktool.parse.ratings import Score, find_scores
from risktool.parse.spans import uncovered
from risktool.parse.tables.letters import define_letters
from risktool.parse.tables.lexicon import Lexicon, build_lexicon
from risktool.parse.unnamed import find_unnamed
from risktool.profiles import Profile, Role, fold
from risktool.source import Document, Paragraph, Span, Spans

FEWEST_UNEXPLAINED = 2
"""Scores by letters alone, without a product, that a text must hold: one alone ("S3 K2") may be a code."""

WORDS_FOR_AFTER = 3
"""Words before a residual score among which one says so: "Kvarstående risk efter åtgärd:"."""

_REASON_BEHIND = regex.compile(r"[*_ \t]*(?!->)[.(–—,;-][^\n]*")
"""Behind a rating on a line of its own: why it is so."""
_SEPARATORS = " \t\n.,;:|)]}>→⇒=*_–—-"

FEWEST_KNOWN = 2
"""Known labels (scores count) that an item must have for its unknown ones to be labels too."""

LONGEST_CLOSING = 4
"""Words of what closes a letter: "Mit den besten Grüßen"."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One risk's part of the text, `[start, end)`, with its scores (none, one, or one and a residual)."""

    start: int
    end: int
    scores: tuple[Score, ...]


def read_inline(document: Document, spans: Spans, notation: Notation, profile: Profile) -> Passage | None:
    """The rows of a text with labelled scores or labelled risks; None when it has none."""
    lexicon = build_lexicon(profile)
    flow = join_pieces(document, spans, notation)
    letters = define_letters(document.text, lexicon)
    found = find_scores(flow.text, lexicon, letters, bool(notation.lost))
    marks = find_marks(flow.text, lexicon)
    quotes = find_quotes(flow.text, lexicon)
    scores = _trusted(flow.text, tuple(score for score in found if not score.is_partial), marks)
    is_passing = len(scores) == 1 and suspect.is_passing(flow.text, scores[0])
    if scores:
        scores = tuple(
            sorted(
                (*scores, *find_unnamed(flow.text, _listed(document, flow), found, marks)),
                key=lambda score: score.start,
            )
        )
    partial = tuple(score for score in found if score.is_partial)
    scored = _cut_items(flow.text, scores, marks, lexicon, quotes)
    items = _cut_letters(flow.text, marks, partial, quotes, scored)
    if not items and any(m.is_known and m.role != "other" for m in marks):
        items = _cut_partial(flow.text, partial)
    if not items:
        return None
    items = tuple(_end_at_closing(flow.text, item, lexicon) for item in items)
    rows = tuple(
        suspect.doubted(
            _read_item(document, flow, item, marks),
            (
                *suspect.find_doubts(flow.text, item.start, item.end, item.scores, marks, quotes),
                *((Doubt("row-uncertain"),) if is_passing and scores[0] in item.scores else ()),
            ),
        )
        for item in items
    )
    placed = sorted(s for row in rows for s in row.spans)
    inside = sorted(s for item in items for s in flow.spans(item.start, item.end))
    signs = tuple(gap for span in inside for gap in uncovered(document.text, span, _within(placed, span)))
    outside = tuple(gap for piece in spans for gap in uncovered(document.text, piece, _within(inside, piece)))
    return Passage(rows, text=outside, furniture=signs)


def _trusted(text: str, scores: tuple[Score, ...], marks: tuple[Mark, ...]) -> tuple[Score, ...]:
    """Scores that words or a product explain, that are not alone, or that stand in what a label calls a risk."""
    if len(scores) >= FEWEST_UNEXPLAINED:
        return scores
    openings = [mark.end for mark in marks if mark.opens]
    return tuple(
        score
        for score in scores
        if score.has_words
        or score.part("score")
        or any(end <= score.start and "\n\n" not in text[end : score.start] for end in openings)
    )


def _listed(document: Document, flow: Flow) -> frozenset[int]:
    """Where in the flow the items of lists open."""
    blocks = (block for page in document.pages for block in page.blocks)
    places = (flow.place(b.span.start) for b in blocks if isinstance(b, Paragraph) and b.style == "item")
    return frozenset(place for place in places if place is not None)


def _within(spans: Sequence[Span], whole: Span) -> Spans:
    """Those of the (sorted) spans that lie in `whole`."""
    first = bisect_left(spans, whole.start, key=lambda span: span.start)
    last = bisect_left(spans, whole.end, key=lambda span: span.start)
    return tuple(s for s in spans[first:last] if s.end <= whole.end)


def _cut_items(
    text: str, scores: tuple[Score, ...], marks: tuple[Mark, ...], lexicon: Lexicon, quotes: Quotes
) -> tuple[_Item, ...]:
    """An item for each score; a second score behind words for "after" is the residual one of the same item."""
    owners: list[list[Score]] = []
    for score in scores:
        line = text.rfind("\n", 0, score.start) + 1
        if not owners and _after_words(text, line, score.start, lexicon) is not None:
            continue  # what is left of a risk that is told of elsewhere
        after = _find_after(text, owners[-1][-1].end, score.start, lexicon) if owners else None
        if after is not None and len(owners[-1]) == 1 and not quotes.parts(owners[-1][-1].end, score.start):
            owners[-1].append(replace(score, start=after))
        else:
            owners.append([score])
    if not owners:
        return ()
    starts = []
    lowest = 0
    for group in owners:
        lowest = max(lowest, quotes.last_edge(group[0].start))
        starts.append(_item_start(text, lowest, group[0].start, marks))
        lowest = group[-1].end
    ends = [*starts[1:], len(text)]
    for i, group in enumerate(owners):
        if group is owners[-1] or quotes.parts(group[-1].end, ends[i]):
            ends[i] = _last_end(text, group[-1].end, marks)
    return tuple(
        _Item(start, max(end, group[-1].end), tuple(group))
        for start, end, group in zip(starts, ends, owners, strict=True)
    )


def _find_after(text: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where the words for "after treatment" begin that open the score at `end`; None for none."""
    if "\n\n" in text[start:end]:
        return None
    return _after_words(text, max(text.rfind("\n", start, end) + 1, start), end, lexicon)


def _after_words(text: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a label for "after treatment" begins right before `end` ("Efter åtgärd:"); None in a sentence."""
    clause = _CLAUSE.search(text, start, end)
    words = list(regex.finditer(r"\p{L}+", clause["said"])) if clause else []
    if clause is None or not 0 < len(words) <= WORDS_FOR_AFTER:
        return None
    first, last = fold(words[0][0]), fold(words[-1][0])
    is_label = first in lexicon.residual_words or last in (*lexicon.residual_words, *lexicon.treatment_words)
    if not is_label or not any(fold(word[0]) in lexicon.residual_words for word in words):
        return None
    return clause.start("said") + words[0].start()


_CLAUSE = regex.compile(r"(?P<said>[^.,;()!?\n]*)[\s:(,=–-]*$")
"""What stands before a score behind the last sign that ends a clause."""


def _item_start(text: str, lowest: int, score: int, marks: tuple[Mark, ...]) -> int:
    """Where the item of the score at `score` opens, at or after `lowest` (the end of the score before)."""
    near = between(marks, lowest, score)
    labels = [m.start for m in near if m.opens] or [m.start for m in near if m.role == "description"]
    if labels:
        return labels[-1]
    fields = {m.start for m in near}
    bullets = [
        m.start()
        for m in OPENING.finditer(text, lowest, score)
        if m.start() not in fields and text[m.end() : score].strip("([*_ \n")
    ]
    if bullets:
        return bullets[-1]
    gap = text.rfind("\n\n", lowest, score)
    if gap >= 0 and text[gap:score].strip("([*_ \n"):
        return gap + 2
    line = max(text.rfind("\n", lowest, score) + 1, lowest)
    if text[line:score].strip("([*_ \n"):
        return line
    above = max(text.rfind("\n", lowest, max(line - 1, lowest)) + 1, lowest)
    return above if lowest == 0 or above > lowest else line


def _last_end(text: str, score_end: int, marks: tuple[Mark, ...]) -> int:
    """Where the last item ends: at the blank line behind it that no label follows."""
    fields = [mark.start for mark in marks if mark.is_known and not mark.opens]
    gap = text.find("\n\n", score_end)
    while gap >= 0 and any(start == gap + 2 for start in fields):
        gap = text.find("\n\n", gap + 2)
    return gap if gap >= 0 else len(text)


def _end_at_closing(text: str, item: _Item, lexicon: Lexicon) -> _Item:
    """The item up to the line that closes a letter ("Med vänlig hälsning"), if there is one behind its scores."""
    at = max((score.end for score in item.scores), default=item.start)
    while (at := text.find("\n", at, item.end)) >= 0:
        at += 1
        words = text[at : item.end].partition("\n")[0].split()[:LONGEST_CLOSING]
        if any(fold("".join(words[:size])) in lexicon.closing_words for size in range(1, len(words) + 1)):
            return replace(item, end=at)
    return item


def _cut_letters(
    text: str, marks: tuple[Mark, ...], partial: tuple[Score, ...], quotes: Quotes, scored: tuple[_Item, ...]
) -> tuple[_Item, ...]:
    """Items without scores, or with half of one: "Risk: …" with a treatment behind it, up to the blank line or the
    next one. The `scored` items end where one of them begins, or an older letter.
    """
    taken = [(item.start, item.scores[-1].end) for item in scored]
    risks = [m for m in marks if m.opens and not any(start <= m.start < end for start, end in taken)]
    starts = sorted({*(mark.start for mark in risks), *(item.start for item in scored), *quotes.edges, len(text)})
    items = [replace(i, end=min(i.end, starts[bisect_left(starts, i.scores[-1].end)])) for i in scored]
    for mark in risks:
        end = starts[bisect_left(starts, mark.end)]
        treatment = next((m for m in between(marks, mark.end, end) if m.role == "treatment"), None)
        own = [score for score in partial if mark.end <= score.start and score.end <= end]
        if treatment is None and not (scored and own):
            continue
        gap = text.find("\n\n", treatment.end if treatment else own[0].end, end)
        last = gap if gap >= 0 else end
        items.append(_Item(mark.start, last, tuple(score for score in own[:1] if score.end <= last)))
    return tuple(sorted(items, key=lambda item: item.start))


def _cut_partial(text: str, partial: tuple[Score, ...]) -> tuple[_Item, ...]:
    """One item from the only half of a score in a text to its end; the heading says what it is about."""
    return tuple(_Item(score.start, len(text), (score,)) for score in partial) if len(partial) == 1 else ()


def _read_item(document: Document, flow: Flow, item: _Item, marks: tuple[Mark, ...]) -> DraftRow:
    """The row of one item: its text cut at labels and scores, each piece with its role."""
    pieces = _cut_pieces(flow.text, item, marks)
    fields: dict[Role, Spans] = {}
    other: list[tuple[str, Spans]] = []
    for role, label, start, end in pieces:
        spans = _trimmed(flow, start, end, " \t\n([{*_|→" + (":–-," if role == "description" else ""))
        if role in ("other", "consequence_text"):
            other.append((label, spans))
        elif spans:
            fields[role] = fields.get(role, ()) + spans
    if (done := fields.get("treatment")) and not any(map(str.isalnum, document.shown(done))):
        other.append(("", fields.pop("treatment")))
    if not fields.get("description") and not any(m.role == "treatment" for m in _inside(marks, item)):
        fields["description"] = fields.pop("treatment", ())
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
    )


def _residual(spans: Spans) -> PrintedScore | None:
    """What is left of a risk, said in one word: "Kvarstående risk: låg"."""
    return PrintedScore(score=spans) if spans else None


def _inside(marks: tuple[Mark, ...], item: _Item) -> tuple[Mark, ...]:
    """The labels of an item."""
    found = between(marks, item.start, item.end)
    known = sum(m.is_known for m in found) + len(item.scores)
    return found if known >= FEWEST_KNOWN else tuple(m for m in found if m.is_known)


def _cut_pieces(text: str, item: _Item, marks: tuple[Mark, ...]) -> list[tuple[Role, str, int, int]]:
    """(role, label, start, end) of each stretch between scores and labels. Behind a score follows the treatment."""
    treated = [m.start for m in _inside(marks, item) if m.role == "treatment"]
    cuts: list[tuple[int, int, Role, str]] = [
        (s.start, s.end, "other", s.last_label)
        if any(t > s.end for t in treated)
        else (s.start, s.end, "treatment", "")
        for s in item.scores
    ]
    cuts += [
        (mark.start, mark.end, mark.role, mark.label)
        for mark in _inside(marks, item)
        if not any(s.start < mark.end and mark.start < s.end for s in item.scores)
    ]
    cuts.sort()
    reasons = {
        s.end: (s.last_label, s.end, behind.end())
        for s in item.scores
        if (s.is_partial or "\n" in text[s.start : s.end])
        and (behind := _REASON_BEHIND.match(text, s.end, min((c[0] for c in cuts if c[0] >= s.end), default=item.end)))
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
