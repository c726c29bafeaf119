"""The C functions of pdfium that are called for every sign or word, told what to look at by its address.

pypdfium2 checks the type of every argument of every call, which takes longer than these functions themselves. So:
nothing may go in here but what pdfium gave.
"""

import ctypes
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2_raw as pdfium

_INT, _ADDRESS = ctypes.c_int, ctypes.c_void_p
_FOUR_DOUBLES = struct.Struct("4d")


def _by_address(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function, without checks."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _ADDRESS).value or 0)


_char_box = _by_address(pdfium.FPDFText_GetCharBox, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
_map_error = _by_address(pdfium.FPDFText_HasUnicodeMapError, _INT, _ADDRESS, _INT)
_text_object = _by_address(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
_char_origin = _by_address(pdfium.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
_loose_box = _by_address(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
_matrix = _by_address(pdfium.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
_font_size = _by_address(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
_is_generated = _by_address(pdfium.FPDFText_IsGenerated, _INT, _ADDRESS, _INT)
_page_object = _by_address(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
_object_type = _by_address(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
_font = _by_address(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
_FOUR_FLOATS, _SIX_FLOATS = struct.Struct("4f"), struct.Struct("6f")

IN_MEMORY = (0, 2, 1, 3)
"""Where pdfium is to write the left, right, lower and upper side of a box: left, bottom, right, top."""

NO_MATRIX = (0.0,) * 6


@dataclass(slots=True)
class Signs:
    """The signs of an open text page, by their places in its text. Not to be used when the page is closed."""

    page: Any
    _address: int = 0
    _box: Any = field(default_factory=ctypes.c_double * 4)
    _sides: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """One place for all boxes that pdfium writes."""
        self._address = ctypes.cast(self.page, _ADDRESS).value or 0
        first = ctypes.addressof(self._box)
        self._sides = tuple(first + side * ctypes.sizeof(ctypes.c_double) for side in IN_MEMORY)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Ink of a sign: left, bottom, right, top in page space."""
        _char_box(self._address, index, *self._sides)
        return _FOUR_DOUBLES.unpack(self._box)

    def is_unmapped(self, index: int) -> bool:
        """Whether the text layer does not say what a sign is."""
        return bool(_map_error(self._address, index) == 1)

    def is_generated(self, index: int) -> bool:
        """Whether pdfium put a sign there that the file does not hold: some of the spaces."""
        return bool(_is_generated(self._address, index) == 1)

    def shape(self, index: int) -> int:
        """The address of the text object that a sign belongs to; 0 for none."""
        return _text_object(self._address, index) or 0

    def matrix(self, index: int) -> tuple[float, ...]:
        """How the type of a sign is stretched, turned and moved: a, b, c, d, x, y; all 0 where nothing says."""
        if not _matrix(self._address, index, self._sides[0]):
            return NO_MATRIX
        return _SIX_FLOATS.unpack_from(self._box)

    def font_size(self, index: int) -> float:
        """The type size of a sign before it is stretched."""
        return float(_font_size(self._address, index))

    def font(self, shape: int) -> int:
        """The address of the font of a text object; 0 for none."""
        return (_font(shape) or 0) if shape else 0

    def pen(self, index: int) -> float:
        """Where the pen stood for a sign of level text (x in page space)."""
        _char_origin(self._address, index, self._sides[0], self._sides[1])
        return float(self._box[0])

    def pen_end(self, index: int) -> tuple[float, float]:
        """Where the pen stood after a sign of level text (x in page space), and the height of its line of type."""
        _loose_box(self._address, index, self._sides[0])
        _, top, right, bottom = _FOUR_FLOATS.unpack_from(self._box)
        return right, abs(top - bottom)


def drawn_shapes(page: Any) -> Iterator[tuple[Any, int]]:
    """The objects of a page and their types, None for text: a page has hundreds of those, which are read as signs."""
    address = ctypes.cast(page, _ADDRESS).value or 0
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        shape = _page_object(address, index)
        kind = _object_type(shape)
        yield (None if kind == pdfium.FPDF_PAGEOBJ_TEXT else ctypes.cast(shape, pdfium.FPDF_PAGEOBJECT)), kind
