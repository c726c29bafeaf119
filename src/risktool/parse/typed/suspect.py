"""Reasons to ask a person about a row of running text, where little but the order of the words makes it one."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

import regex

from risktool.draft import Doubt
from risktool.notation import printed_products
from risktool.parse.lines import line_start
from risktool.parse.quoted import Quotes
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.told import tells_of_risks
from risktool.parse.typed.items import Item
from risktool.parse.typed.marks import OPENING, Mark, between
from risktool.parse.typed.ratings import factor_places, rating_places
from risktool.parse.typed.scores import Score
from risktool.parse.typed.unnamed import find_products

_GOES_ON = regex.compile(r"[ \t]+\p{Ll}")
"""A sentence that does not end with its score: "S: 3, K: 4 is an example"."""

_GOES_ON_WITH_COMMA = regex.compile(r"[*_]*,?[ \t]+\p{Ll}")
"""The same with a comma: "vi satte S=4, K=5, 20, för att …"."""

_EXPLAINS = regex.compile(r"[*_]*:[ \t]+\p{L}")
"""Behind the brackets of a score: what explains the risk, or what is done about it."""

_BARE_PRODUCT = regex.compile(
    r"(?<=\p{L}[)\]:,–-]?[ ]{1,3}[(\[]?)(?:[1-9]|10)\s?[xX×*·]\s?(?:[1-9]|10)(?![\p{N}%/]|[.,]\d|\s?\p{Ll}{1,2}\b)"
)
"""Two steps with a sign between them behind a word; with a unit they are a size ("2x4 cm")."""

_MAY_BE_DONE = regex.compile(r"[*_ \t]*[,–—-][ ](?:\p{Ll}+[ ,]+){2,}\p{L}")
"""Behind a step, why it is so or what is done: "medel, sanda kajen varje morgon"."""
_SENTENCE_AND_MORE = regex.compile(r"\p{Ll}[.!?]\s+\p{Lu}[^.!?]*\p{L}")


def find_doubts(
    text: str, start: int, end: int, scores: Sequence[Score], marks: tuple[Mark, ...], quotes: Quotes
) -> Iterator[Doubt]:
    """The doubts about the item `[start, end)` with these scores."""
    first = scores[0].start if scores else start
    last = scores[-1].end if scores else end
    if quotes.holds(first):
        yield Doubt("older-letter")
    elif _leaps(text, start, first, marks) or _runs_on(text, last, end, marks):
        yield Doubt("row-uncertain")
    if any(score.is_unnamed and _differ(text, score) for score in scores):
        yield Doubt("column-unclear", part="score")
    if any(
        score.is_questioned or ((score.is_said or score.is_told) and _GOES_ON.match(text, score.end))
        for score in scores
    ):
        yield Doubt("row-uncertain", part="score")
    if scores and text[last - 1] in ")]*_" and _EXPLAINS.match(text, last) and not _is_treated(last, end, marks):
        yield Doubt("row-uncertain", part="treatment")
    if len(printed_products(text[start:end])) > 1:
        yield Doubt("row-uncertain")  # a table that lost its columns: its names and a first number look like a label's
    others = (*find_products(text, start, end), *_bare_products(text, start, end, scores, marks))
    if any(not any(s.start < m.end() and m.start() < s.end for s in scores) for m in others):
        yield Doubt("row-uncertain", part="score")


def _bare_products(
    text: str, start: int, end: int, scores: Sequence[Score], marks: tuple[Mark, ...]
) -> "Iterator[regex.Match[str]]":
    """Two factors behind words on lines without a label or a score, which may be rows of their own."""
    for match in _BARE_PRODUCT.finditer(text, start, end):
        line = text.rfind("\n", 0, match.start()) + 1
        is_free = start < line and not between(marks, line, match.start())
        if is_free and not any(line <= score.start < match.start() for score in scores):
            yield match


def _is_treated(last: int, end: int, marks: tuple[Mark, ...]) -> bool:
    """Whether a label says what is done."""
    return any(mark.role == "treatment" for mark in between(marks, last, end))


def find_odd(text: str, items: Sequence[Item], marks: tuple[Mark, ...], listed: Collection[int]) -> frozenset[Item]:
    """Scored items with a line behind them, without a label or a bullet (`listed`), where most others have none: it may
    be no treatment but what comes after the list. So with a sentence of its own before what is rated.
    """
    scored = [item for item in items if item.scores]
    tailed = [item for item in scored if _has_tail(text, item, marks, listed)]
    led = [item for item in scored if _has_lead(text, item, marks, listed)]
    return frozenset(item for odd in (tailed, led) if 2 * len(odd) <= len(scored) for item in odd)


def _has_tail(text: str, item: Item, marks: tuple[Mark, ...], listed: Collection[int]) -> bool:
    line = text.find("\n", item.scores[-1].end, item.end) + 1
    is_free = line and not between(marks, line, line + 1) and line not in listed
    return bool(is_free) and text[line : item.end][:1].isupper()


def _has_lead(text: str, item: Item, marks: tuple[Mark, ...], listed: Collection[int]) -> bool:
    is_free = item.start not in listed and not between(marks, item.start, item.start + 1)
    return is_free and _SENTENCE_AND_MORE.search(text, item.start, item.scores[0].start) is not None


def find_passing(
    text: str,
    scores: Sequence[Score],
    marks: tuple[Mark, ...],
    whole: str,
    lexicon: Lexicon,
    *,
    is_alone: bool,
    is_beside_table: bool,
) -> frozenset[Score]:
    """Scores that may only be mentioned: one that stands alone in its section, without a product, inside a sentence
    that goes on, or by letters behind words of its line ("Målet är S 2 K 2"); alone in the document (`is_alone`) any by
    letters; a product too in a document with tables
    (`is_beside_table`), which may have the risk; and letters before numbers, or steps that are only said, in a document
    (`whole`) that does not speak of risks at all, unless a label says of each what is done about it.
    """
    if len(scores) == 1 and is_beside_table and _GOES_ON_WITH_COMMA.match(text, scores[0].end):
        return frozenset(scores)
    if len(scores) == 1 and scores[0].part("score") is None:
        score = scores[0]
        is_within = any(map(str.isalpha, text[line_start(text, score.start) : score.start]))
        is_code = not score.has_words and (is_alone or is_within)
        if is_code or _GOES_ON.match(text, score.end) is not None:
            return frozenset(scores)
    bare = frozenset(score for score in scores if score.is_said or score.is_told or _is_bare(text, score))
    treated = sum(mark.role == "treatment" for mark in marks)
    if not bare or tells_of_risks(whole, lexicon) or 1 < len(scores) <= treated:
        return frozenset()
    return bare


def find_shared_lines(text: str, items: Sequence[Item], marks: Sequence[Mark]) -> frozenset[int]:
    """Lines on which an item begins behind another one without a label: sentences, of which nobody knows what tells
    the risk.
    """
    labelled = {mark.start for mark in marks}
    lines = {item: line_start(text, item.start) for item in items}
    return frozenset(
        line for item, line in lines.items() if text[line : item.start].strip() and item.start not in labelled
    )


def find_unread(text: str, items: Sequence[Item], lexicon: Lexicon) -> frozenset[Item]:
    """The items with a rating that none of their scores holds: any in one without a score, a named factor's number in
    the others ("Risk A Risk B", "Sannolikhet 3 Sannolikhet 2").
    """
    rated = rating_places(text, lexicon) if any(not item.scores for item in items) else ()
    factors = factor_places(text, lexicon)
    return frozenset(item for item in items if _holds_other(item, factors if item.scores else rated))


def _holds_other(item: Item, places: tuple[int, ...]) -> bool:
    inside = places[bisect_left(places, item.start) : bisect_left(places, item.end)]
    return any(not any(score.start <= at < score.end for score in item.scores) for at in inside)


def find_reason_doubts(text: str, item: Item, marks: tuple[Mark, ...], *, is_one_of_many: bool) -> Iterator[Doubt]:
    """Whether what goes on behind the last step in words may be what is done, which nothing else says; it is the risk
    itself in one of a list's items (`is_one_of_many`) that opens with its score.
    """
    last = item.scores[-1] if item.scores else None
    if last and is_one_of_many and not any(map(str.isalpha, text[item.start : last.start])):
        return
    is_treated = any(mark.role == "treatment" for mark in between(marks, item.start, item.end))
    if last and text[last.end - 1].isalpha() and not is_treated and _MAY_BE_DONE.match(text, last.end):
        yield Doubt("row-uncertain", part="treatment")


def _is_bare(text: str, score: Score) -> bool:
    """Whether nothing but letters before numbers makes a score ("Hus S 3, K 2"): no word, no sign, no product."""
    return not score.has_words and score.part("score") is None and not {":", "="} & set(text[score.start : score.end])


def _differ(text: str, score: Score) -> bool:
    values = {text[slice(*part)] for part in (score.part("likelihood"), score.part("consequence")) if part}
    return len(values) > 1


def _leaps(text: str, start: int, score: int, marks: tuple[Mark, ...]) -> bool:
    """Whether the sentence of a score stands in another paragraph than the item that it is read into."""
    gap = text.rfind("\n\n", start, score)
    label = next((mark.end for mark in between(marks, start, start + 1)), start)
    is_parted = gap >= 0 and all(any(map(str.isalpha, part)) for part in (text[label:gap], text[gap:score]))
    return is_parted and not between(marks, gap, score)


def _runs_on(text: str, last: int, end: int, marks: tuple[Mark, ...]) -> bool:
    """Whether a paragraph behind a score, without label or bullet, would be part of the item."""
    gap = text.find("\n\n", last, end)
    while gap >= 0:
        begin = gap + 2
        gap = text.find("\n\n", begin, end)
        words = text[begin : gap if gap >= 0 else end]
        is_field = OPENING.match(text, begin) or between(marks, begin, begin + 1)
        if not is_field and any(map(str.isalpha, words)):
            return True
    return False
