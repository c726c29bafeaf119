"""Reasons to doubt the ratings of one score: words, signs and numbers around them that tell another one.

"inte hög sannolikhet"            a word beside a step makes another one of it
"S 3, K 2, men 4 på vintern"      another step follows
"K: 4 – 8"                        a range, or a product behind a dash
"sannolikheten tas upp i bilaga 1" a number of something else
"SxK: 5x5"                        how large the matrix is, or a score
"""

from collections.abc import Sequence
from itertools import pairwise

import regex

from risktool.notation import DEFAULT_SCALE
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.ratings import CIRCLES, DRESS_SIGNS, Rating
from risktool.profiles import fold, joints
from risktool.source import Span

_AND, _RIVAL = "|".join((*joints().both, *joints().but)), "|".join((*joints().but, *joints().either))
_PREPOSITION = "|".join(joints().preposition)

ASIDE = r"[ \t]*\([^()\n]{2,80}\)"
"""What somebody remarked between the parts of a score: "S: 2 (3 enligt Bo), K: 2"."""

SPACED_RANGE = regex.compile(r"(?P<low>\d{1,2})[ ][–—-][ ](?P<high>\d{1,3})")
"""The end of a range, or a product behind a dash: "K: 4 – 8"."""

_BUT = regex.compile(rf"[*_ \t]*[,;(–—-]?[ ](?:{_RIVAL})[ ][^\n.;]*|{ASIDE}")
"""What goes on behind the last rating with another one: "2, men fyra på vintern", "2 (fyra på vintern)"."""

GAP = regex.compile(r"(?:[\s,;.|/xX×*·()\[\]{}>→_–—-]|" + _AND + ")*")

LINE_OPENING = regex.compile(r"(?:^|\n)[-–•*_ \t]*\Z")

_CLAUSE_OPENING = regex.compile(
    r"(?:(?P<part>[,/])|[:;.!?()\[\]{}|→⇒]|->|(?:^|\s)(?P<part>[-–—])|(?:^|\s)[•*])[ \t*_`]*\Z"
)
"""What parts a clause from the one before it. A `part` also stands between the steps of a range: "låg – hög"."""

_WORD = regex.compile(r"\p{L}+")

_STEP_IN_SIGNS = regex.compile(rf"(?<!\d)\d{{1,2}}(?!\d|\s?%)|[{CIRCLES}]")
"""A number that may be a step, or a colour that stands for one; a year and a share are none."""

_LAST_WORD = regex.compile(r"(\p{L}+)\P{L}*\Z")

_OTHER_STEP = regex.compile(
    r"[*_ \t]*(?:[,/–—-]?[ ]?(?P<joint>\p{Ll}+)[ ]|[(/–—-][ ]?(?:(?P<joint>\p{Ll}+)[ ])?)(?P<word>\p{L}+(?: \p{L}+)?)"
    r"(?![\p{L}:=]|[ ]\p{L})"
)
"""Behind a step, another one: "låg, eller medel", "låg (kanske medel)"."""

OUT_OF_TOP = regex.compile(r"(?P<step>\d{1,2})\s?/\s?(?P<top>\d{1,2})")
"""A step out of how many there are, "3/5", or two steps of which either may hold."""


def is_doubtful(text: str, ratings: Sequence[Rating], lexicon: Lexicon) -> bool:
    """Whether the ratings of one score may be others, by what stands in and behind them."""
    behind = _BUT.match(text, ratings[-1].value_end)
    return (
        any(rating.is_recoloured for rating in ratings)
        or _may_be_size(text, ratings)
        or _is_out_of_another(text, ratings)
        or _is_moved(text, ratings, lexicon)
        or _goes_on(text, ratings)
        or any(rating.is_told and _counts_other(text, rating, lexicon) for rating in ratings)
        or any(SPACED_RANGE.fullmatch(text, a.value_start, b.value_end) for a, b in pairwise(ratings))
        or (behind is not None and names_step(behind[0], lexicon))
    )


_MORE = regex.compile(r"[^.!?\n]*\d")
"""Another number in the rest of a sentence: "alltså 15", "och för ekonomi 2"."""

MOST_TOLD = 4
"""Words from a factor to its number in a sentence, the factor among them; more may say what it is that is rated."""


def find_remark(text: str, rating: Rating) -> Span | None:
    """The words between a factor and its number, where they are more than a sentence needs to join the two."""
    start = text.index(rating.label, rating.start) if rating.is_told else rating.value_start
    is_long = len(_WORD.findall(text, start, rating.value_start)) > MOST_TOLD
    return Span(start + len(rating.label), rating.value_start) if is_long else None


def _goes_on(text: str, ratings: Sequence[Rating]) -> bool:
    """Whether a sentence that tells a score says more of it, between a factor and its number or behind them all."""
    is_told = any(rating.is_told for rating in ratings)
    is_long = any(find_remark(text, rating) for rating in ratings)
    return is_long or (is_told and _MORE.match(text, ratings[-1].value_end) is not None)


_NOUN = regex.compile(rf"[ ](?:{_PREPOSITION})[ ](?P<noun>\p{{L}}+)[ ]$")
"""Behind a preposition, the word that a number belongs to: "i bilaga 2", "av grupp 1", "på nivå 3"."""


def _counts_other(text: str, rating: Rating, lexicon: Lexicon) -> bool:
    """Whether a told number may be that of a page, a group or a week; one behind "nivå" or a small word is a step."""
    named = _NOUN.search(text, rating.start, rating.value_start)
    return named is not None and fold(named["noun"]) not in lexicon.value_words | lexicon.leading_words


def _is_out_of_another(text: str, ratings: Sequence[Rating]) -> bool:
    """Whether a step is out of another number than the most common scale has: "S 2/4, K 3/4" may also tell two steps
    of each, one for each time or for each person who rated.
    """
    found = (OUT_OF_TOP.fullmatch(text, rating.value_start, rating.value_end) for rating in ratings)
    return any(int(match["top"]) != DEFAULT_SCALE[1] for match in found if match)


def _may_be_size(text: str, ratings: Sequence[Rating]) -> bool:
    """Whether both numbers behind both factors are the same, behind other words of their line: they may tell how large
    the matrix is, "Skala SxK: 5x5", or rate the risk that these words are, "Brand SxK: 3x3".
    """
    first, second = ratings[0], ratings[min(1, len(ratings) - 1)]
    is_joined = second is not first and second.start == second.value_start  # the letters of both stand in front
    is_same = text[first.value_start : first.value_end] == text[second.value_start : second.value_end]
    return is_joined and is_same and not LINE_OPENING.search(text, 0, first.start)


def names_number(remark: str, lexicon: Lexicon) -> bool:
    """Whether a remark says a number in words of its own: "(3 enligt Bo)", "(tre enligt Bo)", but not "(1-5)"."""
    words = _WORD.findall(remark)
    return bool(words) and (any(map(str.isdecimal, remark)) or any(map(lexicon.is_step_spelled, words)))


def names_step(clause: str, lexicon: Lexicon) -> bool:
    """Whether what goes on behind a step names another one: "medel vid tillväxt, låg i början", "4, efter åtgärd 2"."""
    return _STEP_IN_SIGNS.search(clause) is not None or any(
        fold(word) in lexicon.words or lexicon.is_step_spelled(word) for word in _WORD.findall(clause)
    )


def _is_moved(text: str, ratings: Sequence[Rating], lexicon: Lexicon) -> bool:
    """Whether words beside a said step make another one of it: "inte hög", "låg till medel", "låg (eller medel)"."""
    earlier = (0, *(rating.value_end for rating in ratings))
    return any(
        (rating.opens and not _opens_clause(text, end, rating.start, lexicon))
        or (
            rating.is_said
            and (other := _OTHER_STEP.match(text, rating.value_end))
            and fold(other["word"]) in lexicon.words
            and not lexicon.is_factor(other["joint"] or "")
        )
        for end, rating in zip(earlier, ratings, strict=False)
    )


def _opens_clause(text: str, earlier: int, start: int, lexicon: Lexicon) -> bool:
    """Whether nothing stands before a step in its clause but what joins it to the rating that ends at `earlier`."""
    if earlier and GAP.fullmatch(text, earlier, start):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start]
    if not line.strip():  # unless it goes on with a sentence that did not end above and is small here
        before = text[: start - len(line)]
        return before.endswith("\n\n") or not (before[-2:-1].isalnum() and text[start].islower())
    opening = _CLAUSE_OPENING.search(line)
    if opening is None:
        return not line.strip(DRESS_SIGNS)
    last = _LAST_WORD.search(line, 0, opening.start()) if opening["part"] else None
    return last is None or fold(last[1]) not in lexicon.words
