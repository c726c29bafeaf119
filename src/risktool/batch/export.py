"""A stored register as other files: a folder of JSON, `.jsonl`, `.csv`, `.parquet`, or another `.sqlite`.

Everything comes out in the order of the documents' names and is written one document at a time, so that the size
of the dump does not matter. A file is written beside its destination and then takes its name, so that nobody ever
sees half of it.

Documents with the same bytes: the folder and `.jsonl` hold one register for each, under its own name; `.csv` and
`.parquet` hold each risk once, under the name of the first.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from risktool.batch.destination import DEFAULT_REGISTER, Destination, Kind
from risktool.batch.parquet import write_parquet
from risktool.batch.store import Store
from risktool.errors import OutputError
from risktool.model import Register
from risktool.render.csv_text import Dialect, csv_rows, write_csv
from risktool.render.json_text import escape_hostile, render_json

__all__ = ["export_register"]

LONGEST_PART = 240
"""Bytes of a file name; the common limit is 255, and `.json` comes behind."""


def export_register(
    store: Store, destination: Destination, *, dialect: Dialect = "plain", gone: Iterable[str] = ()
) -> None:
    """Write the destination anew from the register. Raises OutputError; a file that was there then stays.

    A folder loses what an earlier run wrote there of the documents that are `gone`.
    """
    if destination.kind == "folder":
        _write_folder(store, destination.path, gone)
        return
    writers: dict[Kind, Callable[[Store, Path], None]] = {
        "csv": lambda store, path: _write_csv(store, path, dialect),
        "jsonl": _write_lines,
        "parquet": lambda store, path: write_parquet(store.risk_batches(), path),
        "sqlite": lambda store, path: store.copy_to(path),
    }
    with _whole(destination.path) as temporary:
        writers[destination.kind](store, temporary)


def _write_csv(store: Store, path: Path, dialect: Dialect) -> None:
    header = write_csv((), dialect)
    with _text(path) as file:
        file.write(header)
        for register in _registers(store, copies=False):
            file.write(write_csv(csv_rows(register), dialect).removeprefix(header))


def _write_lines(store: Store, path: Path) -> None:
    with _text(path) as file:
        for register in _registers(store, copies=True):
            file.write(escape_hostile(register.model_dump_json()) + "\n")


def _write_folder(store: Store, folder: Path, gone: Iterable[str]) -> None:
    taken: set[Path] = set()
    for register in _registers(store, copies=True):
        place = _place(register.source.name, taken)
        taken.add(place)
        with _whole(folder / place) as temporary, _text(temporary) as file:
            file.write(render_json(register))
    for place in {_place(document, set()) for document in gone} - taken:
        _remove(folder, place)


def _remove(folder: Path, place: Path) -> None:
    """Delete a file, and the folders above it that this leaves empty."""
    with suppress(OSError):  # somebody else's hands were here; or a folder that still holds something
        (folder / place).unlink(missing_ok=True)
        for parent in place.parents[:-1]:
            (folder / parent).rmdir()


def _registers(store: Store, *, copies: bool) -> Iterator[Register]:
    """All registers by document; a copy's carries its own name."""
    for document, text in store.registers(copies=copies):
        register = Register.model_validate_json(text)
        yield register.model_copy(update={"source": register.source.model_copy(update={"name": document})})


def _place(document: str, taken: set[Path]) -> Path:
    """Where in the folder a document's JSON goes: like the document in the dump, and never outside of the folder."""
    parts = [part for part in document.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    place = Path(*map(_folder_name, parts[:-1]), f"{_shorten(parts[-1])}.json")
    if place not in taken:
        return place
    return place.with_name(f"{_digest(document)}.json")


def _folder_name(part: str) -> str:
    """A folder's name, which no file that is written has: "x" and "x.json/y" are both documents."""
    is_ours = part.lower().endswith(".json") or part.lower().startswith(DEFAULT_REGISTER)
    return _shorten(f"{part}~" if is_ours else part)


def _shorten(part: str) -> str:
    data = part.encode()
    if len(data) <= LONGEST_PART:
        return part
    return data[: LONGEST_PART - 20].decode("utf-8", "ignore") + _digest(part)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8", newline="")


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A path to write to that becomes `path` when all went well, and nothing otherwise."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".risktool-") as folder:
            temporary = Path(folder) / "part"
            yield temporary
            with suppress(FileNotFoundError):
                temporary.chmod(path.stat().st_mode & 0o777)
            _sync(temporary)
            temporary.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written: {(error.strerror or str(error)).lower()}", path=str(path)) from error


def _sync(path: Path) -> None:
    """On the disk before it has its name: a power cut leaves the old file or the new one."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
