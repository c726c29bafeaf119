"""Whether a PDF's packed streams can be unpacked: on the page a damaged file shows nothing, as a blank one does.

Readers pass over what they cannot unpack. So where nothing was read the bytes are asked: most streams of a PDF are
packed by zlib, which knows damage when it sees it. A file that is encrypted is asked nothing.
"""

import re
import zlib

_STREAM = re.compile(rb"/Filter\s*\[?\s*/Fl(?:ateDecode)?\b[^\0]{0,400}?>>\s*stream\r?\n")
"""The end of a stream's dictionary, the first of whose filters is zlib's, and where its bytes begin."""

UNPACKED_BYTES = 2**20
"""How much of a stream is unpacked: damage shows early, and a kilobyte may unpack to a megabyte."""


def is_damaged(data: bytes) -> bool:
    """Whether more of the file's packed bytes are broken than sound. A scan with one broken stream is a scan."""
    if b"/Encrypt" in data:
        return False
    sound = broken = 0
    for start in _STREAM.finditer(data):
        end = data.find(b"endstream", start.end())
        packed = memoryview(data)[start.end() : end if end >= 0 else len(data)]
        try:
            zlib.decompressobj().decompress(packed, UNPACKED_BYTES)
            sound += len(packed)
        except zlib.error:
            broken += len(packed)
    return broken > sound
