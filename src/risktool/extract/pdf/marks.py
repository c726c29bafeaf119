"""Marks of notes: small digits, raised, right behind a word: "3¹" beside "¹ Bedömt av skyddsombudet".

The text layer has them as digits like any others, on a line a little higher: beside a score they made two numbers of
one, and without rules a row of their own. They join the word they stand on, as the raised digits that other formats
write.
"""

from collections.abc import Sequence

from risktool.extract.characters import raise_digits
from risktool.extract.pdf.raw import RawWord

SMALLER = 0.9
"""A mark is set in type of at most this share of its word's size (browsers: 0.83)."""

RAISED = (0.15, 0.7)
"""It stands so much higher, as shares of the word's size."""

BESIDE = 0.25
"""And so close behind the word, as a share of the size: a space would be wider, or as wide."""

LONGEST = 2
"""Digits of a mark."""


def with_marks(words: Sequence[RawWord]) -> tuple[RawWord, ...]:
    """The words, in the file's order, each with the mark that follows it."""
    joined: list[RawWord] = []
    for word in words:
        if len(word.text) <= LONGEST and word.text.isdecimal() and joined and _marks(word, joined[-1]):
            joined[-1] = _joined(joined[-1], word)
        else:
            joined.append(word)
    return tuple(joined)


def _marks(mark: RawWord, word: RawWord) -> bool:
    """Whether a short number is the mark of a note on the word before it."""
    least, most = (share * word.size for share in RAISED)
    return (
        mark.size <= SMALLER * word.size
        and least <= word.baseline - mark.baseline <= most
        and abs(mark.box.x0 - word.box.x1) <= BESIDE * word.size
        and mark.turns == word.turns == 0
    )


def _joined(word: RawWord, mark: RawWord) -> RawWord:
    signs = (*word.signs, *mark.signs) if word.signs and mark.signs else ()
    box = word.box._replace(x1=max(word.box.x1, mark.box.x1))
    return word._replace(text=word.text + raise_digits(mark.text), box=box, signs=signs)
