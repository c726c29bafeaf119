"""One seed, one sample: a mixture of languages, layouts and damage that covers what the reader meets."""

import random

from training.banks import Half
from training.damage import lose
from training.flatten import flatten, make_style
from training.registers import make_register
from training.sample import Order, Sample

LANGUAGE_WEIGHTS = {"sv": 60, "nb": 12, "da": 10, "en": 10, "de": 8}

DIGITS = "0123456789"


def make_sample(
    seed: int,
    *,
    language: str | None = None,
    order: Order | None = None,
    lost: str | None = None,
    sections: int | None = None,
    half: Half | None = None,
) -> Sample:
    """The sample of this seed: the same one each time. What is given is fixed, the rest is by chance.

    `lost` "" asks for an undamaged text. A third is undamaged, half lost "5", the rest other digits; where digits
    are lost, "Risk" mostly is too. `half` keeps to one half of the topics.
    """
    rng = random.Random(seed)
    weights = LANGUAGE_WEIGHTS
    chosen = rng.choices(list(weights), list(weights.values()))[0]
    language = language or chosen
    style = make_style(rng, language, order)
    sample = flatten(make_register(rng, language, sections, half), rng, style)
    by_chance = _lost_digits(rng)
    lost = by_chance if lost is None else lost
    return lose(sample, lost, lose_risk=rng.random() < 0.7) if lost else sample


def _lost_digits(rng: random.Random) -> str:
    kind = rng.choices(["", "5", "one", "two"], [33, 47, 15, 5])[0]
    if kind == "one":
        return rng.choice(DIGITS)
    return "".join(sorted(rng.sample(DIGITS, 2))) if kind == "two" else kind
