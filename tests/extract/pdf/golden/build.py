"""Make the golden PDFs: `python -m tests.extract.pdf.golden.build [NAME…]` from the repository's root.

One register (`register.py`) in many layouts, by four producers: a browser (Chromium), a word processor (LibreOffice
from a .docx by python-docx), a typesetter (`typst` from PyPI) and libraries (`reportlab`, `pikepdf` to turn pages,
`fpdf2`).
The PDFs are kept in the repository, so that the tests need none of these.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from tests.extract.pdf.golden.register import CLOSING, HEAD, HEADING, INTRO, LONG_HEAD, ROWS, SECOND, SECOND_ROWS, TITLE

HERE = Path(__file__).parent
Rows = Sequence[Sequence[str]]

PAGE_CSS = """@page { margin: 18mm } body { font: 11px "DejaVu Sans" } h2 { font-size: 17px }
table { border-collapse: collapse; width: 100% } td, th { padding: 4px 6px; text-align: left; vertical-align: top }"""

TURNED_CSS = "th:nth-child(n+2):nth-child(-n+4) { writing-mode: vertical-rl; transform: rotate(180deg) }"


def html_table(head: Sequence[str] | None, rows: Rows) -> str:
    """A table; `head` None for one without a heading."""
    cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    names = f"<thead><tr>{''.join(f'<th>{escape(name)}</th>' for name in head)}</tr></thead>" if head else ""
    return f"<table>{names}<tbody>{cells}</tbody></table>"


def chromium(css: str, head: Sequence[str] | None = HEAD, body: str | None = None) -> Callable[[Path], None]:
    """A page printed by a browser."""
    inner = body or (
        f"<h2>{HEADING}</h2><p>{INTRO}</p>{html_table(head, ROWS)}"
        f"<h2>{SECOND}</h2>{html_table(head, SECOND_ROWS)}<p>{CLOSING}</p>"
    )

    def make(target: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "page.html"
            source.write_text(f"<!doctype html><meta charset=utf-8><style>{PAGE_CSS}{css}</style>{inner}")
            command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
            subprocess.run([*command, f"--print-to-pdf={target}", str(source)], check=True, capture_output=True)

    return make


STACKED_CSS = """td, th { border: 1px solid } th:nth-child(n+2):nth-child(-n+4) { width: 8px; word-break: break-all }
table { table-layout: fixed } th:first-child, th:last-child { width: 40% }"""

REPEATED_CSS = "@page { size: A5 } tr { break-inside: avoid }"
REPEATED = f"<h2>{HEADING}</h2><p>{INTRO}</p>{html_table(HEAD, [*ROWS * 3, *SECOND_ROWS])}<p>{CLOSING}</p>"

BESIDE = (
    f"<h2>{HEADING}</h2><div style='display: flex; gap: 20px'><div style='flex: 3'>{html_table(HEAD, ROWS)}"
    f"{html_table(HEAD, SECOND_ROWS)}</div><p style='width: 140px'>{INTRO} {CLOSING}</p></div>"
)


def libreoffice(*, style: str = "Table Grid", head: Sequence[str] = HEAD, rows: Rows = ROWS, turned: bool = False,
                title: bool = False, small: bool = False) -> Callable[[Path], None]:  # fmt: skip
    """A Word document exported by a word processor; `small` type and margins fill a page."""

    def make(target: Path) -> None:
        import docx

        document = docx.Document()
        if small:
            fill_page(document)
        document.add_heading(HEADING, 2)
        document.add_paragraph(INTRO)
        add_docx_table(document, [head, *rows], style, turned=turned, title=title)
        document.add_heading(SECOND, 2)
        add_docx_table(document, [head, *SECOND_ROWS], style, turned=turned, title=title)
        document.add_paragraph(CLOSING)
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / f"{target.stem}.docx"
            document.save(str(source))
            command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(target.parent), str(source)]
            subprocess.run(command, check=True, capture_output=True)

    return make


def fill_page(document: Any) -> None:
    """Type of 9 points without space between paragraphs, and margins of 1.5 cm, as people do to save paper."""
    from docx.shared import Cm, Pt

    document.styles["Normal"].font.size = Pt(9)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)


def add_docx_table(document: Any, rows: Rows, style: str, *, turned: bool, title: bool) -> None:
    """A table of five columns with set widths."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=5)
    table.style = style
    table.autofit = False
    if title:
        cells = table.add_row().cells
        cells[0].merge(cells[-1]).text = TITLE
    for number, texts in enumerate(rows):
        row = table.add_row()
        for cell, text, width in zip(row.cells, texts, (5.5, 1, 1, 1.6, 5.5), strict=True):
            cell.text = text
            cell.width = Cm(width)
        if turned and number == 0:
            row.height = Cm(3)
            for cell in row.cells[1:4]:
                direction = OxmlElement("w:textDirection")
                direction.set(qn("w:val"), "btLr")
                cell._tc.get_or_add_tcPr().append(direction)


def typesetter(options: str) -> Callable[[Path], None]:
    """A page set by typst."""

    def table(rows: Rows) -> str:
        cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
        names = ", ".join(f"[{name}]" for name in HEAD)
        return f"#table(columns: (3fr, auto, auto, auto, 3fr), {options} table.header({names}), {cells})"

    def make(target: Path) -> None:
        import typst  # type: ignore[import-not-found,unused-ignore]

        source = (
            f'#set page(margin: 2cm, numbering: "1 (1)")\n#set text(size: 10pt, lang: "sv")\n= {HEADING}\n{INTRO}\n\n'
            f"{table(ROWS)}\n\n= {SECOND}\n{table(SECOND_ROWS)}\n\n{CLOSING}\n"
        )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.typ"
            path.write_text(source)
            typst.compile(str(path), output=str(target))

    return make


def library(style: list[Any], *, rows: Rows = ROWS, repeat: int = 1, rotate: int = 0) -> Callable[[Path], None]:
    """A page made by reportlab: Helvetica without a ToUnicode map."""

    def make(target: Path) -> None:
        import pikepdf  # type: ignore[import-not-found,unused-ignore]
        from reportlab.lib.pagesizes import A4  # type: ignore[import-not-found,import-untyped,unused-ignore]
        from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-not-found,import-untyped,unused-ignore]
        from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle  # type: ignore[import-not-found,import-untyped,unused-ignore]

        styles = getSampleStyleSheet()

        def table(rows: Rows) -> Any:
            texts = [
                [Paragraph(cell, styles["BodyText"]) if i in (0, 4) else cell for i, cell in enumerate(row)]
                for row in rows
            ]
            layout = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *style])
            return LongTable([HEAD, *texts], colWidths=(170, 25, 25, 40, 200), style=layout, repeatRows=repeat)

        def text(words: str, kind: str) -> Any:
            return Paragraph(words, styles[kind])

        SimpleDocTemplate(str(target), pagesize=A4, invariant=1).build([
            text(HEADING, "Heading2"), text(INTRO, "BodyText"), table(rows),
            text(SECOND, "Heading2"), table(SECOND_ROWS), text(CLOSING, "BodyText"),
        ])  # fmt: skip
        if rotate:
            with pikepdf.open(target, allow_overwriting_input=True) as file:
                for page in file.pages:
                    page.Rotate = rotate
                file.save(target)

    return make


def loose_library(target: Path) -> None:
    """A page made by fpdf2: upright rules, small type on high lines, numbers in the middle of their rows."""
    from fpdf import FPDF  # type: ignore[import-not-found,import-untyped,unused-ignore]

    file = FPDF()
    file.set_margin(15)
    file.set_creation_date(MADE)
    file.add_page()
    for heading, text, rows in ((HEADING, INTRO, ROWS), (SECOND, "", SECOND_ROWS)):
        file.set_font("Helvetica", "B", 12)
        file.multi_cell(0, 10, heading, new_x="LMARGIN", new_y="NEXT")
        file.set_font("Helvetica", "", 8)
        if text:
            file.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        with file.table(
            col_widths=(40, 10, 10, 14, 45), borders_layout="NO_HORIZONTAL_LINES", line_height=6, v_align="M", padding=1
        ) as table:
            for cells in (HEAD, *rows):
                row = table.row()
                for cell in cells:
                    row.cell(cell)
    file.multi_cell(0, 6, CLOSING)
    file.output(str(target))


MADE = datetime(2025, 1, 1, tzinfo=UTC)
CENTRED = "align: (x, y) => if x in (1, 2, 3) { center + horizon } else { left + horizon },"
ALL, BLACK = ((0, 0), (-1, -1)), "black"

CASES: dict[str, Callable[[Path], None]] = {
    "browser-bare": chromium("td { vertical-align: bottom }"),
    "browser-hairlines": chromium("tr { border-bottom: 0.5px solid #999 } td { vertical-align: middle }"),
    "browser-turned": chromium(f"th {{ vertical-align: bottom }} {TURNED_CSS}", LONG_HEAD),
    "browser-headless": chromium("", None),
    "browser-beside": chromium("td, th { border: 1px solid }", body=BESIDE),
    "browser-stacked": chromium(STACKED_CSS, LONG_HEAD),
    "browser-repeated": chromium(REPEATED_CSS, body=REPEATED),
    "browser-bars": chromium("td, th { border-left: 1px solid } table { border-collapse: separate }"),
    "library-loose": loose_library,
    "writer-long": libreoffice(rows=ROWS * 3),
    "writer-full": libreoffice(rows=ROWS * 3, small=True),
    "writer-turned": libreoffice(turned=True, title=True, head=LONG_HEAD),
    "writer-shaded": libreoffice(style="Medium Shading 1 Accent 1"),
    "typst-centred": typesetter(f"stroke: none, {CENTRED}"),
    "typst-stripes": typesetter("stroke: none, fill: (x, y) => if calc.odd(y) { luma(230) },"),
    "library-framed": library([("BOX", *ALL, 1, BLACK), ("LINEBELOW", (0, 0), (-1, 0), 1, BLACK)]),
    "library-open": library([("INNERGRID", *ALL, 0.5, BLACK)]),
    "library-overleaf": library([], rows=ROWS * 5, repeat=0),
    "library-sideways": library([("GRID", *ALL, 0.5, BLACK)], rotate=90),
}  # fmt: skip


if __name__ == "__main__":
    for name in sys.argv[1:] or CASES:
        CASES[name](HERE / f"{name}.pdf")
