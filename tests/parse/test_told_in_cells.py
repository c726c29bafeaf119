"""What a register tells outside of its columns: a treatment below its row, a matrix beside it, its scale on a sheet."""

import pytest

from risktool.pipeline import Options, parse_bytes
from tests.parse.build import pipe, read, rows_of, seen, table_document
from tests.parse.test_legend import legend_of


def test_a_line_of_the_cell_may_say_what_is_done() -> None:
    text = "Risk    Beskrivning             S   K   SxK\n"
    for n, (risk, s, k, do) in enumerate([("Konflikt", 3, 3, "handledning"), ("Stress i juni", 4, 4, "vikarier")]):
        text += f"R{n}      {risk:<24}{s}   {k}   {s * k}\n        Åtgärd: {do}\n"
    risks = parse_bytes(text.encode(), "notes.txt", Options(language="sv")).risks
    assert [(r.description, r.treatment) for r in risks] == [("Konflikt", "handledning"), ("Stress i juni", "vikarier")]


def test_a_row_of_one_cell_may_say_what_is_done_about_the_one_above() -> None:
    text = "Risk | S | K\nBidrag uteblir | 3 | 4\nÅtgärd: sök i tid | |\nSjukfrånvaro | 4 | 2"
    assert [(row[0], row[4]) for row in rows_of(text)] == [("Bidrag uteblir", "sök i tid"), ("Sjukfrånvaro", "")]


def test_a_matrix_beside_the_headings_hides_none_of_them() -> None:
    document = table_document(
        [
            pipe(
                "Risk | S | K | Åtgärd | | 3 | 3 | 6\n"
                "Is på gården | 3 | 2 | Sand | | 2 | 2 | 4\n"
                "Damm | 1 | 2 | Fläkt | | 1 | 1 | 2"
            )
        ]
    )
    (reading,) = read(document)
    assert [seen(document, row)[:3] for row in reading.passage.rows] == [("Is på gården", "3", "2"), ("Damm", "1", "2")]


@pytest.mark.parametrize("total", ["Totalt", "Summa"])
def test_a_sum_with_a_word_in_the_risk_s_column_is_no_risk(total: str) -> None:
    rows = "1 | Is | 3 | 2 | 6 | Sand\n2 | Damm | 2 | 2 | 4 | Fläkt"
    text = f"Nr | Risk | S | K | RV | Åtgärd\n{rows}\n{total} | 2 risker | | | 10 |"
    assert [row[0] for row in rows_of(text)] == ["Is", "Damm"]


def test_scales_below_each_other_with_their_numbers_beside_them() -> None:
    likelihood = "Sannolikhet | Värde\nOsannolik | 1\nMöjlig | 2\nSannolik | 3\n | \n"
    consequence = "Konsekvens | Värde\nLiten | 1\nMåttlig | 2\nAllvarlig | 3"
    found = legend_of(table_document([pipe(likelihood + consequence)])).criteria
    assert found.likelihood_labels == ("Osannolik", "Möjlig", "Sannolik")
    assert found.consequence_labels == ("Liten", "Måttlig", "Allvarlig")


@pytest.mark.parametrize("heading", ["Prioritet", "Antal fall", "Nr"])
def test_a_list_of_what_is_counted_or_ranked_is_no_scale(heading: str) -> None:
    found = legend_of(table_document([pipe(f"Konsekvens | {heading}\nSår | 1\nVite | 2\nStopp | 3")])).criteria
    assert (found.consequence, found.consequence_labels) == (None, ())


@pytest.mark.parametrize("heading", ["", "Poäng", "Värde (1-3)", "score"])
def test_a_list_with_values_or_no_heading_beside_it_is_a_scale(heading: str) -> None:
    found = legend_of(table_document([pipe(f"Konsekvens | {heading}\nLiten | 1\nMåttlig | 2\nStor | 3")])).criteria
    assert found.consequence_labels == ("Liten", "Måttlig", "Stor")


def test_a_share_of_the_highest_product_is_a_product() -> None:
    text = "Risk | S | K | RV | Åtgärd\nIs på gården | 3/5 | 4/5 | 12/25 | Sand\nDamm | 2/5 | 2/5 | 4/25 | Fläkt"
    risks = parse_bytes("\n".join(text.split("\n")).replace(" | ", ";").encode(), "r.csv", Options(language="sv")).risks
    assert [(r.score, r.needs_review) for r in risks] == [(12, False), (4, False)]
