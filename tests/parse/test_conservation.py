"""The law of tables: every letter and digit of a register's span is in exactly one place of its reading."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from risktool.parse.tables import TableReading
from risktool.source import Document, Span
from tests.parse.build import Merged, Row, read, table_document

HEADINGS = ["Risk", "S", "K", "SxK", "Åtgärd", "Ansvarig", "Restrisk", "Konsekvens", "Kommentar", "", "Risk (S x K)"]
CELLS = [
    "",
    "3",
    "5",
    "15",
    "Hal trappa",
    "3 * 5 = 15",
    "medel",
    "2-4",
    "9?",
    "Summa",
    "-",
    "Risk",
    "En mening om något.",
]


@st.composite
def registers(draw: st.DrawFn) -> Document:
    width = draw(st.integers(2, 8))
    heading: Row = draw(st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width))
    cell = st.sampled_from(CELLS)
    rows: list[Row] = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=6))
    title: Row = [Merged("Riskanalys: Flytt", 1, width), *[None] * (width - 1)]
    lines = [heading, *rows]
    if draw(st.booleans()):
        lines.insert(draw(st.integers(0, len(lines))), title)
    more = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=3))
    return table_document([lines], [more])


def placed(reading: TableReading) -> list[Span]:
    passage = reading.passage
    rows = [span for row in passage.rows for span in row.spans]
    return [*reading.above, *rows, *passage.text, *passage.furniture]


@given(registers(), st.sampled_from(["", "5"]))
@example(table_document([[["Risk", "Åtgärd"], ["3 * 5 = 15", ""]]], [[["", "Sanda"]]]), "")  # ends overleaf
@settings(max_examples=120, deadline=None)
def test_every_sign_is_placed_once(document: Document, lost: str) -> None:
    readings = read(document, lost=lost)
    count = Counter(offset for reading in readings for span in placed(reading) for offset in range(*span))
    signs = {offset for reading in readings for offset in range(*reading.span) if not document.text[offset].isspace()}
    assert all(n == 1 for offset, n in count.items() if not document.text[offset].isspace())
    assert signs == {offset for offset in count if not document.text[offset].isspace()}
