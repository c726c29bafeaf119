"""Documents that do to a worker what real ones do, and drivers to be killed: by way of the executor's seam.

The first word of a document says what it does. Every parse is written down, with its process, in the file that the
environment names, so that a test can see what was done twice. Run as a program this converts a dump.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from risktool.batch.convert import convert
from risktool.batch.executor import Limits, LocalProcesses
from risktool.batch.reading import read_item
from risktool.batch.work import Record, Work
from risktool.errors import RisktoolError
from tests.batch.dumps import request, silent

LOG = "MISCHIEF_LOG"
DELAY = "MISCHIEF_DELAY"
SECONDS = "MISCHIEF_SECONDS"

MEGABYTE = 2**20
LIMITS = Limits(float(os.environ.get(SECONDS, "30")), 400 * MEGABYTE)


class Mischief(LocalProcesses):
    """Local processes that do what a document tells them to before they parse it."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        return super().submit(misbehave, fn, *args, **kwargs)


def misbehave(parse: Callable[[Work], Record], work: Work) -> Record:
    if log := os.environ.get(LOG):
        with Path(log).open("a") as file:
            file.write(f"{os.getpid()} {work.item.name}\n")
    time.sleep(float(os.environ.get(DELAY, "0")))
    try:
        word = read_item(work.item)[:10].split()[0]
    except (RisktoolError, IndexError):
        word = b""
    if word == b"HANG":
        time.sleep(600)
    elif word == b"DIE":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == b"EAT":
        _ = bytearray(2 * (LIMITS.memory or 0))
    return parse(work)


def parses(log: Path) -> list[str]:
    """The names of the documents that were handed to a worker, in that order."""
    return [line.split(maxsplit=1)[1] for line in log.read_text().splitlines()]


def workers(log: Path) -> set[int]:
    """The processes that did it."""
    return {int(line.split()[0]) for line in log.read_text().splitlines()}


if __name__ == "__main__":

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    try:
        convert(request(Path(sys.argv[1]), Path(sys.argv[2]), jobs=2, limits=LIMITS), silent, Mischief)
    except RisktoolError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
