"""What Word's styles and lists say of a paragraph: heading, list item, and the number printed before it.

Styles are told by their built-in names, which are English in every language's Word ("heading 1" in "Rubrik 1"), and
by their outline level.
"""

from dataclasses import dataclass, field, replace

import regex

from risktool.extract.office.archive import Archive
from risktool.extract.office.labels import MAX_LEVELS, Count, Level
from risktool.extract.office.xml import Element, attribute, read_tree
from risktool.source import ParagraphStyle

_HEADING_NAME = regex.compile(r"heading [1-9]|title|subtitle")
_DEEPER_LIST = regex.compile(r"list (?:bullet|number) ([2-5])")
_BODY_OUTLINE = 9
"""Outline levels 0-8 are headings, 9 says "body text"."""

_MAX_BASES = 20
"""Styles based on styles: a chain longer than that is a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's kind, and its list ("" for none) and level in it."""

    kind: ParagraphStyle = "body"
    list_id: str = ""
    level: int = 0
    depth: int = 0
    """How deep the style itself stands in lists: 1 for Word's "List Bullet 2", whose list has no other level."""

    @property
    def indent(self) -> str:
        """What sets an item under the one that it belongs to."""
        return "  " * (self.level + self.depth) if self.kind == "item" else ""


@dataclass(frozen=True, slots=True)
class Styles:
    """The document's paragraph styles by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def style_of(self, paragraph: Element) -> Style:
        """What a paragraph is, by its style and its own settings."""
        settings = paragraph.find("pPr")
        if settings is None:
            return Style()
        named = settings.find("pStyle")
        base = self.by_id.get(attribute(named, "val"), Style()) if named is not None else Style()
        return _with_settings(base, settings)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The document's lists, and how far each has counted. Asking for a label counts on."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    """Lists by id that count together, by the id of what they share."""
    counts: dict[str, Count] = field(default_factory=dict)

    def next_label(self, style: Style) -> str:
        """The number that Word prints before the next paragraph of this style, "" for none or a bullet."""
        levels = self.levels.get(style.list_id, {})
        count = self.counts.setdefault(self.shared.get(style.list_id, style.list_id), Count())
        return count.next_label(levels, style.level)


def read_styles(archive: Archive) -> Styles:
    """The paragraph styles, as far as the part can be read."""
    tree = read_tree(archive, "word/styles.xml")
    elements = {attribute(style, "styleId"): style for style in tree.root.iter("style")} if tree else {}
    return Styles({name: _read_style(style, elements) for name, style in elements.items()})


def read_numbering(archive: Archive) -> Numbering:
    """The lists, as far as the part can be read."""
    tree = read_tree(archive, "word/numbering.xml")
    if tree is None:
        return Numbering()
    abstract = {attribute(element, "abstractNumId"): _read_levels(element) for element in tree.root.iter("abstractNum")}
    levels, shared = {}, {}
    for num in tree.root.iter("num"):
        list_id, base = attribute(num, "numId"), num.find("abstractNumId")
        base_id = "" if base is None else attribute(base, "val")
        starts = _overrides(num)
        levels[list_id] = abstract.get(base_id, {}) | _read_levels(num)
        for at, start in starts.items():
            levels[list_id] = levels[list_id] | {at: replace(levels[list_id].get(at, Level()), start=start)}
        if not starts:  # a list with its own start is one of its own
            shared[list_id] = f"abstract {base_id}"
    return Numbering(levels, shared)


def _read_style(style: Element, elements: dict[str, Element]) -> Style:
    """A style with what it takes over from the styles it is based on, the most general first."""
    chain = [style]
    while (base := chain[-1].find("basedOn")) is not None and len(chain) < _MAX_BASES:
        parent = elements.get(attribute(base, "val"))
        if parent is None:
            break
        chain.append(parent)
    result = Style()
    for element in reversed(chain):
        name = element.find("name")
        words = "" if name is None else attribute(name, "val").lower()
        if _HEADING_NAME.fullmatch(words):
            result = replace(result, kind="heading")
        elif words == "caption":
            result = replace(result, kind="caption")
        elif deeper := _DEEPER_LIST.fullmatch(words):
            result = replace(result, depth=int(deeper[1]) - 1)
        settings = element.find("pPr")
        if settings is not None:
            result = _with_settings(result, settings)
    return result


def _with_settings(base: Style, settings: Element) -> Style:
    """A style changed by paragraph settings: outline level and list."""
    outline = _value(settings, "outlineLvl")
    if outline is not None:
        base = replace(base, kind="heading" if outline < _BODY_OUTLINE else "body")
    list_id = settings.find("numPr/numId")
    if list_id is not None:
        base = replace(base, list_id=attribute(list_id, "val"))
    level = _value(settings, "numPr/ilvl")
    if level is not None:
        base = replace(base, level=min(level, MAX_LEVELS - 1))
    if base.kind == "body" and base.list_id not in ("", "0"):  # list 0 takes a paragraph out of its style's list
        base = replace(base, kind="item")
    return base


def _read_levels(element: Element) -> dict[int, Level]:
    levels = {}
    for level in element.iter("lvl"):
        number_format, pattern = level.find("numFmt"), level.find("lvlText")
        start = _value(level, "start")
        at = attribute(level, "ilvl")
        if at.isdecimal() and int(at) < MAX_LEVELS:
            levels[int(at)] = Level(
                1 if start is None else start,
                "decimal" if number_format is None else attribute(number_format, "val"),
                "" if pattern is None else attribute(pattern, "val"),
            )
    return levels


def _overrides(num: Element) -> dict[int, int]:
    starts = {}
    for override in num.iter("lvlOverride"):
        at, start = attribute(override, "ilvl"), _value(override, "startOverride")
        if at.isdecimal() and int(at) < MAX_LEVELS and start is not None:
            starts[int(at)] = start
    return starts


def _value(element: Element, path: str) -> int | None:
    found = element.find(path)
    value = "" if found is None else attribute(found, "val")
    return int(value) if value.isdecimal() and len(value) < 6 else None
