"""What says that a score is one of before or after treatment, or rates again what is rated above it.

Efter åtgärd: S 1 K 2            words right before it, or a line of its own above it
Uppföljning: S 1 K 2             a field of a risk that has its own label or bullet above: rated again
Restrisk                         a line above a list of scores: each of them is what is left of a risk told above
- Hal trappa S 1 K 2
S 3 K 4 = 12 -> 6                an arrow down from the product, or from one score to another
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from risktool.parse.lines import line_start, rest_of_line
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.told import says_after_treatment
from risktool.parse.typed.marks import OPENING, Mark, between
from risktool.parse.typed.scores import Score
from risktool.profiles import Role, fold
from risktool.source import Span

WORDS_FOR_AFTER = 3
"""Words before a residual score among which one says so: "Kvarstående risk efter åtgärd:"."""

LONGEST_LABEL = 200
"""Characters before a score among which such words stand; a line may be a whole document."""

_SIGNS = "-–•*_ \t"
_DRESS = "([*_ \n"

_CLAUSE = regex.compile(r"(?P<said>[^.,;()!?\n]*)[\s:(,=–-]*$")
"""What stands before a score behind the last sign that ends a clause."""

_WORD = regex.compile(r"\p{L}+")

_LABEL = regex.compile(rf"(?<=\s)\p{{Lu}}\p{{L}}*(?: \p{{L}}+){{0,{WORDS_FOR_AFTER - 1}}}(?=:[\s*_(\[]*$)")
"""A label within a line: it begins with a capital and ends with a colon, whatever stands before it."""


_ARROW = r"[ \t]*(?:->|=>|→|⇒)[ \t]*"
_TO_ANOTHER = regex.compile(rf"[)\]*_]*{_ARROW}[(\[*_]*")
_TO_NUMBER = regex.compile(rf"{_ARROW}(?P<value>\d{{1,2}})(?=[*_]*(?:[)\]|;,]|\.(?!\d)|[ \t]*(?:\n|\Z)))[)\]]?")
_NUMBER = regex.compile(r"\d{1,3}")


def find_left(text: str, score: Score) -> Score | None:
    """The number that an arrow leads down to from the product of a score: "= 12 -> 6". None where it rises, or where
    other words follow in its clause.
    """
    product = score.part("score")
    number = _NUMBER.fullmatch(text, *product) if product else None
    found = _TO_NUMBER.match(text, score.end) if number else None
    if number is None or found is None or int(found["value"]) > int(number[0]):
        return None
    parts: tuple[tuple[Role, int, int], ...] = (("score", *found.span("value")),)
    return Score(score.end, found.end(), parts, has_words=False, is_after=True)


def find_after(text: str, start: int, score: Score, following: Sequence[Score], lexicon: Lexicon) -> int | None:
    """Where the words for "after treatment" begin that open a score, or the arrow to it, at or after `start`; None for
    none. Without a colon they open no list of scores.
    """
    end = score.start
    if _TO_ANOTHER.fullmatch(text, start, end):
        return start
    line = max(text.rfind("\n", start, end) + 1, start)
    above = max(text.rfind("\n", start, line - 1) + 1, start) if line > start else line
    label = "" if text[line:end].strip(_SIGNS) else text[above:line].strip(_SIGNS + "\n")
    if label and not _is_told_in_a_list(text, score, following) and _says_after_alone(label, lexicon):
        return above
    if "\n\n" in text[start:end]:
        return None
    if label.endswith(":") and label.count(":") == 1:
        return after_words(text, above, line, lexicon)
    return after_words(text, line, end, lexicon)


def find_titles(text: str, scores: Sequence[Score], lexicon: Lexicon) -> Iterator[Span]:
    """The lines that say "after treatment" alone above a list of scores with words of their own."""
    for i, score in enumerate(scores):
        line = end = line_start(text, score.start)
        while end and text[end - 1].isspace():
            end -= 1
        title = text[line_start(text, end) : end]
        is_listed = any(map(str.isalpha, text[line : score.start])) or _is_told_in_a_list(
            text, score, scores[i + 1 : i + 2]
        )
        if title.strip(_SIGNS) and is_listed and _says_after_alone(title.strip(_SIGNS), lexicon):
            yield Span(end - len(title), end)


def end_of_list(text: str, start: int, scores: Sequence[Score]) -> int:
    """Where the list ends that a title opens which ends at `start`: at a paragraph without bullet and score."""
    gap = text.find("\n\n", start)
    while gap >= 0:
        line = gap + 2
        end = text.find("\n", line)
        near = bisect_left(scores, line, key=lambda score: score.start)
        is_rated = any(end < 0 or score.start < end for score in scores[near : near + 1])
        if not OPENING.match(text, line) and not is_rated:
            return line
        gap = text.find("\n\n", line)
    return len(text)


def find_again(
    text: str,
    first: Score,
    score: Score,
    marks: tuple[Mark, ...],
    opened: Sequence[Mark],
    is_in_bullet: bool,
    lexicon: Lexicon,
) -> Mark | None:
    """The label of a score that rates again what the `first` score does; None for a score of its own.

    A label may say so by itself ("Uppföljning"). Another one does where the risk has a label of its own (`opened`) or
    a bullet, and none stands between the two scores. Where the first one stands behind a label that no profile knows,
    the label names the risk, and so may the second one; but no two risks have the same name.
    """
    label = _label_of(text, score, between(marks, first.end, score.start))
    if label is None or label.opens or label.role == "description" or "\n\n" in text[first.end : score.start]:
        return None
    earlier = _label_of(text, first, tuple(mark for mark in marks if mark.start < first.start))
    is_named = earlier is not None and not earlier.is_known
    if fold(label.label) in lexicon.follow_up_words:
        comes_again = any(mark.label == label.label and mark is not label for mark in marks)
        return label if comes_again or not is_named else None
    is_titled = bool(opened) and not text[opened[-1].end : first.start].partition("\n")[0].strip()
    return label if (opened or is_in_bullet) and not (is_named or is_titled) else None


def _label_of(text: str, score: Score, marks: Sequence[Mark]) -> Mark | None:
    """The label that a score stands right behind; the blank between them is of both."""
    return next((m for m in marks[-1:] if not text[m.end : score.start].strip(_DRESS)), None)


def _is_told_in_a_list(text: str, score: Score, following: Sequence[Score]) -> bool:
    """Whether a score has words of its own behind it, or another one right below: a line above titles a list of them,
    which tells what is left of several risks.
    """
    return any(map(str.isalpha, rest_of_line(text, score.end))) or any(
        not any(map(str.isalnum, text[score.end : other.start])) for other in following
    )


def _says_after_alone(line: str, lexicon: Lexicon) -> bool:
    """Whether a line holds nothing but the words for "after treatment", with a colon or without: "Efter åtgärd"."""
    return says_after_treatment(line, lexicon) and line[-1] not in ".!?"


def after_words(text: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a label for "after treatment" begins right before `end` ("Efter åtgärd:"); None in a sentence."""
    for label in _LABEL.finditer(text, start, end, overlapped=True):
        if _says_after_alone(label[0], lexicon):
            return label.start()
    words = _words_before(text, start, end)
    if not 0 < len(words) <= WORDS_FOR_AFTER:
        return None
    first, last = fold(words[0][0]), fold(words[-1][0])
    is_label = first in lexicon.residual_words or last in (*lexicon.residual_words, *lexicon.treatment_words)
    if not is_label or not any(fold(word[0]) in lexicon.residual_words for word in words):
        return None
    return words[0].start()


def before_words(text: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a label for "before treatment" begins right before `end` ("Före åtgärd:", "Nuvarande risk:"). It has no
    other words, which would be of the risk ("Nuvarande lokaler").
    """
    words = _words_before(text, start, end)
    folded = [fold(word[0]) for word in words]
    known = lexicon.before_words | lexicon.treatment_words | lexicon.risk_words | lexicon.value_words
    if not all(word in known for word in folded) or lexicon.before_words.isdisjoint(folded):
        return None
    return words[0].start()


def _words_before(text: str, start: int, end: int) -> "list[regex.Match[str]]":
    """The words of the clause that ends at `end`, or so many of its last ones that no label has them all."""
    clause = _CLAUSE.search(text, max(start, end - LONGEST_LABEL), end)
    return list(_WORD.finditer(text, *clause.span("said"))) if clause else []
