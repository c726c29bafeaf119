"""The words that open a sentence which tells a score: "Vi bedömer sannolikheten till 3 och konsekvensen till 4".

They belong to the score, and to no risk, where they come again before another score: risks differ, and what one says
to rate them does not. A product among them is the score's own: "Riskvärdet blir 12 (sannolikhet 3, konsekvens 4)".
Words that stand there only once are the score's too where they are few, and asked: "Förra året var sannolikheten 3 …".
Many are kept and asked even where they come again: two departments may name one risk in the same words.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import prod

import regex

from risktool.parse.lines import line_start
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.counted import opens_risk
from risktool.parse.typed.marks import OPENING, Mark
from risktool.parse.typed.scores import Score
from risktool.profiles import FACTORS, Role, fold

FEWEST_REPEATED = 2
"""Scores that the same words open."""

MOST_OPENING = 3
"""Words that open a sentence without a risk among them: "Vi bedömer", "Gruppen enades om"."""

_WORDS = regex.compile(r"\p{L}+")
_NUMBER = regex.compile(r"\d+")
_ENDS = regex.compile(r"[.!?\n]")

_CLAUSE = regex.compile(
    r"(?:\G|(?:(?P<stop>[.!?])|[:,;()–—])[)*_]*[ ]+)[*_]*(?P<words>\p{L}+(?:\s\p{L}+)*)"
    r"(?:[ ](?P<product>\d{1,3}))?(?P<sign>:)?[*_ ]*$"
)
"""The words of a clause up to its end, and what stops the sentence before it."""


def take_openings(text: str, scores: Sequence[Score], lexicon: Lexicon) -> tuple[Score, ...]:
    """The scores, each with the words that open its sentence if they lead into it; asked where no other score opens
    with these words, and where words that lead into none begin a sentence of their own.
    """
    clauses = [_clause_before(text, score, lexicon) for score in scores]
    times = Counter(fold(clause["words"]) for clause in clauses if clause)
    opened = []
    for score, clause in zip(scores, clauses, strict=True):
        if clause is None:
            opened.append(score)
        elif not _leads(text, score, clause, lexicon):
            opened.append(replace(score, is_questioned=score.is_questioned or clause["stop"] is not None))
        else:
            is_repeated = times[fold(clause["words"])] >= FEWEST_REPEATED or _is_title(clause, lexicon)
            is_short = len(clause["words"].split()) <= MOST_OPENING
            told = _opened(text, score, clause, is_sure=is_repeated and is_short)
            opened.append(told if is_repeated or is_short else replace(score, is_questioned=True))
    return tuple(opened)


def without_treated(text: str, scores: Sequence[Score], marks: Sequence[Mark], lexicon: Lexicon) -> tuple[Score, ...]:
    """The scores but those told in the sentence that a label for treatment opens, which says what the treatment does:
    "Åtgärd: Sandning minskar sannolikheten till 2 och konsekvensen till 3".
    """
    return tuple(score for score in scores if not (score.is_told and _is_treated(text, score, marks, lexicon)))


def _is_treated(text: str, score: Score, marks: Sequence[Mark], lexicon: Lexicon) -> bool:
    at = bisect_right(marks, score.start, key=lambda mark: mark.end) - 1
    if at < 0 or marks[at].role != "treatment":
        return False
    words = text[marks[at].end : score.start]
    return not _ENDS.search(words) and lexicon.residual_words.isdisjoint(map(fold, _WORDS.findall(words)))


def _clause_before(text: str, score: Score, lexicon: Lexicon) -> "regex.Match[str] | None":
    """The words before a score that names its factors, if they do not tell when the risk is rated so."""
    line = _first_line(text, score.start)
    opening = OPENING.match(text, line, score.start)
    clause = _CLAUSE.search(text, opening.end() if opening else line, score.start)
    if clause is None or not score.has_words or opens_risk(clause["words"], lexicon):
        return None
    when = lexicon.residual_words | lexicon.before_words | lexicon.follow_up_words
    return None if when.intersection(map(fold, _WORDS.findall(clause["words"]))) else clause


def _leads(text: str, score: Score, clause: "regex.Match[str]", lexicon: Lexicon) -> bool:
    """Whether the words of a clause go on with the score behind them: they do not name its risk."""
    if _is_title(clause, lexicon) or _is_product(text, score, clause):
        return True
    is_apart = clause["sign"] or clause["product"] or text[score.start : score.end].lstrip("*_ ").startswith("(")
    return not is_apart and (score.is_told or fold(clause["words"].split()[-1]) in lexicon.leading_words)


def _is_title(clause: "regex.Match[str]", lexicon: Lexicon) -> bool:
    """Whether a clause only says that a rating follows: "Bedömning:"."""
    return clause["sign"] is not None and fold(clause["words"]) in lexicon.value_words


def _is_product(text: str, score: Score, clause: "regex.Match[str]") -> bool:
    """Whether the number that ends a clause is the product of the score behind it, which has none."""
    numbers = [_NUMBER.search(text, *part) for role in FACTORS if (part := score.part(role))]
    factors = [int(number[0]) for number in numbers if number]
    is_whole = clause["product"] is not None and len(factors) == len(FACTORS) and score.part("score") is None
    return is_whole and prod(factors) == int(clause["product"])


def _first_line(text: str, at: int) -> int:
    """Where the first line of a sentence begins that goes on over lines which begin with small letters."""
    start = line_start(text, at)
    while start > 1 and text[start].islower() and text[start - 2] != "\n":
        start = line_start(text, start - 1)
    return start


def _opened(text: str, score: Score, clause: "regex.Match[str]", *, is_sure: bool) -> Score:
    """The score from the beginning of its clause, with the product that stands in it; if not sure with its words."""
    product: tuple[tuple[Role, int, int], ...] = ()
    if _is_product(text, score, clause):
        product = (("score", *clause.span("product")),)
    notes = () if is_sure else ((score.last_label, *clause.span("words")),)
    return replace(
        score,
        start=clause.start("words"),
        parts=(*product, *score.parts),
        notes=(*notes, *score.notes),
        is_questioned=score.is_questioned or not is_sure,
        is_told=True,
    )
