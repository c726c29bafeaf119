"""Registers and findings from the compact tables in tests/rules/*.toml."""

import tomllib
from pathlib import Path
from typing import Any

from risktool.model import (
    ConfidenceParts,
    Coverage,
    Criteria,
    Damage,
    LevelRule,
    PlacedText,
    Printed,
    Register,
    ReviewReason,
    Risk,
    Section,
    Source,
    SourceRemark,
)
from risktool.pipeline import Options, parse_bytes

HERE = Path(__file__).parent

CERTAIN = ConfidenceParts(score=1, description=1, treatment=1)


def load_cases(code: str) -> list[dict[str, Any]]:
    """The cases of one rule."""
    cases: list[dict[str, Any]] = tomllib.loads((HERE / f"{code.lower()}.toml").read_text(encoding="utf-8"))["case"]
    return cases


def build_register(case: dict[str, Any]) -> Register:
    """`notes` is a document, read as any other; `rows` is one analysis with number 1, `sections` are several."""
    if "notes" in case:
        return parse_bytes(case["notes"].encode(), "notes.md", Options())
    sections = case.get("sections") or [{"number": 1, "rows": case.get("rows", [])}]
    unassigned = tuple(PlacedText(page=1, text=text) for text in case.get("unassigned", []))
    return Register(
        source=Source(
            name="notes.md",
            sha256="",
            media_type="text/markdown",
            pages=1,
            reader="test",
            remarks=tuple(SourceRemark(**remark) for remark in case.get("remarks", [])),
        ),
        language="en",
        criteria=_criteria(case.get("criteria", {})),
        damage=tuple(Damage(confidence=1, evidence=("test",), **damage) for damage in case.get("damage", [])),
        sections=tuple(_section(section) for section in sections),
        unassigned=unassigned,
        coverage=Coverage(words=1, placed=1, unassigned=0),
    )


def _criteria(data: dict[str, Any]) -> Criteria:
    levels = tuple(LevelRule(**level) for level in data.get("levels", []))
    return Criteria(**{"likelihood": (1, 5), "consequence": (1, 5), "origin": "profile", **data, "levels": levels})


def _section(data: dict[str, Any]) -> Section:
    number = data.get("number")
    stem = data.get("stem", number)
    heading = data.get("heading", f"{number}. Analysis")
    return Section(
        number=number,
        printed_number=str(number or ""),
        heading=heading,
        subject=heading,
        kind=data.get("kind", "analysis"),
        pages=(data.get("page", 1),),
        risks=tuple(_risk(row, f"{stem}.{n}") for n, row in enumerate(data.get("rows", []), start=1)),
    )


def _risk(data: dict[str, Any], risk_id: str) -> Risk:
    factors = [data.get(k, data.get(f"{k}_range")) for k in ("likelihood", "consequence")]
    printed = {k: str(data.get(k, "")) for k in ("likelihood", "consequence", "score")}
    defaults = {
        "id": risk_id,
        "description": f"Something happens at {_spell(risk_id)}",
        "status": "missing" if None in factors else "read",
        "confidence": 1,
        "confidence_parts": CERTAIN,
        "needs_review": False,
        "page": 1,
    }
    reasons = tuple(ReviewReason(code=code, text=code) for code in data.get("review_reasons", []))
    return Risk(**{**defaults, **data, "printed": Printed(**data.get("printed", printed)), "review_reasons": reasons})


def _spell(risk_id: str) -> str:
    """An id in letters, so that rows without words of their own are not duplicates."""
    return "".join(chr(ord("a") + int(c)) if c.isdecimal() else "z" for c in risk_id)
