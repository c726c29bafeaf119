"""Ties between a description and its treatment: forward to the score that it would get, back to the last one."""

import pytest

from risktool.extract import extract
from risktool.notation import Notation
from risktool.parse.flat.columns import Columns
from risktool.parse.flat.cutting.atoms import Atom, make_cutter
from risktool.parse.flat.scores.events import find_events
from risktool.parse.flat.search.features import tie_features, tied_by
from risktool.parse.flat.search.states import STARTS, Action, Edge, Order
from risktool.parse.flat.search.ties import BACK, Ties, find_ties
from risktool.parse.flat.search.weights import Model
from risktool.parse.flat.stretch import make_items
from risktool.parse.flat.words import split_words
from risktool.profiles import load_profile
from risktool.source import Span


def ties_of(text: str) -> dict[str, Ties]:
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(document.text)),))
    cutter = make_cutter(words, load_profile("sv"), Notation())
    items = make_items(cutter, Columns(find_events(cutter, Notation())), Model({}, {}, {}))
    found = find_ties(items, words, 16)
    return {
        " ".join(w.text for w in words[item.first : item.last + 1]): tie
        for item, tie in zip(items, found, strict=True)
        if isinstance(item, Atom)
    }


def test_a_stem_behind_one_score_alone_ties_to_the_place_in_the_queue() -> None:
    ties = ties_of("Nycklar tappas bort. Lönerna sjunker. 3 4 12 Följ lönestatistiken. 2 2 4 Numrera nycklarna.")
    assert ties["Nycklar tappas bort."] == {2: 4}


def test_a_long_stem_ties_more_than_a_short_one() -> None:
    ties = ties_of("Rutinen saknas. Informationen uteblir. 3 4 12 Ny rutin. 2 2 4 Klassa informationen.")
    assert ties["Rutinen saknas."][1] < ties["Informationen uteblir."][2]


def test_a_compound_ties_to_its_part() -> None:
    ties = ties_of("Personal slutar. Lönen sjunker. 3 4 12 Tidig nyckelpersonalplan. 2 2 4 Ingen.")
    assert ties["Personal slutar."] == {1: 4}


def test_a_name_in_capitals_ties_though_it_is_short() -> None:
    ties = ties_of("HR svarar inte. Att de slutar. 3 4 12 Ring HR. 2 2 4 Ingen.")
    assert ties["HR svarar inte."] == {1: 2}


def test_a_stem_behind_every_score_says_little() -> None:
    once = ties_of("Nycklar tappas. 3 4 12 Numrera nycklarna. 2 2 4 Ingen. 1 1 1 Ingen.")["Nycklar tappas."]
    often = ties_of("Nycklar tappas. 3 4 12 Alla nycklar. 2 2 4 Inga nycklar. 1 1 1 Fler nycklar.")["Nycklar tappas."]
    assert max(often.values()) < max(once.values())


def test_what_stands_on_the_next_page_is_no_treatment_of_this_one() -> None:
    assert ties_of("Nycklar tappas. 3 4 12\fNycklar saknas. 2 2 4 Ingen.")["Nycklar tappas."] == {}


@pytest.mark.parametrize("word", ["och", "Att"])
def test_short_words_tie_nothing(word: str) -> None:
    assert ties_of(f"{word} vi 3 4 12 {word} de.")[f"{word} vi"] == {}


def test_a_stem_before_the_last_score_ties_back() -> None:
    ties = ties_of("Nycklar tappas. 3 4 12 Numrera nycklarna. Köp nytt. 2 2 4 Ingen.")
    assert ties["Numrera nycklarna."] == {BACK: 3}
    assert ties["Köp nytt."] == {}


def test_what_stands_far_before_the_last_score_is_another_row() -> None:
    ties = ties_of("Brand. 1 1 1 Numrera. Nycklar tappas. Det blir kallt. Elen går. 2 2 4 Fler nycklar.")
    assert ties["Fler nycklar."] == {}


def test_a_treatment_copied_from_row_to_row_ties_nothing() -> None:
    ties = ties_of("Nycklar tappas. 3 4 12 Köp fler nycklar. Elen går. 2 2 4 Köp fler nycklar.")
    assert ties["Köp fler nycklar."] == {}
    assert ties["Nycklar tappas."] == {1: 3, 2: 3}


def test_a_stem_before_every_score_ties_back_less() -> None:
    assert ties_of("Nycklar. 3 4 12 Numrera nycklarna. 2 2 4 Fler nycklar.")["Numrera nycklarna."][BACK] == 3


@pytest.mark.parametrize(
    ("action", "order", "ties", "feature"),
    [
        ("open_description", "block", {2: 3}, "tie|3|block"),
        ("open_description", "row", {1: 3}, None),  # a tie to another score than the one it would get
        ("open_description", "row", {BACK: 3}, None),  # a description answers nothing
        ("continue_treatment", "row", {BACK: 2, 2: 1}, "tie|2|back"),
        ("continue_treatment", "block", {BACK: 2}, None),  # what stands before the score is another row's treatment
        ("set_aside", "row", {BACK: 2}, None),
    ],
)
def test_a_tie_counts_where_the_reading_agrees_with_it(
    action: Action, order: Order, ties: Ties, feature: str | None
) -> None:
    state = STARTS[order]
    tied = tied_by(Edge(state, state._replace(lag=2), action))
    assert (tied and tie_features(ties).get(tied)) == feature
