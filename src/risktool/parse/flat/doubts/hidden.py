"""Descriptions that begin where nothing is cut (see `atoms`), so that the words before them stand in their cell.

"Lås dörren för att nycklar saknas" was "Lås dörren | Risk för att …": what a lost "Risk" leaves are words such as "för"
and "att", which stand in the middle of cells far more often than they open one. "En vakt går runt Fel nyckel lämnas ut"
was two cells: behind a word such as "runt" a capital is mostly a name's. Where a row has no treatment, and the next
description holds such a place, the beginning of that description may be the treatment. And a description that runs on
over a lost "Risk" with enough words on both sides may be two cells, whatever stands around it.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from risktool.notation import Notation
from risktool.parse.flat.cutting.atoms import Atom
from risktool.parse.flat.search.replay import Row
from risktool.parse.flat.search.states import Item
from risktool.parse.flat.words import Word
from risktool.profiles import Profile, fold


class Openings(NamedTuple):
    """The places of words that a cell may begin with though nothing is cut there."""

    links: frozenset[int] = frozenset()
    """A lost "Risk" may have stood before them."""
    nouns: frozenset[int] = frozenset()
    """Those of the links that name what is risked, "för brand", and neither tell it, "för att", nor count, "för 3"."""
    capitals: frozenset[int] = frozenset()
    """They begin like a name, but are written small elsewhere."""
    names: frozenset[int] = frozenset()
    """They begin like a name, behind a word that a sentence may end with: "Två läser av | Kostnaden ökar"; or they
    count, behind a number."""
    words: frozenset[str] = frozenset()
    """What the links are; a description that opens with one has its own: "Att man lovar för mycket"."""
    totals: int | None = None
    """Where a line of sums begins that ends the stretch: "Summa 37 Medel 3,4"."""
    are_capitals_nouns: bool = False
    """A capital shows no beginning."""


def find_openings(words: Sequence[Word], vocabulary: frozenset[str], profile: Profile, notation: Notation) -> Openings:
    """The places in these words of a document with this vocabulary; no links where no word is lost."""
    links, leading = frozenset(profile.risk_links), frozenset(profile.leading_words)
    led = frozenset(at for at in range(1, len(words)) if words[at - 1].text.lower() in leading)
    linked = {at for at in range(1, len(words)) if words[at].text in links} if notation.lost_words else set[int]()
    nouns = {at for at in linked - led if words[at].text in profile.risk_endings and _names(words, at + 1, links)}
    particles = frozenset(profile.particles)
    begun = {at: _decapitalised(words[at].text) for at in led if words[at].gap == "space"}
    capitals = {at for at, small in begun.items() if small in vocabulary}
    names = {at for at, small in begun.items() if small and words[at - 1].text.lower() in particles}
    names |= {at for at in range(1, len(words) - 1) if _counts(words, at)}
    totals = _find_totals(words, profile)
    return Openings(
        frozenset(linked - led),
        frozenset(nouns),
        frozenset(capitals),
        frozenset(names),
        links,
        totals,
        profile.capitalises_nouns,
    )


def _counts(words: Sequence[Word], at: int) -> bool:
    """Whether a number begins what is counted, right behind another number: "kl 8-10 | 5 av 10 datorer"."""
    is_number = words[at].gap == "space" and words[at].text.isdecimal() and words[at + 1].text[0].islower()
    return is_number and words[at - 1].text[-1].isdecimal()


def _find_totals(words: Sequence[Word], profile: Profile) -> int | None:
    """The place of the words for sums, each with its number, at the end of a stretch."""
    names = {fold(name) for name in profile.total_words}
    at = len(words)
    while at > 1 and _SUM.fullmatch(words[at - 1].text) and fold(words[at - 2].text) in names:
        at -= 2
    return at if at < len(words) else None


_SUM = regex.compile(r"\d[\d.,]*")


def find_totalled(rows: Sequence[Row], items: Sequence[Item], openings: Openings) -> Mapping[int, Sequence[int]]:
    """The rows (by number) that hold a line of sums, and its words."""
    if openings.totals is None:
        return {}
    held = range(openings.totals, items[-1].last + 1)
    cells = ((at, item) for at, row in enumerate(rows) for item in row.description + row.treatment)
    return {at: held for at, item in cells if items[item].last in held}


def _decapitalised(word: str) -> str:
    return word[0].lower() + word[1:] if word[0].isupper() else ""


def _names(words: Sequence[Word], at: int, links: frozenset[str]) -> bool:
    return at < len(words) and words[at].text not in links and not words[at].text[0].isdigit()


def find_hidden(rows: Sequence[Row], items: Sequence[Item], openings: Openings) -> Mapping[int, Sequence[int]]:
    """The rows (by number) whose cells may hold each other's words, and these words: the treatment of the first, or
    what stands before a lost "Risk"."""
    found: dict[int, Sequence[int]] = {
        at: range(items[row.description[0]].first, place)
        for at, row in enumerate(rows)
        if row.description and (place := _run_on(items[row.description[0]], openings)) is not None
    }
    treated = sum(bool(row.treatment) for row in rows)
    is_only_one = len(rows) - treated == 1 and treated >= FEWEST_TREATED
    places = openings.links | openings.capitals | (openings.names if is_only_one else frozenset())
    for at, (row, after) in enumerate(pairwise(rows)):
        lacks_one = row.score is not None and not row.treatment and bool(after.treatment)
        if lacks_one and (moved := _before(_words_of(after.description, items), places)):
            found |= {at: moved, at + 1: moved}
    return found


def find_noun_borders(rows: Sequence[Row], items: Sequence[Item]) -> Mapping[int, Sequence[int]]:
    """The rows (by number) of cells that only a capital parts, and the words that may belong to either: of a language
    in which every noun has one."""
    owners = {atom: at for at, row in enumerate(rows) for atom in row.description + row.treatment}
    found: dict[int, Sequence[int]] = {}
    for first in (cell[0] for row in rows for cell in (row.description, row.treatment) if cell):
        item = items[first]
        if isinstance(item, Atom) and item.edge in OPEN_CAPITALS:
            found |= {
                at: range(item.first, item.last + 1) for at in (owners[first], owners.get(first - 1)) if at is not None
            }
    return found


OPEN_CAPITALS = ("capital", "comma")
"""Edges at which nothing but a capital shows a cell's beginning."""


FEWEST_TREATED = 3
"""Rows with a treatment beside which the only one without is strange."""


def _run_on(item: Item, openings: Openings) -> int | None:
    """The place in a sentence where a lost "Risk" may have begun another cell; its first link only, for behind that one
    the others are part of what it leads to."""
    if isinstance(item, Atom) and item.first_word in openings.words:
        return None
    links = [at for at in range(item.first, item.last + 1) if at in openings.links]
    place = links[0] if links else item.first
    is_long = place - item.first >= FEWEST_BEFORE and item.last - place >= FEWEST_BEHIND
    return place if is_long and place in openings.nouns else None


FEWEST_BEFORE, FEWEST_BEHIND = 3, 2
"""Words of two cells that a lost "Risk" stood between, the link not counted: fewer before it say what it follows ("Oro
för uppsägningar i vår"), and one behind it says no risk ("Prover tas för sent")."""


def _words_of(cell: Sequence[int], items: Sequence[Item]) -> list[int]:
    return [at for item in cell for at in range(items[item].first, items[item].last + 1)]


def _before(cell: Sequence[int], places: frozenset[int]) -> Sequence[int]:
    """The words of a cell before the first of these places in it; none where it has none, or begins with one."""
    return cell[: next((n for n, at in enumerate(cell) if n and at in places), 0)]
