"""The flattening that programs do: a register through a word processor to PDF and out as text, with its truth.

    Register ──python-docx──▶ .docx ──LibreOffice──▶ .pdf ──pdftotext──▶ words
                 every cell has a colour of its own      └─pdfplumber──▶ colour of every character ──▶ whose word it is

The colours make the alignment exact: a word's characters are looked up by place, not by spelling, so that the tenth
"3" on a page is known from the ninth. A sample is given up (None) where text and colours do not agree to the letter.
Needs `soffice` and `pdftotext`; slow (seconds a document), so it is for fitting and measuring, not for the mixture.
"""

import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any

from training.banks import load_forms
from training.flatten import assemble, heading_tokens, score_cells
from training.layout import Line, Token, tokens_of
from training.registers import Register, Section, make_register
from training.sample import Sample, Tag

TIMEOUT_S = 300
"""LibreOffice hangs now and then on start-up."""

COLOUR_STEP = 2
"""Neighbouring colours are two steps apart, so that a rounding of 1/255 cannot turn one into another."""

NARROW_CM, WIDE_CM = 1.1, 2.4
"""Widths of a score column: the narrow one breaks "Sannolikhet" as real forms do."""


class RealToolsError(RuntimeError):
    """LibreOffice or poppler-utils is not installed."""


@dataclass(slots=True)
class _Palette:
    """Hands out a colour for each tag; colour 0 (black) is nobody's."""

    tags: list[Tag] = field(default_factory=list)

    def colour(self, tag: Tag) -> tuple[int, int, int]:
        if tag not in self.tags:
            self.tags.append(tag)
        number = (self.tags.index(tag) + 1) * COLOUR_STEP
        return number >> 16, (number >> 8) & 255, number & 255

    def tag(self, colour: Sequence[float]) -> Tag | None:
        red, green, blue = (round(part * 255) for part in colour)
        at = round(((red << 16) + (green << 8) + blue) / COLOUR_STEP) - 1
        return self.tags[at] if 0 <= at < len(self.tags) else None


def tools_available() -> bool:
    """Whether LibreOffice and pdftotext are installed."""
    return bool(shutil.which("soffice") and shutil.which("pdftotext"))


def make_real_samples(seeds: Sequence[int], *, language: str = "sv") -> Iterator[Sample]:
    """Samples of these seeds, undamaged; one that cannot be aligned exactly is left out.

    LibreOffice starts once for all of them. Raises RealToolsError.
    """
    if not tools_available():
        raise RealToolsError("soffice and pdftotext are needed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = []
        for seed in seeds:
            rng = random.Random(seed)
            register = make_register(rng, language)
            palette = _Palette()
            _write_docx(register, palette, rng, folder / f"{seed}.docx")
            made.append((folder / f"{seed}.pdf", register, palette, rng.random() < 0.5))
        _convert(folder)
        for path, register, palette, raw in made:
            sample = _read_pdf(path, register, palette, raw=raw)
            if sample is not None:
                yield sample


def _convert(folder: Path) -> None:
    """All .docx of the folder to PDF, with a profile of its own so that a running office is left alone."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    documents = sorted(str(path) for path in folder.glob("*.docx"))
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *documents]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)


def _write_docx(register: Register, palette: _Palette, rng: random.Random, path: Path) -> None:
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document: Any = Document()
    page = document.sections[0]
    if rng.random() < 0.5:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    _write_footer(page.footer.paragraphs[0], register, palette, rng)
    has_header, score_cm, centred = rng.random() < 0.4, rng.choice([NARROW_CM, WIDE_CM]), rng.random() < 0.3
    for index, section in enumerate(register.sections):
        _write_words(document.add_paragraph(), heading_tokens(section.heading, index), palette)
        if section.rows:
            lines = _table_lines(register, index, section, has_header)
            _write_table(document, lines, palette, score_cm, centred)
        for paragraph in section.prose:
            _write_words(document.add_paragraph(), tokens_of(paragraph, Tag(index, None, "prose")), palette)
    document.save(str(path))


def _write_footer(paragraph: Any, register: Register, palette: _Palette, rng: random.Random) -> None:
    """The footer's words and the page number, "{n}" and "{m}" as fields."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    _write_words(paragraph, tokens_of(register.footer, Tag(None, None, "footer")), palette)
    shape = rng.choice(["{n}", "{n}", rng.choice(load_forms(register.language).page_words), ""])
    number = Tag(None, None, "page_number")
    paragraph.add_run(" ")
    for part in filter(None, re.split(r"(\{[nm]\})", shape)):
        if not part.startswith("{"):
            _paint(paragraph.add_run(part), palette.colour(number))
            continue
        # Every run of a field needs the colour: LibreOffice takes the first one's, Word the result's.
        for name, key, value in _field("PAGE" if part == "{n}" else "NUMPAGES"):
            run = paragraph.add_run()
            _paint(run, palette.colour(number))
            element = OxmlElement(name)
            if key:
                element.set(qn(key), value)
            else:
                element.text = value
            run._r.append(element)


def _field(instruction: str) -> tuple[tuple[str, str, str], ...]:
    """The elements of a field: name, attribute ("" for none) and its value or the element's text."""
    kind = "w:fldCharType"
    return (
        ("w:fldChar", kind, "begin"),
        ("w:instrText", "", instruction),
        ("w:fldChar", kind, "separate"),
        ("w:t", "", "1"),
        ("w:fldChar", kind, "end"),
    )


def _table_lines(register: Register, index: int, section: Section, has_header: bool) -> list[tuple[Line, ...]]:
    """The table as rows of cells of words."""
    columns = len(register.header)
    lines = []
    if has_header:
        lines.append(tuple(tokens_of(name, Tag(index, None, "table_header")) for name in register.header))
    for i, row in enumerate(section.rows):
        if row.sub_heading:
            words = tokens_of(row.sub_heading, Tag(index, None, "remark"))
            lines.append((words, *((),) * (columns - 1)))
        cells = score_cells(register, index, i, row, width=100)
        description = tokens_of(row.description, Tag(index, i, "description"))
        lines.append((description, *cells, tokens_of(row.treatment, Tag(index, i, "treatment"))))
    return lines


def _write_table(
    document: Any, lines: list[tuple[Line, ...]], palette: _Palette, score_cm: float, centred: bool
) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Cm

    page = document.sections[-1]
    columns = len(lines[0])
    table = document.add_table(rows=len(lines), cols=columns, style="Table Grid")
    table.autofit = False
    text_width = (page.page_width - page.left_margin - page.right_margin - Cm(score_cm) * (columns - 2)) // 2
    for row, cells in zip(table.rows, lines, strict=True):
        for i, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Cm(score_cm) if 0 < i < columns - 1 else text_width
            if centred:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _write_words(cell.paragraphs[0], words, palette)


def _write_words(paragraph: Any, words: Line, palette: _Palette) -> None:
    for tag, run in groupby(words, lambda token: token.tag):
        tokens = tuple(run)
        text = "".join(token.text if token.glued else f" {token.text}" for token in tokens)
        _paint(paragraph.add_run(text), palette.colour(tag))


def _paint(run: Any, colour: tuple[int, int, int]) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor(*colour)
    run.font.name = "Liberation Sans"


def _read_pdf(path: Path, register: Register, palette: _Palette, *, raw: bool) -> Sample | None:
    """The text as pdftotext gives it, each word looked up by the colour of its characters; None if they disagree."""
    import pdfplumber

    mode = ["-raw"] if raw else []
    texts = _run_pdftotext([*mode, str(path), "-"]).split("\f")
    boxes = _run_pdftotext([*mode, "-bbox", str(path), "-"]).split("<page ")[1:]
    pages: list[list[Token]] = []
    with pdfplumber.open(path) as pdf:
        for page, text, box in zip(pdf.pages, texts, boxes, strict=False):
            characters = _by_line(page.chars)
            coloured = [t for word in _words(box) for t in _tokens(word, characters, palette)]
            tokens = _spell(coloured, text)
            if tokens is None:
                return None
            pages.append(tokens)
            page.close()
    return Sample(*assemble(pages), register)


def _run_pdftotext(arguments: list[str]) -> str:
    done = subprocess.run(["pdftotext", *arguments], check=True, capture_output=True, timeout=TIMEOUT_S)
    return done.stdout.decode("utf-8")


def _spell(tokens: Sequence[Token], text: str) -> list[Token] | None:
    """The coloured words as the text spells and spaces them; None if they are not its words in its order.

    The text has no hyphen where a line ended with one ("it-system" over two lines becomes "itsystem").
    """
    spelt: list[Token] = []
    at = 0
    for token in tokens:
        start = at + len(text[at:]) - len(text[at:].lstrip())
        word = token.text
        if not text.startswith(word, start):
            word = word.removesuffix("-")
        if not text.startswith(word, start):
            return None
        if not word:
            continue
        spelt.append(token._replace(text=word, glued=start == at))
        at = start + len(word)
    return None if text[at:].strip() else spelt


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float


def _words(page: str) -> list[_Word]:
    shape = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    return [_Word(unescape(w[4]), *(float(edge) for edge in w[:4])) for w in re.findall(shape, page)]


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    x0: float
    x: float
    y: float
    colour: tuple[float, ...]


def _by_line(characters: Sequence[dict[str, Any]]) -> dict[int, list[_Character]]:
    """A page's characters from left to right, by the whole point that their middle is at."""
    lines: dict[int, list[_Character]] = {}
    for c in sorted(characters, key=lambda c: float(c["x0"])):
        x, y = (c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2
        if c["text"].strip():
            lines.setdefault(int(y), []).append(_Character(c["text"], c["x0"], x, y, c["non_stroking_color"]))
    return lines


def _tokens(word: _Word, lines: dict[int, list[_Character]], palette: _Palette) -> list[Token]:
    """The word as tokens, one for each colour in it (a heading's number may touch its word)."""
    inside = sorted(
        (
            c
            for y in range(int(word.top), int(word.bottom) + 1)
            for c in lines.get(y, ())
            if word.x0 <= c.x <= word.x1 and word.top <= c.y <= word.bottom
        ),
        key=lambda c: c.x0,
    )
    tokens: list[Token] = []
    for tag, run in groupby(inside, lambda c: palette.tag(c.colour)):
        if tag is None:
            return []
        tokens.append(Token("".join(c.text for c in run), tag, glued=bool(tokens)))
    return tokens
