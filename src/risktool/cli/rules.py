"""`risktool rules [RULE]`: what the rules are, or all about one of them."""

from typing import Annotated, Literal, TypeAlias

import typer

RulesFormat: TypeAlias = Literal["text", "markdown"]


def rules(
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", show_default=False, help="A rule's code or name: SC01.")
    ] = None,
    form: Annotated[RulesFormat, typer.Option("--format", "-f", help="What to print.")] = "text",
) -> None:
    """List the rules, or explain one."""
    from risktool.cli.screen import look_of_stdout
    from risktool.cli.writing import print_text
    from risktool.config import require_rule
    from risktool.render.rule_text import render_rule, render_rules, render_rules_markdown
    from risktool.rules import all_rules

    if rule is not None:
        print_text(render_rule(require_rule(rule)))
    elif form == "markdown":
        print_text(render_rules_markdown(all_rules()))
    else:
        print_text(render_rules(all_rules(), look_of_stdout()))
