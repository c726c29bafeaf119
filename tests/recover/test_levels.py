"""Levels by the printed word, by the document's bands, by the profile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool import parse
from risktool.draft import DraftLevel
from risktool.model import LEVELS, Level
from risktool.profiles import languages, load_profile
from risktool.recover.levels import build_rules, default_rules, find_level, name_level

SV = load_profile("sv")


@pytest.mark.parametrize(
    ("label", "level"),
    [
        ("Låg", "low"),
        ("**HÖG**", "high"),
        ("Mycket hög risk", "critical"),
        ("Medium", "medium"),
        ("🔴", "critical"),
        ("se bilaga", None),
    ],
)
def test_printed_words(label: str, level: Level | None) -> None:
    assert name_level(label, SV) == level


def test_bands_keep_their_own_words() -> None:
    bands = (
        DraftLevel("Låg", 1, 4),
        DraftLevel("Normal", 5, 9),
        DraftLevel("Förhöjd", 10, 15),
        DraftLevel("Oacceptabel", 20, 25),
    )
    rules = build_rules(bands, SV)
    assert [rule.name for rule in rules] == ["low", "medium", "high", "critical"]
    assert find_level(rules, 17, None, None) is None, "a gap in the legend is a gap"


def test_overlapping_bands_are_decided_by_the_consequence_they_name() -> None:
    bands = (DraftLevel("Gul", 9, 15), DraftLevel("Röd", 12, 25, consequence=(4, 5)))
    rules = build_rules(bands, SV)
    high, medium = find_level(rules, 12, 3, 4), find_level(rules, 12, 4, 3)
    assert high is not None
    assert high.label == "Röd"
    assert medium is not None
    assert medium.label == "Gul"


@pytest.mark.parametrize("language", languages())
@given(st.integers(4, 100))
def test_default_bands_cover_every_score_once_and_rise(language: str, top: int) -> None:
    rules = default_rules(top, load_profile(language))
    names = [[rule.name for rule in rules if rule.from_ <= score <= rule.to] for score in range(1, top + 1)]
    assert all(len(found) == 1 for found in names)
    ranks = [LEVELS.index(found[0]) for found in names]
    assert ranks == sorted(ranks)


def test_a_band_that_names_the_factors_decides_before_a_graver_one_that_does_not() -> None:
    bands = (DraftLevel("Gul", 8, 12, likelihood=(2,), consequence=(5,)), DraftLevel("Röd", 10, 25))
    found = find_level(build_rules(bands, SV), 10, 2, 5)
    assert found is not None
    assert found.label == "Gul"


@pytest.mark.parametrize(("label", "asked"), [("4 gånger 4 är 16", True), ("Medel (5-9)", False), ("Nivå 3", False)])
def test_numbers_of_a_score_that_only_a_level_holds_are_asked_about(label: str, asked: bool) -> None:
    rows = f"| Halt golv | {label} | Matta |\n| Stöld | 6 | Lås |\n"
    text = f"# Riskanalys\n\n| Risk | S x K | Åtgärd |\n|---|---|---|\n{rows}"
    first, second = parse(text.encode()).risks
    assert (first.level_label, first.score, first.needs_review) == (label, None, asked)
    assert (second.score, second.needs_review) == (6, False)
