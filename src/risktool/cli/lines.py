"""On which line of a text file each row begins, so that an annotation can stand there.

A row's words are looked for from where the last row was found: rows stand in the document's order, and the same words
may stand in several. Only files that are UTF-8 text have lines; a PDF's or a spreadsheet's rows have a page.
"""

import re

from risktool.model import Register

ENOUGH_LETTERS = 40
"""Letters that tell a row from the others."""

_LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line for editors and for GitHub; a form feed, as pdftotext puts between pages, does not."""


def find_lines(data: bytes, register: Register) -> dict[str, int]:
    """Line numbers, from 1, by the row's id; rows that are not found are left out."""
    if not register.source.media_type.startswith("text/"):
        return {}
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return {}
    letters, lines = _letters_with_lines(text)
    found: dict[str, int] = {}
    at = 0
    for risk in register.risks:
        wanted = "".join(c for c in risk.description.casefold() if c.isalnum())[:ENOUGH_LETTERS]
        place = letters.find(wanted, at) if wanted else -1
        if place >= 0:
            found[risk.id] = lines[place]
            at = place + len(wanted)
    return found


def _letters_with_lines(text: str) -> tuple[str, list[int]]:
    """The text's letters and digits, and the line of each."""
    letters: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(_LINE_END.split(text), start=1):
        for letter in line.casefold():
            if letter.isalnum():
                letters.append(letter)
                lines.append(number)
    return "".join(letters), lines
