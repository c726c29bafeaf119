"""Sheets printed to PDF: columns that did not fit stand on a later page."""

from risktool import pipeline
from tests.extract.pdf.tiny import TinyPage, write_pdf

YS = (100.0, 120.0, 150.0, 170.0)
LEFT = [["Risk"], ["Halt golv"], ["Cyklar stjäls på natten"]]
RIGHT = [["S", "K", "S x K", "Åtgärd"], ["4", "2", "8", "Sand"], ["3", "3", "9", "Lås"]]


def page_of(rows: list[list[str]], xs: tuple[float, ...], ys: tuple[float, ...] = YS) -> TinyPage:
    page = TinyPage()
    page.table(xs, ys, rows)
    return page


def rows_of(*pages: TinyPage) -> list[tuple[str, int | float | None, str | None, bool]]:
    register = pipeline.parse(write_pdf(list(pages)), name="x.pdf")
    return [(risk.description, risk.score, risk.treatment, risk.needs_review) for risk in register.risks]


def test_columns_on_the_next_page_are_joined_by_height_and_flagged() -> None:
    left, right = page_of(LEFT, (50.0, 400.0)), page_of(RIGHT, (50.0, 90.0, 130.0, 180.0, 400.0))
    assert rows_of(left, right) == [("Halt golv", 8, "Sand", True), ("Cyklar stjäls på natten", 9, "Lås", True)]
    register = pipeline.parse(write_pdf([left, right]), name="x.pdf")
    assert {reason.code for risk in register.risks for reason in risk.review_reasons} == {"row-joined"}
    assert register.coverage.unassigned == 0


def test_other_heights_are_another_table() -> None:
    other = tuple(y + 30 for y in YS)
    right = page_of(RIGHT, (50.0, 90.0, 130.0, 180.0, 400.0), other)
    assert not any(
        description == "Halt golv" and score for description, score, *_ in rows_of(page_of(LEFT, (50.0, 400.0)), right)
    )


def test_a_register_that_goes_on_is_not_beside_itself() -> None:
    xs = (50.0, 250.0, 290.0, 330.0, 380.0, 500.0)
    rows = [
        ["Risk", "S", "K", "S x K", "Åtgärd"],
        ["Halt golv", "4", "2", "8", "Sand"],
        ["Stöld", "3", "3", "9", "Lås"],
    ]
    more = [["Buller", "4", "4", "16", "Dörr"], ["Damm", "1", "3", "3", "Filter"], ["Ljus", "2", "2", "4", "Lampa"]]
    found = rows_of(page_of(rows, xs), page_of(more, xs))
    assert [row[:2] for row in found] == [("Halt golv", 8), ("Stöld", 9), ("Buller", 16), ("Damm", 3), ("Ljus", 4)]


def test_a_whole_register_is_not_what_is_left_of_a_list_at_the_same_heights() -> None:
    register = [
        ["Risk", "S", "K", "S x K", "Åtgärd"],
        ["Buller", "4", "2", "8", "Dörr"],
        ["Damm", "3", "3", "9", "Filter"],
    ]
    found = rows_of(page_of(LEFT, (50.0, 400.0)), page_of(register, (50.0, 250.0, 290.0, 330.0, 380.0, 500.0)))
    assert [row for row in found if row[1]] == [("Buller", 8, "Dörr", False), ("Damm", 9, "Filter", False)]


def test_a_cause_beside_the_numbers_is_no_risk_where_the_page_before_has_some() -> None:
    caused = [["Orsak", "S", "K", "S x K"], ["Tidsbrist", "4", "2", "8"], ["Dåliga lås", "3", "3", "9"]]
    right = page_of(caused, (50.0, 150.0, 190.0, 230.0, 280.0))
    assert rows_of(right)[0][0] == "Tidsbrist"
    found = rows_of(page_of(LEFT, (50.0, 400.0)), right)
    assert found == [("Halt golv", 8, None, True), ("Cyklar stjäls på natten", 9, None, True)]


OWNERS = [["Ansvarig", "Klart"], ["AB", "maj"], ["CD", "juni"]]


def test_a_third_page_goes_on_with_the_two_before_it() -> None:
    ratings = [row[:3] for row in RIGHT]
    treatments = [["Åtgärd"], ["Sand"], ["Lås"]]
    pages = [
        page_of(LEFT, (50.0, 400.0)),
        page_of(ratings, (50.0, 90.0, 130.0, 180.0)),
        page_of(treatments, (50.0, 300.0)),
    ]
    assert rows_of(*pages) == [("Halt golv", 8, "Sand", True), ("Cyklar stjäls på natten", 9, "Lås", True)]
    register = pipeline.parse(write_pdf([*pages, page_of(OWNERS, (50.0, 120.0, 250.0))]), name="x.pdf")
    assert [(risk.owner, risk.due) for risk in register.risks] == [("AB", "maj"), ("CD", "juni")]
    assert register.coverage.unassigned == 0


def test_treatments_on_the_next_page_belong_to_a_register_without_any() -> None:
    rated = [[*left, *right[:3]] for left, right in zip(LEFT, RIGHT, strict=True)]
    treatments = [["Åtgärd"], ["Sand"], [""]]
    pages = [page_of(rated, (50.0, 250.0, 290.0, 330.0, 400.0)), page_of(treatments, (50.0, 300.0))]
    assert rows_of(*pages) == [("Halt golv", 8, "Sand", True), ("Cyklar stjäls på natten", 9, None, False)]


def test_the_first_rows_of_two_pages_are_not_mixed_up() -> None:
    """A sheet that prints all its rows first: page 3 stands beside page 1, and page 4 beside page 2."""
    more = [["Risk"], ["Buller i salen"], ["Damm från bygget"]]
    ratings = [["S", "K", "S x K", "Åtgärd"], ["1", "2", "2", "Dörr"], ["5", "1", "5", "Filter"]]
    xs = (50.0, 90.0, 130.0, 180.0, 400.0)
    pages = [
        *(page_of(rows, (50.0, 400.0)) for rows in (LEFT, more)),
        *(page_of(rows, xs) for rows in (RIGHT, ratings)),
    ]
    assert sorted(rows_of(*pages)) == sorted(
        [
            ("Halt golv", 8, "Sand", True),
            ("Cyklar stjäls på natten", 9, "Lås", True),
            ("Buller i salen", 2, "Dörr", True),
            ("Damm från bygget", 5, "Filter", True),
        ]
    )
