"""The text of a document while an extractor puts it together."""

import unicodedata
from dataclasses import dataclass, field

from risktool.source import Span

MOST_PARTS = 500
"""So many pieces are kept apart: short strings take five times the memory of their characters."""


@dataclass(slots=True)
class TextBuilder:
    """Collects a document's text piece by piece and hands out the spans."""

    _done: str = ""
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def add(self, text: str, then: str = "\n") -> Span:
        """Append `text` (NFC) and the white space `then` behind it; the span of `text` alone."""
        clean = unicodedata.normalize("NFC", text)
        span = Span(self._length, self._length + len(clean))
        self._parts += (clean, then)
        if len(self._parts) > MOST_PARTS:
            self._join()
        self._length = span.end + len(then)
        return span

    @property
    def length(self) -> int:
        """The offset at which the next piece will start."""
        return self._length

    def text(self) -> str:
        """All that was added."""
        self._join()
        return self._done

    def _join(self) -> None:
        text, self._done = self._done, ""  # with one name only, Python lengthens it where it is: no second copy
        text += "".join(self._parts)
        self._done = text
        self._parts.clear()
