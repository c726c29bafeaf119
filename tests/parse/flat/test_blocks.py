"""Scores printed column by column: which number belongs to which row."""

from collections.abc import Sequence
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.notation import Notation
from risktool.parse.flat.scores.blocks import read_block

Pair: TypeAlias = tuple[int, int]
pairs = st.tuples(st.integers(1, 5), st.integers(1, 5))


def columns_of(rows: Sequence[Pair], lost: str = "") -> tuple[str, ...]:
    """The rows' likelihoods, consequences and products as printed, one column behind the other."""
    columns = [s for s, _ in rows], [k for _, k in rows], [s * k for s, k in rows]
    printed = (str(number).replace(lost, "") if lost else str(number) for column in columns for number in column)
    return tuple(number for number in printed if number)


@given(st.lists(pairs, min_size=2, max_size=20))
def test_whole_columns_are_thirds(rows: list[Pair]) -> None:
    count = len(rows)
    assert read_block(columns_of(rows), Notation()) == tuple((at, count + at, 2 * count + at) for at in range(count))


@given(st.lists(pairs, min_size=2, max_size=20), st.data())
def test_columns_of_which_one_number_is_wrong_are_none(rows: list[Pair], data: st.DataObject) -> None:
    tokens = list(columns_of(rows))
    at = data.draw(st.integers(0, len(rows) - 1)) + 2 * len(rows)
    tokens[at] = str(int(tokens[at]) + 1)
    assert read_block(tuple(tokens), Notation()) is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(3, 3), (5, 5), (2, 4)], [("3", "3", "9"), ("2",), ("2", "4", "8")]),
        ([(4, 5), (3, 4), (2, 3), (4, 4)], [("4", "20"), ("3", "4", "12"), ("2", "3", "6"), ("4", "4", "16")]),
    ],
)
def test_a_row_that_lost_a_digit_finds_what_is_left_of_it(rows: list[Pair], expected: list[tuple[str, ...]]) -> None:
    tokens = columns_of(rows, lost="5")
    block = read_block(tokens, Notation(lost=frozenset("5")))
    assert block is not None
    assert [tuple(tokens[at] for at in row) for row in block] == expected


@given(st.lists(pairs, min_size=2, max_size=12))
def test_every_number_of_a_damaged_block_is_in_one_row(rows: list[Pair]) -> None:
    tokens = columns_of(rows, lost="5")
    block = read_block(tokens, Notation(lost=frozenset("5")))
    if block is not None:
        assert sorted(at for row in block for at in row) == list(range(len(tokens)))
