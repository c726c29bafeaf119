"""Steps of a scale in words, and what a word is worth on them: "hög" is the third of låg, medel, hög.

A step may be bent by grammar, cut short, or go on with what is rated ("högt", "Med", "hög risk").
"""

from dataclasses import dataclass
from functools import lru_cache

import regex

from risktool.model import Number
from risktool.profiles import Role, fold, languages, load_profile

BETWEEN = regex.compile(r"\s*(?:→|->|=>|>|/|–|—|-|\btill?\b|\bto\b|\bbis\b)\s*")
"""What stands between the ends of a transition: "låg → hög"."""
_WORDS = regex.compile(r"[\p{L}\p{N}]+")

LONGEST_ENDING = 2
"""Letters that grammar may add to a step: "högt" for "hög", "allvarliga" for "allvarlig"."""

SHORTEST_CUT = 3
"""Letters that tell a word cut short."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps in words, from the lowest, as printed or as the profile has them; the first has the rank `first`."""

    names: tuple[str, ...] = ()
    first: int = 1
    letters: tuple[str, ...] = ()
    """What the document's legend calls the steps from 1 for short."""
    is_ladder: bool = False
    """Single letters of the column count steps: none is a word cut short."""
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
        if is_alone and word in _fold_names(self.letters):
            return _fold_names(self.letters).index(word)
        like = [i for i, step in enumerate(steps) if _is_bent(word, step)]
        if not like and is_alone and not (self.is_ladder and len(word) == 1):
            like = [i for i, name in enumerate(self.names) if _is_cut(word, name)]
        return like[0] if len(like) == 1 else self._place_of_level(word)

    def _place_of_level(self, word: str) -> int | None:
        """The only step that says the same level as the word: "medium" among låg, medel, hög."""
        levels = dict(self.levels)
        level = levels.get(word)
        same = [i for i, step in enumerate(self.steps) if level and levels.get(step) == level]
        return same[0] if len(same) == 1 else None


NO_STEPS = Scale()
"""What a factor in numbers has."""


@dataclass(frozen=True, slots=True)
class Scales:
    """The scales of words of one document, and how numbers are spelled in it."""

    likelihood: Scale = NO_STEPS
    consequence: Scale = NO_STEPS
    spelled: tuple[tuple[str, int], ...] = ()
    silent: frozenset[str] = frozenset()
    """Words for none, folded: they say no step."""
    known: frozenset[str] = frozenset()
    """The words of all scales and levels, folded."""
    currencies: frozenset[str] = frozenset()
    """The words for currencies, folded."""
    of_words: frozenset[str] = frozenset()
    """What stands between a rating and the highest one, folded: "2 av 5"."""
    aside_words: frozenset[str] = frozenset()
    """What says in brackets behind a step that another one stands there, folded: "eller", "före", "efter"."""
    top: int | None = None
    """The highest step where the document states it: "4/5" is then 4 of 5."""


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
