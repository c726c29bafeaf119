"""The reading whose rows most readings agree with, and how many agree with each part of a row."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple, TypeAlias

from risktool.draft import Certainty
from risktool.parse.flat.search.lattice import BEAM, Lattice, best_path, sample
from risktool.parse.flat.search.replay import Reading, Row, replay
from risktool.parse.flat.search.states import Item

SEED = 31000
"""The same input gives the same bytes."""


class Effort(NamedTuple):
    """How thoroughly a stretch is searched: the lattice's beam, the readings drawn to judge a row, and how much of
    their agreement is believed."""

    beam: float
    samples: int
    trust: float


THOROUGH = Effort(BEAM, samples=400, trust=1.0)
"""Drawn one by one, as many give a probability of 0.9 a standard error of 0.015; dealt out, less."""

CHEAP = Effort(4.0, samples=20, trust=0.5)
"""For a stretch beyond all measure: its rows are read, and all put before a person."""

LONGEST_STRETCH = 5000
"""Items (pieces of text and scores) under one heading; the longest real analysis seen has 31."""


def effort_for(items: Sequence[Item]) -> Effort:
    """How thoroughly a stretch of these items is searched."""
    return CHEAP if len(items) > LONGEST_STRETCH else THOROUGH


class Rival(NamedTuple):
    """What another reading of a cell would move, and how much less likely it is."""

    code: str
    atoms: tuple[int, ...]
    odds: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the chosen reading, with the share of readings that have each of its parts just so."""

    row: Row
    certainty: Certainty
    rivals: tuple[Rival, ...] = ()


_RowKey: TypeAlias = tuple[int | None, tuple[int, ...]]


def judge_rows(items: Sequence[Item], lattice: Lattice) -> tuple[Judged, ...]:
    """The rows of the reading whose rows most readings drawn from the lattice have, each with its certainty."""
    drawn = sample(lattice, effort_for(items).samples, Random(SEED))
    likeliest = best_path(lattice)
    drawn[likeliest] = drawn.get(likeliest, 0) + 1
    readings, rows, aside = Counter[Reading](), Counter[Row](), Counter[int]()
    for path, count in sorted(drawn.items()):
        reading = replay(items, path)
        readings[reading] += count
        rows.update(dict.fromkeys(reading.rows, count))
        aside.update(dict.fromkeys(reading.aside, count))
    total = readings.total()
    best = max(readings, key=lambda reading: _agreement(reading, rows, aside, total))
    alike: defaultdict[_RowKey, list[Row]] = defaultdict(list)
    for row in rows:
        alike[_row_key(row)].append(row)
    return tuple(_judge_row(row, alike[_row_key(row)], rows, total) for row in best.rows)


def _agreement(reading: Reading, rows: Counter[Row], aside: Counter[int], total: int) -> float:
    """How many rows of this reading other readings have too; what most others lack counts against it: a row, or words
    that are in none.
    """
    agreed = sum(_worth(row, rows[row] / total) for row in reading.rows)
    return agreed + sum(aside[at] / total - LOST_WORDS for at in reading.aside)


def _worth(row: Row, share: float) -> float:
    """What a row adds that this share of the readings have. Each score needs its row; one without may be left out."""
    return share - INVENTED_ROW if row.score is not None or share > INVENTED_ROW else -1.0


INVENTED_ROW = 0.1
"""A row that fewer readings than this have is better left out than invented."""

LOST_WORDS = 0.5
"""Words that fewer readings than this have outside the table are better left in it."""


def _judge_row(row: Row, alike: Sequence[Row], counts: Mapping[Row, int], total: int) -> Judged:
    """The row, with what the readings make of it: `alike` is it and all that they have in its place."""
    descriptions, treatments = Counter[tuple[int, ...]](), Counter[tuple[int, ...]]()
    for other in alike:
        descriptions[other.description] += counts[other]
        treatments[other.treatment] += counts[other]
    certainty = Certainty(
        score=descriptions.total() / total,
        description=descriptions[row.description] / total,
        treatment=treatments[row.treatment] / total,
        whole=counts[row] / total,
    )
    rivals = (
        _rival("boundary-uncertain", row.description, descriptions),
        _rival("treatment-uncertain", row.treatment, treatments),
    )
    return Judged(row, certainty, tuple(rival for rival in rivals if rival is not None))


def _rival(code: str, chosen: tuple[int, ...], counts: Counter[tuple[int, ...]]) -> Rival | None:
    """The atoms in which the next best reading of a cell differs, where that reading is nearly as good."""
    others = [(count, cell) for cell, count in counts.items() if cell != chosen]
    if not others:
        return None
    count, cell = max(others)
    odds = counts[chosen] / count
    return Rival(code, tuple(sorted(set(chosen) ^ set(cell))), odds) if odds < NEARLY_AS_GOOD else None


NEARLY_AS_GOOD = 9.0
"""Another reading is told to a person when the chosen one is less than this much likelier."""


def _row_key(row: Row) -> _RowKey:
    """By what a row is found in another reading: its score, or (unscored) its first atom."""
    return row.score, () if row.score is not None else row.description[:1]
