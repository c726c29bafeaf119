"""Small flat texts, one for each way a table is printed: what comes out, number by number."""

from collections import Counter
from itertools import count

import pytest

from risktool.notation import Notation
from risktool.parse.flat.scores import blocks
from risktool.pipeline import Trace, trace
from training import make_sample

HEAD = "1. Riskanalys: Flytt av arkiv (handlingsplan) Risk S K SxK Åtgärd "
RISKS = ["Att vi inte hinner i tid.", "Att bilen är för liten.", "Att lådor tappas bort."]
TREATMENTS = ["Planera i god tid.", "Boka en större bil.", "Märk alla lådor."]
SCORES = ["3 4 12", "2 2 4", "1 4 4"]
WHOLE = [(3, 4, 12), (2, 2, 4), (1, 4, 4)]


def read(text: str) -> Trace:
    return trace(text.encode(), name="notes.txt")


def numbers(done: Trace) -> list[tuple[object, object, object]]:
    return [(r.likelihood, r.consequence, r.score) for s in done.register.sections for r in s.risks]


def assert_placed_once(done: Trace) -> None:
    draft = done.draft
    spans = [*draft.furniture, *draft.unassigned]
    for section in draft.sections:
        spans += [*section.heading, *section.text, *(span for row in section.rows for span in row.spans)]
    count = Counter(offset for span in spans for offset in range(*span))
    text = done.document.text
    assert not [text[at] for at in range(len(text)) if count[at] != 1 and not text[at].isspace()]


def by_row() -> str:
    return " ".join(f"{risk} {score} {do}" for risk, score, do in zip(RISKS, SCORES, TREATMENTS, strict=True))


def test_rows_printed_by_row() -> None:
    done = read(HEAD + by_row())
    assert numbers(done) == WHOLE
    risks = done.register.sections[-1].risks
    assert [r.description for r in risks] == RISKS
    assert [r.treatment for r in risks] == TREATMENTS
    assert_placed_once(done)


def test_rows_printed_by_block_keep_their_own_scores() -> None:
    pairs = " ".join(f"{score} {do}" for score, do in zip(SCORES, TREATMENTS, strict=True))
    assert numbers(read(f"{HEAD}{' '.join(RISKS)} {pairs}")) == WHOLE


PAGE = [
    ("Nycklar kommer bort.", "4 4 16", "Byt lås."),
    ("Ingen svarar i telefon.", "1 3 3", "Anställ en vikarie."),
    ("Fel kund får fakturan.", "5 4 20", "Kontrollera adressen."),
    ("Möbler rasar.", "4 3 12", "Skruva fast hyllor."),
    ("Personalen slutar.", "4 3 12", "Inför samtal varje månad."),
    ("Budgeten räcker inte.", "5 2 10", "Följ upp varje vecka."),
    ("Vatten tränger in.", "2 2 4", "Mät fukt."),
    ("Avtalet löper ut.", "1 5 5", "Ring leverantören."),
    ("Bilen går sönder.", "3 2 6", "Serva bilen."),
    ("Larmet är trasigt.", "2 3 6", "Byt batterier."),
]


def cells(done: Trace) -> list[tuple[str, str, str | None]]:
    risks = [risk for section in done.register.sections for risk in section.risks]
    return [
        (r.description, f"{r.printed.likelihood} {r.printed.consequence} {r.printed.score}", r.treatment) for r in risks
    ]


def test_a_page_whose_descriptions_all_come_first_is_read_whole() -> None:
    """However many descriptions wait for a score, none is given up before the scores come."""
    descriptions = " ".join(description for description, _, _ in PAGE)
    rest = " ".join(f"{score} {treatment}" for _, score, treatment in PAGE)
    assert cells(read(f"{HEAD}{descriptions} {rest}")) == PAGE


def test_a_page_printed_column_by_column_is_read_whole() -> None:
    descriptions, scores, treatments = zip(*PAGE, strict=True)
    numbers_ = " ".join(n for column in zip(*(score.split() for score in scores), strict=True) for n in column)
    assert cells(read(f"{HEAD}{' '.join(descriptions)} {numbers_} {' '.join(treatments)}")) == PAGE


def test_an_analysis_of_which_few_rows_have_a_score_gives_them_all() -> None:
    risks = [f"Risk för att {description[0].lower()}{description[1:]}" for description, _, _ in PAGE]
    text = f"{HEAD}{' '.join(risks[:4])} {PAGE[3][1]} {PAGE[3][2]} {' '.join(risks[4:])}"
    found = cells(read(text))
    assert [description for description, _, _ in found] == risks
    assert [score.strip() for _, score, _ in found if score.strip()] == [PAGE[3][1]]


def test_scores_printed_column_by_column_are_put_together_by_their_products() -> None:
    columns = " ".join(part for column in zip(*(s.split() for s in SCORES), strict=True) for part in column)
    assert numbers(read(f"{HEAD}{' '.join(RISKS)} {columns} {' '.join(TREATMENTS)}")) == WHOLE


def test_the_page_number_is_no_score() -> None:
    done = read(HEAD + by_row() + " 1")
    assert numbers(done) == WHOLE
    assert "1" in [placed.text for placed in done.register.furniture]


def test_a_number_in_a_sentence_and_a_list_number_stay_text() -> None:
    done = read(
        f"{HEAD}{RISKS[0][:-1]} under 12 veckor. 3 4 12 1. Planera i 3 steg. 2. Räkna 12 lådor. {RISKS[1]} 2 2 4"
    )
    assert numbers(done) == WHOLE[:2]
    risks = done.register.sections[-1].risks
    assert "12 veckor" in risks[0].description
    assert "i 3 steg" in (risks[0].treatment or "")
    assert_placed_once(done)


@pytest.mark.parametrize("seed", [3, 37])
def test_column_headings_in_the_middle_of_a_cell_are_not_swallowed(seed: int) -> None:
    """A description went on behind the headings, between two atoms (3) or inside one (37)."""
    assert_placed_once(read(make_sample(seed, sections=3).text))


@pytest.mark.parametrize(("lost", "highest"), [("", 10), ("5", 5)])
def test_a_run_that_is_nearly_a_column_block_is_given_up_quickly(
    lost: str, highest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """18 numbers of which one does not fit doubled the search with every row: millions of steps."""
    tokens = ("9", "9", "5", "10", "9", "10", "8", "7", "4", "5", "8", "7", "1", "4", "63", "36", "25", "80")
    search, steps = blocks._match_rows, count()
    monkeypatch.setattr(blocks, "_match_rows", lambda *given: (next(steps), search(*given))[1])
    assert blocks.read_block.__wrapped__(tokens, Notation((1, highest), (1, highest), frozenset(lost))) is None
    assert next(steps) < 20_000


@pytest.mark.parametrize("seed", range(6))
def test_every_number_of_a_made_sample_is_true_or_flagged_or_blank(seed: int) -> None:
    sample = make_sample(seed, sections=2)
    done = read(sample.text)
    assert_placed_once(done)
    owner = {at: piece for piece in sample.pieces for at in range(piece.start, piece.end)}
    for draft, section in zip(done.draft.sections, done.register.sections, strict=True):
        for row, risk in zip(draft.rows, section.risks, strict=True):
            got = (risk.likelihood, risk.consequence, risk.score)
            if risk.needs_review or got == (None, None, None):
                continue
            places = {
                (owner[at].section, owner[at].row) for span in row.score.spans for at in range(*span) if at in owner
            }
            assert len(places) == 1
            (s, r) = places.pop()
            assert s is not None
            assert r is not None
            true = sample.register.sections[s].rows[r].printed
            wanted = (true.likelihood, true.consequence, true.score)
            assert all(g is None or w in ("", str(g)) for g, w in zip(got, wanted, strict=True))
