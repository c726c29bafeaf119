"""Several numbers in one cell: "3 * 5 = 15", "S4 K5 = 20", "4x5" to the three parts of a score.

Letters beside the numbers say which is which, else the heading's formula ("Risk (K x S)"), else they stand in
the order likelihood, consequence. The signs between the numbers are furniture.
"""

import regex

from risktool.draft import PrintedScore
from risktool.parse.spans import uncovered
from risktool.parse.tables.letters import order_pair
from risktool.parse.tables.lexicon import Lexicon, find_formula
from risktool.parse.tables.shape import UNKNOWN, match_packed
from risktool.profiles import Role
from risktool.source import Document, Span, Spans

SHORTEST_NAME = 4
"""Letters of a factor's name; fewer are a letter for each factor ("SxK")."""

_NAME = regex.compile(r"\p{L}+")


def split_packed(document: Document, spans: Spans, heading: str, lexicon: Lexicon) -> tuple[PrintedScore, Spans] | None:
    """The parts and the signs between them; None when the cell holds no packed score."""
    if len(spans) != 1:
        return None
    span = spans[0]
    match = match_packed(UNKNOWN.sub("0", document.text[span.start : span.end].strip()), lexicon)
    if match is None:
        return None
    start = span.start + len(document.text[span.start : span.end]) - len(document.text[span.start : span.end].lstrip())
    first, second = (Span(start + match.start(g), start + match.end(g)) for g in ("first", "second"))
    score = (Span(start + match.start("score"), start + match.end("score")),) if match["score"] else ()
    if _is_turned(match[0], heading, lexicon):
        first, second = second, first
    printed = PrintedScore((first,), (second,), score, has_product=bool(score))
    return printed, uncovered(document.text, span, printed.spans)


def _is_turned(cell: str, heading: str, lexicon: Lexicon) -> bool:
    """Whether the consequence comes first."""
    found = (name if len(name) >= SHORTEST_NAME else tuple(name) for name in _NAME.findall(cell))
    letters = [name for part in found for name in ((part,) if isinstance(part, str) else part) if name not in "xX"]
    formula = find_formula(lexicon, heading)
    names = letters[:2] if len(letters) >= 2 else list(formula.factors[:2]) if formula else []
    if len(names) < 2:
        return False
    if pair := order_pair(names, lexicon):
        return pair[0] == "consequence"
    return _can_be(names[0], "consequence", lexicon) and not _can_be(names[0], "likelihood", lexicon)


def _can_be(name: str, role: Role, lexicon: Lexicon) -> bool:
    return any(m.role == role and m.language == lexicon.language for m in lexicon.match(name))
