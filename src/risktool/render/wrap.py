"""Text into lines of a given width, without losing or changing a letter.

Lines break at spaces, and inside a long word where a reader expects it: after a hyphen or a slash. Only a word that
has no such place and is wider than the line is folded, because it must stand somewhere. Widths are in terminal
cells (a Chinese character takes two, a combining accent none).
"""

import regex
from rich.cells import cell_len, chop_cells

_PIECE = regex.compile(r"[^\s/–-]*[/–-]+|[^\s/–-]+")
"""A run of letters with the hyphens or slashes behind it."""


def wrap(text: str, width: int) -> list[str]:
    """The lines of `text`, each at most `width` cells wide (at least one line, maybe empty)."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(paragraph, max(width, 1))
    return lines


def widest_piece(text: str) -> int:
    """The narrowest width at which `wrap` folds no word of `text`."""
    return max((cell_len(piece) for piece in _PIECE.findall(text)), default=0)


def _wrap_paragraph(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        space = " " if lines[-1] else ""
        if cell_len(lines[-1] + space + word) <= width:
            lines[-1] += space + word
        elif cell_len(word) <= width and lines[-1]:
            lines.append(word)
        else:
            _lay_long_word(word, lines, width)
    return lines


def _lay_long_word(word: str, lines: list[str], width: int) -> None:
    """Put a word that fits on no line behind what is there, piece by piece."""
    glue = " " if lines[-1] else ""
    for piece in _PIECE.findall(word):
        if cell_len(lines[-1] + glue + piece) <= width:
            lines[-1] += glue + piece
        elif cell_len(piece) <= width:
            lines.append(piece)
        else:
            lines += chop_cells(piece, width)
        if not lines[0] and len(lines) > 1:
            del lines[0]
        glue = ""
