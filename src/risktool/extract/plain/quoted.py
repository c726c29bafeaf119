"""The older letters in a text, each of whose lines a mail program marked: the marks are left out, their place is not.

"Hej!\\n\\n> Risk | S | K\\n> Stress | 4 | 5"   ->   "Hej!\\n\\n>\\nRisk | S | K\\nStress | 4 | 5"
"""

import regex

_MARK = regex.compile(r"(?m)^(?:>[ \t]?)+")
_LINES = regex.compile(r"(?m)(?:^>[^\n]*(?:\n|\Z)){2,}")
"""One line alone may begin with a sign of its own: "> 10 %"."""

_MORE_THAN = regex.compile(r"(?m)^>[ \t]?\d+(?![.)\d])")
"""A column of limits and no letter: "> 5 dagar"."""


def strip_quotes(text: str) -> str:
    """The text without what stands before the lines it answers; one ">" stays where words of its own are above them,
    so that the parse knows where the older letter begins.
    """
    return _LINES.sub(lambda lines: _strip_lines(lines, bool(text[: lines.start()].strip())), text)


def _strip_lines(lines: "regex.Match[str]", is_below: bool) -> str:
    if _MORE_THAN.search(lines[0]):
        return lines[0]
    return (">\n" if is_below else "") + _MARK.sub("", lines[0])
