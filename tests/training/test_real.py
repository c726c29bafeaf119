"""A register through LibreOffice and pdftotext keeps its truth."""

import os
from collections import Counter

import pytest

from tests.training.test_samples import assert_partition, squeezed
from training.real import make_real_samples, tools_available

HAS_TOOLS = tools_available() or os.environ.get("RISKTOOL_REQUIRE_TOOLS") == "1"


@pytest.mark.skipif(not HAS_TOOLS, reason="soffice or pdftotext is not installed")
def test_words_that_went_through_a_word_processor_are_matched_back_to_their_cells() -> None:
    samples = list(make_real_samples([3]))
    assert samples
    for sample in samples:
        assert_partition(sample)
        for s, section in enumerate(sample.register.sections):
            for r, row in enumerate(section.rows):
                # pdftotext drops hyphens at line ends and may read a cell's lines in any order.
                assert letters(sample.shown(s, r, "description")) == letters(row.description)
                assert letters(sample.shown(s, r, "treatment")) == letters(row.treatment)
                for column in sample.register.columns:
                    assert letters(sample.shown(s, r, column)) == letters(row.printed.cell(column))


def letters(text: str) -> Counter[str]:
    return Counter(squeezed(text).replace("-", ""))
