"""Text between scores, cut into atoms: the smallest pieces that are never cut further.

A cell of the lost table is one atom or several; no atom belongs to two cells. So the text is cut wherever a cell
*may* end: behind a full stop, before a capital that no full stop precedes, before a list number, at a page break.
Where a cell ends between two ordinary words in lower case nobody could tell, and nothing is cut there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

import regex

from risktool.notation import Notation
from risktool.parse.flat.kinds import kind_of
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
    "capital",
    "comma",
    "list",
    "stump",
    "dash",
    "paren",
    "line",
]
"""What stands at an atom's left edge. At a page's: how it begins, and whether a full stop or a score precedes it."""

Opening: TypeAlias = Literal["upper", "lower", "stump", "paren", "digit", "acronym"]
"""How an atom begins. A stump is what a lost "Risk" leaves of "Risken är …": unlike lower case it may open a cell."""

Copied: TypeAlias = Literal["", "begins", "goes on", "ended", "fills"]
"""What a passage that the document prints twice says of an atom: it begins there, goes on, or ended just before; or it
goes on and fills the room between two scores."""

_STOP = regex.compile(r"[.?!…][)\"'”’]*$")
_ABBREVIATION = regex.compile(
    r"(?i)^\(?(?:\p{L}{1,2}|\p{L}(?:\.\p{L})+|t\.?ex|bl\.?a|ev|ca|kl|nr|st|resp|etc|inkl|exkl)\.$"
)
_LIST = regex.compile(r"(?P<number>\d{1,2})[.)]\.?(?:\p{L}.*)?")
_NUMBER = regex.compile(r"\d+[.)]?")
"""A number right before another is a score's: "3 4 12." opens no item."""
_BARE = regex.compile(r"\d{1,2}")
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
    is_hanging: bool
    """Ends with a comma or a word that another one must follow ("… att"): the rest of its cell is elsewhere."""
    opening: Opening
    first_word: str
    """The word it begins with, if that is one of the language's common ones; else ""."""
    lean: int = 0
    """Whether its words are more at home in descriptions (-3) or in treatments (3)."""
    copied: Copied = ""


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts one stretch of words into atoms. `list_numbers` are the places of words that number items 1, 2, 3 …"""

    words: Sequence[Word]
    leading: frozenset[str]
    common: frozenset[str]
    stumps: frozenset[str]
    followers: frozenset[str]
    list_numbers: frozenset[int]

    def cut(self, first: int, last: int, left: EdgeKind) -> list[Atom]:
        """The atoms of the words first..last; `left` is the edge of the first one."""
        if first > last:
            return []
        if left == "event" and self.words[first].gap == "page":
            left = self._page_edge(first, "score")
        edges: list[tuple[int, EdgeKind]] = [(first, left)]
        enclosed = _enclosed(self.words[first : last + 1])
        for at in range(first + 1, last + 1):
            edge = self._edge_before(at) if at - first not in enclosed else None
            if edge is not None:
                edges.append((at, edge))
        ends = [start - 1 for start, _ in edges[1:]] + [last]
        return [self._atom(start, end, edge) for (start, edge), end in zip(edges, ends, strict=True)]

    def opening(self, at: int) -> Opening:
        """How the word at `at` would begin an atom."""
        word = self.words[at].text
        if word[0].islower():
            return "stump" if word in self.stumps else "lower"
        if _ALL_CAPITALS.match(word):
            return "acronym"
        return "paren" if word[0] in "([" else "digit" if word[0].isdigit() else "upper"

    def _page_edge(self, at: int, before: Literal["stop", "open", "score"]) -> EdgeKind:
        is_upper = bool(_UPPER.match(self.words[at].text))
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
            is_hanging=end in self.leading or end.endswith(","),
            opening=self.opening(first),
            first_word=word if word in self.common else "",
        )

    def _edge_before(self, at: int) -> EdgeKind | None:
        """The kind of edge before word `at`; None where no cell can end."""
        before, word = self.words[at - 1], self.words[at]
        upper = bool(_UPPER.match(word.text))
        if word.gap == "page":
            return self._page_edge(at, "stop" if _STOP.search(before.text) else "open")
        if at in self.list_numbers:
            return "list"
        if _STOP.search(before.text) and not _ABBREVIATION.match(before.text) and at - 1 not in self.list_numbers:
            return "stop_upper" if upper or not word.text[0].isalpha() else "stop_lower"
        return "line" if word.gap == "line" else self._open_edge(at, upper)

    def _open_edge(self, at: int, upper: bool) -> EdgeKind | None:
        """An edge on a line, without a full stop before it. Behind "från" or "på" a capital is a name's."""
        before, word = self.words[at - 1], self.words[at]
        is_led = before.text.lower() in self.leading and word.text.lower() not in self.common
        if is_led or at - 1 in self.list_numbers:
            return None
        if upper and not self._is_acronym(at):
            return "comma" if before.text[-1] in ",;:/" else "capital"
        if before.text.endswith(")") and word.text[0].isalpha():
            return "paren"
        if word.text in self.stumps and self._is_stump(at):
            return "stump"
        is_bullet = word.text in DASHES and at + 1 < len(self.words) and bool(_UPPER.match(self.words[at + 1].text))
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


def make_cutter(words: Sequence[Word], profile: Profile, notation: Notation) -> Cutter:
    """A cutter for these words, in a language and with a document's damage."""
    leading = frozenset(profile.leading_words)
    return Cutter(
        words=words,
        leading=leading,
        common=frozenset(profile.common_words) | leading,
        stumps=frozenset(profile.risk_endings) if notation.lost_words else frozenset(),
        followers=frozenset(profile.risk_followers),
        list_numbers=frozenset(_find_list(words)) | frozenset(_find_row_numbers(words, leading, notation)),
    )


def _find_list(words: Sequence[Word]) -> list[int]:
    """The places of list numbers: each list counts up, now and then leaving one out.

    Descriptions and treatments may be numbered at once, so several lists are open. A number that nothing comes before
    or after ("plan 2.") is no list, and a list that does not begin at its beginning is a longer one.
    """
    lists: list[list[tuple[int, int]]] = []
    for at, word in enumerate(words):
        match = _LIST.fullmatch(word.text)
        if match is None:
            continue
        number = int(match["number"])
        open_lists = [found for found in lists[-OPEN_LISTS:] if found[-1][1] < number <= found[-1][1] + LEFT_OUT]
        is_score = at > 0 and word.gap == "space" and bool(_NUMBER.fullmatch(words[at - 1].text))
        if number == 1 or not (open_lists or is_score):
            lists.append([(at, number)])
        elif open_lists:
            max(open_lists, key=lambda found: (found[-1][1], found[-1][0])).append((at, number))
    return [at for found in lists if _is_list([number for _, number in found]) for at, _ in found]


def _is_list(numbers: Sequence[int]) -> bool:
    """Whether these count something: from 1, from 2 (the 1 is lost), or several one after the other."""
    is_run = all(follower == number + 1 for number, follower in pairwise(numbers))
    return numbers[0] == 1 or (numbers[0] == 2 and len(numbers) > 1) or (is_run and len(numbers) >= FEWEST_OF_MIDDLE)


OPEN_LISTS = 4
"""Lists that may go on; the description's and the treatment's, each with one inside."""

FEWEST_OF_MIDDLE = 3
"""Numbers of a list whose beginning is not printed."""


def _find_row_numbers(words: Sequence[Word], leading: frozenset[str], notation: Notation) -> list[int]:
    """The places of bare numbers that count a table's lines, each before a capital: "1 Arkivet … 2 Böcker …".

    No other number may stand so between two of them. On one line a score's numbers may stand so too; more lines must
    be counted there, and beyond the scale, and no number may be what is left of a damaged score.
    """
    runs: list[list[int]] = []
    for at in (at for at in range(len(words) - 1) if _stands_alone(words, at, leading)):
        if not _opens_line(words, at) and kind_of((words[at].text,), notation) != "lone":
            continue
        step = int(words[at].text) - int(words[runs[-1][-1]].text) if runs else 0
        if 0 < step <= LEFT_OUT:
            runs[-1].append(at)
        else:
            runs.append([at])
    top = max(notation.likelihood[1], notation.consequence[1])
    return [at for run in runs if _counts_lines(words, run, top) for at in run]


def _counts_lines(words: Sequence[Word], run: Sequence[int], top: int) -> bool:
    """Whether numbers that count up are more than chance."""
    if all(_opens_line(words, at) for at in run):
        return len(run) >= FEWEST_ROW_NUMBERS
    return len(run) > FEWEST_ROW_NUMBERS and int(words[run[-1]].text) > top


def _opens_line(words: Sequence[Word], at: int) -> bool:
    return at == 0 or words[at].gap != "space"


def _stands_alone(words: Sequence[Word], at: int, leading: frozenset[str]) -> bool:
    """Whether a bare number stands before a capital, and behind no other number and no word like "plan"."""
    word, follower = words[at], words[at + 1]
    if not _BARE.fullmatch(word.text) or follower.gap == "page" or not _UPPER.match(follower.text):
        return False
    before = words[at - 1].text.lower() if at and word.gap == "space" else ""
    return before not in leading and not _NUMBER.fullmatch(before)


FEWEST_ROW_NUMBERS = 3
"""Lines that count up by more than chance."""

LEFT_OUT = 2
"""How far a list may jump: a number is left out, or lost all its digits."""


DASHES = ("-", "–", "•", "*")
