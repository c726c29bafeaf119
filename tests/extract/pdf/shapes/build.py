"""Make the PDFs of shapes that are no plain table: `python -m tests.extract.pdf.shapes.build [NAME…]`.

Written for these tests, by the producers of `golden/build.py` and a spreadsheet (LibreOffice from a .xlsx by openpyxl).
The damaged ones are such PDFs whose fonts were told afterwards (`pikepdf`) to say something else for their 5.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.extract.pdf.golden.build import add_docx_table, chromium, html_table, typesetter
from tests.extract.pdf.golden.register import HEAD, HEADING, ROWS

HERE = Path(__file__).parent
Make = Callable[[Path], None]

PACKED = ("3 * 5 = 15", "S4 K5 = 20", "4x5=20", "2 x 3 = 6")
RISKS = (
    "Taket läcker över scenen",
    "Bussen kommer för sent",
    "Ljudanläggningen går sönder",
    "För få vakter vid grinden",
)
ACTIONS = ("Presenning i beredskap", "Boka två bussar", "Hyr en reserv och prova den dagen innan", "Ring vaktbolaget")
BULLETS = (
    ("Trängsel vid entrén", "4", "3", "12", ("Öppna två dörrar", "Fler vakter", "Skyltar på tre språk")),
    ("Strömmen går under kvällen", "2", "5", "10", ("Reservaggregat",)),
    ("Is på trappan", "5", "3", "15", ("Sanda varje morgon", "Räcke på båda sidor")),
)
PRESENT = (("Anna Berg", "ordförande", "ja"), ("Olle Strand", "vaktmästare", "nej"), ("Siv Ek", "sekreterare", "ja"))
VOTES = (("Lokalen", "4", "5", "4,5"), ("Maten", "3", "3", "3,0"), ("Föreläsaren", "5", "5", "5,0"))


NARROW_HEAD = ("Nr", "Verksamhet", "Område", "Risk", "S", "K", "Riskvärde", "Åtgärd", "Ansvarig", "Klart")
NARROW_WIDTHS = (4, 10, 9, 20, 3, 3, 6, 18, 8, 8)
"""Too narrow for most of what stands in the columns."""
NARROW = (
    (
        "1",
        "Hamnkontoret",
        "Information",
        "Färjan lägger till vid fel kaj",
        "2",
        "4",
        "8",
        "Skyltar",
        "Hamnvakt",
        "våren",
    ),
    (
        "2",
        "Varvet",
        "Arbetsmiljö",
        "Plankor lossnar från bryggan",
        "3",
        "2",
        "6",
        "Byt plankor före midsommar",
        "AL",
        "v. 22",
    ),
    ("3", "Sjöbodarna", "Teknik", "Elskåpet översvämmas", "5", "3", "15", "", "Elektrikern", "2026-05-01"),
    (
        "4",
        "Varvet",
        "Personal",
        "Kranföraren är ensam om att kunna kranen",
        "4",
        "4",
        "16",
        "Utbilda två till",
        "Varvschef",
        "hösten",
    ),
)


def browser_bullets(target: Path) -> None:
    """Lists inside cells."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row[:4])}<td><ul>{''.join(f'<li>{item}</li>' for item in row[4])}"
        "</ul></td></tr>"
        for row in BULLETS
    )
    head = "".join(f"<th>{name}</th>" for name in HEAD)
    body = f"<h2>{HEADING}</h2><table><tr>{head}</tr>{rows}</table>"
    chromium("td, th { border: 1px solid } ul { margin: 0; padding-left: 14px }", body=body)(target)


def typst_packed(target: Path) -> None:
    """The whole score in one cell, without any rules."""
    import typst  # type: ignore[import-not-found,unused-ignore]

    cells = ", ".join(f'"{cell}"' for row in zip(RISKS, PACKED, ACTIONS, strict=True) for cell in row)
    source = (
        f"#set page(margin: 2cm)\n#set text(size: 10pt)\n= {HEADING}\n"
        f"#table(columns: (2fr, auto, 2fr), stroke: none, table.header[Risk][S x K][Åtgärd], {cells})\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.typ"
        path.write_text(source)
        typst.compile(str(path), output=str(target))


def sheet(
    rows: Iterable[Sequence[str]], widths: Sequence[int], *, ruled: bool = False, landscape: bool = False
) -> Make:
    """A workbook's sheet, printed as it stands."""

    def make(target: Path) -> None:
        from openpyxl import Workbook
        from openpyxl.styles import Border, Side

        book = Workbook()
        page: Any = book.active
        side = Side(style="thin")
        for row in rows:
            page.append([int(cell) if cell.isdecimal() else cell for cell in row])
        for cells in page.iter_rows() if ruled else ():
            for cell in cells:
                cell.border = Border(left=side, right=side, top=side, bottom=side)
        for column, width in zip("ABCDEFGHIJ", widths, strict=False):
            page.column_dimensions[column].width = width
        if landscape:
            page.page_setup.orientation = "landscape"
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "sheet.xlsx"
            book.save(source)
            export(source, target)

    return make


def writer_meeting(target: Path) -> None:
    """An attendance list and an evaluation, which hold numbers and no risks."""
    import docx

    document = docx.Document()
    document.add_heading("Minnesanteckningar från träffen", 1)
    for head, rows in ((("Namn", "Roll", "Närvarande"), PRESENT), (("Fråga", "Kvinnor", "Män", "Medel"), VOTES)):
        table = document.add_table(rows=0, cols=len(head))
        table.style = "Table Grid"
        for texts in (head, *rows):
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("Alla fick säga vad de tyckte.")
    save(document, target)


def writer_plain(target: Path) -> None:
    """The register as a word processor exports it."""
    import docx

    document = docx.Document()
    document.add_heading(HEADING, 2)
    add_docx_table(document, [HEAD, *ROWS], "Table Grid", turned=False, title=False)
    save(document, target)


def save(document: Any, target: Path) -> None:
    """Export a Word document."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.docx"
        document.save(str(source))
        export(source, target)


def export(source: Path, target: Path) -> None:
    """A document as PDF, by the office that can."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        (Path(folder) / f"{source.stem}.pdf").replace(target)


def says(make: Make, instead: str) -> Make:
    """The same PDF, whose text layer says `instead` (hexadecimal UTF-16; "" for nothing at all) for each 5."""

    def damaged(target: Path) -> None:
        import pikepdf  # type: ignore[import-not-found,unused-ignore]

        make(target)
        with pikepdf.open(target, allow_overwriting_input=True) as file:
            for thing in file.objects:
                if isinstance(thing, pikepdf.Stream) and b"begincmap" in (body := thing.read_bytes()):
                    thing.write(remap(body.decode("latin-1"), instead).encode("latin-1"))
            file.save(target)

    return damaged


def remap(cmap: str, instead: str) -> str:
    """A CMap in which the code of 5 means something else, or nothing."""
    chars, ranges = (re.findall(rf"beginbf{kind}(.*?)endbf{kind}", cmap, re.DOTALL) for kind in ("char", "range"))
    meanings = dict(pair for part in chars for pair in re.findall(r"<(\w+)>\s*<(\w+)>", part))
    for first, last, start in (found for part in ranges for found in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part)):
        for step in range(int(last, 16) - int(first, 16) + 1):
            meanings[f"{int(first, 16) + step:0{len(first)}X}"] = f"{int(start, 16) + step:04X}"
    said = {code: instead if meaning == "0035" else meaning for code, meaning in meanings.items()}
    lines = [f"<{code}> <{meaning}>" for code, meaning in sorted(said.items()) if meaning]
    blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    start = cmap.index("endcodespacerange") + len("endcodespacerange")
    return f"{cmap[:start]}\n{body}\nendcmap CMapName currentdict /CMap defineresource pop end end\n"


def outlined(target: Path) -> None:
    """A page on which every 5 is a drawing, as programs do that could not embed a font."""
    five = (
        '<svg width="0.62em" height="0.74em" viewBox="0 0 62 74" style="vertical-align: baseline">'
        '<path d="M8 0H52V9H17V27Q20 25 27 25Q58 25 58 49Q58 74 25 74Q12 74 4 70V59Q14 65 25 65Q47 65 47 49Q47 33 25 33'
        'Q16 33 8 37Z"/></svg>'
    )
    body = f"<h2>{HEADING}</h2>{html_table(HEAD, ROWS)}"
    chromium("td, th { border: 1px solid }", body=re.sub(r"5(?![^<]*>)", five, body))(target)


CASES: dict[str, Make] = {
    "browser-bullets": browser_bullets,
    "typst-packed": typst_packed,
    "sheet-over": sheet([HEAD, *(row for row in ROWS if row[1] in set("12345"))], (75, 12, 12, 12, 70), ruled=True),
    "sheet-beside": sheet([HEAD, *(row for row in ROWS if row[1] in set("12345"))], (60, 12, 12, 12, 70)),
    "sheet-narrow": sheet([NARROW_HEAD, *NARROW], NARROW_WIDTHS, landscape=True),
    "writer-meeting": writer_meeting,
    "browser-nothing": says(chromium("td, th { border: 1px solid }"), ""),
    "browser-outline": outlined,
    "typst-replacement": says(typesetter("stroke: none,"), "FFFD"),
    "typst-bracket": says(typesetter("stroke: 0.5pt,"), "0028"),
    "writer-six": says(writer_plain, "0036"),
    "writer-space": says(writer_plain, "0020"),
}


def main(names: Iterable[str] | Sequence[str]) -> None:
    """Make these, or all."""
    for name in names or CASES:
        CASES[name](HERE / f"{name}.pdf")


if __name__ == "__main__":
    main(sys.argv[1:])
