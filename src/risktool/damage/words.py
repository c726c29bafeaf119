"""A word that the text layer lost everywhere: the capitalised "Risk" of headings and row openings.

A font may lose a ligature or a logo's letters; what is left behind are words that begin in lower case where the
whole word would have stood ("analys:" for "Riskanalys:", "en är att" for "Risken är att").
"""

import regex

from risktool.damage.witness import Loss, Testimony, confidence
from risktool.profiles import Profile
from risktool.source import Document

PRIOR_LOG_ODDS = -4.0
GRANTED = 0.9
ABSENT_LOG_ODDS = 1.5
LOWER_LOG_ODDS = 0.5
"""For each time that the word stands in lower case: who writes it so often opens a sentence with it too."""
STUMP_LOG_ODDS = 1.5
OPENING_LOG_ODDS = 0.8
MOST_LOWER = 3
CAP = 5.0
"""No single witness convinces alone."""


def find_lost_words(document: Document, profile: Profile) -> tuple[Loss, ...]:
    """The profile's risk words that are gone from the document, with their witnesses."""
    losses = (_try(word, document.text, profile) for word in profile.risk_words)
    return tuple(loss for loss in losses if loss.confidence >= GRANTED and len(loss.evidence) > 1)


def _try(word: str, text: str, profile: Profile) -> Loss:
    capitalised = len(regex.findall(rf"(?<!\w){regex.escape(word)}", text))
    lower = len(regex.findall(rf"(?i)(?<!\w){regex.escape(word)}", text)) - capitalised
    stumps = _stumps(word, text, profile)
    openings = len(_LOWER_OPENING.findall(text))
    testimonies = []
    if capitalised or openings > len(_UPPER_OPENING.findall(text)):
        return Loss(word, is_digit=False, confidence=0.0, evidence=())
    absent = ABSENT_LOG_ODDS + LOWER_LOG_ODDS * min(lower, MOST_LOWER)
    testimonies.append(Testimony(absent, f"no {word!r} in the document, {lower} times in lower case"))
    if stumps:
        testimonies.append(
            Testimony(
                min(CAP, STUMP_LOG_ODDS * len(stumps)),
                f"{len(stumps)} headings begin {stumps[0]!r}, which is what is left of {word + stumps[0]!r}",
            )
        )
    if openings:
        testimonies.append(
            Testimony(min(CAP, OPENING_LOG_ODDS * openings), f"{openings} pieces begin in lower case after a full stop")
        )
    return Loss(
        lost=word,
        is_digit=False,
        confidence=round(confidence(testimonies, PRIOR_LOG_ODDS), 4),
        evidence=tuple(t.words for t in testimonies),
    )


_LOWER_OPENING = regex.compile(r"(?<=[\p{Ll})][.?!]\s)(?=\p{Ll}{2,})(?!\p{Ll}+\.)")
_UPPER_OPENING = regex.compile(r"(?<=[\p{Ll})][.?!]\s|\d\s)\p{Lu}\p{Ll}")
"""Behind a full stop or a score. Who opens most sentences with a small letter opens headings and risks with one too:
nothing is lost there."""


def _stumps(word: str, text: str, profile: Profile) -> list[str]:
    """Heading words without their beginning, in lower case behind a number or a full stop, before what they head."""
    tails = [w[len(word) :] for w in profile.heading_words if w.startswith(word)]
    found: list[str] = []
    for tail in filter(None, map(str.strip, tails)):
        named = rf"{regex.escape(tail)}(?=\s?[:(/]|\s[–-]\s|\s\p{{Lu}})"
        headings = list(
            regex.finditer(rf"(?<=(?<!\d)\d{{1,3}}[.)]?\s?){named}|(?<=\.\s?){regex.escape(tail)}(?=\s?[:(/])", text)
        )
        titles = [title[1] for match in headings if (title := _TITLE.match(text, match.end()))]
        if 2 * sum(map(str.islower, titles)) < len(headings):
            found += [match[0] for match in headings]
    return found


_TITLE = regex.compile(r"[\s:/–-]*(\p{L})")
"""What a heading's own words begin with. Who begins most of them with a small letter ("1. analys: flytt av kajen")
writes headings so: no capitals are lost.
"""
