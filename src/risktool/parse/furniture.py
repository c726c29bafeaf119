"""What belongs to the page and not to the notes: page numbers, running headers and footers.

A page number is one because it counts up from page to page, with the document's lost digits taken into account;
a running line because it stands at the same end of most pages. A text of one page that ends in a lone "1" ends in
its page number: a score would stand between a description and a treatment. What a file says about itself in its front
matter is no risk, whatever its keys are called.
"""

from collections import Counter
from collections.abc import Iterator

import regex

from risktool.notation import Notation
from risktool.parse.spans import printed, subtract
from risktool.sequence import LONG_LINE, count_up, page_tails
from risktool.source import Block, Document, Page, Paragraph, Span, Spans

MIN_SHARE = 0.5
"""Of the pages that have a number at all, those that must fit the count; sheets in the middle may lack one."""

RUNNING_PAGES = 2
"""A line that stands at the same end of this many pages, and of most of them, is a running line."""

_DIGITS = regex.compile(r"\d+")


def find_furniture(document: Document, notation: Notation) -> Spans:
    """Page numbers, running lines and metadata, in order. A page number in a running line ("Sida 2") is part of it."""
    lines = sorted({*_running_lines(document), *_metadata(document)})
    numbers = (part for number in _page_numbers(document, notation) for part in subtract(number, lines))
    return tuple(sorted({*lines, *printed(document.text, numbers)}))


def _page_numbers(document: Document, notation: Notation) -> list[Span]:
    tails = page_tails(document)
    if not tails:
        return []
    match = count_up([tail.printed for tail in tails], notation.print_number)
    numbered = sum(tail.printed != "" for tail in tails)
    if len(tails) == 1:
        return [tails[0].span] if tails[0].printed == "1" and _is_long(document, tails[0].span) else []
    if match.hits < max(2, MIN_SHARE * numbered):
        return []
    return [
        tail.span
        for i, tail in enumerate(tails)
        if tail.printed and tail.printed == notation.print_number(match.start + i)
    ]


def _is_long(document: Document, span: Span) -> bool:
    """Whether this number ends a page printed as one line; a short line's last number may be anything."""
    return span.end - document.text.rfind("\n", 0, span.start) > LONG_LINE


def _metadata(document: Document) -> Iterator[Span]:
    blocks = (block for page in document.pages for block in page.blocks)
    return (block.span for block in blocks if isinstance(block, Paragraph) and block.style == "metadata")


def _running_lines(document: Document) -> list[Span]:
    if len(document.pages) < RUNNING_PAGES:
        return []
    found: list[Span] = []
    for end in (0, -1):
        lines = [line for page in document.pages if (line := _line_at(page, end)) is not None]
        masked = [_DIGITS.sub("#", document.text[line.start : line.end]) for line in lines]
        counts = Counter(masked)
        found += [
            line
            for line, mask in zip(lines, masked, strict=True)
            if counts[mask] >= RUNNING_PAGES and counts[mask] * 2 > len(document.pages)
        ]
    return found


def _line_at(page: Page, end: int) -> Span | None:
    block: Block | None = page.blocks[end] if page.blocks else None
    if isinstance(block, Paragraph) and block.span.end - block.span.start <= LONG_LINE:
        return block.span
    return None
