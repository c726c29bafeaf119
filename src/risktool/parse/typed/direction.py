"""On which side of their scores names stand, where each score has a line of its own.

Brand i köket          S 3, K 4
S 3, K 4               Brand i köket
Stöld                  S 2, K 2
S 2, K 2               Stöld

Only the ends tell: on the left nothing stands behind the last score, on the right nothing above the first. Where words
stand at both ends, and single lines between the scores, or paragraphs of their own, nobody knows. But where such a
paragraph stands above every score, the first one too, each leads its score:

Brand i köket

S 3, K 4
Åtgärd: Släckare
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from risktool.parse.lines import line_start, rest_of_line
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.marks import OPENING, Mark, between
from risktool.parse.typed.scores import Score
from risktool.profiles import fold

_SIGNS = "([*_ \t"


def find_side(
    text: str, groups: Sequence[Sequence[Score]], marks: tuple[Mark, ...], lexicon: Lexicon
) -> Literal["above", "below", "unsure"]:
    """Where the names of these groups of scores stand; "above" too where they stand on the scores' lines."""
    first, last = groups[0][0].start, groups[-1][-1].end
    marks = tuple(mark for mark in marks if mark.is_known)
    if len(groups) < 2 or not all(_is_alone(text, group[0]) for group in groups):
        return "above"
    if any(mark.opens or mark.role == "description" for mark in between(marks, 0, last)):
        return "above"
    gaps = [(before[-1].end, _line_of(text, after[0])) for before, after in pairwise(groups)]
    if any(_ends_in_paragraph(text[start:end]) for start, end in gaps):
        return "unsure"
    if not any(map(str.isalpha, _free(text, last, _end(text, last), marks))):
        return "above"
    named = text[text.rfind("\n\n", 0, first) + 1 : _line_of(text, groups[0][0])]
    is_named = any(map(str.isalpha, named)) and fold(named) not in lexicon.risk_words | lexicon.risk_headings
    if not is_named or any(text[start:end].endswith("\n\n") for start, end in gaps):
        return "below"
    return "unsure" if any(_holds_one_line(text, start, end, marks) for start, end in gaps) else "above"


class Leads(NamedTuple):
    """Where the paragraphs begin that name the scores below them; () unless each score has one."""

    starts: tuple[int, ...] = ()
    is_sure: bool = False
    """No other words are there that could be the names."""


def find_leads(
    text: str, groups: Sequence[Sequence[Score]], marks: tuple[Mark, ...], closing: int, lexicon: Lexicon
) -> Leads:
    """The names of these groups of scores, each a line in a paragraph of its own above one that a score opens. At
    `closing` the text ends, or a letter does. They are sure where fields follow every score, or no free words any;
    but not where a lone line ends the text: it may be the last name, and the first one a title.
    """
    marks = tuple(mark for mark in marks if mark.is_known)
    is_told = all(group[0].is_told for group in groups)
    if (len(groups) < 2 and not is_told) or not all(_opens_line(text, group[0]) for group in groups):
        return Leads()
    ends = [0, *(group[-1].end for group in groups)]
    starts = [_lead(text, end, group[0], marks, lexicon) for end, group in zip(ends, groups, strict=False)]
    leads = tuple(start for start in starts if start is not None)
    if len(leads) < len(groups):
        return Leads()
    fields = [(_end_of_told(text, group), _end(text, group[-1].end)) for group in groups]
    free = [any(map(str.isalpha, _free(text, *field, marks))) for field in fields]
    following = (*leads[1:], closing)
    has_fields = all(between(marks, start, end) for (start, _), end in zip(fields, following, strict=True))
    behind = [text[end:start] for (_, end), start in zip(fields, following, strict=True)]
    has_more = any(any(map(str.isalpha, words)) for words in behind)
    last = text[_past_fields(text, fields[-1][1], closing, marks) : closing].strip()
    is_named_last = any(map(str.isalpha, last)) and "\n" not in last and last[-1] not in ".!?"
    is_sure = not any(free) and not is_named_last and (has_fields or not has_more)
    return Leads(leads, is_sure and len(groups) > 1)


def _past_fields(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> int:
    """Where the paragraphs from `start` on have ended that labels open."""
    while (opening := between(marks, start, end)[:1]) and not text[start : opening[0].start].strip():
        start = _end(text, opening[0].end)
    return min(start, end)


def _lead(text: str, start: int, score: Score, marks: tuple[Mark, ...], lexicon: Lexicon) -> int | None:
    """Where the one line of words without a label begins that is the paragraph above a score's, behind `start`."""
    above = text[start : _line_of(text, score)]
    named = above.rstrip()
    at = named.rfind("\n\n")
    words = named[at + 2 :] if at >= 0 else named
    if not above.endswith("\n\n") or (start and at < 0) or "\n" in words or not any(map(str.isalpha, words)):
        return None
    lead = start + len(named) - len(words)
    is_title = fold(words) in lexicon.risk_words | lexicon.risk_headings
    return None if is_title or between(marks, lead, score.start) else lead


def _is_alone(text: str, score: Score) -> bool:
    """Whether nothing but a bullet and signs stands on the line of a score."""
    start = _line_of(text, score)
    opening = OPENING.match(text, start, score.start + 1)
    before = text[opening.end() if opening else start : score.start]
    return not before.strip(_SIGNS) and not any(map(str.isalnum, rest_of_line(text, score.end)))


def _opens_line(text: str, score: Score) -> bool:
    """Whether a score is alone on its line, or words open it there, behind which others may tell what is done."""
    before = text[_line_of(text, score) : score.start].strip(_SIGNS)
    return _is_alone(text, score) or (score.has_words and not before)


def _end_of_told(text: str, group: Sequence[Score]) -> int:
    """Where the words behind scores begin that may be a name: on the next line behind a sentence."""
    end = group[-1].end
    return end + len(rest_of_line(text, end)) if group[-1].is_told else end


def _line_of(text: str, score: Score) -> int:
    """Where the line of a score begins; a score begins with the blanks before it."""
    return line_start(text, score.start + 1)


def _end(text: str, at: int) -> int:
    """Where the paragraph of a place ends."""
    end = text.find("\n\n", at)
    return end if end >= 0 else len(text)


def _free(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> str:
    """What stands before the first label."""
    labels: Iterator[int] = (mark.start for mark in between(marks, start, end))
    return text[start : next(labels, end)]


def _ends_in_paragraph(gap: str) -> bool:
    """Whether words in a paragraph of their own stand right above a score: of those above, or of that?"""
    above = gap.rstrip()
    return gap.endswith("\n\n") and "\n\n" in above and any(map(str.isalpha, above.rpartition("\n\n")[2]))


def _holds_one_line(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> bool:
    """Whether nothing but one line of words, with no label, stands between two scores."""
    lines = [line for line in text[start:end].split("\n")[1:] if any(map(str.isalpha, line))]
    return len(lines) == 1 and not between(marks, start, end) and "\n\n" not in text[start:end]
