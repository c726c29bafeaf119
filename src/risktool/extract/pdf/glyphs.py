"""Signs that the page shows and the text layer cannot name: each gets a private-use character of its own.

The text layer of a damaged PDF says for a glyph: nothing, a space, U+FFFD, a private-use character, the glyph's raw
code, or a wrong sign. The glyph is still on the page, so its place is known and its ink has a size. A *sign* is a
(font, what the text layer says, size of the ink) and gets one character from U+F0000 up; what it stands for is
deciphered later, from arithmetic.

    font F, says U+FFFD, ink 0.47 x 0.71 of the type size   ->   U+F0000, everywhere it stands
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from risktool.source import Glyph

FIRST_SIGN = 0xF0000
"""Start of the supplementary private-use plane: no text layer uses it by accident."""

LAST_SIGN = 0xFFFFD
"""Its last character; a file with more unknown signs than this is no text."""

INK_PT = 0.5
"""White space has no ink: a "space" higher than this many points is a glyph whose name was lost."""

Shape: TypeAlias = tuple[float, float]
"""Width and height of a glyph's ink, as shares of the type size, rounded to 0.01."""


@dataclass(slots=True)
class GlyphBook:
    """Collects the unknown signs of one document and hands out their characters."""

    _signs: dict[tuple[str, int, Shape], Glyph] = field(default_factory=dict)

    def sign(self, font: str, code: int, shape: Shape) -> str:
        """The character that stands for this glyph; `code` is what the text layer says (0: nothing)."""
        key = (font, code, shape)
        if key not in self._signs:
            char = chr(min(FIRST_SIGN + len(self._signs), LAST_SIGN))
            self._signs[key] = Glyph(char, _shown(code), f"{font}/{code}")
        return self._signs[key].char

    def glyphs(self) -> tuple[Glyph, ...]:
        """All that were met, in the order of their characters."""
        return tuple(self._signs.values())


def is_nameless(code: int) -> bool:
    """Whether the text layer's own character says nothing: controls, U+FFFD, private use."""
    return code < 0x20 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def _shown(code: int) -> str:
    """What a text-only reader sees in its place."""
    return "" if code < 0x20 else chr(code)
