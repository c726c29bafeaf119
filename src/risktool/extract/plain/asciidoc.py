"""Tables and headings of AsciiDoc, in which many architecture documents keep their risks.

== Risks                       a heading
[cols="2,1,3"]                 how many columns, for the writer's tools only
|===
|Risk |Likelihood |Measure     the first line of cells has a cell for each column

|The gate sticks               the cells that follow may stand on a line each; a line without a bar goes on
|Low
|Grease it
|===
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass

import regex

from risktool.extract.characters import tidy
from risktool.extract.flow import GridCell
from risktool.extract.plain.asciidoc_cells import place_cells
from risktool.extract.plain.markdown import strip_marks
from risktool.extract.quoting import quote_passages

_FENCE = regex.compile(r"\|===")
"""Longer ones are AsciiDoc's too, but a rule of a table drawn in signs is one as well."""

_MOST_ABOVE = 8
"""Lines above a table that speak of it: its title, its attributes, its anchor, remarks."""

_BLOCK = regex.compile(r"(?P<code>`{3,}|~{3,})(?:\w.*)?|(?P<block>/{4,}|-{4,}|\.{4,}|\+{4,})")
"""What opens a block of code or of remarks; the same sign closes it."""

_ENTRY = regex.compile(r":!?\w[\w-]*!?:(?:[ \t].*)?")
"""What a document says about itself: ":toc: left"."""

_ITEM = regex.compile(r"(?:\*{1,5}|\.{1,5})[ \t]+(?P<words>\S.*)")
_ATTRIBUTES = regex.compile(r"\[\[[^\[\]]*\]\]|\[[^\[\]]*\]")
_TITLE = regex.compile(r"\.(?P<words>[^\s.].*)")
_COLUMNS = regex.compile(r"\bcols\s*=\s*(?:\"(?P<list>[^\"]*)\"|'(?P<list>[^']*)'|(?P<list>[^\s,;\]]+))")
_REPEATED = regex.compile(r"\s*(\d{1,4})\*.*")
_COUNT = regex.compile(r"\s*(\d{1,4})\s*")
_OTHER_SIGN = regex.compile(r"\bseparator\s*=|\bformat\s*=\s*[\"']?(?!psv)")
"""What parts these cells is another sign than a bar."""

_HEADING = regex.compile(r"={1,6}[ \t]+(?P<words>\S.*?)(?:[ \t]+=+)?")


@dataclass(frozen=True, slots=True)
class AsciiDocTable:
    """A table's title, what its author remarked in it, its cells, the number of the line behind it, and what to say if
    its cells have no sure places: then each line is one cell.
    """

    title: str
    remarks: tuple[str, ...]
    cells: tuple[GridCell, ...]
    end: int
    remark: str


def is_asciidoc(lines: Sequence[str], *, is_markdown: bool) -> bool:
    """Whether a text has a table fenced as only AsciiDoc does, and does not merely show one. One fence, never closed,
    is enough where nothing is Markdown's. Rows that all have bars at both ends are drawn, with a fence for a rule.
    """
    rows = [line.rstrip() for line in lines if line.startswith("|") and not _is_fence(line)]
    is_drawn = bool(rows) and all(row.endswith("|") and len(row) > 1 for row in rows)
    if is_drawn or not any(map(_is_fence, lines)):
        return False
    hidden = find_hidden(lines)
    return sum(_is_fence(line) for at, line in enumerate(lines) if at not in hidden) > is_markdown


def find_hidden(lines: Sequence[str]) -> dict[int, bool]:
    """The lines of blocks that are no part of the text, with those around them: true for remarks of the author, false
    for code, which shows how something is written.
    """
    last = {line.strip(): at for at, line in enumerate(lines)}
    found: dict[int, bool] = {}
    at = 0
    while at < len(lines):
        mark = _block_mark(lines, at)
        if mark and last.get(mark, at) > at:
            end = next(i for i in range(at + 1, len(lines)) if lines[i].strip() == mark)
            found.update(dict.fromkeys(range(at, end + 1), mark.startswith("/")))
            at = end
        at += 1
    return found


def find_example(lines: Sequence[str], at: int, code: Container[int]) -> int:
    """The line behind a table that opens at this line of code, which only shows how one is written; `at` for none."""
    if at not in code or not _is_fence(lines[at]):
        return at
    return next((i + 1 for i in range(at + 1, len(lines)) if i not in code or _is_fence(lines[i])), len(lines))


def _block_mark(lines: Sequence[str], at: int) -> str:
    """The sign of the block that opens at this line; "" for none. Below words a line of dashes is theirs."""
    opens = _BLOCK.fullmatch(lines[at].strip())
    if opens is None:
        return ""
    above = lines[at - 1].strip() if at else ""
    alone = above in ("", "+") or _ATTRIBUTES.fullmatch(above) or _TITLE.fullmatch(above)
    return opens["code"] or (opens["block"] if alone else "")


def find_fenced(lines: Sequence[str], at: int) -> AsciiDocTable | None:
    """The table that opens at line `at`, or with what is said of it there; None for none."""
    opening = _opening(lines, at)
    if opening is None:
        return None
    fence = lines[opening].rstrip()
    end = next((i for i in range(opening + 1, len(lines)) if lines[i].rstrip() == fence), len(lines))
    above = [line.strip() for line in lines[at:opening]]
    title = strip_marks(" ".join(match["words"] for line in above if (match := _TITLE.fullmatch(line))))
    attributes = " ".join(line for line in above if _ATTRIBUTES.fullmatch(line))
    remarks = tuple(filter(is_remark, lines[at:end]))
    inside = [line.strip() for line in lines[opening + 1 : end] if not is_remark(line)]
    cells = None if _OTHER_SIGN.search(attributes) else place_cells(inside, _stated_width(attributes))
    if cells is None:
        return AsciiDocTable(title, remarks, _one_column(inside), end + 1, _unsure(inside))
    return AsciiDocTable(title, remarks, cells, end + 1, "")


def is_remark(line: str) -> bool:
    """A line that its author wrote for authors only: "// to be discussed"."""
    return line.startswith("//") and not line.startswith("///")


def is_unprinted(line: str) -> bool:
    """A line that is not printed: a remark, what the document says about itself, what is said of the block below."""
    return is_remark(line) or bool(_ENTRY.fullmatch(line) or _ATTRIBUTES.fullmatch(line.strip()))


def heading_words(line: str) -> str | None:
    """The words of a heading; None for other lines."""
    match = _HEADING.fullmatch(line)
    return match["words"] if match else None


def item_words(line: str) -> str | None:
    """The words of a list's item; None for other lines."""
    match = _ITEM.fullmatch(line)
    return match["words"] if match else None


def _is_fence(line: str) -> bool:
    return bool(_FENCE.fullmatch(line.rstrip()))


def _opening(lines: Sequence[str], at: int) -> int | None:
    """The line of the fence that stands at line `at`, or below what is said of its table there; None for none."""
    for i in range(at, min(at + _MOST_ABOVE, len(lines))):
        if _is_fence(lines[i]):
            return i
        words = lines[i].strip()
        if not (_ATTRIBUTES.fullmatch(words) or _TITLE.fullmatch(words) or (i > at and is_remark(lines[i]))):
            return None
    return None


def _one_column(lines: Sequence[str]) -> tuple[GridCell, ...]:
    """Lines that nobody can part, as cells: words for readers of the text, and nothing that looks like a row."""
    return tuple(GridCell(row, 0, line) for row, line in enumerate(filter(None, lines)))


def _unsure(lines: Sequence[str]) -> str:
    head = quote_passages([tidy(next(filter(None, lines), ""))])
    return f"the cells of the table {head} do not fit its rows; which is which is unsure, so no rows were read"


def _stated_width(attributes: str) -> int:
    """The number of columns that the attributes state: "2,1,3", "2*,1" and "3" are three; 0 where they are silent."""
    stated = _COLUMNS.search(attributes)
    if stated is None or not stated["list"].strip():
        return 0
    if count := _COUNT.fullmatch(stated["list"]):
        return int(count[1])
    parts = stated["list"].split("," if "," in stated["list"] else ";")
    return sum(int(repeated[1]) if (repeated := _REPEATED.fullmatch(part)) else 1 for part in parts)
