"""Remarks about what a document says: a stable code and name, a severity, a place.

Findings are collected, never raised. The names are the contract's; rules (risktool.rules) own the codes.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

Severity: TypeAlias = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest to the mildest."""


class Finding(BaseModel):
    """One remark. `section` and `risk` name where in the register, `page` and `bbox` where in the document.

    `field` is the part of the row that it is about, by its name in the contract ("score"); None for all of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    severity: Severity
    message: str
    section: int | None = None
    risk: str | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    field: str | None = None


def count(number: int, one: str, many: str = "") -> str:
    """`1 row`, `2,000 rows`; `many` where the plural is no `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def one_line(text: str) -> str:
    """A cell's words on one line; a date or a range that its line broke behind the hyphen ("2025-06-", "15") whole."""
    return " ".join(_BROKEN_FIGURES.sub("", text).split())


_BROKEN_FIGURES = re.compile(r"(?<=\d-)[^\S\n]*\n\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What is known of a rule without running it. `advice` says what to do, `doc` has its full documentation."""

    code: str
    name: str
    severity: Severity
    advice: str
    doc: str | None

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return (self.doc or "").strip().partition("\n")[0]
