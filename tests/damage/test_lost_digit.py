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
