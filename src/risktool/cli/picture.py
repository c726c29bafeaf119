"""`risktool explain PATH ID --image FILE.png`: the row as it looks on its page."""

from pathlib import Path

from risktool.cli.reading import STDIN
from risktool.cli.writing import write_bytes
from risktool.errors import UsageError
from risktool.pipeline import read_file
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


def draw_row(evidence: Evidence, risk_id: str, path: Path, password: str | None, image: Path, *, force: bool) -> None:
    """Write the picture. Raises UsageError where there is nothing to draw, OutputError where it cannot be written."""
    if path == STDIN:
        raise UsageError("--image reads the document again", hint="name the file instead of -")
    if evidence.register.source.media_type != PDF:
        raise UsageError("--image draws rows of PDFs only", path=str(path))
    found = evidence.find(risk_id)
    boxes = boxes_of(evidence, found[2]) if found else {}
    if not found or not boxes:
        raise UsageError(f"nobody knows where row {risk_id} stands on its page", path=str(path))
    page = found[2].page or 1
    write_bytes(image, render_picture(read_file(path), password, page, boxes), force=force)
