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
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from risktool.errors import EncryptedError, UnreadableError
from risktool.extract.pdf import limits
from risktool.extract.pdf.glyphs import BLANKS, INK_PT, GlyphBook, is_nameless
from risktool.extract.pdf.paths import read_paths
from risktool.extract.pdf.raw import Frame, RawPage
from risktool.extract.pdf.suspects import Evidence
from risktool.extract.pdf.words import SMALLEST_PT, Fragment, Style, build_words, dominant_turn, is_bold_name

HYPHEN = 0x02
"""What pdfium says for a hyphen at the end of a line."""

NAME_SIZE = 128
"""Longest font name that is looked at, in bytes."""

LINE_BREAKS = frozenset((10, 13))
BOLD_WEIGHT = 600
"""From semi-bold on."""


@dataclass(slots=True)
class PdfiumFile:
    """An open file. Use as a context manager; `pages` yields pages in order and closes each one."""

    data: bytes
    password: str | None = None
    _handle: object = None

    def __enter__(self) -> "PdfiumFile":
        """Open; EncryptedError or UnreadableError when pdfium refuses."""
        pdfium.FPDF_InitLibrary()
        password = None if self.password is None else self.password.encode("utf-8")
        self._handle = pdfium.FPDF_LoadMemDocument64(self.data, len(self.data), password)
        if not self._handle:
            raise _refusal(pdfium.FPDF_GetLastError(), self.password)
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        pdfium.FPDF_CloseDocument(self._handle)

    @property
    def page_count(self) -> int:
        """How many pages the file says it has."""
        return int(pdfium.FPDF_GetPageCount(self._handle))

    def pages(self, book: GlyphBook, evidence: Evidence | None = None) -> Iterator[RawPage | None]:
        """Each page up to the limit, None for one that cannot be loaded. `evidence` collects what is seen."""
        for index in range(min(self.page_count, limits.MAX_PAGES)):
            page = pdfium.FPDF_LoadPage(self._handle, index)
            if not page:
                yield None
                continue
            try:
                yield _read_page(page, index + 1, book, evidence)
            finally:
                pdfium.FPDF_ClosePage(page)


def _refusal(code: int, password: str | None) -> EncryptedError | UnreadableError:
    if code == pdfium.FPDF_ERR_PASSWORD:
        if password is None:
            return EncryptedError("the PDF wants a password", hint="give it with --password")
        return EncryptedError("the password does not open the PDF", hint="check --password")
    if code == pdfium.FPDF_ERR_SECURITY:
        return EncryptedError("the PDF is protected in a way that is not supported", hint="save a copy without it")
    return UnreadableError("the PDF is broken", hint="download or export it again")


def _read_page(page: object, number: int, book: GlyphBook, evidence: Evidence | None) -> RawPage:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        fragments, cut = _read_fragments(text, book)
    finally:
        pdfium.FPDFText_ClosePage(text)
    if evidence is not None:
        evidence.observe(fragments)
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
    )


def _read_fragments(text: object, book: GlyphBook) -> tuple[list[Fragment], bool]:
    """The page's signs in the file's order, broken at white space and wherever the line of type changes."""
    count = max(pdfium.FPDFText_CountChars(text), 0)
    code_of, box_of, is_unmapped = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetCharBox,
        pdfium.FPDFText_HasUnicodeMapError,
    )
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    refs = tuple(ctypes.byref(value) for value in (left, right, bottom, top))
    styles = _StyleReader(text)
    fragments: list[Fragment] = []
    current: Fragment | None = None
    for index in range(min(count, limits.MAX_CHARS_PER_PAGE)):
        code = code_of(text, index)
        if code in LINE_BREAKS:
            current = None
            continue
        box_of(text, index, *refs)
        x0, x1, y0, y1 = left.value, right.value, bottom.value, top.value
        unmapped = is_unmapped(text, index) == 1
        if code in BLANKS and not unmapped and y1 - y0 < INK_PT:
            current = None
            continue
        if current is None or not current.continues(x0, y0, y1):
            style, x, y = styles.read(index)
            current = Fragment(style, x, y)
            fragments.append(current)
        if code == HYPHEN and not unmapped:
            current.add("-", x0, y0, x1, y1)
            current = None
        elif unmapped or code in BLANKS or is_nameless(code):
            current.add(book.char(current.sign(code, x0, y0, x1, y1)), x0, y0, x1, y1)
        elif code in book.suspect_codes and (sign := current.sign(code, x0, y0, x1, y1)) in book.suspects:
            current.add(book.char(sign), x0, y0, x1, y1)
        else:
            current.add(chr(code), x0, y0, x1, y1)
    return fragments, count > limits.MAX_CHARS_PER_PAGE


@dataclass(slots=True)
class _StyleReader:
    """Font, size and direction where a fragment starts. Text objects and fonts repeat, so both are remembered."""

    text: object
    _fonts: dict[int, tuple[str, bool]] = field(default_factory=dict)

    def read(self, index: int) -> tuple[Style, float, float]:
        """The style of the sign at `index`, and where its pen started (page space)."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self.text, index, ctypes.byref(x), ctypes.byref(y))
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self.text, index) * math.hypot(matrix.c, matrix.d)
        turns = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        name, bold = self._font(index)
        return Style(name, max(size, SMALLEST_PT), bold, turns), x.value, y.value

    def _font(self, index: int) -> tuple[str, bool]:
        shape = pdfium.FPDFText_GetTextObject(self.text, index)
        font = pdfium.FPDFTextObj_GetFont(shape) if shape else None
        if not font:
            return "", False
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(NAME_SIZE)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, NAME_SIZE)
            name = buffer.value.decode("utf-8", "replace")
            bold = is_bold_name(name) or pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
            self._fonts[key] = (name, bold)
        return self._fonts[key]
