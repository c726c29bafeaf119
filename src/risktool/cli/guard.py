"""The frame around every command: how it ends, and what a person reads when it does not end well.

Exit codes: 0 done, 1 findings or differences, 2 could not do it, 130 interrupted. An error is one line on standard
error, safe to show; a traceback appears only with RISKTOOL_DEBUG=1.
"""

import gc
import os
import sys
from typing import NoReturn

from risktool.cli.console import COULD_NOT, DEBUG_SWITCH, INTERRUPTED, prepare_streams, say

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""A command mostly ends before there is garbage worth looking for, and looking after every 700 objects, as is usual,
takes a tenth of its time."""


def main() -> NoReturn:
    """Entry point of the console script and of `python -m risktool`."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    prepare_streams()
    try:
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        say("interrupted")
    sys.exit(code)


def _run() -> int:
    try:
        return _run_command()
    except Exception as error:
        if os.environ.get(DEBUG_SWITCH):
            raise
        say(_in_words(error))
        return COULD_NOT


def _run_command() -> int:
    from typer import Abort
    from typer.exceptions import TyperException

    from risktool.cli.app import app
    from risktool.errors import RisktoolError

    try:
        result = app(prog_name="risktool", standalone_mode=False)
    except RisktoolError as error:
        say(str(error))
        return COULD_NOT
    except TyperException as error:
        context = getattr(error, "ctx", None)
        what = _first_line(error.format_message()).replace("Value error, ", "")
        say(f"{what} (try `{context.command_path if context else 'risktool'} --help`)")
        return COULD_NOT
    except Abort:
        return INTERRUPTED
    return result if isinstance(result, int) else 0


def _in_words(error: Exception) -> str:
    """What to say about an error that nobody foresaw."""
    what = f"{type(error).__name__}: {_first_line(str(error))}".rstrip(": ")
    return f"internal error: {what} (please report it; {DEBUG_SWITCH}=1 shows where it happened)"


def _first_line(text: str) -> str:
    return text.strip().split("\n", maxsplit=1)[0]
