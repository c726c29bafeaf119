"""Tables that say more about the risks of another table, row by row under the same ids.

    ID | Risk          and    ID | S | K | Score        and    ID | Tiltag
    R1 | Hal trappa           R1 | 3 | 2 | 6                   R1 | Matta

The rows of an annex are joined to the rows they belong to: one risk, one row. An annex whose risks are rated already
shows them once more and stays prose. One whose ids are in no table rates risks that are told of elsewhere: its rows
are risks, and the id is all that the table says of them: a person is asked.

A whole register that comes again under a title like "Residual risk" or "Efter åtgärd" says what is left of the same
risks. One that describes the same risks and only says what is done about them gives them their treatments.

A list that only names risks by their ids ("ID | Risk | Category") is a register if an annex rates them.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import regex

from risktool.draft import Doubt, DraftRow, PrintedScore
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.reading import TableReading
from risktool.parse.tables.rows import join_rows
from risktool.profiles import fold
from risktool.source import Document, Span, Spans

MOST_STRAYS = 0.2
"""The share of an annex's ids that may be unknown: a row deleted in one table and forgotten in the other."""

LONGEST_TITLE = 120
"""Characters of a line that heads a table."""

SHORTEST_NAME, SHORTEST_TITLE = 3, 12
"""Letters and digits that name a risk: "R01" and "29337" do, "7" and "Brand" stand for other things too."""

_ID = regex.compile(r"\s*[*_]*(\p{Lu}{0,4}[-–. ]?\d{1,4}[a-z]?)\b")
"""An id that opens a description: "R1: Hal trappa"."""


def join_annexes(document: Document, readings: Sequence[TableReading], lexicon: Lexicon) -> tuple[TableReading, ...]:
    """The readings, with annexes joined to the registers they belong to, or left out."""
    joined = list(readings)
    for place, annex in enumerate(readings):
        if annex.is_annex:
            _join(document, joined, place, lexicon)
        elif place and lexicon.is_residual(_title(document, readings, place)):
            _join_residual(document, joined, place)
        elif place:
            _join_treatments(document, joined, place)
    return tuple(reading for reading in joined if not _is_left(reading) and _is_rated(reading))


def _is_left(reading: TableReading) -> bool:
    """Whether an annex belongs to no register; one without rows ended the last row of the page before."""
    return reading.is_annex and bool(reading.passage.rows)


def _title(document: Document, readings: Sequence[TableReading], place: int) -> str:
    """The short line above a register's headings, in its table or before it."""
    reading = readings[place]
    if reading.above:
        return document.text[reading.above[-1].start : reading.above[-1].end]
    before = document.text[readings[place - 1].span.end : reading.span.start].strip().rpartition("\n")[2]
    return before if len(before) <= LONGEST_TITLE else ""


def _join_residual(document: Document, readings: list[TableReading], place: int) -> None:
    """Give the risks of an earlier register what this one says is left of them, if it holds the same risks."""
    again = readings[place].passage
    for owner in range(place):
        rows = {_names(document, row): line for line, row in enumerate(readings[owner].passage.rows)}
        lines = [rows.get(_names(document, row)) for row in again.rows]
        found = [line for line in lines if line is not None]
        mine = readings[owner].passage.rows
        if len(found) < len(lines) or len(set(found)) < len(lines) or any(mine[line].residual for line in found):
            continue
        whole = list(mine)
        for line, row in zip(found, again.rows, strict=True):
            whole[line] = replace(whole[line], residual=row.score)
        readings[owner] = replace(readings[owner], passage=replace(readings[owner].passage, rows=tuple(whole)))
        rest = (s for row in again.rows for s in row.spans if s not in row.score.spans)
        text = tuple(sorted((*again.text, *rest)))
        readings[place] = replace(readings[place], passage=replace(again, rows=(), text=text))
        return


def _join_treatments(document: Document, readings: list[TableReading], place: int) -> None:
    """Give the risks of an earlier register their treatments, if this one says nothing but what is done about them,
    what they are rated at without it, and what is left of them then.
    """
    again = readings[place].passage
    if any(row.score.likelihood or row.score.consequence or not row.treatment for row in again.rows):
        return
    wanted = [_shown(document, row.description) for row in again.rows]
    for owner in range(place):
        whole = list(readings[owner].passage.rows)
        told = [_shown(document, row.description) for row in whole]
        lines = _find_named(told, wanted)
        pairs = list(zip(lines, again.rows, strict=True)) if lines else []
        if not pairs or not all(_lacks(document, whole[line], row) for line, row in pairs):
            continue
        for (line, row), name in zip(pairs, wanted, strict=True):
            joined = join_rows(whole[line], _only_new(row))
            doubt = Doubt("treatment-uncertain", row.treatment, part="treatment")
            whole[line] = joined if fold(told[line]) == fold(name) else joined.doubted(doubt)
        known = (span for row in again.rows for span in (*row.description, *row.score.spans))
        furniture = tuple(sorted((*again.furniture, *known)))
        readings[owner] = replace(readings[owner], passage=replace(readings[owner].passage, rows=tuple(whole)))
        readings[place] = replace(readings[place], passage=replace(again, rows=(), furniture=furniture))
        return


def _find_named(told: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Which of the names that are told each wanted one is: the same, or else the only one whose first words it is;
    each has another one. Empty where any is not to be found.
    """
    found = []
    for name in map(fold, wanted):
        same = [line for line, other in enumerate(told) if fold(other) == name]
        begun = same or [line for line, other in enumerate(told) if name in accumulate(map(fold, other.split()))]
        if len(name) < SHORTEST_TITLE or len(begun) != 1:
            return []
        found += begun
    return found if len(set(found)) == len(found) else []


def _only_new(row: DraftRow) -> DraftRow:
    """What a row says of a risk that is told and rated elsewhere; a level beside what is left is the level of that."""
    left = row.level_label if row.residual else ()
    other = (*row.other, ("", left)) if left else row.other
    level = () if left else row.level_label
    return replace(row, description=(), score=PrintedScore(), level_label=level, other=other)


def _lacks(document: Document, row: DraftRow, extra: DraftRow) -> bool:
    """Whether a rated row has none of what another one says, which has a treatment and no rating of its own."""
    both = (row.treatment, row.residual and extra.residual, row.level_label and extra.level_label)
    same = not extra.score.score or document.shown(row.score.score) == document.shown(extra.score.score)
    return bool(row.score.spans and extra.treatment and same) and not any(both)


def _names(document: Document, row: DraftRow) -> tuple[str, str]:
    return _id_of(document, row), _words(document, row.description)


def _is_rated(reading: TableReading) -> bool:
    """A list of risks that no annex rates is prose."""
    return not reading.is_list or any(row.score.spans for row in reading.passage.rows)


def _join(document: Document, readings: list[TableReading], place: int, lexicon: Lexicon) -> None:
    """Move the rows of the annex at `place` to where they belong; those with an unknown id become its text."""
    annex = readings[place].passage
    if not any(_is_known(document, readings, row) for row in annex.rows):
        if rows := _rows_of_ids(readings[place], lexicon):
            readings[place] = replace(readings[place], passage=replace(annex, rows=rows), is_annex=False)
        return
    owners = [_find_row(document, readings, row) for row in annex.rows]
    found = [owner for owner in owners if owner is not None]
    if len(set(found)) < len(found) or len(found) < (1 - MOST_STRAYS) * len(owners):
        return
    ids: list[Span] = []
    text: list[Span] = []
    for row, owner in zip(annex.rows, owners, strict=True):
        if owner is None:
            text += row.spans
        else:
            readings[owner[0]] = _with_row(readings[owner[0]], owner[1], row)
            ids += _id_spans(row)
    passage = replace(
        annex, rows=(), text=tuple(sorted((*annex.text, *text))), furniture=tuple(sorted((*annex.furniture, *ids)))
    )
    readings[place] = replace(readings[place], passage=passage, is_annex=False)


def _is_known(document: Document, readings: Sequence[TableReading], annex_row: DraftRow) -> bool:
    """Whether any table has a row with this id."""
    wanted = _words(document, _id_spans(annex_row))
    rows = (row for reading in readings if not reading.is_annex for row in reading.passage.rows)
    return any(wanted == _id_of(document, row) for row in rows)


def _rows_of_ids(annex: TableReading, lexicon: Lexicon) -> tuple[DraftRow, ...]:
    """The rows of an annex to nothing, if they are risks, asked: they are rated, or their ids stand under "Risk"."""
    rows = tuple(_described_by_id(row) for row in annex.passage.rows)
    if all(row.score.likelihood and row.score.consequence for row in rows):
        return tuple(row.doubted(Doubt("description-bare", row.description, part="description")) for row in rows)
    nameless = Doubt("row-uncertain", part="description")
    is_named = lexicon.is_risk_heading(annex.columns.columns[0].heading)
    return tuple(row.doubted(nameless) for row in rows) if is_named else ()


def _described_by_id(row: DraftRow) -> DraftRow:
    return replace(row, description=_id_spans(row), other=row.other[1:])


def _with_row(reading: TableReading, line: int, extra: DraftRow) -> TableReading:
    rows = list(reading.passage.rows)
    whole = join_rows(rows[line], replace(extra, other=extra.other[1:]))
    score = replace(whole.score, has_product=extra.score.has_product) if extra.score.spans else whole.score
    rows[line] = replace(whole, score=score)
    return replace(reading, passage=replace(reading.passage, rows=tuple(rows)))


def _find_row(document: Document, readings: Sequence[TableReading], annex_row: DraftRow) -> tuple[int, int] | None:
    """The table and row with the same id that still lacks what the annex row says."""
    wanted = _words(document, _id_spans(annex_row))
    for place, reading in enumerate(readings):
        if reading.is_annex:
            continue
        for line, row in enumerate(reading.passage.rows):
            if wanted and wanted == _id_of(document, row) and _is_open(row, annex_row):
                return place, line
    return None


def row_names(document: Document, row: DraftRow) -> tuple[str, ...]:
    """What other parts of a document may call a risk, folded: its id, if that is no mere count, and its description."""
    names = (_id_of(document, row), _words(document, row.description))
    return tuple(n for n in names if (len(n) >= SHORTEST_NAME and any(map(str.isdigit, n))) or len(n) >= SHORTEST_TITLE)


def _is_open(row: DraftRow, extra: DraftRow) -> bool:
    return not (row.score.spans and extra.score.spans) and not (row.treatment and extra.treatment)


def _id_spans(row: DraftRow) -> Spans:
    """The first of the other cells: the id, in a table whose columns begin with one."""
    return row.other[0][1] if row.other else ()


def _id_of(document: Document, row: DraftRow) -> str:
    own = _words(document, _id_spans(row))
    if own and any(c.isdigit() for c in own):
        return own
    match = _ID.match(document.text[row.description[0].start : row.description[0].end]) if row.description else None
    return fold(match[1]) if match else own


def _words(document: Document, spans: Spans) -> str:
    return fold(_shown(document, spans))


def _shown(document: Document, spans: Spans) -> str:
    return " ".join(document.text[s.start : s.end] for s in spans)
