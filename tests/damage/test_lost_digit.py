"""A digit that the text layer lost: claimed on evidence only, and what follows for the numbers."""

from risktool.pipeline import Trace, trace

RISKS = ["Att vi inte hinner i tid.", "Att bilen är för liten.", "Att lådor tappas bort.", "Att ingen är på plats."]
SCORES = ["4 5 20", "3 5 15", "5 5 25", "2 4 8"]


def notes(by_block: bool = False) -> str:
    pages = []
    for n in range(1, 17):
        pairs = [f"{score} Planera i god tid." for score in SCORES]
        cells = [*RISKS, *pairs] if by_block else [f"{r} {p}" for r, p in zip(RISKS, pairs, strict=True)]
        pages.append(f"{n}. Riskanalys: Flytt av arkiv (handlingsplan) {' '.join(cells)} {n}")
    return "\n".join(pages)


def read(text: str) -> Trace:
    return trace(text.encode(), name="notes.txt")


def scores(done: Trace) -> list[list[object]]:
    return [[risk.score for risk in section.risks] for section in done.register.sections]


def test_an_undamaged_text_has_no_damage() -> None:
    done = read(notes())
    assert done.diagnosis.losses == ()
    assert scores(done) == [[20, 15, 25, 8]] * 16


def test_a_lost_five_is_claimed_with_its_witnesses_and_the_products_come_back_by_row() -> None:
    done = read(notes().replace("5", ""))
    (loss,) = [loss for loss in done.diagnosis.losses if loss.is_digit]
    assert loss.lost == "5"
    assert any("page numbers 5, 15" in words for words in loss.evidence)
    assert [section.number for section in done.register.sections] == list(range(1, 17))
    assert scores(done) == [[20, 15, 25, 8]] * 16


def test_a_lost_five_by_block() -> None:
    done = read(notes(by_block=True).replace("5", ""))
    found = scores(done)
    assert len(found) == 16
    assert found == [[20, 15, 25, 8]] * 16


def test_the_order_of_the_factors_stays_open() -> None:
    risk = read(notes().replace("5", "")).register.sections[0].risks[0]
    assert (risk.likelihood, risk.consequence, risk.score, risk.status) == (None, None, 20, "recovered")
    assert set(risk.candidates) == {(4, 5), (5, 4)}


def test_a_short_text_without_the_digit_is_no_evidence() -> None:
    assert read("1. Riskanalys: Flytt Att vi inte hinner. 3 4 12 Planera.").diagnosis.losses == ()


def register(numbered: bool) -> str:
    """A table whose rows are numbered, or named in letters, and whose product cannot tell by itself what was lost."""
    scores = [(2, 4), (4, 4), (3, 4), (4, 2), (5, 5), (4, 4), (3, 2), (4, 3), (2, 2), (3, 5), (4, 1), (2, 3)] * 2
    letters = "abcdefghijklmnopqrstuvwx"
    rows = [
        f"{at if numbered else letter};Fall i trappa {letter * 3};{s};{k};{s * k}"
        for at, (letter, (s, k)) in enumerate(zip(letters, scores, strict=True), start=1)
    ]
    return "\n".join(["Nr;Risk;S;K;Produkt", *rows])


def test_the_numbers_of_rows_are_witnesses() -> None:
    text = register(numbered=True)
    done = trace(text.replace("5", "").encode(), name="register.csv")
    assert [loss.lost for loss in done.diagnosis.losses] == ["5"]
    assert "numbered rows 5, 15 are printed '', '1' (no '5')" in done.diagnosis.losses[0].evidence
    assert scores(done) == scores(trace(text.encode(), name="register.csv"))
    bare = trace(register(numbered=False).replace("5", "").encode(), name="register.csv")
    assert bare.diagnosis.losses == ()


def test_a_product_that_the_printed_factor_cannot_make_is_asked_about() -> None:
    done = trace(b"Risk;S;K;Produkt\nFall i trappan;3;;1\nBrand i soprum;3;;6\n", name="register.csv")
    assert [risk.needs_review for risk in done.register.risks] == [True, False]
