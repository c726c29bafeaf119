"""Labels that count a table's lines: "R1 … R2 …", "1.1 … 1.2 … 2.1", "a) … b)", "Fara 1 … Fara 2".

They stand before the first cell, or behind a score before the first treatment; such labels inside cells are dates,
rooms, chapters. They need not begin at their beginning, for a register may count on from analysis to analysis.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from risktool.notation import Notation
from risktool.parse.flat.words import Word
from risktool.parse.label_counts import find_whole_chains

_NAME = regex.compile(r"\p{Lu}\p{Ll}+")
_OPENS = regex.compile(r"[\"'”(\[]*[\p{L}\d]")


class Label(NamedTuple):
    """The words first..last (inclusive) of a printed label."""

    first: int
    last: int


def find_labels(words: Sequence[Word], leading: frozenset[str], notation: Notation) -> list[list[Label]]:
    """All labels that count, chain by chain."""
    chains = find_whole_chains(list(_printed_labels(words, leading)), notation.lost)
    return [labels for labels in chains if _begins_column(words, labels[0].first)]


def _begins_column(words: Sequence[Word], first: int) -> bool:
    """Whether a column's first cell may begin here: with the text, or behind a score."""
    return first == 0 or words[first - 1].text[-1].isdecimal()


def _printed_labels(words: Sequence[Word], leading: frozenset[str]) -> Iterator[tuple[Label, str]]:
    """What may be a label: a word or a name and its number, before a cell's first word and behind no "enligt"."""
    for at in range(len(words) - 1):
        if at and words[at].gap == "space" and words[at - 1].text.lower() in leading:
            continue
        number = words[at + 1].text.rstrip(".:)")
        is_named = bool(_NAME.fullmatch(words[at].text)) and number.isdecimal() and words[at + 1].gap == "space"
        last = at + 1 if is_named else at
        if last + 1 < len(words) and words[last + 1].gap != "page" and _opens_cell(words, at, last):
            yield Label(at, last), f"{words[at].text} {number}" if is_named else words[at].text


def _opens_cell(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether what follows may begin a cell; behind a date or a chapter's number that is a capital."""
    has_letter = any(map(str.isalpha, words[first].text)) and first == last
    follower = words[last + 1]
    return follower.is_capitalised or (has_letter and bool(_OPENS.match(follower.text)))
