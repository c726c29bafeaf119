"""Column headings and the columns they belong to."""

import pytest

from risktool.extract.pdf.raw import RawWord
from risktool.extract.pdf.undrawn.columns import Columns
from risktool.extract.pdf.undrawn.headings import join_headings
from risktool.extract.pdf.undrawn.rows import Row
from risktool.source import Box

COLUMNS = Columns(((230, 244), (250, 256)), frozenset({1, 2}))
BASELINE, SIZE = 100.0, 9.0


def word(text: str, x: float) -> RawWord:
    return RawWord(text, Box(x, 90, x + 5 * len(text), 102), BASELINE, SIZE, False, ())


def headings(words: dict[int, list[RawWord]]) -> dict[int, list[str]]:
    row = Row(BASELINE, BASELINE)
    for column, found in words.items():
        row.words[column] += found
    scored = Row(2 * BASELINE, 2 * BASELINE)
    scored.words[1].append(word("3", 244))
    joined = join_headings([row, scored], COLUMNS)[0]
    return {column: [found.text for found in words] for column, words in joined.words.items() if words}


@pytest.mark.parametrize("column", [0, 1])
def test_headings_far_apart_are_two_whatever_they_would_begin(column: int) -> None:
    found = headings({column: [word("Risk", 38), word("S", 244)], 2: [word("K", 257)]})
    assert found == {0: ["Risk"], 1: ["S"], 2: ["K"]}


def test_words_beside_each_other_stay_one_heading() -> None:
    assert headings({0: [word("Risk", 218), word("score", 241)]}) == {0: ["Risk", "score"]}
