"""All commands under one name."""

from typing import Annotated

import typer

from risktool import __version__
from risktool.cli.batch import batch
from risktool.cli.console import COULD_NOT
from risktool.cli.diff import diff
from risktool.cli.explain import explain
from risktool.cli.export import export
from risktool.cli.matrix import matrix
from risktool.cli.parse import parse
from risktool.cli.profiles import profiles
from risktool.cli.rules import rules
from risktool.cli.schema import schema
from risktool.cli.validate import validate

app = typer.Typer(
    name="risktool",
    help="Recover risk matrices from raw workshop notes, and say how sure each number is.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"risktool {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def common(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Recover risk matrices from raw workshop notes, and say how sure each number is."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(COULD_NOT)


for command in (parse, matrix, explain, batch, export, validate, diff, rules, schema):
    app.command()(command)
app.add_typer(profiles, name="profiles")
