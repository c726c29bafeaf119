"""Where a register goes, told by the name: SQLite is the register, everything else is an export of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from risktool.errors import UsageError

__all__ = ["DEFAULT_REGISTER", "Destination", "Kind", "destination_of"]

Kind: TypeAlias = Literal["sqlite", "folder", "jsonl", "csv", "parquet"]

DEFAULT_REGISTER = "register.sqlite"

_KINDS: dict[str, Kind] = {
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
}


@dataclass(frozen=True, slots=True)
class Destination:
    """What is asked for (`path`, `kind`), and the SQLite file that a batch keeps to know what is done."""

    path: Path
    kind: Kind

    @property
    def register(self) -> Path:
        """The destination itself, or a file in the folder or beside the file that is exported."""
        if self.kind == "sqlite":
            return self.path
        if self.kind == "folder":
            return self.path / DEFAULT_REGISTER
        return self.path.with_name(f"{self.path.name}.sqlite")

    def describe(self) -> str:
        """What a run leaves, for the person who started it: also the file that nobody asked for by name."""
        if self.kind == "sqlite":
            return f"written: {self.path}"
        return f"written: {self.path}, from {self.register}, which knows what is done; keep it to go on from there"

    def owns(self, path: Path) -> bool:
        """Whether an absolute path is one of the files that a batch itself writes."""
        mine, register = self.path.absolute(), self.register.absolute()
        if self.kind == "folder" and mine in path.parents:
            return True
        return path in {mine, register, register.with_name(f"{register.name}-journal")}


def destination_of(text: str) -> Destination:
    """By suffix; a name without one, or with `/` at its end, is a folder. Raises UsageError for another suffix."""
    path = Path(text)
    if path.is_dir() or text.endswith("/") or not path.suffix:
        return Destination(path, "folder")
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(_KINDS)
        raise UsageError(f"no output of that kind ({path.suffix})", path=text, hint=f"known: {known}, or a folder")
    if kind == "parquet":
        _require_pyarrow()
    return Destination(path, kind)


def _require_pyarrow() -> None:
    """Said before hours of work, not after them."""
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise UsageError("Parquet needs pyarrow", hint="pip install 'risktool[parquet]'")
