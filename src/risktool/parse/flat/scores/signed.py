"""Scores that show what they are: "3x4=12", "3/4", "3 4 (12)", "3,5 4 14", "4 (hög) 3 (medel) 12", "Möjlig Allvarlig".

In a run of bare numbers the place says what each one is, and numbers in words or behind them are text. Here the signs
say it. One whose product comes out is a score; what a measure or a date may be as well ("3x4", "3/4") is one only where
it comes time and again, and nothing in the document is a score without signs.

    >>> find_signed(words of "Hal trappa 3x4=12 Ny matta", …)  # words 2..2: likelihood "3", consequence "4", score "12"
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

import regex

from risktool.draft import PrintedScore
from risktool.notation import WIDEST_SCALE, Notation, is_product, printed_products
from risktool.parse.flat.kinds import EventKind
from risktool.parse.flat.words import Word
from risktool.profiles import Profile, Role
from risktool.source import Span, Spans


class Signed(NamedTuple):
    """One score among the words first..last (inclusive). `form`: the signs; `is_proven`: its product comes out."""

    first: int
    last: int
    score: PrintedScore
    kind: EventKind
    form: str
    is_proven: bool = False
    is_open: bool = False
    """A number or a step right beside it may be part of it as well."""
    of: str = ""
    """The second factor as printed."""


def places_of(scores: Sequence[Signed]) -> frozenset[int]:
    """The places of all their words."""
    return frozenset(at for score in scores for at in range(score.first, score.last + 1))


FEWEST_SIGNED = 3
"""Scores of one form that are a habit."""

WEAK_FORMS = ("factors", "three words", "words", "initials", "slash")
"""What may be a measure, a sentence or a date."""


def find_signed(
    stretches: Sequence[Sequence[Word]], profile: Profile, notation: Notation, *, has_dates: bool = False
) -> list[tuple[Signed, ...]]:
    """The signed scores of each stretch of a document, in reading order. `has_dates`: it has a column for them."""
    found = [tuple(_find_in(words, profile, notation)) for words in stretches]
    every = [signed for each in found for signed in each]
    often = Counter(signed.form for signed in every)
    habits = {form for form, count in often.items() if count >= FEWEST_SIGNED and form not in WEAK_FORMS}
    texts = (" ".join(word.text for word in words) for words in stretches)
    if not (habits or any(signed.is_proven for signed in every) or any(printed_products(text) for text in texts)):
        weak = (form for form in WEAK_FORMS if often[form] >= FEWEST_SIGNED)
        habits |= {form for form in islice(weak, 1) if form != "slash" or not (has_dates or _count_pages(every))}
    return [tuple(s for s in each if s.is_proven or s.form in habits) for each in found]


def _count_pages(scores: Sequence[Signed]) -> bool:
    """Whether fractions have one and the same lower number, as pages do: "1/3", "2/3", "3/3"."""
    return len({signed.of for signed in scores if signed.form == "slash"}) == 1


class _Line(NamedTuple):
    """The words as one text, a blank between two that stand on one line, and where each begins in it."""

    text: str
    starts: tuple[int, ...]
    words: Sequence[Word]

    def word_at(self, offset: int) -> int:
        """The place of the word that holds this character."""
        return bisect_right(self.starts, offset) - 1

    def span(self, start: int, end: int) -> Span:
        """Where these characters stand in the document."""
        first, last = self.word_at(start), self.word_at(end - 1)
        begin = self.words[first].span.start + start - self.starts[first]
        return Span(begin, self.words[last].span.start + end - self.starts[last])


def _line(words: Sequence[Word]) -> _Line:
    gaps = ["", *(" " if word.gap == "space" and word.is_adjacent else "\n" for word in words[1:])]
    pieces = [gap + word.text for gap, word in zip(gaps, words, strict=False)]
    ends = list(accumulate(map(len, pieces)))
    return _Line("".join(pieces), tuple(end - len(word.text) for end, word in zip(ends, words, strict=True)), words)


def _find_in(words: Sequence[Word], profile: Profile, notation: Notation) -> Iterator[Signed]:
    """All that may be signed scores; of two that overlap the one of the stronger form."""
    if not words:
        return
    line = _line(words)
    taken: set[int] = set()
    found: list[Signed] = []
    for form, pattern in _patterns(profile, bool(notation.lost)):
        for match in pattern.finditer(line.text, overlapped=True):  # "kl 13 1,5 5 7,5" begins twice
            signed = _read(match, form, line, notation)
            if signed is not None and taken.isdisjoint(range(signed.first, signed.last + 1)):
                taken.update(range(signed.first, signed.last + 1))
                found.append(signed)
    apart = _apart_from(profile)
    judged = (score._replace(is_open=_touches(score, words, taken, apart)) for score in found)
    yield from sorted((score for score in judged if score.is_proven or not score.is_open), key=lambda s: s.first)


CLOSE_FORMS = frozenset({"three words", "words", "initials", "steps", "decimals"})
"""What two columns printed one behind the other would make as well: "Låg Hög | Medel Låg"."""

NAMES_ALONE = frozenset({"three words", "words", "initials"})
"""Forms without numbers: one beside them ends another cell ("plan 2 Låg Hög")."""


def _touches(signed: Signed, words: Sequence[Word], taken: Set[int], apart: "regex.Pattern[str]") -> bool:
    """Whether another step or number stands right beside a score that columns would make as well."""
    if signed.form not in CLOSE_FORMS:
        return False
    before, behind = signed.first - 1, signed.last + 1
    sides = [at for at in (before, behind) if 0 <= at < len(words) and words[max(at, signed.first)].gap == "space"]
    beside = [at for at in sides if at in taken or apart.fullmatch(words[at].text)]
    return any(signed.form not in NAMES_ALONE or at in taken or not words[at].text[0].isdecimal() for at in beside)


class _Numbers(NamedTuple):
    """The parts as printed, a comma as a point; "" for one that lost its digits, no `product`: none is printed."""

    likelihood: str
    consequence: str
    product: str | None


def _read(match: "regex.Match[str]", form: str, line: _Line, notation: Notation) -> Signed | None:
    """What one match says; None for numbers off every scale, or none at all."""
    first, last = line.word_at(match.start()), line.word_at(match.end() - 1)
    printed = match.groupdict()
    likelihood, consequence, product = (_span(match, part, line) for part in _PARTS)
    has_product = printed.get("p") is not None
    score = PrintedScore(likelihood, consequence, product, has_product=has_product)
    if form in NAMES_ALONE:
        return Signed(first, last, score, "partial", form)
    numbers = _Numbers(match["s"].replace(",", "."), match["k"].replace(",", "."), printed.get("p"))
    has_sign = form == "names" or _PRODUCT_SIGN.search(match[0]) is not None
    kind = _kind_of_lost(numbers, notation, has_sign=has_sign) if notation.lost else _kind_of(numbers, notation)
    is_proven = has_product and kind in ("triple", "pair", "single")
    if kind is None or (kind == "misfit" and not has_sign):
        return None  # "2/1 3 dagar": a number that only stands behind
    is_bare = match[0].replace(" ", "").isdecimal()
    is_score = form != "decimals" or (is_proven and not is_bare)
    return Signed(first, last, score, kind, form, is_proven, of=match["k"]) if is_score else None


_PARTS = ("s", "k", "p")

_PRODUCT_SIGN = regex.compile(r"[=(\[]|p\.?$")


def _span(match: "regex.Match[str]", part: str, line: _Line) -> Spans:
    """Where a part is printed, with the step's name behind its number."""
    printed = match.groupdict()
    whole = f"{part}_whole" if printed.get(f"{part}_whole") else part
    return (line.span(*match.span(whole)),) if printed.get(whole) else ()


def _kind_of(numbers: _Numbers, notation: Notation) -> EventKind | None:
    """What the numbers are as a score where no digit is lost."""
    likelihood, consequence = float(numbers.likelihood), float(numbers.consequence)
    if not 0 < min(likelihood, consequence) <= max(likelihood, consequence) <= WIDEST_SCALE:
        return None
    if numbers.product is None:
        return "partial" if notation.is_on_scale(int(likelihood), int(consequence)) else None
    product = float(numbers.product.replace(",", "."))
    return "triple" if is_product(likelihood, consequence, product) else "misfit"


def _kind_of_lost(numbers: _Numbers, notation: Notation, *, has_sign: bool) -> EventKind | None:
    """The same where the print may have lost digits; one number alone is none without the product's sign."""
    printed = [number for number in numbers if number]
    fits = notation.read_cells(numbers.likelihood, numbers.consequence, numbers.product)
    if not fits or not printed:
        return None
    if not all(notation.is_on_scale(reading.likelihood, reading.consequence) for reading in fits):
        return None
    if numbers.product is None:
        return "partial" if len(printed) > 1 else "lone"
    if len(printed) == 1:
        return "single" if has_sign else None
    return "triple" if len(printed) == len(_PARTS) else "pair"


@lru_cache(maxsize=16)
def _apart_from(profile: Profile) -> "regex.Pattern[str]":
    """A step's name or a number."""
    names = _names((*profile.likelihood_scales, *profile.consequence_scales))
    return regex.compile(rf"\d{{1,3}}(?:[.,]\d{{1,2}})?|(?=\p{{Lu}})(?i:{names})|{_initials(profile)}")


@lru_cache(maxsize=16)
def _patterns(profile: Profile, is_lost: bool) -> tuple[tuple[str, "regex.Pattern[str]"], ...]:
    """The forms, strongest first. Where digits are lost a factor may have lost them all."""
    number = r"\d{0,2}" if is_lost else r"\d{1,2}"
    factors = rf"(?P<s>{number})[ ]?(?:[x×*·✕]|X(?=[ \d]))[ ]?(?P<k>{number})"
    slash = rf"(?P<s>{number})[ ]?/[ ]?(?P<k>{number})"
    # a product without a sign is none where a sentence goes on: "2*2 4 timmar för alla"
    most = rf"\d{{{0 if is_lost else 1},3}}"
    behind = rf"(?:(?:[ ]?=[ ]?|[ ]?[(\[])(?P<p>{most})|[ ](?P<p>{most})(?![ ]\p{{Ll}}))[)\]]?"
    initials = _initials(profile)
    likelihoods, consequences = _names(profile.likelihood_scales), _names(profile.consequence_scales)
    in_words = rf"(?P<s>(?i:{likelihoods}))[ ](?P<k>(?i:{consequences}))"
    aside = r"(?:[ ]?\((?i:{0})\)|[ ]?[-–][ ]?(?i:{0})|[ ](?i:{0}))"
    stepped = "[ ]".join(
        rf"(?P<{part}_whole>(?P<{part}>\d{{1,2}}){aside.format(names)})"
        for part, names in (("s", likelihoods), ("k", consequences))
    )
    decimal = r"\d{1,3}(?:[.,]\d{1,2})?"
    point = r"[ ](?P<p>\d{1,3})[ ]?p\.?"
    closing = r"[ ]?[(\[](?P<p>\d{1,3})[)\]]|[ ]?=[ ]?(?P<p>\d{1,3})"
    forms = [
        ("product", rf"[(\[]?{factors}{behind}[)\]]?[.;,]?"),
        ("bracket", rf"(?P<s>\d{{1,2}})[ ](?P<k>\d{{1,2}})(?:{closing}|{point})"),
        ("names", _named(profile, is_lost=is_lost)),
        ("slashed product", rf"[(\[]?{slash}[)\]]?{behind}[)\]]?"),
        ("steps", rf"{stepped}(?:[ ](?P<p>\d{{1,3}}))?"),
        ("decimals", rf"(?P<s>{decimal})[ ](?P<k>{decimal})[ ](?P<p>{decimal})"),
        ("factors", rf"[(\[]?{factors}[)\]]?"),
        ("slash", rf"[(\[]?{slash}[)\]]?"),
        ("three words", rf"{in_words}[ ](?P<p>(?i:{likelihoods}|{consequences}))"),
        ("words", rf"(?=\p{{Lu}})(?P<s>(?i:{likelihoods}))[ ](?=\p{{Lu}})(?P<k>(?i:{consequences}))"),
        ("initials", rf"(?P<s>{initials})[ ](?P<k>{initials})"),
    ]
    kept = [(form, pattern) for form, pattern in forms if not (is_lost and form in WHOLE_FORMS)]
    return tuple((form, regex.compile(rf"(?<!\S){pattern}(?!\S)")) for form, pattern in kept)


WHOLE_FORMS = frozenset({"steps", "decimals", "slash"})
"""Forms of which a lost digit leaves something else: a word, half a fraction."""


def _named(profile: Profile, *, is_lost: bool) -> str:
    """The factors behind their columns' short names, in either order: "S3 K4 R12", "S: 3, K: 4"."""
    likelihood, consequence, score = (_short_names(profile, role) for role in ("likelihood", "consequence", "score"))
    fewest = 0 if is_lost else 1
    first = rf"{likelihood}[ ]?[:=]?[ ]?(?P<s>\d{{{fewest},2}})"
    second = rf"{consequence}[ ]?[:=]?[ ]?(?P<k>\d{{{fewest},2}})"
    between = r"(?:[,;/][ ]?|[ ])"
    behind = rf"(?:{between}{score}[ ]?[:=]?[ ]?(?P<p>\d{{{fewest},3}}))?"
    return rf"[(\[]?(?:{first}{between}{second}|{second}{between}{first}){behind}[)\]]?[.;,]?"


def _short_names(profile: Profile, role: Role) -> str:
    """What a column is called in a few capitals, as one alternative."""
    names = {name.replace(" ", "[ ]?") for name in profile.columns.get(role, ()) if _SHORT.fullmatch(name)}
    return "(?:" + "|".join(sorted(names, key=lambda name: (-len(name), name))) + ")"


_SHORT = regex.compile(r"\p{Lu}{1,3}|\p{Lu} x \p{Lu}")


def count_named(text: str, profile: Profile, notation: Notation) -> int:
    """How many scores in a text stand behind their columns' short names."""
    named = _named(profile, is_lost=bool(notation.lost))
    return sum(1 for _ in regex.finditer(rf"(?<!\S){named}(?!\S)", text))


def _initials(profile: Profile) -> str:
    """The steps of the most usual scale by their first letters: "L", "M", "H"."""
    return "[" + "".join(sorted({step[0].upper() for step in profile.likelihood_scales[0]})) + "]"


def _names(scales: Sequence[Sequence[str]]) -> str:
    """The steps of all scales, the longest first, as one alternative."""
    names = sorted({name for scale in scales for name in scale}, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(map(regex.escape, names)) + ")"
