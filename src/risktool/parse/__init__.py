"""Document to Draft: which words are headings, descriptions, scores, treatments.

Furniture first, then headings, then each section by the reader that fits its blocks: cells (`tables`), labels in
running text (`inline`), or a bare stream of words (`flat`).
"""

from dataclasses import replace

import regex

from risktool.draft import Draft, DraftCriteria, DraftSection
from risktool.notation import Notation
from risktool.parse.legend import join_criteria, read_legend
from risktool.parse.tables import TableReading, read_tables
from risktool.parse.tables.grid import uncovered
from risktool.profiles import Profile
from risktool.source import Document, Paragraph, Span, Spans

__all__ = ["parse"]

_NUMBERED = regex.compile(r"[#\s]*(\d+)\s*[.)]?\s*(?=\p{L})")


def parse(document: Document, notation: Notation, profile: Profile) -> Draft:
    """Read a document. Every word of it is in exactly one place of the draft."""
    sections: list[DraftSection] = []
    furniture: list[Span] = []
    criteria = DraftCriteria()
    at = 0
    readings = read_tables(document, notation, profile)
    prose = uncovered(document, Span(0, len(document.text)), tuple(reading.span for reading in readings))
    legend = read_legend(document, prose, notation, profile)
    for reading in readings:
        heading = _heading_before(document, reading, at)
        before = heading[0].start if heading else reading.span.start
        _prose(document, sections, Span(at, before))
        furniture.extend(reading.passage.furniture)
        criteria = join_criteria(criteria, reading.passage.criteria)
        section = _section(document, heading, reading)
        if not heading and sections and sections[-1].rows:
            last = sections.pop()
            section = replace(last, rows=last.rows + section.rows, text=last.text + section.text)
        sections.append(section)
        at = reading.span.end
    _prose(document, sections, Span(at, len(document.text)))
    return Draft(
        sections=tuple(sections), furniture=tuple(sorted(furniture)), criteria=join_criteria(legend.criteria, criteria)
    )


def _prose(document: Document, sections: list[DraftSection], span: Span) -> None:
    words = uncovered(document, span, ())
    if words:
        sections.append(DraftSection(None, "", (), (), is_analysis=False, text=words))


def _heading_before(document: Document, reading: TableReading, at: int) -> Spans:
    """The paragraph right before the table, if it stands on its page and is short."""
    page = document.pages[reading.page - 1]
    found = [
        b for b in page.blocks if isinstance(b, Paragraph) and at <= b.span.start and b.span.end <= reading.span.start
    ]
    heading = [b for b in found if _NUMBERED.match(document.text[b.span.start : b.span.end])]
    return (heading[-1].span,) if heading else ()


def _section(document: Document, heading: Spans, reading: TableReading) -> DraftSection:
    text = document.text[heading[0].start : heading[0].end] if heading else ""
    match = _NUMBERED.match(text)
    start = heading[0].start + max(match.end() if match else 0, text.find(":") + 1) if heading else 0
    return DraftSection(
        number=int(match[1]) if match else None,
        printed_number=match[1] if match else "",
        heading=heading,
        subject=(Span(start, heading[0].end),) if heading else (),
        is_analysis=True,
        rows=reading.passage.rows,
        text=reading.above + reading.passage.text,
    )
