"""The driver's law: however a run is interrupted, whatever changed meanwhile, in the end the register is right."""

import tempfile
import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risktool.batch.convert import Summary, convert
from risktool.batch.reading import digest_item
from risktool.batch.sources import Item
from risktool.batch.work import Record, Work
from risktool.model import Register
from risktool.pipeline import Options
from tests.batch.dumps import Inline, content_of, convert_quietly, make_dump, outcomes_of, request, silent, write_notes


class Counting(Inline):
    """Writes down what is parsed; stops like Ctrl-C before the call with the number `stop`."""

    def __init__(self, stop: int = 1_000_000) -> None:
        self.parsed: list[str] = []
        self.stop = stop

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        if len(self.parsed) >= self.stop:
            raise KeyboardInterrupt
        self.parsed += [work.item.name for work in args if isinstance(work, Work)]
        return super().submit(fn, *args, **kwargs)


class Losing(Counting):
    """Loses documents of these names, always."""

    def __init__(self, *lost: str) -> None:
        super().__init__()
        self.lost = lost

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        return super().submit(lose if args[0].item.name.endswith(self.lost) else fn, *args, **kwargs)


def lose(_work: Work) -> Record:
    raise TimeoutError


def run(executor: Inline, source: Path, output: Path, **more: Any) -> Summary:
    return convert(request(source, output, **more), silent, lambda *_: executor)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return tmp_path / "register.sqlite"


def test_every_document_has_an_outcome_and_the_second_run_parses_nothing(tmp_path: Path, register: Path) -> None:
    dump = make_dump(tmp_path / "dump", 5)
    (dump / "empty.txt").touch()
    (dump / ".hidden").touch()
    first = run(Counting(), dump, register).tally
    before = content_of(register)
    again = Counting()
    second = run(again, dump, register).tally
    assert again.parsed == []
    assert content_of(register) == before
    assert first.outcomes == second.outcomes
    assert first.documents == 7
    assert outcomes_of(register)[str(dump / "empty.txt")] == "refused"
    assert outcomes_of(register)[str(dump / ".hidden")] == "skipped"
    assert (first.failures, second.failures) == (1, 1)
    assert (first.kept, second.kept) == (0, 6)


def test_the_same_bytes_are_parsed_once_and_stored_once(tmp_path: Path, register: Path) -> None:
    for name in ("b.txt", "a.txt", "c.txt"):
        write_notes(tmp_path / "dump" / name, "one and the same")
    counting = Counting()
    run(counting, tmp_path / "dump", register)
    assert len(counting.parsed) == 1
    documents = content_of(register)["documents"]
    assert [(Path(row[0]).name, row[4] and Path(row[4]).name) for row in documents] == [
        ("a.txt", None),
        ("b.txt", "a.txt"),
        ("c.txt", "a.txt"),
    ]
    assert {Path(row[0]).name for row in content_of(register)["sections"]} == {"a.txt"}


def test_a_copy_inherits_when_its_original_changes(tmp_path: Path, register: Path) -> None:
    dump = tmp_path / "dump"
    for name in ("a.txt", "b.txt", "c.txt"):
        write_notes(dump / name, "one and the same")
    run(Counting(), dump, register)
    write_notes(dump / "a.txt", "another")
    counting = Counting()
    run(counting, dump, register)
    assert [Path(name).name for name in counting.parsed] == ["a.txt"]
    convert_quietly(request(dump, tmp_path / "anew.sqlite"))
    assert {t: r for t, r in content_of(register).items() if t != "registers"} == {
        t: r for t, r in content_of(tmp_path / "anew.sqlite").items() if t != "registers"
    }


def test_other_options_are_other_work(tmp_path: Path, register: Path) -> None:
    dump = make_dump(tmp_path / "dump", 2)
    run(Counting(), dump, register)
    counting = Counting()
    run(counting, dump, register, options=Options(review_below=0.5))
    assert len(counting.parsed) == 2
    convert_quietly(request(dump, tmp_path / "anew.sqlite", options=Options(review_below=0.5)))
    assert content_of(register) == content_of(tmp_path / "anew.sqlite")


def test_a_password_is_not_stored_and_makes_no_new_work_of_what_is_open(tmp_path: Path, register: Path) -> None:
    dump = make_dump(tmp_path / "dump", 2)
    run(Counting(), dump, register)
    counting = Counting()
    run(counting, dump, register, options=Options(password="of-nobody-else"))
    assert counting.parsed == []
    assert b"of-nobody-else" not in register.read_bytes()


def test_what_failed_is_tried_twice_then_kept_then_tried_when_asked(tmp_path: Path, register: Path) -> None:
    dump = make_dump(tmp_path / "dump", 4)
    write_notes(dump / "0" / "copy.txt", "ärende 0")
    losing = Losing("0/copy.txt")
    summary = run(losing, dump, register)
    assert losing.parsed.count(str(dump / "0" / "copy.txt")) == 2
    assert summary.tally.failures == 2, "the document and the other one with the same bytes"
    assert list(outcomes_of(register).values()).count("timed-out") == 2
    kept = Counting()
    assert run(kept, dump, register).tally.failures == 2
    assert kept.parsed == []
    asked = Counting()
    assert run(asked, dump, register, retry_failed=True).tally.failures == 0
    assert len(asked.parsed) == 1
    convert_quietly(request(dump, tmp_path / "anew.sqlite"))
    assert content_of(register) == content_of(tmp_path / "anew.sqlite")


def test_fresh_starts_over(tmp_path: Path, register: Path) -> None:
    dump = make_dump(tmp_path / "dump", 3)
    run(Counting(), dump, register)
    (dump / "0" / "notes-000.txt").unlink()
    counting = Counting()
    run(counting, dump, register, fresh=True)
    assert len(counting.parsed) == len(outcomes_of(register)) == 2


def test_a_defect_in_the_parser_costs_one_document(
    tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("a defect")

    dump = make_dump(tmp_path / "dump", 1)
    monkeypatch.setattr("risktool.batch.work.parse_bytes", fail)
    assert run(Counting(), dump, register).tally.failures == 1
    (entry,) = content_of(register)["documents"]
    assert entry[1:3] == ("failed", "internal")
    assert entry[3].startswith("ValueError: a defect (test_run.py:")


def test_numbers_that_no_table_can_hold_cost_no_run(tmp_path: Path, register: Path) -> None:
    dump = make_dump(tmp_path / "dump", 1)
    (dump / "large.csv").write_text(f"Risk;S;K\nIs;{10**20};5\nEld;3;4\n")
    (dump / "endless.csv").write_text(f"Risk;S;K\nIs;{'1' * 5000};5\nEld;3;4\n")
    run(Counting(), dump, register)
    assert sorted(outcomes_of(register).values()) == ["parsed", "parsed", "refused"]
    assert {row[7] for row in content_of(register)["risks"] if row[0].endswith("large.csv")} == {1e20, 3}


def test_what_breaks_the_digest_costs_one_document(
    tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = make_dump(tmp_path / "dump", 2)

    def digest(item: Item) -> str:
        if item.name.endswith("notes-000.txt"):
            raise AssertionError("unthought of")
        return digest_item(item)

    monkeypatch.setattr("risktool.batch.run.digest_item", digest)
    run(Counting(), dump, register)
    assert sorted(outcomes_of(register).values()) == ["failed", "parsed"]


def test_a_drive_that_is_gone_does_not_empty_the_register(tmp_path: Path, register: Path) -> None:
    dump = make_dump(tmp_path / "dump", 2)
    (tmp_path / "list").write_text("\n".join(str(path) for path in dump.rglob("*.txt")))
    run(Counting(), Path(f"@{tmp_path / 'list'}"), register)
    before = content_of(register)
    dump.rename(tmp_path / "gone")
    assert run(Counting(), Path(f"@{tmp_path / 'list'}"), register).tally.failures == 2
    assert content_of(register) == before


def test_the_files_of_the_run_itself_are_not_its_documents(tmp_path: Path) -> None:
    dump = make_dump(tmp_path / "dump", 2)
    for _ in range(2):
        summary = run(Counting(), dump, dump / "out" / "")
        assert summary.tally.documents == 2


Change: Any = st.tuples(st.integers(0, 5), st.sampled_from(["a", "b", "HANG", ""]))
"""A document's number, and what is written into it: few subjects, so that copies come and go."""


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.lists(Change, max_size=4), st.integers(0, 4)), min_size=1, max_size=5))
def test_interrupted_runs_and_changing_documents_end_as_one_run_would(
    history: list[tuple[list[tuple[int, str]], int]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        dump, register = Path(name, "dump"), Path(name, "register.sqlite")
        write_notes(dump / "first.txt", "first")
        for changes, stop in history:
            for number, subject in changes:
                write_notes(dump / f"{number}.txt", subject, rows=1)
            with suppress(KeyboardInterrupt):
                run(Counting(stop), dump, register)
        run(Counting(), dump, register)
        convert_quietly(request(dump, Path(name, "anew.sqlite")))
        assert by_content(register) == by_content(Path(name, "anew.sqlite"))


def by_content(register: Path) -> dict[str, Any]:
    """What is known of each content, and which documents have it: which of the copies holds the rows is history."""
    tables = content_of(register)
    digest = {row[0]: row[5] for row in tables["documents"]}
    shared: Callable[[tuple[Any, ...]], tuple[Any, ...]] = lambda row: (digest[row[0]], *row[1:])  # noqa: E731
    return {
        "documents": [(row[0], row[1], row[5]) for row in tables["documents"]],
        **{table: sorted(map(repr, map(shared, tables[table]))) for table in ("sections", "risks", "findings")},
        "originals": len(tables["registers"]) == len(set(digest.values())),
    }


def test_a_document_that_is_gone_or_has_another_name_is_taken_out(tmp_path: Path) -> None:
    dump, out = make_dump(tmp_path / "dump", 3), tmp_path / "out"
    write_notes(dump / "copy.txt", "ärende 1", rows=3)
    run(Counting(), dump, out)
    (dump / "0" / "notes-000.txt").rename(dump / "renamed.txt")
    (dump / "1" / "notes-001.txt").unlink()
    (dump / "copy.txt").rename(dump / "0" / "copy.txt")
    tally = run(Counting(), dump, out).tally
    assert tally.gone == [str(dump / name) for name in ("0/notes-000.txt", "1/notes-001.txt", "copy.txt")]
    assert "because it is in the dump no more" in tally.to_text(1.0)
    run(Counting(), dump, tmp_path / "anew")
    assert content_of(out / "register.sqlite") == content_of(tmp_path / "anew" / "register.sqlite")
    assert files_in(out) == files_in(tmp_path / "anew")


def files_in(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.json")}


def test_an_empty_folder_and_one_that_cannot_be_read_take_nothing_out(tmp_path: Path, register: Path) -> None:
    dump = make_dump(tmp_path / "dump", 2)
    run(Counting(), dump, register)
    before = content_of(register)
    dump.rename(tmp_path / "elsewhere")
    dump.mkdir()
    assert run(Counting(), dump, register).tally.gone == []
    assert content_of(register) == before


def test_an_archive_that_broke_keeps_its_rows(tmp_path: Path, register: Path) -> None:
    dump = make_dump(tmp_path / "dump", 1)
    with zipfile.ZipFile(dump / "b.zip", "w") as archive:
        archive.write(dump / "0" / "notes-000.txt", "a.txt")
    run(Counting(), dump, register)
    (dump / "b.zip").write_bytes(b"PK\x03\x04 and no more")
    assert run(Counting(), dump, register).tally.gone == []
    assert outcomes_of(register)[str(dump / "b.zip" / "a.txt")] == "parsed"


def test_another_dump_and_a_part_of_it_take_nothing_out(tmp_path: Path, register: Path) -> None:
    dump, other = make_dump(tmp_path / "dump", 4), make_dump(tmp_path / "dump and more", 1)
    run(Counting(), dump, register)
    assert run(Counting(), other, register).tally.gone == []
    assert run(Counting(), dump / "0", register).tally.gone == []
    assert len(outcomes_of(register)) == 5


def test_two_names_of_which_one_is_the_folder_of_the_other_as_it_is_written(tmp_path: Path) -> None:
    dump, out = tmp_path / "dump", tmp_path / "out"
    for name in ("x", "x.json/y.csv", "register.sqlite/z"):
        write_notes(dump / name, name)
    for _ in range(2):
        run(Counting(), dump, out)
        written = {Register.model_validate_json(text).source.name for text in files_in(out).values()}
        assert written == {str(dump / name) for name in ("x", "x.json/y.csv", "register.sqlite/z")}
