"""The benchmark measures what it says: reports in which every row is found."""

import risktool
from benchmarks.batch_dump import PAGES, ROWS, make_notes, make_report


def test_a_report_of_the_benchmark_is_read_whole() -> None:
    register = risktool.parse(make_report(7), name="report.pdf")
    assert register.source.pages == PAGES
    assert len(register.risks) == PAGES * ROWS
    assert all(risk.status == "read" for risk in register.risks)
    assert make_report(7) == make_report(7) != make_report(8)


def test_a_small_document_of_the_benchmark_is_read_whole() -> None:
    register = risktool.parse(make_notes(7).encode(), name="notes.txt")
    assert len(register.risks) == ROWS
    assert all(risk.status == "read" for risk in register.risks)
