"""A register against its expected result: a finding for each thing that is another one, and one only.

Only keys that the expected result holds are compared; of a list of rows or sections, all. Rows are paired by what they
say. One change shows in many values, so what follows from it is left out:

    an id        where a row came, went or moved before it
    printed      where the number that was read from it is another one; the level too
    levels       where the criteria are others; and these where the scales are
    status, …    all that is judged of a row (JUDGED), where the row itself is another one
    subject, …   all that is read from a heading (IN_HEADING), where the heading is another one
    rows         of a section that came or went
    white space  a cell's lines that end elsewhere
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from risktool.compare.expected import Json, are_objects, as_json, as_written
from risktool.compare.pairing import Keyed, pair_by_content
from risktool.compare.telling import ABSENT, tell
from risktool.findings import Finding, count
from risktool.model import Register
from risktool.rules.base import Row, quote
from risktool.rules.ex01_changed_from_expected import RULE

NUMBERS = tuple(f"{name}{end}" for name in ("likelihood", "consequence", "score") for end in ("", "_range", "_label"))
"""What is read from `printed`."""

WITH_NUMBERS = frozenset({"printed", "level"})
"""What a number was read from, and what is made of it."""

JUDGED = frozenset(
    (
        *("status", "filled", "formula", "evidence", "candidates"),
        *("confidence", "confidence_parts", "needs_review", "review_reasons"),
    )
)
"""What is judged of a row's words and numbers."""

NAMES = ("subject", "heading", "number")
"""What tells a section from the others, the surest first."""

CRITERIA = "criteria"
SCALES = frozenset({"criteria.likelihood", "criteria.consequence"})
"""From the scales the other criteria follow, and from the criteria the levels of the rows."""

LEVELS = "criteria.levels"
"""A list that is told as a whole: where one level ends the next one begins."""

IN_HEADING = frozenset({"number", "printed_number", "subject"})
"""What is read from a section's heading."""


class Difference(NamedTuple):
    """A value that is another one: its field ("residual.score"), what is expected and what is there (or ABSENT)."""

    field: str
    old: object
    new: object

    @property
    def key(self) -> str:
        """The key of the row or section that the field is a part of."""
        return self.field.partition(".")[0]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with the place of its section among the sections, and its own among the section's rows."""

    section: int
    place: int
    values: Json

    @property
    def description(self) -> str:
        return str(self.values.get("description") or "")


@dataclass(frozen=True, slots=True)
class _Paired:
    """Which section and which row of the expected result is which of the register, by their places."""

    old_sections: Sequence[Json]
    new_sections: Sequence[Json]
    sections: Mapping[int, int]
    old: Sequence[_Placed]
    new: Sequence[_Placed]
    rows: Mapping[int, int]

    @property
    def added_sections(self) -> list[int]:
        """Sections that nobody expects."""
        return sorted(set(range(len(self.new_sections))) - set(self.sections.values()))

    @property
    def added_rows(self) -> list[int]:
        """Rows that nobody expects, in sections of which the rows are listed."""
        listed = {self.sections.get(i) for i, section in enumerate(self.old_sections) if "risks" in section}
        return [j for j in sorted(set(range(len(self.new))) - set(self.rows.values())) if self.new[j].section in listed]

    def changes_section(self, i: int) -> bool:
        """Whether a row stands in another section than in the one that is named, which is no new one."""
        here, expected = self.new[self.rows[i]].section, self.old[i].section
        is_named = any(key in self.old_sections[expected] for key in NAMES)
        return is_named and here != self.sections.get(expected) and here in self.sections.values()

    @property
    def reordered(self) -> frozenset[int]:
        """The fewest rows that must have moved for the rows of each section to stand as they do."""
        kept: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for i, j in sorted(self.rows.items()):
            kept.setdefault((self.old[i].section, self.new[j].section), []).append((j, i))
        return frozenset(self.rows) - {i for places in kept.values() for _, i in _longest_rising(places)}

    @property
    def has_shifted(self) -> bool:
        """Whether rows or sections came, went, moved or got another number, so that ids after them are others."""
        lost = len(self.rows) < len(self.old) or len(self.sections) < len(self.old_sections)
        numbered = (
            (section[key], self.new_sections[self.sections[i]][key])
            for i, section in enumerate(self.old_sections)
            for key in section.keys() & {"heading", "number"}
            if i in self.sections
        )
        came = self.added_rows or self.added_sections
        moved = self.reordered or any(map(self.changes_section, self.rows))
        return bool(lost or came or moved or any(old != new for old, new in numbered))


def check_expected(register: Register, expected: Json) -> Iterator[Finding]:
    """One finding for each thing that is not as expected."""
    actual = as_json(register)
    found = [d for key in expected.keys() - {"sections"} for d in _differences(key, expected[key], actual[key])]
    if any(difference.field in SCALES for difference in found):
        found = [difference for difference in found if difference.key != CRITERIA or difference.field in SCALES]
    for difference in sorted(found, key=attrgetter("field")):
        yield RULE.at_document(tell(*difference), field=difference.field)
    if "sections" in expected:
        paired = _pair(expected["sections"], actual["sections"])
        yield from _in_sections(register, paired)
        yield from _in_rows(register, paired, others_rank=any(difference.key == CRITERIA for difference in found))


def _pair(expected: Sequence[Json], actual: Sequence[Json]) -> _Paired:
    sections = _pair_sections(expected, actual)
    old, new = _rows(expected), _rows(actual)
    return _Paired(expected, actual, sections, old, new, _pair_rows(old, new, sections))


def _pair_sections(expected: Sequence[Json], actual: Sequence[Json]) -> dict[int, int]:
    """By the first key that every expected section has; without any by place."""
    key = next((key for key in NAMES if all(key in item for item in expected)), None)
    if key is None:
        return {i: i for i in range(min(len(expected), len(actual)))}
    return pair_by_content(*([Keyed(str(item.get(key))) for item in side] for side in (expected, actual)))


def _rows(sections: Sequence[Json]) -> list[_Placed]:
    return [
        _Placed(at, place, row)
        for at, section in enumerate(sections)
        for place, row in enumerate(section.get("risks", ()))
    ]


def _pair_rows(old: Sequence[_Placed], new: Sequence[_Placed], sections: Mapping[int, int]) -> dict[int, int]:
    """By description, which moves between sections; a row without one by its id, else by its place."""
    told = [i for i, row in enumerate(old) if row.description]
    before = [Keyed(old[i].description, str(sections.get(old[i].section))) for i in told]
    after = [Keyed(row.description, str(row.section)) for row in new]
    pairs = {told[i]: j for i, j in pair_by_content(before, after).items()}
    by_id = {row.values["id"]: j for j, row in enumerate(new)}
    by_place = {(row.section, row.place): j for j, row in enumerate(new)}
    for i in set(range(len(old))) - set(told):
        row = old[i].values
        j = by_id.get(str(row["id"])) if "id" in row else by_place.get((sections.get(old[i].section, -1), old[i].place))
        if j is not None and j not in pairs.values():
            pairs[i] = j
    return pairs


def _in_sections(register: Register, paired: _Paired) -> Iterator[Finding]:
    for i, section in enumerate(paired.old_sections):
        if i not in paired.sections:
            lost = sum(row.section == i and at not in paired.rows for at, row in enumerate(paired.old))
            yield RULE.at_document(f"section {_name(section, i)} is gone{_with_risks(lost)}", field="sections")
            continue
        j = paired.sections[i]
        keys = sorted(section.keys() - {"risks"})
        found = [one for key in keys for one in _differences(key, section[key], paired.new_sections[j][key])]
        is_renamed = any(difference.key == "heading" for difference in found)
        for difference in found:
            if not (is_renamed and difference.key in IN_HEADING):
                yield RULE.at_section(register.sections[j], tell(*difference), difference.field)
    for j in paired.added_sections:
        held = sum(row.section == j for row in paired.new)
        message = f"section {_name(paired.new_sections[j], j)} is new{_with_risks(held)}"
        yield RULE.at_section(register.sections[j], message, "sections")


def _with_risks(number: int) -> str:
    return f", with {count(number, 'risk')}" if number else ""


def _in_rows(register: Register, paired: _Paired, *, others_rank: bool) -> Iterator[Finding]:
    """`others_rank`: the criteria are others, from which the levels follow."""
    rows = [Row(section, risk) for section in register.sections for risk in section.risks]
    reordered = paired.reordered
    may_shift = paired.has_shifted
    for i, row in enumerate(paired.old):
        if i in paired.rows:
            j = paired.rows[i]
            follows = {"id"} if may_shift and i not in reordered else set()
            follows |= {"level"} if others_rank else set()
            found = _row_differences(row.values, paired.new[j].values, follows)
            yield from (RULE.at_row(rows[j], tell(*difference), difference.field) for difference in found)
            if paired.changes_section(i):
                before = _name(paired.old_sections[row.section], row.section)
                yield RULE.at_row(rows[j], f"the risk was in section {before}, is in another one", "sections")
        elif row.section in paired.sections:
            yield RULE.at_document(f"risk {_name(row.values, row.place)} is gone", field="risks")
    yield from (RULE.at_row(rows[j], "the risk is new", "risks") for j in paired.added_rows)


def _row_differences(old: Json, new: Json, follows: set[str]) -> list[Difference]:
    """What is another one in a row, without what follows from it; `follows` are keys that follow from other changes."""
    found = [d for key, value in old.items() if key not in follows for d in _differences(key, value, new[key])]
    if any(difference.field in NUMBERS for difference in found):
        found = [difference for difference in found if difference.key not in WITH_NUMBERS]
    told = [difference for difference in found if difference.key not in JUDGED]
    return told or found


def _longest_rising(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of a sequence that rises: what stayed in order while the others moved."""
    ends: list[tuple[int, int]] = []  # of the parts of each length the one that ends lowest
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    part = []
    last = ends[-1] if ends else None
    while last is not None:
        part.append(last)
        last = before[last]
    return part


def _name(item: Json, at: int) -> str:
    """How to speak of a section or a row: its id or number, else its place, and its first words."""
    words = item.get("description") or item.get("heading") or item.get("subject")
    number = item.get("id", item.get("number"))
    return f"{at + 1 if number is None else number}{f' {quote(str(words))}' if words else ''}"


def _differences(field: str, expected: object, actual: object) -> Iterator[Difference]:
    """Each value that differs; of lists of objects each object. Keys that `expected` lacks are not looked at."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            yield from _differences(f"{field}.{key}", value, actual.get(key, ABSENT))
    elif are_objects(expected) and are_objects(actual):
        found = list(_item_differences(field, expected, actual))
        yield from [Difference(field, expected, as_written(actual))] if found and field == LEVELS else found
    elif _plain(expected) != _plain(actual):
        yield Difference(field, expected, actual)


def _item_differences(field: str, expected: Sequence[Json], actual: Sequence[Json]) -> Iterator[Difference]:
    """Objects that are gone, and objects that are new."""
    left = list(actual)
    for item in expected:
        same = next((other for other in left if not list(_differences(field, item, other))), None)
        if same is None:
            yield Difference(field, item, ABSENT)
        else:
            left.remove(same)
    yield from (Difference(field, ABSENT, as_written(item)) for item in left)


def _plain(value: object) -> object:
    """White space is layout: a cell whose lines end elsewhere says the same."""
    return " ".join(value.split()) if isinstance(value, str) else value
