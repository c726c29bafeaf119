"""Whether the lone score of a text may be taken for one: "S3 K2" may be a code, or the name of a place.

A word ("Sannolikhet 3"), a product and a label before it explain a score; so does another score, in the same text or
in any section of the document: each of "### Risk 1", "### Risk 2" may hold one line of letters.
"""

from collections.abc import Sequence
from functools import lru_cache

from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.marks import Mark
from risktool.parse.typed.scores import Score, find_scores
from risktool.profiles import Role

FEWEST_UNEXPLAINED = 2
"""Scores that a document must hold for one by letters alone, without a product."""


def stands_alone(
    document: str, scores: Sequence[Score], lexicon: Lexicon, letters: dict[str, Role], is_damaged: bool
) -> bool:
    """Whether no other score tells that those of a section are some. The `document` is looked through only for one
    that does not explain itself.
    """
    if len(scores) >= FEWEST_UNEXPLAINED:
        return False
    if not scores or scores[0].has_words or scores[0].part("score"):
        return True
    return _count_scores(document, lexicon, tuple(letters.items()), is_damaged) < FEWEST_UNEXPLAINED


@lru_cache(maxsize=1)
def _count_scores(text: str, lexicon: Lexicon, letters: tuple[tuple[str, Role], ...], is_damaged: bool) -> int:
    """How many whole scores a document holds; each of its sections may ask."""
    return sum(not score.is_partial for score in find_scores(text, lexicon, dict(letters), is_damaged))


def trust_alone(text: str, scores: Sequence[Score], marks: tuple[Mark, ...]) -> tuple[Score, ...]:
    """Lone scores that words or a product explain, or that stand in what a label calls a risk."""
    openings = [mark.end for mark in marks if mark.opens]
    return tuple(
        score
        for score in scores
        if score.has_words
        or score.part("score")
        or any(end <= score.start and "\n\n" not in text[end : score.start] for end in openings)
    )
