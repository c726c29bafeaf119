"""Bytes to a `Document`: told apart by content, never by name.

Each format is one module with a function `read(...) -> Document`; heavy libraries are imported inside it.
"""

import hashlib

from risktool.errors import NoTextError
from risktool.extract.pdf import read_pdf
from risktool.extract.text import read_text
from risktool.source import Document

__all__ = ["extract"]


def extract(data: bytes, name: str, *, password: str | None = None) -> Document:
    """Read a document of any known format.

    Raises UnreadableError, EncryptedError or NoTextError (see risktool.errors), without the path.
    """
    digest = hashlib.sha256(data).hexdigest()
    if not data:
        raise NoTextError("the file is empty", hint="check that the download or export finished")
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, name, digest, password)
    return read_text(data, name, digest)
