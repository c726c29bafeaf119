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
STUMP_LOG_ODDS = 1.5
OPENING_LOG_ODDS = 0.8
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
    openings = len(regex.findall(r"(?<=[\p{Ll})][.?!]\s)(?=\p{Ll}{2,})(?!\p{Ll}+\.)", text))
    testimonies = []
    if capitalised:
        return Loss(word, is_digit=False, confidence=0.0, evidence=())
    testimonies.append(Testimony(1.0, f"no {word!r} in the document, {lower} times in lower case"))
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


def _stumps(word: str, text: str, profile: Profile) -> list[str]:
    """Heading words without their beginning, in lower case after a number or a full stop."""
    tails = [w[len(word) :] for w in profile.heading_words if w.startswith(word)]
    found: list[str] = []
    for tail in filter(None, tails):
        found += regex.findall(rf"(?<=\.\s?){regex.escape(tail)}(?=\s?[:(/])", text)
    return found
