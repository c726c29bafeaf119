"""Numbers as a spreadsheet stores them to the text a reader would write: 4.0 is "4", day 45292 is "2024-01-01".

A sheet stores binary fractions, so 15 significant digits are shown, as spreadsheets do: 0.1 + 0.2 is "0.3". Dates
become ISO 8601; which numbers are dates, only the cell's number format tells.
"""

from datetime import datetime, timedelta
from typing import Literal, TypeAlias

import regex

NumberKind: TypeAlias = Literal["number", "percent", "date"]

_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Number formats without a pattern of their own that show dates or times (ECMA-376, 18.8.30; 27-58 by locale)."""

_BUILT_IN_PERCENTS = frozenset((9, 10))
_NO_PATTERN = regex.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]')
"""Parts of a number format that print as they stand: quoted and escaped text, fill, colours and conditions."""

_EPOCH_1900 = datetime(1899, 12, 30)  # one day early: the format has a 29 February 1900, which was none
_EPOCH_1904 = datetime(1904, 1, 1)
_MAX_DAYS = 2_958_466  # 9999-12-31, the last day the format knows


def plain_number(value: str) -> str:
    """A stored number without noise; "" when it is none."""
    try:
        number = float(value)
    except ValueError:
        return ""
    return format(number, ".15g")


def percentage(value: str) -> str:
    """A stored share as a reader sees it: "0.35" is "35%"."""
    number = plain_number(value)
    return f"{format(float(number) * 100, '.12g')}%" if number else ""


def iso_date(value: str, *, from_1904: bool = False) -> str:
    """A stored day number as a date, with the time if it has one; a bare time for less than a day; else ""."""
    number = plain_number(value)
    if not number or not 0 <= float(number) < _MAX_DAYS:
        return ""
    days = float(number)
    moment = (_EPOCH_1904 if from_1904 else _EPOCH_1900) + timedelta(seconds=round(days * 86_400))
    if days < 1:
        return moment.strftime("%H:%M")
    return moment.strftime("%Y-%m-%d" if days.is_integer() else "%Y-%m-%d %H:%M")


def number_kind(format_id: int, pattern: str = "") -> NumberKind:
    """What a number format shows. `pattern` is the document's own ("" for a built-in format)."""
    shown = _NO_PATTERN.sub("", pattern).lower()
    if format_id in _BUILT_IN_PERCENTS or "%" in shown:
        return "percent"
    if (format_id in _BUILT_IN_DATES and not pattern) or regex.search(r"[ymdhs]", shown.replace("general", "")):
        return "date"
    return "number"
