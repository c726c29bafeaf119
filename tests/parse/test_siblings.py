"""Items that nobody scored in lists whose other items are scored."""

import pytest

from tests.parse.build import reviewed

LIST = """1. Hal trappa (S3 K5 = 15). Salta.
{}
3. Buller (S: 2, K: 5 = 10). Skärmar.
4. Damm (S: 3, K: 3 = 9). Fläkt.
"""


def test_a_numbered_item_that_nobody_scored_joins_no_row_above() -> None:
    assert [(row[0], row[3], row[4]) for row in reviewed(LIST.format("2. Fel nycklar. Märk dem."))] == [
        ("Hal trappa", "Salta.", False),
        ("Fel nycklar. Märk dem.", None, True),
        ("Buller", "Skärmar.", False),
        ("Damm", "Fläkt.", False),
    ]
    assert reviewed(LIST.format("2. Fel nycklar.\n   Åtgärd: Märk dem."))[1] == (
        "Fel nycklar.", None, None, "Märk dem.", False,
    )  # fmt: skip


def test_items_before_and_behind_the_scored_ones_count_on() -> None:
    text = (
        "1. Fel nycklar.\n2. Hal trappa (S3 K5 = 15).\n3. Buller (S2 K5 = 10).\n4. Damm.\n\n5. Nästa möte är i maj.\n"
    )
    assert [row[0] for row in reviewed(text)] == ["Fel nycklar.", "Hal trappa", "Buller", "Damm."]


@pytest.mark.parametrize("treatments", ["1. Salta.\n2. Sanda.", "a) Salta.\nb) Sanda."])
def test_numbered_treatments_under_a_scored_item_stay_its_own(treatments: str) -> None:
    text = f"1. Hal trappa (S3 K5 = 15).\n{treatments}\n2. Buller (S2 K5 = 10).\n"
    assert [(row[0], row[4]) for row in reviewed(text)] == [("Hal trappa", False), ("Buller", False)]


def test_a_bullet_without_a_score_is_a_row_where_most_have_one_and_else_a_question() -> None:
    rare = "- Hal trappa (S3 K5 = 15)\n- Fel nycklar\n- Buller (S2 K5 = 10)\n"
    often = "- Hal trappa (S3 K5 = 15)\n- Salta\n- Buller (S2 K5 = 10)\n- Skärmar\n"
    nested = often.replace("- S", "  - S")
    assert [(row[0], row[4]) for row in reviewed(rare)] == [
        ("Hal trappa", True),
        ("Fel nycklar", True),
        ("Buller", False),
    ]
    assert [(row[3], row[4]) for row in reviewed(often)] == [("Salta", True), ("Skärmar", True)]
    assert [(row[3], row[4]) for row in reviewed(nested)] == [("Salta", False), ("Skärmar", False)]


def test_numbered_items_without_scores_behind_every_scored_one_are_a_question() -> None:
    text = "1. Hal trappa (S3 K5 = 15)\n2. Salta\n3. Buller (S2 K5 = 10)\n4. Skärmar\n"
    assert [(row[0], row[4]) for row in reviewed(text)] == [("Hal trappa", True), ("Buller", True)]


def test_bullets_under_a_label_that_one_score_below_them_rates_are_one_description() -> None:
    text = (
        "Risk:\n- Hal trappa\n- Mörkt vid entrén\nS: 3, K: 4\nÅtgärd: Salta\n\n"
        "Risk:\n- Buller\n- Damm\nS: 2, K: 2\nÅtgärd: Fläkt\n"
    )
    first, second = reviewed(text)
    assert [word in first[0] for word in ("Hal trappa", "Mörkt vid entrén")] == [True, True]
    assert [word in second[0] for word in ("Buller", "Damm")] == [True, True]
    assert [row[1:4] for row in (first, second)] == [(3, 4, "Salta"), (2, 2, "Fläkt")]


def test_bullets_under_a_label_with_a_score_below_each_are_a_list() -> None:
    text = "Risker:\n- Fel nycklar\n- Hal trappa\n  S: 3, K: 4\n- Buller\n  S: 2, K: 2\n"
    assert [row[:3] for row in reviewed(text)] == [("Hal trappa", 3, 4), ("Buller", 2, 2)]


@pytest.mark.parametrize("sign", ["İ", "Å"])
def test_a_letter_that_counts_nothing_opens_an_item_all_the_same(sign: str) -> None:
    text = f"A. Hal trappa (S3 K5 = 15). Salta.\n{sign}. Damm (S2 K2 = 4). Fläkt.\nB. Buller (S2 K5 = 10). Skärmar.\n"
    assert [row[0] for row in reviewed(text)] == ["Hal trappa", "Damm", "Buller"]


def test_points_that_lead_up_to_the_scored_ones_are_rows_to_ask_about() -> None:
    text = "1. Buller.\n2. Damm.\n3. Is.\n4. Hal trappa (S3 K5 = 15).\n5. Fel nycklar (S2 K5 = 10).\n"
    assert [(row[0], row[4]) for row in reviewed(text)][:3] == [("Buller.", True), ("Damm.", True), ("Is.", True)]
