"""A document's tables, one after the other, to the readings of those that are registers.

A table without headings goes on with the columns of the one before it; one without risks may rate those of another;
and what a page break or a sheet's edge parted is put together before it is judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from risktool.draft import DraftCriteria
from risktool.notation import Notation
from risktool.parse.tables.aligned import ALIGNED, columns_by_numbers, doubt_undrawn
from risktool.parse.tables.annex import join_annexes
from risktool.parse.tables.columns import (
    Columns,
    assign,
    fill_description,
    fill_money,
    fill_residual,
    fill_treatment,
    name_columns,
)
from risktool.parse.tables.crossed import Crossed, carried_on, read_crosses
from risktool.parse.tables.foot import follows, may_be_foot, part_reading
from risktool.parse.tables.gaps import close_gaps
from risktool.parse.tables.grid import Grid, build_grid, on_top
from risktool.parse.tables.header import Block, cut_blocks
from risktool.parse.tables.judge import (
    hold_values,
    is_annex,
    is_card,
    is_only_numbers,
    is_risk_list,
    is_risk_table,
    with_ids,
)
from risktool.parse.tables.letters import define_letters, is_letter, known_together
from risktool.parse.tables.lexicon import Lexicon, build_lexicon, find_formula
from risktool.parse.tables.listed import listed_tables
from risktool.parse.tables.pages import begins_in_a_row, carry_columns, continue_rows, doubt_break
from risktool.parse.tables.pasted import pasted_tables
from risktool.parse.tables.products import find_lost_factor, find_products, find_score, find_third_factor, multiplies
from risktool.parse.tables.reading import TableReading
from risktool.parse.tables.records import record_tables
from risktool.parse.tables.row_reader import RowReader
from risktool.parse.tables.rows import read_rows
from risktool.parse.tables.shape import Shape, kind_of, shape_of
from risktool.parse.tables.sheets import Part, Parts, Sheets, adds, calls_risks, holds, side_by_side, spread_reading
from risktool.parse.tables.sides import drop_sides, mask_legends
from risktool.parse.tables.sideways import doubt_guesses, names_on, stand_up
from risktool.parse.tables.stages import join_stages
from risktool.parse.tables.told import tells_of_risks
from risktool.parse.tables.unread import settle_factors
from risktool.parse.tables.upright import set_upright
from risktool.profiles import FACTORS, Profile, Role
from risktool.source import Document, Span, Table, TableOrigin


@dataclass(frozen=True, slots=True)
class Reader:
    """What is the same for all tables of a document."""

    document: Document
    notation: Notation
    lexicon: Lexicon
    letters: dict[str, Role]
    sheets: Sheets
    tells_of_risks: bool
    """Whether the document speaks of risks anywhere."""


_IN_ORDER: tuple[Role, ...] = ("likelihood", "consequence", "score")
"""How a form without headings prints them, by custom."""
_SAID: tuple[Role, ...] = ("level", "residual_score")
"""What a form without scores says in words."""


def read_tables(document: Document, notation: Notation, profile: Profile) -> tuple[TableReading, ...]:
    """All registers of a document. A table without headings goes on with the columns of the one before it."""
    lexicon = build_lexicon(profile)
    reader = Reader(
        document,
        notation,
        lexicon,
        define_letters(document.text, lexicon),
        Sheets(document),
        tells_of_risks(document.text, lexicon),
    )
    listed = pasted_tables(document, notation, lexicon) or record_tables(document, notation, profile)
    listed = listed or listed_tables(document, notation, lexicon)
    readings: list[TableReading] = []
    joined: list[Parts] = []
    refused: Part | None = None  # a table that was no register
    every = [
        Part(page, table)
        for page in document.pages
        for table in (*(b for b in page.blocks if isinstance(b, Table)), *listed.get(page.number, ()))
        if table.cells
    ]
    for above, part in zip((None, *every), every, strict=False):
        page, table = part
        goes_on = (
            bool(readings) and not readings[-1].is_list and (page.name is None or readings[-1].page == page.number)
        )
        # a sheet does not go on with another one
        carried = carry_columns(document, readings[-1], table.span.start, lexicon) if goes_on else None
        parts, spread = _read_rest(reader, above, part) or _read_spread(reader, part, readings, joined)
        if parts:
            joined = [*(other for other in joined if other[0].table is not parts[0].table), parts]
            others = (reading for reading in readings if not holds(parts, reading))
            readings = sorted((*others, *spread), key=lambda reading: reading.span)
            refused = None
            continue
        below = refused and _read_below(reader, refused, part)
        found = below or read_table(reader, table, page.number, carried, refused)
        refused = None if found else part
        if found and readings and page.name is None and readings[-1].page < found[0].page:
            is_aligned = table.origin in ALIGNED
            readings[-1], first = _join_pages(document, readings[-1], found[0], is_aligned=is_aligned)
            found = (first, *found[1:])
        readings.extend(found)
    return join_annexes(document, readings, lexicon)


def _read_spread(
    reader: Reader, last: Part, readings: Sequence[TableReading], joined: Sequence[Parts]
) -> tuple[Parts, tuple[TableReading, ...]]:
    """A table and those whose columns it goes on with, read as one: these, and a reading of each; empty for none."""
    for left in reader.sheets.left_parts(last.page, last.table, joined):
        parts = (*left, last)
        *others, own = (build_grid(reader.document, part.table, reader.notation) for part in parts)
        is_told = calls_risks(own, reader.lexicon) or not any(calls_risks(other, reader.lexicon) for other in others)
        if is_told and _is_register(reader, last):
            break
        grid = reduce(side_by_side, (*others, own))
        blocks = cut_blocks(grid, reader.lexicon)
        reading = _read_block(reader, grid, blocks[0], None) if len(blocks) == 1 else None
        before = next((r for r in readings if holds(left, r) and any(row.score.spans for row in r.passage.rows)), None)
        if reading is None or not any(row.score.spans for row in reading.passage.rows):
            continue
        if before is None or adds(reading, before):
            return parts, tuple(spread_reading(reader.document, reading, parts))
    return (), ()


def _is_register(reader: Reader, part: Part) -> bool:
    """Whether a table alone says both what the risks are and how they are rated."""
    rows = (row for reading in read_table(reader, part.table, part.page.number) for row in reading.passage.rows)
    return any(row.description and row.score.spans for row in rows)


def read_table(
    reader: Reader,
    table: Table,
    page: int,
    carried: Columns | None = None,
    refused: Part | None = None,
) -> tuple[TableReading, ...]:
    """The registers of one table; () for none. `refused`: the table before, if it was no register."""
    grid = build_grid(reader.document, table, reader.notation)
    upright = set_upright(grid, reader.lexicon)
    readings: list[TableReading] = []
    for block in upright.blocks:
        if not block.headings and refused and refused.goes_on(table, page):
            continue  # the rest of a table that was no register
        reading = _read_block(reader, upright.grid, block, carried, table.origin)
        if reading is not None:
            if upright.is_sideways:
                reading = doubt_guesses(reader.document, reading, table.origin, reader.lexicon)
            readings.append(replace(reading, page=page))
            carried = reading.columns
    return tuple(close_gaps(reader.document, table.span, readings, is_form=upright.is_form))


def _read_rest(reader: Reader, head: Part | None, last: Part) -> tuple[Parts, tuple[TableReading, ...]] | None:
    """A register on its side and the table overleaf that goes on with its names, as `_read_spread` gives them."""
    if (
        head is None
        or not follows(reader.document, head, last)
        or not reader.sheets.same_columns(head.table, last.table)
    ):
        return None
    top, rest = (build_grid(reader.document, part.table, reader.notation) for part in (head, last))
    register = stand_up(on_top(top, rest), reader.lexicon)
    if register is None or not names_on(top, rest, reader.lexicon):
        return None
    reading = _read_block(reader, register, cut_blocks(register, reader.lexicon)[0], None)
    if reading is None:
        return None
    reading = doubt_guesses(reader.document, reading, last.table.origin, reader.lexicon)
    return (head, last), tuple(spread_reading(reader.document, reading, (head, last)))


def _read_below(reader: Reader, head: Part, last: Part) -> tuple[TableReading, ...]:
    """A table whose headings a page break left behind, at the foot of the page before; () where that is not so.

    One reading of the headings, without rows, and one of the table below them.
    """
    if not may_be_foot(reader.document, head, last) or not reader.sheets.same_columns(head.table, last.table):
        return ()
    top, rest = (build_grid(reader.document, part.table, reader.notation) for part in (head, last))
    blocks = cut_blocks(whole := on_top(top, rest), reader.lexicon)
    if len(blocks) != 1 or blocks[0].body != top.height or cut_blocks(rest, reader.lexicon)[0].headings:
        return ()
    reading = _read_block(reader, whole, blocks[0], None, last.table.origin)
    return tuple(part_reading(reader.document, reading, head, last)) if reading else ()


def _read_block(
    reader: Reader, grid: Grid, block: Block, carried: Columns | None, origin: TableOrigin = "stated"
) -> TableReading | None:
    body = grid.window(block.body, block.end)
    if not any(map(body.filled, range(body.height))):
        return None
    if hold_values((heading.text for heading in block.headings), reader.lexicon):
        return None
    body, named_by, stages = join_stages(body, block.headings, reader.lexicon) or (body, block.headings, ())
    heads = grid.window(block.header, block.body)
    crossed = (
        Crossed(body, named_by) if stages else read_crosses(reader.document, heads, body, named_by, reader.lexicon)
    )
    body, named_by, marked, crosses = crossed
    shapes = [shape_of(body, c, reader.lexicon) for c in range(body.width)]
    is_list = is_alone = False
    is_aligned = origin in ALIGNED
    if not block.headings:
        columns = _columns_without_headings(body, shapes, carried, reader.lexicon)
    else:
        headings = mask_legends(named_by, body, shapes)
        together = _letters_of_product([heading.text for heading in headings], body, reader.lexicon)
        named = drop_sides(name_columns(headings, shapes, reader.lexicon, reader.letters, together), shapes)
        is_alone = is_card(body, named, shapes)
        columns = named if is_alone else fill_treatment(fill_description(named, shapes), shapes, reader.lexicon)
        if (product := find_score(body, columns)) is not None:
            columns = assign(columns, product, "score")
        columns = columns_by_numbers(columns, body, reader.lexicon) if is_aligned else columns
        columns = _with_lost_factor(columns, body, shapes)
        if not is_alone and not is_risk_table(body, columns, shapes, reader.lexicon):
            is_list = is_risk_list(columns, reader.lexicon)
            columns = columns if is_list else with_ids(body, named, reader.lexicon)
            if not is_list and not is_annex(body, columns):
                return None
        is_told = not is_aligned and marked == {columns.place(role) for role in FACTORS}  # each cross has a drawn place
        columns = columns if is_told else settle_factors(columns, body, shapes, reader.lexicon)  # no register by it
    if columns is None:
        return None
    is_of_anything = is_alone or (not is_list and is_only_numbers(columns, reader.lexicon))
    if is_of_anything and not reader.tells_of_risks:
        columns = replace(columns, doubtful=True)
    above = tuple(s for r in range(block.start, block.header) for s in grid.row_spans(r))
    printed = tuple(s for r in range(block.header, block.body) for s in grid.row_spans(r))
    formula = _formula(body, columns, reader.lexicon)
    is_damaged = bool(reader.notation.lost)
    rated = fill_residual(fill_money(columns, shapes, reader.lexicon), shapes, reader.lexicon)  # no register by these
    rows = RowReader(reader.document, body, rated, named_by, reader.lexicon, is_damaged, formula, marked, crosses)
    passage = read_rows(rows)
    if not passage.rows:
        return None
    passage = doubt_undrawn(passage, columns, origin, is_known=bool(block.headings) or columns == carried)
    passage = replace(
        passage,
        furniture=tuple(sorted(printed + stages + passage.furniture)),
        criteria=_criteria(columns),
    )
    spans = [s for r in range(block.start, block.end) for s in grid.row_spans(r)]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    lacks_risk = not columns.has("description") and not is_alone
    return TableReading(span, 0, above, passage, carried_on(columns, marked), lacks_risk, is_list, is_alone)


def _letters_of_product(headings: Sequence[str], body: Grid, lexicon: Lexicon) -> dict[str, Role]:
    """What letters mean together, if a column is their product: A, B and E are more than occurrence, severity and
    detection ("Eintritt, Ausmaß, Bewertung", options of a comparison), and only the numbers tell.
    """
    together = known_together(headings, lexicon)
    places = [place for place, h in enumerate(headings) if is_letter(h) and h not in headings[:place]]  # then residual
    return together if together and multiplies(body, places) else {}


def _with_lost_factor(columns: Columns, body: Grid, shapes: Sequence[Shape]) -> Columns:
    """The columns with a factor that only the products name; which one a broken heading meant stays in doubt.

    So does a table of one factor beside numbers of which nobody can tell what they rate ("Sannolikhet | Konsekv").
    """
    place = find_lost_factor(body, columns)
    if place is None:
        is_half = columns.has("likelihood") != columns.has("consequence")
        hidden = any(c.role is None and s.is_scores for c, s in zip(columns.columns, shapes, strict=True))
        return replace(columns, doubtful=True) if is_half and hidden else columns
    role: Role = "consequence" if columns.has("likelihood") else "likelihood"
    return replace(assign(columns, place, role), doubtful=True)


def _columns_without_headings(
    body: Grid, shapes: list[Shape], carried: Columns | None, lexicon: Lexicon
) -> Columns | None:
    """The columns of the table before if they fit, else by a column that is the product of two others."""
    if (
        carried is not None
        and len(carried.columns) == body.width
        and _fits(carried, shapes)
        and _is_rated(body, carried)
    ):
        rated, said = (
            [place for role in roles if (place := carried.place(role)) is not None] for roles in (_IN_ORDER, _SAID)
        )
        rated = rated or said  # "Role | Name | Date" does not go on with "Risk | Level | Residual risk"
        return None if _has_headings(body, rated, lexicon) else carried
    products = find_products(body)
    if products is None or _has_headings(body, products, lexicon):
        return None
    columns = Columns.bare(body.width)
    for place, role in zip(products, _order(carried), strict=True):
        columns = assign(columns, place, role)
    texts = [c for c in range(body.width) if shapes[c].tells and c not in products]
    if not texts:
        return None
    if len(texts) > 1 and texts[0] < products[0] and shapes[texts[0]].is_labels:
        columns = assign(columns, texts.pop(0), "number")
    columns = assign(columns, texts[0], "description")
    after = [c for c in texts[1:] if c > products[2]] or texts[1:]
    return assign(columns, max(after, key=lambda c: shapes[c].words_a_cell), "treatment") if after else columns


def _order(before: Columns | None) -> tuple[Role, ...]:
    """The order of the factors in the table before, which may have more or fewer columns; else the custom."""
    first, second = (before.place(role) if before else None for role in ("likelihood", "consequence"))
    is_turned = first is not None and second is not None and second < first
    return ("consequence", "likelihood", "score") if is_turned else _IN_ORDER


def _has_headings(body: Grid, rated: Iterable[int], lexicon: Lexicon) -> bool:
    """Whether the first row names the columns in words that no profile knows: then the numbers are no scores."""
    first = next((row for row in range(body.height) if body.filled(row)), 0)
    cells = [text for place in rated if (text := body.text(first, place))]
    return any(kind_of(text, lexicon) == "text" for text in cells)


def _fits(carried: Columns, shapes: list[Shape]) -> bool:
    """Whether these cells can go on with those columns: scores under scores, words under words."""
    for column, shape in zip(carried.columns, shapes, strict=True):
        if column.role in ("likelihood", "consequence", "score") and not shape.is_scores:
            return False
        if column.role == "description" and shape.scores * 2 > max(shape.filled, 1):
            return False
    return True


def _is_rated(body: Grid, carried: Columns) -> bool:
    """Whether numbers under carried columns are scores: some votes of an evaluation are products by chance only."""
    places = [carried.place(role) for role in _IN_ORDER]
    rows = [
        [int(text) for place in places if place is not None and (text := body.text(row, place)).isdecimal()]
        for row in range(body.height)
    ]
    whole = [row for row in rows if len(row) == len(_IN_ORDER)]
    right = sum(
        score in (likelihood * consequence, likelihood + consequence) for likelihood, consequence, score in whole
    )
    return 2 * right >= len(whole)


def _criteria(columns: Columns) -> DraftCriteria:
    likelihood, consequence = columns.scale("likelihood"), columns.scale("consequence")
    return DraftCriteria(likelihood, consequence, origin="headings") if likelihood or consequence else DraftCriteria()


def _formula(body: Grid, columns: Columns, lexicon: Lexicon) -> str | None:
    """How the headings or the numbers say that the score is made; None where they do not."""
    place = columns.place("score")
    if place is None:
        return None
    if columns.has("detection"):
        return "likelihood * consequence * detection"
    if third := find_third_factor(body, columns):
        return f"likelihood * consequence * {third}"
    formula = find_formula(lexicon, columns.columns[place].heading)
    if formula is None or (formula.kind == "product" and len(formula.factors) != len(FACTORS)):  # any but a plain one
        return None
    return "likelihood + consequence" if formula.kind == "sum" else "likelihood * consequence"


def _join_pages(
    document: Document, before: TableReading, after: TableReading, *, is_aligned: bool
) -> tuple[TableReading, TableReading]:
    """The two readings, with a row that the page break cut in the first one."""
    if before.columns != after.columns and len(before.columns.columns) != len(after.columns.columns):
        return before, after
    if not begins_in_a_row(document, before.passage, after.passage):
        return doubt_break(document, before, after) if is_aligned else (before, after)
    first, rest = continue_rows(before.passage, after.passage)
    return replace(before, passage=first), replace(after, passage=rest)
