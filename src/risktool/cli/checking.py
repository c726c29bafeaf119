"""Documents that a person names, to documents with findings: what `risktool validate` does before it prints.

    named files        always read
    folders and globs  documents by their ending; hidden files, lock files, expected results and `exclude` passed over
    archives           their members are documents of their own

What is passed over is counted, never silent.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from risktool.batch.reading import read_item
from risktool.batch.sources import Item, discover
from risktool.cli.console import say
from risktool.cli.lines import find_lines
from risktool.compare import SUFFIX, check_expected, expected_path, expected_text, read_expected
from risktool.config import Settings
from risktool.errors import RisktoolError, UnreadableError
from risktool.findings import Finding, count
from risktool.model import Register
from risktool.pipeline import Options, parse_bytes, refuse
from risktool.render.checked import Checked
from risktool.rules import check_forbidden, in_document_order
from risktool.rules.ex01_changed_from_expected import RULE as EXPECTED

DOCUMENT_ENDINGS = (
    *(".pdf", ".docx", ".docm", ".odt", ".xlsx", ".xlsm", ".xls", ".ods"),
    *(".csv", ".tsv", ".md", ".markdown", ".adoc", ".asciidoc", ".txt", ".text"),
    *(".html", ".htm", ".eml", ".fodt", ".fods"),
)
"""A folder of a repository holds code and pictures too; what a person names is read whatever it is called."""


@dataclass(frozen=True, slots=True)
class Found:
    """The documents to check, expected results whose document is gone, and how many files were passed over."""

    documents: tuple[Item, ...]
    orphans: tuple[Item, ...]
    passed_over: int


@dataclass(frozen=True, slots=True)
class CheckedAll:
    """What was checked, by path: the documents, and expected results whose document is gone (`orphans` of them)."""

    documents: tuple[Checked, ...]
    orphans: int
    passed_over: int

    def fails(self, settings: Settings) -> bool:
        """Whether anything is as grave as the settings forbid."""
        return any(settings.fails(one.findings) for one in self.documents)

    def tell(self) -> None:
        """Say how much was checked, on standard error."""
        read = count(len(self.documents) - self.orphans, "document")
        say(f"{read} checked, {count(self.passed_over, 'file')} passed over")


def check_all(paths: Iterable[str], settings: Settings, options: Options, *, update: bool) -> CheckedAll:
    """All documents that these paths name, with their findings. Raises UsageError and OutputError."""
    found = find_documents(paths, settings.exclude)
    documents = [check_document(item, settings, options, update=update) for item in found.documents]
    orphans = [check_orphan(item, settings) for item in found.orphans]
    checked = sorted((*documents, *orphans), key=lambda one: one.path)
    return CheckedAll(tuple(checked), len(orphans), found.passed_over)


def find_documents(paths: Iterable[str], exclude: tuple[str, ...]) -> Found:
    """All documents that these paths name, each once. Raises UsageError for a path that is not there."""
    documents: dict[tuple[str, int | None], Item] = {}
    orphans: dict[str, Item] = {}
    passed_over: set[str] = set()
    for path in map(_document_of, paths):
        for item in discover([path]):
            if _is_orphan(item, exclude):
                orphans[item.path] = item
            elif item.kind == "skipped" or _is_no_document(item, exclude, is_named=_is_file(path)):
                passed_over.add(item.name)
            else:
                documents[item.path, item.member] = item
    found, alone = (tuple(sorted(items, key=_by_name)) for items in (documents.values(), orphans.values()))
    return Found(found, alone, len(passed_over - {item.name for item in found}))


def _by_name(item: Item) -> str:
    return item.name


def _is_orphan(item: Item, exclude: tuple[str, ...]) -> bool:
    """Whether it is an expected result that nothing stands beside: the document was deleted or renamed."""
    name = show_path(item.name)
    if item.member is not None or not name.endswith(SUFFIX) or PurePosixPath(name).name.startswith("."):
        return False
    return not os.path.lexists(item.path.removesuffix(SUFFIX)) and not any(fnmatch(name, p) for p in exclude)


def _document_of(path: str) -> str:
    """Whoever names an expected result means the document beside it: pre-commit names the files that changed."""
    document = path.removesuffix(SUFFIX)
    return document if document != path and _is_file(document) else path


def _is_file(path: str) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - the name may hold bytes that are not UTF-8


def _is_no_document(item: Item, exclude: tuple[str, ...], *, is_named: bool) -> bool:
    name = show_path(item.name)
    if name.endswith(SUFFIX):
        return True
    if is_named and item.member is None:
        return False
    return PurePosixPath(name).suffix.lower() not in DOCUMENT_ENDINGS or any(fnmatch(name, p) for p in exclude)


def show_path(name: str) -> str:
    """A path as reports say it: relative to where the command runs if it is below, with "/"."""
    path = Path(name)
    try:
        return path.relative_to(Path.cwd()).as_posix() if path.is_absolute() else path.as_posix()
    except ValueError:
        return path.as_posix()


def check_document(item: Item, settings: Settings, options: Options, *, update: bool) -> Checked:
    """One document with the findings that the settings ask for.

    `update` writes its expected result instead of comparing with it. Raises UsageError for an expected result that
    is none, OutputError for one that cannot be written.
    """
    data = b""
    try:
        data = _read(item)
        register = parse_bytes(data, PurePosixPath(item.name).name, options)
    except RisktoolError as error:
        if not error.finding:
            raise
        register = refuse(error, data, PurePosixPath(item.name).name)
        return Checked(show_path(item.name), register, settings.apply(register.findings))
    found = [*register.findings, *check_forbidden(register, settings.forbid)]
    if item.member is None:
        found += _expected_findings(item, register, update=update)
    findings = settings.apply(in_document_order(register, found))
    return Checked(show_path(item.name), register, findings, find_lines(data, register))


def check_orphan(item: Item, settings: Settings) -> Checked:
    """An expected result whose document is gone, which is a change as any other."""
    gone = PurePosixPath(item.name.removesuffix(SUFFIX)).name
    register = refuse(UnreadableError("no such file"), b"", gone)
    return Checked(show_path(item.name), register, settings.apply([EXPECTED.at_document(f"{gone} is gone")]))


def _read(item: Item) -> bytes:
    if item.refusal:
        raise UnreadableError(item.refusal)
    return read_item(item)


def _expected_findings(item: Item, register: Register, *, update: bool) -> Iterator[Finding]:
    path = expected_path(Path(item.path))
    if update:
        from risktool.cli.writing import write_whole

        write_whole(path, expected_text(register), force=True)
    elif path.is_file():
        yield from check_expected(register, read_expected(path))
