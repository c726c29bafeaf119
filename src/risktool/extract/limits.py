"""How much of a document is read: enough for any register people keep, little enough for any machine.

A reader that meets a limit reads up to it and says so with the remark `partly-read`.
"""

MAX_ROWS = 10_000
"""Rows of one table or sheet with something in them; registers of whole municipalities hold some hundred."""

MAX_COLUMNS = 128
"""Columns of one table or sheet; the widest forms have about forty."""

MAX_SPAN = 10_000
"""Rows or columns that one cell or one repeat may claim; formats write a million for "to the end"."""

MAX_FILLED_REPEATS = 200
"""Times that a sheet's cell or row with something in it may be repeated in short form."""

MAX_CHARACTERS = 16_000_000
"""Characters of a document's text: over two million words, a shelf of reports."""

MAX_PART_BYTES = 64_000_000
"""Unpacked size of one part of an archive. The text of a thousand-page report is 20 MB of XML."""

MAX_SHEET_BYTES = 128_000_000
"""The same for a sheet, which is read row by row and not kept: a million formatted, empty rows are 100 MB."""

MAX_ARCHIVE_PARTS = 5_000
"""Parts of an archive; a report with a picture on every page has some hundred."""

MAX_TEXT_BYTES = 32_000_000
"""Bytes of a plain text file, which may spend two on a character."""
