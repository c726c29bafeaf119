"""Tables that a text sets in columns of blanks, as pdftotext -layout prints them and people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risktool.model import Register, Risk
from risktool.pipeline import Options, parse_bytes

WIDTHS = (34, 5, 5, 6, 0)
HEADINGS = ("Risk", "S", "K", "SxK", "Åtgärd")
ROWS = [
    ("Hal trappa vid entrén", "3", "4", "12", "Salta varje morgon"),
    ("Nycklar kommer bort", "2", "5", "10", "Kvittens i pärm"),
    ("Buller från kylen", "4", "1", "4", "-"),
]


def line(cells: tuple[str, ...]) -> str:
    return "".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def read(text: str) -> Register:
    return parse_bytes(text.encode(), "notes.txt", Options(language="sv"))


def told(risk: Risk) -> tuple[object, ...]:
    return risk.description, risk.likelihood, risk.consequence, risk.score, risk.treatment, risk.needs_review


def test_columns_of_blanks_are_a_table() -> None:
    register = read("1. Riskanalys: Flytt\n\n" + "\n".join(map(line, [HEADINGS, *ROWS])))
    assert [told(risk) for risk in register.risks] == [
        (risk, int(s), int(k), int(score), treatment, False) for risk, s, k, score, treatment in ROWS
    ]
    assert register.coverage.unassigned == 0


def test_cells_go_on_below_their_first_line_and_over_a_page_break() -> None:
    text = "\n".join(
        [
            *("1. Riskanalys: Flytt", "", line(HEADINGS)),
            line(("Hal trappa vid entrén, mest", "3", "4", "12", "Salta, och")),
            line(("på morgonen", "", "", "", "lägg mattor")),
            line(("Nycklar kommer bort när", "2", "5", "10", "Kvittens")),
            "\f" + line(("vikarier", "", "", "", "i pärm")),
            line(ROWS[2]),
        ]
    )
    assert [(risk.description, risk.treatment, risk.needs_review) for risk in read(text).risks] == [
        ("Hal trappa vid entrén, mest på morgonen", "Salta, och lägg mattor", False),
        ("Nycklar kommer bort när vikarier", "Kvittens i pärm", False),
        ("Buller från kylen", "-", False),
    ]


def test_cells_in_the_middle_of_their_rows_put_every_row_before_a_person() -> None:
    rows = [
        line(HEADINGS),
        line(("Hal trappa vid entrén, mest", "", "", "", "")),
        line(("", "3", "4", "12", "Salta")),
        line(("på morgonen", "", "", "", "")),
        line(("Nycklar kommer bort när", "", "", "", "")),
        line(("", "2", "5", "10", "Kvittens")),
        line(("vikarier börjar", "", "", "", "")),
    ]
    register = read("1. Riskanalys: Flytt\n\n" + "\n".join(rows))
    assert [risk.score for risk in register.risks if risk.score] == [12, 10]
    assert all(risk.needs_review for risk in register.risks)


SLIPPED = "Köer på lördagar vid infarten 4        4    16    Skylt"


def test_a_number_that_slipped_to_the_words_is_read_where_all_rows_leave_white_before_it() -> None:
    risk = read("\n".join([*map(line, [HEADINGS, *ROWS]), SLIPPED])).risks[-1]
    assert (risk.description, risk.likelihood, risk.consequence) == ("Köer på lördagar vid infarten", 4, 4)


def test_a_number_that_slipped_into_the_words_puts_its_row_before_a_person() -> None:
    longer = line(("Fiskmåsar tar maten på bryggan", "2", "2", "4", "Håv"))
    risks = read("\n".join([*map(line, [HEADINGS, *ROWS]), longer, SLIPPED])).risks
    assert [risk.needs_review for risk in risks] == [False, False, False, False, True]


def test_a_lone_blank_parts_no_cells() -> None:
    rows = [
        "Risk                          S    K    Åtgärd",
        "Hal trappa vid entrén         3    4    Salta",
        "Brand                         2    4    Larm",
        "Stöld från rummet             3    2    Lås",
    ]
    assert [risk.description for risk in read("\n".join(rows)).risks] == [
        "Hal trappa vid entrén",
        "Brand",
        "Stöld från rummet",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            "Risk              S    K    SxK    Åtgärd",
            "Fukt i källaren   2    2    4      Mät",
            "Stöld av dator    2    3    6      Lås",
            "Brand i lager på vinden 3    4    12     Larm",
            "Mus i köket       1    3    3      Fälla",
        ],
        [
            "Risk        S  K  SxK  Åtgärd",
            "Brand i lager på vinden 3  4  12   Larm",
            "Fukt        2  2  4    Mät",
            "Stöld       2  3  6    Lås",
            "Mus         1  3  3    Fälla",
        ],
    ],
)
def test_a_row_too_long_for_its_columns_is_not_lost(rows: list[str]) -> None:
    risks = read("\n".join(rows)).risks
    assert {(risk.score, risk.treatment) for risk in risks} == {(4, "Mät"), (6, "Lås"), (12, "Larm"), (3, "Fälla")}
    assert len(risks) == len(rows) - 1


def test_a_row_too_long_for_wrapped_columns_is_told_of_and_the_table_stays() -> None:
    rows = [
        line(HEADINGS),
        line(("Hal trappa vid entrén, mest", "3", "4", "12", "Salta, och")),
        line(("på morgonen", "", "", "", "lägg mattor")),
        line(ROWS[2]),
        "Köer på lördagar vid infarten till gården 4 4 16 Skylt",
    ]
    register = read("\n".join(rows))
    assert [risk.score for risk in register.risks] == [12, 4]
    assert "TX04" in [finding.code for finding in register.findings]


def test_a_row_typed_with_single_blanks_is_not_swallowed() -> None:
    rows = [
        "Risk                          S   K   SxK   Åtgärd",
        "Brand                         2   4    8    Larm",
        "Stöld från kontor             3   2    6    Lås",
        "Fukt på vind 2 3 6 Mät",
        "Buller                        3   2    6    Dämpa golvet",
    ]
    risks = read("\n".join(rows)).risks
    assert [risk.score for risk in risks] == [8, 6, 6, 6]
    assert [risk.treatment for risk in risks] == ["Larm", "Lås", "Mät", "Dämpa golvet"]


def test_a_page_number_below_a_table_is_no_row_of_it() -> None:
    text = "\n".join(["Möte 3 mars kl 10.30 - 12.00", "", *map(line, [HEADINGS, *ROWS]), "", "Sida 1 (3)"])
    assert [risk.confidence for risk in read(text).risks] == [1.0] * len(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "Budget\n\nKonto       Antal   Pris   Summa\nStolar      4       5      20\nNotställ    5       2      10\n",
        "Hej!  Vi ses klockan 3.  Ta med 4 stolar.\nSedan 12 kakor.  Och te.  Hälsningar\n",
    ],
)
def test_other_columns_of_numbers_are_no_register(text: str) -> None:
    assert not read(text).risks


def test_a_heading_right_above_a_table_is_no_line_of_the_one_before() -> None:
    table = "\n".join(map(line, [HEADINGS, *ROWS]))
    register = read(f"1. Riskanalys: Flytt\n{table}\n2. Riskanalys: Kök\n{table}\n")
    assert [len(section.risks) for section in register.sections] == [3, 3]
    assert not any("Kök" in risk.description for risk in register.risks)


@pytest.mark.parametrize(
    "note",
    [
        "Kriterier: 1–4 grönt, 5–9 gult, 10–25 rött, allt enligt vår handbok",
        "\n    Poäng: 1–4 grönt, 5–9 gult, 10–25 rött",
        "Det som står ovan bestämdes av styrelsen den tredje mars\noch gäller hela året, med en översyn i höst",
    ],
)
@pytest.mark.parametrize("rows", [ROWS, [(row[0], *row[1:4], "") for row in ROWS]])
def test_running_text_below_a_table_is_none_of_its_cells(note: str, rows: list[tuple[str, ...]]) -> None:
    wrapped = [text for row in rows for text in (line(row), line(("och igen", "", "", "", "")))]
    register = read("\n".join(["1. Riskanalys: Flytt", line(HEADINGS), *wrapped, note, "", "Slut"]))
    assert [told(risk) for risk in register.risks] == [
        (f"{risk} och igen", int(s), int(k), int(score), treatment or None, False)
        for risk, s, k, score, treatment in rows
    ]


def test_a_group_of_rows_has_its_title_between_them() -> None:
    text = [line(HEADINGS), *map(line, ROWS[:2]), "Delen om köket och allt som hör till det, även mat", line(ROWS[2])]
    assert [told(risk)[:4] for risk in read("\n".join(text)).risks] == [
        (r, int(s), int(k), int(p)) for r, s, k, p, _ in ROWS
    ]


def test_a_line_drawn_between_rows_parts_no_table() -> None:
    drawn = "-" * len(line(ROWS[0]))
    text = "\n".join([line(HEADINGS), drawn, *map(line, ROWS[:2]), drawn, line(ROWS[2]), "=" * 40])
    assert [told(risk)[:4] for risk in read(text).risks] == [(r, int(s), int(k), int(p)) for r, s, k, p, _ in ROWS]


def test_headings_of_two_lines_come_again_on_each_page() -> None:
    heads = [line(("Risk", "Sann", "Kons", "Värde", "Åtgärd")), line(("", "olik", "ekv", "(S*K)", ""))]
    moved = [" " * 4 + text if at else text for at, text in enumerate(heads)]
    text = "\n".join([*heads, *map(line, ROWS)]) + "\f" + "\n".join([*moved, *map(line, ROWS)])
    assert len(read(text).risks) == 2 * len(ROWS)


WORDS = st.lists(st.sampled_from(["hal", "trappa", "Ingen", "3", "12", "2-4", "is", "—"]), max_size=4).map(" ".join)


@settings(max_examples=40)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS), max_size=6), st.integers(1, 9))
def test_every_word_between_blanks_is_placed(rows: list[tuple[str, ...]], width: int) -> None:
    text = "\n".join([line(HEADINGS), *("   ".join(cell.ljust(width) for cell in row) for row in rows)])
    coverage = read(text).coverage
    assert (coverage.words, coverage.unassigned) == (len(text.split()), 0)
