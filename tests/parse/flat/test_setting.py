"""Text whose lines end where cells' lines did: when it is told, and what a cell may begin at then."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import risktool
from risktool.extract import extract
from risktool.parse.flat.cutting.setting import is_set_in_columns
from risktool.parse.flat.words import split_words
from risktool.source import Span

ROWS = (
    ("Ingen hittar reservnyckeln till pannrummet på natten", "3 4 12", "Nyckelskåp vid entrén. Ansvarig Kim på dagtid"),
    ("Kylrummet larmar inte när dörren står öppen över helgen", "2 5 10", "Byt givare före sommaren"),
    ("Vikarier når inte schemat. De ringer Maria hemma i stället", "4 3 12", "Läsplatta i personalrummet"),
    ("Lastbilar backar över gårdsplanen medan barnen leker", "2 4 8", "Stängsel mot lekytan. Backvakt från Tekniska"),
    ("Halka", "3 3 9", "Sanda"),
)
"""Words that look like a cell's first ones stand inside cells: "Ansvarig", "De ringer Maria", "Tekniska"."""


def wrapped(text: str, width: int) -> str:
    """The text in lines of at most so many characters, as a column sets a cell."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def in_columns(risk_width: int = 26, treatment_width: int = 30) -> str:
    """The rows as text taken off a page: each cell in its own lines, the numbers on the treatment's first."""
    cells = (
        (wrapped(risk, risk_width), f"{score} {wrapped(treatment, treatment_width)}") for risk, score, treatment in ROWS
    )
    return "\n".join(f"{risk} {rest}" if "\n" not in risk else f"{risk}\n{rest}" for risk, rest in cells)


def is_set(text: str) -> bool:
    document = extract(text.encode(), "notes.txt")
    return is_set_in_columns(split_words(document, (Span(0, len(document.text)),)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (in_columns(), True),
        (wrapped(" ".join(in_columns().split()), 60), False),  # wrapped as a whole
        (" ".join(in_columns().split()), False),  # a page a line
        (in_columns().lower(), False),  # a small letter may begin a cell
        ("Halka", False),
        (wrapped(" ".join(in_columns().split()), 60) + "\nhttps://intranät.exempel.se/" + "dokument/" * 20, False),
    ],
)
def test_lines_of_columns_are_told_by_the_room_they_leave(text: str, expected: bool) -> None:
    assert is_set(text) == expected


@pytest.mark.parametrize("head", ["Risk S K SxK Åtgärd\n", ""])
def test_a_cell_begins_at_a_line_or_behind_a_number(head: str) -> None:
    """Without a head too: three numbers that multiply, time and again, are a table's."""
    register = risktool.parse(f"1. Riskanalys: Nytt kök\n{head}{in_columns()}\n".encode(), name="notes.txt")
    (section,) = register.sections
    assert [
        (
            " ".join((risk.description or "").split()),
            f"{risk.printed.likelihood} {risk.printed.consequence} {risk.printed.score}",
            " ".join((risk.treatment or "").split()),
        )
        for risk in section.risks
    ] == list(ROWS)
    assert not any(risk.needs_review for risk in section.risks)


@given(st.integers(20, 34), st.integers(20, 34), st.integers(40, 90))
def test_wrapping_as_a_whole_is_never_taken_for_columns(risk: int, treatment: int, width: int) -> None:
    text = wrapped(" ".join(in_columns(risk, treatment).split()), width)
    assert all(len(line) + 1 + len(after.split()[0]) > width for line, after in pairwise(text.splitlines()))
    assert not is_set(text)


def test_columns_side_by_side_are_asked_about() -> None:
    """Words in their order run through the columns: "Lampan är trasig Byt den i trappan nu"."""
    lines = [
        "Lampan är trasig      3   4   12   Byt den",
        "i trappan och ute                  nu",
        "Golvet är halt i      2   5   10   Lägg ut",
        "hela entrén                        mattor varje höst",
        "Dörren går inte att   4   3   12   Ring",
        "stänga                             låssmeden Bo",
    ]
    text = "1. Riskanalys: Nytt kök\nRisk S K SxK Åtgärd " + "\n".join(lines)
    register = risktool.parse(f"{text}\n".encode(), name="notes.txt")
    (section,) = register.sections
    assert section.risks
    assert all(risk.needs_review for risk in section.risks)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Lampan är trasig 3 4 12 Byt den nu",
            "i trappan samt ute",
            "Golvet är halt 2 5 10 Lägg mattor",
            "i entrén varje höst",
        ],
        ["Vi räknade 3 4 12 stolar i salen och 2 3 6 bord.", "Därefter gick vi 2 4 8 varv runt huset. Inget sågs."],
    ],
)
def test_numbers_inside_lines_are_asked_about(lines: list[str]) -> None:
    """Without a head, and with no line that a score begins or ends, they may be a sentence's, or run across columns."""
    text = "1. Riskanalys: Nytt kök\n" + "\n".join(
        [*lines, "Dörren går inte att 4 3 12 Ring låssmeden", "stänga på natten Bo Ek"]
    )
    register = risktool.parse(f"{text}\n".encode(), name="notes.txt")
    assert register.risks
    assert all(risk.needs_review for risk in register.risks)
