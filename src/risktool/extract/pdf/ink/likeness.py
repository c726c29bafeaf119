"""What an unnamed sign looks like beside the digits of its own font: which of them it is, and which it is not.

Drawn large and laid on top of each other, two prints of one digit of one font agree to the dot; any two digits differ
by a seventh of their ink. Often the very digit that is missing has no good print in its font, because it is broken
everywhere. Then a sign that is unlike all others is the one that is left. Of the digits that its font never shows, its
form excludes those that no typeface draws so:

    it encloses white                                           none of 1 2 3 5 7
    it encloses white twice / once                              only 8 / not 8
    it encloses none, while the font's own 0, 6, 8, 9 do        none of 0 6 8 9  (a 4 may be open)
    its foot hangs below the font's 1, 4, 7, as round ones do   none of 1 4 7  (italics apart)
    its foot stands level, while the font's round ones hang     none of 0 3 5 6 8  (a 9 may be straight)

Held against the digits of 160 faces, this never excluded the digit that it was.

A sign is looked at only if it has the height of its font's digits and is one piece ("?" is two), and only if all its
places show one shape. A sign that is a letter of its font is no digit.

Limits: a digit drawn as a path has no font to be compared with; the second reader (pdfplumber) collects no specimens.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from risktool.extract.pdf.glyphs import Ink
from risktool.extract.pdf.ink.specimens import ROW_BITS, Face, Picture, Specimen, Specimens, draw, is_sign
from risktool.extract.pdf.ink.suspects import DIGITS, OVERSHOOT, is_digit_like
from risktool.extract.pdf.readers.pdfium import PdfiumFile
from risktool.source import Likeness

SAME = 0.03
"""Two prints of one digit differ in fewer of their dots; measured in 13 fonts it is 0.002."""

DIFFERENT = 0.1
"""Two digits of a font differ in more; measured it is 0.135 (3 and 8 of a grotesque)."""

SIZE_PX = 2
"""Prints of one sign are as wide and high, but for rounding."""

NARROW = 0.5
"""A 1 has at least half the width of the narrowest other digit; a stroke has less."""

SHIFTS = tuple(dx + dy * ROW_BITS for dy in (-1, 0, 1) for dx in (-1, 0, 1))
"""A print may lie a dot beside another one."""

SMALLEST_PIECE = 12
"""Dots; anything smaller is a rough edge."""

OPEN, CLOSED = frozenset("12357"), frozenset("0689")
"""Digits that enclose no white in any typeface, and those that do in all."""

NEAR = 0.001
"""Feet that stand at one height, as shares of the type size; a 7 of some faces hangs half as far as a round foot."""

LINING = 0.05
"""Figures whose feet differ by more stand on several lines, as old-style ones do; round feet hang by 0.02."""

LEVEL_FOOT, ROUND_FOOT = frozenset("147"), frozenset("03568")
"""Digits whose foot is level in any typeface, and those that are round there."""

Pictures = Mapping[Specimen, Picture]


def find_likenesses(file: PdfiumFile, specimens: Specimens) -> dict[str, Likeness]:
    """What each unnamed sign looks like; signs that are no digits by their looks, or cannot be seen, are left out."""
    signs = specimens.signs()
    fonts = {face: chars for face, chars in specimens.faces.items() if not signs.isdisjoint(chars)}
    pictures = draw(file, [specimen for chars in fonts.values() for places in chars.values() for specimen in places])
    looks = {
        sign: [_look(sign, face, chars, pictures) for face, chars in fonts.items() if sign in chars]
        for sign in sorted(signs)
    }
    return {sign: reduce(_both, filter(None, found)) for sign, found in looks.items() if found and all(found)}


def _look(sign: str, face: Face, chars: Mapping[str, Sequence[Specimen]], pictures: Pictures) -> Likeness | None:
    """A sign in one font; None where it is no digit."""
    prints = [pictures.get(specimen) for specimen in chars[sign]]
    if None in prints:
        return None
    shown = [picture for picture in prints if picture is not None]
    known = {
        char: [pictures[place] for place in places if place in pictures]
        for char, places in chars.items()
        if not is_sign(char)
    }
    digits = {char: found for char, found in known.items() if char in DIGITS and found}
    one = shown[0]
    if not _stands_like(one.ink, [picture.ink for found in digits.values() for picture in found]):
        return None
    if any(distance(one, other) > SAME for other in shown) or len(list(pieces(one.dots))) != 1:
        return None
    apart = {char: min(distance(one, picture) for picture in found) for char, found in known.items() if found}
    same = "".join(sorted(char for char in digits if apart[char] <= SAME))
    if not same and any(far <= SAME for far in apart.values()):
        return None
    unlike = "".join(sorted(char for char in digits if apart[char] >= DIFFERENT))
    unfit = "".join(sorted(excluded_by_form(one, digits, face) - digits.keys()))
    return Likeness(len(shown), same, unlike, unfit)


def _stands_like(ink: Ink, known: Sequence[Ink]) -> bool:
    """Whether a sign is as high as known digits are, and as wide, or as narrow as a 1 is beside others."""
    narrowest = min((other.width for other in known), default=0.0)
    return is_digit_like(ink._replace(width=max(ink.width, narrowest)), list(known)) and ink.width > NARROW * narrowest


def _both(one: Likeness, other: Likeness) -> Likeness:
    """A sign that stands in two fonts: what either of them tells."""
    return Likeness(
        one.places + other.places,
        _joined(one.same, other.same),
        _joined(one.unlike, other.unlike),
        _joined(one.unfit, other.unfit),
    )


def _joined(one: str, other: str) -> str:
    return "".join(sorted({*one, *other}))


def distance(one: Picture, other: Picture) -> float:
    """The share of their dots in which two pictures differ, laid on each other as well as can be; 1: other sizes."""
    if abs(one.width - other.width) > SIZE_PX or abs(one.height - other.height) > SIZE_PX:
        return 1.0
    least = min(
        (one.dots ^ (other.dots << shift if shift > 0 else other.dots >> -shift)).bit_count() for shift in SHIFTS
    )
    return least / (one.dots.bit_count() + other.dots.bit_count())


def excluded_by_form(picture: Picture, digits: Mapping[str, Sequence[Picture]], face: Face) -> frozenset[str]:
    """The digits that no typeface draws like this, as far as known digits of the same font can be the measure."""
    foot = frozenset[str]() if face.is_italic else _excluded_by_foot(picture, digits)
    return _excluded_by_white(picture, digits) | foot


def _excluded_by_white(picture: Picture, digits: Mapping[str, Sequence[Picture]]) -> frozenset[str]:
    whites = count_whites(picture)
    if whites > 1:
        return DIGITS - {"8"}
    if whites == 1:
        return OPEN | {"8"}
    closed = [count_whites(digits[digit][0]) for digit in digits.keys() & CLOSED]
    return CLOSED if closed and all(closed) else frozenset()


def _excluded_by_foot(picture: Picture, digits: Mapping[str, Sequence[Picture]]) -> frozenset[str]:
    level = [p.ink.bottom for digit in digits.keys() & LEVEL_FOOT for p in digits[digit]]
    hanging = [p.ink.bottom for digit in digits.keys() & ROUND_FOOT for p in digits[digit]]
    if not level or not hanging or max(hanging) > min(level) - OVERSHOOT:
        return frozenset()  # no flat ones, or a font whose round ends stand level too
    feet = [picture.ink.bottom, *(p.ink.bottom for found in digits.values() for p in found)]
    if max(feet) - min(feet) > LINING:
        return frozenset()
    if picture.ink.bottom <= max(hanging) + NEAR:
        return LEVEL_FOOT
    return ROUND_FOOT if picture.ink.bottom >= min(level) - NEAR else frozenset()


def count_whites(picture: Picture) -> int:
    """How many pieces of white a sign encloses."""
    row = (1 << (picture.width + 2)) - 1
    field = reduce(lambda dots, y: dots | row << (y * ROW_BITS), range(picture.height + 2), 0)
    white = field & ~(picture.dots << (ROW_BITS + 1))
    return sum(1 for _ in pieces(white)) - 1


def pieces(dots: int) -> Iterator[int]:
    """The connected pieces of a picture, rough edges left out."""
    while dots:
        piece, grown = 0, dots & -dots
        while grown != piece:
            piece = grown
            grown = _spread(piece) & dots
        dots &= ~piece
        if piece.bit_count() >= SMALLEST_PIECE:
            yield piece


def _spread(dots: int) -> int:
    """The dots with those beside, above and below them."""
    return dots | dots << 1 | dots >> 1 | dots << ROW_BITS | dots >> ROW_BITS
