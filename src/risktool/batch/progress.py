"""How far a run is: a live line on a terminal, a plain line every few seconds elsewhere. All on stderr."""

import time
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from risktool.batch.report import Result
from risktool.batch.work import FAILURES
from risktool.findings import count

__all__ = ["Bar", "Lines", "Silent", "Watcher", "watch"]

SECONDS_BETWEEN_LINES = 5.0
"""Often enough for a log that someone looks at, seldom enough for one of a whole night."""


class Watcher(Protocol):
    """Is told of every document as it comes to its outcome."""

    def advance(self, result: Result) -> None:
        """One document more."""


class Silent:
    """For `--quiet`."""

    def advance(self, result: Result) -> None:
        """Nothing."""


class Lines:
    """Plain lines, for logs."""

    def __init__(self, console: Console, total: int) -> None:
        """Count from now."""
        self._console = console
        self._total = total
        self._start = self._said = time.monotonic()
        self._documents = self._parsed = self._pages = self._failures = 0

    def advance(self, result: Result) -> None:
        """Say something if the last line is old enough."""
        self._documents += 1
        self._parsed += not result.kept
        self._pages += result.pages
        self._failures += result.outcome in FAILURES
        now = time.monotonic()
        if now - self._said >= SECONDS_BETWEEN_LINES:
            self._said = now
            self._console.print(self._line(now - self._start), markup=False, highlight=False, soft_wrap=True)

    def _line(self, seconds: float) -> str:
        left = (self._total - self._documents) * seconds / max(self._parsed, 1)
        return (
            f"{self._documents:,} of {count(self._total, 'document')}, {count(self._pages, 'page')}, "
            f"{self._pages / seconds:.1f} pages/s, {self._failures:,} failed, {_duration(left)} left"
        )


class Bar:
    """A live line."""

    def __init__(self, progress: Progress, total: int) -> None:
        """Draw it at nought."""
        self._progress = progress
        self._start = time.monotonic()
        self._pages = self._failures = 0
        self._task = progress.add_task("documents", total=total, pages=0, rate=0.0, failures=0)

    def advance(self, result: Result) -> None:
        """Move on."""
        self._pages += result.pages
        self._failures += result.outcome in FAILURES
        rate = self._pages / max(time.monotonic() - self._start, 0.001)
        self._progress.update(self._task, advance=1, pages=self._pages, rate=rate, failures=self._failures)


def watch(console: Console, total: int, *, quiet: bool) -> AbstractContextManager[Watcher]:
    """The watcher that fits the console."""
    if quiet:
        return nullcontext(Silent())
    if not console.is_terminal:
        return nullcontext(Lines(console, total))
    return _LiveBar(console, total)


class _LiveBar(AbstractContextManager[Watcher]):
    def __init__(self, console: Console, total: int) -> None:
        self._total = total
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pages]:,} pages, {task.fields[rate]:.1f}/s, {task.fields[failures]:,} failed"),
            TimeRemainingColumn(),
            console=console,
        )

    def __enter__(self) -> Watcher:
        self._progress.start()
        return Bar(self._progress, self._total)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
