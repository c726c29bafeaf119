"""Signs that the page shows but the text layer cannot name: which digit each one is, by arithmetic.

An extractor puts one private-use character in the text for each unnamed glyph (`source.Glyph`). A glyph that makes
S x K come out as one digit and as no other, again and again, is that digit everywhere: it is one code of one font.
"""

import regex

from risktool.damage.witness import Loss
from risktool.notation import Notation
from risktool.source import Document

MIN_PRODUCTS = 2
"""Products that must come out right; one may be chance."""

GLYPH_CONFIDENCE = 0.999
"""The same code at several places where arithmetic allows one digit only."""


def decipher(document: Document, notation: Notation) -> tuple[tuple[tuple[str, str], ...], tuple[Loss, ...]]:
    """((sign, digit), …) for every sign that arithmetic names, and the losses to report."""
    known: list[tuple[str, str]] = []
    losses: list[Loss] = []
    for glyph in document.glyphs:
        runs = _runs(document.text, glyph.char)
        counts = {digit: sum(_comes_out(run, glyph.char, digit, notation) for run in runs) for digit in "0123456789"}
        digit = max(counts, key=lambda d: counts[d])
        rivals = sorted(counts.values())
        if counts[digit] >= MIN_PRODUCTS and counts[digit] > 2 * rivals[-2]:
            known.append((glyph.char, digit))
            shown = f"as {glyph.shown!r}" if glyph.shown else "as nothing"
            losses.append(
                Loss(
                    lost=digit,
                    is_digit=True,
                    confidence=GLYPH_CONFIDENCE,
                    evidence=(
                        f"the sign {glyph.code} is printed {len(document.text.split(glyph.char)) - 1} times {shown}",
                        f"{counts[digit]} of {len(runs)} products with it come out right when it is {digit!r}",
                        f"no {digit!r} in the text layer" if digit not in document.text else "some other font has it",
                    ),
                )
            )
    return (*known, *_kin(document, known)), tuple(losses)


def _kin(document: Document, known: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same digit in other fonts, where no product tells: it is gone from the text layer everywhere.

    Only when one digit is known to be lost and is printed nowhere, and only for signs that stand where numbers do.
    """
    digits = {digit for _, digit in known}
    named = {sign for sign, _ in known}
    if len(digits) != 1 or any(digit in document.text for digit in digits):
        return []
    digit = digits.pop()
    return [(g.char, digit) for g in document.glyphs if g.char not in named and _is_numeral(document.text, g.char)]


def _is_numeral(text: str, sign: str) -> bool:
    """Whether the sign is never part of a word."""
    return not regex.search(rf"\p{{L}}{sign}|{sign}\p{{L}}", text)


def _runs(text: str, sign: str) -> list[tuple[str, str, str]]:
    """Three numbers in a row of which at least one holds the sign."""
    number = rf"[\d{sign}]{{1,3}}"
    found = regex.findall(rf"(?<!\S)({number})\s+({number})\s+({number})(?!\S)", text, overlapped=True)
    return [run for run in found if sign in "".join(run)]


def _comes_out(run: tuple[str, str, str], sign: str, digit: str, notation: Notation) -> bool:
    parts = [part.replace(sign, digit) for part in run]
    if not all(part.isdecimal() for part in parts):
        return False
    likelihood, consequence, score = map(int, parts)
    return likelihood * consequence == score and notation.is_on_scale(likelihood, consequence)
