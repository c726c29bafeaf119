"""How workshop groups fill the three score cells: mostly two factors and their product, and all the ways they do not.

3 4 12 | 2-4 3 6-12 | 3 3 9? | 4? 3 12 | 3 4 | 12 | 3 3 6 (wrong) | "" | 4/2 3 12/6 | 4-12-20
"""

import random
from dataclasses import dataclass
from typing import Literal, TypeAlias

ScoreColumn: TypeAlias = Literal["likelihood", "consequence", "score"]


@dataclass(frozen=True, slots=True)
class Printed:
    """The three score cells as printed; "" is an empty cell."""

    likelihood: str = ""
    consequence: str = ""
    score: str = ""

    def cell(self, column: ScoreColumn) -> str:
        """The text of one cell."""
        return {"likelihood": self.likelihood, "consequence": self.consequence, "score": self.score}[column]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is printed."""
        return not (self.likelihood or self.consequence or self.score)


@dataclass(frozen=True, slots=True)
class Scoring:
    """How one document scores: the scales' highest values (lowest is 1), its leanings, how often cells are odd.

    `gravity` 0 spreads the values evenly, 3 piles them at the top of the scale.
    """

    likelihood: int = 5
    consequence: int = 5
    gravity: float = 1.0
    has_product: bool = True
    missing: float = 0.04
    odd: float = 0.08


def make_scoring(rng: random.Random) -> Scoring:
    """A document's way of scoring. Mostly 1–5, with a product column."""
    likelihood, consequence = rng.choices(
        [(5, 5), (4, 4), (6, 6), (10, 10), (3, 3), (4, 5), (5, 4)], [76, 10, 4, 5, 1, 2, 2]
    )[0]
    return Scoring(
        likelihood,
        consequence,
        gravity=rng.choice([0.3, 1.0, 1.0, 1.6, 2.5]),
        has_product=rng.random() > 0.06,
        missing=rng.choice([0.0, 0.0, 0.0, 0.02, 0.05, 0.05, 0.12, 0.4]),
        odd=rng.choice([0.0, 0.02, 0.05, 0.12]),
    )


def make_printed(rng: random.Random, scoring: Scoring) -> Printed:
    """One row's score cells."""
    roll = rng.random()
    if roll < scoring.missing:
        return Printed()
    likelihood = _value(rng, scoring.likelihood, scoring.gravity)
    consequence = _value(rng, scoring.consequence, scoring.gravity)
    if roll < scoring.missing + scoring.odd:
        printed = _odd(rng, likelihood, consequence)
    else:
        printed = Printed(str(likelihood), str(consequence), str(likelihood * consequence))
    if scoring.has_product:
        return printed
    return Printed(printed.likelihood or str(likelihood), printed.consequence or str(consequence))


def _value(rng: random.Random, highest: int, gravity: float) -> int:
    values = range(1, highest + 1)
    return rng.choices(values, [((v + 0.5) / highest) ** gravity for v in values])[0]


def _odd(rng: random.Random, s: int, k: int) -> Printed:
    """One of the ways a score cell is not simply two factors and their product."""
    low, high = max(1, s - 1), s + (s == 1)
    wrong = s * k + rng.choice([-3, -2, -1, 1, 2, 3, 5])
    shapes: list[tuple[int, Printed]] = [
        (4, Printed(f"{low}-{high}", str(k), f"{low * k}-{high * k}")),
        (2, Printed(str(s), f"{low}-{high}", f"{s * low}-{s * high}")),
        (1, Printed(f"{low}–{high}", str(k), f"{low * k}–{high * k}")),
        (1, Printed(f"{low}-{high}", f"{low}-{high}", f"{low * low}-{high * high}")),
        (1, Printed(f"{low}-{high}", str(k), "-".join(str(n) for n in sorted({low * k, s * k, high * k})))),
        (3, Printed(str(s), str(k), f"{s * k}?")),
        (2, Printed(f"{s}?", str(k), str(s * k))),
        (1, Printed(str(s), f"{k}?", f"{s * k}?")),
        (1, Printed(f"{low}/{high}", str(k), f"{low * k}/{high * k}")),
        (4, Printed(str(s), str(k), "")),
        (3, Printed(str(s), str(k), str(max(1, wrong)))),
        (2, Printed("", "", str(s * k))),
        (1, Printed(str(s), "", "")),
        (1, Printed("", str(k), "")),
        (1, Printed("?", "?", "")),
        (1, Printed("-", "-", "-")),
    ]
    return rng.choices([shape for _, shape in shapes], [weight for weight, _ in shapes])[0]
