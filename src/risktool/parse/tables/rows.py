"""The rows of a risk table: each row's cells to the fields of a `DraftRow`.

What is no risk is kept apart: repeated headings (furniture), sub-headings and sums (text), and lines that only go
on with the row above (several actions under one score, a merged score cell): one printed score is one row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from risktool.draft import DraftRow, Passage, PrintedScore, Shared
from risktool.page_counts import is_page_count
from risktool.parse.spans import uncovered
from risktool.parse.tables.aligned import halved
from risktool.parse.tables.header import is_repeated
from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.packed import split_packed
from risktool.parse.tables.row_doubts import ANY_WORD, find_doubts, holds_scales
from risktool.parse.tables.row_reader import RowReader
from risktool.parse.tables.shape import MARKS
from risktool.parse.tables.totals import is_sum, is_total
from risktool.profiles import Role, fold
from risktool.source import Span, Spans

_RECORD = regex.compile(r"[;,|]\s*\d+\s*[;,|]")
"""A number between two separators: the cells of a row that was never parted."""

_TRANSITION = regex.compile(r"\s*(?P<before>\d{1,3}(?:[.,]\d)?)\s*(?:→|->|=>|⇒|➜|➔)\s*(?P<after>\d{1,3}(?:[.,]\d)?)\s*")
"""A number before treatment and the one after it."""

_LABELLED = regex.compile(r"(?P<label>\p{L}[\p{L} ]{2,30}?)\s?:\s+(?=\S)")
_TREATED = regex.compile(rf"\s*\n\s*{_LABELLED.pattern}")
"""A line that says what is done: "Åtgärd: sanda"."""

MOST_WORDS_OF_A_SUBHEADING = 6
"""A lone cell with more words is a risk that nobody has rated yet."""

_BLANK_TO_FILL = regex.compile(r"[\[<{(]{1,2}[^\[\]<>{}]*[\]>})]{1,2}|[.…_]+|[xX]{3,}")
"""A description that asks for one: "<risk>", "[Beskriv risken]", "…"."""

_SCORED: tuple[Role, Role, Role] = ("likelihood", "consequence", "score")
_RESIDUAL: tuple[Role, Role, Role] = ("residual_likelihood", "residual_consequence", "residual_score")
_OWN_FIELDS: frozenset[Role] = frozenset(
    {*_SCORED, *_RESIDUAL, "description", "treatment", "owner", "due", "level", "residual"}
)


def read_rows(reader: RowReader) -> Passage:
    """All rows of the grid, and the words that are in none."""
    rows: list[DraftRow] = []
    text: list[Spans] = []
    furniture: list[Spans] = []
    opened = 0  # where the last row begins
    for r in range(reader.grid.height):
        if not reader.grid.filled(r):
            continue
        if _is_printed_again(reader, r):
            furniture.append(reader.grid.row_spans(r))
        elif rows and (treated := _treat_below(reader, r, rows[-1])) is not None:
            rows[-1], label = treated
            furniture.append(label)
        elif _is_template(reader, r) or (_is_aside(reader, r) and not _goes_on_lone(reader, r, rows)):
            text.append(reader.grid.row_spans(r))
        else:
            row, loose, signs = _read_row(reader, r)
            text.append(loose)
            furniture.append(signs)
            if rows and (_goes_on(reader, r) or _is_part(reader, r, opened) or _is_rest(reader, r, rows[-1])):
                joined = join_rows(rows[-1], row)
                rows[-1] = halved(joined) if _holds_a_record(reader, r) else joined
            else:
                rows.append(row)
                opened = r
    return Passage(tuple(rows), _flat(text), _flat(furniture))


def _is_printed_again(reader: RowReader, r: int) -> bool:
    """Whether a row is of the page and not of the table: its headings once more, or the page's number."""
    if reader.headings and is_repeated(reader.grid, r, reader.headings):
        return True
    words = (reader.grid.text(r, c) for c in reader.grid.filled(r))
    return is_page_count(" ".join(words))


def join_rows(first: DraftRow, second: DraftRow) -> DraftRow:
    """One row of two: each field of the second goes on with the first's."""
    other = [*first.other]
    for heading, spans in second.other:
        place = next((i for i, (name, _) in enumerate(other) if name == heading), None)
        if place is None:
            other.append((heading, spans))
        else:
            other[place] = (heading, other[place][1] + spans)
    return replace(
        first,
        description=first.description + second.description,
        score=_join_scores(first.score, second.score),
        treatment=first.treatment + second.treatment,
        owner=first.owner + second.owner,
        due=first.due + second.due,
        residual=_join_residuals(first.residual, second.residual),
        level_label=first.level_label + second.level_label,
        other=tuple(other),
        doubts=first.doubts + second.doubts,
    )


def _join_scores(first: PrintedScore, second: PrintedScore) -> PrintedScore:
    return replace(
        first,
        likelihood=first.likelihood + second.likelihood,
        consequence=first.consequence + second.consequence,
        score=first.score + second.score,
    )


def _join_residuals(first: PrintedScore | None, second: PrintedScore | None) -> PrintedScore | None:
    return _join_scores(first, second) if first and second else first or second


def _flat(parts: Iterable[Spans]) -> Spans:
    return tuple(sorted(span for spans in parts for span in spans))


def _is_aside(reader: RowReader, r: int) -> bool:
    """A sub-heading (one cell for all columns, or a short lone one) or a row of sums."""
    grid, columns = reader.grid, reader.columns
    filled = grid.filled(r)
    first = grid.text(r, filled[0])
    if is_total(reader, r):
        return True
    if len(filled) > 1:
        return False
    if columns.columns[filled[0]].role == "score":
        return is_sum(reader, r)
    entry = grid.own(r, filled[0])
    if entry is None or entry.cell.column_span * 2 > grid.width:
        return True
    role = columns.columns[filled[0]].role
    if role == "number":
        return True
    short = len(first.split()) <= MOST_WORDS_OF_A_SUBHEADING and first[-1] not in ".?!"
    return role in ("description", None) and short and not reader.is_damaged and grid.height > 1


def _treat_below(reader: RowReader, r: int, last: DraftRow) -> tuple[DraftRow, Spans] | None:
    """The row above with its treatment, which a row of one cell tells ("Åtgärd: sanda"), and the label."""
    filled = reader.grid.filled(r)
    if len(filled) != 1 or last.treatment or reader.columns.has("treatment"):
        return None
    (span,) = reader.grid.spans(r, filled[0])
    match = _LABELLED.match(reader.document.text, span.start, span.end)
    if match is None or fold(match["label"]) not in reader.lexicon.treatment_words:
        return None
    return replace(last, treatment=(Span(match.end(), span.end),)), (Span(span.start, match.end()),)


def _is_template(reader: RowReader, r: int) -> bool:
    """A row that a form shows to be filled in: "[Description of risk] | [1-5] | [1-5]", "What may
    happen | 1-5 | 1-5"."""
    place = reader.columns.place("description")
    text = "" if place is None else reader.grid.text(r, place)
    if _is_unfilled(reader, r):
        return True
    if holds_scales(reader, r) and (place is None or not reader.has(r, "treatment", "owner")):
        return True
    return bool(_BLANK_TO_FILL.fullmatch(text)) and not any(cell.isdecimal() for cell in reader.texts(r, *_SCORED))


def _is_unfilled(reader: RowReader, r: int) -> bool:
    """Whether all that a row has is the product of nothing, which a copied formula shows: "7 |  |  |  | 0"."""
    columns = reader.columns.columns
    filled = [c for c in reader.grid.filled(r) if columns[c].role != "level"]
    filled = [c for c in filled if columns[c].role != "number" or ANY_WORD.search(reader.grid.text(r, c))]
    products = [c for c in filled if columns[c].role in ("score", "residual_score") and reader.grid.text(r, c) == "0"]
    return bool(filled) and products == filled and not reader.is_damaged


def _goes_on(reader: RowReader, r: int) -> bool:
    """Whether a row has no score of its own place: its score cell is merged with the one above, or all that could
    make it a row is empty."""
    if reader.has(r, *_SCORED, *_RESIDUAL, "residual"):
        return False
    places = [p for role in _SCORED if (p := reader.columns.place(role)) is not None and p not in reader.marked]
    merged = [p for p in places if reader.grid.own(r, p) is None and (e := reader.grid.cover(r, p)) and e.text]
    return bool(merged) or not reader.has(r, "description", "number")


def _is_part(reader: RowReader, r: int, opened: int) -> bool:
    """Whether a row only says more of the risk of the row `opened`: no risk and no rating of its own, and a label
    within that one's ("R1a" or "R1.1" below "R1").
    """
    if reader.has(r, "description", *_SCORED, *_RESIDUAL, "residual"):
        return False
    above, own = (next(iter(reader.texts(row, "number")), "").rstrip(".):") for row in (opened, r))
    return bool(above) and own.startswith(above) and not own[len(above) :][:1].isdecimal()


def _goes_on_lone(reader: RowReader, r: int, rows: Sequence[DraftRow]) -> bool:
    """Whether a lone cell goes on with the row above it; at the head of a later page, with one of the page before."""
    if rows:
        return _is_rest(reader, r, rows[-1])
    (span, *_) = reader.grid.row_spans(r)
    return reader.document.page_at(span.start) > 1 and reader.document.text[span.start].islower()


def _is_rest(reader: RowReader, r: int, last: DraftRow) -> bool:
    """Whether a lone description is the end of the sentence above it, which a page or a fold cut."""
    place = reader.columns.place("description")
    if place is None or reader.grid.filled(r) != (place,) or not last.description:
        return False
    above = reader.document.text[last.description[-1].start : last.description[-1].end].rstrip()
    below = reader.grid.text(r, place)
    return above[-1:] not in ".!?:…" and not below[0].isupper() and ANY_WORD.search(below) is not None


def _holds_a_record(reader: RowReader, r: int) -> bool:
    """Whether a row's only cell may be a row of its own: "brand;3;4;12"."""
    return any(_RECORD.search(reader.grid.text(r, c)) for c in reader.grid.filled(r))


def _read_row(reader: RowReader, r: int) -> tuple[DraftRow, Spans, Spans]:
    """The row, its words in columns without any heading or role, and the signs between packed numbers."""
    cells = {role: _spans(reader, r, role) for role in _OWN_FIELDS}
    cells, arrows = _split_transitions(reader, cells)
    cells, label = _split_treatment(reader, cells)
    score, signs = _score(reader, cells, _SCORED)
    residual, more_signs = _score(
        reader, {**cells, "residual_score": cells["residual_score"] + cells["residual"]}, _RESIDUAL
    )
    other, loose = _rest(reader, r)
    crosses = _flat(reader.grid.spans(r, c) for c in reader.crosses)
    spans = reader.grid.row_spans(r)
    doubts = find_doubts(reader, r, cells)
    row = DraftRow(
        description=cells["description"],
        score=score,
        treatment=cells["treatment"],
        owner=cells["owner"],
        due=cells["due"],
        residual=residual if residual.spans else None,
        level_label=cells["level"],
        marked_level=_marked_level(reader, r),
        other=other,
        certainty=doubts.certainty,
        doubts=doubts.all,
        page=reader.document.page_at(spans[0].start),
        box=reader.document.box_of(spans),
        shared=_shared(reader, r),
    )
    return row, loose, arrows + label + signs + more_signs + crosses


def _split_treatment(reader: RowReader, cells: dict[Role, Spans]) -> tuple[dict[Role, Spans], Spans]:
    """The cells with a treatment that the description's cell tells on a line of its own, and its label; in a table
    without a column for it.
    """
    for span in () if reader.columns.has("treatment") else cells["description"]:
        match = _TREATED.search(reader.document.text, span.start, span.end)
        if match and fold(match["label"]) in reader.lexicon.treatment_words:
            told, done = Span(span.start, match.start()), Span(match.end(), span.end)
            label = uncovered(reader.document.text, span, (told, done))
            return {**cells, "description": (told,), "treatment": (done,)}, label
    return cells, ()


def _split_transitions(reader: RowReader, cells: dict[Role, Spans]) -> tuple[dict[Role, Spans], Spans]:
    """The cells with "4 → 2" parted into the number before treatment and the one after it, and the arrows.

    Only a falling arrow is a transition (treatment does not make a risk graver), and only where no column says what
    is left.
    """
    if any(cells[role] for role in (*_RESIDUAL, "residual")):
        return cells, ()
    parted = dict(cells)
    arrows: list[Spans] = []
    for role, after in zip(_SCORED, _RESIDUAL, strict=True):
        for span in cells[role]:
            match = _TRANSITION.fullmatch(reader.document.text, span.start, span.end)
            if match and float(match["before"].replace(",", ".")) > float(match["after"].replace(",", ".")):
                first, second = (Span(match.start(g), match.end(g)) for g in ("before", "after"))
                parted[role], parted[after] = (first,), (second,)
                arrows.append(uncovered(reader.document.text, span, (first, second)))
    return parted, _flat(arrows)


def _spans(reader: RowReader, r: int, role: Role) -> Spans:
    place = reader.columns.place(role)
    return () if place is None else reader.grid.spans(r, place)


def _score(reader: RowReader, cells: dict[Role, Spans], roles: tuple[Role, Role, Role]) -> tuple[PrintedScore, Spans]:
    """The three parts, each from its column, or all from one cell that holds them together; and its signs."""
    likelihood, consequence, score = (cells[role] for role in roles)
    columns = reader.columns
    if score and not columns.has(roles[0]) and not columns.has(roles[1]):
        place = columns.place(roles[2])
        heading = columns.columns[place].heading if place is not None else ""
        packed = split_packed(reader.document, score, heading, reader.lexicon)
        if packed is not None:
            return packed
    elif likelihood and consequence and (again := split_packed(reader.document, score, "", reader.lexicon)):
        said, signs = again
        shown = reader.document.shown
        if said.score and all(
            shown(a) == shown(b) for a, b in ((likelihood, said.likelihood), (consequence, said.consequence))
        ):
            printed = PrintedScore(likelihood, consequence, said.score, formula=reader.formula)
            return printed, tuple(sorted((*signs, *said.likelihood, *said.consequence)))
    has_product = bool(score) or columns.has(roles[2]) or (roles == _RESIDUAL and columns.has("residual"))
    return PrintedScore(likelihood, consequence, score, has_product=has_product, formula=reader.formula), ()


def _marked_level(reader: RowReader, r: int) -> str | None:
    """The heading of the only column of levels that this row marks: "Låg | Medel | Hög" over "| x |"."""
    columns = reader.columns.columns
    levels = [c for c, column in enumerate(columns) if column.heading and _is_level(column.heading, reader.lexicon)]
    marked = [c for c in levels if reader.grid.text(r, c) in MARKS]
    return columns[marked[0]].heading if len(levels) > 1 and len(marked) == 1 else None


def _is_level(heading: str, lexicon: Lexicon) -> bool:
    """Whether a heading is one level: "Hög", "Hög risk"."""
    words = [fold(word) for word in heading.split()]
    return bool(words) and words[0] in lexicon.level_words and all(w in lexicon.risk_words for w in words[1:])


def _rest(reader: RowReader, r: int) -> tuple[tuple[tuple[str, Spans], ...], Spans]:
    """Cells of columns that have no field of their own: by their heading, or loose where there is none."""
    other: list[tuple[str, Spans]] = []
    loose: list[Spans] = []
    for c in reader.grid.filled(r):
        column = reader.columns.columns[c]
        if not _is_other(reader, c) or c in reader.crosses:
            continue
        if column.heading:
            other.append((column.heading, reader.grid.spans(r, c)))
        else:
            loose.append(reader.grid.spans(r, c))
    return tuple(other), _flat(loose)


def _is_other(reader: RowReader, c: int) -> bool:
    """Whether a column has no field of its own."""
    role = reader.columns.columns[c].role
    return role not in _OWN_FIELDS or reader.columns.place(role) != c


def _shared(reader: RowReader, r: int) -> Shared:
    """What cells say that are merged with the row above: they hold for this row as well."""
    cells = {role: _merged_spans(reader, r, reader.columns.place(role)) for role in _OWN_FIELDS}
    residual_score = cells["residual_score"] or cells["residual"]
    columns = enumerate(reader.columns.columns)
    return Shared(
        description=cells["description"],
        score=PrintedScore(cells["likelihood"], cells["consequence"], cells["score"]),
        residual=PrintedScore(cells["residual_likelihood"], cells["residual_consequence"], residual_score),
        treatment=cells["treatment"],
        owner=cells["owner"],
        due=cells["due"],
        level_label=cells["level"],
        other=tuple(
            (column.heading, spans)
            for c, column in columns
            if _is_other(reader, c) and column.heading and (spans := _merged_spans(reader, r, c))
        ),
    )


def _merged_spans(reader: RowReader, r: int, place: int | None) -> Spans:
    """The words of the cell at this place, where it begins in the same column of a row above, or is a heading's."""
    if place is None or reader.grid.own(r, place) is not None:
        return ()
    entry = reader.grid.cover(r, place)
    is_shared = place in reader.marked or (id(entry), place) in reader.beginnings
    return entry.spans if entry is not None and is_shared else ()
