"""Numbers and steps with a label right before them: "S: 4", "Konsekvens 3 (kännbar)", "hög sannolikhet".

Gives ratings, each a label and its value as places in the text; `scores` puts those of one risk together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import regex

from risktool.notation import STEPS_TO_CHOOSE, lists_all
from risktool.parse.tables.lexicon import RESIDUAL_OF, Lexicon, find_formula
from risktool.parse.tables.strength import CLEAR
from risktool.parse.typed.counted import counts_over_fields
from risktool.parse.typed.told_ratings import AHEAD, find_stepped, find_told, is_told
from risktool.profiles import Role, fold, joints

_EITHER, _UNTIL, _ABOUT = ("|".join(words) for words in (joints().either, joints().until, joints().about))

LONGEST_LABEL = 3
"""Words in a label: "Likelihood of occurrence"."""

LONGEST_LABEL_SIGNS = 60
"""Characters before a number in which its label must stand."""

DRESS_SIGNS = " \t*_`"

_DRESS = rf"[{DRESS_SIGNS}]*"
CIRCLES = "🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪⬛⬜"
"""What colours a step; other signs ask for one ("☐ Låg")."""

_CIRCLE = rf"[{CIRCLES}]\ufe0f?{_DRESS}"

_VALUE = regex.compile(
    r"(?<![\d.,/-])(?:\d{1,3}(?:[.,]\d{1,2})?(?:\s?[-–—]\s?\d{1,3}|\s?/\s?\d{1,2})?|\p{Co}{1,3})"
    r"\s?\??(?![\d%]|\s?/\s?\d|[.,]\d)"
)

_COMPACT = r"(?<![\p{L}\p{N}])(?:\p{Lu}\d{1,3}[xX×*·/]?){1,2}"
"""Ratings by letters without a blank between them: "S3K4", "S3xK4R12"."""

_PAIR = regex.compile(
    rf"{_COMPACT}(?P<product>\p{{Lu}}\d{{1,3}}|[ ]?[=(])?"
    r"(?P<end>[*_ \t]*(?:[)\]|;,.]?[*_ \t]*(?:\n|\Z)|[)\]]|(?:->|=>|[→⇒])[ ]|\.[ ](?=\p{L}[\p{L} ]{3,40}:)))?"
)
"""The same up to what ends its clause, and whether a product tells that it is a score; an arrow or a label leads to
what is done.
"""

LONGEST_PAIR = 12
"""Signs of the letters and numbers before the last letter of such a run."""

_LABEL = regex.compile(
    rf"(?:(?<![\p{{L}}\p{{N}}])|(?<={_COMPACT})(?![xX]\p{{Lu}}))"
    rf"(?P<label>(?:\p{{L}}+[ ]){{0,{LONGEST_LABEL - 1}}}\p{{L}}+(?:\s?[xX×*·]\s?\p{{Lu}})*)"
    rf"{_DRESS}(?:\((?:\d\s?[-–]\s?\d{{1,2}}|\p{{L}})\))?{_DRESS}(?:[:=]|[ ][–—-](?=[ ]))?{_DRESS}$"
)

_COUNTED = regex.compile(
    r"^[-–•*_# \t]*(?P<label>\p{L}+)[ ]?(?P<number>\d{1,3})(?=[*_]*(?P<sign>[:.)]|[ ][–—-])?[*_]*[ \t]+[*_]*\p{L})",
    regex.MULTILINE,
)
"""A word and a number that open a line before a name: "Risk 2: Brand", "R2 Brand"; a factor only with a sign behind."""

_NUMBER_ABOVE = regex.compile(r"\d\n\Z")
"""A factor right above: "K 4", and "Risk 8. Lim" is its product, unless a count goes on from 1."""

_FACTOR = regex.compile(r"(?<!\p{L})(?P<label>\p{L}+)[ :=]{0,3}\d")
"""A word and a number that may be a factor's."""

_ALONE = regex.compile(
    r"^[-–•*_ \t]*(?P<label>\p{L}+)[*_]*[:=][*_]*[ \t]*(?P<number>\d{1,3})[*_ \t]*$", regex.MULTILINE
)
"""The same alone on a line, "Risk: 2": all of a word's lines must count up from 1, for products may do so by chance."""

_ABOUT_BEFORE = regex.compile(rf"(?:[~≈][ ]?|(?<![\p{{L}}\p{{N}}])(?i:{_ABOUT})[.]?[ ])$")
"""What says that a number is no sure one, right before it: "S: ca 2"."""

_BESIDE_WORD = regex.compile(r"\s?\(\d{1,2}(?:\s?/\s?\d{1,3})?\)")

_BESIDE_NUMBER = regex.compile(
    r"\s?(?:\((?P<word>\p{L}[\p{L} ]{1,30})\)|[–—-][ ]?(?P<word>\p{L}[\p{L} ]{1,30})(?=[*_ \t]*(?:[,;|)\n]|\Z)))"
)

_NEXT_STEP = regex.compile(
    rf"(?:\s?\([^()\n]{{1,80}}\))?[*_ \t]*(?:[/|,;–—-]+|\b(?:{_EITHER})\b)[*_ \t]*"
    r"(?:(?P<word>\p{L}+(?: \p{L}+)?)(?![\p{L}:=])|\d{1,2}\s?[(=–—])"
)
"""Another step behind a value: the line lists the scale ("Låg / Medel / Hög", "Låg (< 5 %), Medel (5–25 %)")."""

_JOINED = regex.compile(
    r"(?<![\p{L}\p{N}])(?P<first>\p{L}+)\s?[xX×*·/]\s?(?P<second>\p{L}+)[ ]?(?P<sign>[:=])?[ ]?"
    r"(?P<low>\d{1,2})\s?[xX×*·/]\s?(?P<high>\d{1,2})(?![\p{L}\p{N}]|[.,]\d|\s?[/%])"
    r"(?:(?P<product>\s?=)|(?P<words>[ ]\p{Ll}))?"
)
"""Both factors and both numbers together: "SxK: 3x4", "SxK 3x4 = 12", "S/K 3/4"."""

_WHOLE = regex.compile(r"\d+")
_BAND = regex.compile(r"[ ]?[=(]?[ ]?\p{L}[\p{L} ]{2,40}\)?[,;][ ](\d{1,3})\s?[-–—+]")
"""The words of a band of a scale, and where the next one begins: " acceptabel, 5–9"."""

_REST = regex.compile(r"(?:[^\n:=(]++|\([^()\n]*+)*+")
"""What stands behind a step before the next label, with all that brackets hold: " / 🟡 medel", " (före: 🔴 hög)"."""

_OTHER_COLOUR = regex.compile(rf"[ ]?[/|,(–—-][ ]?[{CIRCLES}]")
"""Right behind a step without a colour, one that has one: "hög / 🟡 medel"."""

FEWEST_LISTED = 2
"""Colours behind a coloured step that make a scale's list of it."""

_STATED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?P<label>\p{{L}}+){_DRESS}[:=]{_DRESS}(?P<colour>{_CIRCLE})?"
    rf"(?P<value>\p{{L}}+(?: \p{{L}}+)?(?:(?:\s?(?:→|/|-)\s?| (?:{_UNTIL}) )\p{{L}}++(?!\s?[:=]))?)"
)

_SAID = regex.compile(r"(?<![\p{L}\p{N}])(?P<label>\p{L}{4,})[ ](?P<value>\p{L}+(?: \p{L}+)?)(?![\p{L}\p{N}:=])")
"""A step right behind its factor: "sannolikhet låg, konsekvens mycket hög". Nothing but both of them makes a score."""

_SAID_BEFORE = regex.compile(r"(?<![\p{L}\p{N}])(?P<value>\p{L}+(?: \p{L}+)?)[ ](?P<label>\p{L}{4,})(?![\p{L}\p{N}:=])")
"""The same the other way round: "hög sannolikhet, mycket stor konsekvens"."""

_BLANK = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?P<label>\p{{Lu}}(?:\s?[x×*·]\s?\p{{Lu}})?|\p{{L}}{{4,}}){_DRESS}[:=](?P<value>)"
    r"(?=\s?[,;)\]\n])"
)
"""A label whose number is lost."""

_ASKED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?P<label>\p{{L}}+){_DRESS}[:=]{_DRESS}(?P<value>\?)(?![\p{{L}}\p{{N}}?])"
)
"""A label whose number nobody knew: "S: ? K: 5"."""

_ASKED_LETTER = regex.compile(r"(?<![\p{L}\p{N}])(?P<label>\p{Lu})[ ]?(?P<value>\?)(?![\p{L}\p{N}?])")
"""The same behind a letter: "S3 K?"."""

_OUT_OF = regex.compile(r"[ ](?P<word>\p{L}{2,3})[ ]\d{1,2}(?![\d%/]|[.,]\d)")
"""Behind a value, how many steps there are: "2 av 5"."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A label and its value, as places in the text. `label` "" is a number behind "="."""

    label: str
    start: int
    value_start: int
    value_end: int
    is_said: bool = False
    """Only its place beside the label makes the word a value."""
    is_told: bool = False
    """A sentence stands between the label and the value."""
    is_after: bool = False
    """The label itself says that it rates what is left: "Sannolikhet efter åtgärd"."""
    is_recoloured: bool = False
    """Another colour stands behind its own: "🔴 hög / 🟡 medel"."""

    @property
    def opens(self) -> bool:
        """Whether the word stands before its label, so that a word before it may change it ("inte hög sannolikhet")."""
        return self.is_said and self.start == self.value_start


def rating_places(text: str, lexicon: Lexicon) -> tuple[int, ...]:
    """Where ratings begin, of scores and of no score."""
    return tuple(sorted(rating.start for rating in find_ratings(text, lexicon, is_damaged=False)))


def factor_places(text: str, lexicon: Lexicon) -> tuple[int, ...]:
    """Where words for a factor stand with a number, "Sannolikhet 3", of scores and of no score."""
    found = find_ratings(text, lexicon, is_damaged=False)
    named = (r for r in found if len(r.label) > 1 and lexicon.is_factor(r.label) and text[r.value_start].isdecimal())
    return tuple(sorted(rating.start for rating in named))


def find_ratings(text: str, lexicon: Lexicon, is_damaged: bool) -> Iterable[Rating]:
    """All ratings, of scores and of no score; in a text that lost digits also labels whose number is lost."""
    joined = [match for match in _JOINED.finditer(text) if _joins_factors(match, lexicon)]
    for match in joined:
        yield Rating(match["first"], match.start(), *match.span("low"))
        yield Rating(match["second"], match.start("high"), *match.span("high"))
    yield from _find_numbers(text, lexicon, frozenset(match.start("low") for match in joined))
    yield from _find_said(text, lexicon)
    ahead = (match for match in AHEAD.finditer(text) if lexicon.is_factor(match["label"]))
    yield from (Rating(m["label"], m.start(), m.start(), m.end(), is_told=True) for m in ahead)
    for pattern in (_STATED, _ASKED, _ASKED_LETTER, _BLANK) if is_damaged else (_STATED, _ASKED, _ASKED_LETTER):
        for match in pattern.finditer(text):
            label = _known_label(match["label"], lexicon)
            if label and (match["value"] in ("", "?") or lexicon.is_score_word(match["value"])):
                end = _end_of_step(match, lexicon)
                beside = _BESIDE_WORD.match(text, end)
                end = beside.end() if beside else end
                colours = _colours_behind(match, end)
                if colours < FEWEST_LISTED and not _lists_steps(text, end, lexicon):
                    is_after = lexicon.is_residual(label)
                    place = (match.start(), match.start("value"), end)
                    yield Rating(label, *place, is_after=is_after, is_recoloured=bool(colours))
    # last, for a step behind its factor's own label is that one's
    yield from (Rating(s.role, s.start, s.start, s.end, is_said=True) for s in find_stepped(text, lexicon))


def _joins_factors(match: "regex.Match[str]", lexicon: Lexicon) -> bool:
    """Whether two factors share two numbers; "SxK 5x5" alone is how large the matrix is, and "S/K 3/4 av kostnaden"
    a share.
    """
    first, second = match["first"], match["second"]
    if not (match["sign"] or match["product"] or ("/" in match[0] and not match["words"])):
        return False
    return first != second and lexicon.is_factor(first) and lexicon.is_factor(second)


def _find_numbers(text: str, lexicon: Lexicon, joined: frozenset[int]) -> Iterable[Rating]:
    counted = _find_counted(text, lexicon) | counts_over_fields(text, lexicon) | joined
    for value in _VALUE.finditer(text):
        if value.start() in counted:
            continue
        earliest = max(value.start() - LONGEST_LABEL_SIGNS, 0)
        line_start = max(text.rfind("\n", earliest, value.start()) + 1, earliest)
        about = _ABOUT_BEFORE.search(text, line_start, value.start())
        first = about.start() if about else value.start()
        match = _LABEL.search(text, line_start, first)
        label = _known_label(match["label"], lexicon) if match else None
        is_listed = label is not None and (fold(label) in lexicon.exact or lexicon.is_residual(label))
        told = None if is_listed else find_told(text, earliest, first, lexicon)
        if told:
            end = _end_of_number(text, value, lexicon)
            if is_told(text, told, first, end):
                end += told.value_start < first and told.is_open  # "hög (4)" with its bracket
                yield Rating(told.label, told.start, told.value_start, end, is_told=True)
        elif match and label:
            start = match.start() + match["label"].rindex(label)
            if start + len(label) == value.start() and _names_id(text, label, start, lexicon):
                continue
            if start and text[start - 1].isalnum() and not _rates_in_letters(text, start):
                continue
            end = _end_of_number(text, value, lexicon)
            steps = STEPS_TO_CHOOSE.match(text, value.start())
            end = steps.end() if steps and lists_all(steps[0]) else end
            beside = _BESIDE_NUMBER.match(text, end)
            end = beside.end() if beside and _says_step(beside, lexicon) else end
            if not _lists_steps(text, end, lexicon) and not _lists_bands(text, value):
                yield Rating(label, start, first, end, is_after=lexicon.is_residual(label))


def _end_of_number(text: str, value: "regex.Match[str]", lexicon: Lexicon) -> int:
    """Where a number ends, with how many steps there are: "2 av 5"."""
    end = value.start() + len(value[0].rstrip())
    out_of = _OUT_OF.match(text, end)
    return out_of.end() if out_of and fold(out_of["word"]) in lexicon.of_words else end


def _says_step(beside: "regex.Match[str]", lexicon: Lexicon) -> bool:
    """Whether what stands beside a number is its step: a word in brackets, or nothing but words of steps behind a
    dash: "3 – möjlig", but not "3 – avtal med en reserv".
    """
    is_said = lexicon.is_score_word if beside[0].endswith(")") else lexicon.is_score_words
    return is_said(beside["word"])


class _Count(NamedTuple):
    """A number that may count, its place, and the first of those that count up to it."""

    number: int
    at: int
    first: int


def _find_counted(text: str, lexicon: Lexicon) -> frozenset[int]:
    """Where numbers stand that count a text's items, each behind the same word: "Risk 1: Brand", "Risk 2: Fall"."""
    last: dict[str, _Count] = {}
    counted: set[int] = set()
    for match in _COUNTED.finditer(text):
        label, number, at = match["label"], int(match["number"]), match.start("number")
        if not _may_count(match, lexicon):
            continue
        before = last.get(label)
        if before is None or number != before.number + 1:
            last[label] = _Count(number, at, number)
            continue
        last[label] = _Count(number, at, before.first)
        is_product = before.first > 1 and _NUMBER_ABOVE.search(text, max(match.start() - 2, 0), match.start())
        if not is_product and not _is_scored(text[before.at : match.start()], label, lexicon):
            counted |= {before.at, at}
    alone: dict[str, list[int]] = {}
    for match in _ALONE.finditer(text):
        if fold(match["label"]) not in lexicon.risk_words:
            continue
        places = alone.setdefault(match["label"], [])
        places.append(match.start("number") if int(match["number"]) == len(places) + 1 else -1)
    return frozenset(counted).union(*(places for places in alone.values() if len(places) > 1 and -1 not in places))


def _may_count(match: "regex.Match[str]", lexicon: Lexicon) -> bool:
    """Whether a line's first word and number may be an item's: "S1: Brand", but not "S3 K4" or "Riskvärde 8. Hög"."""
    label = match["label"]
    if lexicon.is_factor(label):
        return bool(match["sign"])
    return len(label) == 1 or fold(label) in lexicon.risk_words or _known_label(label, lexicon) is None


def _is_scored(between: str, label: str, lexicon: Lexicon) -> bool:
    """Whether a factor's number is a score's, since the other factor comes first behind it: "S 2. K 4. Brand", and not
    "S2: Brand (S 3, K 4)".
    """
    if not lexicon.is_factor(label):
        return False
    behind = (found["label"] for found in _FACTOR.finditer(between) if lexicon.is_factor(found["label"]))
    return next(behind, label) != label


def _find_said(text: str, lexicon: Lexicon) -> Iterable[Rating]:
    """Steps in words that stand right behind their factor, or before it."""
    for match in _SAID.finditer(text):
        end = _end_of_step(match, lexicon)
        if fold(text[match.start("value") : end]) not in lexicon.words or not lexicon.is_factor(match["label"]):
            continue  # asked in this order, for nearly every pair of words comes here
        if not _STATED.match(text, match.start()) and not _lists_steps(text, end, lexicon):
            yield Rating(match["label"], match.start(), match.start("value"), end, is_said=True)
    for match in _SAID_BEFORE.finditer(text, overlapped=True):
        if fold(match[0]) in lexicon.words:
            continue  # "mindre sannolik" is a step itself
        if fold(match["value"]) in lexicon.words and lexicon.is_factor(match["label"]):
            yield Rating(match["label"], match.start(), match.start(), match.end(), is_said=True)


def _names_id(text: str, label: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a letter and a number stand behind another label and are no factor: the id of "Nr: R1"."""
    return text[:start].rstrip(" *_")[-1:] == ":" and not lexicon.is_factor(label)


def _rates_in_letters(text: str, start: int) -> bool:
    """Whether letters and numbers without a blank that hold this place rate and are no code: with a product, or
    where nothing but them opens or ends the line or a bracket. "L5S1 is operated on" and "Rum K2S3 brinner" are codes.
    """
    for pair in _PAIR.finditer(text, max(start - LONGEST_PAIR, 0)):
        if pair.start() < start <= pair.end():
            before = text[: pair.start()].rstrip(" \t*_-–•")
            return bool(pair["product"]) or pair["end"] is not None or before[-1:] in ("", "\n", "(", "[")
    return False


def _lists_steps(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether the value that ends here is the first of a scale's steps and rates nothing."""
    following = _NEXT_STEP.match(text, end)
    return following is not None and (not following["word"] or fold(following["word"]) in lexicon.words)


def _lists_bands(text: str, value: "regex.Match[str]") -> bool:
    """Whether a range is the first of the bands of a scale: "1–4 acceptabel, 5–9 åtgärdas"."""
    ends = [int(number) for number in _WHOLE.findall(value[0])]
    following = _BAND.match(text, value.end())
    return len(ends) > 1 and following is not None and int(following[1]) == max(ends) + 1


def _colours_behind(match: "regex.Match[str]", end: int) -> int:
    """How many other colours stand behind a step: any makes it doubtful, two of them list a scale."""
    if not match.groupdict().get("colour") and not _OTHER_COLOUR.match(match.string, end):
        return 0
    return sum(character in CIRCLES for character in _REST.findall(match.string, end)[0])


def _end_of_step(match: "regex.Match[str]", lexicon: Lexicon) -> int:
    """Where the words of a scale end: the longest beginning that is a step ("hög", not "hög risk")."""
    value = match["value"]
    words = value.split(" ")
    first = words[0]
    is_range = len(words) > 2 and lexicon.is_score_word(words[-1])
    if len(words) > 1 and not is_range and fold(value) not in lexicon.words and lexicon.is_score_word(first):
        return match.start("value") + len(first)
    return match.end("value")


def _known_label(words: str, lexicon: Lexicon) -> str | None:
    """The longest end of these words that names a factor or a score: one that a profile lists, or that says what is
    left. "kitchen likelihood" may head a column; in a line the kitchen is where it burns.
    """
    parts = words.split(" ")
    headed = None  # by the head of its words alone
    for first in range(len(parts)):
        label = " ".join(parts[first:])
        if len(label) == 1 and not label.isupper():
            break
        is_rating = any(RATED.get(m.role) and m.strength > CLEAR for m in lexicon.match(label))
        if find_formula(lexicon, label) or (is_rating and (fold(label) in lexicon.exact or lexicon.is_residual(label))):
            return label
        headed = headed or (label if is_rating else None)
    return headed


RATED: dict[Role, Role] = {role: role for role in ("likelihood", "consequence", "score")}

RATED |= {residual: role for role, residual in RESIDUAL_OF.items() if role in RATED}
"""What a label rates, before treatment or after it."""
