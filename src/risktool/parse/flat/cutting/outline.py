"""Lines that are numbered group by group: "1. 1 Buller 2 Stress 2 1. Halka 2. Rök 3 Taket 1. Mögel".

The number of a group stands right before the first number in it, or before a title. Each for itself such numbers may be
scores; groups that count up, with lines in each that count from 1, are no chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

import regex

from risktool.parse.flat.cutting.labels import Label
from risktool.parse.flat.words import Word

_NUMBER = regex.compile(r"(?P<number>\d{1,2})(?P<stop>[.)]?)")
_GLUED = regex.compile(r"(?P<number>\d{1,2})(?P<stop>[.)])\p{Lu}.*")


@dataclass(frozen=True, slots=True)
class Outline:
    """The numbers of a table's lines (with the group's, where that stands right before), and of titles of groups."""

    lines: tuple[Label, ...] = ()
    titles: tuple[Label, ...] = ()


class _Entry(NamedTuple):
    """A number before a capital; `group` is the one right before it, if any.

    It `is_led` where the word before may have it: "plan 2", but also "byggna den 4 Taket", where a column broke a word.
    """

    label: Label
    number: int
    group: int | None
    has_stop: bool
    is_led: bool


@dataclass(slots=True)
class _Walk:
    """How far the groups and their lines are counted."""

    group: int = 0
    line: int = 0
    lines: list[_Entry] = field(default_factory=list)
    titles: list[_Entry] = field(default_factory=list)

    def takes(self, entry: _Entry, following: _Entry | None) -> bool:
        """Whether the entry counts on, a group or a line; a title is told by the 1 that follows."""
        if entry.group is not None:
            if entry.group != self.group + 1:
                return False
            self.group, self.line = entry.group, 1
            self.lines.append(entry)
        elif entry.number == self.group + 1 and following and following.group is None and following.number == 1:
            self.group, self.line = entry.number, 0
            self.titles.append(entry)
        elif self.group and entry.number == self.line + 1:
            self.line += 1
            self.lines.append(entry)
        else:
            return False
        return True


def find_outline(words: Sequence[Word], leading: frozenset[str]) -> Outline:
    """The outline of a stretch; an empty one if its numbers count nothing so, or if one of them stands beside it."""
    entries = list(_entries(words, leading))
    free = [entry for entry in entries if not entry.is_led]
    return _counted(free, words) or _counted(entries, words) or Outline()


def _counted(entries: Sequence[_Entry], words: Sequence[Word]) -> Outline | None:
    """The outline that these numbers count; two beside each other may be a score too, so they need not."""
    if not entries or not _opens_text(words, entries[0].label.first):
        return None
    walk = _Walk()
    for entry, following in zip_longest(entries, entries[1:]):
        if not walk.takes(entry, following) and entry.group is None and not entry.is_led:
            return None
    is_told = walk.group >= FEWEST_GROUPS or (walk.group > 1 and _differ_in_form(walk, words))
    if not is_told or len(walk.lines) <= walk.group:
        return None
    return Outline(tuple(entry.label for entry in walk.lines), tuple(entry.label for entry in walk.titles))


def _opens_text(words: Sequence[Word], first: int) -> bool:
    """Whether nothing stands before but the rest of a heading in small letters: "… förebygga/ta bort 1. 1"."""
    return first <= LONGEST_REST and all(word.text[0].islower() for word in words[:first])


LONGEST_REST = 4
"""Words of a heading that are not known as one."""

FEWEST_GROUPS = 3
"""Groups that count up by more than chance; two do where their numbers are printed unlike the lines'."""


def _differ_in_form(walk: _Walk, words: Sequence[Word]) -> bool:
    """Whether groups' numbers have a full stop where lines' have none, or the other way round."""
    firsts = [entry.label.first for entry in (*walk.lines, *walk.titles) if entry.group or entry in walk.titles]
    stops = {words[at].text[-1:] in ".)" for at in firsts}
    return len(stops) == 1 and {entry.has_stop for entry in walk.lines} == {not stop for stop in stops}


def _entries(words: Sequence[Word], leading: frozenset[str]) -> Iterator[_Entry]:
    """The numbers before a capital, behind no other number; pairs only before a first line."""
    at = 0
    while at < len(words):
        before = words[at - 1].text if at and words[at].gap == "space" else ""
        entry = None if _NUMBER.fullmatch(before) else _entry(words, at, before.lower() in leading)
        if entry is not None:
            yield entry
        at = entry.label.last + 1 if entry is not None else at + 1


def _entry(words: Sequence[Word], at: int, is_led: bool) -> _Entry | None:
    number = _read(words, at)
    if number is not None:
        return _Entry(Label(at, at), int(number["number"]), None, bool(number["stop"]), is_led)
    group = _NUMBER.fullmatch(words[at].text)
    first = _read(words, at + 1) if group else None
    if group is None or first is None or first["number"] != "1":
        return None
    return _Entry(Label(at, at + 1), 1, int(group["number"]), bool(first["stop"]), is_led)


def _read(words: Sequence[Word], at: int) -> regex.Match[str] | None:
    """The number at this place, if a capital stands behind it."""
    if at >= len(words):
        return None
    if glued := _GLUED.fullmatch(words[at].text):
        return glued
    is_before_capital = at + 1 < len(words) and words[at + 1].is_capitalised
    return _NUMBER.fullmatch(words[at].text) if is_before_capital else None
