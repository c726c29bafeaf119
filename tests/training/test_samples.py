"""The laws of made samples: pieces partition the text, a seed fixes it, damage only takes away."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import Sample, flatten, lose, make_register, make_sample, make_style
from training.banks import LANGUAGES, load_forms, load_topics
from training.flatten import ORDERS
from training.layout import tokens_of, wrap
from training.sample import Order, Part, Tag

SEEDS = st.integers(0, 10**6)
SCORE_PARTS: tuple[Part, ...] = ("likelihood", "consequence", "score")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def assert_partition(sample: Sample) -> None:
    end = 0
    for piece in sample.pieces:
        assert not sample.text[end : piece.start].strip()
        words = sample.text[piece.start : piece.end]
        assert words == words.strip() != ""
        assert "\n" not in words
        end = piece.end
    assert not sample.text[end:].strip()


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_pieces_partition_the_text(seed: int) -> None:
    assert_partition(make_sample(seed))


@pytest.mark.parametrize("seed", [0, 7, 99])
def test_a_seed_fixes_the_sample(seed: int) -> None:
    assert make_sample(seed) == make_sample(seed)
    assert make_sample(seed).text != make_sample(seed + 1).text


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.sampled_from(ORDERS))
def test_every_cell_of_an_undamaged_sample_is_printed_in_full_and_in_order(seed: int, order: Order) -> None:
    sample = make_sample(seed, order=order, lost="")
    for s, section in enumerate(sample.register.sections):
        assert squeezed(sample.shown(s, None, "prose")) == squeezed("".join(section.prose))
        assert squeezed(sample.shown(s, None, "subject")) == squeezed(section.subject)
        for r, row in enumerate(section.rows):
            assert squeezed(sample.shown(s, r, "description")) == squeezed(row.description)
            assert squeezed(sample.shown(s, r, "treatment")) == squeezed(row.treatment)
            for column in sample.register.columns:
                assert sample.shown(s, r, column) == row.printed.cell(column)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.sampled_from(["5", "3", "0", "15"]), st.booleans())
def test_damage_takes_away_what_it_says_and_nothing_else(seed: int, lost: str, lose_risk: bool) -> None:
    whole = make_sample(seed, lost="")
    damaged = lose(whole, lost, lose_risk)
    assert_partition(damaged)

    def spoil(text: str) -> str:
        return re.sub(f"[{lost}\\s]", "", text.replace("Risk", "") if lose_risk else text)

    assert squeezed(damaged.text) == spoil(whole.text)
    assert "  " not in damaged.text
    assert " \n" not in damaged.text
    before, after = by_tag(whole), by_tag(damaged)
    assert after == {tag: spoil(text) for tag, text in before.items() if spoil(text)}


def by_tag(sample: Sample) -> dict[Tag, str]:
    words: dict[Tag, str] = {}
    for piece in sample.pieces:
        words[piece.tag] = words.get(piece.tag, "") + squeezed(sample.text[piece.start : piece.end])
    return words


def test_a_lost_word_leaves_its_ending() -> None:
    rng = random.Random(1)
    style = make_style(rng, "sv", "by_row")
    sample = lose(flatten(make_register(rng, "sv", 6), rng, style), "5", lose_risk=True)
    assert "Risk" not in sample.text
    assert "5" not in sample.text
    assert sample.lost == "5"
    assert sample.lost_words == ("Risk",)


def test_interleaved_pages_hold_descriptions_then_scores_with_treatments() -> None:
    samples = (make_sample(seed, order="interleaved", lost="") for seed in range(40))
    sample = next(s for s in samples if s.style and not s.style.stray and len(s.register.sections) > 2)
    for page in sample.text.splitlines():
        start = sample.text.index(page)
        on_page = [p for p in sample.pieces if start <= p.start < start + len(page)]
        for section in {p.section for p in on_page if p.part == "description"}:
            parts = [p.part for p in on_page if p.section == section]
            descriptions = [i for i, part in enumerate(parts) if part == "description"]
            numbers = [i for i, part in enumerate(parts) if part in SCORE_PARTS]
            assert not numbers or max(descriptions) < min(numbers)


def test_the_mixture_covers_what_readers_meet() -> None:
    samples = [make_sample(seed) for seed in range(100)]
    seen = Counter[str]()
    for sample in samples:
        seen[sample.register.language] += 1
        seen[f"lost {sample.lost}"] += 1
        seen.update({piece.part for piece in sample.pieces})
        seen.update({"no style" if sample.style is None else sample.style.order})
        for section in sample.register.sections:
            seen["no score at all"] += bool(section.rows) and all(row.printed.is_empty for row in section.rows)
            seen["no treatment"] += any(not row.treatment for row in section.rows)
            seen["range"] += any("-" in row.printed.likelihood for row in section.rows)
            seen["doubt"] += any("?" in row.printed.score for row in section.rows)
    wanted = {*LANGUAGES, *ORDERS, "lost ", "lost 5", "no score at all", "no treatment", "range", "doubt"}
    assert not {name for name in wanted if not seen[name]}
    parts = {"prose", "remark", "footer", "page_number", "table_header", "heading_word", *SCORE_PARTS}
    assert not {part for part in parts if not seen[part]}


def test_a_narrow_column_breaks_words_and_keeps_their_letters() -> None:
    lines = wrap(tokens_of("Sannolikhet och icke-linjära", Tag(0, None, "table_header")), 10)
    assert [[token.text for token in line] for line in lines] == [["Sannolikhe"], ["t", "och"], ["icke-"], ["linjära"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_banks_are_complete(language: str) -> None:
    topics, forms = load_topics(language), load_forms(language)
    assert len(topics) >= 12
    assert all(topic.subject and topic.phrases for topic in topics)
    assert all(phrase.description for topic in topics for phrase in topic.phrases)
    assert {len(header) for header in forms.table_headers} == {5}
