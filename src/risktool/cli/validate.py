"""`risktool validate PATHS…`: documents held to rules and to expected results, for people and for CI."""

from dataclasses import replace
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
    typer.Option("--severity", metavar="NAME=LEVEL", help="Another severity for a rule: error, warning or info."),
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

    Exits with 0 if nothing is as grave as --fail-on, with 1 if something is, with 2 if it could not be done.
    """
    from risktool.cli.checking import check_document, check_orphan, find_documents
    from risktool.cli.console import say
    from risktool.cli.reading import read_profile
    from risktool.cli.report import render_report
    from risktool.cli.settings import override, read_settings
    from risktool.cli.writing import check_output, write_text
    from risktool.findings import count

    check_output(output, force=force)
    settings = override(read_settings(config), select, ignore, severity, fail_on, language, scale)
    found = find_documents(paths, settings.exclude)
    own = profile or (settings.profile if language is None else None)
    options = settings.reading_options(password, None if own is None else read_profile(own))
    options = replace(options, max_pages=max_pages, timeout=timeout)
    documents = tuple(check_document(item, settings, options, update=update_expected) for item in found.documents)
    orphans = tuple(check_orphan(item, settings) for item in found.orphans)
    checked = tuple(sorted((*documents, *orphans), key=lambda one: one.path))
    chosen = opt.choose_format(form, output, opt.REPORT_OF_SUFFIX, "text")
    write_text(render_report(checked, chosen, settings, is_file=output is not None), output, force=force)
    if not quiet:
        say(f"{count(len(documents), 'document')} checked, {count(found.passed_over, 'file')} passed over")
    if not exit_zero and any(settings.fails(one.findings) for one in checked):
        raise typer.Exit(1)
