"""The words that open a sentence which tells a score: "Vi bedömer sannolikheten till 3 och konsekvensen till 4".

They belong to the score, and to no risk, where they come again before another score: risks differ, and what one says
to rate them does not. A product among them is the score's own: "Riskvärdet blir 12 (sannolikhet 3, konsekvens 4)".
A told score with words before it that stand there only once is asked: "Förra året var sannolikheten 3 …".
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import prod

import regex

from risktool.parse.counted import opens_risk
from risktool.parse.lines import line_start
from risktool.parse.marks import OPENING
from risktool.parse.scores import Score
from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import FACTORS, fold

FEWEST_REPEATED = 2
"""Scores that the same words open."""

MOST_OPENING = 3
"""Words that open a sentence without a risk among them: "Vi bedömer", "Gruppen enades om"."""

_WORDS = regex.compile(r"\p{L}+")
_NUMBER = regex.compile(r"\d+")

_CLAUSE = regex.compile(
    r"(?:(?P<opens>\G)|(?P<within>[.!?:][)*_]*[ ]+)|[,;()–—][)*_]*[ ]+)[*_]*(?P<words>\p{L}+(?:\s\p{L}+)*)"
    r"(?:[ ](?P<product>\d{1,3}))?(?P<sign>:)?[*_ ]*$"
)
"""The words of a clause up to its end; `within`: a line that has other sentences before it."""


def take_openings(text: str, scores: Sequence[Score], lexicon: Lexicon) -> tuple[Score, ...]:
    """The scores, each with the words that open its sentence if they are its own; asked where only its sentence tells
    that it is one, and no other score opens with these words.
    """
    clauses = [_clause_before(text, score, lexicon) for score in scores]
    times = Counter(fold(clause["words"]) for clause in clauses if clause)
    is_of_all = len(times) == 1 and None not in clauses
    opened = []
    for score, clause in zip(scores, clauses, strict=True):
        if clause is None:
            opened.append(score)
            continue
        words = clause["words"].split()
        is_title = _is_title(clause, lexicon)
        is_told = score.is_told or bool(clause["product"]) or fold(words[-1]) in lexicon.leading_words
        if is_told and not is_title and times[fold(clause["words"])] < FEWEST_REPEATED:
            own = _opened(text, score, clause) if len(words) <= MOST_OPENING else score
            opened.append(replace(own, is_questioned=True))
            continue
        is_free = is_told or clause["within"] or (is_of_all and clause["opens"] is not None)
        is_own = is_title or (is_free and times[fold(clause["words"])] >= FEWEST_REPEATED)
        opened.append(_opened(text, score, clause) if is_own else score)
    return tuple(opened)


def _clause_before(text: str, score: Score, lexicon: Lexicon) -> "regex.Match[str] | None":
    """The words before a score in its clause, if they are neither a name nor tell when the risk is rated so."""
    line = _first_line(text, score.start)
    opening = OPENING.match(text, line, score.start)
    clause = _CLAUSE.search(text, opening.end() if opening else line, score.start)
    if clause is None or not score.has_words or opens_risk(clause["words"], lexicon):
        return None
    is_apart = text[score.start : score.end].lstrip("*_ ").startswith("(")
    is_label = clause["sign"] and not clause["within"] and not _is_title(clause, lexicon)
    if clause["product"] is None and (is_apart or is_label):
        return None
    when = lexicon.residual_words | lexicon.before_words | lexicon.follow_up_words
    return None if when.intersection(map(fold, _WORDS.findall(clause["words"]))) else clause


def _is_title(clause: "regex.Match[str]", lexicon: Lexicon) -> bool:
    """Whether a clause only says that a rating follows: "Bedömning:"."""
    return clause["sign"] is not None and fold(clause["words"]) in lexicon.value_words


def _first_line(text: str, at: int) -> int:
    """Where the first line of a sentence begins that goes on over lines which begin with small letters."""
    start = line_start(text, at)
    while start > 1 and text[start].islower() and text[start - 2] != "\n":
        start = line_start(text, start - 1)
    return start


def _opened(text: str, score: Score, clause: "regex.Match[str]") -> Score:
    """The score from the beginning of its clause, with the product that stands in it; as it is with another number."""
    start = clause.start("words")
    if clause["product"] is None:
        return replace(score, start=start, is_told=True)
    numbers = [_NUMBER.search(text, *part) for role in FACTORS if (part := score.part(role))]
    factors = [int(number[0]) for number in numbers if number]
    if score.part("score") or len(factors) < len(FACTORS) or prod(factors) != int(clause["product"]):
        return score
    return replace(score, start=start, is_told=True, parts=(("score", *clause.span("product")), *score.parts))
