"""A flattened text with its truth: every character that is not white space belongs to exactly one piece."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from training.registers import Register

Part: TypeAlias = Literal[
    "heading_number",
    "heading_word",
    "subject",
    "table_header",
    "description",
    "likelihood",
    "consequence",
    "score",
    "treatment",
    "page_number",
    "footer",
    "prose",
    "remark",
]
"""What a piece of text is. `prose` is running text outside a table; `remark` is text in a table that is neither
description nor treatment: a sub-heading (no row) or words among a row's numbers (with its row)."""

Order: TypeAlias = Literal["by_row", "interleaved", "mixed", "columns", "chaos"]
HeaderPlace: TypeAlias = Literal["none", "section", "page"]


class Tag(NamedTuple):
    """Where a word belongs. Indices count from 0; `section` None for what belongs to the page."""

    section: int | None
    row: int | None
    part: Part


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]` is one stretch of one part, without white space at its ends, on one page."""

    start: int
    end: int
    section: int | None
    row: int | None
    part: Part

    @property
    def tag(self) -> Tag:
        """Where the piece belongs."""
        return Tag(self.section, self.row, self.part)


@dataclass(frozen=True, slots=True)
class Style:
    """How one document is laid out and read off the page. Widths in characters, heights in lines.

    `order` is the usual order of reading; `stray` the chance that a section has another one. `narrow` is the chance
    of a section whose description column is so narrow that it breaks words ("förvaltn ingen"). `page_shape` takes
    {n} and {m}, "" for no page numbers. `centred`: cells stand in the middle of their row, not at its top.
    `tail_first`: a treatment cut by a page break goes on before the next descriptions are read, not behind them.
    """

    order: Order
    header: HeaderPlace
    page_shape: str
    first_page: int
    furniture_first: bool
    description_width: int
    score_width: int
    treatment_width: int
    page_lines: int
    split_rows: bool
    centred: bool
    stray: float
    narrow: float
    scores_by_column: bool
    tail_first: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A flattened text, its pieces in reading order, and what it was made from. Pages are lines of `text`.

    `lost` are characters that the text layer printed as nothing, `lost_words` words that it left out.
    """

    text: str
    pieces: tuple[Piece, ...]
    register: Register
    style: Style | None = None
    """None for a text that went through a real word processor."""
    lost: str = ""
    lost_words: tuple[str, ...] = ()

    def shown(self, section: int | None, row: int | None, part: Part) -> str:
        """The words of one part of one row, in reading order, joined by a space ("" if nothing is printed)."""
        tag = Tag(section, row, part)
        return " ".join(self.text[p.start : p.end] for p in self.pieces if p.tag == tag)
