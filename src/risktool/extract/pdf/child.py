"""The child process of `contain`: reads one PDF from a job on standard input, answers on standard output."""

import os
import pickle
import sys

from risktool.errors import RisktoolError
from risktool.extract.pdf.contain import Job, limit_memory
from risktool.extract.pdf.reading import read_here
from risktool.source import Document


def main() -> None:
    """Answer one job."""
    limit_memory()
    job: Job = pickle.load(sys.stdin.buffer)
    output = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a C library prints must not mix with the answer
    answer: Document | RisktoolError
    try:
        answer = read_here(job)
    except RisktoolError as error:
        answer = error
    with open(output, "wb") as stream:  # noqa: PTH123 - a descriptor, not a path
        pickle.dump(answer, stream)


if __name__ == "__main__":
    main()
