"""PDFs of real producers that hold more than a plain table: what the whole tool makes of them.

Made by `shapes/build.py`. Damaged ones show a 5 wherever the text layer says something else, or nothing.
"""

from pathlib import Path

import pytest

from risktool import pipeline
from risktool.model import Register, Risk
from tests.extract.pdf.golden.register import ROWS, SECOND_ROWS
from tests.extract.pdf.shapes.build import ACTIONS, BULLETS, NARROW, PACKED, RISKS

SHAPES = Path(__file__).parent / "shapes"
DAMAGED = [
    *("browser-nothing", "browser-outline", "typst-replacement", "typst-bracket", "writer-six", "writer-space"),
]
NUMBER_COLUMNS = slice(1, 4)
ONE_TABLE = {"browser-outline", "writer-six", "writer-space"}
"""These show the register's first table only."""


def read(name: str) -> Register:
    return pipeline.parse(SHAPES / f"{name}.pdf")


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def numbers(risk: Risk) -> tuple[float | None, ...]:
    return risk.likelihood, risk.consequence, risk.score


def expected_numbers(row: list[str]) -> tuple[int | None, ...]:
    """The numbers of a row of the register; None for what is not printed, or a range."""
    return tuple(int(cell.rstrip("?")) if cell.rstrip("?").isdecimal() else None for cell in row[NUMBER_COLUMNS])


@pytest.mark.parametrize("name", DAMAGED)
def test_a_digit_that_the_page_shows_comes_back(name: str) -> None:
    register = read(name)
    rows = ROWS if name in ONE_TABLE else [*ROWS, *SECOND_ROWS]
    assert [numbers(risk) for risk in register.risks] == [expected_numbers(row) for row in rows]
    assert [squeezed(risk.description) for risk in register.risks] == [squeezed(row[0]) for row in rows]
    assert [squeezed(risk.treatment) for risk in register.risks] == [squeezed(row[4]) for row in rows]
    assert any((risk.treatment or "").endswith("15 veckor") for risk in register.risks)
    assert [(loss.lost, loss.kind) for loss in register.damage] == [("5", "digit")]


@pytest.mark.parametrize("name", DAMAGED)
def test_what_the_text_layer_says_is_kept(name: str) -> None:
    halka = next(risk for risk in read(name).risks if risk.description == "Halka")
    assert halka.printed.likelihood != "5"
    assert (halka.printed.consequence, halka.printed.score) == ("2", "10")


def test_lists_in_cells_are_one_row() -> None:
    risks = read("browser-bullets").risks
    assert [risk.description for risk in risks] == [row[0] for row in BULLETS]
    assert [risk.treatment for risk in risks] == ["\n".join(row[4]) for row in BULLETS]


def test_whole_scores_in_one_cell() -> None:
    risks = read("typst-packed").risks
    assert [risk.score for risk in risks] == [15, 20, 20, 6]
    assert len(risks) == len(PACKED)
    assert [(risk.description, risk.treatment) for risk in risks] == list(zip(RISKS, ACTIONS, strict=True))


@pytest.mark.parametrize("name", ["sheet-over", "sheet-beside"])
def test_a_sheet_printed_over_several_pages_is_put_before_a_person(name: str) -> None:
    """Scores and treatments on a second and third page, ruled; treatments alone on a second one that draws nothing."""
    risks = read(name).risks
    rows = [row for row in ROWS if row[1] in {"1", "2", "3", "4", "5"}]
    assert [numbers(risk) for risk in risks] == [expected_numbers(row) for row in rows]
    assert [squeezed(risk.description) for risk in risks] == [squeezed(row[0]) for row in rows]
    assert [squeezed(risk.treatment) for risk in risks] == [squeezed(row[4]) for row in rows]
    assert all(risk.needs_review for risk in risks)


def test_cells_that_a_sheet_cuts_off_keep_to_their_columns() -> None:
    risks = read("sheet-narrow").risks
    assert [numbers(risk) for risk in risks] == [tuple(map(int, row[4:7])) for row in NARROW]
    for risk, row in zip(risks, NARROW, strict=True):
        assert row[3].startswith(risk.description)
        assert (risk.treatment or "")[:12] == row[7][:12]
        assert (risk.owner or "")[:8] == row[8][:8]


def test_lists_of_names_and_marks_are_no_risks() -> None:
    register = read("writer-meeting")
    assert register.risks == ()
    assert "no-risks" in {finding.name for finding in register.findings}
