"""Documents to documents with findings: what `risktool validate` does before it prints."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from risktool.batch.reading import read_item
from risktool.batch.sources import Item
from risktool.cli.console import say
from risktool.cli.documents import find_documents, show_path
from risktool.cli.lines import find_lines
from risktool.cli.writing import write_whole
from risktool.compare import SUFFIX, check_expected, expected_path, expected_text, read_expected
from risktool.config import Settings
from risktool.errors import OutputError, RisktoolError, UnreadableError, UsageError
from risktool.findings import Finding, count
from risktool.model import Register
from risktool.pipeline import Options, parse_bytes, refuse
from risktool.render.checked import Checked
from risktool.rules import check_forbidden, in_document_order
from risktool.rules.ex01_changed_from_expected import RULE as EXPECTED
from risktool.rules.ex03_unreadable_expected import RULE as UNREADABLE


@dataclass(frozen=True, slots=True)
class CheckedAll:
    """What was checked, by path: the documents, and expected results whose document is gone (`orphans` of them).

    `faults` kept an expected result from being read, or written; its document was held to the rules all the same.
    `written` expected results are as their documents now.
    """

    documents: tuple[Checked, ...]
    orphans: int
    passed_over: int
    written: int
    faults: tuple[RisktoolError, ...]

    def fails(self, settings: Settings) -> bool:
        """Whether anything is as grave as the settings forbid."""
        return any(settings.fails(one.findings) for one in self.documents)

    def tell(self) -> None:
        """Say how much was checked, on standard error."""
        passed_over = f"{count(self.passed_over, 'file')} passed over"
        written = f"{count(self.written, 'expected result')} written, " if self.written else ""
        if self.documents:
            say(f"{count(len(self.documents) - self.orphans, 'document')} checked, {written}{passed_over}")
        else:
            say(
                f"warning: no documents found, nothing was checked ({passed_over}; a file that is named is always read)"
            )


class _Beside(NamedTuple):
    """What came of the expected result beside a document: findings, what went wrong, whether it was written."""

    findings: tuple[Finding, ...] = ()
    fault: RisktoolError | None = None
    is_written: bool = False


class _Outcome(NamedTuple):
    """What came of one document."""

    checked: Checked
    beside: _Beside = _Beside()


def check_all(paths: Iterable[str], settings: Settings, options: Options, *, update: bool) -> CheckedAll:
    """All documents that these paths name, with the findings that the settings ask for.

    `update` writes their expected results instead of comparing with them. Raises UsageError for a path that is not
    there.
    """
    found = find_documents(paths, settings.exclude)
    outcomes = [_check_document(item, settings, options, update=update) for item in found.documents]
    outcomes += [_Outcome(_check_orphan(item, settings)) for item in found.orphans]
    outcomes.sort(key=lambda one: one.checked.path)
    return CheckedAll(
        documents=tuple(one.checked for one in outcomes),
        orphans=len(found.orphans),
        passed_over=found.passed_over,
        written=sum(one.beside.is_written for one in outcomes),
        faults=tuple(one.beside.fault for one in outcomes if one.beside.fault is not None),
    )


def _check_document(item: Item, settings: Settings, options: Options, *, update: bool) -> _Outcome:
    path, name = show_path(item.name), PurePosixPath(item.name).name
    data = b""
    try:
        data = _read(item)
        register = parse_bytes(data, name, options)
    except RisktoolError as error:
        if not error.finding:
            raise
        register = refuse(error, data, name)
        return _Outcome(Checked(path, register, settings.apply(register.findings)))
    beside = _Beside()
    if item.member is None:  # a file in an archive has nothing beside it
        beside = (_write if update else _compare)(expected_path(Path(item.path)), register)
    found = [*register.findings, *check_forbidden(register, settings.forbid), *beside.findings]
    findings = settings.apply(in_document_order(register, found))
    return _Outcome(Checked(path, register, findings, *find_lines(data, register)), beside)


def _check_orphan(item: Item, settings: Settings) -> Checked:
    """An expected result whose document is gone, which is a change as any other."""
    gone = PurePosixPath(item.name.removesuffix(SUFFIX)).name
    register = refuse(UnreadableError("no such file"), b"", gone)
    return Checked(show_path(item.name), register, settings.apply([EXPECTED.at_document(f"{gone} is gone")]))


def _read(item: Item) -> bytes:
    if item.refusal:
        raise UnreadableError(item.refusal)
    return read_item(item)


def _compare(path: Path, register: Register) -> _Beside:
    """The register against the expected result at this path, if there is one."""
    if not os.path.lexists(path):
        return _Beside()
    try:
        return _Beside(tuple(check_expected(register, read_expected(path))))
    except UsageError as fault:
        return _Beside((UNREADABLE.at_document(f"{path.name}: {fault.message}"),), fault)


def _write(path: Path, register: Register) -> _Beside:
    """The register as the expected result at this path."""
    try:
        write_whole(path, expected_text(register), force=True)
    except OutputError as fault:
        return _Beside(fault=fault)
    return _Beside(is_written=True)
