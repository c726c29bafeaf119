"""Saved mails (.eml, and web pages saved in one file, .mht): the subject as a heading, then the body.

All text that the mail shows is read in its order: mailing lists, forwards and some programs split it into parts. Of a
body that comes as text and as a web page, the web page is read when it holds a table, which the text form has lost;
otherwise the text, which is what the author saw. A part that only says again what another says is read once.
Attachments, mails among them, are said, not read.
"""

from collections.abc import Iterable, Iterator, Sequence
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import NamedTuple

import regex

from risktool.errors import NoTextError
from risktool.extract.encodings import decode_as
from risktool.extract.flow import Flow
from risktool.extract.html import add_html
from risktool.extract.plain import add_text
from risktool.source import Document

_QUOTED_PAGE = regex.compile(r"<blockquote\b[^>]*>", regex.IGNORECASE)
"""Where an older letter opens in a mail that is a page; a ">" says so to the parse, as in text."""

_EDGE = "--"
"""Between two parts, as before a signature: the parse lets no row reach over it. What a mailing list sets below a
letter is no treatment of its last risk."""

_SOFT_BREAK = regex.compile(r"(?m)(?<=\S) \n(?=\S)")


def read_mail(data: bytes, name: str, sha256: str) -> Document:
    """A mail as a document of one page. Raises NoTextError when it has no body in words."""
    message = message_from_bytes(data, _class=EmailMessage, policy=default)
    flow = Flow()
    bodies = list(_bodies(message))
    attached = [_name(part) for part in message.walk() if _is_attached(part)]
    if not any(map(any, bodies)):  # nothing but a mail that is passed on
        bodies, attached = [_Body.of(message.walk())], [name for name in attached if name != "a mail"]
    if not any(map(any, bodies)):
        raise NoTextError("the mail holds no text", hint="save its attachments and give those")
    if attached:
        flow.remark("partly-read", f"attachments of the mail were not read: {', '.join(attached)}")
    flow.paragraph(str(message.get("Subject", "")), "heading")
    for i, part in enumerate(_said_once([part for body in bodies for part in body.shown])):
        flow.paragraph(_EDGE if i else "")
        _add_part(part, flow)
    return flow.document(name, sha256, "message/rfc822", "mail")


class _Body(NamedTuple):
    """What a mail shows in one place: texts, or pages, or both as two forms of the same."""

    texts: tuple[EmailMessage, ...] = ()
    pages: tuple[EmailMessage, ...] = ()

    @classmethod
    def of(cls, parts: Iterable[Message]) -> "_Body":
        """Those of the parts that are text and no attachments."""
        shown = [part for part in parts if isinstance(part, EmailMessage) and not _is_attached(part)]
        kinds = ("text/plain", "text/html")
        return cls(*(tuple(part for part in shown if part.get_content_type() == kind) for kind in kinds))

    @property
    def shown(self) -> tuple[EmailMessage, ...]:
        """The parts of the form that is read."""
        return self.texts if self.texts and not any(map(_has_table, self.pages)) else self.pages


def _bodies(part: Message) -> Iterator[_Body]:
    """All that a mail shows of its own, in order."""
    if part.get_content_type() == "multipart/alternative":
        forms = [_Body.of(_leaves(inner)) for inner in _parts(part)]
        texts, pages = ([form[kind] for form in forms if form[kind]] for kind in (0, 1))
        yield _Body(texts[0] if texts else (), pages[-1] if pages else ())  # of pages the last is the fullest
    elif part.get_content_maintype() == "multipart":
        for inner in _parts(part):
            yield from _bodies(inner)
    elif part.get_content_maintype() != "message":
        yield _Body.of([part])


def _leaves(part: Message) -> Iterator[Message]:
    """The parts of a part that hold no others; a mail in it is left out."""
    if part.get_content_maintype() == "multipart":
        for inner in _parts(part):
            yield from _leaves(inner)
    elif part.get_content_maintype() != "message":
        yield part


def _parts(part: Message) -> list[Message]:
    inside = part.get_payload()
    return [inner for inner in inside if isinstance(inner, Message)] if isinstance(inside, list) else []


def _is_attached(part: Message) -> bool:
    is_apart = bool(part.get_filename()) or part.get_content_disposition() == "attachment"
    return is_apart or part.get_content_type() == "message/rfc822"


def _name(part: Message) -> str:
    """How an attachment is called, or what it is."""
    return part.get_filename() or ("a mail" if part.get_content_type() == "message/rfc822" else "one without a name")


def _has_table(page: EmailMessage) -> bool:
    return "<table" in _text(page).lower()


def _said_once(parts: Sequence[EmailMessage]) -> list[EmailMessage]:
    """The parts without those of which all words stand, in this order, in another: of equals the first table stays."""
    if len(parts) < 2:
        return list(parts)
    said = [_words(part) for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (-len(said[i]), not _has_table(parts[i]), i))
    kept: list[int] = []
    for i in order:
        if not any(said[i] in said[other] for other in kept):
            kept.append(i)
    return [parts[i] for i in sorted(kept)]


def _words(part: EmailMessage) -> str:
    """What a part says, whatever its lines and tables: each word between blanks."""
    flow = Flow()
    _add_part(part, flow)
    return " ".join(["", *flow.document("", "", "", "").text.split(), ""])


def _add_part(part: EmailMessage, flow: Flow) -> None:
    if part.get_content_type() == "text/plain":
        add_text(_text(part), flow)
    else:
        add_html(_QUOTED_PAGE.sub(r"\g<0><p>&gt;</p>", _text(part)), flow)


def _text(part: EmailMessage) -> str:
    """A part's text, in the encoding it names if that works; lines that the mail program wrapped are joined."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = decode_as(data, part.get_content_charset() or "ascii").text.replace("\r\n", "\n")
    return _SOFT_BREAK.sub(" ", text) if part.get_param("format") == "flowed" else text
