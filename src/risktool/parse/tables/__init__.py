"""Tables to rows: which tables are risk registers, which column is what, and where a row goes on over a page.

    read_tables(document, notation, profile) -> one TableReading for each register, in reading order

A table that is no register gives no reading: its words stay prose for the caller. One `source.Table` can give
several readings (a sheet with registers under each other). Every word inside a reading's `span` is in exactly one
place: `above` (words before the headings: title, date, project) or a field of `passage`.

`read` joins the steps: `upright` turns what stands on its side, `grid` and `header` find the headings, `columns` deals
the roles, `judge` says whether that is a register, `rows` reads it; `pages` and `annex` join what stands in several
tables.
"""

from risktool.parse.tables.annex import row_names
from risktool.parse.tables.read import read_tables
from risktool.parse.tables.reading import TableReading

__all__ = ["TableReading", "read_tables", "row_names"]
