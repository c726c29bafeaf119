"""Page numbers and running lines: a page number inside a running line is placed once."""

from collections import Counter
from pathlib import Path

from risktool.pipeline import trace

SAMPLE = Path(__file__).parents[2] / "samples" / "kommunhuset.pdf"


def test_a_page_number_in_a_running_line_is_placed_once() -> None:
    count = Counter(offset for span in trace(SAMPLE).draft.furniture for offset in range(*span))
    assert count
    assert set(count.values()) == {1}
