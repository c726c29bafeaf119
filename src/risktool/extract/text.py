"""Plain text: lines as printed, pages by form feed.

A page is a form-feed page; each non-empty line is a paragraph. Page breaks that are only a page number at the end
of a line stay in the text; finding those is the parser's work.
"""

import unicodedata

import regex

from risktool.errors import NoTextError
from risktool.source import Document, Page, Paragraph, Span


def read_text(data: bytes, name: str, sha256: str) -> Document:
    """A text file as a document. Raises NoTextError when nothing but white space is there."""
    text = unicodedata.normalize("NFC", data.decode("utf-8-sig", "replace")).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise NoTextError("the file holds no text")
    pages = []
    start = 0
    for number, part in enumerate(text.split("\f"), start=1):
        end = min(start + len(part) + 1, len(text))
        pages.append(Page(number=number, span=Span(start, end), blocks=_paragraphs(part, start)))
        start = end
    return Document(name=name, sha256=sha256, media_type="text/plain", reader="text", text=text, pages=tuple(pages))


def _paragraphs(part: str, offset: int) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(Span(offset + m.start(), offset + m.end()))
        for m in regex.finditer(r"[^\s\f](?:[^\n\f]*[^\s\f])?", part)
    )
