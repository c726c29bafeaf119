"""A column heading as words: without its brackets, its scale, and what data files put between words."""

import regex

from risktool.profiles import joints

_SCALE = regex.compile(rf"[(\[]?\s*\b(\d{{1,3}})\s*(?:[-–—]|\.\.+|{'|'.join(joints().until)})\s*(\d{{1,3}})\b\s*[)\]]?")
_JOINTS = regex.compile(r"(?<=[\p{L}\p{N}])_+(?=[\p{L}\p{N}])|(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{2})")
_NAMES = regex.compile(rf"\s*[/\n;:–—|]\s*|\s+-\s+|,\s+|\s+(?:{'|'.join((*joints().both, *joints().either))}|&)\s+")
_BRACKETS = regex.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")


def space_out(heading: str) -> str:
    """A heading as a data file writes it in words: "risk_owner", "FailureModes", "L_1to5"."""
    return _JOINTS.sub(" ", heading)


def strip_heading(heading: str) -> str:
    """The heading without brackets, scale and signs: "S (1–5) =" to "S"."""
    heading = space_out(heading)
    bare = _SCALE.sub(" ", _BRACKETS.sub(" ", heading))
    return " ".join(bare.split()).strip(" =*:.#'’\"“”") or heading.strip()


def split_names(bare: str) -> list[str]:
    """The names that share a heading: "Risk / händelse" to "Risk", "händelse"."""
    return [str(name) for name in _NAMES.split(bare)]


def read_scale(heading: str) -> tuple[int, int] | None:
    """The scale that a heading states: "Sannolikhet (1-5)" to (1, 5)."""
    match = _SCALE.search(space_out(heading))
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return int(match[1]), int(match[2])


def bracketed(heading: str) -> list[str]:
    """What stands in a heading's brackets: "Sannolikhet (S)" to "S"."""
    return [str(inner) for inner in _BRACKETS.findall(heading)]
