"""Every packaged profile is in order, and its words mean what it says they mean."""

import pytest

from risktool.parse.tables.lexicon import build_lexicon
from risktool.profiles import Profile, detect, fold, joints, languages, load_profile

PROFILES = [pytest.param(load_profile(name), id=name) for name in languages()]

SENTENCES = {
    "sv": "Risk för att personalen inte hinner lära sig systemet och att det blir fel vid driftstart.",
    "nb": "Risiko for at de ansatte ikke rekker å lære seg systemet og at det blir feil ved oppstart.",
    "da": "Risiko for at de ansatte ikke når at lære systemet og at der bliver fejl efter opstart.",
    "de": "Risiko, dass die Mitarbeitenden das System nicht rechtzeitig lernen und Fehler gemacht werden.",
    "en": "Risk that the staff will not have time to learn the system and that there are errors at launch.",
}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_heading_means_the_role_it_is_listed_under(profile: Profile) -> None:
    lexicon = build_lexicon(profile)
    wrong = [
        (role, name)
        for role, names in profile.columns.items()
        for name in names
        if role not in {m.role for m in lexicon.match(name) if m.strength > 0.85}
    ]
    assert wrong == []


@pytest.mark.parametrize("profile", PROFILES)
def test_every_heading_of_risks_is_one_of_descriptions(profile: Profile) -> None:
    descriptions = {fold(name) for name in profile.columns["description"]}
    assert [name for name in profile.risk_headings if fold(name) not in descriptions] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_no_list_names_the_same_twice(profile: Profile) -> None:
    lists = [*profile.columns.values(), *profile.likelihood_scales, *profile.consequence_scales]
    assert [names for names in lists if len(set(names)) < len(names)] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_no_word_is_of_two_levels(profile: Profile) -> None:
    words = [fold(word) for word in profile.level_words.every]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("profile", PROFILES)
def test_numbers_are_spelled_from_zero_to_ten(profile: Profile) -> None:
    assert len(profile.number_words) == 11


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_says_the_same_things(profile: Profile) -> None:
    assert profile.messages.keys() == load_profile("sv").messages.keys()


@pytest.mark.parametrize("language", languages())
def test_a_sentence_tells_its_language(language: str) -> None:
    assert detect(SENTENCES[language]).language == language


def test_a_sheet_with_little_but_headings_is_in_their_language() -> None:
    assert detect("Threat | Probability | Severity | Risk level\nFlood | Low | High | Medium").language == "en"
    assert detect("Risk | Sannolikhet | Konsekvens | Åtgärd\nBrand | Låg | Hög | Larm").language == "sv"


@pytest.mark.parametrize("profile", PROFILES)
def test_joining_words_of_every_language_are_known(profile: Profile) -> None:
    own, every = profile.joints, joints()
    for mine, all_ in ((own.both, every.both), (own.either, every.either), (own.until, every.until)):
        assert mine
        assert set(mine) <= set(all_)
