"""What a person reads beside the data, and how a command ends: the streams, one line of talk, the exit codes."""

import logging
import os
import sys
import warnings
from io import TextIOWrapper
from pathlib import Path

COULD_NOT = 2
INTERRUPTED = 130

CONSOLE_ENCODING: str = getattr(sys.stdout, "encoding", None) or "ascii"
"""What the console asked for, before `prepare_streams` turns everything into UTF-8."""

DEBUG_SWITCH = "RISKTOOL_DEBUG"


def say(message: str) -> None:
    """One line for the person at the keyboard: to standard error, with nothing in it that a terminal obeys."""
    from risktool.render.visible import show

    try:
        sys.stderr.write(f"risktool: {show(message)}\n")
        sys.stderr.flush()
    except OSError:
        return  # nobody listens


def prepare_streams() -> None:
    """UTF-8 out whatever the locale says, no chatter from libraries, and no stream that is not there (`>&-`)."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(encoding="utf-8"))  # noqa: SIM115 - it stays; writing must fail
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if not os.environ.get(DEBUG_SWITCH):
        logging.lastResort = None
        warnings.simplefilter("ignore")
