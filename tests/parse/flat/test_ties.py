"""Ties between a description and the text behind the score that it would get."""

import pytest

from risktool.extract import extract
from risktool.notation import Notation
from risktool.parse.flat.atoms import Atom, make_cutter
from risktool.parse.flat.read import make_items
from risktool.parse.flat.scores import find_events
from risktool.parse.flat.ties import Ties, find_ties
from risktool.parse.flat.weights import Model
from risktool.parse.flat.words import split_words
from risktool.profiles import load_profile
from risktool.source import Span


def ties_of(text: str) -> dict[str, Ties]:
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(document.text)),))
    cutter = make_cutter(words, load_profile("sv"), Notation())
    items = make_items(cutter, find_events(cutter, Notation()), Model({}, {}, {}))
    found = find_ties(items, words, 16)
    return {
        " ".join(w.text for w in words[item.first : item.last + 1]): tie
        for item, tie in zip(items, found, strict=True)
        if isinstance(item, Atom)
    }


def test_a_stem_behind_one_score_alone_ties_to_the_place_in_the_queue() -> None:
    ties = ties_of("Nycklar tappas bort. Lönerna sjunker. 3 4 12 Följ lönestatistiken. 2 2 4 Numrera nycklarna.")
    assert ties["Nycklar tappas bort."] == {2: 2}


def test_a_stem_behind_every_score_says_little() -> None:
    once = ties_of("Nycklar tappas. 3 4 12 Numrera nycklarna. 2 2 4 Ingen. 1 1 1 Ingen.")["Nycklar tappas."]
    often = ties_of("Nycklar tappas. 3 4 12 Alla nycklar. 2 2 4 Inga nycklar. 1 1 1 Fler nycklar.")["Nycklar tappas."]
    assert max(often.values()) < max(once.values())


def test_what_stands_on_the_next_page_is_no_treatment_of_this_one() -> None:
    assert ties_of("Nycklar tappas. 3 4 12\fNycklar saknas. 2 2 4 Ingen.")["Nycklar tappas."] == {}


@pytest.mark.parametrize("word", ["och", "Att"])
def test_short_words_tie_nothing(word: str) -> None:
    assert ties_of(f"{word} vi 3 4 12 {word} de.")[f"{word} vi"] == {}
