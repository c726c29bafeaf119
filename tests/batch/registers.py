"""A stored register that does not depend on how well anything is parsed."""

from pathlib import Path

from risktool.batch.rows import tabulate
from risktool.batch.store import Copy, Entry, Store
from risktool.batch.work import Record, WorkKey
from risktool.findings import Finding
from risktool.model import (
    ConfidenceParts,
    Coverage,
    Level,
    Printed,
    Register,
    Residual,
    ReviewReason,
    Risk,
    Section,
    Source,
)
from risktool.pipeline import Options

SURE = ConfidenceParts(score=1, description=1, treatment=1)


def make_risk(number: int, score: int | None, level: Level | None, **more: object) -> Risk:
    values = {
        "description": f"Risk {number}, med komma",
        "score": score,
        "level": level,
        "status": "read",
        "confidence": 0.99,
        "confidence_parts": SURE,
        "needs_review": False,
        **more,
    }
    return Risk.model_validate({"id": f"1.{number}", **values})


def make_register(name: str, *risks: Risk, findings: tuple[Finding, ...] = ()) -> Register:
    section = Section(
        number=1,
        printed_number="1",
        heading="1. Riskanalys: Flytt",
        subject="Flytt",
        kind="analysis",
        pages=(1, 2),
        text="Övrig text.",
        risks=risks,
    )
    source = Source(name=name, sha256=f"digest of {name}", media_type="text/plain", pages=2, reader="text")
    coverage = Coverage(words=50, placed=49, unassigned=1)
    return Register(
        source=source, language="sv", criteria=None, sections=(section,), coverage=coverage, findings=findings
    )


NOTES = make_register(
    "dump/notes.txt",
    make_risk(1, 20, "high", likelihood=4, consequence=5, owner="Anna", due="2025-03-01"),
    make_risk(
        2,
        12,
        "medium",
        status="recovered",
        needs_review=True,
        confidence=0.6,
        candidates=((3, 4), (4, 3)),
        printed=Printed(score="12"),
        review_reasons=(ReviewReason(code="order-open", text="Ordningen är öppen."),),
    ),
    make_risk(3, None, None, status="missing", score_range=(8, 16), treatment="=1+1"),
    findings=(
        Finding(code="SC03", name="missing-score", severity="warning", message="inga tal", section=1, risk="1.3"),
    ),
)
REPORT = make_register(
    "dump/ö/report.pdf",
    make_risk(1, 3, "low", likelihood=0.5, consequence=6, residual=Residual(likelihood=1, consequence=1, score=1)),
)


def store_registers(path: Path, *registers: Register, copies: tuple[tuple[str, str], ...] = ()) -> Path:
    """A register file with these documents, one that failed, and copies as (name, original)."""
    with Store.open(path) as store:
        store.record([Entry(r.source.name, key_of(r), Record("parsed", rows=tabulate(r))) for r in registers])
        failed = Record("failed", "crash", "its worker died (signal 9)")
        store.record([Entry("dump/poison.pdf", WorkKey.of("poison", Options()), failed)])
        store.record([Copy(*copy) for copy in copies])
    return path


def key_of(register: Register) -> WorkKey:
    return WorkKey.of(register.source.sha256, Options())
