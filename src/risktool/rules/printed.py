"""What a row prints: its cells told apart, its factors, and which of them say more than one number.

A row read from a table prints three cells; a row read from a stream of words, where a digit is lost, prints a run of
tokens that cannot be told apart ("3 1-3 3-9"), all of them under `score`. Rules count the same things in both.
"""

from typing import NamedTuple

import regex

from risktool.model import Number, Range, Register, Risk
from risktool.profiles import joints

_UNTIL = "|".join(joints().until)

_RANGE = regex.compile(rf"(?i)[ (]*(?:\d+\s?[-–—−]\s?\d*|\d*\s?[-–—−]\s?\d+|\d+\s+(?:{_UNTIL})\s+\d+)[ )?]*")
"""A side may be empty where its digits are lost."""

_ALTERNATIVES = regex.compile(rf"(?i)\d+\s*(?:/|(?!(?:{_UNTIL})\b)\p{{L}}{{2,}}|\()\s*\d+\s*\)?")
"""Two answers: "3/4", "3 eller 4", "3 (4)". "4/5" is also how some print "4 of 5", so only where no number was read."""

_AROUND_DASH = regex.compile(r"(?<=\d)\s+([-–—−])\s+(?=\d)")


class Cell(NamedTuple):
    """A printed cell that is not empty, and the field it stands in.

    `settled`: it was read as one number; `spread`: it was read as a range, or looks like one.
    """

    field: str
    text: str
    settled: bool
    spread: bool

    @property
    def doubtful(self) -> bool:
        """Whether it doubts itself ("9?") or gives two answers."""
        return "?" in self.text or (not self.settled and _ALTERNATIVES.fullmatch(self.text) is not None)


def cells(risk: Risk) -> tuple[Cell, ...]:
    """The printed cells; for a run its tokens, none of them settled."""
    printed = risk.printed
    if is_run(risk):
        tokens = _AROUND_DASH.sub(r"\1", printed.score).split()
        return tuple(Cell("score", token, False, _looks_spread(token)) for token in tokens)
    values = (
        ("likelihood", printed.likelihood, risk.likelihood, risk.likelihood_range),
        ("consequence", printed.consequence, risk.consequence, risk.consequence_range),
        ("score", printed.score, risk.score, risk.score_range),
    )
    return tuple(
        Cell(field, text, value is not None, span is not None or _looks_spread(text))
        for field, text, value, span in values
        if text
    )


def _looks_spread(text: str) -> bool:
    return _RANGE.fullmatch(text) is not None


def is_run(risk: Risk) -> bool:
    """Whether everything that is printed stands under `score`."""
    return bool(risk.printed.score) and not (risk.printed.likelihood or risk.printed.consequence)


def range_cells(risk: Risk) -> tuple[Cell, ...]:
    """The cells that print a range. A product is a range because a factor is one, and counts only on its own."""
    printed = cells(risk)
    ranges = tuple(cell for cell in printed if cell.spread and not _ALTERNATIVES.fullmatch(cell.text))
    product_too = len(ranges) > 1 and printed[-1].field == "score" and printed[-1] is ranges[-1]
    return ranges[:-1] if product_too else ranges


def doubtful_cells(risk: Risk) -> tuple[Cell, ...]:
    """The cells that doubt themselves: "9?", "3/4"."""
    return tuple(cell for cell in cells(risk) if cell.doubtful)


def unprinted_factors(risk: Risk) -> tuple[str, ...]:
    """The names of the factors that have no number, range or word in their cell ("-" is none)."""
    return tuple(
        name
        for name in ("likelihood", "consequence")
        if not any(c.isdecimal() for c in getattr(risk.printed, name)) and getattr(risk, f"{name}_label") is None
    )


def has_factors(risk: Risk) -> bool:
    """Whether both factors are printed: as a number, a range or a word."""
    likelihood = (risk.likelihood, risk.likelihood_range, risk.likelihood_label)
    consequence = (risk.consequence, risk.consequence_range, risk.consequence_label)
    return any(v is not None for v in likelihood) and any(v is not None for v in consequence)


def is_lost(number: Number, register: Register) -> bool:
    """Whether the text layer prints nothing for this number, because all its digits are lost."""
    lost = {damage.lost for damage in register.damage if damage.kind == "digit"}
    return set(str(number)) <= lost


def is_off_scale(value: Number | Range, scale: Range) -> bool:
    """Whether a factor, or an end of its range, is outside the scale."""
    ends = value if isinstance(value, tuple) else (value,)
    return any(not scale[0] <= end <= scale[1] for end in ends)


def show(number: Number) -> str:
    """A number as people write it: 20, 0.35."""
    return f"{number:g}"
