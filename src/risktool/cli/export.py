"""`risktool export REGISTER --output DEST`: what a batch stored, as other files."""

from pathlib import Path
from typing import Annotated

import typer

from risktool.cli import options as opt


def export(
    register: Annotated[
        Path,
        typer.Argument(
            metavar="REGISTER", show_default=False, help="The .sqlite file that a batch made, or its folder."
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="DEST", help="By suffix: .csv, .jsonl, .parquet, .sqlite; none: a folder of JSON."
        ),
    ],
    csv_dialect: opt.CsvDialectOption = "plain",
    force: opt.Force = False,
) -> None:
    """Write a stored register as CSV, JSON lines, Parquet, another SQLite file, or a folder of JSON."""
    from risktool.batch.destination import DEFAULT_REGISTER, destination_of
    from risktool.batch.export import export_register
    from risktool.batch.store import Store
    from risktool.cli.writing import check_output

    destination = destination_of(output)
    if destination.kind != "folder":
        check_output(destination.path, force=force)
    with Store.read(register / DEFAULT_REGISTER if register.is_dir() else register) as store:
        export_register(store, destination, dialect=csv_dialect)
