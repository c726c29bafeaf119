"""Bytes to a `Document`: told apart by content, never by name.

Each format is one module with a function `read_…(…) -> Document`; heavy libraries are imported inside it.
"""

import re
from dataclasses import replace

from risktool.errors import NoTextError, RisktoolError, UnreadableError
from risktool.extract.sniff import sniff
from risktool.source import PLAIN_OPENING, Document, Opening

__all__ = ["extract", "look_closely"]

MOST_DIGITS = 300
"""Of one number: more are nobody's rating, and no program computes with them (the largest float has 309)."""

_ENDLESS_NUMBER = re.compile(rf"\d{{{MOST_DIGITS}}}")


def extract(data: bytes, name: str, opening: Opening = PLAIN_OPENING) -> Document:
    """Read a document of any known format.

    Raises UnreadableError, EncryptedError or NoTextError (see risktool.errors), without the path.
    """
    from hashlib import sha256  # brings OpenSSL along

    digest = sha256(data).hexdigest()
    if not data:
        raise UnreadableError("the file is empty", hint="check that the download or export finished")
    try:
        document = _read(data, name, digest, opening)
    except RecursionError as error:  # a file built to break readers: markup nested thousands deep
        raise UnreadableError("the document is nested too deeply", hint="save it anew") from error
    if not document.text.strip():
        raise NoTextError("the document holds no text", hint="if it is a picture or scan, it needs OCR first")
    if _ENDLESS_NUMBER.search(document.text):
        reason = f"the document holds a number of {MOST_DIGITS} digits or more"
        raise UnreadableError(reason, hint="it is no rating; take it out, or shorten it")
    return document


def look_closely(document: Document, data: bytes, opening: Opening) -> Document:
    """The document of these bytes, its unnamed signs compared with the digits of their fonts, if its reader can."""
    if document.reader != "pdfium":
        return document
    from risktool.extract.pdf import read_pdf

    closely = opening._replace(verify=False, closely=True)
    try:
        glyphs = read_pdf(data, document.name, document.sha256, closely).glyphs
    except RisktoolError:  # out of time, or of memory: what was read once stays
        return document
    signs = [(glyph.char, glyph.code) for glyph in glyphs]
    is_same = signs == [(glyph.char, glyph.code) for glyph in document.glyphs]
    return replace(document, glyphs=glyphs) if is_same else document


def _read(data: bytes, name: str, digest: str, opening: Opening) -> Document:
    kind = sniff(data)
    if kind == "pdf":
        from risktool.extract.pdf import read_pdf

        return read_pdf(data, name, digest, opening)
    if kind == "zip":
        from risktool.extract.office import read_office

        return read_office(data, name, digest)
    if kind == "flat-odf":
        from risktool.extract.office.odf import read_flat_odf

        return read_flat_odf(data, name, digest)
    if kind == "html":
        from risktool.extract.html import read_html

        return read_html(data, name, digest)
    if kind == "mail":
        from risktool.extract.mail import read_mail

        return read_mail(data, name, digest)
    from risktool.extract.plain import read_text

    return read_text(data, name, digest)
