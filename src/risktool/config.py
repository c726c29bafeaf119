"""Settings from `risktool.toml`, or from `[tool.risktool]` in pyproject.toml: found upward, checked, never guessed.

    select = ["ALL"]                      # rules by code, beginning of a code ("SC") or name
    ignore = ["no-risks"]
    severity = { missing-product = "warning" }
    fail-on = "error"
    exclude = ["archive", "old/*.md"]     # names in any folder, and paths from here, that are passed over
    forbid = ['(?i)\\bTBD\\b']            # patterns that no risk's text may hold
    lang = "sv"
    scale = [1, 5]
    review-below = 0.9
    profile = "our-words.toml"            # a language profile of one's own, beside this file; all commands read with it

The nearest file wins and stands alone: settings of two folders are not mixed. Everything that is wrong in a file is
said at once, with the key, and with the nearest name that exists.
"""

import glob
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import regex
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from risktool.errors import UsageError
from risktool.findings import SEVERITIES, Finding, Severity
from risktool.notation import WIDEST_SCALE
from risktool.pipeline import REVIEW_BELOW, Options
from risktool.profiles import load_profile
from risktool.refusals import describe_refusals, in_brackets, nearest
from risktool.rules import Rule, all_rules, find_rule

__all__ = ["Settings", "find_rules", "find_settings", "load_settings", "read_selectors"]

ALL = "ALL"

OWN_FILE = "risktool.toml"
SHARED_FILE = "pyproject.toml"


def read_selectors(selectors: Iterable[str]) -> frozenset[str]:
    """The codes that these selectors mean. Raises UsageError for one that means none."""
    return frozenset(code for selector in selectors for code in _codes(selector))


def _codes(selector: str) -> frozenset[str]:
    word = selector.strip()
    if word.upper() == ALL:
        return frozenset(rule.code for rule in all_rules())
    rule = find_rule(word)
    if rule is not None:
        return frozenset((rule.code,))
    group = frozenset(rule.code for rule in all_rules() if rule.code.startswith(word.upper()))
    if not word or not group:
        raise UsageError(f"no rule {selector!r}", hint=nearest(word, _rule_names()) or "`risktool rules` lists them")
    return group


def find_rules(selector: str) -> tuple[Rule, ...]:
    """The rules that a code, a name or a group means. Raises UsageError with the nearest one."""
    codes = _codes(selector)
    return tuple(rule for rule in all_rules() if rule.code in codes)


def _rule_names() -> tuple[str, ...]:
    return tuple(name for rule in all_rules() for name in (rule.code, rule.name))


def _check_selector(selector: str) -> str:
    try:
        _codes(selector)
    except UsageError as error:
        raise ValueError(f"{error.message}{in_brackets(error.hint)}") from error
    return selector


def _check_rule_name(name: str) -> str:
    if find_rule(name) is None:
        raise ValueError(f"no rule {name!r}{in_brackets(nearest(name, _rule_names()))}")
    return name


def _check_pattern(pattern: str) -> str:
    try:
        regex.compile(pattern)
    except regex.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


def _check_scale(scale: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= scale[0] < scale[1] <= WIDEST_SCALE:
        said = f"{list(scale)} is no scale"
        raise ValueError(f"{said}: it goes from a smaller to a larger number, at most {WIDEST_SCALE}, as in [1, 5]")
    return scale


def _check_share(share: float) -> float:
    if not 0 <= share <= 1:
        raise ValueError(f"{share:g} is not from 0 to 1")
    return share


def _check_language(language: str) -> str:
    try:
        load_profile(language)
    except UsageError as error:
        raise ValueError(f"{error.message}{in_brackets(error.hint)}") from error
    return language


Selector = Annotated[str, AfterValidator(_check_selector)]
RuleName = Annotated[str, AfterValidator(_check_rule_name)]
Pattern = Annotated[str, AfterValidator(_check_pattern)]
Language = Annotated[str, AfterValidator(_check_language)]
Scale = Annotated[tuple[int, int], AfterValidator(_check_scale)]
Share = Annotated[float, AfterValidator(_check_share)]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Settings(BaseModel):
    """What a folder's documents are held to, and how they are read."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_kebab, populate_by_name=True)

    select: tuple[Selector, ...] = Field(default=(ALL,), examples=['["SC", "no-risks"]'])
    ignore: tuple[Selector, ...] = Field(default=(), examples=['["no-risks"]'])
    severity: dict[RuleName, Severity] = Field(default_factory=dict, examples=['{ no-risks = "error" }'])
    fail_on: Severity = "error"
    exclude: tuple[str, ...] = Field(default=(), examples=['["archive", "old/*.md"]'])
    forbid: tuple[Pattern, ...] = Field(default=(), examples=['["TBD"]'])
    lang: Language | None = Field(default=None, examples=['"sv"'])
    scale: Scale | None = Field(default=None, examples=["[1, 5]"])
    review_below: Share = Field(default=REVIEW_BELOW, examples=["0.8"])
    profile: Path | None = Field(default=None, examples=['"our-words.toml"'])
    """A language profile's file. `load_settings` finds it, and what `exclude` names, from the settings' own folder."""

    def reading_options(self, password: str | None = None, profile: str | None = None) -> Options:
        """How documents are read; `profile` is the text of one of the user's own."""
        return Options(self.lang, self.scale, password, self.review_below, profile)

    def apply(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings of the selected rules, with the severities asked for."""
        wanted = read_selectors(self.select) - read_selectors(self.ignore)
        changed = {find_rule(name): severity for name, severity in self.severity.items()}
        severities = {rule.code: severity for rule, severity in changed.items() if rule is not None}
        return tuple(
            finding.model_copy(update={"severity": severities.get(finding.code, finding.severity)})
            for finding in findings
            if finding.code in wanted
        )

    def fails(self, findings: Iterable[Finding]) -> bool:
        """Whether any finding is as grave as `fail_on`, or graver."""
        grave = SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]
        return any(finding.severity in grave for finding in findings)


def find_settings(start: Path) -> Path | None:
    """The nearest settings file in `start` or a folder above it; None for none."""
    for folder in (start, *start.parents):
        if (own := folder / OWN_FILE).is_file():
            return own
        if (shared := folder / SHARED_FILE).is_file() and _table(shared) is not None:
            return shared
    return None


def load_settings(path: Path) -> Settings:
    """The settings of a file. Raises UsageError that names every wrong key."""
    table = _table(path)
    if table is None:
        raise UsageError("has no [tool.risktool]", path=str(path))
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise UsageError("; ".join(describe_refusals(error, Settings)), path=str(path)) from error
    return settings.model_copy(
        update={"profile": _own_profile(settings, path), "exclude": _from(path, settings.exclude)}
    )


def _own_profile(settings: Settings, path: Path) -> Path | None:
    """The profile's file from the settings' own folder."""
    if settings.profile is None:
        return None
    own = path.parent / settings.profile
    if not own.exists():
        raise UsageError(f"key 'profile': there is no file {str(own)!r}", path=str(path))
    return own


def _from(path: Path, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """The patterns, and the same from the settings' own folder, whose paths they mean wherever the command runs.

    A name alone is meant in every folder below.
    """
    folder = glob.escape(path.parent.absolute().as_posix())
    anywhere = (f"{folder}/*/{pattern}" for pattern in patterns if "/" not in pattern.rstrip("/"))
    return (*patterns, *(f"{folder}/{pattern}" for pattern in patterns), *anywhere)


def _table(path: Path) -> Mapping[str, object] | None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise UsageError("cannot be read: not UTF-8", path=str(path)) from error
    except (ValueError, RecursionError) as error:  # also a number of 5,000 digits, and 1,000 brackets
        raise UsageError(f"not TOML: {error}", path=str(path)) from error
    except OSError as error:
        raise UsageError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=str(path)) from error
    tool = data.get("tool", {})
    table = tool.get("risktool") if isinstance(tool, dict) else None
    if path.name != SHARED_FILE:
        if table is not None:
            raise UsageError(
                "[tool.risktool] is for pyproject.toml", path=str(path), hint="here keys stand in no table"
            )
        return data
    if table is not None and not isinstance(table, dict):
        raise UsageError("key 'tool.risktool': not a table", path=str(path))
    return table
