"""The first reader: pdfium through its raw C interface. Bytes to `RawPage`s, one at a time.

Raw calls instead of pypdfium2's helpers, because a page has 2,000 signs and each call costs half a microsecond; so
the loops here are flat on purpose. Habits of pdfium that this module hides:

* coordinates know nothing of /Rotate (see `raw.Frame`)
* a hyphen at a line's end, real or soft, reads U+0002 and the line break after it is missing
* spaces and line breaks that no one printed are put between words; they carry no ink
* form XObjects nest, and their paths lie in the form's own space
"""

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

import pypdfium2_raw as pdfium

from risktool.errors import EncryptedError, UnreadableError
from risktool.extract.pdf import limits
from risktool.extract.pdf.glyphs import BLANKS, INK_PT, GlyphBook, as_bullet, is_nameless
from risktool.extract.pdf.raw import Frame, RawPage
from risktool.extract.pdf.readers.calls import Signs
from risktool.extract.pdf.readers.joints import Joints
from risktool.extract.pdf.readers.paths import read_paths
from risktool.extract.pdf.readers.words import (
    SMALLEST_PT,
    Fragment,
    Style,
    build_words,
    dominant_turn,
    is_bold_name,
    quarter_turns,
)

PAGES_AN_OPENING = 20
"""pdfium keeps 20 kB of every page that it has met until the file is closed; opening it again takes some ms."""

HYPHEN = 0x02
"""What pdfium says for a hyphen at the end of a line."""

NAME_SIZE = 128
"""Longest font name that is looked at, in bytes."""

NAMELESS = "\ue000"
"""Put in the place of a character that is known to be none; any of those in `is_nameless` would do."""

LINE_END_HYPHEN = "\ufffe"
"""What pdfium's page text has for U+0002 (and for a null)."""

BREAKS = "".join(map(chr, sorted(BLANKS))) + "\r\n"
WORD = re.compile(f"[^{BREAKS}{chr(HYPHEN)}]+{chr(HYPHEN)}?|{chr(HYPHEN)}")
LETTERS = "A-Za-zÀ-ž"
UNSURE = re.compile(
    f"[{BREAKS[:-2]}{LINE_END_HYPHEN}](?:(?<={LINE_END_HYPHEN})|(?<![{LETTERS}].)|(?![{LETTERS}]))", re.DOTALL
)
"""What has to be looked at twice; a space between two letters is one."""

NEEDS_LOOK = re.compile(f"[^{LETTERS}.,:;!-]")
"""A sign that makes a word worth measuring sign by sign: digits, and whatever a damaged text layer may say."""

SHORT_WORD = 2
"""Words up to this length may be a score, so each of their signs is measured."""

BOLD_WEIGHT = 600
"""From semi-bold on."""

PageChars = ctypes.c_ushort * (limits.MAX_CHARS_PER_PAGE + 1)
"""One size for all pages: each size is a type of its own to Python, which keeps 2 kB of it."""

Start: TypeAlias = tuple[Style, float, float]
"""What a fragment begins with: its style, and where its pen stood (page space)."""

Look: TypeAlias = tuple[float, float, float, float, float, int]
"""How type is stretched and turned (a, b, c, d of its matrix), its size before that, and the address of its font."""

Watcher: TypeAlias = Callable[[Sequence[Fragment], int], None]
"""Somebody who wants to see a page's words and its number while they are read."""


@dataclass(slots=True)
class PdfiumFile:
    """An open file. Use as a context manager; `pages` yields pages in order and closes each one."""

    data: bytes
    password: str | None = None
    _handle: object = None

    def __enter__(self) -> "PdfiumFile":
        """Open; EncryptedError or UnreadableError when pdfium refuses."""
        pdfium.FPDF_InitLibrary()
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        pdfium.FPDF_CloseDocument(self._handle)

    def _open(self) -> None:
        password = None if self.password is None else self.password.encode("utf-8")
        self._handle = pdfium.FPDF_LoadMemDocument64(self.data, len(self.data), password)
        if not self._handle:
            raise _refusal(pdfium.FPDF_GetLastError(), self.password)

    def _load(self, index: int) -> object:
        """A page; what was typed into its form fields is made part of it, as a viewer shows it."""
        page = pdfium.FPDF_LoadPage(self._handle, index)
        if page and _has_typed_text(page) and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == 1:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(self._handle, index)
        return page

    @property
    def page_count(self) -> int:
        """How many pages the file says it has."""
        return int(pdfium.FPDF_GetPageCount(self._handle))

    @contextmanager
    def page(self, number: int) -> Iterator[object]:
        """A page (from 1) to draw."""
        page = self._load(number - 1)
        try:
            yield page
        finally:
            pdfium.FPDF_ClosePage(page)

    def pages(
        self, book: GlyphBook, most: int = limits.MAX_PAGES, watchers: Sequence[Watcher] = ()
    ) -> Iterator[RawPage | None]:
        """Each page up to the limit, None for one that cannot be loaded. `watchers` see its words too.

        A page is closed when the next one is open: fonts that both use are not loaded anew then.
        """
        held: object = None
        try:
            for index in range(min(self.page_count, most)):
                if index and index % PAGES_AN_OPENING == 0:
                    pdfium.FPDF_ClosePage(held)
                    held = None
                    self.__exit__()
                    self._open()
                page = self._load(index)
                pdfium.FPDF_ClosePage(held)
                held = page
                yield _read_page(page, index + 1, book, watchers) if page else None
        finally:
            pdfium.FPDF_ClosePage(held)


def _has_typed_text(page: object) -> bool:
    """Whether a page has form fields or notes typed onto it."""
    kinds = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), limits.MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in kinds:
            return True
    return False


def _refusal(code: int, password: str | None) -> EncryptedError | UnreadableError:
    if code == pdfium.FPDF_ERR_PASSWORD:
        if password is None:
            return EncryptedError("the PDF wants a password", hint="give it with --password")
        return EncryptedError("the password does not open the PDF", hint="check --password")
    if code == pdfium.FPDF_ERR_SECURITY:
        return EncryptedError("the PDF is protected in a way that is not supported", hint="save a copy without it")
    return UnreadableError("the PDF is broken", hint="download or export it again")


def _read_page(page: object, number: int, book: GlyphBook, watchers: Sequence[Watcher]) -> RawPage:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        fragments = _TextReader(text, book).read()
        cut = pdfium.FPDFText_CountChars(text) > limits.MAX_CHARS_PER_PAGE
    finally:
        pdfium.FPDFText_ClosePage(text)
    for watch in watchers:
        watch(fragments, number)
    turns = int(pdfium.FPDFPage_GetRotation(page))
    frame = Frame(rect.left, rect.bottom, rect.right, rect.top, turns, dominant_turn(fragments, turns))
    drawn = read_paths(page, frame)
    return RawPage(
        number=number,
        frame=frame,
        words=build_words(fragments, frame),
        horizontals=tuple(drawn.horizontals),
        verticals=tuple(drawn.verticals),
        fills=tuple(drawn.fills),
        outlines=tuple(drawn.outlines),
        partly=cut or drawn.cut,
        has_image=drawn.has_image,
    )


def _page_text(text: object) -> str:
    """The page's characters, one for each of pdfium's, so that places in it are pdfium's indices."""
    count = min(max(pdfium.FPDFText_CountChars(text), 0), limits.MAX_CHARS_PER_PAGE)
    buffer = PageChars()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer) - 1
    found = ctypes.string_at(buffer, 2 * max(written, 0)).decode("utf-16-le", "replace")
    if len(found) != count:  # characters outside the basic plane, or some that pdfium leaves out
        found = "".join(chr(pdfium.FPDFText_GetUnicode(text, index)) for index in range(count))
    return found


@dataclass(slots=True)
class _TextReader:
    """Reads one page's words. Boxes cost most, so plain words of letters are measured at their ends only."""

    text: object
    book: GlyphBook
    signs: Signs = field(init=False)

    def __post_init__(self) -> None:
        """What is asked of every sign."""
        self.signs = Signs(self.text)

    def read(self) -> list[Fragment]:
        """The page's signs in the file's order, broken at white space and wherever the line of type changes."""
        chars = self._marked(_page_text(self.text))
        styles = _StyleReader(self.text, self.signs)
        joints = Joints(self.signs)
        found: list[tuple[int, list[Fragment]]] = []
        matches = list(WORD.finditer(chars))
        shapes = [self.signs.shape(match.start()) for match in matches]
        for match, shape, after in zip(matches, shapes, (*shapes, 0)[1:], strict=True):
            word, start = match.group(), match.start()
            style = styles.read(start, shape)
            if shape == after or style[0].turns or shape == self.signs.shape(match.end() - 1):
                found.append((start, self._read_word(word, start, style, styles, chars)))
                continue
            for piece, at in joints.cut(word, start):
                fragments = self._read_word(piece, at, styles.read(at, self.signs.shape(at)), styles, chars)
                fragments[0].opens_cell = at > start
                found.append((at, fragments))
        if joints.has_clipped:
            self._cut_cells(found, joints)
        return [fragment for _, fragments in found for fragment in fragments]

    def _cut_cells(self, found: list[tuple[int, list[Fragment]]], joints: Joints) -> None:
        """Words of a sheet: each cell is an object of its own, and ends where its clip does."""
        before = 0
        for start, fragments in found:
            shape = self.signs.shape(start)
            fragments[0].opens_cell = shape != before
            fragments[-1].end_at(joints.clip(shape))
            before = shape

    def _read_word(self, word: str, start: int, style: Start, styles: "_StyleReader", chars: str) -> list[Fragment]:
        """The fragments of one word, the first of them in this style."""
        if self._is_plain(word, style[0]) and (plain := self._read_plain(word, start, style)) is not None:
            return [plain]
        signs = self._read_signs(word, start, Fragment(*style), styles)
        signs[0].after_blank = start > 0 and self._is_printed_blank(chars, start - 1)
        return signs

    def _is_printed_blank(self, chars: str, index: int) -> bool:
        """Whether the file itself holds this space: pdfium puts some between the letters of text upside down."""
        return chars[index] not in "\r\n" and not self.signs.is_generated(index)

    def _marked(self, chars: str) -> str:
        """The characters with spaces that have ink, and hyphens at line ends, marked as such."""
        for match in UNSURE.finditer(chars):
            index = match.start()
            if chars[index] == LINE_END_HYPHEN:
                is_hyphen = pdfium.FPDFText_GetUnicode(self.text, index) == HYPHEN and not self.signs.is_unmapped(index)
                mark = chr(HYPHEN) if is_hyphen else NAMELESS
            elif self._has_ink(index):
                mark = NAMELESS
            else:
                continue
            chars = chars[:index] + mark + chars[index + 1 :]
        return chars

    def _has_ink(self, index: int) -> bool:
        _, y0, _, y1 = self.signs.box(index)
        return y1 - y0 >= INK_PT

    def _is_plain(self, word: str, style: Style) -> bool:
        """Whether nothing in a word has to be looked at sign by sign."""
        return (
            len(word) > SHORT_WORD
            and style.turns == 0
            and not NEEDS_LOOK.search(word)
            and not (self.book.suspect_codes and self.book.has_suspect_code(word))
        )

    def _read_plain(self, word: str, start: int, style: Start) -> Fragment | None:
        """A word of letters by its first and last sign; None when those are not on one line, or too far apart."""
        x0, y0, _, y1 = self.signs.box(start)
        _, last_y0, x1, last_y1 = self.signs.box(start + len(word) - 1)
        (_, size, _, _), _, y = style
        is_level = last_y0 < y + size and last_y1 > y - 0.5 * size
        if not (is_level and x0 < x1 < x0 + len(word) * size) or self.signs.is_unmapped(start):
            return None
        return Fragment(*style, text=[word], boxes=[(x0, min(y0, last_y0), x1, max(y1, last_y1))])

    def _read_signs(self, word: str, start: int, fragment: Fragment, styles: "_StyleReader") -> list[Fragment]:
        """A word sign by sign, from `fragment` on; several of them where it does not stand on one line."""
        fragments = [fragment]
        for index, char in enumerate(word, start):
            box = self.signs.box(index)
            if index > start and (not fragment.continues(box[0], box[1], box[3]) or fragment.is_marked(char, box[1])):
                fragment = Fragment(*styles.read(index, self.signs.shape(index)))
                fragments.append(fragment)
            fragment.add(self._name(char, index, fragment, box), *box)
        return fragments

    def _name(self, char: str, index: int, fragment: Fragment, box: tuple[float, float, float, float]) -> str:
        """The character of a sign, or the one that stands for an unknown glyph."""
        if char == chr(HYPHEN):
            return "-"
        code = ord(char)
        if is_nameless(code) or self.signs.is_unmapped(index):
            sign = fragment.sign(pdfium.FPDFText_GetUnicode(self.text, index), *box)
            return as_bullet(sign) or self.book.char(sign)
        if code in self.book.suspect_codes and (sign := fragment.sign(code, *box)) in self.book.suspects:
            return self.book.char(sign)
        return char


@dataclass(slots=True)
class _StyleReader:
    """Font, size, direction and baseline where a fragment starts.

    Text objects and styles repeat, so both are remembered: level text of one object has one baseline.
    """

    text: object
    signs: Signs
    _starts: dict[int, Start] = field(default_factory=dict)
    _styles: dict[Look, Style] = field(default_factory=dict)

    def read(self, index: int, shape: int) -> Start:
        """The style of the sign at `index`, in a text object, and where its pen stood: x only for turned text."""
        known = self._starts.get(shape)
        if known is None:
            known = self._starts[shape] = self._start(index, shape)
        return known if known[0].turns == 0 and shape else (known[0], *self._pen(index))

    def _pen(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self.text, index, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value

    def _start(self, index: int, shape: int) -> Start:
        a, b, c, d, x, y = self.signs.matrix(index)
        look = a, b, c, d, self.signs.font_size(index), self.signs.font(shape)
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = _style(*look)
        return style, x, y


def _style(a: float, b: float, c: float, d: float, size: float, font: int) -> Style:
    name, bold = _font(font)
    return Style(name, max(size * math.hypot(c, d), SMALLEST_PT), bold, quarter_turns(a, b))


def _font(address: int) -> tuple[str, bool]:
    """The name of a font, and whether it is bold."""
    if address == 0:
        return "", False
    font = ctypes.cast(address, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(NAME_SIZE)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, NAME_SIZE)
    name = buffer.value.decode("utf-8", "replace")
    return name, is_bold_name(name) or pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
