"""What a sentence shows of its kind."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from risktool.parse.flat.search.weights import LONGEST_OPENING, signs

WORDS = st.lists(st.from_regex(r"\A[a-zåäö]{1,12}\Z"), min_size=1, max_size=8)


def test_a_sentence_shows_its_stems_and_how_it_begins() -> None:
    shown = signs(["Utbilda", "alla", "chefer"])
    assert {"utbil", "alla", "utbil alla", "$chefe", "+alla", "#chefer", "~da"} <= set(shown)
    assert {"^u", "^utb", "^utbilda", "^utbilda alla ch"} <= set(shown)


def test_a_form_never_seen_begins_as_those_that_were() -> None:
    known, unknown = (set(signs([word, "personalen"])) for word in ("Utbilda", "Utbildas"))
    assert "^utbilda" in known & unknown


def test_only_a_question_asks() -> None:
    assert "?" in signs(["Vem", "svarar?"])
    assert "?" not in signs(["Vem", "svarar"])


def test_no_word_shows_nothing() -> None:
    assert signs([]) == ()
    assert signs(["–"]) == ()


@given(WORDS)
def test_each_beginning_is_one_letter_longer(words: list[str]) -> None:
    beginnings = [sign for sign in signs(words) if sign.startswith("^")]
    assert len(beginnings) == min(LONGEST_OPENING, len(" ".join(words)))
    assert all(
        longer.startswith(shorter) and len(longer) == len(shorter) + 1 for shorter, longer in pairwise(beginnings)
    )
