"""The arithmetic of printed scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.notation import Notation, is_product

FIVES_LOST = Notation(lost=frozenset("5"))


@pytest.mark.parametrize(
    ("run", "pairs"),
    [
        (("2",), {(5, 5)}),
        (("1",), {(1, 5), (5, 1)}),
        (("4", "20"), {(4, 5), (5, 4)}),
        (("4", "4", "16"), {(4, 4)}),
        (("6", "30"), {(5, 6), (6, 5)}),
        (("3", "3", "6"), set()),
    ],
)
def test_run_with_lost_fives_means_exactly_these_pairs(run: tuple[str, ...], pairs: set[tuple[int, int]]) -> None:
    assert {(r.likelihood, r.consequence) for r in FIVES_LOST.read_run(run)} == pairs


def test_an_empty_cell_tells_which_factor_is_the_five() -> None:
    assert [r[:2] for r in FIVES_LOST.read_cells("4", "", "20")] == [(4, 5)]


@given(st.integers(1, 10), st.integers(1, 10), st.sampled_from("123456789"))
def test_what_was_printed_is_among_the_readings(likelihood: int, consequence: int, lost: str) -> None:
    notation = Notation(likelihood=(1, 10), consequence=(1, 10), lost=frozenset(lost))
    printed = [notation.print_number(n) for n in (likelihood, consequence, likelihood * consequence)]
    truth = (likelihood, consequence, likelihood * consequence)
    assert truth in notation.read_cells(*printed)
    assert truth in notation.read_run(tuple(filter(None, printed)))


@pytest.mark.parametrize(
    ("likelihood", "consequence", "score", "agrees"),
    [
        (0.35, 9, 3.15, True),
        (0.35, 9, 3.2, True),
        (0.1, 0.1, 0.05, False),
        (0.1, 0.1, 0.01, True),
        (1.1, 10, 11, True),
        (2.5, 3, 8, False),
        (4, 5, 20, True),
        (4, 5, 21, False),
    ],
)
def test_a_fraction_is_compared_to_half_of_its_last_decimal(
    likelihood: float, consequence: float, score: float, *, agrees: bool
) -> None:
    assert is_product(likelihood, consequence, score) == agrees
