"""Ratings and treatments that another table prints, by the ids of their risks."""

import pytest

from tests.parse.build import all_seen, pipe, read, rows_of, table_document


def test_ratings_in_another_table_are_joined_by_id() -> None:
    document = table_document(
        [
            pipe("ID | Risk | Åtgärd\nR1 | Hal trappa | Matta\nR2 | Buller | Skärmar"),
            "Bedömning",
            pipe("ID | Sannolikhet | Konsekvens | Riskvärde\nR2 | 5 | 2 | 10\nR1 | 3 | 2 | 6"),
        ]
    )
    assert all_seen(document, read(document)) == [
        ("Hal trappa", "3", "2", "6", "Matta"),
        ("Buller", "5", "2", "10", "Skärmar"),
    ]


def test_treatments_in_another_table_are_joined_by_id() -> None:
    document = table_document(
        [
            pipe("# | Risk | S | K | SxK\nR1 | Hal trappa | 3 | 2 | 6\nR2 | Buller | 5 | 2 | 10"),
            pipe("# | Åtgärder | Reservplan\nR1 | Matta | Avspärrning\nR2 | Skärmar | Flytt"),
        ]
    )
    assert all_seen(document, read(document))[0] == ("Hal trappa", "3", "2", "6", "Matta")


def test_ratings_of_ids_that_no_table_describes_are_rows() -> None:
    assert rows_of("Hot-ID | Sannolikhet | Konsekvens\nA7 | 3 | 2\nA8 | 1 | 2")[0] == ("A7", "3", "2", "", "")


def test_ratings_of_risks_that_are_rated_already_stay_prose() -> None:
    document = table_document(
        [
            pipe("ID | Risk | S | K\nR1 | Hal trappa | 3 | 2\nR2 | Buller | 5 | 2"),
            pipe("ID | Sannolikhet | Konsekvens\nR1 | 1 | 2\nR2 | 1 | 2"),
        ]
    )
    assert all_seen(document, read(document))[0][1:3] == ("3", "2")
    assert len(all_seen(document, read(document))) == 2


RATED = "Risk | S | K | Riskvärde\nTaket läcker in i arkivet | 2 | 4 | 8\nNyckelskåpet står olåst | 3 | 3 | 9"


def test_treatments_come_with_what_is_left_and_the_product_again() -> None:
    plan = """
        Risk | Riskvärde | Åtgärd | S efter | K efter | Riskvärde efter
        Nyckelskåpet står olåst | 9 | Kodlås | 1 | 3 | 3
        Taket läcker in i arkivet | 8 | Plåt | 1 | 4 | 4
    """
    document = table_document([pipe(RATED), "Plan", pipe(plan)])
    readings = read(document)
    assert all_seen(document, readings) == [
        ("Taket läcker in i arkivet", "2", "4", "8", "Plåt"),
        ("Nyckelskåpet står olåst", "3", "3", "9", "Kodlås"),
    ]
    assert all(row.residual and row.residual.score for row in readings[0].passage.rows)


@pytest.mark.parametrize(
    ("first", "product", "is_joined"),
    [
        ("Taket läcker in", 8, True),
        ("Taket läcker in i arkivet", 8, True),
        ("Taket läcker in", 6, False),
        ("Taket läcker in i arkiv", 8, False),
        ("Takfoten", 8, False),
        ("Nyckelskåpet", 9, False),
    ],
)
def test_a_plan_may_shorten_what_it_treats_but_not_tell_something_else(
    first: str, product: int, is_joined: bool
) -> None:
    plan = f"Risk | Riskvärde | Åtgärd\n{first} | {product} | Plåt\nNyckelskåpet står | 9 | Kodlås"
    document = table_document([pipe(RATED), "Plan", pipe(plan)])
    assert (len(all_seen(document, read(document))) == 2) == is_joined


@pytest.mark.parametrize("name", ["Taket läcker in", "Taket läcker in i arkivet"])
def test_what_is_done_about_a_shortened_name_is_asked(name: str) -> None:
    document = table_document([pipe(RATED), "Övrigt", pipe(f"Risk | Åtgärd\n{name} | Plåt")])
    row = read(document)[0].passage.rows[0]
    assert [doubt.code for doubt in row.doubts] == ["treatment-uncertain"] * (name == "Taket läcker in")
