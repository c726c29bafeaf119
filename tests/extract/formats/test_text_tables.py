"""Tables in text files: bars, frames, tabs, semicolons, commas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.formats.reading import read, shape, shapes

ROWS = [["Risk", "S", "K"], ["Stress", "4", "5"], ["Brand", "", "2"]]
TABLE = [("table", ROWS)]


@pytest.mark.parametrize(
    "text",
    [
        "| Risk | S | K |\n|---|:-:|--:|\n| Stress | 4 | 5 |\n| Brand | | 2 |",
        "| Risk | S | K |\n| Stress | 4 | 5 |\n| Brand | | 2 |",
        "Risk | S | K\n--- | --- | ---\nStress | 4 | 5\nBrand | | 2",
        "||Risk||S||K||\n|Stress|4|5|\n|Brand| |2|",
        "|Risk|S|K|\n|-|-|-|\n|Stress|4|5|\n|Brand||2|",
        "|------+---+---|\n| Risk | S | K |\n|------+---+---|\n| Stress | 4 | 5 |\n| Brand | | 2 |",
        "+--+--+--+\n| Risk | S | K |\n+==+==+==+\n| Stress | 4 | 5 |\n+--+--+--+\n| Brand | | 2 |\n+--+--+--+",
        "┌──────┬───┬───┐\n│ Risk │ S │ K │\n├──────┼───┼───┤\n│ Stress │ 4 │ 5 │\n│ Brand │ │ 2 │\n└──────┴───┴───┘",
        "| Risk | S | K |\n\n| Stress | 4 | 5 |\n| Brand | | 2 |",
        "|===\n|Risk |S |K\n\n|Stress |4 |5\n|Brand | |2\n|===",
        "> | Risk | S | K |\n> |---|---|---|\n> | Stress | 4 | 5 |\n> | Brand | | 2 |",
        "<table>\n<tr><td>Risk<td>S<td>K</tr>\n<tr><td>Stress<td>4<td>5<tr><td>Brand<td><td>2\n</table>",
        "Risk\tS\tK\nStress\t4\t5\nBrand\t\t2",
        "Risk;S;K\nStress;4;5\nBrand;;2",
        '"Risk";"S";"K"\n"Stress";"4";"5"\n"Brand";"";"2"',
        "Risk,S,K\nStress,4,5\nBrand,,2",
    ],
)
def test_one_table_however_it_is_written(text: str) -> None:
    assert shapes(text) == TABLE
    assert shapes(f"Notes of the day\n\n{text}\n\nEnd") == [("body", "Notes of the day"), *TABLE, ("body", "End")]


def test_the_hint_that_tells_excel_the_delimiter_is_not_text() -> None:
    assert shapes("sep=;\nRisk;S;K\nStress;4;5\nBrand;;2") == TABLE


def test_marks_in_cells_are_not_words() -> None:
    text = "| Nr | K* | S | Level |\n|---|---|---|---|\n| 1 | 4 | 3 | **High** |\n| 2 | one<br>two | a\\|b | `x` *y* |"
    assert shapes(text) == [
        ("table", [["Nr", "K*", "S", "Level"], ["1", "4", "3", "High"], ["2", "one\ntwo", "a|b", "x y"]])
    ]


def test_a_row_of_dashes_is_a_row() -> None:
    text = "| Risk | S | Åtgärd |\n|---|---|---|\n| Stress | 4 | Vila |\n| - | - | - |"
    assert shapes(text) == [("table", [["Risk", "S", "Åtgärd"], ["Stress", "4", "Vila"], ["-", "-", "-"]])]


def test_a_cell_over_two_lines_of_a_frame() -> None:
    text = "+---+---+\n| a | b |\n+===+===+\n| one | 1 |\n| two |   |\n+---+---+\n| c | 2 |\n+---+---+"
    assert shapes(text) == [("table", [["a", "b"], ["one\ntwo", "1"], ["c", "2"]])]


def test_a_row_broken_by_its_author() -> None:
    text = "| Risk | S | K |\n|---|---|---|\n| Stress\nand more | 4 | 5 |\n| Brand | 1 | 2 |"
    assert shapes(text) == [("table", [["Risk", "S", "K"], ["Stress\nand more", "4", "5"], ["Brand", "1", "2"]])]


@pytest.mark.parametrize(
    "text",
    [
        "S | K\n4 | 5",
        "He came; he saw; he won.\nShe came; she saw; she won.\nWe came; we saw; we won.",
        "One, two, three.\nFour, five, six.\nSeven, eight, nine.",
        "+--+--+   +---+\n| a  | b |---| c |\n+--+--+   +---+\n| |\nv v",
        "1.\tFlytt\n2.\tBrand\n3.\tStress",
    ],
)
def test_sentences_and_lists_are_no_tables(text: str) -> None:
    assert [words for _, words in shapes(text)] == text.split("\n")


def test_quoted_fields_hold_delimiters_quotes_and_line_ends() -> None:
    text = 'Risk;S;K\n"Stress; ""oro""\nand more";4;5\nBrand;1;2'
    assert shapes(text) == [("table", [["Risk", "S", "K"], ['Stress; "oro"\nand more', "4", "5"], ["Brand", "1", "2"]])]


def test_an_unclosed_quote_does_not_swallow_the_file() -> None:
    text = "Risk;S;K\n" + '"Stress;4;5\n' + "Brand;1;2\n" * 100
    assert len(shapes(text)[0][1]) == 102


def test_short_rows_of_a_pasted_table_are_filled() -> None:
    assert shapes("Risk\tS\tK\tÅtgärd\nStress\t4\t5\tVila\nBrand\t1\t2") == [
        ("table", [["Risk", "S", "K", "Åtgärd"], ["Stress", "4", "5", "Vila"], ["Brand", "1", "2", ""]])
    ]


def test_a_comma_inside_a_field_without_quotes() -> None:
    text = "Risk,S,K\nFire, smoke,4,5\nStress,1,2\nNoise,2,3\nDust,2,2"
    assert shapes(text)[0][1][1] == ["Fire, smoke", "4", "5"]


def test_a_table_that_a_hand_wrote_with_spaces() -> None:
    text = "Risk, S, K\nStress, 4, 5\nBrand, 1, 2"
    assert shapes(text) == [("table", [["Risk", "S", "K"], ["Stress", "4", "5"], ["Brand", "1", "2"]])]


def test_titles_and_empty_rows_of_an_exported_sheet() -> None:
    text = "Register 2024;;;\n;;;\nRisk;S;K;Not\nStress;4;5;a\n;;;\nBrand;1;2;b\n"
    assert shapes(text) == [
        ("body", "Register 2024"),
        ("table", [["Risk", "S", "K", "Not"], ["Stress", "4", "5", "a"], ["Brand", "1", "2", "b"]]),
    ]


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("Risk;S;K\nStress;4;5\nBrand;1;2\n", "text/csv"),
        ("# Title\n\nText\n", "text/markdown"),
        ("Just notes\n", "text/plain"),
    ],
)
def test_media_types(text: str, media_type: str) -> None:
    assert read(text).media_type == media_type


WORDS = st.text(alphabet="abåäö 45,;\"'\n|", max_size=12).map(str.strip)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=2, max_size=6), st.sampled_from([";", "\t", ","]))
def test_what_a_csv_writer_wrote_is_read_cell_by_cell(rows: list[tuple[str, ...]], delimiter: str) -> None:
    table = [["Risk", "S", "K", "Åtgärd"], *([f"r{at}", *row[1:]] for at, row in enumerate(rows))]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert shapes(buffer.getvalue()) == [("table", table)]


def test_a_sheet_with_one_record() -> None:
    text = "id,risk,likelihood,impact,owner\nR1,The gate sticks,4,2,Ann\n"
    assert shapes(text) == [
        ("table", [["id", "risk", "likelihood", "impact", "owner"], ["R1", "The gate sticks", "4", "2", "Ann"]])
    ]


@pytest.mark.parametrize(
    "text", ["Vi var Bo, Eva, Olle, Siv\noch Per, Åsa, Tor, Ulf\n", "Kl 10, 4, 5, 6\nKl 11, 4, 5, 6\nSlut\n"]
)
def test_two_lines_with_commas_are_no_sheet(text: str) -> None:
    assert [kind for kind, _ in shapes(text)] == ["body"] * text.count("\n")


def test_records_of_uneven_length_are_one_table() -> None:
    text = "Risk;S;K;RV;Åtgärd\nIs;3;4;12;Salt; och sand\nBuller;2;5;10\nDamm;4;3;12;Fläkt;;;\n"
    assert [row for _, table in shapes(text) for row in table] == [
        ["Risk", "S", "K", "RV", "Åtgärd"],
        ["Is", "3", "4", "12", "Salt; och sand"],
        ["Buller", "2", "5", "10", ""],
        ["Damm", "4", "3", "12", "Fläkt"],
    ]


def test_records_with_empty_lines_between_them_are_one_table() -> None:
    assert shapes("Risk;S;K\nStress;4;5\n\nBrand;1;2\n\nIs;2;2") == [
        ("table", [["Risk", "S", "K"], ["Stress", "4", "5"], ["Brand", "1", "2"], ["Is", "2", "2"]])
    ]


def test_a_row_between_bars_may_lack_its_last_cell() -> None:
    text = "| Risk | S | K | Åtgärd |\n| Stress | 4 | 5 | Vila |\n| Brand | 1 | 2 |\n| Is | 2 | 2 | Salt |"
    assert shapes(text)[0][1][2] == ["Brand", "1", "2", ""]


def test_numbers_of_a_record_that_lacks_a_middle_field_reach_no_column() -> None:
    text = "Risk;Åtgärd;S;K\nIs;Salta;4;4\nBuller;2;5\nDamm;Fläkt;2;5\n"
    assert [row for _, table in shapes(text) for row in table][1:] == [
        ["Is", "Salta", "4", "4"],
        ["Buller;2;5", "", "", ""],
        ["Damm", "Fläkt", "2", "5"],
    ]


@pytest.mark.parametrize(
    ("record", "cells"),
    [
        ("Buller;2;5;Skärmar", ["Buller;2;5;Skärmar", "", "", "", "", ""]),
        ("Buller;;5;Skärmar", ["Buller;;5;Skärmar", "", "", "", "", ""]),
        ("Buller;2;5;10;Eva", ["Buller", "2", "5", "10", "Eva", ""]),
    ],
)
def test_a_record_that_lacks_fields_nobody_knows_which_is_told(record: str, cells: list[str]) -> None:
    document = read(f"Risk;S;K;Produkt;Åtgärd;Vem\nIs;4;4;16;Salta;Bo\n{record}\nDamm;2;5;10;Fläkt;Eva\n")
    ((_, table),) = [shape(document, block) for block in document.pages[0].blocks]
    assert table[2] == cells
    (remark,) = document.remarks
    assert remark.name == "partly-read"
    assert record in remark.message


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        ("Is,2,4,8,Sand,salt", ["Is", "2", "4", "8", "Sand,salt"]),
        ("Is,snö,2,4,8,Sand", ["Is,snö", "2", "4", "8", "Sand"]),
        ("Is,snö,2,4,8,Sand,salt", ["Is,snö,2,4,8,Sand,salt"]),
    ],
)
def test_a_delimiter_without_quotes_is_of_the_words_where_the_numbers_say_so(record: str, fields: list[str]) -> None:
    rest = "Damm,2,5,10,Fläkt\nBuller,3,3,9,Proppar\nDrag,2,2,4,List\nRök,1,5,5,Larm\n"
    document = read(f"Risk,S,K,SxK,Åtgärd\n{rest}{record}\n")
    assert [text for text in shape(document, document.pages[0].blocks[0])[1][-1] if text] == fields
    assert bool(document.remarks) == (len(fields) == 1)


@pytest.mark.parametrize("quoted", [(2,), (1, 2, 3, 4), (0, 1, 2, 3, 4)])
def test_a_record_in_quotes_as_a_whole_is_a_record(quoted: tuple[int, ...]) -> None:
    records = ["Risk;S;K;SxK", "Damm;2;5;10", 'Rök ""i kök"";3;3;9', "Drag;2;2;4", "Is;1;5;5"]
    lines = (f'"{record}"' if at in quoted else record for at, record in enumerate(records))
    document = read("\n".join(lines))
    ((_, table),) = [shape(document, block) for block in document.pages[0].blocks]
    assert table == [
        ["Risk", "S", "K", "SxK"],
        ["Damm", "2", "5", "10"],
        ['Rök "i kök"' if 2 in quoted else 'Rök ""i kök""', "3", "3", "9"],
        ["Drag", "2", "2", "4"],
        ["Is", "1", "5", "5"],
    ]


@pytest.mark.parametrize(
    ("head", "record"),
    [
        ("Risk;S;K", "Rök;3;4;5"),
        ("Risk;S;K", "Rök;3;;4;"),
        ("Risk;S;K", "Rök;4 (hög);3;4"),
        ("Risk;S;K;Pris", "Rök;3;4;12;500"),
        ("Risk;S;K;S efter;K efter", "Rök;3;4;2;2;5"),
        ("Risk;S;K;S efter;K efter", "Rök;3;4;;2;3"),
        ("Risk;S;K;Åtgärd", "Rök;2;3;4;Larm"),
        ("Risk;S;K;Åtgärd", "Rök;;3;4;"),
        ("Risk;Nivå;S;K;Åtgärd", "Rök;mycket rök;Hög;3;4;"),
    ],
)
def test_of_a_record_with_a_number_too_many_none_reaches_a_column(head: str, record: str) -> None:
    words = {"Risk": "Damm", "Nivå": "Låg", "Åtgärd": "Fläkt"}
    full = ";".join(words.get(name, "2") for name in head.split(";"))
    document = read(f"{head}\n{full}\n{full}\n{full}\n{full}\n{record}\n")
    ((_, table),) = [shape(document, block) for block in document.pages[0].blocks]
    assert [text for text in table[-1] if text] == [record]
    (remark,) = document.remarks
    assert record in remark.message


def test_several_records_with_a_number_too_many_end_no_table_and_are_each_told() -> None:
    document = read("Risk;S;K\nDamm;2;5\nIs;3;3\nRök;3;4;5\nDrag;2;4;5\nFall;1;5\n")
    ((_, table),) = [shape(document, block) for block in document.pages[0].blocks]
    assert len(table) == 6
    assert all(record in document.remarks[0].message for record in ("Rök;3;4;5", "Drag;2;4;5"))


def test_a_record_with_words_too_many_behind_its_numbers_keeps_them_and_is_told() -> None:
    document = read("Risk;S;K;Åtgärd;Vem\nIs;4;4;Salta;Bo\nDamm;2;5;Fläkt;Eva\nRök;3;4;Larm;övning;Bo\n")
    assert shape(document, document.pages[0].blocks[0])[1][-1][:4] == ["Rök", "3", "4", "Larm"]
    assert "Rök;3;4;Larm;övning;Bo" in document.remarks[0].message


def test_an_empty_field_behind_the_last_is_none_too_many() -> None:
    document = read("Risk;S;K;Åtgärd\nIs;2;3;Salta;\nDamm;4;4;Fläkt;\nDrag;3;;List;\nRök;2-3;4;Larm;\n")
    assert shape(document, document.pages[0].blocks[0])[1][-1][:4] == ["Rök", "2-3", "4", "Larm"]
    assert document.remarks == ()


@pytest.mark.parametrize("rating", ["Medel", "2-3", "?", ""])
def test_a_row_that_leaves_out_its_last_cell_keeps_its_rating_in_words(rating: str) -> None:
    rest = "| Is | 2 | 3 | Salta | Bo |\n| Damm | 4 | 4 | Fläkt | Eva |\n"
    document = read(f"| Risk | S | K | Åtgärd | Vem |\n|---|---|---|---|---|\n{rest}| Rök | {rating} | 4 | Larm |\n")
    assert shape(document, document.pages[0].blocks[0])[1][-1] == ["Rök", rating, "4", "Larm", ""]


def test_a_range_that_moves_with_its_row_reaches_no_column() -> None:
    document = read("Risk;Åtgärd;S;K\nIs;Salta;4;4\nBuller;2-3;5\nDamm;Fläkt;2;5\n")
    assert shape(document, document.pages[0].blocks[0])[1][2] == ["Buller;2-3;5", "", "", ""]


def test_a_row_between_bars_that_lacks_a_middle_cell_is_told() -> None:
    text = "| Risk | S | K | SxK | Åtgärd |\n|---|---|---|---|---|\n| Is | 4 | 4 | 16 | - |\n| Damm | 2 | 5 | Fläkt |\n"
    document = read(text)
    assert shape(document, document.pages[0].blocks[0])[1][2] == ["Damm | 2 | 5 | Fläkt", "", "", "", ""]
    assert [remark.name for remark in document.remarks] == ["partly-read"]


@pytest.mark.parametrize("record", ["Buller;2;5;10", "Buller;2;5"])
def test_a_record_that_only_lacks_its_treatment_needs_no_word(record: str) -> None:
    assert read(f"Risk;S;K;Produkt;Åtgärd\nIs;4;4;16;Salta\n{record}\nDamm;2;5;10;Fläkt\n").remarks == ()


def test_short_records_alone_do_not_say_what_they_lack() -> None:
    assert shapes("Risk;Åtgärd;S;K\nBuller;2;5\nDamm;2;5\nIs;4;4\n")[0][0] == "body"


def test_an_empty_line_before_a_record_cut_at_its_end_ends_no_table() -> None:
    text = "Risk;S;K;Åtgärd\nIs;4;4;Salta\nDamm;3;3;Fläkt\n\nBuller;2;5\n\nBrand;1;5;Larm\n"
    assert [len(table) for _, table in shapes(text)] == [5]
