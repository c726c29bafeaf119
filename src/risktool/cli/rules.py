"""`risktool rules [RULE]`: what the rules are, or all about one of them."""

from typing import Annotated, Literal, TypeAlias

import typer

RulesFormat: TypeAlias = Literal["text", "markdown"]


def rules(
    rule: Annotated[
        str | None,
        typer.Argument(metavar="[RULE]", show_default=False, help="A rule's code or name (SC01), or a group (SC)."),
    ] = None,
    form: Annotated[RulesFormat, typer.Option("--format", "-f", help="What to print.")] = "text",
) -> None:
    """List the rules, or those of a group, or explain one."""
    from risktool.cli.screen import look_of_stdout
    from risktool.cli.writing import print_text
    from risktool.config import ALL, find_rules
    from risktool.render import rule_text
    from risktool.rules import find_rule

    rules = find_rules(rule or ALL)
    if rule is not None and find_rule(rule) is not None:
        explain = rule_text.render_rule_markdown if form == "markdown" else rule_text.render_rule
        print_text(explain(rules[0]))
    elif form == "markdown":
        print_text(rule_text.render_rules_markdown(rules))
    else:
        print_text(rule_text.render_rules(rules, look_of_stdout()))
