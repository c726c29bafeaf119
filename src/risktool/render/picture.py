"""A row as it looks on its page: the crop of a PDF with the row's words marked, as a PNG.

Boxes are in points with the origin top left, as everywhere; the crop is the row with a margin. The page is drawn by
pdfium, so that a person sees what the text layer may have lost.
"""

from collections.abc import Mapping
from io import BytesIO

from risktool.source import Box

SCALE = 2.0
"""Pixels a point: 144 dots an inch, sharp on a screen."""

LARGEST_SIDE_PX = 4000
"""A page of ten metres is drawn smaller instead of filling the memory."""

PADDING_PT = 1.5
"""Between a word and the line around it, so that the line hides none of its letters."""

MARGIN_PT = 18.0
"""Enough of the neighbouring rows to see where the row begins."""

COLORS = {"row": "#888888", "risk": "#1f77b4", "treatment": "#2ca02c"}
SCORE_COLOR = "#d62728"
"""Everything that is neither the row nor a sentence is a number, and numbers are what is looked for."""


def render_picture(data: bytes, password: str | None, page_number: int, boxes: Mapping[str, Box]) -> bytes:
    """The part of a page (from 1) around `boxes["row"]`, every box drawn into it in its colour."""
    import pypdfium2
    from PIL import ImageDraw

    document = pypdfium2.PdfDocument(data, password=password)
    try:
        page = document[page_number - 1]
        width, height = page.get_size()
        row = _widen(boxes["row"], MARGIN_PT)
        crop = Box(max(row.x0, 0), max(row.top, 0), min(row.x1, width), min(row.bottom, height))
        scale = min(SCALE, LARGEST_SIDE_PX / max(crop.x1 - crop.x0, crop.bottom - crop.top))
        margins = (crop.x0, height - crop.bottom, width - crop.x1, crop.top)
        image = page.render(scale=scale, crop=margins).to_pil().convert("RGB")
    finally:
        document.close()
    pen = ImageDraw.Draw(image)
    for name, box in boxes.items():
        padded = _widen(box, PADDING_PT)
        corners = tuple((edge - origin) * scale for edge, origin in zip(padded, (crop.x0, crop.top) * 2, strict=True))
        pen.rectangle(corners, outline=COLORS.get(name, SCORE_COLOR), width=2)
    png = BytesIO()
    image.save(png, "PNG")
    return png.getvalue()


def _widen(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.top - by, box.x1 + by, box.bottom + by)
