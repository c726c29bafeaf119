"""Inputs that look like what a rule is for, and are something else: each is read as it stands."""

import pytest

import risktool

NUMBERED = "| Nr | Risk | Riskvärde | Åtgärd |\n|---|---|---|---|\n" + "".join(
    f"| {n} | {name} {{place}} | {score} | Åtgärda |\n"
    for n, (name, score) in enumerate((("Halka", 2), ("Brand", 4), ("Stöld", 12), ("Hot", 8)), start=1)
)
BEHIND_A_SCORE = (
    "1. Riskanalys: Kontoret\nRisk S K SxK Åtgärd Hal trappa vid entrén 3 4 12 Salta Brand i köket 2 5 10 Ingen "
    "Stöld av datorer på kontoret 4 2 8 Lås Hot mot personal i receptionen 2 4 8 Ingen Fukt i källaren 1 4 4 Fläkt\n"
)
FORMS = "".join(
    f"Risk: {name}\nAnalys: gamla ledningar\nSannolikhet: 3\nKonsekvens: 4\nÅtgärd: larm\n\n"
    for name in ("Brand", "Fukt")
)


def read(text: str, name: str = "notes.txt") -> list[tuple[str, object, object, bool]]:
    return [
        (risk.description, risk.score, risk.treatment, risk.needs_review)
        for risk in risktool.parse(text.encode(), name=name).risks
    ]


def test_a_last_row_that_nobody_numbered_is_no_lost_digit() -> None:
    text = "\n\n".join(
        NUMBERED.format(place=place) + f"| | Övrigt {place} | 2 | Diskuteras |\n" for place in ("A", "B", "C")
    )
    assert {score for name, score, *_ in read(text, "notes.md") if name.startswith(("Halka", "Övrigt"))} == {2}


def test_a_lone_word_behind_a_score_is_a_treatment() -> None:
    assert [row[:3] for row in read(BEHIND_A_SCORE)][1:4] == [
        ("Brand i köket", 10, "Ingen"),
        ("Stöld av datorer på kontoret", 8, "Lås"),
        ("Hot mot personal i receptionen", 8, "Ingen"),
    ]


def test_weight_and_rating_of_risks_are_asked_about() -> None:
    rows = read(
        "Risk             Weight  Rating  Score\n"
        "Fire in kitchen  3       4       12\n"
        "Theft            2       5       10\n"
        "Damp             1       4       4\n"
    )
    assert [(score, asked) for _, score, _, asked in rows] == [(12, True), (10, True), (4, True)]


@pytest.mark.parametrize("empty", ["Fukt | 1 | 4 | |", "Fukt | 1 | 4 |"])
def test_a_bar_that_closes_rows_and_not_the_head_opens_no_column(empty: str) -> None:
    text = f"Risk | S | K | Åtgärd\nBrand | 5 | 5 | Larm |\nStöld | 2 | 3 | Lås |\n{empty}\n"
    assert [row[:3] for row in read(text, "notes.md")] == [
        ("Brand", 25, "Larm"),
        ("Stöld", 6, "Lås"),
        ("Fukt", 4, None),
    ]


def test_a_field_called_as_a_heading_parts_no_form() -> None:
    assert [row[:3] for row in read(FORMS)] == [("Brand", 12, "larm"), ("Fukt", 12, "larm")]


def test_a_name_beside_its_number_is_filled_in() -> None:
    rows = read("Nr,Risk,S,K,SxK,Nivå\n1,Brand,3,4,12,Hög\n2,Fukt,2,4,8,Medel\n3 Översvämning,,,,0,Låg\n", "notes.csv")
    assert len(rows) == 3
