"""What a document itself says its letters mean: "S = Sannolikhet", "K: Konsekvens", "Likelihood (L)".

The strongest evidence for one-letter headings, because it is the author's own.
"""

from functools import lru_cache

import regex

from risktool.parse.tables.lexicon import EXACT, Lexicon
from risktool.profiles import Role

_SAID = regex.compile(
    r"(?<![\p{L}\p{N}])(?:(?P<letter>\p{Lu})\s*+[=:–-]\s*+(?P<name>\p{L}{4,}+)"
    r"|(?P<name>\p{L}{4,}+)\s*+\((?P<letter>\p{Lu})\)(?!\p{L}))"
)

CLEAR = EXACT - 0.1
"""Only a name that a profile lists as it stands defines a letter."""

_DEFINABLE: tuple[Role, ...] = ("likelihood", "consequence", "score", "detection")


@lru_cache(maxsize=2)  # each section of a document asks for it
def define_letters(text: str, lexicon: Lexicon) -> dict[str, Role]:
    """The letters (lower case) that the text defines as S, K, score or detection; contradictions are left out."""
    found: dict[str, set[Role]] = {}
    for match in _SAID.finditer(text):
        roles = [m.role for m in lexicon.match(match["name"]) if m.strength >= CLEAR and m.role in _DEFINABLE]
        if roles:
            found.setdefault(match["letter"].lower(), set()).add(roles[0])
    return {letter: next(iter(roles)) for letter, roles in found.items() if len(roles) == 1}
