"""The form in which every kind of damage is reported, and how witnesses add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing lost everywhere, how sure that is (0 to 1), and the independent witnesses in words."""

    lost: str
    is_digit: bool
    confidence: float
    evidence: tuple[str, ...]
    sign: str | None = None
    """The code of the sign that stands for the digit, if it is not lost as a whole (`source.Glyph.code`)."""


class Testimony(NamedTuple):
    """What one witness says: the log odds for a loss (positive: for it), and the words for people."""

    log_odds: float
    words: str


SUREST = 0.999
"""More is not to be had from one document."""


def confidence(testimonies: Sequence[Testimony], prior_log_odds: float) -> float:
    """The probability that follows from independent witnesses, never quite 1: none is wholly independent."""
    return min(1 / (1 + exp(-(prior_log_odds + sum(t.log_odds for t in testimonies)))), SUREST)
