"""Registers against each other and against expected results."""

import json
from collections.abc import Iterator
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
    hidden = ("sha256", "reader", "bbox", "cells", "confidence", "evidence")
    assert not [key for key in hidden if f'"{key}' in text]
    assert list(json.loads(text)) == sorted(json.loads(text))


def expected_of(before: Register) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(expected_text(before))
    return data


def said(now: Register, expected: dict[str, Any]) -> list[tuple[str | None, str | None, str]]:
    return [(f.risk, f.field, f.message.split(": ")[0]) for f in check_expected(now, expected)]


def test_each_value_that_differs_is_a_finding_with_the_old_and_the_new() -> None:
    now = register({**KEYS, "consequence": 5, "score": 15, "treatment": "Tag and alarm"}, STAFF)
    assert said(now, expected_of(register(KEYS, STAFF))) == [
        ("1.1", "consequence", "consequence was 4, is 5"),
        ("1.1", "score", "score was 12, is 15"),
        ("1.1", "treatment", 'treatment was "Tag", is "Tag and alarm"'),
    ]


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"printed": {"likelihood": "3?", "consequence": "4", "score": "12"}}, ["printed.likelihood"]),
        ({"level": "critical"}, ["level"]),
        ({"needs_review": True, "status": "ambiguous"}, ["needs_review", "status"]),
        ({"treatment": "Alarm", "needs_review": True, "status": "ambiguous"}, ["treatment"]),
        ({"score": 13, "level": "critical", "status": "inconsistent"}, ["score"]),
        ({"likelihood": 2, "likelihood_range": None}, ["likelihood"]),
    ],
)
def test_what_follows_from_another_value_is_told_only_where_that_one_is_the_same(
    changed: dict[str, Any], fields: list[str]
) -> None:
    assert [field for _, field, _ in said(register({**KEYS, **changed}), expected_of(register(KEYS)))] == fields


def test_ids_that_shift_because_a_row_came_or_went_are_no_change() -> None:
    rows = [{**KEYS, "description": f"{word} of the archive fails"} for word in ("Door", "Lift", "Roof", "Window")]
    expected = expected_of(register(*rows))
    assert said(register(*rows[1:]), expected) == [(None, "risks", 'risk 1.1 "Door of the archive fails" is gone')]
    assert said(register(STAFF, *rows), expected) == [("1.1", "risks", "the risk is new")]


def test_of_rows_in_another_order_the_fewest_have_moved() -> None:
    rows = [{**KEYS, "description": f"{word} of the archive fails"} for word in ("Door", "Lift", "Roof", "Window")]
    expected = expected_of(register(*rows))
    assert said(register(*rows[1:], rows[0]), expected) == [("1.4", "id", 'id was "1.1", is "1.4"')]


def test_an_id_that_nothing_explains_is_a_change() -> None:
    expected = {"sections": [{"risks": [{"description": KEYS["description"], "id": "7.1"}]}]}
    assert said(register(KEYS), expected) == [("1.1", "id", 'id was "7.1", is "1.1"')]


SECTIONS: list[dict[str, Any]] = [
    {"number": 1, "heading": "1. Archive", "subject": "Archive", "rows": [KEYS, STAFF]},
    {"number": 2, "heading": "2. Kitchen", "subject": "Kitchen", "rows": [FIRE]},
]


def test_a_section_that_is_gone_or_new_stands_for_its_rows() -> None:
    both, one = build_register({"sections": SECTIONS}), build_register({"sections": SECTIONS[1:]})
    assert said(one, expected_of(both)) == [(None, "sections", 'section 1 "1. Archive" is gone, with 2 risks')]
    assert said(both, expected_of(one)) == [(None, "sections", 'section 1 "1. Archive" is new, with 2 risks')]


def test_a_row_in_another_section_says_so() -> None:
    moved = [{**SECTIONS[0], "rows": [KEYS]}, {**SECTIONS[1], "rows": [FIRE, STAFF]}]
    found = said(build_register({"sections": moved}), expected_of(build_register({"sections": SECTIONS})))
    assert found == [("2.2", "sections", 'the risk was in section 1 "1. Archive", is in another one')]


def test_another_number_of_a_section_is_told_once() -> None:
    other = [{**SECTIONS[0], "number": 3, "heading": "3. Archive"}, SECTIONS[1]]
    found = said(build_register({"sections": other}), expected_of(build_register({"sections": SECTIONS})))
    assert found == [(None, "heading", 'heading was "1. Archive", is "3. Archive"')]


def test_rows_are_compared_also_where_one_section_says_nothing_of_its_rows() -> None:
    expected = {
        "sections": [{"heading": "1. Archive"}, {"heading": "2. Kitchen", "risks": [{**FIRE, "score": 6}]}],
    }
    found = said(build_register({"sections": SECTIONS}), expected)
    assert found == [("2.1", "score", "score was 6, is 5")]


def test_rows_that_say_nothing_are_found_by_id_and_by_place() -> None:
    assert said(register(KEYS, STAFF), {"sections": [{"risks": [{"id": "1.2", "score": 9}, {"id": "1.1"}]}]}) == [
        ("1.2", "score", "score was 9, is 10"),
    ]
    assert said(register(KEYS, STAFF), {"sections": [{"risks": [{}, {"score": 9}]}]}) == [
        ("1.2", "score", "score was 9, is 10"),
    ]


BANDS = [{"name": "low", "label": "low", "from": 1, "to": 9}, {"name": "high", "label": "high", "from": 10, "to": 25}]


def test_what_follows_from_the_criteria_is_told_once() -> None:
    before = register({**KEYS, "level": "high"}, criteria={"levels": BANDS})
    low, high = BANDS
    levels = register({**KEYS, "level": "low"}, criteria={"levels": [{**low, "to": 12}, {**high, "from": 13}]})
    ((_, field, message),) = said(levels, expected_of(before))
    assert field == "criteria.levels"
    assert message.startswith("criteria.levels was ")
    scale = register({**KEYS, "level": "low"}, criteria={"likelihood": (1, 6), "levels": [{**low, "to": 20}]})
    assert said(scale, expected_of(before)) == [
        (None, "criteria.likelihood", "criteria.likelihood was [1, 5], is [1, 6]")
    ]
    short = {"criteria": {"levels": [{"name": "low", "to": 9}, {"name": "high"}]}}
    assert said(before, short) == []


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths to all values that hold no others."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if not items:
        yield path
    else:
        for key, inner in items:
            yield from leaves(inner, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    """The value with another leaf."""
    if not path:
        return by
    if isinstance(value, dict):
        return {**value, path[0]: replaced(value[path[0]], path[1:], by)}
    return [replaced(item, path[1:], by) if at == path[0] else item for at, item in enumerate(value)]


WHOLE = build_register(
    {
        "sections": SECTIONS,
        "criteria": {"levels": BANDS},
        "damage": [{"lost": "5", "kind": "digit"}],
        "unassigned": ["left over"],
        "remarks": [{"name": "partly-read", "message": "broken", "page": 1}],
    }
)


def test_no_value_changes_in_silence() -> None:
    before = expected_of(WHOLE)
    paths = list(leaves(before))
    assert len(paths) > 100
    others: tuple[Any, ...] = (None, "no such value", 99, ["x"], [{}], {"from": []})
    for path in paths:
        for other in others:
            after = replaced(before, path, other)
            assert bool(list(check_expected(WHOLE, after))) == (after != before), (path, other)


def test_white_space_is_layout_and_words_are_not() -> None:
    expected = expected_of(register({**KEYS, "treatment": "Tag the keys"}))
    assert said(register({**KEYS, "treatment": "Tag\nthe  keys"}), expected) == []
    assert said(register({**KEYS, "treatment": "Tag thekeys"}), expected) != []


def test_of_long_texts_the_place_is_shown_where_they_differ() -> None:
    text = "All keys are counted on Fridays, and whoever misses one tells the office about it, which "
    before, now = (register({**KEYS, "treatment": text + end}) for end in ("changes the lock.", "waits a week."))
    ((_, _, message),) = said(now, expected_of(before))
    assert message.startswith(
        'treatment was "…ice about it, which changes the lock.", is "…ice about it, which waits a'
    )


def test_what_a_person_writes_down_is_compared_also_if_we_would_not_write_it() -> None:
    now = register({**KEYS, "confidence": 0.9, "page": 3})
    for key, value in (("confidence", 0.5), ("page", 2)):
        expected = {"sections": [{"risks": [{"description": KEYS["description"], key: value}]}]}
        assert [field for _, field, _ in said(now, expected)] == [key]


def test_of_listed_things_only_what_is_held_must_be_the_same() -> None:
    now = register(KEYS, unassigned=["left over", "more"])
    assert said(now, {"unassigned": [{"text": "left over"}, {"text": "more"}]}) == []
    assert said(now, {"unassigned": [{"text": "left over"}]}) == [
        (None, "unassigned", 'unassigned {"page"'),
    ]


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


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "not JSON"),
        ("[]", "an expected result is a JSON object"),
        ('{"schema_version": "2.0"}', "schema version '2.0', this risktool knows '1.0'"),
        ('{"langauge": "en"}', r"^.*\.json: key 'langauge' is not known \(did you mean 'language'\?\)$"),
        (
            '{"sections": [{"subject": "a"}, {"risks": [{}, {"residual": {"scor": 4}}]}]}',
            r": section 2, risk 2, residual: key 'scor' is not known \(did you mean 'score'\?\)$",
        ),
        ('{"sections": [{"risk": []}]}', r": section 1: key 'risk' is not known \(did you mean 'risks'\?\)$"),
        ('{"a": 1}', r": key 'a' is not known \(known: schema_version, "),
        (
            '{"criteria": {"levels": [{"from_": 1}]}}',
            r"criteria, level 1: key 'from_' is not known \(did you mean 'from'",
        ),
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
