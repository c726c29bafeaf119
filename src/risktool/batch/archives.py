"""Zip archives of documents: what lies in them, without ever unpacking one.

Members are read one at a time and never written under their own name, so no path can escape. What a member or an
archive may unfold to is bounded before a byte of it is read: `zipfile` never gives more than a member's stated
size. A word processor's or a spreadsheet's file is a zip too, but a document.
"""

import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from risktool.errors import UnreadableError

__all__ = ["MAX_DOCUMENT_BYTES", "Member", "is_archive", "list_members", "open_member"]

MAX_DOCUMENT_BYTES = 256 * 2**20
"""Reports with pictures reach some 50 MB; a worker holds a document several times over."""

MAX_ARCHIVE_BYTES = 16 * 2**30
"""All that one archive may unfold to: a large dump of large reports."""

MAX_MEMBERS = 200_000
"""More entries than any dump that a person packed."""

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_DOCUMENT_MARKS = frozenset({"[Content_Types].xml", "mimetype"})
"""The first entries of office formats (ECMA-376 and OpenDocument): such a zip is one document."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, IndexError, ValueError),  # methods, passwords, names that are no UTF-8
)
"""What `zipfile` and its engines raise for archives that others wrote, or half wrote."""

_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its place in the directory, its name with `/`, and why it is not read ("": it is)."""

    index: int
    name: str
    refusal: str = ""


def is_archive(path: str) -> bool:
    """Whether the file is a zip of documents. A broken zip is not one; the extractor says what is wrong with it."""
    with open(path, "rb") as file:  # noqa: PTH123 - the name may hold bytes that are not UTF-8
        if file.read(4) not in _SIGNATURES:
            return False
    try:
        return not _DOCUMENT_MARKS & _archive(path).NameToInfo.keys()
    except _BROKEN:
        return False


def list_members(path: str) -> tuple[Member, ...]:
    """The files of an archive, folders left out. Raises UnreadableError when there are too many."""
    entries = _archive(path).infolist()
    if len(entries) > MAX_MEMBERS:
        raise UnreadableError(f"the archive holds more than {MAX_MEMBERS} files")
    budget = MAX_ARCHIVE_BYTES
    members = []
    for index, entry in enumerate(entries):
        if entry.is_dir():
            continue
        budget -= entry.file_size
        members.append(Member(index, _member_name(entry), _refuse(entry, budget)))
    return tuple(members)


@contextmanager
def open_member(path: str, index: int) -> Iterator[zipfile.ZipExtFile]:
    """A member's bytes. Raises UnreadableError for an archive that is broken there."""
    try:
        archive = _archive(path)
        with archive.open(archive.infolist()[index]) as file:
            yield cast(zipfile.ZipExtFile, file)
    except _BROKEN as error:
        raise UnreadableError(f"the archive cannot be read here: {error}") from error


def _archive(path: str) -> zipfile.ZipFile:
    state = os.stat(path)  # noqa: PTH116 - the name may hold bytes that are not UTF-8
    return _open_archive(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _open_archive(path: str, _time: int, _size: int) -> zipfile.ZipFile:
    """Kept open: reading the directory anew for each of its thousand members would cost the square."""
    return zipfile.ZipFile(path)


def _refuse(entry: zipfile.ZipInfo, budget: int) -> str:
    if entry.flag_bits & _ENCRYPTED_FLAG:
        return "encrypted in its archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link inside an archive"
    if entry.filename.startswith("/") or ".." in entry.filename.split("/"):
        return "its name leads out of the archive"
    if entry.file_size > MAX_DOCUMENT_BYTES:
        return f"unfolds to more than {MAX_DOCUMENT_BYTES // 2**20} MB"
    return f"the archive unfolds to more than {MAX_ARCHIVE_BYTES // 2**30} GB" if budget < 0 else ""


def _member_name(entry: zipfile.ZipInfo) -> str:
    """Packers that write UTF-8 without saying so are common; otherwise the standard's cp437 stands."""
    if entry.flag_bits & _UTF8_FLAG:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
