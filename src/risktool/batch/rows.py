"""A register as rows of the database's tables: the same names as in the JSON and CSV outputs.

Made in the worker, so that the driver has only to store. What is a list in the contract (candidates, printed,
review_reasons …) is JSON text, which SQLite reads with `json_each` and `->>`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from risktool.model import Range, Register, Risk, Section

__all__ = ["FINDING_COLUMNS", "RISK_COLUMNS", "SECTION_COLUMNS", "Rows", "SqlRow", "SqlValue", "tabulate"]

SqlValue: TypeAlias = str | int | float | None
SqlRow: TypeAlias = tuple[SqlValue, ...]

SECTION_COLUMNS = ("position", "number", "printed_number", "heading", "subject", "kind", "pages", "text")

RISK_COLUMNS = (
    *("position", "section_position", "section", "subject", "id", "description"),
    *("likelihood", "consequence", "score", "level", "treatment", "owner", "due"),
    *("residual_likelihood", "residual_consequence", "residual_score"),
    *("status", "confidence", "needs_review", "review_reasons", "candidates", "printed", "page"),
    *("likelihood_low", "likelihood_high", "consequence_low", "consequence_high", "score_low", "score_high"),
    *("likelihood_label", "consequence_label", "level_label", "other", "bbox"),
)

FINDING_COLUMNS = ("position", "code", "name", "severity", "message", "section", "risk", "page")


LARGEST_WHOLE = 2**63 - 1
"""That SQLite can hold."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One document's rows, in the order of the columns above, and the whole register as compact JSON."""

    json: str = ""
    media_type: str | None = None
    reader: str | None = None
    language: str | None = None
    pages: int = 0
    words: int = 0
    unassigned: int = 0
    sections: tuple[SqlRow, ...] = ()
    risks: tuple[SqlRow, ...] = ()
    findings: tuple[SqlRow, ...] = ()


def tabulate(register: Register) -> Rows:
    """All rows of one document; positions count from 0 in the document's order."""
    placed = [(at, section, risk) for at, section in enumerate(register.sections) for risk in section.risks]
    return Rows(
        json=register.model_dump_json(),
        media_type=register.source.media_type,
        reader=register.source.reader,
        language=register.language,
        pages=register.source.pages,
        words=register.coverage.words,
        unassigned=register.coverage.unassigned,
        sections=tuple(_storable(_section_row(at, section)) for at, section in enumerate(register.sections)),
        risks=tuple(_storable(_risk_row(at, *place)) for at, place in enumerate(placed)),
        findings=tuple(
            _storable((at, f.code, f.name, f.severity, f.message, f.section, f.risk, f.page))
            for at, f in enumerate(register.findings)
        ),
    )


def _storable(row: SqlRow) -> SqlRow:
    """A whole number that SQLite has no room for is stored as a floating one, as SQLite does it; `json` has it all."""
    return tuple(float(value) if isinstance(value, int) and abs(value) > LARGEST_WHOLE else value for value in row)


def _section_row(position: int, section: Section) -> SqlRow:
    return (
        *(position, section.number, section.printed_number, section.heading, section.subject, section.kind),
        *(_json(section.pages), section.text),
    )


def _risk_row(position: int, section_position: int, section: Section, risk: Risk) -> SqlRow:
    residual = risk.residual
    return (
        *(position, section_position, section.number, section.subject, risk.id, risk.description),
        *(risk.likelihood, risk.consequence, risk.score, risk.level, risk.treatment, risk.owner, risk.due),
        *((residual.likelihood, residual.consequence, residual.score) if residual else (None, None, None)),
        *(risk.status, risk.confidence, int(risk.needs_review)),
        _json([reason.model_dump() for reason in risk.review_reasons]),
        *(_json(risk.candidates), risk.printed.model_dump_json(), risk.page),
        *_ends(risk.likelihood_range, risk.consequence_range, risk.score_range),
        *(risk.likelihood_label, risk.consequence_label, risk.level_label, _json(risk.other)),
        _json(risk.bbox) if risk.bbox else None,
    )


def _ends(*ranges: Range | None) -> Iterable[SqlValue]:
    for ends in ranges:
        yield from ends or (None, None)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
