"""Office files: Word and OpenDocument text (.docx, .odt), Excel and OpenDocument sheets (.xlsx, .ods).

All of them are zip archives of XML, read here with the standard library and defusedxml: one bounded reader for
all four, that leaves tracked deletions out, never runs a macro or expands an entity, and still gives what stands in
the undamaged part of a broken file. (python-docx knows no tracked changes, text boxes or content controls, and gives
nothing of a file with one bad part; calamine and openpyxl allocate a sheet's whole rectangle or read all of it.)
"""

import re

from risktool.errors import UnreadableError
from risktool.extract.flow import Flow
from risktool.extract.office.archive import Archive, open_archive
from risktool.source import Document

_MAIN_PARTS = (
    ("docx", re.compile(r"word/document\w*\.xml")),
    ("xlsx", re.compile(r"xl/workbook\w*\.xml")),
    ("odf", re.compile(r"content\.xml")),
)
_REFUSED = (
    ("ppt/presentation.xml", "a PowerPoint presentation", "save it as PDF"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", "save it as .xlsx"),
    ("Index/Document.iwa", "an Apple document", "export it as .docx, .xlsx or PDF"),
    ("META-INF/container.xml", "an e-book", "save the notes as .docx or PDF"),
)


def read_office(data: bytes, name: str, sha256: str) -> Document:
    """An office file as a document. Raises UnreadableError for other archives and for files broken beyond reading."""
    archive = open_archive(data)
    reader, part = _main_part(archive)
    flow = Flow()
    if archive.broken:
        flow.remark("partly-read", "the file is damaged (its end is missing); what could be read is here")
    media_type = _read_into(flow, archive, reader, part)
    return flow.document(name, sha256, media_type, reader)


def _read_into(flow: Flow, archive: Archive, reader: str, part: str) -> str:
    """Add the document to the flow; its media type."""
    if reader == "docx":
        from risktool.extract.office.docx import read_docx

        return read_docx(archive, part, flow)
    if reader == "xlsx":
        from risktool.extract.office.xlsx import read_xlsx

        return read_xlsx(archive, part, flow)
    from risktool.extract.office.odf import read_odf

    return read_odf(archive, part, flow)


def _main_part(archive: Archive) -> tuple[str, str]:
    """Which reader an office file needs, and the name of the part that holds its text."""
    for reader, pattern in _MAIN_PARTS:
        for part in archive.names:
            if pattern.fullmatch(part):
                return reader, part
    for part, what, hint in _REFUSED:
        if part in archive.names:
            raise UnreadableError(f"this is {what}", hint=hint)
    raise UnreadableError("this is a zip archive and no document", hint="unpack it and give the documents in it")
