"""Signs that the page shows and the text layer cannot name: each gets a private-use character of its own.

The text layer of a damaged PDF says for a glyph: nothing, a space, U+FFFD, a private-use character, the glyph's raw
code, or a wrong sign. The glyph is still on the page, so its place is known and its ink has a size. A *sign* is a
(font, what the text layer says, ink) and gets one character from U+F0000 up; what it stands for is deciphered
later, from arithmetic.

    font F, says U+FFFD, ink 0.474 x 0.707 of the type size   ->   U+F0000, everywhere it stands

Signs that say nothing sensible are known at once. Wrong ones ("2(" for "25") are known by their ink, when the
whole document was seen (`suspects`); it is then read a second time.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from risktool.source import Glyph

FIRST_SIGN = 0xF0000
"""Start of the supplementary private-use plane: no text layer uses it by accident."""

LAST_SIGN = 0xFFFFD
"""Its last character; a file with more unknown signs than this is no text."""

BLANKS = frozenset((0x09, 0x20, 0xA0, *range(0x2000, 0x200E), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF))
"""Characters without ink."""

INK_PT = 0.5
"""White space has no ink: a "space" higher than this many points is a glyph whose name was lost."""

BULLETS = {0xF0B7: "•", 0xF0A7: "▪"}
"""Where symbol fonts (Symbol, Wingdings) have the bullets that word processors put before the items of a list."""

BULLET_HEIGHT = 0.45
"""Their ink is lower than this share of the type size, and no digit's is."""

ALIKE = 0.12
"""The same digit in two fonts of a document (text and bold) differs by less than this in width and height."""


class Ink(NamedTuple):
    """Extent of a glyph's ink as shares of the type size: its width, and its edges above the baseline."""

    width: float
    bottom: float
    top: float


class Sign(NamedTuple):
    """A glyph as far as the text layer and the page tell it apart from others."""

    font: str
    code: int
    ink: Ink


@dataclass(slots=True)
class GlyphBook:
    """Collects the unknown signs of one document and hands out their characters.

    `suspects` are signs whose character is known to be wrong.
    """

    suspects: frozenset[Sign] = frozenset()
    suspect_codes: frozenset[int] = field(init=False)
    _chars: dict[Sign, str] = field(default_factory=dict)
    _glyphs: list[Glyph] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Codes alone, for a quick look at every character."""
        self.suspect_codes = frozenset(sign.code for sign in self.suspects)

    def has_suspect_code(self, word: str) -> bool:
        """Whether a word holds a character that is wrong somewhere in the document."""
        return not self.suspect_codes.isdisjoint(map(ord, word))

    def char(self, sign: Sign, shown: str | None = None) -> str:
        """The character that stands for this glyph; one code in two fonts is one glyph where the ink agrees.

        `shown` is what the text layer says, where that is not the character of the sign's code.
        """
        if sign not in self._chars:
            twin = next((known for known in self._chars if _is_twin(sign, known)), None)
            self._chars[sign] = self._chars[twin] if twin else self._new(sign, shown)
        return self._chars[sign]

    def _new(self, sign: Sign, shown: str | None) -> str:
        char = chr(min(FIRST_SIGN + len(self._glyphs), LAST_SIGN))
        self._glyphs.append(Glyph(char, _shown(sign.code) if shown is None else shown, f"{sign.font}/{sign.code:#x}"))
        return char

    def add_outline(self, shape: str) -> str:
        """The character that stands for a letter drawn as a path."""
        return self.char(Sign(shape, 0, Ink(0.0, 0.0, 0.0)))

    @property
    def has_space(self) -> bool:
        """Whether a glyph with ink reads as a space: readers drop some of those as doubled spaces."""
        return any(sign.code == 0x20 for sign in self._chars)

    def glyphs(self) -> tuple[Glyph, ...]:
        """All that were met, in the order of their characters."""
        return tuple(self._glyphs)


def _is_twin(one: Sign, other: Sign) -> bool:
    """Whether two fonts mean the same glyph: the same meaningless code (never a raw one) and alike ink."""
    return (
        one.code == other.code
        and one.font != other.font
        and not one.code < 0x20
        and abs(one.ink.width - other.ink.width) <= ALIKE
        and abs(one.ink.top - other.ink.top) <= ALIKE
    )


def is_nameless(code: int) -> bool:
    """Whether the text layer's own character says nothing: controls, U+FFFD, private use."""
    return code < 0x20 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def as_bullet(sign: Sign) -> str | None:
    """The bullet that a sign of a symbol font is, by its code and its ink; None for any other sign."""
    return BULLETS.get(sign.code) if 0 < sign.ink.top - sign.ink.bottom < BULLET_HEIGHT else None


def _shown(code: int) -> str:
    """What a text-only reader sees in its place."""
    return "" if code < 0x20 else chr(code)
