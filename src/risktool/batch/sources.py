"""What a person names (folders, globs, lists, archives) to the documents in it, each once, in one order.

Nothing is passed over in silence: a file that is no document to parse comes out as an item with a refusal. The
order is that of the names, so that the same dump is the same work wherever it is read and however often.

    dump/a.txt              Item("dump/a.txt")
    dump/b.zip              Item("dump/b.zip/inner/c.pdf", member=0), …
    dump/loop -> dump       Item("dump/loop", refusal="a link to a folder …")

Links to files are read; links to folders are not followed: a dump holds what lies in it, and no loop can arise.
"""

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal, TypeAlias

from risktool.batch.archives import Member, is_archive, list_members
from risktool.errors import UnreadableError, UsageError

__all__ = ["Item", "discover", "find_gone"]

CODE_ENDINGS = frozenset(
    (
        *(".py", ".js", ".ts", ".jsx", ".tsx", ".c", ".h", ".cpp", ".hpp", ".cs", ".java", ".kt", ".go", ".rs", ".rb"),
        *(".php", ".pl", ".swift", ".scala", ".lua", ".sh", ".bat", ".ps1", ".sql", ".css", ".scss", ".json", ".jsonl"),
        *(".ipynb", ".toml", ".yaml", ".yml", ".ini", ".cfg", ".conf", ".lock", ".diff", ".patch"),
    )
)
"""Texts for machines. They read as notes do, and the examples in them would be somebody's risks. Whatever else a file
is called, its content says what it is."""

ANY_FOLDERS = "**"
"""In a pattern: folders, none or many deep."""

RefusalKind: TypeAlias = Literal["", "skipped", "refused"]


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the dump.

    `name` is valid Unicode and unique in the dump. `path` is for the operating system (it may hold bytes that are
    not UTF-8, as surrogates), `member` the place in the archive that `path` then is. `refusal` says why it is not
    parsed, "" otherwise: "skipped" is no document at all, "refused" may be one that cannot be had.
    """

    name: str
    path: str
    member: int | None = None
    kind: RefusalKind = ""
    refusal: str = ""


def discover(sources: Iterable[str]) -> tuple[Item, ...]:
    """All documents that these sources name, by name.

    A source is a file, a folder, a glob, `@list` (a file of paths, one a line or separated by NUL) or `-` (such a
    list on standard input). Raises UsageError for a source that is not there.
    """
    found = {(item.path, item.member): item for source in sources for item in _expand(source)}
    return tuple(sorted(_name_apart(found.values()), key=lambda item: item.name))


def find_gone(names: Iterable[str], items: Iterable[Item], sources: Iterable[str], lacking: Iterable[str]) -> list[str]:
    """Which of the documents of an earlier run are no more: deleted, or under another name.

    That is known of folders only. In one in which nothing is left (a drive that is not there), and below a folder or an
    archive that is `lacking` because it cannot be read, nothing is gone; nor is what a list or a pattern does not name
    this time. Names in "." do not say in which folder they were read: it is taken for that of the earlier run only
    where one of them is still there.
    """
    earlier = list(names)
    found = {item.name for item in items}
    closed = tuple(f"{name}/" for name in lacking)
    places = [prefix for source in sources if (prefix := _prefix(source)) is not None]
    read = tuple(prefix for prefix in places if prefix and any(name.startswith(prefix) for name in found))
    is_known_here = "" in places and any(name in found and _is_here(name) for name in earlier)
    gone = (name for name in earlier if name not in found and not name.startswith(closed))
    return [name for name in gone if name.startswith(read) or (is_known_here and _is_here(name))]


def _is_here(name: str) -> bool:
    """Whether a name is that of a document below the working folder, of whatever run that was."""
    return not os.path.isabs(name) and not name.startswith("../")  # noqa: PTH117 - see _read_list


def _prefix(source: str) -> str | None:
    """What the names of all documents in a folder begin with; None for a source that is no folder."""
    if source == "-" or source.startswith("@") or not os.path.isdir(source):  # noqa: PTH112 - see _read_list
        return None
    path = os.path.normpath(source)
    return "" if path == "." else _printable(path).rstrip("/") + "/"


def _name_apart(items: Iterable[Item]) -> Iterator[Item]:
    """Two files can have one printable name (bytes that are no UTF-8, an archive that holds a name twice)."""
    taken: dict[str, int] = {}
    for item in sorted(items, key=lambda item: (item.path, item.member or 0)):
        taken[item.name] = count = taken.get(item.name, 0) + 1
        yield item if count == 1 else replace(item, name=f"{item.name} [{count}]")


def _expand(source: str) -> Iterator[Item]:
    if source == "-":
        yield from _expand_list(sys.stdin.buffer.read())
    elif source.startswith("@"):
        yield from _expand_list(_read_list(source[1:]))
    elif os.path.lexists(source):
        yield from _expand_path(os.path.normpath(source))
    else:
        items = list(_expand_glob(source)) if glob.has_magic(source) else []
        if not items:
            raise UsageError("no such file or folder", path=_printable(source), hint="check the name")
        yield from items


def _expand_glob(pattern: str) -> Iterator[Item]:
    """What a pattern names. `**` is walked here: `glob` follows links to folders below it, round and round."""
    parts = Path(pattern).parts
    stars = parts.index(ANY_FOLDERS) if ANY_FOLDERS in parts else len(parts)
    for match in sorted(glob.glob(str(Path(*parts[:stars])))):  # noqa: PTH207 - it takes text, absolute or not
        place = os.path.normpath(match)
        if stars == len(parts):
            yield from _expand_path(place)
        elif os.path.isdir(place):  # noqa: PTH112 - see _read_list
            yield from _walk(place, parts[stars:])


def _is_named(path: str, folder: str, pattern: tuple[str, ...]) -> bool:
    """Whether a pattern below a folder names this path, or a folder that it lies in."""
    return not pattern or _fits(Path(os.path.relpath(path, folder)).parts, pattern)


def _fits(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return True
    if pattern[0] == ANY_FOLDERS:
        return _fits(parts, pattern[1:]) or (bool(parts) and _fits(parts[1:], pattern))
    return bool(parts) and fnmatch(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])


def _read_list(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - the name may hold bytes that are not UTF-8, as all here
            return file.read()
    except OSError as error:
        raise UsageError(_why(error), path=_printable(path), hint="@FILE reads a list of paths") from error


def _expand_list(data: bytes) -> Iterator[Item]:
    separator = b"\0" if b"\0" in data else b"\n"
    for line in data.split(separator):
        if path := os.fsdecode(line.rstrip(b"\r")):
            yield from _expand_path(os.path.normpath(path))


def _expand_path(path: str) -> Iterator[Item]:
    """A named file or folder; a name on the command line may be a link."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - see _read_list
    except (OSError, ValueError) as error:
        yield _refuse(path, "refused", _why(error))
        return
    yield from _walk(path) if stat.S_ISDIR(mode) else _expand_file(path, mode)


def _walk(folder: str, pattern: tuple[str, ...] = ()) -> Iterator[Item]:
    """A folder's files and, one after the other, its folders; each level of folders needs one list of names.

    With a pattern only what it names.
    """
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            yield _refuse(here, "refused", _why(error))
            continue
        for entry in entries:
            path = os.path.join(here, entry.name) if here != "." else entry.name  # noqa: PTH118 - see _read_list
            reason = _passed_over(entry)
            if not reason and entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif _is_named(path, folder, pattern):
                yield from [_refuse(path, "skipped", reason)] if reason else _expand_path(path)


def _passed_over(entry: os.DirEntry[str]) -> str:
    """Why a file met on a walk is no document; one that a person names is always tried."""
    if entry.name.startswith("."):
        return "hidden"
    if entry.name.startswith("~$"):
        return "a word processor's lock file"
    if entry.name.endswith(".expected.json"):
        return "an expected result"
    try:
        is_folder = entry.is_dir()
    except OSError:  # a link that leads to itself
        return ""
    if not is_folder:
        return _is_code(entry.name)
    return "a link to a folder is not followed; name the folder itself" if entry.is_symlink() else ""


def _is_code(name: str) -> str:
    """Why a file is no document by its ending; "" if it may be one."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - see _read_list
    return f"source code or settings ({ending})" if ending in CODE_ENDINGS else ""


def _expand_file(path: str, mode: int) -> Iterator[Item]:
    if not stat.S_ISREG(mode):
        yield _refuse(path, "refused", "not a regular file")
        return
    try:
        members = list_members(path) if is_archive(path) else None
    except (OSError, UnreadableError) as error:
        yield _refuse(path, "refused", _why(error))
        return
    if members is None:
        yield Item(_printable(path), path)
    else:
        yield from (_member_item(path, member) for member in members)


def _member_item(path: str, member: Member) -> Item:
    name = f"{_printable(path)}/{member.name}"
    if reason := _is_code(member.name):
        return Item(name, path, member.index, "skipped", reason)
    return Item(name, path, member.index, "refused" if member.refusal else "", member.refusal)


def _refuse(path: str, kind: RefusalKind, reason: str) -> Item:
    return Item(_printable(path), path, None, kind, reason)


def _why(error: Exception) -> str:
    """What the operating system says, without the path: the item names it."""
    if isinstance(error, UnreadableError):
        return error.message
    return ((error.strerror if isinstance(error, OSError) else "") or str(error)).lower()


def _printable(path: str) -> str:
    """The path with `/`, and with `\\xe9` for bytes that are not UTF-8: a name that every output can hold."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")
