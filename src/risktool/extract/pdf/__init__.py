"""PDF to `Document`: read each page, lay it out, and write its text in reading order.

Layers, each seeing only those below it:

    __init__   read_pdf: which reader, what is missing, the document
    build      blocks to text, spans, words
    layout     a page's words and rules to blocks
    grid, aligned   drawn and undrawn tables
    pdfium, plumber   the two readers
    raw        what a reader hands over
"""

from collections.abc import Iterator
from typing import NamedTuple

from risktool.errors import NoTextError, UnreadableError
from risktool.extract.pdf.build import DocumentBuilder
from risktool.extract.pdf.glyphs import FIRST_SIGN, GlyphBook
from risktool.extract.pdf.layout import Layout
from risktool.extract.pdf.outlines import outlines_to_words
from risktool.extract.pdf.pdfium import PdfiumFile
from risktool.extract.pdf.raw import RawPage
from risktool.extract.pdf.suspects import Evidence
from risktool.source import Document, Remark

__all__ = ["read_pdf"]

MEDIA_TYPE = "application/pdf"

UNKNOWN_SHARE = 0.3
"""One lost digit is a few percent of the signs of a table of numbers; a text layer without a key is most of it."""

OCR_HINT = "it is blank or a scan: run OCR first, for example with ocrmypdf"
"""For files that show something and say nothing."""


def read_pdf(data: bytes, name: str, sha256: str, password: str | None = None) -> Document:
    """A PDF as a document, page by page.

    Raises EncryptedError (no or a wrong password), UnreadableError (broken beyond repair) or NoTextError (blank
    pages, a scan). Pages that could not be read, or not wholly, are named in `Document.remarks`.
    """
    source = _Source(data, name, sha256, password)
    evidence, book = Evidence(), GlyphBook()
    try:
        document = _with_pdfium(source, book, evidence)
    except UnreadableError as refusal:
        return _with_plumber(source, refusal)
    if book.has_space:
        second = _with_plumber(source, None)
        return max(document, second, key=_count_signs)
    suspects = evidence.suspects()
    return _with_pdfium(source, GlyphBook(suspects), None) if suspects else document


class _Source(NamedTuple):
    """What is read."""

    data: bytes
    name: str
    sha256: str
    password: str | None


def _with_pdfium(source: _Source, book: GlyphBook, evidence: Evidence | None) -> Document:
    with PdfiumFile(source.data, source.password) as file:
        if file.page_count < 1:
            raise UnreadableError("the PDF has no pages", hint="download or export it again")
        return _document(source, "pdfium", file.pages(book, evidence), book)


def _with_plumber(source: _Source, refusal: UnreadableError | None) -> Document:
    """The second reader's document; the first one's refusal when this one cannot open the file either."""
    from risktool.extract.pdf.plumber import read_with_plumber  # 200 ms that most files do not need

    book = GlyphBook()
    try:
        return _document(source, "pdfplumber", read_with_plumber(source.data, source.password, book), book)
    except UnreadableError:
        raise refusal or UnreadableError("the PDF is broken", hint="download or export it again") from None


def _document(source: _Source, reader: str, pages: Iterator[RawPage | None], book: GlyphBook) -> Document:
    builder, layout = DocumentBuilder(), Layout()
    remarks = []
    for number, found in enumerate(pages, start=1):
        if found is None:
            remarks.append(Remark("partly-read", f"page {number} is broken and was not read", number))
            continue
        if found.partly:
            remarks.append(Remark("partly-read", f"page {number} is too large and was not read to its end", number))
        page = outlines_to_words(found, book)
        builder.add_page(page, layout.lay_out(page))
    text = builder.text()
    _check_text(text)
    return Document(
        name=source.name,
        sha256=source.sha256,
        media_type=MEDIA_TYPE,
        reader=reader,
        text=text,
        pages=tuple(builder.pages),
        words=tuple(builder.words),
        glyphs=book.glyphs(),
        remarks=tuple(remarks),
    )


def _count_signs(document: Document) -> int:
    """How many glyphs without a name the reader kept."""
    return sum(sign >= chr(FIRST_SIGN) for sign in document.text)


def _check_text(text: str) -> None:
    """Refuse a file without text, and one whose text layer is code without a key."""
    signs = "".join(text.split())
    if not signs:
        raise NoTextError("the PDF has no text layer", hint=OCR_HINT)
    if sum(sign >= chr(FIRST_SIGN) for sign in signs) > UNKNOWN_SHARE * len(signs):
        raise NoTextError("the PDF's text layer cannot be decoded", hint=OCR_HINT)
