"""What a cell of a score says when it is not a bare number: words, letters, spelled numbers, shares.

    "hög"            rank 3 of låg/medel/hög, label "hög"
    "3 (middels)"    3, label "middels"          "15 — Høy"   15, label "Høy"
    "(9/10)"         9                           "35 %"       0.35
    "Two"            2                           "M/H"        range 2–3, label "M/H"
    "Låg→Hög"        range 1–3, the label as printed

A printed number always wins over its word. A word has a rank only on a scale: the document's own (its legend), else
the shortest one of the profiles that holds every word the document uses. A letter A–E has no rank without a legend,
because forms count them in both directions. Words on no scale stay words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

import regex

from risktool.model import Number, Range
from risktool.profiles import Profile, fold, languages, load_profile

_NUMBER = r"\d{1,4}(?:[.,]\d+)?"
_PLAIN = regex.compile(rf"[(\[~≈ ]*({_NUMBER})\s*(%?)[)\] .!*]*(?:st|p|pts?|pkt)?\.?")
_SHARE = regex.compile(r"[(\[]?(\d{1,3})\s*/\s*(\d{1,3})[)\]]?")
_RANGE = regex.compile(rf"[(\[ ]*({_NUMBER})\s*(?:[-–—−→/]|->|\.\.|\p{{L}}{{2,5}})\s*({_NUMBER})[)\] ]*")
_LEADING = regex.compile(
    rf"\s*({_NUMBER})\s*(%?)\s*(?:[-–—−:.,;=|(\[\n]\s*)+(?P<word>\p{{L}}.*?)[)\]]?\s*", regex.DOTALL
)
_SPACED = regex.compile(rf"\s*({_NUMBER})\s*(%?)\s+(?P<word>\p{{L}}.*)", regex.DOTALL)
_TRAILING = regex.compile(
    rf"\s*(?P<word>\p{{L}}.*?)\s*[–—:,;=|(\[\n-]+\s*({_NUMBER})\s*(%?)(?:\s*/\s*\d{{1,3}})?\s*[)\]]?\s*", regex.DOTALL
)
_AFTER = regex.compile(rf"\s*(?P<word>\p{{L}}.*?)\s+({_NUMBER})\s*(%?)\s*")
_BETWEEN = regex.compile(r"\s*(?:→|->|=>|>|/|–|—|-|\btill?\b|\bto\b|\bbis\b)\s*")
_WORDS = regex.compile(r"[\p{L}\p{N}]+")

_SIGN_CHARACTERS = "🟢🟡🟠🔴🟣🔵⚫⚪🟤🟩🟨🟧🟥🟦⬛⬜✅⚠❌\ufe0f \t*_"
"""Signs that forms put before a score to show its level."""

LONGEST_CELL = 300
"""Characters beyond which a cell tells a story; its first word is no rating."""

SHARES_OF = (10, 100)
"""What people rate "out of", besides the top of the scale: "9/10"."""

LONGEST_ENDING = 2
"""Letters that grammar may add to a step: "högt" for "hög", "allvarliga" for "allvarlig"."""


SHORTEST_CUT = 3
"""Letters that tell a word cut short."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one cell says. All None for nothing; `number` is the printed number, else the rank of the label."""

    number: Number | None = None
    range: Range | None = None
    label: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps in words, from the lowest, as printed or as the profile has them; the first has the rank `first`."""

    names: tuple[str, ...] = ()
    first: int = 1

    @property
    def steps(self) -> tuple[str, ...]:
        """The names, folded."""
        return _fold_names(self.names)

    def rank(self, label: str) -> int | None:
        """The rank of a word, its first letter, or the word with an ending or a qualifier; None for no step."""
        words = [fold(word) for word in _WORDS.findall(label)]
        inside = [fold(word) for word in _WORDS.findall(label.partition("(")[2])]
        for part in (words, inside):
            for size in range(len(part), 0, -1):
                place = self._place("".join(part[:size]), is_alone=len(part) == 1)
                if place is not None:
                    return self.first + place
        return None

    def _place(self, word: str, is_alone: bool) -> int | None:
        steps = self.steps
        if word in steps:
            return steps.index(word)
        like = [i for i, step in enumerate(steps) if _is_bent(word, step)]
        if not like and is_alone:
            like = [i for i, name in enumerate(self.names) if _is_cut(word, name)]
        return like[0] if len(like) == 1 else None


@dataclass(frozen=True, slots=True)
class Scales:
    """The scales of words of one document, and how numbers are spelled in it."""

    likelihood: Scale = Scale()
    consequence: Scale = Scale()
    spelled: tuple[tuple[str, int], ...] = ()
    silent: frozenset[str] = frozenset()
    """Words for none, folded: they say no step."""
    known: frozenset[str] = frozenset()
    """The words of all scales and levels, folded."""
    top: int | None = None
    """The highest step where the document states it: "4/5" is then 4 of 5."""


def read_value(cell: str, scale: Scale, scales: Scales) -> Value:
    """What a cell says."""
    doubtful = "?" in cell
    text = cell.replace("?", " ").strip()
    sign, text = _split_sign(text)
    if not text or len(text) > LONGEST_CELL:
        return Value(label=text or sign or None, doubtful=doubtful)
    if scale.names and "%" in text:
        return Value(label=text, doubtful=doubtful)  # a share among words is on another scale than they are
    value = _read_number(text, scales) or _read_labelled(text, scales) or _read_words(text, scale, scales)
    return Value(value.number, value.range, value.label or sign or None, doubtful or value.doubtful)


def _split_sign(text: str) -> tuple[str, str]:
    """A coloured circle or the like before a number, and the rest; a sign before words belongs to them."""
    rest = text.lstrip(_SIGN_CHARACTERS)
    is_sign = rest != text and (not rest or rest[0].isdigit())
    return (text[: len(text) - len(rest)].strip(), rest) if is_sign else ("", text)


def to_number(digits: str) -> Number:
    """A number as printed: whole where it says a whole one ("4.0" is 4)."""
    value = float(digits.replace(",", "."))
    return int(value) if value.is_integer() else value


def choose_scales(
    likelihood: Iterable[str],
    consequence: Iterable[str],
    legend: tuple[Scale, Scale],
    profile: Profile,
    top: int | None,
) -> Scales:
    """The scales that hold all words of the two columns. `legend` is the document's own, empty where it is silent."""
    words = [tuple(_labels(cells)) for cells in (likelihood, consequence)]
    custom = _custom(profile)
    known = (custom.likelihood, custom.consequence)
    every = custom.likelihood + custom.consequence
    both = _shortest((*words[0], *words[1]), known[0], every)
    chosen = [
        stated if stated.names else (both if both and words[i] else _shortest(words[i], known[i], every)) or Scale()
        for i, stated in enumerate(legend)
    ]
    return Scales(chosen[0], chosen[1], custom.spelled, custom.silent, custom.known, top)


class _Custom(NamedTuple):
    """What all profiles together know of scales, a document's own language first."""

    likelihood: tuple[Scale, ...]
    consequence: tuple[Scale, ...]
    spelled: tuple[tuple[str, int], ...]
    silent: frozenset[str]
    known: frozenset[str]


@lru_cache(maxsize=16)
def _custom(profile: Profile) -> _Custom:
    """Gathered once in a process: each section of each document asks for it."""
    profiles = (profile, *(load_profile(name) for name in languages() if name != profile.language))
    likelihood = tuple(Scale(names) for p in profiles for names in p.likelihood_scales)
    consequence = tuple(Scale(names) for p in profiles for names in p.consequence_scales)
    steps = frozenset(step for scale in likelihood + consequence for step in scale.steps)
    return _Custom(
        likelihood,
        consequence,
        spelled=tuple((fold(word), n) for p in profiles for n, word in enumerate(p.number_words)),
        silent=frozenset(fold(word) for p in profiles for word in p.none_words),
        known=steps | frozenset(fold(word) for p in profiles for word in p.level_words.every),
    )


def _shortest(labels: tuple[str, ...], scales: tuple[Scale, ...], every: tuple[Scale, ...]) -> Scale | None:
    """The shortest scale that has a rank for every label that any scale knows; None where there is none."""
    known = [label for label in labels if any(scale.rank(label) is not None for scale in every)]
    fitting = [s for s in scales if known and all(s.rank(label) is not None for label in known)]
    return min(fitting, key=lambda s: len(s.steps), default=None)


def _labels(cells: Iterable[str]) -> Iterable[str]:
    """The distinct words of a column, ends of transitions apart; cells with a number of their own say nothing."""
    seen = set()
    for cell in cells:
        text = cell.replace("?", " ").strip()
        if not text or any(c.isdigit() for c in text):
            continue
        for part in _BETWEEN.split(text):
            if fold(part) and fold(part) not in seen:
                seen.add(fold(part))
                yield part


def _is_bent(word: str, step: str) -> bool:
    """Whether one is the other with a grammatical ending."""
    short, long = sorted((word, step), key=len)
    return len(short) >= 3 and long.startswith(short) and len(long) - len(short) <= LONGEST_ENDING


def _is_cut(word: str, name: str) -> bool:
    """Whether a word is a step cut short: "Med" for "Medium", "H" for "Hög"; "mycket" is not cut "mycket hög"."""
    return " " not in name and (len(word) == 1 or len(word) >= SHORTEST_CUT) and fold(name).startswith(word)


@lru_cache(maxsize=256)
def _fold_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, names))


def _read_number(text: str, scales: Scales) -> Value | None:
    if match := _PLAIN.fullmatch(text):
        number = to_number(match[1])
        return Value(number / 100 if match[2] else number)
    if match := _SHARE.fullmatch(text):
        part, whole = int(match[1]), int(match[2])
        if part <= whole and whole in (*SHARES_OF, scales.top):
            return Value(part)
        low, high = sorted((part, whole))
        return Value(range=(low, high), doubtful=True)
    if match := _RANGE.fullmatch(text):
        low_, high_ = sorted((to_number(match[1]), to_number(match[2])))
        return Value(range=(low_, high_))
    return None


def _read_labelled(text: str, scales: Scales) -> Value | None:
    """A number with its word: "3 (middels)", "Høy (3)", "3" over "Medel". Only a space between them is enough for
    the words of known scales alone: "enligt bilaga 3" is no 3.
    """
    for pattern, digits, is_loose in (
        (_LEADING, 1, False),
        (_TRAILING, 2, False),
        (_SPACED, 1, True),
        (_AFTER, 2, True),
    ):
        match = pattern.fullmatch(text)
        if match is None or any(c.isdigit() for c in match["word"]):
            continue
        word = " ".join(match["word"].split()).rstrip(" -–—:,(")
        if is_loose and fold(word) not in scales.known:
            continue
        number = to_number(match[digits])
        return Value(number / 100 if match[digits + 1] else number, label=word)
    return None


def _read_words(text: str, scale: Scale, scales: Scales) -> Value:
    spelled = dict(scales.spelled).get(fold(text))
    if spelled is not None and scale.rank(text) is None:
        return Value(spelled, label=text)
    if not any(c.isalpha() or category(c) == "So" for c in text):
        return Value(doubtful=any(c.isdigit() for c in text))
    if fold(text) in scales.silent:
        return Value()
    parts = [part for part in _BETWEEN.split(text) if part]
    ranks = [scale.rank(part) for part in parts]
    if len(parts) == 2 and ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
        return Value(range=(min(ranks[0], ranks[1]), max(ranks[0], ranks[1])), label=text)
    return Value(scale.rank(text), label=text)
