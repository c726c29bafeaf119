"""Readings come up as often as they are likely."""

from itertools import accumulate
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from risktool.parse.flat.search.lattice import deal_out

SHARES = st.lists(st.floats(min_value=1e-6, max_value=1.0), min_size=1, max_size=12)


@given(SHARES, st.integers(min_value=1, max_value=500), st.integers())
def test_each_place_gets_what_is_due_within_one_reading(shares: list[float], count: int, seed: int) -> None:
    dealt = dict(deal_out(count, tuple(accumulate(shares)), Random(seed)))
    assert sum(dealt.values()) == count
    for at, share in enumerate(shares):
        assert abs(dealt.get(at, 0) - count * share / sum(shares)) < 1 + 1e-6


def test_one_reading_goes_to_each_place_as_often_as_is_due() -> None:
    places = [deal_out(1, (0.25, 1.0), Random(seed))[0][0] for seed in range(2000)]
    assert 450 < places.count(0) < 550
