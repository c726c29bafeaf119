"""PDF to `Document`: read each page, lay it out, and write its text in reading order.

Each module sees only those below it:

    __init__            read_pdf
    forked              files that have only so much time, in a child that costs little
    contain, child      damaged files, in a process of their own
    reading             which reader, what is missing, the document
    verify              one reading held against another
    likeness, specimens                unnamed signs drawn, and held against the digits of their fonts
    build               blocks to text, spans, words
    layout              a page's words and rules to blocks
    running             lines that come again on the pages
    aligned, regions, overleaf, headings, refine, rows, columns    tables that are not drawn
    barred, cells, grid                tables that are, or in part
    struck                             words struck out
    overprint, marks                   lines printed over each other, marks of notes
    outlines, suspects, glyphs         what the text layer lost
    pdfium, plumber     the two readers
    calls               what is asked of pdfium for every sign
    words, paths        signs to words, paths to rules
    blocks, lines, raw, limits         what the others share
"""

from risktool.extract.pdf.contain import Job, ask_child, ask_until_read, has_nests, is_sound
from risktool.extract.pdf.forked import ask_fork, can_fork
from risktool.extract.pdf.reading import read_here
from risktool.source import PLAIN_OPENING, Document, Opening

__all__ = ["read_pdf"]


def read_pdf(data: bytes, name: str, sha256: str, opening: Opening = PLAIN_OPENING) -> Document:
    """A PDF as a document, page by page.

    Raises EncryptedError (no or a wrong password), UnreadableError (broken beyond repair) or NoTextError (blank
    pages, a scan). Pages that could not be read, or not wholly, are named in `Document.remarks`. A file that has only
    so much time is read in a child process, a fork where this one may fork; a file whose structure is damaged or
    nested always in a new one.
    """
    job = Job(data, name, sha256, opening)
    if not is_sound(data) or has_nests(data):
        return ask_until_read(job, ask_child)
    if opening.timeout is None:
        return read_here(job)
    return ask_until_read(job, ask_fork if can_fork() else ask_child)
