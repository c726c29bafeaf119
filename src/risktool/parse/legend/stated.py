"""What words state about risk criteria: bands of levels, the steps of a scale and their names, the formula."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from risktool.draft import DraftCriteria, DraftLevel
from risktool.notation import WIDEST_SCALE
from risktool.parse.tables.lexicon import Lexicon, find_formula
from risktool.profiles import FACTORS, Role, fold, joints

FEWEST_STEPS = 3
FEWEST_BANDS = 2

_UNTIL = "|".join(joints().until)
_RANGE = (
    r"(?P<low>\d{1,3})\s*(?:[-–—−]|" + _UNTIL + r")\s*(?P<high>\d{1,3})"
    r"|(?P<more>(?:>|≥|>=)\s*\d{1,3}|\d{1,3}\s*\+)|(?P<less>(?:<|≤|<=)\s*\d{1,3}(?!\d))"
)
_SIGNS = r"[\p{So}\uFE0F*_\s]*"
_NAME = r"(?<!\p{L})(?P<name>\p{L}{1,40}(?:[ -]\p{L}{1,40}){0,2})"
_BAND_FIRST = regex.compile(rf"(?<![\d.,/-])(?:{_RANGE})(?!\s*%)\s*(?:\)|p(?:oäng)?\b)?\s*[:=–—(\t→-]*{_SIGNS}{_NAME}")
_NAME_FIRST = regex.compile(rf"{_NAME}\s*[:=(\t→]*\s*(?:(?<=\()\p{{L}}+\s*)?(?:{_RANGE})(?![\d/]|[.,-]\d|\s*%)")
_STEP = regex.compile(r"(?<![\d.,/–-])(?P<step>\d{1,2})\s*(?:[=:.)–—\t-]|\s)\s*(?P<name>\p{L}[^\d,;\n\t|=]*)")
_STEP_LAST = regex.compile(r"(?<!\p{L})(?P<name>\p{L}[^\d,;:\n\t|=()]{0,60}?)\s*\((?P<step>\d{1,2})\)")
_STEP_LETTER = regex.compile(r"(?<!\p{L})(?P<name>[A-F])\s*[=:]\s*(?P<step>\d{1,2})(?!\d)")
_SCALE = regex.compile(
    r"(?<!\p{L})(?P<name>\p{L}{1,40})(?:\s+\p{L}{1,40}){0,2}?\s*[:=(]?\s*(?P<low>[01])"
    r"\s*(?:[-–—]|" + _UNTIL + r")\s*(?P<high>\d{1,2})\b(?![.,]\d|\s*%)"
)

_ENDS = regex.compile(r"(?<![\d.,])(?P<low>[01])\s*=\s*\p{L}[^\d,;)]{0,40}[,;–—-]\s*(?P<high>\d{1,2})\s*=\s*\p{L}")
"""The two ends of a scale: "1 = låg, 5 = hög"."""


def named_factor(text: str, lexicon: Lexicon) -> Role | None:
    """The factor that a line is about: the one it names first."""
    for word in regex.findall(r"\p{L}{3,}", text[:80]):
        for match in lexicon.match(word):
            if match.strength > 0.9 and match.role in FACTORS:
                return match.role
    return None


def is_band(text: str, lexicon: Lexicon) -> bool:
    """Whether a line opens with one band."""
    match = _BAND_FIRST.match(text) or _NAME_FIRST.match(text)
    return match is not None and read_band(match, lexicon) is not None


def find_bands(text: str, lexicon: Lexicon) -> tuple[DraftLevel, ...]:
    """At least two ranges with a level's name each, whichever stands first; () for fewer."""
    best: tuple[DraftLevel, ...] = ()
    for pattern in (_BAND_FIRST, _NAME_FIRST):
        bands = tuple(band for m in pattern.finditer(text) if (band := read_band(m, lexicon)))
        if len(bands) > len(best):
            best = bands
    distinct = {(band.low, band.high) for band in best}
    return best if len(distinct) >= FEWEST_BANDS else ()


def read_band(match: "regex.Match[str]", lexicon: Lexicon) -> DraftLevel | None:
    """The band of a match of one of the patterns above; None where its name is no level's."""
    label = level_label(match["name"], lexicon)
    if label is None:
        return None
    if match["low"]:
        low, high = float(match["low"]), float(match["high"])
        return DraftLevel(label, low, high) if low <= high else None
    digits = float(regex.sub(r"\D", "", match["more"] or match["less"]))
    strict = 1.0 if _is_strict(match["more"] or match["less"]) else 0.0
    return DraftLevel(label, digits + strict, OPEN) if match["more"] else DraftLevel(label, 0.0, digits - strict)


OPEN = float("inf")
"""The end of an open band until the scales are known."""


def _is_strict(sign: str) -> bool:
    """Whether the limit itself is outside: "> 15", but not ">= 15"."""
    return sign[0] in "<>" and sign[1:2] != "="


def level_label(name: str, lexicon: Lexicon) -> str | None:
    """The words of `name` that name a level: the longest ("mycket hög" of "mycket hög risk")."""
    words = name.split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size])
            if fold(part) in lexicon.level_words:
                return part
    return None


def find_steps(text: str) -> tuple[tuple[int, str], ...]:
    """Numbers one after another with a name each, lowest first; () when they are no list of steps."""
    for pattern in (_STEP, _STEP_LAST, _STEP_LETTER):
        found = [(int(m["step"]), m["name"].strip(" .–—-/\t(<>≤≥")) for m in pattern.finditer(text)]
        if len(found) < 2:
            continue
        steps = found if found[0][0] < found[-1][0] else found[::-1]
        numbers = [n for n, _ in steps]
        if numbers == sorted(set(numbers)) and numbers[0] in (0, 1) and numbers[-1] <= WIDEST_SCALE:
            return tuple(steps)
    return ()


def are_words_of_scales(steps: Sequence[tuple[int, str]], lexicon: Lexicon) -> bool:
    """Whether most names are known steps of a scale, so that the list needs no heading."""
    return sum(fold(name) in lexicon.words for _, name in steps) * 2 > len(steps)


def with_steps(found: DraftCriteria, steps: Sequence[tuple[int, str]], about: Role | None) -> DraftCriteria:
    """The scale of the factor that the list is about (both for none), and its words where all steps have one."""
    scale = (float(steps[0][0]), float(steps[-1][0]))
    is_whole = len(steps) == steps[-1][0] - steps[0][0] + 1
    labels = tuple(name for _, name in steps) if is_whole and about else ()
    if about == "likelihood":
        return replace(found, likelihood=scale, likelihood_labels=labels)
    if about == "consequence":
        return replace(found, consequence=scale, consequence_labels=labels)
    return replace(found, likelihood=scale, consequence=scale)


def with_letters(found: DraftCriteria, letters: tuple[str, ...], about: Role) -> DraftCriteria:
    """The scale of a factor whose steps from 1 have these letters."""
    scale = (1.0, float(len(letters)))
    if about == "likelihood":
        return replace(found, likelihood=scale, likelihood_letters=letters)
    return replace(found, consequence=scale, consequence_letters=letters)


def with_scales(found: DraftCriteria, text: str, lexicon: Lexicon) -> DraftCriteria:
    """Scales that the line states by a range: "skala 1–4", "Sannolikhet (1-5)"."""
    bands = {(band.low, band.high) for band in found.levels}
    for match in (*_SCALE.finditer(text), *_ENDS.finditer(text)):
        low, high = float(match["low"]), float(match["high"])
        if not low + 1 < high <= WIDEST_SCALE or (low, high) in bands:
            continue
        words = regex.findall(r"\p{L}{3,}", text[: match.start()] if match.re is _ENDS else match[0])
        role = next((role for word in reversed(words) if (role := named_factor(word, lexicon))), None)
        if role == "likelihood":
            found = replace(found, likelihood=found.likelihood or (low, high))
        elif role == "consequence":
            found = replace(found, consequence=found.consequence or (low, high))
        elif _is_scale_word(match[0], lexicon):
            found = replace(
                found, likelihood=found.likelihood or (low, high), consequence=found.consequence or (low, high)
            )
    return found


def _is_scale_word(text: str, lexicon: Lexicon) -> bool:
    """Whether one of the words before a range is a scale: "skala", "5-gradig skala", "skalan"."""
    words = regex.findall(r"\p{L}+", text)
    return any(fold(w).startswith(s) for w in words for s in lexicon.scale_words if len(s) >= len("skala"))


def find_sum(text: str, lexicon: Lexicon) -> str | None:
    """The formula of a line that adds the factors up ("S + K"); None for any other."""
    formula = find_formula(lexicon, text) if len(text) < HIGHEST_FORMULA and "+" in text else None
    return "likelihood + consequence" if formula and formula.kind == "sum" else None


HIGHEST_FORMULA = 200
"""Characters of a line that may state a formula."""
