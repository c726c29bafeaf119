"""Draft to Register: spans become words and numbers, each judged. The only place that fills in what is missing."""

from risktool.draft import Draft, DraftRow, DraftSection
from risktool.model import (
    ConfidenceParts,
    Coverage,
    Criteria,
    PlacedText,
    Printed,
    Register,
    Residual,
    Risk,
    Section,
    Source,
    SourceRemark,
)
from risktool.notation import Notation
from risktool.profiles import Profile
from risktool.recover.numbers import Cells, Resolved, resolve
from risktool.recover.words import read_words
from risktool.source import Document, Spans

__all__ = ["recover"]


def recover(draft: Draft, document: Document, notation: Notation, profile: Profile, review_below: float) -> Register:
    """The register that a draft says, without findings (see `rules`)."""
    return Register(
        source=Source(
            name=document.name,
            sha256=document.sha256,
            media_type=document.media_type,
            pages=len(document.pages),
            reader=document.reader,
            remarks=tuple(SourceRemark(name=r.name, message=r.message, page=r.page) for r in document.remarks),
        ),
        language=profile.language,
        criteria=Criteria(likelihood=notation.likelihood, consequence=notation.consequence, origin="profile"),
        sections=tuple(
            _section(section, index, draft, document, notation, review_below)
            for index, section in enumerate(draft.sections, start=1)
        ),
        furniture=_placed(draft.furniture, document),
        unassigned=_placed(draft.unassigned, document),
        coverage=_account(draft, document),
    )


def _section(
    section: DraftSection,
    index: int,
    draft: Draft,
    document: Document,
    notation: Notation,
    review_below: float,
) -> Section:
    stem = _stem(section, index, draft)
    return Section(
        number=section.number,
        printed_number=section.printed_number,
        heading=read_words(document, section.heading),
        subject=read_words(document, section.subject),
        kind="analysis" if section.is_analysis or section.rows else "comment",
        pages=_pages(section, document),
        text=read_words(document, section.text),
        risks=tuple(
            _risk(row, f"{stem}.{n}", document, notation, review_below) for n, row in enumerate(section.rows, start=1)
        ),
    )


def _stem(section: DraftSection, index: int, draft: Draft) -> str:
    """The part of a row's id before the dot: "7", the second section 7 "7b", without a number "s3"."""
    if section.number is None:
        return f"s{index}"
    earlier = sum(s.number == section.number for s in draft.sections[: index - 1])
    return f"{section.number}{'abcdefghijklmnopqrstuvwxyz'[min(earlier, 25)] if earlier else ''}"


def _pages(section: DraftSection, document: Document) -> tuple[int, ...]:
    spans = section.heading + section.text + tuple(s for row in section.rows for s in _row_spans(row))
    return tuple(
        sorted({document.page_at(offset) for s in spans if s.end > s.start for offset in (s.start, s.end - 1)})
    )


def _row_spans(row: DraftRow) -> Spans:
    residual = row.residual.spans if row.residual else ()
    other = tuple(span for _, spans in row.other for span in spans)
    return row.description + row.score.spans + row.treatment + row.owner + row.due + residual + row.level_label + other


def _risk(row: DraftRow, risk_id: str, document: Document, notation: Notation, review_below: float) -> Risk:
    numbers = resolve(_cells(row, document, notation), notation)
    parts = ConfidenceParts(
        score=row.certainty.score, description=row.certainty.description, treatment=row.certainty.treatment
    )
    confidence = round(parts.score * parts.description * parts.treatment, 3)
    return Risk(
        id=risk_id,
        description=read_words(document, row.description or row.shared_description),
        likelihood=numbers.likelihood,
        consequence=numbers.consequence,
        score=numbers.score,
        likelihood_range=numbers.likelihood_range,
        consequence_range=numbers.consequence_range,
        score_range=numbers.score_range,
        candidates=numbers.candidates,
        printed=_printed(row, document),
        treatment=read_words(document, row.treatment) or None,
        owner=read_words(document, row.owner) or None,
        due=read_words(document, row.due) or None,
        residual=_residual(row, document, notation),
        other={name: read_words(document, spans) for name, spans in row.other if spans},
        status=numbers.status,
        confidence=confidence,
        confidence_parts=parts,
        needs_review=_needs_review(numbers, confidence, review_below),
        page=row.page,
        bbox=row.box,
    )


def _needs_review(numbers: Resolved, confidence: float, review_below: float) -> bool:
    return confidence < review_below or numbers.status in ("ambiguous", "inconsistent") or numbers.doubtful


def _cells(row: DraftRow, document: Document, notation: Notation) -> Cells:
    text = [
        notation.decode(" ".join(document.text[s.start : s.end] for s in spans)).strip()
        for spans in (row.score.likelihood, row.score.consequence, row.score.score)
    ]
    return Cells(text[0], text[1], text[2] if row.score.has_product else None, row.score.pooled)


def _printed(row: DraftRow, document: Document) -> Printed:
    return Printed(
        likelihood=document.shown(row.score.likelihood),
        consequence=document.shown(row.score.consequence),
        score=document.shown(row.score.score),
    )


def _residual(row: DraftRow, document: Document, notation: Notation) -> Residual | None:
    if row.residual is None or not row.residual.spans:
        return None
    cells = [
        notation.decode(document.shown(spans))
        for spans in (row.residual.likelihood, row.residual.consequence, row.residual.score)
    ]
    numbers = resolve(Cells(cells[0], cells[1], cells[2] if row.residual.has_product else None), notation)
    return Residual(likelihood=numbers.likelihood, consequence=numbers.consequence, score=numbers.score)


def _placed(spans: Spans, document: Document) -> tuple[PlacedText, ...]:
    return tuple(
        PlacedText(page=document.page_at(span.start), text=text)
        for span in spans
        if (text := read_words(document, (span,)))
    )


def _account(draft: Draft, document: Document) -> Coverage:
    words = len(document.text.split())
    unassigned = sum(len(document.text[s.start : s.end].split()) for s in draft.unassigned)
    return Coverage(words=words, placed=words - unassigned, unassigned=unassigned)
