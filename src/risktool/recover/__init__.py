"""Draft to Register: spans become words and numbers, each judged. The only place that fills in what is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from string import ascii_lowercase

import regex

from risktool.draft import Draft, DraftRow, DraftSection, PrintedScore
from risktool.model import (
    ConfidenceParts,
    Coverage,
    Damage,
    Level,
    Place,
    PlacedText,
    Printed,
    Register,
    Residual,
    Risk,
    ScorePlaces,
    Section,
    Source,
    SourceRemark,
)
from risktool.notation import Notation
from risktool.profiles import Profile
from risktool.recover.criteria import Judge, build_judge, cell_text
from risktool.recover.disputes import with_disputes
from risktool.recover.found import fill_in, how_found
from risktool.recover.numbers import Cells, Resolved, resolve
from risktool.recover.review import review_reasons
from risktool.recover.words import Reader, build_reader
from risktool.source import Document, Spans

__all__ = ["recover"]

_NUMBER = regex.compile(r"\d+")
_BAND = regex.compile(r"\d+\s?[-–—]\s?\d+")


def recover(
    draft: Draft,
    document: Document,
    notation: Notation,
    profile: Profile,
    review_below: float,
    damage: tuple[Damage, ...] = (),
) -> Register:
    """The register that a draft says, without findings (see `rules`)."""
    judge = replace(build_judge(draft, document, notation, profile), damage=damage)
    reader = build_reader(document, profile, notation)
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
        criteria=judge.criteria,
        damage=damage,
        sections=tuple(
            _section(section, stem, reader, judge.for_rows(section.rows, document), review_below)
            for section, stem in zip(draft.sections, _stems(draft.sections), strict=True)
        ),
        furniture=_placed(draft.furniture, reader),
        unassigned=_placed(draft.unassigned, reader),
        coverage=_account(draft, document),
    )


def _section(section: DraftSection, stem: str, reader: Reader, judge: Judge, review_below: float) -> Section:
    return Section(
        number=section.number,
        printed_number=section.printed_number,
        heading=reader.text(section.heading),
        subject=reader.text(section.subject),
        kind="analysis" if section.is_analysis or section.rows else "comment",
        pages=_pages(section, reader.document),
        text=reader.text(section.text),
        risks=tuple(
            _risk(with_disputes(row.completed, reader.document), f"{stem}.{n}", reader, judge, review_below)
            for n, row in enumerate(section.rows, start=1)
        ),
    )


def _stems(sections: Iterable[DraftSection]) -> Iterator[str]:
    """The part of each section's row ids before the dot: "7", the second section 7 "7b", without a number "s3"."""
    seen: Counter[int] = Counter()
    for index, section in enumerate(sections, start=1):
        if section.number is None:
            yield f"s{index}"
            continue
        earlier = seen[section.number]
        yield f"{section.number}{_letters(earlier) if earlier else ''}"
        seen[section.number] += 1


def _letters(number: int) -> str:
    """0 is a, 25 z, 26 aa, as a sheet's columns are counted."""
    more, last = divmod(number, len(ascii_lowercase))
    return (_letters(more - 1) if more else "") + ascii_lowercase[last]


def _pages(section: DraftSection, document: Document) -> tuple[int, ...]:
    ends = (offset for s in section.spans if s.end > s.start for offset in (s.start, s.end - 1))
    return tuple(sorted({document.page_at(offset) for offset in ends}))


def _risk(row: DraftRow, risk_id: str, reader: Reader, judge: Judge, review_below: float) -> Risk:
    document = reader.document
    description, treatment = reader.read(row.description), reader.read(row.treatment)
    judge = judge.for_score(row.score)
    cells = _cells(row.score, document, judge.notation)
    numbers = _judged(resolve(cells, judge), cells, judge)
    found = how_found(row.score, numbers, document, judge.notation, judge.damage)
    numbers = found.applied(numbers)
    level_label = reader.text(row.level_label) or row.marked_level or numbers.level_label
    is_unread = numbers.status == "missing" and _holds_score(level_label or "")
    numbers = replace(numbers, doubtful=True) if is_unread else numbers
    parts = ConfidenceParts(
        score=round(row.certainty.score * found.certainty, 4),
        description=round(row.certainty.description * description.certainty, 4),
        treatment=round(row.certainty.treatment * treatment.certainty, 4),
    )
    together = row.certainty.together * found.certainty
    confidence = round(together * description.certainty * treatment.certainty, 3)
    printed = _printed(row, document)
    needs_review = _needs_review(numbers, confidence, review_below)
    said = " ".join(filter(None, (printed.likelihood, printed.consequence, printed.score))) or level_label or ""
    reasons = review_reasons(numbers, said, row.doubts, reader, judge.profile) if needs_review else ()
    return Risk(
        id=risk_id,
        description=description.text,
        likelihood=numbers.likelihood,
        consequence=numbers.consequence,
        score=numbers.score,
        likelihood_range=numbers.likelihood_range,
        consequence_range=numbers.consequence_range,
        score_range=numbers.score_range,
        likelihood_label=numbers.likelihood_label,
        consequence_label=numbers.consequence_label,
        formula=judge.stated_formula(),
        candidates=numbers.candidates,
        level=_level(numbers, level_label, judge),
        level_label=level_label,
        printed=printed,
        treatment=treatment.text or None,
        owner=reader.text(row.owner) or None,
        due=reader.text(row.due) or None,
        residual=_residual(row, reader, judge),
        other=_other(row, reader),
        status=numbers.status,
        filled=fill_in(numbers, printed),
        evidence=found.evidence,
        confidence=confidence,
        confidence_parts=parts,
        needs_review=needs_review,
        review_reasons=reasons,
        page=row.page,
        bbox=row.box,
        cells=_places(row.score, document),
    )


def _judged(numbers: Resolved, cells: Cells, judge: Judge) -> Resolved:
    """The numbers, doubtful where one is outside the document's own scale (the words of a scale are always on it), or
    names another highest step than that.
    """
    likelihood = None if numbers.likelihood_label else numbers.likelihood
    consequence = None if numbers.consequence_label else numbers.consequence
    is_foreign = judge.is_of_another_scale(cells.likelihood, cells.consequence)
    return replace(numbers, doubtful=True) if is_foreign or judge.is_off_scale(likelihood, consequence) else numbers


def _holds_score(label: str) -> bool:
    """Whether a level holds numbers that are no band of a scale: "4 times 4 is 16", but not "Medium (5-9)"."""
    return len(_NUMBER.findall(_BAND.sub("", label))) > 1


def _needs_review(numbers: Resolved, confidence: float, review_below: float) -> bool:
    return confidence < review_below or numbers.status in ("ambiguous", "inconsistent") or numbers.doubtful


def _level(numbers: Resolved, label: str | None, judge: Judge) -> Level | None:
    """By the printed level, else by the score, else by the factors of a form that prints no score."""
    if label is not None and (named := judge.name_level(label)) is not None:
        return named
    score = numbers.score
    if score is None and judge.formula == "product" and not numbers.score_range:
        factors = (numbers.likelihood, numbers.consequence)
        score = None if factors[0] is None or factors[1] is None else factors[0] * factors[1]
    return judge.find_level(score, numbers.likelihood, numbers.consequence)


def _cells(score: PrintedScore, document: Document, notation: Notation) -> Cells:
    text = [cell_text(document, spans, notation) for spans in (score.likelihood, score.consequence, score.score)]
    return Cells(text[0], text[1], text[2] if score.has_product else None, score.pooled)


def _printed(row: DraftRow, document: Document) -> Printed:
    return Printed(
        likelihood=document.shown(row.score.likelihood),
        consequence=document.shown(row.score.consequence),
        score=document.shown(row.score.score),
    )


def _places(score: PrintedScore, document: Document) -> ScorePlaces:
    return ScorePlaces(
        likelihood=_place(score.likelihood, document),
        consequence=_place(score.consequence, document),
        score=_place(score.score, document),
    )


def _place(spans: Spans, document: Document) -> Place | None:
    place = document.place_of(spans)
    return Place(page=place.page, bbox=place.box) if place else None


def _residual(row: DraftRow, reader: Reader, judge: Judge) -> Residual | None:
    if row.residual is None or not row.residual.spans:
        return None
    numbers = resolve(_cells(row.residual, reader.document, judge.notation), judge)
    printed = reader.text(row.residual.spans)
    said = sum(number is not None for number in (numbers.likelihood, numbers.consequence, numbers.score))
    is_blank = not printed.strip(BLANKS)
    in_words = any(c.isalpha() or not c.isascii() for c in printed) or len(printed.split()) > said
    return Residual(
        likelihood=numbers.likelihood,
        consequence=numbers.consequence,
        score=numbers.score,
        label=printed if in_words and not is_blank else None,
    )


BLANKS = " -–—−/."
"""What people print where nothing is left."""


def _other(row: DraftRow, reader: Reader) -> dict[str, str]:
    """Columns without a field, by heading. Two of one heading ("Kommentar", "Kommentar") stand below each other."""
    texts: dict[str, str] = {}
    for name, spans in row.other:
        if spans:
            texts[name] = "\n".join(filter(None, (texts.get(name), reader.text(spans))))
    return texts


def _placed(spans: Spans, reader: Reader) -> tuple[PlacedText, ...]:
    return tuple(
        PlacedText(page=reader.document.page_at(span.start), text=text)
        for span in spans
        if (text := reader.text((span,)))
    )


def _account(draft: Draft, document: Document) -> Coverage:
    """Each word of the source once: one that is only partly placed has no place."""
    words = len(document.text.split())
    (unassigned,) = document.count_words(draft.unassigned)
    return Coverage(words=words, placed=words - unassigned, unassigned=unassigned)
