"""Made risk registers: what authors wrote, before any page or text layer had its way with it.

A register is a list of sections (an analysis with rows, or a comment with prose) in one language and one notation.
Everything odd that authors do is here: numbering with gaps and repeats, list numbers inside cells, rows without
treatment or score, ranges and doubts, sub-headings, remarks in the score cell, typing errors. What happens to the
words on the page (breaks, order, headers) is `flatten`'s part.
"""

import random
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, TypeVar

from training.banks import Forms, Half, Phrase, Topic, load_forms, load_topics
from training.scores import Printed, ScoreColumn, Scoring, make_printed, make_scoring
from training.wording import (
    call_risks,
    doubt,
    first_sentence,
    joined,
    mix_columns,
    number_phrases,
    punctuate,
    spoil,
)

SectionKind: TypeAlias = Literal["analysis", "comment"]

T = TypeVar("T")

MOST_SECTIONS = 14
"""The longest document made; a real one has 39, but its sections do not know of each other."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading as its three parts; empty parts are not printed.

    `spaced` says whether a space follows the number and the word ("12.Riskanalys: X" has none after the number).
    """

    number: str = ""
    word: str = ""
    subject: str = ""
    spaced: tuple[bool, bool] = (True, True)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as its author wrote it; "" for an empty cell.

    `remark` stands among the numbers (before them if `remark_first`), `sub_heading` above the row in its column.
    """

    description: str
    printed: Printed
    treatment: str = ""
    remark: str = ""
    remark_first: bool = True
    sub_heading: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """An analysis (rows, then perhaps a sentence that belongs to the form) or a comment (prose alone)."""

    number: int | None
    heading: Heading
    kind: SectionKind
    rows: tuple[Row, ...] = ()
    prose: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What the section is about, as printed."""
        return self.heading.subject


@dataclass(frozen=True, slots=True)
class Register:
    """A whole document's content. `header` names the printed columns from description to treatment."""

    language: str
    scoring: Scoring
    columns: tuple[ScoreColumn, ...]
    header: tuple[str, ...]
    footer: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """How the authors of one document write: chances per row, per section or per word."""

    number_shape: str
    word: str
    plan: str
    plan_first: bool
    mixing: float
    longer: float
    foreign: float
    no_treatment: float
    sub_heading: float
    remark: float
    typo: float
    copied: float
    brief: float
    called: float
    doubted: float


def make_register(
    rng: random.Random, language: str = "sv", sections: int | None = None, half: Half | None = None
) -> Register:
    """A register with this many sections (1–14 by chance if None) in a language of `banks.LANGUAGES`."""
    forms = load_forms(language)
    topics = _shuffled(rng, load_topics(language, half))
    scoring = make_scoring(rng)
    habits = _make_habits(rng, forms)
    if sections is None:
        sections = min(MOST_SECTIONS, 1 + int(rng.expovariate(0.22)))
    numbers = _number(rng, sections)
    made = [_front_matter(rng, forms, scoring)] if rng.random() < 0.12 else []
    comments = rng.choice([0.0, 0.0, 0.1, 0.25])
    for i, number in enumerate(numbers):
        if i and rng.random() < comments:
            made.append(_make_comment(rng, number, habits, forms))
        else:
            others = topics[(i + sections) % len(topics)]
            made.append(_make_analysis(rng, number, (topics[i % len(topics)], others), habits, forms, scoring))
    columns = _make_columns(rng, scoring)
    return Register(
        language,
        scoring,
        columns,
        _make_header(rng, forms, scoring, columns),
        rng.choice(forms.footers) if rng.random() < 0.15 else "",
        _copy_rows(rng, made, habits.copied),
    )


def _copy_rows(rng: random.Random, sections: list[Section], rate: float) -> tuple[Section, ...]:
    """The sections, some rows replaced by earlier ones: groups copy a risk, its treatment or both, or a whole form."""
    earlier: list[Row] = []
    copied = []
    for section in sections:
        rows = section.rows
        if earlier and rows and rng.random() < rate * WHOLE_FORMS:
            first = rng.randrange(len(earlier))
            rows = tuple(_copied(rng, row, old) for row, old in zip(rows, earlier[first:], strict=False)) or rows
        elif earlier:
            rows = tuple(_copied(rng, row, rng.choice(earlier)) if rng.random() < rate else row for row in rows)
        earlier += rows
        copied.append(replace(section, rows=rows))
    return tuple(copied)


WHOLE_FORMS = 0.4
"""Copies of whole forms to copies of single rows: the next version of an analysis begins with the last one."""


def _copied(rng: random.Random, row: Row, old: Row) -> Row:
    """The row with an old one's description, treatment or both; its own score."""
    kind = rng.random()
    if kind < 0.15 and old.treatment:
        return replace(row, treatment=old.treatment)
    return replace(row, description=old.description, treatment=old.treatment if kind < 0.75 else row.treatment)


def _make_habits(rng: random.Random, forms: Forms) -> Habits:
    return Habits(
        number_shape=rng.choices(["{n}.", "{n}. ", "{n} ", "{n}) ", ""], [25, 55, 10, 4, 6])[0],
        word=rng.choice(forms.analysis_words),
        plan=rng.choice(forms.plans) if rng.random() < 0.5 else "",
        plan_first=rng.random() < 0.2,
        mixing=rng.choice([0.0, 0.0, 0.1, 0.4]),
        longer=rng.choice([0.0, 0.1, 0.2, 0.4]),
        foreign=rng.choice([0.0, 0.0, 0.05, 0.15]),
        no_treatment=rng.choice([0.0, 0.0, 0.05, 0.2]),
        sub_heading=rng.choice([0.0, 0.0, 0.1, 0.3]),
        remark=rng.choice([0.0, 0.0, 0.02, 0.08]),
        typo=rng.choice([0.0, 0.0, 0.003, 0.012]),
        copied=rng.choice([0.0, 0.0, 0.05, 0.15]),
        brief=rng.choice([0.0, 0.0, 0.4, 0.9]),
        called=rng.choice([0.0, 0.0, 0.2, 0.7]),
        doubted=rng.choice([0.0, 0.0, 0.03, 0.1]),
    )


def _number(rng: random.Random, count: int) -> tuple[int, ...]:
    """Section numbers: from 1 or anywhere, mostly the next one, at times a gap or the same again."""
    number = 1 if rng.random() < 0.65 else rng.randint(2, 38)
    numbers = []
    for _ in range(count):
        numbers.append(number)
        number += rng.choices([1, 2, 3, 0], [88, 6, 2, 4])[0]
    return tuple(numbers)


def _make_columns(rng: random.Random, scoring: Scoring) -> tuple[ScoreColumn, ...]:
    factors: tuple[ScoreColumn, ...] = ("likelihood", "consequence")
    if rng.random() < 0.04:
        factors = ("consequence", "likelihood")
    return (*factors, "score") if scoring.has_product else factors


def _make_header(
    rng: random.Random, forms: Forms, scoring: Scoring, columns: tuple[ScoreColumn, ...]
) -> tuple[str, ...]:
    description, s, k, product, treatment = (
        name.format(s=scoring.likelihood, k=scoring.consequence) for name in rng.choice(forms.table_headers)
    )
    names: dict[ScoreColumn, str] = {"likelihood": s, "consequence": k, "score": product}
    return (description, *(names[column] for column in columns), treatment)


def _make_heading(rng: random.Random, number: int, habits: Habits, forms: Forms, subject: str) -> Heading:
    """The document's usual shape, or now and then another (several hands wrote the headings)."""
    shape, word, plan = habits.number_shape, habits.word, habits.plan
    plan_first = habits.plan_first
    if rng.random() < 0.12:
        word = rng.choice(forms.analysis_words)
    if shape and rng.random() < 0.15:
        shape = rng.choice(["{n}.", "{n}. ", "{n} "])
    if rng.random() < 0.15:
        plan, plan_first = rng.choice(["", *forms.plans]), rng.random() < 0.4
    subject = " ".join(filter(None, (plan, subject) if plan_first else (subject, plan)))
    word_spaced = not (plan and plan_first and word.endswith(":") and rng.random() < 0.7)
    return Heading(shape.format(n=number).strip(), word, subject, (shape.endswith(" "), word_spaced))


def _front_matter(rng: random.Random, forms: Forms, scoring: Scoring) -> Section:
    """Text before the first heading: a section without number and heading."""
    legend = rng.choice(forms.legends).format(s=scoring.likelihood, k=scoring.consequence)
    some = rng.sample(forms.paragraphs, rng.randint(0, 2))
    prose = [*some, legend] if rng.random() < 0.6 or not some else some
    return Section(None, Heading(), "comment", prose=tuple(prose))


def _make_comment(rng: random.Random, number: int, habits: Habits, forms: Forms) -> Section:
    shape = habits.number_shape
    heading = Heading(shape.format(n=number).strip(), "", rng.choice(forms.comment_headings))
    heading = replace(heading, spaced=(shape.endswith(" "), True))
    prose = tuple(rng.sample(forms.paragraphs, rng.randint(1, min(7, len(forms.paragraphs)))))
    return Section(number if shape else None, heading, "comment", prose=prose)


def _make_analysis(
    rng: random.Random,
    number: int,
    topics: tuple[Topic, Topic],
    habits: Habits,
    forms: Forms,
    scoring: Scoring,
) -> Section:
    """One analysis. 5–16 rows mostly, at times a few; in one of twenty no row has a score, some are unfinished."""
    count = rng.randint(1, 4) if rng.random() < 0.25 else rng.randint(5, 16)
    is_unfinished = rng.random() < UNFINISHED
    if is_unfinished:
        scoring = replace(scoring, missing=rng.choice([0.6, 0.75, 0.9]))
    elif rng.random() < 0.05:
        scoring = replace(scoring, missing=1.0)
    phrases = [spoil(rng, phrase, habits.typo) for phrase in _pick_phrases(rng, topics, count, habits)]
    phrases = punctuate(rng, mix_columns(rng, phrases, topics[1].phrases, habits.foreign))
    phrases = [doubt(rng, call_risks(rng, phrase, habits.called, forms), habits.doubted) for phrase in phrases]
    if rng.random() < 0.2:
        phrases = number_phrases(rng, phrases)
    rows = tuple(_make_row(rng, phrase, habits, forms, scoring) for phrase in phrases)
    if is_unfinished:
        rows = tuple(replace(row, treatment="") if _is_left_open(rng, row) else row for row in rows)
    heading = _make_heading(rng, number, habits, forms, topics[0].subject)
    if rng.random() < habits.sub_heading:
        rows = (replace(rows[0], sub_heading=_topic_words(topics[0].subject)), *rows[1:])
    sentences = tuple(rng.sample(forms.form_sentences, rng.randint(1, 2))) if rng.random() < 0.08 else ()
    return Section(number if heading.number else None, heading, "analysis", rows, sentences)


UNFINISHED = 0.08
"""Analyses whose group listed its risks and came to score and treat a few of them."""


def _is_left_open(rng: random.Random, row: Row) -> bool:
    """Whether a group that did not score the row did not treat it either."""
    return row.printed.is_empty and rng.random() < 0.75


def _pick_phrases(rng: random.Random, topics: tuple[Topic, Topic], count: int, habits: Habits) -> list[Phrase]:
    """`count` phrases of the topic, some of the other one where it is too short or groups mixed their subjects."""
    own = list(_shuffled(rng, topics[0].phrases))
    others = list(_shuffled(rng, topics[1].phrases))
    picked: list[Phrase] = []
    while len(picked) < count and (own or others):
        source = others if others and (not own or rng.random() < habits.mixing) else own
        phrase = source.pop()
        if rng.random() < habits.brief:
            phrase = Phrase(first_sentence(phrase.description), first_sentence(phrase.treatment))
        elif source and rng.random() < habits.longer:
            phrase = joined(rng, phrase, source.pop())
        picked.append(phrase)
    return picked


def _make_row(rng: random.Random, phrase: Phrase, habits: Habits, forms: Forms, scoring: Scoring) -> Row:
    treatment = "" if rng.random() < habits.no_treatment else phrase.treatment
    if not treatment and rng.random() < 0.15:
        treatment = rng.choice(forms.none_words)
    remark = rng.choice(forms.score_remarks) if rng.random() < habits.remark else ""
    sub_heading = rng.choice(forms.sub_headings) if rng.random() < habits.sub_heading * 0.25 else ""
    return Row(phrase.description, make_printed(rng, scoring), treatment, remark, rng.random() < 0.6, sub_heading)


def _topic_words(subject: str) -> str:
    """The subject's first words, as groups repeat them inside the table."""
    return " ".join(subject.replace(",", "").split()[:3])


def _shuffled(rng: random.Random, items: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(rng.sample(items, len(items)))
