"""Reading of damaged PDFs in a process of its own, so that a crash inside a C library ends that one only.

A PDF whose tail and cross-reference table are in order is read right here: starting a process costs more than
reading it. For any other file a child process reads, with limits on time and memory; it is asked a second time, for
the second reader, when the first one crashed it.

The child gets (data, name, sha256, opening, reader) on its standard input and answers there with the document or
the error, both pickled. It is ours, started by us: nothing in a PDF reaches the pickle but text and numbers.
"""

import os
import pickle
import re
import subprocess
import sys
import time
from itertools import islice
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


def read_in_child(job: Job) -> Document:
    """The document, read in a child process.

    Raises what the readers raise, and UnreadableError when both crashed or took too long.
    """
    seconds = limits.CHILD_SECONDS if job.opening.timeout is None else job.opening.timeout
    end = time.monotonic() + seconds
    for reader in ("pdfium", "pdfplumber"):
        answer = _ask_child(job._replace(reader=reader), end - time.monotonic())
        if isinstance(answer, RisktoolError):
            raise answer
        if answer is not None:
            return answer
        if time.monotonic() >= end:
            hint = "give it more with --timeout, or fewer pages with --max-pages"
            raise UnreadableError(f"reading the PDF took longer than {seconds:g} s", hint=hint)
    raise UnreadableError("the PDF is broken, and reading it failed", hint="download or export it again")


def _ask_child(job: Job, seconds: float) -> Document | RisktoolError | None:
    """The child's answer; None when it died or ran out of time."""
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
        return None
    if done.returncode != 0:
        return None
    answer = pickle.loads(done.stdout)
    return answer if isinstance(answer, Document | RisktoolError) else None
