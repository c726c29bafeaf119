"""What a cell of a score says when it is not a bare number: words, letters, spelled numbers, shares.

    "hög"            rank 3 of låg/medel/hög, label "hög"
    "3 (middels)"    3, label "middels"          "15 — Høy"   15, label "Høy"
    "(9/10)"         9                           "35 %"       0.35
    "Two"            2                           "Låg→Hög"    range 1–3, the label as printed

A printed number always wins over its word. A word has a rank only on a scale: the document's own (its legend), else
the shortest one of the profiles that holds every word the document uses. Where the form rates in numbers, a word has
only the number that the document itself prints beside it ("3 (middels)"), or a scale of as many steps as the form's:
"medel" among numbers from 1 to 5 may be a 3 or a 2, and nobody can tell. A letter A–E has no rank without a legend,
because forms count them in both directions. Words on no scale stay words, and are a doubt where others of the column
are steps: the scale has more steps than anybody knows, or the word is none. Nor is a sum of money a step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import category

import regex

from risktool.model import LEVELS, Number, Range
from risktool.money import is_sum_of_money
from risktool.profiles import Profile, Role, fold, languages, load_profile

_NUMBER = r"\d{1,4}(?:[.,]\d+)?"
_PLAIN = regex.compile(rf"[(\[~≈ ]*({_NUMBER})\s*(%?)[)\] .!*]*(?:st|p|pts?|pkt)?\.?")
_SHARE = regex.compile(r"[(\[]?(\d{1,3})\s*/\s*(\d{1,3})[)\]]?")
_RANGE = regex.compile(rf"[(\[ ]*({_NUMBER})\s*(?:[-–—−→/]|->|\.\.|(?P<word>\p{{L}}{{2,5}}))\s*({_NUMBER})[)\] ]*")
_LEADING = regex.compile(
    rf"\s*({_NUMBER})\s*(%?)\s*(?:[-–—−:.,;=|(\[\n]\s*)+(?P<word>\p{{L}}.*?)[)\]]?\s*", regex.DOTALL
)
_SPACED = regex.compile(rf"\s*({_NUMBER})\s*(%?)\s+(?P<word>\p{{L}}.*)", regex.DOTALL)
_TRAILING = regex.compile(
    rf"\s*(?P<word>\p{{L}}.*?)\s*[–—:,;=|(\[\n-]+\s*({_NUMBER})\s*(%?)(?:\s*/\s*\d{{1,3}})?\s*[)\]]?\s*", regex.DOTALL
)
_AFTER = regex.compile(rf"\s*(?P<word>\p{{L}}.*?)\s+({_NUMBER})\s*(%?)\s*")
_NOTED = regex.compile(r"(?<=\d)[⁰¹²³⁴-⁹]+\Z")
"""The mark of a note behind a number: "3¹"."""
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
    is_unranked: bool = False
    """A word without a number in a column where words or numbers are steps."""
    is_money: bool = False
    """A sum of money: its number is no rating."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps in words, from the lowest, as printed or as the profile has them; the first has the rank `first`."""

    names: tuple[str, ...] = ()
    first: int = 1
    levels: tuple[tuple[str, str], ...] = ()
    """Words (folded) that say a level, with its name: "medium" is then the step "medel"."""
    told: tuple[tuple[str, Number], ...] = ()
    """Words (folded) that the document prints beside their numbers."""
    is_numeric: bool = False
    """The form rates in numbers: a word without a rank is a doubt."""
    has_steps: bool = False
    """Words of the column are steps of known scales, even if of none together: a word without a rank is a doubt."""

    @property
    def steps(self) -> tuple[str, ...]:
        """The names, folded."""
        return _fold_names(self.names)

    def rank(self, label: str) -> int | None:
        """The rank of a word, its first letter, or the word with an ending or a qualifier; None for no step."""
        for part in (label, label.partition("(")[2]):
            words = list(_WORDS.finditer(part))
            for size in range(len(words), 0, -1):
                if size < len(words) and not _may_end(part[words[size - 1].end() :]):
                    continue
                place = self._place("".join(fold(word[0]) for word in words[:size]), is_alone=len(words) == 1)
                if place is not None:
                    return self.first + place
        return None

    def number(self, label: str) -> Number | None:
        """What the document itself prints beside this word, else its rank."""
        found = dict(self.told).get(fold(label))
        return found if found is not None else self.rank(label)

    def _place(self, word: str, is_alone: bool) -> int | None:
        steps = self.steps
        if word in steps:
            return steps.index(word)
        like = [i for i, step in enumerate(steps) if _is_bent(word, step)]
        if not like and is_alone:
            like = [i for i, name in enumerate(self.names) if _is_cut(word, name)]
        return like[0] if len(like) == 1 else self._place_of_level(word)

    def _place_of_level(self, word: str) -> int | None:
        """The only step that says the same level as the word: "medium" among låg, medel, hög."""
        levels = dict(self.levels)
        level = levels.get(word)
        same = [i for i, step in enumerate(self.steps) if level and levels.get(step) == level]
        return same[0] if len(same) == 1 else None


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
    currencies: frozenset[str] = frozenset()
    """The words for currencies, folded."""
    of_words: frozenset[str] = frozenset()
    """What stands between a rating and the highest one, folded: "2 av 5"."""
    top: int | None = None
    """The highest step where the document states it: "4/5" is then 4 of 5."""


UNREADABLE = "\ufffd"
"""What stands in a text for a sign that its writer could not name: a digit, in a cell of numbers."""


def read_value(cell: str, scale: Scale, scales: Scales) -> Value:
    """What a cell says."""
    doubtful = "?" in cell or UNREADABLE in cell
    text = _NOTED.sub("", cell.replace("?", " ").strip())
    sign, text = _split_sign(text)
    if not text or len(text) > LONGEST_CELL:
        return Value(label=text or sign or None, doubtful=doubtful)
    if scale.names and "%" in text:
        return Value(label=text, doubtful=doubtful, is_unranked=True)  # a share is on another scale than the words
    if is_sum_of_money(text, scales.currencies):
        return Value(doubtful=doubtful, is_money=True)
    value = _read_number(text, scales) or _read_labelled(text, scales) or _read_words(text, scale, scales)
    return replace(value, label=value.label or sign or None, doubtful=doubtful or value.doubtful)


def _split_sign(text: str) -> tuple[str, str]:
    """A coloured circle or the like beside a number, and the rest; a sign beside words belongs to them."""
    rest = text.lstrip(_SIGN_CHARACTERS)
    if rest != text and (not rest or rest[0].isdecimal()):
        return text[: len(text) - len(rest)].strip(), rest
    rest = text.rstrip(_SIGN_CHARACTERS)
    sign = text[len(rest) :].strip(" \t*_")
    return (sign, rest) if sign and rest[-1:].isdecimal() else ("", text)


def to_number(digits: str) -> Number:
    """A number as printed: whole where it says a whole one ("4.0" is 4)."""
    value = float(digits.replace(",", "."))
    return int(value) if value.is_integer() else value


@dataclass(frozen=True, slots=True)
class FactorCells:
    """One factor of a document: its cells, the legend's words, and the top of its scale where that is stated."""

    cells: tuple[str, ...]
    legend: Scale = Scale()
    top: int | None = None


def choose_scales(likelihood: FactorCells, consequence: FactorCells, profile: Profile, top: int | None) -> Scales:
    """The scales that hold all words of the two columns. `top` is the highest step that the document states."""
    words = _score_words(profile)
    factors = (likelihood, consequence)
    labels = [tuple(_labels(factor.cells)) for factor in factors]
    blank = replace(words.as_scales, top=top)
    numeric = [_is_numeric(factor) for factor in factors]
    both = None if any(numeric) else _shortest((*labels[0], *labels[1]), words.scales[0], words.every)
    chosen = []
    for i, factor in enumerate(factors):
        if factor.legend.names:
            chosen.append(replace(factor.legend, levels=(), has_steps=True))
        elif numeric[i]:
            chosen.append(_numeric_scale(factor, labels[i], words, i, blank))
        else:
            own = both if both and labels[i] else _shortest(labels[i], words.scales[i], words.every)
            chosen.append(replace(own or Scale(), has_steps=_has_steps(labels[i], words.every)))
    return replace(blank, likelihood=chosen[0], consequence=chosen[1])


@dataclass(frozen=True, slots=True)
class _ScoreWords:
    """All words of scores that the profiles know, those of the document's language first."""

    scales: tuple[tuple[Scale, ...], tuple[Scale, ...]]
    as_scales: Scales
    """What holds for both factors of any document."""

    @property
    def every(self) -> tuple[Scale, ...]:
        return self.scales[0] + self.scales[1]


@lru_cache(maxsize=16)
def _score_words(profile: Profile) -> _ScoreWords:
    profiles = (profile, *(load_profile(name) for name in languages() if name != profile.language))
    levels: dict[str, str] = {}
    for p in profiles:
        for name in LEVELS:
            for word in getattr(p.level_words, name):
                levels.setdefault(fold(word), name)
    said = tuple(levels.items())
    likelihood = tuple(Scale(s, levels=said) for p in profiles for s in p.likelihood_scales)
    consequence = tuple(Scale(s, levels=said) for p in profiles for s in p.consequence_scales)
    steps = frozenset(step for scale in likelihood + consequence for step in scale.steps)
    shared = Scales(
        spelled=tuple((fold(word), n) for p in profiles for n, word in enumerate(p.number_words)),
        silent=frozenset(fold(word) for p in profiles for word in p.none_words),
        known=steps | frozenset(levels),
        currencies=frozenset(fold(word) for p in profiles for word in p.money_words),
        of_words=frozenset(fold(word) for p in profiles for word in p.of_words),
    )
    return _ScoreWords((likelihood, consequence), shared)


def _is_numeric(factor: FactorCells) -> bool:
    """Whether the form rates this factor in numbers: its scale is stated so, or most cells hold one."""
    filled = [cell for cell in factor.cells if cell.strip()]
    numbers = sum(any(c.isdigit() for c in cell) and "%" not in cell for cell in filled)
    return factor.top is not None or (bool(filled) and numbers * 2 >= len(filled))


def _has_steps(labels: Iterable[str], every: tuple[Scale, ...]) -> bool:
    """Whether a word of the column is a step of any scale; a letter tells nothing."""
    return any(len(fold(label)) > 1 and any(s.rank(label) is not None for s in every) for label in labels)


def _numeric_scale(
    factor: FactorCells, labels: tuple[str, ...], words: _ScoreWords, place: int, blank: Scales
) -> Scale:
    """The scale of words beside the numbers: as told in the column, else one with just as many steps as stated."""
    told: dict[str, set[Number]] = {}
    for cell in factor.cells:
        value = read_value(cell, Scale(), blank)
        if value.label and value.number is not None and fold(value.label) not in dict(blank.spelled):
            told.setdefault(fold(value.label), set()).add(value.number)
    certain = tuple((word, min(numbers)) for word, numbers in told.items() if len(numbers) == 1)
    scale = _shortest(labels, words.scales[place], words.every)
    if scale is None or len(scale.names) != factor.top:
        scale = Scale()
    return replace(scale, told=certain, is_numeric=True)


def _shortest(labels: tuple[str, ...], scales: tuple[Scale, ...], every: tuple[Scale, ...]) -> Scale | None:
    """The shortest scale that has a rank for every label that any scale knows; None where there is none.

    A step that a label says by its own word is not said by another one too: two words in use are two steps.
    """
    known = [label for label in labels if any(scale.rank(label) is not None for scale in every)]
    fitting = [s for s in scales if known and all(s.rank(label) is not None for label in known) and _tells(s, known)]
    return min(fitting, key=lambda s: (len(_lent(s, known)), len(s.steps)), default=None)


def _tells(scale: Scale, labels: Sequence[str]) -> bool:
    """Whether no two words in use would be one step, of which one only says the same level."""
    lent = _lent(scale, labels)
    own = {scale.rank(label) for label in labels if label not in lent}
    ranks = [scale.rank(label) for label in lent]
    return len(set(ranks)) == len(ranks) and not own & set(ranks)


def _lent(scale: Scale, labels: Sequence[str]) -> list[str]:
    """The words that are steps of the scale only because they say the same level as one."""
    own = replace(scale, levels=())
    return [label for label in labels if own.rank(label) is None]


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


def _may_end(rest: str) -> bool:
    """Whether a step may end before these words: behind a sign ("Hög – stort intrång"), or before a word that only
    names what is rated ("hög risk"). "Lågt värde för kunden" is no step but a sentence.
    """
    rest = rest.lstrip(" \t*_")
    if not rest or not (rest[0].isalnum()):
        return True
    return all(fold(word) in _rated_things() for word in _WORDS.findall(rest.partition("(")[0]))


@lru_cache(maxsize=1)
def _rated_things() -> frozenset[str]:
    """Names of what a cell rates: "risk", "sannolikhet", "impact"."""
    roles: tuple[Role, ...] = ("likelihood", "consequence", "score", "level")
    profiles = [load_profile(name) for name in languages()]
    names = (name for p in profiles for role in roles for name in p.columns.get(role, ()))
    return frozenset(
        fold(name) for name in (*names, *(w for p in profiles for w in p.risk_words)) if len(fold(name)) > 2
    )


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
        low_, high_ = sorted((to_number(match[1]), to_number(match[3])))
        if fold(match["word"] or "") in scales.of_words:
            return Value(to_number(match[1])) if low_ == to_number(match[1]) else Value(doubtful=True)
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
    if spelled is not None and scale.number(text) is None:
        return Value(spelled, label=text)
    if not any(c.isalpha() or category(c) == "So" for c in text):
        return Value(doubtful=any(c.isdigit() for c in text))
    if fold(text) in scales.silent:
        return Value()
    parts = [part for part in _BETWEEN.split(text) if part]
    ranks = [scale.number(part) for part in parts]
    if len(parts) == 2 and ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
        return Value(range=(min(ranks[0], ranks[1]), max(ranks[0], ranks[1])), label=text)
    number = scale.number(text)
    return Value(number, label=text, is_unranked=number is None and (scale.is_numeric or scale.has_steps))
