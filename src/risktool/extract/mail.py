"""Saved mails (.eml, and web pages saved in one file, .mht): the subject as a heading, then the body.

Of a body that comes as text and as a web page, the web page is read when it holds a table, which the text form has
lost; otherwise the text, which is what the author saw. Attachments are said, not read.
"""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import regex

from risktool.errors import NoTextError
from risktool.extract.encodings import decode
from risktool.extract.flow import Flow
from risktool.extract.html import add_html
from risktool.extract.plain import add_text
from risktool.source import Document

_QUOTED_PAGE = regex.compile(r"<blockquote\b[^>]*>", regex.IGNORECASE)
"""Where an older letter opens in a mail that is a page; a ">" says so to the parse, as in text."""

_SOFT_BREAK = regex.compile(r"(?m)(?<=\S) \n(?=\S)")


def read_mail(data: bytes, name: str, sha256: str) -> Document:
    """A mail as a document of one page. Raises NoTextError when it has no body in words."""
    message = message_from_bytes(data, _class=EmailMessage, policy=default)
    flow = Flow()
    plain, page = _first(message, "text/plain"), _first(message, "text/html")
    if plain is None and page is None:
        raise NoTextError("the mail holds no text", hint="save its attachments and give those")
    attached = [part.get_filename() for part in message.walk() if part.get_filename()]
    if attached:
        flow.remark("partly-read", f"attachments of the mail were not read: {', '.join(map(str, attached))}")
    flow.paragraph(str(message.get("Subject", "")), "heading")
    text = _text(page) if page is not None else ""
    if plain is None or "<table" in text.lower():
        add_html(_QUOTED_PAGE.sub(r"\g<0><p>&gt;</p>", text), flow)
    else:
        add_text(_text(plain), flow)
    return flow.document(name, sha256, "message/rfc822", "mail")


def _first(message: EmailMessage, content_type: str) -> EmailMessage | None:
    """The first part of this type that is no attachment."""
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == content_type and not part.get_filename():
            return part
    return None


def _text(part: EmailMessage) -> str:
    """A part's text, in the encoding it names if that works; lines that the mail program wrapped are joined."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = data.decode(part.get_content_charset() or "ascii")
    except (UnicodeDecodeError, LookupError):
        text = decode(data).text
    text = text.replace("\r\n", "\n")
    return _SOFT_BREAK.sub(" ", text) if part.get_param("format") == "flowed" else text
