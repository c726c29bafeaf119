"""Word documents: what a reader of the finished page sees, in its order."""

import io

import docx
import pytest

from risktool.errors import UnreadableError
from risktool.extract import extract
from tests.extract.formats import files
from tests.extract.formats.files import paragraph, word_cell, word_table
from tests.extract.formats.reading import read, remarks, shapes, spans

ROWS = [["Risk", "S", "K"], ["Stress", "4", "5"]]


def test_a_document_written_by_python_docx() -> None:
    document = docx.Document()
    document.add_heading("1. Riskanalys: Flytt", level=1)
    document.add_paragraph("Gruppen möttes två gånger.")
    document.add_paragraph("punkt", style="List Bullet")
    document.add_paragraph("steg", style="List Number")
    table = document.add_table(rows=3, cols=3)
    for at, words in enumerate(["Risk", "S", "K", "Stress\noro", "4", "5"]):
        table.cell(at // 3, at % 3).text = words
    table.cell(2, 0).merge(table.cell(2, 2)).text = "Arbetsgrupp 2"
    document.add_paragraph("Slut")
    buffer = io.BytesIO()
    document.save(buffer)
    assert shapes(buffer.getvalue()) == [
        ("heading", "1. Riskanalys: Flytt"),
        ("body", "Gruppen möttes två gånger."),
        ("item", "punkt"),
        ("item", "1. steg"),
        ("table", [["Risk", "S", "K"], ["Stress\noro", "4", "5"], ["Arbetsgrupp 2", None, None]]),
        ("body", "Slut"),
    ]
    assert spans(buffer.getvalue()) == [(2, 0, 1, 3)]
    assert read(buffer.getvalue()).media_type.endswith("wordprocessingml.document")


def test_merges_downwards_stand_once() -> None:
    rows = [
        [word_cell("a", '<w:vMerge w:val="restart"/>'), word_cell("1")],
        [word_cell("", "<w:vMerge/>"), word_cell("2")],
        [word_cell("", '<w:vMerge w:val="continue"/>'), word_cell("3")],
        [word_cell("b"), word_cell("4")],
    ]
    data = files.docx("<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>")
    assert shapes(data) == [("table", [["a", "1"], [None, "2"], [None, "3"], ["b", "4"]])]
    assert spans(data) == [(0, 0, 3, 1)]


def test_deletions_go_and_insertions_stay() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Risk </w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>4</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + word_cell("gone") + word_cell("9") + "</w:tr>"
        "<w:ins><w:tr>" + word_cell("kept") + word_cell("2") + "</w:tr></w:ins></w:tbl>"
    )
    assert shapes(files.docx(body)) == [("body", "Risk 4"), ("table", [["kept", "2"]])]


def test_fields_breaks_symbols_and_hidden_text() -> None:
    body = (
        "<w:p><w:r><w:instrText>SUM(ABOVE)</w:instrText></w:r><w:r><w:t>20</w:t><w:br/><w:t>e</w:t>"
        '<w:noBreakHyphen/><w:t>post</w:t><w:tab/><w:sym w:char="2192"/><w:sym w:char="F0E0"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    assert shapes(files.docx(body)) == [("body", "20\ne-post\t→")]


def test_content_controls_and_text_boxes() -> None:
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:t>anchor</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert shapes(files.docx(body)) == [("body", "controlled"), ("body", "anchor"), ("body", "in the box")]


def test_a_table_in_a_cell_follows_and_a_frame_is_no_table() -> None:
    inner = word_table(ROWS)
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('left')}{inner}</w:tc>{word_cell('right')}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('framed')}{inner}</w:tc></w:tr></w:tbl>"
    assert shapes(files.docx(outer)) == [("table", [["left", "right"]]), ("table", ROWS)]
    assert shapes(files.docx(frame)) == [("body", "framed"), ("table", ROWS)]


def test_headings_by_style_name_outline_and_base_style() -> None:
    styles = (
        '<w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Egen"><w:name w:val="Egen"/><w:basedOn w:val="Rubrik1"/></w:style>'
        '<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    )
    body = "".join(paragraph(name, f'<w:pStyle w:val="{name}"/>') for name in ("Rubrik1", "Egen", "Loop", "Okänd"))
    body += paragraph("outline", '<w:outlineLvl w:val="0"/>')
    assert [kind for kind, _ in shapes(files.docx(body, styles=styles))] == [
        "heading",
        "heading",
        "body",
        "body",
        "heading",
    ]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/>'
    '</w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers_are_printed() -> None:
    places = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("1", 2), ("2", 0), ("0", 0)]
    body = "".join(
        paragraph("x", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')
        for name, level in places
    )
    words = [text for _, text in shapes(files.docx(body, numbering=NUMBERING))]
    assert words == ["3. x", "3.i) x", "3.ii) x", "4. x", "4.i) x", "x", "1. x", "x"]


def test_footnotes_come_last_and_headers_only_alone() -> None:
    note = f'<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>{paragraph("note")}</w:footnote>'
    data = files.docx(paragraph("text"), footnotes=note, header1=paragraph("running"))
    assert shapes(data) == [("body", "text"), ("body", "note")]
    assert shapes(files.docx("", header1=paragraph("only"))) == [("body", "only")]


def test_a_torn_main_part_gives_what_stands_before() -> None:
    whole = files.document_xml(paragraph("first") + word_table(ROWS) + paragraph("lost"))
    data = files.archive({"word/document.xml": whole[: whole.index("lost")]})
    assert shapes(data) == [("body", "first"), ("table", ROWS)]
    assert remarks(data) == ["partly-read"]


@pytest.mark.parametrize("content", ["", "no markup", "<w:document/>"])
def test_a_main_part_without_body_is_unreadable(content: str) -> None:
    with pytest.raises(UnreadableError):
        extract(files.archive({"word/document.xml": content}), "test")


def test_broken_side_parts_lose_no_words() -> None:
    parts = {"word/document.xml": files.document_xml(paragraph("x")), "word/styles.xml": "<a", "word/numbering.xml": ""}
    assert shapes(files.archive(dict(parts))) == [("body", "x")]


def test_a_narrow_table_in_a_cell_is_words_of_the_cell() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Halt golv"
    inner = table.cell(0, 1).add_table(rows=2, cols=2)
    for at, words in enumerate(["Matta", "Siw", "Salt", "Bo"]):
        inner.cell(at // 2, at % 2).text = words
    buffer = io.BytesIO()
    document.save(buffer)
    assert shapes(buffer.getvalue()) == [("table", [["Halt golv", "Matta Siw\nSalt Bo"]])]
