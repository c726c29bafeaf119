"""What the text layer lost, and how scores are printed because of it: Document to Diagnosis.

Works on the word stream with cheap witnesses, before anything is parsed. Each witness is independent of the others
and speaks in odds: how much likelier is what it sees if the digit is lost than if it is not. Their product is the
confidence, and each one is told to the user in words.

    absence     no "5" among 456 digits
    pages       page numbers 5, 15, 25 are printed '', '1', '2'
    headings    headings 5, 15, 35 are printed '', '1', '3'
    rows        the rows of a table are numbered 1, 2, 3, 4, '', 6
    products    "4 20", "3 1" are no S x K as they stand, but are with a lost 5
"""

from dataclasses import dataclass

from risktool.damage.digits import find_lost_digits
from risktool.damage.glyphs import decipher
from risktool.damage.scale import find_scales
from risktool.damage.witness import Loss
from risktool.damage.words import find_lost_words
from risktool.notation import Notation
from risktool.profiles import Profile
from risktool.source import Document

__all__ = ["Diagnosis", "Loss", "diagnose"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The damage of a document and the notation that follows from it.

    `unnamed` are signs among numbers (`source.Glyph`) that may be told by a close look at the page.
    """

    notation: Notation
    losses: tuple[Loss, ...] = ()
    unnamed: tuple[str, ...] = ()


def diagnose(document: Document, profile: Profile, scale: tuple[int, int] | None = None) -> Diagnosis:
    """Find what the text layer lost. `scale` is the user's word for both scales; None: not said."""
    notation = find_scales(document.text, profile, scale)
    signs = decipher(document, notation)
    digits = find_lost_digits(document, profile, notation) if not document.glyphs else ()
    words = find_lost_words(document, profile)
    return Diagnosis(
        Notation(
            likelihood=notation.likelihood,
            consequence=notation.consequence,
            lost=frozenset(loss.lost for loss in digits),
            unknown=signs.digits,
            lost_words=tuple(loss.lost for loss in words),
        ),
        (*signs.losses, *digits, *words),
        signs.unnamed,
    )
