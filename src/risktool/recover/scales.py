"""Which scales of words a document rates on.

A word has a rank only on a scale: the document's own (its legend), else the shortest one of the profiles that holds
every word the document uses. Where the form rates in numbers, a word has only the number that the document itself
prints beside it ("3 (middels)"), or a scale of as many steps as the form's: "medel" among numbers from 1 to 5 may be
a 3 or a 2, and nobody can tell. A letter A–E has no rank without a legend, because forms count them in both
directions. Words on no scale stay words, and are a doubt where others of the column are steps: the scale has more
steps than anybody knows, or the word is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import regex

from risktool.model import LEVELS, Number
from risktool.notation import LADDER
from risktool.profiles import Profile, fold, languages, load_profile
from risktool.recover.steps import BETWEEN, NO_STEPS, Scale, Scales
from risktool.recover.values import read_value

_REASON = regex.compile(r"(?<=\p{L})\s*[(–—:;,]")
"""Between a word and why it is so: "Kritisk (hela driften står)" and "Kritisk – brand" are one word."""


@dataclass(frozen=True, slots=True)
class FactorCells:
    """One factor of a document: its cells, the legend's words, and the top of its scale where that is stated."""

    cells: tuple[str, ...]
    legend: Scale = NO_STEPS
    top: int | None = None


def choose_scales(
    likelihood: FactorCells,
    consequence: FactorCells,
    profile: Profile,
    top: int | None,
    products: tuple[str, ...] = (),
) -> Scales:
    """The scales that hold all words of the two columns. `top` is the highest step that the document states; what is
    printed as the `products` of the cells decides between scales.
    """
    words = _score_words(profile)
    factors = (likelihood, consequence)
    labels = [tuple(_labels(factor.cells)) for factor in factors]
    is_ladder = _is_ladder(labels)
    if is_ladder:
        labels = [tuple(label for label in own if len(fold(label)) != 1) for own in labels]
    blank = replace(words.as_scales, top=top)
    numeric = [_is_numeric(factor) for factor in factors]
    both = None if any(numeric) else _shortest((*labels[0], *labels[1]), words.scales[0], words.every)
    chosen = []
    for i, factor in enumerate(factors):
        if factor.legend.names or factor.legend.letters:
            chosen.append(replace(factor.legend, levels=(), has_steps=True, is_ladder=is_ladder))
        elif numeric[i]:
            chosen.append(_numeric_scale(factor, labels[i], words, i, blank))
        else:
            own = both if both and labels[i] else _shortest(labels[i], words.scales[i], words.every)
            chosen.append(replace(own or NO_STEPS, has_steps=_has_steps(labels[i], words.every)))
    if not any(numeric) and not any(factor.legend.names or factor.legend.letters for factor in factors):
        chosen = _confirmed(chosen, factors, labels, words, products)
    return replace(blank, likelihood=chosen[0], consequence=chosen[1])


def _is_ladder(labels: Sequence[tuple[str, ...]]) -> bool:
    """Whether the single letters of both columns are all of A-F: then "E" is a step that forms count up or down to, and
    no "extreme" cut short.
    """
    return {letter.upper() for own in labels for label in own if len(letter := fold(label)) == 1} <= {*LADDER}


@dataclass(frozen=True, slots=True)
class _ScoreWords:
    """All words of scores that the profiles know, those of the document's language first."""

    scales: tuple[tuple[Scale, ...], tuple[Scale, ...]]
    as_scales: Scales
    """What holds for both factors of any document."""

    @property
    def every(self) -> tuple[Scale, ...]:
        return self.scales[0] + self.scales[1]


@lru_cache(maxsize=16)
def _score_words(profile: Profile) -> _ScoreWords:
    profiles = (profile, *(load_profile(name) for name in languages() if name != profile.language))
    levels: dict[str, str] = {}
    for p in profiles:
        for name in LEVELS:
            for word in getattr(p.level_words, name):
                levels.setdefault(fold(word), name)
    said = tuple(levels.items())
    likelihood = tuple(Scale(s, levels=said) for p in profiles for s in p.likelihood_scales)
    consequence = tuple(Scale(s, levels=said) for p in profiles for s in p.consequence_scales)
    steps = frozenset(step for scale in likelihood + consequence for step in scale.steps)
    shared = Scales(
        spelled=tuple((fold(word), n) for p in profiles for n, word in enumerate(p.number_words)),
        silent=frozenset(fold(word) for p in profiles for word in p.none_words),
        known=steps | frozenset(levels),
        currencies=frozenset(fold(word) for p in profiles for word in p.money_words),
        of_words=frozenset(fold(word) for p in profiles for word in p.of_words),
        aside_words=frozenset(
            fold(word) for p in profiles for word in (*p.joints.either, *p.before_words, *p.residual_words)
        ),
    )
    return _ScoreWords((likelihood, consequence), shared)


def _confirmed(
    chosen: list[Scale],
    factors: Sequence[FactorCells],
    labels: Sequence[tuple[str, ...]],
    words: _ScoreWords,
    products: tuple[str, ...],
) -> list[Scale]:
    """The chosen scales; the shortest others that make every printed product come out, where the chosen do not."""
    rows = {row for row in zip(factors[0].cells, factors[1].cells, products, strict=False) if row[2].isdecimal()}
    fitting = [_fitting(own, words.scales[i], words.every) for i, own in enumerate(labels)]
    pairs = sorted(product(*fitting), key=lambda pair: len(pair[0].steps) + len(pair[1].steps))
    for pair in (chosen, *pairs):
        ranks = [(pair[0].rank(first), pair[1].rank(second), int(score)) for first, second, score in rows]
        whole = [(first, second, score) for first, second, score in ranks if first and second]
        if not whole or all(first * second == score for first, second, score in whole):
            return [replace(scale, has_steps=own.has_steps) for scale, own in zip(pair, chosen, strict=True)]
    return chosen


def _is_numeric(factor: FactorCells) -> bool:
    """Whether the form rates this factor in numbers: its scale is stated so, or most cells hold one."""
    filled = [cell for cell in factor.cells if cell.strip()]
    numbers = sum(any(c.isdigit() for c in cell) and "%" not in cell for cell in filled)
    return factor.top is not None or (bool(filled) and numbers * 2 >= len(filled))


def _has_steps(labels: Iterable[str], every: tuple[Scale, ...]) -> bool:
    """Whether a word of the column is a step of any scale; a letter tells nothing."""
    return any(len(fold(label)) > 1 and any(s.rank(label) is not None for s in every) for label in labels)


def _numeric_scale(
    factor: FactorCells, labels: tuple[str, ...], words: _ScoreWords, place: int, blank: Scales
) -> Scale:
    """The scale of words beside the numbers: as told in the column, else one with just as many steps as stated."""
    told: dict[str, set[Number]] = {}
    for cell in factor.cells:
        value = read_value(cell, NO_STEPS, blank)
        if value.label and value.number is not None and fold(value.label) not in dict(blank.spelled):
            told.setdefault(fold(value.label), set()).add(value.number)
    certain = tuple((word, min(numbers)) for word, numbers in told.items() if len(numbers) == 1)
    fitting = _fitting(labels, words.scales[place], words.every)
    whole = [s for s in fitting if len(s.names) == factor.top]
    ranks = {tuple(scale.rank(label) for label in labels) for scale in whole}
    is_other = any(len(s.names) == len(labels) for s in fitting if s not in whole)  # låg, medel, hög, all of them
    scale = whole[0] if len(ranks) == 1 and not is_other else Scale()
    return replace(scale, told=certain, is_numeric=True)


def _shortest(labels: tuple[str, ...], scales: tuple[Scale, ...], every: tuple[Scale, ...]) -> Scale | None:
    """The shortest scale that has a rank for every label that any scale knows; None where there is none.

    A step that a label says by its own word is not said by another one too: two words in use are two steps.
    """
    return next(iter(_fitting(labels, scales, every)), None)


def _fitting(labels: tuple[str, ...], scales: tuple[Scale, ...], every: tuple[Scale, ...]) -> list[Scale]:
    """All such scales, the shortest first."""
    known = [label for label in labels if any(scale.rank(label) is not None for scale in every)]
    fitting = [s for s in scales if known and all(s.rank(label) is not None for label in known) and _tells(s, known)]
    return sorted(fitting, key=lambda s: (len(_lent(s, known)), len(s.steps)))


def _tells(scale: Scale, labels: Sequence[str]) -> bool:
    """Whether no two words in use would be one step, of which one only says the same level."""
    lent = _lent(scale, labels)
    own = {scale.rank(label) for label in labels if label not in lent}
    ranks = [scale.rank(label) for label in {fold(_REASON.split(label)[0]): label for label in lent}.values()]
    return len(set(ranks)) == len(ranks) and not own & set(ranks)


def _lent(scale: Scale, labels: Sequence[str]) -> list[str]:
    """The words that are steps of the scale only because they say the same level as one."""
    own = replace(scale, levels=())
    return [label for label in labels if own.rank(label) is None]


def _labels(cells: Iterable[str]) -> Iterable[str]:
    """The distinct words of a column, ends of transitions apart; cells with a number of their own say nothing."""
    seen = set()
    for cell in cells:
        text = cell.replace("?", " ").strip()
        if not text or any(c.isdigit() for c in text):
            continue
        for part in BETWEEN.split(text):
            if fold(part) and fold(part) not in seen:
                seen.add(fold(part))
                yield part
