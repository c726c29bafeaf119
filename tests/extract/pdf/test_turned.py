"""Boxes on pages as shown: turned by a quarter, a half, three quarters, and with a crop box that is smaller.

Pages of real producers are turned, drawn by pdfium, and the boxes of every row cut out: each holds the ink that it
holds on the page that was not turned.
"""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL.Image import Image

from risktool import pipeline
from risktool.extract.pdf.contain import Job, Reader
from risktool.extract.pdf.reading import read_here
from risktool.render.evidence import Evidence, boxes_of
from risktool.source import Box, Document

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("browser-bare", "library-sideways", "typst-stripes", "writer-turned")
CROP_PT = 24.0
SCALE = 3
BETWEEN_PT = 3.0
"""A reader may measure a turned word by its ink or by its line of type."""
INK = 128
"""Darker than this (of 255) is a letter; the stripes behind some tables are not."""


def turned(name: str, turns: int) -> bytes:
    """A golden PDF with all pages turned clockwise, whose origin is no corner, and cut at their lower left corner."""
    file = pypdfium2.PdfDocument(GOLDEN / f"{name}.pdf")
    for page in file:
        left, bottom, right, top = page.get_mediabox()
        page.set_mediabox(left - CROP_PT, bottom - 2 * CROP_PT, right, top)
        page.set_cropbox(left + CROP_PT, bottom + CROP_PT / 2, right, top)
        page.set_rotation((page.get_rotation() + 90 * turns) % 360)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def cut(page: Image, box: Box) -> Image:
    sides = [round(SCALE * side) for side in box]
    return page.crop((sides[0], sides[1], sides[2], sides[3]))


def cells(data: bytes) -> list[tuple[str, Image]]:
    """What stands in the boxes of each row's numbers and sentences, as drawn."""
    traced = pipeline.trace(data, name="x.pdf")
    evidence = Evidence(traced.document, traced.diagnosis.notation, traced.draft, traced.register)
    file = pypdfium2.PdfDocument(data)
    drawn = {at + 1: file[at].render(scale=SCALE, grayscale=True).to_pil() for at in range(len(file))}
    found = [row[2] for risk in traced.register.risks if (row := evidence.find(risk.id))]
    return [(name, cut(drawn[row.page or 1], box)) for row in found for name, box in boxes_of(evidence, row).items()]


def ink(image: Image) -> int:
    return sum(image.histogram()[:INK])


@pytest.mark.parametrize("name", NAMES)
def test_boxes_hold_their_ink_however_the_page_is_turned(name: str) -> None:
    upright = cells(turned(name, 0))
    assert len(upright) > 50
    assert all(ink(image) for _, image in upright)
    for turns in (1, 2, 3):
        around = cells(turned(name, turns))
        assert [name for name, _ in around] == [name for name, _ in upright]
        for (_, image), (_, expected) in zip(around, upright, strict=True):
            back = image.rotate(90 * turns, expand=True)
            assert all(abs(a - b) <= SCALE for a, b in zip(back.size, expected.size, strict=True))
            assert ink(back) == pytest.approx(ink(expected), rel=0.15, abs=10)


def boxes(data: bytes, reader: Reader) -> Document:
    return read_here(Job(data, "x.pdf", "", reader=reader))


@pytest.mark.parametrize("turns", range(4))
def test_both_readers_see_the_words_at_one_place(turns: int) -> None:
    data = turned("writer-turned", turns)
    one, other = boxes(data, "pdfium"), boxes(data, "pdfplumber")
    assert [(page.width, page.height) for page in one.pages] == [(page.width, page.height) for page in other.pages]
    for word, same in zip(one.words, other.words, strict=True):
        assert tuple(word.box) == pytest.approx(tuple(same.box), abs=BETWEEN_PT)
