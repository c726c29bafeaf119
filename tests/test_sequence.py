"""Numbers that count up: the best sequence is found as a slow search finds it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.sequence import LARGEST, Sighting, chain


def print_without_fives(number: int) -> str:
    return str(number).replace("5", "")


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        (["1", "2", "3"], (1, 2, 3)),
        (["4", "", "6"], (4, 5, 6)),
        (["24", "2", "26"], (24, 25, 26)),
        (["x", "7"], (None, 7)),
        (["1", "2", "2", "3", "4", "6", "7", "8"], (1, 2, None, 3, 4, 6, 7, 8)),
        (["1", "2", "30", "31", "32"], (1, 2, 30, 31, 32)),
        ([], ()),
    ],
)
def test_the_sequence_decides(printed: list[str], numbers: tuple[int | None, ...]) -> None:
    assert chain(list(map(Sighting, printed)), print_without_fives) == numbers


def test_a_number_out_of_turn_is_left_out() -> None:
    assert chain(list(map(Sighting, ("1", "9", "2", "3"))), str) == (1, None, 2, 3)


WEIGHTS = {"1": 1.0, "2": 0.6, "3": 1.0, "4": 0.3, "6": 1.0, "": 0.6}


@given(st.lists(st.sampled_from(sorted(WEIGHTS)), max_size=4))
def test_no_other_rising_sequence_is_better(printed: list[str]) -> None:
    sightings = [Sighting(number, WEIGHTS[number]) for number in printed]
    found = chain(sightings, print_without_fives)
    numbers = [number for number in found if number is not None]
    assert numbers == sorted(set(numbers))
    assert all(print_without_fives(n) == said for n, said in zip(found, printed, strict=True) if n is not None)
    assert score_of(sightings, found) == max(score_of(sightings, other) for other in all_chains(printed))


def all_chains(printed: list[str]) -> list[tuple[int | None, ...]]:
    """Every rising choice of readings."""
    readings = {said: [n for n in range(1, LARGEST) if print_without_fives(n) == said] for said in set(printed)}
    chains: list[tuple[int | None, ...]] = [()]
    for said in printed:
        longer = [
            (*one, n) for one in chains for n in readings[said] if n > max((m for m in one if m is not None), default=0)
        ]
        chains = [*((*one, None) for one in chains), *longer]
    return [one for one in chains if any(one)] or chains


def score_of(sightings: list[Sighting], numbers: tuple[int | None, ...]) -> float:
    """The weight of what is in the sequence less the numbers below and between and the repairs, in thousandths."""
    kept = [(s.weight - 0.3 * (s.printed != str(n)), n) for s, n in zip(sightings, numbers, strict=True) if n]
    if not kept:
        return 0
    steps = [0, *(n for _, n in kept)]
    skipped = sum(later - sooner - 1 for sooner, later in pairwise(steps[1:]))
    return sum(round(weight * 1000) for weight, _ in kept) - 20 * kept[0][1] - 60 * skipped
