"""How a PDF is opened: not all pages, not for ever, and by two readers that may disagree."""

import dataclasses
import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from risktool import pipeline
from risktool.cli import picture
from risktool.cli.guard import main
from risktool.errors import UnreadableError
from risktool.extract.pdf import contain, forked, limits, read_pdf, reading
from risktool.extract.pdf.contain import Job
from risktool.source import Document, Opening
from tests.extract.pdf.tiny import TinyPage, write_pdf

XS, YS = (50.0, 300.0, 340.0, 380.0, 420.0, 560.0), (100.0, 120.0, 140.0, 160.0)
ROWS = [["Risk", "S", "K", "S x K", "Åtgärd"], ["Halt golv", "4", "2", "8", "Sand"], ["Stöld", "3", "3", "9", "Lås"]]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runner's own threads hold no lock that the child needs."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    monkeypatch.setattr("risktool.extract.pdf.can_fork", lambda: True)
    monkeypatch.setattr(picture, "can_fork", lambda: True)


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


@pytest.mark.parametrize("name", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize(
    ("most", "words", "said"),
    [
        (1, ["Sidan", "1"], ["pages 2 to 3 were not read"]),
        (2, ["Sidan", "1", "Sidan", "2"], ["page 3 was not read"]),
        (3, ["Sidan", "1", "Sidan", "2", "Sidan", "3"], []),
        (4, ["Sidan", "1", "Sidan", "2", "Sidan", "3"], []),
    ],
)
def test_no_more_pages_than_asked_for(most: int, words: list[str], said: list[str], name: contain.Reader) -> None:
    document = reading.read_here(Job(texts(3), "x.pdf", "", Opening(max_pages=most), name))
    assert document.text.split() == words
    assert [(remark.name, remark.page, remark.message) for remark in document.remarks] == [
        ("partly-read", None, text) for text in said
    ]


@pytest.mark.usefixtures("alone")
def test_no_longer_than_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked, "read_here", lambda _: time.sleep(30))
    with pytest.raises(UnreadableError, match=r"longer than 0\.1 s") as caught:
        read_pdf(texts(1), "x.pdf", "", Opening(timeout=0.1))
    assert "--timeout" in caught.value.hint


def crash(_: Job) -> None:
    """As a C library does; and silently, whatever the test runner would say of it."""
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.mark.usefixtures("alone")
def test_a_reader_that_crashes_is_followed_by_the_second_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash_or_read(job: Job) -> Document:
        if job.reader == "pdfium":
            crash(job)
        return reading.read_here(job)

    monkeypatch.setattr(forked, "read_here", crash_or_read)
    document = read_pdf(texts(1), "x.pdf", "", Opening(timeout=60))
    assert (document.reader, document.text.split()) == ("pdfplumber", ["Sidan", "1"])


@pytest.mark.usefixtures("alone")
def test_a_file_that_crashes_every_reader_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked, "read_here", crash)
    with pytest.raises(UnreadableError, match="crashes what reads it"):
        read_pdf(texts(1), "x.pdf", "", Opening(timeout=60))


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("command", ["parse", "matrix", "explain", "diff"])
def test_a_command_outlives_a_file_that_crashes_its_reader(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(texts(1))
    monkeypatch.setattr(forked, "read_here", crash)
    monkeypatch.setattr(sys, "argv", ["risktool", command, *([str(path)] * (2 if command == "diff" else 1))])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capfd.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("alone")
def test_a_check_goes_on_after_a_file_that_crashes_its_reader(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(texts(1))

    def crash_or_read(job: Job) -> Document:
        if job.name == "a.pdf":
            crash(job)
        return reading.read_here(job)

    monkeypatch.setattr(forked, "read_here", crash_or_read)
    monkeypatch.setattr(sys, "argv", ["risktool", "validate", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capfd.readouterr()
    assert ended.value.code == 1
    assert "crashes what reads it" in said.out
    assert "2 documents checked" in said.err


@pytest.mark.usefixtures("alone")
def test_a_page_that_crashes_when_it_is_drawn_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(register())
    monkeypatch.setattr(picture, "render_picture", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    monkeypatch.setattr(sys, "argv", ["risktool", "explain", str(path), "1.1", "--image", str(tmp_path / "x.png")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capfd.readouterr().err.count("\n") == 1
    assert not (tmp_path / "x.png").exists()


@pytest.mark.skipif(not contain.MEMORY.exists(), reason="only Linux says how much memory a process has")
@pytest.mark.usefixtures("alone")
def test_a_file_that_unpacks_to_gigabytes_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD_BYTES", 100_000_000)
    monkeypatch.setattr(reading, "_read", lambda _: bytes(1_000_000_000))
    with pytest.raises(UnreadableError, match="too much memory"):
        read_pdf(texts(1), "x.pdf", "", Opening(timeout=60))


@pytest.mark.usefixtures("alone")
def test_what_a_child_raises_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Job) -> Document:
        raise RecursionError("deep")

    monkeypatch.setattr(forked, "read_here", refuse)
    with pytest.raises(RecursionError, match="deep"):
        read_pdf(texts(1), "x.pdf", "", Opening(timeout=60))


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
