"""Text out: to standard output, or to a file that is written whole or not at all."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import typer

from risktool.errors import OutputError

NEW_FILE_MODE = 0o666
"""What a program asks for when it makes a file; the user's umask takes away what it should."""


def write_text(text: str, output: Path | None, *, force: bool = False) -> None:
    """Write to `output`, or to standard output if it is None. Raises OutputError."""
    if output is None:
        print_text(text)
    else:
        write_whole(output, text, force=force)


def print_text(text: str) -> None:
    """Write to standard output; end quietly if nobody reads it to its end (`risktool … | head`)."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends; with the pipe gone that must go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        raise OutputError(f"cannot write to standard output: {error.strerror or 'it is closed'}") from error


def check_output(output: Path | None, *, force: bool, source: Path | None = None) -> None:
    """Refuse, before any work is done, what `write_whole` would refuse after it. Raises OutputError.

    `source` is the document that is read: not even `force` writes over it.
    """
    if output is None or _is_device(output):
        return
    if source is not None and output.exists() and source.exists() and output.samefile(source):
        raise OutputError("is the document itself", hint="name another file", path=str(output))
    if output.is_dir():
        raise OutputError("is a folder", hint="name a file", path=str(output))
    if output.exists() and not force:
        raise OutputError("exists already", hint="use --force to replace it", path=str(output))
    if not output.parent.is_dir():
        raise OutputError("its folder does not exist", hint="create it first", path=str(output))


def write_whole(output: Path, text: str, *, force: bool) -> None:
    """Write a text file whole or not at all. Raises OutputError."""
    write_bytes(output, text.encode("utf-8"), force=force)


def write_bytes(output: Path, data: bytes, *, force: bool) -> None:
    """Write a file by way of a temporary one beside it, so that no half-written file ever has its name."""
    check_output(output, force=force)
    try:
        if _is_device(output):  # /dev/null, a named pipe: there is nothing to replace
            output.write_bytes(data)
        else:
            _replace(output.resolve(), data)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", path=str(output)) from error


def _replace(output: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name[:100]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(output))
        temporary.replace(output)
    except BaseException:  # Ctrl-C as well
        with suppress(OSError):
            temporary.unlink()
        raise


def _mode_for(output: Path) -> int:
    """The mode of the file that is replaced, or what the umask leaves of a new file's."""
    if output.exists():
        return output.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return NEW_FILE_MODE & ~umask


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()
