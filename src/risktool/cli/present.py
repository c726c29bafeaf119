"""A register in the form that was asked for, and what to say beside it."""

import sys
from dataclasses import dataclass
from pathlib import Path

from risktool.cli.console import say
from risktool.cli.options import CsvDialect, Format
from risktool.findings import count
from risktool.model import Register
from risktool.render.json_text import render_json


@dataclass(frozen=True, slots=True)
class Presentation:
    """What to make of a register: the format, and for whom."""

    format: Format
    csv_dialect: CsvDialect = "plain"
    is_file: bool = False
    summary: bool = True


def present(register: Register, how: Presentation) -> str:
    """The text to write."""
    if how.format == "json":
        return render_json(register)
    if how.format == "markdown":
        from risktool.render.markdown import render_markdown

        return render_markdown(register)
    return _csv(register, how) if how.format == "csv" else _table(register, how)


def say_what_happened(register: Register, how: Presentation, output: Path | None) -> None:
    """For the person who started this, on standard error: what data formats do not show at a glance."""
    from risktool.render.summary import say_unread

    if how.format != "table":
        for finding in register.findings:
            if finding.name == "partly-read":
                say(f"{register.source.name}: {finding.message}")
        for message in say_unread(register):
            say(f"{register.source.name}: {message}")
    if how.format == "csv" and (headings := dict.fromkeys(name for risk in register.risks for name in risk.other)):
        say(f"CSV has no column for {', '.join(map(repr, headings))}; tables, Markdown and JSON show what stands there")
    if output is not None:
        to_review = sum(risk.needs_review for risk in register.risks)
        say(f"{output}: {count(len(register.risks), 'risk')}, {to_review} to review")


def say_what_is_left_out(register: Register, shown: Register, min_score: float | None) -> None:
    """How many rows `--min-score` hid: a register that looks complete and is not would be believed."""
    hidden = len(register.risks) - len(shown.risks)
    if min_score is not None and hidden:
        say(f"{hidden} of {count(len(register.risks), 'risk')} left out: the score is below {min_score:g}")


def _csv(register: Register, how: Presentation) -> str:
    """CSV is data and stays as it is in a file or a pipe; a terminal is protected from what it may hold."""
    from risktool.render.csv_text import render_csv
    from risktool.render.visible import show

    text = render_csv(register, how.csv_dialect)
    return show(text, keep="\r\n") if sys.stdout.isatty() and not how.is_file else text


def _table(register: Register, how: Presentation) -> str:
    from risktool.cli.screen import look_of_file, look_of_stdout
    from risktool.render.table import render_table

    return render_table(register, look_of_file() if how.is_file else look_of_stdout(), summary=how.summary)
