"""Risks that a numbered list names and that are rated elsewhere by their numbers."""

import pytest

from risktool.pipeline import Options, parse_bytes
from tests.parse.build import reviewed

LIST = "Riskmöte\n\nRisker\n1. Hissen stannar mellan\n   våningarna\n2. Mögel i källaren\n\n"
LINES = "{0} 1: S 3, K 4\n{0} 2: S 2, K 5\n"
NAMES = ("Hissen stannar mellan våningarna", "Mögel i källaren")
FOUND = [(NAMES[0], 3, 4, None, False), (NAMES[1], 2, 5, None, False)]


@pytest.mark.parametrize(
    "rated",
    [
        LINES.format("Risk"),
        "Bedömning\n" + LINES.format("Nr"),
        "1. S 3, K 4 = 12\n2. S 2, K 5 = 10\n",
        "2: S2 K5 = 10\n1: S3 K4 = 12\n",
        "Risk 1 har sannolikhet 3 och konsekvens 4.\nRisk 2 har sannolikhet 2 och konsekvens 5.\n",
        "Nr\tS\tK\tSxK\n1\t3\t4\t12\n2\t2\t5\t10\n",
        "| Risk | S | K | SxK |\n|---|---|---|---|\n| Risk 1 | 3 | 4 | 12 |\n| Risk 2 | 2 | 5 | 10 |\n",
    ],
)
def test_numbers_join_names_and_scores(rated: str) -> None:
    assert sorted(reviewed(LIST + rated)) == FOUND


def test_a_list_under_a_word_for_treatment_says_what_is_done() -> None:
    text = f"{LIST}{LINES.format('Risk')}\nÅtgärder\n1. Serva den\n2. Sätt in en fläkt\n"
    assert [row[3:] for row in reviewed(text)] == [("Serva den", False), ("Sätt in en fläkt", False)]


@pytest.mark.parametrize(
    "names",
    [
        "Dagordning\n1. Mötet öppnas\n2. Riskerna\n\n",
        "Risker\n1. Hissen stannar\n2. Mögel i källaren\n3. Halt golv\n\n",
        "Risker\n1. Hissen stannar\n2. Mögel i källaren\n\nRisker med IT\n1. Servern stannar\n2. Nätet ligger nere\n\n",
    ],
)
def test_a_list_that_may_not_be_meant_is_asked_about(names: str) -> None:
    found = reviewed(f"Riskmöte\n\n{names}{LINES.format('Risk')}")
    assert [row[1:3] + row[4:] for row in found] == [(3, 4, True), (2, 5, True)]


def test_no_list_names_two_tables() -> None:
    text = f"{LIST}Bedömning\n{LINES.format('Risk')}\nEfter åtgärd\nRisk 1: S 1, K 4\nRisk 2: S 1, K 5\n"
    assert all(row[4] for row in reviewed(text))


@pytest.mark.parametrize(
    "text",
    [
        "Dagordning\n1. Mötet öppnas\n2. Ekonomi\n\nNr\tTid\tAnsvarig\n1\t5\tBo\n2\t15\tEva\n",
        "Omröstning\n1. Ny lekplats\n2. Cykelväg\n\nNr\tJa\tNej\n1\t3\t2\n2\t4\t1\n",
        "Inköp\n1. Mattor\n2. Larm\n\n1: 3 000 kr\n2: 12 000 kr\n",
    ],
)
def test_numbers_that_rate_nothing_are_no_risks(text: str) -> None:
    assert reviewed(text) == []


def test_every_word_of_list_and_lines_is_placed() -> None:
    register = parse_bytes((LIST + LINES.format("Risk")).encode(), "notes.txt", Options(language="sv"))
    assert register.coverage is not None
    assert register.coverage.unassigned == 0
    assert "Risk 1:" in [piece.text for piece in register.furniture]


@pytest.mark.parametrize("rated", [LINES.format("Risk"), "Nr\tS\tK\tSxK\n1\t3\t4\t12\n2\t2\t5\t10\n"])
@pytest.mark.parametrize("title", ["Efter åtgärd", "Kvarstående risk", "Uppföljning"])
def test_numbers_that_may_rate_what_is_left_are_asked_about(title: str, rated: str) -> None:
    found = reviewed(f"{LIST}{title}\n{rated}")
    assert sorted(row[:3] + row[4:] for row in found) == [(*row[:3], True) for row in FOUND]


def test_more_treatments_than_risks_are_asked_about() -> None:
    text = f"{LIST}{LINES.format('Risk')}\nÅtgärder\n1. Sätt in en fläkt\n2. Serva hissen\n3. Följ upp\n"
    assert [row[4] for row in reviewed(text)] == [True, True]


@pytest.mark.parametrize(
    ("title", "label", "is_asked"),
    [
        ("Bedömning av riskerna", "Risk ", False),
        ("Sannolikhet och konsekvens", "R", False),
        ("Målvärde", "Risk ", True),
        ("Annas bedömning", "Nr ", True),
        ("Bedömning", "Å", True),
    ],
)
def test_numbers_are_sure_only_where_all_around_them_says_that_they_rate(
    title: str, label: str, is_asked: bool
) -> None:
    found = reviewed(f"{LIST}{title}\n{label}1: S 3, K 4\n{label}2: S 2, K 5\n")
    assert found == [(*row[:4], is_asked) for row in FOUND]


def test_treatments_that_no_number_joins_are_asked_about() -> None:
    text = f"{LIST}{LINES.format('Risk')}\nÅtgärder\n7. Serva den\n8. Sätt in en fläkt\n"
    assert reviewed(text) == [(*row[:4], True) for row in FOUND]


def test_the_steps_of_a_scale_are_no_names_of_risks() -> None:
    text = f"Riskanalys\n1. Liten\n2. Stor\n\nBedömning\n{LINES.format('Risk')}"
    found = reviewed(text)
    assert all(row[4] for row in found)
    assert not {"Liten", "Stor"} & {row[0] for row in found}
