"""Every other destination says what the register says."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet
import pytest

from risktool.batch.destination import destination_of
from risktool.batch.export import export_register
from risktool.batch.store import Store
from risktool.errors import OutputError, UsageError
from risktool.model import Register
from risktool.render.csv_text import render_csv
from tests.batch.dumps import content_of
from tests.batch.registers import NOTES, REPORT, make_register, store_registers

COPY = "dump/a copy.txt"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return store_registers(tmp_path / "register.sqlite", REPORT, NOTES, copies=((COPY, "dump/notes.txt"),))


def export(register: Path, output: Path | str) -> Path:
    with Store.read(register) as store:
        export_register(store, destination_of(str(output)))
    return Path(output)


def test_csv_is_that_of_each_document_under_one_header_each_risk_once(register: Path, tmp_path: Path) -> None:
    text = export(register, tmp_path / "risks.csv").read_bytes().decode()
    header, notes = render_csv(NOTES).split("\n", maxsplit=1)
    report = render_csv(REPORT).removeprefix(header)
    assert text == f"{header}\n{notes}{report[1:]}"


def test_json_lines_are_the_registers_by_name_copies_too(register: Path, tmp_path: Path) -> None:
    lines = export(register, tmp_path / "all.jsonl").read_text().splitlines()
    registers = [Register.model_validate_json(line) for line in lines]
    assert [r.source.name for r in registers] == [COPY, "dump/notes.txt", "dump/ö/report.pdf"]
    assert registers[1:] == [NOTES, REPORT]
    assert registers[0].sections == NOTES.sections


def test_a_folder_holds_one_json_a_document_placed_like_the_dump(register: Path, tmp_path: Path) -> None:
    folder = export(register, f"{tmp_path / 'out'}/")
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*.*")}
    assert found.keys() == {"dump/a copy.txt.json", "dump/notes.txt.json", "dump/ö/report.pdf.json"}
    assert Register.model_validate_json(found["dump/notes.txt.json"].read_text()) == NOTES


@pytest.mark.parametrize("name", ["../../out.txt", "/etc/passwd", "..\\out.txt", "a.zip/../../../x", "å" * 300])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    register = store_registers(tmp_path / "register.sqlite", make_register(name))
    folder = export(register, f"{tmp_path / 'out'}/")
    (written,) = [path for path in tmp_path.rglob("*.json") if path.is_file()]
    assert folder in written.parents
    assert json.loads(written.read_text())["source"]["name"] == name


def test_two_names_that_become_one_place_are_two_files(tmp_path: Path) -> None:
    register = store_registers(tmp_path / "register.sqlite", make_register("../a.txt"), make_register("a.txt"))
    export(register, f"{tmp_path / 'out'}/")
    names = {json.loads(path.read_text())["source"]["name"] for path in (tmp_path / "out").iterdir()}
    assert names == {"../a.txt", "a.txt"}


def test_parquet_has_types(register: Path, tmp_path: Path) -> None:
    table = pyarrow.parquet.read_table(export(register, tmp_path / "risks.parquet"))
    rows = table.to_pylist()
    assert [(row["document"], row["id"]) for row in rows] == [
        ("dump/notes.txt", "1.1"),
        ("dump/notes.txt", "1.2"),
        ("dump/notes.txt", "1.3"),
        ("dump/ö/report.pdf", "1.1"),
    ]
    assert [row["likelihood"] for row in rows] == [4.0, None, None, 0.5]
    assert [row["needs_review"] for row in rows] == [False, True, False, False]
    assert rows[1]["candidates"] == "[[3, 4], [4, 3]]"
    assert (rows[2]["score_low"], rows[2]["score_high"]) == (8.0, 16.0)


def test_another_sqlite_has_the_same_content(register: Path, tmp_path: Path) -> None:
    assert content_of(export(register, tmp_path / "copy.sqlite")) == content_of(register)


def test_an_empty_register_exports(tmp_path: Path) -> None:
    register = store_registers(tmp_path / "register.sqlite")
    assert export(register, tmp_path / "risks.csv").read_text().startswith("document,section,")
    assert pyarrow.parquet.read_table(export(register, tmp_path / "risks.parquet")).num_rows == 0


def test_numbers_stay_as_they_are_in_the_document(register: Path) -> None:
    with closing(sqlite3.connect(register)) as connection:
        rows = connection.execute("SELECT likelihood, typeof(likelihood) FROM risks ORDER BY document, position")
        assert list(rows) == [(4, "integer"), (None, "null"), (None, "null"), (0.5, "real")]


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"known: \.sqlite.*\.parquet, or a folder"):
        destination_of("risks.docx")


def test_what_is_no_register_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection:
        connection.execute("CREATE TABLE risks (a)")
    (tmp_path / "text.sqlite").write_text("this is no database, only text that goes on for some time")
    for name, words in (
        ("other.sqlite", "not a register"),
        ("text.sqlite", "not an SQLite"),
        ("none.sqlite", "no such"),
    ):
        with pytest.raises(OutputError, match=words), Store.read(tmp_path / name):
            pass
