"""Comparisons as text, Markdown and JSON."""

import json

import pytest

from risktool.changes import Comparison
from risktool.compare import compare
from risktool.render.diff_json import render_diff_json
from risktool.render.diff_text import render_diff_markdown, render_diff_text
from risktool.render.look import Look
from tests.rules.build import build_register

KEYS = {
    "description": "The key of the archive is lost",
    "likelihood": 3,
    "consequence": 4,
    "score": 12,
    "treatment": "Tag",
}
STAFF = {"description": "Key staff leave before the handover", "likelihood": 2, "consequence": 5, "score": 10}
FIRE = {"description": "Fire | in the <b>server</b> room", "likelihood": 1, "consequence": 5, "score": 5}


@pytest.fixture
def comparison() -> Comparison:
    changed = {**KEYS, "consequence": 5, "score": 15, "treatment": "Tag and alarm"}
    return compare(build_register({"rows": [KEYS, STAFF]}), build_register({"rows": [FIRE, changed]}))


def test_text_has_a_line_for_each_row_and_field(comparison: Comparison) -> None:
    assert render_diff_text(comparison, Look()).splitlines() == [
        "+ 1.1   Fire | in the <b>server</b> room (5)",
        "~ 1.2   The key of the archive is lost",
        "        consequence 4 -> 5",
        "        score 12 -> 15 (up)",
        '        treatment "Tag" -> "Tag and alarm"',
        "- 1.2   Key staff leave before the handover (10)",
        "",
        "1 added, 1 removed, 1 changed (1 rescored up, 0 down); 0 the same",
    ]


def test_markdown_is_a_table_that_no_text_can_leave(comparison: Comparison) -> None:
    lines = render_diff_markdown(comparison).splitlines()
    assert lines[4] == r"| added | 1.1 | Fire \| in the \<b\>server\</b\> room (5) | added |"
    assert lines[5].endswith('| consequence 4 → 5<br>score 12 → 15 (up)<br>treatment "Tag" → "Tag and alarm" |')


def test_json_has_the_contracts_names(comparison: Comparison) -> None:
    data = json.loads(render_diff_json(comparison))
    assert [row["description"] for row in data["added"]] == [FIRE["description"]]
    assert [row["score"] for row in data["removed"]] == [10]
    (changed,) = data["changed"]
    assert (changed["id"], changed["old_id"], changed["rescored"]) == ("1.2", "1.1", "up")
    assert {"field": "score", "old": 12, "new": 15} in changed["fields"]


def test_nothing_different_is_said_in_one_line() -> None:
    same = build_register({"rows": [KEYS]})
    expected = "0 added, 0 removed, 0 changed (0 rescored up, 0 down); 1 the same"
    assert render_diff_text(compare(same, same), Look()) == f"{expected}\n"
    assert render_diff_markdown(compare(same, same)).strip().endswith(expected)
