"""`risktool explain PATH [ID]`: the evidence behind one row, or behind the whole reading."""

from pathlib import Path
from typing import Annotated

import typer

from risktool.cli import options as opt


def explain(
    path: opt.Source,
    risk_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", show_default=False, help="A row, as 15.2; else the whole document.")
    ] = None,
    image: Annotated[
        Path | None,
        typer.Option("--image", metavar="FILE.png", help="Also draw the row as it looks on its page (PDF only)."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Let --image replace an existing file.")] = False,
    language: opt.Language = None,
    profile: opt.ProfileFile = None,
    scale: opt.Scale = None,
    password: opt.Password = None,
    max_pages: opt.MaxPages = None,
    timeout: opt.ReadingTime = opt.READING_SECONDS,
) -> None:
    """Show why a row, or the whole register, reads as it does.

    For a row: its words marked in the source, the arithmetic, and the reading that came second. For a document:
    what its text layer lost, its criteria, and where every word went.
    """
    from risktool.cli.filters import list_names
    from risktool.cli.picture import check_image, draw_row
    from risktool.cli.reading import reading_options, trace_document
    from risktool.cli.screen import look_of_stdout
    from risktool.cli.writing import check_output, print_text
    from risktool.errors import UsageError
    from risktool.render.evidence import Evidence, explain_document, explain_risk

    check_output(image, force=force, source=path)
    check_image(image, risk_id)
    traced, options = trace_document(
        path, reading_options(language, scale, password, profile=profile, max_pages=max_pages, timeout=timeout)
    )
    evidence = Evidence(traced.document, traced.diagnosis.notation, traced.draft, traced.register)
    if risk_id is None:
        print_text(explain_document(evidence, look_of_stdout()))
        return
    if evidence.find(risk_id) is None:
        known = list_names([risk.id for risk in traced.register.risks])
        raise UsageError(f"no row {risk_id!r}", hint=f"there are: {known}", path=str(path))
    if image is not None:
        draw_row(evidence, risk_id, path, options, image, force=force)
    print_text(explain_risk(evidence, risk_id, look_of_stdout()))
