"""How a row's numbers were found where the text layer does not say them: in words, and how sure that is.

“(” is 5: drawn at 5 places, it is a digit by its size, and in its own font none of 0, 1, …
“4 20” with 5 lost: 4 × 5 = 20, 5 × 4 = 20
20 is 4 × 5: the form prints no product
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple, TypeAlias

import regex

from risktool.draft import PrintedScore
from risktool.model import Damage, Number, Printed
from risktool.notation import Notation
from risktool.recover.numbers import Resolved
from risktool.recover.values import to_number
from risktool.source import Document

MOST_PAIRS = 4
"""So many readings are named."""


OPEN = 0.5
"""How sure a score is that holds a sign which nobody could name: its numbers are not there."""


class Found(NamedTuple):
    """Why the numbers are what they are, and how sure the signs are deciphered that print them; 1: none was.

    `has_open`: the page shows a sign that nobody could name.
    """

    evidence: tuple[str, ...] = ()
    certainty: float = 1.0
    has_signs: bool = False
    has_open: bool = False

    def applied(self, numbers: Resolved) -> Resolved:
        """The numbers, recovered where signs were deciphered, in doubt where some were not."""
        if self.has_open:
            return replace(
                numbers, status="ambiguous" if numbers.status == "missing" else numbers.status, doubtful=True
            )
        if self.has_signs and numbers.status == "read":
            return replace(numbers, status="recovered")
        return numbers


def how_found(
    score: PrintedScore, numbers: Resolved, document: Document, notation: Notation, damage: tuple[Damage, ...]
) -> Found:
    """What speaks for the numbers of a row that are not all printed; nothing for one that is read."""
    text = "".join(document.text[slice(*span)] for span in score.spans)
    signs = [(sign, digit) for sign, digit in notation.unknown if sign in text]
    codes = {glyph.char: glyph.code for glyph in document.glyphs}
    losses = [_loss_of(codes.get(sign), digit, damage) for sign, digit in signs]
    witnesses = [
        f"“{document.shown_text(sign)}” is {digit}: {'; '.join(loss.evidence)}"
        for (sign, digit), loss in zip(signs, losses, strict=True)
        if loss is not None
    ]
    has_open = any(glyph.char in notation.decode(text) for glyph in document.glyphs)
    certainty = OPEN if has_open else min((loss.confidence for loss in losses if loss is not None), default=1.0)
    evidence = (*witnesses, *_arithmetic(score, numbers, document, notation))
    return Found(evidence, certainty, bool(signs), has_open)


FilledField: TypeAlias = Literal["likelihood", "consequence", "score"]
_PRINTED_NUMBER = regex.compile(r"\d+(?:[.,]\d+)?")


def fill_in(numbers: Resolved, printed: Printed) -> tuple[FilledField, ...]:
    """Which numbers of a recovered score the text layer does not print. A step in words prints its number.

    Where the printed numbers cannot be told apart they all stand under `score`; then a number is filled in unless it
    can be found among them once for each place that needs it.
    """
    if numbers.status != "recovered":
        return ()
    values: dict[FilledField, Number | None] = {
        "likelihood": numbers.likelihood,
        "consequence": numbers.consequence,
        "score": numbers.score,
    }
    if printed.score and not (printed.likelihood or printed.consequence):
        there = Counter(map(to_number, _PRINTED_NUMBER.findall(printed.score)))
        needed = Counter(value for value in values.values() if value is not None)
        return tuple(name for name, value in values.items() if value is not None and there[value] < needed[value])
    return tuple(
        name for name, value in values.items() if value is not None and not _says(getattr(printed, name), value)
    )


def _says(cell: str, value: Number) -> bool:
    said = [to_number(number) for number in _PRINTED_NUMBER.findall(cell)]
    return value in said or any(part / 100 == value for part in said) or any(map(str.isalpha, cell))


def _loss_of(code: str | None, digit: str, damage: tuple[Damage, ...]) -> Damage | None:
    """What was said of this sign; of one that only its kin in another font tells, what was said of that."""
    of_digit = [loss for loss in damage if loss.kind == "digit" and loss.lost == digit]
    return next((loss for loss in of_digit if loss.sign == code), of_digit[0] if of_digit else None)


def _arithmetic(score: PrintedScore, numbers: Resolved, document: Document, notation: Notation) -> Iterator[str]:
    if numbers.status != "recovered":
        return
    if notation.lost and not numbers.score_range:
        printed = " ".join(filter(None, map(document.shown, (score.likelihood, score.consequence, score.score))))
        pairs = ", ".join(f"{s} × {k} = {s * k}" for s, k in numbers.candidates[:MOST_PAIRS])
        yield f"“{printed}” with {', '.join(sorted(notation.lost))} lost: {pairs}"
    elif not score.has_product and None not in (numbers.likelihood, numbers.consequence, numbers.score):
        yield f"{numbers.score} is {numbers.likelihood} × {numbers.consequence}: the form prints no product"
