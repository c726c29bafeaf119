"""Does a document speak of risks at all? Three numbers that multiply are no risk's in one that does not."""

from risktool.parse.tables.lexicon import Lexicon
from risktool.profiles import fold

SHORTEST_OF_COMPOUND = 4
"""Letters of "risk" and "fara": shorter words stand in any other by chance."""


def tells_of_risks(text: str, lexicon: Lexicon) -> bool:
    """Whether a word of the text is one for risks, or has one in it."""
    names = lexicon.risk_words | lexicon.risk_headings
    words = {fold(word) for word in text.split()}
    return not names.isdisjoint(words) or any(
        name in word for name in names if len(name) >= SHORTEST_OF_COMPOUND for word in words
    )
