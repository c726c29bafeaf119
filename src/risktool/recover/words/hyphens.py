"""Hyphens at a line's end: part of the word, of a list ("Sekretess- och"), or only of the line.

    "in-\\nförande"        -> "införande"           the whole is a word
    "IT-\\nsystemets"      -> "IT-systemets"        capitals take hyphens, and so does what is printed so elsewhere
    "Sekretess-\\noch"     -> "Sekretess- och"      a function word follows: the hyphen stands for the word's other half

In doubt the hyphen stays. Text that lost its line ends has a space there; then the gap closes only on evidence.
"""

from risktool.recover.words.judge import Lexicon, Pieces, head_letters, tail_letters


def close_hyphen(before: str, after: str, lexicon: Lexicon, *, at_line_end: bool) -> str | None:
    """`before`, which ends in a hyphen, with `after`: as one word, with or without it; None to leave them apart."""
    if not before[-2:-1].isalnum() or not after[0].isalnum():
        return None
    left, right = tail_letters(before[:-1]), head_letters(after)
    if not left or not right:
        return before + after if at_line_end else None
    pieces = Pieces(left.lower(), right.lower(), beside=right.lower())
    if lexicon.is_function_word(pieces.right):
        return None
    if lexicon.is_hyphenated(pieces):
        return before + after
    if right.islower() and (len(left) == 1 or not left.isupper()) and lexicon.is_whole(pieces):
        return before[:-1] + after
    return before + after if at_line_end else None
