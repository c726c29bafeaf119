"""The parts of an office file (a zip archive), read with bounds.

A part is inflated only while it is read and never past its bound, whatever size the archive claims, so a zip bomb
costs no more than any large document. Parts that are cut, broken or too large give what could be read, and say so
with `cut`. An archive that lost its end (a download that stopped) has lost its directory; its parts are then found
by their own headers.
"""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO

from risktool.errors import EncryptedError, UnreadableError
from risktool.extract.limits import MAX_ARCHIVE_PARTS, MAX_PART_BYTES

_LOCAL_HEADER = re.compile(rb"PK\x03\x04(.{26})", re.DOTALL)
_LOCAL_FIELDS = struct.Struct("<HHHHHIIIHH")
_ENCRYPTED = 0x1
_STORED, _DEFLATED = 0, 8


class BoundedStream(io.RawIOBase):
    """A part as a file to read from. `cut`: there was more, or it was broken, and the end is missing."""

    def __init__(self, source: IO[bytes], limit: int) -> None:
        """Read at most `limit` bytes of `source`."""
        super().__init__()
        self._source = source
        self._left = limit
        self.cut = False

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; b"" at the end, at the bound, and where the archive is broken."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        try:
            data = self._source.read(wanted) if wanted else b""
            self.cut = self.cut or (not wanted and bool(self._source.read(1)))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            self.cut = True
            return b""
        self._left -= len(data)
        return data


@dataclass(frozen=True, slots=True)
class Archive:
    """An office file's parts by name."""

    names: tuple[str, ...]
    broken: bool = False
    _zip: zipfile.ZipFile | None = None
    _salvaged: dict[str, bytes] = field(default_factory=dict)

    def open(self, name: str, limit: int = MAX_PART_BYTES) -> BoundedStream | None:
        """A part to read from; None when the archive has none of that name, or none that opens."""
        if name not in self.names:
            return None
        if self._zip is None:
            stream = BoundedStream(io.BytesIO(self._salvaged[name]), limit)
            stream.cut = self.broken and name == self.names[-1]
            return stream
        try:
            return BoundedStream(self._zip.open(name), limit)
        except (zipfile.BadZipFile, NotImplementedError, OSError, KeyError):
            return None


def open_archive(data: bytes) -> Archive:
    """The archive in `data`. Raises EncryptedError, or UnreadableError when nothing of it can be read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _salvage(data)
    entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise EncryptedError("the document is protected by a password", hint="save a copy without a password")
    return Archive(tuple(dict.fromkeys(entry.filename for entry in entries[:MAX_ARCHIVE_PARTS])), _zip=archive)


def _salvage(data: bytes) -> Archive:
    """The parts of an archive without directory, found by their own headers, as far as they inflate."""
    parts: dict[str, bytes] = {}
    left = MAX_PART_BYTES
    for match in _LOCAL_HEADER.finditer(data):
        if left <= 0 or len(parts) >= MAX_ARCHIVE_PARTS:
            break
        _, _, method, _, _, _, packed_size, _, name_size, extra_size = _LOCAL_FIELDS.unpack(match[1])
        start = match.end() + name_size + extra_size
        name = data[match.end() : match.end() + name_size].decode("utf-8", "replace")
        content = _inflate(data[start:], method, packed_size, left)
        if content:
            parts[name] = content
            left -= len(content)
    if not parts:
        raise UnreadableError("the file is a broken archive", hint="fetch or save the document again")
    return Archive(tuple(parts), broken=True, _salvaged=parts)


def _inflate(data: bytes, method: int, packed_size: int, limit: int) -> bytes:
    if method == _STORED:
        return data[: min(packed_size, limit)]
    if method != _DEFLATED:
        return b""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    try:  # in steps, because an error loses what the same call had inflated
        for at in range(0, len(data), 4096):
            pieces.append(engine.decompress(data[at : at + 4096], limit - sum(map(len, pieces)) or 1))
            if engine.eof or engine.unconsumed_tail:
                break
    except zlib.error:
        pass
    return b"".join(pieces)
