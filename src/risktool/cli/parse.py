"""`risktool parse PATH`: one document to a table, JSON or CSV."""

from typing import Annotated

import typer

from risktool.cli import options as opt


def parse(
    path: opt.Source,
    form: Annotated[
        opt.Format | None,
        typer.Option("--format", "-f", help="What to print; else by the suffix of --output, else a table."),
    ] = None,
    csv_dialect: opt.CsvDialectOption = "plain",
    output: opt.Output = None,
    force: opt.Force = False,
    language: opt.Language = None,
    profile: opt.ProfileFile = None,
    scale: opt.Scale = None,
    section: opt.SectionOption = None,
    min_score: opt.MinScore = None,
    review_below: opt.ReviewBelow = opt.REVIEW_BELOW,
    password: opt.Password = None,
    verify: opt.Verify = False,
    max_pages: opt.MaxPages = None,
    timeout: opt.ReadingTime = opt.READING_SECONDS,
    quiet: opt.Quiet = False,
) -> None:
    """Read one document and print its risks as tables, JSON, CSV or Markdown.

    Exits with 0 if the document could be read, also in part, else with 2.
    """
    from risktool.cli.filters import drop_below, pick_section
    from risktool.cli.present import Presentation, present, say_what_happened, say_what_is_left_out
    from risktool.cli.reading import read_register, reading_options, refused_register
    from risktool.cli.writing import check_output, print_text, write_text
    from risktool.errors import RisktoolError
    from risktool.render.json_text import render_json

    check_output(output, force=force, source=path)
    chosen = opt.choose_format(form, output, opt.FORMAT_OF_SUFFIX, "table")
    reading = reading_options(
        language, scale, password, review_below, profile, max_pages=max_pages, timeout=timeout, verify=verify
    )
    try:
        register = read_register(path, reading)
    except RisktoolError as error:
        if chosen == "json" and error.finding:
            print_text(render_json(refused_register(path, error)))
        raise
    presentation = Presentation(chosen, csv_dialect, is_file=output is not None, summary=not quiet)
    asked = pick_section(register, section)
    shown = drop_below(asked, min_score)
    write_text(present(shown, presentation), output, force=force)
    if not quiet:
        say_what_happened(shown, presentation, output)
        say_what_is_left_out(asked, shown, min_score)
