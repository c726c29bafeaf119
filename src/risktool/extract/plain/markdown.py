"""Markdown's marks, and tables drawn with bars, in Markdown or in any plain text.

    | Risk   | S |      the usual form; the rule under the header may be missing, the outer bars too
    |--------|---|
    | Stress | 4 |

    +--------+---+      drawn frames (also with box-drawing characters): what stands between two rules is one row,
    | Risk   | S |      so that a cell may go on in the next line
    +--------+---+

A run of lines with bars is a table when a rule says so or three lines in a row have equally many bars: a single bar
in a sentence is none. An empty line between two rows of it (also under the header) does not end it. Marks for bold and
italic, `<br>` and the like are taken off the words; struck-out words are marked for `Flow`, which leaves them out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

import regex

from risktool.extract.characters import raise_digits, strike
from risktool.extract.flow import GridCell
from risktool.extract.plain.lacking import place

_MIN_ROWS = 3
"""Lines with equally many bars before they are a table without a rule."""

_SAMPLE = 20
"""Rows that decide whether it is a table; a text that only begins like one is tried again at each of its lines."""

_MIN_EVEN_SHARE = 0.8
"""Rows with the usual number of cells: authors forget a bar now and then."""
_MIN_ENCLOSED_SHARE = 0.5
"""The same where every row has bars at both its ends: authors leave out cells that are empty."""

_NAMED = regex.compile(r"[-–•*_ \t]*(?P<name>\p{L}[^:|\n]{0,40}):[*_]*[ \t]")
"""A cell that says its name."""

_MAX_JOINED = 20
"""Lines that one row may run over because the author broke it."""

_BOX = str.maketrans(
    {**dict.fromkeys("│┃║┆┇┊┋╎╏", "|"), **dict.fromkeys("─━═┄┅┈┉╌╍", "-")}
    | {chr(code): "+" for code in range(0x250C, 0x256D) if chr(code) not in "═║╌╍╎╏"}
)
_ANY_BAR = regex.compile(r"[|+\u2500-\u257f]")
_BAR = regex.compile(r"(?<!\\)\|")
_RULE_LINE = regex.compile(r"[|+][\s|+:=-]*-[\s|+:=-]*|[\s|:-]*-\s*\|[\s|:-]*-[\s|:-]*|[|+][\s|+:=-]*=[\s|+:=-]*")
_LONG_RULE = regex.compile(r"[-:=]{3,}|:-+:?|-+:")
_HORIZONTAL = regex.compile(r"([-_*=~])(?:[ \t]*\1){2,}")

_FENCE = "---"
_KEY = regex.compile(r"[\p{L}_][\p{L}\p{N}_ -]*(?=:(?:\s|$))")
_YAML = regex.compile(rf"{_KEY.pattern}|\s+\S|- |-$|#")
"""A key, what is indented below it, an item of a list, a comment."""

_CODE_FENCE = regex.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*(?P<language>[\w+#.-]*)[^`]*$")
_TEXTS = frozenset({"", "markdown", "md", "text", "txt", "plain", "plaintext"})

_BREAK = regex.compile(r"(?i)<br\s*/?>|</p>\s*<p>|</li>\s*<li>")
_RAISED = regex.compile(r"(?i)<sup>(\d+)</sup>|\[\^(\d+)\](?!:)")
"""The mark of a note: "3<sup>1</sup>", "3[^1]"."""
_TAG = regex.compile(
    r"(?i)</?(?:b|i|u|s|em|strong|span|font|sub|sup|mark|small|code|kbd|p|div|center|ul|ol|li)(?:\s[^<>]*)?>"
)
_STRUCK = regex.compile(
    r"(?si)<(s|del|strike)\b[^<>]*>(?P<tagged>.*?)</\1\s*>"
    r"|(?<![~\\])~~(?=[^\s~])(?P<double>.+?)(?<=\S)~~(?!~)"
    r"|(?<![\w~\\])~(?=[^\s~])(?P<single>[^~\s]+)~(?!~)"  # one word: "~5" is "about five", "2~3" a range
)
_MARKS = (
    (regex.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]+(?:\s\"[^\"\n]*\")?\)"), r"\1"),  # a link's address is not printed
    (regex.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"\1"),
    (regex.compile(r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)"), r"\1"),
    (regex.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]*?)(?<=[^\s*\\])\*(?![\w*])"), r"\1"),  # not K*, not S*K
    (regex.compile(r"(?<![\w\\])_(?=[^\s_])([^_\n]*?)(?<=[^\s_\\])_(?!\w)"), r"\1"),
    (regex.compile(r"`([^`\n]+)`"), r"\1"),
)
_ESCAPE = regex.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")
_QUOTE = regex.compile(r"(?m)^[ \t]*(?:>[ \t]?)+")
_SIGNS = regex.compile(
    r"(?m)^#{1,6}[ \t]+\S|^(?:>[ \t]?)*[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$|\*\*[^\s*][^*\n]*\*\*|^```"
    r"|(?<!~)~~(?=[^\s~])[^~\n]+(?<=\S)~~(?!~)"
)


@dataclass(frozen=True, slots=True)
class BarTable:
    """A table drawn with bars: its cells, the number of the line after it, and what to say of rows that lack cells."""

    cells: tuple[GridCell, ...]
    end: int
    remark: str


def is_markdown(text: str) -> bool:
    """Whether a text file uses marks that only Markdown has."""
    return bool(_SIGNS.search(text))


def find_front_matter(lines: Sequence[str]) -> int:
    """The number of the line behind the YAML that opens a Markdown file between two lines "---"; 0 for none.

    Records that such lines part are no front matter: the next one opens with the same key.
    """
    if lines[0].rstrip() != _FENCE:
        return 0
    end = next((at for at, line in enumerate(lines[1:], start=1) if line.rstrip() in (_FENCE, "...")), 0)
    inside = [line for line in lines[1:end] if line.strip()]
    if not inside or not all(map(_YAML.match, inside)):
        return 0
    first = _KEY.match(inside[0])
    behind = next((line for line in lines[end + 1 :] if line.strip()), "")
    if first is None or not behind:
        return 0
    second = _KEY.match(behind)
    return 0 if second and first[0].casefold() == second[0].casefold() else end + 1


def find_code(lines: Sequence[str]) -> frozenset[int]:
    """The lines of code: those between fences of which the first names a language, "```python". A "#" opens a remark
    there. What stands between bare fences, or is said to be text, may as well be a whole document.
    """
    found: list[int] = []
    opened: int | None = None
    is_code = False
    for at, line in enumerate(lines):
        fence = _CODE_FENCE.match(line)
        if fence is None:
            continue
        if opened is None:
            opened, is_code = at, fence["language"].lower() not in _TEXTS
        elif not fence["language"]:
            found += range(opened, at) if is_code else ()
            opened = None
    return frozenset(found)


def is_rule(line: str) -> bool:
    """A line that only draws: ----, ====, * * *."""
    return bool(_HORIZONTAL.fullmatch(line.strip()))


def strip_margins(text: str) -> str:
    """Markdown without what is written for its editors only, and without the bars of quoted passages."""
    kept = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + len("-->")
    return _QUOTE.sub("", "".join((*kept, text[at:])))


def strip_marks(text: str) -> str:
    """The words as Markdown prints them: without marks for bold, links, breaks; `<br>` is a line end."""
    text = _RAISED.sub(lambda raised: raise_digits(raised[1] or raised[2]), _BREAK.sub("\n", text))
    text = _TAG.sub(
        "", _STRUCK.sub(lambda struck: strike(struck["tagged"] or struck["double"] or struck["single"]), text)
    )
    for pattern, words in _MARKS:
        text = pattern.sub(words, text)
    return unescape(_ESCAPE.sub(r"\1", text))


def find_bars(lines: Sequence[str], at: int) -> BarTable | None:
    """The table that begins at line `at`, or None."""
    if not _has_bars(lines[at]):
        return None
    if not _may_be_table(_logical_lines(lines, at, 2)[0]):
        return None
    rows, end = _logical_lines(lines, at, _SAMPLE)
    if not _is_table(rows):
        return None
    if len(rows) == _SAMPLE:
        rows, end = _logical_lines(lines, at, len(lines))
    split = _split_rows(rows)
    if len(rows) - len(split) > _MIN_ROWS:
        split = _between_rules(rows)
    elif _is_header_rule(rows[1]) and not _is_rule_row(rows[1]):  # of single dashes: could have been a row of "none"
        split.pop(1)
    worded = [tuple(map(strip_marks, row)) for row in split if any(row)]
    if not worded:
        return None
    placed = place(worded, " | ")
    cells = (GridCell(r, c, text) for r, row in enumerate(placed.rows) for c, text in enumerate(row))
    return BarTable(tuple(cells), end, placed.remark)


def _may_be_table(first_rows: Sequence[str]) -> bool:
    """A quick look at two rows: a rule, or equally many cells."""
    return (
        any(map(_is_header_rule, first_rows))
        or any(map(_is_rule_row, first_rows))
        or _is_even(_split_rows(first_rows), least=1)
    )


def _is_table(rows: Sequence[str]) -> bool:
    split = _split_rows(rows)
    if not split:
        return False
    if len(rows) > 1 and _is_header_rule(rows[1]):
        return True
    framed = len(rows) - len(split) > 1
    if framed:
        return _is_even(split, least=1)
    enclosed = all(row.startswith("|") and row.endswith("|") for row in rows)
    is_even = _is_even(split, least=3, share=_MIN_ENCLOSED_SHARE if enclosed else None)
    return len(split) >= _MIN_ROWS and is_even and not _are_fields(split)


def _are_fields(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row names its own cells, "Risk: Brand | Sannolikhet: 4": labelled lines, which bars only part."""
    named = [[match["name"] for cell in row if (match := _NAMED.match(cell))] for row in rows]
    again = set[str]().union(*named[:1]).intersection(*named[1:])
    return all(2 * len(again) > len(row) for row in rows)


def _has_bars(line: str) -> bool:
    if not _ANY_BAR.search(line):
        return False
    plain = line.translate(_BOX).strip()
    return bool(_BAR.search(plain)) or plain.startswith(("+-", "+="))


def _logical_lines(lines: Sequence[str], at: int, most: int) -> tuple[list[str], int]:
    """At most so many rows from line `at` on, and the line after them.

    A row that its author broke (no closing bar yet) is one line again.
    """
    rows: list[str] = []
    closed = lines[at].strip().endswith("|")
    expected = len(_BAR.findall(lines[at]))
    while at < len(lines) and len(rows) < most and (_has_bars(lines[at]) or _goes_on_after_blank(lines, at)):
        at += not lines[at].strip()
        row = lines[at].translate(_BOX).strip()
        at += 1
        last = min(at + _MAX_JOINED, len(lines))
        while closed and row.startswith("|") and not row.endswith("|") and at < last and lines[at].strip():
            if len(_BAR.findall(row)) >= expected or lines[at].strip().startswith("|"):
                break
            row = f"{row}\n{lines[at].strip()}"
            at += 1
        rows.append(row)
    return rows, at


def _goes_on_after_blank(lines: Sequence[str], at: int) -> bool:
    """Whether an empty line stands inside a table: rows of the same number of cells around it, and no new header."""
    if lines[at].strip() or at + 1 >= len(lines) or not _has_bars(lines[at + 1]):
        return False
    new_header = at + 2 < len(lines) and _is_header_rule(lines[at + 2].translate(_BOX).strip())
    before, after = lines[at - 1].strip(), lines[at + 1].strip()
    return not new_header and (_is_rule_row(after) or len(_split(before)) == len(_split(after)))


def _split_rows(rows: Sequence[str]) -> list[list[str]]:
    """The cells of all rows but rules. Without a bar in front the last one opens an empty cell, if it does so in the
    first row; else it closes the row.
    """
    split = [_split(row) for row in rows if not _is_rule_row(row)]
    closed = len(split[0]) + 1 if split else 0
    return [row[:-1] if len(row) == closed and not row[-1] else row for row in split]


def _split(row: str) -> list[str]:
    if row.startswith("||") and row.endswith("||"):  # a wiki's header row
        row = row.replace("||", "|")
    inner = row.removeprefix("|")
    if inner != row and inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]  # without a bar in front, the one at the end opens an empty cell
    return [cell.strip() for cell in _BAR.split(inner)]


def _is_rule_row(row: str) -> bool:
    """A line of the frame: dashes in every part, and long enough not to be a row of "-"."""
    if not _RULE_LINE.fullmatch(row):
        return False
    parts = [part.strip() for part in regex.split(r"[|+]", row) if part.strip()]
    return row.startswith("+") or all(_LONG_RULE.fullmatch(part) for part in parts)


def _is_header_rule(row: str) -> bool:
    return bool(_RULE_LINE.fullmatch(row)) and not row.startswith("+")


def _is_even(rows: Sequence[Sequence[str]], least: int, share: float | None = None) -> bool:
    """Most rows have the same number of cells, `least` or more: a drawing of boxes and arrows has not."""
    width, times = Counter(len(row) for row in rows).most_common(1)[0]
    return width >= least and times >= (share or _MIN_EVEN_SHARE) * len(rows)


def _between_rules(rows: Iterable[str]) -> list[list[str]]:
    """Rows of a drawn frame: all lines between two rules, cell by cell."""
    table: list[list[str]] = []
    fresh = True
    for row in rows:
        if _is_rule_row(row):
            fresh = True
            continue
        parts = _split(row)
        if fresh or len(parts) != len(table[-1]):
            table.append(parts)
        else:
            table[-1] = [f"{above}\n{below}".strip("\n") for above, below in zip(table[-1], parts, strict=True)]
        fresh = False
    return table
