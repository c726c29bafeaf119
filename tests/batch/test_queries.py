"""Each query of docs/batch.md runs, and says what its heading promises; the tables are those that the page names."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import regex

from risktool.batch.archives import MAX_DOCUMENT_BYTES
from risktool.batch.convert import MEMORY_LIMIT, TIME_LIMIT
from risktool.batch.work import OUTCOMES
from risktool.model import Register
from tests.batch.dumps import TABLES
from tests.batch.registers import NOTES, REPORT, make_risk, store_registers

PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")
QUERIES = dict(regex.findall(r"### ([^\n]+)\n(?:(?!###).)*?```sql\n(.*?)```", PAGE, flags=regex.DOTALL))

N, R = "dump/notes.txt", "dump/ö/report.pdf"

EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "The highest risks": [
        (20, "high", N, "1.1", "Risk 1, med komma", None),
        (12, "medium", N, "1.2", "Risk 2, med komma", None),
        (3, "low", R, "1.1", "Risk 1, med komma", None),
    ],
    "How many of each level, by document": [(N, 0, 1, 1, 0, 1), (R, 0, 0, 0, 1, 0)],
    "What a person should look at, and why": [(N, "1.2", "Risk 2, med komma", "order-open", "Ordningen är öppen.")],
    "High risks without treatment or owner": [(N, "1.1", 20, "Risk 1, med komma")],
    "What may be high, but is not certain": [(N, "1.3", "Risk 3, med komma", 16)],
    "Where a word occurs": [
        (N, "1.1", 20, "Risk 1, med komma"),
        (N, "1.2", 12, "Risk 2, med komma"),
        (R, "1.1", 3, "Risk 1, med komma"),
        (N, "1.3", None, "Risk 3, med komma"),
    ],
    "The documents that are not in the register": [("failed", "dump/poison.pdf", "its worker died (signal 9)")],
    "The most common findings": [("missing-score", "warning", 1, 1)],
    "What changed between two runs": [
        ("rescored", N, "1.1", "Risk 1, med komma", 16, 20),
        ("new", N, "1.3", "Risk 3, med komma", None, None),
        ("gone", N, "1.9", "Risk 9, med komma", 2, None),
        ("new", R, "1.1", "Risk 1, med komma", None, 3),
    ],
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    before = with_risks(NOTES, make_risk(1, 16, "high"), NOTES.risks[1], make_risk(9, 2, "low"))
    store_registers(tmp_path / "before.sqlite", before)
    store_registers(tmp_path / "now.sqlite", NOTES, REPORT, copies=(("dump/x.txt", N),))
    with closing(sqlite3.connect(tmp_path / "now.sqlite")) as connection:
        connection.execute("ATTACH ? AS before", (str(tmp_path / "before.sqlite"),))
        yield connection


def with_risks(register: Register, *risks: object) -> Register:
    section = register.sections[0].model_copy(update={"risks": risks})
    return register.model_copy(update={"sections": (section,)})


@pytest.mark.parametrize("question", QUERIES)
def test_a_query_of_the_page(database: sqlite3.Connection, question: str) -> None:
    assert list(database.execute(QUERIES[question])) == EXPECTED[question]


def test_no_query_of_the_page_goes_untested() -> None:
    assert QUERIES.keys() == EXPECTED.keys()
    assert PAGE.count("```sql") == len(QUERIES)


def test_the_page_names_the_tables_outcomes_and_limits(database: sqlite3.Connection) -> None:
    tables = {name for (name,) in database.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")}
    assert tables == set(TABLES)
    assert [word for word in (*TABLES, *OUTCOMES) if f"`{word}`" not in PAGE] == []
    assert f"{TIME_LIMIT:.0f} s" in PAGE
    assert f"{MEMORY_LIMIT // 2**20} MB" in PAGE
    assert f"{MAX_DOCUMENT_BYTES // 2**20} MB" in PAGE
