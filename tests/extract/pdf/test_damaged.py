"""Digits that no arithmetic tells: the page is drawn, and the sign is compared with the digits of its own font."""

from pathlib import Path

import pytest

from risktool import pipeline
from risktool.extract.pdf import read_pdf
from risktool.model import Register
from risktool.pipeline import Options
from risktool.source import Opening
from tests.extract.pdf.damaged import register
from tests.extract.pdf.tiny import TinyPage, write_pdf

DAMAGED = Path(__file__).parent / "damaged"
ONE_LOST = sorted(path.stem for path in DAMAGED.glob("*.pdf") if path.stem != "browser-two")
DATE = "Datum 2026-08-13, kl 9.40, sal 7"
ROWS = (("Taket", "2", "5"), ("Dörren", "5", "3"), ("Golvet", "5", "5"), ("Hissen", "1", "4"))
SAYS = {"null": "0000", "a replacement character": "FFFD", "private": "E005", "a bracket": "0028", "a digit": "0036"}


def made(
    says: dict[str, str], *, rows: tuple[tuple[str, ...], ...] = ROWS, note: str = DATE, head: str = "Risk S K"
) -> bytes:
    """A ruled table in Helvetica below a line of text; the text layer says something else for some characters."""
    page = TinyPage()
    page.text(50, 60, "1. Riskanalys: Flytt", 14)
    page.text(50, 80, note)
    heads = head.split()
    xs = (50.0, *(200.0 + 40 * column for column in range(len(heads))))
    ys = tuple(100.0 + 20 * number for number in range(len(rows) + 2))
    page.table(xs, ys, [heads, *map(list, rows)])
    used = set(" ".join(["1. Riskanalys: Flytt", note, head, *(cell for row in rows for cell in row)]))
    codes = {char: f"{ord(char):04X}" for char in used} | says
    return write_pdf([page], "\n".join(f"<{char.encode('cp1252')[0]:02X}> <{code}>" for char, code in codes.items()))


def factors(found: Register) -> list[tuple[object, object]]:
    return [(risk.likelihood, risk.consequence) for risk in found.risks]


def lost(found: Register) -> list[str]:
    return [damage.lost for damage in found.damage]


@pytest.mark.parametrize("name", ONE_LOST)
def test_four_producers(name: str) -> None:
    found = pipeline.parse(DAMAGED / f"{name}.pdf")
    assert factors(found) == [(int(row[1]), int(row[2])) for row in register.ROWS]
    assert [risk.treatment for risk in found.risks if risk.treatment] == [row[3] for row in register.ROWS]
    (damage,) = found.damage
    assert any("none of 0, 1, 2" in witness for witness in damage.evidence)
    touched = [risk for risk in found.risks if damage.lost in (str(risk.likelihood), str(risk.consequence))]
    assert {risk.status for risk in touched} == {"recovered"}
    assert all(damage.evidence[1] in risk.evidence[0] and risk.confidence == damage.confidence for risk in touched)
    assert not any(risk.needs_review for risk in found.risks)


def test_two_lost_digits_that_nothing_tells_apart_stay_open() -> None:
    found = pipeline.parse(DAMAGED / "browser-two.pdf")
    assert lost(found) == ["?", "?"]
    assert [finding.name for finding in found.findings if finding.risk is None] == ["lost-digit"]
    assert [risk.needs_review for risk in found.risks] == [None in pair for pair in factors(found)]
    assert {risk.status for risk in found.risks if risk.needs_review} == {"ambiguous"}
    assert {factor for pair in factors(found) for factor in pair} <= {1, 2, 4, None}


@pytest.mark.parametrize("code", [pytest.param(code, id=name) for name, code in SAYS.items()])
def test_a_lone_factor_is_the_digit_that_is_left(code: str) -> None:
    found = pipeline.parse(made({"5": code}))
    assert factors(found) == [(2, 5), (5, 3), (5, 5), (1, 4)]
    assert {damage.lost for damage in found.damage} == {"5"}


@pytest.mark.parametrize("lost", "1235")
def test_a_digit_is_found_whichever_it_is(lost: str) -> None:
    rows = (("Taket", "2", "5"), ("Dörren", "1", "3"), ("Golvet", "3", "2"), ("Hissen", "5", "1"))
    assert factors(pipeline.parse(made({lost: "E001"}, rows=rows))) == [(2, 5), (1, 3), (3, 2), (5, 1)]


def test_a_digit_that_the_font_never_shows_is_excluded_by_its_form() -> None:
    found = pipeline.parse(made({"5": "E005"}, note="Datum 2026-08-13"))
    assert factors(found) == [(2, 5), (5, 3), (5, 5), (1, 4)]
    assert any("nor is any 7, 9 ever formed like it" in witness for witness in found.damage[0].evidence)


def test_where_two_digits_could_be_meant_none_is_claimed() -> None:
    note = "Datum 2026-08-03, kl 9.40"
    ten = (*ROWS, ("Porten", "8", "9"))
    found = pipeline.parse(made({"1": "E001"}, rows=ten, note=note))
    assert lost(found) == ["?"]
    assert factors(found)[3] == (None, 4)
    (damage,) = pipeline.parse(made({"1": "E001"}, note=note)).damage
    assert damage.lost == "1"
    assert "7 would be off the scale of its column" in damage.evidence


def test_few_known_digits_prove_nothing() -> None:
    assert lost(pipeline.parse(made({"5": "E005"}, note="Utan datum"))) == ["?"]


@pytest.mark.parametrize("sign", "?€ZX")
def test_a_sign_that_is_no_digit_becomes_none(sign: str) -> None:
    rows = (("Taket", "2", sign), ("Dörren", sign, "3"), ("Golvet", "5", "4"), ("Hissen", "1", sign))
    found = pipeline.parse(made({sign: "E005"}, rows=rows, note=DATE.replace("7", "")))
    assert found.damage == ()
    assert factors(found)[:2] == [(2, None), (None, 3)]


def test_a_good_print_of_the_same_digit_is_found_again() -> None:
    """One subset of a font has lost the digit, another one of the same font has it."""
    page = TinyPage()
    page.text(50, 60, "1. Riskanalys: Flytt", 14)
    page.text(50, 80, "Vecka 5 och 35", font="B")
    page.table((50, 200, 240, 280), (100, 120, 140, 160), [["Risk", "S", "K"], ["Taket", "2", "5"], ["Golv", "5", "1"]])
    data = write_pdf([page], "<35> <E005>").replace(b"/BaseFont /Helvetica-Bold", b"/BaseFont /Helvetica     ")
    found = pipeline.parse(data)
    assert factors(found) == [(2, 5), (5, 1)]
    assert any("it is the '5' of its own font" in witness for witness in found.damage[0].evidence)


def test_looks_never_go_against_arithmetic() -> None:
    """Two products come out with 3 and one with 5, which is too little for either; the looks say 5: nobody knows."""
    cells = ("Taket 2 5 6", "Dörren 1 4 4", "Golvet 2 2 4", "Porten 5 4 20", "Hissen 1 5 3")
    rows = tuple(tuple(line.split()) for line in cells)
    assert lost(pipeline.parse(made({"5": "E005"}, rows=rows, head="Risk S K SxK"))) == ["?"]


def test_nothing_is_drawn_where_arithmetic_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("drawn")

    monkeypatch.setattr("risktool.pipeline.look_closely", refuse)
    rows = (("Taket", "2", "5", "10"), ("Dörren", "5", "3", "15"), ("Golvet", "5", "5", "25"))
    data = made({"5": "E005"}, rows=rows, head="Risk S K SxK")
    assert factors(pipeline.parse(data)) == [(2, 5), (5, 3), (5, 5)]
    with pytest.raises(AssertionError, match="drawn"):
        pipeline.parse(made({"5": "E005"}))


def test_a_child_process_looks_as_closely() -> None:
    path = DAMAGED / "typst-private.pdf"
    assert pipeline.parse(path, options=Options(timeout=60)) == pipeline.parse(path)


def test_invisible_text_is_not_compared() -> None:
    data = made({"5": "E005"}).replace(b"BT /F 10 Tf", b"BT 3 Tr /F 10 Tf")
    data = data.replace(b"startxref", b"%tartxref")  # offsets have moved: pdfium finds the objects itself
    document = read_pdf(data, "x.pdf", "", Opening(closely=True))
    assert [glyph.likeness for glyph in document.glyphs] == [None]


def test_a_digit_that_reads_as_another_one_leaves_the_true_one_alone() -> None:
    """3 reads "6": which sixes are threes is known by their ink, and a true 6 never becomes a 3."""
    cells = ("Taket 3 2 6", "Dörren 3 3 9", "Golvet 3 5 15", "Porten 2 3 6", "Hissen 4 4 16")
    rows = tuple(tuple(line.split()) for line in cells)
    found = pipeline.parse(made({"3": "0036"}, rows=rows, head="Risk S K SxK"))
    assert factors(found) == [(3, 2), (3, 3), (3, 5), (2, 3), (4, 4)]
    assert [risk.score for risk in found.risks] == [6, 9, 15, 6, 16]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Risk SxK", (("Taket", "2x5=10"), ("Dörren", "5x3=15"), ("Golvet", "5x5=25"))),
        (
            "Risk S K Nivå",
            (("Taket", "2", "5", "Hög (10)"), ("Dörren", "5", "3", "Hög (15)"), ("Golvet", "5", "5", "Hög (25)")),
        ),
    ],
    ids=["one cell", "a level beside the product"],
)
def test_products_among_signs_and_words_name_a_digit(head: str, rows: tuple[tuple[str, ...], ...]) -> None:
    found = pipeline.parse(made({"5": SAYS["null"]}, rows=rows, head=head))
    assert lost(found) == ["5"]
    assert factors(found) == [(2, 5), (5, 3), (5, 5)]
    assert not any(risk.needs_review for risk in found.risks)
