"""How hands put a phrase: full stops, two sentences in a cell, numbers, "Risk" before it, doubts, typing errors."""

import random
import re

from training.banks import Forms, Phrase


def first_sentence(cell: str) -> str:
    """What a group that keeps to one sentence a cell would have written."""
    return _SENTENCE_END.split(cell, maxsplit=1)[0]


_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+(?=[A-ZÅÄÖÆØÜ])")


def mix_columns(rng: random.Random, phrases: list[Phrase], strangers: tuple[Phrase, ...], rate: float) -> list[Phrase]:
    """Cells as groups fill them when they do not mind the form: a worry among the measures, or the reverse."""
    mixed = []
    for phrase in phrases:
        description, treatment, other = phrase.description, phrase.treatment, rng.choice(strangers)
        if rng.random() < rate:
            worry = other.description
            treatment = rng.choice([worry, _append(treatment, worry, ".") or worry])
        elif rng.random() < rate / 2 and other.treatment:
            description = rng.choice([other.treatment, _append(description, other.treatment, ".")])
        mixed.append(Phrase(description, treatment))
    return mixed


def punctuate(rng: random.Random, phrases: list[Phrase]) -> list[Phrase]:
    """Full stops at the ends of cells as one hand sets them: always, never, or as it happens."""
    hands = rng.choices(["as it happens", "always", "never"], [50, 25, 25], k=2)
    return [
        Phrase(*(_stopped(cell, hand) for cell, hand in zip((p.description, p.treatment), hands, strict=True)))
        for p in phrases
    ]


def _stopped(cell: str, hand: str) -> str:
    if hand == "never":
        return cell.removesuffix(".")
    return f"{cell}." if hand == "always" and cell and cell[-1].isalnum() else cell


def joined(rng: random.Random, first: Phrase, second: Phrase) -> Phrase:
    """Two phrases as one row: two sentences in a cell, or two lines of it without a full stop."""
    stop = "" if rng.random() < 0.3 else "."
    return Phrase(
        _append(first.description, second.description, stop) if rng.random() < 0.7 else first.description,
        _append(first.treatment, second.treatment, stop) if rng.random() < 0.7 else first.treatment,
    )


def _append(text: str, more: str, stop: str) -> str:
    if not text or not more:
        return text
    return f"{text}{'' if text[-1] in '.?!' else stop} {more[0].upper()}{more[1:]}"


def number_phrases(rng: random.Random, phrases: list[Phrase]) -> list[Phrase]:
    """List numbers typed into the description, at times into the treatment too."""
    shape = rng.choice(["{n}. ", "{n}. ", "{n}.", "{n} ", "{n}) "])
    start = 1 if rng.random() < 0.85 else rng.randint(2, 9)
    both = rng.random() < 0.2
    return [
        Phrase(
            shape.format(n=n) + phrase.description,
            shape.format(n=n) + phrase.treatment if both and phrase.treatment else phrase.treatment,
        )
        for n, phrase in enumerate(phrases, start)
    ]


def call_risks(rng: random.Random, phrase: Phrase, rate: float, forms: Forms) -> Phrase:
    """The description with "Risk" before some of its sentences, as many forms ask for."""
    first, *more = _SENTENCE_END.split(phrase.description)
    named = [_called(rng, first, forms) if rng.random() < rate else first]
    named += [_called(rng, sentence, forms) if rng.random() < rate * CALLED_AGAIN else sentence for sentence in more]
    return Phrase(" ".join(named), phrase.treatment)


CALLED_AGAIN = 0.4
"""How many later sentences are called a risk to each first one that is: "Gruppen är stor. Risk för nya hierarkier."."""


def _called(rng: random.Random, sentence: str, forms: Forms) -> str:
    if not sentence[:1].isupper() or sentence.split(maxsplit=1)[0].isupper() or sentence.endswith("?"):
        return sentence
    if sentence.startswith(f"{forms.that} "):
        return f"{rng.choice(forms.risk_that)}{sentence.removeprefix(forms.that)}"
    is_clause = len(sentence.split()) >= SHORTEST_CLAUSE
    return f"{rng.choice(forms.risk_that) if is_clause else forms.risk_of} {sentence[0].lower()}{sentence[1:]}"


SHORTEST_CLAUSE = 5
"""Words; fewer are mostly a noun and what goes with it."""


def doubt(rng: random.Random, phrase: Phrase, rate: float) -> Phrase:
    """The description, at times with a question mark behind a word in its middle ("lön? för dem som flyttas")."""
    words = phrase.description.split()
    middle = [at for at in range(1, len(words) - 1) if len(words[at]) >= LEAST_DOUBTED and words[at + 1][0].islower()]
    if not middle or rng.random() > rate:
        return phrase
    at = rng.choice(middle)
    words[at] = f"{words[at].rstrip('.,;:')}?"
    return Phrase(" ".join(words), phrase.treatment)


LEAST_DOUBTED = 4
"""Letters; nobody doubts a preposition."""


def spoil(rng: random.Random, phrase: Phrase, rate: float) -> Phrase:
    """Typing errors in `rate` of the words."""
    if not rate:
        return phrase
    return Phrase(
        *(
            " ".join(_mistype(rng, word) if rng.random() < rate else word for word in cell.split())
            for cell in (phrase.description, phrase.treatment)
        )
    )


def _mistype(rng: random.Random, word: str) -> str:
    """Two letters swapped, one left out, or one doubled, inside a longer word."""
    if len(word) < 5 or not word.isalpha():
        return word
    at = rng.randint(1, len(word) - 3)
    return rng.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        ]
    )
