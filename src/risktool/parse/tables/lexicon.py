"""What a column heading can mean: its words to roles, each with a strength, by the profiles' lists.

A register's headings need not be in its language ("Risk | Likelihood | Impact | Åtgärd"), so all profiles are
asked; the document's own comes first where they differ. Headings say more than the bare word:

    "Sannolikhet (1-5)"    a scale            "Risk (S x K)"         a formula, so the product
    "Sannolikhe t"         a broken word      "K efter", "S'"        after treatment: residual
    "Risk / händelse"      two names          "Föreslagna åtgärder"  a known word among others

A heading of one letter is listed with every meaning; `columns` decides by what stands beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import Literal, NamedTuple

import regex

from risktool.parse.tables.heading_text import bracketed, space_out, split_names, strip_heading
from risktool.parse.tables.strength import CLOSING, COMPOUND, DONE, EXACT, INSIDE, OPENING, PART, STRIPPED
from risktool.profiles import Profile, Role, fold, languages, load_profile

SHORTEST_INSIDE = 4
"""Letters that a word must have to count among others: shorter ones occur in anything."""
SHORTEST_OPENING = 6
"""Letters of a name that may open a phrase: "Åtgärd för att …", but not "Risk för …", which is a risk itself."""
LONGEST_PHRASE = 6
"""Words of a phrase that is a heading and no sentence."""
LONGEST_NAME = 4
"""Words of a name whose last word says what it is; a longer phrase may end in anything."""
SHORTEST_COMPOUND = 8
"""Letters that must open (or end) a compound: "Sannolikhetsbedömning", but not "Riskägare" by "Risk"."""
LONGEST_HEADING = 160
"""A cell with more characters is no heading, even with an explanation of the scale in it."""

_TIMES = regex.compile(r"\s+[xX]\s+|\s*[×*·•∙]\s*|(?<=^[SKLPICVTEWAORN])[xX](?=[SKLPICVTEWAORN])|(?<=[SKO])[xX](?=D)")
_PLUS = regex.compile(r"\s*\+\s*")
_CLAUSES = regex.compile(r"[()\[\]{}=:;]")
_ENDS_IN_ID = regex.compile(r"\p{L}[ _-](?:ID|Id|id|Nr\.?|nr\.?)$|\p{Ll}(?:ID|Id)$")
"""A heading of ids: "Threat ID", "risk_id"."""
_WITH_LETTER = regex.compile(r"(.*\p{L}{3,})\s+\p{Lu}")
"""A name and its letter: "Konsekvens K"."""
_WORDS = regex.compile(r"[\p{L}\p{N}'’]+")

_WHOLE_SCALE = regex.compile(r"[(\[]?1\s?[-–—]\s?(\d{1,2})[)\]]?")
SMALLEST_SCALE = 4
"""Steps of a scale that a range from the first one holds: "1-3" may be a doubt between three of them."""

MOST_REMEMBERED = 5_000
"""Headings whose meaning is kept: a long run of documents must not fill the memory."""
_FACTORS = ("likelihood", "consequence", "detection")

RESIDUAL_OF: dict[Role, Role] = {
    "likelihood": "residual_likelihood",
    "consequence": "residual_consequence",
    "score": "residual_score",
    "level": "residual_score",
}


class Match(NamedTuple):
    """A role that a heading can have, how sure (0 to 1), and the language whose words say so."""

    role: Role
    strength: float
    language: str


class Formula(NamedTuple):
    """How a score is made of its factors, each as named in the heading."""

    kind: Literal["product", "sum"]
    factors: tuple[str, ...]


class _Alias(NamedTuple):
    role: Role
    folded: str
    words: tuple[str, ...]
    language: str
    order: float
    """A small deduction: words later in a profile's list are less usual."""
    closes: bool
    """In its language the last word of a name says what is named."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All profiles' column headings, ready to be looked up. Equal only to itself: it can be a cache's key."""

    language: str
    aliases: tuple[_Alias, ...]
    exact: dict[str, tuple[_Alias, ...]]
    opened: dict[str, tuple[_Alias, ...]]
    """By their first words: one heading after the other is looked for among thousands of names."""
    residual_words: frozenset[str]
    follow_up_words: frozenset[str]
    before_words: frozenset[str]
    value_words: frozenset[str]
    risk_headings: frozenset[str]
    total_words: frozenset[str]
    closing_words: frozenset[str]
    from_words: frozenset[str]
    sent_words: frozenset[str]
    message_words: frozenset[str]
    risk_words: frozenset[str]
    treatment_words: frozenset[str]
    scale_words: frozenset[str]
    level_words: frozenset[str]
    number_words: frozenset[str]
    """Of the document's own language only: "fire" is 4 in Danish, and a risk in English."""
    step_words: frozenset[str]
    """Those of them from two on: "one" is an article in many languages."""
    steps_of: dict[str, Role]
    """Of its own language too: the steps that are of one factor's scales only, "likely", "kännbar"."""
    leading_words: frozenset[str]
    """Of its own language too: what something must follow, "till", "om"."""
    currencies: frozenset[str]
    of_words: frozenset[str]
    example_words: frozenset[str]
    letters_together: tuple[dict[str, Role], ...]
    words: frozenset[str]
    """Words of level and scale lists, folded: what a cell of a score column may say."""
    _known: dict[str, tuple[Match, ...]] = field(default_factory=dict, compare=False)

    def match(self, heading: str) -> tuple[Match, ...]:
        """The roles that a heading can have, best first; () for none."""
        heading = space_out(heading)
        if heading not in self._known:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            self._known[heading] = _match(self, heading) if 0 < len(heading) <= LONGEST_HEADING else ()
        return self._known[heading]

    def match_under(self, heading: str, group: str) -> tuple[Match, ...]:
        """The same for a heading below another: under "Efter åtgärd", S is the residual S."""
        found = self.match(heading)
        if group and _is_residual(self, group):
            return tuple(_as_residual(found))
        return found

    def is_risk_heading(self, heading: str) -> bool:
        """Whether the heading says by itself that the rows are risks."""
        bare = strip_heading(heading)
        names = {fold(heading), fold(bare), *map(fold, split_names(bare))}
        return bool(names & self.risk_headings)

    def is_residual(self, label: str) -> bool:
        """Whether a label speaks of what is left after treatment."""
        return _is_residual(self, label)

    def is_factor(self, name: str) -> bool:
        """Whether a formula may name this as a factor: "S", "K efter", "Likelihood"."""
        words = [fold(word) for word in _WORDS.findall(name)]
        rest = "".join(w for w in words if w not in self.residual_words and w not in self.before_words)
        return any(alias.role in _FACTORS for alias in self.exact.get(rest, ()))

    def is_score_word(self, cell: str) -> bool:
        """Whether a cell says a level or a step of a scale in words ("Hög", "M", "3 (middels)", "Låg→Hög")."""
        return bool(_folded_words(cell) & self.words)

    def is_score_words(self, cell: str) -> bool:
        """Whether all words of a cell are words of levels or steps ("Mycket hög"); digits do not count."""
        words = [fold(word) for word in _WORDS.findall(cell) if not word.isdecimal()]
        pairs = [*map("".join, pairwise(words)), ""]
        known = ({word, pairs[at], pairs[at - 1]} & self.words for at, word in enumerate(words))
        return bool(words) and all(known)

    def is_number_word(self, cell: str) -> bool:
        """Whether a cell spells a number: "Two"."""
        return fold(cell) in self.number_words

    def is_step_spelled(self, word: str) -> bool:
        """Whether a word in a sentence spells a step: "fyra"."""
        return fold(word) in self.step_words


@lru_cache(maxsize=16)
def build_lexicon(profile: Profile) -> Lexicon:
    """The lexicon of a document in the language of `profile`; built once in a process, for a batch asks often."""
    profiles = (profile, *(load_profile(name) for name in languages() if name != profile.language))
    aliases = tuple(alias for p in profiles for alias in _aliases(p))
    exact: dict[str, tuple[_Alias, ...]] = {}
    opened: dict[str, tuple[_Alias, ...]] = {}
    for alias in aliases:
        exact[alias.folded] = (*exact.get(alias.folded, ()), alias)
        if alias.words:
            opened[alias.words[0]] = (*opened.get(alias.words[0], ()), alias)
    return Lexicon(
        language=profile.language,
        aliases=aliases,
        exact=exact,
        opened=opened,
        residual_words=_fold_all(w for p in profiles for w in p.residual_words),
        before_words=_fold_all(w for p in profiles for w in p.before_words),
        value_words=_fold_all(w for p in profiles for w in p.value_words),
        risk_headings=_fold_all(w for p in profiles for w in p.risk_headings),
        follow_up_words=_fold_all(w for p in profiles for w in p.follow_up_words),
        total_words=_fold_all(w for p in profiles for w in p.total_words),
        closing_words=_fold_all(w for p in profiles for w in p.closing_words),
        from_words=_fold_all(w for p in profiles for w in p.from_words),
        sent_words=_fold_all(w for p in profiles for w in p.sent_words),
        message_words=_fold_all(w for p in profiles for w in p.message_words),
        risk_words=_fold_all(w for p in profiles for w in p.risk_words),
        treatment_words=_fold_all(w for p in profiles for w in p.treatment_words),
        scale_words=_fold_all(w for p in profiles for w in p.scale_words),
        level_words=_fold_all(w for p in profiles for w in p.level_words.every),
        number_words=_fold_all(profile.number_words),
        step_words=_fold_all(profile.number_words[2:]),
        steps_of=_steps_of(profile),
        leading_words=_fold_all(profile.leading_words),
        currencies=_fold_all(w for p in profiles for w in p.money_words),
        of_words=_fold_all(w for p in profiles for w in p.of_words),
        example_words=_fold_all(w for p in profiles for w in p.example_words),
        letters_together=profile.letters_together,
        words=_fold_all(w for p in profiles for w in _scale_words(p)),
    )


def is_whole_scale(text: str) -> bool:
    """Whether a range holds all steps of a scale, so that it rates nothing: "1-5", "1–10"."""
    match = _WHOLE_SCALE.fullmatch(text.strip())
    return match is not None and int(match[1]) >= SMALLEST_SCALE


def find_formula(lexicon: Lexicon, heading: str) -> Formula | None:
    """How the heading says that the score is made: "S x K", "Risk (Likelihood × Impact)", "R = S*O*D"."""
    for clause in _CLAUSES.split(heading):
        for kind, sign in (("product", _TIMES), ("sum", _PLUS)):
            factors = tuple(factor.strip() for factor in sign.split(clause))
            if len(factors) > 1 and all(lexicon.is_factor(factor) for factor in factors):
                return Formula("sum" if kind == "sum" else "product", factors)
    return None


def _aliases(profile: Profile) -> Iterable[_Alias]:
    for role, names in profile.columns.items():
        for order, name in enumerate(names):
            words = tuple(fold(word) for word in _WORDS.findall(name))
            yield _Alias(
                role, fold(name) or name, words, profile.language, min(order, 60) * 0.001, profile.names_end_in_head
            )


def _steps_of(profile: Profile) -> dict[str, Role]:
    likely, grave = (_fold_all(chain(*scales)) for scales in (profile.likelihood_scales, profile.consequence_scales))
    return {step: "likelihood" if step in likely else "consequence" for step in likely ^ grave}


def _scale_words(profile: Profile) -> Iterable[str]:
    yield from profile.level_words.every
    for scale in (*profile.likelihood_scales, *profile.consequence_scales):
        yield from scale


def _fold_all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(fold, words)))


def _folded_words(cell: str) -> frozenset[str]:
    words = [fold(word) for word in _WORDS.findall(cell)[:6]]
    return frozenset((*words, "".join(words), *("".join(pair) for pair in pairwise(words))))


def _match(lexicon: Lexicon, heading: str) -> tuple[Match, ...]:
    best: dict[tuple[Role, str], float] = {}
    is_done = any(fold(word) in lexicon.before_words for word in _WORDS.findall(heading))
    for match in _all_matches(lexicon, heading):
        strength = min(match.strength, DONE) if is_done and match.role == "treatment" else match.strength
        key = (match.role, match.language)
        best[key] = max(best.get(key, 0.0), strength)
    found = (Match(role, strength, language) for (role, language), strength in best.items())
    return tuple(sorted(found, key=lambda m: (-m.strength, m.language != lexicon.language, m.role, m.language)))


def _all_matches(lexicon: Lexicon, heading: str) -> Iterable[Match]:
    if heading.rstrip().endswith(("'", "’", "′")):
        yield from _as_residual(_look_up(lexicon, strip_heading(heading), STRIPPED))
        return
    if heading.rstrip().endswith("#") or _ENDS_IN_ID.search(heading):
        yield Match("number", STRIPPED, lexicon.language)
    yield from _look_up(lexicon, heading, EXACT)
    if find_formula(lexicon, heading):
        after = _is_residual(lexicon, heading)
        yield Match("residual_score" if after else "score", STRIPPED, lexicon.language)
        return
    bare = strip_heading(heading)
    if letter := tuple(_look_up_last_letter(lexicon, bare)):
        yield from letter
        return
    yield from _look_up(lexicon, bare, STRIPPED)
    if (named := _WITH_LETTER.fullmatch(bare)) is not None:
        yield from _look_up(lexicon, named[1], STRIPPED)
    yield from _match_staged(lexicon, bare)
    if "\n" in heading.strip() or len(bare.split()) > 2:
        yield from _match_broken(lexicon, bare)
    for place, part in enumerate(split_names(bare)):
        yield from _look_up(lexicon, part, PART - 0.15 * min(place, 1))
    for inner in bracketed(heading):
        if len(fold(inner)) > 1:
            yield from _look_up(lexicon, inner, PART - 0.15)
    yield from _match_inside(lexicon, bare)


def _look_up_last_letter(lexicon: Lexicon, bare: str) -> Iterable[Match]:
    """What stands last in "Risk efter S" says which number it is, not the risk before it."""
    *words, last = _WORDS.findall(bare) or [""]
    if words and len(last) == 1 and _is_residual(lexicon, " ".join(words)):
        yield from _as_residual(_look_up(lexicon, last, STRIPPED))


def _look_up(lexicon: Lexicon, text: str, strength: float) -> Iterable[Match]:
    for alias in lexicon.exact.get(fold(text) or text.strip(), ()):
        yield Match(alias.role, strength - alias.order, alias.language)


def _match_broken(lexicon: Lexicon, bare: str) -> Iterable[Match]:
    """A staged heading whose every word a narrow column broke: "Inhe rent Like liho od"."""
    folded = fold(bare)
    for stage in lexicon.before_words:
        if len(stage) >= SHORTEST_INSIDE and folded.startswith(stage):
            yield from _look_up(lexicon, folded.removeprefix(stage), PART)
    for stage in lexicon.residual_words:
        if len(stage) >= SHORTEST_INSIDE and folded.startswith(stage):
            yield from _as_residual(_look_up(lexicon, folded.removeprefix(stage), PART))


def _match_staged(lexicon: Lexicon, bare: str) -> Iterable[Match]:
    """A known heading with a word for before or after treatment: "K efter", "Initial risk", "Revised S"."""
    words = [fold(word) for word in _WORDS.findall(bare)]
    rest = [w for w in words if w not in lexicon.residual_words and w not in lexicon.before_words]
    letters = [w for w in rest if w not in lexicon.value_words]
    if len(letters) == 1 and len(letters[0]) == 1:
        rest = letters
    if not rest or len(rest) == len(words):
        return
    if not _is_residual(lexicon, bare):
        yield from _look_up(lexicon, "".join(rest), STRIPPED - 0.02)
        return
    parts = [rest[:size] for size in range(len(rest), 0, -1)] + [rest[-1:]]
    for loss, part in enumerate(parts):
        matches = tuple(_as_residual(_look_up(lexicon, "".join(part), STRIPPED - 0.02 * loss)))
        if matches:
            yield from matches
            return


def _is_residual(lexicon: Lexicon, text: str) -> bool:
    return any(fold(word) in lexicon.residual_words for word in _WORDS.findall(text))


def _as_residual(matches: Iterable[Match]) -> Iterable[Match]:
    for match in matches:
        if match.role in RESIDUAL_OF:
            yield match._replace(role=RESIDUAL_OF[match.role])


def _match_inside(lexicon: Lexicon, bare: str) -> Iterable[Match]:
    """A known word among others, or opening (or ending) a compound."""
    folded = fold(bare)
    words = tuple(fold(word) for word in _WORDS.findall(bare))
    after = _is_residual(lexicon, bare)
    for found in (*_among(lexicon, words, len(folded)), *_compounded(lexicon, folded)):
        yield from _as_residual((found,)) if after and found.role in RESIDUAL_OF else (found,)


def _among(lexicon: Lexicon, words: tuple[str, ...], length: int) -> Iterable[Match]:
    """Names whose words stand among these, which have so many letters together."""
    for alias in (alias for word in dict.fromkeys(words) for alias in lexicon.opened.get(word, ())):
        size = len(alias.folded)
        if not SHORTEST_INSIDE <= size < length or not _holds(words, alias.words):
            continue
        closes = alias.closes and alias.role != "level" and words[-len(alias.words) :] == alias.words
        base = OPENING if _opens(words, alias) else INSIDE
        base = OPENING + CLOSING if closes and len(words) <= LONGEST_NAME else base
        yield Match(alias.role, base + 0.2 * (size / length) - alias.order, alias.language)


def _compounded(lexicon: Lexicon, folded: str) -> Iterable[Match]:
    """Names that open or end a longer word."""
    for size in range(SHORTEST_COMPOUND, len(folded)):
        strength = COMPOUND * (0.6 + 0.4 * (size / len(folded)))
        for part in dict.fromkeys((folded[:size], folded[-size:])):
            yield from (Match(a.role, strength - a.order, a.language) for a in lexicon.exact.get(part, ()))


def _opens(words: tuple[str, ...], alias: _Alias) -> bool:
    """Whether a phrase begins with a name that is long enough to be meant: "Sannolikhet att det händer"."""
    return (
        words[: len(alias.words)] == alias.words
        and len(alias.folded) >= SHORTEST_OPENING
        and len(words) <= LONGEST_PHRASE
    )


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[i : i + len(part)] == part for i in range(len(words) - len(part) + 1))
