"""Bytes of a text file to text: which encoding, shown by what comes out of it.

Order: a byte order mark says it; UTF-16 without one shows in its zero bytes; valid UTF-8 is UTF-8. The old one-byte
encodings cannot be told apart by validity, so each is tried and the words it gives are judged: `f\\xf6r` is "för" in
Windows-1252 and "fˆr" in Mac OS Roman, and letters, not signs, stand between letters. Where none gives words, the
general guesser (charset-normalizer) decides.

Limits: a file in an East Asian or Cyrillic encoding is left to the guesser.
"""

import codecs
from contextlib import suppress
from dataclasses import dataclass

import regex

from risktool.errors import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
"""Windows, the old Macintosh, DOS. Order decides ties: of notes that still turn up, most are from Windows."""

_WINDOWS_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252"}
"""What browsers read these as: who writes them means the letters of Windows."""

_LOOKED_AT = ("utf-16", "utf16", "utf-32", "utf32", "utf-7", "unicode", "raw-unicode", "punycode", "idna")
"""Names of which the bytes tell more, and Python's own that are no character sets."""

_MAX_CONTROLS = 0.05
"""Share of control bytes that is no text any more. Random bytes hold 10 %, a text layer with lost signs under 3 %."""

_MIN_WORD_SHARE = 0.5
"""Share of letters and digits among the signs of a text in a one-byte encoding, in which any bytes are valid."""

_MIN_UTF8_SHARE = 0.05
"""Of all non-ASCII runs, those valid as UTF-8. Above it the file is UTF-8 with foreign passages: a one-byte file
holds such runs by accident once in some thousand."""

_LETTERS = frozenset("åäöæøÅÄÖÆØ")
_RARER_LETTERS = frozenset("éèêëáàâçñóôúüßíïîÉÜÈÁÓŠšŽž")
_MARKS = frozenset("’‘“”„–—…•·«»½¼¾§°±×²³€£©®´¨¤\u00a0\u00ad")
_NON_ASCII = regex.compile(r"[^\x00-\x7f]")
_HIGH_BYTES = regex.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and what to say about it ("" for nothing)."""

    text: str
    encoding: str
    remark: str = ""


def decode(data: bytes) -> Decoded:
    """The text of a file. Raises UnreadableError for bytes that are no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_leniently(data[len(bom) :], encoding)
    wide = _utf16_without_mark(data)
    if wide:
        return _decode_leniently(data, wide)
    _refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_mixed(data) or _decode_one_byte(data)


def decode_as(data: bytes, said: str) -> Decoded:
    """The text of a file that names its encoding: in that one where it works, else as `decode` finds it.

    Text that says UTF-16 is looked at: it shows in the bytes, and a page that says so in ASCII letters is not in it.
    Raises as `decode`.
    """
    name = said.lower().replace("_", "-")
    if name.startswith(_LOOKED_AT):
        return decode(data)
    with suppress(ValueError, LookupError):  # bytes that are no text in it; a name that nobody knows, or no name may be
        return Decoded(data.decode(_WINDOWS_NAMES.get(name, name)), said)
    return decode(data)


def _decode_leniently(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > len(text) * _MAX_CONTROLS:
        raise UnreadableError(f"the file says it is {encoding} text and is not", hint="save it as UTF-8 text")
    return Decoded(text, encoding, f"{lost} characters are broken in this {encoding} file" if lost else "")


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in nearly every second byte, and on one side only."""
    pairs = max(len(data) // 2, 1)
    high_first, low_first = data[0::2].count(0) / pairs, data[1::2].count(0) / pairs
    if low_first > 0.5 and high_first < 0.05:
        return "utf-16-le"
    if high_first > 0.5 and low_first < 0.05:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    printed_controls = b"\t\n\x0b\x0c\r\x1b"
    controls = sum(data.count(code) for code in range(32) if code not in printed_controls)
    if controls > len(data) * _MAX_CONTROLS:
        raise _no_document()


def _no_document() -> UnreadableError:
    return UnreadableError(
        "this is no document that risktool reads",
        hint="give PDF, .docx, .odt, .xlsx, .ods, CSV, Markdown, text, a web page or a saved mail",
    )


def _decode_mixed(data: bytes) -> Decoded | None:
    """UTF-8 with passages in an older encoding (notes pasted together); None if there is no UTF-8 in it."""
    runs = _HIGH_BYTES.findall(data)
    foreign = [run for run in runs if not _is_utf8(run)]
    if len(runs) - len(foreign) < max(len(runs) * _MIN_UTF8_SHARE, 1):
        return None
    lines = b"\n".join(line for line in data.splitlines() if not _is_utf8(line))
    encoding = _likeliest(lines)
    pieces, at = [], 0
    for match in _HIGH_BYTES.finditer(data):
        run = match[0]
        pieces += [
            data[at : match.start()].decode("ascii"),
            run.decode("utf-8" if _is_utf8(run) else encoding, "replace"),
        ]
        at = match.end()
    pieces.append(data[at:].decode("ascii"))
    return Decoded("".join(pieces), "utf-8", f"{len(foreign)} places are not UTF-8 as the rest; read as {encoding}")


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_one_byte(data: bytes) -> Decoded:
    encoding = _likeliest(data)
    text = data.decode(encoding, "replace")
    signs = sum(not char.isspace() for char in text)
    if sum(char.isalnum() for char in text) < signs * _MIN_WORD_SHARE:
        raise _no_document()
    if _plausibility(text) >= 0:
        return Decoded(text, encoding)
    from charset_normalizer import from_bytes

    guess = from_bytes(data).best()
    if guess is None:
        return Decoded(text, encoding, f"the encoding is unclear; read as {encoding}")
    return Decoded(str(guess), guess.encoding, f"the encoding is unclear; read as {guess.encoding}")


def _likeliest(data: bytes) -> str:
    return max(_ONE_BYTE, key=lambda encoding: _plausibility(data.decode(encoding, "replace")))


def _plausibility(text: str) -> float:
    """How much the non-ASCII characters look like Western European writing: points per occurrence, summed."""
    return sum(_points(text, match.start()) for match in _NON_ASCII.finditer(text))


def _points(text: str, at: int) -> float:
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    inside = before.isalpha() and after.isalpha()
    if char.isupper() and before.islower():
        return -1.0
    if char in _LETTERS:
        return 1.0
    if char in _RARER_LETTERS:
        return 0.3 if before.isalpha() or after.isalpha() else -0.5
    if char in _MARKS:
        return -1.0 if inside and char not in "’" else 0.3
    return -3.0 if char == "\ufffd" else -1.0
