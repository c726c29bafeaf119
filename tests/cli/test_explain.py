"""`risktool explain`: for a row, for a document, and for a row that is not there."""

from pathlib import Path

from tests.cli.conftest import Run

SAMPLE = Path(__file__).parents[2] / "samples" / "svommehall.docx"


def test_a_row_and_a_document_are_explained(run: Run) -> None:
    row = run("explain", SAMPLE, "1.1")
    assert row.code == 0
    assert "[S: 4] [K: 5] [S×K: 20]" in " ".join(row.out.split())
    document = run("explain", SAMPLE)
    assert document.code == 0
    assert "Where every word went" in document.out


def test_a_row_that_is_not_there_is_refused_with_those_there_are(run: Run) -> None:
    outcome = run("explain", SAMPLE, "7.7")
    assert outcome.code == 2
    assert "no row '7.7' (there are: 1.1, 1.2, " in outcome.err
