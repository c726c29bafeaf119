"""Reading of PDFs in a process of their own, so that a crash inside a C library ends that one only.

A PDF whose tail and cross-reference table are in order is read right here, unless the caller bounds its time: then
`forked` reads it, or, where no process may fork, a new one. Any other file is read by a new process. Both have a limit
on their memory. A child that crashed is asked a second time, for the second reader.

The child gets (data, name, sha256, opening, reader) on its standard input and answers there with the document or
the error, both pickled. It is ours, started by us: nothing in a PDF reaches the pickle but text and numbers.
"""

import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from risktool.errors import RisktoolError, UnreadableError
from risktool.extract.pdf import limits
from risktool.source import Document, Opening

TAIL_BYTES = 2048
"""The end of a PDF says within so many bytes where its cross-reference table is (readers look at 1,024)."""

START_XREF = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
XREF = re.compile(rb"\s{0,2}(?:xref|\d{1,10} \d{1,5} obj)")

FORM = re.compile(rb"/Subtype\s*/Form\b")
MOST_FORMS = 8
"""A letterhead and some logos; each level of a bomb is one more."""

MEMORY = Path("/proc/self/statm")
"""On Linux its first number says how many pages of memory this process may touch."""

TIME_OUT = getattr(signal, "SIGALRM", -1)
"""The signal of a child that had no time left (none on Windows, where no signal ends a child)."""

Reader: TypeAlias = Literal["pdfium", "pdfplumber"]


class Job(NamedTuple):
    """What a child is to read, and with which reader first."""

    data: bytes
    name: str
    sha256: str
    opening: Opening = Opening()
    reader: Reader = "pdfium"


def is_sound(data: bytes) -> bool:
    """Whether the file ends as a PDF does, with a cross-reference table where it says."""
    places = [int(found[1]) for found in START_XREF.finditer(data, max(0, len(data) - TAIL_BYTES))]
    start = max(data.find(b"%PDF-", 0, 1024), 0)  # some count from there
    return bool(places) and any(XREF.match(data, places[-1] + shift) for shift in {0, start})


def has_nests(data: bytes) -> bool:
    """Whether a file holds so many forms (pages drawn in pages) that they could multiply: ten levels make 10^10."""
    return sum(1 for _ in islice(FORM.finditer(data), MOST_FORMS + 1)) > MOST_FORMS


def limit_memory() -> None:
    """Let this process, a child, take no more than CHILD_BYTES beyond what it has (a fork has borrowed that)."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # only on Linux; or a lower limit is set already
        import resource

        most = int(MEMORY.read_text().split()[0]) * resource.getpagesize() + limits.CHILD_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


class Lost(NamedTuple):
    """How a child ended that gave no answer: by which signal (0 or less: it ended itself)."""

    signal: int


Ask: TypeAlias = Callable[[Job, float], Document | Exception | Lost]
"""Gives a job to a child that has so many seconds."""


def ask_until_read(job: Job, ask: Ask) -> Document:
    """The document, read by a child process; a second one reads with the second reader when the first one crashed.

    Raises what the readers raise, and UnreadableError when both crashed or took too long.
    """
    seconds = limits.CHILD_SECONDS if job.opening.timeout is None else job.opening.timeout
    end = time.monotonic() + seconds
    for reader in ("pdfium", "pdfplumber"):
        answer = ask(job._replace(reader=reader), end - time.monotonic())
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Document):
            return answer
        if answer.signal == TIME_OUT or time.monotonic() >= end:
            hint = "give it more with --timeout, or fewer pages with --max-pages"
            raise UnreadableError(f"reading the PDF took longer than {seconds:g} s", hint=hint)
    raise UnreadableError("the PDF is broken, and crashes what reads it", hint="download or export it again")


def ask_child(job: Job, seconds: float) -> Document | Exception | Lost:
    """What a new process, with a limit on its memory, made of the job."""
    import pickle
    import subprocess  # most files are read without one

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "risktool.extract.pdf.child"]
    try:
        done = subprocess.run(
            command,
            input=pickle.dumps(job),
            capture_output=True,
            timeout=max(seconds, 0.0),
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Lost(TIME_OUT)
    if done.returncode != 0:
        return Lost(-done.returncode)
    answer = pickle.loads(done.stdout)
    return answer if isinstance(answer, Document | RisktoolError) else Lost(0)
