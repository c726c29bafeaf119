"""Ratings side by side, cut into those of one score each.

S 3 K 4 S 2 K 2              two scores: a factor that comes again begins another one
Brunn K3 (S 2, K 4)          the first one is written together, unlike the others: it is the name's
Kran K2 S4 K5                nobody knows: the first two are asked
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from risktool.parse.tables.columns import name_labels
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.typed.ratings import Rating
from risktool.profiles import FACTORS, Role

Named: TypeAlias = tuple[Role, Rating]
"""A rating and what it rates."""


class Run(NamedTuple):
    """The ratings of one score; `is_unsure`: the first of them may be part of a name."""

    ratings: Sequence[Named]
    is_unsure: bool = False


def cut_runs(text: str, group: Sequence[Rating], lexicon: Lexicon, letters: dict[str, Role]) -> Sequence[Run]:
    """The runs of a group of ratings: a role that comes again begins another one, with what its line says before."""
    roles = name_labels([rating.label for rating in group], lexicon, letters)
    runs: list[list[Named]] = [[]]
    for rating, role in zip(group, roles, strict=True):
        named: Role = "score" if not rating.label else role or "other"
        if any(named == earlier for earlier, _ in runs[-1]):
            runs[-1:] = _part_at_line(text, runs[-1], rating, named)
        runs[-1].append((named, rating))
    return _without_names(text, [_without_code(run) for run in runs])


def _without_code(run: list[Named]) -> list[Named]:
    """A run without a first rating that is none of the score's, and written together where the next one is not."""
    is_code = len(run) > 1 and run[0][0] == "other" and _is_compact(run[0][1]) and not _is_compact(run[1][1])
    return run[1:] if is_code else run


def _part_at_line(text: str, run: list[Named], rating: Rating, named: Role) -> tuple[list[Named], list[Named]]:
    """A run parted before the rating whose role it has already: "K: 4" on one line and "S: 3, K: 2" on the next are
    no 3 x 4.
    """
    line = text.rfind("\n", 0, rating.start)
    first = next(i for i, (_, earlier) in enumerate((*run, (named, rating))) if earlier.start > line)
    if any(role == named for role, _ in run[first:]):
        first = len(run)
    return run[:first], run[first:]


def _without_names(text: str, runs: Sequence[list[Named]]) -> Sequence[Run]:
    """The runs, without ratings that are part of a name: where a lone factor follows both on their line, the first of
    the three may be.
    """
    settled: list[Run] = []
    for run in runs:
        if settled and _follows_pair(text, settled[-1].ratings, run):
            before = settled.pop().ratings
            first, *others = (_is_compact(rating) for _, rating in (*before, run[0]))
            if first and not any(others):
                settled.append(Run([*before[1:], *run]))
                continue
            settled.append(Run(before, is_unsure=True))
        settled.append(Run(run))
    return settled


def _is_compact(rating: Rating) -> bool:
    """Whether a label and its number are written together: "K3"."""
    return rating.start + len(rating.label) == rating.value_start


def _follows_pair(text: str, before: Sequence[Named], run: Sequence[Named]) -> bool:
    """Whether a run on the line of another one has only the factor that the other one begins with."""
    factors, found = ({role for role, _ in ratings} & set(FACTORS) for ratings in (before, run))
    is_alone = factors == set(FACTORS) and len(found) == 1 and before[0][0] == run[0][0]
    return is_alone and "\n" not in text[before[0][1].start : run[0][1].start]
