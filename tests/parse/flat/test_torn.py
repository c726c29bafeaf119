"""Rows of a reading that look like pieces of other rows: which of them are doubted, and for which words."""

from collections.abc import Mapping

import pytest

from risktool.extract import extract
from risktool.notation import Notation
from risktool.parse.flat.columns import Columns
from risktool.parse.flat.cutting.atoms import Atom, make_cutter
from risktool.parse.flat.doubts.hidden import find_hidden, find_openings
from risktool.parse.flat.doubts.torn import find_torn
from risktool.parse.flat.scores.events import find_events
from risktool.parse.flat.search.replay import Row
from risktool.parse.flat.search.weights import Model
from risktool.parse.flat.stretch import make_items
from risktool.parse.flat.words import split_words
from risktool.profiles import load_profile
from risktool.source import Span

PROFILE = load_profile("sv")


def doubted(*cells: str, lost: str = "", known: str = "fel") -> Mapping[int, str]:
    """The doubted rows by number, and the words in doubt; rows are written "description 3 4 12 treatment"."""
    text = " ".join(cells)
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(text)),))
    notation = Notation(lost_words=(lost,) if lost else ())
    cutter = make_cutter(words, PROFILE, notation)
    items = make_items(cutter, Columns(find_events(cutter, notation)), Model({}, {}, {}))
    rows: list[Row] = []
    at = 0
    for cell in cells:
        first, at = at, at + len(cell.split())
        mine = [n for n, item in enumerate(items) if first <= item.first < at]
        (score,) = (n for n in mine if not isinstance(items[n], Atom))
        rows.append(Row(tuple(n for n in mine if n < score), score, tuple(n for n in mine if n > score)))
    found = {
        **find_torn(rows, items, words),
        **find_hidden(rows, items, find_openings(words, frozenset(known.split()), PROFILE, notation)),
    }
    return {row: " ".join(words[place].text for place in places) for row, places in sorted(found.items())}


BARE = ("Is på trappan 3 4 12 Salta gången", "Buller i hallen 2 2 4 Matta", "Mörk gård 3 3 9 Nya lampor")


def test_a_closed_sentence_among_bare_cells_has_lost_the_one_behind_it() -> None:
    torn = doubted(*BARE, "Larm saknas 2 4 8 Två ringer.", "Listan uppdateras Kort tappas 4 4 16 Spärra kort")
    assert torn == {3: "Listan uppdateras", 4: "Listan uppdateras"}


@pytest.mark.parametrize("last", ["Kort tappas. 4 4 16 Spärra. Ring", "Kort tappas ofta i porten 4 4 16 Spärra dem"])
def test_where_people_close_cells_or_none_is_closed_nothing_is_torn(last: str) -> None:
    closed = tuple(row.replace(" 3 4", ". 3 4").replace(" 2 2", ". 2 2") for row in BARE)
    assert doubted(*closed, "Larm saknas 2 4 8 Två ringer.", last) == {}
    assert doubted(*BARE, "Larm saknas 2 4 8 Två ringer", "Kort tappas 4 4 16 Spärra") == {}


def test_where_people_close_treatments_alone_nothing_is_torn() -> None:
    closed = tuple(f"{row}." for row in BARE)
    assert doubted(*closed, "Larm saknas 2 4 8 Två ringer.", "Kort tappas 4 4 16 Spärra") == {}


def test_one_closed_description_behind_a_sentence_goes_on_with_it() -> None:
    torn = doubted(*BARE, "Larm saknas 2 4 8 Gå ronder. Ring vakten.", "Prova larmen. 4 4 16 Spärra kort")
    assert torn == {3: "Prova larmen.", 4: "Prova larmen."}


def test_a_question_is_closed_by_its_own_sign() -> None:
    assert doubted(*BARE, "Larm saknas 2 4 8 Ring vakten.", "Vem bär nyckeln? 4 4 16 Spärra kort") == {
        3: "Vem bär nyckeln?",
        4: "Vem bär nyckeln?",
    }
    assert doubted(*BARE, "Larm saknas 2 4 8 Vem ringer?", "Kort tappas 4 4 16 Spärra kort") == {}


def test_a_lone_acronym_or_sign_describes_no_risk() -> None:
    assert doubted("EU 2 2 4 Ny bilaga.", "IT 3 3 9 Nya lampor") == {}
    torn = doubted("Lagring sker 3 4 12 Avtal gäller utanför", "EU 2 2 4 Ny bilaga.", "- 3 3 9 Nya lampor")
    assert torn == {0: "EU", 1: "EU", 2: "-"}


def test_a_capital_behind_a_preposition_may_begin_the_description_of_a_row_whose_neighbour_lacks_a_treatment() -> None:
    rows = ("Fusk via mobil 3 4 12", "En vakt går runt Fel elev får tid 2 3 6 Lista")
    assert doubted(*rows) == {0: "En vakt går runt", 1: "En vakt går runt"}
    assert doubted(*rows, known="Fel") == {}  # a name, as far as the document tells
    assert doubted("Fusk via mobil 3 4 12 Samla in", rows[1]) == {}


@pytest.mark.parametrize(
    ("description", "before"),
    [
        ("Utskrivning före klockan elva för förväxling av patienter", "Utskrivning före klockan elva"),
        ("Oro för uppsägningar i vår", None),  # too little before
        ("Prover från kliniken tas för sent", None),  # too little behind
        ("Köket är byggt för 60 portioner", None),  # a count
        ("Det finns oro för att ingen läser", None),  # tells what it names
        ("Att man lovar för mycket till alla", None),  # has its own opening
    ],
)
def test_a_sentence_that_runs_on_over_a_lost_word_may_be_two_cells(description: str, before: str | None) -> None:
    row = f"{description} 3 4 12 Lista"
    assert doubted(row, lost="Risk") == ({0: before} if before else {})
    assert doubted(row) == {}
