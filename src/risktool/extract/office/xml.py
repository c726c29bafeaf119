"""XML of office files: entities are never expanded, names lose their namespaces, a broken end is survived.

The formats come in several namespaces (transitional and strict, old and new) with the same local names, so `w:p`
is "p" here. `read_tree` gives what stands before the first error; `Tree.cut` says that there was one.
"""

import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from risktool.errors import UnreadableError
from risktool.extract.office.archive import Archive, Part

__all__ = ["Element", "Tree", "attribute", "events", "local", "read_tree"]


@dataclass(frozen=True, slots=True)
class Tree:
    """A part's root element, and whether its end is missing."""

    root: Element
    cut: bool


def local(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return value
    return default


def events(part: Part, *, ends: bool) -> Iterator[tuple[str, Element]]:
    """Parse as it comes: ("start", element) with local names, and ("end", element) if asked for.

    The first error is the end, and cuts the part.
    Raises UnreadableError for a document type that declares entities.
    """
    try:
        for kind, element in iterparse(io.BytesIO(part.data), events=("start", "end") if ends else ("start",)):
            if kind == "start":
                element.tag = local(element.tag)
            yield kind, element
    except DefusedXmlException as error:
        raise UnreadableError("the document declares XML entities", hint="save it anew in an office program") from error
    except (ParseError, ValueError, LookupError):  # the last two: an encoding that is unknown or wrong
        part.cut = True


def read_tree(archive: Archive, name: str) -> Tree | None:
    """A part as a tree with local names; None when it is missing or holds no element at all."""
    part = archive.read(name)
    return None if part is None else parse_part(part)


def parse_part(part: Part) -> Tree | None:
    """XML as a tree with local names; None when it holds no element at all."""
    parsed = events(part, ends=False)
    first = next(parsed, None)
    if first is None:
        return None
    deque(parsed, maxlen=0)
    return Tree(first[1], part.cut)
