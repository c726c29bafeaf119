"""Digits and unnamed signs as the page shows them, drawn large, each in the same size: what `likeness` compares.

    page 2, font "Sans", ink 41.2 .. 46.0 x 310.4 .. 317.5   ->   a picture of 31 x 46 black and white dots

A picture is drawn from the page itself, so that it shows what a reader of the page sees: dark on light or light on
dark, whatever the text layer says. The page is turned so that the sign stands upright.

Limits: signs in fonts without a name (Type 3) and signs at an angle are not collected; a sign that hardly differs from
what is behind it (invisible text over a scan, white on white) has no picture.
"""

import ctypes
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2_raw as pdfium

from risktool.extract.pdf.glyphs import FIRST_SIGN, Ink
from risktool.extract.pdf.raw import Frame
from risktool.extract.pdf.readers.pdfium import PdfiumFile
from risktool.extract.pdf.readers.words import ASKEW, Fragment, Style

EM_PX = 64
"""Dots that a type size is drawn as: one digit comes out the same at every place, and 3 and 8 differ by 13 %."""

MARGIN_PX = 3
"""Around a sign, to see what is behind it."""

ROW_BITS = 128
"""A picture is one number, its rows so far apart: wide enough for a sign of 1.5 type sizes and a shift."""

WIDEST_PX = 96

FAINTEST = 40
"""Of 255 grey levels: a sign that differs less from what is behind it cannot be made out."""

MOST_SIGNS, MOST_OTHERS = 24, 3
"""So many places of an unnamed sign, and of each other one, are drawn."""

SUBSET = re.compile(r"[A-Z]{6}\+")
"""What a producer puts before the name of a font of which it embeds some glyphs only."""


ITALIC = re.compile("[Ii]tal|[Oo]bli|It$")
"""Parts of the names of slanted fonts."""


class Face(NamedTuple):
    """A font by its name, without the mark of the subset."""

    name: str
    bold: bool

    @property
    def is_italic(self) -> bool:
        """Whether its name says that it slants."""
        return ITALIC.search(self.name) is not None


class Specimen(NamedTuple):
    """A sign on its page, in page space: its ink, and where the pen stood."""

    page: int
    style: Style
    box: tuple[float, float, float, float]
    pen: tuple[float, float]


class Picture(NamedTuple):
    """A sign drawn: its dots row by row in one number, how many there are each way, and its ink."""

    dots: int
    width: int
    height: int
    ink: Ink


@dataclass(slots=True)
class Specimens:
    """Collects signs and letters of a document, font by font."""

    faces: dict[Face, dict[str, list[Specimen]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def observe(self, fragments: Iterable[Fragment], page: int) -> None:
        """Take a page's words."""
        for fragment in fragments:
            style = fragment.style
            if not style.font or style.turns == ASKEW:
                continue
            chars = self.faces[Face(SUBSET.sub("", style.font, count=1), style.bold)]
            for char, box in zip(fragment.text, fragment.boxes, strict=True):
                if len(char) == 1 and (is_sign(char) or char.isalnum()):
                    kept = chars[char]
                    if len(kept) < (MOST_SIGNS if is_sign(char) else MOST_OTHERS):
                        kept.append(Specimen(page, style, box, (fragment.x, fragment.y)))

    def signs(self) -> frozenset[str]:
        """The unnamed signs that were met."""
        return frozenset(char for chars in self.faces.values() for char in chars if is_sign(char))


def is_sign(char: str) -> bool:
    """Whether a character stands for a glyph that the text layer cannot name."""
    return char >= chr(FIRST_SIGN)


def draw(file: PdfiumFile, specimens: Sequence[Specimen]) -> dict[Specimen, Picture]:
    """Pictures of specimens; those that cannot be made out are left out."""
    pages = defaultdict(list)
    for specimen in specimens:
        pages[specimen.page].append(specimen)
    return {
        specimen: picture
        for number in sorted(pages)
        for specimen, picture in _draw_page(file, number, pages[number])
        if picture is not None
    }


def _draw_page(
    file: PdfiumFile, number: int, specimens: Iterable[Specimen]
) -> Iterator[tuple[Specimen, Picture | None]]:
    with file.page(number) as page:
        rect = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, rect)
        for specimen in specimens:
            turns = specimen.style.turns
            pdfium.FPDFPage_SetRotation(page, turns)
            frame = Frame(rect.left, rect.bottom, rect.right, rect.top, turns, turns)
            yield specimen, _picture(page, frame, specimen)


def _picture(page: object, frame: Frame, specimen: Specimen) -> Picture | None:
    box, size = frame.reading(*specimen.box), specimen.style.size
    baseline = frame.reading(*specimen.pen, *specimen.pen).top
    scale = EM_PX / size
    width, height = math.ceil((box.x1 - box.x0) * scale), math.ceil((box.bottom - box.top) * scale)
    if not (0 < width <= WIDEST_PX and 0 < height <= WIDEST_PX):
        return None
    matrix = pdfium.FS_MATRIX(scale, 0, 0, scale, MARGIN_PX - box.x0 * scale, MARGIN_PX - box.top * scale)
    rows = _grey_rows(page, matrix, width + 2 * MARGIN_PX, height + 2 * MARGIN_PX)
    around = sorted(b"".join(rows[:MARGIN_PX] + rows[-MARGIN_PX:]))
    paper = around[len(around) // 2]
    contrasts = [[abs(grey - paper) for grey in row[MARGIN_PX:-MARGIN_PX]] for row in rows[MARGIN_PX:-MARGIN_PX]]
    strongest = max(map(max, contrasts))
    if strongest < FAINTEST:
        return None
    ink = Ink((box.x1 - box.x0) / size, (baseline - box.bottom) / size, (baseline - box.top) / size)
    return Picture(_pack(contrasts, strongest / 2), width, height, ink)


def _pack(contrasts: Iterable[Iterable[int]], least: float) -> int:
    """Dots as the bits of one number, a row each ROW_BITS, the first dot lowest."""
    return sum(
        1 << (y * ROW_BITS + x) for y, row in enumerate(contrasts) for x, contrast in enumerate(row) if contrast > least
    )


def _grey_rows(page: object, matrix: object, width: int, height: int) -> list[bytes]:
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, pdfium.FS_RECTF(0, 0, width, height), 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        grey = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return [grey[start : start + width] for start in range(0, stride * height, stride)]
