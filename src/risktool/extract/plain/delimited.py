"""Tables written with a delimiter: tabs (pasted from a spreadsheet), semicolons (Excel's CSV here), commas.

A field in quotes may hold the delimiter and line ends. A delimiter is believed when several records in a row have
the same number of fields: a sentence may hold two semicolons, but not three sentences running, and in sentences a
space follows. An empty line ends a table; a line of bare delimiters is an empty row.

    "Risk;S;K\\n\\"Stress; oro\\";4;5\\nBrand;2;5"  ->  three records of three fields
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from risktool.extract.flow import GridCell

_DELIMITERS = ("\t", ";", ",")
_MIN_FIELDS = 3
"""Two columns are more often a label and its value, or a list with tabs, than a table."""

_MIN_RECORDS = {"\t": 2, ";": 3, ",": 3}
_MIN_EVEN_SHARE = {"\t": 0.5, ";": 0.75, ",": 1.0}
"""Records that must have the full number of fields: pasted tables lose trailing tabs, a comma is also punctuation."""

_SAMPLE = 40
"""Records that decide whether it is a table."""

_MAX_RECORD_LINES = 60
"""Lines that a quoted field may run over before the quote is taken for a quotation mark."""


@dataclass(frozen=True, slots=True)
class Delimited:
    """A delimited table: its cells, and the number of the line after it."""

    cells: tuple[GridCell, ...]
    end: int


@dataclass(frozen=True, slots=True)
class _Record:
    fields: tuple[str, ...]
    end: int
    quoted: bool


def find_delimited(lines: Sequence[str], at: int) -> Delimited | None:
    """The table that begins at line `at`, or None."""
    found = (_run(lines, at, delimiter) for delimiter in _DELIMITERS if lines[at].count(delimiter) >= _MIN_FIELDS - 1)
    records = max(filter(None, found), key=lambda run: run[-1].end, default=None)
    if records is None:
        return None
    cells = (
        GridCell(row, column, text)
        for row, record in enumerate(records)
        for column, text in enumerate(record.fields)
        if text
    )
    return Delimited(tuple(cells), records[-1].end)


def _run(lines: Sequence[str], at: int, delimiter: str) -> list[_Record] | None:
    """The records from line `at` on, None when they are no table."""
    records: list[_Record] = []
    while at < len(lines):
        record = _read_record(lines, at, delimiter)
        if len(record.fields) < _MIN_FIELDS or (len(records) == _SAMPLE and not _is_table(records, delimiter)):
            break
        records.append(record)
        at = record.end
    return records if _is_table(records[:_SAMPLE], delimiter) else None


def _is_table(records: Sequence[_Record], delimiter: str) -> bool:
    if len(records) < _MIN_RECORDS[delimiter]:
        return False
    width = max(len(record.fields) for record in records[:2])
    even = sum(len(record.fields) == width for record in records)
    return even >= _MIN_EVEN_SHARE[delimiter] * len(records) and not _is_prose(records, delimiter)


def _is_prose(records: Sequence[_Record], delimiter: str) -> bool:
    """A space after nearly every delimiter, as in a sentence; in a table of four columns a hand wrote it."""
    if delimiter == "\t" or any(record.quoted for record in records):
        return False
    later = [field for record in records for field in record.fields[1:] if field.strip()]
    spaced = sum(field.startswith(" ") for field in later)
    by_hand = delimiter == ";" and len(records[0].fields) > _MIN_FIELDS
    return spaced * 2 > len(later) and not by_hand


def _read_record(lines: Sequence[str], at: int, delimiter: str) -> _Record:
    """One record; it goes on over line ends while a quote is open."""
    text = lines[at]
    for end in range(at + 1, min(at + _MAX_RECORD_LINES, len(lines)) + 1):
        fields = _split(text, delimiter)
        if fields is not None:
            return _Record(fields, end, quoted='"' in text)
        if end < len(lines):
            text = f"{text}\n{lines[end]}"
    return _Record(tuple(lines[at].split(delimiter)), at + 1, quoted=False)


def _split(text: str, delimiter: str) -> tuple[str, ...] | None:
    """The fields of a record; None when its last quote is not closed yet."""
    mark = regex.escape(delimiter)
    field = regex.compile(
        rf'[ ]*"(?P<quoted>(?:[^"]|"")*+)"[ ]*(?={mark}|\Z)|(?P<open>[ ]*"(?:[^"]|"")*+\Z)|(?P<bare>[^{mark}]*)'
    )
    fields: list[str] = []
    at = 0
    while True:
        match = field.match(text, at)
        if match is None or match["open"] is not None:
            return None
        quoted = match["quoted"]
        fields.append(match["bare"] if quoted is None else quoted.replace('""', '"'))
        at = match.end()
        if at >= len(text):
            return tuple(fields)
        at += len(delimiter)
        if at == len(text):
            return (*fields, "")
