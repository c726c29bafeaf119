"""How a row's numbers were found where the text layer does not say them: in words, and how sure that is.

“(” is 5: drawn at 5 places, it is a digit by its size, and in its own font none of 0, 1, …
“4 20” with 5 lost: 4 × 5 = 20, 5 × 4 = 20
20 is 4 × 5: the form prints no product
"""

from collections.abc import Iterator
from typing import NamedTuple

from risktool.draft import PrintedScore
from risktool.model import Damage
from risktool.notation import Notation
from risktool.recover.numbers import Resolved
from risktool.source import Document

MOST_PAIRS = 4
"""So many readings are named."""


class Found(NamedTuple):
    """Why the numbers are what they are, and how sure the signs are deciphered that print them; 1: none was."""

    evidence: tuple[str, ...] = ()
    certainty: float = 1.0
    has_signs: bool = False


def how_found(
    score: PrintedScore, numbers: Resolved, document: Document, notation: Notation, damage: tuple[Damage, ...]
) -> Found:
    """What speaks for the numbers of a row that are not all printed; nothing for one that is read."""
    text = "".join(document.text[slice(*span)] for span in score.spans)
    signs = [(sign, digit) for sign, digit in notation.unknown if sign in text]
    losses = [next((d for d in damage if d.kind == "digit" and d.lost == digit), None) for _, digit in signs]
    witnesses = [
        f"“{document.shown_text(sign)}” is {digit}: {'; '.join(loss.evidence)}"
        for (sign, digit), loss in zip(signs, losses, strict=True)
        if loss is not None
    ]
    certainty = min((loss.confidence for loss in losses if loss is not None), default=1.0)
    return Found((*witnesses, *_arithmetic(score, numbers, document, notation)), certainty, bool(signs))


def _arithmetic(score: PrintedScore, numbers: Resolved, document: Document, notation: Notation) -> Iterator[str]:
    if numbers.status != "recovered":
        return
    if notation.lost and not numbers.score_range:
        printed = " ".join(filter(None, map(document.shown, (score.likelihood, score.consequence, score.score))))
        pairs = ", ".join(f"{s} × {k} = {s * k}" for s, k in numbers.candidates[:MOST_PAIRS])
        yield f"“{printed}” with {', '.join(sorted(notation.lost))} lost: {pairs}"
    elif not score.has_product:
        yield f"{numbers.score} is {numbers.likelihood} × {numbers.consequence}: the form prints no product"
