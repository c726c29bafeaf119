"""Register to CSV and back: one row a risk, the contract's columns, three dialects.

    plain      UTF-8, comma, LF, RFC 4180 quoting: for programs
    excel      with a byte order mark and CRLF: what Excel opens with a double click where commas part columns
    excel-sv   a semicolon between columns and a decimal comma: the same in Sweden and most of Europe

A text that a spreadsheet would run as a formula gets an apostrophe in front; `read_csv` takes it off. Ranges have
an en dash, because a spreadsheet makes a date of "2-4".
"""

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from io import StringIO
from typing import Literal, TypeAlias

import regex

from risktool.model import Number, Range, Register, Risk, Section
from risktool.render.marks import show_pair, show_range

Dialect: TypeAlias = Literal["plain", "excel", "excel-sv"]

BYTE_ORDER_MARK = "\ufeff"

_FORMULA = regex.compile(r"'*[=+\-@\t\r].*", flags=regex.DOTALL)
"""What is taken for a formula, and what would be taken for our own escape of one."""

_DASH = "-"
"""Alone it is a stated "none", and no spreadsheet runs it."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One risk as the texts of its cells, in the contract's order, without any dialect's escapes."""

    document: str
    section: str
    subject: str
    id: str
    description: str
    likelihood: str
    consequence: str
    score: str
    level: str
    treatment: str
    owner: str
    due: str
    residual_likelihood: str
    residual_consequence: str
    residual_score: str
    status: str
    confidence: str
    needs_review: str
    review_reasons: str
    candidates: str
    printed: str
    page: str


COLUMNS = tuple(field.name for field in fields(CsvRow))

NUMBERS = frozenset(
    f"{stem}{name}" for stem in ("", "residual_") for name in ("likelihood", "consequence", "score")
) | {"confidence"}
"""Columns in which a decimal point becomes a decimal comma for Swedish readers."""


def render_csv(register: Register, dialect: Dialect = "plain") -> str:
    """All risks of a register as CSV text."""
    return write_csv(csv_rows(register), dialect)


def csv_rows(register: Register) -> tuple[CsvRow, ...]:
    """All risks of a register as rows of cells."""
    name = register.source.name
    return tuple(_row(name, section, risk) for section in register.sections for risk in section.risks)


def write_csv(rows: Iterable[CsvRow], dialect: Dialect = "plain") -> str:
    """Rows as CSV text in a dialect, header first."""
    mark = "" if dialect == "plain" else BYTE_ORDER_MARK
    tables = (astuple(row) for row in rows)
    if dialect == "excel-sv":
        tables = (tuple(_swap_decimals(cells, ".", ",")) for cells in tables)
    return mark + "".join(_line(tuple(map(_escape, cells)), dialect) for cells in (COLUMNS, *tables))


def read_csv(text: str) -> tuple[CsvRow, ...]:
    """The rows of a CSV text that `write_csv` made, in whatever dialect. Raises ValueError for any other table."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    is_swedish = text.startswith(";".join(COLUMNS[:2]))
    header, *rows = csv.reader(StringIO(text, newline=""), delimiter=";" if is_swedish else ",")
    if tuple(header) != COLUMNS:
        raise ValueError(f"not a register: its columns are {', '.join(header)}")
    cells = ([_unescape(cell) for cell in row] for row in rows)
    return tuple(CsvRow(*(_swap_decimals(row, ",", ".") if is_swedish else row)) for row in cells)


def _row(document: str, section: Section, risk: Risk) -> CsvRow:
    after = risk.residual
    return CsvRow(
        document=document,
        section="" if section.number is None else str(section.number),
        subject=section.subject,
        id=risk.id,
        description=risk.description,
        likelihood=_number(risk.likelihood, risk.likelihood_range),
        consequence=_number(risk.consequence, risk.consequence_range),
        score=_number(risk.score, risk.score_range),
        level=risk.level or "",
        treatment=risk.treatment or "",
        owner=risk.owner or "",
        due=risk.due or "",
        residual_likelihood=_number(after.likelihood) if after else "",
        residual_consequence=_number(after.consequence) if after else "",
        residual_score=_number(after.score) if after else "",
        status=risk.status,
        confidence=_number(risk.confidence),
        needs_review="true" if risk.needs_review else "false",
        review_reasons="\n".join(f"{reason.code}: {reason.text}" for reason in risk.review_reasons),
        candidates=", ".join(map(show_pair, risk.candidates)),
        printed=_printed(risk),
        page="" if risk.page is None else str(risk.page),
    )


def _number(number: Number | None, span: Range | None = None) -> str:
    if span is not None:
        return show_range(span)
    return "" if number is None else repr(number)


def _printed(risk: Risk) -> str:
    """Likelihood | consequence | score as printed; a number alone where they cannot be told apart."""
    parts = (risk.printed.likelihood, risk.printed.consequence, risk.printed.score)
    return " | ".join(parts) if parts[0] or parts[1] else parts[2]


def _line(cells: tuple[str, ...], dialect: Dialect) -> str:
    """One row and its line end.

    The csv module quotes the characters of its own line end only, and a reader takes a bare CR for one. So it always
    writes CRLF, which is replaced behind the row.
    """
    text = StringIO()
    csv.writer(text, delimiter=";" if dialect == "excel-sv" else ",").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + ("\n" if dialect == "plain" else "\r\n")


def _swap_decimals(cells: Iterable[str], point: str, other: str) -> list[str]:
    """The cells with another decimal sign in the columns that hold numbers."""
    return [cell.replace(point, other) if name in NUMBERS else cell for name, cell in zip(COLUMNS, cells, strict=True)]


def _escape(cell: str) -> str:
    return f"'{cell}" if cell != _DASH and _FORMULA.fullmatch(cell) else cell


def _unescape(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.fullmatch(cell) else cell
