"""The only place that joins the stages, for one document.

bytes -extract-> Document -damage-> Diagnosis -parse-> Draft -recover-> Register -rules-> findings
"""

import hashlib
import os
import select
from dataclasses import dataclass, replace
from pathlib import Path

from risktool.damage import Diagnosis, diagnose
from risktool.draft import Draft
from risktool.errors import RisktoolError, UnreadableError
from risktool.extract import extract, look_closely
from risktool.model import Damage, Register, Source
from risktool.parse import parse as parse_document
from risktool.profiles import Profile, detect, load_profile, parse_profile
from risktool.recover import recover
from risktool.rules import check, finding_of
from risktool.source import Document, Opening

REVIEW_BELOW = 0.73
"""Rows less sure than this are put before a person. Chosen on flattened documents, where three rows in ten were less
sure and one in a hundred of the others was wrong; docs/confidence.md says what it leaves on harder ones."""

WRITER_SECONDS = 1.0
"""A pipe's writer that was started together with us has opened it long before."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a document. Everything has a default that lets the document decide."""

    language: str | None = None
    scale: tuple[int, int] | None = None
    password: str | None = None
    review_below: float = REVIEW_BELOW
    profile: str | None = None
    """A language profile of the user's own, as TOML text; it replaces the packaged ones."""
    max_pages: int | None = None
    timeout: float | None = None
    verify: bool = False

    @property
    def opening(self) -> Opening:
        """What of this is about opening the document."""
        return Opening(self.password, self.max_pages, self.timeout, self.verify)


@dataclass(frozen=True, slots=True)
class Trace:
    """A register with all that it was made from: what `risktool explain` shows."""

    document: Document
    diagnosis: Diagnosis
    draft: Draft
    register: Register


def parse(source: str | os.PathLike[str] | bytes, *, name: str = "", options: Options = Options()) -> Register:
    """Recover the risk register of one document.

    `source` is a path or the document's bytes (then `name` is what to call it). Raises RisktoolError when the
    document cannot be read.
    """
    return trace(source, name=name, options=options).register


def trace(source: str | os.PathLike[str] | bytes, *, name: str = "", options: Options = Options()) -> Trace:
    """As `parse`, and keep what every stage made."""
    if isinstance(source, bytes):
        return _trace_bytes(source, name or "<bytes>", options)
    path = Path(source)
    return _trace_bytes(read_file(path), name or os.fsencode(path.name).decode("utf-8", "replace"), options, str(path))


def parse_bytes(data: bytes, name: str, options: Options) -> Register:
    """Recover the register from a document's bytes; RisktoolError names the document by `name`."""
    return _trace_bytes(data, name, options).register


def _trace_bytes(data: bytes, name: str, options: Options, place: str = "") -> Trace:
    try:
        document = extract(data, name, options.opening)
    except RisktoolError as error:
        raise error.at(place or name) from error
    profile = _choose_profile(options, document)
    diagnosis = diagnose(document, profile, options.scale)
    if diagnosis.unnamed:
        document = look_closely(document, data, options.opening)
        diagnosis = diagnose(document, profile, options.scale)
    draft = parse_document(document, diagnosis.notation, profile)
    if options.scale is not None:
        criteria = replace(draft.criteria, likelihood=options.scale, consequence=options.scale, origin="option")
        draft = replace(draft, criteria=criteria)
    register = recover(draft, document, diagnosis.notation, profile, options.review_below, _damage(diagnosis))
    return Trace(document, diagnosis, draft, register.model_copy(update={"findings": check(register)}))


def refuse(error: RisktoolError, data: bytes, name: str) -> Register:
    """The register of a document that could not be read: no sections, and one finding that says why."""
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name=name, sha256=digest, media_type="application/octet-stream", pages=0, reader="")
    return Register(source=source, language=None, criteria=None, findings=(finding_of(error),))


def _choose_profile(options: Options, document: Document) -> Profile:
    if options.profile is not None:
        return parse_profile(options.profile, "--profile")
    return load_profile(options.language) if options.language else detect(document.text)


def read_file(path: Path) -> bytes:
    """A document's bytes. Raises UnreadableError, which says what to do."""
    try:
        return _read_pipe(path) if path.is_fifo() else path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError("no such file", hint="check the name and the folder", path=str(path)) from error
    except IsADirectoryError as error:
        raise UnreadableError("is a folder", hint="`risktool batch` reads folders", path=str(path)) from error
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}", path=str(path)) from error


def _read_pipe(path: Path) -> bytes:
    """All that is written to a named pipe. Raises UnreadableError when nobody writes: the wait would have no end."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with open(handle, "rb", buffering=0) as pipe:  # noqa: PTH123 - it is open already
        select.select([pipe], [], [], WRITER_SECONDS)
        first = pipe.read(1)  # None: somebody has opened it to write, and has not yet
        if first == b"":
            raise UnreadableError("nothing came through this pipe", path=str(path))
        os.set_blocking(handle, True)
        return (first or b"") + pipe.readall()


def _damage(diagnosis: Diagnosis) -> tuple[Damage, ...]:
    return tuple(
        Damage(
            lost=loss.lost,
            kind="digit" if loss.is_digit else "word",
            confidence=loss.confidence,
            evidence=loss.evidence,
            sign=loss.sign,
        )
        for loss in diagnosis.losses
    )
