"""Where the subject of an analysis ends: "12. Riskanalys: Flytt av arkivet | Risk S K S x K Åtgärd …".

On a line of its own it is the line. Where flat text runs on behind it, it ends at the place with the most evidence:
the table's column headings, a full stop, a capital that none precedes, words that it shares with other headings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from risktool.notation import Notation
from risktool.parse.header_run import find_header
from risktool.parse.spans import printed, subtract, trim
from risktool.profiles import Profile, fold
from risktool.sequence import LONG_LINE
from risktool.source import Document, Span, Spans

LONGEST_SUBJECT = 220
"""Characters; a subject beyond that is running text."""

LONGEST_HEADING_LINE = 160
"""Characters of a line that is a heading as a whole."""

AFTER_PLAN = 4.0
"""The subject ends behind "(handlingsplan)"."""
AFTER_NOTE = 3.0
"""Likewise behind any other note in parentheses before a capital: "(utkast) Brand …"."""
AFTER_STOP = 2.0
BEFORE_CAPITAL = 1.6
"""A capital without a full stop before it; names inside subjects make it weaker than a stop."""
BEFORE_OPENER = 2.2
"""A capital on a function word ("Att", "Det"): no name."""
AFTER_COMMA = 0.6
"""A comma before a capital; only together with other evidence."""
BEFORE_LIST = 2.6
"""A list begins: "1.Att vi inte …"."""
AT_LINE_END = 2.2
BEFORE_HEADER = 6.0
"""The table's own column headings follow."""
SHARED_WORD = 0.5
"""For each word that the subject shares with the beginning of another heading, up to six."""
SUBJECT_BEGINNING = 20
"""Letters by which a subject is known to be another one's too."""
PER_CHARACTER = -0.012
"""Subjects are short."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds where subjects end, in one document."""

    document: Document
    notation: Notation
    profile: Profile
    furniture: Sequence[Span]

    @property
    def text(self) -> str:
        """The document's."""
        return self.document.text

    def fold(self, text: str) -> str:
        """The text as subjects are compared: folded, and without words such as "(handlingsplan)"."""
        return fold(regex.sub(rf"(?i)\(?(?:{_any_of(self.profile.plan_words)})\)?", "", text))

    def cut(self, span: Span) -> Spans:
        """The span without the furniture in it."""
        return printed(self.text, subtract(span, self.furniture))

    def find(self, start: int, block: Span, limit: int, follows: list[str], own: int) -> Span:
        """The subject that begins at `start` in a block, before `limit`; `follows` are how all of them begin,
        folded, this one at `own`.

        On a line of its own the whole line is the subject, unless a table's headings stand on it. A line that is a
        page may break it off; it goes on behind the page number.
        """
        line = trim(self.text, Span(start, max(min(block.end, limit), start)))
        is_short = line.end - line.start <= LONGEST_HEADING_LINE and block.end - block.start <= LONG_LINE
        if is_short and find_header(self.text[line.start : line.end], self.profile) is None:
            return line
        stop = min(limit, start + LONGEST_SUBJECT)
        part = self._without_furniture(Span(start, stop))
        ends = _ends(part, self.profile, is_whole=stop == limit)
        if not ends:
            end = self._before_broken_word(start, stop)
            return line if is_short else trim(self.text, Span(start, end))
        others = follows[:own] + follows[own + 1 :]
        _, at = max((self._evidence(part, at, weight, others), -at) for at, weight in ends)
        return trim(self.text, Span(start, start - at))

    def _before_broken_word(self, start: int, stop: int) -> int:
        """`stop`, or the end of the last word before it that it does not break."""
        if stop == len(self.text) or self.text[stop].isspace():
            return stop
        space = self.text.rfind(" ", start, stop)
        return space if space > start else stop

    def _without_furniture(self, span: Span) -> str:
        """The text of a span with its furniture blanked out, so that offsets stay what they are."""
        kept = subtract(span, self.furniture)
        part = [" "] * (span.end - span.start)
        for piece in kept:
            part[piece.start - span.start : piece.end - span.start] = self.text[piece.start : piece.end]
        return "".join(part)

    def _evidence(self, part: str, at: int, weight: float, others: list[str]) -> float:
        subject = part[:at]
        folded = self.fold(subject)
        words = len(subject.split())
        shared = words if words > 1 and folded and any(o.startswith(folded) for o in others) else 0
        if self._begins_as_others(part[at:], others):
            weight = 0.0
        return weight + SHARED_WORD * min(shared, 6) + PER_CHARACTER * at

    def _begins_as_others(self, rest: str, others: list[str]) -> bool:
        """Whether what follows is how other subjects begin: then the subject has not begun in earnest before it."""
        plan = rf"\(?(?:{_any_of(self.profile.plan_words)})\)?"
        folded = self.fold(regex.sub(rf"(?i)^\s*(?:{plan})?\s*(?:\d{{1,2}}[.)])?", "", rest))[:SUBJECT_BEGINNING]
        return len(folded) == SUBJECT_BEGINNING and any(other.startswith(folded) for other in others)


def _ends(part: str, profile: Profile, is_whole: bool) -> list[tuple[int, float]]:
    """(offset, weight) of every place where a subject may end; `is_whole`: `part` is all there is."""
    plan, stumps = _any_of(profile.plan_words), _any_of(profile.risk_endings)
    ends = [
        (m.end(), AFTER_PLAN if part[: m.start()].strip() else AFTER_STOP)
        for m in regex.finditer(rf"(?i)\(?(?:{plan})\)", part)
    ]
    ends += [(m.end(), AFTER_NOTE) for m in regex.finditer(r"(?<=\w\s\([^()]*)\)(?=\s+\p{Lu})", part)]
    ends += [(m.start(), AFTER_STOP) for m in regex.finditer(r"(?<=\w\w[.?!]{1,3})\s", part)]
    ends += [(m.start(), BEFORE_LIST) for m in regex.finditer(r"\s(?=\d{1,2}[.)]\s?\p{L})", part)]
    ends += [
        (m.start(), BEFORE_OPENER if m["word"].lower() in profile.common_words else BEFORE_CAPITAL)
        for m in regex.finditer(r"(?<=[\p{L}\d)])\s+(?=(?P<word>\p{Lu}\p{Ll}+))", part)
    ]
    ends += [(m.start(), AFTER_COMMA) for m in regex.finditer(r"(?<=,)\s+(?=\p{Lu}\p{Ll})", part)]
    ends += [(m.start(), AT_LINE_END) for m in regex.finditer(rf"\s*\n\s*(?=\P{{Ll}}|(?:{stumps})\s)", part)]
    ends += [(m.start(), AT_STUMP) for m in regex.finditer(rf"\s(?=(?:{stumps})\s)", part)]
    stop = regex.search(r"\s\d{1,2}\s+\d{1,2}(?=\s|$)", part)
    header = find_header(part, profile)
    last = min(stop.start() if stop else len(part), header.start if header else len(part))
    if stop is not None or is_whole:
        ends.append((last, AT_LINE_END if is_whole else 0.0))
    likely = [(at, weight) for at, weight in ends if at <= last and _may_end(part[:at], profile)]
    # Column headings end any subject, whatever its last word is ("… när verksamheten görs om | Risk S K").
    return [*likely, (header.start, BEFORE_HEADER)] if header and part[: header.start].strip() else likely


def _may_end(subject: str, profile: Profile) -> bool:
    """A subject closes its brackets and ends in no function word ("rapport från | Enhet Norr").

    It is no note such as "(grupp 2)" alone, but for a "(handlingsplan)", which may stand where nobody named one.
    """
    plan = _any_of(profile.plan_words)
    words = regex.sub(rf"(?i)^\s*\((?!(?:{plan})\))[^()]*\)", "", subject).split()
    if subject.count("(") > subject.count(")"):
        return False
    return bool(words) and words[-1].lower() not in profile.leading_words


AT_STUMP = 0.9
"""What a lost "Risk" leaves of "Risken"; the same letters are an ordinary word elsewhere."""


def _any_of(words: Sequence[str]) -> str:
    """A pattern for any of these words; one that never matches for none."""
    return "|".join(map(regex.escape, words)) or "(?!)"
