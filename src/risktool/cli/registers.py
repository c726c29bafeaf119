"""A register from a document, or from the JSON that `risktool parse` printed of one."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from risktool.cli.reading import STDIN, read_register
from risktool.compare import SUFFIX
from risktool.errors import RisktoolError, UnreadableError, UsageError
from risktool.model import SCHEMA_VERSION, Register
from risktool.pipeline import Options, read_file
from risktool.refusals import describe_refusals

MAKES_ONE = "`risktool parse --format json` makes one"


def read_either(path: Path, options: Options) -> Register:
    """The register at `path`. Raises RisktoolError, UsageError for JSON of another schema version."""
    saved = _saved(path)
    return read_register(path, options) if saved is None else _load(saved, path)


def _saved(path: Path) -> dict[str, Any] | None:
    """The object in a file that is JSON of ours; None for a document of any other kind."""
    if path == STDIN or path.suffix.lower() != ".json":
        return None
    if path.name.endswith(SUFFIX):
        hint = "`risktool validate` compares it with its document"
        raise UsageError("an expected result, and no register", path=str(path), hint=hint)
    try:
        data = json.loads(read_file(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not JSON: {error}", path=str(path)) from error
    if not isinstance(data, dict) or "schema_version" not in data:
        raise UnreadableError("no register", path=str(path), hint=MAKES_ONE)
    return data


def _load(data: dict[str, Any], path: Path) -> Register:
    version = data["schema_version"]
    if version != SCHEMA_VERSION:
        hint = f"this risktool knows {SCHEMA_VERSION!r}; read the document again"
        raise UsageError(f"schema version {version!r}", path=str(path), hint=hint)
    try:
        register = Register.model_validate(data)
    except ValidationError as error:
        what = next(describe_refusals(error, Register))
        raise UnreadableError(f"no register: {what}", path=str(path), hint=MAKES_ONE) from error
    for finding in register.findings:
        if not register.sections and finding.name in ("unreadable", "encrypted", "no-text"):
            raise RisktoolError(f"the document could not be read then: {finding.message}", path=str(path))
    return register
