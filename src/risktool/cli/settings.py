"""The settings that hold for a command: the nearest file's, and what the command line says instead."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from risktool.cli.options import parse_scale
from risktool.cli.reading import read_profile
from risktool.config import Settings, find_settings, load_settings
from risktool.errors import UsageError
from risktool.pipeline import Options
from risktool.refusals import describe_refusals


def read_settings(config: Path | None) -> Settings:
    """The settings of `config`, else of the nearest file above the working folder, else the defaults."""
    path = config or find_settings(Path.cwd())
    return Settings() if path is None else load_settings(path)


def override(
    settings: Settings,
    select: Sequence[str] | None,
    ignore: Sequence[str] | None,
    severity: Sequence[str] | None,
    fail_on: str | None,
    language: str | None,
    scale: str | None,
) -> Settings:
    """The settings with what the command line gives in the place of theirs. Raises UsageError.

    A rule that is asked for is not ignored because a file says so.
    """
    given: dict[str, object] = {
        "select": _split(select),
        "ignore": _split(ignore if ignore is not None or select is None else ()),
        "severity": {**settings.severity, **_assign(severity)} if severity else None,
        "fail-on": fail_on,
        "lang": language,
        "scale": parse_scale(scale) if scale is not None else None,
    }
    changed = {key: value for key, value in given.items() if value is not None}
    try:
        return Settings.model_validate({**settings.model_dump(by_alias=True), **changed})
    except ValidationError as error:
        raise UsageError("; ".join(describe_refusals(error, Settings, "option --"))) from error


def choose_options(
    settings: Settings,
    language: str | None,
    profile: Path | None,
    password: str | None,
    max_pages: int | None,
    timeout: float | None,
) -> Options:
    """How the settings and the command line want documents read; a language given there sets the settings' profile
    aside. Raises UsageError.
    """
    own = profile or (settings.profile if language is None else None)
    options = settings.reading_options(password, None if own is None else read_profile(own))
    return replace(options, max_pages=max_pages, timeout=timeout)


def _split(values: Sequence[str] | None) -> tuple[str, ...] | None:
    """--select SC,HD01 --select no-risks as three."""
    return None if values is None else tuple(word.strip() for value in values for word in value.split(","))


def _assign(values: Sequence[str]) -> dict[str, str]:
    pairs = [assignment.partition("=") for assignment in _split(values) or ()]
    for name, sign, level in pairs:
        if not (name and sign and level):
            raise UsageError(f"--severity {name}{sign}{level}: not NAME=LEVEL", hint="as in no-risks=error")
    return {name.strip(): level.strip() for name, _, level in pairs}
