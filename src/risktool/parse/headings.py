"""Headings: where an analysis (or a comment among them) begins, its number, and where its subject ends.

A heading is found by its word ("12. Riskanalys: …"), by its style in formats that have one, or, for comments, by a
number that fills a gap of the sequence. Its number is repaired by the sequence alone: the best rising chain through
all printed numbers under the document's lost digits (15 printed as 1 between 14 and 16). Nothing is renumbered by
counting: a section that does not exist leaves a gap.

Where flat text runs on behind the subject ("1. analys: Att flytta X till Y Fel beslut …"), the subject's end is
told by `subjects`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import regex

from risktool.notation import Notation
from risktool.parse.header_run import find_header
from risktool.parse.intros import Intro, with_missing, without_counts, without_strays
from risktool.parse.spans import is_inside
from risktool.parse.subjects import LONGEST_HEADING_LINE, LONGEST_SUBJECT, Subjects
from risktool.parse.tables.lexicon import Lexicon, build_lexicon
from risktool.parse.typed.scores import find_scores
from risktool.profiles import Profile, fold, joints
from risktool.sequence import Sighting, chain
from risktool.source import Document, Paragraph, Span, Spans

STRONG, WEAK = 1.0, 0.35
"""What a sighting of a heading's number weighs in the chain: with a heading word, or with a number alone."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `spans` from its number to its subject's end (a page number may lie between), and what it says."""

    spans: Spans
    subject: Spans
    printed_number: str
    number: int | None
    is_analysis: bool
    is_certain: bool
    """Has a heading word or a heading's style; others stand only where the sequence wants them."""


class Titled(NamedTuple):
    """A table: where it stands, and the words that head it when nothing else does (a title row, a line above)."""

    span: Span
    title: Span | None


def find_headings(
    document: Document, notation: Notation, profile: Profile, tables: Sequence[Titled], furniture: Sequence[Span]
) -> tuple[Heading, ...]:
    """The document's headings in order. Inside tables none is looked for but their titles."""
    pattern = _pattern(profile, _own_words(document.text, profile))
    outside = [*furniture, *_spans_of(tables)]
    intros = [i for i in _find_intros(document, profile, pattern) if not is_inside(i.span.start, outside)]
    intros = _with_titles(document.text, intros, tables, pattern, profile)
    printed_numbers = [notation.decode(intro.number) for intro in intros]
    sightings = [
        Sighting(number, STRONG if intro.is_certain and not intro.may_count else WEAK)
        for intro, number in zip(intros, printed_numbers, strict=True)
    ]
    numbers = chain(sightings, notation.print_number)
    chosen = [
        replace(intro, true_number=number)
        for intro, number in zip(intros, numbers, strict=True)
        if intro.is_certain or number is not None
    ]
    chosen = with_missing(without_counts(without_strays(chosen)), document, notation, outside)
    subjects = Subjects(document, notation, profile, furniture)
    starts = [intro.span.start for intro in chosen] + [len(document.text)]
    follows = [subjects.fold(document.text[i.span.end : i.span.end + LONGEST_SUBJECT]) for i in chosen]
    return tuple(
        _heading(intro, subjects, limit, follows, n)
        for n, (intro, limit) in enumerate(zip(chosen, starts[1:], strict=True))
    )


_NUMBERED = regex.compile(
    r"(?<!\S)(?<!\d\s)(?P<number>\d{1,3})[.)]\s?(?P<words>\p{L}[^\s\d:]*(?:\s[^\s\d:]+){0,3}):(?=\s)"
)
MIN_REPEATS = 3
"""Times that the same words must stand between the next number and a colon to be this document's heading words."""


def holding_a_sentence(document: Document, headings: Sequence[Heading]) -> frozenset[Heading]:
    """The headings that end as a sentence does, begun in their middle ("… Storgatan Handlarna tappar kunder."), where
    others do not: the first risk may have run into them."""
    found = frozenset(heading for heading in headings if _SENTENCE.search(document.shown(heading.subject)))
    return found if len(found) < len(headings) else frozenset()


_SENTENCE = regex.compile(r"\p{Ll}\s\p{Lu}\p{Ll}+\s+\p{Ll}.*[.?!]\Z")


def _own_words(text: str, profile: Profile) -> tuple[str, ...]:
    """What this document calls its analyses, whatever the language: "1. Arbetspaket: … 2. Arbetspaket: … 3. …".

    The words that a form's fields are called by ("Åtgärd:", "Ansvarig:") are no heading.
    """
    fields = {fold(name) for names in profile.columns.values() for name in names}
    fields |= {fold(name) for name in (*profile.treatment_words, *profile.risk_words, *profile.risk_headings)}
    numbers: dict[str, list[int]] = {}
    for match in _NUMBERED.finditer(text):
        if fold(match["words"]) not in fields:
            numbers.setdefault(match["words"], []).append(int(match["number"]))
    counted = [
        (len(found), words)
        for words, found in numbers.items()
        if len(found) >= MIN_REPEATS and found == list(range(found[0], found[0] + len(found)))
    ]
    return (max(counted)[1],) if counted else ()


def _spans_of(tables: Sequence[Titled]) -> list[Span]:
    return [table.span for table in tables]


def _with_titles(
    text: str, intros: list[Intro], tables: Sequence[Titled], pattern: "regex.Pattern[str]", profile: Profile
) -> list[Intro]:
    """The intros, and for each table without one since the table before it its own title; what heads that one heads
    nothing else.
    """
    found = list(intros)
    at = 0
    for table in tables:
        is_headed = any(at <= i.span.start < table.span.start for i in intros)
        if table.title is not None and table.title.start >= at and not is_headed:
            found += _intros_of(text, Paragraph(table.title, "heading"), pattern, profile)[:1]
        at = table.span.end
    return sorted(found, key=lambda intro: intro.span)


def _find_intros(document: Document, profile: Profile, pattern: "regex.Pattern[str]") -> list[Intro]:
    intros: dict[int, Intro] = {}
    levels = {fold(word) for word in profile.level_words.every}
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Paragraph):
                for found in _intros_of(document.text, block, pattern, profile):
                    intro = found if found.is_certain else _heading_a_table(found, document.text, profile)
                    rest = document.text[intro.span.end : intro.line.end]  # "Riskbedömning: hög" heads nothing
                    is_rating = fold(rest) in levels or _is_rating(rest, profile)
                    if intro.number or block.style == "heading" or not is_rating:
                        intros.setdefault(intro.span.start, intro)
    return [intros[start] for start in sorted(intros)]


_RATED = regex.compile(
    r"[\s*_]*(?P<first>\p{L}{1,15})\s?[:=]?\s?\d{1,2}\s?[,;/xX×*+]?\s?(?P<second>\p{L}{1,15})\s?[:=]?\s?\d{1,2}(?!\d)"
    r"\s*(?:[=>→-]*\s?\d{1,3}(?!\d))?"
)
_CLAUSE_ENDS = regex.compile(r"[,;.()]")
_SIGNS = " \n.,;:=*_()–-"
_NUMBERS = regex.compile(r"[\s*_]*\d{1,2}(?P<range>\s?[–-]\s?\d{1,2})?(?:\s?[xX×*=]\s?\d{1,2})*(?!\d)")


def _is_rating(words: str, profile: Profile) -> bool:
    """Whether words behind a heading's word say a score or what scores mean, and nothing else, and so head nothing:
    "hög", "hög sannolikhet, låg konsekvens", "S 3, K 4 = 12", "12", "1–4 acceptabel", "sannolikheten är 2 av 5 och
    konsekvensen 4"; but not "Hus 3, plan 4", "3-5 åringar".
    """
    lexicon = build_lexicon(profile)
    if _says_steps(words, lexicon) or _says_score(words, lexicon):
        return True
    rated = _RATED.match(words)
    match = rated or _NUMBERS.match(words)
    if match is None or (rated and not (lexicon.is_factor(rated["first"]) and lexicon.is_factor(rated["second"]))):
        return False
    clause, *_ = _CLAUSE_ENDS.split(words[match.end() :].strip(_SIGNS), maxsplit=1)
    says_level = lexicon.is_score_words(clause)
    return says_level or not (clause or (rated is None and match["range"]))


def _says_score(words: str, lexicon: Lexicon) -> bool:
    """Whether words open with a whole score that ends its clause."""
    scores = find_scores(words, lexicon, {}, is_damaged=False)
    if not scores or scores[0].is_partial or words[: scores[0].start].strip(_SIGNS):
        return False
    behind = words[scores[0].end :].lstrip(" *_")
    return not behind or _CLAUSE_ENDS.match(behind) is not None


def _says_steps(words: str, lexicon: Lexicon) -> bool:
    """Whether words name factors and their steps, and nothing else."""
    said = [word for word in regex.findall(r"\p{L}+", words) if fold(word) not in joints().both]
    steps = [word for word in said if not lexicon.is_factor(word)]
    return len(steps) < len(said) and lexicon.is_score_words(" ".join(steps))


def _heading_a_table(intro: Intro, text: str, profile: Profile) -> Intro:
    """A numbered line with a table's column headings right below it is an analysis' heading, whatever it says."""
    end = text.find("\n", intro.span.end)
    below = text[end + 1 : end + 1 + LONGEST_SUBJECT] if 0 <= end < intro.span.start + LONGEST_HEADING_LINE else ""
    header = find_header(below, profile)
    return replace(intro, is_analysis=True, is_certain=True) if header is not None and header.start == 0 else intro


_BEHIND = r"(?:[.):]\s+|\s+(?P<counted>(?=\p{Ll}))?(?!\d))"
"""What follows a heading's number; "90 000 böcker" counts what it speaks of, and so may "3 chaufförer slutar"."""


def _intros_of(text: str, block: Paragraph, pattern: "regex.Pattern[str]", profile: Profile) -> list[Intro]:
    found = []
    for match in pattern.finditer(text, block.span.start, block.span.end):
        at_start = match.start() == block.span.start or text[match.start() - 1] == "\n"
        intro = _intro(match, block, at_start, heads_table=_heads_table(text, match, profile))
        if intro is not None:
            found.append(intro)
    if block.style == "heading" and not any(intro.is_certain for intro in found):
        number = regex.match(rf"({_DIGIT}{{1,3}}){_BEHIND}", text[block.span.start : block.span.end])
        end = block.span.start + (number.end() if number else 0)
        intro = Intro(Span(block.span.start, end), number[1] if number else "", block.span, True, True)
        return [replace(intro, may_count=number is not None and number["counted"] is not None)]
    return found


def _heads_table(text: str, match: "regex.Match[str]", profile: Profile) -> bool:
    """Whether a heading word with a number or a colon stands before a title and a table's column headings.

    "4 Riskbedömning Flytt av arkivet Risk S K S x K Åtgärd", "Riskanalys: Flytt av arkivet Risk S K S x K Åtgärd"
    """
    behind = text[match.end() : match.end() + LONGEST_SUBJECT]
    is_marked = bool(match["number"] and match["capital"] is not None) or match["colon"] is not None
    if not is_marked or _CAPITAL.match(match[0]) is None or _CAPITAL.match(behind) is None:
        return False
    header = find_header(behind, profile)
    return header is not None and not any(map(str.isdecimal, behind[: header.start].split()))


_CAPITAL = regex.compile(r"[^\p{L}]*\p{Lu}")


def _intro(match: "regex.Match[str]", block: Paragraph, at_start: bool, *, heads_table: bool) -> Intro | None:
    """A match of the heading pattern, if enough speaks for it being a heading."""
    is_product = match["number"] is not None and match["stop"] is None and _ends_score(match)
    number = "" if is_product else match["number"] or ""
    span = Span(match.end("number") + 1 if is_product else match.start(), match.end())
    is_short = block.span.end - block.span.start <= LONGEST_HEADING_LINE
    if match["comment"]:
        return Intro(Span(span.start, match.start("comment")), number, block.span, False, True) if number else None
    if match["plain"]:
        if not (at_start and number):
            return None
        return Intro(Span(span.start, match.start("plain")), number, block.span, False, is_certain=False)
    has_number = bool(number or match["stop"] or match["outline"])
    is_titled = match["colon"] is not None or bool(match["stop"] and match["capital"] is not None) or heads_table
    number = number or match["after"] or ""
    if not (is_titled and (has_number or at_start or heads_table)) and not (at_start and is_short):
        return None
    is_analysis = match["slash"] is None
    return Intro(span, number, block.span, is_analysis, is_certain=True)


def _ends_score(match: "regex.Match[str]") -> bool:
    """Whether the number in front of a heading is the product of the two before it: "3 3 9 Riskanalys: Flytt"."""
    factors = _FACTORS.search(match.string, max(0, match.start() - LONGEST_FACTORS), match.start())
    is_apart = match.string[match.end("number")].isspace()
    return factors is not None and is_apart and int(factors[1]) * int(factors[2]) == int(match["number"])


_FACTORS = regex.compile(r"(?<!\S)(\d{1,2}) (\d{1,2}) $")
LONGEST_FACTORS = 6
"""Characters of two factors and the spaces behind them."""


_DIGIT = "[\\d\U000f0000-\U000ffffd]"
"""A digit, or a sign that the text layer cannot name (source.Glyph)."""


_OUTLINE = r"(?:\d{1,3}\.)+\d{1,3}"
"""The number of a part of a part, "33.1": it heads what it stands before, and none of its digits counts analyses.

Within a line that is so without a stop behind it: "enligt punkt 4.2. Riskanalys: …" is a sentence's end and analysis 2.
"""


_SCORE = r"\d\s\d{1,3}"
"""A number behind another one is a score's: in "3 1 3 . Riskanalys" the heading's own number is lost."""


@lru_cache(maxsize=8)
def _pattern(profile: Profile, own_words: tuple[str, ...]) -> "regex.Pattern[str]":
    """The heading pattern of a language and a document: number, heading word (also without a lost "Risk"), colon.

    `plain` is a number before a capital at the start of a line: a heading only if the sequence wants it.
    """
    words = {*profile.heading_words, *own_words} | {
        w[len(r) :] for w in profile.heading_words for r in profile.risk_words if w.startswith(r)
    }
    options = "|".join(regex.escape(w) for w in sorted(filter(None, words), key=len, reverse=True))
    comments = "|".join(regex.escape(w) for w in sorted(profile.comment_words, key=len, reverse=True))
    return regex.compile(
        rf"""(?<![\w-])(?:(?P<outline>^{_OUTLINE}\.?|{_OUTLINE}(?=\s))
        |(?P<number>{_DIGIT}{{1,3}})(?:(?<!{_SCORE})\s)?(?P<stop>[.):])?|(?P<stop>[.])(?=[.\s]?[^\W\d]))?\s?
        (?:
          (?i:{options})(?:\s(?P<after>{_DIGIT}{{1,3}})(?=\s?[:.\p{{Pd}}]))?(?:(?P<colon>\s?[:])|(?P<colon>(?=\s?\())|(?P<slash>(?P<colon>/))|\s?(?P<colon>\p{{Pd}})\s|(?P<capital>(?=\s["”(]?\p{{Lu}}))|[.]|(?=\s|$))
          | (?P<comment>(?<=\d[.)]\s?)(?:{comments})(?!\w))
          | (?P<plain>(?<=^\d{{1,3}}[.)]\s?)\p{{Lu}})
        )""",
        regex.VERBOSE | regex.MULTILINE,
    )


def _heading(intro: Intro, subjects: Subjects, limit: int, follows: list[str], own: int) -> Heading:
    subject = subjects.find(intro.span.end, intro.line, limit, follows, own)
    number = intro.true_number
    if number is None and intro.number:
        decoded = subjects.notation.decode(intro.number)
        number = int(decoded) if decoded.isdecimal() else None
    return Heading(
        spans=subjects.cut(Span(intro.span.start, max(subject.end, intro.span.end))),
        subject=subjects.cut(subject),
        printed_number=subjects.document.shown_text(intro.number),
        number=number,
        is_analysis=intro.is_analysis,
        is_certain=intro.is_certain,
    )
