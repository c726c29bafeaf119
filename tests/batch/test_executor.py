"""Worker processes: what a call may do to them, and that the next call does not notice."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from risktool.batch.executor import Limits, LocalProcesses
from risktool.batch.work import WorkerLost

MEGABYTE = 2**20


@pytest.fixture
def pool() -> Iterator[LocalProcesses]:
    executor = LocalProcesses(1, Limits(seconds=30, memory=300 * MEGABYTE))
    yield executor
    executor.shutdown(cancel_futures=True)


def test_calls_run_in_another_process_and_in_the_same_one_again(pool: LocalProcesses) -> None:
    first, second = pool.submit(os.getpid).result(), pool.submit(os.getpid).result()
    assert first == second != os.getpid()


def test_what_a_function_raises_is_raised(pool: LocalProcesses) -> None:
    with pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0).result()
    assert pool.submit(divmod, 7, 2).result() == (3, 1)


def test_a_killed_worker_costs_its_call_only(pool: LocalProcesses) -> None:
    with pytest.raises(WorkerLost) as lost:
        pool.submit(os.kill, pool.submit(os.getpid).result(), signal.SIGKILL).result()
    assert lost.value.exit_code == -signal.SIGKILL
    assert pool.submit(divmod, 7, 2).result() == (3, 1)


def test_a_worker_killed_while_idle_is_replaced_after_one_lost_call(pool: LocalProcesses) -> None:
    os.kill(pool.submit(os.getpid).result(), signal.SIGKILL)
    with pytest.raises(WorkerLost):
        pool.submit(divmod, 7, 2).result()
    assert pool.submit(divmod, 7, 2).result() == (3, 1)


def test_a_worker_that_ends_itself_says_how(pool: LocalProcesses) -> None:
    with pytest.raises(WorkerLost) as lost:
        pool.submit(os._exit, 3).result()
    assert lost.value.exit_code == 3


def test_a_call_that_takes_too_long_is_ended() -> None:
    with LocalProcesses(1, Limits(seconds=0.3)) as executor:
        pid = executor.submit(os.getpid).result()
        with pytest.raises(TimeoutError):
            executor.submit(time.sleep, 60).result()
        assert executor.submit(divmod, 7, 2).result() == (3, 1)
        assert not is_alive(pid)


def test_a_call_that_stops_in_the_middle_of_its_answer_is_ended() -> None:
    with LocalProcesses(1, Limits(seconds=0.5)) as executor, pytest.raises(TimeoutError):
        executor.submit(answer_and_stop).result()


def test_memory_is_limited_and_the_worker_is_fresh_afterwards(pool: LocalProcesses) -> None:
    with pytest.raises(MemoryError):
        pool.submit(bytearray, 400 * MEGABYTE).result()
    assert len(pool.submit(bytes, 10).result()) == 10


def test_a_result_that_cannot_be_sent_is_an_error_of_the_call(pool: LocalProcesses) -> None:
    with pytest.raises(TypeError):
        pool.submit(threading.Lock).result()
    assert pool.submit(divmod, 7, 2).result() == (3, 1)


def test_a_large_result_arrives(pool: LocalProcesses) -> None:
    assert len(pool.submit(bytes, 20 * MEGABYTE).result()) == 20 * MEGABYTE


def test_shutdown_ends_calls_in_the_middle() -> None:
    executor = LocalProcesses(2)
    pid = executor.submit(os.getpid).result()
    calls = [executor.submit(time.sleep, 60) for _ in range(4)]
    executor.shutdown(cancel_futures=True)
    assert all(call.done() for call in calls)
    assert not is_alive(pid)


def test_workers_work_side_by_side() -> None:
    with LocalProcesses(2, Limits(seconds=30)) as executor:
        pids = {future.result() for future in [executor.submit(slow_pid) for _ in range(4)]}
    assert len(pids) == 2


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that nobody has reaped yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def slow_pid() -> int:
    time.sleep(0.2)
    return os.getpid()


class StopWhenPickled:
    """Stops its process when it is sent; the driver sees a worker that neither answers nor ends."""

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        os.kill(os.getpid(), signal.SIGSTOP)
        return (StopWhenPickled, ())


def answer_and_stop() -> StopWhenPickled:
    return StopWhenPickled()
