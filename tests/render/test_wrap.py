"""Wrapping moves letters to other lines; it never changes, drops or splits what need not be split."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from risktool.render.wrap import widest_piece, wrap

LONGEST_LINE = 60
words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=30)
texts = st.lists(words, max_size=12).map(" ".join)
widths = st.integers(2, LONGEST_LINE)  # a double-width letter needs two cells


def letters(text: str) -> str:
    return "".join(text.split())


@given(texts, widths)
def test_every_letter_is_there_in_its_order(text: str, width: int) -> None:
    assert letters("".join(wrap(text, width))) == letters(text)


@given(texts, widths)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(texts)
def test_no_piece_is_folded_when_the_line_can_hold_it(text: str) -> None:
    lines = wrap(text, widest_piece(text))
    assert all(any(word in line for line in lines) for word in text.split() if not set(word) & set("-–/"))


def test_a_long_word_breaks_after_its_hyphen_before_it_is_folded() -> None:
    assert wrap("om IT-systemförvaltarna byts", 18) == ["om IT-", "systemförvaltarna", "byts"]


def test_a_line_break_in_the_text_stays_one() -> None:
    assert wrap("ett\ntvå tre", 20) == ["ett", "två tre"]
