"""One request of `risktool batch`, carried out and told of: on the terminal, and in the report's file."""

import signal
from pathlib import Path

from rich.console import Console

from risktool.batch.convert import Request, Summary, convert
from risktool.batch.progress import close, watch
from risktool.cli.console import say
from risktool.cli.writing import check_output, write_whole


def run_request(request: Request, output: str, report: Path | None, *, quiet: bool) -> bool:
    """Carry the request out; whether some documents are not in the register. Raises RisktoolError.

    `output` is the destination as a person wrote it, `report` where to write counts, times and failures.
    """
    check_output(report, force=True)
    console = Console(stderr=True)
    _end_on_sigterm()
    summary = _convert(request, console, quiet=quiet)
    if report is not None:
        text = summary.tally.to_json(seconds=summary.seconds, jobs=request.jobs, destination=output)
        write_whole(report, text, force=True)
    if not quiet:
        close(console, summary.tally.to_text(summary.seconds), request.destination.describe())
    return bool(summary.tally.failures)


def _convert(request: Request, console: Console, *, quiet: bool) -> Summary:
    try:
        return convert(request, lambda total: watch(console, total, quiet=quiet))
    except KeyboardInterrupt:
        say("stopped; what is stored stays, and the same command goes on from there")
        raise


def _end_on_sigterm() -> None:
    """As Ctrl-C: the workers end, what is stored stays, and the exit code is the same."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
