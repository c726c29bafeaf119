"""Tables written with a delimiter: tabs (pasted from a spreadsheet), semicolons (Excel's CSV here), commas.

A field in quotes may hold the delimiter and line ends. A delimiter is believed when several records in a row have
the same number of fields: a sentence may hold two semicolons, but not three sentences running, and in sentences a
space follows. An empty line ends a table, unless a record of numbers follows it; a line of bare delimiters is an empty
row.

    "Risk;S;K\\n\\"Stress; oro\\";4;5\\nBrand;2;5"  ->  three records of three fields
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from risktool.extract.flow import GridCell
from risktool.extract.plain.lacking import (
    FEWEST_FACTORS,
    NUMBER,
    Placed,
    Row,
    fit,
    has_too_many_numbers,
    number_columns,
    number_places,
    place,
)

_DELIMITERS = ("\t", ";", ",")
_MIN_FIELDS = 3
"""Two columns are more often a label and its value, or a list with tabs, than a table."""

_MIN_RECORDS = {"\t": 2, ";": 3, ",": 3}
_MIN_EVEN_SHARE = {"\t": 0.5, ";": 0.75, ",": 0.8}
"""Records that must have the full number of fields: pasted tables lose trailing tabs, a comma is also punctuation."""

_MIN_NUMBERS = 0.2
"""Share of bare numbers after the first field that makes a table of what else reads like sentences."""

_SAMPLE = 16
"""Records that decide whether it is a table; a file that only begins like one is tried again at each of its lines."""

_FIELDS = {
    delimiter: regex.compile(
        rf'[ ]*"(?P<quoted>(?:[^"]|"")*+)"[ ]*(?={delimiter}|\Z)'
        rf'|(?P<open>[ ]*"(?:[^"]|"")*+\Z)'
        rf"|(?P<bare>[^{delimiter}]*)"
    )
    for delimiter in _DELIMITERS
}
_BULLET = regex.compile(r"[ \t]*[-–•*][ \t]+\p{L}")
_SHORTEST_FILE = 2
_LONGEST_NAME = 60
"""Characters of a column's name."""

_MAX_RECORD_LINES = 60
"""Lines that a quoted field may run over before the quote is taken for a quotation mark."""


@dataclass(frozen=True, slots=True)
class Delimited:
    """A delimited table: its cells, the number of the line after it, and what to say of records that lack fields."""

    cells: tuple[GridCell, ...]
    end: int
    remark: str


@dataclass(frozen=True, slots=True)
class _Record:
    fields: tuple[str, ...]
    end: int
    quoted: bool


def find_delimited(lines: Sequence[str], at: int) -> Delimited | None:
    """The table that begins at line `at`, or None."""
    likely = [delimiter for delimiter in _DELIMITERS if lines[at].count(delimiter) >= _MIN_FIELDS - 1]
    found = [(records, delimiter) for delimiter in likely if (records := _run(lines, at, delimiter))]
    if not found:
        return None
    records, delimiter = max(found, key=lambda run: run[0][-1].end)
    rows = _rows(records, delimiter)
    placed = Placed(rows, "") if delimiter == "\t" else place(rows, delimiter)
    cells = (GridCell(r, c, text) for r, row in enumerate(placed.rows) for c, text in enumerate(row) if text)
    return Delimited(tuple(cells), records[-1].end, placed.remark)


def _run(lines: Sequence[str], at: int, delimiter: str) -> list[_Record] | None:
    """The records from line `at` on, None when they are no table."""
    records: list[_Record] = []
    while at < len(lines):
        at += _goes_on_after_blank(lines, at, records, delimiter)
        record = _without_quotes(_read_record(lines, at, delimiter), records, delimiter)
        if len(record.fields) < _MIN_FIELDS or (len(records) == _SAMPLE and not _is_table(records, delimiter)):
            break
        records.append(record)
        at = record.end
    if _is_table(records[:_SAMPLE], delimiter) or _is_whole_file(lines, records, delimiter):
        return records
    return None


def _without_quotes(record: _Record, before: Sequence[_Record], delimiter: str) -> _Record:
    """A record that stands in quotes as a whole, as some programs export it, is the record inside them."""
    if not record.quoted or len(record.fields) > 1:
        return record
    inside = _split(record.fields[0], delimiter) or ()
    return replace(record, fields=inside) if not before or len(inside) == len(before[0].fields) else record


def _goes_on_after_blank(lines: Sequence[str], at: int, records: Sequence[_Record], delimiter: str) -> bool:
    """Whether an empty line only spaces records: behind it are as many fields as in the head, some of them numbers, or
    a record that is cut at its end.
    """
    if not records or lines[at].strip() or at + 1 >= len(lines):
        return False
    fields = _read_record(lines, at + 1, delimiter).fields
    width = len(records[0].fields)
    if len(fields) == width:
        return len(number_places(fields)) >= FEWEST_FACTORS
    return len(fields) >= _MIN_FIELDS and _is_cut(fields, width, number_columns(_rows(records[:_SAMPLE], delimiter)))


def _is_whole_file(lines: Sequence[str], records: Sequence[_Record], delimiter: str) -> bool:
    """Whether a head of names and one record are all that there is: a sheet with one row."""
    if len(records) != _SHORTEST_FILE or any(line.strip() for line in lines[records[-1].end :]):
        return False
    head, row = (record.fields for record in records)
    named = all(field.strip() and not NUMBER.fullmatch(field) and len(field) <= _LONGEST_NAME for field in head)
    return named and len(head) == len(row) > _MIN_FIELDS and not _is_prose(records, delimiter)


def _widths(records: Sequence[_Record], delimiter: str) -> list[int]:
    """How many fields each record has: empty ones that follow those of the head do not count, nor do those that a row
    of numbers leaves out at its end, or has too many.
    """
    rows = _rows(records, delimiter)
    width, numeric = len(rows[0]), number_columns(rows)
    return [
        width
        if _is_cut(row, width, numeric) or has_too_many_numbers(row, width, numeric)
        else max(_filled(row), min(len(row), width))
        for row in rows
    ]


def _rows(records: Sequence[_Record], delimiter: str) -> list[Row]:
    """The fields of each record, those that an unquoted delimiter parts joined where that can only be one."""
    width = len(records[0].fields)
    rows = [_rejoined(record.fields, width, delimiter) for record in records]
    numeric = number_columns(rows)
    return rows if delimiter == "\t" else [fit(row, width, numeric, delimiter) for row in rows]


def _filled(row: Sequence[str]) -> int:
    return max((at for at, field in enumerate(row, start=1) if field.strip()), default=0)


def _is_cut(row: Sequence[str], width: int, numeric: frozenset[int]) -> bool:
    """Whether a row of numbers leaves out fields at its end."""
    places = number_places(row)
    return _filled(row) < width and len(places) >= FEWEST_FACTORS and numeric.issuperset(places)


def _rejoined(fields: tuple[str, ...], width: int, delimiter: str) -> tuple[str, ...]:
    """The fields of a record that has too many because its author put no quotes around "fire, smoke".

    Joined where a space follows the delimiter, if that gives the right number; otherwise left as they are.
    """
    starts = [at for at, field in enumerate(fields) if at == 0 or not field.startswith(" ")]
    if len(fields) <= width or len(starts) != width:
        return fields
    return tuple(delimiter.join(fields[start:end]) for start, end in pairwise([*starts, len(fields)]))


def _is_table(records: Sequence[_Record], delimiter: str) -> bool:
    if len(records) < _MIN_RECORDS[delimiter] or _is_set_in(records, delimiter):
        return False
    widths = _widths(records, delimiter)
    if delimiter != "\t" and widths[1] != widths[0]:
        return False
    even = Counter(widths).most_common(1)[0][1]
    return even >= _MIN_EVEN_SHARE[delimiter] * len(records) and not _is_prose(records, delimiter)


def _is_set_in(records: Sequence[_Record], delimiter: str) -> bool:
    """Whether a tab only sets labels in to the right, and another one parts them from their values."""
    fields = [record.fields for record in records]
    is_narrow = max(map(len, fields)) == _MIN_FIELDS
    return delimiter == "\t" and is_narrow and all(not f[0].strip() and f[1].rstrip().endswith(":") for f in fields)


def _is_prose(records: Sequence[_Record], delimiter: str) -> bool:
    """A space after nearly every delimiter, as in a sentence, or a bullet before every line with commas; in a table
    with numbers a hand wrote the space.
    """
    if delimiter == "\t" or any(record.quoted for record in records):
        return False
    if delimiter == "," and all(_BULLET.match(record.fields[0]) for record in records):
        return True
    later = [field for record in records for field in record.fields[1:] if field.strip()]
    spaced = sum(field.startswith(" ") for field in later)
    numbers = sum(bool(NUMBER.fullmatch(field)) for field in later)
    return spaced * 2 > len(later) and numbers < _MIN_NUMBERS * len(later)


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
    if '"' not in text:
        return tuple(text.split(delimiter))
    field = _FIELDS[delimiter]
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
