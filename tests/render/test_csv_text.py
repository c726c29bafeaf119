"""CSV: what is written is what is read again, and no cell runs as a formula."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.render.csv_text import COLUMNS, CsvRow, Dialect, csv_rows, read_csv, render_csv, write_csv
from tests.render.build import build_register, build_risk, build_scored, build_section, hostile_text

DIALECTS: tuple[Dialect, ...] = ("plain", "excel", "excel-sv")

numbers = st.one_of(st.just(""), st.floats(0, 100).map(repr), st.integers(0, 100).map(str), st.just("2–4"))
plain_cells = {name: st.just("") for name in COLUMNS}
rows = st.builds(
    CsvRow,
    **{**plain_cells, "document": hostile_text, "description": hostile_text, "score": numbers, "confidence": numbers},
)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(st.lists(rows, max_size=3).map(tuple))
def test_what_is_written_is_what_is_read(dialect: Dialect, table: tuple[CsvRow, ...]) -> None:
    assert read_csv(write_csv(table, dialect)) == table


@pytest.mark.parametrize("dialect", DIALECTS)
@given(hostile_text)
def test_no_cell_runs_as_a_formula(dialect: Dialect, text: str) -> None:
    written = render_csv(build_register(build_section(build_risk(description=text, treatment=text))), dialect)
    delimiter = ";" if dialect == "excel-sv" else ","
    _, row = csv.reader(StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    assert all(cell == "-" or not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_the_columns_are_the_contracts() -> None:
    assert ",".join(COLUMNS) == (
        "document,section,subject,id,description,likelihood,consequence,score,level,treatment,owner,due,"
        "residual_likelihood,residual_consequence,residual_score,status,confidence,needs_review,review_reasons,"
        "candidates,printed,page"
    )


def test_a_swedish_excel_gets_mark_semicolons_and_decimal_commas() -> None:
    written = render_csv(build_register(build_section(build_scored("1.1", 2, 3))), "excel-sv")
    assert written.startswith("\ufeffdocument;section;")
    assert ";2;3;6;" in written
    assert ";0,97;" in written
    assert written.endswith("\r\n")


def test_a_stated_none_stays_a_lone_dash() -> None:
    assert csv_rows(build_register(build_section(build_risk(treatment="-"))))[0].treatment == "-"
    assert ",-," in render_csv(build_register(build_section(build_risk(treatment="-"))))


def test_a_range_has_an_en_dash_so_that_no_spreadsheet_makes_a_date_of_it() -> None:
    risk = build_risk(likelihood_range=(2, 4), consequence=4, score_range=(8, 16))
    assert csv_rows(build_register(build_section(risk)))[0].likelihood == "2–4"


def test_another_table_is_refused() -> None:
    with pytest.raises(ValueError, match="not a register: its columns are a, b"):
        read_csv("a,b\n1,2\n")
