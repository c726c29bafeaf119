"""Processes of this machine behind `concurrent.futures.Executor`, with a time and a memory limit for each call.

One worker process a slot, with a pipe of its own, and one thread that hands it calls. That is the whole design,
and the reason for not taking a ready pool: where workers share one queue (`ProcessPoolExecutor`, pebble), a worker
that is killed while it holds the queue's lock or has half a result in the pipe takes the whole pool with it. Here
the end of a process is the end of its pipe, whatever it was doing.

A call raises TimeoutError, MemoryError, WorkerLost, or what the function raised; after any of them the worker is
replaced. Workers start from a fork server, so they share no lock, file or connection with the driver.
"""

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from risktool.batch.work import WorkerLost

__all__ = ["Limits", "LocalProcesses"]

CALLS_PER_WORKER = 500
"""Then a fresh one: no leak in a library that reads documents grows for ever, and starting costs 1/500."""

ORPHAN_GRACE = 5.0
"""Seconds after the time limit when a worker ends itself, should nobody be left to end it."""

READY = "ready"
"""A worker's first word; it says that what comes next is the call's own time."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: wall-clock seconds and bytes of memory (None: no limit)."""

    seconds: float | None = None
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class _Call:
    future: "Future[Any]"
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class LocalProcesses(Executor):
    """`jobs` worker processes on this machine. Functions, arguments and results must be picklable."""

    def __init__(self, jobs: int, limits: Limits = Limits()) -> None:
        """Start the threads; a worker process starts with its first call."""
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._slots = tuple(_Slot(self._calls, limits) for _ in range(jobs))
        self._threads = tuple(threading.Thread(target=slot.serve, daemon=True) for slot in self._slots)
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Queue one call."""
        future: Future[T] = Future()
        self._calls.put(_Call(future, fn, args, kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: after the queued calls, or, with `cancel_futures`, at once and in mid-call."""
        if cancel_futures:
            with suppress(queue.Empty):
                while call := self._calls.get_nowait():
                    call.future.cancel()
            for slot in self._slots:
                slot.stop()
        for _ in self._slots:
            self._calls.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


class _Slot:
    """One worker at a time, and the calls it gets."""

    def __init__(self, calls: "queue.SimpleQueue[_Call | None]", limits: Limits) -> None:
        self._calls = calls
        self._limits = limits
        self._stopped = False
        self._worker: _Worker | None = None

    def serve(self) -> None:
        """Take calls until told to end."""
        while call := self._calls.get():
            if call.future.set_running_or_notify_cancel():
                self._answer(call)
        self._retire()

    def stop(self) -> None:
        """End the worker now; its call raises WorkerLost. From another thread."""
        self._stopped = True
        if worker := self._worker:
            worker.end()

    def _answer(self, call: _Call) -> None:
        try:
            result = self._run(call)
        except BaseException as error:
            self._retire()
            call.future.set_exception(error)
        else:
            call.future.set_result(result)

    def _run(self, call: _Call) -> object:
        if self._stopped:
            raise WorkerLost(-signal.SIGTERM)
        if self._worker is None or self._worker.calls >= CALLS_PER_WORKER:
            self._retire()
            self._worker = _Worker(self._limits)
        return self._worker.run(call)

    def _retire(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None


class _Worker:
    """A process and the driver's end of its pipe."""

    def __init__(self, limits: Limits) -> None:
        context = _context()
        self._limits = limits
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(theirs, limits), daemon=True)
        self._process.start()
        theirs.close()  # or the pipe would not end with the process
        self.calls = 0
        self._hear()  # its start is not the first call's time

    def _hear(self) -> Any:
        try:
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join()
            raise WorkerLost(self._process.exitcode) from error

    def run(self, call: _Call) -> object:
        """One call. The clock kills the process, and the end of the pipe tells; nothing here can hang."""
        self.calls += 1
        late = threading.Event()
        clock = threading.Timer(self._limits.seconds or threading.TIMEOUT_MAX, self.end, (late,))
        clock.daemon = True
        clock.start()
        try:
            with suppress(OSError):  # a worker that died while it waited; hearing it says so
                self._pipe.send((call.function, call.args, call.kwargs))
            done, value = self._hear()
        except WorkerLost as error:
            if late.is_set():
                raise TimeoutError from error
            raise
        finally:
            clock.cancel()
        if not done:
            raise value
        return value

    def end(self, mark: threading.Event | None = None) -> None:
        """Kill the process, from any thread; `mark` tells the thread that waits for the answer."""
        if mark is not None:
            mark.set()
        self._process.kill()

    def close(self) -> None:
        """Kill the process and let go of it. Only for the thread that made it: the pipe must not be in use."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _context() -> SpawnContext | ForkServerContext:
    """A fork server imports once and forks in milliseconds; Windows has none."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    multiprocessing.set_forkserver_preload(["risktool.batch.work"])
    return multiprocessing.get_context("forkserver")


def _work(pipe: Connection, limits: Limits) -> None:
    """The worker's life: it ends with its pipe, that is, with the driver, however that ends."""
    _settle(limits)
    with suppress(EOFError, OSError):
        pipe.send(READY)
        while True:
            function, args, kwargs = pipe.recv()
            _set_alarm(limits.seconds + ORPHAN_GRACE if limits.seconds else 0.0)
            answer = _call(function, args, kwargs)
            _set_alarm(0.0)
            _send(pipe, answer)


def _settle(limits: Limits) -> None:
    """Ctrl-C is the driver's to answer; libraries' chatter about one document is nobody's."""
    import logging
    import warnings

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if limits.memory is not None and os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))


def _set_alarm(seconds: float) -> None:
    """The kernel ends a worker that holds every lock of its own; 0 takes the alarm back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _call(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[bool, object]:
    try:
        return True, function(*args, **kwargs)
    except MemoryError:
        return False, MemoryError()  # the original's traceback holds on to what filled the memory
    except Exception as error:
        return False, error


def _send(pipe: Connection, answer: tuple[bool, object]) -> None:
    """A result that cannot be sent is an error of the call; nothing is in the pipe before it is pickled."""
    try:
        pipe.send(answer)
    except OSError:
        raise
    except Exception as error:
        pipe.send((False, MemoryError() if isinstance(error, MemoryError) else TypeError(str(error))))
