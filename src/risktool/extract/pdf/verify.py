"""Two readings of one PDF held against each other, cell by cell and paragraph by paragraph.

Readers break words and order lines differently, and that is no difference here: what is compared is which signs
stand inside a box on the page. White space, hyphens and signs that neither can name do not count.

    pdfium      cell at (310, 200)-(330, 214) on page 3: "6"
    pdfplumber  in the same box: "5"                            ->   Dispute(the cell's span, "5")
"""

from collections import Counter
from collections.abc import Iterable

from risktool.extract.pdf.glyphs import FIRST_SIGN
from risktool.source import Box, Dispute, Document, Page, Span, Table

UNCOUNTED = frozenset("-\u2010\u2011\u00ad")
"""Hyphens: a reader may say a hyphen, a soft one or none at a line's end."""


def find_disputes(document: Document, other: Document) -> tuple[Dispute, ...]:
    """The places of `document` where the other reading has other signs, in reading order."""
    others = _by_page(other)
    disputes = []
    for page in document.pages:
        words = others.get(page.number, [])
        for span, box in _boxes(page):
            found = " ".join(text for x, y, text in words if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom)
            if _signs(found) != _signs(document.text[span.start : span.end]):
                disputes.append(Dispute(span, found))
    return tuple(disputes)


def _by_page(document: Document) -> dict[int, list[tuple[float, float, str]]]:
    """The middle and the text of each word."""
    pages: dict[int, list[tuple[float, float, str]]] = {}
    for word in document.words:
        box, text = word.box, document.text[word.span.start : word.span.end]
        pages.setdefault(word.page, []).append(((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2, text))
    return pages


def _boxes(page: Page) -> Iterable[tuple[Span, Box]]:
    """The places of a page that are compared: cells and paragraphs."""
    for block in page.blocks:
        parts = block.cells if isinstance(block, Table) else (block,)
        for part in parts:
            if part.box is not None:
                yield part.span, part.box


def _signs(text: str) -> Counter[str]:
    """The signs of a text, those without a name as one."""
    return Counter(
        "" if sign >= chr(FIRST_SIGN) else sign for sign in text if not sign.isspace() and sign not in UNCOUNTED
    )
