"""The C functions of pdfium that are called for every sign, word or path, told what to look at by its address.

pypdfium2 checks and converts every argument of every call, which takes longer than these functions themselves. Here
they take what is in its C form already (addresses, and Python's numbers as C's `int`), and keep the interpreter's
lock, since they are done in less than it takes to give it away. So: nothing may go in here but what pdfium gave.
"""

import ctypes
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2_raw as pdfium

_INT, _ADDRESS = ctypes.c_int, ctypes.c_void_p
_FOUR_DOUBLES = struct.Struct("4d")


def _address(thing: Any) -> int:
    """What a pointer holds. (`ctypes.cast` leaves a cycle behind, and so 100 bytes of memory for each call.)"""
    return _ADDRESS.from_buffer(thing).value or 0


def page_object(address: int) -> Any:
    """The object of a page at an address, for the functions of pypdfium2."""
    return pdfium.FPDF_PAGEOBJECT.from_buffer(_ADDRESS(address))


def _unchecked(function: Any, result: Any) -> Any:
    """The same C function, whatever it is given."""
    return ctypes.PYFUNCTYPE(result)(_address(function))


_argument = _ADDRESS.from_param
"""An address as C functions take it; as a `c_void_p`, or a pointer, it is made one anew for each call."""


def _pointer(thing: Any) -> Any:
    """What a pointer holds, as an argument."""
    return _argument(_address(thing))


def _places(box: Any) -> tuple[Any, ...]:
    """Where the four numbers of a box are, as arguments."""
    return tuple(ctypes.byref(box, at * ctypes.sizeof(box) // 4) for at in range(4))


_char_box = _unchecked(pdfium.FPDFText_GetCharBox, _INT)
_map_error = _unchecked(pdfium.FPDFText_HasUnicodeMapError, _INT)
_text_object = _unchecked(pdfium.FPDFText_GetTextObject, _ADDRESS)
_char_origin = _unchecked(pdfium.FPDFText_GetCharOrigin, _INT)
_loose_box = _unchecked(pdfium.FPDFText_GetLooseCharBox, _INT)
_matrix = _unchecked(pdfium.FPDFText_GetMatrix, _INT)
_font_size = _unchecked(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_is_generated = _unchecked(pdfium.FPDFText_IsGenerated, _INT)
_font = _unchecked(pdfium.FPDFTextObj_GetFont, _ADDRESS)
_page_object = _unchecked(pdfium.FPDFPage_GetObject, _ADDRESS)
_object_type = _unchecked(pdfium.FPDFPageObj_GetType, _INT)
_object_bounds = _unchecked(pdfium.FPDFPageObj_GetBounds, _INT)
_draw_mode = _unchecked(pdfium.FPDFPath_GetDrawMode, _INT)
_TWO_INTS = struct.Struct("2i")
_FOUR_FLOATS, _SIX_FLOATS = struct.Struct("4f"), struct.Struct("6f")

NO_MATRIX = (0.0,) * 6


@dataclass(slots=True)
class Signs:
    """The signs of an open text page, by their places in its text. Not to be used when the page is closed."""

    page: Any
    _text: Any = field(init=False)
    _box: Any = field(default_factory=ctypes.c_double * 4)
    _sides: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        """One place for all boxes that pdfium writes; it tells their left, right, lower and upper side."""
        self._text = _pointer(self.page)
        left, bottom, right, top = _places(self._box)
        self._sides = left, right, bottom, top

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Ink of a sign: left, bottom, right, top in page space."""
        _char_box(self._text, index, *self._sides)
        return _FOUR_DOUBLES.unpack(self._box)

    def is_unmapped(self, index: int) -> bool:
        """Whether the text layer does not say what a sign is."""
        return bool(_map_error(self._text, index) == 1)

    def is_generated(self, index: int) -> bool:
        """Whether pdfium put a sign there that the file does not hold: some of the spaces."""
        return bool(_is_generated(self._text, index) == 1)

    def shape(self, index: int) -> int:
        """The address of the text object that a sign belongs to; 0 for none."""
        return _text_object(self._text, index) or 0

    def matrix(self, index: int) -> tuple[float, ...]:
        """How the type of a sign is stretched, turned and moved: a, b, c, d, x, y; all 0 where nothing says."""
        if not _matrix(self._text, index, self._sides[0]):
            return NO_MATRIX
        return _SIX_FLOATS.unpack_from(self._box)

    def font_size(self, index: int) -> float:
        """The type size of a sign before it is stretched."""
        return float(_font_size(self._text, index))

    def font(self, shape: int) -> int:
        """The address of the font of a text object; 0 for none."""
        return (_font(_argument(shape)) or 0) if shape else 0

    def pen(self, index: int) -> float:
        """Where the pen stood for a sign of level text (x in page space)."""
        _char_origin(self._text, index, self._sides[0], self._sides[1])
        return float(self._box[0])

    def pen_end(self, index: int) -> tuple[float, float]:
        """Where the pen stood after a sign of level text (x in page space), and the height of its line of type."""
        _loose_box(self._text, index, self._sides[0])
        _, top, right, bottom = _FOUR_FLOATS.unpack_from(self._box)
        return right, abs(top - bottom)


@dataclass(slots=True)
class Shapes:
    """The objects of an open page, also those inside its forms. Not to be used when the page is closed."""

    page: Any
    _box: Any = field(default_factory=ctypes.c_float * 4)
    _sides: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        """One place for all bounds that pdfium writes."""
        self._sides = _places(self._box)

    def __iter__(self) -> Iterator[tuple[Any, int]]:
        """The page's objects and their types, None for text: a page has hundreds of those, which are read as signs."""
        page = _pointer(self.page)
        for index in range(pdfium.FPDFPage_CountObjects(self.page)):
            shape = _page_object(page, index) or 0
            kind = _object_type(_argument(shape))
            yield (None if kind == pdfium.FPDF_PAGEOBJ_TEXT else page_object(shape)), kind

    def bounds(self, shape: Any) -> tuple[float, ...] | None:
        """Left, bottom, right, top of an object in its own space; None where pdfium knows none."""
        return _FOUR_FLOATS.unpack(self._box) if _object_bounds(_pointer(shape), *self._sides) else None

    def paint(self, path: Any) -> tuple[int, int]:
        """How a path is filled and stroked; 0 for not at all."""
        known = _draw_mode(_pointer(path), self._sides[0], self._sides[1])
        return _TWO_INTS.unpack_from(self._box) if known else (0, 0)
