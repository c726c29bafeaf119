"""Headings that a page break parts from their table."""

import pytest

from risktool import parse
from risktool.model import Register
from tests.extract.pdf.tiny import TinyPage, write_pdf

XS = (40.0, 260.0, 300.0, 340.0, 400.0, 560.0)
HEAD = ["Risk", "S", "K", "S x K", "Åtgärd"]
ROWS = [
    ["Hissen står stilla.", "2", "3", "6", "Boka service."],
    ["Golvet är halt.", "3", "3", "9", "Lägg mattor."],
    ["Nycklar kommer bort.", "1", "4", "4", "Byt lås."],
]


def register(head: list[list[str]], rows: list[list[str]], *, xs: tuple[float, ...] = XS, between: int = 0) -> Register:
    """A document of a heading and the table `head` at the foot of a page, and the table `rows` overleaf."""
    first, second = TinyPage(), TinyPage()
    first.text(40, 700, "2. Riskanalys: Ombyggnad", 14)
    top = 780 - 20 * len(head)
    first.table(XS, tuple(top + 20.0 * line for line in range(len(head) + 1)), head)
    first.text(500, 820, "1/2", 8)
    for line in range(between):
        second.text(40, 40 + 14 * line, f"Här står en mening i löpande text, nummer {line}.")
    top = 60 + 14 * between
    second.table(xs, tuple(top + 20.0 * line for line in range(len(rows) + 1)), rows)
    second.text(500, 820, "2/2", 8)
    return parse(write_pdf([first, second]), name="x.pdf")


def seen(found: Register) -> list[list[str]]:
    return [
        [r.description, str(r.likelihood), str(r.consequence), str(r.score), r.treatment or ""] for r in found.risks
    ]


@pytest.mark.parametrize("head", [[HEAD], [["Ombyggnad", "", "", "", ""], HEAD]])
def test_headings_at_the_foot_of_a_page_name_the_columns_overleaf(head: list[list[str]]) -> None:
    found = register(head, ROWS)
    assert seen(found) == ROWS
    assert [risk.page for risk in found.risks] == [2, 2, 2]
    assert [section.subject for section in found.sections if section.risks] == ["Ombyggnad"]
    assert found.coverage.unassigned == 0


def test_they_say_which_factor_is_which() -> None:
    found = register([["Risk", "K", "S", "S x K", "Åtgärd"]], ROWS)
    assert [(risk.consequence, risk.likelihood) for risk in found.risks] == [(2, 3), (3, 3), (1, 4)]


def test_a_table_with_headings_of_its_own_keeps_these() -> None:
    found = register([HEAD], [["Risk", "K", "S", "S x K", "Åtgärd"], *ROWS])
    assert [(risk.consequence, risk.likelihood) for risk in found.risks] == [(2, 3), (3, 3), (1, 4)]


def test_headings_over_other_columns_name_nothing() -> None:
    assert not register([HEAD], ROWS, xs=(40.0, 230.0, 280.0, 340.0, 400.0, 560.0)).risks


def test_headings_with_text_below_them_name_nothing_overleaf() -> None:
    assert not register([HEAD], ROWS, between=12).risks


def test_headings_of_no_register_make_none() -> None:
    assert not register([["Namn", "Tal", "Mått", "Antal", "Ort"]], ROWS).risks
