"""Dumps to measure with: PDFs of ruled tables, or small text files; all different, the same at every call.

python -m benchmarks.batch_dump FOLDER DOCUMENTS
"""

import random
import sys
from pathlib import Path

from tests.extract.pdf.tiny import TinyPage, write_pdf

PAGES = 3
"""Pages of a document: two analyses of a page and a half each are common."""

ROWS = 8
COLUMNS = (40.0, 250.0, 275.0, 300.0, 335.0, 555.0)
LEADING = 13.0
LINES = 3

# fmt: off
WORDS = (
    "arkivet", "flytten", "nyckel", "personal", "lokalen", "larm", "brand", "vatten", "avtal", "leverans", "schema",
    "utbildning", "rutin", "ansvar", "dialog", "information", "tillgång", "behörighet", "system", "driftstopp",
    "sekretess", "vikarie", "transport", "hiss", "trappa", "ventilation", "städning",
)
# fmt: on


def write_dump(folder: Path, documents: int) -> int:
    """Write `documents` PDFs below `folder` unless they are there; the number of their pages."""
    for number in range(documents):
        path = folder / f"{number // 100:03}" / f"report-{number:05}.pdf"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(make_report(number))
    return documents * PAGES


def write_small_dump(folder: Path, documents: int) -> None:
    """Write text files of one table, which cost the workers little: they show what the driver does with many."""
    for number in range(documents):
        path = folder / f"{number // 100:03}" / f"notes-{number:05}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(make_notes(number), encoding="utf-8")


def make_notes(number: int) -> str:
    """One analysis with ROWS risks, tabs between the cells."""
    chance = random.Random(number)
    lines = [f"1. Riskanalys: {number} {' '.join(chance.sample(WORDS, 2))}", "Risk\tS\tK\tSxK\tÅtgärd"]
    for _ in range(ROWS):
        likelihood, consequence = chance.randint(1, 5), chance.randint(1, 5)
        words = chance.sample(WORDS, 6)
        score = f"{likelihood}\t{consequence}\t{likelihood * consequence}"
        lines.append(f"Risk för att {' '.join(words[:3])}\t{score}\tSe till att {' '.join(words[3:])}")
    return "\n".join(lines) + "\n"


def make_report(number: int) -> bytes:
    """One report: each page an analysis with a table of ROWS risks whose cells hold LINES lines."""
    chance = random.Random(number)
    return write_pdf([_page(chance, f"{number}.{at}", at + 1) for at in range(PAGES)])


def _page(chance: random.Random, name: str, analysis: int) -> TinyPage:
    page = TinyPage()
    page.text(40, 50, f"{analysis}. Riskanalys: {name} {' '.join(chance.sample(WORDS, 2))}", size=14)
    tops = [80.0 + 20 * bool(at) + LINES * LEADING * max(at - 1, 0) for at in range(ROWS + 2)]
    page.table(COLUMNS, (*tops,), [["Risk", "S", "K", "SxK", "Åtgärd"]])
    for top in tops[1:-1]:
        likelihood, consequence = chance.randint(1, 5), chance.randint(1, 5)
        for left, text in zip(COLUMNS[1:4], (likelihood, consequence, likelihood * consequence), strict=True):
            page.text(left + 3, top + 12, str(text))
        for left, start in ((COLUMNS[0], "Risk för att"), (COLUMNS[4], "Se till att")):
            for line in range(LINES):
                words = " ".join(chance.sample(WORDS, 3))
                page.text(left + 3, top + 12 + LEADING * line, f"{start} {words}" if line == 0 else words)
    return page


if __name__ == "__main__":
    write_dump(Path(sys.argv[1]), int(sys.argv[2]))
