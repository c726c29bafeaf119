"""A PDF writer for tests: text at places, lines and fills, on pages of any rotation, with any ToUnicode map.

Coordinates are points from the top left of the unturned page, as in the tool's own boxes.
"""

from dataclasses import dataclass, field

HEIGHT = 842.0


@dataclass
class TinyPage:
    rotate: int = 0
    width: float = 595.0
    ops: list[str] = field(default_factory=list)
    typed: list[tuple[float, float, str]] = field(default_factory=list)
    """Form fields (x, y, text), 200 points wide."""

    def text(self, x: float, y: float, text: str, size: float = 10, *, turned: bool = False, font: str = "F") -> None:
        matrix = f"0 1 -1 0 {x} {HEIGHT - y}" if turned else f"1 0 0 1 {x} {HEIGHT - y}"
        raw = "".join(f"{byte:02x}" for byte in text.encode("cp1252"))
        self.ops.append(f"BT /{font} {size} Tf {matrix} Tm <{raw}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.ops.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.8) -> None:
        self.ops.append(f"{grey} g {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f 0 g")

    def table(self, xs: tuple[float, ...], ys: tuple[float, ...], rows: list[list[str]], *, ruled: bool = True) -> None:
        """A grid with one line of text in each cell, and its rules."""
        for top, row in zip(ys, rows, strict=False):
            for left, text in zip(xs, row, strict=False):
                self.text(left + 3, top + 12, text)
        if ruled:
            for y in ys:
                self.line(xs[0], y, xs[-1], y)
            for x in xs:
                self.line(x, ys[0], x, ys[-1])


def write_pdf(pages: list[TinyPage], to_unicode: str = "") -> bytes:
    """The file's bytes. `to_unicode` is the body of a CMap for the font: "<35> <FFFD>" on each line."""
    count = len(pages)
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(count))
    cmap = _cmap(to_unicode)
    tounicode = " /ToUnicode 4 0 R" if to_unicode else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding{tounicode} >>",
        f"<< /Length {len(cmap)} >> stream\n{cmap}\nendstream",
    ]
    bold = f"{5 + 2 * count} 0 R"
    for number, page in enumerate(pages):
        body = "\n".join(page.ops)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {HEIGHT}] /Rotate {page.rotate} "
            f"/Resources << /Font << /F 3 0 R /B {bold} >> >> /Contents {6 + 2 * number} 0 R >>",
            f"<< /Length {len(body)} >> stream\n{body}\nendstream",
        ]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
    for number, page in enumerate(pages):
        first = len(objects) + 1
        references = " ".join(f"{first + 2 * index} 0 R" for index in range(len(page.typed)))
        objects[4 + 2 * number] = objects[4 + 2 * number].replace(" /Contents", f" /Annots [{references}] /Contents")
        for index, typed in enumerate(page.typed):
            objects += _field(*typed, first + 2 * index + 1)
    return _assemble(objects)


def _field(x: float, y: float, text: str, appearance: int) -> list[str]:
    look = f"BT /F 10 Tf 2 5 Td ({text}) Tj ET"
    return [
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (f) /V ({text}) "
        f"/Rect [{x} {HEIGHT - y - 5} {x + 200} {HEIGHT - y + 15}] /AP << /N {appearance} 0 R >> >>",
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F 3 0 R >> >> "
        f"/Length {len(look)} >> stream\n{look}\nendstream",
    ]


def _cmap(body: str) -> str:
    lines = [line for line in body.splitlines() if line.strip()]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar endcmap end end"
    )


def _assemble(objects: list[str]) -> bytes:
    out = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
