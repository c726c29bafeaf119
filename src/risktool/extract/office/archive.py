"""The parts of an office file (a zip archive), read with bounds.

A part is inflated when it is asked for and never past its bound, whatever size the archive claims, so a zip bomb
costs no more than any large document. Parts that are torn, broken or too large give what could be read, and say so
with `cut`. An archive that lost its end (a download that stopped) has lost its directory; its parts are then found
by their own headers. The standard library's zipfile reads the directory only: it keeps nothing of a part whose
checksum is wrong.
"""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from itertools import islice

from risktool.errors import EncryptedError, UnreadableError
from risktool.extract.limits import MAX_ARCHIVE_PARTS, MAX_PART_BYTES

_LOCAL_HEADER = struct.Struct("<4sHHHHHIIIHH")
_LOCAL_MAGIC = b"PK\x03\x04"
_ENCRYPTED = 0x1
_STORED, _DEFLATED = 0, 8
_STEP = 16_384
"""Packed bytes that are inflated at a time: what is lost of a broken part before its error."""


@dataclass(slots=True)
class Part:
    """A part's content. `cut`: its end is missing, because it is torn, broken, or beyond the bound."""

    data: bytes
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a part lies in the archive, and how it is packed. No checksum where only the lost directory knew it."""

    start: int
    packed_size: int
    method: int
    checksum: int | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """An office file's parts by name. `broken`: it lost its directory."""

    data: bytes
    entries: dict[str, _Entry]
    broken: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, in the archive's order."""
        return tuple(self.entries)

    def read(self, name: str, limit: int = 0) -> Part | None:
        """A part up to `limit` bytes (0: the usual bound); None when there is none, or nothing of it opens."""
        entry = self.entries.get(name)
        if entry is None:
            return None
        part = _inflate(self.data[entry.start : entry.start + entry.packed_size], entry.method, limit or MAX_PART_BYTES)
        if entry.checksum is not None and zlib.crc32(part.data) != entry.checksum:
            part.cut = True
        return part if part.data else None


def open_archive(data: bytes) -> Archive:
    """The archive in `data`. Raises EncryptedError, or UnreadableError when nothing of it can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()[:MAX_ARCHIVE_PARTS]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _salvage(data)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise EncryptedError("the document is protected by a password", hint="save a copy without a password")
    entries: dict[str, _Entry] = {}
    for info in infos:
        header = _local_header(data, info.header_offset)
        if header:
            entries.setdefault(info.filename, _Entry(header[1].start, info.compress_size, info.compress_type, info.CRC))
    return Archive(data, entries) if entries else _salvage(data)


def _salvage(data: bytes) -> Archive:
    """The parts of an archive without directory, found by their own headers."""
    found = (_local_header(data, match.start()) for match in re.finditer(re.escape(_LOCAL_MAGIC), data))
    entries = dict(islice((header for header in found if header), MAX_ARCHIVE_PARTS))
    if not entries:
        raise UnreadableError("the file is a broken archive", hint="fetch or save the document again")
    return Archive(data, entries, broken=True)


def _local_header(data: bytes, at: int) -> tuple[str, _Entry] | None:
    """The name and place of the part whose own header stands at `at`; None when there is no such header."""
    if at < 0 or not data.startswith(_LOCAL_MAGIC, at) or at + _LOCAL_HEADER.size > len(data):
        return None
    _, _, _, method, _, _, _, packed_size, _, name_size, extra_size = _LOCAL_HEADER.unpack_from(data, at)
    name_end = at + _LOCAL_HEADER.size + name_size
    name, start = data[name_end - name_size : name_end].decode("utf-8", "replace"), name_end + extra_size
    if not packed_size and method == _DEFLATED:  # written behind the part; it knows its own end
        packed_size = max(len(data) - start, 0)
    return name, _Entry(start, packed_size, method)


def _inflate(packed: bytes, method: int, limit: int) -> Part:
    """What a part holds, up to `limit` bytes. In steps, because an error loses what the same call had inflated."""
    if method != _DEFLATED:
        return Part(packed[:limit] if method == _STORED else b"", cut=method != _STORED or len(packed) > limit)
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(packed), _STEP):
            pieces.append(engine.decompress(packed[at : at + _STEP], limit - size + 1))
            size += len(pieces[-1])
            if engine.eof or size > limit:
                break
    except zlib.error:
        pass
    return Part(b"".join(pieces)[:limit], cut=not engine.eof or size > limit)
