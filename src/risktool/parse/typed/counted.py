"""The word for a risk with a number, which counts the risks and is no score: "Risk 1", "Risk 2", each over its fields.

Risk 1
Händelse: Hal trappa
Sannolikhet: 1
Konsekvens: 4

Risk 2            the next risk, and no product of the factors above it
"""

from itertools import pairwise

import regex

from risktool.parse.tables.lexicon import Lexicon
from risktool.parse.tables.strength import STRONG
from risktool.profiles import fold

_LONE_COUNT = regex.compile(
    r"(?:\A|(?<=\n[ \t]*\n))[-–•*_ \t]*(?P<label>\p{L}+ (?P<number>\d{1,3}))[*_ \t.]*\n(?:[ \t]*\n)?(?=[^\n]*\p{L})"
)
"""A word and a number alone on a line that opens a paragraph: "Risk 2", over its fields."""

_COUNT = regex.compile(r"[ ]*(?:\b\p{Lu}{1,12}[-–. ]?)?\d[\d. ]*$|[ .]+$")
"""The number or the id of a risk behind the word: "Risk 3", "Risk IT-04"."""

_RATED = regex.compile(r"(?<!\p{L})(?P<label>\p{L}+)[*_]*(?:[ \t]*[:=–—-])?[*_ \t]*\d")
"""A word and its number."""


def opens_risk(label: str, lexicon: Lexicon) -> bool:
    """Whether a label says "Risk", with or without a number ("Risk nr 4")."""
    name = _COUNT.sub("", label)
    before, _, count = name.rpartition(" ")
    if before and name != label and any(m.role == "number" and m.strength >= STRONG for m in lexicon.match(count)):
        name = before
    words = fold(name)
    return words in lexicon.risk_words or words in lexicon.risk_headings


def find_lone_counts(text: str, lexicon: Lexicon) -> "tuple[regex.Match[str], ...]":
    """The lines that only count the risks below them, one by one, each with its `label` and `number`; each group may
    begin at 1 again.
    """
    found = [match for match in _LONE_COUNT.finditer(text) if opens_risk(match["label"], lexicon)]
    numbers = [int(match["number"]) for match in found]
    steps = [second - first for first, second in pairwise(numbers)]
    is_count = 1 in steps and all(step == 1 or number == 1 for step, number in zip(steps, numbers[1:], strict=True))
    return tuple(found) if is_count else ()


def counts_over_fields(text: str, lexicon: Lexicon) -> frozenset[int]:
    """Where the numbers stand of counts that are surely no products: the first one stands above all factors."""
    found = find_lone_counts(text, lexicon)
    above = text[: found[0].start()] if found else ""
    is_rated = any(lexicon.is_factor(match["label"]) for match in _RATED.finditer(above))
    return frozenset() if is_rated else frozenset(match.start("number") for match in found)
