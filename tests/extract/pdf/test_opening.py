"""How a PDF is opened: not all pages, not for ever, and by two readers that may disagree."""

import dataclasses
from collections.abc import Callable

import pytest

from risktool import pipeline
from risktool.errors import UnreadableError
from risktool.extract.pdf import read_pdf, reading
from risktool.extract.pdf.contain import Job
from risktool.source import Document, Opening
from tests.extract.pdf.tiny import TinyPage, write_pdf

XS, YS = (50.0, 300.0, 340.0, 380.0, 420.0, 560.0), (100.0, 120.0, 140.0, 160.0)
ROWS = [["Risk", "S", "K", "S x K", "Åtgärd"], ["Halt golv", "4", "2", "8", "Sand"], ["Stöld", "3", "3", "9", "Lås"]]


def register() -> bytes:
    page = TinyPage(width=600)
    page.text(50, 60, "1. Riskanalys: Entrén")
    page.table(XS, YS, ROWS)
    return write_pdf([page])


def texts(count: int) -> bytes:
    pages = [TinyPage() for _ in range(count)]
    for number, page in enumerate(pages, start=1):
        page.text(50, 100, f"Sidan {number}")
    return write_pdf(pages)


@pytest.mark.parametrize(("most", "words"), [(1, ["Sidan", "1"]), (2, ["Sidan", "1", "Sidan", "2"])])
def test_no_more_pages_than_asked_for(most: int, words: list[str]) -> None:
    document = read_pdf(texts(3), "x.pdf", "", Opening(max_pages=most))
    assert document.text.split() == words
    assert [(remark.name, remark.page) for remark in document.remarks] == [("partly-read", most)]


def test_no_longer_than_asked_for() -> None:
    with pytest.raises(UnreadableError, match=r"longer than 0\.01 s") as caught:
        read_pdf(texts(1), "x.pdf", "", Opening(timeout=0.01))
    assert "--timeout" in caught.value.hint


def test_time_enough_changes_nothing() -> None:
    assert read_pdf(texts(1), "x.pdf", "", Opening(timeout=60)) == read_pdf(texts(1), "x.pdf", "")


def test_readers_that_agree_dispute_nothing() -> None:
    document = read_pdf(register(), "x.pdf", "", Opening(verify=True))
    assert document.disputes == ()
    assert document == read_pdf(register(), "x.pdf", "")


Plumber = Callable[[Job, UnreadableError | None], Document]


def misread(read: Plumber) -> Plumber:
    """A second reader that says 6 for the 4."""

    def reader(job: Job, refusal: UnreadableError | None) -> Document:
        document = read(job, refusal)
        return dataclasses.replace(document, text=document.text.replace("\t4\t", "\t6\t"))

    return reader


def test_a_row_that_two_readers_read_differently_wants_review(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_with_plumber", misread(reading._with_plumber))
    found = pipeline.parse(register(), name="x.pdf", options=pipeline.Options(verify=True))
    first, second = found.risks
    assert (first.likelihood, first.needs_review, second.needs_review) == (4, True, False)
    assert [(reason.code, reason.alternative) for reason in first.review_reasons] == [("readers-differ", "6")]
    assert [finding.page for finding in found.findings if finding.name == "partly-read"] == [1]
