"""What OpenDocument's styles say: list and outline numbers, title paragraphs, hidden sheets, struck-out text.

Styles stand in two parts: the document's own in styles.xml, those made for single places in content.xml.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from risktool.extract.office.labels import MAX_LEVELS, Count, Level
from risktool.extract.office.xml import Element, attribute

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_TITLES = frozenset(("Title", "Subtitle"))


@dataclass(frozen=True, slots=True)
class OdfStyles:
    """Levels of each list style by name, levels of headings, names of styles for titles, hidden sheets, struck text."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    titles: frozenset[str] = _TITLES
    hidden_sheets: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list a paragraph stands: the list's style and count, and the level (from 0)."""

    style: str
    count: Count
    level: int = 0


@dataclass(slots=True)
class Numbering:
    """Counts the document's lists and headings as they are read."""

    styles: OdfStyles
    headings: Count = field(default_factory=Count)
    by_id: dict[str, Count] = field(default_factory=dict)
    by_style: dict[str, Count] = field(default_factory=dict)

    def enter(self, element: Element, outer: Place | None) -> Place:
        """The place of a list's items. A list counts from its start unless it says that it goes on with another."""
        style = attribute(element, "style-name") or (outer.style if outer else "")
        if outer:
            return Place(style, outer.count, min(outer.level + 1, MAX_LEVELS - 1))
        count = self.by_id.get(attribute(element, "continue-list"))
        if count is None and attribute(element, "continue-numbering") == "true":
            count = self.by_style.get(style)
        count = count or Count()
        self.by_style[style] = self.by_id[attribute(element, "id")] = count
        return Place(style, count)

    def item_label(self, item: Element, place: Place) -> str:
        """The number of a list's next item, "" for a bullet."""
        start = attribute(item, "start-value")
        levels = self.styles.lists.get(place.style, {})
        return place.count.next_label(levels, place.level, int(start[:6]) if start.isdecimal() else None)

    def heading_label(self, heading: Element) -> str:
        """The number of the next heading, "" where headings of its level have none."""
        level = attribute(heading, "outline-level", "1")
        if attribute(heading, "is-list-header") == "true" or not level.isdecimal():
            return ""
        return self.headings.next_label(self.styles.outline, int(level[:3]) - 1)


def read_odf_styles(roots: Iterable[Element]) -> OdfStyles:
    """The styles below some root elements, later ones winning."""
    lists: dict[str, dict[int, Level]] = {}
    outline: dict[int, Level] = {}
    titles, hidden, struck = set(_TITLES), set(), set()
    for element in (element for root in roots for element in root.iter()):
        if element.tag == "list-style":
            lists[attribute(element, "name")] = _levels(element)
        elif element.tag == "outline-style":
            outline = _levels(element)
        elif element.tag == "style":
            name, parent = attribute(element, "name"), attribute(element, "parent-style-name")
            titles |= {name} if parent in _TITLES else set()
            hidden |= {name} if _hides(element) else set()
            struck |= {name} if _strikes(element, inherited=parent in struck) else set()
        elif element.tag == "body":  # nothing but text from here on
            break
    return OdfStyles(lists, outline, frozenset(titles), frozenset(hidden), frozenset(struck))


def _strikes(style: Element, *, inherited: bool) -> bool:
    settings = style.find("text-properties")
    line = "" if settings is None else attribute(settings, "text-line-through-style")
    return line != "none" if line else inherited


def _hides(style: Element) -> bool:
    settings = style.find("table-properties")
    return settings is not None and attribute(settings, "display") == "false"


def _levels(style: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in style:
        at, shown = attribute(element, "level"), attribute(element, "display-levels", "1")
        if not (at.isdecimal() and 0 < int(at[:3]) <= MAX_LEVELS):
            continue
        number = int(at[:3])
        first = max(number - (int(shown[:2]) if shown.isdecimal() else 1), 0) + 1
        numbers = ".".join(f"%{level}" for level in range(first, number + 1))
        start = attribute(element, "start-value", "1")
        levels[number - 1] = Level(
            int(start[:6]) if start.isdecimal() else 1,
            _FORMATS.get(attribute(element, "num-format"), "none"),
            f"{attribute(element, 'num-prefix')}{numbers}{attribute(element, 'num-suffix')}",
        )
    return levels
