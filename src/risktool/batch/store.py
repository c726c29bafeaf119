"""The register of a dump: one SQLite file, and all SQL that writes it.

The ledger (what is done) and the results are the same rows of one transaction, so a crash at any moment leaves
each document either done or not begun. Every table has a natural key and no rowid: the content depends on the dump
alone, not on the order in which workers answered.

A rollback journal and not WAL: the register is then one file that can lie on a network drive and be mailed, and
the exclusive lock of SQLite itself, which the system lets go when the process dies, keeps a second run out.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from risktool.batch.rows import FINDING_COLUMNS, RISK_COLUMNS, SECTION_COLUMNS, SqlRow, SqlValue
from risktool.batch.work import Outcome, Record, WorkKey
from risktool.errors import OutputError

__all__ = ["SCHEMA", "STORE_VERSION", "Copy", "Entry", "Ledger", "Store"]

STORE_VERSION = 1
"""The version of the tables below, in `PRAGMA user_version` and in `meta`."""

APPLICATION_ID = 0x5249534B
"""Spells RISK; tells a register from any other SQLite file."""

BATCH_ROWS = 10_000
"""Rows read at a time for an export: some megabytes."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  document TEXT PRIMARY KEY,      -- the name, as found
  outcome TEXT NOT NULL CHECK (outcome IN ('parsed', 'no-risks', 'skipped', 'refused', 'failed', 'timed-out')),
  code TEXT NOT NULL,             -- why, if not parsed: a stable code, and the reason in words
  reason TEXT NOT NULL,
  same_as TEXT,                   -- a document of the same bytes, which has the rows
  sha256 TEXT NOT NULL,           -- with the next two: what the result depends on
  tool_version TEXT NOT NULL,
  options TEXT NOT NULL,          -- JSON
  media_type TEXT, reader TEXT, language TEXT,
  pages INTEGER NOT NULL, words INTEGER NOT NULL, unassigned INTEGER NOT NULL,
  sections INTEGER NOT NULL, risks INTEGER NOT NULL, findings INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX documents_by_content ON documents (sha256);
CREATE INDEX documents_by_original ON documents (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE registers (          -- the whole of what was read, as `risktool parse --format json` says it
  document TEXT PRIMARY KEY, json TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sections (
  document TEXT NOT NULL, position INTEGER NOT NULL, number INTEGER, printed_number TEXT NOT NULL,
  heading TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL, pages TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE TABLE risks (
  document TEXT NOT NULL, position INTEGER NOT NULL, section_position INTEGER NOT NULL,
  section INTEGER, subject TEXT NOT NULL, id TEXT NOT NULL, description TEXT NOT NULL,
  likelihood NUMERIC, consequence NUMERIC, score NUMERIC, level TEXT, treatment TEXT, owner TEXT, due TEXT,
  residual_likelihood NUMERIC, residual_consequence NUMERIC, residual_score NUMERIC,
  status TEXT NOT NULL, confidence REAL NOT NULL, needs_review INTEGER NOT NULL,
  review_reasons TEXT NOT NULL, candidates TEXT NOT NULL, printed TEXT NOT NULL, page INTEGER,
  likelihood_low NUMERIC, likelihood_high NUMERIC, consequence_low NUMERIC, consequence_high NUMERIC,
  score_low NUMERIC, score_high NUMERIC,
  likelihood_label TEXT, consequence_label TEXT, level_label TEXT, other TEXT NOT NULL, bbox TEXT,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX risks_by_score ON risks (score);
CREATE TABLE findings (
  document TEXT NOT NULL, position INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  severity TEXT NOT NULL, message TEXT NOT NULL, section INTEGER, risk TEXT, page INTEGER,
  PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX findings_by_name ON findings (name);
"""

_RESULT_TABLES = ("registers", "sections", "risks", "findings")
_TABLES = (*_RESULT_TABLES, "documents", "meta")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document and what became of it."""

    document: str
    key: WorkKey
    record: Record


@dataclass(frozen=True, slots=True)
class Copy:
    """A document of the same bytes as `same_as`, which has the rows; it shares that one's outcome."""

    document: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of a document from before."""

    key: WorkKey
    outcome: Outcome
    code: str
    reason: str
    same_as: str | None


class Store:
    """An open register, locked against every other process until closed.

    All methods raise OutputError when the file cannot be written (full disk, gone, no permission, not a register);
    what was stored before stays.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Use `Store.open`."""
        self._path = path
        self._connection = connection
        self._inode = os.stat(path).st_ino  # noqa: PTH116 - its twin below is asked after every transaction

    @classmethod
    @contextmanager
    def open(cls, path: Path, *, fresh: bool = False) -> Iterator["Store"]:
        """Lock the register at `path`, made if it is not there, emptied if `fresh`."""
        with _speaking(path):
            connection = sqlite3.connect(path, isolation_level=None, timeout=0)
        try:
            with _speaking(path):
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                connection.execute("BEGIN EXCLUSIVE")
                _prepare(connection, path, fresh=fresh)
                connection.execute("COMMIT")
            yield cls(path, connection)
        finally:
            connection.close()

    @classmethod
    @contextmanager
    def read(cls, path: Path) -> Iterator["Store"]:
        """A register that is there, to export from."""
        if not path.is_file():
            raise OutputError("no such register", path=str(path), hint="`risktool batch` makes one")
        with _speaking(path):
            # mode=rw and not ro: what a killed run left half done is to be rolled back first
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=0
            )
        try:
            with _speaking(path):
                _check_ours(connection, path, fresh=False)
            yield cls(path, connection)
        finally:
            connection.close()

    def find(self, document: str) -> Ledger | None:
        """What the ledger says of this name."""
        with _speaking(self._path):
            row = self._connection.execute(
                "SELECT sha256, tool_version, options, outcome, code, reason, same_as"
                " FROM documents WHERE document = ?",
                (document,),
            ).fetchone()
        return Ledger(WorkKey(*row[:3]), *row[3:]) if row else None

    def find_same(self, key: WorkKey) -> tuple[str, Ledger] | None:
        """The document that has the rows of this content, and what became of it."""
        with _speaking(self._path):
            row = self._connection.execute(
                "SELECT document, outcome, code, reason FROM documents"
                " WHERE sha256 = ? AND tool_version = ? AND options = ? AND same_as IS NULL ORDER BY document LIMIT 1",
                (key.sha256, key.tool_version, key.options),
            ).fetchone()
        return (row[0], Ledger(key, row[1], row[2], row[3], None)) if row else None

    def record(self, entries: Iterable[Entry | Copy]) -> None:
        """Results and ledger of these documents, all or none. What was stored under their names goes."""
        with _speaking(self._path), self._transaction():
            for entry in entries:
                self._clear(entry)
                if isinstance(entry, Copy):
                    self._insert_copy(entry)
                else:
                    self._insert(entry)
        self._check_place()

    def names(self) -> list[str]:
        """All documents."""
        with _speaking(self._path):
            return [name for (name,) in self._connection.execute("SELECT document FROM documents ORDER BY document")]

    def remove(self, documents: Iterable[str]) -> None:
        """Forget these documents and their rows, all or none; a copy of one inherits its rows."""
        with _speaking(self._path), self._transaction():
            for document in documents:
                self._hand_over(document)
                self._delete(document)
        self._check_place()

    def registers(self, *, copies: bool) -> Iterator[tuple[str, str]]:
        """(document, its register as JSON) by document; a copy's is its original's, or left out."""
        with _speaking(self._path):
            yield from self._connection.execute(
                "SELECT d.document, r.json FROM documents d"
                " JOIN registers r ON r.document = coalesce(d.same_as, d.document)"
                " WHERE d.same_as IS NULL OR ? ORDER BY d.document",
                (copies,),
            )

    def risk_batches(self) -> Iterator[list[SqlRow]]:
        """All risks, (document, *RISK_COLUMNS), by document and position, some thousand at a time."""
        with _speaking(self._path):
            cursor = self._connection.execute(
                f"SELECT document, {', '.join(RISK_COLUMNS)} FROM risks ORDER BY document, position"
            )
            while batch := cursor.fetchmany(BATCH_ROWS):
                yield batch

    def copy_to(self, path: Path) -> None:
        """The whole register as another SQLite file, at a path where none is."""
        with _speaking(path):
            self._connection.execute("VACUUM INTO ?", (str(path),))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _check_place(self) -> None:
        """SQLite writes happily into a file that was deleted under it; the results would be nowhere."""
        with _speaking(self._path):
            if os.stat(self._path).st_ino != self._inode:  # noqa: PTH116 - see __init__
                raise OSError("it was replaced while this run wrote to it")

    def _clear(self, entry: Entry | Copy) -> None:
        known = self.find(entry.document)
        if known is None:
            return
        if known.same_as is None and (isinstance(entry, Copy) or entry.key != known.key):
            self._hand_over(entry.document)
        self._delete(entry.document)

    def _delete(self, document: str) -> None:
        for table in (*_RESULT_TABLES, "documents"):
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))

    def _hand_over(self, document: str) -> None:
        """The file has new content: its old rows go on under a copy's name, if there is a copy."""
        (heir,) = self._connection.execute(
            "SELECT min(document) FROM documents WHERE same_as = ?", (document,)
        ).fetchone()
        if heir is None:
            return
        for table in _RESULT_TABLES:
            self._connection.execute(f"UPDATE {table} SET document = ? WHERE document = ?", (heir, document))
        self._connection.execute(
            "UPDATE registers SET json = json_set(json, '$.source.name', document) WHERE document = ?", (heir,)
        )
        self._connection.execute(
            "UPDATE documents SET same_as = NULL, (sections, risks, findings) ="
            " (SELECT sections, risks, findings FROM documents WHERE document = ?) WHERE document = ?",
            (document, heir),
        )
        self._connection.execute("UPDATE documents SET same_as = ? WHERE same_as = ?", (heir, document))

    def _insert_copy(self, copy: Copy) -> None:
        """Its counts are 0: they count rows under this name, so that sums count nothing twice."""
        self._connection.execute(
            "INSERT INTO documents SELECT ?, outcome, code, reason, document, sha256, tool_version, options,"
            " media_type, reader, language, pages, words, unassigned, 0, 0, 0 FROM documents WHERE document = ?",
            (copy.document, copy.same_as),
        )

    def _insert(self, entry: Entry) -> None:
        self._insert_document(entry)
        self._insert_rows(entry)
        self._connection.execute(
            "UPDATE documents SET (outcome, code, reason, pages, words, unassigned, media_type, reader, language) ="
            " (SELECT outcome, code, reason, pages, words, unassigned, media_type, reader, language"
            " FROM documents WHERE document = ?1) WHERE same_as = ?1",
            (entry.document,),
        )

    def _insert_document(self, entry: Entry) -> None:
        key, record, rows = entry.key, entry.record, entry.record.rows
        values: tuple[SqlValue, ...] = (
            *(entry.document, record.outcome, record.code, record.reason, None),
            *(key.sha256, key.tool_version, key.options, rows.media_type, rows.reader, rows.language),
            *(rows.pages, rows.words, rows.unassigned, len(rows.sections), len(rows.risks), len(rows.findings)),
        )
        self._connection.execute(f"INSERT INTO documents VALUES ({_marks(len(values))})", values)

    def _insert_rows(self, entry: Entry) -> None:
        rows = entry.record.rows
        if rows.json:
            self._connection.execute("INSERT INTO registers VALUES (?, ?)", (entry.document, rows.json))
        for table, columns, values in (
            ("sections", SECTION_COLUMNS, rows.sections),
            ("risks", RISK_COLUMNS, rows.risks),
            ("findings", FINDING_COLUMNS, rows.findings),
        ):
            self._connection.executemany(
                f"INSERT INTO {table} (document, {', '.join(columns)}) VALUES ({_marks(len(columns) + 1)})",
                ((entry.document, *row) for row in values),
            )


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _prepare(connection: sqlite3.Connection, path: Path, *, fresh: bool) -> None:
    """Make the tables, unless they are there and wanted."""
    is_empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not is_empty:
        _check_ours(connection, path, fresh=fresh)
    if fresh:
        for table in _TABLES:
            connection.execute(f"DROP TABLE IF EXISTS {table}")
    if is_empty or fresh:
        _create(connection)


def _check_ours(connection: sqlite3.Connection, path: Path, *, fresh: bool) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise OutputError("an SQLite file, but not a register of risktool", path=str(path), hint="name another file")
    if version != STORE_VERSION and not fresh:
        reason = f"a register of version {version}, this program knows {STORE_VERSION}"
        raise OutputError(reason, path=str(path), hint="--fresh starts over")


def _create(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA.split(";\n"):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", (str(STORE_VERSION),))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {STORE_VERSION}")


@contextmanager
def _speaking(path: Path) -> Iterator[None]:
    """What SQLite and the system report, as one line that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path) from error
    except OSError as error:
        reason = f"the register is gone ({(error.strerror or str(error)).lower()})"
        raise OutputError(reason, path=str(path), hint="put it back, or run again to make it anew") from error


def _explain(error: sqlite3.Error, path: Path) -> OutputError:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return OutputError("another run is writing to it", path=str(path), hint="wait for it, or name another file")
    if name.startswith("SQLITE_FULL"):
        return OutputError("the disk is full", path=str(path), hint="make room and run the same command again")
    if name.startswith("SQLITE_CANTOPEN"):
        return OutputError("cannot be opened", path=str(path), hint="is its folder there?")
    if name.startswith("SQLITE_NOTADB"):
        return OutputError("not an SQLite file", path=str(path), hint="name another file")
    if name.startswith("SQLITE_READONLY"):
        return OutputError("no permission to write", path=str(path))
    return OutputError(f"SQLite says: {error}", path=str(path), hint="run the same command again")
