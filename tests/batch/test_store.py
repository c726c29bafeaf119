"""The register file: whose it is, who may write to it, and in which version."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from risktool.batch.rows import tabulate
from risktool.batch.store import STORE_VERSION, Entry, Store
from risktool.batch.work import Record, WorkKey
from risktool.errors import OutputError
from risktool.pipeline import Options
from tests.batch.dumps import content_of
from tests.batch.registers import NOTES, REPORT, key_of, store_registers


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = store_registers(tmp_path / "register.sqlite", NOTES)
    assert content_of(path)["meta"] == [("schema_version", str(STORE_VERSION))]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (STORE_VERSION,)


def test_counts_of_a_document_are_its_rows(tmp_path: Path) -> None:
    path = store_registers(tmp_path / "r.sqlite", NOTES, REPORT, copies=(("dump/x.txt", "dump/notes.txt"),))
    with closing(sqlite3.connect(path)) as connection:
        for table in ("sections", "risks", "findings"):
            counted = connection.execute(f"SELECT sum({table}) FROM documents").fetchone()
            assert counted == connection.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)


def test_a_second_one_to_open_it_is_refused_and_the_lock_ends_with_the_first(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    with Store.open(path):
        for opener in (Store.open, Store.read):
            with pytest.raises(OutputError, match="another run is writing to it"), opener(path):
                pass
    with Store.open(path):
        pass


def test_all_or_nothing(tmp_path: Path) -> None:
    path = store_registers(tmp_path / "register.sqlite", NOTES)
    before = content_of(path)
    broken = Entry("dump/z.txt", WorkKey.of("z", Options()), Record("no such outcome"))  # type: ignore[arg-type]
    with Store.open(path) as store, pytest.raises(OutputError, match="SQLite says"):
        store.record([Entry("dump/a.txt", key_of(REPORT), Record("parsed", rows=tabulate(REPORT))), broken])
    assert content_of(path) == before


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE precious (a)")
    before = path.read_bytes()
    for fresh in (False, True):
        with pytest.raises(OutputError, match="not a register of risktool"), Store.open(path, fresh=fresh):
            pass
    assert path.read_bytes() == before


def test_another_version_is_refused_unless_fresh(tmp_path: Path) -> None:
    path = store_registers(tmp_path / "register.sqlite", NOTES)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(OutputError, match=r"a register of version 99.*--fresh starts over"), Store.open(path):
        pass
    with Store.open(path, fresh=True) as store:
        assert store.find("dump/notes.txt") is None


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is its folder there"), Store.open(tmp_path / "none" / "register.sqlite"):
        pass
