"""What a cell of a score says when it is not a bare number: words, letters, spelled numbers, shares.

    "hög"            rank 3 of låg/medel/hög, label "hög"
    "3 (middels)"    3, label "middels"          "15 — Høy"   15, label "Høy"
    "(9/10)"         9                           "35 %"       0.35
    "Two"            2                           "Låg→Hög"    range 1–3, the label as printed

A printed number always wins over its word; what a word is worth its scale says (`steps`). A sum of money is no step.
"""

from dataclasses import dataclass, replace
from unicodedata import category

import regex

from risktool.model import Number, Range
from risktool.money import is_sum_of_money
from risktool.notation import STEPS_TO_CHOOSE, lists_all
from risktool.profiles import fold, joints
from risktool.recover.asides import names_another
from risktool.recover.steps import BETWEEN, Scale, Scales

_NUMBER = r"\d{1,4}(?:[.,]\d+)?"
_PLAIN = regex.compile(rf"[(\[ ]*({_NUMBER})\s*(%?)[)\] .!*]*(?:st|p|pts?|pkt)?\.?")
_SHARE = regex.compile(r"[(\[]?(\d{1,3})\s*/\s*(\d{1,3})[)\]]?")
_RANGE = regex.compile(rf"[(\[ ]*({_NUMBER})\s*(?:[-–—−→/]|->|\.\.|(?P<word>\p{{L}}{{2,5}}))\s*({_NUMBER})[)\] ]*")
_UNTIL = regex.compile("|".join(joints().until), regex.IGNORECASE)
"""Words between the ends of a range; any other word parts two answers ("3 eller 4")."""
_LEADING = regex.compile(
    rf"\s*({_NUMBER})\s*(%?)\s*(?:[-–—−:.,;=|(\[\n]\s*)+(?P<word>\p{{L}}.*?)[)\]]?\s*", regex.DOTALL
)
_SPACED = regex.compile(rf"\s*({_NUMBER})\s*(%?)\s+(?P<word>\p{{L}}.*)", regex.DOTALL)
_TRAILING = regex.compile(
    rf"\s*(?P<word>\p{{L}}.*?)\s*[–—:,;=|(\[\n-]+\s*({_NUMBER})\s*(%?)(?:\s*/\s*\d{{1,3}})?\s*[)\]]?\s*", regex.DOTALL
)
_AFTER = regex.compile(rf"\s*(?P<word>\p{{L}}.*?)\s+({_NUMBER})\s*(%?)\s*")
_WITH_ASIDE = regex.compile(r"(10|\d)\s*\(((?=[^()]*(?:\d\s?%|\p{L}))[^()]*\d[^()]*)\)")
"""A step and what it stands for in figures: "4 (70 %)", "3 (0,25 je Jahr)"."""
_MARKED = regex.compile(r"[(\[*](\d{1,2})[)\]*]")
_BOX = regex.compile(r"[☐☑☒□■]|\[[ xX]\]")
FEWEST_BOXES = 2
"""Boxes to be ticked that make a cell a question: "☐ Låg ☒ Medel ☐ Hög"."""
_NOTED = regex.compile(r"(?<=\d)[⁰¹²³⁴-⁹]+\Z")
"""The mark of a note behind a number: "3¹"."""

_ABOUT = regex.compile(rf"[(\[]?(?:[~≈]|(?i:{'|'.join(joints().about)})\b[.]?)\s*(?=\d)")
"""What says that a number is no sure one: "ca 2", "~3"."""

_SIGN_CHARACTERS = "🟢🟡🟠🔴🟣🔵⚫⚪🟤🟩🟨🟧🟥🟦⬛⬜✅⚠❌\ufe0f \t*_"
"""Signs that forms put before a score to show its level."""

LONGEST_CELL = 300
"""Characters beyond which a cell tells a story; its first word is no rating."""

SHARES_OF = (10, 100)
"""What people rate "out of", besides the top of the scale: "9/10"."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one cell says. All None for nothing; `number` is the printed number, else the rank of the label."""

    number: Number | None = None
    range: Range | None = None
    label: str | None = None
    doubtful: bool = False
    is_rank: bool = False
    """No number is printed: the word's place on its scale stands for one, and nobody multiplies places."""
    is_unranked: bool = False
    """A word without a number in a column where words or numbers are steps."""
    is_money: bool = False
    """A sum of money: its number is no rating."""


UNREADABLE = "\ufffd"
"""What stands in a text for a sign that its writer could not name: a digit, in a cell of numbers."""


def read_value(cell: str, scale: Scale, scales: Scales) -> Value:
    """What a cell says."""
    text = _NOTED.sub("", cell.replace("?", " ").strip())
    about = _ABOUT.match(text)
    doubtful = "?" in cell or UNREADABLE in cell or about is not None
    text = text[about.end() :] if about else text
    sign, text = _split_sign(text)
    if not text or len(text) > LONGEST_CELL:
        return Value(label=text or sign or None, doubtful=doubtful)
    if STEPS_TO_CHOOSE.fullmatch(text) and lists_all(text):
        return _read_chosen(text)
    if match := _WITH_ASIDE.fullmatch(text):
        return replace(_read_with_aside(match, scale, scales), doubtful=doubtful)
    is_share = bool(scale.names) and "%" in text  # on another scale than the words
    if is_share or len(_BOX.findall(text)) >= FEWEST_BOXES:
        return Value(label=text, doubtful=doubtful, is_unranked=True)
    if is_sum_of_money(text, scales.currencies):
        return Value(doubtful=doubtful, is_money=True)
    value = _read_number(text, scales) or _read_labelled(text, scales) or _read_words(text, scale, scales)
    return replace(value, label=value.label or sign or None, doubtful=doubtful or value.doubtful)


def _read_chosen(text: str) -> Value:
    """The one marked step of all; none where none or several are marked. A person has to look at the marks."""
    marked = _MARKED.findall(text)
    return Value(int(marked[0]), doubtful=True) if len(marked) == 1 else Value(label=text, is_unranked=True)


def _read_with_aside(match: "regex.Match[str]", scale: Scale, scales: Scales) -> Value:
    """A step with brackets behind it; none where they may say another one."""
    if names_another(match[2], int(match[1]), scale, scales):
        return Value(label=match[0], is_unranked=True)
    return Value(int(match[1]), label=match[2].strip() or None)


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


def _read_number(text: str, scales: Scales) -> Value | None:
    if match := _PLAIN.fullmatch(text):
        number = to_number(match[1])
        return Value(number / 100 if match[2] else number)
    if match := _SHARE.fullmatch(text):
        part, whole = int(match[1]), int(match[2])
        if part <= whole and whole in (*SHARES_OF, scales.top, (scales.top or 0) ** 2):
            return Value(part)
        low, high = sorted((part, whole))
        return Value(range=(low, high), doubtful=True)
    if match := _RANGE.fullmatch(text):
        low_, high_ = sorted((to_number(match[1]), to_number(match[3])))
        if fold(match["word"] or "") in scales.of_words:
            return Value(to_number(match[1])) if low_ == to_number(match[1]) else Value(doubtful=True)
        is_either = match["word"] is not None and _UNTIL.fullmatch(match["word"]) is None
        return Value(range=(low_, high_), doubtful=is_either)
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
        return Value(doubtful=any(c.isnumeric() for c in text))
    if fold(text) in scales.silent:
        return Value()
    parts = [part for part in BETWEEN.split(text) if part]
    ranks = [scale.number(part) for part in parts]
    if len(parts) == 2 and ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
        return Value(range=(min(ranks[0], ranks[1]), max(ranks[0], ranks[1])), label=text, is_rank=True)
    number = scale.number(text)
    is_unranked = number is None and (scale.is_numeric or scale.has_steps)
    return Value(number, label=text, is_rank=number is not None, is_unranked=is_unranked)
