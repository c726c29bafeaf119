"""Labels that count a table's lines: "R1 … R2 …", "1.1 … 1.2 … 2.1", "a) … b)", "Fara 1 … Fara 2".

Unlike a bare number such a label is no score, and a list inside a cell hardly has one. It need not begin at its
beginning, for a register may count on from analysis to analysis.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import regex

from risktool.notation import Notation
from risktool.parse.flat.words import Word

_LABEL = regex.compile(r"[#(\[]?(?:\p{L}{1,5}[-.:_]?)?\d{1,4}(?:[-.:/]\d{1,3})*[.:)\]]*")
_PLAIN = regex.compile(r"\d+[.)]*")
"""A list's number or a score: what counts so is looked for elsewhere."""
_LETTER = regex.compile(r"\(?\p{L}\)")
_NAME = regex.compile(r"\p{Lu}\p{Ll}+")
_COUNT = regex.compile(r"\d+|(?<!\p{L})\p{L}(?!\p{L})")
"""What counts in a label: its numbers and single letters ("A1 … B1")."""
_CAPITAL = regex.compile(r"[\"'”(\[]*\p{Lu}")
_OPENS = regex.compile(r"[\"'”(\[]*[\p{L}\d]")


class Label(NamedTuple):
    """The words first..last (inclusive) of a printed label."""

    first: int
    last: int


_Parts: TypeAlias = tuple[str, ...]
"""A label cut at its counts: every second part counts."""


@dataclass(slots=True)
class _Chain:
    """Labels that count on from each other."""

    labels: list[Label]
    start: _Parts


def find_labels(words: Sequence[Word], leading: frozenset[str], notation: Notation) -> list[list[Label]]:
    """All labels that count, chain by chain. A word or two that are printed twice as a label say nothing."""
    printed = list(_printed_labels(words, leading))
    often = Counter(text for _, text in printed)
    chains: list[_Chain] = []
    expected: dict[str, tuple[_Chain, _Parts]] = {}
    for label, text in printed:
        if often[text] > 1:
            continue
        chain, parts = expected.get(text, (None, _parts(text)))
        if chain is None:
            if not _may_count(text):
                continue
            chain = _Chain([], parts)
            chains.append(chain)
        chain.labels.append(label)
        expected |= {_print(following, notation): (chain, following) for following in _following(parts)}
    return [chain.labels for chain in chains if len(chain.labels) >= _fewest(chain)]


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
    return bool((_OPENS if has_letter else _CAPITAL).match(words[last + 1].text))


def _may_count(text: str) -> bool:
    """Whether a chain may begin with this label."""
    if " " in text or _LETTER.fullmatch(text):
        return _is_first(_parts(text))
    return bool(_LABEL.fullmatch(text)) and not _PLAIN.fullmatch(text)


def _fewest(chain: _Chain) -> int:
    """How many labels count by more than chance."""
    is_clear = _is_first(chain.start) and chain.start[-2].isdecimal() and " " not in chain.start[0]
    return FEWEST_FROM_FIRST if is_clear else FEWEST_LABELS


FEWEST_FROM_FIRST = 2
"""Labels that count from 1, as "R1 … R2"."""

FEWEST_LABELS = 3
"""Labels that begin in the middle, and names with numbers, letters: a sentence may hold two of them."""


def _parts(text: str) -> _Parts:
    """The label, cut at its counts: "A-1." is ("", "A", "-", "1", ".")."""
    parts: list[str] = []
    at = 0
    for match in _COUNT.finditer(text):
        parts += [text[at : match.start()], match[0]]
        at = match.end()
    return (*parts, text[at:])


def _is_first(parts: _Parts) -> bool:
    return len(parts) > 1 and parts[-2] == _first(parts[-2])


def _following(parts: _Parts) -> Iterator[_Parts]:
    """The labels that may come next: a little further on at one level, and at the beginning below it."""
    for level in range(1, len(parts), 2):
        below = tuple(part if n % 2 else _first(part) for n, part in enumerate(parts[level + 1 :], 1))
        for step in range(1, LEFT_OUT + 1):
            yield (*parts[:level], _further(parts[level], step), *below)


LEFT_OUT = 2
"""How far a chain may jump: a label is left out, or lost all its digits."""


def _first(count: str) -> str:
    """Where a count begins: "01" for "07", "a" for "c"."""
    if count.isdecimal():
        return _padded(1, count)
    return "a" if count.islower() else "A"


def _further(count: str, step: int) -> str:
    return _padded(int(count) + step, count) if count.isdecimal() else chr(ord(count) + step)


def _padded(number: int, count: str) -> str:
    """The number as wide as this count, if that begins with a zero."""
    return str(number).zfill(len(count) if count[0] == "0" else 1)


def _print(parts: _Parts, notation: Notation) -> str:
    """The label as this document prints it, without the digits that it lost."""
    return "".join(letter for letter in "".join(parts) if letter not in notation.lost)
