"""A digit that the page shows and the text layer cannot name comes back as one sign, in its place."""

import pytest

from risktool.errors import NoTextError
from risktool.extract.pdf import read_pdf
from risktool.source import Document, Span
from tests.extract.pdf.tiny import HEIGHT, TinyPage, write_pdf

LEDGER = "Taket 2 5 10\nDörren 5 3 15\nGolvet 5 5 25\nFönster 4 4 16\nKällare 3 6 18\nHissen 7 8 56\nTrappan 9 5 45"
SAYS = {
    "nothing": "",
    "null": "0000",
    "a space": "0020",
    "a replacement character": "FFFD",
    "a zero-width space": "200B",
    "a private character": "E005",
    "a bracket": "0028",
    "a letter": "0053",
    "a section sign": "00A7",
    "another digit": "0036",
    "a bullet": "F0B7",
}


def read(says: str | None, text: str = LEDGER) -> Document:
    page = TinyPage()
    for row, line in enumerate(text.splitlines()):
        for column, word in enumerate(line.split()):
            page.text(50 + 90 * column, 100 + 20 * row, word)
    codes = sorted(set(text.encode("cp1252")) - set(b" \n\r"))
    cmap = [f"<{c:02X}> <{ord(bytes([c]).decode('cp1252')):04X}>" for c in codes if chr(c) != "5"]
    if says is not None:
        cmap.append(f"<35> <{says}>")
    return read_pdf(write_pdf([page], "\n".join([*cmap, "<20> <0020>"])), "tiny.pdf", "")


@pytest.mark.parametrize("says", [pytest.param(code, id=name) for name, code in SAYS.items() if name != "nothing"])
def test_a_lost_digit_is_one_sign_wherever_it_stands(says: str) -> None:
    document = read(says)
    signs = {glyph.char for glyph in document.glyphs}
    assert signs
    found = "".join("5" if char in signs else char for char in document.text)
    assert found.split() == LEDGER.split()
    assert len(signs) <= 2  # two where a digit reads as another one that is also there


def test_what_the_text_layer_says_is_kept() -> None:
    document = read(SAYS["a bracket"])
    assert document.glyphs[0].shown == "("
    assert document.shown((Span(0, len(document.text)),)).split()[:4] == ["Taket", "2", "(", "10"]


@pytest.mark.parametrize(("drawn", "says", "bullet"), [("•", "F0B7", "•"), ("·", "F0A7", "▪")])
def test_a_bullet_of_a_symbol_font_is_one(drawn: str, says: str, bullet: str) -> None:
    page = TinyPage()
    page.text(50, 100, f"{drawn} Halka")
    cmap = [f"<{byte:02X}> <{byte:04X}>" for byte in b"Halk "]
    cmap.append(f"<{drawn.encode('cp1252').hex()}> <{says}>")
    document = read_pdf(write_pdf([page], "\n".join(cmap)), "tiny.pdf", "")
    assert (document.text.strip(), document.glyphs) == (f"{bullet} Halka", ())


def test_true_brackets_question_marks_and_letters_stay() -> None:
    text = LEDGER + "\nS K S\n9? (5) S4\n4? (3 st) K5"
    document = read("0035", text)
    assert document.glyphs == ()
    assert document.text.split() == text.split()


def test_digits_drawn_as_outlines_stand_in_their_words() -> None:
    page = TinyPage()
    page.text(50, 100, "Taket 1")
    x = 83.8
    for left, y in ((x, 100.0), (200.0, 100.0)):
        page.ops.append(outline(left, y))
    document = read_pdf(write_pdf([page]), "tiny.pdf", "")
    (glyph,) = document.glyphs
    assert glyph.shown == ""
    assert document.text.split() == ["Taket", "1" + glyph.char, glyph.char]


def test_a_text_layer_without_a_key_is_no_text() -> None:
    page = TinyPage()
    page.text(50, 100, "Taket")
    cmap = "\n".join(f"<{code:02X}> <FFFD>" for code in b"Taket")
    with pytest.raises(NoTextError, match="decoded"):
        read_pdf(write_pdf([page], cmap), "tiny.pdf", "")


def outline(x: float, y: float) -> str:
    """Something like a 5 on the baseline y, 7 pt high."""
    y = HEIGHT - y
    points = ((0, 0), (4, 0), (4.5, 2), (4, 4), (1, 4), (1, 6), (4, 6), (4, 7), (0, 7), (0, 3), (3, 3), (3, 1), (0, 1))
    path = " ".join(f"{x + dx} {y + dy} {'l' if number else 'm'}" for number, (dx, dy) in enumerate(points))
    return f"{path} h f"
