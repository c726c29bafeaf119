"""Text between scores, cut into atoms: the smallest pieces that are never cut further.

A cell of the lost table is one atom or several; no atom belongs to two cells. So the text is cut wherever a cell
*may* end: behind a full stop, before a capital that no full stop precedes, before a list number, at a page break.
Where a cell ends between two ordinary words in lower case nobody could tell, and nothing is cut there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import regex

from risktool.parse.flat.words import Word

EdgeKind: TypeAlias = Literal[
    "start", "event", "page_upper", "page_lower", "stop_upper", "stop_lower", "capital", "list", "dash", "paren", "line"
]
"""What stands at an atom's left edge."""

LONGEST_LIST = 40
"""A larger number before a full stop is no list number."""

_STOP = regex.compile(r"[.?!…][)\"'”’]*$")
_ABBREVIATION = regex.compile(
    r"(?i)^\(?(?:\p{L}{1,2}|\p{L}(?:\.\p{L})+|t\.?ex|bl\.?a|ev|ca|kl|nr|st|resp|etc|inkl|exkl)\.$"
)
_LIST = regex.compile(r"(?P<number>\d{1,2})[.)]\.?(?:\p{L}.*)?")
_UPPER = regex.compile(r"[\"'”(\[]*\p{Lu}")
_ALL_CAPITALS = regex.compile(r"\p{Lu}[\p{Lu}\d/-]+\W*$")


@dataclass(frozen=True, slots=True)
class Atom:
    """Words first..last (inclusive) of a stretch. `edge` is what stands at the left."""

    first: int
    last: int
    edge: EdgeKind
    words: int
    is_question: bool
    is_closed: bool
    """Ends with a full stop, question or exclamation mark."""
    opens_lower: bool
    lean: int = 0
    """Whether its words are more at home in descriptions (-2) or in treatments (2)."""


def cut_atoms(words: Sequence[Word], first: int, last: int, left: EdgeKind) -> list[Atom]:
    """The atoms of the words first..last; `left` is the edge of the first one."""
    if first > last:
        return []
    edges: list[tuple[int, EdgeKind]] = [(first, left)]
    for at in range(first + 1, last + 1):
        edge = edge_before(words, at)
        if edge is not None:
            edges.append((at, edge))
    ends = [start - 1 for start, _ in edges[1:]] + [last]
    return [_atom(words, start, end, edge) for (start, edge), end in zip(edges, ends, strict=True)]


def _atom(words: Sequence[Word], first: int, last: int, edge: EdgeKind) -> Atom:
    end = words[last].text
    return Atom(
        first=first,
        last=last,
        edge=edge,
        words=last - first + 1,
        is_question="?" in end,
        is_closed=bool(_STOP.search(end)),
        opens_lower=words[first].text[:1].islower(),
    )


def edge_before(words: Sequence[Word], at: int) -> EdgeKind | None:
    """The kind of edge before word `at`; None where no cell can end."""
    before, word = words[at - 1], words[at]
    upper = bool(_UPPER.match(word.text))
    if word.gap == "page":
        return "page_upper" if upper else "page_lower"
    if _is_list_number(word.text):
        return "list"
    if _STOP.search(before.text) and not _ABBREVIATION.match(before.text):
        return "stop_upper" if upper or not word.text[0].isalpha() else "stop_lower"
    return "line" if word.gap == "line" else _open_edge(words, at, upper)


def _open_edge(words: Sequence[Word], at: int, upper: bool) -> EdgeKind | None:
    """An edge on a line, without a full stop before it."""
    before, word = words[at - 1], words[at]
    if upper and not _is_name(words, at):
        return "capital"
    if before.text.endswith(")") and word.text[0].isalpha():
        return "paren"
    return "dash" if word.text in DASHES else None


DASHES = ("-", "–", "•", "*")


def _is_list_number(word: str) -> bool:
    match = _LIST.fullmatch(word)
    return match is not None and int(match["number"]) <= LONGEST_LIST


def _is_name(words: Sequence[Word], at: int) -> bool:
    """Whether a capital is that of an acronym in running text ("på APT") rather than of a beginning."""
    return (
        bool(_ALL_CAPITALS.match(words[at].text)) and words[at - 1].text[-1:].islower() and len(words[at - 1].text) < 4
    )
