"""One PDF read in this process: which reader, what it missed, and the document.

pdfium reads first. Where it refuses a file, or lost glyphs that read as spaces, pdfplumber reads too. Characters
that the ink proves wrong are known only when all pages were seen, so such a file is read a second time.
"""

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from risktool.errors import NoTextError, RisktoolError, UnreadableError
from risktool.extract.pdf import limits
from risktool.extract.pdf.build import DocumentBuilder
from risktool.extract.pdf.contain import Job
from risktool.extract.pdf.glyphs import FIRST_SIGN, LAST_SIGN, GlyphBook
from risktool.extract.pdf.ink.outlines import outlines_to_words
from risktool.extract.pdf.ink.overprint import with_overprints
from risktool.extract.pdf.ink.struck import without_struck
from risktool.extract.pdf.ink.suspects import Evidence
from risktool.extract.pdf.layout import Layout
from risktool.extract.pdf.raw import RawPage
from risktool.extract.pdf.readers.pdfium import PdfiumFile, Watcher
from risktool.extract.pdf.verify import find_disputes
from risktool.extract.quoting import quote_passages
from risktool.source import Document, Remark

MEDIA_TYPE = "application/pdf"

UNKNOWN = re.compile(f"[{chr(FIRST_SIGN)}-{chr(LAST_SIGN)}]")
UNKNOWN_SHARE = 0.3
"""One lost digit is a few percent of the signs of a table of numbers; a text layer without a key is most of it."""

OCR_HINT = "it is blank, damaged or a scan: run OCR first, for example with ocrmypdf"
"""For files that show something and say nothing."""


def read_here(job: Job) -> Document:
    """Read a PDF in this process.

    Raises EncryptedError, UnreadableError or NoTextError.
    """
    was_on = gc.isenabled()
    gc.disable()  # a page makes 10,000 small values and no cycle; looking for some costs a tenth of the time
    try:
        return _read(job)
    except MemoryError as error:
        raise UnreadableError("reading the PDF takes too much memory", hint="fewer pages with --max-pages") from error
    finally:
        if was_on:
            gc.enable()


def _read(job: Job) -> Document:
    if job.reader == "pdfplumber":
        return _with_plumber(job, None)
    evidence, book = Evidence(), GlyphBook()
    try:
        document = _with_pdfium(job, book, evidence.observe)
    except UnreadableError as refusal:
        return _with_plumber(job, refusal)
    if book.has_space and not job.opening.closely:
        return _with_spaces(document, job)
    suspects = evidence.suspects()
    document = _with_pdfium(job, GlyphBook(suspects)) if suspects else document
    return _verified(document, job) if job.opening.verify else document


def _with_spaces(document: Document, job: Job) -> Document:
    """The reading that kept more of the glyphs that read as spaces; the second reader keeps the true spaces too."""
    try:
        other = _with_plumber(job, None)
    except RisktoolError:
        return document
    return document if _count_signs(document.text) > _count_signs(other.text) else other


def _verified(document: Document, job: Job) -> Document:
    """The document, with all that the second reader reads differently."""
    try:
        other = _with_plumber(job, None)
    except RisktoolError as error:
        remark = Remark("partly-read", f"the second reader could not read it ({error.message}); nothing was verified")
        return replace(document, remarks=(*document.remarks, remark))
    disputes = find_disputes(document, other)
    pages = sorted({document.page_at(dispute.span.start) for dispute in disputes})
    remarks = [Remark("partly-read", "two readers differ", page) for page in pages]
    return replace(document, disputes=disputes, remarks=(*document.remarks, *remarks))


def _with_pdfium(job: Job, book: GlyphBook, *watchers: Watcher) -> Document:
    with PdfiumFile(job.data, job.opening.password) as file:
        if job.opening.closely:
            return _looked_at(file, job, book, watchers)
        return _document(job, "pdfium", file.pages(book, _most_pages(job), watchers), file.page_count, book)


def _looked_at(file: PdfiumFile, job: Job, book: GlyphBook, watchers: Sequence[Watcher]) -> Document:
    """The document, its unnamed signs compared with the digits of their fonts."""
    from risktool.extract.pdf.ink.likeness import find_likenesses  # hardly any file needs it
    from risktool.extract.pdf.ink.specimens import Specimens

    specimens = Specimens()
    pages = file.pages(book, _most_pages(job), (*watchers, specimens.observe))
    document = _document(job, "pdfium", pages, file.page_count, book)
    found = find_likenesses(file, specimens)
    return replace(document, glyphs=tuple(glyph._replace(likeness=found.get(glyph.char)) for glyph in document.glyphs))


def _with_plumber(job: Job, refusal: UnreadableError | None) -> Document:
    """The second reader's document; the first one's refusal when this one cannot open the file either."""
    from risktool.extract.pdf.readers.plumber import PlumberFile  # 200 ms that most files do not need

    book = GlyphBook()
    try:
        with PlumberFile(job.data, job.opening.password) as file:
            return _document(job, "pdfplumber", file.pages(book, _most_pages(job)), file.page_count, book)
    except UnreadableError:
        raise refusal or UnreadableError("the PDF is broken", hint="download or export it again") from None


def _document(job: Job, reader: str, pages: Iterable[RawPage | None], count: int, book: GlyphBook) -> Document:
    """The document of an open file's pages, of which there are `count`."""
    if count < 1:
        raise UnreadableError("the PDF has no pages", hint="download or export it again")
    builder, remarks = DocumentBuilder(), list[Remark]()
    for whole, blocks in Layout().lay_out_all(_whole_pages(pages, book, remarks)):
        builder.add_page(whole, blocks)
    remarks += _remarks_on_rest(_most_pages(job), count)
    text = builder.text()
    _check_text(text, job.data)
    return Document(
        name=job.name,
        sha256=job.sha256,
        media_type=MEDIA_TYPE,
        reader=reader,
        text=text,
        pages=tuple(builder.pages),
        words=builder.words,
        glyphs=book.glyphs(),
        remarks=tuple(remarks),
        overprints=tuple(builder.overprints),
    )


def _whole_pages(pages: Iterable[RawPage | None], book: GlyphBook, remarks: list[Remark]) -> Iterator[RawPage]:
    """The pages that could be read, one by one; what is missing of each goes to `remarks`."""
    for number, page in enumerate(pages, start=1):
        remarks += _remarks(number, page)
        if page is not None:
            whole, struck = without_struck(page)
            if struck:
                remarks.append(Remark("left-out", f"struck-out text was left out: {quote_passages(struck)}", number))
            yield with_overprints(outlines_to_words(whole, book))


def _remarks_on_rest(most: int, count: int) -> list[Remark]:
    """What to say of the pages beyond the limit."""
    if count <= most:
        return []
    rest = f"page {count} was" if count == most + 1 else f"pages {most + 1} to {count} were"
    return [Remark("partly-read", f"{rest} not read")]


def _most_pages(job: Job) -> int:
    return min(job.opening.max_pages or limits.MAX_PAGES, limits.MAX_PAGES)


def _remarks(number: int, page: RawPage | None) -> list[Remark]:
    """What is missing of a page. The remark says which page; its words do not say it again."""
    if page is None:
        missing = "broken, not read"
    elif page.partly:
        missing = "too large, not read to its end"
    elif page.has_image and not page.words:
        missing = "an image without text, not read"
    else:
        return []
    return [Remark("partly-read", missing, number)]


def _count_signs(text: str) -> int:
    """How many glyphs without a name there are."""
    return sum(1 for _ in UNKNOWN.finditer(text))


def _check_text(text: str, data: bytes) -> None:
    """Refuse a file without text, and one whose text layer is code without a key."""
    signs = len(text) - sum(map(str.isspace, text))
    if signs and _count_signs(text) <= UNKNOWN_SHARE * signs:
        return
    from risktool.extract.pdf.readers.packed import is_damaged  # most files have text

    if is_damaged(data):
        raise UnreadableError("the PDF is damaged", hint="download or export it again")
    what = "'s text layer cannot be decoded" if signs else " has no text layer"
    raise NoTextError(f"the PDF{what}", hint=OCR_HINT)
