"""Scores that name neither factor, "Sen leverans (4x4=16)": items of a list beside items whose scores have labels.

Where no score has any, such products are asked about: in a list of which most items have one, in a text that speaks of
risks; and so are three numbers on every line of a list that labels count ("R1 Sen leverans 4 4 16"). "4 x 3 stolar =
12" among the decisions of a meeting is none.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from risktool.notation import WIDEST_SCALE
from risktool.parse.typed.marks import OPENING, Mark
from risktool.parse.typed.scores import Score

_PRODUCT = regex.compile(
    r"[(\[]?(?<![\d.,/])(?P<first>\d{1,2})\s?[xX×*·]\s?(?P<second>\d{1,2})\s?(?:=|→)\s?(?P<score>\d{1,3})"
    r"(?![\d.,]?\d)[)\]]?"
)


def find_products(text: str, start: int, end: int) -> "Iterator[regex.Match[str]]":
    """Two factors with their right product; sums that come out wrong, and counts and sizes, are none."""
    for match in _PRODUCT.finditer(text, start, end):
        if _is_product(match):
            yield match


def _is_product(match: "regex.Match[str]") -> bool:
    first, second, score = (int(match[name]) for name in ("first", "second", "score"))
    return first * second == score and 0 < max(first, second) <= WIDEST_SCALE


def find_unnamed(text: str, items: Collection[int], named: Sequence[Score], marks: Sequence[Mark]) -> tuple[Score, ...]:
    """The first such score of each item of a list that has words before it and no score with labels. `items` are the
    places where items open whose bullets are no text; `named` stand in order and apart.
    """
    fields = {mark.start for mark in marks if mark.is_known and not mark.opens}
    starts = [score.start for score in named]
    openings = sorted({*items, *(match.start() for match in OPENING.finditer(text))})
    found = []
    for start, following in pairwise([*openings, len(text)]):
        gap = text.find("\n\n", start, following)
        end = gap if gap >= 0 else following
        before = bisect_left(starts, end) - 1
        if start in fields or (before >= 0 and start < named[before].end):
            continue
        match = next(find_products(text, start, end), None)
        if match and any(map(str.isalpha, text[start : match.start()])):
            found.append(_score(match))
    return tuple(found)


_COUNTS = regex.compile(r"\d[ ]?\p{Ll}")
"""The end of a number that says how many there are of something: "4 x 3 = 12 st"."""

FEWEST_PRODUCTS = 3
"""Right products in a list that has no other scores: two may be an order of chairs."""


def find_listed_products(text: str, items: Collection[int], marks: Sequence[Mark]) -> tuple[Score, ...]:
    """The products of a list that has no scores with labels, all of them questions; () where fewer than most of its
    items have one. `items` are as in `find_unnamed`.
    """
    found = [score for score in find_unnamed(text, items, (), marks) if not _COUNTS.match(text, score.end - 1)]
    fields = {mark.start for mark in marks if mark.is_known and not mark.opens}
    openings = {*items, *(match.start() for match in OPENING.finditer(text))} - fields
    is_list = len(found) >= FEWEST_PRODUCTS and 2 * len(found) > len(openings)
    return tuple(replace(score, is_questioned=True) for score in found) if is_list else ()


_TRIPLE = regex.compile(
    r"(?<=\p{L}[).]?[ \t]{1,8})(?P<first>\d{1,2})[ \t]+(?P<second>\d{1,2})[ \t]+(?P<score>\d{1,3})"
    r"(?=[ \t]+\p{Lu}|[ \t]*$)"
)
"""Three numbers behind words, and a capital or nothing behind them: a table's row typed with single blanks."""


def find_triples(text: str, lines: Collection[int]) -> tuple[Score, ...]:
    """Two factors and their product on every line that a label opens, all of them questions; () where any lacks one.
    `lines` are the places where they begin.
    """
    found = []
    for start in lines:
        triples = list(_TRIPLE.finditer(text, start, _line_end(text, start)))
        if len(triples) != 1 or not _is_product(triples[0]):
            return ()
        found.append(replace(_score(triples[0]), is_questioned=True))
    return tuple(sorted(found, key=lambda score: score.start))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _score(match: "regex.Match[str]") -> Score:
    """The numbers in the usual order; where they differ, a person has to say which is which."""
    return Score(
        match.start(),
        match.end(),
        (("likelihood", *match.span("first")), ("consequence", *match.span("second")), ("score", *match.span("score"))),
        has_words=False,
        is_unnamed=True,
    )
