"""How a row's judgement looks, with and without colour.

20 !!    the level of risk: nothing for low, ! medium, !! high, !!! critical
20*      recovered: not printed but worked out, from evidence or as a product that the form leaves out
4/5*     open order: both numbers are there, nobody can say which is which
15.1 ?   a person should look at this row
"""

from collections.abc import Iterable
from math import floor
from typing import Literal

from risktool.findings import count
from risktool.model import Level, Number, Range, Residual, Risk

LEVEL_MARKS: dict[Level, str] = {"low": "", "medium": "!", "high": "!!", "critical": "!!!"}
LEVEL_STYLES: dict[Level, str] = {"low": "green", "medium": "yellow", "high": "red", "critical": "bold reverse red"}
"""The eight colours that every terminal has; the user's own theme decides their shade."""

RECOVERED = "*"
REVIEW = "?"
UNKNOWN = "–"

MOST_SHOWN = 0.999
"""Beyond this a probability that came out of a model says more than the model knows."""

MOST_OTHERS = 4
"""Columns without a field that a table shows; exports of other tools have dozens of them."""

MOST_CANDIDATES = 3
"""More alternatives than this say "unknown" better than a list does."""


def show_number(number: Number) -> str:
    """4, 0.35."""
    return f"{number:g}" if isinstance(number, float) else str(number)


def show_range(span: Range) -> str:
    """2–4, with an en dash as the contract wants it."""
    return f"{show_number(span[0])}–{show_number(span[1])}"


def show_share(share: float) -> str:
    """A probability as a percentage, rounded down; 100 % only where nothing was left to choose."""
    if share == 1:
        return "100%"
    return "over 99.9%" if share > MOST_SHOWN else f"{floor(share * 1000) / 10:.1f}%"


def show_pair(pair: tuple[Number, Number]) -> str:
    """4×5."""
    return f"{show_number(pair[0])}×{show_number(pair[1])}"


def mark_level(text: str, level: Level | None) -> str:
    """`text` with the level's mark behind it."""
    return f"{text} {LEVEL_MARKS[level]}".rstrip() if level else text


def show_likelihood(risk: Risk) -> str:
    """The S cell: number, range, or the candidates' values, marked where it was recovered."""
    return _show(risk, "likelihood", risk.likelihood_range, (c[0] for c in risk.candidates))


def show_consequence(risk: Risk) -> str:
    """The K cell, as `show_likelihood`."""
    return _show(risk, "consequence", risk.consequence_range, (c[1] for c in risk.candidates))


def show_score(risk: Risk) -> str:
    """The S×K cell without the level's mark, as `show_likelihood`."""
    products = (s * k for s, k in risk.candidates)
    return _show(risk, "score", risk.score_range, products)


def _show(
    risk: Risk, name: Literal["likelihood", "consequence", "score"], span: Range | None, candidates: Iterable[Number]
) -> str:
    value: Number | None = getattr(risk, name)
    if span is not None:
        return show_range(span)
    if value is not None:
        return show_number(value) + (RECOVERED if name in risk.filled else "")
    if risk.status in ("recovered", "ambiguous"):
        return _show_open(list(dict.fromkeys(candidates)))
    return UNKNOWN


def _show_open(values: list[Number]) -> str:
    if not 0 < len(values) <= MOST_CANDIDATES:
        return UNKNOWN
    return "/".join(map(show_number, values)) + RECOVERED


def show_asides(risk: Risk) -> tuple[str, ...]:
    """What stands below a treatment, each with its name: who, when, what remains, and columns without a field."""
    others = [(name, text) for name, text in risk.other.items() if text]
    named = (
        ("owner", risk.owner),
        ("due", risk.due),
        ("residual", show_residual(risk.residual) if risk.residual else None),
        *others[:MOST_OTHERS],
    )
    lines = [f"{' '.join(name.split())}: {' '.join(text.split())}" for name, text in named if text]
    left = len(others) - MOST_OTHERS
    return (*lines, f"({count(left, 'more column')} in the JSON output)") if left > 0 else tuple(lines)


def show_residual(residual: Residual) -> str:
    """2×3=6: what remains after treatment, with a dash for what is not known."""
    parts = (residual.likelihood, residual.consequence, residual.score)
    likelihood, consequence, score = (UNKNOWN if n is None else show_number(n) for n in parts)
    return score if residual.likelihood is residual.consequence is None else f"{likelihood}×{consequence}={score}"
