"""Spans to the words a reader would see: white space folded, words that a narrow column broke joined.

Line breaks inside a cell stay line breaks only between paragraphs; everything else is one space.
"""

import regex

from risktool.source import Document, Spans

_LINE_BREAK = regex.compile(r"[^\S\n]*\n\s*")
_SPACES = regex.compile(r"[^\S\n]+")


def read_words(document: Document, spans: Spans) -> str:
    """The text of these places, as printed but for white space; "" for none."""
    text = document.shown(spans).replace("\u00ad", "").replace("\u00a0", " ")
    return _SPACES.sub(" ", _LINE_BREAK.sub("\n", text)).strip()
