"""Make the samples from their sources: `python samples/build.py`. Needs LibreOffice, Chromium and poppler-utils.

    sources/*.toml   python-docx ──▶ *.docx   LibreOffice ──▶ *.pdf   pdftotext, then damage ──▶ *-skadad.txt
    sources/*.csv    LibreOffice ──▶ *.xlsx
    sources/*.html   Chromium ──▶ *.pdf

The made files are kept in the repository, so that tests and readers need none of these programs. Made again they
differ in time stamps and ids, not in what they say.
"""

import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

HERE = Path(__file__).parent
SOURCES = HERE / "sources"

DEMO_ANALYSES = 5
"""The PDF of the README holds so many, on two or three pages; the damaged text holds all."""

SWEDISH_COLUMNS = ["Risk", "S", "K", "S x K", "Åtgärd"]
SWEDISH_WIDTHS_MM = [62, 10, 10, 16, 62]
NARROW_WIDTHS_MM = [32, 10, 10, 16, 32]
"""Narrow columns break words, as they did in the notes that flat text comes from."""
NORWEGIAN_WIDTHS_MM = [8, 44, 8, 8, 13, 44, 24, 21]

LOST = ("Risk", "5")
"""What the damaged text lost, everywhere: the word, also at the head of a longer one, and the digit."""


def main() -> None:
    """Make every sample."""
    notes = tomllib.loads((SOURCES / "nya-kommunhuset.toml").read_text(encoding="utf-8"))
    demo = {**notes, "analysis": notes["analysis"][:DEMO_ANALYSES]}
    write_workshop(demo, SWEDISH_WIDTHS_MM, HERE / "kommunhuset.docx")
    convert(HERE / "kommunhuset.docx", "pdf", HERE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_workshop(notes, NARROW_WIDTHS_MM, folder / "all.docx")
        convert(folder / "all.docx", "pdf", folder)
        (HERE / "kommunhuset-skadad.txt").write_text(flatten_and_damage(folder / "all.pdf"), encoding="utf-8")
    write_norwegian(tomllib.loads((SOURCES / "svommehall.toml").read_text(encoding="utf-8")), HERE / "svommehall.docx")
    convert(SOURCES / "leveransrisker.csv", "xlsx", HERE, "--infilter=CSV:44,34,76,1")
    print_page(SOURCES / "server-room.html", HERE / "server-room.pdf")


def write_workshop(notes: dict[str, Any], widths_mm: list[int], path: Path) -> None:
    """The Swedish notes as a Word file: ruled tables, a letter in between, page numbers below."""
    document = new_document()
    document.add_heading(notes["title"], level=0)
    document.add_paragraph(notes["intro"])
    number = 0
    for position, analysis in enumerate(notes["analysis"], start=1):
        number += 1
        document.add_heading(f"{number}. {analysis['heading']}", level=2)
        rows = [[risk, s, k, s * k, treatment] for risk, s, k, treatment in analysis["rows"]]
        add_table(document, SWEDISH_COLUMNS, rows, widths_mm)
        for letter in notes["letter"] if position == DEMO_ANALYSES else ():
            number += 1
            document.add_heading(f"{number}. {letter['heading']}", level=2)
            for paragraph in letter["text"]:
                document.add_paragraph(paragraph)
    add_page_number(document, notes["footer"])
    document.save(str(path))


def write_norwegian(notes: dict[str, Any], path: Path) -> None:
    """The Norwegian analysis as a Word file with columns for who and when."""
    document = new_document()
    document.add_heading(notes["title"], level=0)
    document.add_paragraph(notes["intro"])
    for analysis in notes["analysis"]:
        document.add_heading(analysis["heading"], level=2)
        add_table(document, notes["columns"], analysis["rows"], NORWEGIAN_WIDTHS_MM)
    document.save(str(path))


def new_document() -> Any:
    """An A4 page with a plain type face that every machine has a metric twin of."""
    document = Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(10)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    return document


def add_table(document: Any, columns: list[str], rows: list[list[Any]], widths_mm: list[int]) -> None:
    """A ruled table, its head first."""
    table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for values in (columns, *rows):
        cells = table.add_row().cells
        for cell, value, width in zip(cells, values, widths_mm, strict=True):
            cell.width = Mm(width)
            cell.text = str(value)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph()


def add_page_number(document: Any, text: str) -> None:
    """A footer with a text and a page number field."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(f"{text}   ")
    for kind, content in (("begin", ""), ("instr", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if kind == "instr" else "w:fldChar")
        if kind == "instr":
            element.text = content
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def convert(source: Path, form: str, folder: Path, *options: str) -> None:
    """Any file as another by LibreOffice, with a profile of its own so that an open office is no hindrance."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", *options]
        run([*command, "--convert-to", form, "--outdir", str(folder), str(source)])


def print_page(source: Path, target: Path) -> None:
    """A web page as a PDF by Chromium."""
    browser = shutil.which("chromium") or "chromium-browser"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    run([*command, f"--print-to-pdf={target}", source.resolve().as_uri()])


def flatten_and_damage(pdf: Path) -> str:
    """A PDF's words in the order in which they were drawn, one page a line, without what a bad font loses."""
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    for lost in LOST:
        text = text.replace(lost, "")
    pages = (" ".join(page.split()) for page in text.split("\f"))
    return "".join(f"{page}\n" for page in pages if page)


def run(command: list[str]) -> None:
    """A program that must succeed; what it prints is shown only when it does not."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr}")


if __name__ == "__main__":
    main()
