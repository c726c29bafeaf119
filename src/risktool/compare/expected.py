"""The file that says what a document is expected to say: `notes.pdf.expected.json` beside `notes.pdf`.

It is the contract's JSON without what may change when nothing is wrong: digest, reader, boxes, confidences, evidence. A
person may write a short one, which is held to the contract's keys: a slip would check nothing.

    {"sections": [{"number": 7, "risks": [{"description": "The key is lost", "score": 12}]}]}
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias, TypeGuard

from pydantic import BaseModel

from risktool.errors import UsageError
from risktool.model import SCHEMA_VERSION, Register
from risktool.refusals import in_brackets, keys_of, model_below, nearest
from risktool.render.json_text import escape_hostile

SUFFIX = ".expected.json"

NOT_WRITTEN = frozenset({"sha256", "reader", "bbox", "cells", "confidence", "confidence_parts", "evidence"})
"""Keys that `--update-expected` leaves out; a person may write them."""

Json: TypeAlias = Mapping[str, Any]
"""An object of JSON that a person may have written: nothing is known of its values."""


def expected_path(document: Path) -> Path:
    """The file that holds the document's expected result, whether it is there or not."""
    return document.with_name(document.name + SUFFIX)


def expected_text(register: Register) -> str:
    """What `--update-expected` writes: keys sorted, two spaces, one line feed at the end."""
    written = json.dumps(as_written(as_json(register)), ensure_ascii=False, indent=2, sort_keys=True)
    return escape_hostile(written) + "\n"


def as_json(register: Register) -> dict[str, Any]:
    """All that a register says, by the contract's names."""
    return register.model_dump(mode="json", by_alias=True)


def as_written(value: object) -> object:
    """A value of JSON without the keys that are not written."""
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items() if key not in NOT_WRITTEN}
    return [as_written(item) for item in value] if isinstance(value, list) else value


def read_expected(path: Path) -> Json:
    """An expected result. Raises UsageError for a file that is none, of another schema version or with unknown keys."""
    if path.exists() and not path.is_file():  # a pipe might be waited for without end
        raise UsageError("is no file", path=str(path))
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError("cannot be read: not UTF-8", path=str(path)) from error
    except OSError as error:
        raise UsageError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=str(path)) from error
    except (ValueError, RecursionError) as error:  # also a number of 5,000 digits
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
    if unknown := "; ".join(dict.fromkeys(_unknown_keys(data, Register))):
        raise UsageError(unknown, path=str(path))
    return data


def _check_lists(data: Json, path: Path) -> None:
    """The lists that are gone through must be lists of objects."""
    sections = data.get("sections", [])
    if not are_objects(sections) or not all(are_objects(section.get("risks", [])) for section in sections):
        raise UsageError("'sections' and their 'risks' are lists of objects", path=str(path))


def _unknown_keys(value: Json, model: type[BaseModel], place: tuple[str, ...] = ()) -> Iterator[str]:
    """What to say of each key that the contract does not know; `place` is ("section 1", "risk 2")."""
    known = keys_of(model)
    for key, held in value.items():
        below = model_below(model, key)
        if key not in known:
            hint = nearest(key, known) or f"known: {', '.join(known)}"
            yield f"{', '.join(place)}{': ' if place else ''}key {key!r} is not known{in_brackets(hint)}"
        elif below is not None and isinstance(held, dict):
            yield from _unknown_keys(held, below, (*place, key))
        elif below is not None and are_objects(held):
            for at, item in enumerate(held, start=1):
                yield from _unknown_keys(item, below, (*place, f"{key.removesuffix('s')} {at}"))


def are_objects(value: object) -> TypeGuard[list[Json]]:
    """Whether a value is a list of objects of JSON."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)
