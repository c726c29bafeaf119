"""Column headings in running text: "Risk S K S x K Åtgärd", as a flattened table leaves them.

Broken words count ("Sannolikhe t"), because headings are compared letter by letter without spaces.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from risktool.profiles import Profile, fold
from risktool.source import Span


class _Aliases(NamedTuple):
    """What columns are called, folded: by two first letters, names with their roles, longest first; and risks'."""

    by_start: Mapping[str, Sequence[tuple[str, str]]]
    descriptions: frozenset[str]


def find_header(text: str, profile: Profile, start: int = 0) -> Span | None:
    """A run of column headings in running text ("Risk S K S x K Åtgärd"), the first one; None if there is none.

    At least three different roles stand side by side, two of them numbers' columns, one a factor's or the risk's;
    broken words count, because aliases are compared letter by letter without spaces.
    """
    aliases = _header_aliases(profile)
    found: Span | None = None
    most = 0
    for match in _WORD_START.finditer(text, start):
        if found is not None and match.start() >= found.end:
            return Span(found.start, _end_of_last(text, found.end, profile))
        if not _may_begin(text, match.start(), aliases):
            continue
        roles, end = _match_roles(text, match.start(), aliases)
        is_header = len(roles) >= MIN_HEADER_ROLES and len(_NUMBER_ROLES & set(roles)) > 1
        is_header = is_header and not _OF_RISKS.isdisjoint(roles)
        # a word of the title before it may be a heading too, or what opens the first cell ("… Åtgärd a) Buller"): the
        # run of most roles wins, but for "… för handläggare Risk S K"
        is_title = found is not None and text[found.start].islower() and text[match.start()].isupper()
        is_shorter = is_title and found is not None and end == found.end and roles[:1] == ["description"]
        is_longer = found is None or len(roles) > most or (len(roles) == most and end > found.end)
        if is_header and (is_longer or is_shorter):
            found, most = Span(match.start(), end), len(roles)
    return found


def _may_begin(text: str, at: int, aliases: _Aliases) -> bool:
    """Whether a heading may begin with these two letters; most words need no closer look."""
    pair = text[at : at + 2]
    return not pair.isalpha() or "".join(map(_fold_character, pair)) in aliases.by_start


def _end_of_last(text: str, end: int, profile: Profile) -> int:
    """Where the last heading ends that a function word goes on with: "Åtgärder för att minska risken Brand i köket"."""
    tail = _TAIL.match(text, end)
    if tail is None or tail["first"] not in profile.leading_words or tail["last"] in profile.leading_words:
        return end
    return tail.end()


_TAIL = regex.compile(r"[ ](?P<first>\p{Ll}+)(?:[ ](?P<last>\p{Ll}+)){1,5}+(?=\s[\p{Lu}\d][^\s\d])")
"""Words in lower case up to a capital. A score before it shows them to be the first cell, and so does a full stop, or a
last word that another must follow: "… Åtgärd för lite personal i Malmö 3 4 12"."""

_WORD_START = regex.compile(r"(?<!\S)\S")

MIN_HEADER_ROLES = 3
_NUMBER_ROLES = {"likelihood", "consequence", "score", "level"}
_OF_RISKS = {"likelihood", "consequence", "description"}
"""One of these is named: "Rating Score Comment" may compare anything."""


@lru_cache(maxsize=8)
def _header_aliases(profile: Profile) -> _Aliases:
    pairs = {(fold(alias), role) for role, aliases in profile.columns.items() for alias in aliases}
    ordered = sorted((p for p in pairs if p[0]), key=lambda p: (-len(p[0]), p))
    starts = {name[:2] for name, _ in ordered}
    by_start = {start: tuple(pair for pair in ordered if start.startswith(pair[0][:2])) for start in starts}
    return _Aliases(by_start, frozenset(alias for alias, role in pairs if role == "description"))


def header_roles(text: str, header: Span, profile: Profile) -> tuple[str, ...]:
    """The roles of these column headings, in their order."""
    return tuple(_match_roles(text[header.start : header.end], 0, _header_aliases(profile))[0])


def puts_consequence_first(roles: Sequence[str]) -> bool:
    """Whether column headings name the consequence before the likelihood ("Risk K S K x S Åtgärd")."""
    if "consequence" not in roles or "likelihood" not in roles:
        return False
    return roles.index("consequence") < roles.index("likelihood")


def _match_roles(text: str, begin: int, aliases: _Aliases) -> tuple[list[str], int]:
    """The roles of the column headings that stand side by side from `begin` on, and where they end. Each stands once,
    but for `other`, and for factors that are named again: see `_Run`.

    Behind the first one, a description's heading before a small letter opens a row: "… Åtgärd Risk för brand".
    """
    run = _Run([], [], [])
    at = begin
    while (named := _match_name(text, at, run, aliases)) is not None:
        at = run.take(named, at)
    return run.without_loose_end(at)


class _Named(NamedTuple):
    """A column heading: its name, folded, its role, and where it ends."""

    name: str
    role: str
    end: int


class _Run(NamedTuple):
    """Column headings so far, and where each began.

    A consequence that is named before "S K" is the one in words: "Risk Konsekvens S K SxK". Behind the treatment both
    factors come again, for what is left: "… Åtgärd S K SxK".
    """

    roles: list[str]
    names: list[str]
    starts: list[int]

    def role_of(self, name: str, role: str) -> str | None:
        """The role in which the name may come next; None: it has come before."""
        if role not in self.roles or role == "other":
            return role
        if "treatment" in self.roles:
            again = _RESIDUAL.get(role)
            return again if again not in self.roles else None
        return role if role == "consequence" and self._abbreviates_words(name) else None

    def _abbreviates_words(self, name: str) -> bool:
        """Whether the name, right behind the likelihood's, is in its manner; a letter ("P") might mean a product."""
        if self.roles[-1] != "likelihood":
            return False
        words = self.names[self.roles.index("consequence")]
        is_like = (len(name) == 1) == (len(self.names[-1]) == 1)
        return len(words) > 1 and is_like and (len(name) > 1 or words.startswith(name))

    def take(self, named: _Named, at: int) -> int:
        """Add a heading that stands at `at`; where it ends."""
        if named.role == "consequence" and named.role in self.roles:
            self.roles[self.roles.index("consequence")] = "consequence_text"
        self.roles.append(named.role)
        self.names.append(named.name)
        self.starts.append(at)
        return named.end

    def without_loose_end(self, end: int) -> tuple[list[str], int]:
        """The roles and their end, without one letter that comes again: "… Åtgärd A Buller" numbers a row."""
        last = self.roles[-1] if self.roles else ""
        is_alone = last in _AGAIN and len(self.names[-1]) == 1 and self.roles[-2] not in _AGAIN
        return (self.roles[:-1], self.starts[-1]) if is_alone else (self.roles, end)


_RESIDUAL: Mapping[str, str] = {
    "likelihood": "residual_likelihood",
    "consequence": "residual_consequence",
    "score": "residual_score",
}
_AGAIN = frozenset(_RESIDUAL.values())


def _match_name(text: str, at: int, run: _Run, aliases: _Aliases) -> _Named | None:
    """The column heading that stands at `at` and may come next."""
    start = _heading_start(text, at)
    ahead = "".join(map(_fold_character, text[start : start + LOOK_AHEAD]))[:2]
    fitting = aliases.by_start.get(ahead) or aliases.by_start.get(ahead[:1], ())
    for alias, meant in fitting:
        role = run.role_of(alias, meant)
        end = _match_alias(text, start, alias, _AFTER_WORDS if role in _OF_WORDS else _AFTER_NUMBERS) if role else 0
        opens_row = run.roles and (role == "other" or alias in aliases.descriptions) and end and _goes_on(text, end)
        if role and end and not opens_row:
            return _Named(alias, role, end)
    return None


def _heading_start(text: str, at: int) -> int:
    """Where the next word begins; what stands in parentheses is none's heading."""
    ink = _INK.search(text, at)
    return len(text) if ink is None or ink[0] == "(" else ink.start()


_INK = regex.compile(r"\S")


def _goes_on(text: str, at: int) -> bool:
    """Whether a cell goes on at `at`, with a small letter or the risk's number ("Risk 1")."""
    return text[at : at + 2].strip()[:1].islower() or bool(_NUMBERED.match(text, at))


_NUMBERED = regex.compile(r"[ ]?\d{1,3}[.:)]*[ ]\p{L}")


LOOK_AHEAD = 6
"""Characters in which a column heading shows its first two letters, signs and spaces between them."""


def _match_alias(text: str, at: int, alias: str, after: "regex.Pattern[str]") -> int:
    """The offset behind `alias` and what may stand `after` it, if it stands at `at`, spaces and signs aside, as whole
    words; else 0.
    """
    position = 0
    while at < len(text) and position < len(alias):
        folded = _fold_character(text[at])
        if folded:
            if not alias.startswith(folded, position):
                return 0
            position += len(folded)
        at += 1
    if position < len(alias) or _LABELLED.match(text, at):
        return 0
    behind = after.match(text, at)
    return behind.end() if behind else at


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    return fold(character)


_LABELLED = regex.compile(r"[^\W_]|-\d")
"""What shows a name to be another word's beginning or a row's label: "Sannolikhetskarta", "R-1"."""

_OF_WORDS = frozenset(("description", "treatment", "owner", "due", "other", "number"))
"""Columns whose headings no letter or scale stands behind."""

_AFTER_WORDS = regex.compile(r"(?:\s?\(\d{0,2}\s?[-–]\s?\d{0,2}\))?[^\s\w]*")
"""What may stand behind such a heading; "Åtgärd (delvis) trasig" goes on with a cell."""

_AFTER_NUMBERS = regex.compile(
    r"(?:\s?\((?:(?!\s\p{Lu}\p{Ll}\p{Ll})[^()]){0,30}\)|\s?\(\S{0,2}(?=\s)|\s[01]\s?[-–]\s?\d{0,2}(?=\s))?[^\s\w(]*"
)
"""What may stand behind a number's heading: its letter or scale, "(S)", "(1-5)", "(1 = låg, 5 = hög)", also "1-5" alone
or with a lost digit ("(1-)"); what the end of a narrow column left of it ("(S"); and signs."""
