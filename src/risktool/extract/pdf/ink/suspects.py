"""Wrong characters found by their ink: a "(" that is as tall as a digit and stands among digits is a digit.

All digits of a font have nearly the same height and baseline, brackets, commas and signs have not. Looked at are
only words that hold a digit or are one or two signs long ("2(", "("), because only there a wrong digit does harm;
letters that went wrong inside words are for a reader to see.

What makes a sign suspect, strongest first (font by font):

1. a mark that cannot look like a digit does ("(" without its descent)
2. one character with two kinds of ink, one of them a digit's ("S" in "1S" and in "Summa")
3. a digit with two kinds of ink (a 5 that reads "6" beside true sixes): the one whose round or flat ends do not
   fit that digit, else both; but several such digits are a font's alternate figures
4. a character that looks like a digit and occurs only alone and among digits, in a font that lacks a digit

Limits: a wrong digit without its true one in the same font cannot be told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from risktool.extract.pdf.glyphs import Ink, Sign, is_nameless
from risktool.extract.pdf.lines import median
from risktool.extract.pdf.readers.words import Fragment

LONGEST_WORD = 12
"""Longer words with digits in them are addresses and serial numbers."""

FEWEST_DIGITS = 10
"""So many digits a font must have shown before its digits' ink is known."""

NEVER_DIGIT_LIKE = frozenset("()[]{}§,.;:'\"*+-–—=<>~^_|@")
"""Marks that in no font have the height, baseline and width of a digit."""

ENDS = {
    "0": (True, True),
    "1": (False, False),
    "2": (True, False),
    "3": (True, True),
    "4": (False, False),
    "5": (False, True),
    "6": (True, True),
    "7": (False, False),
    "8": (True, True),
    "9": (True, True),
}
"""Whether a digit is round at its top and bottom: round ends overshoot, by design of all type."""

DIGITS = frozenset(ENDS)

OVERSHOOT = 0.004
"""The least overshoot by which round and flat ends can be told apart, as a share of the type size."""

SLACK_HEIGHT, SLACK_WIDTH = 0.02, 0.03
"""A sign's ink may differ so much from the digits that are known."""

PUNCTUATION = "-–.,:/?%()"
"""What stands beside digits in scores, dates and times."""

NUMERIC = DIGITS.union(PUNCTUATION)


@dataclass(slots=True)
class Uses:
    """How often a sign stood alone, among digits only, and in other company."""

    lone: int = 0
    among: int = 0
    other: int = 0


@dataclass(slots=True)
class Evidence:
    """The ink of all signs in short words and numbers of a document, font by font."""

    _fonts: dict[str, dict[str, dict[Ink, Uses]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )

    def observe(self, fragments: Iterable[Fragment], _page: int = 0) -> None:
        """Take a page's words."""
        for fragment in fragments:
            if len(fragment.text) == 1 and len(fragment.text[0]) > 1:
                continue  # letters, measured at their ends only
            word = "".join(fragment.text)
            is_measured = len(fragment.boxes) == len(word)
            if is_measured and (len(word) <= 2 or (len(word) <= LONGEST_WORD and not DIGITS.isdisjoint(word))):
                self._observe_word(fragment, word)

    def _observe_word(self, fragment: Fragment, word: str) -> None:
        chars = self._fonts[fragment.style.font]
        for char, box in zip(fragment.text, fragment.boxes, strict=True):
            inks = chars[char]
            ink = fragment.ink(*box)
            uses = inks.get(ink)
            if uses is None:
                uses = inks[ink] = Uses()
            rest = "" if len(word) == 1 else word.replace(char, "").strip(PUNCTUATION)
            if not rest:
                uses.lone += 1
            elif NUMERIC.issuperset(rest):
                uses.among += 1
            else:
                uses.other += 1

    def suspects(self) -> frozenset[Sign]:
        """The signs whose characters are wrong."""
        return frozenset(
            Sign(font, ord(char), ink) for font, chars in self._fonts.items() for char, ink in _suspects_of_font(chars)
        )


def _suspects_of_font(chars: dict[str, dict[Ink, Uses]]) -> Iterable[tuple[str, Ink]]:
    digits = Counter(
        {char: sum(u.lone + u.among + u.other for u in chars[char].values()) for char in chars if char in ENDS}
    )
    if digits.total() < FEWEST_DIGITS:
        return
    known = [ink for digit in digits for ink in chars[digit]]
    lacks_digit = len(digits) < len(ENDS)
    for char, inks in chars.items():
        if char in ENDS or len(char) > 1 or is_nameless(ord(char)):
            continue
        among = any(uses.among for uses in inks.values())
        for ink, uses in inks.items():
            used = uses.among or not among  # where one ink stands among digits, the other is the true letter
            if used and is_digit_like(ink, known) and _is_suspect(char, uses, len(inks) > 1, lacks_digit):
                yield char, ink
    doubled = [digit for digit in digits if len(chars[digit]) > 1]
    if len(doubled) == 1:
        yield from ((doubled[0], ink) for ink in _misfits(doubled[0], chars))


def is_digit_like(ink: Ink, known: list[Ink]) -> bool:
    """Whether a sign's ink has the size and place of known digits of its font."""
    return bool(known) and (
        min(k.width for k in known) - SLACK_WIDTH <= ink.width <= max(k.width for k in known) + SLACK_WIDTH
        and min(k.bottom for k in known) - SLACK_HEIGHT <= ink.bottom <= max(k.bottom for k in known) + SLACK_HEIGHT
        and min(k.top for k in known) - SLACK_HEIGHT <= ink.top <= max(k.top for k in known) + SLACK_HEIGHT
    )


def _is_suspect(char: str, uses: Uses, has_other_ink: bool, lacks_digit: bool) -> bool:
    """Whether a sign that looks like a digit is used like one, against what its character says."""
    if char in NEVER_DIGIT_LIKE:
        return True
    if has_other_ink:
        return uses.lone + uses.among > uses.other
    return lacks_digit and char != "?" and uses.lone > 0 and uses.among > 0 and uses.lone + uses.among >= 3 > uses.other


def _misfits(digit: str, chars: dict[str, dict[Ink, Uses]]) -> list[Ink]:
    """Which inks of a digit that has several are not its own; all of them where the ends do not tell."""
    inks = [
        ink for ink in chars[digit] if is_digit_like(ink, [i for d in ENDS if d != digit for i in chars.get(d, ())])
    ]
    if len(inks) < 2:
        return []
    expected = _ends_of(digit, chars)
    wrong = [ink for ink in inks if expected is not None and _differs(ink, expected)]
    return wrong if 0 < len(wrong) < len(inks) else inks


def _ends_of(digit: str, chars: dict[str, dict[Ink, Uses]]) -> tuple[float, float] | None:
    """Where this digit's top and bottom should be, by the other digits of the font with the same kind of ends."""
    round_top, round_bottom = ENDS[digit]
    tops = [ink.top for d, ends in ENDS.items() if d != digit and ends[0] == round_top for ink in chars.get(d, ())]
    bottoms = [
        ink.bottom for d, ends in ENDS.items() if d != digit and ends[1] == round_bottom for ink in chars.get(d, ())
    ]
    return (median(tops), median(bottoms)) if tops and bottoms else None


def _differs(ink: Ink, ends: tuple[float, float]) -> bool:
    return abs(ink.top - ends[0]) > OVERSHOOT or abs(ink.bottom - ends[1]) > OVERSHOOT
