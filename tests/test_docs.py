"""The documentation is true: what it shows as a command's output is that command's output.

A block of output stands under a comment that holds its command:

    <!-- risktool parse samples/kommunhuset.pdf -->
    ```text
    …
    ```

After a change that is meant, `make docs` writes the blocks anew; read the diff.
"""

import os
import shlex
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import regex
import typer
from pydantic import BaseModel

from risktool.cli import main
from risktool.cli.app import app
from risktool.model import Register, Risk, Section
from risktool.pipeline import REVIEW_BELOW
from risktool.profiles import languages
from risktool.recover.words.wordlist import load_word_list

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

BLOCK = regex.compile(r"<!-- (risktool [^\n]*) -->\n```text\n(.*?)```\n", flags=regex.DOTALL)
LINK = regex.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")

SHOWN = [(page, block[1], block[2]) for page in PAGES for block in BLOCK.finditer(page.read_text(encoding="utf-8"))]


@pytest.fixture
def print_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """What a command prints, 80 columns wide, without extras."""

    def call(command: str) -> str:
        monkeypatch.setitem(sys.modules, "wordfreq", None)
        load_word_list.cache_clear()
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr(sys, "argv", shlex.split(command))
        with pytest.raises(SystemExit) as ended:
            main()
        load_word_list.cache_clear()
        assert not ended.value.code, command
        return capsys.readouterr().out

    return call


def compare(page: Path, shown: str, printed: str) -> None:
    """The part of a page against what it should be; with RISKTOOL_REWRITE the page is put right."""
    if os.environ.get("RISKTOOL_REWRITE"):
        text = page.read_text(encoding="utf-8") if page.exists() else ""
        page.write_text(text.replace(shown, printed) if shown else printed, encoding="utf-8")
    else:
        assert printed == shown, "if this is meant: `make docs`, and read the diff"


@pytest.mark.parametrize(("page", "command", "shown"), SHOWN, ids=[f"{p.name}: {c}" for p, c, _ in SHOWN])
def test_a_page_shows_what_the_command_prints(
    page: Path, command: str, shown: str, print_of: Callable[[str], str]
) -> None:
    block = f"<!-- {command} -->\n```text\n"
    compare(page, f"{block}{shown}```\n", f"{block}{print_of(command)}```\n")


def names_of(group: typer.Typer) -> list[str]:
    commands = group.registered_commands
    return [command.name or command.callback.__name__ for command in commands if command.callback]


def test_the_page_of_commands_is_their_help(print_of: Callable[[str], str]) -> None:
    groups = {group.name: group.typer_instance for group in app.registered_groups if group.typer_instance}
    names = names_of(app) + [f"{name} {one}" for name, group in groups.items() for one in names_of(group)]
    parts = [f"## {name}\n\n```text\n{print_of(f'risktool {name} --help')}```\n" for name in names]
    page = ROOT / "docs" / "commands.md"
    compare(page, page.read_text(encoding="utf-8"), "\n".join(["# Commands\n", *parts]))


@pytest.mark.parametrize("language", languages())
def test_each_profile_has_its_page(language: str, print_of: Callable[[str], str]) -> None:
    page = ROOT / "docs" / "profiles" / f"{language}.md"
    shown = page.read_text(encoding="utf-8") if page.exists() else ""
    compare(page, shown, print_of(f"risktool profiles show {language} --format markdown"))


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "samples" / "README.md"], ids=lambda p: p.name
)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link[1] for link in LINK.finditer(page.read_text(encoding="utf-8"))]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readmes_commands_are_targets_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = regex.findall(r"^make (\w+)", readme, flags=regex.MULTILINE)
    assert targets == ["demo", "test"]
    assert all(regex.search(rf"^{target}:", makefile, flags=regex.MULTILINE) for target in targets)


@pytest.mark.parametrize("model", [Register, Section, Risk], ids=lambda model: model.__name__)
def test_the_output_page_names_every_field(model: type[BaseModel]) -> None:
    page = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    assert [name for name in model.model_fields if f"`{name}`" not in page] == []


def test_every_dependency_has_its_line_and_every_line_its_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for group in project["optional-dependencies"].values() for one in group]
    wanted = {regex.split(r"[><=\[;]", one)[0] for one in (*project["dependencies"], *extras)}
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    lines = regex.findall(r"^\| ([a-z][\w, -]+) \|", page, flags=regex.MULTILINE)
    assert {name for line in lines for name in line.split(", ")} - {"package", "for work on it"} == wanted


def test_the_page_on_confidence_names_the_line_that_the_tool_draws() -> None:
    page = (ROOT / "docs" / "confidence.md").read_text(encoding="utf-8")
    assert f"It is {REVIEW_BELOW}:" in page


def test_the_page_on_confidence_says_what_was_measured() -> None:
    pages = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("confidence", "reliability")}
    surest = regex.search(r"\| 0\.9–1\.0 \|[^|]*\|[^|]*\| 0\.(\d\d) \|", pages["reliability"])
    assert surest is not None
    assert f"on these documents {surest[1]} in 100 are right" in pages["confidence"]
    table = pages["reliability"].split("## ")[1]
    bins = {low: float(right) - float(said) for low, said, right in regex.findall(BIN, table)}
    assert (
        "below 0.8 as many as is said, or a few more;\nbetween 0.8 and 0.9 the number says too much, by an eighth"
        in pages["confidence"]
    )
    assert {low for low, gap in bins.items() if gap < -0.05} == {"0.8"}
    assert all(gap < 0.1 for gap in bins.values())
    assert bins["0.8"] == pytest.approx(-1 / 8, abs=0.02)


BIN = r"\| (0\.\d)–[\d.]+ \|[^|]*\| (\d\.\d\d) \| (\d\.\d\d) \|"
"""The bin's lower end, what was said of its rows, and how many were right."""
