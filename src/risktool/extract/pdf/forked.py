"""Reading in a forked child: a file that crashes a C library ends the child, and the program says so and goes on.

A fork starts with everything imported; what it costs is the way back of the document, a tenth of the time of a
command. It is for programs with one thread, because locks that another thread holds would stay locked in the child
for ever, and not for the workers of a pool, which are replaced when they crash.
"""

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from risktool.extract.pdf.contain import Job, Lost, limit_memory
from risktool.extract.pdf.reading import read_here
from risktool.source import Document

T = TypeVar("T")

THREADS = Path("/proc/self/task")
"""On Linux it holds one entry for each thread of this process, also for those that Python does not know."""


def can_fork() -> bool:
    """Whether this process may fork without harm: it has one thread, and is no worker of a pool."""
    return hasattr(os, "fork") and not _is_worker() and _count_threads() == 1


def _is_worker() -> bool:
    """Whether this process is a pool's: then it has imported what made it, which others need not pay for."""
    multiprocessing = sys.modules.get("multiprocessing")
    return multiprocessing is not None and multiprocessing.parent_process() is not None


def _count_threads() -> int:
    with contextlib.suppress(OSError):
        return sum(1 for _ in THREADS.iterdir())
    return threading.active_count()


def ask_fork(job: Job, seconds: float) -> Document | Exception | Lost:
    """What a forked child made of the job in so many seconds."""
    return run_forked(lambda: read_here(job), seconds)


def run_forked(work: Callable[[], T], seconds: float) -> T | Exception | Lost:
    """What a forked child made of some work in so many seconds: its result, what it raised, or how it ended."""
    if seconds <= 0:
        return Lost(signal.SIGALRM)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(work, seconds, writing)
    os.close(writing)
    try:
        with open(reading, "rb") as stream:  # noqa: PTH123 - a descriptor, not a path
            sent = stream.read()
    except BaseException:  # interrupted: nobody waits for the child any more
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return _unpack(sent) if code == 0 else Lost(-code)


def _answer(work: Callable[[], object], seconds: float, writing: int) -> NoReturn:
    """The child's whole life. Its alarm ends it even in the middle of a C library, and when its parent is gone."""
    import pickle

    code = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        limit_memory()
        os.dup2(2, 1)  # what a C library prints must not mix with the program's output
        with open(writing, "wb") as stream:
            pickle.dump(_outcome(work), stream, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)  # neither the program's buffers nor what it does at its end are the child's


def _outcome(work: Callable[[], object]) -> object:
    try:
        return work()
    except Exception as error:
        import traceback  # only where something went wrong

        error.add_note(traceback.format_exc())  # a traceback does not survive the way back
        return error


def _unpack(sent: bytes) -> Any:
    import pickle

    was_on = gc.isenabled()
    gc.disable()  # as in `read_here`: many small values, no cycle
    try:
        return pickle.loads(sent)
    finally:
        if was_on:
            gc.enable()
