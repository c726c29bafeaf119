"""An item's bytes, and the digest that stands for them."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase

from risktool.batch.archives import MAX_DOCUMENT_BYTES, open_member
from risktool.batch.sources import Item
from risktool.errors import UnreadableError

__all__ = ["digest_item", "read_item"]

CHUNK_BYTES = 2**20


def digest_item(item: Item) -> str:
    """The sha256 of the bytes, in hexadecimal, in little memory. Raises UnreadableError."""
    with _open_item(item) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_item(item: Item) -> bytes:
    """All bytes. Raises UnreadableError, also for more than MAX_DOCUMENT_BYTES."""
    chunks = []
    left = MAX_DOCUMENT_BYTES
    with _open_item(item) as file:
        while chunk := file.read(
            CHUNK_BYTES
        ):  # `read(n)` takes the memory of n bytes before it knows how many there are
            left -= len(chunk)
            if left < 0:
                raise UnreadableError(f"larger than {MAX_DOCUMENT_BYTES // 2**20} MB")
            chunks.append(chunk)
    return b"".join(chunks)


@contextmanager
def _open_item(item: Item) -> Iterator[BufferedIOBase]:
    try:
        if item.member is not None:
            with open_member(item.path, item.member) as member:
                yield member
        else:
            with open(item.path, "rb") as file:  # noqa: PTH123 - the name may hold bytes that are not UTF-8
                yield file
    except OSError as error:
        raise UnreadableError((error.strerror or str(error)).lower()) from error
