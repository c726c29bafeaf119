"""Paths that a person names, to the documents that `risktool validate` holds to its rules.

    named files        always read
    folders and globs  documents by their ending; hidden files, lock files, expected results and `exclude` passed over
    archives           their members are documents of their own

What is passed over is counted, never silent.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from risktool.batch.sources import Item, discover
from risktool.compare import SUFFIX

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


def show_path(name: str) -> str:
    """A path as reports say it: relative to where the command runs if it is below, with "/"."""
    path = Path(name)
    try:
        return path.relative_to(Path.cwd()).as_posix() if path.is_absolute() else path.as_posix()
    except ValueError:
        return path.as_posix()


def _by_name(item: Item) -> str:
    return item.name


def _document_of(path: str) -> str:
    """Whoever names an expected result means the document beside it: pre-commit names the files that changed."""
    document = path.removesuffix(SUFFIX)
    return document if document != path and _is_file(document) else path


def _is_file(path: str) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - the name may hold bytes that are not UTF-8


def _is_orphan(item: Item, exclude: tuple[str, ...]) -> bool:
    """Whether it is an expected result that nothing stands beside: the document was deleted or renamed."""
    name = show_path(item.name)
    if item.member is not None or not name.endswith(SUFFIX) or PurePosixPath(name).name.startswith("."):
        return False
    return not os.path.lexists(item.path.removesuffix(SUFFIX)) and not _is_excluded(name, exclude)


def _is_no_document(item: Item, exclude: tuple[str, ...], *, is_named: bool) -> bool:
    name = show_path(item.name)
    if name.endswith(SUFFIX):
        return True
    if is_named and item.member is None:
        return False
    return PurePosixPath(name).suffix.lower() not in DOCUMENT_ENDINGS or _is_excluded(name, exclude)


def _is_excluded(name: str, exclude: tuple[str, ...]) -> bool:
    """Whether a pattern matches the path or a folder above it, as reports say it or from the root."""
    paths = (PurePosixPath(name), PurePosixPath(Path(name).absolute().as_posix()))
    places = [place.as_posix() for path in paths for place in (path, *path.parents)]
    return any(fnmatch(place, pattern.rstrip("/")) for place in places for pattern in exclude)
