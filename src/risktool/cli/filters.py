"""A part of a register, for --section and --min-score. What is left out is left out; nothing is recounted."""

from collections.abc import Sequence

from risktool.errors import UsageError
from risktool.model import Number, Register, Risk, Section

MOST_NAMED = 40
"""More names than this push the error itself off the screen."""


def pick_section(register: Register, section: str | None) -> Register:
    """The register with only the asked section (None: all). Raises UsageError for a section that is not there."""
    return register if section is None else register.model_copy(update={"sections": _pick(register, section)})


def drop_below(register: Register, min_score: float | None) -> Register:
    """The register with only the rows that may reach the score (None: all), and the sections that hold them."""
    if min_score is None:
        return register
    kept = (_keep_rows(section, min_score) for section in register.sections)
    return register.model_copy(update={"sections": tuple(section for section in kept if section.risks)})


def may_reach(risk: Risk, min_score: float) -> bool:
    """Whether the row's score is, or could be, at least this: an uncertain score is no reason to hide a row."""
    known: list[Number] = [] if risk.score is None else [risk.score]
    if risk.score_range is not None:
        known.append(risk.score_range[1])
    if not known:
        known = [likelihood * consequence for likelihood, consequence in risk.candidates]
    return not known or max(known) >= min_score


def list_names(names: Sequence[str]) -> str:
    """What there is to choose from, for an error's hint; a long list by its ends."""
    if len(names) > MOST_NAMED:
        return f"{len(names)}, from {names[0]} to {names[-1]}"
    return ", ".join(names) or "none"


def _pick(register: Register, wanted: str) -> tuple[Section, ...]:
    """The sections with this number, or with this id ("7b" is the second 7, "s3" the third section)."""
    named = tuple((section, _names(section, at)) for at, section in enumerate(register.sections, start=1))
    picked = tuple(section for section, names in named if wanted.strip() in names)
    if not picked:
        known = list_names(list(dict.fromkeys(names[0] for _, names in named)))
        raise UsageError(f"no section {wanted!r}", hint=f"there are: {known}", path=register.source.name)
    return picked


def _names(section: Section, place: int) -> tuple[str, ...]:
    stem = section.risks[0].id.rpartition(".")[0] if section.risks else f"s{place}"
    return (stem,) if section.number is None else (str(section.number), stem)


def _keep_rows(section: Section, min_score: float) -> Section:
    return section.model_copy(update={"risks": tuple(risk for risk in section.risks if may_reach(risk, min_score))})
