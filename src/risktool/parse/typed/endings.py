"""Where items end before the next one begins: at what closes a letter, at a sum, at a heading of the list.

Personal
- Konflikter S 2 K 3. Samtal
                                the item ends here, also if a blank line stands below the heading
Ekonomi
- Intäkterna minskar S 3 K 5
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

import regex

from risktool.parse.lines import rest_of_line
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.closing import closes_letter
from risktool.parse.typed.items import Item
from risktool.parse.typed.marks import Mark, between
from risktool.parse.typed.siblings import Opening, openings_between
from risktool.profiles import fold

_TOTAL = regex.compile(r"\p{L}+(?: \p{L}+){0,2}\s?[:=]?\s?\d+\W*")
"""A line of words and a number."""

_HEADING = regex.compile(r"\n[ \t]*\n(?P<line>[^\n]*\p{L}[^\n]*)\n\Z")
"""A line that opens a paragraph, right above the place where the text is cut."""

_APART = regex.compile(r"\n[ \t]*\n(?=[^\n]*?\p{L})(?P<line>[^\s\n][^\n]*+(?<![.!?,;:*_]))\n[ \t]*\n")
"""A line that is a paragraph of its own and no sentence."""

RARE_SHARE = 0.5
"""So few of a list's items have such a line behind them, or each one's says what is done about it."""


def end_items(
    text: str, items: Sequence[Item], marks: tuple[Mark, ...], openings: Sequence[Opening], lexicon: Lexicon
) -> tuple[Item, ...]:
    """The items, each up to the first thing that ends it."""
    ended = (_end_at_outer_list(text, _end_at_closing(text, item, marks, lexicon), openings) for item in items)
    whole = [_end_at_heading(text, item, marks, openings) for item in ended]
    apart = [_end_at_heading(text, item, marks, openings, _APART) for item in whole]
    is_rare = sum(cut != item for cut, item in zip(apart, whole, strict=True)) < RARE_SHARE * len(items)
    return tuple(apart if is_rare else whole)


def _end_at_closing(text: str, item: Item, marks: tuple[Mark, ...], lexicon: Lexicon) -> Item:
    """The item up to the line behind its scores that closes a letter ("Vänliga hälsningar"), or that sums up ("Sum: 7")
    where no field of the risk follows.
    """
    at = max((score.end for score in item.scores), default=item.start)
    while (at := text.find("\n", at, item.end)) >= 0:
        at += 1
        line = rest_of_line(text, at, item.end)
        if _sums_up(line, lexicon) and not any(m.is_known for m in between(marks, at + len(line), item.end)):
            return replace(item, end=at)
        if closes_letter(line, lexicon):
            return replace(item, end=at)
    return item


def _sums_up(line: str, lexicon: Lexicon) -> bool:
    """Whether a line says nothing but a sum: "Total riskpoäng: 27", and not "Max antal: 12"."""
    said = [fold(word) for word in regex.findall(r"\p{L}+", line)]
    known = lexicon.total_words | lexicon.value_words | lexicon.risk_words | lexicon.risk_headings
    return bool(_TOTAL.fullmatch(line)) and said[0] in lexicon.total_words and all(word in known for word in said)


def _end_at_outer_list(text: str, item: Item, openings: Sequence[Opening]) -> Item:
    """The item of a list up to the next one of the list around it, whose bullets stand farther to the left; one that
    counts by two numbers up to the one number that the next such counts within.
    """
    own = next((o for o in openings_between(openings, item.start, item.start + 1)), None)
    if own is None or not item.scores:
        return item
    behind = openings_between(openings, item.scores[-1].end, item.end + 1)
    outer = (
        o.start
        for o, following in zip_longest(behind, behind[1:])
        if o.number is not None and _is_around(text, o, own, following)
    )
    return replace(item, end=min(next(outer, item.end), item.end))


def _is_around(text: str, outer: Opening, own: Opening, following: Opening | None) -> bool:
    if own.within is None:
        return _indent(text, outer) < _indent(text, own)
    return following is not None and following.within == outer.number


def _indent(text: str, opening: Opening) -> int:
    line = text[opening.start : opening.words]
    return len(line) - len(line.lstrip())


def _end_at_heading(
    text: str,
    item: Item,
    marks: tuple[Mark, ...],
    openings: Sequence[Opening],
    heading: "regex.Pattern[str]" = _HEADING,
) -> Item:
    """The item of a list up to the line before the next item of the same kind that opens a paragraph and is no field:
    it heads what follows.
    """
    own, following = (next(iter(openings_between(openings, at, at + 1)), None) for at in (item.start, item.end))
    if not item.scores or own is None or following is None or own.kind != following.kind:
        return item
    found = heading.search(text, item.scores[-1].end, item.end)
    if found is None or any(mark.is_known for mark in between(marks, found.start("line"), item.end)):
        return item
    return replace(item, end=found.start("line"))
