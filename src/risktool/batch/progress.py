"""How far a run is: a live line on a terminal, a plain line every few seconds elsewhere. All on stderr."""

import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from risktool.batch.report import Result
from risktool.batch.work import FAILURES, OUTCOMES, Outcome
from risktool.findings import count
from risktool.render.visible import show

__all__ = ["Bar", "Lines", "Silent", "Watcher", "close", "watch"]

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
        self._parsed = self._pages = 0
        self._outcomes: Counter[Outcome] = Counter()

    def advance(self, result: Result) -> None:
        """Say something if the last line is old enough."""
        self._parsed += not result.kept
        self._pages += result.pages
        self._outcomes[result.outcome] += 1
        now = time.monotonic()
        if now - self._said >= SECONDS_BETWEEN_LINES:
            self._said = now
            self._console.print(self._line(now - self._start), markup=False, highlight=False, soft_wrap=True)

    def _line(self, seconds: float) -> str:
        documents = self._outcomes.total()
        left = (self._total - documents) * seconds / max(self._parsed, 1)
        return (
            f"{documents:,} of {count(self._total, 'document')}, {count(self._pages, 'page')}, "
            f"{self._pages / seconds:.1f} pages/s, {_lacking(self._outcomes)}, {_duration(left)} left"
        )


class Bar:
    """A live line."""

    def __init__(self, progress: Progress, total: int) -> None:
        """Draw it at nought."""
        self._progress = progress
        self._start = time.monotonic()
        self._pages = 0
        self._outcomes: Counter[Outcome] = Counter()
        self._task = progress.add_task("documents", total=total, pages=0, rate=0.0, lacking=_lacking(self._outcomes))

    def advance(self, result: Result) -> None:
        """Move on."""
        self._pages += result.pages
        self._outcomes[result.outcome] += 1
        rate = self._pages / max(time.monotonic() - self._start, 0.001)
        lacking = _lacking(self._outcomes)
        self._progress.update(self._task, advance=1, pages=self._pages, rate=rate, lacking=lacking)


def watch(console: Console, total: int, *, quiet: bool) -> AbstractContextManager[Watcher]:
    """The watcher that fits the console."""
    if quiet:
        return nullcontext(Silent())
    if not console.is_terminal:
        return nullcontext(Lines(console, total))
    return _LiveBar(console, total)


def close(console: Console, outcomes: str, place: str) -> None:
    """The last words of a run: what it came to (whole lines), and where it is."""
    console.print(f"{outcomes}{show(place)}\n", end="", markup=False, highlight=False, soft_wrap=True)


class _LiveBar(AbstractContextManager[Watcher]):
    def __init__(self, console: Console, total: int) -> None:
        self._total = total
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pages]:,} pages, {task.fields[rate]:.1f}/s, {task.fields[lacking]}"),
            TimeRemainingColumn(),
            console=console,
        )

    def __enter__(self) -> Watcher:
        self._progress.start()
        return Bar(self._progress, self._total)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _lacking(outcomes: Counter[Outcome]) -> str:
    """The documents that the register will lack, in the closing table's words: "3 refused, 1 timed-out"."""
    found = [f"{outcomes[o]:,} {o}" for o in OUTCOMES if o in FAILURES and outcomes[o]]
    return ", ".join(found) or "0 failed"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
