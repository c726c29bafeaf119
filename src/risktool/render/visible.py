"""What a document says, made safe to show: the one place where hostile characters stop.

A document's text may hold terminal escapes, bidirectional overrides that reorder a line, or lone surrogates that no
encoding takes. People see such a character as its code ("\\x1b", "\\u202e"); every other character stays as it is.

    >>> show("Flytt\\x1b[31m av arkiv")
    'Flytt\\\\x1b[31m av arkiv'
"""

import unicodedata

from risktool.findings import one_line

HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control, format (bidi overrides, zero width), surrogate, private use, unassigned, line and paragraph separators."""


def show(text: str, keep: str = "") -> str:
    """`text` with every character that a terminal might obey written as its code, but for those in `keep`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in keep or unicodedata.category(c) not in HIDDEN_CATEGORIES else code(c) for c in text)


def show_lines(text: str) -> str:
    """As `show`, but lines stay lines and a tab becomes a space."""
    return show(text.replace("\t", " "), keep="\n")


def show_line(text: str) -> str:
    """As `show`, on one line: a heading that is printed on two lines is one heading."""
    return show(one_line(text))


def show_markdown(text: str) -> str:
    """As `show`, for a Markdown paragraph or table cell: nothing becomes a link, an image, HTML or another cell.

    GitHub makes links also of bare addresses; a sign of each is written as its entity. What it makes of "@name" it
    makes of the finished page, entities or not, and whoever has that name gets a mail: a space without width is put in.
    """
    safe = show(text.strip(), keep="\n").replace("&", "&amp;").translate(_MARKDOWN)
    safe = safe.replace("://", "&#58;//").replace("www.", "www&#46;").replace("@", f"@{_NO_WIDTH}")
    return "<br>".join(line.strip() for line in safe.split("\n"))


_NO_WIDTH = "&#8203;"

_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|!~#$"})


def code(character: str) -> str:
    """The character's code, as Python writes it: "\\x1b", "\\u202e", "\\U000e0041"."""
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
