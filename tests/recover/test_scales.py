"""Cells that say a score in another way than a bare number."""

from dataclasses import replace

import pytest

from risktool.model import Number
from risktool.pipeline import Options, parse_bytes
from risktool.profiles import languages, load_profile
from risktool.recover.scales import FactorCells, choose_scales
from risktool.recover.steps import Scale, Scales
from risktool.recover.values import Value, read_value


def choose(*likelihood: str, legend: Scale | None = None, stated: int | None = None, language: str = "sv") -> Scales:
    """The scales of a form with these cells under likelihood and none under consequence."""
    factor = FactorCells(likelihood, legend or Scale(), stated)
    return choose_scales(factor, FactorCells(()), load_profile(language), 5)


SWEDISH = choose("låg", "medel", "hög")


def value(cell: str, scales: Scales = SWEDISH) -> Value:
    return read_value(cell, scales.likelihood, scales)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("4", 4),
        ("4.0", 4),
        ("0,35", 0.35),
        ("4 st", 4),
        ("(9/10)", 9),
        ("4/5", 4),
        ("2 av 5", 2),
        ("7 of 9", 7),
        ("Two", 2),
        ("två", 2),
        ("hög", 3),
        ("HÖG", 3),
        ("högt", 3),
        ("H", 3),
        ("Hög (publik)", 3),
        ("3 (middels)", 3),
        ("15 — Høy", 15),
        ("Høy (3)", 3),
        ("3\nMedel", 3),
        ("Medel\n3", 3),
        ("Med", 2),
        ("M", 2),
        ("Kritisk (9/10)", 9),
        ("3 - Möjlig", 3),
    ],
)
def test_one_number(cell: str, number: Number) -> None:
    assert value(cell).number == number
    assert not value(cell).doubtful


@pytest.mark.parametrize("cell", ["4 (ca 70 %)", "4 (~70 %)", "4 (cirka 70 %)"])
def test_what_is_about_in_the_brackets_changes_no_number(cell: str) -> None:
    assert value(cell, choose("1", "2", "3", "4", "5")) == Value(4, label=cell[3:-1])


@pytest.mark.parametrize(("cell", "number"), [("35 %", 0.35), ("Medel (35%)", 0.35)])
def test_a_share_is_a_number_where_no_cell_is_a_word(cell: str, number: Number) -> None:
    scales = choose("35 %", "Medel (35%)")
    assert value(cell, scales).number == number
    assert value(cell).number is None


@pytest.mark.parametrize(
    ("cell", "label"),
    [("3 (middels)", "middels"), ("15 — Høy", "Høy"), ("Hög (publik)", "Hög (publik)"), ("3\nMedel", "Medel")],
)
def test_the_word_beside_the_number_is_kept(cell: str, label: str) -> None:
    assert value(cell).label == label


@pytest.mark.parametrize(
    ("cell", "low", "high"), [("2-4", 2, 4), ("2 – 4", 2, 4), ("Låg→Hög", 1, 3), ("M/H", 2, 3), ("Medel-Hög", 2, 3)]
)
def test_ranges(cell: str, low: int, high: int) -> None:
    assert value(cell).range == (low, high)
    assert value(cell).number is None


@pytest.mark.parametrize("cell", ["4?", "3/4", "4-12-20", "2024-03-02"])
def test_doubts(cell: str) -> None:
    assert value(cell).doubtful


@pytest.mark.parametrize("cell", ["", "-", "–", "n/a", "ingen"])
def test_nothing(cell: str) -> None:
    assert value(cell) == Value()


@pytest.mark.parametrize("cell", ["C", "mycket", "mycket lindrig", "1/10 år", "en gång i månaden", "enligt bilaga 3"])
def test_words_on_no_scale_have_no_rank(cell: str) -> None:
    assert value(cell).number is None
    assert value(cell).range is None


def test_the_shortest_scale_that_holds_all_words_is_taken() -> None:
    scales = choose("hög", "mycket hög", "mycket låg")
    assert len(scales.likelihood.steps) == 5


def test_a_legend_wins_over_the_profile() -> None:
    legend = Scale(("sällan", "ibland", "hög"))
    scales = choose("hög", legend=legend)
    assert scales.likelihood.rank("Ibland") == 2


@pytest.mark.parametrize("language", languages())
def test_every_scale_of_every_profile_tells_its_own_words_apart(language: str) -> None:
    profile = load_profile(language)
    for words in (*profile.likelihood_scales, *profile.consequence_scales):
        scales = choose(*words, legend=Scale(tuple(words)), language=language)
        assert [scales.likelihood.rank(word) for word in words] == list(range(1, len(words) + 1)), words


def test_a_word_among_numbers_is_asked_about() -> None:
    scales = choose("4", "2", "5", "medel")
    assert value("medel", scales) == Value(label="medel", is_unranked=True)
    assert value("4", scales) == Value(4)


def test_a_word_among_numbers_is_what_the_document_prints_beside_it() -> None:
    scales = choose("4 (hög)", "3 (medel)", "medel")
    assert value("medel", scales) == Value(3, label="medel", is_rank=True)


def test_words_on_a_stated_scale_of_another_length_have_no_rank() -> None:
    assert value("medel", choose("låg", "medel", "hög", stated=5)) == Value(label="medel", is_unranked=True)
    assert value("medel", choose("låg", "medel", "hög", stated=3)) == Value(2, label="medel", is_rank=True)


@pytest.mark.parametrize(
    ("cells", "cell", "rank"),
    [
        (("låg", "medium", "hög"), "medium", 2),
        (("lav", "middels", "kritisk"), "kritisk", 4),
        (("gering", "hoch", "kritisch"), "kritisch", 4),
    ],
)
def test_words_of_the_same_level_are_one_step(cells: tuple[str, ...], cell: str, rank: int) -> None:
    assert value(cell, choose(*cells)).number == rank


def test_two_words_in_use_are_two_steps() -> None:
    scales = choose("låg", "medel", "medium", "hög")
    assert value("medel", scales).number is None or value("medel", scales).number != value("medium", scales).number


@pytest.mark.parametrize("cell", ["Lågt värde för kunden", "Hög belastning på växeln", "Stor förlust av underlag"])
def test_a_sentence_that_opens_with_a_step_is_no_step(cell: str) -> None:
    assert value(cell).number is None


@pytest.mark.parametrize("cell", ["Hög risk", "Hög – driften står stilla", "Hög (driften)", "Hög sannolikhet"])
def test_a_step_may_say_what_it_rates_or_why(cell: str) -> None:
    assert value(cell).number == 3


def test_the_steps_of_the_data_authority_s_form() -> None:
    words = ("Fjern", "Mulig", "Sandsynlig")
    scales = choose(*words, language="da")
    assert [value(word, scales).number for word in words] == [1, 2, 3]


def test_a_word_on_no_scale_with_the_others_leaves_none_of_them_silent() -> None:
    scales = choose("Låg", "Medel", "Hög", "Säkert")
    assert [value(word, scales) for word in ("Låg", "Säkert")] == [
        Value(label="Låg", is_unranked=True),
        Value(label="Säkert", is_unranked=True),
    ]


def test_a_word_that_nobody_knows_is_asked_about_and_the_others_keep_their_ranks() -> None:
    scales = choose("låg", "medel", "hög", "skyhög")
    assert [value(word, scales).number for word in ("låg", "medel", "hög")] == [1, 2, 3]
    assert value("skyhög", scales) == Value(label="skyhög", is_unranked=True)


@pytest.mark.parametrize("cells", [("A", "C", "E"), ("blå", "lila")])
def test_a_column_without_any_known_step_is_left_in_its_words(cells: tuple[str, ...]) -> None:
    assert value(cells[0], choose(*cells)) == Value(label=cells[0])


@pytest.mark.parametrize(
    ("likelihood", "consequence"), [(("E", "E"), ("E",)), (("A", "E"), ("C", "E")), (("E",), ("B",))]
)
def test_letters_that_count_steps_are_no_words_cut_short(
    likelihood: tuple[str, ...], consequence: tuple[str, ...]
) -> None:
    """Neither "extreme" nor "erheblich"."""
    profile = load_profile("de")
    scales = choose_scales(FactorCells(likelihood), FactorCells(consequence), profile, 5)
    assert value("E", scales).number is None
    cut = choose_scales(FactorCells(("L", "E")), FactorCells(("H", "M", "E")), profile, 5)
    assert read_value("E", cut.consequence, cut).number == 4


def test_a_letter_that_counts_is_no_step_of_the_legend_cut_short() -> None:
    legend = Scale(("Försumbar", "Måttlig", "Allvarlig", "Katastrofal"))
    column = FactorCells(("A", "B", "C"), legend)
    scales = choose_scales(FactorCells(("3", "2", "2")), column, load_profile("sv"), 4)
    assert read_value("A", scales.consequence, scales).number is None
    short = choose_scales(FactorCells(("3", "2", "2")), replace(column, cells=("A", "M", "K")), load_profile("sv"), 4)
    assert read_value("A", short.consequence, short).number == 3


@pytest.mark.parametrize(
    "cell",
    [
        "50 000 kr",
        "€5k",
        "$120,000",
        "50.000",
        "1,2 Mkr",
        "SEK 300",
        "200 tkr",
        "3 kkr",
        "5 MSEK",
        "9 TEUR",
        "40 kronor",
    ],
)
def test_a_sum_of_money_is_no_number_of_a_scale(cell: str) -> None:
    assert value(cell, choose("3", "4")) == Value(is_money=True)


@pytest.mark.parametrize("cell", ["\ufffd", "1\ufffd"])
def test_a_sign_that_the_text_does_not_name_is_put_before_a_person(cell: str) -> None:
    assert value(cell, choose("3", "4")).doubtful


@pytest.mark.parametrize(("cell", "number"), [("0.125", 0.125), ("2,667", 2.667), ("4", 4), ("4 st", 4)])
def test_a_decimal_is_no_sum_of_money(cell: str, number: Number) -> None:
    assert value(cell, choose("3", "4")) == Value(number)


@pytest.mark.parametrize(
    ("first", "second", "asks"),
    [
        ("S: 4 av 10, K: 4 av 10", "S: 3 av 5, K: 4 av 5", [True, True]),
        ("S: 4 av 10, K: 4 av 10", "S: 3, K: 4", [True, False]),
        ("S: 4 av 5, K: 4 av 5", "S: 3 av 5, K: 4", [False, False]),
    ],
)
def test_a_rating_out_of_another_top_is_put_before_a_person(first: str, second: str, asks: list[bool]) -> None:
    text = f"- Hal trappa. {first}\n- Buller. {second}\n"
    risks = parse_bytes(text.encode(), "note.txt", Options(language="sv")).risks
    assert [risk.needs_review for risk in risks] == asks


def test_a_coloured_circle_behind_a_score() -> None:
    text = "|Risk|S|K|Poäng|\n|-|-|-|-|\n|Brand|3|4|**12** 🔴|\n|Halka|2|2|4 🟢|\n"
    first, second = parse_bytes(text.encode(), "a.md", Options(language="sv")).risks
    assert (first.score, first.level_label, second.score, second.level_label) == (12, "🔴", 4, "🟢")


@pytest.mark.parametrize(
    ("cells", "asks"),
    [
        ("3/5 4/5 2/5 5/5", False),
        ("3/4 2/3 1/2 3/4", True),
        ("3/5 4/5 2/5 5/5 4 2", True),
        ("3/5 4/5 2/5 5/5 1/5(låg) 2/5", False),
    ],
)
def test_a_number_behind_every_stroke_is_the_highest_step(cells: str, asks: bool) -> None:
    parts = cells.split()
    rows = "".join(f"Risk {i}\t{s}\t{k}\n" for i, (s, k) in enumerate(zip(parts[::2], parts[1::2], strict=True)))
    first, second, *_ = parse_bytes(f"Risk\tS\tK\n{rows}".encode(), "a.txt", Options(language="sv")).risks
    assert (first.needs_review, second.needs_review) == (asks, asks)
    assert asks or first.likelihood == 3


def test_printed_products_decide_between_scales() -> None:
    cells = FactorCells(("Osannolik", "Möjlig", "Mycket sannolik")), FactorCells(("Lindrig", "Lindrig", "Kännbar"))
    alone = choose_scales(*cells, load_profile("sv"), None)
    assert [alone.likelihood.rank(cell) for cell in cells[0].cells] == [1, 2, 4]
    told = choose_scales(*cells, load_profile("sv"), None, ("2", "6", "15"))
    assert [told.likelihood.rank(cell) for cell in cells[0].cells] == [1, 3, 5]
    wrong = choose_scales(*cells, load_profile("sv"), None, ("7", "6", "15"))
    assert [wrong.likelihood.rank(cell) for cell in cells[0].cells] == [1, 2, 4]


def test_words_beside_a_stated_scale_have_the_ranks_of_the_one_with_as_many_steps() -> None:
    labels = ("Usandsynlig", "Mulig", "Meget sandsynlig")
    scale = choose_scales(FactorCells(labels, top=5), FactorCells(()), load_profile("da"), 5).likelihood
    assert [scale.rank(label) for label in labels] == [None] * 3  # two scales of five steps say otherwise
    labels = ("Mindre sandsynlig", "Mulig", "Meget sandsynlig")
    scale = choose_scales(FactorCells(labels, top=5), FactorCells(()), load_profile("da"), 5).likelihood
    assert [scale.rank(label) for label in labels] == [2, 3, 5]


@pytest.mark.parametrize(("cell", "asks"), [("3 eller 4", True), ("3 or 4", True), ("3 till 4", False), ("3-4", False)])
def test_two_answers_are_asked_about_and_a_range_is_not(cell: str, asks: bool) -> None:
    text = f"|Risk|S|K|\n|-|-|-|\n|Brand|{cell}|4|\n|Halka|2|2|\n|Hot|5|1|\n"
    first, second, _ = parse_bytes(text.encode(), "a.md", Options(language="sv")).risks
    assert (first.likelihood_range, first.needs_review, second.needs_review) == ((3, 4), asks, False)


@pytest.mark.parametrize(
    "cells", [("3 eller 4", "2 eller 3", "3"), ("ca 3", "cirka 2", "3"), ("2 till 3", "3-4", "3?")]
)
def test_a_column_of_doubts_and_ranges_in_words_is_read(cells: tuple[str, ...]) -> None:
    rows = "".join(f"|{name}|{cell}|4|larm|\n" for name, cell in zip(("Brand", "Halka", "Hot"), cells, strict=True))
    text = f"|Risk|Sannolikhet|Konsekvens|Åtgärd|\n|-|-|-|-|\n{rows}"
    found = parse_bytes(text.encode(), "a.md", Options(language="sv")).risks
    assert [risk.printed.likelihood for risk in found] == list(cells)
    assert not any(risk.likelihood is None and risk.likelihood_range is None for risk in found)


@pytest.mark.parametrize(("values", "likelihood"), [("123", 2), ("1234", 2), ("4321", 3)])
def test_letters_count_as_the_legend_says(values: str, likelihood: int) -> None:
    names = ("Sällan", "Ibland", "Ofta", "Alltid")
    legend = "".join(f"| {row[0]} | {row[1]} | {row[2]} |\n" for row in zip("ABCD", names, values, strict=False))
    text = (
        f"| Bokstav | Sannolikhet | Värde |\n|---|---|---|\n{legend}\n"
        "| Risk | Sannolikhet | Konsekvens | S x K |\n|---|---|---|---|\n"
        f"| Halka på trappan | B | 2 | {2 * likelihood} |\n| Brand i köket | B | 3 | {3 * likelihood} |\n"
    )
    risks = parse_bytes(text.encode(), "notes.md", Options(language="sv")).risks
    assert [(r.likelihood, r.likelihood_label, r.needs_review) for r in risks] == [(likelihood, "B", False)] * 2
