"""Columns beside risk, score and treatment in flat text: found where every row has them, asked about where it may."""

import pytest

import risktool
from risktool.extract import extract
from risktool.model import Risk
from risktool.notation import Notation
from risktool.parse.flat.columns import Columns, find_columns, find_counted_rows
from risktool.parse.flat.cutting.atoms import make_cutter
from risktool.parse.flat.scores.events import find_events
from risktool.parse.flat.words import split_words
from risktool.parse.header_run import find_header, header_roles
from risktool.profiles import load_profile
from risktool.source import Span

SV = load_profile("sv")
HEADING = "3. Riskanalys: Bassängen stängs\n"
ROWS = (
    ("Badgäster halkar vid duschen", "4 3 12", "Hög", "Halkmattor i hela gången", "Badchef", "2024-03-01", "2 3 6"),
    ("Klorgas läcker i pumprummet", "1 5 5", "Låg", "Gaslarm och övning", "Drifttekniker", "2024-04-15", "1 5 5"),
    ("Simskolan ställs in", "3 3 9", "Medel", "Låna grannens bassäng", "Badchef", "2024-05-01", "1 3 3"),
    (
        "Taket droppar över läktaren",
        "4 2 8",
        "Medel",
        "Täta skarven före regnet",
        "Fastighetschef",
        "2024-06-30",
        "3 2 6",
    ),
    ("Larmet når inte vakten", "2 4 8", "Medel", "Provlarma varje måndag", "Badchef", "2024-02-01", "1 4 4"),
)
RISK, SCORE, LEVEL, TREATMENT, OWNER, DUE, LEFT = range(7)
NAMES = ("Risk", "S K SxK", "Risknivå", "Åtgärd", "Ansvarig", "Klart", "S K SxK")


def flat(*columns: int, head: bool = False) -> str:
    named = " ".join(NAMES[at] for at in columns) + " " if head else ""
    return HEADING + named + " ".join(row[at] for row in ROWS for at in columns) + "\n"


def risks(text: str) -> list[Risk]:
    return [risk for section in risktool.parse(text.encode(), name="notes.txt").sections for risk in section.risks]


def found_in(text: str, named: tuple[str, ...] = (), lost: str = "") -> tuple[Columns, list[str]]:
    document = extract(text.encode(), "notes.txt")
    words = split_words(document, (Span(0, len(document.text)),))
    notation = Notation(lost=frozenset(lost))
    cutter = make_cutter(words, SV, notation)
    columns = find_columns(cutter, find_events(cutter, notation), named, SV, notation)
    cells = [f"{c.role}: {' '.join(w.text for w in words[c.first : c.last + 1])}" for c in columns.cells]
    return columns, cells


def assert_read(found: list[Risk]) -> None:
    """All rows of the truth, with nothing of another column in them."""
    assert [(r.description, r.treatment) for r in found] == [(row[RISK], row[TREATMENT]) for row in ROWS]
    assert [f"{r.likelihood} {r.consequence} {r.score}" for r in found] == [row[SCORE] for row in ROWS]


def test_a_date_in_every_row_ends_it() -> None:
    found = risks(flat(RISK, SCORE, TREATMENT, DUE))
    assert_read(found)
    assert [r.due for r in found] == [row[DUE] for row in ROWS]
    assert not any(r.needs_review for r in found)


def test_what_stands_between_a_treatment_and_its_date_is_who_does_it() -> None:
    found = risks(flat(RISK, SCORE, TREATMENT, OWNER, DUE, head=True))
    assert_read(found)
    assert [(r.owner, r.due) for r in found] == [(row[OWNER], row[DUE]) for row in ROWS]
    assert not any(r.needs_review for r in found)


def test_a_word_for_the_level_behind_every_score_is_no_treatment() -> None:
    found = risks(flat(RISK, SCORE, LEVEL, TREATMENT))
    assert_read(found)
    assert [r.level_label for r in found] == [row[LEVEL] for row in ROWS]


@pytest.mark.parametrize(("head", "asked"), [(True, False), (False, True)])
def test_a_second_score_is_what_is_left_and_asked_about_unless_it_is_named(head: bool, asked: bool) -> None:
    found = risks(flat(RISK, SCORE, TREATMENT, LEFT, head=head))
    assert_read(found)
    left = [r.residual and f"{r.residual.likelihood} {r.residual.consequence} {r.residual.score}" for r in found]
    assert left == [row[LEFT] for row in ROWS]
    assert [r.needs_review for r in found] == [asked] * len(ROWS)


def test_a_second_score_after_turned_factors_is_turned_too() -> None:
    text = flat(RISK, SCORE, TREATMENT, LEFT, head=True).replace("S K SxK", "K S SxK")
    residual = risks(text)[0].residual
    assert residual is not None
    assert (residual.likelihood, residual.consequence) == (3, 2)


def test_a_register_that_only_falls_has_no_second_scores() -> None:
    text = HEADING + " ".join(
        f"{risk} {score} {treatment}"
        for (risk, _, _, treatment, *_), score in zip(
            (*ROWS, *ROWS[:3]),
            ("5 5 25", "5 4 20", "4 4 16", "4 3 12", "3 3 9", "3 2 6", "2 2 4", "1 2 2"),
            strict=True,
        )
    )
    assert found_in(text)[0].residual == ()


@pytest.mark.parametrize(
    "column",
    [
        ("v. 3", "v. 14", "v. 20", "v. 21", "v. 40"),
        ("12 mars", "1 april", "5 maj", "30 juni", "2 juli"),
        ("Q1", "Q2 2025", "Q3", "Q4", "Q1"),
        ("nov 2024", "dec 2024", "våren 2025", "maj 2025", "jan 2025"),
        ("15/9", "1/10", "30/6-25", "2/2", "3/4"),
    ],
)
def test_dates_of_many_kinds_are_due(column: tuple[str, ...]) -> None:
    text = " ".join(f"{row[RISK]} {row[SCORE]} {row[TREATMENT]} {due}" for row, due in zip(ROWS, column, strict=True))
    columns, cells = found_in(text)
    assert cells == [f"due: {due}" for due in column]
    assert len(columns.starts) == len(ROWS) - 1


@pytest.mark.parametrize("word", ["senast", "före", "Klart"])
def test_dates_that_a_word_leads_to_are_no_column(word: str) -> None:
    text = " ".join(f"{row[RISK]} {row[SCORE]} Städa {word} {row[DUE]}" for row in ROWS)
    assert found_in(text)[1] == []


def test_headings_that_name_no_date_are_believed() -> None:
    named = ("description", "likelihood", "consequence", "score", "treatment")
    assert found_in(flat(RISK, SCORE, TREATMENT, DUE), named)[1] == []


def test_rows_open_behind_dates_only_if_the_last_date_ends_the_text() -> None:
    columns, cells = found_in(flat(RISK, SCORE, TREATMENT, DUE, OWNER))
    assert len(cells) == len(ROWS)
    assert (columns.starts, columns.is_doubtful) == (frozenset(), True)


def test_dates_that_lost_digits_are_dates() -> None:
    text = flat(RISK, SCORE, TREATMENT, DUE).replace("5", "")
    assert len(found_in(text, lost="5")[1]) == len(ROWS)


@pytest.mark.parametrize(
    "column", [("Klar",) * 5, ("Pågår", "Klar", "Pågår", "Klar", "Ny"), ("Eva", "Ali", "Jan", "Ida", "Bo")]
)
def test_a_short_piece_behind_every_treatment_is_asked_about(column: tuple[str, ...]) -> None:
    pairs = zip(ROWS, column, strict=True)
    found = risks(
        HEADING + " ".join(f"R{n} {r[RISK]} {r[SCORE]} {r[TREATMENT]} {c}" for n, (r, c) in enumerate(pairs, 1))
    )
    assert len(found) == len(ROWS)
    assert all(r.needs_review for r in found)


def test_without_other_columns_nobody_is_asked() -> None:
    assert not any(r.needs_review for r in risks(flat(RISK, SCORE, TREATMENT)))


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        ("Risk Konsekvens S K SxK Åtgärd", "description consequence_text likelihood consequence score treatment"),
        (
            "Risk Konsekvens Sannolikhet Allvarlighet SxK Åtgärd",
            "description consequence_text likelihood consequence score treatment",
        ),
        ("Risk Konsekvens Sannolikhet SxK Åtgärd", "description consequence likelihood score treatment"),
        (
            "Risk S K SxK Åtgärd S K SxK",
            "description likelihood consequence score treatment "
            "residual_likelihood residual_consequence residual_score",
        ),
        ("Risk S K SxK Åtgärd Status Kommentar", "description likelihood consequence score treatment other other"),
        ("Risk S K SxK Åtgärd", "description likelihood consequence score treatment"),
    ],
)
def test_a_factor_named_twice_is_told_apart(headings: str, roles: str) -> None:
    for first in ("Brand i köket", "A Brand i köket"):
        header = find_header(f"{headings} {first} 3 4 12 Släck", SV)
        assert header == Span(0, len(headings))
        assert header_roles(headings, header, SV) == tuple(roles.split())


def test_a_consequence_in_words_does_not_turn_the_factors() -> None:
    text = flat(RISK, SCORE, TREATMENT).replace(HEADING, f"{HEADING}Risk Orsak Konsekvens S K SxK Åtgärd ")
    assert [(r.likelihood, r.consequence) for r in risks(text)][:2] == [(4, 3), (1, 5)]


def test_a_product_where_all_others_have_none_is_asked_about() -> None:
    scores = ("3 4", "2 5", "2 4", "4 3", "3 3")
    text = " ".join(f"{row[RISK]} {score} {row[TREATMENT]}" for row, score in zip(ROWS, scores, strict=True))
    odd = text.replace("Gaslarm och övning", "Gaslarm på plan 2").replace("Simskolan ställs in", "Kön växer")
    for head in ("", "Risk S K Åtgärd "):
        found = risks(HEADING + head + odd.replace("plan 2 Kön växer 2 4", "plan 2 2 4"))
        assert all(r.needs_review for r in found if r.score == 4)


@pytest.mark.parametrize("columns", [(RISK, SCORE, TREATMENT), (RISK, SCORE, TREATMENT, LEFT)])
def test_bare_numbers_that_count_the_rows_open_them(columns: tuple[int, ...]) -> None:
    rows = [f"{n} " + " ".join(row[at] for at in columns) for n, row in enumerate(ROWS, 1)]
    found = risks(HEADING + " ".join(rows) + "\n")
    assert [r.description for r in found] == [f"{n} {row[RISK]}" for n, row in enumerate(ROWS, 1)]
    assert [f"{r.likelihood} {r.consequence} {r.score}" for r in found] == [row[SCORE] for row in ROWS]


def test_lone_numbers_that_miss_a_row_count_none() -> None:
    rows = [f"{n} {row[RISK]} {row[SCORE]} {row[TREATMENT]}" for n, row in zip((1, 2, 2, 3, 4), ROWS, strict=True)]
    words = split_words(document := extract(" ".join(rows).encode(), "n.txt"), (Span(0, len(document.text)),))
    assert find_counted_rows(find_events(make_cutter(words, SV, Notation()), Notation()), words) == ()


def test_a_damaged_score_that_stands_in_a_count_is_doubted() -> None:
    text = "1 Halka i duschen 2 Klorgas i rummet 3 Taket droppar 4 4 16 Mattor"
    words = split_words(document := extract(text.encode(), "n.txt"), (Span(0, len(document.text)),))
    notation = Notation(lost=frozenset("5"))
    events = find_events(make_cutter(words, SV, notation), notation)
    certainty = {words[event.first].text: event.certainty for event in events if event.kind == "single"}
    assert certainty["2"] == 0.5


def test_registers_of_one_document_have_the_same_columns_or_are_asked_about() -> None:
    undated = " ".join(f"{row[RISK]} {row[SCORE]} {row[TREATMENT]}" for row in ROWS)
    text = flat(RISK, SCORE, TREATMENT, DUE) + HEADING.replace("3.", "4.") + undated + "\n"
    first, second = risktool.parse(text.encode(), name="notes.txt").sections
    assert not any(r.needs_review for r in first.risks)
    assert all(r.needs_review for r in second.risks)


def test_a_page_that_ends_behind_a_date_is_a_page_end() -> None:
    document = extract(b"Byt pump 2024-03-01\fTaket droppar", "notes.txt")
    cutter = make_cutter(split_words(document, (Span(0, len(document.text)),)), SV, Notation())
    assert [atom.edge for atom in cutter.cut(3, 4, "line")] == ["page_upper_stop"]
