"""PDF to `Document`: read each page, lay it out, and write its text in reading order.

Layers, each seeing only those below it:

    __init__   read_pdf: which reader, what is missing, the document
    build      blocks to text, spans, words
    layout     a page's words and rules to blocks
    grid, aligned   drawn and undrawn tables
    pdfium     the reader
    raw        what a reader hands over
"""

from risktool.errors import NoTextError, UnreadableError
from risktool.extract.pdf.build import DocumentBuilder
from risktool.extract.pdf.glyphs import GlyphBook
from risktool.extract.pdf.layout import Layout
from risktool.extract.pdf.pdfium import PdfiumFile
from risktool.source import Document, Remark

__all__ = ["read_pdf"]

MEDIA_TYPE = "application/pdf"


def read_pdf(data: bytes, name: str, sha256: str, password: str | None = None) -> Document:
    """A PDF as a document, page by page.

    Raises EncryptedError (no or a wrong password), UnreadableError (broken beyond repair) or NoTextError (blank
    pages, a scan). Pages that could not be read, or not wholly, are named in `Document.remarks`.
    """
    book = GlyphBook()
    builder = DocumentBuilder()
    layout = Layout()
    remarks = []
    with PdfiumFile(data, password) as file:
        if file.page_count < 1:
            raise UnreadableError("the PDF has no pages", hint="download or export it again")
        for number, page in enumerate(file.pages(book), start=1):
            if page is None:
                remarks.append(Remark("partly-read", f"page {number} is broken and was not read", number))
                continue
            if page.partly:
                remarks.append(Remark("partly-read", f"page {number} is too large and was not read to its end", number))
            builder.add_page(page, layout.lay_out(page))
    text = builder.text()
    if not text.strip():
        raise NoTextError(
            "the PDF has no text layer", hint="it is blank or a scan: run OCR first, for example with ocrmypdf"
        )
    return Document(
        name=name,
        sha256=sha256,
        media_type=MEDIA_TYPE,
        reader="pdfium",
        text=text,
        pages=tuple(builder.pages),
        words=tuple(builder.words),
        glyphs=book.glyphs(),
        remarks=tuple(remarks),
    )
