"""What words tell of the numbers near them.

Does a document speak of risks at all? Three numbers that multiply are no risk's in one that does not. Does a label say
that its numbers are what is left after treatment?
"""

from functools import lru_cache

import regex

from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import fold

SHORTEST_OF_COMPOUND = 4
"""Letters of "risk" and "fara": shorter words stand in any other by chance."""


@lru_cache(maxsize=8)
def tells_of_risks(text: str, lexicon: Lexicon) -> bool:
    """Whether a word of the text is one for risks, or has one in it. (Each section of a document asks of all of it.)"""
    names = lexicon.risk_words | lexicon.risk_headings
    words = {fold(word) for word in text.split()}
    return not names.isdisjoint(words) or any(
        name in word for name in names if len(name) >= SHORTEST_OF_COMPOUND for word in words
    )


def says_after_treatment(label: str, lexicon: Lexicon) -> bool:
    """Whether a label says nothing but that: "Efter åtgärd"."""
    words = {fold(word) for word in regex.findall(r"\p{L}+", label)}
    known = lexicon.residual_words | lexicon.treatment_words | lexicon.risk_words
    return words <= known and not words.isdisjoint(lexicon.residual_words)
