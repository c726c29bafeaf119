"""Which runs of numbers are scores, and which words belong to them."""

import pytest

from risktool.extract import extract
from risktool.notation import Notation
from risktool.parse.flat.cutting.atoms import make_cutter
from risktool.parse.flat.event import Event
from risktool.parse.flat.scores.events import find_events
from risktool.parse.flat.words import split_words
from risktool.profiles import load_profile
from risktool.source import Document, Span


def events_of(text: str, lost: str = "") -> tuple[Document, tuple[Event, ...]]:
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(document.text)),))
    notation = Notation(lost=frozenset(lost))
    return document, find_events(make_cutter(words, load_profile("sv"), notation), notation)


def printed(text: str, lost: str = "") -> list[str]:
    """Each score's own words."""
    document, events = events_of(text, lost)
    return [document.shown(event.score.spans) for event in events]


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Brand 3 3. Osäkert underlag. 9 Larm", ["3 3. 9"]),
        ("Brand 3 3 Osäkert underlag. 9 Larm", ["3 3 9"]),
        ("Brand 3 3 Osäkert underlag. 8 Larm", ["3 3", "8"]),
        ("Brand 2 2 Flytta arkivet till rum 4 Nycklar", ["2 2", "4"]),
        ("Brand 3 3 9 enligt gruppen 9 Larm", ["3 3 9", "9"]),
    ],
)
def test_a_score_with_words_in_between_is_one_if_its_arithmetic_is(text: str, scores: list[str]) -> None:
    assert printed(text) == scores


def test_the_words_in_between_are_inside_the_event() -> None:
    _, (event,) = events_of("Brand 3 3. Osäkert underlag. 9 Larm")
    assert (event.first, event.last, event.kind) == (1, 5, "triple")
    assert event.certainty < 1


@pytest.mark.parametrize(
    ("text", "lost", "sure"),
    [
        ("Brand 3 4 12 Larm", "", True),
        ("Brand 4 20 Larm", "5", True),
        ("Brand 2 Larm", "5", False),
        ("Brand 2-4 3 Larm", "5", True),
        ("Brand 2-4 Larm", "", False),
        ("Brand 3 4 Larm", "", False),
    ],
)
def test_what_words_cannot_hold_is_surely_a_score(text: str, lost: str, sure: bool) -> None:
    _, (event,) = events_of(text, lost)
    assert event.is_surely_score is sure


def test_two_answers_to_one_question_are_one_doubtful_score() -> None:
    _, events = events_of("Brand 3 3 4 3 12 9? Larm")
    assert [(event.kind, event.last - event.first + 1) for event in events] == [("doubt", 6)]


def test_a_question_mark_behind_scores_that_come_out_even_joins_nothing() -> None:
    assert printed("Brand 2 2 4 3 3 9? Larm") == ["2 2 4", "3 3 9?"]


def test_no_score_goes_on_behind_a_page() -> None:
    line = "Brand i arkivet " * 20
    assert printed(f"{line}3-4 1-20\n4 Fukt i källaren", lost="5") == ["3-4 1-20", "4"]


def test_a_whole_score_goes_over_a_page() -> None:
    assert printed(f"{'Brand i arkivet ' * 20}2 3\n6 Fukt i källaren") == ["2 3 6"]


def test_a_factor_is_not_beyond_its_scale() -> None:
    assert printed("Brand 3-4 1-20 4 Larm", lost="5") == ["3-4 1-20", "4"]


def test_a_whole_page_of_scores_may_stand_column_by_column() -> None:
    rows = [(3, 4), (5, 5), (1, 2), (2, 2), (4, 4), (5, 3), (2, 3), (1, 5), (4, 2), (3, 3)]
    columns = " ".join(str(n) for column in zip(*((s, k, s * k) for s, k in rows), strict=True) for n in column)
    assert printed(f"Brand. {columns} Larm.") == [f"{s} {k} {s * k}" for s, k in rows]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Brand. Fukt. Stöld. 1 2 2 3 1 3 3 2 6 Larm.", False),
        ("Brand. Fukt. Stöld. 3 4 12 2 2 4 3 3 9 Larm.", True),
        ("Brand 3 4 12 Följ punkterna 1 2 2 i planen.", False),
    ],
)
def test_numbers_that_read_two_ways_are_doubted(text: str, sure: bool) -> None:
    """By column the first are 1 3 3, 2 1 2 and 2 3 6; the last stand in a sentence."""
    assert (min(event.certainty for event in events_of(text)[1]) == 1.0) is sure


def test_damaged_numbers_that_read_two_ways_are_doubted() -> None:
    """With the fives lost: 25 and 2 x 1 = 2 one behind the other, or 1 x 2 = 2 and 1 x 5 = 5 by column."""
    _, events = events_of("Brand. Fukt. 1 2 1 2 Larm.", lost="5")
    assert max(event.certainty for event in events) <= 0.5


@pytest.mark.parametrize(
    ("text", "lost", "scores"),
    [
        ("Vi står där och 2 Byt pumpen.", "5", ["2"]),
        ("Vi möts på plan 2 i huset.", "5", []),
        ("Vi står där och 2 Byt pumpen.", "", []),
    ],
)
def test_a_damaged_score_may_stand_where_a_sentence_is_cut_short(text: str, lost: str, scores: list[str]) -> None:
    assert printed(text, lost) == scores


def test_a_product_with_a_full_stop_opens_no_list() -> None:
    assert printed("Brand. 3 4 7. Larm. Fukt. 2 2 8. Pump. Stöld. 3 3 9. Lås.") == ["3 4", "2 2", "3 3"]


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Brand i arkivet ? 2 Larm", ["? 2"]),
        ("Brand i arkivet 4 20 ? Larm", ["4 20 ?"]),
        ("Brand i arkivet 3 4 12 ? Larm", ["3 4 12 ?"]),
        ("Brand i arkivet? 2 Larm", ["2"]),
        ("Brand i arkivet ? 2 Osäkert. 3 Larm", ["? 2", "3"]),
        ("Vem stänger ? Ingen vet 3 4 12 Larm", ["3 4 12"]),
    ],
)
def test_a_question_mark_that_stands_alone_beside_a_score_doubts_it(text: str, scores: list[str]) -> None:
    """With fives lost, "5?" leaves its question mark."""
    assert printed(text, lost="5") == scores


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Fukt 2 4 8 Ersättning 1 000 kr/månad, kort avtal. Hiss", ["2 4 8"]),
        ("Fukt 2 4 8 Skyltar för 12 500 kronor vid torget. Hiss", ["2 4 8"]),
        ("Nycklar 3 3 9 Prövning enligt LAS 7 § innan någon flyttas", ["3 3 9"]),
        ("Pump 2 4 8 Avsätt 3 000 Hiss", ["2 4 8"]),
        ("Pump 10 10 100 Byt den", ["10 10 100"]),
    ],
)
def test_a_large_number_in_two_groups_or_with_a_unit_is_text(text: str, scores: list[str]) -> None:
    assert printed(text) == scores


def test_behind_two_numbers_a_large_one_may_be_a_product_of_three() -> None:
    assert [token for score in printed("Pump 8 5 4 160 Byt den") for token in score.split()] == ["8", "5", "4", "160"]


def test_a_number_left_over_ends_the_words_before_it_and_is_doubted_where_it_may_be_a_factor() -> None:
    document, events = events_of("Tvätt 4 4 16 Börja med fas 1 5 5 25 Behåll telefonen")
    assert [(document.shown(e.score.spans), e.certainty < 0.7) for e in events] == [
        ("4 4 16", False),
        ("1", True),
        ("5 5 25", True),
    ]
    assert all(event.certainty == 1 for event in events_of("Tvätt 4 4 16 Flytta till plan 4 3 2 6 Behåll")[1])


def test_a_damaged_score_before_a_large_number_is_one() -> None:
    """Without fives "2" is 5 5 25, and the treatment begins with 120; "1 000" is a sum all the same."""
    assert printed("Hissen stannar 2 120 nya stolar köps", lost="5") == ["2"]
    assert printed("Hissen stannar 4 20 Ersätt 2 000 kronor", lost="5") == ["4 20"]
