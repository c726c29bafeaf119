"""What one-letter headings mean, all together, and what a document itself says its letters mean.

"S = Sannolikhet", "K: Konsekvens", "Likelihood (L)" are the strongest evidence, because they are the author's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from risktool.parse.tables.heading_text import strip_heading
from risktool.parse.tables.lexicon import RESIDUAL_OF, Lexicon, Match
from risktool.parse.tables.strength import CLEAR, EXACT
from risktool.profiles import Role, fold

_SAID = regex.compile(
    r"(?<![\p{L}\p{N}])(?:(?P<letter>\p{Lu})\s*+[=:–-]\s*+(?P<name>\p{L}{4,}+)"
    r"|(?P<name>\p{L}{4,}+)\s*+\((?P<letter>\p{Lu})\)(?!\p{L}))"
)

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


@dataclass(frozen=True, slots=True)
class Letters:
    """What each one-letter heading means, and whether another language would turn S and K round."""

    roles: dict[str, Role]
    doubtful: bool = False


def is_letter(heading: str) -> bool:
    """Whether a heading is one letter, but for its scale."""
    return len(fold(strip_heading(heading))) == 1


def _letter(heading: str) -> str:
    return fold(strip_heading(heading))


def read_letters(
    headings: Sequence[str],
    matches: Sequence[tuple[Match, ...]],
    languages: tuple[str, str],
    letters: dict[str, Role],
    rated: Sequence[bool],
) -> Letters:
    """One meaning for each letter, all from one language if any language explains them all."""
    found = {_letter(h): before_treatment(m) for h, m in zip(headings, matches, strict=True) if is_letter(h)}
    if not found:
        return Letters({})
    spoken = {m[0].role for h, m, r in zip(headings, matches, rated, strict=True) if m and r and not is_letter(h)}
    spoken &= {"likelihood", "consequence"}
    every = (*languages, *sorted({m.language for ms in found.values() for m in ms} - set(languages)))
    readings = [_read_in(found, language, spoken, letters) for language in every]
    best = max(readings, key=lambda r: (len(r), -readings.index(r)))
    rival = readings[1] if best == readings[0] else readings[0]
    turned = len(rival) == len(best) and any(
        best[k] != rival.get(k) and best[k] in ("likelihood", "consequence") for k in best if k not in letters
    )
    return Letters(best, doubtful=turned)


def order_pair(names: Sequence[str], lexicon: Lexicon) -> tuple[Role, ...]:
    """The factors that two letters name, in their order: in the document's own language, else in all that know both;
    () where they are not one of each, or languages turn them round.
    """
    orders: tuple[tuple[Role, ...], ...] = (("likelihood", "consequence"), ("consequence", "likelihood"))
    known = [{(m.language, m.role) for m in lexicon.match(name) if is_letter(name)} for name in names[:2]]
    found = {
        (language, order)
        for order in orders
        for language in {language for language, _ in known[0]}
        if len(known) == 2 and all((language, role) in roles for role, roles in zip(order, known, strict=True))
    }
    chosen = {order for language, order in found if language == lexicon.language} or {order for _, order in found}
    return next(iter(chosen)) if len(chosen) == 1 else ()


def known_together(headings: Sequence[str], lexicon: Lexicon) -> dict[str, Role]:
    """What letters mean that stand together as in a form of the document's own language; nothing for others."""
    found = {_letter(heading) for heading in headings if is_letter(heading)}
    return next((letters for letters in lexicon.letters_together if letters.keys() == found), {})


def read_together(
    headings: Sequence[str], matches: Sequence[tuple[Match, ...]], together: dict[str, Role], language: str
) -> list[tuple[Match, ...]]:
    """The matches, with those of letters that are known together (`known_together`)."""
    return [
        (Match(together[_letter(heading)], EXACT, language),) if together and is_letter(heading) else match
        for heading, match in zip(headings, matches, strict=True)
    ]


def before_treatment(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """What a letter means before treatment: S' and S are read alike, and turned to residual roles later."""
    back = {residual: role for role, residual in RESIDUAL_OF.items() if role != "level"}
    return tuple(m._replace(role=back.get(m.role, m.role)) for m in matches)


def _read_in(
    found: dict[str, tuple[Match, ...]], language: str, spoken: set[Role], letters: dict[str, Role]
) -> dict[str, Role]:
    """The letters' roles in one language; a role that a whole word already has is not for a letter."""
    roles = {letter: letters[letter] for letter in found if letter in letters}
    used = spoken | set(roles.values())
    for letter, matches in found.items():
        own = [m.role for m in matches if m.language == language and m.role not in used]
        if letter not in roles and own:
            roles[letter] = own[0]
            used.add(own[0])
    return roles


def agreeing(heading: str, found: tuple[Match, ...], roles: dict[str, Role]) -> tuple[Match, ...]:
    """A letter means what was chosen for it; other headings keep all their meanings."""
    if not is_letter(heading) or not found:
        return found
    role = roles.get(_letter(heading))
    if role is None:
        return ()
    residual = RESIDUAL_OF.get(role)
    if residual and any(m.role == residual for m in found):
        role = residual
    return (found[0]._replace(role=role),)
