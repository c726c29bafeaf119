"""Characters as a reader sees them: what a format uses for layout becomes plain spaces and line feeds.

Only what lays the text out is changed: no-break and other wide or narrow spaces, soft hyphens, ligatures and hyphens
that look the same. Characters that print nothing (controls, zero-width marks, direction marks) go, so that
no terminal escape in a document reaches a terminal. Composition to NFC is `TextBuilder`'s work.

    tidy("Av\\u00adtal\\u00a0ﬁnns\\x1b[31m")  ->  "Avtal finns[31m"
"""

import re
from typing import NamedTuple

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_HYPHENS = "\u2010\u2011"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""All of Unicode's but the plain one (category Zs)."""

_CONTROLS = {code: None for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}
_TABLE: dict[int, str | None] = {
    **_CONTROLS,
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # half a pair cannot be written as UTF-8
    **dict.fromkeys(map(ord, _SPACES), " "),
    **{ord(c): None for c in _INVISIBLE},
    **{ord(c): "\n" for c in _LINE_ENDS},
    **{ord(c): "-" for c in _HYPHENS},
    **{ord(c): plain for c, plain in _LIGATURES.items()},
}


def tidy(text: str) -> str:
    """`text` without what only layout needs. Line ends of every kind become "\\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raise_digits(text: str) -> str:
    """What a format prints as superscript: the mark of a note beside a "3" makes no 31 of it."""
    return text.translate(_RAISED)


_STRUCK_OPEN, _STRUCK_END = "\ufdd0", "\ufdd1"
"""Around struck-out words on their way from a reader to the document: code points that no text may hold."""

_STRUCK = re.compile(rf"(?P<inside>(?:{_STRUCK_OPEN}[^{_STRUCK_END}]*{_STRUCK_END})+)")
_STRUCK_MARKS = str.maketrans("", "", _STRUCK_OPEN + _STRUCK_END)
_SEAM = re.compile(rf"(?<=[ \t\n]){_STRUCK_END}[ \t\n]+|{_STRUCK_END}")
"""Where struck-out words stood, with the second of two blanks around them."""


class Unstruck(NamedTuple):
    """A text without its struck-out passages, and these."""

    text: str
    struck: tuple[str, ...] = ()


def strike(text: str) -> str:
    """What a format prints struck out, marked so that `unstrike` finds it; blank text needs no mark."""
    plain = text.translate(_STRUCK_MARKS)
    return f"{_STRUCK_OPEN}{plain}{_STRUCK_END}" if plain.strip() else plain


def is_struck(text: str) -> bool:
    """Whether all words of a text are struck out."""
    kept, struck = unstrike(text)
    return bool(struck) and not kept.strip()


def unstrike(text: str) -> Unstruck:
    """Part what is struck out from what holds. Digits around it stay apart: "2~~3~~4" is no 24."""
    if _STRUCK_OPEN not in text and _STRUCK_END not in text:
        return Unstruck(text)
    struck = tuple(match["inside"].translate(_STRUCK_MARKS).strip() for match in _STRUCK.finditer(text))
    holds = _STRUCK.sub(_STRUCK_END, text)
    return Unstruck(_SEAM.sub(_at_seam, holds).translate(_STRUCK_MARKS), struck)


def _at_seam(seam: re.Match[str]) -> str:
    between = seam.string[seam.start() - 1 : seam.start()], seam.string[seam.end() : seam.end() + 1]
    return " " if all(char.isdigit() for char in between) else ""
