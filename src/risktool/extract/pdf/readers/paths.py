"""Drawn lines and filled rectangles of a page, read from pdfium's path objects.

Producers draw a table's grid as stroked lines (word processors), as thin filled rectangles (browsers), as stroked
rectangles, or all in one path; zebra stripes and heading rows are larger fills. All of that comes out as level and
upright `Rule`s and as fills. Small filled shapes that are no rectangles may be letters drawn as outlines.
"""

import ctypes
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2_raw as pdfium

from risktool.extract.pdf import limits
from risktool.extract.pdf.raw import Frame, Outline, Rule
from risktool.extract.pdf.readers.calls import Shapes
from risktool.source import Box

THIN_PT = 3.0
"""Nothing that is thinner is a cell; nothing that people draw as a line is thicker."""

SHORTEST_PT = 3.0
"""A shorter line is a tick, a bullet or a part of a letter."""

OUTLINE_SEGMENTS = (6, 200)
"""A letter's outline has some curves: more than a rectangle, less than a map."""

OUTLINE_PT = (2.0, 40.0)
"""Height of a letter, from a small footnote's comma to a title."""

RECTANGLE_SEGMENTS = 5
"""Move, three or four lines, close."""

SIGNATURE_POINTS = 6
"""So many points of an outline tell two letters of a font apart (6 from 9 as well)."""

SLANT_PT = 1.0
"""A line that rises more than this is neither level nor upright."""

WHITE = 250
"""From this level on (of 255), all three colours, a fill is paper."""


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page; `cut` says that a limit stopped the reading."""

    frame: Frame
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    cut: bool = False
    has_image: bool = False

    def add_box(self, x0: float, y0: float, x1: float, y1: float, filled: bool) -> None:
        """A stroked or filled shape that is a line or a rectangle, by its bounds in page space."""
        box = self.frame.reading(x0, y0, x1, y1)
        width, height = box.x1 - box.x0, box.bottom - box.top
        if height <= THIN_PT:
            if width >= SHORTEST_PT:
                self.horizontals.append(Rule((box.top + box.bottom) / 2, box.x0, box.x1))
        elif width <= THIN_PT:
            self.verticals.append(Rule((box.x0 + box.x1) / 2, box.top, box.bottom))
        elif filled:
            self.fills.append(box)
        else:
            self.horizontals += (Rule(box.top, box.x0, box.x1), Rule(box.bottom, box.x0, box.x1))
            self.verticals += (Rule(box.x0, box.top, box.bottom), Rule(box.x1, box.top, box.bottom))


class Matrix(NamedTuple):
    """An affine map of PDF: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The image of a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def bounds(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The bounds of a rectangle's image."""
        if self == IDENTITY:
            return x0, y0, x1, y1
        corners = [self.point(x, y) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def after(self, first: "Matrix") -> "Matrix":
        """`first`, then this."""
        x, y = self.point(first.e, first.f)
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            x,
            y,
        )


IDENTITY = Matrix()


@dataclass(slots=True)
class PathReader:
    """Walks a page's objects and collects what is drawn."""

    drawn: Drawn
    shapes: Shapes
    _left: int = limits.MAX_OBJECTS_PER_PAGE

    def read_page(self) -> Drawn:
        """All paths of the page, also those inside form XObjects."""
        for shape, kind in self.shapes:
            if shape is not None:
                self._read_object(shape, kind, IDENTITY, 0)
            self._left -= 1
            if self._left < 0 or len(self.drawn.horizontals) > limits.MAX_RULES_PER_PAGE:
                self.drawn.cut = True
                break
        return self.drawn

    def _read_object(self, shape: object, kind: int, space: Matrix, depth: int) -> None:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._read_path(shape, space)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.drawn.has_image = True
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < limits.MAX_FORM_DEPTH:
            inner = space.after(_matrix(shape))
            for index in range(min(pdfium.FPDFFormObj_CountObjects(shape), self._left)):
                self._left -= 1
                child = pdfium.FPDFFormObj_GetObject(shape, index)
                self._read_object(child, pdfium.FPDFPageObj_GetType(child), inner, depth + 1)

    def _read_path(self, path: object, space: Matrix) -> None:
        bounds = self._bounds(path, space)
        fill, stroke = self.shapes.paint(path)
        if bounds is None or not (fill or stroke):
            return
        x0, y0, x1, y1 = bounds
        filled = bool(fill) and not stroke
        if min(x1 - x0, y1 - y0) <= THIN_PT:
            self.drawn.add_box(x0, y0, x1, y1, filled)
            return
        count = pdfium.FPDFPath_CountSegments(path)
        if filled and count <= RECTANGLE_SEGMENTS and not _is_paper(path):
            self.drawn.add_box(x0, y0, x1, y1, filled)
        elif filled:
            self._read_outline(path, count, bounds)
        else:
            self._read_segments(path, count, space.after(_matrix(path)))

    def _bounds(self, path: object, space: Matrix) -> tuple[float, float, float, float] | None:
        """The bounds of a path in page space; None for one that has none, or is too far away to be true."""
        found = self.shapes.bounds(path)
        bounds = space.bounds(*found) if found else None
        limit = limits.MAX_COORDINATE_PT
        return bounds if bounds and all(-limit < value < limit for value in bounds) else None

    def _read_outline(self, path: object, count: int, bounds: tuple[float, float, float, float]) -> None:
        box = self.drawn.frame.reading(*bounds)
        height = box.bottom - box.top
        if not (OUTLINE_SEGMENTS[0] <= count <= OUTLINE_SEGMENTS[1] and OUTLINE_PT[0] <= height <= OUTLINE_PT[1]):
            return
        if len(self.drawn.outlines) < limits.MAX_OUTLINES_PER_PAGE:
            self.drawn.outlines.append(Outline(box, _signature(path, count, box)))

    def _read_segments(self, path: object, count: int, space: Matrix) -> None:
        """The level and upright lines of a stroked path, rectangles and whole grids included."""
        pen = start = None
        for index in range(min(count, limits.MAX_SEGMENTS_PER_PATH)):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind, point = pdfium.FPDFPathSegment_GetType(segment), space.point(*_point(segment))
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO and pen is not None:
                self._add_line(pen, point)
            if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
                self._add_line(point, start)
            pen = point

    def _add_line(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        x0, x1 = sorted((one[0], other[0]))
        y0, y1 = sorted((one[1], other[1]))
        if min(x1 - x0, y1 - y0) <= SLANT_PT and max(x1 - x0, y1 - y0) >= SHORTEST_PT:
            self.drawn.add_box(x0, y0, x1, y1, filled=False)


def read_paths(page: object, frame: Frame) -> Drawn:
    """All rules, fills and outline letters of a pdfium page, in the reading frame."""
    return PathReader(Drawn(frame), Shapes(page)).read_page()


def _matrix(shape: object) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shape, found):
        return IDENTITY
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _point(segment: object) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def _is_paper(path: object) -> bool:
    colour = tuple(ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path, *map(ctypes.byref, colour)):
        return False
    red, green, blue, alpha = (value.value for value in colour)
    return min(red, green, blue) >= WHITE or alpha == 0


def _signature(path: object, count: int, box: Box) -> str:
    """A name for an outline that all drawings of one letter share, whatever their place and size."""
    points = [_point(pdfium.FPDFPath_GetPathSegment(path, index)) for index in range(min(count, SIGNATURE_POINTS))]
    span = max(abs(x - points[0][0]) + abs(y - points[0][1]) for x, y in points) or 1.0
    marks = "/".join(f"{(x - points[0][0]) / span:.1f},{(y - points[0][1]) / span:.1f}" for x, y in points)
    aspect = (box.x1 - box.x0) / (box.bottom - box.top)
    return f"outline {count} {aspect:.2f} {marks}"
