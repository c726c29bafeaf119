"""How a remark quotes the words that it is about."""

import textwrap
from collections.abc import Sequence

_MOST_QUOTED = 5
"""Passages that a remark quotes: enough to find them, and no page of a draft."""

_LONGEST_QUOTE = 40
"""Characters of a passage that a remark quotes."""


def quote_passages(passages: Sequence[str]) -> str:
    """The first of them in quotation marks, and how many more there are."""
    quoted = (f"“{textwrap.shorten(passage, _LONGEST_QUOTE, placeholder='…')}”" for passage in passages[:_MOST_QUOTED])
    more = len(passages) - _MOST_QUOTED
    return ", ".join(quoted) + (f" and {more} more" if more > 0 else "")
