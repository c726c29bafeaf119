"""Labels that count a table's lines, and outlines: where they are found, and that rows open at them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import risktool
from risktool.extract import extract
from risktool.notation import Notation
from risktool.parse.flat.cutting.labels import find_labels
from risktool.parse.flat.cutting.numbering import Numbering, find_row_starts
from risktool.parse.flat.cutting.outline import find_outline
from risktool.parse.flat.words import Word, split_words
from risktool.profiles import load_profile
from risktool.source import Span

LEADING = frozenset(load_profile("sv").leading_words)

ROWS = (
    ("Ingen hittar reservnyckeln på natten", "3 4 12", "Nyckelskåp vid entrén"),
    ("Kylrummet larmar inte när dörren står öppen", "2 5 10", "Byt givare före sommaren"),
    ("Vikarier når inte schemat", "4 3 12", "Läsplatta i personalrummet"),
    ("Lastbilar backar över gårdsplanen", "2 4 8", "Stängsel mot lekytan"),
    ("Gamla kablar ligger över tröskeln", "3 3 9", "Elektriker drar om dem"),
    ("Tvättkorgar blockerar utrymningsvägen", "2 2 4", "Flytta korgarna till förrådet"),
)
HEAD = "4. Riskanalys: Nytt kök\nRisk Sannolikhet Konsekvens S x K Åtgärd "


def words_of(text: str) -> tuple[Word, ...]:
    document = extract(text.encode(), "notes.txt")
    return split_words(document, (Span(0, len(document.text)),))


def labels_in(text: str, lost: str = "") -> list[list[str]]:
    words = words_of(text)
    found = find_labels(words, LEADING, Notation(lost=frozenset(lost)))
    return [[" ".join(word.text for word in words[first : last + 1]) for first, last in chain] for chain in found]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("R1 Halka på trappan R2 buller R3 Mörka gångar", [["R1", "R2", "R3"]]),
        ("#7 Halka #8 Buller #9 Mörker", [["#7", "#8", "#9"]]),
        ("A1 Halka A2 Buller B1 Mörker", [["A1", "A2", "B1"]]),
        ("1.1 Halka 1.2 Buller 2.1 Mörker", [["1.1", "1.2", "2.1"]]),
        ("2024-09 Halka 2024-10 Buller 2024-11 Mörker", [["2024-09", "2024-10", "2024-11"]]),
        ("a) Halka b) buller c) Mörker", [["a)", "b)", "c)"]]),
        ("Fara 1 Halka Fara 2 Buller Fara 3 Mörker", [["Fara 1", "Fara 2", "Fara 3"]]),
        ("R1 Halka R3 Buller", [["R1", "R3"]]),
        ("R08 Halka R09 Buller R10 Mörker", [["R08", "R09", "R10"]]),
        ("Halka 3 4 12 Å1 Sanda Buller 2 4 8 Å2 Dämpa Kyla 2 2 4 Å3 Filt", [["Å1", "Å2", "Å3"]]),
    ],
)
def test_labels_count(text: str, labels: list[list[str]]) -> None:
    assert labels_in(text) == labels


@pytest.mark.parametrize(
    "text",
    [
        "R7 Halka R8 Buller",  # two that begin in the middle: papers, roads, rooms
        "Halka i A4 Buller i A5 Mörker i A6 Kyla",  # what a word leads to
        "8.1 samling 8.2 rast 8.3 avgång",  # no capital behind a plain number
        "Halka på vintern R1 Buller R2 Mörker R3 Kyla",  # behind a cell's words: quarters, rooms, chapters
        "R1 Halka enligt R2 Buller",
        "R1 Halka R2 Buller R1 Mörker R2 Kyla",  # each printed twice: which is meant?
        "1. Halka 2. Buller 3. Mörker",  # a list's
    ],
)
def test_what_does_not_count_is_no_label(text: str) -> None:
    assert labels_in(text) == []


def test_labels_go_on_with_what_is_left_of_them() -> None:
    assert labels_in("R3 Halka R4 Buller R Mörker R6 Kyla", lost="5") == [["R3", "R4", "R", "R6"]]


@pytest.mark.parametrize(
    ("text", "lines", "titles"),
    [
        ("1. 1 Halka 2 Buller 2 1. Mörker 2. Kyla 3 1. Damm", ["1. 1", "2", "2 1.", "2.", "3 1."], []),
        ("1 1. Halka 2. Buller 2 1. Mörker", ["1 1.", "2.", "2 1."], []),
        ("1 Inne 1. Halka 2. Buller 2 Ute 1. Mörker 2. Kyla", ["1.", "2.", "1.", "2."], ["1", "2"]),
        ("1. 1 Halka 2 Buller 3 1 Flytta 2 1. Mörker 3 1. Damm", ["1. 1", "2", "2 1.", "3 1."], []),  # a score's 3 1
        ("1 Halka 2 Buller 3 Mörker", [], []),
        ("1 1. Halka 2 1. Buller 3 1. Mörker", [], []),  # a line a group counts nothing
        ("ta bort 1 1. Halka 2. Buller 2 1. Mörker", ["1 1.", "2.", "2 1."], []),  # what is left of a heading
        ("Halka 1 1. Buller 2. Rök 2 1. Mörker 2. Kyla", [], []),
        ("Halka 2 1. Sanda 2. Salta Buller 3 1. Dämpa 2. Bygg om", [], []),  # scores before numbered treatments
        ("1. 1 Halka 2 Buller 2 1. Mörker 7 Kyla 3 1. Damm", [], []),  # a number beside it
    ],
)
def test_groups_of_lines_count(text: str, lines: list[str], titles: list[str]) -> None:
    words = words_of(text)
    outline = find_outline(words, LEADING)
    shown = [
        [" ".join(word.text for word in words[first : last + 1]) for first, last in found]
        for found in (outline.lines, outline.titles)
    ]
    assert shown == [lines, titles]


@pytest.mark.parametrize(
    ("labels", "scores", "starts"),
    [
        ([(0, 10)], [5, 15], {0, 10}),
        ([(0, 10), (6, 16)], [5, 15], {0, 10}),  # the treatments are labelled too
        ([(8, 18)], [5, 15], set()),  # due quarters: the first stands behind the first score
        ([(0, 10)], [15], set()),  # a list in one cell
        ([(0, 10, 20)], [5, 25], {0, 10, 20}),  # row by row, one without a score
        ([(0, 10, 20)], [25, 28], set()),  # all risks, then the scores of two: whose?
        ([(0, 10)], [], set()),
    ],
)
def test_labels_number_the_rows_where_scores_keep_up(
    labels: list[tuple[int, ...]], scores: list[int], starts: set[int]
) -> None:
    assert find_row_starts(Numbering(labels=tuple(labels)), scores) == starts


def numbered(names: list[str], layout: str) -> str:
    """The register with these row labels, flattened."""
    risks = [f"{name} {risk}" for name, (risk, _, _) in zip(names, ROWS, strict=True)]
    rest = [f"{score} {treatment}" for _, score, treatment in ROWS]
    if layout == "by row":
        return HEAD + " ".join(f"{one} {other}" for one, other in zip(risks, rest, strict=True))
    if layout == "by line":
        return HEAD + "\n" + "\n".join(f"{one} {other}" for one, other in zip(risks, rest, strict=True))
    columns = zip(*(score.split() for _, score, _ in ROWS), strict=True)
    scores = " ".join(" ".join(column) for column in columns)
    return HEAD + " ".join(risks) + f" {scores} " + " ".join(treatment for _, _, treatment in ROWS)


NAMES = [
    ["R1", "R2", "R3", "R4", "R5", "R6"],
    ["R-1", "R-2", "R-3", "R-4", "R-5", "R-6"],
    ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1"],
    ["a)", "b)", "c)", "d)", "e)", "f)"],
    ["Risk 1", "Risk 2", "Risk 3", "Risk 4", "Risk 5", "Risk 6"],
    ["1. 1", "2", "3", "2 1.", "2.", "3 1."],
]


@pytest.mark.parametrize("layout", ["by row", "by line", "by column"])
@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
def test_rows_open_at_their_labels(names: list[str], layout: str) -> None:
    register = risktool.parse(numbered(names, layout).encode(), name="notes.txt")
    (section,) = register.sections
    shown = [
        (risk.description, f"{risk.printed.likelihood} {risk.printed.consequence} {risk.printed.score}", risk.treatment)
        for risk in section.risks
    ]
    assert shown == [(f"{name} {risk}", *rest) for name, (risk, *rest) in zip(names, ROWS, strict=True)]


@given(st.integers(1, 40), st.integers(3, 9), st.sampled_from(["R{}", "#{}", "H-{}:", "4.{}", "Fara {}"]))
def test_labels_are_found_wherever_they_begin(first: int, count: int, form: str) -> None:
    names = [form.format(number) for number in range(first, first + count)]
    found = labels_in(" ".join(f"{name} Halka" for name in names))
    assert found == ([names] if first == 1 or " " not in form else [])


def test_a_title_of_a_group_takes_no_line_s_score() -> None:
    """Three lines, three scores; the title between them has none, though it stands before the third."""
    text = (
        f"{HEAD}1 1. Halka på trappan 2. Buller i salen 2 Taket väntar 1. Fukt på vinden 3 4 12 2 4 8 4 5 20 Sanda Lim"
    )
    register = risktool.parse(text.encode(), name="notes.txt")
    scored = {risk.description: risk.printed.score for risk in register.risks if risk.printed.score}
    assert scored == {"1 1. Halka på trappan": "12", "2. Buller i salen": "8", "1. Fukt på vinden": "20"}


def reviewed(labels: str, scores: int, last: str = "") -> list[bool]:
    """All risks, labelled, then this many scores and treatments: which rows are put before a person."""
    risks = " ".join(f"{label} {risk}".strip() for label, (risk, _, _) in zip(labels.split(" "), ROWS[:5], strict=True))
    rest = " ".join(f"{score} {treatment}" for _, score, treatment in ROWS[:scores])
    register = risktool.parse(f"{HEAD}{risks} {rest} {last}".encode(), name="notes.txt")
    return [risk.needs_review for risk in register.risks]


@pytest.mark.parametrize(
    ("labels", "last"),
    [
        ("R1 R2 R3 R4 R5", ""),  # five risks, four scores
        ("R1 R2 R3 R4 R5", "samt R1 Ring Bo"),  # four labels are left of five
        ("R1 R2 R3 R4 R5", "samt R3 Ring Bo"),
        (" R2 R3 R4 R5", ""),  # the first is not printed
    ],
)
def test_rows_are_asked_about_where_labels_do_not_say_whose_the_scores_are(labels: str, last: str) -> None:
    found = reviewed(labels, 4, last)
    assert found
    assert all(found)
    assert not any(reviewed("R1 R2 R3 R4 R5", 5)[2:])


@pytest.mark.parametrize(
    "ends", [("Q1", "Q2", "Q3", "Q4"), ("2025-01", "2025-02", "2025-03", "2025-04"), ("(A1)", "(A2)", "(A3)", "(A4)")]
)
def test_what_counts_at_the_end_of_treatments_opens_no_row(ends: tuple[str, ...]) -> None:
    rows = [f"{risk} {score} {treatment} {end}" for (risk, score, treatment), end in zip(ROWS, ends, strict=False)]
    register = risktool.parse(f"{HEAD}{' '.join(rows)}".encode(), name="notes.txt")
    assert [risk.description for risk in register.risks] == [risk for risk, _, _ in ROWS[: len(ends)]]
