"""Hostile, broken and oversized files: bounded, an error of ours or a part with a remark, never a crash."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risktool.errors import EncryptedError, NoTextError, UnreadableError
from risktool.extract import extract
from risktool.extract.limits import MAX_COLUMNS, MAX_ROWS
from tests.extract.formats import files
from tests.extract.formats.files import docx, odf, odf_table, paragraph, rows_xml, sheet_xml, word_table, xlsx
from tests.extract.formats.reading import check_laws, read, remarks, shapes

ROWS = [["Risk", "S", "K"], ["Stress", "4", "5"], ["Brand", "1", "2"]]
SAMPLES = {
    "docx": docx(paragraph("text") + word_table(ROWS), styles="", numbering=""),
    "xlsx": xlsx({"Sheet1": sheet_xml(rows_xml(ROWS))}),
    "odt": odf("<text:p>text</text:p>" + odf_table(ROWS)),
    "ods": odf(odf_table(ROWS), "spreadsheet"),
}
OUR_ERRORS = (UnreadableError, NoTextError, EncryptedError)


@pytest.mark.parametrize("kind", SAMPLES)
@settings(max_examples=150)
@given(data=st.data())
def test_any_damage_gives_a_lawful_document_or_an_error_of_ours(kind: str, data: st.DataObject) -> None:
    whole = bytearray(SAMPLES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for damaged in (bytes(whole), bytes(whole[:cut])):
        with suppress(*OUR_ERRORS):
            check_laws(extract(damaged, "test"))


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_download_that_stopped_gives_what_arrived(kind: str) -> None:
    data = SAMPLES[kind]
    directory = data.index(b"PK\x01\x02")
    assert shapes(data[:directory]) == shapes(data)
    assert remarks(data[:directory]) == ["partly-read"]


def test_a_zip_bomb_costs_no_more_than_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risktool.extract.office.archive.MAX_PART_BYTES", 10_000)
    body = paragraph("first") + paragraph("x" * 5_000_000)
    data = docx(body)
    assert len(data) < 20_000
    assert shapes(data)[0] == ("body", "first")
    assert len(read(data).text) < 20_000
    assert remarks(data) == ["partly-read"]


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml", "content.xml"])
def test_entities_are_refused(part: str) -> None:
    lol = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(UnreadableError, match="entities"):
        extract(files.archive({part: f"{lol}<d><body><p>&b;&x;</p></body></d>"}), "test")


def test_macros_are_never_opened() -> None:
    data = files.archive({"word/document.xml": files.document_xml(paragraph("x")), "word/vbaProject.bin": "\x00" * 9})
    assert shapes(data) == [("body", "x")]


def test_markup_nested_thousands_deep() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 5000
    with pytest.raises(UnreadableError, match="deep"):
        extract(docx(deep), "test")


def test_endless_rows_are_bounded_and_said() -> None:
    row = '<row><c t="str"><v>r</v></c><c><v>4</v></c><c><v>5</v></c></row>'
    data = xlsx({"Sheet1": sheet_xml(row * 200_000)})
    document = read(data)
    assert len(document.text.splitlines()) == MAX_ROWS
    assert {remark.name for remark in document.remarks} == {"partly-read"}


def test_empty_rows_to_the_end_of_the_sheet_cost_nothing() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    data = xlsx({"Sheet1": sheet_xml(rows_xml(ROWS) + '<row r="9" s="1"/>' * 1000 + far)})
    assert shapes(data) == [("table", ROWS)]
    assert remarks(data) == ["partly-read"]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "odt", "md", "csv"])
def test_three_hundred_columns_are_bounded_and_said(kind: str) -> None:
    rows = [[f"{letter}{at}" for at in range(300)] for letter in "abc"]
    cells = "".join("<row>" + "".join(f'<c t="str"><v>{c}</v></c>' for c in row) + "</row>" for row in rows)
    written: dict[str, bytes | str] = {
        "docx": docx(word_table(rows)),
        "xlsx": xlsx({"Sheet1": sheet_xml(cells)}),
        "odt": odf(odf_table(rows)),
        "md": "\n".join("|" + "|".join(row) + "|" for row in rows),
        "csv": "\n".join(";".join(row) for row in rows),
    }
    data = written[kind]
    assert shapes(data) == [("table", [row[:MAX_COLUMNS] for row in rows])]
    assert remarks(data) == ["partly-read"]


def test_a_text_beyond_the_limit_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("risktool.extract.plain.MAX_TEXT_BYTES", 10)
    assert shapes("åäö\nåäö åäö") == [("body", "åäö")]
    assert remarks("åäö\nåäö åäö") == ["partly-read"]


def encrypted_zip() -> bytes:
    data = bytearray(SAMPLES["docx"])
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), UnreadableError, ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), UnreadableError, ".xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), EncryptedError, "password"),
        (encrypted_zip(), EncryptedError, "password"),
        (b"{\\rtf1 text}", UnreadableError, ".docx"),
        (b"\x89PNG\r\n", UnreadableError, "picture"),
        (files.archive({"ppt/presentation.xml": ""}), UnreadableError, "PDF"),
        (files.archive({"xl/workbook.bin": ""}), UnreadableError, ".xlsx"),
        (files.archive({"notes.txt": "x"}), UnreadableError, "unpack"),
        (b"PK\x03\x04" + b"rubbish" * 40, UnreadableError, "archive"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as caught:
        extract(data, "test")
    assert words in str(caught.value)


def test_stored_parts_and_bad_checksums() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        file.writestr("word/document.xml", files.document_xml(paragraph("first") + paragraph("second")))
    data = buffer.getvalue().replace(b"second", b"sec0nd", 1)
    assert ("body", "first") in shapes(data)
    assert remarks(data) == ["partly-read"]
