"""What text layers lose: a digit everywhere, and the word "Risk" wherever it is capitalised.

    12. Riskanalys: Flytt   Risken är 5 timmar   3 5 15   ──lose("5", True)──▶   12. analys: Flytt   en är timmar   3 1

Spaces around a lost word fall together, as they do in a text layer; pieces of which nothing is left are gone.
"""

import re
from dataclasses import replace
from itertools import accumulate

from training.sample import Sample

RISK = "Risk"


def lose(sample: Sample, lost: str, lose_risk: bool = False) -> Sample:
    """The sample without the characters in `lost`, and without "Risk" (also at the head of a word) if asked."""
    keep = [character not in lost for character in sample.text]
    if lose_risk:
        for found in re.finditer(RISK, sample.text):
            keep[found.start() : found.end()] = [False] * len(RISK)
    keep = _collapse_spaces(sample.text, keep)
    new = (0, *accumulate(keep))
    text = "".join(character for character, kept in zip(sample.text, keep, strict=True) if kept)
    moved = (replace(piece, start=new[piece.start], end=new[piece.end]) for piece in sample.pieces)
    trimmed = (
        replace(
            piece,
            start=piece.end - len(text[piece.start : piece.end].lstrip()),
            end=piece.start + len(text[piece.start : piece.end].rstrip()),
        )
        for piece in moved
    )
    return replace(
        sample,
        text=text,
        pieces=tuple(piece for piece in trimmed if piece.start < piece.end),
        lost="".join(sorted({*sample.lost, *lost})),
        lost_words=(RISK,) if lose_risk else sample.lost_words,
    )


def _collapse_spaces(text: str, keep: list[bool]) -> list[bool]:
    """Also drop a space after another one, or at the beginning or the end of a line."""
    kept = list(keep)
    last: int | None = None
    for i, character in enumerate(text):
        if not keep[i]:
            continue
        if character == " " and (last is None or text[last] in " \n"):
            kept[i] = False
            continue
        if character == "\n" and last is not None and text[last] == " ":
            kept[last] = False
        last = i
    return kept
