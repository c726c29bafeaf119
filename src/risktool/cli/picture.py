"""`risktool explain PATH ID --image FILE.png`: the row as it looks on its page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from risktool.cli.reading import STDIN
from risktool.cli.writing import write_bytes
from risktool.errors import UnreadableError, UsageError
from risktool.extract.pdf.forked import can_fork, run_forked
from risktool.pipeline import Options, read_file
from risktool.render.evidence import Evidence, boxes_of
from risktool.render.picture import render_picture

PDF = "application/pdf"


def check_image(image: Path | None, risk_id: str | None) -> None:
    """Refuse, before any work is done, a picture of nothing and a file that would lie about its kind."""
    if image is None:
        return
    if risk_id is None:
        raise UsageError("--image draws one row", hint="name it: risktool explain PATH ID --image FILE.png")
    if image.suffix.lower() != ".png":
        raise UsageError(f"--image {image}: a picture is a PNG", hint="name it FILE.png")


def draw_row(evidence: Evidence, risk_id: str, path: Path, options: Options, image: Path, *, force: bool) -> None:
    """Write the picture.

    Raises UsageError where there is nothing to draw, UnreadableError for a page that cannot be drawn, OutputError
    where the picture cannot be written.
    """
    if path == STDIN:
        raise UsageError("--image reads the document again", hint="name the file instead of -")
    if evidence.register.source.media_type != PDF:
        raise UsageError("--image draws rows of PDFs only", path=str(path))
    found = evidence.find(risk_id)
    boxes = boxes_of(evidence, found[2]) if found else {}
    if not found or not boxes:
        raise UsageError(f"nobody knows where row {risk_id} stands on its page", path=str(path))
    drawing = partial(render_picture, read_file(path), options.password, found[2].page or 1, boxes)
    write_bytes(image, _contained(drawing, options.timeout, path), force=force)


def _contained(drawing: Callable[[], bytes], seconds: float | None, path: Path) -> bytes:
    """What a drawing gives, made by a child where this process may have one: pictures have crashed many a library."""
    if seconds is None or not can_fork():
        return drawing()
    drawn = run_forked(drawing, seconds)
    if isinstance(drawn, bytes):
        return drawn
    if isinstance(drawn, Exception):
        raise drawn
    raise UnreadableError("the page cannot be drawn", hint="leave --image out", path=str(path))
