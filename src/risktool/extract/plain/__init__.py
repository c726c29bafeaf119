"""Text files: plain notes, Markdown, and tables written with bars, tabs, semicolons, commas or columns of blanks.

A form feed ends a page. Each line that is in no table is a paragraph of its own, because in a text file nobody can
say which line breaks are the author's; headings and list items are told by their marks, and the marks (`##`, `-`,
`**`, `|---|`) are left out of the document's text, as they would be in print. Numbers of lists and headings stay.

    "## 1. Flytt\\n\\n| Risk | S |\\n|---|---|\\n| Stress | 4 |"
      ->  Paragraph("1. Flytt", heading), Table([["Risk", "S"], ["Stress", "4"]])
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from risktool.extract.encodings import decode
from risktool.extract.flow import Flow
from risktool.extract.limits import MAX_TEXT_BYTES
from risktool.extract.plain.asciidoc import (
    find_example,
    find_fenced,
    find_hidden,
    heading_words,
    is_asciidoc,
    is_unprinted,
    item_words,
)
from risktool.extract.plain.blanks import AlignedTable, has_columns
from risktool.extract.plain.delimited import find_delimited
from risktool.extract.plain.markdown import (
    find_bars,
    find_code,
    find_front_matter,
    is_markdown,
    is_rule,
    strip_margins,
    strip_marks,
)
from risktool.extract.plain.quoted import strip_quotes
from risktool.extract.sheet import add_sheet
from risktool.source import Document

_HEADING = regex.compile(r"#{1,6}[ \t]+(?P<words>\S.*?)[ \t]*#*")
_EXCEL_HINT = regex.compile(r'\A"?sep=."?\n')
"""A first line that tells Excel the delimiter; Excel does not show it."""

_UNDERLINE = regex.compile(r"={3,}|-{3,}")
_BULLET = regex.compile(r"(?P<mark>[-–*•‣▪●○◦·\uf0b7])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<words>\S.*)")
"""Also with a box to be ticked behind it: "- [x] Brand"."""
_BRANCH = regex.compile(r"(?m)^(?P<indent>[ \t│┃]*)[├└┣┗╠╚][─━═]*[ \t]+(?=[^\s─━═│┃┼┤])")
"""A branch of a drawn tree: "├─ Likelihood: low"."""
_NUMBERED = regex.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)][ \t]+\S.*")
_ALWAYS_BULLETS = frozenset("•‣▪●○◦\uf0b7")
_MIN_BULLETS = 3
"""Lines that begin with the same dash before it is a bullet: one alone may be a dash of the sentence before."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """How this file is written: with Markdown's marks, AsciiDoc's or none, and which signs are its bullets."""

    markdown: bool
    asciidoc: bool
    bullets: frozenset[str]


def read_text(data: bytes, name: str, sha256: str) -> Document:
    """A text file as a document. Raises UnreadableError for bytes that are no text."""
    decoded = decode(data if len(data) <= MAX_TEXT_BYTES else data[: data.rfind(b"\n", 0, MAX_TEXT_BYTES)])
    flow = Flow()
    if decoded.remark:
        flow.remark("partly-read", decoded.remark)
    if len(data) > MAX_TEXT_BYTES:
        flow.remark("partly-read", f"the file is larger than {MAX_TEXT_BYTES // 1_000_000} MB; the rest was not read")
    media_type = add_text(decoded.text, flow)
    flow.end_page()
    return flow.document(name, sha256, media_type, "text")


def add_text(text: str, flow: Flow) -> str:
    """Add a text's blocks to the flow, a page for each form feed, the last of them open; its media type."""
    text = _EXCEL_HINT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _BRANCH.sub(lambda branch: " " * len(branch["indent"]) + "- ", text)
    manner = _manner_of(text)
    bare = strip_margins(text) if manner.markdown else strip_quotes(text)
    pages = [page.split("\n") for page in bare.split("\f")]
    pages[0] = pages[0][_add_front_matter(pages[0], flow) :]
    delimited = 0
    for number, (lines, aligned) in enumerate(zip(pages, _aligned_tables(pages), strict=True), start=1):
        delimited += _read_page(lines, manner, aligned, flow)
        if number < len(pages):
            flow.end_page(break_text="\f")
    return _media_type(manner, delimited, text)


def _media_type(manner: _Manner, delimited: int, text: str) -> str:
    """A file that is little else than a delimited table is a CSV file, whatever its delimiter."""
    if manner.markdown:
        return "text/markdown"
    return "text/csv" if delimited * 2 > text.count("\n") else "text/plain"


def _manner_of(text: str) -> _Manner:
    marks = Counter(match[1] for match in regex.finditer(r"(?m)^[ \t]*([-–*·])[ \t]+\S", text))
    often = {mark for mark, times in marks.items() if times >= _MIN_BULLETS}
    has_marks = is_markdown(text)
    asciidoc = is_asciidoc(text.split("\n"), is_markdown=has_marks)
    markdown = has_marks and not asciidoc
    return _Manner(markdown, asciidoc, _ALWAYS_BULLETS | often | (frozenset("-*") if markdown else frozenset()))


def _add_front_matter(lines: Sequence[str], flow: Flow) -> int:
    """Add what the file says about itself; the number of the line behind it."""
    end = find_front_matter(lines)
    for line in lines[1 : max(end - 1, 0)]:
        flow.paragraph(line, "metadata")
    return end


def _aligned_tables(pages: Sequence[Sequence[str]]) -> list[dict[int, AlignedTable]]:
    """The tables set in blanks, by the number of their first line, for each page."""
    if not any(has_columns(line) for lines in pages for line in lines):
        return [{} for _ in pages]
    from risktool.extract.plain.aligned import AlignedTables

    tables = AlignedTables()
    return [tables.find(lines) for lines in pages]


def _read_page(lines: Sequence[str], manner: _Manner, aligned: Mapping[int, AlignedTable], flow: Flow) -> int:
    """Add one page's blocks; how many of its lines were in delimited tables."""
    html_tables = _html_tables(lines)
    hidden = find_hidden(lines) if manner.asciidoc else {}
    code = find_code(lines) if manner.markdown else {i for i, is_remark in hidden.items() if not is_remark}
    at = delimited = 0
    while at < len(lines):
        if at in html_tables:
            from risktool.extract.html import add_html

            add_html("\n".join(lines[at : html_tables[at]]), flow)
            at = html_tables[at]
        elif (end := find_example(lines, at, code)) > at:
            for line in lines[at:end]:
                flow.paragraph(line)
            at = end
        elif manner.asciidoc and (end := _read_asciidoc(lines, at, hidden, flow)) > at:
            at = end
        elif bars := find_bars(lines, at):
            flow.table(bars.cells)
            _tell(bars.remark, flow)
            at = bars.end
        elif table := find_delimited(lines, at):
            add_sheet(flow, table.cells)
            _tell(table.remark, flow)
            delimited += table.end - at
            at = table.end
        elif at in aligned:
            flow.table(aligned[at].cells, aligned[at].origin)
            at = aligned[at].end
        elif _is_underlined(lines, at):
            flow.paragraph(_words(lines[at], manner), "heading")
            at += 2
        else:
            _add_line(lines[at], manner, flow, is_code=at in code)
            at += 1
    return delimited


def _read_asciidoc(lines: Sequence[str], at: int, hidden: Mapping[int, bool], flow: Flow) -> int:
    """Add what only AsciiDoc has at line `at`; the number of the line behind it, `at` for nothing."""
    table = find_fenced(lines, at) if at not in hidden else None
    if table is None:
        is_remark = hidden[at] if at in hidden else is_unprinted(lines[at])
        if is_remark:
            flow.paragraph(lines[at].strip(), "metadata")
        return at + is_remark
    for remark in table.remarks:
        flow.paragraph(remark, "metadata")
    flow.paragraph(table.title, "caption")
    flow.table(table.cells)
    _tell(table.remark, flow)
    return table.end


def _tell(remark: str, flow: Flow) -> None:
    if remark:
        flow.remark("partly-read", remark)


def _html_tables(lines: Sequence[str]) -> dict[int, int]:
    """The tables written in HTML: number of the first line to number of the line after the last."""
    tables: dict[int, int] = {}
    start = None
    for at, line in enumerate(lines):
        lower = line.lower()
        if start is None and lower.lstrip().startswith("<table"):
            start = at
        if start is not None and "</table>" in lower:
            tables[start] = at + 1
            start = None
    return tables


def _is_underlined(lines: Sequence[str], at: int) -> bool:
    """A heading drawn with a line of = or - under it, and nothing above it."""
    alone = at == 0 or not lines[at - 1].strip()
    under = lines[at + 1].strip() if at + 1 < len(lines) else ""
    return alone and bool(lines[at].strip()) and not is_rule(lines[at]) and bool(_UNDERLINE.fullmatch(under))


def _add_line(line: str, manner: _Manner, flow: Flow, *, is_code: bool) -> None:
    words = line.strip()
    if not words:
        flow.blank_line()
    if is_rule(words) or (manner.markdown and words.startswith("```")):
        return
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    if manner.asciidoc and (title := heading_words(words)):
        flow.paragraph(strip_marks(title), "heading")
    elif manner.asciidoc and (item := item_words(words)):
        flow.paragraph(strip_marks(item), "item", indent)
    elif (heading := _HEADING.fullmatch(words)) and not is_code:
        flow.paragraph(_words(heading["words"], manner), "heading")
    elif (bullet := _BULLET.fullmatch(words)) and bullet["mark"] in manner.bullets:
        flow.paragraph(_words(bullet["words"], manner), "item", indent)
    elif _NUMBERED.fullmatch(words):
        flow.paragraph(_words(words, manner), "item", indent)
    else:
        flow.paragraph(_words(words, manner), "body", indent)


def _words(text: str, manner: _Manner) -> str:
    return strip_marks(text) if manner.markdown or manner.asciidoc else text
