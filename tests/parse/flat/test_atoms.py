"""Where text between scores is cut: at list numbers, and at what a lost word left."""

import pytest

from risktool.extract import extract
from risktool.notation import Notation
from risktool.parse.flat.cutting.atoms import make_cutter
from risktool.parse.flat.cutting.numbering import Numbering, find_row_starts
from risktool.parse.flat.words import split_words
from risktool.profiles import load_profile
from risktool.source import Span


def cut(text: str, *lost_words: str, lost: frozenset[str] = frozenset(), language: str = "sv") -> list[str]:
    """The atoms of a text without scores."""
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(document.text)),))
    cutter = make_cutter(words, load_profile(language), Notation(lost=lost, lost_words=lost_words))
    atoms = cutter.cut(0, len(words) - 1, "start")
    return [" ".join(word.text for word in words[atom.first : atom.last + 1]) for atom in atoms]


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("1.buller stör 2.stress", ["1.buller stör", "2.stress"]),
        ("6.buller stör 7.stress 8.ensamarbete", ["6.buller stör", "7.stress", "8.ensamarbete"]),
        ("1. buller 1. hörselskydd 2. stress 2. paus", ["1. buller", "1. hörselskydd", "2. stress", "2. paus"]),
        ("se kapitel 7. och kapitel 8. i boken", ["se kapitel 7.", "och kapitel 8.", "i boken"]),
    ],
)
def test_list_numbers_open_atoms(text: str, atoms: list[str]) -> None:
    assert cut(text) == atoms


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("4) buller ) stress 6) halka", ["4) buller", ") stress", "6) halka"]),
        (
            "1.buller 2.stress 3.halka 4.mörker .kyla 6.rök",
            ["1.buller", "2.stress", "3.halka", "4.mörker", ".kyla", "6.rök"],
        ),
        ("13. buller 14. stress 1. halka 16. mörker", ["13. buller", "14. stress", "1. halka", "16. mörker"]),
        ("1) larm 2) buller 1) stress 2) halka", ["1) larm", "2) buller", "1) stress", "2) halka"]),
    ],
)
def test_a_list_goes_on_with_what_is_left_of_its_number(text: str, atoms: list[str]) -> None:
    assert cut(text, lost=frozenset("5")) == atoms


def test_a_number_that_ends_a_sentence_is_no_list() -> None:
    assert cut("larmet hörs inte på plan 2. medarbetare tappar nycklar") == [
        "larmet hörs inte på plan 2.",
        "medarbetare tappar nycklar",
    ]


def test_what_a_lost_word_left_may_open_a_cell() -> None:
    text = "nycklar kommer bort en är att larmet inte hörs"
    assert cut(text, "Risk") == ["nycklar kommer bort", "en är att larmet inte hörs"]
    assert cut(text) == [text]


def test_an_article_opens_none() -> None:
    text = "nycklar hamnar hos en vikarie"
    assert cut(text, "Risk") == [text]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("6 Olja rinner ut 7 Rep brister 8 Lampor slocknar 9 Rost i spont", 4),
        ("2 Olja rinner ut 3 Rep brister 4 Lampor slocknar 5 Rost i spont", 0),
        ("6 Olja rinner ut 7 Rep brister 2 Larm. 8 Lampor slocknar 9 Rost i spont", 0),
        ("Flytta till plan 6 Olja rinner ut 7 Rep brister 8 Lampor slocknar", 0),
        ("7 Olja\n8 Rep\n9 Lampor", 3),
    ],
)
def test_bare_numbers_that_count_up_are_the_lines_own(text: str, counted: int) -> None:
    """Within the scale they may be scores, and so may they where another number stands among them."""
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(document.text)),))
    cutter = make_cutter(words, load_profile("sv"), Notation())
    assert [words[at].text for at in sorted(cutter.numbering.words)] == [w.text for w in words if w.text.isdigit()][
        :counted
    ]


@pytest.mark.parametrize(
    ("lists", "scores", "starts"),
    [
        ([[0, 10, 20]], [5, 15, 25], {0, 10, 20}),  # row by row
        ([[0, 10, 20]], [25], set()),  # a list in one cell
        ([[0, 10, 20, 30]], [35, 36, 37, 38], {0, 10, 20, 30}),  # all descriptions, then their scores
        ([[0, 10, 20]], [5, 6, 25], set()),  # a score without a number
        ([[8, 10, 20]], [5, 15, 25], set()),  # begins behind a score
        ([[0, 10, 20], [6, 16, 26]], [5, 15, 25], set()),  # the treatments are numbered too
        ([[0, 10]], [5, 15], set()),
        ([], [5], set()),
    ],
)
def test_a_list_that_scores_stand_among_numbers_the_rows(
    lists: list[list[int]], scores: list[int], starts: set[int]
) -> None:
    assert find_row_starts(Numbering(lists=tuple(map(tuple, lists))), scores) == starts


def test_a_day_of_a_month_is_no_list() -> None:
    assert cut("Samtal med alla innan 1. maj kommer") == ["Samtal med alla innan 1.", "maj kommer"]
    assert cut("Samtal med alla 1. Maj kommer") == ["Samtal med alla", "1. Maj kommer"]


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("Hinner vi? Besöken blir korta", "asked_upper"),
        ("Påverkas lön? för dem som flyttas", "asked_lower"),
        ("Besöken blir korta. Vi hinner inte", "stop_upper"),
        ("Besöken blir korta. för stress", "stop_lower"),
    ],
)
def test_a_question_mark_is_no_full_stop(text: str, edge: str) -> None:
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(document.text)),))
    _, second = make_cutter(words, load_profile("sv"), Notation()).cut(0, len(words) - 1, "start")
    assert second.edge == edge


def test_no_cell_ends_behind_the_word_that_opens_a_noun_phrase() -> None:
    assert cut("Lokalen är liten. Många UC-lokaler saknas Vi är för många Flera IT-system stannar") == [
        "Lokalen är liten.",
        "Många UC-lokaler saknas",
        "Vi är för många",
        "Flera IT-system stannar",
    ]


@pytest.mark.parametrize(
    ("text", "is_hanging"),
    [
        ("Ingen vill vara med", False),
        ("Ingen vill vara med\foch ingen vet varför", True),
        ("Ingen vet vem som", True),
        ("Ingen vet,", True),
    ],
)
def test_a_cell_ends_too_early_with_a_word_that_others_must_follow(text: str, is_hanging: bool) -> None:
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(document.text)),))
    cutter = make_cutter(words, load_profile("sv"), Notation())
    assert cutter.cut(0, len(words) - 1, "start")[0].is_hanging is is_hanging


@pytest.mark.parametrize(
    ("language", "text", "atoms"),
    [
        ("sv", "larm, lampor resp. skyltar köps etc. och nr. 4 lagas", 1),
        ("nb", "alarm, evt. lamper, kjøpes inkl. batterier", 1),
        ("de", "licht bzw. schilder kaufen ggf. leihen", 1),
        ("en", "buy lamps, approx. ten. lend the others", 2),
        ("en", "köp larm resp. lampor, t.ex. av trä", 2),
    ],
)
def test_an_abbreviation_ends_no_cell(language: str, text: str, atoms: int) -> None:
    assert len(cut(text, language=language)) == atoms
