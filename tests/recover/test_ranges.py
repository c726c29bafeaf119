"""Ranges whose digits a text layer may have lost: recovered when one answer is left, never read as they stand."""

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.draft import Draft
from risktool.extract import extract
from risktool.notation import Notation
from risktool.profiles import load_profile
from risktool.recover.criteria import Judge, build_judge
from risktool.recover.numbers import Cells, resolve
from risktool.recover.review import review_reasons
from risktool.recover.words import build_reader

FIVES = Notation(lost=frozenset("5"))
FACTORS = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(lambda pair: (min(pair), max(pair)))


@lru_cache(maxsize=1)
def judge(notation: Notation) -> Judge:
    return build_judge(Draft(sections=()), extract(b"Risk", "notes.txt"), notation, load_profile("sv"))


def printed(low: int, high: int) -> str:
    ends = [FIVES.print_number(low), FIVES.print_number(high)]
    return ends[0] if low == high else "-".join(ends)


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("3", "3-", "9-1"), (3, None, None, (3, 5), (9, 15))),
        (("3-", "3", "9-1"), (None, (3, 5), 3, None, (9, 15))),
        (("2-4", "3", "6-12"), (None, (2, 4), 3, None, (6, 12))),
    ],
)
def test_cells_with_one_reading(cells: tuple[str, str, str], wanted: tuple[object, ...]) -> None:
    found = resolve(Cells(*cells), judge(FIVES))
    parts = (found.likelihood, found.likelihood_range, found.consequence, found.consequence_range, found.score_range)
    assert parts == wanted


def test_a_broken_range_without_a_reading_says_nothing() -> None:
    found = resolve(Cells("3", "3-", "7-1"), judge(FIVES))
    assert (found.status, found.score_range, found.consequence_range) == ("ambiguous", None, None)


def test_a_range_that_may_be_either_factor_is_put_before_a_person() -> None:
    found = resolve(Cells("", "", "2-4 10-20", pooled=True), judge(FIVES))
    assert (found.status, found.score_range, found.doubtful) == ("recovered", (10, 20), True)
    swedish = load_profile("sv")
    reader = build_reader(extract(b"Risk", "notes.txt"), swedish)
    (reason,) = review_reasons(found, "2-4 10-20", (), reader, swedish)
    assert reason.code == "range-placed"
    assert reason.text == "Av talen ”2-4 10-20” går inte att säga vilken faktor som är ett intervall."


@given(FACTORS, FACTORS)
def test_what_is_claimed_of_a_damaged_range_is_true(s: tuple[int, int], k: tuple[int, int]) -> None:
    true = (s[0] * k[0], s[1] * k[1])
    if true[0] == true[1]:
        return
    found = resolve(Cells(printed(*s), printed(*k), printed(*true)), judge(FIVES))
    assert found.score_range in (None, true)
    assert found.likelihood_range in (None, s)
    assert found.consequence_range in (None, k)
