"""Marks of notes: small digits, raised, right behind a word: "3¹" beside "¹ Bedömt av skyddsombudet".

The text layer has them as digits like any others, on a line a little higher: beside a score they made two numbers of
one, and without rules a row of their own. They join the word they stand on, as the raised digits that other formats
write, if a note below begins with the same number. A small number that no note explains may as well be what the score
was before: it stays a number, in the same cell, so that the score is asked.
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

UNEXPLAINED = "\u00a0"
"""What parts a raised number that no note explains from the word it stands on; documents read it as a space."""

NEAR = 2.0
"""What stands so close on the same line belongs to a note's number, as a share of its size; columns stand further."""


def with_marks(words: Sequence[RawWord]) -> tuple[RawWord, ...]:
    """The words, in the file's order, each with the mark that follows it."""
    joined: list[RawWord] = []
    for word in words:
        is_number = len(word.text) <= LONGEST and word.text.isdecimal()
        if is_number and joined and _marks(word, joined[-1]):
            joined[-1] = _joined(joined[-1], word, is_note=_is_explained(word, joined[-1], words))
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


def _is_explained(mark: RawWord, marked: RawWord, words: Sequence[RawWord]) -> bool:
    """Whether a line below begins with the mark's number, and words behind it, in smaller type than what it marks."""
    return any(
        word.text.rstrip(".)") == mark.text
        and word.size <= SMALLER * marked.size
        and word.baseline > marked.baseline
        and _opens_line(word, words)
        for word in words
    )


def _opens_line(number: RawWord, words: Sequence[RawWord]) -> bool:
    """Whether a letter stands right behind a number, which may be raised, and nothing right before it."""
    reach = NEAR * number.size
    beside = [word for word in words if word is not number and 0 <= word.baseline - number.baseline + 1 <= reach]
    before = any(number.box.x0 - reach < word.box.x1 <= number.box.x0 + 1 for word in beside)
    behind = [word for word in beside if -1 <= word.box.x0 - number.box.x1 <= reach]
    return not before and any(any(map(str.isalpha, word.text)) for word in behind)


def _joined(word: RawWord, mark: RawWord, *, is_note: bool) -> RawWord:
    signs = (*word.signs, *mark.signs) if word.signs and mark.signs and is_note else ()
    box = word.box._replace(x1=max(word.box.x1, mark.box.x1))
    return word._replace(
        text=word.text + (raise_digits(mark.text) if is_note else f"{UNEXPLAINED}{mark.text}"), box=box, signs=signs
    )
