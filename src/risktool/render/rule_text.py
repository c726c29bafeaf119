"""Rules for people: a list for the terminal, one rule in full, and the page docs/rules.md."""

from risktool.findings import RuleCard
from risktool.render.look import Look, Sheet

PAGE_HEAD = """\
# Rules

What `risktool parse` puts under `findings` and `risktool validate` reports. `risktool rules CODE` prints one of them.
This page is made from the code: `risktool rules --format markdown > docs/rules.md`.
"""


def render_rules(rules: tuple[RuleCard, ...], look: Look) -> str:
    """One line a rule: code, name, default severity, summary."""
    sheet = Sheet(look)
    width = max(len(rule.name) for rule in rules)
    for rule in rules:
        sheet.write(rule.summary, first=f"{rule.code} {rule.name:<{width}} {rule.severity:<7} ")
    return sheet.text()


def render_rule(rule: RuleCard) -> str:
    """All about one rule."""
    head = f"{rule.code} {rule.name} ({rule.severity})"
    return f"{head}\n{'=' * len(head)}\n\n{(rule.doc or '').strip()}\n\nWhat to do: {rule.advice}.\n"


def render_rules_markdown(rules: tuple[RuleCard, ...]) -> str:
    """The page: a table of all rules, then each in full."""
    lines = [PAGE_HEAD, "| code | name | default severity | what to do |", "| --- | --- | --- | --- |"]
    lines += [f"| [{r.code}](#{_anchor(r)}) | {r.name} | {r.severity} | {r.advice} |" for r in rules]
    return "\n".join(lines) + "\n\n" + "\n".join(map(render_rule_markdown, rules))


def _anchor(rule: RuleCard) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def render_rule_markdown(rule: RuleCard) -> str:
    """A rule's docstring as a chapter of Markdown: its parts become paragraphs, the example a block of code."""
    summary, _, rest = (rule.doc or "").strip().partition("\n")
    why, _, rest = rest.strip().partition("\n\nExample:\n")
    example, _, limits = rest.partition("\n\nLimits: ")
    code = "\n".join(line.removeprefix("    ") for line in example.splitlines())
    return (
        f"## {rule.code} {rule.name}\n\n{summary}\n\n**Why:** {why.removeprefix('Why: ')}\n\n"
        f"```text\n{code}\n```\n\n**Limits:** {limits.strip()}\n\n**What to do:** {rule.advice}.\n"
    )
