"""Page numbers and running lines: each is placed once, and only where most pages show that it is one."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risktool.model import Register
from risktool.pipeline import Options, parse_bytes, trace

SAMPLE = Path(__file__).parents[2] / "samples" / "kommunhuset.pdf"

CELLS = ("Hal trappa vid entrén", "Salt i hinken", "Ring vaktmästaren", "Nycklar kommer bort", "Buller från kylen")
HEADING = "1. Riskanalys: Flytt Risk S K S x K Åtgärd "
ROW = st.tuples(st.sampled_from(CELLS), st.integers(1, 5), st.integers(1, 5), st.sampled_from(CELLS))


def page_of(rows: list[tuple[str, int, int, str]], footer: str) -> str:
    """Some rows as a page flattened into one line, long enough to be one."""
    cells = " ".join(f"{risk}. {s} {k} {s * k} {treatment}." for risk, s, k, treatment in rows)
    return f"{cells} Ännu en mening som fyller ut sidan{' så att raden blir lång' * 9}. {footer}"


def read(pages: list[str]) -> Register:
    return parse_bytes(f"{HEADING}{chr(10).join(pages)}\n".encode(), "notes.txt", Options(language="sv"))


def furniture(register: Register) -> list[str]:
    return [place.text for place in register.furniture]


def test_a_page_number_in_a_running_line_is_placed_once() -> None:
    count = Counter(offset for span in trace(SAMPLE).draft.furniture for offset in range(*span))
    assert count
    assert set(count.values()) == {1}


@settings(max_examples=8)
@given(
    st.lists(st.lists(ROW, min_size=1, max_size=2), min_size=3, max_size=4),
    st.sampled_from(["Ekbro kommun", "Ekbro kommun Vård och omsorg", "Ekbro kommun bilaga 3"]),
)
def test_the_foot_of_flattened_pages_is_in_no_cell(pages: list[list[tuple[str, int, int, str]]], footer: str) -> None:
    texts = [page_of(rows, f"{footer} {number}") for number, rows in enumerate(pages, start=1)]
    register = read(texts)
    assert furniture(register).count(footer) == len(pages)
    assert not any("Ekbro" in f"{risk.description} {risk.treatment}" for risk in register.risks)
    words = sum(len(text.split()) for text in (HEADING, *texts))
    assert register.coverage.model_dump() == {"words": words, "placed": words, "unassigned": 0}


@pytest.mark.parametrize(
    "feet",
    [
        ("Ekbro kommun", "Ekbro kommun", "Ekbro kommun"),  # nothing counts up: these may be cells
        ("Se ovan. 1", "Se ovan. 2", "Se ovan. 3"),  # a sentence
        ("Ekbro kommun 1", "Norra gården 2", "Södra gården 3"),  # one page only
        ("ingen 1", "ingen 2", "ingen 3"),  # one word
    ],
)
def test_what_may_be_a_cell_is_no_footer(feet: tuple[str, ...]) -> None:
    rows = [("Hal trappa vid entrén", 3, 4, "Salt i hinken")]
    register = read([page_of(rows, foot) for foot in feet])
    assert not {"Ekbro kommun", "Se ovan.", "ingen"} & set(furniture(register))


@pytest.mark.parametrize("number", ["Sida {n} (2)", "Sid {n} av 2", "Sida {n}"])
def test_the_word_before_a_page_number_belongs_to_it(number: str) -> None:
    rows = [("Hal trappa vid entrén", 3, 4, "Salt i hinken.")]
    pages = 2 if "2" in number else 3
    register = read([page_of(rows, number.format(n=n)) for n in range(1, pages + 1)])
    assert [words for words in furniture(register) if words.startswith("Sid")] == [
        number.format(n=n) for n in range(1, pages + 1)
    ]


def test_a_treatment_that_ends_some_pages_is_no_part_of_their_footer() -> None:
    rows = [("Hal trappa vid entrén", 3, 4, "Salt i hinken")]
    feet = ("Utbilda all personal", "Utbilda all personal", "Köp in nya lås")
    register = read([page_of(rows, f"{foot} Ekbro kommun {number}") for number, foot in enumerate(feet, start=1)])
    assert furniture(register).count("Ekbro kommun") == len(feet)
    assert not any("Utbilda" in words for words in furniture(register))


@pytest.mark.parametrize(
    "feet",
    [
        ("Utbilda all personal", "Utbilda all personal"),  # two pages only
        ("Utbilda all personal i varje hus före nästa vinter",) * 3,  # longer than a footer
        ("Brand i lager. 2 3 6 Utbilda all personal i hus före vinter",) * 3,  # the words of a footer behind a score
    ],
)
def test_one_treatment_at_the_end_of_several_pages_is_no_footer(feet: tuple[str, ...]) -> None:
    rows = [("Hal trappa vid entrén", 3, 4, "Salt i hinken")]
    register = read([page_of(rows, f"{foot} {number}") for number, foot in enumerate(feet, start=1)])
    assert not any("personal" in words or "vinter" in words for words in furniture(register))
    assert [number for number in furniture(register) if number.isdigit()] == [str(i + 1) for i in range(len(feet))]


def test_a_treatment_right_behind_the_score_is_no_footer_however_many_pages_share_it() -> None:
    rows = [("Hal trappa vid entrén", 3, 4, "Salt i hinken")]
    feet = [f"{risk} 2 3 6 Utbilda all personal {page}" for page, risk in enumerate(("Buller", "Damm", "Is"), start=1)]
    assert not any("Utbilda" in words for words in furniture(read([page_of(rows, foot) for foot in feet])))


@pytest.mark.parametrize("footer", ["Ekbro kommun dnr 2024-17", "Ekbro kommun version 3", "Ekbro kommun 2024"])
def test_a_footer_with_an_unchanging_number_is_in_no_treatment(footer: str) -> None:
    rows = [f"{name} vid entrén. 3 4 12 {treatment}." for name, treatment in zip("ABCDEF", CELLS * 2, strict=False)]
    lines = [line for pair in zip(rows[::2], rows[1::2], strict=True) for line in (*pair, footer)]
    text = "1. Riskanalys: Flytt\nRisk S K S x K Åtgärd\n" + "\n".join(lines) + "\n"
    register = parse_bytes(text.encode(), "notes.txt", Options(language="sv"))
    assert furniture(register).count(footer) == len(rows) // 2
    assert not any("Ekbro" in (risk.treatment or "") for risk in register.risks)


def test_a_line_that_goes_on_with_a_sentence_is_no_footer() -> None:
    rows = "".join(f"{name} vid entrén. 3 4 12 Beställ salt i\nmars 2024\n" for name in "ABC")
    register = parse_bytes(
        f"1. Riskanalys: Is\nRisk S K S x K Åtgärd\n{rows}".encode(), "a.txt", Options(language="sv")
    )
    assert not any("mars" in words for words in furniture(register))


def test_a_name_before_the_word_for_a_page_is_a_footer_on_two_pages_too() -> None:
    rows = [("Hal trappa vid entrén", 3, 4, "Salt i hinken")]
    register = read([page_of(rows, f"Buller 2 2 4 Ekbro kommun sid {n}") for n in (1, 2)])
    assert furniture(register).count("Ekbro kommun sid") == 2
    assert [risk.treatment for risk in register.risks].count(None) == 2


@pytest.mark.parametrize(
    "feet",
    [
        ("Ring vakten Ekbro kommun sid 1",),  # one page
        ("Ring vakten Ekbro 2024 1", "Byt lås Ekbro 2024 2"),  # what two pages share by more than chance
    ],
)
def test_what_may_be_a_footer_is_asked_about(feet: tuple[str, ...]) -> None:
    rows = [("Hal trappa vid entrén", 3, 4, "Salt i hinken")]
    register = read([page_of(rows, f"Buller 2 2 4 {foot}") for foot in feet])
    held = [risk for risk in register.risks if "Ekbro" in f"{risk.treatment}"]
    assert len(held) == len(feet)
    assert all("footer-uncertain" in {reason.code for reason in risk.review_reasons} for risk in held)
