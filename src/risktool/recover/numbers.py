"""What a row's printed score says: numbers, ranges, candidates and status. Nothing printed is ever changed.

Strongest constraint first, because each later step only speaks where the earlier ones left nothing:

    1. a range or a doubt ("2-4", "9?") is what it says; it is never turned into one number
    2. what is printed in full and agrees is read
    3. what is printed in full and disagrees is inconsistent, and stays as printed
    4. what lost characters is every (S, K, product) that prints so (`Notation`); one answer is recovered
    5. several answers: the product if they share it, and all pairs as candidates; otherwise ambiguous
"""

from dataclasses import dataclass

import regex

from risktool.model import Number, Pair, Range, Status
from risktool.notation import Notation, Reading

_RANGE = regex.compile(r"(\d+(?:[.,]\d+)?)\s*[-–—]\s*(\d+(?:[.,]\d+)?)")
_NUMBER = regex.compile(r"\d+(?:[.,]\d+)?")
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
    """The print itself doubts: "9?", two alternatives."""


def resolve(cells: Cells, notation: Notation) -> Resolved:
    """The numbers of one row."""
    if cells.pooled:
        return _resolve_run(cells.score or "", notation)
    if not (cells.likelihood or cells.consequence or cells.score):
        return _resolve_blank(cells, notation)
    if any(map(_is_unplain, (cells.likelihood, cells.consequence, cells.score or ""))):
        return _resolve_unplain(cells, notation)
    return _resolve_cells(cells, notation)


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
    """No product prints so: a cell that the author left empty, or numbers that disagree."""
    likelihood, consequence, score = (_number(c) for c in (cells.likelihood, cells.consequence, cells.score or ""))
    if likelihood is not None and consequence is not None and score is not None:
        return Resolved("inconsistent", likelihood, consequence, score, candidates=((likelihood, consequence),))
    fits = notation.fit_cells(cells.likelihood, cells.consequence, cells.score or "")
    status: Status = "missing" if None in (likelihood, consequence) else "read"
    return Resolved(status, likelihood, consequence, score, candidates=_pairs(fits))


def _resolve_unplain(cells: Cells, notation: Notation) -> Resolved:
    """At least one cell is a range, a doubt or words."""
    parts = (cells.likelihood, cells.consequence, cells.score or "")
    ranges = [_range(part) for part in parts]
    numbers = [None if r else _number(part) for part, r in zip(parts, ranges, strict=True)]
    doubtful = any("?" in part for part in parts)
    status: Status = "missing" if not (numbers[0] or ranges[0]) or not (numbers[1] or ranges[1]) else "read"
    candidates = _pairs(notation.fit_cells(*(str(n) if n is not None else "" for n in numbers)))
    return Resolved(
        status,
        likelihood=numbers[0],
        consequence=numbers[1],
        score=numbers[2],
        likelihood_range=ranges[0],
        consequence_range=ranges[1],
        score_range=ranges[2],
        candidates=tuple(p for p in candidates if _within(p, ranges)),
        doubtful=doubtful,
    )


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
    return Resolved(status="missing", doubtful=len(numbers) > 3)


def _pairs(readings: tuple[Reading, ...]) -> tuple[Pair, ...]:
    return tuple((r.likelihood, r.consequence) for r in readings)


def _number(cell: str) -> Number | None:
    match = _NUMBER.search(cell)
    if match is None:
        return None
    value = float(match[0].replace(",", "."))
    return int(value) if value.is_integer() else value


def _range(cell: str) -> Range | None:
    match = _RANGE.fullmatch(cell.strip(" ?()"))
    if match is None:
        return None
    low, high = _number(match[1]), _number(match[2])
    return None if low is None or high is None else (low, high)
