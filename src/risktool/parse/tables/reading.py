"""What reading one table gives."""

from dataclasses import dataclass

from risktool.draft import Passage
from risktool.parse.tables.columns import Columns
from risktool.source import Span, Spans


@dataclass(frozen=True, slots=True)
class TableReading:
    """One register read from a table.

    `span` holds all its words; `above` are the words over the headings, a cell each (a title among them);
    `is_annex`: the rows have an id and scores or treatments, but what they are about stands in another table;
    `is_list`: the rows name risks by their ids, and nothing rates them unless an annex does;
    `is_card`: the only row says all of a risk but what it is, which the heading above tells.
    """

    span: Span
    page: int
    above: Spans
    passage: Passage
    columns: Columns
    is_annex: bool = False
    is_list: bool = False
    is_card: bool = False
