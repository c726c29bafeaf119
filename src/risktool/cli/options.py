"""Options that several commands share, said once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, TypeVar

import typer

from risktool.errors import UsageError

Format: TypeAlias = Literal["table", "json", "csv", "markdown"]
ReportFormat: TypeAlias = Literal["text", "json", "sarif", "junit", "github"]
DiffFormat: TypeAlias = Literal["table", "json", "markdown"]
SeverityName: TypeAlias = Literal["error", "warning", "info"]
"""`risktool.findings.Severity`, which is not imported here either."""

CsvDialect: TypeAlias = Literal["plain", "excel", "excel-sv"]

WIDEST_SCALE = 10
"""The same limit as `risktool.notation`, which is not imported here: --help must stay cheap. A test compares them."""

REVIEW_BELOW = 0.73
"""The default of `risktool.pipeline`, on the same terms."""

READING_SECONDS = 120.0
"""What a command gives a PDF. Any limit has it read by a child, so that a file that crashes its reader is an error and
not the end of the program; it costs a tenth of the time of a command."""

FORMAT_OF_SUFFIX: dict[str, Format] = {".json": "json", ".csv": "csv", ".md": "markdown", ".markdown": "markdown"}
REPORT_OF_SUFFIX: dict[str, ReportFormat] = {".json": "json", ".sarif": "sarif", ".xml": "junit"}
DIFF_OF_SUFFIX: dict[str, DiffFormat] = {".json": "json", ".md": "markdown", ".markdown": "markdown"}
"""What --output says about the format where --format does not. `a.sarif.json` has the suffix `.json`, as everywhere."""

F = TypeVar("F", bound=str)


def choose_format(asked: F | None, output: Path | None, of_suffix: Mapping[str, F], default: F) -> F:
    """The format asked for, else the one that the suffix of the output file names, else `default`."""
    if asked is not None:
        return asked
    return of_suffix.get(output.suffix.lower(), default) if output is not None else default


def parse_scale(text: str) -> tuple[int, int]:
    """ "1-5" as (1, 5). Raises UsageError for anything that is no scale."""
    low, _, high = text.replace("–", "-").partition("-")
    if not (low.strip().isdecimal() and high.strip().isdecimal() and int(low) < int(high) <= WIDEST_SCALE):
        raise UsageError(f"--scale {text}: not a scale", hint=f"write it like 1-5; the highest step is {WIDEST_SCALE}")
    return int(low), int(high)


CsvDialectOption = Annotated[
    CsvDialect,
    typer.Option("--csv-dialect", help="plain for programs, excel-sv for a double click in a Swedish Excel."),
]
Source = Annotated[
    Path, typer.Argument(metavar="PATH", show_default=False, help="The document to read; - for standard input.")
]
Language = Annotated[
    str | None, typer.Option("--lang", metavar="CODE", help="The notes' language (sv, nb, da, de, en); else detected.")
]
ProfileFile = Annotated[
    Path | None,
    typer.Option("--profile", metavar="FILE", help="A language profile of your own (`risktool profiles show sv`)."),
]
Scale = Annotated[
    str | None, typer.Option("--scale", metavar="LOW-HIGH", help="The scale of both factors, as 1-5; else inferred.")
]
Password = Annotated[
    str | None,
    typer.Option(
        "--password",
        metavar="TEXT",
        envvar="RISKTOOL_PASSWORD",
        help="Opens an encrypted document. Without it a terminal is asked.",
    ),
]
MaxPages = Annotated[
    int | None, typer.Option("--max-pages", min=1, metavar="N", help="Read no more than a PDF's first N pages.")
]
ReadingTime = Annotated[
    float,
    typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Give up a PDF that takes longer to read."),
]
Verify = Annotated[
    bool,
    typer.Option("--verify", help="Read a PDF with a second reader as well; rows on which the two differ want review."),
]
ReviewBelow = Annotated[
    float,
    typer.Option("--review-below", min=0, max=1, metavar="P", help="Ask for review of rows less sure than this."),
]
SectionOption = Annotated[
    str | None, typer.Option("--section", metavar="N", help="Only this section, by its number (or id: 7b, s3).")
]
MinScore = Annotated[
    float | None, typer.Option("--min-score", metavar="N", help="Only rows whose score is, or may be, at least this.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all, instead of standard output."),
]
Force = Annotated[bool, typer.Option("--force", help="Let --output replace an existing file.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary, and nothing on standard error but errors.")]
