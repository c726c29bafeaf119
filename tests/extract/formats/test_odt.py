"""OpenDocument texts: what a reader of the finished page sees, in its order."""

import pytest

from risktool.errors import EncryptedError, UnreadableError
from risktool.extract import extract
from tests.extract.formats import files
from tests.extract.formats.files import odf, odf_table
from tests.extract.formats.reading import read, remarks, shapes, spans

ROWS = [["Risk", "S", "K"], ["Stress", "4", "5"]]


def test_paragraphs_headings_items_and_tables_in_order() -> None:
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:h>1. Flytt</text:h><text:section><text:p>two  \n words<text:s text:c='2'/>apart<text:tab/>x"
        "<text:line-break/>y<office:annotation><text:p>comment</text:p></office:annotation></text:p></text:section>"
        f"<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>{odf_table(ROWS)}"
    )
    assert shapes(odf(body)) == [
        ("heading", "1. Flytt"),
        ("body", "two words  apart\tx\ny"),
        ("item", "item"),
        ("table", ROWS),
    ]
    assert read(odf(body)).media_type == "application/vnd.oasis.opendocument.text"


def test_boxes_and_notes_follow_their_paragraph() -> None:
    body = (
        "<text:p>anchor<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body>"
        "</text:note> on</text:p>"
    )
    assert [words for _, words in shapes(odf(body))] == ["anchor on", "boxed", "note"]


def test_merged_cells_and_lines_of_a_cell() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>a</text:p><text:p>b</text:p></table:table-cell>'
        '<table:covered-table-cell/><table:table-cell table:number-rows-spanned="2"><text:p>c</text:p>'
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        "<table:table-cell><text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>"
        "</table:table-cell><table:table-cell/><table:covered-table-cell/></table:table-row></table:table>"
    )
    assert shapes(odf(body)) == [("table", [["a\nb", None, "c"], ["x", "", None]])]
    assert spans(odf(body)) == [(0, 0, 1, 2), (0, 2, 2, 1)]


def test_tables_in_cells_and_frames() -> None:
    inner = odf_table(ROWS)
    cell = "<table:table-cell><text:p>{}</text:p>{}</table:table-cell>"
    two = cell.format("left", inner) + cell.format("r", "")
    one = cell.format("framed", inner)
    wrap = "<table:table><table:table-row>{}</table:table-row></table:table>"
    assert shapes(odf(wrap.format(two))) == [("table", [["left", "r"]]), ("table", ROWS)]
    assert shapes(odf(wrap.format(one))) == [("body", "framed"), ("table", ROWS)]


def test_torn_content_gives_what_stands_before() -> None:
    content = "<d><body><text><p>first</p><p>second</p><p>lo"
    data = files.archive({"content.xml": content})
    assert [words for _, words in shapes(data)] == ["first", "second"]
    assert remarks(data) == ["partly-read"]


def test_encrypted_content_says_so() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(EncryptedError):
        extract(files.archive({"content.xml": "\x01\x02", "META-INF/manifest.xml": manifest}), "test")


def test_drawings_are_refused() -> None:
    with pytest.raises(UnreadableError):
        extract(odf("", "presentation"), "test")
