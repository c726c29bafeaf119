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
from risktool.errors import RisktoolError, UnreadableError
from risktool.findings import Finding, count
from risktool.model import Register
from risktool.pipeline import Options, parse_bytes, refuse
from risktool.render.checked import Checked
from risktool.rules import check_forbidden, in_document_order
from risktool.rules.ex01_changed_from_expected import RULE as EXPECTED


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


class _Outcome(NamedTuple):
    """What came of one document, and why it was not compared with its expected result."""

    checked: Checked
    fault: RisktoolError | None = None
    is_written: bool = False


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
        written=sum(one.is_written for one in outcomes),
        faults=tuple(one.fault for one in outcomes if one.fault is not None),
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
    found = [*register.findings, *check_forbidden(register, settings.forbid)]
    fault, is_alone = None, item.member is not None  # a file in an archive has nothing beside it
    try:
        if update and not is_alone:
            write_whole(expected_path(Path(item.path)), expected_text(register), force=True)
        elif not is_alone:
            found += _compare(item, register)
    except RisktoolError as error:
        fault = error
    findings = settings.apply(in_document_order(register, found))
    checked = Checked(path, register, findings, *find_lines(data, register))
    return _Outcome(checked, fault, is_written=update and not is_alone and fault is None)


def _check_orphan(item: Item, settings: Settings) -> Checked:
    """An expected result whose document is gone, which is a change as any other."""
    gone = PurePosixPath(item.name.removesuffix(SUFFIX)).name
    register = refuse(UnreadableError("no such file"), b"", gone)
    return Checked(show_path(item.name), register, settings.apply([EXPECTED.at_document(f"{gone} is gone")]))


def _read(item: Item) -> bytes:
    if item.refusal:
        raise UnreadableError(item.refusal)
    return read_item(item)


def _compare(item: Item, register: Register) -> tuple[Finding, ...]:
    """What is not as expected, if anything is. Raises UsageError for an expected result that is none."""
    path = expected_path(Path(item.path))
    return tuple(check_expected(register, read_expected(path))) if os.path.lexists(path) else ()
