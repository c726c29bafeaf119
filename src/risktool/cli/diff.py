"""`risktool diff OLD NEW`: what two versions of a register say otherwise."""

from pathlib import Path
from typing import Annotated

import typer

from risktool.cli import options as opt


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A document, or the JSON of one.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same, as it is now.")],
    form: Annotated[
        opt.DiffFormat | None,
        typer.Option("--format", "-f", help="What to print; else by the suffix of --output, else a table."),
    ] = None,
    output: opt.Output = None,
    force: opt.Force = False,
    language: opt.Language = None,
    profile: opt.ProfileFile = None,
    scale: opt.Scale = None,
    password: opt.Password = None,
    max_pages: opt.MaxPages = None,
    timeout: opt.ReadingTime = opt.READING_SECONDS,
) -> None:
    """Compare two versions of a register.

    Rows are matched by what they say: risks added, removed, rescored, or with other words, treatment, owner, date or
    subject. Exits with 0 if they say the same, with 1 if not, with 2 if one could not be read.
    """
    from risktool.cli.reading import reading_options
    from risktool.cli.registers import read_either
    from risktool.cli.report import render_comparison
    from risktool.cli.writing import check_output, write_text
    from risktool.compare import compare
    from risktool.errors import UsageError

    if str(old) == str(new) == "-":
        raise UsageError("OLD and NEW cannot both be standard input", hint="name a file for one of them")
    check_output(output, force=force)
    options = reading_options(language, scale, password, profile=profile, max_pages=max_pages, timeout=timeout)
    comparison = compare(read_either(old, options), read_either(new, options))
    chosen = opt.choose_format(form, output, opt.DIFF_OF_SUFFIX, "table")
    write_text(render_comparison(comparison, chosen, is_file=output is not None), output, force=force)
    if comparison.changes:
        raise typer.Exit(1)
