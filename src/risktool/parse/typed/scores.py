"""Scores written into running text: "S: 4, K: 5, S x K = 20", "(S4 K5 = 20)", "Likelihood 4, impact 5, score 20".

A rating is a number with a label right before it. Ratings that only commas, brackets and the like part are one score,
if they name a likelihood and a consequence; a number behind "=" is then the product, as is one that is their very
product, or a bare one that ends the clause (a wrong product, for a person to see). Before other words a number may as
well count the next item: "1. Brand S3 K4 2. Stöld S2 K2". Each rating may be explained up to the end of its line ("Låg
– bara internt"), if the next one opens a line of its own. Numbers without such a label are no scores, whatever they
multiply to. A likelihood or a consequence alone on its line is a partial score, for those who know from elsewhere that
a risk is told of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from risktool.parse.tables.lexicon import Lexicon, is_whole_scale
from risktool.parse.typed.ratings import Rating, find_ratings
from risktool.parse.typed.runs import Named, cut_runs
from risktool.parse.typed.score_doubts import (
    ASIDE,
    GAP,
    LINE_OPENING,
    OUT_OF_TOP,
    SPACED_RANGE,
    find_remark,
    is_doubtful,
    names_number,
    names_step,
)
from risktool.parse.typed.told_ratings import AHEAD
from risktool.profiles import FACTORS, Role, fold

LONGEST_GAP = 14
"""Characters between two ratings of one score: ", ", ") x (", "\\n- **"."""

_REMARK = regex.compile(ASIDE)

_CLAUSE_BETWEEN = regex.compile(r"(?P<said>[ ,–—-]+\p{L}[^\n:=.;]{0,80})[.;][ ]+[*_]*(?=\p{L}[\p{L} ]{3,40}[:=])")
"""What goes on behind a step up to the end of its sentence, if a label follows: "Låg i mars. Konsekvens: hög"."""

_PRODUCT = regex.compile(
    rf"(?P<remark>{ASIDE})?[\s)\]*_]*(?:[(\[]?=>?|->|→|⇒)[\s*_]*(?P<value>\d{{1,3}}(?:\s?\?)?)(?![\d%]|[.,]\d)"
)

_TOLD = regex.compile(
    r"[ \t,;–—-]*(?:\p{L}[\p{L}.]*[ ]){1,5}(?P<value>\d{1,3})(?=[ \t]*(?:[,;)\n]|\(\p{L}|\.(?!\d)|\Z))"
)
"""A product that a sentence tells: "S3 K4, alltså 12", "alltså 12 (gul)", "vilket ger ett riskvärde på 12"."""

_ARROW = r"\s?(?:->|=>|[→⇒])"

_BARE = regex.compile(
    r"[)\]*_]*(?:[ \t,;:|]+[(\[]?|[(\[])(?P<value>\d{1,3})"
    rf"(?![^\S\n]*[%‰°/\p{{Sc}}]|(?!{_ARROW})[^\p{{L}}\n|;()\[\]]*\d|\s*\p{{Ll}}|[ ]\p{{L}}+\.?[ ]\d{{4}})"
    r"(?:[^\S\n]*(?P<unit>\p{L}+))?"
)
"""A product that only stands behind its factors: "S3 K4 12 Hal trappa", "S3 K4 (12)". With a unit or another number
behind it, it begins an amount, a range, a time or a date: "12 %", "12 000", "10-15", "10:30", "10 May 2030"; an arrow
leads to what is left of it. Where it is not their product it is a wrong one at the end of a clause, and a question with
a word behind it: "S3 K4 15 Trappa".
"""

_LEVEL_BEHIND = regex.compile(
    r"(?:(?P<open>[ ]?\()|[ ]?[,–—-]?[ ])[*_]*(?P<word>\p{L}+(?: \p{L}+)?)[*_]*"
    r"(?(open)\)|(?=[ \t]*(?:[,;|)\]\n]|[.](?!\d)|\Z)))"
)
"""The level that a product is: "= 12 (hög)", "= 12, mycket hög"."""

_CLAUSE_END = regex.compile(r"[*_]*(?:[ \t]*[,;|\]]|(?<=\([^()\n]{0,60})[ \t]*\)|\.?[*_]*[ \t]*(?:\n|\Z))")
"""What ends a clause behind a number that counts nothing: neither "2. Stöld" nor "2) Stöld" does."""

_CODE = regex.compile(r"(?:(?P<letter>\p{Lu})\d{1,3}[xX×*·]?){2}")
"""Both factors by a letter and a number each, without a blank."""

_REASON = regex.compile(r"[*_ \t]*(?:[(–—.,;|/-][^\n:=]{0,300})?\n(?:[ \t]*\n)?[-–•*_ \t]*")
"""Between two ratings that open a line each: why the first one is as it is."""

_ONE_STEP = regex.compile(r"(?:\D*\()?(?P<step>\d+)(?:[ ]\p{L}{2,3}[ ]\d+)?\)?(?:[ ]\D+)?")
"""A step that is one number: "3", "hög (3)", "3 av 5", "3 för konsekvens"."""


@dataclass(frozen=True, slots=True)
class Score:
    """The ratings of one risk, by role; `start` and `end` hold them all, with their labels and brackets."""

    start: int
    end: int
    parts: tuple[tuple[Role, int, int], ...]
    has_words: bool
    """At least one label is more than a letter."""
    is_partial: bool = False
    """It names one factor only."""
    notes: tuple[tuple[str, int, int], ...] = ()
    """Explanations between the ratings: the rating's label, and where its explanation stands."""
    last_label: str = ""
    is_unnamed: bool = False
    """Nothing says which factor is which (see `unnamed`)."""
    is_questioned: bool = False
    """A remark inside it or what follows names another number, or words beside a step another one or less than it."""
    is_said: bool = False
    """Steps in words that only stand behind their factors."""
    is_told: bool = False
    """A sentence tells it."""
    is_after: bool = False
    """Its labels say that it is what is left after treatment."""

    def part(self, role: Role) -> tuple[int, int] | None:
        """Where the value of this role stands."""
        return next(((start, end) for name, start, end in self.parts if name == role), None)


def find_scores(text: str, lexicon: Lexicon, letters: dict[str, Role], is_damaged: bool) -> tuple[Score, ...]:
    """All scores in a text, in order."""
    ratings = sorted(find_ratings(text, lexicon, is_damaged), key=lambda rating: rating.value_start)
    scores = []
    for group in _group(text, ratings, lexicon):
        scores += _read_group(text, group, lexicon, letters)
    return tuple(scores)


def _group(text: str, ratings: list[Rating], lexicon: Lexicon) -> Iterable[list[Rating]]:
    group: list[Rating] = []
    for rating in ratings:
        if group and rating.start < group[-1].value_end:
            continue
        is_near = group and (
            _is_gap(text[group[-1].value_end : rating.start])
            or (len(group) == 1 and _ends_sentence(text, group[-1].value_end, rating))
        )
        if group and not (is_near and (group[-1].is_after or not rating.is_after)):
            yield group
            group = []
        group += _parted(text, group, rating)
        product = _PRODUCT.match(text, rating.value_end) or _told_product(text, group, lexicon)
        if product and len(group) > 1:
            start = product.start() + len(product.groupdict().get("remark") or "")
            end = _end_of_level(text, product.end("value"), lexicon)
            group.append(Rating("", start, product.start("value"), end))
    if group:
        yield group


def _parted(text: str, group: list[Rating], rating: Rating) -> list[Rating]:
    """A rating, with the product apart that looks like the end of its range: "S: 2 K: 4 – 8"."""
    found = SPACED_RANGE.fullmatch(text, rating.value_start, rating.value_end)
    if found is None or len(group) != 1:
        return [rating]
    low = replace(rating, value_end=found.end("low"))
    if _multiply(text, [*group, low]) != int(found["high"]):
        return [rating]
    return [low, Rating("", found.end("low"), *found.span("high"))]


def _ends_sentence(text: str, end: int, rating: Rating) -> bool:
    """Whether nothing but the rest of its sentence parts the step that ends here from a rating with a sign."""
    clause = _CLAUSE_BETWEEN.match(text, end)
    return clause is not None and clause.end() == rating.start and not (rating.is_said or rating.is_told)


def _told_product(text: str, group: list[Rating], lexicon: Lexicon) -> "regex.Match[str] | None":
    """The number behind two factors without a sign: their very product, or a bare one that ends its clause."""
    product = _multiply(text, group)
    if product is None or not all(lexicon.is_factor(rating.label) for rating in group):
        return None
    found = (pattern.match(text, group[-1].value_end) for pattern in (_TOLD, _BARE))
    told = (match for match in found if match and not _is_money(match, lexicon))
    return next((m for m in told if int(m["value"]) == product or _ends_clause(text, m)), None)


def _end_of_level(text: str, end: int, lexicon: Lexicon) -> int:
    """Where the level that a product is ends, if words right behind it say one: "= 12, hög"."""
    level = _LEVEL_BEHIND.match(text, end)
    return level.end() if level and fold(level["word"]) in lexicon.words else end


def _ends_clause(text: str, told: "regex.Match[str]") -> bool:
    return told.re is _BARE and _CLAUSE_END.match(text, told.end("value")) is not None


def _multiply(text: str, ratings: Sequence[Rating]) -> int | None:
    """What two ratings of one number each come to; None for others."""
    factors = [_ONE_STEP.fullmatch(text, rating.value_start, rating.value_end) for rating in ratings]
    steps = [int(factor["step"]) for factor in factors if factor]
    return steps[0] * steps[1] if len(steps) == len(factors) == len(FACTORS) else None


def _is_contradicted(text: str, ratings: Sequence[Rating], lexicon: Lexicon) -> bool:
    """Whether a number stands behind two factors that may be their product, and is not."""
    behind = None if _multiply(text, ratings) is None else _BARE.match(text, ratings[-1].value_end)
    return behind is not None and not _is_money(behind, lexicon)


def _is_money(product: "regex.Match[str]", lexicon: Lexicon) -> bool:
    return fold(product.groupdict().get("unit") or "") in lexicon.currencies


def _is_gap(between: str) -> bool:
    if _REASON.fullmatch(between):
        return True
    remark = _REMARK.match(between)
    between = between[remark.end() :] if remark else between
    return len(between) <= LONGEST_GAP and "\n\n" not in between and GAP.fullmatch(between) is not None


def _read_group(text: str, group: list[Rating], lexicon: Lexicon, letters: dict[str, Role]) -> list[Score]:
    """The scores of a run of ratings."""
    scores = [
        replace(score, is_questioned=score.is_questioned or run.is_unsure)
        for run in cut_runs(text, group, lexicon, letters)
        if (score := _score(text, run.ratings, lexicon)) is not None
    ]
    return [asked for score in scores if (asked := _ask_code(text, score, lexicon, letters)) is not None]


def _ask_code(text: str, score: Score, lexicon: Lexicon, letters: dict[str, Role]) -> Score | None:
    """The score; asked where letters that the document does not define, with numbers and nothing else, may name a
    place ("L5S1"), and none where its language has other letters.
    """
    code = _CODE.fullmatch(text[score.start : score.end].strip("([{*_ )]}"))
    unknown = [letter for letter in code.captures("letter") if letter.lower() not in letters] if code else []
    if not all(any(m.language == lexicon.language for m in lexicon.match(letter)) for letter in unknown):
        return None
    return replace(score, is_questioned=True) if unknown else score


def _score(text: str, run: Sequence[Named], lexicon: Lexicon) -> Score | None:
    """The score of a run that names both factors, or one at the beginning of a line; None for others."""
    named = {role for role, _ in run} & set(FACTORS)
    has_words = any(len(fold(rating.label)) > 1 for _, rating in run)
    is_after = run[0][1].is_after
    is_partial = len(named) == 1 and not is_after
    is_labelled = has_words and not any(rating.is_said or rating.is_told for _, rating in run)
    if (
        _states_scale(text, run)
        or not (named or is_after)
        or (is_partial and not (is_labelled and LINE_OPENING.search(text, 0, run[0][1].start)))
    ):
        return None
    start, end = run[0][1].start, run[-1][1].value_end
    while start and text[start - 1] in "([{*_ ":
        start -= 1
    while end < len(text) and text[end] in ")]}*_":
        end += 1
    parts = tuple((role, *_without_top(text, rating, run)) for role, rating in run)
    ratings = [rating for _, rating in run]
    lines = tuple(
        (first.label, first.value_end, line)
        for first, second in pairwise(ratings)
        if (line := text.find("\n", first.value_end, second.start)) >= 0
        and not GAP.fullmatch(text, first.value_end, line)
    )
    remarks = tuple(
        (first.label, *remark.span())
        for first, second in pairwise(ratings)
        if (remark := _REMARK.match(text, first.value_end, second.start))
    )
    clauses = [
        (first.label, *clause.span("said"))
        for first, second in pairwise(ratings)
        if (clause := _CLAUSE_BETWEEN.match(text, first.value_end)) and clause.end() == second.start
    ]
    between = [(rating.label, *said) for rating in ratings if (said := find_remark(text, rating))]
    others = (*remarks, *clauses, *between)
    notes = (*lines, *(other for other in others if not any(start <= other[1] < end for _, start, end in lines)))
    is_questioned = (
        any(names_number(text[begin:close], lexicon) for _, begin, close in remarks)
        or any(names_step(text[begin:close], lexicon) for _, begin, close in clauses)
        or is_doubtful(text, ratings, lexicon)
        or _is_contradicted(text, ratings, lexicon)
    )
    return Score(
        start,
        end,
        parts,
        has_words,
        is_partial,
        notes,
        next((rating.label for rating in reversed(ratings) if rating.label), ""),
        is_questioned=is_questioned,
        is_said=any(rating.is_said for rating in ratings),
        is_told=any(rating.is_told for rating in ratings),
        is_after=is_after,
    )


def _without_top(text: str, rating: Rating, run: Sequence[Named]) -> tuple[int, int]:
    """Where the number of a rating stands, without the factor behind it, and without the steps that there are: both
    factors have the same, and no two neighbours in both could be meant.
    """
    if ahead := AHEAD.fullmatch(text, rating.start, rating.value_end):
        return ahead.span("number")
    whole = (rating.value_start, rating.value_end)
    found = [OUT_OF_TOP.fullmatch(text, r.value_start, r.value_end) for role, r in run if role in FACTORS]
    own = OUT_OF_TOP.fullmatch(text, *whole)
    steps = [(int(match["step"]), int(match["top"])) for match in found if match]
    if own is None or len(steps) < len(found) or len(found) != len(FACTORS) or len({top for _, top in steps}) > 1:
        return whole
    is_either = all(step == top - 1 for step, top in steps) or any(step > top for step, top in steps)
    return whole if is_either else own.span("step")


def _states_scale(text: str, run: Sequence[Named]) -> bool:
    """Whether both factors are all steps there are: "Bedöm sannolikhet 1-5 och konsekvens 1-5"."""
    factors = [rating for role, rating in run if role in FACTORS]
    return len(factors) > 1 and all(is_whole_scale(text[rating.value_start : rating.value_end]) for rating in factors)
