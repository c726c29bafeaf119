"""What only shows how a register is filled in: instruction sheets, example rows, scales in the place of scores."""

import pytest

import risktool
from risktool.model import Register
from tests.extract.formats.files import rows_xml, sheet_xml, xlsx

REGISTER = [
    ["Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Åtgärd"],
    ["Taket läcker", "3", "4", "12", "Ny papp"],
    ["Källaren svämmar över", "2", "5", "10", "Pump"],
]


def workbook(sheets: dict[str, list[list[str]]]) -> Register:
    parts = {name: sheet_xml(rows_xml(rows)) for name, rows in sheets.items()}
    return risktool.parse(xlsx(parts), name="a.xlsx")


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Gör så här",
            "1. Beskriv risken kort.",
            "2. Bedöm sannolikhet 1-5 och konsekvens 1-5.",
            "3. T.ex. 3 x 4 = 12.",
        ],
        ["Om mallen", "Brand i förrådet (S: 3, K: 4 = 12). Åtgärd: larm", "Stöld i förrådet (S: 2, K: 4 = 8)"],
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_text_on_a_sheet_beside_the_register_holds_no_risks(lines: list[str], is_first: bool) -> None:
    sheets = {"Hjälp": [[line] for line in lines], "Register": REGISTER}
    register = workbook(sheets if is_first else dict(reversed(sheets.items())))
    assert [risk.description for risk in register.risks] == [row[0] for row in REGISTER[1:]]
    assert register.coverage.unassigned == 0


def test_text_under_a_heading_of_its_own_beside_the_register_is_asked() -> None:
    told = [["Riskanalys: förrådet"], ["Risk: Brand. S 3, K 4. Åtgärd: Larm"], ["Risk: Stöld. S 2, K 4. Åtgärd: Lås"]]
    risks = workbook({"Register": REGISTER, "Förrådet": told}).risks
    assert [(risk.score, risk.needs_review) for risk in risks] == [(12, False), (10, False), (12, True), (8, True)]


def test_text_of_a_workbook_without_a_register_is_read() -> None:
    register = workbook({"Möte": [["- Brand i förrådet (S: 3, K: 4 = 12)"], ["- Stöld i förrådet (S: 2, K: 4 = 8)"]]})
    assert [risk.score for risk in register.risks] == [12, 8]


def test_a_scale_is_no_score() -> None:
    text = "# Riskanalys\n\n- Läcka (sannolikhet 2, konsekvens 4)\n- Bedöm så: sannolikhet 1-5, konsekvens 1–5\n"
    assert [risk.likelihood for risk in risktool.parse(text.encode(), name="a.md").risks] == [2]
    rows = "| Vad kan ske? | 1-4 | 1-4 | |\n| Läcka | 1-2 | 1-3 | Pump |\n"
    table = f"| Risk | S | K | Åtgärd |\n|---|---|---|---|\n{rows}"
    assert [risk.description for risk in risktool.parse(table.encode(), name="a.md").risks] == ["Läcka"]


@pytest.mark.parametrize("row", ["Exempel: Brand", "Exempel 2 – Brand", "T.ex.: Brand"])
def test_an_example_is_asked(row: str) -> None:
    known = [risk.needs_review for risk in workbook({"R": [*REGISTER, [row, "2", "4", "8", ""]]}).risks]
    assert known == [False, False, True]


def test_a_sheet_of_examples_is_asked() -> None:
    register = workbook(
        {"Exempel": REGISTER[:2], "Risker": [REGISTER[0], ["Exempel på gott ledarskap saknas", "2", "4", "8", ""]]}
    )
    assert [risk.needs_review for risk in register.risks] == [True, False]


def test_a_row_that_only_a_copied_formula_fills_is_no_risk() -> None:
    head, *rows = ([str(n) if n else "Nr", *row] for n, row in enumerate(REGISTER))
    waiting = [["3", "", "", "", "0", ""], ["4", "", "", "", "0", ""]]
    risks = workbook({"Register": [head, *rows, *waiting]}).risks
    assert [risk.score for risk in risks] == [12, 10]
    bare = workbook({"Register": [*REGISTER, ["", "", "", "0", ""]]})
    assert [risk.score for risk in bare.risks] == [12, 10]
    begun = workbook({"Register": [head, *rows, ["3", "Brand", "", "", "0", ""]]}).risks
    assert [risk.description for risk in begun][2:] == ["Brand"]
