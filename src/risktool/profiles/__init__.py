"""Language profiles: load them, and tell which language a text is in.

`load_profile("sv")` reads the packaged file; `parse_profile` a user's own (`--profile FILE`).
"""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

import regex
from pydantic import ValidationError

from risktool.errors import UsageError
from risktool.profiles.schema import FACTORS, Bands, Joints, LevelWords, Profile, Role, fold
from risktool.refusals import describe_refusals

__all__ = [
    "FACTORS",
    "Bands",
    "LevelWords",
    "Profile",
    "Role",
    "detect",
    "fold",
    "joints",
    "languages",
    "load_profile",
    "parse_profile",
    "profile_source",
]

DEFAULT_LANGUAGE = "sv"
"""Most notes are Swedish; used when a text is too short to tell."""


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that have a packaged profile, sorted."""
    here = resources.files(__package__)
    return tuple(sorted(f.name.removesuffix(".toml") for f in here.iterdir() if f.name.endswith(".toml")))


@lru_cache(maxsize=16)
def load_profile(language: str) -> Profile:
    """The packaged profile of a language, by its code ("sv", "sv-SE") or another one that means it ("no").

    Raises UsageError for a language without one.
    """
    code = _known_code(language)
    return parse_profile(profile_source(code), f"{code}.toml")


@lru_cache(maxsize=1)
def joints() -> Joints:
    """The small joining words of all languages, each as it is part of a pattern."""
    each = [load_profile(language).joints for language in languages()]
    return Joints(
        both=_escaped(word for own in each for word in own.both),
        either=_escaped(word for own in each for word in own.either),
        until=_escaped(word for own in each for word in own.until),
        but=_escaped(word for own in each for word in own.but),
        about=_escaped(word for own in each for word in own.about),
        bound=_escaped(word for own in each for word in own.bound),
        lead_in=_escaped(word for own in each for word in own.lead_in),
        preposition=_escaped(word for own in each for word in own.preposition),
    )


def _escaped(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(regex.escape, set(words)), key=len, reverse=True))


def profile_source(language: str) -> str:
    """The packaged profile of a language as its TOML text, to be read or to begin one's own with.

    Raises UsageError for a language without one.
    """
    return resources.files(__package__).joinpath(f"{_known_code(language)}.toml").read_text(encoding="utf-8")


def _known_code(language: str) -> str:
    code = language.strip().lower().partition("-")[0]
    if code in languages():
        return code
    meant = next((known for known in languages() if code in load_profile(known).also), None)
    if meant is None:
        raise UsageError(f"no profile for language {language!r}", hint=f"known languages: {', '.join(languages())}")
    return meant


@lru_cache(maxsize=4)
def parse_profile(text: str, path: str) -> Profile:
    """A profile from TOML text; UsageError names the first wrong key."""
    try:
        return Profile.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise UsageError(next(describe_refusals(error, Profile, "profile key ")), path=path) from error
    except (ValueError, RecursionError) as error:  # also a number of 5,000 digits, and 1,000 brackets
        raise UsageError(f"not TOML: {error}", path=path) from error


HEADING_WEIGHT = 0.2
"""What a word of a column's heading tells of the language, beside a common one: a sheet may hold little else, but
English headings stand over Swedish rows too."""


@lru_cache(maxsize=16)
def _heading_words(profile: Profile) -> frozenset[str]:
    """The long words of the column headings that a profile lists."""
    names = (name for names in profile.columns.values() for name in names)
    return frozenset(word for name in names for word in regex.findall(r"\p{L}{5,}", name.lower()))


def detect(text: str) -> Profile:
    """The profile whose common words make up most of the text; the default for a text without any."""
    letters = regex.compile(r"(?<!\p{L})\p{Lu}(?!\p{L})")  # "A 4" names a factor and is no article
    words = regex.findall(r"\p{L}+", letters.sub(" ", text[:60_000]).lower())
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1

    def hits(profile: Profile) -> float:
        common = sum(counts.get(word, 0) for word in profile.common_words)
        return common + HEADING_WEIGHT * sum(counts.get(word, 0) for word in _heading_words(profile))

    profiles = map(load_profile, languages())
    return max(profiles, key=lambda p: (hits(p), p.language == DEFAULT_LANGUAGE))
