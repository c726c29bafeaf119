"""What kind of file some bytes are, by their content. A file's name is never looked at.

    b"%PDF-1.7 …"  ->  "pdf"        b"PK\\x03\\x04…word/document.xml…"  ->  "docx"

Kinds that we cannot read have an entry in `_REFUSED` that says what to do instead.
"""

import codecs
import re
from typing import Literal, NamedTuple, TypeAlias

from risktool.errors import EncryptedError, RisktoolError, UnreadableError

Kind: TypeAlias = Literal["pdf", "zip", "flat-odf", "html", "mail", "text"]

_PDF_WINDOW = 1024
"""PDF readers accept the signature anywhere in the first 1024 bytes (PDF 1.7, implementation note 13)."""

_HEAD = 16_384
"""As far as a document's own declaration may be away, behind comments, white space or a mail's way through servers."""

_FRAGMENT = re.compile(rb"<(?:body|head|meta|div|section|article|main|h[1-6]|p|[uod]l|table)\b[^<]*>")
"""What opens a part of a web page that somebody saved without its frame. Markdown may open so, but ends in words."""

_FIELD = re.compile(rb"[A-Za-z-]+:[ \t]")
_MIN_MAIL_FIELDS = 3


class _Refusal(NamedTuple):
    """A kind of file that we do not read: how it begins, what it is, what to do."""

    magic: bytes
    what: str
    hint: str


_REFUSED = (
    _Refusal(b"{\\rtf", "an RTF document", "open it in a word processor and save it as .docx"),
    _Refusal(b"\x89PNG", "a picture", "export the notes as text or PDF with a text layer"),
    _Refusal(b"\xff\xd8\xff", "a picture", "export the notes as text or PDF with a text layer"),
    _Refusal(b"GIF8", "a picture", "export the notes as text or PDF with a text layer"),
    _Refusal(b"II*\x00", "a picture", "export the notes as text or PDF with a text layer"),
    _Refusal(b"MM\x00*", "a picture", "export the notes as text or PDF with a text layer"),
    _Refusal(b"\x1f\x8b", "a compressed file", "unpack it first"),
    _Refusal(b"BZh", "a compressed file", "unpack it first"),
    _Refusal(b"\xfd7zXZ", "a compressed file", "unpack it first"),
    _Refusal(b"7z\xbc\xaf", "a compressed file", "unpack it first"),
    _Refusal(b"Rar!", "a compressed file", "unpack it first"),
    _Refusal(b"%!PS", "a PostScript file", "convert it to PDF"),
    _Refusal(b"\x7fELF", "a program", "give a document"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes) -> Kind:
    """The kind of a document. Raises UnreadableError or EncryptedError for kinds that we know and cannot read."""
    if data.startswith(_OLE):
        raise _ole_error(data)
    for refusal in _REFUSED:
        if data.startswith(refusal.magic):
            raise UnreadableError(f"this is {refusal.what}", hint=refusal.hint)
    if b"%PDF-" in data[:_PDF_WINDOW]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return _sniff_markup(data)


def _sniff_markup(data: bytes) -> Kind:
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = head.lower()
    if lower.startswith((b"<!doctype html", b"<html")) or (lower.startswith(b"<?xml") and b"<html" in lower):
        return "html"
    if _FRAGMENT.match(lower) and data.rstrip().endswith(b">"):
        return "html"
    if lower.startswith(b"<?xml"):
        if b"<office:document" in lower:
            return "flat-odf"
        raise UnreadableError("this is an XML file", hint="save the document as .docx, .xlsx or PDF")
    return "mail" if _is_mail(head) else "text"


def _is_mail(head: bytes) -> bool:
    """A saved mail begins with its header, in which the form of the body is told."""
    header = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    fields = re.findall(rb"(?im)^(from|to|date|subject|received|mime-version|content-type):", header)
    return (
        bool(_FIELD.match(header)) and len(fields) >= _MIN_MAIL_FIELDS and b"content-type" in map(bytes.lower, fields)
    )


def _ole_error(data: bytes) -> RisktoolError:
    """Office files of before 2007, and newer ones under a password, share one container; its stream names tell."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedError("the document is protected by a password", hint="save a copy without a password")
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableError("this is an old Word document (.doc)", hint="save it as .docx")
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return UnreadableError("this is an old Excel workbook (.xls)", hint="save it as .xlsx")
    return UnreadableError("this is an old Office file", hint="save it as .docx, .xlsx or PDF")
