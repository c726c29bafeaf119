"""What opens a heading, "12. Riskanalys:", and what the sequence of the numbers says of them: which are none, and which
are missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from risktool.notation import Notation
from risktool.parse.spans import is_inside
from risktool.source import Document, Paragraph, Span


@dataclass(frozen=True, slots=True)
class Intro:
    """The part of a heading before its subject: "12. Riskanalys:"."""

    span: Span
    number: str
    line: Span
    is_analysis: bool
    is_certain: bool
    true_number: int | None = None
    may_count: bool = False
    """The number may count what the words behind it name: "3 chaufförer slutar", "3 lokaler"."""


def without_strays(intros: list[Intro]) -> list[Intro]:
    """Uncertain intros stay only where they fill the gap between two certain numbers."""
    kept = []
    for at, intro in enumerate(intros):
        if intro.is_certain:
            kept.append(intro)
            continue
        before = next((i.true_number for i in reversed(intros[:at]) if i.true_number is not None), None)
        after = next((i.true_number for i in intros[at + 1 :] if i.is_certain and i.true_number is not None), None)
        if before is not None and after is not None and intro.true_number == before + 1 and after > before + 1:
            kept.append(intro)
    return kept


def without_counts(intros: list[Intro]) -> list[Intro]:
    """The intros; a number that may count what the words behind it name is kept only beside the last or next one."""
    numbers = [intro.true_number for intro in intros if intro.true_number is not None]
    wanted = {number for pair in pairwise(numbers) if pair[1] == pair[0] + 1 for number in pair}
    return [
        replace(i, span=Span(i.span.start, i.span.start), number="", true_number=None)
        if i.may_count and i.true_number not in wanted
        else i
        for i in intros
    ]


def with_missing(intros: list[Intro], document: Document, notation: Notation, outside: Sequence[Span]) -> list[Intro]:
    """The intros, and what carries a number that is missing between two of them, within a line of running text.

    "11. Riskanalys: … Salta gården. 12. Brev från anhörig Till protokollet … 13. Riskanalys: …". It stands behind a
    sentence, the only such place between the two; and the number before it is none of a list there.
    """
    found = intros[:1]
    for before, after in pairwise(intros):
        found += [i for i in _missing(before, after, document, notation) if not is_inside(i.span.start, outside)]
        found.append(after)
    return found


def _missing(before: Intro, after: Intro, document: Document, notation: Notation) -> list[Intro]:
    first, last = before.true_number, after.true_number
    if first is None or last is None or last - first < 2:
        return []
    listed, behind = (
        list(pattern.finditer(document.text, before.span.end, after.span.start))
        for pattern in (_LISTED, _BEHIND_SENTENCE)
    )
    found = [before]
    for number in range(first + 1, last) if behind else ():
        at = found[-1].span.end
        places = _numbered(behind, notation.print_number(number), at)
        if len(places) == 1 and not _numbered(listed, notation.print_number(number - 1), at):
            found += _within_line(Span(*places[0].span()), places[0]["number"], number, before, document)
    return found[1:]


def _numbered(matches: Sequence["regex.Match[str]"], printed: str, start: int) -> list["regex.Match[str]"]:
    """The matches at or behind `start` that print a number so."""
    return [match for match in matches if match.start() >= start and match["number"] == printed]


def _within_line(span: Span, printed: str, number: int, before: Intro, document: Document) -> list[Intro]:
    """An intro at a span within a paragraph, none for a place in anything else."""
    blocks = document.blocks_in(Span(before.line.start, span.end))
    lines = [block.span for block in blocks if isinstance(block, Paragraph) and span.start < block.span.end]
    return [Intro(span, printed, line, is_analysis=False, is_certain=False, true_number=number) for line in lines[-1:]]


_LISTED = regex.compile(r"(?<!\S)(?P<number>\d{1,3})[.)]")
_BEHIND_SENTENCE = regex.compile(r"(?<=[.!?…)] )(?P<number>\d{1,3})[.)] ?(?=\p{Lu})")
