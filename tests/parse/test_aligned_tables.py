"""Tables that no line shows: numbers against broken headings, and rows that may be halves."""

from dataclasses import replace

import pytest

from risktool.parse.tables import TableReading
from risktool.source import Document, Table
from tests.parse.build import pipe, read, seen, table_document


def aligned(*tables: str) -> tuple[Document, tuple[TableReading, ...]]:
    """A page with these tables, found by nothing but the places of their words."""
    document = table_document([pipe(table) for table in tables])
    (page,) = document.pages
    blocks = tuple(replace(block, origin="aligned") for block in page.blocks if isinstance(block, Table))
    document = replace(document, pages=(replace(page, blocks=blocks),))
    return document, read(document)


def scores(document: Document, readings: tuple[TableReading, ...]) -> list[tuple[str, ...]]:
    return [seen(document, row)[1:4] for reading in readings for row in reading.passage.rows]


@pytest.mark.parametrize(
    "heading",
    [
        "Risk | Sannolikhet | | K x | Åtgärd",
        "Risk | Sannolikhet | Riskvärde | | Åtgärd",
        "Risk | Sannolikhet | K | Riskvärde | Åtgärd",
    ],
)
def test_a_product_is_never_read_as_a_factor(heading: str) -> None:
    document, readings = aligned(f"""
        {heading}
        Trappan är hal på vintern | 2 | 3 | 6 | Sanda
        Dörren går i baklås | 4 | 2 | 8 | Nytt lås
    """)
    assert scores(document, readings) == [("2", "3", "6"), ("4", "2", "8")]


def test_what_the_numbers_name_against_a_heading_is_for_a_person() -> None:
    _, (reading,) = aligned("""
        Risk | Sannolikhet | | K x | Åtgärd
        Trappan är hal på vintern | 2 | 3 | 6 | Sanda
        Dörren går i baklås | 4 | 2 | 8 | Nytt lås
    """)
    assert [[doubt.code for doubt in row.doubts] for row in reading.passage.rows] == [["column-unclear"]] * 2


def test_headings_that_are_cut_off_leave_it_to_the_numbers_and_a_person() -> None:
    document, (reading,) = aligned("""
        Nr | Risiko | Eint | Ausw | Risikow | Maßnahme
        1 | Das Dach ist undicht | 2 | 3 | 6 | Abdichten
        2 | Die Pumpe fällt aus | 4 | 2 | 8 | Ersatz besorgen
    """)
    assert scores(document, (reading,)) == [("2", "3", "6"), ("4", "2", "8")]
    assert all(row.doubts for row in reading.passage.rows)


def test_a_bill_is_no_register_because_its_numbers_multiply() -> None:
    _, readings = aligned("""
        Vara | Antal | Pris | Summa | Anteckning
        Sand i säck från grustaget | 2 | 3 | 6 | Hämtas
        Räcke av trä till trappan | 4 | 2 | 8 | Målas
    """)
    assert readings == ()


def test_a_table_without_headings_keeps_the_order_of_the_one_before_it() -> None:
    document, readings = aligned(
        """
        Risk | Ägare | Konsekvens | Sannolikhet | Riskvärde | Åtgärd
        Trappan är hal på vintern | Eva | 2 | 3 | 6 | Sanda
        """,
        """
        Dörren går i baklås | 4 | 2 | 8 | Nytt lås
        Fönstret går inte att stänga | 5 | 3 | 15 | Ny hasp
        """,
    )
    assert scores(document, readings) == [("3", "2", "6"), ("2", "4", "8"), ("3", "5", "15")]


def test_the_numbers_of_rows_are_no_factors_where_closer_columns_are() -> None:
    document, readings = aligned("""
        1 | Trappan är hal på vintern | 2 | 1 | 2 | Sanda
        2 | Dörren går i baklås | 3 | 2 | 6 | Nytt lås
    """)
    assert scores(document, readings) == [("2", "1", "2"), ("3", "2", "6")]


def test_a_row_without_a_description_makes_its_neighbours_doubtful() -> None:
    _, (reading,) = aligned("""
        Risk | S | K | Riskvärde | Åtgärd
        Taket läcker över arkivet | 1 | 2 | 2 | Tätning
        Trappan är hal på vintern och | | | | Sanda
         | 2 | 3 | 6 | och skotta
        Dörren går i baklås | 4 | 2 | 8 | Nytt lås
        Fönstret går inte att stänga | 5 | 3 | 15 | Ny hasp
    """)
    doubtful = ["boundary-uncertain" in {doubt.code for doubt in row.doubts} for row in reading.passage.rows]
    assert doubtful == [False, True, True, True, False]


def test_whole_rows_are_sure() -> None:
    _, (reading,) = aligned("""
        Risk | S | K | Riskvärde | Åtgärd
        Taket läcker över arkivet | 1 | 2 | 2 | Tätning
        Dörren går i baklås | 4 | 2 | 8 |
    """)
    assert {row.certainty.together for row in reading.passage.rows} == {1.0}
