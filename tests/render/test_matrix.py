"""The grid: every row is in one cell or listed beneath it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risktool.model import Criteria, LevelRule
from risktool.render.look import Look
from risktool.render.matrix import level_of, render_matrix
from tests.render.build import DAMAGED, LEVELS, build_register, build_risk, build_scored, build_section


def test_the_grid_shows_counts_levels_and_ids() -> None:
    rows = (build_scored("1.1", 2, 2), build_scored("1.2", 2, 2), build_scored("1.3", 1, 2))
    criteria = Criteria(likelihood=(1, 2), consequence=(1, 2), origin="legend", levels=LEVELS[:2])
    shown = render_matrix(build_register(build_section(*rows), criteria=criteria), Look(width=30))
    assert shown == (
        "      K 1         K 2\n"
        "────────────────────────────\n"
        "S 2               2\n"
        "                  1.1 1.2\n"
        "────────────────────────────\n"
        "S 1               1\n"
        "                  1.3\n"
        "\n"
        "S likelihood, K consequence,\n"
        "level: ! medium, !! high, !!!\n"
        "critical\n"
    )


def test_a_row_that_a_person_should_look_at_is_marked_in_its_cell() -> None:
    rows = (build_scored("1.1", 4, 4), build_scored("1.2", 4, 4, score=12, status="inconsistent", needs_review=True))
    shown = render_matrix(build_register(build_section(*rows)), Look())
    assert "1.1 1.2?" in " ".join(shown.split())
    assert "? look at this row" in " ".join(shown.split())
    assert "?" not in render_matrix(build_register(build_section(rows[0])), Look())


def test_levels_are_readable_without_colour() -> None:
    shown = render_matrix(build_register(build_section(build_scored("1.1", 5, 5))), Look())
    assert shown.count("!!!") == 1 + sum(s * k >= 15 for s in range(1, 6) for k in range(1, 6))


def test_rows_without_certain_factors_are_listed_beneath() -> None:
    beneath = render_matrix(DAMAGED, Look()).split("In no cell")[1]
    assert "15.1  4×5 or 5×4; S×K 20 !!!; för att lådorna" in beneath
    assert "15.2" not in beneath


@settings(max_examples=20)  # drawing a grid takes 10 ms
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=20))
def test_every_row_is_somewhere(pairs: list[tuple[int, int]]) -> None:
    rows = [build_scored(f"1.{n}", s, k) for n, (s, k) in enumerate(pairs, start=1)]
    shown = render_matrix(build_register(build_section(*rows)), Look())
    assert all(row.id in shown.split() for row in rows)


def test_nothing_to_place_says_so() -> None:
    assert render_matrix(build_register(), Look()) == "No risks to place in a matrix.\n"
    assert render_matrix(build_register(criteria=None), Look()) == "No risks to place in a matrix.\n"


OVERLAPPING = (
    *LEVELS[:2],
    LevelRule.model_validate({"name": "high", "label": "röd", "from": 5, "to": 25, "consequence": (5,)}),
)


@pytest.mark.parametrize(("pair", "level"), [((1, 4), "low"), ((2, 4), "medium"), ((1, 5), "high"), ((4, 4), None)])
def test_rules_that_name_a_factor_decide_before_bands(pair: tuple[int, int], level: str | None) -> None:
    criteria = Criteria(likelihood=(1, 5), consequence=(1, 5), origin="legend", levels=OVERLAPPING)
    assert level_of(criteria, *pair) == level


def test_a_scale_that_is_no_grid_lists_all_rows() -> None:
    criteria = Criteria(likelihood=(0, 1), consequence=(1, 100), origin="legend")
    risk = build_risk("1.1", likelihood=0.35, consequence=9, score=3.15)
    assert "1.1  S 0.35, K 9; S×K 3.15" in render_matrix(build_register(build_section(risk), criteria=criteria), Look())
