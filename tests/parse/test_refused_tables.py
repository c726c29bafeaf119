"""What happens to the words of a table that is no register."""

import pytest

from risktool import parse
from tests.extract.pdf.tiny import TinyPage, write_pdf


@pytest.mark.parametrize(
    "table",
    [
        [["ID", "Titel", "Allvar", "Prio"], ["F-1", "Knappen hoppar", "Låg", "3"], ["F-2", "Allt stannar", "Hög", "1"]],
        [["Sannolikhet", "Konsekvens", "Risk"], ["Låg", "Hög", "Godtas"], ["Hög", "Hög", "Åtgärdas"]],
        [["Risk-ID", "Sannolikhet", "Konsekvens", "Riskvärde"]],
    ],
)
def test_a_drawn_table_that_is_no_register_gives_no_rows(table: list[list[str]]) -> None:
    page = TinyPage()
    page.text(40, 60, "Riskanalys: Nytt system", 14)
    page.table((40.0, 160.0, 300.0, 400.0, 500.0), tuple(80.0 + 20 * line for line in range(len(table) + 1)), table)
    register = parse(write_pdf([page]), name="notes.pdf")
    assert [risk.description for section in register.sections for risk in section.risks] == []
    assert register.coverage.unassigned == 0
