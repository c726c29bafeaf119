"""A register as flat text: set on pages, then read off them in the order of some text layer.

    Register ──bands──▶ strips of the page ──paginate──▶ pages ──order──▶ words ──assemble──▶ text + pieces

The text of a page is one line; its page number and footer stand at the end of it (at times at the beginning). The
pieces say what every word is, so that a reading can be compared with the truth word by word.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from training.banks import load_forms
from training.layout import Band, Line, Token, centre, paginate, tokens_of, wrap
from training.orders import order_table
from training.registers import Heading, Register, Row, Section
from training.sample import HeaderPlace, Order, Part, Piece, Sample, Style, Tag

ORDERS: tuple[Order, ...] = ("by_row", "interleaved", "mixed", "columns", "chaos")

PAGE_CHARACTERS = (1200, 2500)
"""What a page of a landscape table holds; the order of reading starts anew on each."""

TABLE_FILL = 0.6
"""The part of a table's area that is words: the taller cell of a row leaves the other one's lines empty."""


def make_style(rng: random.Random, language: str = "sv", order: Order | None = None) -> Style:
    """A layout by chance; `order` fixes the order of reading."""
    widths = rng.randint(18, 46), rng.randint(18, 46)
    headers: tuple[HeaderPlace, ...] = ("none", "section", "page")
    return Style(
        order=order or rng.choices(ORDERS, [28, 38, 20, 7, 7])[0],
        header=rng.choices(headers, [45, 35, 20])[0],
        page_shape=_page_shape(rng, language),
        first_page=1 if rng.random() < 0.95 else rng.randint(2, 30),
        furniture_first=rng.random() < 0.08,
        description_width=widths[0],
        score_width=rng.choice([8, 9, 10, 11, 12, 14, 30]),
        treatment_width=widths[1],
        page_lines=max(12, round(rng.randint(*PAGE_CHARACTERS) / (sum(widths) * TABLE_FILL))),
        split_rows=rng.random() < 0.8,
        centred=rng.random() < 0.25,
        stray=rng.choice([0.0, 0.0, 0.1, 0.3]),
        narrow=rng.choice([0.0, 0.0, 0.0, 0.1]),
        scores_by_column=rng.random() < 0.5,
        tail_first=rng.random() < 0.4,
    )


def _page_shape(rng: random.Random, language: str) -> str:
    shapes = ["{n}", rng.choice(load_forms(language).page_words), rng.choice(["- {n} -", "{n}/{m}"]), ""]
    return rng.choices(shapes, [62, 18, 6, 14])[0]


def flatten(register: Register, rng: random.Random, style: Style) -> Sample:
    """The register's text as this layout and order of reading give it, with its pieces."""
    orders = {
        i: rng.choice(ORDERS) if rng.random() < style.stray else style.order for i in range(len(register.sections))
    }
    headers = {i: _header_band(register, i, style) for i in orders} if style.header != "none" else {}
    bands: list[Band] = []
    for i, section in enumerate(register.sections):
        bands += _section_bands(register, i, section, style, rng)
        if section.rows and headers:
            at = next(n for n, band in enumerate(bands) if band.kind == "row" and band.section == i)
            bands.insert(at, headers[i])
    pages = paginate(bands, style.page_lines, style.split_rows, headers if style.header == "page" else {})
    lines = [_read_page(page, orders, style, rng) for page in pages]
    text, pieces = assemble([_with_furniture(line, n, len(lines), register, style) for n, line in enumerate(lines)])
    return Sample(text, pieces, register, style)


def _section_bands(register: Register, index: int, section: Section, style: Style, rng: random.Random) -> list[Band]:
    page_width = style.description_width + style.treatment_width + 12
    heading = heading_tokens(section.heading, index)
    if index and register.sections[index - 1].prose and heading and rng.random() < 0.1:
        # Text layers drop the line break between the end of a form and the next heading ("… klart.7. Analys").
        heading = (heading[0]._replace(glued=True), *heading[1:])
    narrow = section.rows and rng.random() < style.narrow
    shape = replace(style, description_width=rng.randint(8, 10)) if narrow else style
    bands = [Band("text", index, wrap(heading, page_width))] if heading else []
    for i, row in enumerate(section.rows):
        bands += _row_bands(register, index, i, row, shape)
    for paragraph in section.prose:
        prose = tokens_of(paragraph, Tag(index, None, "prose"))
        bands.append(Band("text", index, wrap(prose, page_width)))
    return bands


def heading_tokens(heading: Heading, section: int) -> Line:
    """The heading's words; a part that no space separates from the one before it is glued to it."""
    parts: tuple[tuple[str, Part, bool], ...] = (
        (heading.number, "heading_number", True),
        (heading.word, "heading_word", heading.spaced[0]),
        (heading.subject, "subject", heading.spaced[1]),
    )
    tokens: list[Token] = []
    for text, part, spaced in parts:
        words = tokens_of(text, Tag(section, None, part))
        if words and tokens and not spaced:
            words = (words[0]._replace(glued=True), *words[1:])
        tokens += words
    return tuple(tokens)


def _row_bands(register: Register, section: int, index: int, row: Row, style: Style) -> list[Band]:
    bands = []
    if row.sub_heading:
        words = tokens_of(row.sub_heading, Tag(section, None, "remark"))
        bands.append(Band("row", section, wrap(words, style.description_width)))
    band = Band(
        "row",
        section,
        wrap(tokens_of(row.description, Tag(section, index, "description")), style.description_width),
        score_cells(register, section, index, row, style.score_width),
        wrap(tokens_of(row.treatment, Tag(section, index, "treatment")), style.treatment_width),
    )
    return [*bands, centre(band) if style.centred else band]


def score_cells(register: Register, section: int, index: int, row: Row, width: int) -> tuple[Line, ...]:
    """The score columns in printed order, a remark in the first or the last of them."""
    cells = [tokens_of(row.printed.cell(column), Tag(section, index, column)) for column in register.columns]
    lines = wrap(tokens_of(row.remark, Tag(section, index, "remark")), width)
    remark = tuple(token for line in lines for token in line)
    if row.remark_first:
        cells[0] = remark + cells[0]
    else:
        cells[-1] = cells[-1] + remark
    return tuple(cells)


def _header_band(register: Register, section: int, style: Style) -> Band:
    tag = Tag(section, None, "table_header")
    left, *names, right = (tokens_of(name, tag) for name in register.header)
    cells = tuple(tuple(token for line in wrap(name, style.score_width) for token in line) for name in names)
    return Band("header", section, wrap(left, style.description_width), cells, wrap(right, style.treatment_width))


def _read_page(
    bands: Sequence[Band], orders: Mapping[int, Order], style: Style, rng: random.Random
) -> tuple[Token, ...]:
    """The words of a page: its text from top to bottom, each table in its own order."""
    words: list[Token] = []
    for (section, kind), group in groupby(bands, lambda band: (band.section, band.kind)):
        order: Order = orders[section] if kind == "row" else "by_row"
        words += order_table(tuple(group), order, style, rng)
    return tuple(words)


def _with_furniture(
    words: tuple[Token, ...], index: int, pages: int, register: Register, style: Style
) -> tuple[Token, ...]:
    first = style.first_page
    shape = style.page_shape.format(n=first + index, m=first + pages - 1)
    footer = tokens_of(register.footer, Tag(None, None, "footer"))
    number = tokens_of(shape, Tag(None, None, "page_number"))
    return footer + number + words if style.furniture_first else words + footer + number


def assemble(pages: Sequence[Sequence[Token]]) -> tuple[str, tuple[Piece, ...]]:
    """Pages of words as one text (a line per page), and the pieces that its words make up."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for page in pages:
        at_line_start = True
        for tag, run in groupby(page, attrgetter("tag")):
            tokens = tuple(run)
            space = "" if at_line_start or tokens[0].glued else " "
            words = tokens[0].text + "".join(token.text if token.glued else f" {token.text}" for token in tokens[1:])
            start = at + len(space)
            at = start + len(words)
            parts += (space, words)
            pieces.append(Piece(start, at, *tag))
            at_line_start = False
        parts.append("\n")
        at += 1
    return "".join(parts), tuple(pieces)
