"""Scores as crosses below the steps of two scales."""

import pytest

from risktool.model import Risk
from risktool.pipeline import Options, parse_bytes
from risktool.source import TableOrigin
from tests.parse.build import read, table_document, with_origin

NAMES = ("Sannolikhet", "Konsekvens")
ROWS = [
    ["Halka i entrén", "", "X", "", "X", "", ""],
    ["Brand i köket", "X", "", "", "", "", "X"],
    ["Is på taket", "", "X", "", "", "X", ""],
]
ORIGINS: tuple[tuple[TableOrigin, bool], ...] = (("ruled", False), ("aligned", True))
READ = [("Halka i entrén", 2, 1), ("Brand i köket", 1, 3), ("Is på taket", 2, 2)]


def page(*lines: str) -> tuple[Risk, ...]:
    text = "".join(f"<tr>{line}</tr>" for line in lines)
    return parse_bytes(f"<h1>Riskanalys: Skolan</h1><table>{text}</table>".encode(), "a.html", Options()).risks


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def merged(rows: list[list[str]], *behind: str, steps: int = 3) -> tuple[Risk, ...]:
    """A form with merged headings, and columns behind its scales that are named and filled in all alike."""
    top = "<td rowspan=2>Risk</td>" + "".join(f"<td colspan={steps}>{name}</td>" for name in NAMES)
    top += "".join(f"<td rowspan=2>{name}</td>" for name in behind[::2])
    counts = cells(*(str(n) for n in range(1, steps + 1)), *(str(n) for n in range(1, steps + 1)))
    return page(top, counts, *(cells(*row, *behind[1::2]) for row in rows))


def seen(risks: tuple[Risk, ...]) -> list[tuple[str, float | None, float | None]]:
    return [(risk.description, risk.likelihood, risk.consequence) for risk in risks]


def test_each_row_has_the_steps_that_it_marks() -> None:
    risks = merged(ROWS, "Åtgärd", "Sandas")
    assert seen(risks) == READ
    assert {(risk.treatment, risk.needs_review) for risk in risks} == {("Sandas", False)}
    assert (risks[0].other, risks[0].printed.likelihood) == ({}, "2")


def test_a_product_that_the_crosses_do_not_make_is_asked() -> None:
    assert [risk.needs_review for risk in merged(ROWS, "S x K", "2")] == [False, True, True]


@pytest.mark.parametrize("sign", ["x", "✓", "●"])
def test_the_names_may_stand_over_the_first_step_alone_or_in_one_row_with_it(sign: str) -> None:
    rows = [cells(*(cell.replace("X", sign) for cell in row)) for row in ROWS]
    assert seen(page(cells("Risk", NAMES[0], "", "", NAMES[1], "", ""), cells("", *"123123"), *rows)) == READ
    assert seen(page(cells("Risk", *(f"{name} {n}" for name in NAMES for n in "123")), *rows)) == READ
    letters = cells("Risk", "S1", "S2", "S3", "K1", "K2", "K3", "Åtgärd")
    assert seen(page(letters, *(row + cells("Sandas") for row in rows))) == READ


def test_a_scale_marked_twice_or_not_at_all_has_no_step() -> None:
    twice, none = ["Stöld", "", "X", "X", "X", "", ""], ["Fukt", "", "", "", "X", "", ""]
    risks = merged([*ROWS, twice, none])
    assert seen(risks) == [*READ, ("Stöld", None, 1), ("Fukt", None, 1)]
    assert [risk.needs_review for risk in risks[:4]] == [False, False, False, True]


@pytest.mark.parametrize("cell", ["3", "Bo"])
def test_cells_with_more_than_crosses_mark_nothing(cell: str) -> None:
    risks = merged([*ROWS, ["Stöld", "", cell, "", "X", "", ""]])
    assert {risk.likelihood for risk in risks[:3]} == {None}
    assert all(risk.needs_review for risk in risks[:3])


def test_one_scale_alone_is_asked() -> None:
    rows = [cells(row[0], *row[1:4]) for row in ROWS]
    risks = page("<td rowspan=2>Risk</td><td colspan=3>Sannolikhet</td>", cells(*"123"), *rows)
    assert not any(risk.likelihood for risk in risks)


def test_steps_in_words_are_asked() -> None:
    top = "<td rowspan=2>Risk</td>" + "".join(f"<td colspan=3>{name}</td>" for name in NAMES)
    risks = page(top, cells("Låg", "Medel", "Hög", "Liten", "Medel", "Stor"), *(cells(*row) for row in ROWS))
    assert [(risk.likelihood, risk.needs_review) for risk in risks] == [(None, True)] * 3


def test_crosses_that_no_line_puts_below_their_steps_are_asked() -> None:
    document = table_document([[["Risk", NAMES[0], "", "", NAMES[1], "", ""], ["", *"123123"], *ROWS]])
    for origin, is_asked in ORIGINS:
        (reading,) = read(with_origin(document, origin))
        assert [bool(row.doubts) for row in reading.passage.rows] == [is_asked] * len(ROWS)
