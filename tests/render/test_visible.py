"""Nothing that a terminal obeys comes through, and nothing else is changed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.render.visible import show, show_line, show_lines

OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text())
def test_what_is_shown_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    assert not {unicodedata.category(c) for c in show(text)} & OBEYED


@given(st.text())
def test_lines_stay_lines_and_nothing_else_gets_through(text: str) -> None:
    assert not {unicodedata.category(c) for c in show_lines(text).replace("\n", "")} & OBEYED
    assert show_lines(text).count("\n") == text.count("\n")


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert show(text) == text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mröd", "\\x1b[31mröd"),
        ("fil\u202efdp.exe", "fil\\u202efdp.exe"),
        ("en\u200bda", "en\\u200bda"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_a_hostile_character_is_shown_as_its_code(hostile: str, shown: str) -> None:
    assert show(hostile) == shown


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("2025-06-\n15", "2025-06-15"),
        ("1- \n 3", "1-3"),
        ("1 - 3", "1 - 3"),
        ("Sekretess-\noch loggar", "Sekretess- och loggar"),
        ("Kök\n och\tmatsal", "Kök och matsal"),
        ("3\n\x1b[31m", "3 \\x1b[31m"),
    ],
)
def test_lines_become_one_and_broken_figures_whole(cell: str, shown: str) -> None:
    assert show_line(cell) == shown
