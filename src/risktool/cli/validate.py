"""`risktool validate PATHS…`: documents held to rules and to expected results, for people and for CI."""

from pathlib import Path
from typing import Annotated

import typer

from risktool.cli import options as opt

Rules = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULES", help="Only these rules: codes, groups (SC) or names, with commas."),
]
Ignored = Annotated[list[str] | None, typer.Option("--ignore", metavar="RULES", help="Not these rules.")]
Changed = Annotated[
    list[str] | None,
    typer.Option(
        "--severity", metavar="NAME=LEVEL", help="Another severity for rules: error, warning or info; with commas."
    ),
]


def validate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", show_default=False, help="Files, folders or globs.")],
    form: Annotated[
        opt.ReportFormat | None,
        typer.Option("--format", "-f", help="What to print; else by the suffix of --output, else text."),
    ] = None,
    select: Rules = None,
    ignore: Ignored = None,
    severity: Changed = None,
    fail_on: Annotated[
        opt.SeverityName | None,
        typer.Option("--fail-on", help="The mildest severity that makes the exit code 1.  [default: error]"),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    update_expected: Annotated[
        bool, typer.Option("--update-expected", help="Write NAME.expected.json beside each document.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Settings; else the nearest risktool.toml or pyproject.toml."),
    ] = None,
    output: opt.Output = None,
    force: opt.Force = False,
    language: opt.Language = None,
    profile: opt.ProfileFile = None,
    scale: opt.Scale = None,
    password: opt.Password = None,
    max_pages: opt.MaxPages = None,
    timeout: opt.ReadingTime = opt.READING_SECONDS,
    quiet: opt.Quiet = False,
) -> None:
    """Hold documents to the rules and to expected results beside them.

    Exits with 0 if nothing is as grave as --fail-on, or if there is no document, with 1 if something is, with 2 if it
    could not be done.
    """
    from risktool.cli.checking import check_all
    from risktool.cli.console import COULD_NOT, say
    from risktool.cli.report import render_report
    from risktool.cli.settings import choose_options, override, read_settings
    from risktool.cli.writing import check_output, write_text

    check_output(output, force=force)
    settings = override(read_settings(config), select, ignore, severity, fail_on, language, scale)
    options = choose_options(settings, language, profile, password, max_pages, timeout)
    checked = check_all(paths, settings, options, update=update_expected)
    chosen = opt.choose_format(form, output, opt.REPORT_OF_SUFFIX, "text")
    write_text(render_report(checked.documents, chosen, settings, is_file=output is not None), output, force=force)
    for fault in checked.faults:
        say(str(fault))
    if not quiet:
        checked.tell()
    if checked.faults:
        raise typer.Exit(COULD_NOT)
    if not exit_zero and checked.fails(settings):
        raise typer.Exit(1)
