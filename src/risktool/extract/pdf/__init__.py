"""PDF to `Document`: read each page, lay it out, and write its text in reading order.

Each line sees only those below it:

    __init__            read_pdf
    forked, child       a file that has only so much time, or is damaged, in a process of its own
    reading             which reader, what is missing, the document
    contain             asks the child, and outlives it
    verify              one reading held against another
    build               blocks to text, spans, words
    layout              a page's words and rules to blocks
    prose, sheets       paragraphs; columns that a printed sheet has on a later page
    ink/                what the page shows and its text layer does not say
    drawn/              tables that lines draw, all of them or in part
    undrawn/            tables that no line draws
    readers/            bytes to raw pages, twice
    blocks              paragraphs and tables, still made of words with boxes
    grid, lines, marks  rules to grids, words to lines, marks of notes
    glyphs, raw, limits what all share
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
