"""Tables and headings of AsciiDoc: a cell has no place but by its number, so that a lost one moves the rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import risktool
from tests.extract.formats.reading import read, shapes, spans

ASCIIDOC = """
== Risker

[cols="2,1,3",options="header"]
|===
|Risk |Sannolikhet |Åtgärd

|Låset fastnar
|Låg
|Olja
varje höst

|*Larmet* går |Hög |Nytt batteri
|===

=== Efteråt
"""


def test_the_tables_and_headings_of_asciidoc() -> None:
    assert shapes(ASCIIDOC) == [
        ("heading", "Risker"),
        (
            "table",
            [
                ["Risk", "Sannolikhet", "Åtgärd"],
                ["Låset fastnar", "Låg", "Olja\nvarje höst"],
                ["Larmet går", "Hög", "Nytt batteri"],
            ],
        ),
        ("heading", "Efteråt"),
    ]


@pytest.mark.parametrize("attributes", ['[cols="3*"]\n', '[cols="1,2a,1"]\n', "[%header]\n", ""])
def test_how_wide_a_table_of_asciidoc_is(attributes: str) -> None:
    text = f"{attributes}|===\n|A |B |C\n\n|1\na|2\n.^s|3\n|===\n"
    assert shapes(text) == [("table", [["A", "B", "C"], ["1", "2", "3"]])]


def test_a_fence_that_is_never_closed_holds_what_is_left() -> None:
    assert shapes("== Risks\n\n|===\n|Risk |Likelihood\n")[1:] == [("table", [["Risk", "Likelihood"]])]


HEAD = "|Fara |Sannolikhet |Konsekvens |Åtgärd\n"


def test_attributes_title_and_remarks_above_a_table_come_in_any_order() -> None:
    above = ['[cols="3,1,1,2"]', ".Allt som kan gå fel", "// frågor till Siv", "[[tabell]]"]
    for lines in (above, above[::-1]):
        table = shapes("\n".join([*lines, "|===", HEAD, "|Tjuv\n|3\n|2\n|Lås", "|===\n"]))
        assert ("metadata", "// frågor till Siv") in table
        assert table[-2:] == [
            ("caption", "Allt som kan gå fel"),
            ("table", [["Fara", "Sannolikhet", "Konsekvens", "Åtgärd"], ["Tjuv", "3", "2", "Lås"]]),
        ]


@pytest.mark.parametrize(("columns", "width"), [("2*,1", 3), ("1,2*", 3), ("3", 3), ("2*<,>.^1a", 3), ("1;2;1", 3)])
def test_each_part_of_the_stated_columns_counts(columns: str, width: int) -> None:
    rows = dict(shapes(f'[cols="{columns}",opts="header"]\n|===\n|A\n|B\n|C\n|1\n|2\n|3\n|===\n'))["table"]
    assert [len(row) for row in rows] == [width, width]


def test_cells_over_rows_and_columns_push_the_others_on() -> None:
    text = f"|===\n{HEAD}\n4+|Hamnen\n.2+|Tjuv |3 |2 |Lås\n|1 |2 |Larm\n2+|Is |4 |Sand\n|==="
    assert shapes(text) == [
        (
            "table",
            [
                ["Fara", "Sannolikhet", "Konsekvens", "Åtgärd"],
                ["Hamnen", None, None, None],
                ["Tjuv", "3", "2", "Lås"],
                [None, "1", "2", "Larm"],
                ["Is", None, "4", "Sand"],
            ],
        )
    ]
    assert spans(text) == [(1, 0, 1, 4), (2, 0, 2, 1), (4, 0, 1, 2)]


def test_a_line_that_opens_with_the_rest_of_a_cell_goes_on_with_the_row() -> None:
    text = f"|===\n{HEAD}\n|Tjuv på +\nnatten |3 |2 |Lås\n|Is |4 |4 |Sand\noch salt\n|Regn |1\n |1 |Tak\n|==="
    assert read(text).remarks
    text = text.replace("\n |1 |", " |1 |")
    assert [row[0] for row in shapes(text)[0][1]] == ["Fara", "Tjuv på\nnatten", "Is", "Regn"]


ROW = st.lists(st.sampled_from(["3", "2", "is", "Lås dörren"]), min_size=4, max_size=4)


def _written(rows: list[list[str]], *, apart: bool) -> str:
    if apart:
        return "\n\n".join("\n".join(f"|{cell}" for cell in row) for row in rows)
    return "\n".join(" ".join(f"|{cell}" for cell in row) for row in rows)


@settings(max_examples=40)
@given(
    rows=st.lists(ROW, min_size=3, max_size=6),
    column=st.integers(0, 3),
    data=st.data(),
    apart=st.booleans(),
    is_doubled=st.booleans(),
)
def test_no_cell_moves_where_one_is_lost_or_doubled(
    *, rows: list[list[str]], column: int, data: st.DataObject, apart: bool, is_doubled: bool
) -> None:
    whole = shapes(f"|===\n{HEAD}\n{_written(rows, apart=apart)}\n|===\n")[-1][1]
    assert whole[1:] == rows
    lacking, double = data.draw(st.permutations(range(len(rows))))[:2]
    slips = [list(row) for row in rows]
    slips[lacking].pop(column)
    if is_doubled:
        slips[double].insert(column, "3")
    text = f"|===\n{HEAD}\n{_written(slips, apart=apart)}\n|===\n"
    assert len(read(text).remarks) == 1
    assert all(len(row) == 1 for kind, table in shapes(text) if kind == "table" for row in table)


@pytest.mark.parametrize(
    "block", ["[source,asciidoc]\n----\n{}\n----\n", "```asciidoc\n{}\n```\n", "\n////\n{}\n////\n", "....\n{}\n....\n"]
)
def test_a_table_that_is_only_shown_holds_no_risks(block: str) -> None:
    shown = block.format(f"|===\n{HEAD}\n|Exempel |3 |4 |Gör så\n|Till |2 |2 |Och så\n|===")
    register = risktool.parse(f"= Risker\n\n{shown}\n|===\n{HEAD}\n|Stöld |2 |3 |Lås\n|===\n".encode(), name="a.adoc")
    assert [risk.description for section in register.sections for risk in section.risks] == ["Stöld"]
    assert register.coverage.unassigned == 0


@pytest.mark.parametrize(
    "text", ["Risker\n\n|\n|---|", "|\n|===", "|===\n\nx\n|===", "|===\n0+|a\n|===", "|x\n|\n|---|"]
)
def test_odds_and_ends_of_tables_are_read(text: str) -> None:
    register = risktool.parse(text.encode(), name="a.adoc")
    assert not any(section.risks for section in register.sections)


def test_what_a_document_says_about_itself_is_kept_apart() -> None:
    text = "= Risker\n:toc:\n:lang: sv\n\n// skriv om\n|===\n|A |B\n|===\n\n.Mer\n. Ett\n** Två\n"
    assert [pair for pair in shapes(text) if pair[0] != "table"] == [
        ("heading", "Risker"),
        ("metadata", ":toc:"),
        ("metadata", ":lang: sv"),
        ("metadata", "// skriv om"),
        ("body", ".Mer"),
        ("item", "Ett"),
        ("item", "Två"),
    ]


@pytest.mark.parametrize("rule", ["|" + "=" * 24, "|==="])
def test_a_rule_of_a_drawn_table_is_no_fence(rule: str) -> None:
    rows = "| Fara | S | K | Åtgärd |\n{0}\n| Tjuv | 3 | 4 | Lås |\n| Is | 2 | 5 | Sand |\n{0}\n"
    register = risktool.parse(f"Riskanalys\n\n{rule}\n{rows.format(rule)}".encode(), name="a.txt")
    assert [risk.description for risk in register.risks] == ["Tjuv", "Is"]


def test_whole_rows_may_share_a_line() -> None:
    text = f"|===\n{HEAD}\n|Tjuv |3 |2 |Lås |Is |4 |4 |Sand\n|Regn |1 |1 |Tak\n|===\n"
    assert [row[0] for row in shapes(text)[0][1]] == ["Fara", "Tjuv", "Is", "Regn"]
    assert read(text.replace("|Lås |Is", "|Is")).remarks


def test_a_plus_is_a_broken_line_only_where_the_cell_goes_on() -> None:
    text = f"|===\n{HEAD}\n|Tjuv +\nom natten |3 |2 |Klass B +\n|Ålder 70 + |4 |4 |Sand\n|===\n"
    assert [row[::3] for row in shapes(text)[0][1][1:]] == [["Tjuv\nom natten", "Klass B +"], ["Ålder 70 +", "Sand"]]
