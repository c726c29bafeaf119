"""What a row's printed score says: numbers, ranges, candidates and status. Nothing printed is ever changed.

Strongest constraint first, because each later step only speaks where the earlier ones left nothing:

    1. a range or a doubt ("2-4", "9?") is what it says; it is never turned into one number
    2. what is printed in full and agrees is read
    3. what is printed in full and disagrees is inconsistent, and stays as printed
    4. what lost characters is every (S, K, product) that prints so (`Notation`); one answer is recovered
    5. several answers: the product if they share it, and all pairs as candidates; otherwise ambiguous
"""

from dataclasses import dataclass
from typing import TypeAlias

import regex

from risktool.model import Number, Pair, Range, Status
from risktool.notation import Notation, Reading, is_product
from risktool.recover.criteria import Judge
from risktool.recover.steps import Scale
from risktool.recover.values import Value, read_value

_INTEGER_RUN = regex.compile(r"\d+(?:\s+\d+)*")


@dataclass(frozen=True, slots=True)
class Cells:
    """A row's score as printed, deciphered. `score` None: the form has no product column."""

    likelihood: str
    consequence: str
    score: str | None
    pooled: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A row's numbers. Null where not printed, not certain, or a range."""

    status: Status
    likelihood: Number | None = None
    consequence: Number | None = None
    score: Number | None = None
    likelihood_range: Range | None = None
    consequence_range: Range | None = None
    score_range: Range | None = None
    candidates: tuple[Pair, ...] = ()
    doubtful: bool = False
    """The print itself doubts ("9?", two alternatives), or says something that is no number for certain."""
    unranked: tuple[str, ...] = ()
    """Words without a number among words or numbers that are steps."""
    money: tuple[str, ...] = ()
    """Sums of money where a rating should stand."""
    likelihood_label: str | None = None
    consequence_label: str | None = None
    level_label: str | None = None
    """Words in the score's cell: they say the level."""


def resolve(cells: Cells, judge: Judge) -> Resolved:
    """The numbers of one row."""
    if judge.notation.lost and judge.formula == "product" and (found := _resolve_lost_ranges(cells, judge.notation)):
        return found
    if cells.pooled:
        return _resolve_run(cells.score or "", judge.notation)
    if not (cells.likelihood or cells.consequence or cells.score):
        return _resolve_blank(cells, judge.notation)
    plain = not any(map(_is_unplain, (cells.likelihood, cells.consequence, cells.score or "")))
    if plain and judge.formula == "product":
        return _resolve_cells(cells, judge.notation)
    return _resolve_unplain(cells, judge)


def _resolve_lost_ranges(cells: Cells, notation: Notation) -> Resolved | None:
    """A range that may have lost a digit says nothing by itself ("9-1"): its readings do. None: nothing to recover.

    Which factor a range is may stay open, as the order of two numbers may; but no candidates can tell a range.
    """
    printed = tuple(_DASH.sub("-", cell) for cell in (cells.likelihood, cells.consequence, cells.score or ""))
    if not any(_RANGE.search(cell) for cell in printed):
        return None
    readings = notation.read_range_run(tuple(printed[2].split())) if cells.pooled else notation.read_ranges(*printed)
    if not readings:
        is_broken = any(_is_broken(range_) for cell in printed for range_ in cell.split())
        return Resolved("ambiguous", doubtful=True) if is_broken else None
    likelihood = _agreed({reading.likelihood for reading in readings})
    consequence = _agreed({reading.consequence for reading in readings})
    score = _agreed({reading.score for reading in readings})
    parts = (likelihood, consequence, score)
    is_whole = None not in parts and notation.lost.isdisjoint(str(parts))
    return Resolved(
        "ambiguous" if score is None else "read" if is_whole else "recovered",
        likelihood=_number(likelihood),
        consequence=_number(consequence),
        likelihood_range=_range(likelihood),
        consequence_range=_range(consequence),
        score_range=_range(score),
        doubtful=None in (likelihood, consequence),
    )


_Bounds: TypeAlias = tuple[int, int]


def _is_broken(printed: str) -> bool:
    """An end is missing, or the upper one is lower than the lower one."""
    ends = printed.rstrip("?").split("-")
    return "" in ends or (all(map(str.isdecimal, ends)) and ends != sorted(ends, key=int))


_DASH = regex.compile(r"\s?[-–]\s?")
_RANGE = regex.compile(r"\d-|-\d")


def _agreed(values: set[_Bounds]) -> _Bounds | None:
    """What all readings say; None where they differ."""
    return next(iter(values)) if len(values) == 1 else None


def _number(bounds: _Bounds | None) -> int | None:
    return bounds[0] if bounds and bounds[0] == bounds[1] else None


def _range(bounds: _Bounds | None) -> _Bounds | None:
    return bounds if bounds and bounds[0] < bounds[1] else None


def _is_unplain(cell: str) -> bool:
    return bool(cell) and not cell.isdecimal()


def _resolve_blank(cells: Cells, notation: Notation) -> Resolved:
    """Nothing printed. With a lost digit an empty row may be one whose every digit is lost; nobody can tell."""
    if not notation.lost:
        return Resolved(status="missing")
    readings = notation.read_cells("", "", cells.score if cells.score is None else "")
    return Resolved(status="missing", candidates=_pairs(readings))


def _resolve_cells(cells: Cells, notation: Notation) -> Resolved:
    readings = notation.read_cells(cells.likelihood, cells.consequence, cells.score)
    if not readings:
        return _resolve_misfit(cells, notation)
    if len(readings) == 1:
        return _certain(readings[0], (cells.likelihood, cells.consequence, cells.score))
    return _uncertain(readings)


def _certain(reading: Reading, printed: tuple[str | None, ...]) -> Resolved:
    whole = (str(reading.likelihood), str(reading.consequence), str(reading.score))
    status: Status = "read" if whole == printed else "recovered"
    return Resolved(
        status=status,
        likelihood=reading.likelihood,
        consequence=reading.consequence,
        score=reading.score,
        candidates=((reading.likelihood, reading.consequence),),
    )


def _uncertain(readings: tuple[Reading, ...]) -> Resolved:
    """Several readings: whatever they all agree on is certain, the rest stays open."""
    likelihoods, consequences, scores = (set(values) for values in zip(*readings, strict=True))
    return Resolved(
        status="recovered" if len(scores) == 1 else "ambiguous",
        likelihood=likelihoods.pop() if len(likelihoods) == 1 else None,
        consequence=consequences.pop() if len(consequences) == 1 else None,
        score=scores.pop() if len(scores) == 1 else None,
        candidates=_pairs(readings),
    )


def _resolve_misfit(cells: Cells, notation: Notation) -> Resolved:
    """No product prints so: a cell that the author left empty, a long scale, or numbers that disagree.

    A product that no factor makes of the one that is printed ("3", "", "1") is a doubt: a number is not what it says.
    """
    likelihood, consequence, score = (
        int(c) if c else None for c in (cells.likelihood, cells.consequence, cells.score or "")
    )
    if likelihood is not None and consequence is not None:
        status: Status = "read"
        if score is not None and likelihood * consequence != score:
            status = "inconsistent"
        return Resolved(status, likelihood, consequence, score, candidates=((likelihood, consequence),))
    fits = notation.fit_cells(cells.likelihood, cells.consequence, cells.score or "")
    is_impossible = not fits and score is not None and (likelihood is not None or consequence is not None)
    return Resolved("missing", likelihood, consequence, score, candidates=_pairs(fits), doubtful=is_impossible)


def _resolve_unplain(cells: Cells, judge: Judge) -> Resolved:
    """At least one cell is a range, a doubt or words, or the score is no product."""
    scales = judge.scales
    likelihood = read_value(cells.likelihood, scales.likelihood, scales)
    consequence = read_value(cells.consequence, scales.consequence, scales)
    score = read_value(cells.score or "", Scale(), scales)
    values = (likelihood, consequence, score)
    unranked = tuple(value.label for value in values if value.is_unranked and value.label)
    printed = (cells.likelihood, cells.consequence, cells.score or "")
    money = tuple(cell for cell, value in zip(printed, values, strict=True) if value.is_money)
    product = score.number if cells.score is not None else _multiply(likelihood, consequence, judge)
    products = score.range if cells.score is not None else _multiply_ranges(likelihood, consequence, judge)
    is_worked_out = cells.score is None and (product, products) != (None, None)
    return Resolved(
        "recovered" if is_worked_out else _status(values, judge),
        likelihood=likelihood.number,
        consequence=consequence.number,
        score=product,
        likelihood_range=likelihood.range,
        consequence_range=consequence.range,
        score_range=products,
        candidates=_fitting(values, judge),
        doubtful=bool(unranked or money) or any(value.doubtful for value in values),
        unranked=unranked,
        money=money,
        likelihood_label=likelihood.label,
        consequence_label=consequence.label,
        level_label=score.label,
    )


def _status(values: tuple[Value, Value, Value], judge: Judge) -> Status:
    likelihood, consequence, score = values
    if any(v.number is None and v.range is None and v.label is None for v in (likelihood, consequence)):
        return "missing"
    if likelihood.number is None or consequence.number is None or score.number is None:
        return "read"
    if judge.formula == "product" and not is_product(likelihood.number, consequence.number, score.number):
        return "inconsistent"
    return "read"


def _multiply(likelihood: Value, consequence: Value, judge: Judge) -> Number | None:
    """The product of a form without a column for it; None for ranks, which nobody multiplied."""
    if judge.formula != "product" or likelihood.is_rank or consequence.is_rank:
        return None
    if likelihood.number is None or consequence.number is None:
        return None
    return round(likelihood.number * consequence.number, 6)


def _multiply_ranges(likelihood: Value, consequence: Value, judge: Judge) -> Range | None:
    """From the lowest to the highest product of a form without a column for it, where a factor is a range."""
    if judge.formula != "product" or likelihood.is_rank or consequence.is_rank:
        return None
    first, second = (value.range or (value.number, value.number) for value in (likelihood, consequence))
    if first[0] is None or first[1] is None or second[0] is None or second[1] is None:
        return None
    if not (likelihood.range or consequence.range):
        return None
    return round(first[0] * second[0], 6), round(first[1] * second[1], 6)


def _fitting(values: tuple[Value, Value, Value], judge: Judge) -> tuple[Pair, ...]:
    """The pair that is printed, or the pairs that agree with what is."""
    likelihood, consequence, _ = values
    if likelihood.number is not None and consequence.number is not None:
        return ((likelihood.number, consequence.number),)
    if judge.formula != "product" or any(v.label and v.number is None and v.range is None for v in values[:2]):
        return ()
    printed = (str(v.number) if v.number is not None else "" for v in values)
    candidates = _pairs(judge.notation.fit_cells(*printed))
    return tuple(pair for pair in candidates if _within(pair, [v.range for v in values]))


def _within(pair: Pair, ranges: list[Range | None]) -> bool:
    values = (*pair, pair[0] * pair[1])
    return all(r is None or r[0] <= v <= r[1] for v, r in zip(values, ranges, strict=True))


def _resolve_run(run: str, notation: Notation) -> Resolved:
    """A run of numbers that cannot be told apart by position."""
    if not _INTEGER_RUN.fullmatch(run):
        return Resolved(status="missing" if not run else "ambiguous", doubtful=bool(run))
    numbers = tuple(run.split())
    readings = notation.read_run(numbers)
    if len(readings) == 1:
        return _certain(readings[0], numbers)
    if readings:
        return _uncertain(readings)
    if len(numbers) == 3:
        likelihood, consequence, score = (int(n) for n in numbers)
        return Resolved("inconsistent", likelihood, consequence, score, candidates=((likelihood, consequence),))
    return Resolved(status="missing", doubtful=True)


def _pairs(readings: tuple[Reading, ...]) -> tuple[Pair, ...]:
    return tuple((r.likelihood, r.consequence) for r in readings)
