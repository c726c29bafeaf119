"""`risktool batch SOURCES… --output DEST`: a dump of documents to one register."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from risktool.cli import options as opt

SOME_FAILED = 1

MEGABYTE = 2**20

DEFAULT_TIMEOUT = 120.0
DEFAULT_MEMORY_MB = 2048
"""The defaults of `risktool.batch.convert`, which is not imported here: --help must stay cheap. A test compares."""

Sources: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCES",
        show_default=False,
        help="Files, folders, globs, zip archives; @LIST or - (standard input) for a list of paths.",
    ),
]
Destination: TypeAlias = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar="DEST", help="By suffix: .sqlite, .jsonl, .csv, .parquet; none: a folder of JSON."
    ),
]
Jobs: TypeAlias = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Worker processes; else one a core.")
]
Timeout: TypeAlias = Annotated[
    float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="The longest that one document may take.")
]
Memory: TypeAlias = Annotated[
    int, typer.Option("--memory", min=64, metavar="MB", help="The most memory that one worker may take.")
]
Fresh: TypeAlias = Annotated[bool, typer.Option("--fresh", help="Forget what earlier runs stored, and start over.")]
RetryFailed: TypeAlias = Annotated[
    bool, typer.Option("--retry-failed", help="Try documents again that failed in an earlier run.")
]
Report: TypeAlias = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write counts, times and failures here, as JSON.")
]
Password: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--password",
        metavar="TEXT",
        envvar="RISKTOOL_PASSWORD",
        help="Opens encrypted documents; those that an earlier run refused are tried again.",
    ),
]


def batch(
    sources: Sources,
    output: Destination = "register.sqlite",
    jobs: Jobs = None,
    timeout: Timeout = DEFAULT_TIMEOUT,
    memory: Memory = DEFAULT_MEMORY_MB,
    fresh: Fresh = False,
    retry_failed: RetryFailed = False,
    report: Report = None,
    csv_dialect: opt.CsvDialectOption = "plain",
    force: opt.Force = False,
    language: opt.Language = None,
    profile: opt.ProfileFile = None,
    scale: opt.Scale = None,
    review_below: opt.ReviewBelow = opt.REVIEW_BELOW,
    password: Password = None,
    quiet: opt.Quiet = False,
) -> None:
    """Convert a dump of documents to one register, on every core.

    Run it again and it goes on where it stopped: a document that was parsed is never parsed twice. Exits with 0 if
    every document is in the register, with 1 if some are not (the closing table and --report say which and why).
    """
    from rich.console import Console

    from risktool.batch.convert import Request, convert, count_cores
    from risktool.batch.destination import destination_of
    from risktool.batch.executor import Limits
    from risktool.batch.progress import close, watch
    from risktool.cli.console import say
    from risktool.cli.reading import reading_options
    from risktool.cli.writing import check_output, write_whole

    request = Request(
        sources,
        destination_of(output),
        reading_options(language, scale, password, review_below, profile),
        jobs or count_cores(),
        Limits(timeout, memory * MEGABYTE),
        fresh=fresh,
        retry_failed=retry_failed,
        force=force,
        dialect=csv_dialect,
    )
    check_output(report, force=True)
    console = Console(stderr=True)
    _end_on_sigterm()
    try:
        summary = convert(request, lambda total: watch(console, total, quiet=quiet))
    except KeyboardInterrupt:
        say("stopped; what is stored stays, and the same command goes on from there")
        raise
    if report is not None:
        text = summary.tally.to_json(seconds=summary.seconds, jobs=request.jobs, destination=output)
        write_whole(report, text, force=True)
    if not quiet:
        close(console, summary.tally.to_text(summary.seconds), request.destination.describe())
    if summary.tally.failures:
        raise typer.Exit(SOME_FAILED)


def _end_on_sigterm() -> None:
    """As Ctrl-C: the workers end, what is stored stays, and the exit code is the same."""
    import signal

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
