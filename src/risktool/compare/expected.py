"""A register against the result that somebody expects: `notes.pdf` and `notes.pdf.expected.json` beside it.

The expected file is the contract's JSON without what may change when nothing is wrong (digest, reader, boxes,
confidences, evidence). Only keys that it holds are compared, so a short file checks only what matters:

    {"sections": [{"number": 7, "risks": [{"description": "The key is lost", "score": 12}]}]}

Sections and rows are found by what they say, so that a row put in before them does not change all others; a row
without a description is found by its place.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, TypeGuard

from risktool.compare.pairing import Keyed, pair_by_content
from risktool.errors import UsageError
from risktool.findings import Finding
from risktool.model import SCHEMA_VERSION, Register
from risktool.rules.base import Row, quote
from risktool.rules.ex01_changed_from_expected import RULE

SUFFIX = ".expected.json"

CHANGEABLE = frozenset({"sha256", "reader", "bbox", "cells", "confidence", "confidence_parts", "evidence"})
"""Keys that an expected result does not hold: they change with the tool, or say the same again."""

Json: TypeAlias = Mapping[str, Any]
"""An object of JSON that a person may have written: nothing is known of its values."""

ABSENT = object()
"""Where one side has no such key or item."""

LONGEST = 60
"""Characters of a value in a message."""


def expected_path(document: Path) -> Path:
    """The file that holds the document's expected result, whether it is there or not."""
    return document.with_name(document.name + SUFFIX)


def expected_text(register: Register) -> str:
    """What `--update-expected` writes: keys sorted, two spaces, one line feed at the end."""
    return json.dumps(_expected(register), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_expected(path: Path) -> Json:
    """An expected result. Raises UsageError for a file that is none, or of another schema version."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError("cannot be read: not UTF-8", path=str(path)) from error
    except OSError as error:
        raise UsageError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=str(path)) from error
    except json.JSONDecodeError as error:
        raise UsageError(f"not JSON: {error}", path=str(path), hint="validate --update-expected writes one") from error
    if not isinstance(data, dict):
        raise UsageError("an expected result is a JSON object", path=str(path))
    version = data.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        raise UsageError(
            f"schema version {version!r}, this risktool knows {SCHEMA_VERSION!r}",
            path=str(path),
            hint="renew it with validate --update-expected",
        )
    _check_lists(data, path)
    return data


def _check_lists(data: Json, path: Path) -> None:
    """The lists that are gone through must be lists of objects."""
    sections = data.get("sections", [])
    if not _are_objects(sections) or not all(_are_objects(section.get("risks", [])) for section in sections):
        raise UsageError("'sections' and their 'risks' are lists of objects", path=str(path))


def check_expected(register: Register, expected: Json) -> Iterator[Finding]:
    """One finding for each value that is not the expected one."""
    actual = _expected(register)
    for key, value in expected.items():
        if key != "sections":
            yield from _in_document(key, value, actual.get(key, ABSENT))
    if "sections" in expected:
        yield from _in_sections(register, expected["sections"], actual["sections"])


def _expected(register: Register) -> dict[str, Any]:
    stripped = _strip(register.model_dump(mode="json"))
    assert isinstance(stripped, dict)
    return stripped


def _strip(value: object) -> object:
    if isinstance(value, dict):
        return {key: _strip(item) for key, item in value.items() if key not in CHANGEABLE}
    return [_strip(item) for item in value] if isinstance(value, list) else value


def _in_document(where: str, expected: object, actual: object) -> Iterator[Finding]:
    for field, old, new in _differences(where, expected, actual):
        yield RULE.at_document(_say(field, old, new), field=field)


def _in_sections(register: Register, expected: Sequence[Json], actual: Sequence[Json]) -> Iterator[Finding]:
    pairs = _pair(expected, actual, ("subject", "heading", "number"))
    for i, section in enumerate(expected):
        if i not in pairs:
            yield RULE.at_document(f"section {_name(section, i)} is gone", field="sections")
            continue
        for key in sorted(section.keys() - {"risks"}):
            for field, old, new in _differences(key, section[key], actual[pairs[i]].get(key, ABSENT)):
                yield RULE.at_section(register.sections[pairs[i]], _say(field, old, new), field)
    for j in _left(actual, pairs):
        yield RULE.at_section(register.sections[j], f"section {_name(actual[j], j)} is new", "sections")
    if all("risks" in section for section in expected):
        yield from _in_risks(register, expected, actual)


def _in_risks(register: Register, expected: Sequence[Json], actual: Sequence[Json]) -> Iterator[Finding]:
    old = [risk for section in expected for risk in section["risks"]]
    new = [risk for section in actual for risk in section["risks"]]
    rows = [Row(section, risk) for section in register.sections for risk in section.risks]
    pairs = _pair(old, new, ("description", "id"))
    for i, risk in enumerate(old):
        if i not in pairs:
            yield RULE.at_document(f"risk {_name(risk, i)} is gone", field="risks")
            continue
        for key in risk:
            for field, was, now in _differences(key, risk[key], new[pairs[i]].get(key, ABSENT)):
                yield RULE.at_row(rows[pairs[i]], _say(field, was, now), field)
    for j in _left(new, pairs):
        yield RULE.at_row(rows[j], "the risk is new", "risks")


def _pair(expected: Sequence[Json], actual: Sequence[Json], keys: tuple[str, ...]) -> dict[int, int]:
    """By the first key that every expected object has; without any by place."""
    key = next((key for key in keys if all(key in item for item in expected)), None)
    if key is None:
        return {i: i for i in range(min(len(expected), len(actual)))}
    return pair_by_content(*([Keyed(str(item.get(key))) for item in side] for side in (expected, actual)))


def _left(actual: Sequence[Json], pairs: Mapping[int, int]) -> list[int]:
    return sorted(set(range(len(actual))) - set(pairs.values()))


def _name(item: Json, at: int) -> str:
    """How to speak of a section or a row: its id or number, else its place, and its first words."""
    words = item.get("description") or item.get("heading") or item.get("subject")
    number = item.get("id", item.get("number"))
    return f"{at + 1 if number is None else number}{f' {quote(str(words))}' if words else ''}"


def _differences(where: str, expected: object, actual: object) -> Iterator[tuple[str, object, object]]:
    """(field, expected value, actual value) for each value that differs; of lists of objects each object."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            yield from _differences(f"{where}.{key}", value, actual.get(key, ABSENT))
    elif _are_objects(expected) and _are_objects(actual):
        old, new = (list(map(_dump, side)) for side in (expected, actual))
        yield from ((where, item, ABSENT) for item in _without(old, new))
        yield from ((where, ABSENT, item) for item in _without(new, old))
    elif expected != actual:
        yield where, _dump(expected), ABSENT if actual is ABSENT else _dump(actual)


def _are_objects(value: object) -> TypeGuard[list[Json]]:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _without(items: list[str], others: list[str]) -> list[str]:
    """Those of `items` that `others` does not hold as often, in their order."""
    left = Counter(others)
    kept = []
    for item in items:
        if left[item]:
            left[item] -= 1
        else:
            kept.append(item)
    return kept


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _say(field: str, old: object, new: object) -> str:
    if new is ABSENT:
        return f"{field} {_short(old)} is gone"
    if old is ABSENT:
        return f"{field} {_short(new)} is new"
    return f"{field} was {_short(old)}, is {_short(new)}"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
