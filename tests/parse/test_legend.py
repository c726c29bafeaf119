"""The document's own scales, levels and formula."""

from functools import reduce

import pytest

from risktool.draft import DraftCriteria
from risktool.notation import Notation
from risktool.parse.legend import Legend, read_legend
from risktool.parse.legend.found import join_criteria
from risktool.profiles import load_profile
from risktool.source import Document, Span
from tests.parse.build import pipe, table_document, words


def legend_of(document: Document, language: str = "sv") -> Legend:
    return read_legend(document, (Span(0, len(document.text)),), Notation(), load_profile(language))


def criteria(*lines: str, language: str = "sv") -> DraftCriteria:
    return legend_of(table_document(lines), language).criteria


@pytest.mark.parametrize(
    "line",
    [
        "Riskvärde 1–4 Låg, 5–9 Medel, 10–16 Hög",
        "Låg: 1-4, Medel: 5-9, Hög: 10-16",
        "Låg risk (1–4); Medel risk (5–9); Hög risk (10–16)",
        "1-4 = låg risk. 5-9 = medel risk. 10-16 = hög risk.",
    ],
)
def test_bands_of_levels(line: str) -> None:
    bands = criteria(line).levels
    assert [(band.label.lower().removesuffix(" risk"), band.low, band.high) for band in bands] == [
        ("låg", 1, 4),
        ("medel", 5, 9),
        ("hög", 10, 16),
    ]


def test_the_first_band_of_levels_is_no_scale() -> None:
    found = criteria("Förklaring: 1-4 grön, 5-9 gul, 10-25 röd")
    assert (found.likelihood, found.consequence, len(found.levels)) == (None, None, 3)


def test_bands_may_be_open_overlap_and_leave_gaps() -> None:
    bands = criteria("<5 Grön, 6–12 Gul, ≥ 12 Röd").levels
    assert [(band.low, band.high) for band in bands] == [(0, 4), (6, 12), (12, 25)]


def test_bands_in_a_table() -> None:
    document = table_document([pipe("Riskvärde | Risknivå | Vad göra\n1–4 | Låg | Inget\n5–25 | Hög | Allt")])
    legend = legend_of(document)
    assert [band.label for band in legend.criteria.levels] == ["Låg", "Hög"]
    assert words(document, legend.spans).startswith("Riskvärde Risknivå")


@pytest.mark.parametrize(
    "line", ["Skala 1–4", "Vi bedömde på en skala 1-4.", "Bedömningsskala: 1-4", "Skala: 1 = osannolik, 4 = säker"]
)
def test_one_scale_for_both(line: str) -> None:
    found = criteria(line)
    assert (found.likelihood, found.consequence, found.origin) == ((1, 4), (1, 4), "legend")


def test_a_scale_for_each() -> None:
    found = criteria("Sannolikhet (1-5) och konsekvens (1-4)")
    assert (found.likelihood, found.consequence) == ((1, 5), (1, 4))


@pytest.mark.parametrize(
    "line",
    [
        "Sannolikhet: 1 Osannolikt, 2 Möjligt, 3 Säkert",
        "Sannolikhet: 1 = Osannolikt; 2 = Möjligt; 3 = Säkert",
        "Sannolikhet: Säkert (3), Möjligt (2), Osannolikt (1)",
    ],
)
def test_words_of_steps(line: str) -> None:
    found = criteria(line)
    assert (found.likelihood, found.likelihood_labels) == ((1, 3), ("Osannolikt", "Möjligt", "Säkert"))
    assert found.consequence_labels == ()


def test_words_of_steps_in_a_table() -> None:
    document = table_document(
        [pipe("Nivå | Sannolikhet | Konsekvens\n1 | Sällan | Liten\n2 | Ibland | Kännbar\n3 | Ofta | Stor")]
    )
    found = legend_of(document).criteria
    assert found.likelihood_labels == ("Sällan", "Ibland", "Ofta")
    assert found.consequence_labels == ("Liten", "Kännbar", "Stor")


def test_a_sum() -> None:
    assert criteria("Riskvärde = S + K").formula == "likelihood + consequence"


def test_a_matrix_is_looked_up_by_both_factors() -> None:
    document = table_document([pipe("Sannolikhet / Konsekvens | 1 | 2\n2 | Gul | Röd\n1 | Grön | Gul")])
    assert legend_of(document).criteria.levels == (), "two by two may be anything"
    document = table_document(
        [pipe("Sannolikhet / Konsekvens | 1 | 2 | 3\n3 | Gul | Röd | Röd\n2 | Gul | Gul | Röd\n1 | Grön | Gul | Gul")]
    )
    found = legend_of(document).criteria
    assert found.formula == "lookup"
    top = [(rule.label, rule.likelihood, rule.consequence) for rule in found.levels if rule.likelihood == (3,)]
    assert top == [("Gul", (3,), (1,)), ("Röd", (3,), (2, 3))]


@pytest.mark.parametrize(
    "text",
    [
        "Vi bedömde på en skala 1-4 under mötet i maj.",
        "Grupperna valde själva vad de ville granska under två eftermiddagar i maj. Vi räknar 1–4 låg, 5–25 hög.",
    ],
)
def test_a_paragraph_that_mentions_a_scale_stays_prose(text: str) -> None:
    legend = legend_of(table_document([text]))
    assert legend.criteria.origin == "legend"
    assert legend.spans == ()


@pytest.mark.parametrize(
    "line",
    [
        "Mötet var den 1–4 mars och 5–9 april.",
        "Punkt 1 gäller lokalen, punkt 2 maten.",
        "1. Öppnande 2. Val av justerare 3. Avslutning",
        "Tre råd: 1. Börja nu. 2. Lyssna. 3. Sluta i tid.",
        "Vi var 4 av 5 på plats 10-12.",
        "Hög ljudnivå kl 10-12 i salen.",
    ],
)
def test_lines_that_state_nothing(line: str) -> None:
    assert criteria(line) == DraftCriteria()


def test_bands_one_on_each_line() -> None:
    found = criteria("Risknivåer")
    assert found == DraftCriteria()
    legend = legend_of(table_document(["1 - 4: Låg (godtas)", "5 - 9: Medel", "10 - 25: Hög (åtgärdas)"]))
    assert [(b.label, b.low, b.high) for b in legend.criteria.levels] == [
        ("Låg", 1, 4),
        ("Medel", 5, 9),
        ("Hög", 10, 25),
    ]


def test_shares_are_no_bands() -> None:
    found = criteria("Sannolikhet: 1 = Låg (<5%), 2 = Medel (<50%), 3 = Hög (>75%)")
    assert found.levels == ()
    assert found.likelihood == (1, 3)


def test_a_scale_by_its_two_ends() -> None:
    found = legend_of(
        table_document([pipe("Spalte | Bedeutung\nW | Wahrscheinlichkeit (1 = niedrig, 3 = hoch)")]), "de"
    )
    assert found.criteria.likelihood == (1, 3)
    assert found.criteria.consequence is None


def test_ids_down_a_column_are_no_steps() -> None:
    table = pipe("ID | Title | Severity\nBUG-1 | Button | Low\nBUG-2 | Crash | Critical\nBUG-3 | Sum | High")
    assert legend_of(table_document([table]), "en").criteria == DraftCriteria()


@pytest.mark.parametrize(("values", "letters"), [("123", ("A", "B", "C")), ("321", ("C", "B", "A"))])
def test_letters_of_steps_in_a_table_count_as_their_numbers_do(values: str, letters: tuple[str, ...]) -> None:
    names = ("Sällan", "Ibland", "Ofta")
    lines = [["Bokstav", "Sannolikhet", "Värde"], *([*row] for row in zip("ABC", names, values, strict=True))]
    found = legend_of(table_document([lines])).criteria
    assert (found.likelihood, found.likelihood_letters, found.consequence_letters) == ((1, 3), letters, ())


@pytest.mark.parametrize(
    "table",
    [
        "Bokstav | Sannolikhet\nA | Sällan\nB | Ibland\nC | Ofta",
        "Förslag | Konsekvens | Plats\nA | Dyrt | 1\nB | Billigt | 2\nC | Fult | 3",
        "Klass | Sannolikhet | Värde\nA | Sällan | 1\nB | Ibland | 1\nC | Ofta | 2",
        "Klass | Sannolikhet | Värde\nA | Sällan | 1\nC | Ibland | 2\nD | Ofta | 3",
    ],
    ids=["no numbers", "no values", "no steps", "no ladder"],
)
def test_letters_without_a_number_each_are_no_steps(table: str) -> None:
    found = legend_of(table_document([pipe(table)])).criteria
    assert not found.likelihood_letters + found.consequence_letters


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("Klass | Sannolikhet | Värde | Klass | Konsekvens | Värde", "A | {} | {} | A | {} | {}"),
        ("Klass | Sannolikhet | Värde | Konsekvens | Värde", "A | {} | {} | {} | {}"),
    ],
    ids=["two lists", "two values"],
)
def test_lists_side_by_side_that_rank_letters_in_two_ways_say_nothing(heads: str, rows: str) -> None:
    steps = [("A", "Sällan", 1, "Stor", 3), ("B", "Ibland", 2, "Måttlig", 2), ("C", "Ofta", 3, "Liten", 1)]
    both = [heads, *(rows.replace("A", letter).format(*said) for letter, *said in steps)]
    found = legend_of(table_document([pipe("\n".join(both))])).criteria
    assert not found.likelihood_letters + found.consequence_letters


def test_a_letter_that_tables_rank_in_two_ways_has_no_rank() -> None:
    heads = "Klass | Konsekvens | Värde\n"
    up = table_document([pipe(f"{heads}A | Liten | 1\nB | Stor | 2\nC | Död | 3")])
    down = table_document([pipe(f"{heads}A | Läckage | 3\nB | Spill | 2\nC | Lukt | 1")])
    ranked = [legend_of(document).criteria for document in (up, down)]
    for order in ((0, 1), (0, 1, 0), (1, 0, 0)):
        assert reduce(join_criteria, (ranked[n] for n in order)).consequence_letters == ("", "B", "")


def test_letters_of_steps_in_a_line() -> None:
    found = criteria("Sannolikhet: A = 1 (sällan), B = 2, C = 3 (ofta)")
    assert (found.likelihood, found.likelihood_labels) == ((1, 3), ("A", "B", "C"))
