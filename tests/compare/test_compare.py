"""Registers against each other and against expected results."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risktool.compare import check_expected, compare, expected_path, expected_text, read_expected
from risktool.compare.pairing import Keyed, pair_by_content
from risktool.errors import UsageError
from risktool.model import Register
from risktool.profiles import fold
from tests.rules.build import build_register

KEYS = {
    "description": "The key of the archive is lost",
    "likelihood": 3,
    "consequence": 4,
    "score": 12,
    "treatment": "Tag",
}
STAFF = {"description": "Key staff leave before the handover", "likelihood": 2, "consequence": 5, "score": 10}
FIRE = {"description": "Fire in the server room", "likelihood": 1, "consequence": 5, "score": 5}


def register(*rows: dict[str, Any], **more: Any) -> Register:
    return build_register({"rows": list(rows), **more})


# --- pairing


def test_rows_pair_by_what_they_say() -> None:
    old = [Keyed("Key staff leave"), Keyed("The key is lost")]
    new = [Keyed("The key gets lost"), Keyed("key staff leave."), Keyed("Fire")]
    assert pair_by_content(old, new) == {0: 1, 1: 0}


def test_equal_texts_pair_within_their_group_first() -> None:
    old = [Keyed("Fire", "Archive"), Keyed("Fire", "Kitchen")]
    new = [Keyed("Fire", "Kitchen"), Keyed("Fire", "Archive")]
    assert pair_by_content(old, new) == {0: 1, 1: 0}


@given(st.lists(st.text(max_size=12), max_size=8), st.randoms())
def test_a_shuffled_list_pairs_completely_and_with_equals(texts: list[str], chance: Any) -> None:
    shuffled = list(texts)
    chance.shuffle(shuffled)
    pairs = pair_by_content([Keyed(t) for t in texts], [Keyed(t) for t in shuffled])
    assert sorted(pairs) == sorted(pairs.values()) == list(range(len(texts)))
    assert all(fold(texts[i]) == fold(shuffled[j]) for i, j in pairs.items())


# --- two registers


def test_the_same_rows_in_another_order_are_no_difference() -> None:
    comparison = compare(register(KEYS, STAFF, FIRE), register(FIRE, KEYS, STAFF))
    assert comparison.changes == ()
    assert comparison.same == 3


def test_added_removed_and_changed_rows() -> None:
    changed = {**KEYS, "consequence": 5, "score": 15, "treatment": "Tag and alarm"}
    comparison = compare(register(KEYS, STAFF), register(FIRE, changed))
    assert [(c.kind, c.row.risk.description) for c in comparison.changes] == [
        ("added", FIRE["description"]),
        ("changed", KEYS["description"]),
        ("removed", STAFF["description"]),
    ]
    change = comparison.changes[1]
    assert change.rescored == "up"
    assert [(f.field, f.old, f.new) for f in change.fields] == [
        ("consequence", 4, 5),
        ("score", 12, 15),
        ("treatment", "Tag", "Tag and alarm"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ({"score": 12}, {"score": 8}, "down"),
        ({"score_range": (4, 8)}, {"score": 9}, "up"),
        ({"level": "high"}, {"level": "critical"}, "up"),
        ({"treatment": "a"}, {"treatment": "b"}, None),
        ({"score": None}, {"score": 9}, None),
    ],
)
def test_a_changed_score_goes_up_or_down(old: dict[str, Any], new: dict[str, Any], direction: str | None) -> None:
    base = {"description": "Fire in the server room"}
    (change,) = compare(register({**base, **old}), register({**base, **new})).changes
    assert change.rescored == direction


def test_a_reworded_risk_is_changed_and_not_another_one() -> None:
    (change,) = compare(register(KEYS), register({**KEYS, "description": "The key of the old archive is lost"})).changes
    assert [f.field for f in change.fields] == ["description"]


def test_line_breaks_and_ids_are_no_difference() -> None:
    broken = {**KEYS, "description": "The key of the\narchive is lost"}
    assert compare(register(KEYS), register(FIRE, broken)).count("changed") == 0


def test_a_row_that_moved_to_another_analysis_says_so() -> None:
    old = build_register(
        {"sections": [{"number": 1, "heading": "Archive", "rows": [KEYS]}, {"number": 2, "rows": [FIRE]}]}
    )
    new = build_register(
        {"sections": [{"number": 1, "heading": "Kitchen", "rows": [KEYS]}, {"number": 2, "rows": [FIRE]}]}
    )
    (change,) = compare(old, new).changes
    assert [(f.field, f.old, f.new) for f in change.fields] == [("subject", "Archive", "Kitchen")]


# --- expected results


def test_a_register_is_as_its_own_expected_result_says() -> None:
    before = register(KEYS, STAFF, unassigned=["left over"], damage=[{"lost": "5", "kind": "digit"}])
    assert list(check_expected(before, json.loads(expected_text(before)))) == []


def test_an_expected_result_holds_nothing_that_changes_by_itself() -> None:
    text = expected_text(register(KEYS, damage=[{"lost": "5", "kind": "digit"}]))
    assert text.endswith("}\n")
    assert not [key for key in ("sha256", "reader", "bbox", "confidence", "evidence") if f'"{key}' in text]
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_each_value_that_differs_is_a_finding_with_the_old_and_the_new() -> None:
    expected = json.loads(expected_text(register(KEYS, STAFF)))
    now = register({**KEYS, "consequence": 5, "score": 15}, STAFF)
    found = [(f.name, f.risk, f.field, f.message.split(": ")[0]) for f in check_expected(now, expected)]
    assert ("changed-from-expected", "1.1", "score", "score was 12, is 15") in found
    assert ("changed-from-expected", "1.1", "consequence", "consequence was 4, is 5") in found
    assert {field for _, _, field, _ in found} == {"consequence", "score", "printed.consequence", "printed.score"}


def test_only_keys_that_are_there_are_compared() -> None:
    expected = {"sections": [{"risks": [{"description": KEYS["description"], "score": 12}]}]}
    assert list(check_expected(register(KEYS), expected)) == []
    (finding,) = check_expected(register({**KEYS, "score": 9}), expected)
    assert finding.message.startswith("score was 12, is 9: ")


def test_a_row_that_is_gone_and_one_that_is_new() -> None:
    expected = {"sections": [{"risks": [{"description": KEYS["description"]}, {"description": FIRE["description"]}]}]}
    messages = [f.message for f in check_expected(register(STAFF, KEYS), expected)]
    assert messages == [
        'risk 2 "Fire in the server room" is gone',
        'the risk is new: "Key staff leave before the handover"',
    ]


def test_a_section_that_is_gone_and_a_list_that_changed() -> None:
    expected = {
        "sections": [{"subject": "Archive"}, {"subject": "1. Analysis"}],
        "unassigned": [{"page": 1, "text": "a"}],
    }
    messages = [f.message for f in check_expected(register(KEYS, unassigned=["b"]), expected)]
    assert messages == [
        'unassigned {"page": 1, "text": "a"} is gone',
        'unassigned {"page": 1, "text": "b"} is new',
        'section 1 "Archive" is gone',
    ]


def test_a_misspelt_key_is_a_difference_and_not_passed_over() -> None:
    (finding,) = check_expected(register(KEYS), {"langauge": "en"})
    assert finding.message == 'langauge "en" is gone'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "not JSON"),
        ("[]", "an expected result is a JSON object"),
        ('{"schema_version": "2.0"}', "schema version '2.0', this risktool knows '1.0'"),
        ('{"sections": [1]}', "'sections' and their 'risks' are lists of objects"),
        ('{"sections": [{"risks": {}}]}', "'sections' and their 'risks' are lists of objects"),
    ],
)
def test_an_expected_result_that_is_none_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = expected_path(tmp_path / "notes.md")
    assert path.name == "notes.md.expected.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=complaint):
        read_expected(path)


def test_an_expected_result_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_expected(tmp_path / "none.expected.json")
