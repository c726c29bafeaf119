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

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from risktool.extract.flow import GridCell
from risktool.extract.plain.markdown import strip_marks

_FENCE = "|==="
_ATTRIBUTES = regex.compile(r"\[[^\[\]]*\]")
_COLUMNS = regex.compile(r"cols\s*=\s*\"(?P<list>[^\"]*)\"")
_REPEATED = regex.compile(r"\s*(\d+)\*.*")
_BAR = regex.compile(r"(?:(?<=^|\s)(?:\d+[.+]*[+*])?[.<>^]*[adehlms]?)?(?<!\\)\|")
"""A cell's bar, with what may be said before it of its width and style: "2+^|"."""
_HEADING = regex.compile(r"={1,6}[ \t]+(?P<words>\S.*?)(?:[ \t]+=+)?")


@dataclass(frozen=True, slots=True)
class AsciiDocTable:
    """A table's cells, and the number of the line behind it."""

    cells: tuple[GridCell, ...]
    end: int


def is_asciidoc(lines: Sequence[str]) -> bool:
    """Whether a text has a table fenced as only AsciiDoc does."""
    return sum(line.rstrip() == _FENCE for line in lines) > 1


def find_fenced(lines: Sequence[str], at: int) -> AsciiDocTable | None:
    """The table that opens at line `at`, or with the attributes there; None for none."""
    attributes = lines[at].strip() if _ATTRIBUTES.fullmatch(lines[at].strip()) else ""
    opening = at + bool(attributes)
    if opening >= len(lines) or lines[opening].rstrip() != _FENCE:
        return None
    end = next((i for i in range(opening + 1, len(lines)) if lines[i].rstrip() == _FENCE), None)
    if end is None:
        return None
    inside = [line.strip() for line in lines[opening + 1 : end]]
    cells = _split(inside)
    width = _stated_width(attributes) or len(_split([line for line in inside if line][:1]))
    if not width:
        return None
    grid = (GridCell(i // width, i % width, strip_marks(text)) for i, text in enumerate(cells) if text)
    return AsciiDocTable(tuple(grid), end + 1)


def heading_words(line: str) -> str | None:
    """The words of a heading; None for other lines."""
    match = _HEADING.fullmatch(line.strip())
    return match["words"] if match else None


def _split(lines: Sequence[str]) -> list[str]:
    """The cells of these lines; what stands before a line's first bar goes on with the cell above."""
    cells: list[str] = []
    for line in lines:
        before, *opened = _BAR.split(line)
        if before.strip() and cells:
            cells[-1] = f"{cells[-1]}\n{before.strip()}".strip("\n")
        cells += (cell.strip().replace("\\|", "|") for cell in opened)
    return cells


def _stated_width(attributes: str) -> int:
    """The number of columns that the attributes state: "2,1,3" and "3*" are three; 0 where they are silent."""
    stated = _COLUMNS.search(attributes)
    if stated is None:
        return 0
    repeated = _REPEATED.fullmatch(stated["list"])
    return int(repeated[1]) if repeated else len(regex.split("[,;]", stated["list"]))
