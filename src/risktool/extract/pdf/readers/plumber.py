"""The second reader: pdfplumber (pdfminer.six). Slower, written by others, and wrong in other places than pdfium.

Used for files that pdfium refuses, and for glyphs that read as spaces: pdfium drops a space after a space, and so
the digit; pdfminer keeps every glyph, and one that is as wide as the font's digits is no space.

pdfplumber has turned the page already, so the frame here has no page turns. Each page is closed when it is done:
pdfplumber keeps megabytes a page otherwise.
"""

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

import pdfplumber
import regex
from pdfplumber.page import Page as PlumberPage

from risktool.errors import EncryptedError, UnreadableError
from risktool.extract.pdf import limits
from risktool.extract.pdf.glyphs import BLANKS, GlyphBook, Ink, Sign, is_nameless
from risktool.extract.pdf.raw import Frame, RawPage
from risktool.extract.pdf.readers.paths import Drawn
from risktool.extract.pdf.readers.words import (
    SMALLEST_PT,
    Fragment,
    Style,
    build_words,
    dominant_turn,
    is_bold_name,
    quarter_turns,
)

Char: TypeAlias = dict[str, Any]
"""pdfplumber's own shape of a character; it does not leave this module."""

CID = regex.compile(r"^\(cid:(\d+)\)$")
"""What pdfminer says for a glyph without a Unicode mapping."""

SAME_WIDTH = 0.012
"""Advance widths that differ by less than this share of the type size are the same."""

BLANK_TEXTS = frozenset(map(chr, BLANKS))
DIGITS = frozenset("0123456789")

PAPER = 0.98
"""A fill at least this light, in all of its colours, is paper."""


@dataclass(slots=True)
class PlumberFile:
    """An open file. Use as a context manager; `pages` yields pages in order and closes each one."""

    data: bytes
    password: str | None = None
    _pages: Sequence[PlumberPage] = ()

    def __enter__(self) -> "PlumberFile":
        """Open; EncryptedError or UnreadableError when pdfplumber cannot."""
        try:
            self._pages = pdfplumber.open(io.BytesIO(self.data), password=self.password or "").pages
        except Exception as error:  # pdfminer raises whatever its parser stumbles over
            raise _refusal(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to close but the pages."""

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        return len(self._pages)

    def pages(self, book: GlyphBook, most: int = limits.MAX_PAGES) -> Iterator[RawPage | None]:
        """Each page up to the limit, None for one that cannot be read."""
        for page in self._pages[:most]:
            try:
                yield _read_page(page, book)
            except Exception:  # as above; one page does not stop the others
                yield None
            finally:
                with suppress(Exception):
                    page.close()


def _refusal(error: Exception) -> EncryptedError | UnreadableError:
    causes = {type(cause).__name__ for cause in (error, error.__cause__, *error.args)}
    if any("Password" in name or "Encryption" in name for name in causes):
        return EncryptedError("the password does not open the PDF", hint="check --password")
    return UnreadableError("the PDF is broken", hint="download or export it again")


def _read_page(page: PlumberPage, book: GlyphBook) -> RawPage:
    chars = page.chars[: limits.MAX_CHARS_PER_PAGE]
    fragments = _fragments(chars, book, float(page.mediabox[0]))
    frame = Frame(*_shown_part(page), 0, dominant_turn(fragments, 0))
    drawn = _drawn(page, frame)
    return RawPage(
        number=page.page_number,
        frame=frame,
        words=build_words(fragments, frame),
        horizontals=tuple(drawn.horizontals),
        verticals=tuple(drawn.verticals),
        fills=tuple(drawn.fills),
        partly=len(page.chars) > limits.MAX_CHARS_PER_PAGE,
        has_image=bool(page.images),
    )


def _shown_part(page: PlumberPage) -> tuple[float, float, float, float]:
    """What a viewer shows of the page (its crop box), as pdfplumber measures: turned, y up from the media box.

    pdfplumber has a crop box too, but on turned pages its sides are not turned with the page.
    """
    (x0, y0, x1, y1), crop = (_sorted_box(box) for box in (page.page_obj.mediabox, page.page_obj.cropbox))
    left, bottom, right, top = max(x0, crop[0]), max(y0, crop[1]), min(x1, crop[2]), min(y1, crop[3])
    if left >= right or bottom >= top:
        left, bottom, right, top = x0, y0, x1, y1
    turned = {
        0: (left - x0, bottom - y0, right - x0, top - y0),
        90: (bottom - y0, x1 - right, top - y0, x1 - left),
        180: (x1 - right, y1 - top, x1 - left, y1 - bottom),
        270: (y1 - top, left - x0, y1 - bottom, right - x0),
    }
    a, b, c, d = turned[page.rotation % 360]
    shift = float(page.mediabox[0])  # pdfplumber adds it to all x, and nothing to y
    return a + shift, b, c + shift, d


def _sorted_box(box: Sequence[float]) -> tuple[float, float, float, float]:
    """A box by its lower left and upper right corner: files may name any two."""
    x0, y0, x1, y1 = map(float, box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _fragments(chars: Sequence[Char], book: GlyphBook, shift: float) -> list[Fragment]:
    """Signs in the file's order, broken as `pdfium` breaks them. `shift`: what all x are ahead of the matrices'."""
    lost_blanks = _lost_blanks(chars)
    styles: dict[tuple[str, float, tuple[float, ...]], Style] = {}
    fragments: list[Fragment] = []
    current: Fragment | None = None
    after_blank = False
    for char in chars:
        text, matrix = char["text"], char["matrix"]
        is_lost = text in BLANK_TEXTS and (char["fontname"], _advance(char)) in lost_blanks
        if not is_lost and all(ord(sign) in BLANKS for sign in text):
            current, after_blank = None, True
            continue
        style = styles.setdefault((char["fontname"], char["size"], matrix[:4]), _style(char))
        box = (char["x0"], char["y0"], char["x1"], char["y1"])
        if current is None or current.style != style or not current.continues(box[0], box[1], box[3]):
            current = Fragment(style, matrix[4] + shift, matrix[5], after_blank)
            fragments.append(current)
        after_blank = False
        current.add(_named(char, style, is_lost, book), *box)
    return fragments


def _style(char: Char) -> Style:
    a, b = char["matrix"][:2]
    name = char["fontname"]
    turns = quarter_turns(a, b)
    size = char["size"] if turns % 2 == 0 else char["width"]
    return Style(name, max(float(size), SMALLEST_PT), is_bold_name(name), turns)


def _named(char: Char, style: Style, is_lost: bool, book: GlyphBook) -> str:
    """The character, or the one that stands for an unknown glyph."""
    text = char["text"]
    raw = CID.match(text)
    if not (is_lost or raw or any(is_nameless(ord(sign)) for sign in text)):
        return str(text)
    code = int(raw[1]) if raw else ord(text[0])
    return book.char(Sign(style.font, code, Ink(_advance(char), 0.0, 0.0)), shown=text)


def _lost_blanks(chars: Sequence[Char]) -> frozenset[tuple[str, float]]:
    """(font, width) of spaces that are as wide as the font's digits, unless all of the font's signs are."""
    blanks: dict[str, set[float]] = defaultdict(set)
    digits: dict[str, set[float]] = defaultdict(set)
    widths: dict[str, set[float]] = defaultdict(set)
    for char in chars:
        font, text, width = char["fontname"], char["text"], _advance(char)
        widths[font].add(width)
        if text in BLANK_TEXTS:
            blanks[font].add(width)
        elif text in DIGITS:
            digits[font].add(width)
    return frozenset(
        (font, width)
        for font, found in blanks.items()
        for width in found
        if any(abs(width - digit) <= SAME_WIDTH for digit in digits[font])
        and (min(found) + SAME_WIDTH < width or max(widths[font]) > width + SAME_WIDTH)
    )


def _advance(char: Char) -> float:
    """Advance width as a share of the type size."""
    return round(float(char["adv"]) / (abs(char["size"]) or 1.0), 3)


def _drawn(page: PlumberPage, frame: Frame) -> Drawn:
    drawn = Drawn(frame)
    for shape in (*page.lines, *page.rects)[: limits.MAX_RULES_PER_PAGE]:
        filled = bool(shape.get("fill")) and not shape.get("stroke")
        if filled and _is_paper(shape.get("non_stroking_color")):
            continue
        drawn.add_box(shape["x0"], shape["y0"], shape["x1"], shape["y1"], filled)
    return drawn


def _is_paper(colour: object) -> bool:
    """Whether a grey or RGB fill is white (other colour spaces are taken to be seen)."""
    parts = colour if isinstance(colour, tuple) else (colour,)
    return len(parts) in (1, 3) and all(isinstance(part, int | float) and part >= PAPER for part in parts)
