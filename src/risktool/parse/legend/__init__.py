"""The document's own risk criteria: scales, the words of their steps, bands of levels, the formula, a lookup matrix.

    Skala 1–4                                  Sannolikhet: 1 Osannolikt, 2 Möjligt, 3 Säkert
    1–4 Låg, 5–9 Medel, 10–16 Hög              Riskvärde = S + K

Read from the prose and from the tables that are no registers. Bands are kept as stated, overlaps and gaps included.
A line that says nothing else is the legend itself and becomes furniture; a sentence that mentions a scale stays prose.
A band needs a level's word and a neighbour, a list of steps three numbers in a row: "1–4 mars" is no band.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from risktool.draft import DraftCriteria
from risktool.notation import Notation, printed_products
from risktool.parse.legend.found import Legend, close_bands, join, join_criteria
from risktool.parse.legend.stated import (
    FEWEST_BANDS,
    FEWEST_STEPS,
    are_words_of_scales,
    find_bands,
    find_steps,
    find_sum,
    is_band,
    named_factor,
    with_scales,
    with_steps,
)
from risktool.parse.legend.tables import read_table
from risktool.parse.tables.grid import build_grid
from risktool.parse.tables.lexicon import Lexicon, build_lexicon
from risktool.profiles import Profile, Role, fold
from risktool.sequence import LONG_LINE
from risktool.source import Document, Paragraph, Spans, Table

__all__ = ["Legend", "join_criteria", "read_legend"]

MOSTLY = 0.6
"""The share of a line that a legend must be, so that a paragraph which ends in one stays prose."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of prose, or several that hold a band each."""

    text: str
    spans: Spans


def read_legend(document: Document, spans: Spans, notation: Notation, profile: Profile) -> Legend:
    """The criteria that the words in `spans` state (prose, and tables that were not read as registers)."""
    lexicon = build_lexicon(profile)
    legend = Legend()
    about: Role | None = None
    for block in _join_bands(document, _blocks(document, spans), lexicon):
        if isinstance(block, _Line):
            legend = join(legend, _read_line(block, None, lexicon, profile))
            continue
        if isinstance(block, Table):
            legend = join(legend, read_table(build_grid(document, block, notation), lexicon))
            continue
        line = _Line(document.text[block.span.start : block.span.end], (block.span,))
        named = named_factor(regex.split(r"\d", line.text, maxsplit=1)[0], lexicon)
        about = named or (about if line.text[:1].isdigit() else None)
        legend = join(legend, _read_line(line, about, lexicon, profile))
    return close_bands(legend)


def _blocks(document: Document, spans: Spans) -> Iterable[Paragraph | Table]:
    """The paragraphs and tables that lie within the spans."""
    inside = sorted(spans)
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Table) and not block.cells:
                continue
            if any(s.start <= block.span.start and block.span.end <= s.end for s in inside):
                yield block


def _join_bands(
    document: Document, blocks: Iterable[Paragraph | Table], lexicon: Lexicon
) -> Iterable[Paragraph | Table | _Line]:
    """The blocks, with lines that hold a band each ("1–4 Låg" over "5–9 Medel") as one line."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and is_band(document.text[block.span.start : block.span.end], lexicon):
            run.append(block)
            continue
        yield from _as_line(document, run)
        run = []
        yield block
    yield from _as_line(document, run)


def _as_line(document: Document, run: Sequence[Paragraph]) -> Iterable[Paragraph | _Line]:
    if len(run) < FEWEST_BANDS:
        yield from run
    else:
        text = "\n".join(document.text[block.span.start : block.span.end] for block in run)
        yield _Line(text, tuple(block.span for block in run))


def _read_line(line: _Line, about: Role | None, lexicon: Lexicon, profile: Profile) -> Legend:
    """What one line states."""
    text = line.text
    opens = _opens_legend(text, lexicon)
    bands = find_bands(text, lexicon)
    steps = find_steps(text)
    found = DraftCriteria(levels=bands, formula=find_sum(text, lexicon))
    are_steps = len(steps) >= FEWEST_STEPS and (about is not None or are_words_of_scales(steps, lexicon))
    if are_steps or (opens and len(steps) >= 2):
        found = with_steps(found, steps, about)
    found = with_scales(found, text, lexicon)
    if found == DraftCriteria():
        return Legend()
    is_all = opens or ((bool(bands) or are_steps) and _is_mostly_numbers(text))
    is_all = is_all and not (len(text) > LONG_LINE and _holds_rows(text, profile))
    return Legend(replace(found, origin="legend"), line.spans if is_all else ())


def _holds_rows(text: str, profile: Profile) -> bool:
    """Whether a line that is a whole page holds an analysis as well: its heading, whose number may have lost its only
    digit, or a score."""
    words = "|".join(map(regex.escape, profile.heading_words))
    heading = rf"(?<!\S)(?:\d{{1,3}}[.)]?|[.)])\s*(?i:{words})\b|(?<=\S\s)(?i:{words}):\s*\p{{Lu}}"
    return regex.search(heading, text) is not None or bool(printed_products(text))


def _is_mostly_numbers(text: str) -> bool:
    """Whether most of a line stands behind its first number."""
    first = regex.search(r"\d", text)
    return first is not None and len(text) - first.start() >= MOSTLY * len(text)


def _opens_legend(text: str, lexicon: Lexicon) -> bool:
    """Whether a line begins with a word like "Skala" and a colon or a number."""
    match = regex.match(r"\s*(\p{L}+)\s*(?:[:=(]|\d)", text)
    return match is not None and fold(match[1]) in lexicon.scale_words
