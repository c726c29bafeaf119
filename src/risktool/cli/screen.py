"""What standard output can show: width, colour, drawing characters."""

import os
import shutil
import sys

from risktool.cli.console import CONSOLE_ENCODING
from risktool.render.look import DEFAULT_WIDTH, Look

NARROWEST = 40
"""A window thinner than this is laid out as if it were as wide; the terminal wraps what does not fit."""


def look_of_stdout() -> Look:
    """A terminal's own width and colours; plain text that need not fold words for a pipe or a file.

    COLUMNS, NO_COLOR and FORCE_COLOR are obeyed. A console whose own encoding is not Unicode gets ASCII lines.
    """
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if is_terminal else _asked_width()
    return Look(
        width=max(width, NARROWEST),
        color=_wants_color(is_terminal),
        ascii=not CONSOLE_ENCODING.lower().startswith("utf"),
        grow=not is_terminal,
    )


def look_of_file() -> Look:
    """For --output: the same bytes wherever the command runs."""
    return Look(width=DEFAULT_WIDTH)


def _asked_width() -> int:
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() else DEFAULT_WIDTH


def _wants_color(is_terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal and os.environ.get("TERM") != "dumb")
