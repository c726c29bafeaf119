"""Damaged, hostile and odd files: a document or an error of ours, never another one, and never a dead process."""

import random
import sys
import zlib
from pathlib import Path

import pytest

from risktool.errors import EncryptedError, NoTextError, RisktoolError, UnreadableError
from risktool.extract.pdf import contain, limits, read_pdf
from risktool.source import Document, Opening
from tests.extract.pdf.tiny import TinyPage, write_pdf

GOLDEN = (Path(__file__).parent / "golden" / "library-open.pdf").read_bytes()


def outcome(data: bytes) -> Document | RisktoolError:
    try:
        return read_pdf(data, "x.pdf", "")
    except RisktoolError as error:
        return error


@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
def test_a_file_that_was_cut_off(share: float) -> None:
    data = GOLDEN[: int(len(GOLDEN) * share)]
    assert not contain.is_sound(data)
    assert isinstance(outcome(data), Document | UnreadableError | NoTextError)


@pytest.mark.parametrize("seed", range(4))
def test_bytes_that_flipped(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(GOLDEN)
    for _ in range(20):
        data[chance.randrange(len(data))] = chance.randrange(256)
    outcome(bytes(data))


def test_a_table_of_contents_that_points_nowhere_is_repaired() -> None:
    page = TinyPage()
    page.text(50, 100, "Taket")
    data = write_pdf([page]).replace(b"startxref\n", b"startxref\n9")
    assert not contain.is_sound(data)
    document = outcome(data)
    assert isinstance(document, Document)
    assert document.text.split() == ["Taket"]


def test_a_page_tree_that_bites_its_tail() -> None:
    page = TinyPage()
    page.text(50, 100, "Taket")
    data = write_pdf([page]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    assert isinstance(outcome(data), UnreadableError | NoTextError)


def test_more_pages_than_there_are() -> None:
    page = TinyPage()
    page.text(50, 100, "Taket")
    document = outcome(write_pdf([page]).replace(b"/Count 1 ", b"/Count 9 "))
    assert isinstance(document, Document)
    assert document.text.split() == ["Taket"]


def test_a_crash_in_the_child_is_an_unreadable_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crashing = tmp_path / "python"
    crashing.write_text("#!/bin/sh\nkill -SEGV $$\n")
    crashing.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(crashing))
    with pytest.raises(UnreadableError, match="broken"):
        read_pdf(GOLDEN[:-40], "x.pdf", "")


def test_a_child_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hanging = tmp_path / "python"
    hanging.write_text("#!/bin/sh\nexec sleep 30\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(hanging))
    monkeypatch.setattr(limits, "CHILD_SECONDS", 0.2)
    with pytest.raises(UnreadableError):
        read_pdf(GOLDEN[:-40], "x.pdf", "")


def test_a_page_with_too_many_signs_is_read_in_part_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CHARS_PER_PAGE", 8)
    page = TinyPage()
    page.text(50, 100, "Taket rasar i natt")
    document = read_pdf(write_pdf([page]), "x.pdf", "")
    assert [(remark.name, remark.page) for remark in document.remarks] == [("partly-read", 1)]
    assert document.text.split() == ["Taket", "ra"]


def test_pages_in_pages_are_read_in_a_process_of_their_own() -> None:
    forms = b"<< /Type /XObject /Subtype /Form >>\n" * (contain.MOST_FORMS + 1)
    assert contain.has_nests(forms)
    assert not contain.has_nests(GOLDEN)


def test_a_line_of_ten_thousand_words_is_read_as_text() -> None:
    page = TinyPage()
    page.text(50, 100, "5 " * 10_000)
    assert len(read_pdf(write_pdf([page]), "x.pdf", "").text.split()) == 10_000


def test_a_page_of_an_image_among_pages_of_text_is_named() -> None:
    text, image = TinyPage(), TinyPage()
    text.text(50, 100, "Taket")
    image.ops.append("q 100 0 0 100 50 500 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q")
    document = read_pdf(write_pdf([text, image]), "x.pdf", "")
    assert [remark.page for remark in document.remarks] == [2]


LOCKED = Path(__file__).parent / "locked.pdf"
"""golden/library-open.pdf behind the user password "ishall" (AES-256, by pikepdf)."""


@pytest.mark.parametrize(("password", "hint"), [(None, "--password"), ("fel", "check")])
def test_a_password_that_is_missing_or_wrong(password: str | None, hint: str) -> None:
    with pytest.raises(EncryptedError) as caught:
        read_pdf(LOCKED.read_bytes(), "locked.pdf", "", Opening(password))
    assert hint in caught.value.hint
    assert "fel" not in str(caught.value)


def test_the_right_password_opens() -> None:
    assert read_pdf(LOCKED.read_bytes(), "locked.pdf", "", Opening("ishall")).text.split()[0] == "3."


def packed(body: bytes) -> bytes:
    """A PDF of one page that draws this, packed."""
    page = TinyPage()
    page.ops.append("CONTENT")
    stream = zlib.compress(body)
    plain = b"<< /Length 7 >> stream\nCONTENT"
    return write_pdf([page]).replace(plain, b"<< /Length %d /Filter /FlateDecode >> stream\n%s" % (len(stream), stream))


def test_a_page_whose_content_is_damaged_is_unreadable_and_not_blank() -> None:
    body = b"BT /F 10 Tf 1 0 0 1 50 500 Tm (" + bytes(range(65, 91)) * 4 + b") Tj ET"
    sound = packed(body)
    document = outcome(sound)
    assert isinstance(document, Document)
    assert document.text.startswith("ABC")
    assert isinstance(outcome(sound.replace(zlib.compress(body), random.Random(0).randbytes(60))), UnreadableError)


def test_a_scan_with_one_broken_stream_is_a_scan() -> None:
    scan = packed(b"q Q " * 40 + random.Random(0).randbytes(400).hex().encode())
    stray = b"9 0 obj << /Filter /FlateDecode >> stream\nno zlib\nendstream endobj\n"
    assert isinstance(outcome(scan.replace(b"trailer", stray + b"trailer")), NoTextError)
