"""Lines that say which page this is."""

import pytest

import risktool
from risktool.page_counts import is_page_count, names_page


@pytest.mark.parametrize("line", ["Sida 1 (2)", "sid 3", "Side 2 av 4", "Seite 4/9", "Page: 12 of 12", "Sidnr 7(7)"])
def test_a_page_count(line: str) -> None:
    assert is_page_count(line)
    assert names_page(line)


@pytest.mark.parametrize(
    "line", ["Sida 3 (2)", "Sida", "Kök 1 (2)", "Blad1", "Sida vid sida", "Sida 2 mot 3", "Sidan 1 brinner"]
)
def test_no_page_count(line: str) -> None:
    assert not names_page(line)


@pytest.mark.parametrize(
    ("line", "is_footer"),
    [
        ("Ekbro kommun – Sida 1 av 3", True),
        ("Side 1 av 4 – Unntatt offentlighet", True),
        ("Hafenamt, Az. 2026/17-b  Seite 2 von 3", True),
        ("Ekbro kommun, sida 1", False),
        ("Läs mer om halka på sida 2 av 3", False),
        ("Åtgärd: Sida 2 av 3", False),
        ("Halt golv 3 4 Sida 2 av 3", False),
        ("Riskanalys Kajen   Sida 1 (2)", False),
        ("Golvet är halt. Sida 2 av 3 av pärmen säger mer.", False),
    ],
)
def test_a_name_beside_a_page_count(line: str, is_footer: bool) -> None:
    assert names_page(line) is is_footer


TABLE = "Risk              S    K    R    Åtgärd\n{}       3    4    12   Mattor\n{}       2    5    10   Larm\n"


@pytest.mark.parametrize("end", ["\n\n", "\n", "\f"])
@pytest.mark.parametrize("footer", ["Sida {} (2)", "          Sida {} av 2", "Storby region – Sid {} (2)"])
def test_footers_in_a_text_are_no_rows_and_no_headings(footer: str, end: str) -> None:
    pages = [TABLE.format("Hala golv  ", "Klorläcka  "), TABLE.format("Trångt kök ", "Stöld i sal")]
    text = "Riskanalys\n\n" + "".join(
        page + footer.format(number) + f"{end}Diarium 2026/317 b\n\n" for number, page in enumerate(pages, start=1)
    )
    register = risktool.parse(text.encode(), name="a.txt")
    assert [risk.description for risk in register.risks] == ["Hala golv", "Klorläcka", "Trångt kök", "Stöld i sal"]
    assert {section.heading for section in register.sections if section.risks} == {"Riskanalys"}
    assert [risk.needs_review for risk in register.risks] == [False] * 4
    assert register.coverage.unassigned == 0
    said = " ".join(piece.text for piece in register.furniture)
    assert footer.format(1).strip() in said
    assert said.count("Diarium") == 2


@pytest.mark.parametrize(
    ("text", "descriptions"),
    [
        (
            "Riskanalys: Kajen\n\nHalt däck\nS 2, K 2\n\nSida 1 av 2\n\nStopp i pumpen\nS 2, K 2\n\nLås\nS 2, K 2\n",
            ["Halt däck", "Stopp i pumpen", "Lås"],
        ),
        (
            "Riskanalys: Kajen\n\nRisk: Halt däck\nS: 2, K: 2\nÅtgärd: Ingen\nSida 1 (2)\n"
            "Risk: Stopp\nS: 2, K: 3\nÅtgärd: Ingen\nSida 2 (2)\n",
            ["Halt däck", "Stopp"],
        ),
    ],
)
def test_equal_lines_stay_where_they_are_no_page_s_name(text: str, descriptions: list[str]) -> None:
    register = risktool.parse(text.encode(), name="a.txt")
    assert [risk.description for risk in register.risks] == descriptions
    assert all(risk.treatment in (None, "Ingen") for risk in register.risks)
    assert not any("2, K" in piece.text for piece in register.furniture)


def test_a_title_beside_a_page_count_is_a_heading() -> None:
    text = "Riskanalys Kajen         Sida 1 (1)\n\n- Halt däck (S 3, K 4)\n- Stopp i pumpen (S 2, K 5)\n"
    (section,) = (s for s in risktool.parse(text.encode(), name="a.txt").sections if s.risks)
    assert section.heading.startswith("Riskanalys Kajen")
