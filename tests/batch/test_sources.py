"""What a person names becomes documents: each once, in one order, and nothing in silence."""

import io
import os
import stat
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from risktool.batch import archives
from risktool.batch.reading import digest_item, read_item
from risktool.batch.sources import Item, discover, find_gone
from risktool.errors import UnreadableError, UsageError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str = "text") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def pack(path: str, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def names(*sources: str) -> list[str]:
    return [item.name for item in discover(sources)]


def refusals(*sources: str) -> dict[str, tuple[str, str]]:
    return {item.name: (item.kind, item.refusal) for item in discover(sources) if item.refusal}


def test_a_folder_is_read_to_its_depth_in_the_order_of_names() -> None:
    for name in ("dump/b.txt", "dump/a/z.txt", "dump/a/é/q.txt", "dump/c.txt"):
        write(name)
    assert names("dump/") == ["dump/a/z.txt", "dump/a/é/q.txt", "dump/b.txt", "dump/c.txt"]


def test_a_document_named_twice_is_one_document() -> None:
    write("dump/a.txt")
    assert names("dump", "dump/a.txt", "./dump/../dump/a.txt", "dump/*.txt") == ["dump/a.txt"]


def test_the_order_of_the_sources_does_not_matter() -> None:
    write("b/x.txt")
    write("a/x.txt")
    assert discover(["b", "a"]) == discover(["a", "b"])


def test_globs_reach_into_folders() -> None:
    write("dump/a/1.txt")
    write("dump/b/2.md")
    assert names("dump/**/*.txt") == ["dump/a/1.txt"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("**/*.txt", ["dump/a.txt", "dump/b/c/d.txt", "dump/b/e.txt"]),
        ("dump/**/*.txt", ["dump/a.txt", "dump/b/c/d.txt", "dump/b/e.txt"]),
        ("d*/b/**", ["dump/b/c/d.txt", "dump/b/e.txt", "dump/b/f.md"]),
        ("dump/**/c", ["dump/b/c/d.txt"]),
        ("dump/**/", ["dump/a.txt", "dump/b/c/d.txt", "dump/b/e.txt", "dump/b/f.md"]),
        ("*/b/*.md", ["dump/b/f.md"]),
    ],
)
def test_patterns_name_files_and_folders_and_go_round_no_loop(pattern: str, found: list[str]) -> None:
    for name in ("a.txt", "b/c/d.txt", "b/e.txt", "b/f.md"):
        write(f"dump/{name}")
    Path("dump/loop").symlink_to(".")
    for source in (pattern, str(Path.cwd() / pattern)):
        read = [item.path for item in discover([source]) if not item.refusal]
        assert [os.path.relpath(path) for path in read] == found


def test_a_name_with_the_signs_of_a_glob_is_a_name_if_it_is_there() -> None:
    write("notes [1].txt")
    assert names("notes [1].txt") == ["notes [1].txt"]


@pytest.mark.parametrize("source", ["missing.txt", "*.none", "@missing"])
def test_a_source_that_is_not_there_is_an_error_of_usage(source: str) -> None:
    with pytest.raises(UsageError, match="no such file"):
        discover([source])


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
def test_a_list_of_paths(separator: str) -> None:
    write("a.txt")
    write("b/c.txt")
    Path("list").write_bytes(separator.join(["a.txt", "b", "gone.txt", ""]).encode())
    assert names("@list") == ["a.txt", "b/c.txt", "gone.txt"]
    assert refusals("@list") == {"gone.txt": ("refused", "no such file or directory")}


def test_a_list_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a.txt\n")))
    assert names("-") == ["a.txt"]


def test_what_is_no_document_is_named_with_the_reason() -> None:
    for name in ("dump/.DS_Store", "dump/~$notes.docx", "dump/notes.expected.json", "dump/.git/config", "dump/a.PY"):
        write(name)
    assert refusals("dump") == {
        "dump/.DS_Store": ("skipped", "hidden"),
        "dump/.git": ("skipped", "hidden"),
        "dump/a.PY": ("skipped", "source code or settings (.py)"),
        "dump/notes.expected.json": ("skipped", "an expected result"),
        "dump/~$notes.docx": ("skipped", "a word processor's lock file"),
    }


def test_source_code_that_a_person_names_is_tried_and_in_an_archive_it_is_passed_over() -> None:
    write("build.py")
    with zipfile.ZipFile("dump.zip", "w") as archive:
        archive.writestr("build.py", "x")
        archive.writestr("notes", "x")
    assert refusals("build.py") == {}
    assert refusals("dump.zip") == {"dump.zip/build.py": ("skipped", "source code or settings (.py)")}


def test_a_hidden_file_that_a_person_names_is_tried() -> None:
    write(".notes.txt")
    assert discover([".notes.txt"]) == (Item(".notes.txt", ".notes.txt"),)


def test_links_to_files_are_read_and_loops_end() -> None:
    write("dump/a.txt")
    Path("dump/link.txt").symlink_to("a.txt")
    Path("dump/loop").symlink_to(".")
    Path("dump/self").symlink_to("self")
    Path("dump/broken").symlink_to("nowhere")
    assert names("dump") == ["dump/a.txt", "dump/broken", "dump/link.txt", "dump/loop", "dump/self"]
    assert refusals("dump") == {
        "dump/broken": ("refused", "no such file or directory"),
        "dump/loop": ("skipped", "a link to a folder is not followed; name the folder itself"),
        "dump/self": ("refused", "too many levels of symbolic links"),
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_does_not_hang_the_run() -> None:
    Path("dump").mkdir()
    os.mkfifo("dump/pipe")
    assert refusals("dump") == {"dump/pipe": ("refused", "not a regular file")}


def test_a_folder_that_cannot_be_read_has_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    write("dump/closed/a.txt")
    scan = os.scandir

    def refuse(path: str) -> object:  # the tests may run as one who can read everything
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert refusals("dump") == {"dump/closed": ("refused", "permission denied")}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_names_that_are_not_utf8_are_printable_and_stay_apart() -> None:
    Path("dump").mkdir()
    for name in (b"caf\xe9.txt", b"caf\\xe9.txt"):
        Path(os.fsdecode(b"dump/" + name)).write_bytes(name)
    found = discover(["dump"])
    assert sorted(item.name for item in found) == ["dump/caf\\xe9.txt", "dump/caf\\xe9.txt [2]"]
    assert {read_item(item) for item in found} == {b"caf\xe9.txt", b"caf\\xe9.txt"}


def test_an_archive_is_its_members() -> None:
    pack("dump.zip", {"b.txt": b"of b", "inner/a.txt": b"of a", "inner/": b""})
    found = discover(["dump.zip"])
    assert [item.name for item in found] == ["dump.zip/b.txt", "dump.zip/inner/a.txt"]
    assert [read_item(item) for item in found] == [b"of b", b"of a"]
    assert digest_item(found[0]) != digest_item(found[1])


def test_an_archive_is_known_by_content_and_an_office_document_is_none() -> None:
    pack("dump", {"a.txt": b"a"})
    pack("notes.zip", {"[Content_Types].xml": b"<Types/>", "word/document.xml": b""})
    assert names("dump", "notes.zip") == ["dump/a.txt", "notes.zip"]


def test_a_broken_archive_is_a_document_that_the_extractor_judges() -> None:
    Path("broken.zip").write_bytes(b"PK\x03\x04 and no more")
    assert discover(["broken.zip"]) == (Item("broken.zip", "broken.zip"),)


def test_a_member_whose_name_leads_out_is_refused() -> None:
    pack("evil.zip", {"../../out.txt": b"x", "/etc/passwd": b"x", "in.txt": b"x"})
    reasons = {name: reason for name, (_, reason) in refusals("evil.zip").items()}
    assert reasons == {
        "evil.zip//etc/passwd": "its name leads out of the archive",
        "evil.zip/../../out.txt": "its name leads out of the archive",
    }


def test_members_of_one_name_are_two_documents() -> None:
    pack("two.zip", {"a.txt": b"first", "b.txt": b"second"})
    Path("two.zip").write_bytes(Path("two.zip").read_bytes().replace(b"b.txt", b"a.txt"))
    found = discover(["two.zip"])
    assert [item.name for item in found] == ["two.zip/a.txt", "two.zip/a.txt [2]"]
    assert [read_item(item) for item in found] == [b"first", b"second"]


def test_a_bomb_is_refused_before_it_unfolds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_DOCUMENT_BYTES", 1000)
    monkeypatch.setattr(archives, "MAX_ARCHIVE_BYTES", 1500)
    pack("bomb.zip", {"large.txt": bytes(1001), "small.txt": bytes(100), "too much.txt": bytes(900)})
    assert set(refusals("bomb.zip")) == {"bomb.zip/large.txt", "bomb.zip/too much.txt"}


def test_an_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    pack("many.zip", {f"{n}.txt": b"" for n in range(3)})
    assert refusals("many.zip") == {"many.zip": ("refused", "the archive holds more than 2 files")}


def test_a_link_inside_an_archive_is_refused() -> None:
    entry = zipfile.ZipInfo("link.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile("links.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert refusals("links.zip") == {"links.zip/link.txt": ("refused", "a link inside an archive")}


def test_a_member_that_is_damaged_or_encrypted_is_its_own_trouble() -> None:
    pack("damaged.zip", {"a.txt": b"a" * 500, "b.txt": b"b"})
    data = Path("damaged.zip").read_bytes()
    Path("damaged.zip").write_bytes(data[:38] + b"\xff\xff" + data[40:])
    first, second = discover(["damaged.zip"])
    with pytest.raises(UnreadableError, match="the archive cannot be read here"):
        digest_item(first)
    assert read_item(second) == b"b"


def test_a_member_packed_by_another_method_may_be_damaged_too() -> None:
    for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
        with zipfile.ZipFile("other.zip", "w", method) as archive:
            archive.writestr("a.txt", b"a b c" * 500)
        data = Path("other.zip").read_bytes()
        Path("other.zip").write_bytes(data[:50] + b"\xff\x00\xff" + data[53:])
        (item,) = discover(["other.zip"])
        with pytest.raises(UnreadableError):
            digest_item(item)


def test_an_archive_that_names_a_member_in_no_encoding_is_a_document_that_the_extractor_judges() -> None:
    with zipfile.ZipFile("names.zip", "w") as archive:
        archive.writestr("å.txt", b"a")
    data = Path("names.zip").read_bytes()
    Path("names.zip").write_bytes(data.replace("å".encode(), b"\xff\xff"))
    assert discover(["names.zip"]) == (Item("names.zip", "names.zip"),)


def test_names_in_an_archive_that_does_not_say_they_are_utf8() -> None:
    pack("mac.zip", {"a.txt": b""})
    data = Path("mac.zip").read_bytes()
    Path("mac.zip").write_bytes(data.replace(b"a.txt", "å.tx".encode()))
    assert names("mac.zip") == ["mac.zip/å.tx"]


def test_a_file_that_grew_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from risktool.batch import reading

    monkeypatch.setattr(reading, "MAX_DOCUMENT_BYTES", 3)
    write("a.txt", "1234")
    with pytest.raises(UnreadableError, match="larger than"):
        read_item(Item("a.txt", "a.txt"))


def test_reading_takes_the_memory_of_the_document_not_of_the_largest() -> None:
    write("a.txt", "1234")
    tracemalloc.start()
    try:
        read_item(Item("a.txt", "a.txt"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5 * 2**20


def test_an_archive_that_was_replaced_is_read_anew() -> None:
    pack("dump.zip", {"a.txt": b"old"})
    assert names("dump.zip") == ["dump.zip/a.txt"]
    pack("dump.zip", {"new.txt": b"new, and longer"})
    (item,) = discover(["dump.zip"])
    assert (item.name, read_item(item)) == ("dump.zip/new.txt", b"new, and longer")


def test_here_is_no_claim_on_what_was_read_elsewhere() -> None:
    write("a.txt")
    here = discover(["."])
    assert find_gone(["/x/one/c.md", "../c.md", "one/c.md"], here, ["."], []) == []
    assert find_gone(["/x/one/c.md", "../c.md", "one/c.md", "a.txt"], here, ["."], []) == ["one/c.md"]
