"""The level of a risk: low, medium, high or critical, by the document's own criteria, else the profile's.

A printed level is believed first (its word may be any language's), then the bands of the document's legend, then the
profile's shares of the highest score. Bands are kept as stated, with their overlaps and gaps; a score in a gap has no
level. Legends have two to six names and the contract four: known words keep their meaning as long as the order holds,
others are spread over the four by their place.
"""

from collections.abc import Sequence

import regex

from risktool.draft import DraftLevel
from risktool.model import LEVELS, Level, LevelRule, Number, fitting_levels
from risktool.profiles import Profile, fold, languages, load_profile

_WORDS = regex.compile(r"\p{L}+")

_SIGNS: dict[str, Level] = {
    "🟢": "low", "🟩": "low", "🟡": "medium", "🟨": "medium", "🟠": "high", "🟧": "high",
    "🔴": "critical", "🟥": "critical", "⚫": "critical",
}  # fmt: skip
"""Colours of the traffic light, as forms use them."""


def name_level(label: str, profile: Profile) -> Level | None:
    """The level that a printed word or sign says; None for none that is known."""
    known = _known_words(profile)
    folded = [fold(word) for word in _WORDS.findall(label)]
    for size in range(len(folded), 0, -1):
        for start in range(len(folded) - size + 1):
            found = known.get("".join(folded[start : start + size]))
            if found:
                return found
    return next((level for sign, level in _SIGNS.items() if sign in label), None)


def _known_words(profile: Profile) -> dict[str, Level]:
    known: dict[str, Level] = {}
    for p in (profile, *(load_profile(name) for name in languages())):
        for level in LEVELS:
            for word in getattr(p.level_words, level):
                known.setdefault(fold(word), level)
    return known


def build_rules(levels: Sequence[DraftLevel], profile: Profile) -> tuple[LevelRule, ...]:
    """The document's bands, each under one of the four names."""
    labels = list(dict.fromkeys(band.label for band in sorted(levels, key=lambda band: (band.low, band.high))))
    names = dict(zip(labels, _spread(labels, profile), strict=True))
    return tuple(
        LevelRule(
            name=names[band.label],
            label=band.label,
            from_=_whole(band.low),
            to=_whole(band.high),
            likelihood=band.likelihood,
            consequence=band.consequence,
        )
        for band in levels
    )


def _spread(labels: Sequence[str], profile: Profile) -> list[Level]:
    """A name for each label, lowest first, never falling."""
    known = [name_level(label, profile) for label in labels]
    ranks = [LEVELS.index(level) for level in known if level]
    if len(ranks) == len(labels) and ranks == sorted(ranks):
        return [level for level in known if level]
    last = max(len(labels) - 1, 1)
    top = min(len(labels), len(LEVELS)) - 1
    top = 2 if len(labels) in (2, 3) else top
    return [LEVELS[round(place * top / last)] for place in range(len(labels))]


def default_rules(top: Number, profile: Profile) -> tuple[LevelRule, ...]:
    """The profile's bands on whole scores from 1 to `top`; () for a scale of fractions."""
    if top < len(LEVELS):
        return ()
    starts = [
        1,
        *(max(1, round(top * share)) for share in (profile.bands.medium, profile.bands.high, profile.bands.critical)),
    ]
    ends = [*(start - 1 for start in starts[1:]), int(top)]
    words = [getattr(profile.level_words, level)[0] for level in LEVELS]
    return tuple(
        LevelRule(name=level, label=word, from_=start, to=end)
        for level, word, start, end in zip(LEVELS, words, starts, ends, strict=True)
        if start <= end
    )


def find_level(
    rules: Sequence[LevelRule], score: Number | None, likelihood: Number | None, consequence: Number | None
) -> LevelRule | None:
    """The rule that holds for a score; the gravest one where several do; None without a score or in a gap."""
    if score is None:
        return None
    fitting = fitting_levels(rules, likelihood, consequence, score)
    return max(fitting, key=lambda rule: LEVELS.index(rule.name), default=None)


def _whole(number: Number) -> Number:
    return int(number) if float(number).is_integer() else number
