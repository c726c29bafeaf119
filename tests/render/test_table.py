"""Tables for people: everything that matters is there, with and without colour, and nothing hostile."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from risktool.model import Printed, Residual
from risktool.render.look import Look
from risktool.render.table import render_table
from tests.render.build import DAMAGED, build_register, build_risk, build_scored, build_section, hostile_text

PLAIN = Look()
FEW = settings(max_examples=25)  # drawing a table takes 10 ms


def lines_of(text: str) -> list[str]:
    return text.splitlines()


def test_a_damaged_analysis_shows_what_was_restored_and_what_to_look_at() -> None:
    assert render_table(DAMAGED, PLAIN) == (
        "15*. Flytt av arkiv\n"
        "Id      Risk                              S     K     S×K      Treatment\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "15.1    [Risk] för att lådorna blandas    4/5*  5/4*  20 !!!   Packa ett arkiv i\n"
        "        ihop när två arkiv packas samma                        taget.\n"
        "        vecka av olika firmor                                  Märk lådorna med\n"
        "                                                               färg\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "15.2 ?  [Risk]en för förseningar          5*    5*    25* !!!  Boka om\n"
        "? 15.2  Orden ”Boka om” kan höra till en annan rad.\n"
        "\n"
        "1 analysis, 2 risks, 2 recovered, 1 to review.\n"
        "* worked out, not printed; ? look at this row; ! medium, !! high, !!! critical\n"
        "The text layer lost the digit “5” (99.9% sure):\n"
        "  - no '5' among 456 digits\n"
        "The text layer lost the word “Risk” (97.0% sure):\n"
        "  - 14 of 20 rows begin with a small letter\n"
    )


@FEW
@given(hostile_text, st.booleans(), st.booleans())
def test_hostile_text_reaches_neither_the_terminal_nor_the_markup_engine(text: str, color: bool, grow: bool) -> None:
    section = build_section(build_risk(description=text, treatment=text, owner=text), subject=text, heading=text)
    shown = render_table(build_register(section), Look(grow=grow))
    assert not {unicodedata.category(c) for c in shown.replace("\n", "")} & {"Cc", "Cf", "Cs"}
    styled = render_table(build_register(section), Look(grow=grow, color=color))
    assert ("\x1b" in styled) == color


@FEW
@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=40), min_size=1, max_size=30))
def test_on_a_pipe_no_word_is_cut(words: list[str]) -> None:
    text = " ".join(words)
    shown = render_table(build_register(build_section(build_risk(description=text, treatment=text))), PLAIN)
    assert all(word in shown for word in words)


@FEW
@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=60), min_size=1, max_size=30))
def test_on_a_terminal_no_line_is_wider_than_it(words: list[str]) -> None:
    text = " ".join(words)
    register = build_register(build_section(build_risk(description=text, treatment=text, level="high"), subject=text))
    shown = render_table(register, Look(width=80, grow=False))
    assert all(cell_len(line) <= 80 for line in lines_of(shown))


@pytest.mark.parametrize(
    ("risk", "cells"),
    [
        (build_scored("1.1", 2, 3, level="medium"), "2 3 6 !"),
        (build_risk(likelihood_range=(2, 4), consequence=4, score_range=(8, 16)), "2–4 4 8–16"),
        (build_risk(status="missing"), "– – –"),
        (
            build_risk(status="ambiguous", printed=Printed(score="1"), candidates=((1, 5), (5, 1), (3, 5))),
            "1/5/3* 5/1* 5/15*",
        ),
        (build_scored("1.1", 3, 4, status="recovered", filled=("score",)), "3 4 12*"),
        (build_scored("1.1", 5, 5, status="recovered", filled=("likelihood", "consequence", "score")), "5* 5* 25*"),
        (build_scored("1.1", 3, 2, likelihood_label="hög", consequence_label="medel"), "3 2 6"),
    ],
)
def test_scores_look_like_what_is_known(risk: object, cells: str) -> None:
    shown = render_table(build_register(build_section(risk)), PLAIN, summary=False)  # type: ignore[arg-type]
    row = next(line for line in lines_of(shown) if line.startswith("1.1"))
    assert " ".join(row.split()).endswith(cells)


def test_what_has_no_column_stands_below_the_treatment_with_its_name() -> None:
    risk = build_scored(
        "1.1", 4, 4, treatment="Öva", owner="Vaktmästaren", due="mars",
        residual=Residual(likelihood=2, consequence=4, score=8), other={"Kommentar\ntill mötet": "Ta upp igen"},
    )  # fmt: skip
    shown = render_table(build_register(build_section(risk)), PLAIN, summary=False)
    assert [line.split("  ")[-1].strip() for line in lines_of(shown)[3:8]] == [
        "Öva",
        "owner: Vaktmästaren",
        "due: mars",
        "residual: 2×4=8",
        "Kommentar till mötet: Ta upp igen",
    ]


def test_the_columns_of_another_tools_export_do_not_bury_the_risk() -> None:
    risk = build_scored("1.1", 4, 4, other={f"Column {n}": "x" for n in range(9)})
    shown = render_table(build_register(build_section(risk)), PLAIN, summary=False)
    assert "Column 3: x" in shown
    assert "Column 4" not in shown
    assert "(5 more columns in the JSON output)" in " ".join(shown.split())


def test_a_heading_on_two_lines_is_one_title() -> None:
    section = build_section(build_scored("1.1", 2, 3), subject="Flytt av\nkommunarkivet")
    assert lines_of(render_table(build_register(section), PLAIN))[0] == "1. Flytt av kommunarkivet"


def test_a_comment_section_is_named_with_its_length() -> None:
    section = build_section(kind="comment", subject="", heading="3. Synpunkter", number=3, text="Vi vill vara med.")
    assert render_table(build_register(section), PLAIN) == (
        "3. Synpunkter\n(4 words of text)\n\n0 analyses, 1 comment section, 0 risks.\n"
    )


def test_a_console_without_line_drawing_gets_ascii_lines() -> None:
    register = build_register(build_section(build_scored("1.1", 2, 3)))
    assert "---------" in render_table(register, Look(ascii=True))
    assert "─" not in render_table(register, Look(ascii=True))
