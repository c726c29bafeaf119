"""A factor's number that a sentence tells: "sannolikheten bedöms till 3", "konsekvensen hög (4)", "4 för konsekvens".

Nothing but words stand between the two, and the number ends its clause: "konsekvensen blir en kö på 3 timmar" tells
no step, and neither does a bound, "konsekvens över 3", or a time.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import regex

from risktool.parse.lines import line_start
from risktool.parse.tables.lexicon import Lexicon, is_whole_scale
from risktool.profiles import FACTORS, Role, fold, joints

MOST_BETWEEN = 8
"""Words between a factor and its number: "sannolikheten för att det händer bedöms till 3"."""

SHORTEST_FACTOR = 4
"""Letters of a factor's name in a sentence; a letter alone is one of "S 3"."""

_BEFORE = regex.compile(r"(?:\p{L}+(?:[ ](?:\(\p{Lu}\)[ ])?|\n(?=\p{Ll})))+(?P<open>\()?$")
"""Words up to a number; a sentence goes on where the next line begins with a small letter."""

_WORD = regex.compile(r"(?<!\()\p{L}+")

_BOTH, _BUT, _BOUND, _LEAD_IN = (
    "|".join(words) for words in (joints().both, joints().but, joints().bound, joints().lead_in)
)
_ENDS_IN_BOUND = regex.compile(rf"\b(?:{_BOUND})[ ]\(?$")
_ENDS_IN_LEAD_IN = regex.compile(rf"(?:\b(?i:{_LEAD_IN})\s)+$")

AHEAD = regex.compile(
    rf"(?<![\p{{L}}\d.,/–—-])(?P<number>\d{{1,2}})[ ](?!(?:{_BOTH}|{_BUT})[ ])\p{{Ll}}{{1,4}}[ ](?:(?:{_LEAD_IN})[ ])?"
    r"(?P<label>\p{L}{4,})(?![ ]?[:=(\d]|\p{L})"
)
"""A number ahead of its factor: "3 för sannolikhet", "3 for the likelihood"."""

_GOES_ON = regex.compile(rf"[)*_]*(?:[ ](?!(?:{_BOTH}|{_BUT})[ ]\D)[\p{{Ll}}\d]|,?\s?\d|[ ]?[–—-][ ]?\d)")
"""Behind a number that counts something or is one of several; "och konsekvensen" tells the other factor."""


_STEPPED = regex.compile(r"(?<!\p{L})(?:(?P<two>\p{L}+[ ]\p{L}+)|(?P<one>\p{L}+))[ ]\(\d{1,2}\)")
"""A step in words and its number."""


class Stepped(NamedTuple):
    """Where a step stands that tells by itself which factor it is of."""

    start: int
    end: int
    role: Role


def find_stepped(text: str, lexicon: Lexicon) -> Iterator[Stepped]:
    """The steps with their numbers on lines that have one of each factor, "likely (4), major (5)"; a scale has more."""
    found = [step for match in _STEPPED.finditer(text, overlapped=True) if (step := _step_of(match, lexicon))]
    longest = {step.end: step for step in reversed(found)}  # "mycket sannolik (5)" and not "sannolik (5)"
    for _, line in groupby(sorted(longest.values()), key=lambda step: line_start(text, step.start)):
        steps = list(line)
        if sorted(step.role for step in steps) == sorted(FACTORS):
            yield from steps


def _step_of(match: "regex.Match[str]", lexicon: Lexicon) -> Stepped | None:
    role = lexicon.steps_of.get(fold(match["two"] or match["one"]))
    return Stepped(*match.span(), role) if role else None


class Told(NamedTuple):
    """Where a factor's name and its value begin in a sentence; `is_open`: a bracket opens right before the number."""

    label: str
    start: int
    value_start: int
    is_open: bool


def find_told(text: str, start: int, number: int, lexicon: Lexicon) -> Told | None:
    """The factor, named in the words behind `start`, of the number at `number`; None for none and for one right before
    it, which is its label. Brackets part the two.
    """
    before = _BEFORE.search(text, start, number)
    if before is None:
        return None
    words = list(_WORD.finditer(text, before.start(), number))[-MOST_BETWEEN - 1 :]
    is_open = before["open"] is not None
    named = [w for w in words[: None if is_open else -1] if len(w[0]) >= SHORTEST_FACTOR and lexicon.is_factor(w[0])]
    if not named:
        return None
    label = named[-1]
    lead_in = _ENDS_IN_LEAD_IN.search(text, start, label.start())
    at = _step_before(words[words.index(label) + 1 :], lexicon) if is_open else None
    return Told(label[0], lead_in.start() if lead_in else label.start(), number if at is None else at, is_open)


def is_told(text: str, told: Told, number: int, end: int) -> bool:
    """Whether a number that ends at `end` may be told by the words before it."""
    is_closed = not told.is_open or (text.startswith(")", end) and not is_whole_scale(text[number:end]))
    return is_closed and not (_ENDS_IN_BOUND.search(text, told.start, number) or _GOES_ON.match(text, end))


def _step_before(words: "list[regex.Match[str]]", lexicon: Lexicon) -> int | None:
    """Where a step begins that ends these words: "mycket hög (4)"."""
    ends = (words[-count:] for count in (2, 1) if len(words) >= count)
    return next((end[0].start() for end in ends if fold("".join(w[0] for w in end)) in lexicon.words), None)
