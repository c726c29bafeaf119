"""Make the damaged PDFs: `python -m tests.extract.pdf.damaged.build` from the repository's root.

One register (`register.py`) by four producers, after which `pikepdf` takes digits out of what the text layer says of
each font (ToUnicode). The page itself still shows them.
"""

import re
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from tests.extract.pdf.damaged.register import HEAD, HEADING, INTRO, ROWS

HERE = Path(__file__).parent
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"

CSS = """body { font: 11px "DejaVu Sans" } table { border-collapse: collapse }
td, th { border: 1px solid; padding: 3px }
tr:nth-child(odd) td { background: #333; color: #fff }"""


def page() -> str:
    """The register as a web page."""
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in ROWS)
    names = "".join(f"<th>{name}</th>" for name in HEAD)
    return (
        f"<!doctype html><meta charset=utf-8><style>{CSS}</style><h2>{HEADING}</h2><p>{INTRO}</p>"
        f"<table border=1><tr>{names}</tr>{rows}</table>"
    )


def browser(target: Path) -> None:
    """Printed by Chromium; every second row is light on dark."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page())
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run([*command, f"--print-to-pdf={target}", str(source)], check=True, capture_output=True)


def writer(target: Path) -> None:
    """Exported by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.html"
        source.write_text(page())
        command = ["soffice", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(target.parent)]
        subprocess.run([*command, str(source)], check=True, capture_output=True)


def typesetter(target: Path) -> None:
    """Set by typst."""
    import typst  # type: ignore[import-not-found,unused-ignore]

    cells = ", ".join(f"[{cell}]" for row in [HEAD, *ROWS] for cell in row)
    source = (
        f'#set page(margin: 2cm)\n#set text(size: 10pt, lang: "sv")\n= {HEADING}\n{INTRO}\n\n'
        f"#table(columns: (3fr, auto, auto, 3fr), {cells})\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.typ"
        path.write_text(source)
        typst.compile(str(path), output=str(target))


def library(target: Path) -> None:
    """Made by fpdf2, and turned on its side."""
    import pikepdf  # type: ignore[import-not-found,unused-ignore]
    from fpdf import FPDF  # type: ignore[import-not-found,import-untyped,unused-ignore]

    file = FPDF()
    file.add_page()
    file.add_font("Body", "", DEJAVU)
    file.set_font("Body", "", 10)
    file.multi_cell(0, 8, HEADING, new_x="LMARGIN", new_y="NEXT")
    file.multi_cell(0, 8, INTRO, new_x="LMARGIN", new_y="NEXT")
    with file.table(col_widths=(70, 10, 10, 60), first_row_as_headings=False) as table:
        for cells in (HEAD, *ROWS):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    file.output(str(target))
    with pikepdf.open(target, allow_overwriting_input=True) as turned:
        turned.pages[0].Rotate = 90
        turned.save(target)


def damage(target: Path, says: Mapping[str, str | None]) -> None:
    """Let the text layer say something else for some digits; None: nothing at all."""
    import pikepdf

    with pikepdf.open(target, allow_overwriting_input=True) as file:
        maps = {
            found.ToUnicode.objgen: found.ToUnicode
            for found in file.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font" and "/ToUnicode" in found
        }
        for stream in maps.values():
            stream.write(_rewritten(stream.read_bytes().decode("latin-1"), says).encode("latin-1"))
        file.remove_unreferenced_resources()
        file.save(target, deterministic_id=True, compress_streams=True)


def _rewritten(cmap: str, says: Mapping[str, str | None]) -> str:
    """A CMap of single characters, with other words for some."""
    codes: dict[str, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        codes.update(re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block))
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for low, high, first, several in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", block, re.S):
            targets = re.findall(r"<(\w+)>", several)
            for at, code in enumerate(range(int(low, 16), int(high, 16) + 1)):
                codes[f"{code:0{len(low)}X}"] = targets[at] if several else f"{int(first, 16) + at:0{len(first)}X}"
    new = {code: says.get(chr(int(text, 16)), text) if len(text) == 4 else text for code, text in codes.items()}
    lines = [f"<{code}> <{text}>" for code, text in new.items() if text is not None]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    if not codes:
        return cmap
    space = "0000> <FFFF" if len(next(iter(codes))) == 4 else "00> <FF"
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        f"1 begincodespacerange <{space}> endcodespacerange\n"
        + "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        + "endcmap end end"
    )


CASES: dict[str, tuple[Callable[[Path], None], Mapping[str, str | None]]] = {
    "browser-replaced": (browser, {"5": "FFFD"}),
    "browser-two": (browser, {"5": "E001", "3": "E002"}),
    "writer-wrong": (writer, {"5": "0028"}),
    "writer-nothing": (writer, {"4": None}),
    "typst-private": (typesetter, {"3": "E003"}),
    "library-null": (library, {"5": "0000"}),
}

if __name__ == "__main__":
    for name, (make, says) in CASES.items():
        path = HERE / f"{name}.pdf"
        make(path)
        damage(path, says)
        print(name, path.stat().st_size)
