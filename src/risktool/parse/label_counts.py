"""Labels that count on from each other, "R1 … R2 … R4", "1.1 … 1.2 … 2.1", "a) … b)", whatever they stand before.

In: what may be a label, and where it is printed. Out: chains of those that count by more than chance. A chain need not
begin at its beginning, for a register may count on from analysis to analysis.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import regex

_LABEL = regex.compile(r"[#(\[]?(?:\p{L}{1,5}[-.:_]?)?\d{1,4}(?:[-.:/]\d{1,3}){0,3}\p{Ll}?[.:)\]]*")
_PLAIN = regex.compile(r"\d+[.)]*")
"""A list's number or a score: what counts so is looked for elsewhere."""
_LISTED = regex.compile(r"\d{1,3}[.)]")
_LETTER = regex.compile(r"\(?\p{L}\)")
COUNT = regex.compile(r"\d+|(?<!\p{L})\p{L}(?!\p{L})")
"""What counts in a label: its numbers and single letters ("A1 … B1")."""

OPENING_LABEL = (
    r"\p{Lu}\p{Ll}+ (?:\p{Ll}{2,3}\.? )?\d{1,3}"
    r"|[#(\[]?(?:\p{Lu}{2,4} )?(?:\p{L}{1,5}[-.:_]?)?\d{1,4}(?:[-.:/]\d{1,3})*\p{Ll}?[)\]]*|\(?\p{L}\)"
)
"""What may be a label at the beginning of a line: a name and its number, "Risk nr 4"; a code; a letter in brackets."""

Place = TypeVar("Place")
_Parts: TypeAlias = tuple[str, ...]
"""A label cut at its counts: every second part counts."""


@dataclass(slots=True)
class _Chain(Generic[Place]):
    """Labels that count on from each other."""

    labels: list[Place]
    start: _Parts
    is_whole: bool = True
    """None of its labels is printed twice."""


def find_chains(
    printed: Sequence[tuple[Place, str]], lost: Collection[str] = (), *, are_lines: bool = False
) -> list[list[Place]]:
    """The places of all labels that count, chain by chain, of a document that `lost` these digits. A label that is
    printed twice says nothing; a list's number ("1.") counts where the labels open lines (`are_lines`).
    """
    return [chain.labels for chain in _chains(printed, lost, are_lines=are_lines)]


def find_whole_chains(printed: Sequence[tuple[Place, str]], lost: Collection[str]) -> list[list[Place]]:
    """The same without chains that a label printed twice would go on: which of the two is meant nobody can say."""
    return [chain.labels for chain in _chains(printed, lost, are_lines=False) if chain.is_whole]


def _chains(printed: Sequence[tuple[Place, str]], lost: Collection[str], *, are_lines: bool) -> Iterator[_Chain[Place]]:
    often = Counter(text for _, text in printed)
    chains: list[_Chain[Place]] = []
    expected: dict[str, tuple[_Chain[Place], _Parts]] = {}
    for place, text in printed:
        if often[text] > 1:
            if text in expected:
                expected[text][0].is_whole = False
            continue
        chain, parts = expected.get(text, (None, _parts(text)))
        if chain is None:
            if not (_may_count(text) or (are_lines and _LISTED.fullmatch(text))):
                continue
            chain = _Chain([], parts)
            chains.append(chain)
        chain.labels.append(place)
        expected |= {_print(following, lost): (chain, following) for following in _following(parts)}
    yield from (chain for chain in chains if len(chain.labels) >= _fewest(chain))


def _may_count(text: str) -> bool:
    """Whether a chain may begin with this label."""
    if " " in text or _LETTER.fullmatch(text):
        return _is_first(_parts(text))
    return bool(_LABEL.fullmatch(text)) and not _PLAIN.fullmatch(text)


def _fewest(chain: _Chain[Place]) -> int:
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
    for match in COUNT.finditer(text):
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


def _print(parts: _Parts, lost: Collection[str]) -> str:
    """The label as this document prints it, without the digits that it lost."""
    return "".join(letter for letter in "".join(parts) if letter not in lost)
