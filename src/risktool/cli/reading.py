"""PATH, or "-" for standard input, to a register; a terminal is asked for the password of an encrypted document."""

import os
import sys
from dataclasses import replace
from pathlib import Path

from risktool.cli.options import parse_scale
from risktool.config import find_settings, load_settings
from risktool.errors import EncryptedError, RisktoolError
from risktool.model import Register
from risktool.pipeline import REVIEW_BELOW, Options, Trace, read_file, refuse, trace
from risktool.profiles import parse_profile

STDIN = Path("-")
STDIN_NAME = "<stdin>"

MOST_ATTEMPTS = 3
"""Passwords a person may try before the document counts as closed."""


def reading_options(
    language: str | None,
    scale: str | None,
    password: str | None,
    review_below: float = REVIEW_BELOW,
    profile: Path | None = None,
    max_pages: int | None = None,
    timeout: float | None = None,
    *,
    verify: bool = False,
) -> Options:
    """The options of a command as the pipeline wants them. Raises UsageError.

    A language that is given stands against the profile that the settings name.
    """
    if profile is None and language is None:
        profile = settings_profile()
    return Options(
        language=language,
        scale=None if scale is None else parse_scale(scale),
        password=password,
        review_below=review_below,
        profile=None if profile is None else read_profile(profile),
        max_pages=max_pages,
        timeout=timeout,
        verify=verify,
    )


def settings_profile() -> Path | None:
    """The profile that the nearest settings file names."""
    found = find_settings(Path.cwd())
    return None if found is None else load_settings(found).profile


def read_profile(path: Path) -> str:
    """The text of a profile that is in order. Raises UsageError that names the wrong key."""
    text = read_file(path).decode("utf-8", "replace")
    parse_profile(text, str(path))
    return text


def read_register(path: Path, options: Options) -> Register:
    """The register of one document. Raises RisktoolError."""
    return trace_document(path, options)[0].register


def trace_document(path: Path, options: Options) -> tuple[Trace, Options]:
    """The register of one document with all that it was made from, and the options that opened it.

    Raises RisktoolError.
    """
    if path == STDIN:
        return trace(sys.stdin.buffer.read(), name=name_of(path), options=options), options
    for _ in range(MOST_ATTEMPTS - 1):
        try:
            return trace(path, name=name_of(path), options=options), options
        except EncryptedError as error:
            if not _can_ask():
                raise
            options = replace(options, password=_ask(error))
    return trace(path, name=name_of(path), options=options), options


def refused_register(path: Path, error: RisktoolError) -> Register:
    """The register of a document that could not be read: no sections, one finding."""
    try:
        data = path.read_bytes() if path.is_file() else b""
    except OSError:
        data = b""
    return refuse(error, data, name_of(path))


def name_of(path: Path) -> str:
    """What `source.name` says: the file's name without its folder, as far as UTF-8 can hold it."""
    return STDIN_NAME if path == STDIN else os.fsencode(path.name).decode("utf-8", "replace")


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(error: EncryptedError) -> str:
    import typer

    from risktool.render.visible import show

    password: str = typer.prompt(show(f"{error.path}: {error.message}. Password"), hide_input=True, err=True)
    return password
