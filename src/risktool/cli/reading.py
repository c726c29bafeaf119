"""PATH, or "-" for standard input, to a register; a terminal is asked for the password of an encrypted document."""

import sys
from dataclasses import replace
from pathlib import Path

from risktool.errors import EncryptedError, RisktoolError, UnreadableError
from risktool.model import Register
from risktool.pipeline import Options, parse, refuse

STDIN = Path("-")
STDIN_NAME = "<stdin>"

MOST_ATTEMPTS = 3
"""Passwords a person may try before the document counts as closed."""


def read_register(path: Path, options: Options) -> Register:
    """The register of one document. Raises RisktoolError."""
    if path == STDIN:
        return parse(sys.stdin.buffer.read(), name=STDIN_NAME, options=options)
    for _ in range(MOST_ATTEMPTS - 1):
        try:
            return parse(path, options=options)
        except EncryptedError as error:
            if not _can_ask():
                raise
            options = replace(options, password=_ask(error))
    return parse(path, options=options)


def refused_register(path: Path, error: RisktoolError) -> Register:
    """The register of a document that could not be read: no sections, one finding."""
    name = STDIN_NAME if path == STDIN else path.name
    try:
        data = b"" if path == STDIN else path.read_bytes()
    except OSError:
        data = b""
    return refuse(error, data, name)


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(error: EncryptedError) -> str:
    import typer

    from risktool.render.visible import show

    password: str = typer.prompt(show(f"{error.path}: {error.message}. Password"), hide_input=True, err=True)
    return password
