"""Small office files written for the tests, part by part, so that each part can be broken on purpose."""

import io
import zipfile
from collections.abc import Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip file with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def document_xml(body: str) -> str:
    """The main part of a Word document around some WordprocessingML."""
    return f'<w:document {_W} xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>'


def docx(body: str, **parts: str) -> bytes:
    """A Word document; further parts by name ("styles", "numbering", "footnotes", "header1")."""
    more: dict[str, str | bytes] = {
        f"word/{name}.xml": f"<w:{name.rstrip('1')} {_W}>{content}</w:{name.rstrip('1')}>"
        for name, content in parts.items()
    }
    return archive({"word/document.xml": document_xml(body), **more})


def paragraph(text: str, settings: str = "") -> str:
    """A Word paragraph of one run."""
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_cell(text: str, settings: str = "") -> str:
    """A Word table cell of one paragraph."""
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(text)}</w:tc>"


def word_table(rows: Sequence[Sequence[str]]) -> str:
    """A Word table."""
    inner = "".join(f"<w:tr>{''.join(word_cell(cell) for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{inner}</w:tbl>"


def sheet_xml(rows: str, after: str = "") -> str:
    """A worksheet part around some rows."""
    return f"<worksheet {_S}><sheetData>{rows}</sheetData>{after}</worksheet>"


def xlsx(sheets: dict[str, str], *, states: dict[str, str] | None = None, **parts: str) -> bytes:
    """A workbook with these worksheet parts by sheet name; further parts by name ("styles", "sharedStrings")."""
    entries, links, content = [], [], {}
    for number, (name, xml) in enumerate(sheets.items(), start=1):
        state = (states or {}).get(name, "visible")
        entries.append(f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="r{number}"/>')
        links.append(f'<Relationship Id="r{number}" Type="{_R}/worksheet" Target="worksheets/sheet{number}.xml"/>')
        content[f"xl/worksheets/sheet{number}.xml"] = xml
    return archive(
        {
            "xl/workbook.xml": f'<workbook {_S} xmlns:r="{_R}"><sheets>{"".join(entries)}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{''.join(links)}</Relationships>",
            **content,
            **{f"xl/{name}.xml": xml for name, xml in parts.items()},
        }
    )


def rows_xml(rows: Sequence[Sequence[str | int | float | None]], first: int = 1) -> str:
    """Worksheet rows: numbers as numbers, texts inline, None for no cell at all."""
    return "".join(
        f'<row r="{first + at}">{"".join(_cell_xml(first + at, c, value) for c, value in enumerate(row))}</row>'
        for at, row in enumerate(rows)
    )


def _cell_xml(row: int, column: int, value: str | float | None) -> str:
    place = f"{chr(ord('A') + column)}{row}"
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def odf(body: str, kind: str = "text", styles: str = "") -> bytes:
    """An OpenDocument file around the content of its office:text or office:spreadsheet."""
    spaces = " ".join(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "text", "table", "draw", "style"))
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def odf_table(rows: Sequence[Sequence[str]]) -> str:
    """An OpenDocument table."""
    cells = ("".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"
