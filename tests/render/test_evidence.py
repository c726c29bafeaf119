"""`explain`: everything that speaks for a row is shown, and every word of the document is accounted for."""

import pytest

from risktool.draft import Doubt, Draft, DraftRow, DraftSection, PrintedScore
from risktool.extract.building import TextBuilder
from risktool.model import Coverage, Printed, ReviewReason
from risktool.notation import Notation
from risktool.render.evidence import Evidence, explain_document, explain_risk
from risktool.render.look import Look
from risktool.source import Document, Page, Span
from tests.render.build import DAMAGED, build_register, build_risk, build_scored, build_section


def damaged() -> Evidence:
    """Two rows in a stream of words that lost its fives; the second treatment may belong to the first row."""
    text = TextBuilder()
    heading = text.add("1. Flytt av arkiv", then=" ")
    first = (text.add("för förseningar", then=" "), text.add("4 20", then=" "), text.add("Boka om", then=" "))
    second = (text.add("Någon\x1b[31m blir sjuk", then=" "), text.add("2", then=" "), text.add("Låna in en", then=" "))
    page_number = text.add("1")
    whole = text.text()
    document = Document("x.txt", "", "text/plain", "text", whole, (Page(1, Span(0, len(whole))),))
    rows = tuple(
        DraftRow((risk,), PrintedScore(score=(score,), pooled=True), (treatment,), origin="flat", doubts=doubts)
        for (risk, score, treatment), doubts in (
            (first, ()),
            (second, (Doubt("treatment-uncertain", moves=(second[2],), to=0, part="treatment", odds=1.5),)),
        )
    )
    section = DraftSection(15, "1", (heading,), (heading,), True, rows)
    register = DAMAGED.model_copy(update={"coverage": Coverage(words=18, placed=18, unassigned=0)})
    return Evidence(document, Notation(lost=frozenset("5")), Draft((section,), furniture=(page_number,)), register)


def test_a_row_is_explained_from_its_words_to_its_runner_up() -> None:
    assert explain_risk(damaged(), "15.2", Look()) == (
        "15.2, Flytt av arkiv\n"
        "\n"
        "In the source\n"
        "  … Flytt av arkiv för förseningar 4 20 Boka om [risk: Någon\\x1b[31m blir sjuk]\n"
        "  [scores: 2] [treatment: Låna in en] …\n"
        "\n"
        "Arithmetic\n"
        "  printed “2” (which number is which is not said); scales 1–5 × 1–5; 5 is\n"
        "  printed nowhere\n"
        "  - 5×5 = 25 prints as “2”\n"
        "  What is missing has one answer; where both orders of the factors fit, they\n"
        "  stay open.\n"
        "  = S 5*, K 5*, S×K 25*, level critical\n"
        "\n"
        "How sure\n"
        "  97.0%: scores 100%, risk 100%, treatment 97.0%; a person should look\n"
        "  ? boundary-uncertain: Orden ”Boka om” kan höra till en annan rad.\n"
        "  ~ second best: “Låna in en” to row 15.1; the reading given is 1.5 times as\n"
        "    likely\n"
        "\n"
        "The text layer lost the digit “5” (99.9% sure)\n"
        "  - no '5' among 456 digits\n"
        "\n"
        "The text layer lost the word “Risk” (97.0% sure)\n"
        "  - 14 of 20 rows begin with a small letter\n"
    )


def test_a_document_is_explained_by_an_account_of_its_words() -> None:
    shown = explain_document(damaged(), Look())
    account = shown[shown.index("Where every word went") :]
    assert account == (
        "Where every word went\n"
        "       4  headings\n"
        "      13  rows\n"
        "       0  text of sections\n"
        "       1  furniture\n"
        "       0  no place\n"
        "      18  of 18 words\n"
    )
    assert "10–14 high (hög)" in shown
    assert "no '5' among 456 digits" in shown


def test_numbers_that_disagree_are_shown_as_they_stand() -> None:
    text = TextBuilder()
    spans = [text.add(cell, then="\t") for cell in ("Buller", "3", "3", "6", "Mattor")]
    whole = text.text()
    document = Document("x.txt", "", "text/plain", "text", whole, (Page(1, Span(0, len(whole))),))
    row = DraftRow((spans[0],), PrintedScore((spans[1],), (spans[2],), (spans[3],)), (spans[4],))
    printed = Printed(likelihood="3", consequence="3", score="6")
    reason = ReviewReason(code="score-inconsistent", text="Går inte ihop.", alternative="3×2 eller 3×3")
    risk = build_scored("1.1", 3, 3, status="inconsistent", printed=printed, review_reasons=(reason,))
    draft = Draft((DraftSection(1, "1", (), (), True, (row,)),))
    register = build_register(build_section(risk.model_copy(update={"score": 6, "page": 2})))
    shown = explain_risk(Evidence(document, Notation(), draft, register), "1.1", Look())
    assert "1.1, page 2, Flytt\n" in shown
    assert "[risk: Buller] [S: 3] [K: 3] [S×K: 6] [treatment: Mattor]" in shown
    assert "The printed numbers do not agree; they stay as printed." in shown
    assert "the other reading: 3×2 eller 3×3" in shown


def test_an_unknown_row_is_an_error_that_the_command_can_name() -> None:
    with pytest.raises(KeyError):
        explain_risk(damaged(), "9.9", Look())


def test_a_row_without_words_says_so() -> None:
    document = Document("x.txt", "", "text/plain", "text", "", ())
    draft = Draft((DraftSection(1, "1", (), (), True, (DraftRow((), PrintedScore()),)),))
    evidence = Evidence(document, Notation(), draft, build_register(build_section(build_risk("1.1", status="missing"))))
    assert "In the source\n  nothing\n" in explain_risk(evidence, "1.1", Look())
