"""Signs that the page shows but the text layer cannot name: which digit each one is.

An extractor puts one private-use character in the text for each unnamed glyph (`source.Glyph`): one code of one font,
so it is one digit everywhere. Strongest evidence first, because each later step only looks at what is left open:

    1. products     S x K comes out with one digit and with no other, again and again
    2. looks        drawn, it is a digit of its own font; or it is none of those that the font shows, and one is left
    3. kin          the digit is known to be lost, and printed nowhere: the same digit in another font

Looks never go against arithmetic, and a sign is the digit that is left only if it fills cells in columns of numbers.
Signs are drawn only where products leave one open (`Diagnosis.unnamed`): then the document is looked at again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from risktool.damage.witness import Loss
from risktool.notation import Notation
from risktool.source import Document, Glyph, Likeness, Table

MIN_PRODUCTS = 2
"""Products that must come out right; one may be chance."""

GLYPH_CONFIDENCE = 0.999
"""The same code at several places where arithmetic allows one digit only."""

SAME_CONFIDENCE, LEFT_CONFIDENCE = 0.99, 0.97
"""It is a known digit of its font to the dot; it is the only one left. In 160 faces neither went wrong on its own
account, but for handwriting; what stays open is that a sign in a column of numbers is no digit."""

FEWEST_UNLIKE = 6
"""From so many digits of its font a sign must differ before it is the one that is left."""

FEWEST_ON_SCALE = 3
"""So many numbers in the column of a lone sign, all on the scale, show that it holds factors."""

FEWEST_PLACES = 2
"""At one place alone a sign that is like no digit may be anything."""

DIGITS = "0123456789"

UNKNOWN = "?"
"""Stands for a lost digit of which nobody can say which one it is."""


@dataclass(frozen=True, slots=True)
class Deciphered:
    """((sign, digit), …), the losses to report, and signs among numbers that are left open."""

    digits: tuple[tuple[str, str], ...] = ()
    losses: tuple[Loss, ...] = ()
    unnamed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Products:
    """The three numbers in a row that hold a sign, and how many of them come out right with each digit."""

    runs: int
    right: Mapping[str, int]

    def best(self) -> str | None:
        """The digit that makes them come out, if no other one does."""
        (digit, most), (_, second) = sorted(self.right.items(), key=lambda item: -item[1])[:2]
        return digit if most >= MIN_PRODUCTS and most > 2 * second else None

    def allow(self, digit: str) -> bool:
        """Whether no other digit makes more of them come out."""
        return self.right[digit] == max(self.right.values())

    def words(self, digit: str) -> str:
        """The witness."""
        return f"{self.right[digit]} of {self.runs} products with it come out right when it is {digit!r}"


def decipher(document: Document, notation: Notation) -> Deciphered:
    """Which digit each unnamed sign of the document is, as far as can be said."""
    known, products = _find_by_products(document, notation)
    losses = [
        _loss(glyph, document, known[glyph.char], GLYPH_CONFIDENCE, products[glyph.char].words(known[glyph.char]))
        for glyph in document.glyphs
        if glyph.char in known
    ]
    for glyph, digit in _find_by_looks(document, products, known, notation):
        known[glyph.char] = digit
        losses.append(_loss_by_looks(glyph, document, digit, products[glyph.char]))
    digits = (*known.items(), *_kin(document, known))
    named = {sign for sign, _ in digits}
    unnamed = [g for g in document.glyphs if g.char not in named and _fills_number_cells(document, g.char)]
    words = "it has the height of its font's digits; neither products nor looks say which one it is"
    losses += [_loss(glyph, document, UNKNOWN, LEFT_CONFIDENCE, words) for glyph in unnamed if glyph.likeness]
    return Deciphered(digits, tuple(losses), tuple(glyph.char for glyph in unnamed))


def _find_by_products(document: Document, notation: Notation) -> tuple[dict[str, str], dict[str, _Products]]:
    """The signs that products name, and the products of each; what is known of one sign helps with the next."""
    known: dict[str, str] = {}
    products: dict[str, _Products] = {}
    while True:
        text = document.text.translate({ord(sign): digit for sign, digit in known.items()})
        open_ones = [glyph.char for glyph in document.glyphs if glyph.char not in known]
        products |= {sign: _products(text, sign, notation) for sign in open_ones}
        found = {sign: digit for sign in open_ones if (digit := products[sign].best())}
        if not found:
            return known, products
        known |= found


def _loss(glyph: Glyph, document: Document, digit: str, confidence: float, *evidence: str) -> Loss:
    shown = f"as {glyph.shown!r}" if glyph.shown else "as nothing"
    return Loss(
        lost=digit,
        is_digit=True,
        confidence=confidence,
        evidence=(
            f"the sign {glyph.code} is printed {document.text.count(glyph.char)} times {shown}",
            *evidence,
            *([] if digit == UNKNOWN else [_elsewhere(digit, document)]),
        ),
        sign=glyph.code,
    )


def _elsewhere(digit: str, document: Document) -> str:
    return f"no {digit!r} in the text layer" if digit not in document.text else "some other font has it"


def _loss_by_looks(glyph: Glyph, document: Document, digit: str, products: _Products) -> Loss:
    look = glyph.likeness or Likeness(0)
    arithmetic = [products.words(digit)] if products.right[digit] else []
    if look.same:
        words = f"drawn as the page shows it, at {look.places} places, it is the {digit!r} of its own font"
        return _loss(glyph, document, digit, SAME_CONFIDENCE, words, *arithmetic)
    words = (
        f"drawn at {look.places} places, it is a digit by its size, and in its own font none of {_list(look.unlike)}"
    )
    form = [f"nor is any {_list(look.unfit)} ever formed like it"] if look.unfit else []
    rest = {*DIGITS} - {*look.unlike, *look.unfit, digit}
    off = "".join(sorted(other for other in rest if products.allow(other)))
    scale = [f"{_list(off)} would be off the scale of its column"] if off else []
    return _loss(glyph, document, digit, LEFT_CONFIDENCE, words, *form, *scale, *arithmetic)


def _list(digits: str) -> str:
    return ", ".join(digits)


def _find_by_looks(
    document: Document, products: Mapping[str, _Products], known: Mapping[str, str], notation: Notation
) -> list[tuple[Glyph, str]]:
    """The open signs that the page shows to be a digit; two signs of one font cannot be the same one."""
    found = [
        (glyph, digit)
        for glyph in document.glyphs
        if glyph.char not in known and (digit := _by_looks(glyph, document, products[glyph.char], notation))
    ]
    fonts = {glyph.char: _font(glyph) for glyph in document.glyphs}
    claims = Counter((fonts[glyph.char], digit) for glyph, digit in found)
    claims.update((fonts[sign], digit) for sign, digit in known.items())
    return [(glyph, digit) for glyph, digit in found if claims[fonts[glyph.char], digit] == 1 or _matches(glyph)]


def _matches(glyph: Glyph) -> bool:
    return glyph.likeness is not None and bool(glyph.likeness.same)


def _by_looks(glyph: Glyph, document: Document, products: _Products, notation: Notation) -> str | None:
    look = glyph.likeness
    if look is None or not _is_numeral(document.text, glyph.char):
        return None
    if look.same:
        left = set() if set(look.same) & set(look.unlike) else set(look.same)
    elif look.places >= FEWEST_PLACES and len(look.unlike) >= FEWEST_UNLIKE:
        left = {*DIGITS} - {*look.unlike, *look.unfit} - _off_scale(document, glyph.char, notation)
    else:
        return None
    fitting = [digit for digit in sorted(left) if products.allow(digit)]
    return fitting[0] if len(fitting) == 1 and (len(left) == 1 or products.right[fitting[0]]) else None


def _off_scale(document: Document, sign: str, notation: Notation) -> set[str]:
    """The digits that no factor is, where the sign fills cells of a column of factors; all where it fills none."""
    columns = [column for column in _number_columns(document, sign) if any(sign in cell for cell in column)]
    low = min(notation.likelihood[0], notation.consequence[0])
    high = max(notation.likelihood[1], notation.consequence[1])
    if not any(any(sign not in cell for cell in column) for column in columns):
        return set(DIGITS)
    for column in columns:
        numbers = [int(cell) for cell in column if sign not in cell]
        if sign in column and len(numbers) >= FEWEST_ON_SCALE and all(low <= number <= high for number in numbers):
            return {digit for digit in DIGITS if not low <= int(digit) <= high}
    return set()


def _kin(document: Document, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """The same digit in other fonts, where no product tells: it is gone from the text layer everywhere.

    Only when one digit is known to be lost and is printed nowhere, and only for signs that stand where numbers do.
    """
    digits = set(known.values())
    if len(digits) != 1 or any(digit in document.text for digit in digits):
        return []
    digit = digits.pop()
    fonts = {_font(glyph) for glyph in document.glyphs if glyph.char in known}
    return [
        (glyph.char, digit)
        for glyph in document.glyphs
        if glyph.char not in known and _font(glyph) not in fonts and _is_numeral(document.text, glyph.char)
    ]


def _font(glyph: Glyph) -> str:
    return glyph.code.rpartition("/")[0]


def _is_numeral(text: str, sign: str) -> bool:
    """Whether the sign is never part of a word."""
    return not regex.search(rf"\p{{L}}{sign}|{sign}\p{{L}}", text)


def _fills_number_cells(document: Document, sign: str) -> bool:
    """Whether a column of a table holds cells of nothing but the sign and digits, and cells of nothing but digits."""
    return any(
        any(sign in cell for cell in column) and any(sign not in cell for cell in column)
        for column in _number_columns(document, sign)
    )


def _number_columns(document: Document, sign: str) -> Iterator[list[str]]:
    """The cells of each column that hold nothing but digits and the sign."""
    for table in (block for page in document.pages for block in page.blocks if isinstance(block, Table)):
        if sign in document.text[slice(*table.span)]:
            columns: dict[int, list[str]] = {}
            for cell in table.cells:
                text = document.text[slice(*cell.span)].strip()
                if text and not text.strip(DIGITS + sign):
                    columns.setdefault(cell.column, []).append(text)
            yield from columns.values()


def _products(text: str, sign: str, notation: Notation) -> _Products:
    runs = _runs(text, sign)
    return _Products(len(runs), {digit: sum(_comes_out(r, sign, digit, notation) for r in runs) for digit in DIGITS})


def _runs(text: str, sign: str) -> list[tuple[str, str, str]]:
    """Three numbers in a row of which at least one holds the sign; also "4 x 5 = 20", and "4 5 Critical (20)"."""
    number = rf"([\d{sign}]{{1,3}})"
    found = regex.findall(
        rf"(?<!\S){number}(?:\s+|\s*[xX×*·]\s*){number}(?:\s+|\s*=\s*|\s+\p{{L}}[\p{{L}} ]{{0,20}}\(){number}\)?(?!\S)",
        text,
        overlapped=True,
    )
    return [run for run in found if sign in "".join(run)]


def _comes_out(run: tuple[str, str, str], sign: str, digit: str, notation: Notation) -> bool:
    parts = [part.replace(sign, digit) for part in run]
    if not all(part.isdecimal() for part in parts):
        return False
    likelihood, consequence, score = map(int, parts)
    return likelihood * consequence == score and notation.is_on_scale(likelihood, consequence)
