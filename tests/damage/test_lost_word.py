"""A text layer that lost the word "Risk": what its headings and sentences look like then."""

import pytest

import risktool
from risktool import Options

ROWS = "Is på trappan. 3 4 12 Salta varje morgon. en är att larmet är av. 2 4 8 Prova larmet. "
HEADINGS = ("{0} Flytt av arkivet", "{0} Nya låskort", "{0} Byte av journalsystem", "{0} Stängd kajak")


def lost_words(heading: str, rows: str = ROWS) -> list[str]:
    text = "".join(f"{n}{heading.format(n)} {name[4:]} {rows}" for n, name in enumerate(HEADINGS, 1))
    register = risktool.parse(text.encode(), name="notes.txt", options=Options(language="sv"))
    return [damage.lost for damage in register.damage if damage.kind == "word"]


@pytest.mark.parametrize(
    "heading", [". analys:", ".bedömning", ". analys -", ") analys", " analys", ". - och konsekvensanalys:"]
)
def test_headings_that_begin_in_lower_case_have_lost_the_word(heading: str) -> None:
    assert lost_words(heading) == ["Risk"]


@pytest.mark.parametrize("heading", [". Analys:", ". Bedömning", ". analys av", ". Riskanalys:"])
def test_headings_that_are_whole_have_not(heading: str) -> None:
    assert lost_words(heading) == []


def test_one_risk_by_its_name_shows_that_it_was_not_lost() -> None:
    assert lost_words(". analys:", ROWS + "Risk för köer. 3 3 9 Öppna tidigare. ") == []


def test_who_writes_all_in_small_letters_has_lost_nothing() -> None:
    rows = (ROWS + "ingen risk för halka. en risk för fukt. ").lower()
    assert lost_words(". analys:", rows) == []


def test_headings_whose_titles_begin_small_too_have_lost_nothing() -> None:
    rows = "Linan brister. 3 4 12 Byt lina för att den håller. Motorn går varm. 2 4 8 Smörj motorn. "
    titles = ("byte av lyftkran", "ny brygga", "flytt av verkstad", "mer belysning", "Sommarjobb")
    text = "".join(f"{n}. analys: {title} {rows}" for n, title in enumerate(titles, 1))
    assert risktool.parse(text.encode(), name="notes.txt", options=Options(language="sv")).damage == ()
    capitals = "".join(f"{n}. analys: {title.capitalize()} {rows}" for n, title in enumerate(titles, 1))
    (lost,) = risktool.parse(capitals.encode(), name="notes.txt", options=Options(language="sv")).damage
    assert lost.lost == "Risk"
