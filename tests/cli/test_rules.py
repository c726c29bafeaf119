"""`risktool rules`, and the page made from it."""

from pathlib import Path

from risktool.render.rule_text import render_rules_markdown
from risktool.rules import all_rules
from tests.cli.conftest import Run

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_all_rules_are_listed(run: Run) -> None:
    outcome = run("rules")
    assert outcome.code == 0
    assert [line[:4] for line in outcome.out.splitlines() if line[0] != " "] == [rule.code for rule in all_rules()]


def test_one_rule_is_explained_by_code_or_name(run: Run) -> None:
    by_code = run("rules", "sc01")
    assert by_code.out == run("rules", "product-mismatch").out
    assert by_code.out.startswith("SC01 product-mismatch (error)\n")
    assert all(part in by_code.out for part in ("\nWhy: ", "\nExample:\n", "\nLimits: ", "\nWhat to do: "))


def test_one_rule_as_markdown_is_its_chapter_of_the_page(run: Run) -> None:
    chapter = run("rules", "SC01", "--format", "markdown").out
    assert chapter.startswith("## SC01 product-mismatch\n")
    assert chapter in PAGE.read_text(encoding="utf-8")


def test_the_rules_of_a_group_are_listed(run: Run) -> None:
    listed = run("rules", "hd").out.splitlines()
    assert [line[:4] for line in listed if line[0] != " "] == ["HD01", "HD02"]


def test_an_unknown_rule_is_refused_with_the_nearest(run: Run) -> None:
    outcome = run("rules", "product-mismach")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "risktool: no rule 'product-mismach' (did you mean 'product-mismatch'?)\n"


def test_an_unknown_rule_that_is_near_to_none_names_the_list(run: Run) -> None:
    assert run("rules", "SC99").err == "risktool: no rule 'SC99' (`risktool rules` lists them)\n"


def test_the_page_is_current(run: Run) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == render_rules_markdown(all_rules()), "renew it: risktool rules --format markdown > docs/rules.md"
    assert run("rules", "--format", "markdown").out == page
