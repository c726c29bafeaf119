"""What is printed and is no number: never silent, and said plainly."""

from dataclasses import replace

import pytest

from risktool.extract import extract
from risktool.model import Risk
from risktool.notation import Notation
from risktool.parse import parse
from risktool.profiles import languages, load_profile
from risktool.recover import recover
from risktool.source import Dispute, Span
from tests.parse.build import pipe, table_document


def read_risks(text: str, language: str = "sv") -> tuple[Risk, ...]:
    document = table_document([pipe(text)])
    profile = load_profile(language)
    return tuple(recover(parse(document, Notation(), profile), document, Notation(), profile, 0.8).risks)


def reasons(risk: Risk) -> list[tuple[str, str]]:
    return [(reason.code, reason.text) for reason in risk.review_reasons]


FLAT = (
    "1. Riskanalys: Flytt Risk Sannolikhet Konsekvens Riskvärde Åtgärd Brand i arkivet. 4 5 20 Larm i taket. Stöld av"
    " nycklar till bilarna. 2 3 6 Lås dörren."
)


@pytest.mark.parametrize(("text", "name"), [(FLAT, "notes.txt"), ("Risk;S;K;SxK\nBrand;4;5;20\nFukt;2;2;4", "a.csv")])
def test_a_number_that_a_second_reader_reads_differently_is_put_before_a_person(text: str, name: str) -> None:
    document = extract(text.encode(), name)
    at = text.index("4")
    disputed = replace(document, disputes=(Dispute(Span(at, at + 1), "3"),))
    profile = load_profile("sv")
    for read, is_asked in ((document, False), (disputed, True)):
        first = recover(parse(read, Notation(), profile), read, Notation(), profile, 0.8).risks[0]
        assert (first.likelihood, first.needs_review) == (4, is_asked)
        assert [reason.code for reason in first.review_reasons] == ["readers-differ"] * is_asked


def test_a_column_of_words_on_no_one_scale_is_put_before_a_person() -> None:
    risks = read_risks(
        "Risk | Sannolikhet | Konsekvens | Åtgärd\nGrinden kärvar | Låg | Låg | Smörj\n"
        "Taket läcker | Medel | Medel | Tegel\nFärgen flagnar | Säkert | Hög | Måla"
    )
    assert [(r.likelihood, r.consequence, r.needs_review) for r in risks] == [
        (None, 1, True),
        (None, 2, True),
        (None, 3, True),
    ]
    assert reasons(risks[2]) == [
        ("word-unranked", "”Säkert” har inget säkert tal: kolumnens ord står inte på någon känd skala.")
    ]


def test_a_word_that_nobody_knows_asks_for_its_own_row_only() -> None:
    risks = read_risks(
        "Risk | Likelihood | Impact | Response\nThe gate sticks | Low | Low | Grease it\n"
        "The roof leaks | High | Medium | Tiles\nThe tap drips | Sky-high | High | Washer",
        "en",
    )
    assert [(r.likelihood, r.needs_review) for r in risks] == [(1, False), (3, False), (None, True)]


@pytest.mark.parametrize(
    ("impact", "printed"),
    [("Impact", "$50,000"), ("Impact (EUR)", "50 000"), ("Impact", "€50.000"), ("Severity", "5 MSEK")],
)
def test_an_amount_is_no_consequence_and_is_not_silent(impact: str, printed: str) -> None:
    risks = read_risks(
        f"Risk | Probability | {impact} | Expected value | Response\n"
        f"The gate sticks | 20 % | {printed} | €9,000 | Grease it\nThe roof leaks | 50 % | {printed} | €7,000 | Tiles",
        "en",
    )
    assert [(r.likelihood, r.consequence, r.score) for r in risks] == [(0.2, None, None), (0.5, None, None)]
    assert all(r.printed.consequence == printed and r.needs_review for r in risks)
    assert reasons(risks[0])[0] == (
        "money-unread",
        f"“{printed}” is a sum of money and no step of a scale; it was not read as a number.",
    )


def test_an_amount_beside_a_rating_stays_in_its_own_column() -> None:
    (risk, _) = read_risks(
        "Risk | Sannolikhet | Konsekvens | Påverkan (kr) | Åtgärd\n"
        "Grinden kärvar | 3 | 2 | 50 000 kr | Smörj\nTaket läcker | 2 | 4 | 90 000 kr | Tegel"
    )
    assert (risk.likelihood, risk.consequence, risk.needs_review) == (3, 2, False)
    assert risk.other == {"Påverkan (kr)": "50 000 kr"}


@pytest.mark.parametrize("language", languages())
def test_every_language_says_what_was_not_read(language: str) -> None:
    messages = load_profile(language).messages
    assert all("{words}" in messages[code] for code in ("word-unranked", "money-unread"))


def test_a_sign_for_a_number_that_is_not_understood_is_put_before_a_person() -> None:
    risks = read_risks("Risk | S | K | SxK\nHal trappa | ½ | 4 | 2\nBrand | 4 | 5 | 20")
    assert [(risk.likelihood, risk.printed.likelihood, risk.needs_review) for risk in risks] == [
        (None, "½", True),
        (4, "4", False),
    ]
