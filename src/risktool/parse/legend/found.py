"""What was found of a document's risk criteria, put together from its lines and tables."""

from dataclasses import dataclass, field, replace
from itertools import zip_longest

from risktool.draft import DraftCriteria
from risktool.parse.legend.stated import OPEN
from risktool.source import Spans

HIGHEST_SCORE = 25.0
"""Where an open band ends ("över 15: röd") when no scale is stated: five by five."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What a document states about its criteria, and the lines that are nothing but that."""

    criteria: DraftCriteria = field(default_factory=DraftCriteria)
    spans: Spans = ()


def join(first: Legend, second: Legend) -> Legend:
    """Both: the first one's criteria where both state them, and the lines of each."""
    return Legend(join_criteria(first.criteria, second.criteria), first.spans + second.spans)


def join_criteria(first: DraftCriteria, second: DraftCriteria) -> DraftCriteria:
    """What either states; the first one where both do."""
    return DraftCriteria(
        likelihood=first.likelihood or second.likelihood,
        consequence=first.consequence or second.consequence,
        likelihood_labels=first.likelihood_labels or second.likelihood_labels,
        consequence_labels=first.consequence_labels or second.consequence_labels,
        likelihood_letters=_join_letters(first.likelihood_letters, second.likelihood_letters),
        consequence_letters=_join_letters(first.consequence_letters, second.consequence_letters),
        levels=first.levels or second.levels,
        formula=first.formula or second.formula,
        origin=first.origin or second.origin,
    )


def _join_letters(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """The letters of the steps from 1; "" for a step that the two call otherwise, which no third one settles."""
    if not (first and second):
        return first or second
    return tuple(one if one == other else "" for one, other in zip_longest(first, second, fillvalue=""))


def close_bands(legend: Legend) -> Legend:
    """Open bands end at the highest score that the scales allow."""
    criteria = legend.criteria
    tops = (criteria.likelihood or (1.0, 5.0))[1], (criteria.consequence or (1.0, 5.0))[1]
    top = tops[0] * tops[1] if criteria.likelihood or criteria.consequence else HIGHEST_SCORE
    levels = tuple(replace(band, high=max(top, band.low)) if band.high == OPEN else band for band in criteria.levels)
    return replace(legend, criteria=replace(criteria, levels=levels))
