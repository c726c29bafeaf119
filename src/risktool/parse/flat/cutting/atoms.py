"""Text between scores, cut into atoms: the smallest pieces that are never cut further.

A cell of the lost table is one atom or several; no atom belongs to two cells. So the text is cut wherever a cell
*may* end: behind a full stop, before a capital that no full stop precedes, before a list number, at a page break.
Where a cell ends between two ordinary words in lower case nobody could tell, and nothing is cut there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import regex

from risktool.notation import Notation
from risktool.parse.flat.cutting.numbering import Numbering, find_numbering
from risktool.parse.flat.cutting.setting import is_set_in_columns
from risktool.parse.flat.words import Word
from risktool.profiles import Profile

EdgeKind: TypeAlias = Literal[
    "start",
    "event",
    "page_upper_stop",
    "page_upper_open",
    "page_upper_score",
    "page_lower_stop",
    "page_lower_open",
    "page_lower_score",
    "stop_upper",
    "stop_lower",
    "asked_upper",
    "asked_lower",
    "capital",
    "comma",
    "list",
    "stump",
    "dash",
    "paren",
    "line",
]
"""What stands at an atom's left edge. At a page's: how it begins, and whether a full stop or a score precedes it.

Behind a question mark it is `asked`: mostly what was asked is answered in the same cell, and before a small letter the
mark may only doubt a word ("lön? för dem som flyttas").
"""

Opening: TypeAlias = Literal["upper", "lower", "stump", "paren", "digit", "acronym"]
"""How an atom begins. A stump is what a lost "Risk" leaves of "Risken är …": unlike lower case it may open a cell."""

Numbered: TypeAlias = Literal["", "opens", "heads", "inside"]
"""Where a list numbers the rows of a table: an atom that one of its numbers opens, the title of a group of rows, or any
other.
"""

Copied: TypeAlias = Literal["", "begins", "goes on", "ended", "fills"]
"""What a passage that the document prints twice says of an atom: it begins there, goes on, or ended just before; or it
goes on and fills the room between two scores."""

_STOP = regex.compile(r"[.?!…][)\"'”’]*$")
_INITIALS = regex.compile(r"\p{L}{1,2}|\p{L}(?:\.\p{L})+")
"""What a full stop behind it shortens in any language: "nr", "m.m"."""
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
    is_hanging: bool
    """Ends with a comma or a word that another one must follow ("… att"): the rest of its cell is elsewhere. At the end
    of a page that is any word that others mostly follow."""
    opening: Opening
    first_word: str
    """The word it begins with, if that is one of the language's common ones; else ""."""
    lean: int = 0
    """Whether its words are more at home in descriptions (-3) or in treatments (3)."""
    begins: int = 0
    """Whether its words are more at home inside a description (-2) or at its beginning (2)."""
    copied: Copied = ""
    numbered: Numbered = ""


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts one stretch of words into atoms."""

    words: Sequence[Word]
    leading: frozenset[str]
    particles: frozenset[str]
    quantifiers: frozenset[str]
    """As they open a sentence."""
    abbreviations: frozenset[str]
    common: frozenset[str]
    stumps: frozenset[str]
    followers: frozenset[str]
    numbering: Numbering
    numbered: frozenset[int]
    """The places at which something counted begins."""
    is_set: bool = False
    """Lines end where cells' lines did (`is_set_in_columns`)."""

    def cut(self, first: int, last: int, left: EdgeKind) -> list[Atom]:
        """The atoms of the words first..last; `left` is the edge of the first one."""
        if first > last:
            return []
        if left in ("event", "line") and self.words[first].gap == "page":
            left = self._page_edge(first, "score" if left == "event" else "stop")
        edges: list[tuple[int, EdgeKind]] = [(first, left)]
        enclosed = _enclosed(self.words[first : last + 1])
        for at in range(first + 1, last + 1):
            edge = self._edge_before(at) if at - first not in enclosed else None
            if edge is not None:
                edges.append((at, edge))
        ends = [start - 1 for start, _ in edges[1:]] + [last]
        return [self._atom(start, end, edge) for (start, edge), end in zip(edges, ends, strict=True)]

    def counting(self, places: tuple[int, ...]) -> "Cutter":
        """The same, with one more list of numbers."""
        numbering = self.numbering.with_list(places)
        return replace(self, numbering=numbering, numbered=numbering.starts)

    def opening(self, at: int) -> Opening:
        """How the word at `at` would begin an atom."""
        word = self.words[at].text
        if word[0].islower():
            return "stump" if word in self.stumps else "lower"
        if _ALL_CAPITALS.match(word):
            return "acronym"
        return "paren" if word[0] in "([" else "digit" if word[0].isdigit() else "upper"

    def _page_edge(self, at: int, before: Literal["stop", "open", "score"]) -> EdgeKind:
        is_upper = self.words[at].is_capitalised
        kinds: dict[str, EdgeKind] = (
            {"stop": "page_upper_stop", "open": "page_upper_open", "score": "page_upper_score"}
            if is_upper
            else {"stop": "page_lower_stop", "open": "page_lower_open", "score": "page_lower_score"}
        )
        return kinds[before]

    def _atom(self, first: int, last: int, edge: EdgeKind) -> Atom:
        end = self.words[last].text
        word = self.words[first].text.lower()
        return Atom(
            first=first,
            last=last,
            edge=edge,
            words=last - first + 1,
            is_question="?" in end,
            is_closed=bool(_STOP.search(end)),
            is_hanging=end.endswith(",") or self._is_hanging(last),
            opening=self.opening(first),
            first_word=word if word in self.common else "",
        )

    def _is_hanging(self, at: int) -> bool:
        """Whether others must follow this word."""
        word = self.words[at].text
        is_page_end = at + 1 < len(self.words) and self.words[at + 1].gap == "page"
        return word in self.leading and (is_page_end or word not in self.particles)

    def _edge_before(self, at: int) -> EdgeKind | None:
        """The kind of edge before word `at`; None where no cell can end."""
        before, word = self.words[at - 1], self.words[at]
        upper = word.is_capitalised
        if word.gap == "page":
            return self._page_edge(at, "stop" if _STOP.search(before.text) else "open")
        if at in self.numbered:
            return "list"
        if self.is_set and word.gap == "space":
            return None
        if _STOP.search(before.text) and not self._is_short(before.text) and at - 1 not in self.numbering.words:
            is_new = upper or not word.text[0].isalpha()
            if "?" in before.text:
                return "asked_upper" if is_new else "asked_lower"
            return "stop_upper" if is_new else "stop_lower"
        return "line" if word.gap == "line" and not self.is_set else self._open_edge(at, upper)

    def _is_short(self, word: str) -> bool:
        """Whether the full stop behind a word shortens it and ends no sentence."""
        letters = word.removeprefix("(").removesuffix(".")
        return word[-1] == "." and (bool(_INITIALS.fullmatch(letters)) or letters.lower() in self.abbreviations)

    def _open_edge(self, at: int, upper: bool) -> EdgeKind | None:
        """An edge on a line, without a full stop before it. Behind "från" or "på", or where a sentence begins "Många",
        a capital is a name's.
        """
        before, word = self.words[at - 1], self.words[at]
        is_led = before.text.lower() in self.leading and word.text.lower() not in self.common
        if is_led or before.text in self.quantifiers or at - 1 in self.numbering.words:
            return None
        if upper and not self._is_acronym(at):
            return "comma" if before.text[-1] in ",;:/" else "capital"
        if before.text.endswith(")") and word.text[0].isalpha():
            return "paren"
        if word.text in self.stumps and self._is_stump(at):
            return "stump"
        is_bullet = word.text in DASHES and at + 1 < len(self.words) and self.words[at + 1].is_capitalised
        return "dash" if is_bullet else None

    def _is_stump(self, at: int) -> bool:
        """Whether "en" in running text is what is left of "Risken är att …" rather than an article."""
        return at + 1 < len(self.words) and self.words[at + 1].text in self.followers

    def _is_acronym(self, at: int) -> bool:
        """Whether a capital is that of an acronym in running text ("mot APT") rather than of a beginning."""
        before = self.words[at - 1].text
        return bool(_ALL_CAPITALS.match(self.words[at].text)) and before[-1:].islower() and len(before) < SHORT_WORD


SHORT_WORD = 4
"""Letters of a word that rarely ends a cell."""


LONGEST_PARENTHESIS = 25
"""Words; a parenthesis not closed by then was never closed."""


def _enclosed(words: Sequence[Word]) -> frozenset[int]:
    """The places of words inside parentheses, but for the first: no cell ends there, whatever is capitalised."""
    inside: set[int] = set()
    opened: int | None = None
    for at, word in enumerate(words):
        if word.gap == "page":
            opened = None
        if "(" in word.text:
            opened = at
        if ")" in word.text:
            if opened is not None and at - opened <= LONGEST_PARENTHESIS:
                inside.update(range(opened + 1, at + 1))
            opened = None
    return frozenset(inside)


def make_cutter(
    words: Sequence[Word], profile: Profile, notation: Notation, scored: frozenset[int] = frozenset()
) -> Cutter:
    """A cutter for these words, of which some (by place) are surely `scored`, in a language and with a document's
    damage."""
    leading = frozenset(profile.leading_words)
    numbering = find_numbering(words, leading, notation, scored)
    return Cutter(
        words=words,
        leading=leading,
        particles=frozenset(profile.particles),
        quantifiers=frozenset(word.capitalize() for word in profile.quantifiers),
        abbreviations=frozenset(profile.abbreviations),
        common=frozenset(profile.common_words) | leading,
        stumps=frozenset(profile.risk_endings) if notation.lost_words else frozenset(),
        followers=frozenset(profile.risk_followers),
        numbering=numbering,
        numbered=numbering.starts,
        is_set=is_set_in_columns(words),
    )


DASHES = ("-", "–", "•", "*")
