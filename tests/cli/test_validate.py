"""`risktool validate`: what is read, what is reported where, and how it ends."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from risktool.cli.lines import find_lines
from tests.cli.conftest import Run
from tests.rules.build import build_register

HEAD = "# 1. Riskanalys: Flytt av arkivet\n\n| Risk | S | K | SxK | Åtgärd |\n| --- | --- | --- | --- | --- |\n"
GOOD = "| Nyckeln till arkivet kommer bort | 3 | 4 | 12 | Märk nycklarna |\n"
BAD = "| Pärmarna blir fuktiga i källaren | 2 | 3 | 9 | Hyr en avfuktare |\n"

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file below the working folder, which is an empty one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "risktool.toml").write_text("", encoding="utf-8")  # nothing above this folder counts

    def call(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return call


def test_a_sound_document_passes(run: Run, write: Write) -> None:
    write("notes.md", HEAD + GOOD)
    outcome = run("validate", "notes.md")
    assert (outcome.code, outcome.out) == (0, "1 document, 0 findings: 0 errors, 0 warnings, 0 info\n")
    assert outcome.err == "risktool: 1 document checked, 0 files passed over\n"
    assert run("validate", "notes.md", "--quiet").err == ""


def test_a_broken_document_fails_and_is_shown_with_row_and_line(run: Run, write: Write) -> None:
    write("notes.md", HEAD + GOOD + BAD)
    outcome = run("validate", ".")
    assert outcome.code == 1
    lines = outcome.out.splitlines()
    assert lines[0] == "notes.md"
    assert lines[1].startswith("  error SC01 product-mismatch, line 6, page 1, risk 1.2")
    assert lines[3] == "    Pärmarna blir fuktiga i källaren | S 2 | K 3 | SxK 9 | Hyr en avfuktare"
    assert lines[4] == " " * lines[3].index("9") + "^"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--exit-zero",), 0),
        (("--ignore", "SC01"), 0),
        (("--select", "HD,no-risks"), 0),
        (("--severity", "product-mismatch=warning"), 0),
        (("--severity", "SC02=info, product-mismatch = warning"), 0),
        (("--severity", "product-mismatch=warning", "--fail-on", "warning"), 1),
    ],
)
def test_what_fails_can_be_chosen(run: Run, write: Write, options: tuple[str, ...], code: int) -> None:
    write("notes.md", HEAD + BAD)
    assert run("validate", "notes.md", "--ignore", "needs-review", *options).code == code


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--select", "SC99"), "option --select: no rule 'SC99' (`risktool rules` lists"),
        (("--ignore", "heading-gapp"), "(did you mean 'heading-gap'?)"),
        (("--severity", "no-risks=fatal"), 'option --severity.no-risks: "fatal" is not error, warning or info'),
        (("--severity", "no-risks"), "--severity no-risks: not NAME=LEVEL (as in no-risks=error)"),
        (("--config", "none.toml"), "none.toml: cannot be read"),
        (("nothing.md",), "nothing.md: no such file or folder"),
    ],
)
def test_what_is_wrong_with_the_command_is_one_line(
    run: Run, write: Write, options: tuple[str, ...], complaint: str
) -> None:
    write("notes.md", HEAD + GOOD)
    outcome = run("validate", "notes.md", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert complaint in outcome.err
    assert outcome.err.count("\n") == 1


def test_settings_are_found_and_obeyed(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("risktool.toml", 'ignore = ["SC01", "needs-review"]\nexclude = ["old/*"]\nforbid = ["avfuktare"]\n')
    write("below/notes.md", HEAD + BAD)
    write("below/old/notes.md", HEAD + BAD)
    monkeypatch.chdir(Path.cwd() / "below")
    outcome = run("validate", ".", "--format", "json")
    (document,) = json.loads(outcome.out)["documents"]
    assert document["path"] == "notes.md"
    assert [finding["name"] for finding in document["findings"]] == ["forbidden-text"]
    assert outcome.err.endswith("1 document checked, 1 file passed over\n")


def test_a_rule_that_is_asked_for_is_not_ignored_because_a_file_says_so(run: Run, write: Write) -> None:
    write("risktool.toml", 'ignore = ["SC"]\n')
    write("notes.md", HEAD + BAD)
    assert run("validate", "notes.md").code == 0
    assert run("validate", "notes.md", "--select", "SC01").code == 1
    assert run("validate", "notes.md", "--select", "SC01", "--ignore", "SC").code == 0
    assert run("validate", "notes.md", "--ignore", "HD", "--severity", "SC01=error").code == 1


def test_a_wrong_setting_is_named(run: Run, write: Write) -> None:
    path = write("risktool.toml", 'fail_on = "error"\nselcet = ["SC"]\n')
    outcome = run("validate", ".")
    assert outcome.code == 2
    assert outcome.err == f"risktool: {path}: key 'selcet' is not known (did you mean 'select'?)\n"


def test_what_is_no_document_is_passed_over_and_counted(run: Run, write: Write) -> None:
    write("a/notes.md", HEAD + GOOD)
    for name in ("a/.hidden.md", "a/~$notes.docx", "a/notes.md.expected.json", "a/code.py", ".git/notes.md"):
        write(name, "{}")
    outcome = run("validate", "a")
    assert outcome.err == "risktool: 1 document checked, 4 files passed over\n"
    assert run("validate", "a/*.md", "--format", "json").code == 0


def test_a_document_that_cannot_be_read_is_a_finding_and_the_others_go_on(run: Run, write: Write) -> None:
    write("a.pdf", "%PDF-1.7\nnothing more")
    write("b.md", HEAD + GOOD)
    outcome = run("validate", ".", "--format", "json")
    assert outcome.code == 1
    found = {d["path"]: [f["name"] for f in d["findings"]] for d in json.loads(outcome.out)["documents"]}
    assert found == {"a.pdf": ["unreadable"], "b.md": []}


def test_expected_results_are_written_and_compared(run: Run, write: Write) -> None:
    write("notes.md", HEAD + GOOD)
    update = run("validate", "notes.md", "--update-expected")
    assert (update.code, update.err) == (
        0,
        "risktool: 1 document checked, 1 expected result written, 0 files passed over\n",
    )
    expected = Path("notes.md.expected.json")
    assert '"score": 12' in expected.read_text(encoding="utf-8")
    assert run("validate", "notes.md").code == 0
    write("notes.md", HEAD + GOOD.replace("| 3 | 4 | 12 |", "| 3 | 5 | 15 |"))
    outcome = run("validate", "notes.md", "--select", "EX01", "--format", "github")
    assert outcome.code == 1
    assert "score was 12, is 15" in outcome.out
    assert "file=notes.md,line=5,title=EX01" in outcome.out
    assert run("validate", "notes.md.expected.json", "--quiet", "--format", "json").code == 1
    run("validate", "notes.md", "--update-expected")
    assert run("validate", "notes.md").code == 0


def test_an_expected_result_without_its_document_is_a_finding(run: Run, write: Write) -> None:
    write("notes.md", HEAD + GOOD)
    write("old/gone.md.expected.json", "{}")
    write("old/.hidden.md.expected.json", "{}")
    outcome = run("validate", ".")
    assert outcome.code == 1
    assert "old/gone.md.expected.json\n  error EX01 changed-from-expected\n    gone.md is gone\n" in outcome.out
    assert outcome.err == "risktool: 1 document checked, 2 files passed over\n"
    assert run("validate", "old/gone.md.expected.json").code == 1
    assert run("validate", ".", "--ignore", "EX01").code == 0
    write("risktool.toml", 'exclude = ["old/*"]')
    assert run("validate", ".").code == 0


@pytest.mark.parametrize("options", [(), ("--exit-zero",), ("--quiet",), ("--select", "SC")])
def test_an_expected_result_that_is_none_ends_in_2_and_keeps_nothing_from_being_checked(
    run: Run, write: Write, options: tuple[str, ...]
) -> None:
    write("a.md", HEAD + BAD)
    write("b.md", HEAD + GOOD)
    write("c.md", HEAD + BAD)
    write("a.md.expected.json", '{"schema_version": "9.0"}')
    write("b.md.expected.json", "{")
    outcome = run("validate", ".", "--format", "json", *options)
    assert outcome.code == 2
    documents = json.loads(outcome.out)["documents"]
    found = {
        d["path"]: {f["name"] for f in d["findings"]} & {"product-mismatch", "unreadable-expected"} for d in documents
    }
    unread = set() if "--select" in options else {"unreadable-expected"}
    assert found == {"a.md": {"product-mismatch"} | unread, "b.md": unread, "c.md": {"product-mismatch"}}
    faults = [line for line in outcome.err.splitlines() if "expected.json" in line]
    assert faults[0].startswith("risktool: a.md.expected.json: schema version '9.0', this risktool knows '1.0'")
    assert faults[1].startswith("risktool: b.md.expected.json: not JSON: ")
    assert len(faults) == 2


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (os.mkdir, "is no file"),
        (os.mkfifo, "is no file"),
        (lambda path: Path(path).symlink_to("gone"), "cannot be read: no such"),
    ],
    ids=["folder", "pipe", "link"],
)
def test_an_expected_result_that_is_no_file_is_never_passed_over(
    run: Run, write: Write, make: Callable[[str], None], said: str
) -> None:
    write("notes.md", HEAD + GOOD)
    make("notes.md.expected.json")
    outcome = run("validate", "notes.md")
    assert outcome.code == 2
    assert outcome.err.startswith(f"risktool: notes.md.expected.json: {said}")


def test_a_folder_without_documents_is_said_and_no_failure(run: Run, write: Write) -> None:
    write("a/picture.png", "")
    outcome = run("validate", "a")
    assert outcome.code == 0
    assert outcome.err == (
        "risktool: warning: no documents found, nothing was checked "
        "(1 file passed over; a file that is named is always read)\n"
    )
    assert run("validate", "a", "--quiet").err == ""


@pytest.mark.parametrize(
    "pattern",
    ["archive", "archive/", "old.md", "o*d.md", "*notes/archive", "notes/archive/**", "notes/archive/*.md", "**/2024"],
)
@pytest.mark.parametrize("folder", [".", "notes"])
def test_excluded_are_files_and_folders_wherever_the_command_runs(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, pattern: str, folder: str
) -> None:
    write("risktool.toml", f'exclude = ["{pattern}"]\n')
    write("notes/new.md", HEAD + GOOD)
    write("notes/archive/2024/old.md", HEAD + BAD)
    monkeypatch.chdir(folder)
    documents = json.loads(run("validate", ".", "--format", "json").out)["documents"]
    assert [Path(document["path"]).name for document in documents] == ["new.md"]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github"])
def test_the_report_can_be_a_file(run: Run, write: Write, form: str) -> None:
    write("notes.md", HEAD + BAD)
    outcome = run("validate", "notes.md", "--format", form, "--output", "report")
    assert (outcome.code, outcome.out) == (1, "")
    assert "product-mismatch" in Path("report").read_text(encoding="utf-8").replace("ProductMismatch", "")
    assert run("validate", "notes.md", "--format", form, "--output", "report").code == 2


def test_absolute_paths_below_the_working_folder_are_shown_relative(run: Run, write: Write) -> None:
    path = write("docs/notes.md", HEAD + BAD)
    (document,) = json.loads(run("validate", path, "--format", "json").out)["documents"]
    assert document["path"] == "docs/notes.md"


def test_lines_are_counted_as_editors_and_github_count_them() -> None:
    register = build_register({"rows": [{"description": "Fire in the server room"}, {"description": "Damp"}]})
    text = "Page 1\x0cPage 2\u2028\r\n\rFire in the server room\nDamp\n"
    assert find_lines(text.encode(), register).risks == {"1.1": 3, "1.2": 4}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Fire\n\nin the\nserver room\n", 1),
        ("Hall of fire\nIn the server room: how it was\nFire in the server room\n", 3),
        ("Backfire in the server room\nFire in the server rooms\nFire in the ser-\nver room\n", 3),
    ],
)
def test_a_row_is_found_as_whole_words_best_on_one_line(text: str, line: int) -> None:
    register = build_register({"rows": [{"description": "Fire in the server room"}]})
    assert find_lines(text.encode(), register).risks == {"1.1": line}


def test_a_heading_is_found_before_its_rows_and_not_in_the_table_of_contents() -> None:
    fire, damp = {"description": "Fire"}, {"description": "Damp"}
    register = build_register(
        {
            "sections": [
                {"number": 1, "heading": "1. Kitchen", "rows": [fire]},
                {"number": 2, "heading": "2. Roof", "rows": [damp]},
                {"number": 3, "heading": "3. Letters"},
                {"number": 4, "heading": "4. Nowhere"},
            ]
        }
    )
    text = "Contents\n1. Kitchen\n2. Roof\n\n1. Kitchen\nFire\n2. Roof\nDamp in 1. Kitchen\n3. Letters\n"
    assert find_lines(text.encode(), register) == ({"1.1": 6, "2.1": 8}, {0: 5, 1: 7, 2: 9})


def test_a_finding_about_a_heading_stands_at_its_line(run: Run, write: Write) -> None:
    write("notes.md", HEAD + GOOD + "\n" + HEAD.replace("1.", "4.") + GOOD)
    outcome = run("validate", "notes.md", "--select", "HD01", "--format", "github")
    assert "file=notes.md,line=7,title=HD01" in outcome.out
