"""From headings and blocks to sections: each stretch is read by the reader that fits it.

    a table block          its cells                            (tables)
    labels in the text     "S: 4, K: 5", "Risk: … Åtgärd: …"    (inline)
    a stream of words      under an analysis heading, or behind column headings   (flat)

A stretch without any of these is prose and stays prose: rows are read only where the document says that there is
a risk table, so that minutes and telephone lists give none.

A table without a heading of its own is headed by the short paragraph right above it, or by its own title row; one
without either goes on with the section before it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

import regex

from risktool.draft import Doubt, Draft, DraftCriteria, DraftRow, DraftSection, Passage
from risktool.notation import Notation
from risktool.parse.echo import without_echo
from risktool.parse.examples import doubt_examples
from risktool.parse.flat import read_flat
from risktool.parse.flattened import has_products, is_flattened, layout_doubt, leftover_doubt, names_factors, shows_rows
from risktool.parse.furniture import find_furniture
from risktool.parse.headings import Heading, find_headings, holding_a_sentence
from risktool.parse.legend import join_criteria, read_legend
from risktool.parse.quoted import find_older
from risktool.parse.spans import printed, subtract
from risktool.parse.tables import TableReading, read_tables, row_names
from risktool.parse.tables.letters import define_letters
from risktool.parse.tables.lexicon import build_lexicon
from risktool.parse.tables.told import tells_of_risks
from risktool.parse.titles import title_of
from risktool.parse.typed.inline import Setting, read_inline
from risktool.parse.typed.marks import risk_label_end
from risktool.parse.typed.numbered import join_numbered
from risktool.parse.typed.rated_lines import read_rated_lines
from risktool.parse.typed.told_scores import read_told
from risktool.profiles import Profile, fold
from risktool.source import Document, Span, Spans, Table

_ID = regex.compile(r"\p{Lu}{1,4}[-–. ]?\d{1,4}")
"""What tells a risk from others and not what it is."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """One document being read: what every step needs to know."""

    document: Document
    notation: Notation
    profile: Profile
    furniture: Spans
    tables: tuple[TableReading, ...]
    told: frozenset[str] = frozenset()
    """The ids and descriptions of the tables' risks, folded."""
    refused: Spans = ()
    """Drawn tables that are no registers: their cells are told apart, so they are no flattened ones either."""
    older: Spans = ()
    """The older letters that this one answers."""
    states_tables: bool = False
    """Whether the document's format says what its tables are."""
    multiplies: bool = False
    """No table was read, and numbers in the text multiply time and again."""


def read_sections(document: Document, notation: Notation, profile: Profile) -> Draft:
    """The sections of a document, each with its rows and its prose."""
    furniture = find_furniture(document, notation)
    lexicon = build_lexicon(profile)
    older = find_older(document, lexicon)
    letters = define_letters(document.text, lexicon)
    told_tables = (
        replace(table, passage=read_told(table.passage, document, lexicon, letters))
        for table in read_tables(document, notation, profile)
    )
    tables = tuple(doubt_examples(document, _doubt_older(table, older), lexicon) for table in told_tables)
    lines = () if notation.lost else tuple(read_rated_lines(document, tables, lexicon, letters))
    tables, listed = join_numbered(document, tables, lines, lexicon, profile)
    furniture = _outside_tables(furniture, tables)
    prose = subtract(Span(0, len(document.text)), (*furniture, *(table.span for table in tables)))
    legend = read_legend(document, prose, notation, profile)
    furniture = tuple(sorted({*furniture, *legend.spans}))
    taken = tuple(sorted({*furniture, *listed}))
    told = frozenset(name for table in tables for row in table.passage.rows for name in row_names(document, row))
    reader = _Reader(
        document,
        notation,
        profile,
        taken,
        tables,
        told,
        _refused(document, tables),
        older,
        _states_tables(document),
        not tables and has_products(document),
    )
    titled = [title_of(document, table, taken, tables, lexicon) for table in tables]
    headings = find_headings(document, notation, profile, titled, taken)
    starts = [heading.spans[0].start for heading in headings]
    parts: list[tuple[Heading | None, Span]] = [(None, Span(0, starts[0] if starts else len(document.text)))]
    parts += zip(headings, map(Span, starts, [*starts[1:], len(document.text)]), strict=True)
    read = [_read_part(reader, heading, span) for heading, span in parts]
    flat = iter(read_flat(document, [part.text for part in read if isinstance(part, _Flat)], notation, profile))
    long = holding_a_sentence(document, headings)
    passages = [
        (heading, _read_out(part, next(flat), heading in long) if isinstance(part, _Flat) else part)
        for (heading, _), part in zip(parts, read, strict=True)
    ]
    criteria = reduce(join_criteria, (p.criteria for _, p in passages), legend.criteria)
    return Draft(
        sections=tuple(_section(h, p) for h, p in passages if h is not None or p.rows or p.text),
        furniture=tuple(sorted({*furniture, *(span for _, p in passages for span in p.furniture)})),
        criteria=criteria,
    )


def _outside_tables(furniture: Spans, tables: Sequence[TableReading]) -> Spans:
    """The furniture that no table holds within its words or signs: no word has two places."""
    held = sorted(
        span
        for table in tables
        for span in (*table.passage.furniture, *(s for row in table.passage.rows for s in row.spans))
    )
    before = (bisect_right(held, span.start, key=lambda cell: cell.start) for span in furniture)
    return tuple(s for s, at in zip(furniture, before, strict=True) if not at or held[at - 1].end < s.end)


@dataclass(frozen=True, slots=True)
class _Flat:
    """A stretch of flat text, to be read together with the document's others; `echo` is set apart from it."""

    text: Spans
    echo: Spans = ()
    doubt: Doubt | None = None
    """What puts all its rows before a person."""


def _read_part(reader: _Reader, heading: Heading | None, span: Span) -> Passage | _Flat:
    """What stands under one heading: its tables, else its labelled or flat text; the rest is prose."""
    tables = [table for table in reader.tables if span.start <= table.span.start < span.end]
    outside = [table.span for table in reader.tables]
    taken = (*reader.furniture, *(heading.spans if heading else ()), *outside)
    body = printed(reader.document.text, _cut_at(subtract(span, taken), reader.refused))
    under_analysis = heading is not None and heading.is_analysis
    if tables:
        title = set(heading.spans) if heading else set()
        above = tuple(s for table in tables for s in table.above if s not in title)
        rated, body = _newest(reader, body, tables)
        passage = merge([rated, Passage(text=(*body, *above)), *(table.passage for table in tables)])
        cards = [table for table in tables if table.is_card]
        passage = _with_title(reader, passage, heading, cards[0], body) if cards else passage
        return _doubted(passage, _leftover(reader, passage.text))
    echo: Spans = ()
    is_beside = _explains_sheets(reader)
    if (is_beside and not under_analysis) or (heading is not None and _tells_again(reader, heading)):
        return Passage(text=body)
    labelled = _read_labelled(reader, heading, body)
    if labelled is not None:
        doubt = Doubt("row-uncertain") if is_beside else _leftover(reader, labelled.text)
        return _doubted(_described(reader, labelled, heading), doubt)
    if heading is not None:
        body, echo = without_echo(reader.document, heading, body)
    grids = tuple(s for s in body if any(g.start <= s.start and s.end <= g.end for g in reader.refused))
    if grids:
        echo, body = tuple(sorted((*echo, *grids))), tuple(s for s in body if s not in grids)
    return _flat_or_prose(reader, heading, body, echo)


def _read_labelled(reader: _Reader, heading: Heading | None, body: Spans) -> Passage | None:
    """The rows of a text with labels; None where it has none, or where they are a flattened table's."""
    document, under_analysis = reader.document, heading is not None and heading.is_analysis
    is_flat = names_factors(document, body, reader.notation, reader.profile, under_analysis=under_analysis)
    if is_flat and not reader.states_tables:
        return None
    return read_inline(reader.document, body, reader.notation, reader.profile, _setting(reader, heading))


def _read_out(flat: _Flat, rows: Passage, is_long: bool) -> Passage:
    """The passage of a stretch of flat text, of which these rows were read; `is_long` says that of its heading."""
    doubt = Doubt("heading-uncertain") if is_long else flat.doubt
    return merge([Passage(text=flat.echo), _doubted(rows, doubt)])


def _flat_or_prose(reader: _Reader, heading: Heading | None, body: Spans, echo: Spans) -> Passage | _Flat:
    """What is neither a table nor labelled."""
    if body and not reader.states_tables:
        under_analysis = heading is not None and heading.is_analysis
        multiplies = reader.multiplies
        if is_flattened(reader.document, body, reader.profile, under_analysis=under_analysis, multiplies=multiplies):
            return _Flat(body, echo, layout_doubt(reader.document, body, reader.profile))
        if heading is None and shows_rows(reader.document, body, reader.profile):
            return _Flat(body, echo, Doubt("row-uncertain"))
    return Passage(text=(*echo, *body))


def _leftover(reader: _Reader, text: Spans) -> Doubt | None:
    return None if reader.states_tables else leftover_doubt(reader.document, text)


def _setting(reader: _Reader, heading: Heading | None) -> Setting:
    """What stands around a text: a heading of its own words names a risk, a table that speaks of risks may hold it."""
    lexicon = build_lexicon(reader.profile)
    text = reader.document.text
    unread = (b for page in reader.document.pages for b in page.blocks if isinstance(b, Table))
    is_beside_table = bool(reader.tables) or any(tells_of_risks(text[slice(*b.span)], lexicon) for b in unread)
    is_titled = heading is not None and bool(heading.subject) and heading.subject == heading.spans
    said = _said(reader.document, heading)
    names_risk = risk_label_end(said, lexicon) > 0 or not tells_of_risks(said, lexicon)
    return Setting(is_beside_table, is_titled and names_risk, heading is not None and heading.is_analysis)


def _said(document: Document, heading: Heading | None) -> str:
    return document.shown(heading.spans) if heading else ""


def _newest(reader: _Reader, body: Spans, tables: Sequence[TableReading]) -> tuple[Passage, Spans]:
    """The rows of a letter whose only tables stand in the older letters below it, and the words outside both."""
    edge = next((letter.start for letter in reader.older if letter.end >= tables[0].span.end), None)
    if edge is None or not all(_is_older(table, reader.older) for table in tables):
        return Passage(), body
    parts = printed(reader.document.text, _cut_at(body, reader.older))
    above = tuple(span for span in parts if span.end <= edge)
    labelled = read_inline(reader.document, above, reader.notation, reader.profile, _setting(reader, None))
    return (labelled, tuple(span for span in parts if span.end > edge)) if labelled else (Passage(), body)


def _is_older(table: TableReading, older: Spans) -> bool:
    return any(letter.start <= table.span.start < letter.end for letter in older)


def _doubt_older(table: TableReading, older: Spans) -> TableReading:
    """The table; its rows before a person where an older letter holds it, since what was sent later may say else."""
    if not _is_older(table, older):
        return table
    rows = tuple(row.doubted(Doubt("older-letter")) for row in table.passage.rows)
    return replace(table, passage=replace(table.passage, rows=rows))


def _cut_at(spans: Spans, others: Spans) -> Spans:
    """The spans, parted where one of the others begins or ends."""
    ends = sorted({end for other in others for end in other})
    parts = []
    for span in spans:
        cuts = [span.start, *(end for end in ends if span.start < end < span.end), span.end]
        parts += [Span(start, end) for start, end in pairwise(cuts)]
    return tuple(parts)


FEWEST_CELLS = 2
"""Cells beyond which lines around words draw a table: a box with a label and its words is none."""


def _refused(document: Document, tables: Sequence[TableReading]) -> Spans:
    """The drawn tables of several columns that no reading took."""
    taken = [table.span for table in tables]
    drawn = (b for page in document.pages for b in page.blocks if isinstance(b, Table) and b.origin == "ruled")
    return tuple(
        table.span
        for table in drawn
        if table.columns > 1
        and table.columns * table.rows > FEWEST_CELLS
        and not any(s.start < table.span.end and table.span.start < s.end for s in taken)
    )


def _explains_sheets(reader: _Reader) -> bool:
    """Whether text outside all tables may explain them: in a workbook that has its register in a sheet's columns,
    another sheet says how to fill them in, with examples like risks. Under an analysis' heading they may be risks.
    """
    is_workbook = any(page.name is not None for page in reader.document.pages)
    return is_workbook and any(table.passage.rows for table in reader.tables)


def _doubted(passage: Passage, doubt: Doubt | None) -> Passage:
    """The passage, its rows before a person for this reason: they may only explain the tables, say."""
    return passage if doubt is None else replace(passage, rows=tuple(row.doubted(doubt) for row in passage.rows))


def _tells_again(reader: _Reader, heading: Heading) -> bool:
    """Whether a section says more about a risk that a table rates: its heading names the risk, by its id or in full."""
    words = "".join(reader.document.text[s.start : s.end] for s in heading.spans)
    first = [fold(word) for word in words.replace(":", " ").split()[:2]]
    subject = fold("".join(reader.document.text[s.start : s.end] for s in heading.subject))
    return bool({subject, *first} & reader.told)


def _described(reader: _Reader, passage: Passage, heading: Heading | None) -> Passage:
    """The passage; its first row is what the heading says, where it says nothing itself ("### Risk 3: Flytten"). Rows
    that nothing describes are put before a person.
    """
    rows = passage.rows
    nameless = Doubt("row-uncertain", part="description")
    if heading is not None and rows and not rows[0].description:
        named = _without_label(reader, heading.subject or heading.spans)
        titled = replace(rows[0], shared=replace(rows[0].shared, description=named))
        rows = (titled.doubted(nameless) if len(rows) > 1 else titled, *rows[1:])  # it may name them all, or none
    return replace(
        passage,
        rows=tuple(row if _is_named(reader, row) else row.doubted(nameless) for row in rows),
    )


def _with_title(reader: _Reader, passage: Passage, heading: Heading | None, card: TableReading, body: Spans) -> Passage:
    """The passage with a form that the heading describes; before a person where words stand between the two, for they
    may say what the risk is.
    """
    described = _described(reader, passage, heading)
    if not any(span.start < card.span.start for span in body):
        return described
    doubt = Doubt("row-uncertain", part="description")
    return replace(described, rows=tuple(row.doubted(doubt) for row in described.rows))


def _is_named(reader: _Reader, row: DraftRow) -> bool:
    """Whether more than "Risk 2", "R2", "Riskbedömning" or a level describes a row."""
    lexicon = build_lexicon(reader.profile)
    printed = reader.document.shown(row.completed.description)
    words = fold(printed).rstrip("0123456789")
    says_nothing = words in {*lexicon.risk_words, *lexicon.follow_up_words, *map(fold, reader.profile.heading_words)}
    return bool(words) and not (says_nothing or lexicon.is_score_words(printed) or _ID.fullmatch(printed))


def _without_label(reader: _Reader, heading: Spans) -> Spans:
    """A heading's words without the label that says that they are a risk ("Risk: Flytten", "Risiko 2: Umzug")."""
    first = heading[0]
    end = risk_label_end(reader.document.text[slice(*first)], build_lexicon(reader.profile))
    return printed(reader.document.text, (Span(first.start + end, first.end), *heading[1:])) or heading


def _states_tables(document: Document) -> bool:
    blocks = (block for page in document.pages for block in page.blocks)
    return any(isinstance(block, Table) and block.origin == "stated" for block in blocks)


def _section(heading: Heading | None, passage: Passage) -> DraftSection:
    return DraftSection(
        number=heading.number if heading else None,
        printed_number=heading.printed_number if heading else "",
        heading=heading.spans if heading else (),
        subject=heading.subject if heading else (),
        is_analysis=heading.is_analysis if heading else bool(passage.rows),
        rows=passage.rows,
        text=passage.text,
    )


def merge(passages: Sequence[Passage]) -> Passage:
    """Several passages of one section, in order."""
    return Passage(
        rows=tuple(row for p in passages for row in p.rows),
        text=tuple(sorted(span for p in passages for span in p.text)),
        furniture=tuple(sorted(span for p in passages for span in p.furniture)),
        criteria=reduce(join_criteria, (p.criteria for p in passages), DraftCriteria()),
    )
