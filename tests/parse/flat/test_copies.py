"""Passages that a document prints twice, and what they say about where cells begin and end."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from risktool.extract import extract
from risktool.notation import Notation
from risktool.parse.flat.columns import Columns
from risktool.parse.flat.cutting.atoms import Atom, make_cutter
from risktool.parse.flat.cutting.copies import LEAST, Text, mark_copies
from risktool.parse.flat.scores.events import find_events
from risktool.parse.flat.search.weights import Model
from risktool.parse.flat.stretch import make_items
from risktool.parse.flat.words import split_words
from risktool.profiles import load_profile
from risktool.source import Span

TWO_SENTENCES = "Vem betalar flytten till nya lokalen? Hyran är redan för hög."


def cut(text: str) -> Text:
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(document.text)),))
    cutter = make_cutter(words, load_profile("sv"), Notation())
    return words, make_items(cutter, Columns(find_events(cutter, Notation())), Model({}, {}, {}))


def marks_of(*texts: str) -> list[dict[str, str]]:
    """For each text its atoms' words and their marks."""
    parts = [cut(text) for text in texts]
    return [
        {
            " ".join(word.text for word in words[item.first : item.last + 1]): item.copied
            for item in marked
            if isinstance(item, Atom)
        }
        for (words, _), marked in zip(parts, mark_copies(parts), strict=True)
    ]


def test_a_copy_in_running_text_begins_goes_on_and_ends() -> None:
    first, second = marks_of(
        f"Buller stör. {TWO_SENTENCES} Nycklar tappas. 3 4 12 Larm.", f"Fukt tränger in. {TWO_SENTENCES} Stöld sker."
    )
    expected = {"Vem betalar flytten till nya lokalen?": "begins", "Hyran är redan för hög.": "goes on"}
    assert first == {"Buller stör.": "", **expected, "Nycklar tappas.": "ended", "Larm.": ""}
    assert second == {"Fukt tränger in.": "", **expected, "Stöld sker.": "ended"}


def test_neighbours_that_happen_to_begin_alike_hide_no_end() -> None:
    first, _ = marks_of(f"{TWO_SENTENCES} Risk för brand.", f"{TWO_SENTENCES} Risk för fukt.")
    assert first["Risk för brand."] == "ended"


def test_what_fills_the_room_between_two_scores_may_be_one_cell() -> None:
    text = f"Buller. 3 4 12 {TWO_SENTENCES} 2 2 4 Larm."
    first, _ = marks_of(text, text)
    assert {atom for atom, mark in first.items() if mark} == {"Hyran är redan för hög."}
    assert first["Hyran är redan för hög."] == "fills"


def test_a_few_words_may_come_twice_by_chance() -> None:
    short = " ".join(TWO_SENTENCES.split()[: LEAST - 1])
    assert not any(marks_of(f"Buller stör. {short}. Stöld.", f"Fukt. {short}! Larm.")[0].values())


SENTENCES = [
    "Vem betalar flytten till nya lokalen?",
    "Hyran är redan för hög och stiger varje år.",
    "Buller stör alla som sitter i rummet.",
    "3 4 12",
    "Larm.",
]


@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), max_size=5))
def test_marks_change_nothing_else(texts: list[list[str]]) -> None:
    parts = [cut(" ".join(sentences)) for sentences in texts]
    for (_, items), marked in zip(parts, mark_copies(parts), strict=True):
        bare = [replace(item, copied="") if isinstance(item, Atom) else item for item in marked]
        assert bare == list(items)
