"""Marks of notes beside numbers: a "3" with a raised "1" is no 31, in any format that can print one."""

import pytest

from risktool.pipeline import Options, parse_bytes
from tests.extract.formats.files import docx, odf, odf_table, rows_xml, sheet_xml, word_cell, xlsx

HEADINGS = ("Risk", "S", "K", "Poäng")
RAISED = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"


def word() -> bytes:
    noted = f"<w:tc><w:p><w:r><w:t>3</w:t></w:r>{RAISED}</w:p></w:tc>"
    rows = ["".join(map(word_cell, HEADINGS))]
    rows += [word_cell(f"Buller {n}") + noted + word_cell("4") + word_cell("12") for n in range(5)]
    return docx(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")


def workbook() -> bytes:
    rich = '<is><r><t>3</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is>'
    rows = rows_xml([HEADINGS, *((f"Buller {n}", "3", 4, 12) for n in range(5))])
    return xlsx({"Risker": sheet_xml(rows.replace("<is><t>3</t></is>", rich))})


def open_document() -> bytes:
    style = "<style:style style:name='T1'><style:text-properties style:text-position='super 58%'/></style:style>"
    rows = [HEADINGS, *((f"Buller {n}", "3<text:span text:style-name='T1'>1</text:span>", "4", "12") for n in range(5))]
    return odf(odf_table(rows), styles=style)


def lines(mark: str, row: str) -> str:
    return "".join(row.format(n, mark) for n in range(5))


HTML = "<table><tr><th>Risk<th>S<th>K<th>Poäng{}</table>"
MARKDOWN = "| Risk | S | K | Poäng |\n|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word(), "a.docx"),
        (workbook(), "a.xlsx"),
        (open_document(), "a.odt"),
        (HTML.format(lines("<sup>1</sup>", "<tr><td>Buller {}<td>3{}<td>4<td>12")).encode(), "a.html"),
        ((MARKDOWN + lines("<sup>1</sup>", "| Buller {} | 3{} | 4 | 12 |\n")).encode(), "a.md"),
        ((MARKDOWN + lines("[^1]", "| Buller {} | 3{} | 4 | 12 |\n")).encode(), "a.md"),
        (("Risk;S;K;Poäng\n" + lines("¹", "Buller {};3{};4;12\n")).encode(), "a.csv"),
    ],
)
def test_the_mark_of_a_note_is_no_digit(data: bytes, name: str) -> None:
    risks = parse_bytes(data, name, Options(language="sv")).risks
    assert [(r.likelihood, r.consequence, r.score, r.printed.likelihood, r.needs_review) for r in risks] == [
        (3, 4, 12, "3¹", False)
    ] * 5
