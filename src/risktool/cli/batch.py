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
    from risktool.batch.convert import Request, count_cores
    from risktool.batch.destination import destination_of
    from risktool.batch.executor import Limits
    from risktool.cli.converting import run_request
    from risktool.cli.reading import reading_options

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
    if run_request(request, output, report, quiet=quiet):
        raise typer.Exit(SOME_FAILED)
