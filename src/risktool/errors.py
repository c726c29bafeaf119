"""What risktool raises: one base class, the data on the exception, safe to send between processes.

An *error* stops one document (or one command) and is raised; a remark about what a document says is a
`risktool.findings.Finding` and is collected. Every error reads `path: what is wrong`, then a hint that says what
to do about it. A person never sees a traceback for one of these.
"""


class RisktoolError(Exception):
    """Something that risktool could not do.

    `message` says what is wrong, `hint` what to do (empty: nothing sensible), `path` the document or file ("" for
    none) and `page` the page it was met on. `finding` is the contract's finding name for errors that a document's
    own output reports (`unreadable`, `encrypted`, `no-text`), else "".
    """

    finding = ""

    def __init__(self, message: str, *, hint: str = "", path: str = "", page: int | None = None) -> None:
        """Keep the parts, and hand them to Exception so that they survive pickling."""
        super().__init__(message, hint, path, page)
        self.message = message
        self.hint = hint
        self.path = path
        self.page = page

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from keyword data, so that the error survives a worker process."""
        return (_rebuild, (type(self), self.message, self.hint, self.path, self.page))

    def __str__(self) -> str:
        """`path:page: message (hint)` on one line."""
        place = self.path + (f":{self.page}" if self.page is not None else "")
        return f"{place + ': ' if place else ''}{self.message}{f' ({self.hint})' if self.hint else ''}"

    def at(self, path: str) -> "RisktoolError":
        """The same error, naming the document it belongs to."""
        return type(self)(self.message, hint=self.hint, path=self.path or path, page=self.page)


def _rebuild(kind: type[RisktoolError], message: str, hint: str, path: str, page: int | None) -> RisktoolError:
    return kind(message, hint=hint, path=path, page=page)


class UsageError(RisktoolError):
    """The command line, a configuration file or an option's value is wrong."""


class OutputError(RisktoolError):
    """The result could not be written (no permission, the file exists, the disk is full)."""


class UnreadableError(RisktoolError):
    """The input is missing, no document that we read, or broken beyond reading."""

    finding = "unreadable"


class EncryptedError(RisktoolError):
    """The document wants a password that was not given, or another one."""

    finding = "encrypted"


class NoTextError(RisktoolError):
    """The document holds no text: an empty file, a blank page, a scan without a text layer."""

    finding = "no-text"
